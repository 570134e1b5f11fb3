//! What a scenario wants to be there before its query runs: queries that create, read by the test alone.

use std::collections::BTreeMap;

use ideagraph::query::cypher::ast::{
    Clause, ClauseKind, Expr, ExprKind, Labels, NodePattern, PathPattern, RelationshipPattern, Write,
};
use ideagraph::query::cypher::memory::MemoryGraph;
use ideagraph::query::cypher::parse::parse;
use ideagraph::query::cypher::property_graph::NodeId;
use ideagraph::query::cypher::value::Value;
use ideagraph::query::cypher::{Control, Query};

type Row = BTreeMap<String, Value<'static>>;

/// Runs a query that creates.
pub(super) fn execute(graph: &mut MemoryGraph, text: &str) {
    let query = parse(text).unwrap_or_else(|error| panic!("{}", error.in_text(text)));
    let mut rows = vec![Row::new()];
    for clauses in query.parts[0].chunk_by(|a, b| !is_write(a) && !is_write(b)) {
        match &clauses[0].kind {
            ClauseKind::Write(Write::Create(patterns)) => {
                rows.iter_mut().for_each(|row| create(graph, text, patterns, row));
            }
            ClauseKind::Write(Write::Delete(exprs)) => delete(graph, exprs, &rows),
            _ => {
                let span = clauses[0].span.start as usize..clauses.last().unwrap().span.end as usize;
                rows = read(graph, &text[span], &rows);
            }
        }
    }
}

fn is_write(clause: &Clause) -> bool {
    matches!(clause.kind, ClauseKind::Write(_))
}

/// The rows of a query without parameters.
pub(super) fn ask(graph: &MemoryGraph, text: &str, parameters: &[(String, Value<'static>)]) -> Vec<Row> {
    let query = Query::new(text, graph).unwrap_or_else(|error| panic!("{}", error.in_text(text)));
    let mut rows = Vec::new();
    query
        .run(graph, parameters, &Control::default(), |values| {
            let values = values.iter().cloned().map(Value::into_owned);
            rows.push(query.columns().iter().cloned().zip(values).collect());
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{}", error.in_text(text)));
    rows
}

/// The start of a query in which each row's variables are defined.
fn with_rows(rows: &[Row]) -> (String, Vec<(String, Value<'static>)>) {
    let values = rows.iter().map(|row| Value::map(row.iter().map(|(k, v)| (k.clone().into(), v.clone()))));
    let names = rows.first().into_iter().flat_map(|row| row.keys());
    let items: Vec<String> = names.map(|name| format!("` row`.`{name}` AS `{name}`")).collect();
    let with = if items.is_empty() { "` row`".to_owned() } else { items.join(", ") };
    (format!("UNWIND $rows AS ` row` WITH {with} "), vec![("rows".to_owned(), Value::list(values))])
}

fn read(graph: &MemoryGraph, clauses: &str, rows: &[Row]) -> Vec<Row> {
    let (start, parameters) = with_rows(rows);
    let mut rows = ask(graph, &format!("{start}{clauses} RETURN *"), &parameters);
    rows.iter_mut().for_each(|row| _ = row.remove(" row"));
    rows
}

fn delete(graph: &mut MemoryGraph, exprs: &[Expr], rows: &[Row]) {
    for expr in exprs {
        let ExprKind::Variable(name) = &expr.kind else { panic!("only variables are deleted") };
        for row in rows {
            let Value::Relationship(relationship) = row[name] else {
                panic!("only relationships are deleted")
            };
            graph.remove_relationship(relationship);
        }
    }
}

fn create(graph: &mut MemoryGraph, text: &str, patterns: &[PathPattern], row: &mut Row) {
    for pattern in patterns {
        let mut from = node(graph, text, &pattern.start, row);
        for (relationship, to) in &pattern.steps {
            let to = node(graph, text, to, row);
            connect(graph, text, relationship, from, to, row);
            from = to;
        }
    }
}

fn node(graph: &mut MemoryGraph, text: &str, pattern: &NodePattern, row: &mut Row) -> NodeId {
    if let Some(Value::Node(node)) = pattern.variable.as_ref().and_then(|name| row.get(&name.text)) {
        return *node;
    }
    let labels = pattern.labels.as_ref().map(names).unwrap_or_default();
    let properties = properties(graph, text, pattern.properties.as_ref(), row);
    let node = graph.add_node(&labels, &borrowed(&properties));
    if let Some(name) = &pattern.variable {
        row.insert(name.text.clone(), Value::Node(node));
    }
    node
}

fn connect(
    graph: &mut MemoryGraph,
    text: &str,
    pattern: &RelationshipPattern,
    from: NodeId,
    to: NodeId,
    row: &mut Row,
) {
    let kind = pattern.types.as_ref().map(names).unwrap_or_default();
    let properties = properties(graph, text, pattern.properties.as_ref(), row);
    let (from, to) = if pattern.left { (to, from) } else { (from, to) };
    let relationship = graph.add_relationship(from, kind[0], to, &borrowed(&properties));
    if let Some(name) = &pattern.variable {
        row.insert(name.text.clone(), Value::Relationship(relationship));
    }
}

fn names(labels: &Labels) -> Vec<&str> {
    match labels {
        Labels::Name(name) => vec![&name.text],
        Labels::And(all) => all.iter().flat_map(names).collect(),
        other => panic!("{other:?} cannot be created"),
    }
}

fn properties(
    graph: &MemoryGraph,
    text: &str,
    map: Option<&Expr>,
    row: &Row,
) -> Vec<(String, Value<'static>)> {
    let Some(ExprKind::Map(entries)) = map.map(|map| &map.kind) else { return Vec::new() };
    let value = |expr: &Expr| {
        let (start, parameters) = with_rows(std::slice::from_ref(row));
        let query = format!("{start}RETURN {} AS value", &text[expr.span.range()]);
        ask(graph, &query, &parameters).remove(0).remove("value").unwrap()
    };
    entries.iter().map(|(name, expr)| (name.text.clone(), value(expr))).collect()
}

fn borrowed<'a>(properties: &'a [(String, Value<'static>)]) -> Vec<(&'a str, Value<'static>)> {
    properties.iter().map(|(name, value)| (name.as_str(), value.clone())).collect()
}
