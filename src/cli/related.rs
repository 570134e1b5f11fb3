//! `related`: the concepts that come up with a concept.

use super::args::Related;
use super::evidence;
use super::output::Screen;
use super::{Error, Outcome};
use crate::analysis;
use crate::graph::KnowledgeGraph;
use crate::query::find_concept;
use crate::render::table::{Cell, Column, Table};

pub(super) fn run(args: &Related, graph: &KnowledgeGraph, screen: Screen) -> Result<Outcome, Error> {
    let concept = find_concept(graph, &args.concept)?;
    let found = analysis::related(graph, concept.index(), args.by, args.top, args.min_quotes);
    let mut table = Table::new([
        Column::text("concept"),
        Column::text("label"),
        Column::number("quotes"),
        Column::number("npmi"),
        Column::number("g2"),
        Column::text("example_id"),
        Column::text("example"),
    ]);
    for row in &found {
        let other = graph.concept(row.concept);
        let example = graph.quote(row.example);
        table.rows.push(vec![
            other.id().into(),
            other.label().into(),
            row.quotes.into(),
            Cell::Float { value: row.npmi, decimals: 2 },
            Cell::Float { value: row.g2, decimals: 1 },
            example.id().into(),
            evidence::marked(example, &[concept.index(), other.index()]),
        ]);
    }
    screen.write_table(&table, &args.output)?;
    Ok(Outcome::found(found.len()))
}
