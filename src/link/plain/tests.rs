use std::sync::LazyLock;

use proptest::prelude::*;

use crate::concept::ConceptScheme;
use crate::link::find::labels::is_space;
use crate::link::{Linker, Matching, Mention, Overlap};
use crate::text::tokens;

/// Labels of concepts of their own; what differs only in case is one's alone by its case.
const LABELS: [&str; 14] = [
    "a",
    "ab a",
    "a ab b",
    "b-a",
    "c's a",
    "don't",
    "3.5 a",
    "é b",
    "=AB",
    "a, b",
    "abababababababababab b",
    "强学",
    "bb abababab ababababb",
    "l'é",
];

/// The most words and gaps that one has.
const LONGEST: usize = 5;

fn linker(labels: &[&str]) -> Linker {
    let concept =
        |(n, label): (usize, &&str)| format!("[[concept]]\nid = \"c{n:02}\"\nlabel = \"{label}\"\n");
    let lexicon: String = labels.iter().enumerate().map(concept).collect();
    let scheme = ConceptScheme::from_lexicons(&[("a.toml", &lexicon)]).unwrap();
    Linker::matching(&scheme, Matching::Plain).unwrap()
}

static LINKER: LazyLock<Linker> = LazyLock::new(|| linker(&LABELS));

/// A word or what stands between two, as they are compared.
fn folded(text: &str) -> String {
    if is_space(text) {
        " ".to_owned()
    } else {
        text.to_lowercase().replace('é', "e").replace('\u{2019}', "'")
    }
}

/// The words of a text with what stands between them.
fn pieces(text: &str) -> Vec<(usize, &str)> {
    let tokens = tokens(text);
    let mut out = Vec::new();
    for (n, token) in tokens.iter().enumerate() {
        if n > 0 {
            let end = tokens[n - 1].span.end as usize;
            out.push((end, &text[end..token.span.start as usize]));
        }
        out.push((token.span.start as usize, &text[token.span.range()]));
    }
    out
}

/// Whether pieces of a text are a label.
fn is_label(label: &str, pieces: &[(usize, &str)]) -> bool {
    let (own, exact) = label.strip_prefix('=').map_or((label, label == "AB"), |own| (own, true));
    let own = self::pieces(own);
    own.len() == pieces.len()
        && own.iter().zip(pieces).all(|((_, a), (_, b))| if exact { a == b } else { folded(a) == folded(b) })
}

/// Every label against every stretch of a text: the leftmost, of those the longest.
fn naive(text: &str) -> Vec<(usize, usize, usize)> {
    let pieces = pieces(text);
    let (mut out, mut at) = (Vec::new(), 0);
    while at < pieces.len() {
        let labels = (at + 1..pieces.len().min(at + LONGEST) + 1).step_by(2).rev().find_map(|end| {
            let label = LABELS.iter().position(|label| is_label(label, &pieces[at..end]))?;
            Some((end, label))
        });
        if let Some((end, label)) = labels {
            let (start, word) = pieces[end - 1];
            out.push((pieces[at].0, start + word.len(), label));
            at = end - 1;
        }
        at += 2;
    }
    out
}

