//! The rows of the tables: what is told of each node and edge, in the order of the fields here.
//!
//! A field that a row does not have is left out. Spans are half-open ranges of UTF-8 bytes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::civil::Date;
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::concept::{Concept, ConceptIx};
use crate::graph::{
    CoOccurrence, ConceptRef, KnowledgeGraph, LinkRef, MentionRef, PersonRef, QuoteRef, SourceRef,
};
use crate::link::{Kind, Mention, Polarity};
use crate::source::{Origin, Quote, Source};
use crate::text::Span;

type Text<'a> = Cow<'a, str>;
type Texts<'a> = Vec<Cow<'a, str>>;
type Properties<'a> = BTreeMap<Cow<'a, str>, Cow<'a, str>>;

/// A row of `sources.jsonl`.
#[derive(Serialize, Deserialize)]
pub(super) struct SourceRow<'a> {
    #[serde(borrow)]
    pub(super) id: Text<'a>,
    #[serde(borrow)]
    title: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    author: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    url: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Texts<'a>,
    #[serde(default, skip_serializing_if = "Vec::is_empty", skip_deserializing)]
    about: Texts<'a>,
    #[serde(borrow)]
    path: Text<'a>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    properties: Properties<'a>,
}

impl<'a> SourceRow<'a> {
    pub(super) fn of(source: SourceRef<'a>) -> Self {
        Self {
            id: source.id().into(),
            title: source.title().into(),
            author: source.author().map(|person| person.id().into()),
            date: source.date(),
            url: source.url().map(Into::into),
            tags: source.tags().map(Into::into).collect(),
            about: source.about().map(|concept| concept.id().into()).collect(),
            path: source.path().into(),
            properties: properties(source.properties()),
        }
    }

    /// The source without its quotes.
    pub(super) fn into_source(self, people: &Names<'_>) -> Result<Source, String> {
        Ok(Source {
            id: self.id.into_owned(),
            title: self.title.into_owned(),
            author: self.author.map(|id| people.name(&id)).transpose()?,
            date: self.date,
            url: self.url.map(Text::into_owned),
            tags: owned(self.tags),
            path: self.path.into_owned(),
            properties: owned_properties(self.properties),
            quotes: Vec::new(),
        })
    }
}

/// A row of `quotes.jsonl`.
#[derive(Serialize, Deserialize)]
pub(super) struct QuoteRow<'a> {
    #[serde(borrow)]
    pub(super) id: Text<'a>,
    #[serde(borrow)]
    pub(super) source: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    speaker: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    date: Option<Date>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    locator: Option<Text<'a>>,
    #[serde(borrow)]
    text: Text<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    tags: Texts<'a>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    properties: Properties<'a>,
    line: u32,
    start: u64,
    end: u64,
}

impl<'a> QuoteRow<'a> {
    pub(super) fn of(quote: QuoteRef<'a>) -> Self {
        let Origin { line, bytes } = quote.origin().clone();
        Self {
            id: quote.id().into(),
            source: quote.source().id().into(),
            speaker: quote.speaker().map(|person| person.id().into()),
            date: quote.own_date(),
            locator: quote.locator().map(Into::into),
            text: quote.text().into(),
            note: quote.note().map(Into::into),
            tags: quote.tags().map(Into::into).collect(),
            properties: properties(quote.properties()),
            line,
            start: bytes.start,
            end: bytes.end,
        }
    }

    pub(super) fn into_quote(self, people: &Names<'_>) -> Result<Quote, String> {
        Ok(Quote {
            text: self.text.into_owned(),
            speaker: self.speaker.map(|id| people.name(&id)).transpose()?,
            date: self.date,
            locator: self.locator.map(Text::into_owned),
            note: self.note.map(Text::into_owned),
            tags: owned(self.tags),
            properties: owned_properties(self.properties),
            origin: Origin { line: self.line, bytes: self.start..self.end },
        })
    }
}

/// A row of `people.jsonl`.
#[derive(Serialize, Deserialize)]
pub(super) struct PersonRow<'a> {
    #[serde(borrow)]
    id: Text<'a>,
    #[serde(borrow)]
    name: Text<'a>,
}

impl<'a> PersonRow<'a> {
    pub(super) fn of(person: PersonRef<'a>) -> Self {
        Self { id: person.id().into(), name: person.name().into() }
    }
}

/// The names of people by id.
pub(super) struct Names<'a>(FxHashMap<Text<'a>, Text<'a>>);

impl<'a> Names<'a> {
    pub(super) fn of(people: Vec<PersonRow<'a>>) -> Self {
        Self(people.into_iter().map(|person| (person.id, person.name)).collect())
    }

    fn name(&self, id: &str) -> Result<String, String> {
        self.0
            .get(id)
            .map(|name| name.clone().into_owned())
            .ok_or_else(|| format!("there is no person `{id}`"))
    }
}

/// A row of `concepts.jsonl`.
#[derive(Serialize, Deserialize)]
pub(super) struct ConceptRow<'a> {
    #[serde(borrow)]
    pub(super) id: Text<'a>,
    #[serde(borrow)]
    label: Text<'a>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    aliases: Texts<'a>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    definition: Option<Text<'a>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    broader: Texts<'a>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    related: Texts<'a>,
}

