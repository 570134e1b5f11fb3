//! Maps as GraphML, for Gephi, yEd, Cytoscape, networkx and igraph.
//!
//! The fields of nodes and edges become typed keys; lists, which GraphML does not know, become text joined by `; `.
//! Format: <http://graphml.graphdrawing.org/specification.html>.

use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter, Write};

use serde::Serialize;
use serde_json::{Map, Value, json};

use super::elements::Elements;

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
        format!("    <desc>{}</desc>\n", Escaped(&elements.title)),
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
        let (id, name) = (Escaped(&format!("{tag}.{name}")).to_string(), Escaped(name));
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
        attributes.into_iter().map(|(name, value)| format!(" {name}=\"{}\"", Escaped(&text(value))));
    let data = data.into_iter().filter(|(_, value)| !value.is_null()).map(|(name, value)| {
        let key = format!("{tag}.{name}");
        format!("      <data key=\"{}\">{}</data>\n", Escaped(&key), Escaped(&text(value)))
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

/// Text as it may stand in XML, in an element or an attribute; characters that XML 1.0 forbids are left out.
struct Escaped<'a>(&'a str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '&' => f.write_str("&amp;"),
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '"' => f.write_str("&quot;"),
            '\t' | '\n' | '\r' => write!(f, "&#{};", u32::from(c)),
            // What XML cannot hold has something of as many bytes in its place, which places are counted in.
            '\0'..='\u{1f}' => f.write_char(' '),
            '\u{fffe}' | '\u{ffff}' => f.write_char(char::REPLACEMENT_CHARACTER),
            _ => write!(f, "{c}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::elements::tests::{concept_map, evidence_map};
    use proptest::prelude::*;

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

    proptest! {
        #[test]
        fn any_label_survives(label in any::<String>()) {
            let mut elements = Elements::from(&concept_map());
            elements.nodes[0].label.clone_from(&label);
            elements.nodes[0].id.clone_from(&label);
            let xml = graphml(&elements);
            let document = roxmltree::Document::parse(&xml).unwrap();
            let node = document.descendants().find(|node| node.has_tag_name("node")).unwrap();
            let data = node.children().find(|data| data.attribute("key") == Some("node.label")).unwrap();
            let kept: String = label.chars().map(|c| match c {
                '\t' | '\n' | '\r' => c,
                '\0'..' ' => ' ',
                '\u{fffe}' | '\u{ffff}' => '\u{fffd}',
                _ => c,
            }).collect();
            prop_assert_eq!(kept.len(), label.len(), "places stay where they are");
            prop_assert_eq!(data.text().unwrap_or_default(), &kept);
            prop_assert_eq!(node.attribute("id"), Some(kept.as_str()));
        }
    }
}
