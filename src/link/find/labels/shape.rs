//! What a label looks like, letter by letter, tells how a text must have it: in its capitals, with its accents, with
//! its signs.

use super::INITIALS;
use super::common::capital;
use crate::concept::Concept;
use crate::language::english::{Role, general, has_role, is_name_suffix};
use crate::language::folding::{has_accent, plain};
use crate::text::{Joint, Span, Token, sign_before, signs};

/// Letters of the longest word that a short form is taken to be, where a heading may be in capitals, too.
const SHORT_FORM: usize = 4;

/// True for a label that case tells from other words: one in capitals (`RL`, `CA2`), a short one with a capital that
/// does not begin it (`cM`) or of two letters (`In`), and one with initials inside of what is another word without
/// (`chILD`). Words with a longer one among them are a heading in capitals, and so is one word where the others are
/// `in_capitals`, but for a short one that is no noun.
pub(super) fn is_by_letter<'w>(mut words: impl Iterator<Item = &'w str> + Clone, in_capitals: bool) -> bool {
    let plain = |word: &str| word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if words.clone().all(plain) {
        return false;
    }
    let has = |what: fn(char) -> bool| words.clone().flat_map(str::chars).any(what);
    let capitals = has(char::is_uppercase) && !has(char::is_lowercase);
    let short = has(char::is_uppercase) && has(char::is_lowercase);
    let is_long = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > SHORT_FORM;
    let has_long = words.clone().any(is_long);
    let (Some(word), None) = (words.next(), words.next()) else { return capitals && !has_long };
    let inner = word.chars().skip(1).any(char::is_uppercase);
    let is_heading = || in_capitals && (has_long || is_noun(&word.to_lowercase()));
    let initials = || word.as_bytes()[1..].windows(2).any(|pair| pair.iter().all(u8::is_ascii_uppercase));
    let is_another = || initials() && general::is_known(&word.to_lowercase());
    capitals && !is_heading() || short && (word.len() <= 2 || inner && word.len() <= 4 || is_another())
}

/// True for two capitals or more and digits: `IL6`, `GPT-4`. A single letter with a digit may be anything.
pub(super) fn is_code(text: &str) -> bool {
    let count = |is: fn(char) -> bool| text.chars().filter(|c| is(*c)).count();
    count(char::is_alphabetic) == count(char::is_uppercase)
        && count(char::is_uppercase) > 1
        && count(char::is_numeric) > 0
}

/// True for a noun of general English in the singular; many short plurals are initials: `AIDS`.
fn is_noun(word: &str) -> bool {
    let is_one = || !general::is_function_word(word) && !word.ends_with('s');
    is_one() && general::entry(word).is_some_and(|entry| entry.noun > entry.verb)
}

/// True for a word with signs around it.
pub(super) fn is_signed(text: &str, word: Span) -> bool {
    !signs(text, word).is_empty() || !sign_before(text, word).is_empty()
}

/// The letters of a label that is several initials: `US` of `U.S.`
pub(super) fn initials(text: &str, tokens: &[Token]) -> Option<String> {
    let is_initial = |token: &Token| token.span.len() == 1 && token.joint != Joint::Space;
    let are_initials = tokens.len() > 1 && tokens.iter().all(is_initial) && text.contains('.');
    are_initials.then(|| tokens.iter().map(|token| &text[token.span.range()]).collect())
}

/// True for one word, or initials, in capitals that are all that tells it from a word of general English.
pub(super) fn is_told_by_capitals(text: &str, tokens: &[Token]) -> bool {
    if text.contains(char::is_lowercase) {
        return false;
    }
    let word = match tokens {
        [word] => Some(text[word.span.range()].to_owned()),
        _ => initials(text, tokens),
    };
    word.is_some_and(|word| general::is_told_by_capitals(&word.to_lowercase()))
}

/// The words of a label in capitals, and its initials without full stops, that small letters make function words; none
/// where all of it is in capitals: `IT` of `IT services`, `US` of `U.S. law`.
pub(super) fn words_in_capitals(text: &str) -> impl Iterator<Item = String> {
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '.');
    let are_capitals = |word: &&str| word.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'.');
    let has_small = text.contains(char::is_lowercase);
    let words = words.filter(move |word| has_small && are_capitals(word)).map(|word| word.replace('.', ""));
    words.filter(|word| word.len() > 1 && general::is_function_word(&word.to_lowercase()))
}

/// Letters of the shortest word that is the same without accents.
const ACCENTED: usize = 4;

/// True for one word with accents that is a common one without them, or may well be one.
pub(super) fn is_told_by_accents(text: &str, tokens: &[Token]) -> bool {
    let [word] = tokens else { return false };
    let word = &text[word.span.range()];
    if word.is_ascii() {
        return false;
    }
    let plain: String = word.chars().flat_map(char::to_lowercase).map(plain).collect();
    // Verbs drop their `e` but where it has an accent.
    let keeps_accent = ["éing", "éed"].iter().any(|ending| word.to_lowercase().ends_with(ending));
    let is_common = || plain.chars().nth(ACCENTED - 1).is_none() || general::is_used_in_any_class(&plain);
    has_accents(word) && plain.is_ascii() && !keeps_accent && is_common()
}

pub(super) fn has_accents(text: &str) -> bool {
    !text.is_ascii() && text.contains(has_accent)
}

/// True for one word with a capital that is a pronoun, a preposition or the like without it: `But`, `From`.
pub(super) fn is_closed_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
        && general::is_function_word(&text.to_lowercase())
}

/// True for one word with a capital that general English has without: `House`.
pub(super) fn is_common_name(text: &str) -> bool {
    capital(text) > 0 && general::is_known(&text.to_lowercase())
}

