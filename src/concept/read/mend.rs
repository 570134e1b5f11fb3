//! A mend is what was put right in a vocabulary of others, where a lexicon would be refused: counted, with examples.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::place::Place;
use crate::diagnostic::Diagnostic;

/// How many examples of a mend are told.
const EXAMPLES: usize = 3;

/// What was put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mend {
    Deprecated,
    NoLabel,
    NoName,
    SameLabel,
    SameId,
    SharedName,
    Flag,
    OtherLanguage,
    SecondLabel,
    SameAs,
    SharedLabel,
    BareLabel,
    Unknown,
    Text,
    Itself,
    Circle,
    Pattern,
    Other,
}

impl Mend {
    fn message(self) -> &'static str {
        match self {
            Self::Deprecated => "deprecated concepts left out",
            Self::NoLabel => {
                "concepts without a label, called by the end of their URI, which finds them as a hidden label does"
            }
            Self::NoName => "concepts without a label, called by their id",
            Self::SameLabel => {
                "rows with the label of another one, read as one concept; an `id` tells them apart"
            }
            Self::SameId => "rows with the id of another one and another label, read as one concept",
            Self::SharedName => "links to a label that several rows have, read as the first of them",
            Self::Flag => "values of `deprecated` that say neither yes nor no, taken for no",
            Self::OtherLanguage => {
                "concepts without a label in the language asked for, called by another's; see --lang"
            }
            Self::SecondLabel => "second preferred labels in one language, read as alternative labels",
            Self::SameAs => "topics read as other names of the topic that they are the same as",
            Self::SharedLabel => "labels at two concepts, of which a quote then speaks alike",
            Self::BareLabel => "labels without letters or digits, which match nothing",
            Self::Unknown => "links to concepts that are in none of the files, left out",
            Self::Text => "links that name a text where a concept belongs, left out",
            Self::Itself => "links from a concept to itself, left out",
            Self::Circle => "links that close a circle of `broader`, left out",
            Self::Pattern => "patterns that cannot be read, left out",
            Self::Other => "things that are no concept, scheme or collection, left out",
        }
    }
}

/// All mends, by file and kind.
#[derive(Default)]
pub(super) struct Mends(BTreeMap<(Arc<str>, Mend), Examples>);

#[derive(Default)]
struct Examples {
    count: usize,
    line: u32,
    texts: Vec<String>,
}

impl Mends {
    /// Counts a mend; the first few give their example.
    pub(super) fn add(&mut self, mend: Mend, place: &Place, example: impl FnOnce() -> String) {
        let examples = self.0.entry((place.file.clone(), mend)).or_default();
        if examples.count == 0 {
            examples.line = place.line;
        }
        examples.count += 1;
        if examples.texts.len() < EXAMPLES {
            examples.texts.push(example());
        }
    }

    /// A warning for each kind of mend in each file.
    pub(super) fn into_diagnostics(self) -> impl Iterator<Item = Diagnostic> {
        self.0.into_iter().map(|((file, mend), Examples { count, line, texts })| {
            let more = if count > texts.len() { ", …" } else { "" };
            let texts = texts.join(", ");
            Diagnostic::warning(&*file, line, format!("{}: {count} ({texts}{more})", mend.message()))
        })
    }
}
