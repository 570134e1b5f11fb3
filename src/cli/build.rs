//! `build`: from files of quotes and files of concepts to a saved graph and its first pictures.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use rayon::prelude::*;

use super::args::Build;
use super::inputs;
use super::output::{self, Screen};
use super::progress::Progress;
use super::report::{self, Report};
use super::{Error, Outcome};
use crate::analysis::map::{ConceptMap, EvidenceMap};
use crate::analysis::{EvidenceOptions, MapOptions};
use crate::concept::ConceptScheme;
use crate::diagnostic::{Diagnostic, Severity};
use crate::graph::KnowledgeGraph;
use crate::graph::store::{self, Input};
use crate::link::Linker;
use crate::render::dot::{Engine, dot};
use crate::render::elements::Elements;
use crate::render::svg;
use crate::source::{self, Source};

/// The graph's folder in the output folder.
pub(super) const GRAPH: &str = "graph";
/// What is read when nothing is named.
const READINGS: &str = "data/readings";
/// The concepts that are used when none are named, where they are.
const CONCEPTS: &str = "data/concepts";
/// The concepts that the program was built with.
const BUILT_IN: (&str, &str) = ("<built-in>/ai.toml", include_str!("../../data/concepts/ai.toml"));

pub(super) fn run(args: &Build, screen: Screen) -> Result<Outcome, Error> {
    let started = Instant::now();
    let lexicons = Lexicons::read(&args.concepts)?;
    let scheme = lexicons.scheme()?;
    let linker = Linker::new(&scheme)?;
    let reading = Reading::of(args, screen.quiet)?;
    report::diagnostics(&reading.diagnostics, screen);
    reading.check(args.strict)?;
    let Reading { sources, diagnostics, inputs, bytes } = reading;
    let graph = crate::knowledge_graph(sources, &scheme, &linker);
    store::save(&graph, &inputs, &lexicons.inputs(), &args.output.join(GRAPH))?;
    let pictures = draw(&graph, &args.output)?;
    let report = Report { graph: &graph, diagnostics: diagnostics.len(), bytes, pictures, time: started.elapsed() };
    report.write(args, screen)?;
    Ok(Outcome::Found)
}

/// The concept files, as they were read.
struct Lexicons(Vec<(String, String)>);

impl Lexicons {
    fn read(named: &[PathBuf]) -> Result<Self, Error> {
        let shipped = Path::new(CONCEPTS);
        if named.is_empty() && !shipped.is_dir() {
            return Ok(Self(vec![(BUILT_IN.0.to_owned(), BUILT_IN.1.to_owned())]));
        }
        let paths = if named.is_empty() { vec![shipped.to_owned()] } else { named.to_owned() };
        let (mut files, diagnostics) = inputs::find(&paths);
        files.retain(|file| paths.contains(file) || file.extension() == Some(OsStr::new("toml")));
        if !diagnostics.is_empty() {
            return Err(Error::Concepts(diagnostics));
        }
        if files.is_empty() {
            let names: Vec<String> = paths.iter().map(|path| inputs::name(path)).collect();
            return Err(Error::Usage(format!("there is no concept file (*.toml) in {}", names.join(", "))));
        }
        files.iter().map(|file| lexicon(file)).collect::<Result<_, _>>().map(Self)
    }

    fn scheme(&self) -> Result<ConceptScheme, Error> {
        let files: Vec<(&str, &str)> = self.0.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
        ConceptScheme::from_lexicons(&files).map_err(Error::Concepts)
    }

    fn inputs(&self) -> Vec<Input> {
        self.0.iter().map(|(name, text)| Input::new(name, None, text.as_bytes())).collect()
    }
}

