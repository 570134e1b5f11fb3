//! `quotes`: the quotes that speak of some concepts.

use super::evidence::{self, Properties};
use crate::cli::args::{Quotes, Within};
use crate::cli::output::Screen;
use crate::cli::{Error, Outcome};
use crate::concept::ConceptIx;
use crate::graph::{KnowledgeGraph, QuoteRef};
use crate::query::{NotFound, QuoteFilter, find_concept, find_person, find_source};
use crate::render::page::Page;
use crate::render::table::{Cell, Column};

pub(in crate::cli) fn run(args: &Quotes, graph: &KnowledgeGraph, screen: Screen) -> Result<Outcome, Error> {
    let filter = filter(args, graph)?;
    let mut quotes: Vec<QuoteRef<'_>> = filter.apply(graph).collect();
    let count = quotes.len();
    quotes.truncate(args.top.unwrap_or(count));
    let rows = quotes.iter().map(|quote| row(*quote, &filter.concepts));
    screen.stream_page(|| page(&quotes, &filter.concepts), COLUMNS, rows, &args.asked.output)?;
    screen.tell_of_more(quotes.len(), count);
    Ok(Outcome::found(count))
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
        text: args.text.clone(),
        ..within(&args.within, args.by.as_deref(), graph)?
    })
}

/// The quotes of a person, of everybody without one, from where and when they are asked for.
pub(super) fn within(
    args: &Within,
    person: Option<&str>,
    graph: &KnowledgeGraph,
) -> Result<QuoteFilter, NotFound> {
    Ok(QuoteFilter {
        by: person.map(|name| find_person(graph, name)).transpose()?.map(|person| person.index()),
        source: args.source.as_deref().map(|name| find_source(graph, name)).transpose()?.map(|s| s.index()),
        since: args.since,
        until: args.until,
        ..QuoteFilter::default()
    })
}

fn page(quotes: &[QuoteRef<'_>], concepts: &[ConceptIx]) -> Page {
    let mut page = Page::default();
    for quote in quotes {
        evidence::add(&mut page, *quote, concepts);
    }
    page
}

const COLUMNS: [Column; 12] = [
    Column::text("id"),
    Column::text("quote"),
    Column::text("speaker"),
    Column::text("date"),
    Column::text("source"),
    Column::text("url"),
    Column::text("locator"),
    Column::text("note"),
    Column::text("tags"),
    Column::text("properties"),
    Column::text("concepts"),
    Column::text("evidence"),
];

/// A quote with its evidence for `concepts`, for all when there are none.
fn row(quote: QuoteRef<'_>, concepts: &[ConceptIx]) -> Vec<Cell> {
    vec![
        quote.id().into(),
        evidence::marked(quote, concepts),
        quote.speaker().map(|person| person.name()).into(),
        quote.date().map(|date| date.to_string()).into(),
        quote.source().title().into(),
        quote.source().url().into(),
        quote.locator().into(),
        quote.note().into(),
        Cell::List(quote.tags().map(ToOwned::to_owned).collect()),
        Properties(quote).cell(),
        Cell::List(quote.links().map(|link| link.concept().id().to_owned()).collect()),
        evidence::mentions(quote, concepts),
    ]
}
