//! Proof is how much a group shows that its characters are wrongly decoded: what no language writes, that becomes
//! what languages write.

use super::groups::{Group, is_control, is_neutral};

/// Proof that is enough for a unit which is plain ASCII but for its groups.
pub(super) const SOME: u32 = 1;
/// Proof that is enough for any unit.
pub(super) const FULL: u32 = 2;

/// How much the group proves; `None` when what it would become is nothing that people write.
pub(super) fn proof(group: &Group<'_>) -> Option<u32> {
    let sequences = group.new.chars().count();
    if !group.new.chars().all(|c| is_written(c) || (sequences > 1 && is_control(c))) {
        return None;
    }
    Some(if group.old.chars().all(|c| c.is_lowercase() && script(c) == Some(Script::Latin)) {
        0
    } else if group.old.contains('\u{FFFD}') {
        u32::from(group.new.chars().filter(|c| *c != '\u{FFFD}').count() > 1)
    } else if group.old.chars().any(is_control) || group.new.contains(['\u{FFFD}', '\u{FEFF}']) {
        FULL
    } else if sequences > 1 {
        several(group)
    } else {
        single(group)?
    })
}

/// Characters that are common enough to be the sound reading of a group.
fn is_written(c: char) -> bool {
    matches!(c,
        '\u{a0}'..='ž' | 'ƒ' | 'Ơ' | 'ơ' | 'Ư' | 'ư' | 'Ș'..='ț' | 'ˆ' | '˜' | '\u{2c7}' | '\u{2d8}'..='\u{2dd}'
        | '\u{300}'..='\u{36f}' | '\u{384}'..='ώ' | 'Ё'..='џ' | 'Ґ' | 'ґ'
        | '\u{5b0}'..='\u{5f4}' | '\u{60c}'..='\u{6ff}' | '\u{900}'..='\u{e5b}' | '\u{10d0}'..='\u{10ff}'
        | '\u{1e00}'..='\u{1fff}' | '\u{2010}'..='\u{205e}' | '\u{200b}'..='\u{200f}' | '\u{20a0}'..='\u{20bf}'
        | '\u{2100}'..='\u{2bff}' | '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '가'..='힣'
        | '\u{fb00}'..='\u{fb06}' | '\u{fe0f}' | '\u{feff}' | '\u{ff01}'..='\u{ffee}' | '\u{fffd}'
        | '\u{1f000}'..='\u{1faff}')
        && c != 'ŉ'
}

/// Two or more sequences in a row.
fn several(group: &Group<'_>) -> u32 {
    let odd = group.old.chars().any(|c| !c.is_alphabetic() && !is_beside_words(c));
    if group.new.chars().filter(|&c| script(c).is_some_and(|s| s != Script::Latin)).count() > 2 {
        return FULL;
    }
    let latin = group.new.chars().any(|c| script(c) == Some(Script::Latin));
    match natural(group.old) {
        None if odd => FULL,
        None => u32::from(group.old.chars().all(char::is_alphabetic)),
        Some(_) if latin => u32::from(touches_ascii_word(group)),
        Some(Script::Thai) => 0,
        Some(_) => FULL,
    }
}

/// One sequence.
fn single(group: &Group<'_>) -> Option<u32> {
    let mut old = group.old.chars();
    let (lead, new) = (old.next()?, group.new.chars().next()?);
    if is_neutral(lead) && lead != '‚' {
        return None;
    }
    let rest: Vec<char> = old.collect();
    Some(match rest.as_slice() {
        [] => 0,
        [next] if new >= '\u{800}' => truncated(group, lead, *next),
        [next] => pair(group, lead, *next, new),
        [_, _] if !('\u{3000}'..'\u{fb00}').contains(&new) => symbol(group, &rest, new),
        [_, _] => u32::from(natural(group.old).is_none() && rest.iter().any(|&c| is_remote(c))) * FULL,
        _ => FULL,
    })
}

/// Three characters that become one of a Latin letter, punctuation or a symbol, e.g. `â€™`.
fn symbol(group: &Group<'_>, rest: &[char], new: char) -> u32 {
    let odd = rest.iter().any(|&c| !is_beside_words(c) || c == '™');
    match script(new) {
        Some(_) => u32::from(odd && (is_letter(group.before) || is_letter(group.after))),
        None if !odd => 0,
        None if natural(group.old).is_some() => SOME,
        None => FULL,
    }
}

/// A sequence that lost its last byte is shown by the strange pair that is left, not beside letters like its own.
fn truncated(group: &Group<'_>, lead: char, next: char) -> u32 {
    let own = |c: Option<char>| c.is_some_and(|c| !c.is_ascii() && script(c) == script(lead));
    u32::from(!next.is_alphabetic() && !own(group.before) && !own(group.after))
}

