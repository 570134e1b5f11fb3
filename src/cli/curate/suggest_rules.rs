//! `suggest-rules`: the patterns that tell the quotes which a person tagged with a concept from the rest.

use std::collections::BTreeSet;

use super::collection::Collection;
use crate::cli::args::SuggestRules;
use crate::cli::output::Screen;
use crate::cli::{Error, Outcome};
use crate::concept::Concept;
use crate::curate::{Rule, rules, tagged};
use crate::render::page::{Page, counted};
use crate::render::table::{Cell, Column, Table};
use crate::text::did_you_mean;

pub(in crate::cli) fn run(args: &SuggestRules, screen: Screen) -> Result<Outcome, Error> {
    let collection =
        Collection::read("suggest-rules", &args.vocabulary, &args.readings, args.output.file(), screen)?;
    let (tagged, unknown) = tagged(&collection.sources, &collection.scheme);
    tell_unknown(&unknown, &collection, screen);
    if tagged.is_empty() {
        screen.note("no quote has a tag that is a concept's id, label or alias");
    }
    let found = rules(&collection.sources, &collection.scheme, &tagged, args.top)?;
    screen.write_page(|| page(&found, &collection), || table(&found, &collection), &args.output)?;
    Ok(Outcome::found(found.len()))
}

/// Warns of tags that may be misspelt names of concepts; how many others there are is noted.
fn tell_unknown(tags: &BTreeSet<&str>, collection: &Collection, screen: Screen) {
    let names = || collection.scheme.concepts().iter().flat_map(Concept::names);
    let mut others = 0;
    for tag in tags.iter().filter(|tag| !tag.trim().is_empty()) {
        match did_you_mean(tag, names()) {
            hint if hint.is_empty() => others += 1,
            hint => screen.warn(format_args!("the tag `{tag}` names no concept{hint}")),
        }
    }
    if others > 0 {
        screen.note(format_args!("no concept goes by {}", counted(others, "other tag")));
    }
}

/// A heading for each concept, and a line for each of its rules.
fn page(found: &[Rule], collection: &Collection) -> Page {
    let mut page = Page::default();
    for rules in found.chunk_by(|a, b| a.concept == b.concept) {
        let tagged = counted(rules[0].tagged, "quote");
        page.heading(format!(
            "{}  {tagged} tagged, {} others",
            collection.concept_id(rules[0].concept),
            rules[0].rest
        ));
        page.facts(rules.iter().map(|rule| (format!("\"{}\"", rule.pattern), explained(rule))));
    }
    page
}

fn explained(rule: &Rule) -> String {
    let Rule { in_tagged, tagged, in_rest, rest, g2, log_odds, new, .. } = rule;
    format!(
        "in {in_tagged} of {tagged} tagged and {in_rest} of {rest} others; G² {g2}, log-odds {log_odds}; links {new} more"
    )
}

fn table(found: &[Rule], collection: &Collection) -> Table {
    let mut table = Table::new([
        Column::text("concept"),
        Column::text("pattern"),
        Column::number("in_tagged"),
        Column::number("tagged"),
        Column::number("in_rest"),
        Column::number("rest"),
        Column::number("new"),
        Column::number("g2"),
        Column::number("log_odds"),
        Column::text("examples"),
    ]);
    table.rows.extend(found.iter().map(|rule| {
        let examples = rule.examples.iter().map(|place| collection.id(*place));
        vec![
            collection.concept_id(rule.concept).into(),
            rule.pattern.as_str().into(),
            rule.in_tagged.into(),
            rule.tagged.into(),
            rule.in_rest.into(),
            rule.rest.into(),
            rule.new.into(),
            Cell::Float { value: rule.g2, decimals: 2 },
            Cell::Float { value: rule.log_odds, decimals: 2 },
            Cell::List(examples.collect()),
        ]
    }));
    table
}
