//! A change makes the graph that is wanted of the one that is there: what is the same in both is kept, the rest is read.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::memo::{Looked, Memo, Seen};
use super::planned::{Planned, What, gather};
use super::previous::Previous;
use super::{compiled, pictures};
use crate::cli::folder::{self, beside};
use crate::cli::output::Screen;
use crate::cli::reading::concept_files::ConceptFiles;
use crate::cli::reading::pieces::Scratch;
use crate::cli::reading::progress::{Progress, Step};
use crate::cli::reading::{self, Told};
use crate::cli::{Error, diagnostics};
use crate::concept::ConceptScheme;
use crate::diagnostic::{Diagnostic, Severity};
use crate::graph::store::{self, Draft, Inputs};
use crate::graph::{GraphBuilder, KnowledgeGraph};

/// What is told of a file that had quotes and has none that can be read: of one that was named for a build, and of one that
/// was added, which `build` does not read.
const HAS_NONE: &str =
    "had quotes and has none now; they stay until it is saved with others, taken away, or read by `build`";
const ADDED_HAS_NONE: &str = "had quotes and has none now; they stay until it is added again with others, or left out \
    by `build --drop-added`";

/// A graph that is about to be made.
pub(super) struct Change<'a> {
    /// The graph's folder.
    pub(super) dir: &'a Path,
    /// What is there already, as far as it can be kept.
    pub(super) before: Option<Previous>,
    pub(super) concept_files: &'a ConceptFiles,
    /// In the order in which their sources get their ids.
    pub(super) files: Vec<Planned>,
    /// How files are read, and since when; nothing when they were not all looked at.
    pub(super) looked: Option<Looked>,
    pub(in crate::cli) memory: u64,
    /// Fail when anything is left out.
    pub(super) strict: bool,
    pub(super) purpose: Purpose,
}

/// What a change is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// The graph is to be that of its files.
    Build,
    /// So it is, as soon as they are well: one that had quotes and has none now may be half saved, and stays as it was.
    Watch,
    /// Something new is to be in it, and nothing lost of what is.
    Add,
}

/// A graph that was made.
pub(super) struct Made {
    /// The graph's folder.
    pub(super) dir: PathBuf,
    pub(super) graph: KnowledgeGraph,
    pub(super) diagnostics: usize,
    /// Bytes read.
    pub(super) bytes: u64,
    /// Files with quotes, and those of them that were kept.
    pub(super) files: [usize; 2],
    /// What was written.
    pub(super) wrote: Vec<PathBuf>,
}

