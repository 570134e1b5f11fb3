//! `add`: puts quotes into the graph that is there, beside those that it was built of.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::args::Add;
use super::change::{Before, Change, Made, Planned};
use super::output::Screen;
use super::reading::{Lexicons, Text};
use super::report::Report;
use super::{Error, Outcome, build, folder, inputs, interrupt, memory};
use crate::diagnostic::Diagnostic;
use crate::graph::store::{self, Draft, Input, SaveError};
use crate::source::Format;

pub(super) fn run(args: &Add, screen: Screen) -> Result<Outcome, Error> {
    let started = Instant::now();
    let dir = folder(&args.graph);
    store::open(&dir)?;
    // Whoever pipes may take their time, and nobody else should wait for that.
    let (texts, unread) = read(&args.paths, args.from)?;
    let made = make(args, &dir, texts, unread, screen)?;
    Report { made, time: started.elapsed() }.write(args.format, screen)?;
    Ok(Outcome::Found)
}

/// What is to be added, by name, and what could not be read.
fn read(paths: &[PathBuf], from: Option<Format>) -> Result<(BTreeMap<String, Text>, Vec<Diagnostic>), Error> {
    let (files, mut unread) = inputs::find(&build::paths(paths)?);
    let mut texts = BTreeMap::new();
    for file in files {
        match inputs::read(&file) {
            Ok(bytes) => {
                let is_piped = file.as_os_str() == inputs::STDIN;
                let name = if is_piped { inputs::piped(&bytes) } else { inputs::name(&file) };
                texts.insert(name.clone(), Text { name, bytes, from });
            }
            Err(error) => {
                let message = format!("cannot be read: {error}");
                unread.push(Diagnostic::error(inputs::label(&file), 0, message));
            }
        }
    }
    Ok((texts, unread))
}

fn make(
    args: &Add,
    dir: &Path,
    texts: BTreeMap<String, Text>,
    unread: Vec<Diagnostic>,
    screen: Screen,
) -> Result<Made, Error> {
    let draft = draft(dir, screen)?;
    interrupt::take_away(&draft);
    let before = Before::open(dir)?;
    let lexicons = Lexicons::again(&before.inputs.concepts)?;
    let (scheme, mended) = lexicons.scheme(None)?;
    let change = Change {
        dir,
        lexicons: &lexicons,
        files: plan(&before, texts),
        looked: before.looked(),
        before: Some(before),
        memory: memory::share(),
        strict: args.strict,
        careful: false,
    };
    change.make(draft, &scheme, mended.into_iter().chain(unread).collect(), screen)
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

/// The files of the graph, those of the same names replaced, and the new ones: what was added in the order of names.
fn plan(before: &Before, mut texts: BTreeMap<String, Text>) -> Vec<Planned> {
    let planned = |input: &Input, texts: &mut BTreeMap<String, Text>, added| match texts.remove(&input.path) {
        Some(text) => Planned::add(text, added),
        None => before.keep(input, added),
    };
    let named = before.inputs.sources.iter().map(|input| planned(input, &mut texts, false));
    let mut files: Vec<Planned> = named.collect();
    let mut added: Vec<Planned> =
        before.inputs.added.iter().map(|input| planned(input, &mut texts, true)).collect();
    added.extend(texts.into_values().map(|text| Planned::add(text, true)));
    added.sort_by_key(Planned::name);
    files.extend(added);
    files
}
