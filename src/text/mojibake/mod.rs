//! Mojibake is UTF-8 that was read in a single-byte code page and written again as UTF-8: `Ã©` for `é`.
//!
//! It is repaired only where that is provable. The unit is the line, or each of the rows of JSON that stand on one
//! ([`row_end`]); the parts are its tokens (between white space):
//!
//! 1. A code page explains a token when every character beyond ASCII is part of a well-formed UTF-8 sequence in that
//!    page, or is punctuation that stands beside words in sound text ([`groups`]).
//! 2. Each run of sequences proves something or nothing, by what it says now and what it would say ([`proof`]).
//! 3. The page that proves most wins the unit. One with other characters beyond ASCII, which somebody decoded rightly,
//!    needs twice the proof.
//! 4. What comes out is looked at again, because text is often broken two or three times.

mod groups;
mod pages;
mod proof;

use std::ops::Range;

use encoding_rs::Encoding;

use self::groups::{Group, candidate_pages, groups, is_control};
use self::pages::{PAGES, PageSet};
use self::proof::{FULL, SOME, proof};
use super::offsets::Edit;

/// How many times a text may have been broken.
const LAYERS: usize = 4;

/// The repairs of a text, in order. O(text); ASCII is passed over at the speed of a vector loop.
pub(super) fn repairs(text: &str) -> Vec<Edit> {
    let bytes = text.as_bytes();
    let mut edits = Vec::new();
    let mut done = 0;
    while done < bytes.len() {
        let strange = done + Encoding::ascii_valid_up_to(&bytes[done..]);
        if strange == bytes.len() {
            break;
        }
        let start = memchr::memrchr(b'\n', &bytes[done..strange]).map_or(done, |at| done + at + 1);
        let end = memchr::memchr(b'\n', &bytes[strange..]).map_or(bytes.len(), |at| strange + at);
        for (at, unit) in units(&text[start..end]).filter(|(_, unit)| !unit.is_ascii()) {
            edits.extend(unit_repairs(unit).into_iter().map(|edit| shifted(edit, start + at)));
        }
        done = end;
    }
    edits
}

fn shifted(Edit { range, new }: Edit, by: usize) -> Edit {
    Edit { range: range.start + by..range.end + by, new }
}

/// The units of a line, each with its place.
fn units(line: &str) -> impl Iterator<Item = (usize, &str)> {
    let bytes = line.as_bytes();
    let ends = memchr::memchr_iter(b'}', bytes).filter_map(|brace| row_end(bytes, brace + 1));
    let mut start = 0;
    ends.chain([line.len()]).map(move |end| {
        let unit = (start, &line[start..end]);
        start = end;
        unit
    })
}

/// Where a unit ends, behind the comma between two objects of JSON of which the first ends at a place. It depends on
/// nothing but these marks and the white space beside them, so that all blocks of a file have the units of the whole.
/// O(white space).
pub(crate) fn row_end(bytes: &[u8], object_end: usize) -> Option<usize> {
    let (object, behind) = bytes.split_at(object_end);
    let next = behind.trim_ascii_start().strip_prefix(b",")?;
    let is_end = object.ends_with(b"}") && next.trim_ascii_start().starts_with(b"{");
    is_end.then(|| bytes.len() - next.len())
}

fn unit_repairs(unit: &str) -> Vec<Edit> {
    let suspects = suspects(unit);
    let pages = suspects.iter().fold(0, |pages, suspect| pages | suspect.pages);
    let best = (0..PAGES.len())
        .filter(|page| pages & (1 << page) != 0)
        .map(|page| Reading::new(unit, &suspects, page))
        .reduce(|best, next| if next.proof > best.proof { next } else { best });
    let mut edits = best.map_or_else(Vec::new, |reading| reading.repairs(unit));
    if unit.contains(|c: char| windows_control(c).is_some()) {
        edits = with_controls(unit, edits);
    }
    edits
}

/// A token that some page may explain.
struct Suspect {
    range: Range<usize>,
    pages: PageSet,
}

fn suspects(unit: &str) -> Vec<Suspect> {
    let tokens = unit.split(|c: char| c.is_ascii_whitespace());
    let mut at = 0;
    let ranges = tokens.map(|token| {
        let start = at;
        at += token.len() + 1;
        start..start + token.len()
    });
    ranges
        .filter_map(|range| {
            let token = &unit[range.clone()];
            let pages = if token.is_ascii() { 0 } else { candidate_pages(token) };
            let pages = if a_grave(unit, &range).is_some() { pages | 1 } else { pages };
            (pages != 0).then_some(Suspect { range, pages })
        })
        .collect()
}

/// `Ã` before a space was `Ã` and a no-break space, which are `à` in UTF-8; of two spaces one is what was left of it.
fn a_grave(unit: &str, token: &Range<usize>) -> Option<Range<usize>> {
    let rest = &unit[token.end..];
    if !unit[token.clone()].ends_with('Ã') || !rest.starts_with(' ') {
        return None;
    }
    let extra = usize::from(rest.starts_with("  "));
    Some(token.end - 'Ã'.len_utf8()..token.end + extra)
}

