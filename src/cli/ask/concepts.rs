//! `concepts`: the concepts with their quotes and what they come up with.

use crate::analysis::related;
use crate::cli::args::Concepts;
use crate::cli::output::Screen;
use crate::cli::{Error, Outcome};
use crate::graph::{ConceptRef, KnowledgeGraph, Measure};
use crate::render::table::{Cell, Column, Table};

/// How many co-occurring concepts a row names.
const COMPANIONS: usize = 3;

pub(in crate::cli) fn run(args: &Concepts, graph: &KnowledgeGraph, screen: Screen) -> Result<Outcome, Error> {
    let concepts = graph.most_quoted(args.top.unwrap_or(usize::MAX), args.min_quotes);
    let mut table = Table::new([
        Column::text("concept"),
        Column::text("label"),
        Column::number("quotes"),
        Column::number("mentions"),
        Column::number("sources"),
        Column::text("comes_up_with"),
    ]);
    table.rows.extend(concepts.iter().map(|concept| row(graph, *concept)));
    screen.write_table(&table, &args.asked.output)?;
    Ok(Outcome::found(concepts.len()))
}

fn row(graph: &KnowledgeGraph, concept: ConceptRef<'_>) -> Vec<Cell> {
    let companions = related(graph, concept.index(), Measure::Count, COMPANIONS, 1);
    let labels = companions.iter().map(|r| graph.concept(r.concept).label().to_owned()).collect();
    vec![
        concept.id().into(),
        concept.label().into(),
        concept.quote_count().into(),
        concept.mention_count().into(),
        concept.source_count().into(),
        Cell::List(labels),
    ]
}
