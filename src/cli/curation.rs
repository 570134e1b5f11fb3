//! What the verbs of curation share: reading the collection, names, and the lexicon file that a pattern goes into.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::path::{Path, PathBuf};

use super::args::{Tried, Vocabulary};
use super::named::Named;
use super::output::{Screen, write};
use super::reading::{Lexicons, Reading};
use super::{Error, build, inputs, report};
use crate::concept::{ConceptIx, ConceptNames, ConceptScheme, EditError, Pattern, PatternList, add_pattern};
use crate::curate::{Change, Links};
use crate::render::page::{Page, Quote, counted};
use crate::render::table::{Cell, Column, Table};
use crate::source::{self, Source};
use crate::text::did_you_mean;

/// Quotes, the concepts that they are held against, and the files of these.
pub(super) struct Collection {
    pub(super) sources: Vec<Source>,
    pub(super) scheme: ConceptScheme,
    names: ConceptNames,
    lexicons: Lexicons,
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
        let lexicons = Lexicons::read(vocabulary)?;
        let (scheme, mended) = lexicons.scheme(None)?;
        let (files, unfound) = inputs::find(&build::paths(paths, verb)?);
        let files: Vec<_> = files.into_iter().map(|file| Named::new(file, from)).collect();
        let Reading { sources, mut told } = Reading::of(&files, screen.quiet);
        told.diagnostics.splice(..0, mended.into_iter().chain(unfound));
        report::diagnostics(&told.diagnostics, screen);
        build::check(&told.diagnostics, !sources.is_empty(), false)?;
        let names = ConceptNames::of(scheme.concepts());
        Ok(Self { sources, scheme, names, lexicons })
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
        for (name, text) in self.lexicons.texts() {
            match add_pattern(text, id, *list, pattern) {
                Ok(_) if Lexicons::is_built_in(name) => break,
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
            self.lexicons = Lexicons::read(&args.vocabulary)?;
        }
        Ok(())
    }
}

/// A pattern that a person decided on, and what comes of it.
pub(super) struct Decision {
    pub(super) concept: String,
    pub(super) list: PatternList,
    pub(super) pattern: String,
    /// True when the lexicon has it already.
    pub(super) known: bool,
    pub(super) changes: Vec<Change>,
}

impl Decision {
    /// What a lexicon with the pattern would link otherwise than `before`.
    pub(super) fn of(
        collection: &Collection,
        before: &Links,
        concept: ConceptIx,
        list: PatternList,
        pattern: &str,
    ) -> Result<Self, Error> {
        let pattern = collection.pattern(pattern)?;
        let entry = &collection.scheme.concepts()[concept.0 as usize];
        let patterns = if list == PatternList::Implied { &entry.implied } else { &entry.reject };
        let known = patterns.contains(&pattern);
        let source = pattern.source.clone();
        let after = crate::curate::links(
            &collection.sources,
            &collection.scheme.with_pattern(concept, list, pattern),
        )?;
        let changes = match list {
            PatternList::Implied => crate::curate::changes(before, &after, concept),
            PatternList::Reject => crate::curate::changes(&after, before, concept),
        };
        Ok(Self { concept: entry.id.clone(), list, pattern: source, known, changes })
    }

    fn told(&self) -> String {
        format!("\"{}\" as `{}` of `{}`", self.pattern, self.list.key(), self.concept)
    }

    /// "2 quotes", and how many of them are linked to the concept in another way.
    pub(super) fn counted(&self) -> String {
        let anyway = self.changes.iter().filter(|change| change.linked_anyway).count();
        let all = counted(self.changes.len(), "quote");
        if anyway == 0 { all } else { format!("{all}, {anyway} of them linked in another way too") }
    }

    /// The pattern and the quotes that it changes.
    pub(super) fn page(&self, page: &mut Page, collection: &Collection, others: &[Self]) {
        let verb = if self.list == PatternList::Implied { "links" } else { "unlinks" };
        let state = if self.known { "; the lexicon has it already" } else { "" };
        page.heading(format!("{}  {} \"{}\"", self.concept, self.list.key(), self.pattern));
        page.text(format!("{verb} {}{state}", self.counted()));
        if !others.is_empty() {
            let told =
                |other: &Self| (format!("\"{}\"", other.pattern), format!("{verb} {}", other.counted()));
            page.facts(others.iter().map(told));
        }
        for change in &self.changes {
            page.quote(Quote {
                head: collection.id(change.source, change.quote),
                text: collection.quote(change.source, change.quote).text.clone(),
                marks: change.spans.clone(),
                foot: String::new(),
            });
        }
    }

    fn rows<'a>(&'a self, collection: &'a Collection) -> impl Iterator<Item = Vec<Cell>> + 'a {
        self.changes.iter().map(move |change| {
            let text = &collection.quote(change.source, change.quote).text;
            let words = change.spans.iter().filter_map(|span| span.of(text)).map(ToOwned::to_owned);
            vec![
                self.concept.as_str().into(),
                self.list.key().into(),
                self.pattern.as_str().into(),
                collection.id(change.source, change.quote).into(),
                Cell::List(words.collect()),
                Cell::nested(&change.linked_anyway, change.linked_anyway.to_string()),
                Cell::Marked { text: text.clone(), marks: change.spans.clone() },
            ]
        })
    }
}

/// The decisions as rows, one for each quote that they change.
pub(super) fn table(decisions: &[Decision], collection: &Collection) -> Table {
    let mut table = Table::new([
        Column::text("concept"),
        Column::text("list"),
        Column::text("pattern"),
        Column::text("quote"),
        Column::text("words"),
        Column::text("linked_anyway"),
        Column::text("text"),
    ]);
    table.rows.extend(decisions.iter().flat_map(|decision| decision.rows(collection)));
    table
}

/// The review as it was left; an empty one when there is no file yet.
pub(super) fn review_so_far<R: Default, E: Display>(
    file: &Path,
    from_toml: impl Fn(&str) -> Result<R, E>,
) -> Result<R, Error> {
    if file.exists() { read_review(file, from_toml) } else { Ok(R::default()) }
}

/// The review in a file.
pub(super) fn read_review<R, E: Display>(
    file: &Path,
    from_toml: impl Fn(&str) -> Result<R, E>,
) -> Result<R, Error> {
    from_toml(&inputs::text(file)?).map_err(|error| wrong_review(file, &error))
}

pub(super) fn wrong_review(file: &Path, error: &impl Display) -> Error {
    let name = inputs::name(file);
    Error::Usage(format!("{name} is no review that can be read; mend it or name another file: {error}"))
}
