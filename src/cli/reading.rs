//! A reading of files: the concepts, or the quotes, that they hold.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::progress::Progress;
use super::{Error, inputs};
use crate::concept::ConceptScheme;
use crate::diagnostic::Diagnostic;
use crate::graph::store::Input;
use crate::source::{self, Source};

/// Where the concepts are that are used when none are named.
const CONCEPTS: &str = "data/concepts";
/// The concepts that the program was built with.
const BUILT_IN: (&str, &str) = ("<built-in>", include_str!("../../data/concepts/ai.toml"));

/// The concept files, as they were read.
pub(super) struct Lexicons(Vec<(String, String)>);

impl Lexicons {
    /// The lexicons that were named; else those that ship, or the built-in one where there are none.
    pub(super) fn read(named: &[PathBuf]) -> Result<Self, Error> {
        let shipped = Path::new(CONCEPTS);
        if named.is_empty() && !shipped.is_dir() {
            return Ok(Self::built_in());
        }
        let paths = if named.is_empty() { vec![shipped.to_owned()] } else { named.to_owned() };
        let (mut files, diagnostics) = inputs::find(&paths);
        files.retain(|file| paths.contains(file) || file.extension() == Some(OsStr::new("toml")));
        if !diagnostics.is_empty() {
            return Err(Error::Concepts(diagnostics));
        }
        if files.is_empty() {
            let names: Vec<String> = paths.iter().map(|path| inputs::name(path)).collect();
            return Err(Error::Usage(format!("there is no concept file (*.toml) in {}", names.join(", "))));
        }
        files.iter().map(|file| lexicon(file)).collect::<Result<_, _>>().map(Self)
    }

    /// The lexicons of a graph, as its manifest names them.
    pub(super) fn again(named: &[PathBuf]) -> Result<Self, Error> {
        if named.iter().any(|path| Self::is_built_in(&inputs::name(path))) {
            return Ok(Self::built_in());
        }
        Self::read(named)
    }

    /// True for the name of the lexicon that is in the program.
    pub(super) fn is_built_in(name: &str) -> bool {
        name == BUILT_IN.0
    }

    fn built_in() -> Self {
        Self(vec![(BUILT_IN.0.to_owned(), BUILT_IN.1.to_owned())])
    }

    /// The concepts of all of them together.
    pub(super) fn scheme(&self) -> Result<ConceptScheme, Error> {
        let files: Vec<(&str, &str)> =
            self.0.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        ConceptScheme::from_lexicons(&files).map_err(Error::Concepts)
    }

    /// What the graph keeps of them.
    pub(super) fn inputs(&self) -> Vec<Input> {
        self.0.iter().map(|(name, text)| Input::new(name, None, text.as_bytes())).collect()
    }
}

fn lexicon(file: &Path) -> Result<(String, String), Error> {
    let wrong = |message: String| Error::Concepts(vec![Diagnostic::error(inputs::label(file), 0, message)]);
    let bytes = inputs::read(file).map_err(|error| wrong(format!("cannot be read: {error}")))?;
    let text = String::from_utf8(bytes)
        .map_err(|error| wrong(format!("a lexicon is UTF-8, and this file is not: {error}")))?;
    Ok((inputs::name(file), text.strip_prefix('\u{feff}').map(ToOwned::to_owned).unwrap_or(text)))
}

/// What the files of quotes hold.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) sources: Vec<Source>,
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The files that held sources.
    pub(super) inputs: Vec<Input>,
    /// Bytes read.
    pub(super) bytes: u64,
}

impl Reading {
    /// Reads files, each in its format, in parallel; what they hold is in their order.
    pub(super) fn of(files: &[(PathBuf, Option<source::Format>)], quiet: bool) -> Self {
        let sizes = files.iter().filter_map(|(file, _)| fs::metadata(file).ok()).map(|file| file.len());
        let progress = Progress::new(sizes.sum(), quiet);
        let read: Vec<Self> =
            files.par_iter().map(|(file, from)| Self::of_file(file, *from, &progress)).collect();
        progress.finish();
        let mut all = Self::default();
        for reading in read {
            all.sources.extend(reading.sources);
            all.diagnostics.extend(reading.diagnostics);
            all.inputs.extend(reading.inputs);
            all.bytes += reading.bytes;
        }
        source::assign_ids(&mut all.sources);
        all
    }

    fn of_file(file: &Path, from: Option<source::Format>, progress: &Progress) -> Self {
        let name = inputs::name(file);
        let bytes = match inputs::read(file) {
            Ok(bytes) => bytes,
            Err(error) => {
                let diagnostic =
                    Diagnostic::error(inputs::label(file), 0, format!("cannot be read: {error}"));
                return Self { diagnostics: vec![diagnostic], ..Self::default() };
            }
        };
        let read = source::read(&name, &bytes, from);
        progress.advance(bytes.len() as u64);
        let input = (!read.sources.is_empty())
            .then(|| Input::new(&name, read.format.map(source::Format::name), &bytes));
        Self {
            sources: read.sources,
            diagnostics: read.diagnostics,
            inputs: input.into_iter().collect(),
            bytes: bytes.len() as u64,
        }
    }
}
