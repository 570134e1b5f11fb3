//! What is planned: each file of the graph that is wanted, to be kept of the graph before or to be read.

use std::fs::File;

use rayon::prelude::*;

use super::memo::Stamp;
use super::previous::Previous;
use crate::cli::Error;
use crate::cli::reading::input_file::InputFile;
use crate::cli::reading::pieces::Scratch;
use crate::cli::reading::progress::Progress;
use crate::cli::reading::{Reading, Told};
use crate::diagnostic::Diagnostic;
use crate::graph::store::Input;
use crate::graph::{GraphBuilder, SourceIx};

/// A file of the graph that is wanted.
pub(super) struct Planned {
    /// Its path, as it is stored.
    pub(in crate::cli) name: String,
    /// What the system told of it before it was read.
    pub(super) stamp: Option<Stamp>,
    /// Whether it is added to what was named for a build.
    pub(super) added: bool,
    pub(super) what: What,
}

/// What is done with it.
pub(super) enum What {
    /// These sources of the graph before are as they would be read.
    Keep(Vec<SourceIx>, Told),
    Read(InputFile),
}

impl Planned {
    /// A file to be read, if it can be.
    pub(super) fn read(file: InputFile) -> Self {
        let stamp = Stamp::of(&file.path);
        match stamp.as_ref().map(|_| File::open(&file.path)) {
            Some(Err(error)) => {
                Self::without_quotes(&file.name, None, Reading::unread(&file, &error).told.diagnostics)
            }
            _ => Self { name: file.name.clone(), stamp, added: false, what: What::Read(file) },
        }
    }

    /// What was piped in.
    pub(super) fn piped(copy: InputFile) -> Self {
        Self { name: copy.name.clone(), stamp: None, added: false, what: What::Read(copy) }
    }

    /// A file of which nothing but this is known.
    pub(super) fn without_quotes(name: &str, stamp: Option<Stamp>, diagnostics: Vec<Diagnostic>) -> Self {
        let told = Told { diagnostics, ..Told::default() };
        Self { name: name.to_owned(), stamp, added: false, what: What::Keep(Vec::new(), told) }
    }

    /// The same, as what was added, or as what was named for a build: that may read it otherwise.
    pub(super) fn added(self, added: bool) -> Self {
        Self { added, stamp: None, ..self }
    }

    /// Files that were named: those are read that are not as they were.
    pub(super) fn named(files: Vec<InputFile>, before: Option<&Previous>) -> Vec<Self> {
        let plan = |file: InputFile| {
            let unchanged = before.and_then(|before| before.unchanged(&file));
            unchanged.unwrap_or_else(|| Self::read(file))
        };
        files.into_par_iter().map(plan).collect()
    }

    pub(super) fn is_kept(&self) -> bool {
        matches!(self.what, What::Keep(..))
    }

    /// The input, when the file is kept and has quotes.
    pub(super) fn input(&self) -> Option<&Input> {
        match &self.what {
            What::Keep(_, told) => told.inputs.first(),
            What::Read(_) => None,
        }
    }
}

/// Keeps and reads the files of the graph that is wanted; takes out what was told of each.
pub(super) fn gather(
    files: &mut [Planned],
    scratch: Scratch<'_>,
    builder: &mut GraphBuilder<'_>,
    progress: &Progress,
) -> Result<Vec<Told>, Error> {
    let mut told = vec![Told::default(); files.len()];
    let (mut numbers, mut named) = (Vec::new(), Vec::new());
    for (number, file) in files.iter_mut().enumerate() {
        match &mut file.what {
            What::Keep(sources, known) => {
                let format = known.inputs.first().and_then(|input| input.format.as_deref());
                builder.keep(number, format, sources);
                told[number] = std::mem::take(known);
            }
            What::Read(file) => {
                numbers.push(number);
                named.push(file.clone());
            }
        }
    }
    let read = Reading::each(&named, scratch, progress, |at, sources, continues| {
        builder.add_read(numbers[at], sources, continues);
    })?;
    numbers.into_iter().zip(read).for_each(|(number, read)| told[number] = read);
    Ok(told)
}
