//! A handle begins turns and is no name: `jane`, `@jane`, `Jane & Joe`, `小明`.

use std::collections::BTreeMap;

use super::Turn;
use super::called::{is_label, is_speaker};
use crate::source::lines::{Line, ends_sentence};
use crate::source::names::is_of_saying;

/// What is no name is who speaks where it begins so many turns; [fewer](Handles::is_known) do where it stands apart.
const AGAIN: usize = 3;

/// Such has no more words.
const HANDLE: usize = 4;

/// Whether what begins turns may be who speaks though it is no name: `jane`, `@jane`, `Jane & Joe`, `小明`.
fn is_handle(text: &str) -> bool {
    let is_odd = |c: char| c.is_ascii_punctuation() && !"$@&+~#/'_-.".contains(c);
    let is_word = |word: &str| !word.is_empty() && !word.ends_with('.');
    let mut words = text.split(' ');
    text.contains(char::is_alphabetic)
        && !text.contains(is_odd)
        && !text.starts_with(['-', '+', '#', '/', '.'])
        && words.clone().count() <= HANDLE
        && words.clone().all(is_word)
        && !words.next().is_some_and(is_label)
        && !is_label(text)
        && !is_of_saying(text)
}

/// How what is no name begins turns.
#[derive(Default)]
struct Handles {
    count: usize,
    /// How often in marks of emphasis, or with a time.
    apart: usize,
    /// How often before a sentence, or with a time.
    said: usize,
}

impl Handles {
    /// Whether it is who speaks: it comes [again](AGAIN), or twice and stands apart, or is of a script without capitals.
    fn is_known(&self, name: &str) -> bool {
        let has_case = name.contains(|c: char| c.is_uppercase() || c.is_lowercase());
        let is_apart = !has_case || self.apart == self.count;
        2 * self.said >= self.count && self.count >= if is_apart { 2 } else { AGAIN }
    }
}

/// What is no name and begins turns as one, and how many, in paragraphs or behind sentences. O(text).
pub(super) fn handles<'t>(paragraphs: &[&[Line<'t>]]) -> BTreeMap<&'t str, usize> {
    let mut found: BTreeMap<&'t str, Handles> = BTreeMap::new();
    for lines in paragraphs {
        let begins = |at: &usize| at.checked_sub(1).is_none_or(|above| ends_sentence(lines[above].text));
        for at in (0..lines.len()).filter(begins) {
            let line = &lines[at];
            let turn = Turn::labelled(line.text).filter(|turn| !is_speaker(turn.name));
            let Some(turn) = turn.filter(|turn| is_handle(turn.name)) else { continue };
            let handle = found.entry(turn.name).or_default();
            let is_timed = turn.time.is_some();
            handle.count += 1;
            handle.apart += usize::from(is_timed || line.text.starts_with(['*', '_']));
            handle.said += usize::from(is_timed || ends_sentence(line.text) || lines.len() > at + 1);
        }
    }
    found.retain(|name, handle| handle.is_known(name));
    found.into_iter().map(|(name, handle)| (name, handle.count)).collect()
}
