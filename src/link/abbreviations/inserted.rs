//! What is explained without a bracket: "long form, or SF,", "long form – SF –", "SF stands for long form". A short
//! form is capitals here, and hardly a letter stands elsewhere than where a word begins: words that only stand near
//! have no such letters.

use std::ops::Range;

use memchr::memmem;

use super::{Abbreviation, ShortForm, ends_clause, stretch};
use crate::language::english::{Role, has_role};

/// What may stand behind a short form.
const BEHIND: [&str; 3] = [" for short", " hereafter", " henceforth"];
/// Ways to say what a short form stands for.
const SAYING: [&str; 2] = ["stands for ", "short for "];
const DASHES: [char; 2] = ['\u{2013}', '\u{2014}'];
/// The first byte of the dashes.
const DASH: u8 = 0xe2;
/// The most words that introduce a form.
const INTRODUCTION: usize = 5;
/// The words that a long form has more than its short form has letters, at most.
const MORE: usize = 3;

/// Those that a text explains without a sign.
pub(super) fn abbreviations(text: &str) -> impl Iterator<Item = Abbreviation> + '_ {
    let inserted = memchr::memchr2_iter(b',', DASH, text.as_bytes());
    let places = |saying: &'static str| {
        memmem::find_iter(text.as_bytes(), saying).map(move |at| at..at + saying.len())
    };
    let sayings = SAYING.into_iter().flat_map(places);
    let said = sayings.filter_map(|saying| said(text, saying));
    inserted.filter_map(|at| inserted_at(text, at)).chain(said)
}

/// long form, or SF, and long form – SF –
fn inserted_at(text: &str, sign: usize) -> Option<Abbreviation> {
    let behind = &text[sign..];
    let comma = behind.strip_prefix(',');
    let behind = comma.or_else(|| behind.strip_prefix(DASHES))?;
    let words = introduced(behind);
    let is_introduced = words.len() < behind.trim_start().len();
    let end = words.find(|c: char| !c.is_alphanumeric()).unwrap_or(words.len());
    let rest = &words[end..];
    let closes = match comma {
        Some(_) => is_introduced && (rest.is_empty() || rest.starts_with([',', '.', ';', ':', '!', '?'])),
        None => rest.trim_start().starts_with(DASHES),
    };
    if !closes || !words.starts_with(char::is_uppercase) {
        return None;
    }
    let start = text.len() - words.len();
    let short = ShortForm::of(text, start..start + end).filter(ShortForm::is_initials)?;
    let long = short.best(stretch(text, sign, short.words()))?;
    short.explained_as_initials_by(long)
}

/// SF stands for long form, which ends where it has all the initials.
fn said(text: &str, saying: Range<usize>) -> Option<Abbreviation> {
    let mut before = text[..saying.start].trim_end();
    for word in [" is", " which", " that"] {
        before = before.strip_suffix(word).unwrap_or(before);
    }
    let short = ShortForm::before(text, before.trim_end_matches(',').len()).filter(ShortForm::is_initials)?;
    let words = introduced(&text[saying.end..]);
    let start = text.len() - words.len();
    let mut ends: Vec<usize> = Vec::new();
    for word in words.split_whitespace().take(short.letters.len() + MORE) {
        let end = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        ends.push(end.as_ptr() as usize + end.len() - text.as_ptr() as usize);
        if end.len() < word.len() || ends_clause(word) {
            break;
        }
    }
    // Of equally good ones the longest: "Food and" has the letters of FDA, too.
    let longs = ends.into_iter().rev().filter_map(|end| short.best_of_all(start..end));
    short.explained_as_initials_by(longs.min_by_key(|long| long.cost)?)
}

/// The words behind those that introduce a form.
fn introduced(words: &str) -> &str {
    let mut words = words.trim_start();
    for _ in 0..INTRODUCTION {
        let end = words.find(char::is_whitespace).unwrap_or(words.len());
        if !has_role(words[..end].trim_end_matches([',', ':', '.']), Role::Introduces) {
            break;
        }
        words = words[end..].trim_start();
    }
    words
}

/// A place without the words that introduce a form there or stand behind it, if there are such.
pub(super) fn introduced_part(text: &str, place: Range<usize>) -> Option<Range<usize>> {
    let whole = &text[place.clone()];
    let mut words = introduced(whole);
    for behind in BEHIND {
        words = words.strip_suffix(behind).unwrap_or(words);
    }
    let start = words.as_ptr() as usize - text.as_ptr() as usize;
    (words.len() < whole.trim_start().len()).then_some(start..start + words.len())
}
