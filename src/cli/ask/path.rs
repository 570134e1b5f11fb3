//! `path`: how two ideas connect.

use super::evidence;
use crate::analysis::{Chain, Step, paths};
use crate::cli::args::Path;
use crate::cli::output::Screen;
use crate::cli::{Error, Outcome};
use crate::concept::ConceptIx;
use crate::graph::KnowledgeGraph;
use crate::query::find_concept;
use crate::render::page::Page;
use crate::render::table::{Cell, Column, Table};

pub(in crate::cli) fn run(args: &Path, graph: &KnowledgeGraph, screen: Screen) -> Result<Outcome, Error> {
    let [from, to] = [find_concept(graph, &args.from)?, find_concept(graph, &args.to)?];
    if from == to {
        return Err(Error::Usage(format!(
            "`{}` and `{}` are the same concept, {}",
            args.from,
            args.to,
            from.id()
        )));
    }
    let chains = paths(graph, from.index(), to.index(), args.top);
    screen.write_page(|| page(graph, &chains), || table(graph, &chains), &args.asked.output)?;
    Ok(Outcome::found(chains.len()))
}

fn page(graph: &KnowledgeGraph, chains: &[Chain]) -> Page {
    let mut page = Page::default();
    let label = |concept: &ConceptIx| graph.concept(*concept).label();
    for chain in chains {
        let way: Vec<&str> = chain.concepts.iter().map(label).collect();
        page.heading(format!("{}  strength {:.4}", way.join(" → "), chain.strength));
        for (ends, step) in chain.concepts.windows(2).zip(&chain.steps) {
            evidence::add(&mut page, graph.quote(step.example), ends);
        }
    }
    page
}

fn table(graph: &KnowledgeGraph, chains: &[Chain]) -> Table {
    let mut table = Table::new([
        Column::number("chain"),
        Column::number("strength"),
        Column::number("step"),
        Column::text("from"),
        Column::text("to"),
        Column::number("quotes"),
        Column::text("example_id"),
        Column::text("example"),
        Column::text("evidence"),
    ]);
    for (n, chain) in (1..).zip(chains) {
        for (at, step) in chain.steps.iter().enumerate() {
            table.rows.push(row(graph, n, chain, at, step));
        }
    }
    table
}

/// A row for the step from the chain's concept `at` to the next.
fn row(graph: &KnowledgeGraph, number: u32, chain: &Chain, at: usize, step: &Step) -> Vec<Cell> {
    let ends = [chain.concepts[at], chain.concepts[at + 1]];
    let example = graph.quote(step.example);
    vec![
        number.into(),
        Cell::Float { value: chain.strength, decimals: 4 },
        (at as u32 + 1).into(),
        graph.concept(ends[0]).id().into(),
        graph.concept(ends[1]).id().into(),
        step.quotes.into(),
        example.id().into(),
        evidence::marked(example, &ends),
        evidence::mentions(example, &ends),
    ]
}
