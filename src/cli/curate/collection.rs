//! A collection is the quotes that were named, with the concepts and the lexicon files that patterns go into.

use std::path::Path;

use super::review;
use crate::cli::args::{Readings, Tried, Vocabulary};
use crate::cli::output::{Screen, check_spares};
use crate::cli::reading::concept_files::ConceptFiles;
use crate::cli::reading::input_file::InputFile;
use crate::cli::reading::{self, Reading, inputs};
use crate::cli::{Error, diagnostics};
use crate::concept::{Classes, ConceptIx, ConceptNames, ConceptScheme, Pattern, PatternList};
use crate::curate::SuggestionReview;
use crate::graph::NameKind;
use crate::language::Language;
use crate::query::NotFound;
use crate::render::page::counted;
use crate::source::{QuotePlace, Source};
use crate::text::{did_you_mean, nearest};

/// Quotes, the concepts that they are held against, and the files of these.
pub(super) struct Collection {
    pub(super) sources: Vec<Source>,
    pub(super) scheme: ConceptScheme,
    names: ConceptNames,
    pub(super) concept_files: ConceptFiles,
}

impl Collection {
    /// Reads what was named to a verb, which is to write to `output`.
    pub(super) fn read(
        verb: &str,
        vocabulary: &Vocabulary,
        readings: &Readings,
        output: Option<&Path>,
        screen: Screen,
    ) -> Result<Self, Error> {
        let concept_files = ConceptFiles::read(vocabulary)?;
        let (scheme, mended) = concept_files.scheme(None)?;
        let concepts = concept_files.paths();
        let (paths, from) = (reading::paths(&readings.paths, verb)?, readings.from);
        let (files, unfound) = inputs::find_quotes(&paths, from, &concepts);
        check_spares(output, concepts.iter().chain(&files))?;
        let files: Vec<_> = files.into_iter().map(|file| InputFile::new(file, from)).collect();
        let Reading { sources, mut told } = Reading::of(&files, screen.quiet);
        told.diagnostics.splice(..0, mended.into_iter().chain(unfound));
        diagnostics::print(&told.diagnostics, screen);
        reading::check(&told.diagnostics, !sources.is_empty(), false)?;
        let language = scheme.language();
        if Language::named(&language).is_none() {
            screen.warn(format_args!(
                "the function words of `{language}` are not known: much of what is proposed will say nothing"
            ));
        }
        let names = ConceptNames::of(scheme.concepts());
        Ok(Self { sources, scheme, names, concept_files })
    }

    /// Reads what a pattern is to be tried on.
    pub(super) fn tried(verb: &str, args: &Tried, screen: Screen) -> Result<Self, Error> {
        let readings = Readings { paths: args.paths.clone(), from: args.from };
        Self::read(verb, &args.vocabulary, &readings, args.output.file(), screen)
    }

    /// The id that a quote has in a graph.
    pub(super) fn id(&self, place: QuotePlace) -> String {
        place.id(&self.sources)
    }

    /// The text of a quote.
    pub(super) fn text(&self, place: QuotePlace) -> &str {
        place.of(&self.sources).map_or("", |quote| &quote.text)
    }

    /// The concept with an id or, whatever the case and the hyphens, a label or an alias.
    pub(super) fn whole(&self, name: &str) -> Result<ConceptIx, NotFound> {
        let concepts = self.scheme.concepts();
        let exact = concepts.binary_search_by(|concept| concept.id.as_str().cmp(name)).ok();
        let found = exact.map(|n| ConceptIx(n as u32)).or_else(|| self.names.find(name));
        let near = || nearest(name, concepts.iter().map(|concept| concept.id.as_str()));
        let alike = || near().into_iter().map(ToOwned::to_owned).collect();
        found.ok_or_else(|| NotFound::new(name, NameKind::Concept, false, alike()))
    }

    /// The concept with a name, else the one with a name that begins so.
    pub(super) fn concept(&self, name: &str) -> Result<ConceptIx, NotFound> {
        self.whole(name).or_else(|unknown| match self.names.beginning(name)[..] {
            [] => Err(unknown),
            [one] => Ok(one),
            ref begun => {
                let ids = begun.iter().map(|ix| self.scheme[*ix].id.clone()).collect();
                Err(NotFound::new(name, NameKind::Concept, true, ids))
            }
        })
    }

    /// A review with the ids of these concepts. Of a decision on another one it is told.
    pub(super) fn named(
        &self,
        review: SuggestionReview,
        file: &Path,
        screen: Screen,
    ) -> Result<SuggestionReview, Error> {
        let id = |name: &str| self.whole(name).ok().map(|concept| self.concept_id(concept).to_owned());
        let review = review.with_ids(id, self.language()).map_err(|error| review::wrong(file, &error))?;
        for unknown in review.concepts().into_iter().filter_map(|name| self.whole(name).err()) {
            screen.warn(format_args!("{}: a decision is passed over: {unknown}", inputs::name(file)));
        }
        Ok(review)
    }

    /// The place of a quote by its id; [`None`] for words that are no id.
    pub(super) fn place(&self, words: &str) -> Result<Option<QuotePlace>, Error> {
        let is_id = |(name, digits): &(&str, &str)| {
            let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
            !name.is_empty() && !name.contains(char::is_whitespace) && is_number && !digits.is_empty()
        };
        let Some((name, digits)) = words.rsplit_once(':').filter(is_id) else { return Ok(None) };
        let unknown = |reason: String| {
            let advice = "words that only look like an id go in with --pattern";
            Err(Error::Usage(format!("there is no quote {words}{reason}; {advice}")))
        };
        let Some(source) = self.sources.iter().position(|source| source.id == name) else {
            return unknown(did_you_mean(name, self.sources.iter().map(|source| source.id.as_str())));
        };
        let count = self.sources[source].quotes.len();
        match digits.parse::<usize>() {
            Ok(number) if (1..=count).contains(&number) => Ok(Some(QuotePlace { source, quote: number - 1 })),
            _ => unknown(format!(": {name} has {}", counted(count, "quote"))),
        }
    }

    pub(super) fn concept_id(&self, concept: ConceptIx) -> &str {
        &self.scheme[concept].id
    }

    /// The language that phrases are read in.
    pub(super) fn language(&self) -> Language {
        self.scheme.language_of(&self.sources)
    }

    /// True when a concept has a pattern.
    pub(super) fn has(&self, concept: ConceptIx, list: PatternList, pattern: &Pattern) -> bool {
        let entry = &self.scheme[concept];
        let patterns = if list == PatternList::Implied { &entry.implied } else { &entry.reject };
        patterns.contains(pattern)
    }

    /// The word classes that a pattern of a concept may name: those of its lexicon.
    pub(super) fn classes(&self, concept: ConceptIx) -> &Classes {
        self.scheme.classes_of(concept)
    }

    /// A pattern of a concept.
    pub(super) fn pattern(&self, concept: ConceptIx, source: &str) -> Result<Pattern, Error> {
        let wrong = |error| Error::Usage(format!("pattern \"{source}\": {error}"));
        Pattern::parse(source, self.classes(concept)).map_err(wrong)
    }
}

/// What is told of a phrase that no pattern can be made of.
pub(super) fn wordless(phrase: &str) -> Error {
    Error::Usage(format!("\"{phrase}\" has no words to make a pattern of"))
}
