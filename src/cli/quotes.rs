//! `quotes`: the quotes that speak of some concepts.

use super::args::Quotes;
use super::evidence;
use super::output::Screen;
use super::{Error, Outcome};
use crate::concept::ConceptIx;
use crate::graph::{KnowledgeGraph, QuoteRef};
use crate::query::{NotFound, QuoteFilter, find_concept, find_person, find_source};
use crate::render::table::{Cell, Column, Table};

pub(super) fn run(args: &Quotes, graph: &KnowledgeGraph, screen: Screen) -> Result<Outcome, Error> {
    let filter = filter(args, graph)?;
    let mut table = Table::new(columns());
    table.rows.extend(filter.apply(graph).map(|quote| row(quote, &filter.concepts)));
    screen.write_table(&table, &args.output)?;
    Ok(Outcome::found(table.rows.len()))
}

/// Looks the names up.
fn filter(args: &Quotes, graph: &KnowledgeGraph) -> Result<QuoteFilter, NotFound> {
    let concepts = |names: &[String]| -> Result<Vec<ConceptIx>, NotFound> {
        names.iter().map(|name| Ok(find_concept(graph, name)?.index())).collect()
    };
    Ok(QuoteFilter {
        concepts: concepts(&args.concepts)?,
        any: args.any,
        not: concepts(&args.not)?,
        by: args.by.as_deref().map(|name| find_person(graph, name)).transpose()?.map(|p| p.index()),
        source: args.source.as_deref().map(|name| find_source(graph, name)).transpose()?.map(|s| s.index()),
        since: args.since,
        until: args.until,
        text: args.text.clone(),
    })
}

/// The columns of a list of quotes.
pub(super) fn columns() -> [Column; 6] {
    [
        Column::text("id"),
        Column::text("quote"),
        Column::text("speaker"),
        Column::text("date"),
        Column::text("concepts"),
        Column::text("evidence"),
    ]
}

/// A quote in a list, with its evidence for `concepts`, for all when there are none.
pub(super) fn row(quote: QuoteRef<'_>, concepts: &[ConceptIx]) -> Vec<Cell> {
    vec![
        quote.id().into(),
        evidence::marked(quote, concepts),
        quote.speaker().map(|person| person.name()).into(),
        quote.date().map(|date| date.to_string()).into(),
        Cell::List(quote.links().map(|link| link.concept().id().to_owned()).collect()),
        evidence::mentions(quote, concepts),
    ]
}
