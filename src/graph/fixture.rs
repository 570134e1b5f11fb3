//! Small graphs for tests, written as marked-up text, and the hand-made gold of the seed reading.

use std::collections::BTreeSet;

use regex::Regex;

use super::{GraphBuilder, KnowledgeGraph};
use crate::concept::{Concept, ConceptIx, ConceptScheme};
use crate::link::{Kind, Mention, Polarity};
use crate::source::{Quote, Source};
use crate::text::Span;

/// A graph of text in which `# id by Author` opens a source, every other line is a quote, and `[concept]` or
/// `[concept|words]` is a mention: `[!concept|words]` a negated and `[~concept|words]` an implied one.
pub(crate) fn graph(text: &str) -> KnowledgeGraph {
    let scheme = scheme(text);
    let mut builder = GraphBuilder::new(&scheme);
    for part in text.split("# ").skip(1) {
        let (source, mentions) = reading(part, &scheme);
        builder.add(source, mentions);
    }
    builder.finish()
}

fn marks() -> Regex {
    Regex::new(r"\[([!~]?)([a-z0-9-]+)(?:\|([^\]]*))?\]").unwrap()
}

/// The concepts that a text mentions; their labels are the ids with a capital and spaces.
pub(crate) fn scheme(text: &str) -> ConceptScheme {
    let ids: BTreeSet<String> = marks().captures_iter(text).map(|mark| mark[2].to_owned()).collect();
    ConceptScheme::from_concepts(ids.into_iter().map(concept).collect())
}

fn concept(id: String) -> Concept {
    let label = id[..1].to_uppercase() + &id[1..].replace('-', " ");
    Concept { id, label, ..Concept::default() }
}

/// The source of a text without the `# `, and the mentions in each of its quotes.
pub(crate) fn reading(part: &str, scheme: &ConceptScheme) -> (Source, Vec<Vec<Mention<'static>>>) {
    let mut lines = part.lines().map(str::trim).filter(|line| !line.is_empty());
    let (id, author) = lines.next().and_then(|head| head.split_once(" by ")).unwrap();
    let (quotes, mentions) = lines.map(|line| quote(line, scheme)).unzip();
    let (id, title, author) = (id.to_owned(), author.to_owned(), Some(author.to_owned()));
    (Source { id, title, author, quotes, ..Source::default() }, mentions)
}

fn quote(line: &str, scheme: &ConceptScheme) -> (Quote, Vec<Mention<'static>>) {
    let (mut text, mut mentions, mut last) = (String::new(), Vec::new(), 0);
    for mark in marks().captures_iter(line) {
        let whole = mark.get(0).unwrap();
        text += &line[last..whole.start()];
        let start = text.len() as u32;
        text += mark.get(3).map_or(&mark[2], |words| words.as_str());
        mentions.push(mention(scheme, &mark[2], Span::new(start, text.len() as u32), &mark[1]));
        last = whole.end();
    }
    text += &line[last..];
    (Quote { text, ..Quote::default() }, mentions)
}

fn mention(scheme: &ConceptScheme, id: &str, span: Span, how: &str) -> Mention<'static> {
    let at = scheme.concepts().iter().position(|concept| concept.id == id).unwrap();
    let kind = if how == "~" { Kind::Implied } else { Kind::Explicit };
    let polarity = if how == "!" { Polarity::Negated } else { Polarity::Asserted };
    let confidence = if how == "~" { 0.6 } else { 0.9 };
    Mention {
        concept: ConceptIx(at as u32),
        span,
        kind,
        rule: format!("label: {id}").into(),
        polarity,
        trigger: None,
        confidence,
    }
}
