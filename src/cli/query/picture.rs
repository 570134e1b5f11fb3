//! An answer as a picture: the nodes and relationships that it names, and nothing else.

use std::collections::BTreeSet;

use super::question::Prepared;
use crate::analysis::Named;
use crate::analysis::map::{AnswerMap, Relation};
use crate::cli::Error;
use crate::cli::output::{self, Screen};
use crate::graph::NodeIx;
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

/// Draws an answer; gives how many rows it has, and what was measured.
pub(super) fn draw(
    question: &Prepared<'_>,
    format: Format,
    screen: Screen,
) -> Result<(usize, Vec<Measure>), Error> {
    let mut named = Named::default();
    let answered = question.each_row(|row| {
        row.iter().for_each(|value| name(&mut named, question.asked.graph, value));
        Ok(())
    })?;
    if answered.0 == 0 {
        return Ok(answered);
    }
    if named == Named::default() {
        let message = "the answer has nothing to draw: return nodes, relationships or paths, as in MATCH way = … RETURN way";
        return Err(Error::Usage(message.to_owned()));
    }
    if named.relationships.is_empty() && named.nodes.len() > 1 {
        screen.note("the answer has no relationships, so no lines are drawn: return them, or the path that they are on");
    }
    let title = question.saved.as_ref().map_or("Answer", |saved| &saved.title).to_owned();
    let map = AnswerMap::of(question.asked.graph.graph(), &named, title);
    let picture = match format {
        Format::Svg => svg::answer_map(&map),
        Format::Dot => {
            let elements = Elements::from(&map);
            dot(&elements, Engine::suited(&elements))
        }
    };
    output::write(question.asked.output, picture.as_bytes())?;
    Ok(answered)
}

/// Adds what a value names of the graph.
fn name(named: &mut Named, graph: &Knowledge<'_>, value: &Value<'_>) {
    let add_node = |nodes: &mut BTreeSet<_>, node: NodeId| _ = nodes.insert(graph.place(node));
    match value {
        Value::Node(node) => add_node(&mut named.nodes, *node),
        Value::Relationship(own) => named.relationships.extend(relationship(graph, *own)),
        Value::Path(path) => {
            path.nodes.iter().for_each(|node| add_node(&mut named.nodes, *node));
            named.relationships.extend(path.relationships.iter().filter_map(|own| relationship(graph, *own)));
        }
        Value::List(values) => values.iter().for_each(|value| name(named, graph, value)),
        Value::Map(map) => map.iter().for_each(|(_, value)| name(named, graph, value)),
        _ => {}
    }
}

fn relationship(graph: &Knowledge<'_>, own: RelationshipId) -> Option<(Relation, NodeIx, NodeIx)> {
    let relation = Relation::named(&graph.types()[graph.type_of(own).0 as usize])?;
    let (from, to) = graph.ends(own);
    Some((relation, graph.place(from), graph.place(to)))
}
