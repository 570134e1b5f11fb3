//! An answer as a picture: the nodes and relationships that it names, and nothing else.

use std::collections::BTreeSet;

use super::question::Prepared;
use crate::analysis::map::AnswerMap;
use crate::analysis::{AnswerRows, Selection};
use crate::cli::Error;
use crate::cli::output::{self, Screen};
use crate::graph::{NodeIx, RelationshipType};
use crate::query::cypher::property_graph::{Catalogue, NodeId, PropertyGraph, RelationshipId};
use crate::query::cypher::value::Value;
use crate::query::cypher::{Knowledge, Measure};
use crate::render::dot::{Engine, dot};
use crate::render::elements::Elements;
use crate::render::svg;

/// How a picture is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Graphviz.
    Dot,
    /// SVG.
    Svg,
}

/// Characters of a query that are the heading of its picture.
const HEADING: usize = 80;

/// Draws an answer; gives how many rows it has, and what was measured.
pub(super) fn draw(
    question: &Prepared<'_>,
    format: Format,
    screen: Screen,
) -> Result<(usize, Vec<Measure>), Error> {
    let mut rows = AnswerRows::default();
    let answered = question.each_row(|row| {
        let mut selected = Selection::default();
        row.iter().for_each(|value| select(&mut selected, question.asked.graph, value));
        rows.add(selected);
        Ok(())
    })?;
    if answered.0 == 0 {
        return Ok(answered);
    }
    if rows.all == Selection::default() {
        let message = "the answer has nothing to draw: return nodes, relationships or paths, as in MATCH way = … RETURN way";
        return Err(Error::Usage(message.to_owned()));
    }
    if rows.all.relationships.is_empty() && rows.all.nodes.len() > 1 {
        screen.note("the answer has no relationships, so no lines are drawn: return them, or the path that they are on");
    }
    let title = question.saved.as_ref().map(|saved| saved.title.clone());
    let title = title.unwrap_or_else(|| heading(question.asked.text));
    let graph = question.asked.graph.graph();
    let picture = match format {
        Format::Svg => {
            let map = AnswerMap::of_rows(graph, &rows, title);
            tell_of_rows(map.rows, screen);
            svg::answer_map(&map)
        }
        Format::Dot => {
            let elements = Elements::from(&AnswerMap::of(graph, &rows.all, title));
            dot(&elements, Engine::suited(&elements))
        }
    };
    output::write(question.asked.output, picture.as_bytes())?;
    Ok(answered)
}

/// Tells of the rows that are not drawn, where there are any.
fn tell_of_rows([shown, all]: [usize; 2], screen: Screen) {
    if shown < all {
        screen.note(format_args!(
            "the first {shown} of {all} rows are drawn; LIMIT or WHERE choose others, and --format dot has all"
        ));
    }
}

/// The first line of a query, or of the comment above it, shortened.
fn heading(text: &str) -> String {
    let first = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '/' | '*'));
    let first = first.trim_end_matches(|c: char| c.is_whitespace() || c == ';');
    let line = first.lines().next().unwrap_or_default().trim_end();
    let mut short: String = line.chars().take(HEADING).collect();
    if short.len() < first.len() {
        short.truncate(short.trim_end().len());
        short.push_str(" …");
    }
    short
}

/// Adds what a value names of the graph.
fn select(selected: &mut Selection, graph: &Knowledge<'_>, value: &Value<'_>) {
    let add_node = |nodes: &mut BTreeSet<_>, node: NodeId| _ = nodes.insert(graph.place(node));
    match value {
        Value::Node(node) => add_node(&mut selected.nodes, *node),
        Value::Relationship(own) => selected.relationships.extend(relationship(graph, *own)),
        Value::Path(path) => {
            path.nodes.iter().for_each(|node| add_node(&mut selected.nodes, *node));
            selected
                .relationships
                .extend(path.relationships.iter().filter_map(|own| relationship(graph, *own)));
        }
        Value::List(values) => values.iter().for_each(|value| select(selected, graph, value)),
        Value::Map(map) => map.iter().for_each(|(_, value)| select(selected, graph, value)),
        _ => {}
    }
}

fn relationship(graph: &Knowledge<'_>, own: RelationshipId) -> Option<(RelationshipType, NodeIx, NodeIx)> {
    let relation = RelationshipType::named(&graph.types()[graph.type_of(own).0 as usize])?;
    let (from, to) = graph.ends(own);
    Some((relation, graph.place(from), graph.place(to)))
}