/// A unit as one code page explains it.
struct Reading<'t> {
    /// Groups by their place in the unit, with what each proves.
    groups: Vec<(Group<'t>, u32)>,
    proof: u32,
}

impl<'t> Reading<'t> {
    fn new(unit: &'t str, suspects: &[Suspect], page: usize) -> Self {
        let mut reading = Reading { groups: Vec::new(), proof: 0 };
        for suspect in suspects.iter().filter(|suspect| suspect.pages & (1 << page) != 0) {
            reading.add_token(unit, suspect.range.clone(), page);
        }
        reading.proof = reading.groups.iter().map(|(_, proof)| proof).sum();
        reading
    }

    fn add_token(&mut self, unit: &'t str, mut token: Range<usize>, page: usize) {
        let grave = a_grave(unit, &token).filter(|_| page == 0);
        if let Some(range) = &grave {
            token.end = range.start;
        }
        let Some(found) = proven_groups(&unit[token.clone()], page) else { return };
        self.groups.extend(found.into_iter().map(|(mut group, proof)| {
            group.range = group.range.start + token.start..group.range.end + token.start;
            (group, proof)
        }));
        if let Some(range) = grave {
            let before = unit[token].chars().next_back();
            let proof = u32::from(before.is_some_and(char::is_lowercase));
            self.groups.push((Group { old: "Ã", new: "à".to_owned(), range, before, after: None }, proof));
        }
    }

    /// The repairs, when the unit proves enough.
    fn repairs(self, unit: &str) -> Vec<Edit> {
        let strange = |text: &str| text.chars().filter(|c| !c.is_ascii()).count();
        let explained: usize = self.groups.iter().map(|(group, _)| strange(group.old)).sum();
        let wholly = explained == strange(unit);
        if self.proof < if wholly { SOME } else { FULL } {
            return Vec::new();
        }
        let sure = |(group, proof): &(Group<'_>, u32)| *proof > 0 || wholly || group.old == "Ã";
        self.groups
            .into_iter()
            .filter(sure)
            .map(|(group, _)| Edit { new: deepest(&group), range: group.range })
            .collect()
    }
}

/// The groups of a token with their proof; `None` when the page does not explain it.
fn proven_groups(token: &str, page: usize) -> Option<Vec<(Group<'_>, u32)>> {
    groups(token, page)?.into_iter().map(|group| proof(&group).map(|proof| (group, proof))).collect()
}

/// What the group says after all its layers of damage.
fn deepest(group: &Group<'_>) -> String {
    let mut text = group.new.clone();
    let layers = if text.chars().nth(1).is_some() { LAYERS } else { 1 };
    for _ in 1..layers {
        match deeper(&text, group) {
            Some(next) => text = next,
            None => break,
        }
    }
    text.replace('\u{FEFF}', "")
}

fn deeper(text: &str, context: &Group<'_>) -> Option<String> {
    let pages = candidate_pages(text);
    (0..PAGES.len()).filter(|page| pages & (1 << page) != 0).find_map(|page| {
        let mut found = groups(text, page)?;
        for group in &mut found {
            group.before = group.before.or(context.before);
            group.after = group.after.or(context.after);
        }
        let proven: u32 = found.iter().map(proof).sum::<Option<u32>>()?;
        (proven >= SOME).then(|| replaced(text, &found))
    })
}

fn replaced(text: &str, groups: &[Group<'_>]) -> String {
    let mut result = String::new();
    let mut done = 0;
    for group in groups {
        result.push_str(&text[done..group.range.start]);
        result.push_str(&group.new);
        done = group.range.end;
    }
    result + &text[done..]
}

/// Control characters of ISO 8859-1 are those of Windows-1252 in its place, as in HTML's rules for numeric
/// character references: nobody writes the controls.
fn windows_control(c: char) -> Option<char> {
    if !is_control(c) {
        return None;
    }
    let byte = u8::try_from(u32::from(c)).ok()?;
    let decoded = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next();
    decoded.filter(|c| !c.is_control())
}

fn with_controls(unit: &str, mut edits: Vec<Edit>) -> Vec<Edit> {
    let free = |edits: &[Edit], at: usize| {
        let next = edits.partition_point(|edit| edit.range.end <= at);
        edits.get(next).is_none_or(|edit| edit.range.start > at)
    };
    let controls: Vec<Edit> = unit
        .char_indices()
        .filter(|(at, _)| free(&edits, *at))
        .filter_map(|(at, c)| {
            windows_control(c).map(|new| Edit { range: at..at + c.len_utf8(), new: new.to_string() })
        })
        .collect();
    edits.extend(controls);
    edits.sort_by_key(|edit| edit.range.start);
    edits
}

#[cfg(test)]
mod tests;
