//! `suggest`: the concepts that quotes may imply, for a person to accept or reject.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use super::collection::Collection;
use super::review;
use crate::cli::args::Suggest;
use crate::cli::output::{Screen, write};
use crate::cli::reading::inputs;
use crate::cli::{Error, Outcome};
use crate::concept::Pattern;
use crate::curate::{
    Decided, QuoteSuggestions, Review, Suggestion, Vectors, broader, matches, proposed, suggestions,
};
use crate::discover::Decision;
use crate::render::page::{Page, Quote};
use crate::render::table::{Cell, Column, Table};
use crate::text::Span;

/// The file of word vectors in the folder that is named.
const VECTORS: &str = "vectors.txt";
/// A broader pattern links at most as many quotes as this.
const MANY: u32 = 20;

pub(in crate::cli) fn run(args: &Suggest, screen: Screen) -> Result<Outcome, Error> {
    let collection =
        Collection::read("suggest", &args.vocabulary, &args.readings.paths, args.readings.from, screen)?;
    let vectors = args.embeddings.as_deref().map(read_vectors).transpose()?;
    let review = args.review.as_deref().map(|file| review::so_far(file, Review::from_toml));
    let mut review = review.transpose()?.unwrap_or_default();
    let mut found = suggestions(&collection.sources, &collection.scheme, vectors.as_ref(), usize::MAX)?;
    for quote in &mut found {
        let text = &collection.quote(quote.source, quote.quote).text;
        let open = |s: &Suggestion| review.decision(text, collection.concept_id(s.concept)) == Decision::Open;
        quote.suggestions.retain(open);
        quote.suggestions.truncate(args.per_quote);
    }
    found.retain(|quote| !quote.suggestions.is_empty());
    let best = |quote: &QuoteSuggestions| quote.suggestions[0].score;
    found.sort_by(|a, b| best(b).total_cmp(&best(a)).then((a.source, a.quote).cmp(&(b.source, b.quote))));
    found.truncate(args.top);
    let answer = Answer { collection: &collection, found: &found };
    screen.write_page(|| answer.page(), || answer.table(), &args.output)?;
    if let Some(file) = &args.review {
        review.update(answer.entries()?);
        write(Some(file), review.to_toml().map_err(|error| review::wrong(file, &error))?.as_bytes())?;
    }
    Ok(Outcome::found(found.len()))
}

fn read_vectors(folder: &Path) -> Result<Vectors, Error> {
    let file = folder.join(VECTORS);
    let wrong = |error: &dyn std::fmt::Display| {
        Error::Usage(format!("{}: no word vectors that can be read: {error}", inputs::name(&file)))
    };
    let open = File::open(&file).map_err(|error| wrong(&error))?;
    Vectors::read(BufReader::new(open)).map_err(|error| wrong(&error))
}

/// What was found, and what it was found in.
struct Answer<'a> {
    collection: &'a Collection,
    found: &'a [QuoteSuggestions],
}

impl Answer<'_> {
    fn page(&self) -> Page {
        let mut page = Page::default();
        for quote in self.found {
            let text = &self.text(quote);
            let foot = quote.suggestions.iter().map(|suggestion| {
                let words: Vec<&str> = suggestion.words.iter().filter_map(|span| span.of(text)).collect();
                format!(
                    "{} {:.2}: {}",
                    self.collection.concept_id(suggestion.concept),
                    suggestion.score,
                    words.join(", ")
                )
            });
            page.quote(Quote {
                head: self.collection.id(quote.source, quote.quote),
                text: text.clone(),
                marks: quote.suggestions.iter().flat_map(|s| s.words.iter().copied()).collect(),
                foot: foot.collect::<Vec<_>>().join(" · "),
            });
        }
        page
    }

    fn text(&self, quote: &QuoteSuggestions) -> String {
        self.collection.quote(quote.source, quote.quote).text.clone()
    }

    fn rows(&self) -> impl Iterator<Item = (&QuoteSuggestions, &Suggestion)> {
        self.found
            .iter()
            .flat_map(|quote| quote.suggestions.iter().map(move |suggestion| (quote, suggestion)))
    }

    fn table(&self) -> Table {
        let mut table = Table::new([
            Column::text("quote"),
            Column::text("concept"),
            Column::number("score"),
            Column::text("words"),
            Column::text("evidence"),
            Column::text("text"),
        ]);
        table.rows.extend(self.rows().map(|(quote, suggestion)| {
            let text = self.text(quote);
            let words = |span: &Span| span.of(&text).unwrap_or_default().to_owned();
            vec![
                self.collection.id(quote.source, quote.quote).into(),
                self.collection.concept_id(suggestion.concept).into(),
                Cell::Float { value: suggestion.score, decimals: 4 },
                Cell::List(suggestion.words.iter().map(words).collect()),
                words(&suggestion.evidence).into(),
                Cell::Marked { marks: suggestion.words.clone(), text },
            ]
        }));
        table
    }

    /// Entries of a review, each with the pattern that its evidence makes, and how many quotes that links; a broader one where
    /// it links more, but not many.
    fn entries(&self) -> Result<Vec<Decided>, Error> {
        let mut entries = self.patterns();
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for entry in &entries {
            counts
                .extend([&entry.pattern].into_iter().chain(&entry.broader).map(|source| (source.clone(), 0)));
        }
        let patterns = counts.keys().map(|source| self.collection.pattern(source));
        let patterns: Vec<Pattern> = patterns.collect::<Result<_, _>>()?;
        let places = matches(&self.collection.sources, &self.collection.scheme, &patterns)?;
        counts.values_mut().zip(places).for_each(|(count, places)| *count = places.len() as u32);
        for entry in &mut entries {
            entry.links = counts.get(&entry.pattern).copied();
            entry.broader_links = entry.broader.as_ref().and_then(|source| counts.get(source).copied());
            if !(entry.links.max(Some(1)) < entry.broader_links && entry.broader_links <= Some(MANY)) {
                (entry.broader, entry.broader_links) = (None, None);
            }
        }
        Ok(entries)
    }

    fn patterns(&self) -> Vec<Decided> {
        let language = self.collection.language();
        let entry = |(quote, suggestion): (&QuoteSuggestions, &Suggestion)| {
            let text = self.text(quote);
            let words = suggestion.evidence.of(&text)?.to_owned();
            let proposed = proposed(&words, self.collection.scheme.classes(), language)?;
            let pair = suggestion
                .heaviest
                .and_then(|(first, second)| Some(broader(first.of(&text)?, second.of(&text)?, language)))
                .filter(|source| self.collection.pattern(source).is_ok());
            Some(Decided {
                decision: Decision::Open,
                concept: self.collection.concept_id(suggestion.concept).to_owned(),
                pattern: proposed.patterns[proposed.best].clone(),
                links: None,
                broader: pair,
                broader_links: None,
                words,
                quote: self.collection.id(quote.source, quote.quote),
                text,
                score: suggestion.score,
                note: None,
            })
        };
        self.rows().filter_map(entry).collect()
    }
}
