//! `show`: one concept, what it means, who says what of it, what it comes up with.

use serde_json::{Value, json};

use super::args::Show;
use super::evidence;
use super::facts::Facts;
use super::output::{self, Screen};
use super::{Error, Outcome};
use crate::analysis::{Measure, Related, related};
use crate::graph::{ConceptRef, KnowledgeGraph, QuoteRef};
use crate::query::find_concept;
use crate::render::table::{self, Cell, Column, Format, Table};

/// How many co-occurring concepts are named.
const COMPANIONS: usize = 8;

pub(super) fn run(args: &Show, graph: &KnowledgeGraph, screen: Screen) -> Result<Outcome, Error> {
    let concept = find_concept(graph, &args.concept)?;
    let to_file = args.output.output.is_some();
    if screen.format(args.output.format, to_file) == Format::Table {
        page(graph, concept, args, screen)?;
    } else {
        let mut facts = facts(graph, concept);
        facts.add("cited_by", quotes(concept));
        screen.write_table(&facts.row(), &args.output)?;
    }
    Ok(Outcome::Found)
}

fn facts(graph: &KnowledgeGraph, concept: ConceptRef<'_>) -> Facts {
    let ids =
        |concepts: Vec<ConceptRef<'_>>| Cell::List(concepts.iter().map(|c| c.id().to_owned()).collect());
    let mut facts = Facts::default();
    facts
        .add("concept", concept.id())
        .add("label", concept.label())
        .add("definition", concept.definition())
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
    Cell::Nested { value: value.collect(), short }
}

/// The quotes as JSON, each with its evidence.
fn quotes(concept: ConceptRef<'_>) -> Cell {
    let value = |quote: QuoteRef<'_>| {
        let Cell::Nested { value: evidence, .. } = evidence::mentions(quote, &[concept.index()]) else {
            return Value::Null;
        };
        json!({
            "id": quote.id(),
            "quote": quote.text(),
            "speaker": quote.speaker().map(|person| person.name()),
            "date": quote.date().map(|date| date.to_string()),
            "evidence": evidence,
        })
    };
    let ids = concept.links().map(|link| link.quote().id()).collect::<Vec<_>>();
    Cell::Nested { value: concept.links().map(|link| value(link.quote())).collect(), short: ids.join("; ") }
}

/// The facts, then the quotes with the evidence marked.
fn page(graph: &KnowledgeGraph, concept: ConceptRef<'_>, args: &Show, screen: Screen) -> Result<(), Error> {
    let path = args.output.output.as_deref();
    let terminal = screen.terminal(path.is_some());
    let mut cited = Table::new([Column::text("id"), Column::text("quote"), Column::text("how")]);
    cited.rows.extend(concept.links().map(|link| {
        let how: Vec<String> = link.mentions().map(|mention| mention.rule().to_owned()).collect();
        vec![
            link.quote().id().into(),
            evidence::marked(link.quote(), &[concept.index()]),
            how.join("; ").into(),
        ]
    }));
    let mut bytes = Vec::new();
    for part in [facts(graph, concept).lines(), cited] {
        table::write(&part, Format::Table, terminal, &mut bytes)
            .map_err(|error| Error::output(path, error))?;
    }
    output::write(path, &bytes)
}
