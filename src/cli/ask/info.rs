//! `info`: what is in the graph.

use crate::cli::args::Info;
use crate::cli::facts::Facts;
use crate::cli::output::Screen;
use crate::cli::query::schema;
use crate::cli::{Error, Outcome};
use crate::graph::{KnowledgeGraph, Summary};
use crate::query::cypher::Knowledge;
use crate::render::table::Cell;

/// How many concepts are named.
const NAMED: usize = 5;

pub(in crate::cli) fn run(args: &Info, graph: &KnowledgeGraph, screen: Screen) -> Result<Outcome, Error> {
    if args.schema {
        return schema::tell(&Knowledge::new(graph), &args.asked.output, screen);
    }
    let count = |n: usize| n as u32;
    let Summary { quotes_without_concept, concepts_used, first_date, last_date } = graph.summary();
    let day = |date: Option<jiff::civil::Date>| -> Cell { date.map(|date| date.to_string()).into() };
    let top = graph.most_quoted(NAMED, 1).into_iter().map(|concept| concept.label().to_owned()).collect();
    let mut facts = Facts::default();
    facts
        .add("sources", count(graph.sources().len()))
        .add("quotes", count(graph.quotes().len()))
        .add("quotes_without_concept", quotes_without_concept)
        .add("people", count(graph.people().len()))
        .add("concepts", count(graph.concepts().len()))
        .add("concepts_used", concepts_used)
        .add("links", count(graph.links().len()))
        .add("co_occurrences", count(graph.co_occurrences().len()))
        .add("first_date", day(first_date))
        .add("last_date", day(last_date))
        .add("top_concepts", Cell::List(top));
    facts.write(&args.asked.output, screen)?;
    Ok(Outcome::Found)
}
