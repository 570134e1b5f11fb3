//! `show`: one concept, what it means, who says what of it, what it comes up with.

use serde::Serialize;
use serde_json::json;

use super::evidence::{self, Mention, Properties};
use crate::analysis::{Related, related};
use crate::cli::args::Show;
use crate::cli::facts::Facts;
use crate::cli::output::Screen;
use crate::cli::{Error, Outcome};
use crate::graph::{ConceptRef, KnowledgeGraph, Measure, QuoteRef};
use crate::query::find_concept;
use crate::render::page::Page;
use crate::render::table::Cell;

/// How many co-occurring concepts are named.
const COMPANIONS: usize = 8;
/// How many quotes a person sees who asks for no number.
const QUOTES: usize = 20;

pub(in crate::cli) fn run(args: &Show, graph: &KnowledgeGraph, screen: Screen) -> Result<Outcome, Error> {
    let concept = find_concept(graph, &args.concept)?;
    let count = concept.links().len();
    let all = if screen.is_seen(&args.asked.output)? { QUOTES } else { count };
    let top = args.top.unwrap_or(all).min(count);
    let page = || page(concept, top, &facts(graph, concept));
    let row = || {
        let mut facts = facts(graph, concept);
        facts.add("definition", concept.definition()).add("cited_by", quotes(concept, top));
        facts.into_row()
    };
    screen.write_page(page, row, &args.asked.output)?;
    screen.tell_of_more(top, count);
    Ok(Outcome::Found)
}

fn page(concept: ConceptRef<'_>, top: usize, facts: &Facts) -> Page {
    let mut page = Page::default();
    page.heading(concept.label());
    if let Some(definition) = concept.definition() {
        page.text(definition);
    }
    page.facts(facts.lines());
    for link in concept.links().take(top) {
        evidence::add(&mut page, link.quote(), &[concept.index()]);
    }
    page
}

fn facts(graph: &KnowledgeGraph, concept: ConceptRef<'_>) -> Facts {
    let ids =
        |concepts: Vec<ConceptRef<'_>>| Cell::List(concepts.iter().map(|c| c.id().to_owned()).collect());
    let mut facts = Facts::default();
    facts
        .add("concept", concept.id())
        .add("label", concept.label())
        .add("aliases", Cell::List(concept.aliases().map(ToOwned::to_owned).collect()))
        .add("broader", ids(concept.broader().collect()))
        .add("narrower", ids(concept.narrower().collect()))
        .add("related", ids(concept.related().collect()))
        .add("quotes", concept.quote_count())
        .add("mentions", concept.mention_count())
        .add("comes_up_with", companions(graph, concept));
    facts
}

fn companions(graph: &KnowledgeGraph, concept: ConceptRef<'_>) -> Cell {
    let found = related(graph, concept.index(), Measure::Npmi, COMPANIONS, 1);
    let id = |r: &Related| graph.concept(r.concept).id();
    let short = found.iter().map(|r| format!("{} ({})", id(r), r.quotes)).collect::<Vec<_>>().join("; ");
    let value =
        found.iter().map(|r| json!({"concept": id(r), "quotes": r.quotes, "npmi": r.npmi, "g2": r.g2}));
    Cell::nested(&value.collect::<Vec<_>>(), short)
}

/// A quote as scripts read it, with its evidence.
#[derive(Serialize)]
struct Citation<'g> {
    id: String,
    quote: &'g str,
    speaker: Option<&'g str>,
    date: Option<String>,
    source: &'g str,
    url: Option<&'g str>,
    locator: Option<&'g str>,
    note: Option<&'g str>,
    tags: Vec<&'g str>,
    properties: Properties<'g>,
    evidence: Vec<Mention<'g>>,
}

impl<'g> Citation<'g> {
    fn of(quote: QuoteRef<'g>, concept: ConceptRef<'g>) -> Self {
        Self {
            id: quote.id(),
            quote: quote.text(),
            speaker: quote.speaker().map(|person| person.name()),
            date: quote.date().map(|date| date.to_string()),
            source: quote.source().title(),
            url: quote.source().url(),
            locator: quote.locator(),
            note: quote.note(),
            tags: quote.tags().collect(),
            properties: Properties(quote),
            evidence: evidence::mentions_of(quote, &[concept.index()]).collect(),
        }
    }
}

/// The first quotes that speak of a concept.
fn quotes(concept: ConceptRef<'_>, top: usize) -> Cell {
    let links = concept.links().take(top);
    let quotes: Vec<Citation> = links.map(|link| Citation::of(link.quote(), concept)).collect();
    let ids = quotes.iter().map(|quote| quote.id.as_str()).collect::<Vec<_>>().join("; ");
    Cell::nested(&quotes, ids)
}