/// Two characters that become one, e.g. `Ã©`.
fn pair(group: &Group<'_>, lead: char, next: char, new: char) -> u32 {
    let beside = is_beside_words(next);
    let proven = if natural(group.old).is_some() {
        let sign = matches!(new, '·' | '©' | '®' | '°' | '£' | '«' | '»');
        let alone = group.before.is_none() && group.after.is_none();
        (new.is_alphabetic() && touches_ascii_word(group)) || (sign && alone)
    } else {
        match new {
            '\u{a0}' if lead == 'Â' => !group.before.is_some_and(char::is_uppercase),
            '\u{a1}'..='¿' => lead.is_alphabetic() && !beside && !next.is_alphabetic(),
            '\u{300}'..='\u{36f}' => !beside,
            _ if script(new) == Some(Script::Latin) => latin_letter(group, lead, next),
            _ if script(new) == Some(Script::Greek) => inside_word(group) && !beside && lead.is_alphabetic(),
            _ => false,
        }
    };
    u32::from(proven)
}

/// Two characters that become a Latin letter, by what stands around them.
fn latin_letter(group: &Group<'_>, lead: char, next: char) -> bool {
    let (before, after) = (group.before, group.after);
    let after_small = before.is_some_and(char::is_lowercase);
    if is_beside_words(next) {
        let capital = |c: Option<char>| c.is_some_and(char::is_uppercase);
        let within = (after_small && is_letter(after)) || (capital(before) && capital(after));
        let no_break = next == '\u{a0}' && lead == 'Ã' && !capital(before);
        return no_break || (within && !matches!(next, '’' | '…' | '–' | '—' | '\u{a0}' | '®'));
    }
    match (lead.is_alphabetic(), next.is_alphabetic()) {
        (true, true) => (is_windows_letter(next) && is_letter(before.or(after))) || strange_case(group),
        (true, false) => is_letter(after) || after_small || matches!(lead, 'Ã' | 'Г' | 'Γ'),
        (false, true) => script(next) == Some(Script::Latin) && (is_letter(after) || after_small),
        (false, false) => is_letter(before),
    }
}

/// True for a capital after a small letter, or two capitals before one: `tƒÅs`, `ÄÆdo`.
fn strange_case(group: &Group<'_>) -> bool {
    let window: Vec<char> = group
        .before
        .into_iter()
        .chain(group.old.chars())
        .chain(group.after)
        .filter(|c| c.is_alphabetic())
        .collect();
    let camel = window.windows(2).any(|w| w[0].is_lowercase() && w[1].is_uppercase());
    let sunken = window.windows(3).any(|w| w[0].is_uppercase() && w[1].is_uppercase() && w[2].is_lowercase());
    camel || sunken
}

/// True for what stands beside a word in sound text: quotation marks, dashes, the ellipsis, trade marks, spaces.
fn is_beside_words(c: char) -> bool {
    (is_neutral(c) && !matches!(c, '«' | '‚' | '„')) || matches!(c, '®' | '™')
}

/// True for what the Windows pages have between 0x80 and 0x9F and words have not at their ends: `€ † ‡ Š œ …`.
fn is_remote(c: char) -> bool {
    !('\u{a0}'..='¿').contains(&c) && !is_beside_words(c)
}

/// True for the letters that Windows-1252 has between 0x80 and 0x9F, none of which follows a capital `À` to `ß`.
fn is_windows_letter(c: char) -> bool {
    matches!(c, 'Š' | 'š' | 'Œ' | 'œ' | 'Ž' | 'ž' | 'Ÿ' | 'ƒ' | 'ˆ')
}

fn inside_word(group: &Group<'_>) -> bool {
    is_letter(group.before) && is_letter(group.after)
}

fn touches_ascii_word(group: &Group<'_>) -> bool {
    [group.before, group.after].into_iter().flatten().any(|c| c.is_ascii_alphabetic())
}

fn is_letter(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphabetic)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Thai,
    Other,
}

/// The script of a letter, as far as it matters here.
fn script(c: char) -> Option<Script> {
    match c {
        _ if !c.is_alphabetic() => None,
        '\0'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Some(Script::Latin),
        '\u{370}'..='\u{3ff}' => Some(Script::Greek),
        '\u{400}'..='\u{52f}' => Some(Script::Cyrillic),
        '\u{e00}'..='\u{e7f}' => Some(Script::Thai),
        _ => Some(Script::Other),
    }
}

/// The script when all the characters are letters of one script that is not Latin, as a word of it has them.
fn natural(text: &str) -> Option<Script> {
    let first = script(text.chars().next()?).filter(|s| *s != Script::Latin)?;
    text.chars().all(|c| script(c) == Some(first)).then_some(first)
}
