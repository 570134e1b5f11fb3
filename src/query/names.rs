//! A name is looked up as a person types it: an id, a label, an alias, or enough of one of them to tell it from others.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use thiserror::Error;

use crate::concept::fold;
use crate::graph::{
    ConceptRef, KnowledgeGraph, NameKind, NameRank, Named, NodeIx, PersonRef, SourceRef, inverted, spoken,
};
use crate::text::{ALIKE, likeness, mend};

/// The most names that an error suggests.
const SUGGESTIONS: usize = 5;

/// A name that is not that of one node.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", self.message())]
pub struct NotFound {
    /// The name, as it was typed.
    pub name: String,
    /// What it was to be a name of.
    pub kind: NameKind,
    /// True when it is the name of more than one, and false when it is the name of none.
    pub ambiguous: bool,
    /// A few ids that may have been meant, the likeliest first.
    pub suggestions: Vec<String>,
    /// How many more it is the name of.
    pub more: usize,
}

impl NotFound {
    /// A name of more than one node, of these ids, or of none, with the ids that may have been meant, the likeliest first.
    pub(crate) fn new(name: &str, kind: NameKind, ambiguous: bool, mut meant: Vec<String>) -> Self {
        let more = if ambiguous { meant.len().saturating_sub(SUGGESTIONS) } else { 0 };
        meant.truncate(SUGGESTIONS);
        Self { name: name.to_owned(), kind, ambiguous, suggestions: meant, more }
    }

    fn message(&self) -> String {
        let Self { name, ambiguous, more, .. } = self;
        let kind = self.kind.label().word();
        let ids: Vec<String> = self.suggestions.iter().map(|id| format!("`{id}`")).collect();
        match (ids.split_last(), ambiguous) {
            (None, _) => format!("there is no {kind} `{name}`"),
            (Some(_), true) => {
                let more = if *more > 0 { format!(" and {more} more") } else { String::new() };
                format!("`{name}` is the name of more than one {kind}: {}{more}", ids.join(", "))
            }
            (Some((id, [])), false) => format!("there is no {kind} `{name}`; did you mean {id}?"),
            (Some((last, ids)), false) => {
                format!("there is no {kind} `{name}`; did you mean {} or {last}?", ids.join(", "))
            }
        }
    }
}

/// The id of the concept, person or source with a name.
///
/// # Errors
/// When there is no such node, or more than one.
pub fn find_id<'g>(graph: &'g KnowledgeGraph, kind: NameKind, name: &str) -> Result<&'g str, NotFound> {
    match kind {
        NameKind::Concept => find_concept(graph, name).map(Nameable::id),
        NameKind::Person => find_person(graph, name).map(Nameable::id),
        NameKind::Source => find_source(graph, name).map(Nameable::id),
    }
}

/// The ids of the nodes of a kind that have quotes, those with the most first, then by id. O(n log n).
pub fn ids_by_quotes(graph: &KnowledgeGraph, kind: NameKind) -> Vec<&str> {
    let mut counted: Vec<(Reverse<usize>, &str)> = match kind {
        NameKind::Concept => graph.concepts().map(|node| (Reverse(node.quotes().len()), node.id())).collect(),
        NameKind::Person => graph.people().map(|node| (Reverse(node.quotes().len()), node.id())).collect(),
        NameKind::Source => graph.sources().map(|node| (Reverse(node.quotes().len()), node.id())).collect(),
    };
    counted.retain(|(quotes, _)| quotes.0 > 0);
    counted.sort_unstable();
    counted.into_iter().map(|(_, id)| id).collect()
}

/// The concept with an id, else a label, else an alias, else the one concept with a name that begins so.
///
/// Case does not count, and a hyphen is a space. O(log names).
///
/// # Errors
/// When there is no such concept, or more than one.
pub fn find_concept<'g>(graph: &'g KnowledgeGraph, name: &str) -> Result<ConceptRef<'g>, NotFound> {
    find(graph, name)
}

/// The person with an id, else a name, in one order or the other (`Roe, Jane`, `Jane Roe`), else the one person with such
/// words in their name, or with words that begin so.
///
/// Case does not count, and a hyphen is a space. O(log names) for a whole name, O(names)
/// for a part of one.
///
/// # Errors
/// When there is no such person, or more than one.
pub fn find_person<'g>(graph: &'g KnowledgeGraph, name: &str) -> Result<PersonRef<'g>, NotFound> {
    let is_whole = |name: &String| graph.named(name).any(|named| PersonRef::of(graph, named.node).is_some());
    let name = mend(name).into_owned();
    let mut turned = spoken(&name).into_iter().chain(inverted(&name));
    let whole = if is_whole(&name) { None } else { turned.find(is_whole) };
    let part = || find(graph, &spoken(&name)?).ok();
    find(graph, whole.as_ref().unwrap_or(&name)).or_else(|error| part().ok_or(error))
}

