//! The arguments, as they are typed; what they mean is each verb's business.

mod ask;
mod build;
mod curate;
pub(in crate::cli) mod environment;
mod export;
pub(super) mod format;
mod meant;
mod prove;
mod query;
mod values;

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::concept;
use crate::render::table::Format;
use crate::source;
use values::Named;

pub use ask::{Concepts, ConceptsVerb, Info, Path, Quotes, Related, Show, Within};
pub(super) use build::OUT;
pub use build::{Add, Build};
pub use curate::{Accept, Discover, ProposalFormat, Reject, Suggest, SuggestRules, Tried};
pub use export::{Convert, Diff, Export, ExportFormat, View};
pub use prove::{Check, Eval, Explain, Linking, ReportFormat};
pub(super) use query::parameter;
pub use query::{Given, Queries, Query, QueryFormat, Settings, Shell};

/// Turn a pile of quotes into a graph of ideas
///
/// ideagraph reads quotes (highlights, transcripts, pages of readings), links every quote to the concepts it speaks of,
/// with the exact words as evidence, and answers questions about the graph.
#[derive(Debug, Parser)]
#[command(
    version,
    propagate_version = true,
    after_help = "\
Start with:
  ideagraph build notes/         # read a folder of quotes into out/graph
  ideagraph concepts             # what is in it
  ideagraph show RLHF            # what is said of one concept
  ideagraph shell                # ask questions of your own
  ideagraph export --format svg -o map.svg

Exit codes: 0 found, 1 nothing found, 2 error."
)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub verb: Verb,
    /// What every verb knows.
    #[command(flatten)]
    pub common: Common,
}

