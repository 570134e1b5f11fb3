//! What labels are found by and what not, each with a scheme of its own: for each file of rules a file of the same name.

mod admission;
mod candidates;
mod capitals;
mod collected;
mod common;
mod coordination;
mod folding;
mod general;
mod greek;
mod inflection;
mod optional_letters;
mod overlaps;
mod phrase;
mod prepositions;
mod qualifiers;
mod shape;
mod species;
mod spelling;
mod verbs;
mod words;

use crate::concept::ConceptScheme;
use crate::link::{Linker, Mention};

/// A label that stands alone in a scheme, a text, and the words in which it is found, or none.
type Case = (&'static str, &'static str, &'static str);

/// Cases by what they show.
type Cases = &'static [(&'static str, &'static [Case])];

/// Labels of one scheme, and texts with what is found in them.
type Scheme = (&'static [&'static str], &'static [(&'static str, &'static str)]);

/// Schemes by what they show.
type Schemes = &'static [(&'static str, &'static [Scheme])];

fn assert_found(cases: Cases) {
    for (reason, cases) in cases {
        for (label, text, words) in *cases {
            let expected: Vec<String> =
                words.split_terminator("; ").map(|words| format!("{label}={words}")).collect();
            assert_eq!(found(&[label], text), expected.join("; "), "{reason}: {label} in {text}");
        }
    }
}

fn assert_told_apart(schemes: Schemes) {
    for (reason, schemes) in schemes {
        for (labels, texts) in *schemes {
            for (text, expected) in *texts {
                assert_eq!(found(labels, text), *expected, "{reason}: {labels:?} in {text}");
            }
        }
    }
}

/// `label=words` for each mention.
fn found(labels: &[&str], text: &str) -> String {
    let (scheme, linker) = linker(labels);
    let mentions = linker.link_source(&[text]).remove(0);
    let show = |m: &Mention<'_>| format!("{}={}", scheme[m.concept].label, m.span.of(text).unwrap());
    mentions.iter().map(show).collect::<Vec<_>>().join("; ")
}

/// A scheme of labels; one that begins with a space is an alias of the one before.
fn linker(labels: &[&str]) -> (ConceptScheme, Linker) {
    let mut lexicon = String::new();
    for (n, label) in labels.iter().enumerate() {
        match label.strip_prefix(' ') {
            Some(alias) => lexicon += &format!("alias = [\"{alias}\"]\n"),
            None => lexicon += &format!("[[concept]]\nid = \"c{n}\"\nlabel = \"{label}\"\n"),
        }
    }
    let scheme = ConceptScheme::from_lexicons(&[("a.toml", &lexicon)]).unwrap();
    let linker = Linker::new(&scheme).unwrap();
    (scheme, linker)
}
