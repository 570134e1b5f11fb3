//! `build`: from files of quotes and files of concepts to a saved graph and its first pictures.

use std::path::{Path, PathBuf};
use std::time::Instant;

use super::args::Build;
use super::output::{Screen, Staged};
use super::reading::{Lexicons, Reading, Told};
use super::report::{self, Report};
use super::{Error, Outcome};
use super::{inputs, memory};
use crate::analysis::map::{ConceptMap, EvidenceMap};
use crate::analysis::{EvidenceOptions, MapOptions};
use crate::diagnostic::Severity;
use crate::graph::KnowledgeGraph;
use crate::graph::store::{Draft, Inputs};
use crate::link::Linker;
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
    let started = Instant::now();
    let lexicons = Lexicons::read(&args.concepts, args.lang.as_deref())?;
    let (scheme, mended) = lexicons.scheme(None)?;
    let (files, unfound) = inputs::find(&paths(&args.paths)?);
    let files: Vec<_> = files.into_iter().map(|file| (file, args.from)).collect();
    let linker = Linker::new(&scheme)?;
    let draft = Draft::new(&args.output.join(GRAPH))?;
    let mut builder = draft.builder(&scheme, args.memory.unwrap_or_else(memory::share));
    let mut told =
        Reading::each(&files, screen.quiet, |sources, continues| builder.add_read(sources, continues))?;
    told.diagnostics.splice(..0, mended.into_iter().chain(unfound));
    report::diagnostics(&told.diagnostics, screen);
    check(&told, builder.quotes(), args.strict)?;
    builder.assign_ids();
    let graph = draft.finish(builder, &linker)?;
    let Told { diagnostics, inputs, bytes } = told;
    let inputs = Inputs { sources: inputs, concepts: lexicons.inputs() };
    let pictures = draw(&graph, &args.output);
    let graph = write(&pictures, || Ok(draft.publish(graph, &inputs)?))?;
    let pictures = pictures.into_iter().map(|(path, _)| path).collect();
    let report =
        Report { graph: &graph, diagnostics: diagnostics.len(), bytes, pictures, time: started.elapsed() };
    report.write(args, screen)?;
    Ok(Outcome::Found)
}

/// An error when there is nothing to build a graph of, or anything was left out and must not be.
pub(super) fn check(told: &Told, quotes: u64, strict: bool) -> Result<(), Error> {
    let left_out = told.diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    if strict && left_out > 0 {
        let advice = "nothing was written; mend them or leave --strict out";
        return Err(Error::NothingRead(format!("{left_out} files or rows could not be read; {advice}")));
    }
    if quotes == 0 {
        let advice =
            "name files or folders of text, Markdown, JSON Lines or CSV; see `ideagraph build --help`";
        return Err(Error::NothingRead(format!("no quotes were found; {advice}")));
    }
    Ok(())
}

/// What the person named, else what ships.
pub(super) fn paths(named: &[PathBuf]) -> Result<Vec<PathBuf>, Error> {
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
        "there is no folder {READINGS} here; name what to read: `ideagraph build notes/`"
    )))
}

/// What to look at first: the pictures' paths and bytes.
fn draw(graph: &KnowledgeGraph, folder: &Path) -> Vec<(PathBuf, String)> {
    let concepts = ConceptMap::of(graph, &MapOptions::default());
    let evidence = EvidenceMap::of(graph, graph.quotes(), &EvidenceOptions::default());
    let elements = Elements::from(&concepts);
    let pictures = [
        svg::concept_map(&concepts),
        svg::evidence_map(&evidence),
        dot(&elements, Engine::suited(&elements)),
    ];
    PICTURES.into_iter().map(|name| folder.join(name)).zip(pictures).collect()
}

/// Writes the pictures and saves the graph, so that all of them change or none does.
fn write<T>(pictures: &[(PathBuf, String)], save: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    let stage = |(path, picture): &(PathBuf, String)| {
        let staged = Staged::write(path, picture.as_bytes());
        staged.map_err(|error| Error::output(Some(path), error))
    };
    let staged: Vec<Staged> = pictures.iter().map(stage).collect::<Result<_, _>>()?;
    let saved = save()?;
    for (staged, (path, _)) in staged.into_iter().zip(pictures) {
        staged.publish().map_err(|error| Error::output(Some(path), error))?;
    }
    Ok(saved)
}