fn places(mentions: &[Mention<'_>]) -> Vec<(usize, usize, usize)> {
    let place = |m: &Mention<'_>| (m.span.start as usize, m.span.end as usize, m.concept.0 as usize);
    mentions.iter().map(place).collect()
}

/// Texts of words of labels and of others, joined in many ways.
fn texts() -> impl Strategy<Value = String> {
    const PIECES: [&str; 26] = [
        "a",
        "A",
        "ab",
        "AB",
        "b",
        "B",
        "c",
        "é",
        "É",
        "强",
        "学",
        "don",
        "t",
        "l",
        "3",
        "5",
        "bb",
        "abababab",
        "ababababb",
        "abababababababababab",
        "x",
        "-",
        ", ",
        "\u{2019}",
        "'",
        ".",
    ];
    let pair =
        (prop::sample::select(&PIECES[..]), prop::sample::select(&["", " ", " ", " ", "\n", "\n\n"][..]));
    prop::collection::vec(pair, 0..60).prop_map(|pairs| pairs.into_iter().flat_map(|(a, b)| [a, b]).collect())
}

#[test]
fn labels_stand_as_they_are_written() {
    let linker = linker(&[
        "deep learning",
        "pre-training",
        "=RL",
        "GPU",
        "Alzheimer's disease",
        "Ménière",
        "C. elegans",
    ]);
    for (text, expected) in [
        ("Deep LEARNING, deep\nlearning", &["Deep LEARNING", "deep\nlearning"][..]),
        ("deep-learning, deep, learning; deep\n\nlearning. Deep. Learning deeper", &[]),
        ("pre-training, pre training, pretraining", &["pre-training"]),
        ("RL, rl, RLs", &["RL"]),
        ("a GPU, a gpu", &["GPU"]),
        ("Alzheimer\u{2019}s disease, Alzheimer disease", &["Alzheimer\u{2019}s disease"]),
        ("the GPU's use", &["GPU"]),
        ("meniere", &["meniere"]),
        ("C. elegans, C elegans", &["C. elegans"]),
        ("GPU: https://a.org/GPU, a@gpu.org or www.gpu.org/pre-training; a GPU", &["GPU", "GPU"]),
    ] {
        let words: Vec<&str> = linker.link(text).iter().map(|m| m.span.of(text).unwrap()).collect();
        assert_eq!(words, expected, "{text}");
    }
}

#[test]
fn a_word_in_capitals_is_no_function_word() {
    let linker = linker(&["IT services", "GNU software", "A level", "The Sun"]);
    for (text, expected) in [
        ("it services, IT services, IT SERVICES", &["IT services", "IT SERVICES"][..]),
        ("gnu software", &["gnu software"]),
        ("to a level, an A level, the sun", &["A level", "the sun"]),
    ] {
        let found: Vec<&str> = linker.link(text).iter().map(|m| m.span.of(text).unwrap()).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn a_prefix_makes_another_word() {
    for overlap in [Overlap::Longest, Overlap::All] {
        let linker = linker(&["Hodgkin lymphoma", "lymphoma", "non-linear", "linear"]).with_overlap(overlap);
        let text = "non-Hodgkin lymphoma, post-Hodgkin lymphoma, non-linear, a Hodgkin lymphoma";
        let found: Vec<&str> = linker.link(text).iter().map(|m| m.span.of(text).unwrap()).collect();
        let whole = found.last().copied();
        assert_eq!(found[..3], ["lymphoma", "lymphoma", "non-linear"], "{overlap:?}");
        assert!(matches!(whole, Some("Hodgkin lymphoma" | "lymphoma")), "{overlap:?}");
    }
}

#[test]
fn one_name_is_one_concept_and_what_needs_more_is_left_out() {
    let lexicon = "
        [[concept]]
        id = \"memory\"
        ambiguous = true
        context = [\"model\"]
        [[concept]]
        id = \"work\"
        alias = [\"task\"]
        implied = [\"long day\"]
        [[concept]]
        id = \"letter\"
        alias = [\"x\"]";
    let scheme = ConceptScheme::from_lexicons(&[("a.toml", lexicon)]).unwrap();
    let linker = Linker::matching(&scheme, Matching::Plain).unwrap();
    let text = "the model's memory of a long day: not a task, x";
    let candidates = linker.explain(&[text]).remove(0);
    let told: Vec<_> =
        candidates.iter().map(|c| (c.mention.span.of(text).unwrap(), &*c.mention.rule)).collect();
    assert_eq!(told, [("task", "alias: task")]);
}

#[test]
fn overlaps_may_be_kept() {
    let linker = linker(&["nail", "toe nail", "nail disease"]).with_overlap(Overlap::All);
    let text = "toe nail disease ".repeat(100);
    let words = linker.link(&text);
    let words: Vec<&str> = words.iter().map(|m| m.span.of(&text).unwrap()).collect();
    assert_eq!(words, ["toe nail", "nail", "nail disease"].repeat(100));
}

proptest! {
    #[test]
    fn finds_what_the_naive_matcher_finds(texts in prop::collection::vec(texts(), 1..20)) {
        let text = texts.concat();
        prop_assert_eq!(places(&LINKER.link(&text)), naive(&text), "{}", text);
        let mut found = Vec::new();
        LINKER.find(&text, |place| found.push((place.span.start as usize, place.span.end as usize, place.concept().0 as usize)));
        prop_assert_eq!(found, naive(&text));
    }

    #[test]
    fn what_was_kept_links_the_same(text in texts()) {
        let kept = Linker::from_bytes(&LINKER.to_bytes().unwrap()).unwrap();
        prop_assert_eq!(kept.link(&text), LINKER.link(&text));
    }
}

#[test]
fn signs_of_short_words_count() {
    let linker = linker(&["=C", "C++", "A* search", "Mercury (planet)", "§ 1983"]);
    for (text, expected) in [
        ("C, C++ and C#", &["C", "C++"][..]),
        ("an A* search, a search", &["A* search"]),
        ("in 1983, § 1983", &["§ 1983"]),
        ("the planet Mercury", &[]),
        ("on Mercury (planet).", &["Mercury (planet)"]),
    ] {
        let found: Vec<&str> = linker.link(text).iter().map(|m| m.span.of(text).unwrap()).collect();
        assert_eq!(found, expected, "{text}");
    }
}