/// The source with an id, else with such an id or title, else the one source with such words in its id or title, or with
/// words that begin so.
///
/// But for an id as it is written, case does not count, and a hyphen is a space. O(log names) for a whole name, O(names)
/// for a part of one.
///
/// # Errors
/// When there is no such source, or more than one.
pub fn find_source<'g>(graph: &'g KnowledgeGraph, name: &str) -> Result<SourceRef<'g>, NotFound> {
    find(graph, name)
}

/// A node that is looked up by its names.
trait Nameable<'g>: Copy + Ord {
    const KIND: NameKind;
    /// Whether several may have one name, by which none of them is meant more than the others, also not by its id.
    const SHARED: bool = false;

    fn id(self) -> &'g str;

    /// The node, when it is of this kind.
    fn of(graph: &'g KnowledgeGraph, node: NodeIx) -> Option<Self>;

    /// The nodes with names that have the words that were typed, else those with names that have words that begin so.
    fn with_part(graph: &'g KnowledgeGraph, part: &str) -> Vec<Self> {
        let having = |whole: bool| -> Vec<Self> {
            let named = graph.names().filter(|named| has_words(named.name, part, whole));
            named.filter_map(|named| Self::of(graph, named.node)).collect()
        };
        let found = having(true);
        if found.is_empty() { having(false) } else { found }
    }
}

impl<'g> Nameable<'g> for ConceptRef<'g> {
    const KIND: NameKind = NameKind::Concept;

    fn id(self) -> &'g str {
        self.id()
    }

    fn of(graph: &'g KnowledgeGraph, node: NodeIx) -> Option<Self> {
        if let NodeIx::Concept(ix) = node { Some(graph.concept(ix)) } else { None }
    }

    fn with_part(graph: &'g KnowledgeGraph, part: &str) -> Vec<Self> {
        graph.named_from(part).filter_map(|named| Self::of(graph, named.node)).collect()
    }
}

impl<'g> Nameable<'g> for PersonRef<'g> {
    const KIND: NameKind = NameKind::Person;

    fn id(self) -> &'g str {
        self.id()
    }

    fn of(graph: &'g KnowledgeGraph, node: NodeIx) -> Option<Self> {
        if let NodeIx::Person(ix) = node { Some(graph.person(ix)) } else { None }
    }
}

impl<'g> Nameable<'g> for SourceRef<'g> {
    const KIND: NameKind = NameKind::Source;
    const SHARED: bool = true;

    fn id(self) -> &'g str {
        self.id()
    }

    fn of(graph: &'g KnowledgeGraph, node: NodeIx) -> Option<Self> {
        if let NodeIx::Source(ix) = node { Some(graph.source(ix)) } else { None }
    }
}

/// The one node with a name, in the first rank in which there is any unless names are shared, else the one with it as a
/// part.
fn find<'g, T: Nameable<'g>>(graph: &'g KnowledgeGraph, typed: &str) -> Result<T, NotFound> {
    let name = &*mend(typed);
    let named = |named: Named<'g>| Some((named.rank, T::of(graph, named.node)?));
    let whole: Vec<(NameRank, T)> = graph.named(name).filter_map(named).collect();
    let exact = whole.iter().find(|(rank, node)| *rank == NameRank::Id && node.id() == name);
    if let Some(&(_, node)) = exact {
        return Ok(node);
    }
    let first = whole.first().map(|&(rank, _)| rank);
    let is_meant = |rank| T::SHARED || Some(rank) == first;
    let mut found: Vec<T> = whole.iter().filter(|(rank, _)| is_meant(*rank)).map(|&(_, node)| node).collect();
    let wanted = fold(name);
    if found.is_empty() && !wanted.is_empty() {
        found = T::with_part(graph, &wanted);
    }
    found.sort_unstable();
    found.dedup();
    if let [node] = found[..] {
        return Ok(node);
    }
    let ambiguous = !found.is_empty();
    let meant = if ambiguous { found } else { similar(graph, &wanted) };
    let meant = meant.into_iter().map(|node| node.id().to_owned()).collect();
    Err(NotFound::new(name, T::KIND, ambiguous, meant))
}

/// Whether a name has some words, or words that begin so.
fn has_words(name: &str, words: &str, whole: bool) -> bool {
    let fits = |at: usize| {
        name[at..].starts_with(words)
            && !is_within_word(name, at)
            && !(whole && is_within_word(name, at + words.len()))
    };
    name.contains(words) && name.char_indices().any(|(at, _)| fits(at))
}

/// Whether a place in a folded name is within a word; there is none between letters without case, as those of scripts
/// that write no spaces.
fn is_within_word(name: &str, at: usize) -> bool {
    let is_of_word = |c: char| c.is_lowercase() || c.is_numeric();
    let (before, after) = name.split_at(at);
    before.ends_with(is_of_word) && after.starts_with(is_of_word)
}