impl Change<'_> {
    /// Makes the graph. `odd` is what was told of the concepts and of looking for files.
    pub(super) fn make(
        mut self,
        draft: Draft,
        scheme: &ConceptScheme,
        mut odd: Vec<Diagnostic>,
        screen: Screen,
    ) -> Result<Made, Error> {
        let before = self.before.take();
        if let Some(folder) = beside(self.dir) {
            pictures::check_place(folder)?;
        }
        if let Some(before) = &before {
            self.finds_again(before, &odd)?;
        }
        let concepts = self.concept_files.inputs();
        let is_linked = before.as_ref().is_some_and(|before| before.is_linked_by(&concepts));
        let before = match before {
            Some(before) if is_linked && self.is_the_same_as(&before) => {
                return self.leave(before, &draft, odd, screen);
            }
            before => before,
        };
        let scratch = Scratch { folder: draft.path(), memory: self.memory };
        let mut builder = draft.builder(scheme, self.memory);
        if let Some(before) = &before {
            builder.over(&before.graph, is_linked);
        }
        let progress = Progress::of_build(screen.quiet);
        let links = !is_linked || self.files.iter().any(|file| !file.is_kept());
        let linker = || compiled::linker(beside(self.dir), draft.path(), self.concept_files, scheme);
        let (compiled, told) = rayon::join(
            || links.then(linker).transpose(),
            || gather(&mut self.files, scratch, &mut builder, &progress),
        );
        progress.clear();
        let (compiled, mut told) = (compiled?, told?);
        odd.extend(self.diagnostics(&told));
        if let Some(before) = &before {
            odd.extend(self.keep_what_was(before, &mut builder, &mut told));
        }
        let diagnostics = self.tell(&odd, &told, screen)?;
        builder.assign_ids();
        progress.begin(Step::Linking, builder.quotes());
        let linker = compiled.as_ref().map(|compiled| &compiled.linker);
        let graph = draft.finish(builder, linker, &|quotes| progress.linked(quotes))?;
        // The version before is taken away when nobody reads it.
        drop(before);
        let built = self.publish(&draft, graph, &told, diagnostics)?;
        if let Some(compiled) = compiled {
            compiled.keep();
        }
        Ok(built)
    }

    /// Whether the graph that is there is the one that is wanted.
    fn is_the_same_as(&self, before: &Previous) -> bool {
        let kept =
            |added| self.files.iter().filter(move |file| file.added == added).filter_map(Planned::input);
        let is_kept = self.files.iter().all(Planned::is_kept);
        is_kept && kept(false).eq(&before.inputs.sources) && kept(true).eq(&before.inputs.added)
    }

    /// Leaves the graph as it is.
    fn leave(
        &self,
        before: Previous,
        draft: &Draft,
        mut odd: Vec<Diagnostic>,
        screen: Screen,
    ) -> Result<Made, Error> {
        let known = |file: &Planned| match &file.what {
            What::Keep(_, told) => told.clone(),
            What::Read(_) => Told::default(),
        };
        let told: Vec<Told> = self.files.iter().map(known).collect();
        odd.extend(self.diagnostics(&told));
        let diagnostics = self.tell(&odd, &told, screen)?;
        let drawn = match beside(self.dir).filter(|folder| !before.is_drawn(folder)) {
            Some(folder) => pictures::draw(&before.graph, folder),
            None => Vec::new(),
        };
        pictures::write(&drawn, draft.path(), || Ok(()))?;
        if !drawn.is_empty() || !before.remembers(&self.files) {
            self.remember(&told, &before.graph, draft);
        }
        let wrote = drawn.into_iter().map(|(path, _)| path).collect();
        Ok(self.made(before.graph, &told, diagnostics, wrote))
    }

    /// Puts the graph in the place of the one that was there, with its pictures beside it.
    fn publish(
        &self,
        draft: &Draft,
        graph: KnowledgeGraph,
        told: &[Told],
        diagnostics: usize,
    ) -> Result<Made, Error> {
        let mut inputs = Inputs { concepts: self.concept_files.inputs(), ..Inputs::default() };
        for (file, told) in self.files.iter().zip(told) {
            let list = if file.added { &mut inputs.added } else { &mut inputs.sources };
            list.extend(told.inputs.iter().cloned());
        }
        let drawn = beside(self.dir).map(|folder| pictures::draw(&graph, folder)).unwrap_or_default();
        let graph = pictures::write(&drawn, draft.path(), || Ok(draft.publish(graph, &inputs)?))?;
        self.remember(told, &graph, draft);
        let pictures = drawn.into_iter().map(|(path, _)| path);
        let wrote = std::iter::once(self.dir.to_owned()).chain(pictures).collect();
        Ok(self.made(graph, told, diagnostics, wrote))
    }

    /// Tells what was odd, and how much that is; fails when there is nothing to make a graph of.
    fn tell(&self, odd: &[Diagnostic], told: &[Told], screen: Screen) -> Result<usize, Error> {
        diagnostics::print(odd, screen);
        reading::check(odd, self.is_found(told), self.strict)?;
        Ok(odd.len())
    }

    /// What was told of the files; where some are added, of these alone: what was wrong before was told then.
    fn diagnostics(&self, told: &[Told]) -> Vec<Diagnostic> {
        let is_asked_for = |(file, told): &(&Planned, &Told)| {
            self.purpose != Purpose::Add || !file.is_kept() || told.inputs.is_empty()
        };
        let told = self.files.iter().zip(told).filter(is_asked_for);
        told.flat_map(|(_, told)| told.diagnostics.iter().cloned()).collect()
    }

    /// Whether there are quotes in what was named; in new files, where these are to be added.
    fn is_found(&self, told: &[Told]) -> bool {
        let counts = |file: &Planned| match self.purpose {
            Purpose::Add => !file.is_kept(),
            Purpose::Build | Purpose::Watch => !file.added,
        };
        self.files.iter().zip(told).any(|(file, told)| counts(file) && !told.inputs.is_empty())
    }

    /// Fails when files that had quotes before are where nobody can look now: a disk may be away for a while.
    fn finds_again(&self, before: &Previous, odd: &[Diagnostic]) -> Result<(), Error> {
        if self.purpose != Purpose::Watch {
            return Ok(());
        }
        let found: FxHashSet<&str> = self.files.iter().map(|file| file.name.as_str()).collect();
        let missing = || before.inputs.sources.iter().filter(|input| !found.contains(input.path.as_str()));
        let hides =
            |place: &&Diagnostic| missing().any(|input| Path::new(&input.path).starts_with(&place.file));
        match odd.iter().filter(|place| place.severity == Severity::Error).find(hides) {
            Some(place) => Err(Error::NothingRead(format!("{place}; there were quotes in it"))),
            None => Ok(()),
        }
    }

    /// Keeps what files had that have nothing now, and tells which; unless the graph is to be that of its files in any case.
    fn keep_what_was(
        &mut self,
        before: &Previous,
        builder: &mut GraphBuilder<'_>,
        told: &mut [Told],
    ) -> Vec<Diagnostic> {
        let mut kept = Vec::new();
        if self.purpose == Purpose::Build {
            return kept;
        }
        for (number, (file, told)) in self.files.iter_mut().zip(told).enumerate() {
            let had = before.read_from.get(&file.name).filter(|_| told.inputs.is_empty());
            let Some(input) = had else { continue };
            *file = Planned { stamp: None, ..before.keep(input, file.added) };
            if let What::Keep(sources, _) = &file.what {
                builder.keep(number, input.format.as_deref(), sources);
            }
            told.inputs.push(input.clone());
            let message = if file.added { ADDED_HAS_NONE } else { HAS_NONE };
            kept.push(Diagnostic::warning(&input.path, 0, message));
        }
        kept
    }

    /// Notes what was seen of the files, for the next change.
    fn remember(&self, told: &[Told], graph: &KnowledgeGraph, draft: &Draft) {
        let (Some(looked), Some(version)) = (self.looked.clone(), store::version(graph)) else { return };
        let seen = |(file, told): (&Planned, &Told)| {
            let stamp = file.stamp.clone().filter(|_| !file.added)?;
            // Of a file that could not be read to its end nothing is known.
            let is_read = file.is_kept() || !told.inputs.is_empty() || told.bytes == stamp.bytes;
            let seen = Seen { stamp, diagnostics: told.diagnostics.clone() };
            is_read.then(|| (file.name.clone(), seen))
        };
        let files = self.files.iter().zip(told).filter_map(seen).collect();
        let Some(folder) = beside(self.dir) else { return };
        if let Some(memo) =
            Memo::new(version, &store::tables(graph), &folder::pictures(folder), looked, files)
        {
            memo.write(folder, draft.path());
        }
    }

    fn made(&self, graph: KnowledgeGraph, told: &[Told], diagnostics: usize, wrote: Vec<PathBuf>) -> Made {
        let with_quotes = || self.files.iter().zip(told).filter(|(_, told)| !told.inputs.is_empty());
        let files = with_quotes().count();
        let kept = with_quotes().filter(|(file, _)| file.is_kept()).count();
        let bytes = told.iter().map(|told| told.bytes).sum();
        Made { dir: self.dir.to_owned(), graph, diagnostics, bytes, files: [files, kept], wrote }
    }
}
