//! A reading of files: the concepts, or the quotes, that they hold.

use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::args::Vocabulary;
use super::named::Named;
use super::pieces::{Batches, Block, Piece, Scratch};
use super::progress::{Progress, Step};
use super::{Error, inputs};
use crate::concept::{ConceptScheme, Format, LANGUAGE, SchemeReader};
use crate::diagnostic::Diagnostic;
use crate::graph::store::Input;
use crate::link::{LinkError, Linker, Matching};
use crate::source::{self, Origin, Source, Undated, Whole};
use crate::text::{self, Repair};

/// Where the concepts are that are used when none are named.
const CONCEPTS: &str = "data/concepts";
/// The concepts that the program was built with.
const BUILT_IN: (&str, &str) = ("<built-in>", include_str!("../../data/concepts/ai.toml"));

/// The concept files, as they were read.
pub(super) struct Lexicons {
    files: Vec<(String, Vec<u8>)>,
    /// The language that was asked for.
    language: Option<String>,
    /// How their labels are looked for.
    matching: Matching,
}

impl Lexicons {
    /// The concept files that were named; else those that ship, or the built-in one where there are none.
    pub(super) fn read(asked: &Vocabulary) -> Result<Self, Error> {
        let files = Self::files(&asked.concepts)?;
        if files.is_empty() {
            return Ok(Self::built_in());
        }
        let files = files.iter().map(|file| lexicon(file)).collect::<Result<_, _>>()?;
        Ok(Self { files, language: asked.lang.clone(), matching: Matching::Full })
    }

    /// The same, for some matching.
    pub(super) fn matching(self, matching: Matching) -> Self {
        Self { matching, ..self }
    }

    /// The files that [`Lexicons::read`] reads; none for the built-in one.
    pub(super) fn files(named: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
        let shipped = Path::new(CONCEPTS);
        if named.is_empty() && !shipped.is_dir() {
            return Ok(Vec::new());
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
        Ok(files)
    }

    /// The lexicons of a graph, as it names them; relative paths begin at the folder `base`.
    ///
    /// # Errors
    /// When one cannot be read, or is not what the graph was built with.
    pub(super) fn again(inputs: &[Input], base: &Path) -> Result<Self, Error> {
        let matching = inputs.first().map(|input| input.matching).unwrap_or_default();
        let files = inputs.iter().map(|input| same(input, base)).collect::<Result<_, Error>>()?;
        Ok(Self { files, language: inputs.iter().find_map(|input| input.language.clone()), matching })
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
        let files = vec![(name.to_owned(), text.as_bytes().to_vec())];
        Self { files, language: None, matching: Matching::Full }
    }

    /// The concepts of all of them together, and what was mended in vocabularies of others.
    pub(super) fn scheme(&self, from: Option<Format>) -> Result<(ConceptScheme, Vec<Diagnostic>), Error> {
        self.scheme_of(SchemeReader::new(self.language.as_deref().unwrap_or(LANGUAGE)), from)
    }

    /// The same with all that has no effect on links.
    pub(super) fn whole_scheme(
        &self,
        from: Option<Format>,
    ) -> Result<(ConceptScheme, Vec<Diagnostic>), Error> {
        self.scheme_of(SchemeReader::new(self.language.as_deref().unwrap_or(LANGUAGE)).keeping_all(), from)
    }

    fn scheme_of(
        &self,
        mut reader: SchemeReader,
        from: Option<Format>,
    ) -> Result<(ConceptScheme, Vec<Diagnostic>), Error> {
        for (name, bytes) in &self.files {
            reader.read(name, bytes, from);
        }
        reader.finish().map_err(Error::Concepts)
    }

    /// The linker of their concepts.
    pub(super) fn linker(&self, scheme: &ConceptScheme) -> Result<Linker, LinkError> {
        Linker::matching(scheme, self.matching)
    }

    /// What the graph keeps of them.
    pub(super) fn inputs(&self) -> Vec<Input> {
        let input = |(name, bytes): &(String, Vec<u8>)| Input {
            language: self.language.clone(),
            matching: self.matching,
            ..Input::new(name, None, bytes)
        };
        self.files.iter().map(input).collect()
    }
}

fn lexicon(file: &Path) -> Result<(String, Vec<u8>), Error> {
    let wrong = |message: String| Error::Concepts(vec![Diagnostic::error(inputs::label(file), 0, message)]);
    let bytes = inputs::read(file).map_err(|error| wrong(format!("cannot be read: {error}")))?;
    let name = inputs::name(file);
    Ok((if Lexicons::is_built_in(&name) { format!("./{name}") } else { name }, bytes))
}

/// A lexicon that a graph was built with.
fn same(input: &Input, base: &Path) -> Result<(String, Vec<u8>), Error> {
    let wrong = |reason: String| {
        let advice = "run `ideagraph build` again where it was run before, then this";
        Error::Usage(format!("{}: {reason}; {advice}", input.path))
    };
    let bytes = match Lexicons::is_built_in(&input.path) {
        true => Ok(BUILT_IN.1.as_bytes().to_vec()),
        false => inputs::read(&inputs::path_from(base, &input.path)),
    };
    let bytes = bytes
        .map_err(|error| wrong(format!("the graph was built with it, and it cannot be read: {error}")))?;
    match input.is(&bytes) {
        true => Ok((input.path.clone(), bytes)),
        false => Err(wrong("these are not the concepts that the graph was built with".to_owned())),
    }
}

/// What the files of quotes hold.
#[derive(Default)]
pub(super) struct Reading {
    pub(super) sources: Vec<Source>,
    pub(super) told: Told,
}

/// What is told of a reading beside its sources.
#[derive(Clone, Default)]
pub(super) struct Told {
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The files that held sources.
    pub(super) inputs: Vec<Input>,
    /// Bytes read.
    pub(super) bytes: u64,
    /// What is known of a file that is read in blocks.
    pub(super) begun: Option<Begun>,
}

/// What is known of a file that is read in blocks, until all of them are read.
#[derive(Clone)]
pub(super) struct Begun {
    format: source::Format,
    undated: Option<Undated>,
    /// The first of the characters that were put right, and how many there are.
    repaired: Option<(Repair, usize)>,
    /// Whether what is yet to be read belongs to it.
    goes_on: bool,
}

impl Reading {
    /// Reads files, each in its format, in parallel; what they hold is in their order.
    pub(super) fn of(files: &[Named], quiet: bool) -> Self {
        let progress = Progress::of_reading(quiet);
        progress.begin(Step::Reading, size(files));
        let read =
            |file: &Named| Self::of_file(file, &progress).unwrap_or_else(|error| Self::unread(file, &error));
        let read: Vec<Self> = files.par_iter().map(read).collect();
        progress.clear();
        let mut all = Self::default();
        read.into_iter().for_each(|reading| all.sources.extend(all.told.extend(reading)));
        source::assign_ids(&mut all.sources);
        all
    }

