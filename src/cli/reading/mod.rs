//! A reading of files: the quotes that they hold.

pub(in crate::cli) mod concept_files;
pub(in crate::cli) mod input_file;
pub(in crate::cli) mod inputs;
pub(in crate::cli) mod pieces;
pub(in crate::cli) mod progress;

use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::cli::Error;
use crate::diagnostic::{Diagnostic, Severity};
use crate::graph::store::Input;
use crate::source::{self, Origin, Source, Undated, Whole};
use crate::text::{self, Repair};
use input_file::InputFile;
use pieces::{Batches, Block, Piece, Scratch, unread};
use progress::{Progress, Step};

/// What is read when nothing is named.
const READINGS: &str = "data/readings";

/// What the files of quotes hold.
#[derive(Default)]
pub(in crate::cli) struct Reading {
    pub(in crate::cli) sources: Vec<Source>,
    pub(in crate::cli) told: Told,
}

/// What is told of a reading beside its sources.
#[derive(Clone, Default)]
pub(in crate::cli) struct Told {
    pub(in crate::cli) diagnostics: Vec<Diagnostic>,
    /// The files that held sources.
    pub(in crate::cli) inputs: Vec<Input>,
    /// Bytes read.
    pub(in crate::cli) bytes: u64,
    /// What is known of a file that is read in blocks.
    pub(in crate::cli) begun: Option<Begun>,
}

/// What is known of a file that is read in blocks, until all of them are read.
#[derive(Clone)]
pub(in crate::cli) struct Begun {
    format: source::Format,
    undated: Option<Undated>,
    /// The first of the characters that were put right, and how many there are.
    repaired: Option<(Repair, usize)>,
    /// Whether what is yet to be read belongs to it.
    goes_on: bool,
}

impl Reading {
    /// Reads files, each in its format, in parallel; what they hold is in their order.
    pub(in crate::cli) fn of(files: &[InputFile], quiet: bool) -> Self {
        let progress = Progress::of_reading(quiet);
        progress.begin(Step::Reading, size(files));
        let read = |file: &InputFile| {
            Self::of_file(file, &progress).unwrap_or_else(|error| Self::unread(file, &error))
        };
        let read: Vec<Self> = files.par_iter().map(read).collect();
        progress.clear();
        let mut all = Self::default();
        read.into_iter().for_each(|reading| all.sources.extend(all.told.extend(reading)));
        source::assign_ids(&mut all.sources);
        all
    }

    /// Reads files in the same way, long ones in blocks, and gives what each piece holds to `take`, in their order,
    /// with the number of its file and whether it goes on with the piece before it; so not all of it is in memory at
    /// once: what is piped is copied. Tells of each file.
    ///
    /// # Errors
    /// When a file changes while it is read, or a long one or what is piped cannot be read to its end.
    pub(in crate::cli) fn each(
        files: &[InputFile],
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

    fn of_file(file: &InputFile, progress: &Progress) -> io::Result<Self> {
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
    pub(in crate::cli) fn unread(file: &InputFile, error: &io::Error) -> Self {
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
        let goes_on = self.begun.as_ref().is_none_or(|before| before.goes_on);
        match (&mut self.begun, begun) {
            (Some(before), Some(next)) => before.extend(next),
            (before, next) => *before = next,
        }
        if !goes_on {
            return Vec::new();
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
        // What is put right is counted in all of the file, also behind the end of an array.
        match (&mut self.repaired, next.repaired) {
            (Some((_, count)), Some((_, more))) => *count += more,
            (before, next) => *before = before.take().or(next),
        }
        if !self.goes_on {
            return;
        }
        self.goes_on = next.goes_on;
        match (&mut self.undated, next.undated) {
            (Some(before), Some(next)) => before.extend(next),
            (before, next) => *before = before.take().or(next),
        }
    }
}

/// What the person named to a verb, else what ships.
pub(in crate::cli) fn paths(named: &[PathBuf], verb: &str) -> Result<Vec<PathBuf>, Error> {
    let missing = |path: &&PathBuf| path.as_os_str() != inputs::STDIN && !path.exists();
    if let Some(path) = named.iter().find(missing) {
        let reason = "there is no such file or folder".to_owned();
        return Err(Error::Unreadable { name: inputs::label(path), reason });
    }
    if !named.is_empty() {
        return Ok(named.to_owned());
    }
    if Path::new(READINGS).is_dir() {
        return Ok(vec![READINGS.into()]);
    }
    Err(Error::Usage(format!(
        "there is no folder {READINGS} here; name what to read: `ideagraph {verb} notes/`"
    )))
}

/// An error when there is nothing to build a graph of, or anything was left out and must not be.
pub(in crate::cli) fn check(diagnostics: &[Diagnostic], is_found: bool, strict: bool) -> Result<(), Error> {
    let left_out = diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    if strict && left_out > 0 {
        let advice = "nothing was written; mend them or leave --strict out";
        let what = if left_out == 1 { "file or row" } else { "files or rows" };
        return Err(Error::NothingRead(format!("{left_out} {what} could not be read; {advice}")));
    }
    if !is_found {
        let advice = "name files or folders of text, Markdown, HTML, subtitles, JSON Lines or CSV";
        return Err(Error::NothingRead(format!("no quotes were found; {advice}")));
    }
    Ok(())
}

/// The bytes of files, as far as that is known.
fn size(files: &[InputFile]) -> u64 {
    files.iter().filter_map(InputFile::len).sum()
}
