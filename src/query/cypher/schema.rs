//! A schema says what a query can ask a graph for: labels, relationship types and properties, and how much there is.
//!
//! What there may be is declared here; only how much there is, is looked up. What everything has is counted by its table,
//! so no quote's text and no link's evidence is read.

use super::Knowledge;
use super::among::Among;
use super::kind::Kind;
use super::property_graph::{Catalogue, Direction, Hop, KeyId, LabelId, NodeId, PropertyGraph, TypeId};
use super::value::Value;
use crate::graph::{KnowledgeGraph, NodeLabel, RelationshipType};
use crate::query::temporal;

/// The nodes of a label, or the relationships of a type.
#[derive(Debug, Clone, PartialEq)]
pub struct Element<'g> {
    /// As a query writes it: `(:Quote)`, `(:Quote)-[:FROM]->(:Source)`.
    pub pattern: String,
    /// `NODE` or `RELATIONSHIP`.
    pub kind: &'static str,
    /// How many there are.
    pub count: usize,
    /// What they are.
    pub about: &'static str,
    /// The properties that one or more of them have, by name.
    pub properties: Vec<Property<'g>>,
}

/// A property of some elements.
#[derive(Debug, Clone, PartialEq)]
pub struct Property<'g> {
    /// Its name.
    pub name: &'static str,
    /// The kind of its values, as `valueType` names it, and of the values of a list.
    pub kind: &'static str,
    /// How many elements have it, be it an empty list.
    pub count: usize,
    /// What it says.
    pub about: &'static str,
    /// The value of one that has it, which says something where one does.
    pub example: Value<'g>,
}

/// A property that elements may have.
struct Declared {
    name: &'static str,
    kind: &'static str,
    about: &'static str,
    /// Counts those that have it, where not all do.
    count: Option<fn(&KnowledgeGraph) -> usize>,
}

const fn every(name: &'static str, kind: &'static str, about: &'static str) -> Declared {
    Declared { name, kind, about, count: None }
}

const fn some(
    name: &'static str,
    kind: &'static str,
    about: &'static str,
    count: fn(&KnowledgeGraph) -> usize,
) -> Declared {
    Declared { name, kind, about, count: Some(count) }
}

/// The properties of concepts, by name.
const CONCEPT: &[Declared] = &[
    every("aliases", "LIST<STRING>", "other names"),
    some("definition", "STRING", "what it means", |g| {
        g.concepts().filter(|c| c.definition().is_some()).count()
    }),
    every("id", "STRING", "what it goes by"),
    every("label", "STRING", "its name"),
];

/// The properties of people, by name.
const PERSON: &[Declared] = &[every("id", "STRING", "what it goes by"), every("name", "STRING", "the name")];

/// The properties of quotes, by name.
const QUOTE: &[Declared] = &[
    some("date", "DATE", "when it was said", |g| g.quotes().filter(|q| q.day().is_some()).count()),
    every("id", "STRING", "its source's id and its place there"),
    some("locator", "STRING", "where it stands: a page, a time", |g| {
        g.quotes().filter(|q| q.locator().is_some()).count()
    }),
    some("note", "STRING", "what its reader wrote beside it", |g| {
        g.quotes().filter(|q| q.note().is_some()).count()
    }),
    every("ordinal", "INTEGER", "its place in the source, from 1"),
    some("properties", "MAP", "whatever else its file says of it, as strings: q.properties.rating", |g| {
        g.quotes().filter(|q| q.properties().len() > 0).count()
    }),
    every("tags", "LIST<STRING>", "what its reader filed it under"),
    every("text", "STRING", "the words"),
];

/// The properties of sources, by name.
const SOURCE: &[Declared] = &[
    some("date", "DATE", "when it appeared", |g| g.sources().filter(|s| s.day().is_some()).count()),
    every("id", "STRING", "what it goes by"),
    every("path", "STRING", "the file that it was read from"),
    some("properties", "MAP", "whatever else its file says of it, as strings: s.properties.isbn", |g| {
        g.sources().filter(|s| s.properties().len() > 0).count()
    }),
    every("tags", "LIST<STRING>", "what its reader filed it under"),
    every("title", "STRING", "its title"),
    some("url", "STRING", "where it can be read", |g| g.sources().filter(|s| s.url().is_some()).count()),
];

