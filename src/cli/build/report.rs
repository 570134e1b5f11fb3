//! A report tells what a build made, and what to try next.

use std::path::Path;
use std::time::Duration;

use super::change::Made;
use crate::cli::Error;
use crate::cli::args::{Output, environment};
use crate::cli::facts::Facts;
use crate::cli::output::{Screen, shell_word, tell};
use crate::cli::reading::inputs;
use crate::render::table::{Cell, Format};

/// What was made.
pub(super) struct Report {
    pub(super) made: Made,
    pub(super) time: Duration,
}

impl Report {
    /// Writes the report, and for a person what to try next.
    pub(super) fn write(&self, format: Option<Format>, screen: Screen) -> Result<(), Error> {
        if screen.quiet {
            return Ok(());
        }
        let output = Output { format, output: None };
        self.facts().write(&output, screen)?;
        if screen.format_of(&output)? == Format::Table {
            self.next();
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

    /// Commands that work as they stand: the program by the name that it was called by.
    fn next(&self) {
        let program = std::env::args().next().unwrap_or_else(|| "ideagraph".into());
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
            tell(format_args!("  {} {verb}{graph}", shell_word(&program)));
        }
    }
}
