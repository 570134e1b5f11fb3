//! A report tells what a build made, and what to try next.

use std::path::Path;
use std::time::Duration;

use super::change::Made;
use crate::cli::Error;
use crate::cli::args::{Build, OUT, Output, environment};
use crate::cli::facts::Facts;
use crate::cli::output::{Screen, shell_word, tell};
use crate::cli::reading::concept_files::ConceptFiles;
use crate::cli::reading::inputs;
use crate::graph::store;
use crate::render::table::{Cell, Format};

/// What was made.
pub(super) struct Report {
    pub(super) made: Made,
    pub(super) time: Duration,
    /// How to have concepts of what was read, where one may want that.
    pub(super) own: Option<OwnConcepts>,
}

impl Report {
    /// Writes the report, and for a person what to try next.
    pub(super) fn write(&self, format: Option<Format>, screen: Screen) -> Result<(), Error> {
        if screen.quiet {
            return Ok(());
        }
        let output = Output { format, output: None };
        self.facts().write(&output, screen)?;
        match &self.own {
            Some(own) if self.is_foreign()? => self.advise(own, screen),
            _ if screen.format_of(&output)? == Format::Table => self.next(),
            _ => {}
        }
        Ok(())
    }

    fn facts(&self) -> Facts {
        let Made { graph, diagnostics, bytes, files: [files, unchanged], wrote, .. } = &self.made;
        let count = |n: usize| n as u32;
        let summary = graph.summary();
        let seconds = self.time.as_secs_f64();
        let speed = Cell::Float { value: *bytes as f64 / 1e6 / seconds, decimals: 1 };
        let mut facts = Facts::default();
        facts
            .add("files", count(*files))
            .add("files_unchanged", count(*unchanged))
            .add("sources", count(graph.sources().len()))
            .add("quotes", count(graph.quotes().len()))
            .add("people", count(graph.people().len()))
            .add("concepts", count(graph.concepts().len()))
            .add("concepts_used", summary.concepts_used)
            .add("links", count(graph.links().len()))
            .add("quotes_without_concept", summary.quotes_without_concept)
            .add("diagnostics", count(*diagnostics))
            .add("seconds", Cell::Float { value: seconds, decimals: 3 })
            .add("megabytes_per_second", speed)
            .add("wrote", Cell::List(wrote.iter().map(|path| inputs::name(path)).collect()));
        facts
    }

    /// Whether most quotes speak of none of the concepts, and these are those that ship.
    fn is_foreign(&self) -> Result<bool, Error> {
        let graph = &self.made.graph;
        let is_far = graph.summary().quotes_without_concept as usize * 2 > graph.quotes().len();
        Ok(is_far && ConceptFiles::are_shipped(&store::inputs(graph)?.concepts))
    }

    /// Tells how to have other concepts.
    fn advise(&self, own: &OwnConcepts, screen: Screen) {
        let graph = &self.made.graph;
        let (without, quotes) = (graph.summary().quotes_without_concept, graph.quotes().len());
        let (concepts, program) = (graph.concepts().len(), program());
        screen.note(format_args!(
            "\n{without} of {quotes} quotes speak of none of the {concepts} concepts: these are the ones on AI that ship. To have \
             others proposed from your quotes, and a graph of them:"
        ));
        let lexicon = new_lexicon();
        tell(format_args!("  {program} discover{} --format toml > {lexicon}", own.readings));
        tell(format_args!("  {program} build{} --concepts {lexicon}{}", own.readings, own.output));
    }

    /// Commands that work as they stand.
    fn next(&self) {
        let folder = self.made.dir.parent().unwrap_or(&self.made.dir);
        let graph = match inputs::name(folder) {
            named if Path::new(&named) == environment::graph() => String::new(),
            named => format!(" --graph {}", shell_word(&named)),
        };
        let top = self.made.graph.concepts().max_by_key(|c| (c.quote_count(), std::cmp::Reverse(c.index())));
        let concept = top.map_or("RLHF", |concept| concept.id());
        let picture = inputs::name(&folder.join("concepts.svg"));
        tell(format_args!("\nOpen {picture} in a browser, or try:"));
        for verb in ["concepts".to_owned(), format!("show {concept}"), format!("related {concept}")] {
            tell(format_args!("  {} {verb}{graph}", program()));
        }
    }
}

/// The name of a lexicon that is not there yet.
fn new_lexicon() -> String {
    let others = (2..).map(|n| format!("my-{n}.toml"));
    let mut names = std::iter::once("my.toml".to_owned()).chain(others);
    names.find(|name| !Path::new(name).exists()).unwrap_or_default()
}

/// The program by the name that it was called by, as a shell reads it.
fn program() -> String {
    let name = std::env::args().next().unwrap_or_else(|| "ideagraph".into());
    shell_word(&name).into_owned()
}

/// The arguments that a build had, for commands with other concepts.
pub(super) struct OwnConcepts {
    readings: String,
    output: String,
}

impl OwnConcepts {
    /// Those of a build for which no concepts were named.
    pub(super) fn of(args: &Build) -> Option<Self> {
        let word = |path: &Path| format!(" {}", shell_word(&inputs::name(path)));
        let from = args.readings.from.map(|format| format!(" --from {format}"));
        let readings = args.readings.paths.iter().map(|path| word(path)).chain(from).collect();
        let output = if args.output == Path::new(OUT) {
            String::new()
        } else {
            " -o".to_owned() + &word(&args.output)
        };
        args.vocabulary.concepts.is_empty().then_some(Self { readings, output })
    }
}