/// The properties of co-occurrences, by name.
const CO_OCCURS: &[Declared] = &[
    every(
        "g2",
        "FLOAT",
        "log-likelihood ratio: how sure it is that they come together more, or less, often than chance",
    ),
    every(
        "npmi",
        "FLOAT",
        "normalised pointwise mutual information, -1 to 1: 0 is chance, 1 is always together",
    ),
    every("quotes", "INTEGER", "quotes on both"),
    every("strength", "FLOAT", "how large a part of their quotes is shared, 0 to 1"),
];

/// The properties of what joins a quote to its source, by name.
const FROM: &[Declared] = &[every("ordinal", "INTEGER", "the place of the quote in the source, from 1")];

/// The properties of links, by name.
const MENTIONS: &[Declared] = &[
    every("confidence", "FLOAT", "how sure the link is, 0 to 1"),
    every("count", "INTEGER", "mentions in the quote"),
    every("ends", "LIST<INTEGER>", "where each mention ends, in bytes of the text"),
    every("kinds", "LIST<STRING>", "of each mention: explicit by a name of the concept, implied without"),
    every("negated", "BOOLEAN", "whether every mention is denied"),
    every("polarities", "LIST<STRING>", "of each mention: asserted, negated, asked or hypothetical"),
    every("rules", "LIST<STRING>", "the label or pattern that found each mention"),
    every("starts", "LIST<INTEGER>", "where each mention starts, in bytes of the text"),
    every("texts", "LIST<STRING>", "the words of each mention"),
    every(
        "triggers",
        "LIST<STRING>",
        "the words that deny, ask or suppose each mention, null where it is asserted",
    ),
];

/// The properties that nodes of a label may have.
fn of_label(label: NodeLabel) -> &'static [Declared] {
    match label {
        NodeLabel::Concept => CONCEPT,
        NodeLabel::Person => PERSON,
        NodeLabel::Quote => QUOTE,
        NodeLabel::Source => SOURCE,
    }
}

/// The properties that relationships of a type may have.
fn of_type(kind: RelationshipType) -> &'static [Declared] {
    use RelationshipType::{About, Broader, By, CoOccurs, From, Mentions, Next, Related, SaidBy};
    match kind {
        CoOccurs => CO_OCCURS,
        From => FROM,
        Mentions => MENTIONS,
        About | Broader | By | Next | Related | SaidBy => &[],
    }
}

fn declared(name: &str) -> &'static [Declared] {
    let of_type = || RelationshipType::named(name).map(of_type);
    NodeLabel::named(name).map(of_label).or_else(of_type).unwrap_or_default()
}

/// What the nodes of a label, or the relationships of a type, are.
fn about(name: &str) -> &'static str {
    let of_type = || RelationshipType::named(name).map(about_type);
    NodeLabel::named(name).map(about_label).or_else(of_type).unwrap_or_default()
}

/// What the nodes of a label are.
fn about_label(label: NodeLabel) -> &'static str {
    match label {
        NodeLabel::Concept => "an idea that quotes speak of",
        NodeLabel::Person => "someone who says quotes or makes sources",
        NodeLabel::Quote => "a passage of a source",
        NodeLabel::Source => "what quotes are from: a page, a book, a talk",
    }
}

/// What the relationships of a type are.
fn about_type(kind: RelationshipType) -> &'static str {
    use RelationshipType::{About, Broader, By, CoOccurs, From, Mentions, Next, Related, SaidBy};
    match kind {
        About => "what the source as a whole is on",
        Broader => "from a concept to a wider one",
        By => "who made the source",
        CoOccurs => "mentioned in one quote; found from both ends, so a.id < b.id takes each pair once",
        From => "where the quote stands",
        Mentions => "the quote speaks of the concept",
        Next => "the quote behind it in the source",
        Related => {
            "belong together by the vocabulary; found from both ends, so a.id < b.id takes each pair once"
        }
        SaidBy => "who says the quote",
    }
}

/// The names of the properties that nodes of a label, or relationships of a type, may have.
pub fn properties(name: &str) -> impl Iterator<Item = &'static str> {
    declared(name).iter().map(|property| property.name)
}

