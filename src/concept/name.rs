//! A name is how a person writes what has an id: two names are the same when nothing but case, spaces and hyphens tells
//! them apart.

use rustc_hash::FxHashMap;

use super::{Concept, ConceptIx};
use crate::text::HYPHENS;

/// A name without what does not tell names apart: lower case, with single spaces for spaces and hyphens,
/// and without the leading `=` of a label that is taken letter for letter.
///
/// ```
/// use ideagraph::concept::fold;
/// assert_eq!(fold(" Pre-Training"), fold("pre  training"));
/// assert_eq!(fold("=RL"), "rl");
/// ```
pub fn fold(name: &str) -> String {
    let name = crate::text::lowered(bare(name));
    let words: Vec<&str> = name.split(is_between).filter(|word| !word.is_empty()).collect();
    words.join(" ")
}

/// Whether nothing is left of a name when it is [folded](fold).
pub(crate) fn is_blank(name: &str) -> bool {
    bare(name).chars().all(is_between)
}

/// A name without what marks a label.
fn bare(name: &str) -> &str {
    name.trim().trim_start_matches(['=', '\\'])
}

/// Whether a character stands between the words of a name.
fn is_between(c: char) -> bool {
    c.is_whitespace() || HYPHENS.contains(&c)
}

/// The concepts by every name they have: an id comes before a label and a label before an alias,
/// and the smaller id before the larger.
pub(crate) struct ConceptNames(FxHashMap<String, ConceptIx>);

impl ConceptNames {
    /// The names of concepts that are sorted by id. O(names).
    pub(crate) fn of(concepts: &[Concept]) -> Self {
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

    pub(crate) fn find(&self, name: &str) -> Option<ConceptIx> {
        self.0.get(&fold(name)).copied()
    }

    /// The concepts with a name that begins so, in order. O(names).
    pub(crate) fn beginning(&self, name: &str) -> Vec<ConceptIx> {
        let beginning = fold(name);
        let named = self.0.iter().filter(|(name, _)| !beginning.is_empty() && name.starts_with(&beginning));
        let mut begun: Vec<ConceptIx> = named.map(|(_, ix)| *ix).collect();
        begun.sort_unstable();
        begun.dedup();
        begun
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_fold() {
        for (name, folded) in [
            ("John  Schulman", "john schulman"),
            ("=GPT-3.5", "gpt 3.5"),
            ("\\=x", "x"),
            ("Žižek", "žižek"),
            ("İstanbul Ay", "istanbul ay"),
            (" ?! ", "?!"),
            (" = - ", ""),
            ("=\u{2010} ", ""),
            ("\\", ""),
            ("", ""),
        ] {
            assert_eq!(fold(name), folded, "{name:?}");
            assert_eq!(is_blank(name), folded.is_empty(), "{name:?}");
        }
    }

    #[test]
    fn an_id_comes_before_a_label_and_a_label_before_an_alias() {
        let concept = |id: &str, label: &str, alias: &str| Concept {
            id: id.into(),
            label: label.into(),
            aliases: vec![alias.into()],
            ..Concept::default()
        };
        let names =
            ConceptNames::of(&[concept("a", "B", "=C-1"), concept("b", "C 1", "A"), concept("c", "D", "B")]);
        for (name, found) in [("A", Some(0)), ("b", Some(1)), ("c-1", Some(1)), ("d", Some(2)), ("e", None)] {
            assert_eq!(names.find(name), found.map(ConceptIx), "{name}");
        }
        assert_eq!(names.beginning("C"), [ConceptIx(1), ConceptIx(2)]);
        assert_eq!(names.beginning(""), []);
    }
}