/// The nodes with a name like one that was typed, the most similar first. O(names).
fn similar<'g, T: Nameable<'g>>(graph: &'g KnowledgeGraph, name: &str) -> Vec<T> {
    let mut best: BTreeMap<T, (f64, NameRank)> = BTreeMap::new();
    for named in graph.names() {
        let Some(node) = T::of(graph, named.node) else { continue };
        let (likeness, rank) = (likeness_of_part(named.name, name), named.rank);
        let best = best.entry(node).or_insert((likeness, rank));
        if likeness > best.0 || (likeness == best.0 && rank < best.1) {
            *best = (likeness, rank);
        }
    }
    best.retain(|_, (likeness, _)| *likeness >= ALIKE);
    let mut similar: Vec<_> = best.into_iter().collect();
    similar.sort_by(|(_, (a, a_rank)), (_, (b, b_rank))| b.total_cmp(a).then(a_rank.cmp(b_rank)));
    similar.into_iter().map(|(node, _)| node).collect()
}

/// How alike two names are, or a name and as many words of another; one that stands within words of another is alike.
fn likeness_of_part(own: &str, name: &str) -> f64 {
    let within = if !name.is_empty() && own.contains(name) { ALIKE } else { 0.0 };
    let words: Vec<&str> = own.split(' ').collect();
    let runs = words.windows(name.split(' ').count()).map(|run| run.join(" "));
    runs.map(|run| likeness(&run, name)).fold(likeness(own, name).max(within), f64::max)
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
    fn people_are_found_by_their_words_and_by_how_those_begin() {
        let names =
            ["Frederik Lund", "Joanna Smith", "Ann Lee", "李白", "Zoë X", "Anna O’Hara", "Sam Griffith"];
        let numbered: Vec<String> = (1..=19).map(|n| format!("Person {n}")).collect();
        let all = names.into_iter().chain(numbered.iter().map(String::as_str));
        let scheme = ConceptScheme::default();
        let mut builder = GraphBuilder::new(&scheme);
        for name in all {
            let source = Source { id: name.to_owned(), author: Some(name.to_owned()), ..Source::default() };
            _ = builder.add(source, Vec::new());
        }
        let graph = builder.finish();
        for (name, expected) in [
            ("Ann", Ok("ann-lee")),
            ("lun", Ok("frederik-lund")),
            ("白", Ok("李白")),
            ("7", Ok("person-7")),
            ("Zoe\u{308} x", Ok("zoë-x")),
            ("Griﬃth", Ok("sam-griffith")),
            ("hara", Ok("anna-o-hara")),
            ("Erik", Err("there is no person `Erik`; did you mean `frederik-lund`?")),
            (
                "person",
                Err(
                    "`person` is the name of more than one person: `person-1`, `person-10`, `person-11`, `person-12`, \
                     `person-13` and 14 more",
                ),
            ),
        ] {
            let found = find_person(&graph, name).map(PersonRef::id).map_err(|error| error.to_string());
            assert_eq!(found, expected.map_err(ToOwned::to_owned), "{name}");
        }
    }

    #[test]
    fn people_are_found_by_whole_names_in_either_order_first() {
        let names = ["Ann Lee", "Bo Lee, Anna", "Brown, Gabe", "Gabe Brownson", "de Beauvoir, Simone"];
        let scheme = ConceptScheme::default();
        let mut builder = GraphBuilder::new(&scheme);
        for name in names {
            let source = Source { id: name.to_owned(), author: Some(name.to_owned()), ..Source::default() };
            _ = builder.add(source, Vec::new());
        }
        let graph = builder.finish();
        for (name, expected) in [
            ("Lee, Ann", "ann-lee"),
            ("Gabe Brown", "brown-gabe"),
            ("simone de beauvoir", "de-beauvoir-simone"),
            ("Lee, Anna", "bo-lee-anna"),
        ] {
            assert_eq!(find_person(&graph, name).map(PersonRef::id), Ok(expected), "{name}");
        }
    }

    #[test]
    fn people_and_sources_are_found_by_their_words() {
        let graph = graph();
        let people = ["SCHULMAN", "ann-lee", "Lee, Ann", "john"]
            .map(|name| find_person(&graph, name).map(PersonRef::id).ok());
        assert_eq!(people, [Some("john-schulman"), Some("ann-lee"), Some("ann-lee"), None]);
        let sources =
            ["growth", "A-1", "c", "on"].map(|name| find_source(&graph, name).map(SourceRef::id).ok());
        assert_eq!(sources, [Some("a-1"), Some("a-1"), Some("c"), None]);
        let scheme = ConceptScheme::default();
        let mut builder = GraphBuilder::new(&scheme);
        for id in ["weekly", "weekly-2"] {
            let source = Source { id: id.to_owned(), title: "Weekly".to_owned(), ..Source::default() };
            builder.add(source, Vec::new());
        }
        let weekly = builder.finish();
        let found = ["weekly", "Weekly"].map(|name| find_source(&weekly, name).map(SourceRef::id).ok());
        assert_eq!(found, [Some("weekly"), None]);
        let error = find_person(&graph, "Jon Schulmann").unwrap_err();
        assert_eq!(error.to_string(), "there is no person `Jon Schulmann`; did you mean `john-schulman`?");
    }
}
