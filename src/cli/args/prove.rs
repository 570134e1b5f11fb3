//! Arguments of the verbs that prove, measure and explain.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{NamedGraph, Output, Vocabulary, number};
use crate::concept::ConceptScheme;
use crate::link::{LinkError, Linker, Matching, Overlap};
use crate::render::table::Format;

/// Prove the graph.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  ideagraph check

The sources are read again from the paths that `build` was given; relative ones begin where it was run last, as far as the \
memo beside the graph tells that, else here. What it had from standard input must be piped in again: \
`cat quotes.jsonl | ideagraph check`.
Exit codes: 0 all is proved, 2 something is not.")]
pub struct Check {
    /// Read every file of the graph first and compare its checksum
    #[arg(long)]
    pub deep: bool,
    /// The graph.
    #[command(flatten)]
    pub named: NamedGraph,
    /// Where the answer goes.
    #[command(flatten)]
    pub output: Output,
}

/// How labels are looked for, and what is kept of what is found.
#[derive(Debug, Clone, Copy, Default, Args)]
pub struct Linking {
    /// How to look for the labels; `plain` is many times as fast and finds less
    #[arg(long, value_enum, value_name = "HOW", default_value_t = Matching::Full)]
    pub matching: Matching,
    /// Which mentions to keep where labels overlap
    #[arg(long, value_enum, value_name = "WHICH", default_value_t = Overlap::Longest)]
    pub overlap: Overlap,
}

impl Linking {
    /// The linker that looks so.
    pub(in crate::cli) fn linker(&self, scheme: &ConceptScheme) -> Result<Linker, LinkError> {
        Ok(Linker::matching(scheme, self.matching)?.with_overlap(self.overlap))
    }
}

/// Measure the linking.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph eval gold.jsonl --concepts my.toml
  ideagraph eval gold.jsonl --concepts my.toml --format json | jq .mention.f1
  ideagraph eval gold.jsonl --concepts hpo.ttl --overlap all    # gold with mentions in mentions
  ideagraph eval pairs.jsonl --abbreviations
  ideagraph eval abstracts.jsonl --keyphrases

A line of GOLD is {\"id\": …, \"text\": …, \"mentions\": [{\"start\": …, \"end\": …, \"concept\": …}]}, with offsets in \
characters; for the other measures it has \"abbreviations\": [{\"short\": …, \"long\": …}] or \"keyphrases\": [\"…\"]. What counts as right is told in docs/evaluation.md.")]
pub struct Eval {
    /// Labelled texts, as JSON Lines or one JSON value; `-` is standard input
    pub gold: PathBuf,
    /// The concepts.
    #[command(flatten)]
    pub vocabulary: Vocabulary,
    /// How they are looked for.
    #[command(flatten)]
    pub linking: Linking,
    /// Measure the abbreviations that are found, against `abbreviations` of GOLD
    #[arg(long)]
    pub abbreviations: bool,
    /// Measure the ten best keyphrases of each text, against `keyphrases` of GOLD
    #[arg(long)]
    pub keyphrases: bool,
    /// The most mistakes of each sort to show
    #[arg(long, value_name = "N", value_parser = number::<usize>, allow_negative_numbers = true, default_value_t = 10)]
    pub top: usize,
    /// How to write the scores [default: as the name of the file says; a table on a terminal; JSON]
    #[arg(long, value_enum)]
    pub format: Option<ReportFormat>,
    /// Write the scores to a file
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Explain a linking.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph explain \"We're not doing RL from human feedback\"
  ideagraph explain \"a renal cyst\" --concepts hpo.ttl --format json
  pbpaste | ideagraph explain -    # standard input

What becomes of a candidate, and why, is told in docs/lexicon.md.")]
pub struct Explain {
    /// What to read; `-` is standard input
    #[arg(value_name = "TEXT")]
    pub text: String,
    /// The concepts.
    #[command(flatten)]
    pub vocabulary: Vocabulary,
    /// How they are looked for.
    #[command(flatten)]
    pub linking: Linking,
    /// Where the answer goes.
    #[command(flatten)]
    pub output: Output,
}

/// How an answer is written that is no rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// Tables and quotes for a person at a terminal
    Table,
    /// One JSON object
    Json,
}

impl ReportFormat {
    /// The format of rows that is meant for the same reader.
    pub(in crate::cli) fn row_format(self) -> Format {
        match self {
            Self::Table => Format::Table,
            Self::Json => Format::Json,
        }
    }
}
