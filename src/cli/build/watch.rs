//! A watch builds the graph again whenever files of quotes or concepts are saved.
//!
//! It looks at the files again and again, which works on every file system; looking takes no more than a small share of
//! the time. What changed is read when two looks saw the same, so that nothing is read that is half saved, or when it has
//! been changing for too long to wait for that.

use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant};

use rayon::prelude::*;

use super::memo::Stamp;
use crate::cli::args::Build;
use crate::cli::output::{Screen, tell_error};
use crate::cli::reading::concept_files::ConceptFiles;
use crate::cli::reading::{self, inputs};
use crate::cli::{Error, Outcome, interrupt};

/// The least time between two looks.
const PAUSE: Duration = Duration::from_millis(250);
/// How many times longer than a look the time is until the next.
const SHARE: u32 = 20;
/// The most looks at what goes on changing.
const LOOKS: usize = 8;

/// Builds, and builds again, until the person breaks it off.
pub(super) fn run(args: &Build, screen: Screen) -> Result<Outcome, Error> {
    interrupt::is_the_end();
    let paths = reading::paths(&args.readings.paths, "build")?;
    let concepts = &args.vocabulary.concepts;
    if paths.iter().chain(concepts).any(|path| path.as_os_str() == inputs::STDIN) {
        let message = "standard input cannot be watched; name files and folders, or leave --watch out";
        return Err(Error::Usage(message.to_owned()));
    }
    let mut built = look(args, &paths);
    super::build(args, screen)?.write(args.making.format, screen)?;
    screen.note(format_args!("watching {} files; Ctrl-C ends it", built.as_ref().map_or(0, Vec::len)));
    loop {
        let seen = next(args, &paths, &built);
        match super::build(args, screen) {
            Ok(report) => report.write(args.making.format, screen)?,
            Err(error) => tell_error(format_args!(
                "{error}\nthe graph is as it was; it is built again when files are saved"
            )),
        }
        built = seen;
    }
}

/// The files as one looks at them, or why they cannot be looked at: an editor takes a file away while it saves it.
type Look = Result<Vec<(PathBuf, Option<Stamp>)>, String>;

fn look(args: &Build, paths: &[PathBuf]) -> Look {
    let (mut files, _) = inputs::find(paths);
    files.extend(ConceptFiles::files(&args.vocabulary.concepts).map_err(|error| error.to_string())?);
    Ok(files.into_par_iter().map(|file| (file.clone(), Stamp::of(&file))).collect())
}

/// What is seen when it is to be built.
fn next(args: &Build, paths: &[PathBuf], built: &Look) -> Look {
    let mut others = Vec::new();
    loop {
        let started = Instant::now();
        let seen = look(args, paths);
        if is_due(&mut others, &seen, built) {
            return seen;
        }
        sleep(PAUSE.max(started.elapsed() * SHARE));
    }
}

/// Whether what is seen is other than what was built, and no longer changing or not to be waited for. `others` are the looks
/// that saw something else than what was built, one after another.
fn is_due<T: PartialEq + Clone>(others: &mut Vec<T>, seen: &T, built: &T) -> bool {
    if seen == built {
        others.clear();
        return false;
    }
    let is_settled = others.last() == Some(seen);
    others.push(seen.clone());
    is_settled || others.len() >= LOOKS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_for_ever_is_not_waited_for() {
        for (looks, due) in [
            ("0000", None),
            ("0011", Some(3)),
            ("0121", None),
            ("01200122", Some(7)),
            ("12345678", Some(7)),
            ("1230456789", None),
            ("12304567890", None),
            ("123045678912", Some(11)),
        ] {
            let mut others = Vec::new();
            let found = looks.chars().position(|seen| is_due(&mut others, &seen, &'0'));
            assert_eq!(found, due, "{looks}");
        }
    }
}
