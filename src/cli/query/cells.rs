//! Values as cells of a table, and JSON as values.

use serde_json::{Map, Value as Json, json};

use crate::query::cypher::Knowledge;
use crate::query::cypher::property_graph::{Catalogue, KeyId, NodeId, PropertyGraph, RelationshipId};
use crate::query::cypher::value::{Path, Value, float_text};
use crate::render::table::{Cell, Format};

/// A value of JSON.
pub(super) fn from_json(json: &Json) -> Value<'static> {
    match json {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Boolean(*value),
        Json::Number(number) => {
            number.as_i64().map_or_else(|| Value::Float(number.as_f64().unwrap_or(f64::NAN)), Value::Integer)
        }
        Json::String(text) => text.clone().into(),
        Json::Array(values) => Value::list(values.iter().map(from_json)),
        Json::Object(entries) => {
            Value::map(entries.iter().map(|(key, value)| (key.clone().into(), from_json(value))))
        }
    }
}

/// A value as a cell of a table in a format.
pub(super) fn cell(graph: &Knowledge<'_>, value: &Value<'_>, format: Format) -> Cell {
    match value {
        Value::Null => Cell::Null,
        Value::Integer(number) => Cell::Integer(*number),
        Value::Float(number) => Cell::nested(&float_json(*number), float_text(*number)),
        Value::Text(text) => Cell::Text(text.to_string()),
        Value::Temporal(temporal) => Cell::Text(temporal.to_string()),
        value if format == Format::Table => Cell::nested(&Json::Null, shown(graph, value)),
        value => {
            let json = to_json(graph, value);
            let short = if format.delimiter().is_some() { json.to_string() } else { String::new() };
            Cell::nested(&json, short)
        }
    }
}

/// A value as JSON: a node has `labels` and `properties`, a relationship `type`, `start`, `end` and `properties`, a path
/// `nodes` and `relationships`.
fn to_json(graph: &Knowledge<'_>, value: &Value<'_>) -> Json {
    match value {
        Value::Null => Json::Null,
        Value::Boolean(value) => json!(value),
        Value::Integer(number) => json!(number),
        Value::Float(number) => float_json(*number),
        Value::Text(text) => json!(text.as_str()),
        Value::Temporal(temporal) => json!(temporal.to_string()),
        Value::List(values) => values.iter().map(|value| to_json(graph, value)).collect(),
        Value::Map(map) => map
            .iter()
            .map(|(key, value)| (key.to_string(), to_json(graph, value)))
            .collect::<Map<_, _>>()
            .into(),
        Value::Node(node) => node_json(graph, *node),
        Value::Relationship(relationship) => relationship_json(graph, *relationship),
        Value::Path(path) => json!({
            "nodes": path.nodes.iter().map(|node| node_json(graph, *node)).collect::<Vec<_>>(),
            "relationships":
                path.relationships.iter().map(|own| relationship_json(graph, *own)).collect::<Vec<_>>(),
        }),
    }
}

/// JSON has no numbers that are not finite: those are strings.
fn float_json(number: f64) -> Json {
    if number.is_finite() { json!(number) } else { json!(float_text(number)) }
}

fn node_json(graph: &Knowledge<'_>, node: NodeId) -> Json {
    json!({
        "labels": labels(graph, node),
        "properties": properties(graph, |key| graph.node_property(node, key)),
    })
}

fn relationship_json(graph: &Knowledge<'_>, relationship: RelationshipId) -> Json {
    let (start, end) = graph.ends(relationship);
    let [start, end] =
        [start, end].map(|node| json!({ "labels": labels(graph, node), "id": id(graph, node) }));
    json!({
        "type": type_name(graph, relationship),
        "start": start,
        "end": end,
        "properties": properties(graph, |key| graph.relationship_property(relationship, key)),
    })
}

fn labels<'g>(graph: &'g Knowledge<'_>, node: NodeId) -> Vec<&'g str> {
    graph.labels_of(node).into_iter().map(|label| graph.labels()[label.0 as usize].as_str()).collect()
}

