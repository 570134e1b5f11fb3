//! A name is looked up as a person types it: an id, a label, an alias, or enough of one of them to tell it from others.

use std::fmt;

use thiserror::Error;

use crate::graph::{ConceptRef, KnowledgeGraph, PersonRef, SourceRef, fold};

/// The most names that an error suggests.
const SUGGESTIONS: usize = 5;

/// How alike two names are, in 0..=1, for the one to be suggested for the other: a letter wrong in every third or so.
const ALIKE: f64 = 0.65;

/// What a name is a name of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NodeKind {
    /// A concept.
    Concept,
    /// A person.
    Person,
    /// A source.
    Source,
}

impl fmt::Display for NodeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Concept => "concept",
            Self::Person => "person",
            Self::Source => "source",
        })
    }
}

/// A name that is not that of one node.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", self.message())]
pub struct NotFound {
    /// The name, as it was typed.
    pub name: String,
    /// What it was to be a name of.
    pub kind: NodeKind,
    /// True when it is the name of more than one, and false when it is the name of none.
    pub ambiguous: bool,
    /// A few ids that may have been meant, the likeliest first.
    pub suggestions: Vec<String>,
}

impl NotFound {
    fn message(&self) -> String {
        let Self { name, kind, ambiguous, .. } = self;
        let ids: Vec<String> = self.suggestions.iter().map(|id| format!("`{id}`")).collect();
        match (ids.split_last(), ambiguous) {
            (None, _) => format!("there is no {kind} `{name}`"),
            (Some(_), true) => format!("`{name}` is the name of more than one {kind}: {}", ids.join(", ")),
            (Some((id, [])), false) => format!("there is no {kind} `{name}`; did you mean {id}?"),
            (Some((last, ids)), false) => {
                format!("there is no {kind} `{name}`; did you mean {} or {last}?", ids.join(", "))
            }
        }
    }
}

/// The concept with an id, else a label, else an alias, else the one concept with a name that begins so.
///
/// Case does not count, and a hyphen is a space. O(names of concepts).
///
/// # Errors
/// When there is no such concept, or more than one.
pub fn find_concept<'g>(graph: &'g KnowledgeGraph, name: &str) -> Result<ConceptRef<'g>, NotFound> {
    let named = |concept: ConceptRef<'g>| {
        let aliases = concept.aliases().map(fold).collect();
        Named {
            node: concept,
            id: concept.id(),
            ranks: [vec![fold(concept.id())], vec![fold(concept.label())], aliases],
        }
    };
    let all: Vec<_> = graph.concepts().map(named).collect();
    find(&all, NodeKind::Concept, name, |whole, part| whole.starts_with(part))
}

/// The person with an id, else a name, else the one person with that in their name.
///
/// Case does not count, and a hyphen is a space. O(people).
///
/// # Errors
/// When there is no such person, or more than one.
pub fn find_person<'g>(graph: &'g KnowledgeGraph, name: &str) -> Result<PersonRef<'g>, NotFound> {
    let named = |person: PersonRef<'g>| Named::new(person, person.id(), person.name());
    let all: Vec<_> = graph.people().map(named).collect();
    find(&all, NodeKind::Person, name, |whole, part| whole.contains(part))
}

/// The source with an id, else a title, else the one source with that in its id or title.
///
/// Case does not count, and a hyphen is a space. O(sources).
///
/// # Errors
/// When there is no such source, or more than one.
pub fn find_source<'g>(graph: &'g KnowledgeGraph, name: &str) -> Result<SourceRef<'g>, NotFound> {
    let named = |source: SourceRef<'g>| Named::new(source, source.id(), source.title());
    let all: Vec<_> = graph.sources().map(named).collect();
    find(&all, NodeKind::Source, name, |whole, part| whole.contains(part))
}

/// A node with its folded names in ranks: its ids, its labels, its aliases.
struct Named<'g, T> {
    node: T,
    id: &'g str,
    ranks: [Vec<String>; 3],
}

impl<'g, T: Copy> Named<'g, T> {
    fn new(node: T, id: &'g str, label: &str) -> Self {
        Self { node, id, ranks: [vec![fold(id)], vec![fold(label)], Vec::new()] }
    }

    fn names(&self) -> impl Iterator<Item = &String> {
        self.ranks.iter().flatten()
    }

    /// How alike a name and the most similar of its own are, in 0..=1, and the first rank in which that is.
    fn likeness(&self, name: &str) -> (f64, usize) {
        let in_rank = |names: &Vec<String>| names.iter().map(|own| likeness(own, name)).fold(0.0, f64::max);
        let ranks = self.ranks.iter().map(in_rank).zip(0..);
        ranks.fold((0.0, 0), |best, next| if next.0 > best.0 { next } else { best })
    }
}

/// How alike two names are, or a name and as many words of another.
fn likeness(own: &str, name: &str) -> f64 {
    let words: Vec<&str> = own.split(' ').collect();
    let runs = words.windows(name.split(' ').count()).map(|run| run.join(" "));
    let likeness = |own: &str| strsim::normalized_damerau_levenshtein(own, name);
    runs.map(|run| likeness(&run)).fold(likeness(own), f64::max)
}