    /// Reads files in the same way, long ones in blocks, and gives what each piece holds to `take`, in their order, with the
    /// number of its file and whether it goes on with the piece before it; so not all of it is in memory at once: what is piped
    /// is copied. Tells of each file.
    ///
    /// # Errors
    /// When a file changes while it is read, or a long one or what is piped cannot be read to its end.
    pub(super) fn each(
        files: &[Named],
        scratch: Scratch<'_>,
        progress: &Progress,
        mut take: impl FnMut(usize, Vec<Source>, bool) + Send,
    ) -> Result<Vec<Told>, Error> {
        progress.begin(Step::Reading, size(files));
        let mut batches = Batches::of(files, scratch);
        let mut told = vec![Told::default(); files.len()];
        let mut has_sources = vec![false; files.len()];
        let mut read: Vec<(usize, Self, bool)> = Vec::new();
        loop {
            let batch = batches.next()?;
            let last = batch.is_empty();
            let done = std::mem::take(&mut read);
            let takes = || {
                for (file, reading, continues) in done {
                    let sources = told[file].extend(reading);
                    has_sources[file] |= !sources.is_empty();
                    take(file, sources, continues);
                }
            };
            let of_piece = |(file, piece): &(usize, Piece)| -> Result<(usize, Self, bool), Error> {
                Ok((*file, Self::of_piece(piece, progress)?, piece.continues()))
            };
            let (_, next) =
                rayon::join(takes, || batch.par_iter().map(of_piece).collect::<Result<_, Error>>());
            read = next?;
            if last {
                break;
            }
        }
        for ((told, file), has_sources) in told.iter_mut().zip(files).zip(has_sources) {
            told.conclude(&file.name, has_sources);
        }
        Ok(told)
    }

