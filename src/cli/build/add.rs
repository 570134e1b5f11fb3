//! `add`: puts quotes into the graph that is there, beside those that it was built of.

use std::collections::BTreeMap;
use std::env;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::change::{Change, Made, Purpose};
use super::planned::Planned;
use super::previous::Previous;
use super::report::Report;
use crate::cli::args::Add;
use crate::cli::folder::{self, beside};
use crate::cli::output::Screen;
use crate::cli::reading::concept_files::ConceptFiles;
use crate::cli::reading::input_file::InputFile;
use crate::cli::reading::{self, inputs};
use crate::cli::{Error, Outcome, interrupt, memory};
use crate::diagnostic::Diagnostic;
use crate::graph::store::{self, Draft, Input, SaveError};
use crate::source::Format;

pub(in crate::cli) fn run(args: &Add, screen: Screen) -> Result<Outcome, Error> {
    let started = Instant::now();
    let dir = folder::graph(&args.graph)?;
    store::open(&dir)?;
    let (files, mut odd) = inputs::find_quotes(&reading::paths(&args.paths, "add")?, args.from, &[]);
    // Whoever pipes may take their time, and nobody else should wait for that.
    let (piped, mut files): (Vec<PathBuf>, Vec<PathBuf>) =
        files.into_iter().partition(|file| !inputs::metadata(file).is_some_and(|file| file.is_file()));
    let scratch = beside(&inputs::place(&dir)).map_or_else(env::temp_dir, Path::to_owned);
    let copy = |pipe: PathBuf| copied(InputFile::new(pipe, args.from), &scratch);
    let piped = piped.into_iter().map(copy).collect::<Result<_, Error>>()?;
    // A file that is in the graph stays there when it cannot be read now.
    files.retain(|file| match File::open(file) {
        Ok(_) => true,
        Err(error) => {
            odd.push(Diagnostic::error(inputs::label(file), 0, format!("cannot be read: {error}")));
            false
        }
    });
    let made = make(args, &dir, Wanted { files, piped, from: args.from }, odd, screen)?;
    Report { made, time: started.elapsed(), own: None }.write(args.making.format, screen)?;
    Ok(Outcome::Found)
}

/// What is to be added.
struct Wanted {
    files: Vec<PathBuf>,
    /// Standard input, and other pipes: what can be read but once.
    piped: Vec<InputFile>,
    from: Option<Format>,
}

/// A copy of what is piped in.
fn copied(pipe: InputFile, folder: &Path) -> Result<InputFile, Error> {
    let name = inputs::label(&pipe.path);
    let wrong = |error: io::Error| Error::Unreadable { name: name.clone(), reason: error.to_string() };
    let copy = pipe.settled(folder).map_err(wrong)?;
    let name = copy.open().and_then(inputs::piped).map_err(wrong)?;
    Ok(InputFile { name, ..copy })
}

fn make(args: &Add, dir: &Path, wanted: Wanted, odd: Vec<Diagnostic>, screen: Screen) -> Result<Made, Error> {
    let draft = draft(dir, screen)?;
    interrupt::take_away(&draft);
    let before = Previous::open(dir)?;
    let base = before.base(dir);
    let concept_files = ConceptFiles::again(&before.inputs.concepts, &base)?;
    let (scheme, mended) = concept_files.scheme(None)?;
    let change = Change {
        dir,
        concept_files: &concept_files,
        files: plan(&before, &base, wanted),
        looked: before.looked(dir, &base),
        before: Some(before),
        memory: args.making.memory.unwrap_or_else(memory::share),
        strict: args.making.strict,
        purpose: Purpose::Add,
    };
    change.make(draft, &scheme, mended.into_iter().chain(odd).collect(), screen)
}

/// A draft, when whoever else is at work has ended.
fn draft(dir: &Path, screen: Screen) -> Result<Draft, SaveError> {
    match Draft::new(dir) {
        Err(SaveError::Locked(_)) => {
            screen.note("another build is at work; waiting for it");
            Draft::wait(dir)
        }
        draft => draft,
    }
}

/// The files of the graph, those that are wanted again read anew, and the new ones: what was added in the order of names.
fn plan(before: &Previous, base: &Path, Wanted { files, piped, from }: Wanted) -> Vec<Planned> {
    let places = before.places(base);
    let named = |file: PathBuf| {
        let path = inputs::place(&file);
        let name = places.get(&path).map_or_else(|| inputs::name(&path), |&name| name.to_owned());
        Planned::read(InputFile::called(name, path, from))
    };
    let wanted = files.into_iter().map(named).chain(piped.into_iter().map(Planned::piped));
    let mut wanted: BTreeMap<String, Planned> = wanted.map(|file| (file.name.clone(), file)).collect();
    let mut planned = |input: &Input, added| match wanted.remove(&input.path) {
        Some(file) => file.added(added),
        None => before.keep(input, added),
    };
    let mut files: Vec<Planned> = before.inputs.sources.iter().map(|input| planned(input, false)).collect();
    let mut added: Vec<Planned> = before.inputs.added.iter().map(|input| planned(input, true)).collect();
    added.extend(wanted.into_values().map(|file| file.added(true)));
    added.sort_by(|a, b| a.name.cmp(&b.name));
    files.extend(added);
    files
}