impl<'a> ConceptRow<'a> {
    pub(super) fn of(concept: ConceptRef<'a>) -> Self {
        Self {
            id: concept.id().into(),
            label: concept.label().into(),
            aliases: concept.aliases().map(Into::into).collect(),
            definition: concept.definition().map(Into::into),
            broader: concept.broader().map(|concept| concept.id().into()).collect(),
            related: concept.related().map(|concept| concept.id().into()).collect(),
        }
    }

    pub(super) fn into_concept(self, ids: &Ids) -> Result<Concept, String> {
        Ok(Concept {
            id: self.id.into_owned(),
            label: self.label.into_owned(),
            aliases: owned(self.aliases),
            definition: self.definition.map(Text::into_owned),
            broader: self.broader.iter().map(|id| ids.find(id)).collect::<Result<_, _>>()?,
            related: self.related.iter().map(|id| ids.find(id)).collect::<Result<_, _>>()?,
            ..Concept::default()
        })
    }
}

/// The places of concepts by id.
pub(super) struct Ids(FxHashMap<String, ConceptIx>);

impl Ids {
    pub(super) fn of(concepts: &[ConceptRow<'_>]) -> Self {
        Self(
            concepts
                .iter()
                .map(|concept| concept.id.clone().into_owned())
                .zip((0..).map(ConceptIx))
                .collect(),
        )
    }

    fn find(&self, id: &str) -> Result<ConceptIx, String> {
        self.0.get(id).copied().ok_or_else(|| format!("there is no concept `{id}`"))
    }
}

/// A row of `links.jsonl`: its evidence is in parallel lists.
#[derive(Serialize, Deserialize)]
pub(super) struct LinkRow<'a> {
    #[serde(borrow)]
    pub(super) quote: Text<'a>,
    #[serde(borrow)]
    concept: Text<'a>,
    count: usize,
    confidence: f32,
    negated: bool,
    starts: Vec<u32>,
    ends: Vec<u32>,
    texts: Texts<'a>,
    kinds: Vec<Kind>,
    rules: Texts<'a>,
    polarities: Vec<Polarity>,
    triggers: Vec<Option<[u32; 2]>>,
    confidences: Vec<f32>,
}

impl<'a> LinkRow<'a> {
    pub(super) fn of(link: LinkRef<'a>) -> Self {
        let mentions = link.mentions();
        Self {
            quote: link.quote().id().into(),
            concept: link.concept().id().into(),
            count: mentions.len(),
            confidence: link.confidence(),
            negated: link.negated(),
            starts: mentions.clone().map(|mention| mention.span().start).collect(),
            ends: mentions.clone().map(|mention| mention.span().end).collect(),
            texts: mentions.clone().map(|mention| mention.words().into()).collect(),
            kinds: mentions.clone().map(MentionRef::kind).collect(),
            rules: mentions.clone().map(|mention| mention.rule().into()).collect(),
            polarities: mentions.clone().map(MentionRef::polarity).collect(),
            triggers: mentions
                .clone()
                .map(|mention| mention.trigger().map(|span| [span.start, span.end]))
                .collect(),
            confidences: mentions.map(MentionRef::confidence).collect(),
        }
    }

    /// The mentions, which are where they say in the text of the quote.
    pub(super) fn into_mentions(self, ids: &Ids, text: &str) -> Result<Vec<Mention>, String> {
        let concept = ids.find(&self.concept)?;
        (0..self.count).map(|at| self.mention(at, concept, text)).collect()
    }

    fn mention(&self, at: usize, concept: ConceptIx, text: &str) -> Result<Mention, String> {
        let short = || format!("it counts {} mentions and does not list them all", self.count);
        let span = Span::new(*self.starts.get(at).ok_or_else(short)?, *self.ends.get(at).ok_or_else(short)?);
        let words = self.texts.get(at).ok_or_else(short)?;
        if words.is_empty() || span.of(text) != Some(words) {
            return Err(format!(
                "`{words}` is not what the quote says at bytes {}..{}",
                span.start, span.end
            ));
        }
        Ok(Mention {
            concept,
            span,
            kind: *self.kinds.get(at).ok_or_else(short)?,
            rule: self.rules.get(at).ok_or_else(short)?.clone().into_owned(),
            polarity: *self.polarities.get(at).ok_or_else(short)?,
            trigger: self.triggers.get(at).ok_or_else(short)?.map(|[start, end]| Span::new(start, end)),
            confidence: *self.confidences.get(at).ok_or_else(short)?,
        })
    }
}

/// A row of `co_occurrences.jsonl`.
#[derive(Serialize)]
pub(super) struct CoOccurrenceRow<'a> {
    a: &'a str,
    b: &'a str,
    quotes: u32,
    npmi: f64,
    g2: f64,
}

impl<'a> CoOccurrenceRow<'a> {
    pub(super) fn of(graph: &'a KnowledgeGraph, pair: &CoOccurrence) -> Self {
        let [a, b] = [pair.a, pair.b].map(|concept| graph.concept(concept).id());
        Self { a, b, quotes: pair.quotes, npmi: pair.npmi, g2: pair.g2 }
    }
}

fn properties<'a>(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Properties<'a> {
    pairs.map(|(key, value)| (key.into(), value.into())).collect()
}

fn owned_properties(properties: Properties<'_>) -> BTreeMap<String, String> {
    properties.into_iter().map(|(key, value)| (key.into_owned(), value.into_owned())).collect()
}

fn owned(texts: Texts<'_>) -> Vec<String> {
    texts.into_iter().map(Text::into_owned).collect()
}