/// The kind of a property, where all that have it agree.
pub(super) fn kind_of(property: &str) -> Kind {
    let of_labels = NodeLabel::ALL.into_iter().flat_map(of_label);
    let all = of_labels.chain(RelationshipType::ALL.into_iter().flat_map(of_type));
    Kind::common(all.filter(|declared| declared.name == property).map(|declared| match declared.kind {
        "BOOLEAN" => Kind::Boolean,
        "DATE" => Kind::Temporal(temporal::Kind::Date),
        "FLOAT" => Kind::Float,
        "INTEGER" => Kind::Integer,
        "MAP" => Kind::Fields(Among::ALL),
        "STRING" => Kind::Text,
        "LIST<INTEGER>" => Kind::List(Box::new(Kind::Integer)),
        "LIST<STRING>" => Kind::List(Box::new(Kind::Text)),
        _ => Kind::Any,
    }))
}

/// The labels and then the types of a graph, without those that nothing has. O(quotes + sources + concepts), of which
/// only the properties that not all have are looked at.
pub fn elements<'g>(graph: &'g Knowledge<'_>) -> Vec<Element<'g>> {
    let labels = (0..graph.labels().len() as u32).map(|label| nodes(graph, LabelId(label)));
    let types = (0..graph.types().len() as u32).map(|kind| relationships(graph, TypeId(kind)));
    labels.chain(types).filter(|element| element.count > 0).collect()
}

fn nodes<'g>(graph: &'g Knowledge<'_>, label: LabelId) -> Element<'g> {
    let name = &graph.labels()[label.0 as usize];
    let example = |key| {
        let mut found = Value::Null;
        _ = graph.each_node(Some(label), |node| first(&mut found, graph.node_property(node, key)));
        found
    };
    element(graph, name, format!("(:{name})"), "NODE", graph.label_count(label), example)
}

fn relationships<'g>(graph: &'g Knowledge<'_>, kind: TypeId) -> Element<'g> {
    let (start, _) = graph.ends_of_type(kind);
    let hop = Hop { types: Some(vec![kind]), direction: Direction::Outgoing };
    let example = |key| {
        let mut found = Value::Null;
        _ = graph.each_node(start, |node: NodeId| {
            graph.expand(node, &hop, |relationship, _| {
                first(&mut found, graph.relationship_property(relationship, key))
            })
        });
        found
    };
    let name = &graph.types()[kind.0 as usize];
    element(graph, name, pattern_of(graph, kind), "RELATIONSHIP", graph.type_count(kind), example)
}

/// The pattern of the relationships of a type, as a query writes it.
pub(super) fn pattern_of(graph: &dyn Catalogue, kind: TypeId) -> String {
    let (start, end) = graph.ends_of_type(kind);
    let [from, to] = [start, end].map(|label| label.map_or("", |label| &graph.labels()[label.0 as usize]));
    let arrow = if graph.is_symmetric(kind) { "-" } else { "->" };
    format!("(:{from})-[:{}]{arrow}(:{to})", graph.types()[kind.0 as usize])
}

/// Takes the first value that says something, and then stops.
fn first<'g>(found: &mut Value<'g>, value: Value<'g>) -> Result<(), ()> {
    if says_nothing(&value) {
        return Ok(());
    }
    *found = value;
    Err(())
}

fn says_nothing(value: &Value<'_>) -> bool {
    match value {
        Value::Null => true,
        Value::List(values) => values.is_empty(),
        _ => false,
    }
}

