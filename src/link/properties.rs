//! What holds for every text: the matcher finds what looking at every label at every place finds, and no more.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use proptest::prelude::*;

use super::{Fate, Linker, Mention, Overlap};
use crate::concept::{ConceptIx, ConceptScheme};
use crate::language::english::{general, lemmas};
use crate::language::folding::fold_into;
use crate::text::{Span, tokens};

/// Labels of several concepts that share words; the last word is what each is a kind of.
const LABELS: [&str; 7] =
    ["nail", "hand nail", "cyst", "renal cyst", "renal nail cyst", "left hand nail", "renal cyst stone"];

static LINKER: LazyLock<Linker> = LazyLock::new(|| linker(&[]));

/// A linker of patterns and a label.
static PATTERNS: LazyLock<Linker> = LazyLock::new(|| {
    let lexicon = "[[concept]]\nid = \"a\"\nlabel = \"renal cyst\"\nimplied = [\"nail ..4 stone\", \"(hand|left) .. of\"]";
    Linker::new(&ConceptScheme::from_lexicons(&[("a.toml", lexicon)]).unwrap()).unwrap()
});

/// Labels in several scripts, and marks that their words may have or not.
const SCRIPTS: [&str; 6] = ["ребёнок", "Ευρωπαϊκή Ένωση", "محمّد", "ירושלים", "știință", "économie"];
const MARKS: [&str; 6] = ["\u{301}", "\u{5b8}", "\u{64e}", "\u{640}", "\u{651}", "\u{307}"];

/// A linker of the labels and of some more.
fn linker(more: &[String]) -> Linker {
    linker_of(LABELS.iter().map(|label| (*label).to_owned()).chain(more.iter().cloned()))
}

fn linker_of(labels: impl Iterator<Item = String>) -> Linker {
    let concept =
        |(n, label): (usize, String)| format!("[[concept]]\nid = \"c{n:02}\"\nlabel = \"{label}\"\n");
    let lexicon: String = labels.enumerate().map(concept).collect();
    Linker::new(&ConceptScheme::from_lexicons(&[("a.toml", &lexicon)]).unwrap()).unwrap()
}

fn folded(text: &str) -> String {
    let mut out = String::new();
    fold_into(text, &mut out);
    out
}

fn same(a: &str, b: &str) -> bool {
    let (a, b) = (lemmas(&a.to_lowercase()), lemmas(&b.to_lowercase()));
    a.iter().any(|lemma| b.contains(lemma))
}

/// Whether the words between two places are the label: each of its words once; with the word that the label is a kind
/// of last, or before `of` (which may then stand elsewhere, too), or first when there are more than two; `of` stands
/// nowhere else, and no adjective at the end before the noun `behind` it, unless the label's last word stands there; nor
/// any word there, where the label's last word stands before `of`.
fn is_label(label: &str, window: &[&str], behind: Option<&str>) -> bool {
    let label: Vec<&str> = label.split(' ').collect();
    let own: Vec<&str> = window.iter().copied().filter(|word| *word != "of").collect();
    let permutes = own.len() == label.len() && label.iter().all(|word| own.iter().any(|own| same(own, word)));
    if !permutes || window[0] == "of" || window[window.len() - 1] == "of" {
        return false;
    }
    let in_row = own.len() == window.len();
    let in_order = in_row && label.iter().zip(&own).all(|(a, b)| same(a, b));
    let head = window.iter().position(|word| same(word, label[label.len() - 1])).unwrap();
    let last = window[window.len() - 1].to_lowercase();
    let goes_on = general::is_adjective(&last) && behind.is_some_and(|word| word != "of");
    let is_noun_behind = behind.is_some_and(|word| general::is_noun(&word.to_lowercase()));
    let changed = head + 1 == window.len() && in_row
        || head + 1 < window.len()
            && !goes_on
            && match window[head + 1] {
                "of" => !is_noun_behind,
                _ => head == 0 && in_row && label.len() > 2,
            };
    in_order || label.len() > 1 && changed
}

/// The naive matcher: every label against every stretch of the text.
fn naive(text: &str) -> BTreeSet<(Span, ConceptIx)> {
    let tokens = tokens(text);
    let words: Vec<&str> = tokens.iter().map(|token| &text[token.span.range()]).collect();
    let mut out = BTreeSet::new();
    for (n, label) in LABELS.iter().enumerate() {
        for start in 0..words.len() {
            for end in start + 1..=words.len() {
                if is_label(label, &words[start..end], words.get(end).copied()) {
                    let span = Span::new(tokens[start].span.start, tokens[end - 1].span.end);
                    out.insert((span, ConceptIx(n as u32)));
                }
            }
        }
    }
    out
}

