//! Maps as GraphML, for Gephi, yEd, Cytoscape, networkx and igraph.
//!
//! The fields of nodes and edges become typed keys; lists, which GraphML does not know, become text joined by `; `.
//! Format: <http://graphml.graphdrawing.org/specification.html>.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::elements::Elements;
use super::xml::escaped;

const HEADER: &str = "\
<?xml version=\"1.0\" encoding=\"UTF-8\"?>
<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\"
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"
         xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">
";

/// A node or an edge as its fields, by name.
type Fields = Map<String, Value>;

/// The elements as a GraphML document.
pub fn graphml(elements: &Elements) -> String {
    let nodes: Vec<Fields> = elements.nodes.iter().filter_map(fields).collect();
    let edges: Vec<Fields> = elements.edges.iter().filter_map(fields).collect();
    let direction = if elements.directed { "directed" } else { "undirected" };
    [
        HEADER.to_owned(),
        keys("node", &nodes),
        keys("edge", &edges),
        format!("  <graph id=\"view\" edgedefault=\"{direction}\">\n"),
        format!("    <desc>{}</desc>\n", escaped(&elements.title)),
        nodes.iter().map(|node| element("node", node)).collect(),
        edges.iter().map(|edge| element("edge", edge)).collect(),
        "  </graph>\n</graphml>\n".to_owned(),
    ]
    .concat()
}

fn fields(element: &impl Serialize) -> Option<Fields> {
    match json!(element) {
        Value::Object(fields) => Some(fields),
        _ => None,
    }
}

/// True for the fields that GraphML writes as attributes of the element itself.
fn is_attribute(name: &str) -> bool {
    matches!(name, "id" | "source" | "target")
}

/// The declarations of all keys that the elements have, by name.
fn keys(tag: &str, elements: &[Fields]) -> String {
    let mut types: BTreeMap<&str, &str> = BTreeMap::new();
    for (name, value) in elements.iter().flatten().filter(|(name, _)| !is_attribute(name)) {
        let Some(new) = type_of(value) else { continue };
        types.entry(name).and_modify(|old| *old = common(old, new)).or_insert(new);
    }
    let line = |(name, kind)| {
        let (id, name) = (escaped(&format!("{tag}.{name}")), escaped(name));
        format!("  <key id=\"{id}\" for=\"{tag}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>\n")
    };
    types.into_iter().map(line).collect()
}

fn type_of(value: &Value) -> Option<&'static str> {
    match value {
        Value::Null => None,
        Value::Bool(_) => Some("boolean"),
        Value::Number(number) if number.is_f64() => Some("double"),
        Value::Number(_) => Some("long"),
        _ => Some("string"),
    }
}

/// The type that holds the values of both.
fn common(a: &str, b: &'static str) -> &'static str {
    match (a, b) {
        _ if a == b => b,
        ("long", "double") | ("double", "long") => "double",
        _ => "string",
    }
}

/// One node or edge with its data.
fn element(tag: &str, fields: &Fields) -> String {
    let (attributes, data): (Vec<_>, Vec<_>) = fields.iter().partition(|(name, _)| is_attribute(name));
    let attributes =
        attributes.into_iter().map(|(name, value)| format!(" {name}=\"{}\"", escaped(&text(value))));
    let data = data.into_iter().filter(|(_, value)| !value.is_null()).map(|(name, value)| {
        let key = format!("{tag}.{name}");
        format!("      <data key=\"{}\">{}</data>\n", escaped(&key), escaped(&text(value)))
    });
    let (attributes, data): (String, String) = (attributes.collect(), data.collect());
    format!("    <{tag}{attributes}>\n{data}    </{tag}>\n")
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Array(items) => items.iter().map(text).collect::<Vec<_>>().join("; "),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::elements::tests::{concept_map, evidence_map};

    #[test]
    fn golden() {
        let graphml = graphml(&Elements::from(&evidence_map()));
        assert_eq!(
            graphml,
            include_str!("../../tests/golden/evidence-map.graphml"),
            "if this is meant, the file is now\n{graphml}"
        );
    }

    #[test]
    fn an_empty_map_is_a_document() {
        assert!(roxmltree::Document::parse(&graphml(&Elements::default())).is_ok());
    }

    #[test]
    fn any_words_are_read_back() {
        let words = "<a b=\"c\">\n&amp;";
        let mut elements = Elements::from(&concept_map());
        elements.title = words.to_owned();
        elements.nodes[0].label = words.to_owned();
        elements.nodes[0].id = words.to_owned();
        let xml = graphml(&elements);
        let document = roxmltree::Document::parse(&xml).unwrap();
        let node = document.descendants().find(|node| node.has_tag_name("node")).unwrap();
        let label = node.children().find(|data| data.attribute("key") == Some("node.label")).unwrap();
        let title = document.descendants().find(|node| node.has_tag_name("desc")).unwrap();
        assert_eq!((label.text(), title.text()), (Some(words), Some(words)));
        assert_eq!(node.attribute("id"), Some(words));
    }

    #[test]
    fn types_that_meet() {
        let cases = [
            ("long", "long", "long"),
            ("long", "double", "double"),
            ("double", "long", "double"),
            ("boolean", "long", "string"),
            ("string", "double", "string"),
        ];
        for (a, b, expected) in cases {
            assert_eq!(common(a, b), expected, "{a} {b}");
        }
    }
}
