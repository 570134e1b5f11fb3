//! Arguments of the verbs that read quotes and concepts.

use std::path::PathBuf;

use clap::Args;
use clap::builder::{PathBufValueParser, TypedValueParser};

use super::{Linking, Readings, Vocabulary, environment, of_quotes};
use crate::render::table::Format;
use crate::source;

/// Read quotes, link them to concepts, and save the graph.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph build                          # what is in data/readings, into out/
  ideagraph build notes/ highlights.csv    # files and folders
  ideagraph build notes/ --concepts my.toml --concepts more.toml -o ideas
  ideagraph build notes/ --concepts stw.ttl --lang de    # a SKOS vocabulary
  ideagraph build notes/ --concepts stw.ttl --matching plain    # labels as they are written
  ideagraph build notes/ --concepts hpo.ttl --overlap all    # mentions in mentions, too
  curl … | ideagraph build - --from jsonl  # standard input
  ideagraph build notes/ --watch           # again whenever files are saved

A graph that is there is changed: only files that changed are read, and the graph is the one that would be built of \
nothing. What `add` put into it stays. In folders, what is hidden and other graphs are not read. \
Without --concepts it takes the concept files in data/concepts, and where there are none the AI concepts that it was built with.")]
pub struct Build {
    /// What the quotes are read from.
    #[command(flatten)]
    pub readings: Readings,
    /// What they are linked to.
    #[command(flatten)]
    pub vocabulary: Vocabulary,
    /// How they are looked for.
    #[command(flatten)]
    pub linking: Linking,
    /// The folder to write graph/, concepts.svg, evidence.svg and concepts.dot into
    #[arg(short, long, value_name = "DIR", default_value = OUT, value_parser = PathBufValueParser::new().try_map(folder))]
    pub output: PathBuf,
    /// Build again whenever files are saved, until Ctrl-C; a file that has no quotes meanwhile stays as it was
    #[arg(long, conflicts_with = "drop_added")]
    pub watch: bool,
    /// Leave out what `add` put into the graph
    #[arg(long)]
    pub drop_added: bool,
    /// How the graph is made.
    #[command(flatten)]
    pub making: Making,
}

/// How a graph is made, and its report written.
#[derive(Debug, Args)]
pub struct Making {
    /// Fail when any file or row could not be read
    #[arg(long)]
    pub strict: bool,
    /// Memory for what is read, as 500M or 1.5G; more goes to disk meanwhile [default: half of what is free]
    #[arg(long, value_name = "SIZE", value_parser = crate::cli::memory::parse)]
    pub memory: Option<u64>,
    /// How to write the report [default: as IDEAGRAPH_FORMAT says; a table on a terminal; JSON Lines]
    #[arg(long, value_enum)]
    pub format: Option<Format>,
}

/// Where a build writes when nothing is said.
pub(in crate::cli) const OUT: &str = "out";

fn folder(path: PathBuf) -> Result<PathBuf, &'static str> {
    if path.as_os_str() == "-" {
        return Err("a graph is a folder and cannot be written to standard output; name one, as in `-o out`");
    }
    Ok(path)
}

/// Put quotes into a graph that is there.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph add new.md                         # into the graph in out/
  curl … | ideagraph add - --from jsonl        # standard input
  ideagraph add ~/highlights --graph ~/ideas

What was added stays when the graph is built again; `build --drop-added` leaves it out. A file that a build reads itself counts as \
added no more, and goes when the next one does not name it. A file is known by where it is: \
one that is in the graph already, added or built, is replaced by what it says now, however its path is written; one that \
has no quotes now stays as it was. What `build` was given by a relative path is looked for from where it was run last. \
The concepts are those that the graph was built with: where their files say something else now, or are gone, run `build` \
again first. Whoever reads the graph meanwhile keeps the version that they opened; two that add at once wait for each \
other.")]
pub struct Add {
    /// Files and folders of quotes; `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// The format of all files, instead of telling it by name and content
    #[arg(long, value_name = "FORMAT", value_parser = of_quotes())]
    pub from: Option<source::Format>,
    /// The graph to add to: its own folder, or the folder that `build -o` wrote it into [default: as IDEAGRAPH_GRAPH
    /// says; out]
    #[arg(long, value_name = "DIR", default_value_os_t = environment::graph(), hide_default_value = true)]
    pub graph: PathBuf,
    /// How the graph is made.
    #[command(flatten)]
    pub making: Making,
}