/// Texts in which no word of a label stands twice.
fn texts() -> impl Strategy<Value = String> {
    const WORDS: [&str; 9] = ["Nails", "hand", "cysts", "renal", "left", "stones", "of", "of", "blue"];
    (Just(WORDS.to_vec()).prop_shuffle(), 0..=WORDS.len()).prop_map(|(words, len)| words[..len].join(" "))
}

/// Texts in which words stand again and again.
fn repetitive() -> impl Strategy<Value = String> {
    let word = prop::sample::select(
        &["nail", "hand", "cyst", "cysts", "renal", "left", "stone", "of", "in", "and", ","][..],
    );
    prop::collection::vec(word, 3..12).prop_map(|words| words.join(" "))
}

fn places(mentions: &[Mention<'_>]) -> Vec<(Span, ConceptIx)> {
    mentions.iter().map(|mention| (mention.span, mention.concept)).collect()
}

proptest! {
    #[test]
    fn the_candidates_are_those_of_the_naive_matcher(text in texts()) {
        let candidates = LINKER.explain(&[&text]).remove(0);
        let found: BTreeSet<_> = candidates.iter().map(|c| (c.mention.span, c.mention.concept)).collect();
        prop_assert_eq!(found, naive(&text));
    }

    #[test]
    fn a_long_sentence_is_read_as_its_parts(text in texts(), count in 1_usize..80) {
        let part = format!("{text}{} ", " blue".repeat(15));
        let alone = PATTERNS.explain(&[&part]).remove(0);
        let long = part.repeat(count);
        let candidates = PATTERNS.explain(&[&long]).remove(0);
        let len = (long.len() / count) as u32;
        let shifted = (0..count as u32).flat_map(|n| {
            alone.iter().map(move |c| (c.mention.span.start + n * len, c.mention.span.len(), c.mention.concept))
        });
        let found = candidates.iter().map(|c| (c.mention.span.start, c.mention.span.len(), c.mention.concept));
        prop_assert_eq!(found.collect::<Vec<_>>(), shifted.collect::<Vec<_>>());
    }

    #[test]
    fn what_is_kept_is_what_is_linked(text in texts()) {
        let kept = LINKER.explain(&[&text]).remove(0).into_iter().filter(|c| c.fate == Fate::Kept);
        let kept: Vec<Mention<'_>> = kept.map(|candidate| candidate.mention).collect();
        prop_assert_eq!(places(&kept), places(&LINKER.link(&text)));
    }

    #[test]
    fn a_concept_that_matches_nothing_changes_nothing(
        texts in prop::collection::vec(prop_oneof![texts().boxed(), repetitive().boxed()], 1..4),
        more in prop::collection::vec("(zz[a-z]{3,6}|nail|hand|cyst|renal|stone) qq[a-z]{3,6}", 0..8),
    ) {
        let quotes: Vec<&str> = texts.iter().map(String::as_str).collect();
        for overlap in [Overlap::Longest, Overlap::All] {
            let [before, after] = [&[], &*more].map(|more| linker(more).with_overlap(overlap));
            prop_assert_eq!(before.link_source(&quotes), after.link_source(&quotes));
        }
    }

    /// Whatever marks a text puts on the words of a label, the evidence is the words with them.
    #[test]
    fn evidence_is_the_words_of_the_text(
        label in prop::sample::select(&SCRIPTS[..]),
        marks in prop::collection::vec((1_usize..8, prop::sample::select(&MARKS[..])), 0..6),
        before in prop::sample::select(&["", "é ", "и\u{301}, ", "x\u{304} "][..]),
    ) {
        let mut words = label.to_owned();
        for (at, mark) in marks {
            let place = words.char_indices().nth(at).map(|(at, _)| at);
            if let Some(at) = place.filter(|at| words[..*at].ends_with(char::is_alphabetic)) {
                words.insert_str(at, mark);
            }
        }
        let text = format!("{before}{words}.");
        let linker = linker_of(std::iter::once(label.to_owned()));
        let found: Vec<&str> = linker.link(&text).iter().filter_map(|mention| mention.span.of(&text)).collect();
        let expected: Vec<&str> = (folded(&words) == folded(label)).then_some(&*words).into_iter().collect();
        prop_assert_eq!(found, expected);
    }
}
