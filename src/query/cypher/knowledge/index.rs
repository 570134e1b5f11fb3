//! Nodes by what identifies or names them.

use super::Knowledge;
use super::names::{Label, Property};
use crate::graph::{Handles, NameKind, NameRank, NodeIx};
use crate::query::cypher::property_graph::NodeId;
use crate::query::find_id;

impl Knowledge<'_> {
    /// The nodes of a label with a text, in order.
    pub(super) fn with_text(&self, label: Label, key: Property, text: &str) -> Vec<NodeId> {
        let graph = self.graph;
        match (label, key) {
            (Label::Concept, Property::Id) => {
                graph.concept_with_id(text).map(|concept| self.concept(concept.index())).into_iter().collect()
            }
            (Label::Person, Property::Id) => by_id(graph.people(), text, |person| person.id())
                .map(|person| self.person(person.index()))
                .collect(),
            (Label::Source, Property::Id) => by_id(graph.sources(), text, |source| source.id())
                .map(|source| self.source(source.index()))
                .collect(),
            (Label::Quote, Property::Id) => self.quote_by_id(text).into_iter().collect(),
            (Label::Concept, Property::Label)
            | (Label::Person, Property::Name)
            | (Label::Source, Property::Title) => self.named(label, text),
            _ => Vec::new(),
        }
    }

    /// The node of a label whose names are most like one that was typed. O(names).
    pub(super) fn with_name_like(&self, label: Label, name: &str) -> Option<NodeId> {
        let id = match find_id(self.graph, NameKind::of(label)?, name) {
            Ok(id) => id.to_owned(),
            Err(error) => error.suggestions.into_iter().next()?,
        };
        self.with_text(label, Property::Id, &id).first().copied()
    }

    /// The nodes of a label with a name, found in the graph's table of names: O(log n).
    fn named(&self, label: Label, name: &str) -> Vec<NodeId> {
        let graph = self.graph;
        let own = |node: NodeIx| match (label, node) {
            (Label::Concept, NodeIx::Concept(at)) => Some((self.concept(at), graph.concept(at).label())),
            (Label::Person, NodeIx::Person(at)) => Some((self.person(at), graph.person(at).name())),
            (Label::Source, NodeIx::Source(at)) => Some((self.source(at), graph.source(at).title())),
            _ => None,
        };
        let labels = graph.named(name).filter(|named| named.rank == NameRank::Label);
        let own = labels.filter_map(|named| own(named.node)).filter(|(_, own)| *own == name);
        let mut nodes: Vec<NodeId> = own.map(|(node, _)| node).collect();
        nodes.sort_unstable();
        nodes
    }

    /// The quote with an id: its source's id, a colon, and its ordinal.
    fn quote_by_id(&self, id: &str) -> Option<NodeId> {
        let (source, ordinal) = id.rsplit_once(':')?;
        let source = by_id(self.graph.sources(), source, |source| source.id()).next()?;
        let ordinal: usize = ordinal.parse().ok()?;
        let quote = source.quotes().nth(ordinal.checked_sub(1)?)?;
        (quote.id() == id).then(|| self.quote(quote.index()))
    }
}

/// The one of some nodes in order by id that has an id, found by bisection: O(log n).
fn by_id<'k, T: Copy>(
    mut nodes: impl Handles<T>,
    id: &str,
    id_of: impl Fn(T) -> &'k str,
) -> std::option::IntoIter<T> {
    let (mut low, mut high) = (0, nodes.len());
    while low < high {
        let middle = low.midpoint(high);
        let before = nodes.clone().nth(middle).is_some_and(|node| id_of(node) < id);
        (low, high) = if before { (middle + 1, high) } else { (low, middle) };
    }
    nodes.nth(low).filter(|&node| id_of(node) == id).into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::concept::ConceptScheme;
    use crate::query::cypher::property_graph::{Catalogue, KeyId, LabelId, PropertyGraph};
    use crate::query::cypher::value::Value;
    use crate::source::{self, assign_ids};

    #[test]
    fn what_is_looked_up_is_what_a_search_finds() {
        let page = "{\"text\": \"An engine.\", \"speaker\": \"Ada\", \"source\": \"Ada\"}\n\
            {\"text\": \"A loom.\", \"speaker\": \"ada\", \"source\": \"Notes\", \"author\": \"Bab-Bage\"}";
        let mut sources = source::read("notes.jsonl", page.as_bytes(), None).sources;
        assign_ids(&mut sources);
        let lexicon = "[[concept]]\nid = \"engine\"\nlabel = \"Loom\"\nalias = [\"Notes\"]\n[[concept]]\nid = \"ada\"\n\
            label = \"Bab bage\"\n[[concept]]\nid = \"notes\"\nlabel = \"Ada\"";
        let scheme = ConceptScheme::from_lexicons(&[("loom.toml", lexicon)]).unwrap();
        let graph = crate::build(sources, &scheme).unwrap();
        let graph = Knowledge::new(&graph);
        let texts = [
            "Ada", "ada", "ADA", "Loom", "loom", "engine", "Notes", "notes", "Bab-Bage", "bab bage", "ada:1",
            "",
        ];
        let pairs = (0..graph.labels().len() as u32)
            .flat_map(|label| (0..graph.keys().len() as u32).map(move |key| (label, key)));
        for (label, key) in pairs.map(|(label, key)| (LabelId(label), KeyId(key))) {
            if graph.index_matches(label, key).is_none() {
                continue;
            }
            for text in texts {
                let mut found = Vec::new();
                let Ok(()) = graph.each_node::<std::convert::Infallible>(Some(label), |node| {
                    found.extend((graph.node_property(node, key) == Value::from(text)).then_some(node));
                    Ok(())
                });
                assert_eq!(graph.find(label, key, &text.into()), found, "{label:?} {key:?} {text}");
            }
        }
    }
}