fn lexicon(file: &Path) -> Result<(String, String), Error> {
    let wrong = |message: String| Error::Concepts(vec![Diagnostic::error(inputs::label(file), 0, message)]);
    let bytes = inputs::read(file).map_err(|error| wrong(format!("cannot be read: {error}")))?;
    let text = String::from_utf8(bytes).map_err(|error| wrong(format!("a lexicon is UTF-8, and this file is not: {error}")))?;
    Ok((inputs::name(file), text.strip_prefix('\u{feff}').map(ToOwned::to_owned).unwrap_or(text)))
}

/// What the files of quotes hold.
#[derive(Default)]
struct Reading {
    sources: Vec<Source>,
    diagnostics: Vec<Diagnostic>,
    inputs: Vec<Input>,
    bytes: u64,
}

impl Reading {
    fn of(args: &Build, quiet: bool) -> Result<Self, Error> {
        let (files, diagnostics) = inputs::find(&paths(args)?);
        let sizes = files.iter().filter_map(|file| fs::metadata(file).ok()).map(|file| file.len());
        let progress = Progress::new(sizes.sum(), quiet);
        let read: Vec<Self> = files.par_iter().map(|file| Self::of_file(file, args.from, &progress)).collect();
        progress.finish();
        let mut all = Self { diagnostics, ..Self::default() };
        for reading in read {
            all.sources.extend(reading.sources);
            all.diagnostics.extend(reading.diagnostics);
            all.inputs.extend(reading.inputs);
            all.bytes += reading.bytes;
        }
        source::assign_ids(&mut all.sources);
        Ok(all)
    }

    fn of_file(file: &Path, from: Option<source::Format>, progress: &Progress) -> Self {
        let name = inputs::name(file);
        let bytes = match inputs::read(file) {
            Ok(bytes) => bytes,
            Err(error) => {
                let diagnostic = Diagnostic::error(inputs::label(file), 0, format!("cannot be read: {error}"));
                return Self { diagnostics: vec![diagnostic], ..Self::default() };
            }
        };
        let read = source::read(&name, &bytes, from);
        progress.advance(bytes.len() as u64);
        let input = (!read.sources.is_empty()).then(|| Input::new(&name, read.format, &bytes));
        Self {
            sources: read.sources,
            diagnostics: read.diagnostics,
            inputs: input.into_iter().collect(),
            bytes: bytes.len() as u64,
        }
    }

    /// An error when there is nothing to build a graph of, or anything was left out and must not be.
    fn check(&self, strict: bool) -> Result<(), Error> {
        let left_out = self.diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
        if strict && left_out > 0 {
            let advice = "nothing was written; mend them or leave --strict out";
            return Err(Error::NothingRead(format!("{left_out} files or rows could not be read; {advice}")));
        }
        if self.sources.iter().all(|source| source.quotes.is_empty()) {
            let advice = "name files or folders of text, Markdown, JSON Lines or CSV; see `ideagraph build --help`";
            return Err(Error::NothingRead(format!("no quotes were found; {advice}")));
        }
        Ok(())
    }
}

fn paths(args: &Build) -> Result<Vec<PathBuf>, Error> {
    if !args.paths.is_empty() {
        return Ok(args.paths.clone());
    }
    if Path::new(READINGS).is_dir() {
        return Ok(vec![READINGS.into()]);
    }
    Err(Error::Usage(format!("there is no folder {READINGS} here; name what to read: `ideagraph build notes/`")))
}

/// Draws what to look at first; gives the files' paths.
fn draw(graph: &KnowledgeGraph, folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let concepts = ConceptMap::of(graph, &MapOptions::default());
    let evidence = EvidenceMap::of(graph, graph.quotes(), &EvidenceOptions::default());
    let elements = Elements::from(&concepts);
    let pictures = [
        ("concepts.svg", svg::concept_map(&concepts)),
        ("evidence.svg", svg::evidence_map(&evidence)),
        ("concepts.dot", dot(&elements, Engine::suited(&elements))),
    ];
    let mut paths = Vec::new();
    for (name, picture) in pictures {
        let path = folder.join(name);
        output::write(Some(&path), picture.as_bytes())?;
        paths.push(path);
    }
    Ok(paths)
}
