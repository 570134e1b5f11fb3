//! `build`: from files of quotes and files of concepts to a saved graph and its first pictures.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Instant, SystemTime};

use super::args::Build;
use super::change::{Change, Made, Purpose};
use super::memo::{Looked, Memo};
use super::named::Named;
use super::output::{Screen, Staged};
use super::planned::Planned;
use super::previous::Previous;
use super::reading::Lexicons;
use super::report::Report;
use super::{Error, Outcome, inputs, interrupt, memory, watch};
use crate::analysis::map::{ConceptMap, EvidenceMap};
use crate::analysis::{EvidenceOptions, MapOptions};
use crate::diagnostic::{Diagnostic, Severity};
use crate::graph::KnowledgeGraph;
use crate::graph::store::{self, Draft, SaveError};
use crate::render::dot::{Engine, dot};
use crate::render::elements::Elements;
use crate::render::svg;

/// The graph's folder in the output folder.
pub(super) const GRAPH: &str = "graph";
/// The pictures in the output folder.
pub(super) const PICTURES: [&str; 3] = ["concepts.svg", "evidence.svg", "concepts.dot"];
/// What is read when nothing is named.
const READINGS: &str = "data/readings";

pub(super) fn run(args: &Build, screen: Screen) -> Result<Outcome, Error> {
    if args.watch {
        return watch::run(args, screen);
    }
    build(args, screen)?;
    Ok(Outcome::Found)
}

/// Builds the graph and tells of it.
pub(super) fn build(args: &Build, screen: Screen) -> Result<(), Error> {
    let started = Instant::now();
    let made = make(args, screen)?;
    Report { made, time: started.elapsed() }.write(args.format, screen)
}

/// Reads what changed since the graph that is there was built, and makes the one that is wanted.
fn make(args: &Build, screen: Screen) -> Result<Made, Error> {
    let lexicons = Lexicons::read(&args.vocabulary)?.matching(args.matching);
    let (scheme, mended) = lexicons.scheme(None)?;
    let paths = paths(&args.readings.paths, "build")?;
    let dir = args.output.join(GRAPH);
    // Who watches waits for whoever adds.
    let draft = if args.watch { Draft::wait(&dir)? } else { Draft::new(&dir)? };
    interrupt::take_away(&draft);
    let since = SystemTime::now();
    let before = before(&dir, args.drop_added)?;
    let (files, unfound) = inputs::find(&paths);
    let files: Vec<Named> = files.into_iter().map(|file| Named::new(file, args.readings.from)).collect();
    let mut files = Planned::named(files, before.as_ref());
    if let Some(before) = before.as_ref().filter(|_| !args.drop_added) {
        files.extend(before.added_beside(&files));
    }
    let change = Change {
        dir: &dir,
        before,
        lexicons: &lexicons,
        files,
        looked: Some(Looked {
            from: args.readings.from.map(|format| format.name().to_owned()),
            base: inputs::name(&inputs::here_from(&args.output)),
            since,
        }),
        memory: args.memory.unwrap_or_else(memory::share),
        strict: args.strict,
        purpose: if args.watch { Purpose::Watch } else { Purpose::Build },
    };
    change.make(draft, &scheme, mended.into_iter().chain(unfound).collect(), screen)
}

/// What is there already. What cannot be read is made again, unless that might lose what was added to it.
fn before(dir: &Path, drop_added: bool) -> Result<Option<Previous>, Error> {
    match Previous::open(dir) {
        Err(damage) if !drop_added && store::may_have_added(dir) => Err(Error::Usage(format!(
            "{damage}; but what `add` put in would be lost: build with --drop-added, and add it again"
        ))),
        before => Ok(before.ok()),
    }
}

/// An error when there is nothing to build a graph of, or anything was left out and must not be.
pub(super) fn check(diagnostics: &[Diagnostic], is_found: bool, strict: bool) -> Result<(), Error> {
    let left_out = diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    if strict && left_out > 0 {
        let advice = "nothing was written; mend them or leave --strict out";
        return Err(Error::NothingRead(format!("{left_out} files or rows could not be read; {advice}")));
    }
    if !is_found {
        let advice =
            "name files or folders of text, Markdown, JSON Lines or CSV; see `ideagraph build --help`";
        return Err(Error::NothingRead(format!("no quotes were found; {advice}")));
    }
    Ok(())
}

/// What the person named to a verb, else what ships.
pub(super) fn paths(named: &[PathBuf], verb: &str) -> Result<Vec<PathBuf>, Error> {
    let missing = |path: &&PathBuf| path.as_os_str() != inputs::STDIN && !path.exists();
    if let Some(path) = named.iter().find(missing) {
        let name = inputs::label(path);
        return Err(Error::Usage(format!("{name}: cannot be read: there is no such file or folder")));
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

/// What to look at first: the pictures' paths and bytes.
pub(super) fn draw(graph: &KnowledgeGraph, folder: &Path) -> Vec<(PathBuf, String)> {
    let concepts = ConceptMap::of(graph, &MapOptions::default()).readable();
    let evidence = EvidenceMap::of(graph, graph.quotes(), &EvidenceOptions::default());
    let elements = Elements::from(&concepts);
    let pictures = [
        svg::concept_map(&concepts),
        svg::evidence_map(&evidence),
        dot(&elements, Engine::suited(&elements)),
    ];
    self::pictures(folder).into_iter().zip(pictures).collect()
}

/// The pictures in an output folder.
pub(super) fn pictures(folder: &Path) -> [PathBuf; 3] {
    PICTURES.map(|name| folder.join(name))
}

/// Fails when a picture would replace what no build wrote.
pub(super) fn check_place(folder: &Path) -> Result<(), SaveError> {
    let is_ours = store::is_graph(&folder.join(GRAPH)) || Memo::is_in(folder);
    let is_taken = |path: &PathBuf| fs::symlink_metadata(path).is_ok_and(|there| !is_ours || there.is_dir());
    pictures(folder).into_iter().find(is_taken).map_or(Ok(()), |path| Err(SaveError::Occupied(path)))
}

/// Writes the pictures, in the folder `staging` first, and saves the graph, so that all of them change or none does.
pub(super) fn write<T>(
    pictures: &[(PathBuf, String)],
    staging: &Path,
    save: impl FnOnce() -> Result<T, Error>,
) -> Result<T, Error> {
    let stage = |(path, picture): &(PathBuf, String)| {
        let staged = Staged::write_in(staging, path, picture.as_bytes());
        staged.map_err(|error| Error::output(Some(path), error))
    };
    let staged: Vec<Staged> = pictures.iter().map(stage).collect::<Result<_, _>>()?;
    let saved = save()?;
    for (staged, (path, _)) in staged.into_iter().zip(pictures) {
        staged.publish().map_err(|error| Error::output(Some(path), error))?;
    }
    Ok(saved)
}
