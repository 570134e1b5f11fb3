//! A change makes the graph that is wanted of the one that is there: what is the same in both is kept, the rest is read.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::build::{self, GRAPH};
use super::memo::{Looked, Memo, Seen, Stamp};
use super::output::Screen;
use super::pieces::Named;
use super::progress::{Progress, Step};
use super::reading::{Lexicons, Reading, Text, Told};
use super::{Error, compiled, inputs, report};
use crate::concept::ConceptScheme;
use crate::diagnostic::{Diagnostic, Severity};
use crate::graph::store::{self, Draft, Hashed, Input, Inputs, OpenError};
use crate::graph::{GraphBuilder, KnowledgeGraph, SourceIx};
use crate::source::Format;

/// The graph that is there, with what is known of it.
pub(super) struct Before {
    graph: KnowledgeGraph,
    pub(super) inputs: Inputs,
    /// What it was read from, by path.
    read_from: FxHashMap<String, Input>,
    /// What is known of its files; without it only what was added can be kept.
    memo: Option<Memo>,
    /// Whether its tables are as the memo has them.
    as_left: bool,
    /// Where relative paths of what it was built of begin.
    pub(super) base: PathBuf,
    /// The sources of each file.
    sources: FxHashMap<String, Vec<SourceIx>>,
}

impl Before {
    /// The graph in the folder `dir`.
    ///
    /// # Errors
    /// When there is none, or it is damaged.
    pub(super) fn open(dir: &Path) -> Result<Self, OpenError> {
        let graph = store::open_to_scan(dir)?;
        let memo = memo(dir, &graph);
        let as_left = memo.as_ref().is_some_and(|memo| memo.has_left(&store::tables(&graph)));
        if !as_left && let Some((path, reason)) = store::verify(&graph).into_iter().next() {
            return Err(OpenError::Damaged { path, reason });
        }
        let base = base(dir, memo.as_ref());
        let inputs = store::inputs(&graph)?;
        let mut sources: FxHashMap<String, Vec<SourceIx>> = FxHashMap::default();
        for source in graph.sources() {
            sources.entry(source.path().to_owned()).or_default().push(source.index());
        }
        let read_from = inputs.read_from().map(|input| (input.path.clone(), input.clone())).collect();
        Ok(Self { graph, inputs, read_from, memo, as_left, base, sources })
    }

    /// How its files were looked at.
    pub(super) fn looked(&self) -> Option<Looked> {
        Some(self.memo.as_ref()?.looked.clone())
    }

    /// Whether its mentions are those that these concepts make.
    fn is_linked_by(&self, concepts: &[Input]) -> bool {
        self.memo.is_some() && self.inputs.concepts == concepts
    }

    /// A file that it was made of, to be kept without a look at it.
    pub(super) fn keep(&self, input: &Input, added: bool) -> Planned {
        let seen = self.memo.as_ref().and_then(|memo| memo.files.get(&input.path));
        let diagnostics = seen.map(|seen| seen.diagnostics.clone()).unwrap_or_default();
        let told = Told { diagnostics, inputs: vec![input.clone()], bytes: 0 };
        let sources = self.sources.get(&input.path).cloned().unwrap_or_default();
        let (name, stamp) = (input.path.clone(), seen.map(|seen| seen.stamp.clone()));
        Planned { name, stamp, added, what: What::Keep(sources, told) }
    }

    /// What was added to it and is not among some files.
    pub(super) fn added_beside(&self, files: &[Planned]) -> Vec<Planned> {
        let place = |name: &str| inputs::place(&inputs::path(name));
        let added = &self.inputs.added;
        let named: FxHashSet<PathBuf> = match added.is_empty() {
            true => FxHashSet::default(),
            false => files.iter().map(|file| place(&file.name)).collect(),
        };
        let beside = added.iter().filter(|input| !named.contains(&place(&input.path)));
        beside.map(|input| self.keep(input, true)).collect()
    }

    /// The names of the files that it was made of, by where these are.
    pub(super) fn places(&self) -> FxHashMap<PathBuf, &str> {
        let place = |input: &Input| inputs::place(&inputs::path_from(&self.base, &input.path));
        self.inputs.read_from().map(|input| (place(input), input.path.as_str())).collect()
    }

