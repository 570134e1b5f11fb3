//! The command line opens files, reads the clock and the environment, and prints; everything else is values.

pub mod args;
mod ask;
mod build;
mod curate;
mod diagnostics;
mod export;
mod facts;
mod folder;
mod interrupt;
mod memory;
mod output;
mod prove;
mod query;
mod reading;
mod shell;

use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::CommandFactory;
use thiserror::Error;

use crate::concept::write::WriteError;
use crate::diagnostic::{Diagnostic, without_place};
use crate::graph::KnowledgeGraph;
use crate::graph::store::{self, OpenError, SaveError};
use crate::link::LinkError;
use crate::query::NotFound;
use crate::query::cypher::QueryError;
use args::{Asked, Cli, Concepts, ConceptsVerb, NamedGraph, Verb};
use output::Screen;
pub use output::tell_error;

/// How a verb ended, when it did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// There was an answer.
    Found,
    /// The answer is empty.
    NothingFound,
    /// Two things were compared and are different.
    Different,
    /// The answer is that something is wrong.
    Wrong,
}

impl Outcome {
    /// [`Outcome::Found`] unless there is nothing.
    fn found(count: usize) -> Self {
        if count > 0 { Self::Found } else { Self::NothingFound }
    }
}

impl From<Outcome> for ExitCode {
    /// As ripgrep's: 0 found, 1 nothing found, 2 error; and as diff's: 0 the same, 1 different.
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Found => Self::SUCCESS,
            Outcome::NothingFound | Outcome::Different => Self::from(1),
            Outcome::Wrong => Self::from(2),
        }
    }
}

/// Why a verb failed.
#[derive(Debug, Error)]
pub enum Error {
    /// The graph cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The graph cannot be saved.
    #[error(transparent)]
    Save(#[from] SaveError),
    /// No concept, person or source has the name.
    #[error(transparent)]
    NotFound(#[from] NotFound),
    /// The concept files are wrong.
    #[error("{}", lines(.0))]
    Concepts(Vec<Diagnostic>),
    /// The concepts cannot be written.
    #[error(transparent)]
    Written(#[from] WriteError),
    /// The concepts cannot be compiled.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// The query cannot be answered.
    #[error("{}", error.in_text(text))]
    Query {
        /// What is wrong with it.
        error: Box<QueryError>,
        /// Its text.
        text: String,
    },
    /// Graphviz did not draw.
    #[error(transparent)]
    Graphviz(#[from] export::graphviz::GraphvizError),
    /// What was asked cannot be done as it was asked; the message says what to do instead.
    #[error("{0}")]
    Usage(String),
    /// An input cannot be read.
    #[error("{name}: cannot be read: {reason}")]
    Unreadable {
        /// What it is called.
        name: String,
        /// Why.
        reason: String,
    },
    /// Nothing could be read.
    #[error("{0}")]
    NothingRead(String),
    /// Whoever read standard output has closed it; no error for the person.
    #[error("the output was closed")]
    Closed,
    /// An answer could not be written.
    #[error("cannot write {}: {source}", path.display())]
    Write {
        /// Where to.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl Error {
    fn output(path: Option<&Path>, source: io::Error) -> Self {
        match path {
            None if source.kind() == io::ErrorKind::BrokenPipe => Self::Closed,
            path => Self::Write {
                path: path.unwrap_or(Path::new("standard output")).to_owned(),
                source: without_place(source),
            },
        }
    }
}

fn lines(diagnostics: &[Diagnostic]) -> String {
    diagnostics.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Does what the arguments say. A graph that turns out to be damaged is an error, whatever was asked of it.
///
/// # Errors
/// When it cannot be done; [`Error::Closed`] is none for the person.
pub fn run(cli: Cli) -> Result<Outcome, Error> {
    store::guarded(|| answer(cli))?
}

fn answer(cli: Cli) -> Result<Outcome, Error> {
    let Cli { verb, common } = cli;
    let screen = Screen::of(&common);
    start_threads(common.threads)?;
    let outcome = match verb {
        Verb::Build(args) => build::run(&args, screen),
        Verb::Add(args) => build::add::run(&args, screen),
        Verb::Info(args) => ask::info::run(&args, &open(&args.asked)?, screen),
        Verb::Concepts(Concepts { verb: Some(ConceptsVerb::Convert(args)), .. }) => {
            export::convert::run(&args, screen)
        }
        Verb::Concepts(args) => ask::concepts::run(&args, &open(&args.asked)?, screen),
        Verb::Show(args) => ask::show::run(&args, &open(&args.asked)?, screen),
        Verb::Quotes(args) => ask::quotes::run(&args, &open(&args.asked)?, screen),
        Verb::Related(args) => ask::related::run(&args, &open(&args.asked)?, screen),
        Verb::Path(args) => ask::path::run(&args, &open(&args.asked)?, screen),
        Verb::Query(args) => query::run(&args, &open_for(&args.named, args.output.as_deref())?, screen),
        Verb::Shell(args) => shell::run(&args, &open_for(&args.named, None)?, screen),
        Verb::Queries(args) => query::queries::run(&args.output, screen),
        Verb::Discover(args) => curate::discover::run(&args, screen),
        Verb::Export(args) => export::run(&args, &open_for(&args.named, args.output.as_deref())?, screen),
        Verb::Diff(args) => export::diff::run(&args, screen),
        Verb::Check(args) => prove::check::run(&args, &folder::graph(&args.named.graph)?, screen),
        Verb::Suggest(args) => curate::suggest::run(&args, screen),
        Verb::Accept(args) => curate::accept::run(&args, screen),
        Verb::Reject(args) => curate::reject::run(&args, screen),
        Verb::SuggestRules(args) => curate::suggest_rules::run(&args, screen),
        Verb::Eval(args) => prove::eval::run(&args, screen),
        Verb::Explain(args) => prove::explain::run(&args, screen),
        Verb::Completions { shell } => completions(shell),
        Verb::Man => manual(),
    }?;
    if outcome == Outcome::NothingFound {
        screen.note("nothing found");
    }
    Ok(outcome)
}

/// Starts as many threads as were asked for; without that they start when there is work for them.
fn start_threads(threads: Option<u16>) -> Result<(), Error> {
    let Some(threads) = threads else { return Ok(()) };
    let built = rayon::ThreadPoolBuilder::new().num_threads(threads.into()).build_global();
    built.map_err(|error| Error::Usage(format!("cannot start {threads} threads: {error}")))
}

fn open(asked: &Asked) -> Result<KnowledgeGraph, Error> {
    open_for(&asked.named, asked.output.file())
}

/// Opens a graph to be asked, the answer to go to `output`.
fn open_for(named: &NamedGraph, output: Option<&Path>) -> Result<KnowledgeGraph, Error> {
    let graph = store::open(&folder::graph(&named.graph)?)?;
    output::check_spares_inputs(output, &graph)?;
    Ok(graph)
}

fn completions(shell: clap_complete::Shell) -> Result<Outcome, Error> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "ideagraph", &mut script);
    output::write(None, &script)?;
    Ok(Outcome::Found)
}

/// The page of the program, then a page for each verb.
fn manual() -> Result<Outcome, Error> {
    let mut command = Cli::command();
    command.build();
    let verbs: Vec<clap::Command> =
        command.get_subcommands().filter(|verb| verb.get_name() != "help").cloned().collect();
    let mut page = Vec::new();
    for command in std::iter::once(command).chain(verbs) {
        clap_mangen::Man::new(command).render(&mut page).map_err(|error| Error::output(None, error))?;
    }
    output::write(None, &page)?;
    Ok(Outcome::Found)
}