/// Options of every verb.
#[derive(Debug, Args)]
pub struct Common {
    /// Threads to use, 1 to 256 [default: one per core]
    #[arg(short = 'j', long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=256))]
    pub threads: Option<u16>,
    /// Print nothing but the answer and errors
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// When to use colours
    #[arg(long, global = true, value_enum, value_name = "WHEN", default_value_t = Colour::Auto)]
    pub color: Colour,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Colour {
    /// Holds for all that is told from now on, on standard error too.
    fn hold(self) {
        match self {
            Self::Auto => {}
            Self::Always => anstream::ColorChoice::Always.write_global(),
            Self::Never => anstream::ColorChoice::Never.write_global(),
        }
    }
}

/// The formats of quotes.
fn of_quotes() -> Named<source::Format> {
    Named { names: source::Format::ALL.map(source::Format::name).into(), read: from_format }
}

/// A format by its name, or by how the names of its files end.
fn from_format(name: &str) -> Result<source::Format, String> {
    let is_end = !name.is_empty() && name.chars().all(char::is_alphanumeric);
    name.parse().or_else(|error: source::UnknownFormat| {
        let named_so = source::Format::detect(&format!("a.{name}"), "").filter(|_| is_end);
        named_so.ok_or_else(|| error.to_string())
    })
}

/// A language by its code, perhaps with a country or a script behind it, or all of them.
fn language(tag: &str) -> Result<String, String> {
    let refused = || "write its code, as en, deu or pt-BR".to_owned();
    concept::is_code(tag).then(|| tag.to_owned()).ok_or_else(refused)
}

/// A number of things.
fn number<N: FromStr>(text: &str) -> Result<N, String> {
    text.parse().map_err(|_| "write it as a whole number from 0 on, as 10".to_owned())
}

/// Quotes to read.
#[derive(Debug, Args)]
pub struct Readings {
    /// Files and folders of quotes; `-` is standard input [default: data/readings]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The format of all files, instead of telling it by name and content
    #[arg(long, value_name = "FORMAT", value_parser = of_quotes())]
    pub from: Option<source::Format>,
}

/// Concepts to link to.
#[derive(Debug, Args)]
pub struct Vocabulary {
    /// A lexicon (TOML), a SKOS vocabulary or an ontology (ttl, rdf, owl, nt, jsonld, obo), a table (csv, tsv), or a
    /// folder of them
    #[arg(short, long, value_name = "FILE")]
    pub concepts: Vec<PathBuf>,
    /// The language of the labels to take from vocabularies in several, or `all`; labels that say none are in it
    /// [default: en]
    #[arg(long, value_name = "TAG", value_parser = language)]
    pub lang: Option<String>,
}

/// The graph that was named.
#[derive(Debug, Args)]
pub struct NamedGraph {
    /// The graph to ask: its own folder, or the folder that `build -o` wrote it into [default: as IDEAGRAPH_GRAPH says; out]
    #[arg(long, value_name = "DIR", default_value_os_t = environment::graph(), hide_default_value = true)]
    pub graph: PathBuf,
}

/// The graph that a question is asked of, and where the answer goes.
#[derive(Debug, Args)]
pub struct Asked {
    /// The graph.
    #[command(flatten)]
    pub named: NamedGraph,
    /// Where the answer goes.
    #[command(flatten)]
    pub output: Output,
}

/// Where an answer goes and how it is written.
#[derive(Debug, Args)]
pub struct Output {
    /// How to write the answer [default: as the name of the file says, or IDEAGRAPH_FORMAT; a table on a terminal; JSON
    /// Lines]
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Write the answer to a file
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// The verbs. The arguments of one are only made when it is asked for.
#[derive(Debug, Subcommand)]
#[command(defer = true)]
pub enum Verb {
    /// Read quotes, link them to concepts, and save the graph
    Build(Build),
    /// Put quotes into a graph that is there, while others read it
    Add(Add),
    /// Tell what is in the graph
    Info(Info),
    /// List the concepts with their quotes and what they come up with
    Concepts(Concepts),
    /// Show one concept: what it means, who says what of it, what it comes up with
    Show(Show),
    /// List the quotes that speak of some concepts
    Quotes(Quotes),
    /// List the concepts that come up with a concept
    Related(Related),
    /// Show how two ideas connect
    Path(Path),
    /// Ask the graph a question in openCypher
    Query(Query),
    /// Ask questions in openCypher at a prompt
    Shell(Shell),
    /// List the saved queries: what each answers, and its parameters
    Queries(Queries),
    /// Propose concepts that the lexicon lacks
    Discover(Discover),
    /// Rank the concepts that quotes may imply
    Suggest(Suggest),
    /// Make a pattern of words that imply a concept
    Accept(Accept),
    /// Make a reject phrase of words in which a concept's names mean something else
    Reject(Reject),
    /// Propose patterns that tell tagged quotes from the rest
    SuggestRules(SuggestRules),
    /// Draw the graph, or write it for another program
    Export(Export),
    /// Tell what came, went or changed between two graphs
    Diff(Diff),
    /// Read the sources again and prove every span and every count
    Check(Check),
    /// Measure the linking against texts that people labelled
    Eval(Eval),
    /// Tell what the linking sees in a text, and why it keeps or drops it
    Explain(Explain),
    /// Print a shell's completion script
    #[command(
        after_help = "Example:\n  ideagraph completions bash > ~/.local/share/bash-completion/completions/ideagraph"
    )]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(after_help = "Example:\n  ideagraph man > ~/.local/share/man/man1/ideagraph.1")]
    Man,
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory};

    use super::*;

    #[test]
    fn lines_of_help_are_broken_where_they_are_shown() {
        let mut program = Cli::command();
        program.build();
        for verb in program.get_subcommands().flat_map(|verb| verb.get_subcommands().chain([verb])) {
            let help = verb.get_after_help().map(ToString::to_string).unwrap_or_default();
            let lines: Vec<&str> = help.lines().collect();
            let is_text = |line: &str| !line.is_empty() && !line.starts_with(' ');
            for pair in lines.windows(2).filter(|pair| pair.iter().all(|line| is_text(line))) {
                assert!(pair[0].ends_with('.'), "{}: {}", verb.get_name(), pair[0]);
            }
        }
    }

    #[test]
    fn a_number_that_is_none_is_told() {
        let verbs = [
            &["concepts", "--top"][..],
            &["show", "a", "--top"],
            &["quotes", "a", "--top"],
            &["related", "a", "--min-quotes"],
            &["path", "a", "b", "--top"],
            &["export", "--depth"],
            &["discover", "--top"],
        ];
        for (verb, number) in
            verbs.into_iter().flat_map(|verb| ["-1", "x", "1.5"].map(|number| (verb, number)))
        {
            let line = ["ideagraph"].into_iter().chain(verb.iter().copied()).chain([number]);
            let error = Cli::try_parse_from(line).expect_err("it is no number").to_string();
            assert!(error.contains(&format!("'{number}'")) && error.contains("from 0 on, as 10"), "{error}");
        }
    }

    #[test]
    fn formats_go_by_the_ends_of_names_too() {
        use source::Format::{Html, JsonLines, Markdown, Text};
        for (name, expected) in [
            ("markdown", Some(Markdown)),
            ("md", Some(Markdown)),
            ("TXT", Some(Text)),
            ("htm", Some(Html)),
            ("json", Some(JsonLines)),
            ("pdf", None),
            ("a/b", None),
            (".md", None),
            ("", None),
        ] {
            assert_eq!(from_format(name).ok(), expected, "{name}");
        }
    }

    #[test]
    fn every_verb_shows_how_it_is_used() {
        Cli::command().debug_assert();
        let mut program = Cli::command();
        program.build();
        let verbs = program.get_subcommands().filter(|verb| verb.get_name() != "help");
        // What verbs have in common has words of its own, which must not be the verbs'.
        let common: [fn(Command) -> Command; 8] = [
            Asked::augment_args,
            Common::augment_args,
            Output::augment_args,
            Readings::augment_args,
            Settings::augment_args,
            Tried::augment_args,
            Vocabulary::augment_args,
            Within::augment_args,
        ];
        let about = |command: &Command| command.get_about().map(ToString::to_string).unwrap_or_default();
        let common = common.map(|augment| about(&augment(Command::new(""))));
        for verb in verbs.flat_map(|verb| verb.get_subcommands().chain([verb])) {
            assert!(!common.contains(&about(verb)), "{}: {}", verb.get_name(), about(verb));
            let help = verb.get_after_help().map(ToString::to_string).unwrap_or_default();
            let name = verb.get_name();
            assert!(
                help.contains("Example") && help.contains(&format!("ideagraph {name}"))
                    || ["convert", "help"].contains(&name),
                "{name}"
            );
        }
    }
}