fn properties<'g>(graph: &'g Knowledge<'_>, property: impl Fn(KeyId) -> Value<'g>) -> Json {
    let keys = graph.keys().iter().zip((0..).map(KeyId));
    let all = keys.map(|(name, key)| (name, property(key))).filter(|(_, value)| !value.is_null());
    all.map(|(name, value)| (name.clone(), to_json(graph, &value))).collect::<Map<_, _>>().into()
}

fn type_name<'g>(graph: &'g Knowledge<'_>, relationship: RelationshipId) -> &'g str {
    &graph.types()[graph.type_of(relationship).0 as usize]
}

/// The id that a person knows a node by.
fn id(graph: &Knowledge<'_>, node: NodeId) -> String {
    let key = graph.keys().iter().position(|key| key == "id").map(|at| KeyId(at as u32));
    match key.map(|key| graph.node_property(node, key)) {
        Some(Value::Text(id)) => id.to_string(),
        _ => String::new(),
    }
}

/// A value for a person: a list without its brackets and a map without its braces, unless they are empty; a node, a
/// relationship and a path as a query finds it.
pub(in crate::cli) fn shown(graph: &Knowledge<'_>, value: &Value<'_>) -> String {
    match value {
        Value::List(values) if !values.is_empty() => joined(graph, values.iter(), "; "),
        Value::Map(map) if map.iter().len() > 0 => {
            let entries = map.iter().map(|(key, value)| format!("{key}: {}", inner(graph, value)));
            entries.collect::<Vec<_>>().join(", ")
        }
        value => inner(graph, value),
    }
}

/// A value in another one.
fn inner(graph: &Knowledge<'_>, value: &Value<'_>) -> String {
    match value {
        Value::Null => "null".to_owned(),
        Value::Boolean(value) => value.to_string(),
        Value::Integer(number) => number.to_string(),
        Value::Float(number) => float_text(*number),
        Value::Text(text) => text.to_string(),
        Value::Temporal(temporal) => temporal.to_string(),
        Value::List(values) => format!("[{}]", joined(graph, values.iter(), ", ")),
        Value::Map(map) => {
            let entries = map.iter().map(|(key, value)| format!("{key}: {}", inner(graph, value)));
            format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
        }
        Value::Node(node) => node_pattern(graph, *node),
        Value::Relationship(relationship) => {
            let (start, end) = graph.ends(*relationship);
            let arrow = relationship_pattern(graph, *relationship, true);
            format!("{}{arrow}{}", node_pattern(graph, start), node_pattern(graph, end))
        }
        Value::Path(path) => path_pattern(graph, path),
    }
}

fn joined<'v>(graph: &Knowledge<'_>, values: impl Iterator<Item = &'v Value<'v>>, between: &str) -> String {
    values.map(|value| inner(graph, value)).collect::<Vec<_>>().join(between)
}

fn node_pattern(graph: &Knowledge<'_>, node: NodeId) -> String {
    let id = id(graph, node).replace('\\', "\\\\").replace('\'', "\\'");
    format!("(:{} {{id: '{id}'}})", labels(graph, node).join(":"))
}

/// A relationship as it stands between its ends: `forward` when its start stands before it.
fn relationship_pattern(graph: &Knowledge<'_>, relationship: RelationshipId, forward: bool) -> String {
    let name = type_name(graph, relationship);
    match forward {
        _ if graph.is_symmetric(graph.type_of(relationship)) => format!("-[:{name}]-"),
        true => format!("-[:{name}]->"),
        false => format!("<-[:{name}]-"),
    }
}

fn path_pattern(graph: &Knowledge<'_>, path: &Path) -> String {
    let mut shown = path.nodes.first().map(|node| node_pattern(graph, *node)).unwrap_or_default();
    for (n, &relationship) in path.relationships.iter().enumerate() {
        let forward = graph.ends(relationship).0 == path.nodes[n];
        shown += &relationship_pattern(graph, relationship, forward);
        shown += &node_pattern(graph, path.nodes[n + 1]);
    }
    shown
}