/// The one node with a name, in the first rank in which there is any, else the one with it as a part.
fn find<T: Copy>(
    all: &[Named<'_, T>],
    kind: NodeKind,
    name: &str,
    is_part: impl Fn(&str, &str) -> bool,
) -> Result<T, NotFound> {
    let exact = all.iter().filter(|node| node.id == name).collect();
    let wanted = fold(name);
    let in_rank = |rank: usize| all.iter().filter(|node| node.ranks[rank].contains(&wanted)).collect();
    let in_part = || {
        all.iter()
            .filter(|node| !wanted.is_empty() && node.names().any(|own| is_part(own, &wanted)))
            .collect()
    };
    let tries = [exact, in_rank(0), in_rank(1), in_rank(2), in_part()];
    let found: Vec<&Named<'_, T>> =
        tries.into_iter().find(|found: &Vec<_>| !found.is_empty()).unwrap_or_default();
    if let [node] = found[..] {
        return Ok(node.node);
    }
    let ambiguous = !found.is_empty();
    let meant = if ambiguous { found } else { similar(all, &wanted) };
    let suggestions = meant.into_iter().take(SUGGESTIONS).map(|node| node.id.to_owned()).collect();
    Err(NotFound { name: name.to_owned(), kind, ambiguous, suggestions })
}

/// The nodes with a name like one that was typed, the most similar first.
fn similar<'a, 'g, T: Copy>(all: &'a [Named<'g, T>], name: &str) -> Vec<&'a Named<'g, T>> {
    let mut similar: Vec<_> = all.iter().map(|node| (node.likeness(name), node)).collect();
    similar.retain(|((likeness, _), _)| *likeness >= ALIKE);
    similar.sort_by(|((a, a_rank), _), ((b, b_rank), _)| b.total_cmp(a).then(a_rank.cmp(b_rank)));
    similar.into_iter().map(|(_, node)| node).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::concept::{Concept, ConceptScheme};
    use crate::graph::GraphBuilder;
    use crate::source::Source;

    fn graph() -> KnowledgeGraph {
        let concept = |(id, label, aliases): (&str, &str, &[&str])| Concept {
            id: id.to_owned(),
            label: label.to_owned(),
            aliases: aliases.iter().map(ToString::to_string).collect(),
            ..Concept::default()
        };
        let concepts: [(&str, &str, &[&str]); 5] = [
            ("post-training", "Post-training", &[]),
            ("pre-training", "Pre-training", &["pretraining", "RLHF"]),
            ("preferences", "Human preferences", &["RL"]),
            ("reinforcement-learning", "Reinforcement learning", &["=RL"]),
            ("rlhf", "RLHF", &[]),
        ];
        let source = |(id, title, author): (&str, &str, &str)| Source {
            id: id.to_owned(),
            title: title.to_owned(),
            author: Some(author.to_owned()),
            ..Source::default()
        };
        let sources =
            [("a-1", "On growth", "John Schulman"), ("b-2", "On form", "John Smith"), ("c", "", "Ann Lee")];
        let scheme = ConceptScheme::from_concepts(concepts.map(concept).into());
        let mut builder = GraphBuilder::new(&scheme);
        sources.map(source).into_iter().for_each(|source| _ = builder.add(source, Vec::new()));
        builder.finish()
    }

    #[test]
    fn concepts_are_found_by_id_label_alias_or_beginning() {
        let graph = graph();
        for (name, expected) in [
            ("rlhf", "rlhf"),
            ("RLHF", "rlhf"),
            ("Human Preferences", "preferences"),
            ("pre training", "pre-training"),
            ("PreTraining", "pre-training"),
            ("rein", "reinforcement-learning"),
            ("human", "preferences"),
        ] {
            assert_eq!(find_concept(&graph, name).map(ConceptRef::id), Ok(expected), "{name}");
        }
    }

    #[test]
    fn errors_suggest_what_may_be_meant() {
        let graph = graph();
        for (name, expected) in [
            ("rlfh", "there is no concept `rlfh`; did you mean `rlhf` or `pre-training`?"),
            (
                "reinforcment lerning",
                "there is no concept `reinforcment lerning`; did you mean `reinforcement-learning`?",
            ),
            ("reinforcment", "there is no concept `reinforcment`; did you mean `reinforcement-learning`?"),
            ("trainign", "there is no concept `trainign`; did you mean `post-training` or `pre-training`?"),
            ("zebra", "there is no concept `zebra`"),
            ("", "there is no concept ``"),
            ("pre", "`pre` is the name of more than one concept: `pre-training`, `preferences`"),
            ("rl", "`rl` is the name of more than one concept: `preferences`, `reinforcement-learning`"),
        ] {
            assert_eq!(
                find_concept(&graph, name).map_err(|error| error.to_string()),
                Err(expected.to_owned())
            );
        }
    }

    #[test]
    fn people_and_sources_are_found_by_any_part() {
        let graph = graph();
        let people =
            ["SCHULMAN", "ann-lee", "john"].map(|name| find_person(&graph, name).map(PersonRef::id).ok());
        assert_eq!(people, [Some("john-schulman"), Some("ann-lee"), None]);
        let sources =
            ["growth", "A-1", "c", "on"].map(|name| find_source(&graph, name).map(SourceRef::id).ok());
        assert_eq!(sources, [Some("a-1"), Some("a-1"), Some("c"), None]);
        let error = find_person(&graph, "Jon Schulmann").unwrap_err();
        assert_eq!(error.to_string(), "there is no person `Jon Schulmann`; did you mean `john-schulman`?");
    }
}
