//! `related`: the concepts that come up with a concept.

use super::{evidence, quotes};
use crate::analysis;
use crate::cli::args::Related;
use crate::cli::output::Screen;
use crate::cli::{Error, Outcome};
use crate::graph::{ConceptRef, KnowledgeGraph};
use crate::query::{NotFound, QuoteFilter, find_concept};
use crate::render::page::{Page, counted};
use crate::render::table::{Cell, Column, Table};

pub(in crate::cli) fn run(args: &Related, graph: &KnowledgeGraph, screen: Screen) -> Result<Outcome, Error> {
    let concept = find_concept(graph, &args.concept)?;
    let Related { by, top, min_quotes, .. } = *args;
    let found = match filter(args, graph)? {
        None => analysis::related(graph, concept.index(), by, top, min_quotes),
        Some(filter) => {
            analysis::related_in(graph, filter.apply(graph), concept.index(), by, top, min_quotes)
        }
    };
    screen.write_page(
        || page(graph, concept, &found),
        || table(graph, concept, &found),
        &args.asked.output,
    )?;
    Ok(Outcome::found(found.len()))
}

/// Which quotes are counted, when not all are.
fn filter(args: &Related, graph: &KnowledgeGraph) -> Result<Option<QuoteFilter>, NotFound> {
    if args.said_by.is_none() && args.within.is_everything() {
        return Ok(None);
    }
    quotes::within(&args.within, args.said_by.as_deref(), graph).map(Some)
}

fn page(graph: &KnowledgeGraph, concept: ConceptRef<'_>, found: &[analysis::Related]) -> Page {
    let mut page = Page::default();
    for row in found {
        let other = graph.concept(row.concept);
        let quotes = counted(row.quotes, "quote");
        page.heading(format!("{}  {quotes}, NPMI {:.2}, G² {:.1}", other.label(), row.npmi, row.g2));
        evidence::add(&mut page, graph.quote(row.example), &[concept.index(), other.index()]);
    }
    page
}

fn table(graph: &KnowledgeGraph, concept: ConceptRef<'_>, found: &[analysis::Related]) -> Table {
    let mut table = Table::new([
        Column::text("concept"),
        Column::text("label"),
        Column::number("quotes"),
        Column::number("npmi"),
        Column::number("g2"),
        Column::text("example_id"),
        Column::text("example"),
        Column::text("evidence"),
    ]);
    table.rows.extend(found.iter().map(|row| {
        let (other, example) = (graph.concept(row.concept), graph.quote(row.example));
        let both = [concept.index(), other.index()];
        vec![
            other.id().into(),
            other.label().into(),
            row.quotes.into(),
            Cell::Float { value: row.npmi, decimals: 4 },
            Cell::Float { value: row.g2, decimals: 4 },
            example.id().into(),
            evidence::marked(example, &both),
            evidence::mentions(example, &both),
        ]
    }));
    table
}