/// True for a word of general English, in small letters, that spells the initials of another label, as vocabularies without
/// capitals have it: `cold` of `chronic obstructive lung disease`.
pub(super) fn spells_initials(word: &str, concept: &Concept) -> bool {
    (2..=INITIALS).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
        && general::is_told_by_capitals(word)
        && concept.labels().any(|(_, label)| has_initials(label, word))
}

/// True for a label of which the first word and others behind it begin with these letters.
fn has_initials(label: &str, letters: &str) -> bool {
    let label = label.to_lowercase();
    let mut words = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    label.starts_with(&letters[..1])
        && label.contains(' ')
        && letters.chars().all(|letter| words.any(|word| word.starts_with(letter)))
}

/// True for a label that ends in signs, in the full stop of initials, or in a bracket that opens behind its first word.
pub(super) fn has_tail(text: &str, tokens: &[Token]) -> bool {
    let [first, .., last] = tokens else {
        return tokens.iter().any(|word| !signs(text, word.span).is_empty());
    };
    let inside = &text[first.span.end as usize..last.span.start as usize];
    match &text[last.span.end as usize..] {
        ")" => inside.contains('('),
        "]" => inside.contains('['),
        ">" => inside.contains('<'),
        "." => initials(text, tokens).is_some(),
        _ => !signs(text, last.span).is_empty(),
    }
}

/// True for a label that begins with what may be an article or a preposition of a text: `A stars`, `Of stars`, `The Sun`.
pub(super) fn begins_with_article(text: &str, tokens: &[Token]) -> bool {
    let [first, second, ..] = tokens else { return false };
    let second = || &text[second.span.range()];
    match &text[first.span.range()] {
        _ if tokens[1].joint != Joint::Space => false,
        "The" => tokens.len() == 2,
        "A" | "Of" => second().starts_with(char::is_lowercase) && general::is_known(second()),
        _ => false,
    }
}

/// True for a noun that is made of a verb and a particle, in either number: `start-up`, `time-outs`.
pub(super) fn ends_in_particle(text: &str, tokens: &[Token]) -> bool {
    let [.., _, last] = tokens else { return false };
    last.joint == Joint::Tight && is_particle(&text[last.span.range()])
}

/// True for a particle, and for its plural: `ups`.
fn is_particle(word: &str) -> bool {
    has_role(word, Role::Particle) || particle_of(word).is_some()
}

/// The particle that a word is the plural of.
pub(super) fn particle_of(plural: &str) -> Option<&str> {
    plural.strip_suffix('s').filter(|particle| has_role(particle, Role::Particle))
}

/// Letters of the shortest last name.
const LAST_NAME: usize = 3;

/// True for two or three words with capitals, or initials, of which the last is no word of general English: `J. P. Morgan`.
///
/// Of a label with a comma that is what it is as it is spoken: `Kant, Immanuel`.
pub(super) fn ends_in_last_name(text: &str, tokens: &[Token]) -> bool {
    let turn = turn(text, tokens) as usize;
    let (behind, first) = tokens.split_at(turn);
    let spoken: Vec<&Token> = first.iter().chain(behind).collect();
    let [first @ .., last] = &spoken[..] else { return false };
    let word = |token: &Token| &text[token.span.range()];
    let is_name = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase)
            && (word.chars().nth(1).is_none() || letters.any(char::is_lowercase))
    };
    let last = word(last);
    (1..=2).contains(&first.len())
        && tokens.iter().all(|token| is_name(word(token)))
        && (1..tokens.len()).all(|at| at == turn || tokens[at].joint <= Joint::Space)
        && last.chars().count() >= LAST_NAME
        && last.chars().all(char::is_alphabetic)
        && !general::is_known(&last.to_lowercase())
}

/// Where the part of a label begins that a comma puts last: `Seizures, febrile`; 0 where there is none.
pub(super) fn turn(text: &str, tokens: &[Token]) -> u32 {
    let mut breaks = (1..tokens.len()).filter(|&at| tokens[at].joint >= Joint::Clause);
    let (Some(at), None) = (breaks.next(), breaks.next()) else { return 0 };
    let gap = &text[tokens[at - 1].span.end as usize..tokens[at].span.start as usize];
    if gap == ", " { at as u32 } else { 0 }
}

/// The name of a person in the order in which it is spoken, for one that an index writes with [initials](is_initial) or
/// with a [suffix](is_name_suffix): `John F. Kennedy` for `Kennedy, John F.`, `Martin Luther King, Jr.` for `King, Martin
/// Luther, Jr.` Others are [turned](turn) word by word. A bracket at the end tells what the initials stand for.
pub(super) fn spoken_name(text: &str) -> Option<String> {
    let text = text.strip_suffix(')').and_then(|text| text.rsplit_once(" (")).map_or(text, |(name, _)| name);
    let (name, suffix) = match text.rsplit_once(", ") {
        Some((name, suffix)) if is_name_suffix(suffix) => (name, Some(suffix)),
        _ => (text, None),
    };
    let (last, first) = name.split_once(", ").filter(|(_, first)| !first.contains(','))?;
    let begins_as_name = |part: &str| part.starts_with(char::is_uppercase);
    let are_names = begins_as_name(last) && first.split(' ').all(begins_as_name);
    let has_initial = || first.split(' ').any(is_initial);
    let suffix = suffix.map(|suffix| format!(", {suffix}")).unwrap_or_default();
    (are_names && (!suffix.is_empty() || has_initial())).then(|| format!("{first} {last}{suffix}"))
}

/// True for the first letter of a name with its full stop, or several: `F.`, `J.R.R.`
fn is_initial(word: &str) -> bool {
    let is_letter = |part: &str| part.starts_with(char::is_uppercase) && part.chars().nth(1).is_none();
    word.strip_suffix('.').is_some_and(|letters| letters.split('.').all(is_letter))
}
