//! A collection is the quotes that were named, with the concepts and the lexicon files that patterns go into.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::decision::Decision;
use crate::cli::args::{Tried, Vocabulary};
use crate::cli::output::{Screen, write};
use crate::cli::reading::concept_files::ConceptFiles;
use crate::cli::reading::input_file::InputFile;
use crate::cli::reading::{self, Reading, inputs};
use crate::cli::{Error, diagnostics};
use crate::concept::{ConceptIx, ConceptNames, ConceptScheme, EditError, Pattern, PatternList, add_pattern};
use crate::discover::Language;
use crate::render::page::counted;
use crate::source::{self, Source};
use crate::text::did_you_mean;

/// Quotes, the concepts that they are held against, and the files of these.
pub(super) struct Collection {
    pub(super) sources: Vec<Source>,
    pub(super) scheme: ConceptScheme,
    names: ConceptNames,
    concept_files: ConceptFiles,
}

impl Collection {
    /// Reads what was named to a verb.
    pub(super) fn read(
        verb: &str,
        vocabulary: &Vocabulary,
        paths: &[PathBuf],
        from: Option<source::Format>,
        screen: Screen,
    ) -> Result<Self, Error> {
        let concept_files = ConceptFiles::read(vocabulary)?;
        let (scheme, mended) = concept_files.scheme(None)?;
        let (files, unfound) = inputs::find_quotes(&reading::paths(paths, verb)?, from);
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

    /// The id that a quote has in a graph.
    pub(super) fn id(&self, source: usize, quote: usize) -> String {
        format!("{}:{}", self.sources[source].id, quote + 1)
    }

    pub(super) fn quote(&self, source: usize, quote: usize) -> &source::Quote {
        &self.sources[source].quotes[quote]
    }

    /// The concept with an id or, whatever the case and the hyphens, a label or an alias.
    pub(super) fn concept(&self, name: &str) -> Result<ConceptIx, Error> {
        let concepts = self.scheme.concepts();
        let exact = concepts.binary_search_by(|concept| concept.id.as_str().cmp(name)).ok();
        let found = exact.map(|n| ConceptIx(n as u32)).or_else(|| self.names.find(name));
        let unknown = || {
            let hint = did_you_mean(name, concepts.iter().map(|concept| concept.id.as_str()));
            Error::Usage(format!("there is no concept `{name}`{hint}"))
        };
        found.ok_or_else(unknown)
    }

    /// The place of a quote by its id; [`None`] for words that are no id.
    pub(super) fn place(&self, words: &str) -> Result<Option<(usize, usize)>, Error> {
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
            Ok(number) if (1..=count).contains(&number) => Ok(Some((source, number - 1))),
            _ => unknown(format!(": {name} has {}", counted(count, "quote"))),
        }
    }

    pub(super) fn concept_id(&self, concept: ConceptIx) -> &str {
        &self.scheme.concepts()[concept.0 as usize].id
    }

    /// The language that phrases are read in.
    pub(super) fn language(&self) -> Language {
        Language::of(&self.sources, &self.scheme)
    }

    /// True when a concept has a pattern.
    pub(super) fn has(&self, concept: ConceptIx, list: PatternList, pattern: &Pattern) -> bool {
        let entry = &self.scheme.concepts()[concept.0 as usize];
        let patterns = if list == PatternList::Implied { &entry.implied } else { &entry.reject };
        patterns.contains(pattern)
    }

    /// A pattern as the lexicon's classes make it mean.
    pub(super) fn pattern(&self, source: &str) -> Result<Pattern, Error> {
        let wrong = |error| Error::Usage(format!("pattern \"{source}\": {error}"));
        Pattern::parse(source, self.scheme.classes()).map_err(wrong)
    }

    /// The names of the files that some decisions go into, each once.
    fn files(&self, decisions: &[&Decision]) -> Result<BTreeSet<String>, Error> {
        decisions.iter().map(|decision| Ok(inputs::name(&self.edited(decision)?.0))).collect()
    }

    /// The lexicon in which the concept of a decision stands, and its text with the pattern.
    fn edited(&self, decision: &Decision) -> Result<(PathBuf, String), Error> {
        let Decision { concept: id, list, pattern, .. } = decision;
        for (name, text) in self.concept_files.texts() {
            match add_pattern(text, id, *list, pattern) {
                Ok(_) if ConceptFiles::is_built_in(name) => break,
                Ok(edited) => return Ok((PathBuf::from(name), edited)),
                Err(EditError::NoConcept(_) | EditError::Toml(_)) => {}
                Err(error) => return Err(Error::Usage(format!("{name}: concept `{id}`: {error}"))),
            }
        }
        let advice = "patterns go into a TOML lexicon of yours: name one with --concepts, or make one of a vocabulary \
            with `ideagraph concepts convert`";
        Err(Error::Usage(format!("no file that can be edited has the concept `{id}`; {advice}")))
    }

    /// The patterns in the lexicon's files, when it was asked for or the person says yes.
    pub(super) fn write(
        &mut self,
        decisions: &[Decision],
        args: &Tried,
        screen: Screen,
    ) -> Result<(), Error> {
        let (known, new): (Vec<&Decision>, Vec<_>) = decisions.iter().partition(|decision| decision.known);
        for decision in known {
            screen.note(&format!("the lexicon has {} already", decision.told()));
        }
        let what = match new.as_slice() {
            [] => return Ok(()),
            [one] => one.told(),
            many => format!("{} patterns", many.len()),
        };
        let files = Vec::from_iter(self.files(&new)?);
        if !args.write && !screen.confirm(&format!("write {what} to {}?", files.join(" and "))) {
            screen.note("nothing was written; --write does");
            return Ok(());
        }
        for decision in new {
            let (file, text) = self.edited(decision)?;
            write(Some(&file), text.as_bytes())?;
            screen.note(&format!("wrote {} to {}", decision.told(), inputs::name(&file)));
            self.concept_files = ConceptFiles::read(&args.vocabulary)?;
        }
        Ok(())
    }
}
