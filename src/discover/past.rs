//! A verb in the past looks like a participle: "researchers *trained* networks", but "*trained* networks" and "rule
//! *based* systems".

use std::ops::Range;

use super::document::Document;
use super::tagger::Tag;
use crate::link::english::general::entry;
use crate::text::{Joint, sentences};

/// Pronouns that are subjects.
const SUBJECTS: [&str; 9] = ["i", "you", "he", "she", "it", "we", "they", "who", "which"];

/// Makes verbs of the participles that tell what someone did. O(words).
pub(super) fn mark(document: &mut Document<'_>) {
    let sentences: Vec<Range<usize>> = sentences(&document.tokens).collect();
    for sentence in sentences {
        for at in sentence.clone() {
            if document.tags[at] == Tag::Participle && is_verb(document, &sentence, at) {
                document.tags[at] = Tag::Verb;
            }
        }
    }
}

/// True behind a pronoun that is a subject, behind a noun with an adverb between, behind a plural or a name and between
/// a noun and a name, none of which is part of a longer word, and behind a noun that is a subject where the sentence
/// has no other verb.
fn is_verb(document: &Document<'_>, sentence: &Range<usize>, at: usize) -> bool {
    let apart = |at: usize| document.tokens.get(at).is_none_or(|token| token.joint != Joint::Tight);
    let near = |at: &usize| *at > sentence.start && document.joint(*at) == Joint::Space;
    let adverbs = (sentence.start..at).rev().take_while(|at| is_adverb(document, *at)).count();
    let first = at - adverbs;
    let small = document.word(at).starts_with(char::is_lowercase);
    if !small || !(first..=at).all(|at| near(&at)) || !apart(at + 1) {
        return false;
    }
    let before = first - 1;
    match document.tags[before] {
        Tag::Pronoun => is_subject(document, before),
        Tag::Noun => {
            adverbs > 0
                || is_plural(document, before)
                || is_name(document, before)
                || at + 1 < sentence.end && is_name(document, at + 1)
                || is_subject_of(document, sentence, before) && has_no_verb(document, sentence)
        }
        _ => false,
    }
}

fn is_subject(document: &Document<'_>, at: usize) -> bool {
    let is_object = at > 0 && document.joint(at) == Joint::Space && document.tags[at - 1] == Tag::Preposition;
    SUBJECTS.contains(&document.word(at).to_lowercase().as_str()) && !is_object
}

/// Conjunctions that stand before a verb as adverbs do.
const ADVERBS: [&str; 5] = ["hence", "once", "then", "therefore", "thus"];

fn is_adverb(document: &Document<'_>, at: usize) -> bool {
    document.tags[at] == Tag::Adverb || ADVERBS.contains(&document.word(at))
}

/// True for a plural of a word, and not for what is its own singular: `physics`.
fn is_plural(document: &Document<'_>, at: usize) -> bool {
    let word = document.word(at).to_lowercase();
    document.facts(at).singular != word && entry(&word).is_none_or(|entry| entry.noun == 0.0)
}

/// True for a noun with which a sentence or clause begins, behind an article or the like or as a name.
fn is_subject_of(document: &Document<'_>, sentence: &Range<usize>, noun: usize) -> bool {
    let begins = |at: usize| at == sentence.start || document.joint(at) == Joint::Clause;
    let capital = document.word(noun).starts_with(char::is_uppercase);
    let belongs = |at: &usize| matches!(document.tags[*at], Tag::Noun | Tag::Adjective | Tag::Number);
    let more = (sentence.start..noun).rev().take_while(|at| !begins(at + 1) && belongs(at)).count();
    let first = noun - more;
    let behind_article = !begins(first) && begins(first - 1) && document.tags[first - 1] == Tag::Determiner;
    behind_article || begins(first) && capital && entry(&document.word(noun).to_lowercase()).is_none()
}

/// True for a noun that general English does not have, with a capital that it has not from the beginning of a sentence.
fn is_name(document: &Document<'_>, at: usize) -> bool {
    let mut letters = document.word(at).chars();
    let capital =
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
    capital
        && document.tags[at] == Tag::Noun
        && document.joint(at) == Joint::Space
        && entry(&document.word(at).to_lowercase()).is_none()
}

/// True for a sentence, and no heading, without a verb.
fn has_no_verb(document: &Document<'_>, sentence: &Range<usize>) -> bool {
    let is_verb = |tag: &Tag| matches!(tag, Tag::Verb | Tag::Modal | Tag::Auxiliary);
    let behind = if sentence.end < document.tokens.len() {
        document.gap(sentence.end)
    } else {
        document.text.get(document.tokens[sentence.end - 1].span.end as usize..).unwrap_or_default()
    };
    behind.contains(['.', '!', '?']) && !document.tags[sentence.clone()].iter().any(is_verb)
}