    /// Whether the memo tells all that could be told of some files.
    fn remembers(&self, files: &[Planned]) -> bool {
        let is_known = |memo: &Memo, file: &Planned| match &file.stamp {
            Some(stamp) => memo.is_as_seen(&file.name, stamp),
            None => true,
        };
        let memo = self.memo.as_ref().filter(|_| self.as_left);
        memo.is_some_and(|memo| files.iter().all(|file| is_known(memo, file)))
    }

    /// Whether the pictures of it are as they were left.
    fn is_drawn(&self, folder: &Path) -> bool {
        self.memo.as_ref().is_some_and(|memo| memo.has_drawn(&build::pictures(folder)))
    }

    /// A file that was named then and now, when it is as it was.
    fn unchanged(&self, Named { name, path, from }: &Named) -> Option<Planned> {
        let memo = self.memo.as_ref().filter(|memo| memo.looked.from.as_deref() == from.map(Format::name))?;
        let (stamp, seen) = (Stamp::of(path)?, memo.files.get(name)?);
        let is_as_seen = memo.is_as_seen(name, &stamp);
        let Some(input) = self.read_from.get(name) else {
            return is_as_seen.then(|| Planned::without_quotes(name, Some(stamp), seen.diagnostics.clone()));
        };
        let same = is_as_seen || (input.bytes == stamp.bytes && is(path, input));
        same.then(|| Planned { stamp: Some(stamp), ..self.keep(input, false) })
    }
}

/// What is told of a file that had quotes and has none that can be read.
const HAS_NONE: &str =
    "had quotes and has none now; they stay until it is saved with others, taken away, or read by `build`";

/// The output folder that a graph's folder is in; none when the graph was moved elsewhere.
fn beside(dir: &Path) -> Option<&Path> {
    dir.parent().filter(|_| dir.file_name().is_some_and(|name| name == GRAPH))
}

/// What the last build of a graph saw, as far as that is known.
pub(super) fn memo(dir: &Path, graph: &KnowledgeGraph) -> Option<Memo> {
    Memo::read(beside(dir)?, store::version(graph)?)
}

/// Where relative paths of what a graph was built of begin, as far as that is known: else here.
pub(super) fn base(dir: &Path, memo: Option<&Memo>) -> PathBuf {
    memo.zip(beside(dir)).map(|(memo, folder)| memo.base(folder)).unwrap_or_default()
}

/// Whether the bytes of a file are those of an input.
pub(super) fn is(file: &Path, input: &Input) -> bool {
    let mut hashed = Hashed::default();
    let read = File::open(file).and_then(|mut file| io::copy(&mut file, &mut hashed));
    read.is_ok() && input.is_hashed(hashed)
}

/// A file of the graph that is wanted.
pub(super) struct Planned {
    /// Its path, as it is stored.
    pub(super) name: String,
    /// What the system told of it before it was read.
    stamp: Option<Stamp>,
    /// Whether it is added to what was named for a build.
    added: bool,
    what: What,
}

enum What {
    /// These sources of the graph before are as they would be read.
    Keep(Vec<SourceIx>, Told),
    Read(Named),
    Piped(Text),
}

impl Planned {
    /// A file to be read, if it can be.
    pub(super) fn read(file: Named) -> Self {
        let stamp = Stamp::of(&file.path);
        match stamp.as_ref().map(|_| File::open(&file.path)) {
            Some(Err(error)) => {
                Self::without_quotes(&file.name, None, Reading::unread(&file, &error).told.diagnostics)
            }
            _ => Self { name: file.name.clone(), stamp, added: false, what: What::Read(file) },
        }
    }

    /// What was piped in.
    pub(super) fn piped(text: Text) -> Self {
        Self { name: text.name.clone(), stamp: None, added: false, what: What::Piped(text) }
    }

    /// A file of which nothing but this is known.
    fn without_quotes(name: &str, stamp: Option<Stamp>, diagnostics: Vec<Diagnostic>) -> Self {
        let told = Told { diagnostics, ..Told::default() };
        Self { name: name.to_owned(), stamp, added: false, what: What::Keep(Vec::new(), told) }
    }