    fn of_piece(piece: &Piece, progress: &Progress) -> Result<Self, Error> {
        match piece {
            Piece::File(file) => match Self::of_file(file, progress) {
                Err(error) if inputs::has_changed(&error) => Err(unread(&file.name, &error)),
                read => Ok(read.unwrap_or_else(|error| Self::unread(file, &error))),
            },
            Piece::Block(block) => Ok(Self::of_block(block, progress)),
        }
    }

    fn of_file(file: &Named, progress: &Progress) -> io::Result<Self> {
        let (name, bytes) = (&file.name, file.read()?);
        let read = source::read(name, &bytes, file.from);
        progress.advance(bytes.len() as u64, &read.sources);
        let input = (!read.sources.is_empty())
            .then(|| Input::new(name, read.format.map(source::Format::name), &bytes));
        let (diagnostics, inputs) = (read.diagnostics, input.into_iter().collect());
        let told = Told { diagnostics, inputs, bytes: bytes.len() as u64, begun: None };
        Ok(Self { sources: read.sources, told })
    }

    /// Nothing but what is told of a file that cannot be read.
    pub(super) fn unread(file: &Named, error: &io::Error) -> Self {
        let message = format!("cannot be read: {error}");
        let diagnostics = vec![Diagnostic::error(inputs::label(Path::new(&file.name)), 0, message)];
        Self { told: Told { diagnostics, ..Told::default() }, ..Self::default() }
    }

    fn of_block(block: &Block, progress: &Progress) -> Self {
        let (name, format) = (&block.name, block.cut.format());
        let (mut read, goes_on) = block.cut.read(name, &block.text, block.ends());
        progress.advance(block.text.len() as u64, &read.sources);
        for quote in read.sources.iter_mut().flat_map(|source| &mut source.quotes) {
            let Origin { line, bytes } = &mut quote.origin;
            *line += block.lines;
            *bytes = bytes.start + block.offset..bytes.end + block.offset;
        }
        for diagnostic in read.diagnostics.iter_mut().filter(|diagnostic| diagnostic.line > 0) {
            diagnostic.line += block.lines;
        }
        let input = block.whole.clone().map(|whole| Input::of(name, Some(format.name()), whole));
        let (diagnostics, inputs) = (read.diagnostics, input.into_iter().collect());
        let count = read.repairs.len();
        let repaired = read.repairs.into_iter().next().map(|first| (first, count));
        let undated = Undated::of(&read.sources);
        let begun = Some(Begun { format, undated, repaired, goes_on });
        let told = Told { diagnostics, inputs, bytes: block.text.len() as u64, begun };
        Self { sources: read.sources, told }
    }
}

impl Told {
    /// Takes in what is told of a reading, and gives back its sources.
    fn extend(&mut self, reading: Reading) -> Vec<Source> {
        let Told { diagnostics, inputs, bytes, begun } = reading.told;
        self.inputs.extend(inputs);
        self.bytes += bytes;
        match (&mut self.begun, begun) {
            (Some(before), _) if !before.goes_on => return Vec::new(),
            (Some(before), Some(next)) => before.extend(next),
            (before, next) => *before = next,
        }
        self.diagnostics.extend(diagnostics);
        reading.sources
    }

    /// Tells what the whole file shows, when all of it is read.
    fn conclude(&mut self, name: &str, has_sources: bool) {
        if !has_sources {
            self.inputs.clear();
        }
        let Some(Begun { format, undated, repaired, .. }) = self.begun.take() else { return };
        let is_silent = !has_sources && self.diagnostics.is_empty();
        let repaired = repaired.map(|(first, count)| text::repaired(&first, count));
        let whole = Whole { silent: is_silent.then_some(format), undated, repaired };
        self.diagnostics.extend(whole.diagnostics(name));
    }
}

impl Begun {
    fn extend(&mut self, next: Self) {
        self.goes_on = next.goes_on;
        match (&mut self.undated, next.undated) {
            (Some(before), Some(next)) => before.extend(next),
            (before, next) => *before = before.take().or(next),
        }
        match (&mut self.repaired, next.repaired) {
            (Some((_, count)), Some((_, more))) => *count += more,
            (before, next) => *before = before.take().or(next),
        }
    }
}

/// Why nothing is made of a file that could be read in part only.
pub(super) fn unread(name: &str, error: &io::Error) -> Error {
    let name = inputs::label(Path::new(name));
    Error::NothingRead(format!("{name} cannot be read: {error}; the graph is as it was, run this again"))
}

/// The bytes of files, as far as that is known.
fn size(files: &[Named]) -> u64 {
    files.iter().filter_map(Named::len).sum()
}
