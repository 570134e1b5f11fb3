//! `suggest`: the concepts that quotes may imply, for a person to accept or reject.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use super::collection::Collection;
use super::review;
use crate::cli::args::Suggest;
use crate::cli::output::{Screen, check_spares};
use crate::cli::reading::inputs;
use crate::cli::{Error, Outcome};
use crate::concept::Pattern;
use crate::curate::{
    Decided, Proposed, QuoteSuggestions, Suggestion, SuggestionReview, Vectors, broader, matches,
    pattern_key, proposed_of, suggestions,
};
use crate::language::Language;
use crate::render::page::{Page, Quote};
use crate::render::table::{Cell, Column, Table};
use crate::review::Decision;
use crate::text::{Span, one_line, sentence_at};

/// The file of word vectors in the folder that is named.
const VECTORS: &str = "vectors.txt";
/// A broader pattern links at most as many quotes as this.
const MANY: u32 = 20;

pub(in crate::cli) fn run(args: &Suggest, screen: Screen) -> Result<Outcome, Error> {
    let output = args.output.file();
    check_spares(output, args.review.iter().cloned().chain(args.embeddings.as_deref().map(vectors_in)))?;
    let collection = Collection::read("suggest", &args.vocabulary, &args.readings, output, screen)?;
    let vectors = args.embeddings.as_deref().map(read_vectors).transpose()?;
    let mut review = review::so_far(args.review.as_deref())?;
    if let Some(file) = &args.review {
        review = collection.named(review, file, screen)?;
    }
    let mut found =
        suggestions(&collection.sources, &collection.scheme, vectors.as_ref(), &review, usize::MAX)?;
    leave_out_decided(&mut found, &review, &collection, args.per_quote);
    take_best(&mut found, args.top);
    let answer = Answer { collection: &collection, found: &found };
    screen.write_page(|| answer.page(), || answer.table(), &args.output)?;
    if let Some(file) = &args.review {
        review.update(answer.entries());
        count_links(&mut review, &collection)?;
        review::write(file, &review)?;
    }
    Ok(Outcome::found(found.len()))
}

/// Leaves out what is decided on by the pattern that would be proposed, and all behind the first few.
fn leave_out_decided(
    found: &mut Vec<QuoteSuggestions>,
    review: &SuggestionReview,
    collection: &Collection,
    per_quote: usize,
) {
    let language = collection.language();
    let keys = |patterns: BTreeSet<&str>| -> BTreeSet<String> {
        patterns.into_iter().map(|pattern| pattern_key(pattern, language)).collect()
    };
    let patterns: BTreeMap<&str, BTreeSet<String>> =
        review.patterns().into_iter().map(|(concept, patterns)| (concept, keys(patterns))).collect();
    for quote in &mut *found {
        let text = collection.text(quote.place);
        let is_known = |suggestion: &Suggestion| {
            let known = patterns.get(collection.concept_id(suggestion.concept));
            let proposed = known.and_then(|_| pattern(suggestion, text, collection, language));
            let is_in = |(known, (proposed, _)): (&BTreeSet<String>, (String, Span))| {
                known.contains(&pattern_key(&proposed, language))
            };
            known.zip(proposed).is_some_and(is_in)
        };
        let all = std::mem::take(&mut quote.suggestions).into_iter();
        quote.suggestions = all.filter(|suggestion| !is_known(suggestion)).take(per_quote).collect();
    }
    found.retain(|quote| !quote.suggestions.is_empty());
}

/// Takes the `top` quotes that say most. Where there are more, a concept is left out that scores less than the next
/// quote's best: that one is the better thing to read.
fn take_best(found: &mut Vec<QuoteSuggestions>, top: usize) {
    let best = |quote: &QuoteSuggestions| quote.suggestions[0].score;
    found.sort_by(|a, b| best(b).total_cmp(&best(a)).then(a.place.cmp(&b.place)));
    let least = found.get(top).map_or(0.0, best);
    found.truncate(top);
    found.iter_mut().for_each(|quote| quote.suggestions.retain(|s| s.score >= least));
}