    /// The same, as what was added, or as what was named for a build: that may read it otherwise.
    pub(super) fn added(self, added: bool) -> Self {
        Self { added, stamp: None, ..self }
    }

    /// Files that were named: those are read that are not as they were.
    pub(super) fn named(files: Vec<Named>, before: Option<&Before>) -> Vec<Self> {
        let plan = |file: Named| {
            let unchanged = before.and_then(|before| before.unchanged(&file));
            unchanged.unwrap_or_else(|| Self::read(file))
        };
        files.into_par_iter().map(plan).collect()
    }

    fn is_kept(&self) -> bool {
        matches!(self.what, What::Keep(..))
    }

    /// The input, when the file is kept and has quotes.
    fn input(&self) -> Option<&Input> {
        match &self.what {
            What::Keep(_, told) => told.inputs.first(),
            What::Read(_) | What::Piped(_) => None,
        }
    }
}

/// Keeps and reads the files of the graph that is wanted; takes out what was told of each.
fn gather(
    files: &mut [Planned],
    builder: &mut GraphBuilder<'_>,
    progress: &Progress,
) -> Result<Vec<Told>, Error> {
    let mut told = vec![Told::default(); files.len()];
    let (mut numbers, mut named) = (Vec::new(), Vec::new());
    for (number, file) in files.iter_mut().enumerate() {
        match &mut file.what {
            What::Keep(sources, known) => {
                builder.keep(number, sources);
                told[number] = std::mem::take(known);
            }
            What::Read(file) => {
                numbers.push(number);
                named.push(file.clone());
            }
            What::Piped(text) => {
                let Reading { sources, told: read } = Reading::of_text(text, &Progress::of_reading(true));
                builder.add_read(number, sources, false);
                told[number] = read;
            }
        }
    }
    let read = Reading::each(&named, progress, |at, sources, continues| {
        builder.add_read(numbers[at], sources, continues);
    })?;
    numbers.into_iter().zip(read).for_each(|(number, read)| told[number] = read);
    Ok(told)
}