fn element<'g>(
    graph: &'g Knowledge<'_>,
    name: &str,
    pattern: String,
    kind: &'static str,
    count: usize,
    example: impl Fn(KeyId) -> Value<'g>,
) -> Element<'g> {
    let key = |name: &str| graph.keys().iter().position(|key| key == name).map(|at| KeyId(at as u32));
    let property = |declared: &Declared| {
        let count = declared.count.map_or(count, |count| count(graph.graph()));
        let example = key(declared.name).filter(|_| count > 0).map(&example);
        let Declared { name, kind, about, .. } = *declared;
        let example = match example.unwrap_or_default() {
            Value::Null if kind.starts_with("LIST") => Value::list([]),
            example => example,
        };
        Property { name, kind, count, about, example }
    };
    let properties = declared(name).iter().map(property).filter(|property| property.count > 0).collect();
    Element { pattern, kind, count, about: about(name), properties }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::concept::ConceptScheme;
    use crate::source::{self, assign_ids};

    fn graph() -> KnowledgeGraph {
        let page =
            br#"{"text": "The engine weaves.", "speaker": "Ada", "date": "1843-08-01", "source": "Notes",
            "tags": ["loom"], "note": "so", "locator": "p. 3", "mood": "sure"}
            {"text": "An engine, by its loom.", "source": "Notes"}
            {"text": "Nothing of it.", "source": "Letters", "author": "Bab", "url": "https://example.org"}"#;
        let page = String::from_utf8_lossy(page).lines().map(str::trim).collect::<Vec<_>>().join("");
        let page = page.replace("}{", "}\n{");
        let mut sources = source::read("ada.jsonl", page.as_bytes(), None).sources;
        assign_ids(&mut sources);
        let lexicon = "[[concept]]\nid = \"engine\"\ndefinition = \"A machine\"\n[[concept]]\nid = \"loom\"\n\
            broader = [\"engine\"]\n[[concept]]\nid = \"weaving\"\nalias = [\"weaves\"]";
        let scheme = ConceptScheme::from_lexicons(&[("loom.toml", lexicon)]).unwrap();
        crate::build(sources, &scheme).unwrap()
    }

    fn kind(value: &Value<'_>) -> String {
        match value {
            // All lists that may be empty, or of nulls, are of strings.
            Value::List(values) => {
                let first = values.iter().find(|value| !value.is_null());
                format!("LIST<{}>", first.map_or_else(|| "STRING".to_owned(), kind))
            }
            value => value.type_name(),
        }
    }

    /// What every property of every node and relationship says, looked at one by one.
    fn seen(graph: &Knowledge<'_>) -> BTreeMap<(String, String), (String, usize)> {
        let mut seen = BTreeMap::new();
        let mut see = |name: &str, property: &dyn Fn(KeyId) -> String| {
            for (key, at) in graph.keys().iter().zip(0..) {
                let kind = property(KeyId(at));
                if kind != "NULL" {
                    seen.entry((name.to_owned(), key.clone())).or_insert((kind, 0)).1 += 1;
                }
            }
        };
        let hop = Hop { types: None, direction: Direction::Outgoing };
        let Ok(()) = graph.each_node::<std::convert::Infallible>(None, |node| {
            let label = graph.labels_of(node)[0].0 as usize;
            see(&graph.labels()[label], &|key| kind(&graph.node_property(node, key)));
            graph.expand(node, &hop, |relationship, _| {
                if graph.ends(relationship).0 == node {
                    let own = graph.type_of(relationship).0 as usize;
                    let property = |key| kind(&graph.relationship_property(relationship, key));
                    see(&graph.types()[own], &property);
                }
                Ok(())
            })
        });
        seen
    }

    #[test]
    fn what_is_declared_is_what_there_is() {
        let graph = graph();
        let graph = Knowledge::new(&graph);
        let name = |pattern: &str| pattern.rsplit_once("[:").map_or(pattern, |(_, name)| name).to_owned();
        let name = |pattern: &str| {
            name(pattern).trim_start_matches("(:").split([']', ')']).next().unwrap().to_owned()
        };
        let elements = elements(&graph);
        let told = elements.iter().flat_map(|element| {
            let name = name(&element.pattern);
            element.properties.iter().map(move |property| {
                assert_eq!(kind(&property.example), property.kind, "{name}.{}", property.name);
                ((name.clone(), property.name.to_owned()), (property.kind.to_owned(), property.count))
            })
        });
        assert_eq!(told.collect::<BTreeMap<_, _>>(), seen(&graph));
        let patterns: Vec<(&str, usize)> =
            elements.iter().map(|element| (element.pattern.as_str(), element.count)).collect();
        assert_eq!(patterns[..3], [("(:Concept)", 3), ("(:Person)", 2), ("(:Quote)", 3)]);
        assert!(patterns.contains(&("(:Concept)-[:CO_OCCURS]-(:Concept)", 2)), "{patterns:?}");
    }
}
