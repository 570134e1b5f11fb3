//! A graph that is made up, from a fixed seed: the popularity of concepts and of people falls off as in Zipf's law.

use std::io::{self, BufWriter, Write};
use std::path::Path;

use ideagraph::concept::{ConceptIx, ConceptScheme};
use ideagraph::graph::{GraphBuilder, KnowledgeGraph};
use ideagraph::link::{Kind, Mention, Polarity};
use ideagraph::source::{Quote, Source};
use ideagraph::text::Span;
use jiff::civil::Date;

use super::made_up::{Random, label, word};

/// Concepts that a quote mentions.
const MENTIONS: usize = 5;
/// Quotes of a source.
const QUOTES_OF_SOURCE: usize = 100;
/// Quotes for each person.
const QUOTES_OF_PERSON: usize = 100;

/// How much is made up.
#[derive(Clone, Copy)]
pub(crate) struct World {
    pub(crate) quotes: usize,
    pub(crate) concepts: usize,
}

impl World {
    pub(crate) fn people(self) -> usize {
        (self.quotes / QUOTES_OF_PERSON).max(10)
    }

    /// The graph.
    pub(crate) fn graph(self) -> KnowledgeGraph {
        let scheme =
            ConceptScheme::from_lexicons(&[("concepts.toml", &self.lexicon())]).expect("it is made up so");
        let mut builder = GraphBuilder::new(&scheme);
        let mut random = Random(42);
        for number in 0..self.quotes.div_ceil(QUOTES_OF_SOURCE) {
            let count = QUOTES_OF_SOURCE.min(self.quotes - number * QUOTES_OF_SOURCE);
            let (quotes, mentions) = (0..count).map(|_| self.quote(&mut random)).unzip();
            let id = format!("reading-{number:06}");
            builder.add(Source { title: id.clone(), id, quotes, ..Source::default() }, mentions);
        }
        builder.finish()
    }

    fn lexicon(self) -> String {
        let concept = |rank| format!("[[concept]]\nid = \"{}\"\nlabel = \"{}\"\n", id(rank), label(rank));
        (0..self.concepts).map(concept).collect()
    }

    fn quote(self, random: &mut Random) -> (Quote, Vec<Mention<'static>>) {
        let mut text = String::from("We think");
        let mut mentions: Vec<Mention<'_>> = Vec::new();
        while mentions.len() < MENTIONS.min(self.concepts) {
            let rank = random.popular(self.concepts);
            let concept = ConceptIx(rank as u32);
            if mentions.iter().any(|mention| mention.concept == concept) {
                continue;
            }
            text += &format!(" {} {} ", word(random.below(500)), word(random.below(500)));
            let start = text.len() as u32;
            text += &label(rank);
            mentions.push(mention(concept, Span::new(start, text.len() as u32)));
        }
        let speaker = Some(person(random.popular(self.people())));
        let date =
            Date::new(2016 + random.below(10) as i16, 1 + random.below(12) as i8, 1 + random.below(28) as i8);
        (Quote { text: text + " matters.", speaker, date: date.ok(), ..Quote::default() }, mentions)
    }
}

fn mention(concept: ConceptIx, span: Span) -> Mention<'static> {
    let rule = "label".into();
    Mention {
        concept,
        span,
        kind: Kind::Explicit,
        rule,
        polarity: Polarity::Asserted,
        trigger: None,
        confidence: 0.9,
    }
}

/// The id of the concept of a rank in popularity, from 0.
pub(crate) fn id(rank: usize) -> String {
    format!("c{rank:05}")
}

pub(crate) fn person(rank: usize) -> String {
    format!("Person {rank}")
}

/// Writes the graph as tables that other engines can load.
pub(crate) fn write_tables(graph: &KnowledgeGraph, folder: &Path) -> io::Result<()> {
    table(
        folder,
        "people.csv",
        "id,name",
        graph.people().map(|person| format!("{},{}", person.id(), person.name())),
    )?;
    table(
        folder,
        "concepts.csv",
        "id,label",
        graph.concepts().map(|concept| format!("{},{}", concept.id(), concept.label())),
    )?;
    let quotes = graph.quotes().map(|quote| {
        let date = quote.date().map(|date| date.to_string()).unwrap_or_default();
        let person = quote.speaker().map_or("", |person| person.id());
        format!("{},{date},{person},{}", quote.id(), quote.text())
    });
    table(folder, "quotes.csv", "id,date,person,text", quotes)?;
    let links = graph.links().map(|link| format!("{},{}", link.quote().id(), link.concept().id()));
    table(folder, "mentions.csv", "quote,concept", links)
}

fn table(folder: &Path, name: &str, head: &str, rows: impl Iterator<Item = String>) -> io::Result<()> {
    let mut out = BufWriter::new(std::fs::File::create(folder.join(name))?);
    writeln!(out, "{head}")?;
    rows.into_iter().try_for_each(|row| writeln!(out, "{row}"))?;
    out.flush()
}
