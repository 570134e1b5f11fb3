//! Any text as a query of two small graphs, of any names and of quotes: an error, or the same rows from the plan as from the
//! query as it is written, in bounded time and memory.
#![no_main]

use std::cell::Cell;
use std::sync::LazyLock;

use ideagraph::concept::ConceptScheme;
use ideagraph::graph::KnowledgeGraph;
use ideagraph::query::cypher::error::Fault;
use ideagraph::query::cypher::memory::MemoryGraph;
use ideagraph::query::cypher::property_graph::PropertyGraph;
use ideagraph::query::cypher::value::{Value, order};
use ideagraph::query::cypher::{Control, Knowledge, Query, QueryError};
use ideagraph::source;
use libfuzzer_sys::fuzz_target;

static ANY: LazyLock<MemoryGraph> = LazyLock::new(|| {
    let mut graph = MemoryGraph::default();
    let node = |graph: &mut MemoryGraph, label, x: i64| {
        graph.add_node(&[label], &[("x", x.into()), ("s", "ab".into())])
    };
    let nodes = [node(&mut graph, "A", 1), node(&mut graph, "B", 2), node(&mut graph, "A", 1)];
    for (from, kind, to) in [(0, "R", 1), (1, "S", 2), (0, "R", 2), (2, "R", 2)] {
        graph.add_relationship(nodes[from], kind, nodes[to], &[("w", Value::Float(0.5))]);
    }
    graph
});

static QUOTES: LazyLock<KnowledgeGraph> = LazyLock::new(|| {
    let concepts = r#"
        concept = [{ id = "a" }, { id = "b", broader = ["a"] }, { id = "c", broader = ["a"] }]
    "#;
    let scheme = ConceptScheme::from_lexicons(&[("few.toml", concepts)]).expect("the lexicon is valid");
    let page = r#"{"text": "a b", "speaker": "A", "date": "2026-05-30", "source": "s"}
{"text": "a b c", "speaker": "B", "source": "s"}
{"text": "b, not c", "source": "t", "author": "A"}"#;
    let mut sources = source::read("few.jsonl", page.as_bytes(), None).sources;
    source::assign_ids(&mut sources);
    ideagraph::build(sources, &scheme).expect("the concepts compile")
});

static KNOWLEDGE: LazyLock<Knowledge<'static>> = LazyLock::new(|| Knowledge::new(&QUOTES));

/// What makes rows depend on their order, or on the order in which inexact numbers are added.
const ORDERED: &str = "LIMIT SKIP OFFSET COLLECT RAND SHORTEST STRONGEST REDUCE AVG STDEV PERCENTILE SQRT EXP LOG SIN COS \
    TAN PI( ^ /";

fn depends_on_order(text: &str) -> bool {
    let upper = text.to_uppercase();
    let has_fraction = text.split('.').skip(1).any(|behind| behind.starts_with(|c: char| c.is_ascii_digit()));
    has_fraction || ORDERED.split(' ').any(|word| upper.contains(word))
}

/// The rows in order, or the error.
fn answer<G: PropertyGraph>(query: &Query, graph: &G) -> Result<Vec<Value<'static>>, QueryError> {
    let asked = Cell::new(0);
    let stop = || {
        asked.set(asked.get() + 1);
        (asked.get() > 20).then_some(Fault::Timeout)
    };
    let control = Control { stop: &stop, memory: 16 << 20, ..Control::default() };
    let mut rows = Vec::new();
    query.run(graph, &[], &control, |row| {
        rows.push(Value::list(row.iter().cloned().map(Value::into_owned)));
        Ok(())
    })?;
    rows.sort_by(order);
    Ok(rows)
}

fn ask<G: PropertyGraph>(text: &str, graph: &G) {
    let [Ok(planned), Ok(written)] = [Query::new(text, graph), Query::as_written(text, graph)] else {
        return;
    };
    assert!(!planned.explain(graph, None).is_empty());
    let (Ok(planned), Ok(written)) = (answer(&planned, graph), answer(&written, graph)) else { return };
    if !depends_on_order(text) {
        assert_eq!(planned, written);
    }
}

fuzz_target!(|text: &str| {
    ask(text, &*ANY);
    ask(text, &*KNOWLEDGE);
});
