//! Arguments of the verbs that draw, or write for other programs.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::values::Named;
use super::{NamedGraph, QueryFormat, language, number};
use crate::concept;
use crate::render::dot::Engine;

/// Draw the graph.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph export -o concepts.svg
  ideagraph export --view evidence -o evidence.svg
  ideagraph export --format dot --view around RLHF --depth 1 | dot -Tpng > rlhf.png
  ideagraph export --view path memory \"long-horizon tasks\" -o path.svg
  ideagraph export -o concepts.graphml         # for Gephi, yEd, NetworkX

Rows are written by the verbs that list them: `ideagraph quotes -o quotes.csv`, `ideagraph concepts -o concepts.csv`.")]
pub struct Export {
    /// What to write [default: as the name of the file says]
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: Option<ExportFormat>,
    /// What to show of the graph; `around` takes a concept, `path` takes two
    #[arg(long, value_enum, value_name = "VIEW", default_value_t = View::Concepts)]
    pub view: View,
    /// The concepts of the view
    #[arg(value_name = "CONCEPT")]
    pub concepts: Vec<String>,
    /// How far to go from the concept of `around` [default: 1]
    #[arg(long, value_name = "N", value_parser = number::<u32>, allow_negative_numbers = true)]
    pub depth: Option<u32>,
    /// The most concepts, quotes or chains to show [default: 60 concepts or 40 quotes in a picture, all of them in JSON
    /// and GraphML; 3 chains]
    #[arg(long, value_name = "N", value_parser = number::<usize>, allow_negative_numbers = true)]
    pub top: Option<usize>,
    /// Join concepts only when they share as many quotes [default: 1]
    #[arg(long, value_name = "N", value_parser = number::<u32>, allow_negative_numbers = true)]
    pub min_quotes: Option<u32>,
    /// Heading of the picture, in place of the one made up for it
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Let this Graphviz program draw the SVG
    #[arg(long, value_enum, value_name = "ENGINE")]
    pub engine: Option<Engine>,
    /// Write to a file
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The graph.
    #[command(flatten)]
    pub named: NamedGraph,
}

/// What an export writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// Graphviz DOT
    Dot,
    /// A picture
    Svg,
    /// Node-link JSON
    Json,
    /// GraphML
    Graphml,
}

impl ExportFormat {
    /// Whether it is for looking at, not for another program.
    pub(in crate::cli) fn is_picture(self) -> bool {
        matches!(self, Self::Dot | Self::Svg)
    }
}

/// What an export shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum View {
    /// The concepts that come together
    Concepts,
    /// The quotes beside their concepts
    Evidence,
    /// The chains between two concepts
    Path,
    /// A concept and what it comes up with
    Around,
}

/// Compare two graphs.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph diff old new
  ideagraph diff old new --format json | jq '.[] | select(.thing == \"link\")'
  ideagraph diff old new -o difference.svg    # a concept map of what differs

Exit codes: 0 the same, 1 different, 2 error.")]
pub struct Diff {
    /// The older graph: its own folder, or the folder that `build -o` wrote it into
    pub old: PathBuf,
    /// The newer graph
    pub new: PathBuf,
    /// How to write the answer [default: as the name of the file says, or IDEAGRAPH_FORMAT; a table on a terminal; JSON
    /// Lines]
    #[arg(long, value_enum)]
    pub format: Option<QueryFormat>,
    /// The most concepts to show in a picture [default: 60]
    #[arg(long, value_name = "N", value_parser = number::<usize>, allow_negative_numbers = true)]
    pub top: Option<usize>,
    /// Heading of the picture, in place of the one made up for it
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Write the answer to a file
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Turn vocabularies and lexicons into another format.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph concepts convert stw.ttl --lang de -o stw.toml    # SKOS as a lexicon to edit
  ideagraph concepts convert doid.owl -o doid.toml    # an ontology
  ideagraph concepts convert data/concepts -o ai.ttl    # a lexicon as SKOS, without loss
  ideagraph concepts convert a.rdf b.csv --to jsonld    # several as one
  curl … | ideagraph concepts convert - --from nt --to csv    # standard input

What was mended in vocabularies of others is told; see docs/vocabularies.md.")]
pub struct Convert {
    /// Files of concepts and folders of them; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Write to a file
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The format to write [default: by the output's name, else ttl]
    #[arg(long, alias = "format", value_name = "FORMAT", value_parser = written())]
    pub to: Option<concept::Format>,
    /// The format of all files, instead of telling it by name and content
    #[arg(long, value_name = "FORMAT", value_parser = of_concepts())]
    pub from: Option<concept::Format>,
    /// The language to call concepts in, of vocabularies in several; all others are kept [default: en]
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub lang: Option<String>,
}

/// The formats that concepts can be written in.
fn written() -> Named<concept::Format> {
    let read = |name: &str| {
        let named = name.parse().ok().filter(|format| concept::Format::WRITTEN.contains(format));
        let names = || concept::Format::WRITTEN.map(concept::Format::name).join(", ");
        named.ok_or_else(|| format!("concepts are written as {}", names()))
    };
    Named { names: concept::Format::WRITTEN.map(concept::Format::name).into(), read }
}

/// The formats that concepts are read in.
fn of_concepts() -> Named<concept::Format> {
    let read = |name: &str| name.parse().map_err(|error: concept::UnknownFormat| error.to_string());
    Named { names: concept::Format::ALL.map(concept::Format::name).into(), read }
}
