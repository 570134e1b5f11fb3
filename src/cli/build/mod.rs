//! `build`: from files of quotes and files of concepts to a saved graph and its first pictures.

pub(super) mod add;
mod change;
mod compiled;
mod memo;
mod pictures;
mod planned;
pub(in crate::cli) mod previous;
mod report;
mod watch;

use std::path::Path;
use std::time::{Instant, SystemTime};

use crate::cli::args::Build;
use crate::cli::folder;
use crate::cli::output::Screen;
use crate::cli::reading::concept_files::ConceptFiles;
use crate::cli::reading::input_file::InputFile;
use crate::cli::reading::{self, inputs};
use crate::cli::{Error, Outcome, interrupt, memory};
use crate::graph::store::{self, Draft};
use change::{Change, Made, Purpose};
use memo::Looked;
use planned::Planned;
use previous::Previous;
use report::{OwnConcepts, Report};

pub(in crate::cli) fn run(args: &Build, screen: Screen) -> Result<Outcome, Error> {
    if args.watch {
        return watch::run(args, screen);
    }
    build(args, screen)?.write(args.making.format, screen)?;
    Ok(Outcome::Found)
}

/// Builds the graph; what is to tell of it.
fn build(args: &Build, screen: Screen) -> Result<Report, Error> {
    let started = Instant::now();
    let made = make(args, screen)?;
    Ok(Report { made, time: started.elapsed(), own: OwnConcepts::of(args) })
}

/// Reads what changed since the graph that is there was built, and makes the one that is wanted.
fn make(args: &Build, screen: Screen) -> Result<Made, Error> {
    let concept_files = ConceptFiles::read(&args.vocabulary)?.linked(args.linking);
    let (scheme, mended) = concept_files.scheme(None)?;
    let paths = reading::paths(&args.readings.paths, "build")?;
    let dir = folder::inside(&args.output)?;
    // Who watches waits for whoever adds.
    let draft = if args.watch { Draft::wait(&dir)? } else { Draft::new(&dir)? };
    interrupt::take_away(&draft);
    let since = SystemTime::now();
    let before = before(&dir, args.drop_added)?;
    let (files, unfound) = inputs::find_quotes(&paths, args.readings.from, &concept_files.paths());
    let files: Vec<InputFile> =
        files.into_iter().map(|file| InputFile::new(file, args.readings.from)).collect();
    let mut files = Planned::named(files, before.as_ref());
    if let Some(before) = before.as_ref().filter(|_| !args.drop_added) {
        files.extend(before.added_beside(&files));
    }
    let change = Change {
        dir: &dir,
        before,
        concept_files: &concept_files,
        files,
        looked: Some(Looked {
            from: args.readings.from.map(|format| format.name().to_owned()),
            base: inputs::name(&inputs::here_from(&args.output)),
            since,
        }),
        memory: args.making.memory.unwrap_or_else(memory::share),
        strict: args.making.strict,
        purpose: if args.watch { Purpose::Watch } else { Purpose::Build },
    };
    change.make(draft, &scheme, mended.into_iter().chain(unfound).collect(), screen)
}

/// What is there already. What cannot be read is made again, unless that might lose what was added to it.
fn before(dir: &Path, drop_added: bool) -> Result<Option<Previous>, Error> {
    match Previous::open(dir) {
        Err(damage) if !drop_added && store::may_have_added(dir) => Err(Error::Usage(format!(
            "{}; what `add` put in, if anything, would be lost: build with --drop-added, and add it again",
            damage.reason()
        ))),
        before => Ok(before.ok()),
    }
}
