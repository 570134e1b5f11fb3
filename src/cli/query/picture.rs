//! An answer as a picture: its quotes beside their concepts, or its concepts and how they come together.

use std::collections::BTreeSet;

use super::{Answered, Asked, Failure};
use crate::analysis::map::{ConceptMap, EvidenceMap};
use crate::analysis::{EvidenceOptions, MapOptions};
use crate::cli::{Error, output};
use crate::concept::ConceptIx;
use crate::graph::{NodeIx, QuoteIx};
use crate::query::cypher::Knowledge;
use crate::query::cypher::property_graph::PropertyGraph;
use crate::query::cypher::value::Value;
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

/// What of an answer can be drawn.
#[derive(Default)]
struct Parts {
    quotes: BTreeSet<QuoteIx>,
    concepts: BTreeSet<ConceptIx>,
}

/// Draws an answer; gives how many rows it has.
pub(super) fn draw(asked: &Asked<'_>, format: Format) -> Result<Answered, Failure> {
    let mut parts = Parts::default();
    let answered = asked.each_row(|row| {
        row.iter().for_each(|value| parts.add(asked.graph, value));
        Ok(())
    })?;
    if answered.0 == 0 {
        return Ok(answered);
    }
    let title = Some("Answer".to_owned());
    let graph = asked.graph.graph();
    let bytes = if !parts.quotes.is_empty() {
        let options = EvidenceOptions { title, top: usize::MAX };
        let map = EvidenceMap::of(graph, parts.quotes.iter().map(|&quote| graph.quote(quote)), &options);
        written(format, &Elements::from(&map), || svg::evidence_map(&map))
    } else if !parts.concepts.is_empty() {
        let options = MapOptions { title, ..MapOptions::default() };
        let map = ConceptMap::among(graph, parts.concepts.into_iter().collect(), &options);
        written(format, &Elements::from(&map), || svg::concept_map(&map))
    } else {
        let message = "the answer has nothing to draw: return quotes, concepts or paths";
        return Err(Error::Usage(message.to_owned()).into());
    };
    output::write(asked.args.output.as_deref(), bytes.as_bytes())?;
    Ok(answered)
}

fn written(format: Format, elements: &Elements, svg: impl FnOnce() -> String) -> String {
    match format {
        Format::Dot => dot(elements, Engine::suited(elements)),
        Format::Svg => svg(),
    }
}

impl Parts {
    fn add(&mut self, graph: &Knowledge<'_>, value: &Value<'_>) {
        match value {
            Value::Node(node) => match graph.place(*node) {
                NodeIx::Quote(quote) => _ = self.quotes.insert(quote),
                NodeIx::Concept(concept) => _ = self.concepts.insert(concept),
                NodeIx::Source(_) | NodeIx::Person(_) => {}
            },
            Value::Relationship(relationship) => {
                let (start, end) = graph.ends(*relationship);
                [start, end].into_iter().for_each(|node| self.add(graph, &Value::Node(node)));
            }
            Value::Path(path) => path.nodes.iter().for_each(|&node| self.add(graph, &Value::Node(node))),
            Value::List(values) => values.iter().for_each(|value| self.add(graph, value)),
            Value::Map(map) => map.iter().for_each(|(_, value)| self.add(graph, value)),
            _ => {}
        }
    }
}
