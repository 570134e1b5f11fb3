//! A reading of files: the concepts, or the quotes, that they hold.

use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::progress::Progress;
use super::{Error, inputs};
use crate::concept::{ConceptScheme, Format, LANGUAGE, SchemeReader};
use crate::diagnostic::Diagnostic;
use crate::graph::store::Input;
use crate::source::{self, Source};

/// Where the concepts are that are used when none are named.
const CONCEPTS: &str = "data/concepts";
/// The concepts that the program was built with.
const BUILT_IN: (&str, &str) = ("<built-in>", include_str!("../../data/concepts/ai.toml"));

/// The concept files, as they were read.
pub(super) struct Lexicons {
    files: Vec<(String, Vec<u8>)>,
    /// The language that was asked for.
    language: Option<String>,
}

impl Lexicons {
    /// The concept files that were named; else those that ship, or the built-in one where there are none.
    pub(super) fn read(named: &[PathBuf], language: Option<&str>) -> Result<Self, Error> {
        let shipped = Path::new(CONCEPTS);
        if named.is_empty() && !shipped.is_dir() {
            return Ok(Self::built_in());
        }
        let paths = if named.is_empty() { vec![shipped.to_owned()] } else { named.to_owned() };
        let (mut files, diagnostics) = inputs::find(&paths);
        files.retain(|file| paths.contains(file) || Format::of_name(&inputs::name(file)).is_some());
        if !diagnostics.is_empty() {
            return Err(Error::Concepts(diagnostics));
        }
        if files.is_empty() {
            let names: Vec<String> = paths.iter().map(|path| inputs::name(path)).collect();
            let formats = Format::ALL.map(|format| format!("*.{format}")).join(", ");
            let message = format!("there is no concept file ({formats}) in {}", names.join(", "));
            return Err(Error::Usage(message));
        }
        let files = files.iter().map(|file| lexicon(file)).collect::<Result<_, _>>()?;
        Ok(Self { files, language: language.map(ToOwned::to_owned) })
    }

    /// The lexicons of a graph, as its manifest names them.
    pub(super) fn again(inputs: &[Input]) -> Result<Self, Error> {
        if inputs.iter().any(|input| Self::is_built_in(&input.path)) {
            return Ok(Self::built_in());
        }
        let named: Vec<PathBuf> = inputs.iter().map(|input| PathBuf::from(&input.path)).collect();
        Self::read(&named, inputs.iter().find_map(|input| input.language.as_deref()))
    }

    /// True for the name of the lexicon that is in the program.
    pub(super) fn is_built_in(name: &str) -> bool {
        name == BUILT_IN.0
    }

    /// Those that are text, with their names.
    pub(super) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        let texts =
            self.files.iter().filter_map(|(name, bytes)| Some((name, std::str::from_utf8(bytes).ok()?)));
        texts.map(|(name, text)| (name.as_str(), text))
    }

    fn built_in() -> Self {
        let (name, text) = BUILT_IN;
        Self { files: vec![(name.to_owned(), text.as_bytes().to_vec())], language: None }
    }

    /// The concepts of all of them together, and what was mended in vocabularies of others.
    pub(super) fn scheme(&self, from: Option<Format>) -> Result<(ConceptScheme, Vec<Diagnostic>), Error> {
        let mut reader = SchemeReader::new(self.language.as_deref().unwrap_or(LANGUAGE));
        for (name, bytes) in &self.files {
            reader.read(name, bytes, from);
        }
        reader.finish().map_err(Error::Concepts)
    }

    /// What the graph keeps of them.
    pub(super) fn inputs(&self) -> Vec<Input> {
        let input = |(name, bytes): &(String, Vec<u8>)| Input {
            language: self.language.clone(),
            ..Input::new(name, None, bytes)
        };
        self.files.iter().map(input).collect()
    }
}

fn lexicon(file: &Path) -> Result<(String, Vec<u8>), Error> {
    let wrong = |message: String| Error::Concepts(vec![Diagnostic::error(inputs::label(file), 0, message)]);
    let bytes = inputs::read(file).map_err(|error| wrong(format!("cannot be read: {error}")))?;
    Ok((inputs::name(file), bytes))
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