/// Tells of each pattern of a review how many quotes it links, and of a broader one where that links many more, but not
/// too many.
fn count_links(review: &mut SuggestionReview, collection: &Collection) -> Result<(), Error> {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for entry in review.entries_mut() {
        counts.extend([&entry.pattern].into_iter().chain(&entry.broader).map(|source| (source.clone(), 0)));
    }
    let read = |source: &str| Pattern::parse(source, collection.scheme.classes()).ok();
    counts.retain(|source, _| read(source).is_some());
    let patterns: Vec<Pattern> = counts.keys().filter_map(|source| read(source)).collect();
    let places = matches(&collection.sources, &collection.scheme, &patterns)?;
    counts.values_mut().zip(places).for_each(|(count, places)| *count = places.len() as u32);
    for entry in review.entries_mut() {
        entry.links = counts.get(&entry.pattern).copied();
        entry.broader_links = entry.broader.as_ref().and_then(|source| counts.get(source).copied());
        let enough = 2 * entry.links.unwrap_or(0).max(1);
        if !(enough..=MANY).contains(&entry.broader_links.unwrap_or(0)) {
            (entry.broader, entry.broader_links) = (None, None);
        }
    }
    Ok(())
}

/// The pattern that is proposed for a suggestion, and the words that it is made of.
fn pattern(
    suggestion: &Suggestion,
    text: &str,
    collection: &Collection,
    language: Language,
) -> Option<(String, Span)> {
    let Proposed { patterns, best, words } =
        proposed_of(text, suggestion.evidence, collection.classes(suggestion.concept), language)?;
    Some((patterns.into_iter().nth(best)?, words))
}

fn vectors_in(folder: &Path) -> PathBuf {
    folder.join(VECTORS)
}

fn read_vectors(folder: &Path) -> Result<Vectors, Error> {
    let file = vectors_in(folder);
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
                head: self.collection.id(quote.place),
                text: text.clone(),
                marks: quote.suggestions.iter().flat_map(|s| s.words.iter().copied()).collect(),
                foot: foot.collect::<Vec<_>>().join(" · "),
            });
        }
        page
    }

    fn text(&self, quote: &QuoteSuggestions) -> String {
        self.collection.text(quote.place).to_owned()
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
                self.collection.id(quote.place).into(),
                self.collection.concept_id(suggestion.concept).into(),
                Cell::Float { value: suggestion.score, decimals: 4 },
                Cell::List(suggestion.words.iter().map(words).collect()),
                words(&suggestion.evidence).into(),
                Cell::Marked { marks: suggestion.words.clone(), text },
            ]
        }));
        table
    }

    /// Entries of a review, each with the pattern that its evidence makes: one for each concept and pattern, in
    /// whichever forms of its words, of the quote that says most.
    fn entries(&self) -> Vec<Decided> {
        let language = self.collection.language();
        let entry = |(quote, suggestion): (&QuoteSuggestions, &Suggestion)| {
            let text = self.text(quote);
            let pair = suggestion
                .heaviest
                .and_then(|(first, second)| Some(broader(first.of(&text)?, second.of(&text)?, language)))
                .filter(|source| self.collection.pattern(suggestion.concept, source).is_ok());
            let (pattern, words) = pattern(suggestion, &text, self.collection, language)?;
            Some(Decided {
                decision: Decision::Open,
                concept: self.collection.concept_id(suggestion.concept).to_owned(),
                pattern,
                links: None,
                broader: pair,
                broader_links: None,
                words: words.of(&text)?.to_owned(),
                quote: self.collection.id(quote.place),
                text: one_line(sentence_at(&text, suggestion.evidence.start as usize)),
                score: suggestion.score,
                note: None,
            })
        };
        let mut seen = BTreeSet::new();
        let mut is_new =
            |entry: &Decided| seen.insert((entry.concept.clone(), pattern_key(&entry.pattern, language)));
        self.rows().filter_map(entry).filter(|entry| is_new(entry)).collect()
    }
}