/// A graph that is about to be made.
pub(super) struct Change<'a> {
    /// The graph's folder.
    pub(super) dir: &'a Path,
    /// What is there already, as far as it can be kept.
    pub(super) before: Option<Before>,
    pub(super) lexicons: &'a Lexicons,
    /// In the order in which their sources get their ids.
    pub(super) files: Vec<Planned>,
    /// How files are read, and since when; nothing when they were not all looked at.
    pub(super) looked: Option<Looked>,
    pub(super) memory: u64,
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
        odd: Vec<Diagnostic>,
        screen: Screen,
    ) -> Result<Made, Error> {
        let before = self.before.take();
        if let Some(folder) = beside(self.dir) {
            build::check_place(folder)?;
        }
        if let Some(before) = &before {
            self.finds_again(before, &odd)?;
        }
        let concepts = self.lexicons.inputs();
        let is_linked = before.as_ref().is_some_and(|before| before.is_linked_by(&concepts));
        let before = match before {
            Some(before) if is_linked && self.is_the_same_as(&before) => {
                return self.leave(before, &draft, odd, screen);
            }
            before => before,
        };
        let mut builder = draft.builder(scheme, self.memory);
        if let Some(before) = &before {
            builder.over(&before.graph, is_linked);
        }
        let progress = Progress::of_build(screen.quiet);
        let links = !is_linked || self.files.iter().any(|file| !file.is_kept());
        let (linker, told) = rayon::join(
            || {
                links
                    .then(|| compiled::linker(beside(self.dir), draft.path(), self.lexicons, scheme))
                    .transpose()
            },
            || gather(&mut self.files, &mut builder, &progress),
        );
        progress.clear();
        let (linker, mut told) = (linker?, told?);
        if let Some(before) = &before {
            self.keep_what_was(before, &mut builder, &mut told);
        }
        let diagnostics = self.tell(odd, &told, screen)?;
        builder.assign_ids();
        progress.begin(Step::Linking, builder.quotes());
        let graph = draft.finish(builder, linker.as_ref(), &|quotes| progress.linked(quotes))?;
        // The version before is taken away when nobody reads it.
        drop(before);
        self.publish(&draft, graph, &told, diagnostics)
    }

    /// Whether the graph that is there is the one that is wanted.
    fn is_the_same_as(&self, before: &Before) -> bool {
        let kept =
            |added| self.files.iter().filter(move |file| file.added == added).filter_map(Planned::input);
        let is_kept = self.files.iter().all(Planned::is_kept);
        is_kept && kept(false).eq(&before.inputs.sources) && kept(true).eq(&before.inputs.added)
    }

    /// Leaves the graph as it is.
    fn leave(
        &self,
        before: Before,
        draft: &Draft,
        odd: Vec<Diagnostic>,
        screen: Screen,
    ) -> Result<Made, Error> {
        let known = |file: &Planned| match &file.what {
            What::Keep(_, told) => told.clone(),
            What::Read(_) | What::Piped(_) => Told::default(),
        };
        let told: Vec<Told> = self.files.iter().map(known).collect();
        let diagnostics = self.tell(odd, &told, screen)?;
        let drawn = match beside(self.dir).filter(|folder| !before.is_drawn(folder)) {
            Some(folder) => build::draw(&before.graph, folder),
            None => Vec::new(),
        };
        build::write(&drawn, draft.path(), || Ok(()))?;
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
        let mut inputs = Inputs { concepts: self.lexicons.inputs(), ..Inputs::default() };
        for (file, told) in self.files.iter().zip(told) {
            let list = if file.added { &mut inputs.added } else { &mut inputs.sources };
            list.extend(told.inputs.iter().cloned());
        }
        let drawn = beside(self.dir).map(|folder| build::draw(&graph, folder)).unwrap_or_default();
        let graph = build::write(&drawn, draft.path(), || Ok(draft.publish(graph, &inputs)?))?;
        self.remember(told, &graph, draft);
        let pictures = drawn.into_iter().map(|(path, _)| path);
        let wrote = std::iter::once(self.dir.to_owned()).chain(pictures).collect();
        Ok(self.made(graph, told, diagnostics, wrote))
    }

    /// Tells what was odd, and how much that is; fails when there is nothing to make a graph of.
    fn tell(&self, odd: Vec<Diagnostic>, told: &[Told], screen: Screen) -> Result<usize, Error> {
        let known = told.iter().flat_map(|told| told.diagnostics.iter().cloned());
        let diagnostics: Vec<Diagnostic> = odd.into_iter().chain(known).collect();
        report::diagnostics(&diagnostics, screen);
        build::check(&diagnostics, self.is_found(told), self.strict)?;
        Ok(diagnostics.len())
    }

    /// Whether there are quotes to make a graph of: new ones, where these are to be added.
    fn is_found(&self, told: &[Told]) -> bool {
        let counts = |file: &Planned| self.purpose != Purpose::Add || !file.is_kept();
        self.files.iter().zip(told).any(|(file, told)| counts(file) && !told.inputs.is_empty())
    }

    /// Fails when files that had quotes before are where nobody can look now: a disk may be away for a while.
    fn finds_again(&self, before: &Before, odd: &[Diagnostic]) -> Result<(), Error> {
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

    /// Keeps what files had that have nothing now, unless the graph is to be that of its files in any case.
    fn keep_what_was(&mut self, before: &Before, builder: &mut GraphBuilder<'_>, told: &mut [Told]) {
        if self.purpose == Purpose::Build {
            return;
        }
        for (number, (file, told)) in self.files.iter_mut().zip(told).enumerate() {
            let had = before.read_from.get(&file.name).filter(|_| told.inputs.is_empty());
            let Some(input) = had else { continue };
            *file = Planned { stamp: None, ..before.keep(input, file.added) };
            if let What::Keep(sources, _) = &file.what {
                builder.keep(number, sources);
            }
            told.inputs.push(input.clone());
            told.diagnostics.push(Diagnostic::warning(&input.path, 0, HAS_NONE));
        }
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
        if let Some(memo) = Memo::new(version, &store::tables(graph), &build::pictures(folder), looked, files)
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
