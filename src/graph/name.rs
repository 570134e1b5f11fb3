//! A name is how a person writes what has an id: folded so that spellings meet, or turned into an id.

use rustc_hash::FxHashMap;

use crate::concept::{Concept, ConceptIx};

/// A name without what does not tell names apart: lower case, with single spaces for spaces and hyphens,
/// and without the leading `=` of a label that is taken letter for letter.
///
/// ```
/// use ideagraph::graph::fold;
/// assert_eq!(fold(" Pre-Training"), fold("pre  training"));
/// assert_eq!(fold("=RL"), "rl");
/// ```
pub fn fold(name: &str) -> String {
    let name = name.trim().trim_start_matches(['=', '\\']).to_lowercase();
    let words: Vec<&str> =
        name.split(|c: char| c.is_whitespace() || is_hyphen(c)).filter(|w| !w.is_empty()).collect();
    words.join(" ")
}

/// Whether nothing is left of a name when it is [folded](fold).
pub(super) fn is_blank(name: &str) -> bool {
    name.trim().trim_start_matches('=').chars().all(|c| c.is_whitespace() || is_hyphen(c))
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// An id made of a name: its letters and digits in lower case, joined with `-`; `unnamed` where it has none.
pub(super) fn slug(name: &str) -> String {
    let name = name.to_lowercase();
    let words: Vec<&str> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "unnamed".to_owned() } else { words.join("-") }
}

/// The concepts by every name they have: an id comes before a label and a label before an alias,
/// and the smaller id before the larger.
pub(super) struct ConceptNames(FxHashMap<String, ConceptIx>);

impl ConceptNames {
    pub(super) fn of(concepts: &[Concept]) -> Self {
        let each = || (0..).map(ConceptIx).zip(concepts);
        let ids = each().map(|(ix, concept)| (&concept.id, ix));
        let labels = each().map(|(ix, concept)| (&concept.label, ix));
        let aliases = each().flat_map(|(ix, concept)| concept.aliases.iter().map(move |alias| (alias, ix)));
        let mut names = FxHashMap::default();
        for (name, ix) in ids.chain(labels).chain(aliases) {
            names.entry(fold(name)).or_insert(ix);
        }
        Self(names)
    }

    pub(super) fn find(&self, name: &str) -> Option<ConceptIx> {
        self.0.get(&fold(name)).copied()
    }
}

/// The topics in the brackets that end a title: `John Schulman (Reasoning, RLHF)` has two.
pub(super) fn topics(title: &str) -> impl Iterator<Item = &str> {
    let bracket = title.trim_end().strip_suffix(')').and_then(|title| title.rsplit_once('('));
    bracket.map_or("", |(_, topics)| topics).split(',').map(str::trim).filter(|topic| !topic.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold_and_slug() {
        for (name, folded, id) in [
            ("John  Schulman", "john schulman", "john-schulman"),
            ("=GPT-3.5", "gpt 3.5", "gpt-3-5"),
            ("Žižek", "žižek", "žižek"),
            (" ?! ", "?!", "unnamed"),
            (" = - ", "", "unnamed"),
            ("=\u{2010} ", "", "unnamed"),
            ("", "", "unnamed"),
        ] {
            assert_eq!(is_blank(name), folded.is_empty(), "{name:?}");
            assert_eq!((fold(name).as_str(), slug(name).as_str()), (folded, id));
        }
    }

    #[test]
    fn titles_end_in_topics() {
        for (title, expected) in [
            ("John Schulman (Reasoning, RLHF)", &["Reasoning", "RLHF"][..]),
            ("On (some) words", &[]),
            ("Empty ( , )", &[]),
            (")", &[]),
        ] {
            assert_eq!(topics(title).collect::<Vec<_>>(), expected, "{title}");
        }
    }
}
