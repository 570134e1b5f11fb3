//! The previous graph is the one that is there, with what is known of the files that it was made of.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use rustc_hash::{FxHashMap, FxHashSet};

use super::memo::{Looked, Memo, Stamp};
use super::planned::{Planned, What};
use crate::cli::folder::{self, beside};
use crate::cli::reading::input_file::InputFile;
use crate::cli::reading::{Told, inputs};
use crate::graph::store::{self, Hashed, Input, Inputs, OpenError};
use crate::graph::{KnowledgeGraph, SourceIx};
use crate::source::Format;

/// The graph that is there, with what is known of it.
pub(super) struct Previous {
    pub(super) graph: KnowledgeGraph,
    pub(super) inputs: Inputs,
    /// What it was read from, by path.
    pub(super) read_from: FxHashMap<String, Input>,
    /// What is known of its files; without it only what was added can be kept.
    pub(super) memo: Option<Memo>,
    /// Whether its tables are as the memo has them.
    pub(super) as_left: bool,
    /// The sources of each file.
    sources: FxHashMap<String, Vec<SourceIx>>,
}

impl Previous {
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
        let inputs = store::inputs(&graph)?;
        let mut sources: FxHashMap<String, Vec<SourceIx>> = FxHashMap::default();
        for source in graph.sources() {
            sources.entry(source.path().to_owned()).or_default().push(source.index());
        }
        let read_from = inputs.read_from().map(|input| (input.path.clone(), input.clone())).collect();
        Ok(Self { graph, inputs, read_from, memo, as_left, sources })
    }

    /// Where relative paths of what it was built of begin, when it is in the folder `dir`.
    pub(super) fn base(&self, dir: &Path) -> PathBuf {
        base(dir, self.memo.as_ref(), &self.inputs)
    }

    /// How its files were looked at, when it is in the folder `dir` and relative paths begin at `base`.
    pub(super) fn looked(&self, dir: &Path, base: &Path) -> Option<Looked> {
        let looked = self.memo.as_ref()?.looked.clone();
        match beside(dir).filter(|_| base.as_os_str() == HERE) {
            Some(folder) => Some(Looked { base: inputs::name(&inputs::here_from(folder)), ..looked }),
            None => Some(looked),
        }
    }

    /// Whether its mentions are those that these concepts make.
    pub(super) fn is_linked_by(&self, concepts: &[Input]) -> bool {
        self.memo.is_some() && self.inputs.concepts == concepts
    }

    /// A file that it was made of, to be kept without a look at it.
    pub(super) fn keep(&self, input: &Input, added: bool) -> Planned {
        let seen = self.memo.as_ref().and_then(|memo| memo.files.get(&input.path));
        let diagnostics = seen.map(|seen| seen.diagnostics.clone()).unwrap_or_default();
        let told = Told { diagnostics, inputs: vec![input.clone()], ..Told::default() };
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

    /// The names of the files that it was made of, by where these are when relative paths begin at `base`.
    pub(super) fn places(&self, base: &Path) -> FxHashMap<PathBuf, &str> {
        let place = |input: &Input| inputs::place(&inputs::path_from(base, &input.path));
        self.inputs.read_from().map(|input| (place(input), input.path.as_str())).collect()
    }

    /// Whether the memo tells all that could be told of some files.
    pub(super) fn remembers(&self, files: &[Planned]) -> bool {
        let is_known = |memo: &Memo, file: &Planned| match &file.stamp {
            Some(stamp) => memo.is_as_seen(&file.name, stamp),
            None => true,
        };
        let memo = self.memo.as_ref().filter(|_| self.as_left);
        memo.is_some_and(|memo| files.iter().all(|file| is_known(memo, file)))
    }

    /// Whether the pictures of it are as they were left.
    pub(super) fn is_drawn(&self, folder: &Path) -> bool {
        self.memo.as_ref().is_some_and(|memo| memo.has_drawn(&folder::pictures(folder)))
    }

    /// A file that was named then and now, when it is as it was.
    pub(in crate::cli) fn unchanged(
        &self,
        InputFile { name, path, from, .. }: &InputFile,
    ) -> Option<Planned> {
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

/// What the last build of a graph saw, as far as that is known.
pub(in crate::cli) fn memo(dir: &Path, graph: &KnowledgeGraph) -> Option<Memo> {
    Memo::read(beside(dir)?, store::version(graph)?)
}

/// The folder that relative paths begin at where nothing else is known.
const HERE: &str = "";

/// Where relative paths of what a graph was built of begin, as far as that is known: else here. A graph that was copied
/// without its files leads to where they are not, and a file that is here, with the same bytes, tells that.
pub(in crate::cli) fn base(dir: &Path, memo: Option<&Memo>, made_of: &Inputs) -> PathBuf {
    let Some((memo, folder)) = memo.zip(beside(dir)) else { return HERE.into() };
    let base = memo.base(folder);
    let is_not_there = |input: &&Input| !inputs::path_from(&base, &input.path).exists();
    let is_here = |input: &Input| input.path != inputs::STDIN && is(&inputs::path(&input.path), input);
    let mut gone = made_of.read_from().chain(&made_of.concepts).filter(is_not_there);
    if gone.any(is_here) { HERE.into() } else { base }
}

/// Whether the bytes of a file are those of an input.
pub(in crate::cli) fn is(file: &Path, input: &Input) -> bool {
    let mut hashed = Hashed::default();
    let read = File::open(file).and_then(|mut file| io::copy(&mut file, &mut hashed));
    read.is_ok() && input.is_hashed(hashed)
}
