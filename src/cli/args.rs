//! The arguments, as they are typed; what they mean is each verb's business.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use jiff::civil::Date;
use regex::Regex;

use crate::analysis::Measure;
use crate::concept;
use crate::link::Overlap;
use crate::render::dot::Engine;
use crate::render::table::Format;
use crate::source;

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

/// The graph that a question is asked of.
#[derive(Debug, Args)]
pub struct Asked {
    /// The graph to ask: its own folder, or the folder that `build -o` wrote it into
    #[arg(long, env = "IDEAGRAPH_GRAPH", value_name = "DIR", default_value = "out", hide_env_values = true)]
    pub graph: PathBuf,
}

/// Where an answer goes and how it is written.
#[derive(Debug, Args)]
pub struct Output {
    /// How to write the answer; a table on a terminal, else JSON Lines
    #[arg(long, value_enum, env = "IDEAGRAPH_FORMAT", hide_env_values = true)]
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
    /// List the saved queries: what each answers, and its parameters
    #[command(after_help = "\
Examples:
  ideagraph queries
  ideagraph query bridges --param top=3
Those of the folder queries/ where there is one, else those that are built in.")]
    Queries(Output),
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
        shell: Shell,
    },
    /// Print the manual page
    #[command(after_help = "Example:\n  ideagraph man > ~/.local/share/man/man1/ideagraph.1")]
    Man,
}

/// Read quotes, link them to concepts, and save the graph.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph build                          # what is in data/, into out/
  ideagraph build notes/ highlights.csv    # files and folders
  ideagraph build notes/ --concepts my.toml --concepts more.toml -o ideas
  ideagraph build notes/ --concepts stw.ttl --lang de    # a SKOS vocabulary
  curl … | ideagraph build - --from jsonl  # standard input
  ideagraph build notes/ --watch           # again whenever files are saved

A graph that is there is changed: only files that changed are read, and the graph is the one that would be built of
nothing. What `add` put into it stays.
Without --concepts it takes data/concepts/*.toml, and where there is none the AI concepts that it was built with.")]
pub struct Build {
    /// Files and folders of quotes; `-` is standard input [default: data/readings]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// A lexicon (TOML), a SKOS vocabulary (ttl, rdf, nt, jsonld), a table (csv, tsv), or a folder of them
    #[arg(short, long, value_name = "FILE")]
    pub concepts: Vec<PathBuf>,
    /// The language of the labels to take from vocabularies in several [default: en]
    #[arg(long, value_name = "TAG")]
    pub lang: Option<String>,
    /// The format of all files, instead of telling it by name and content
    #[arg(long, value_name = "FORMAT", value_parser = from_format)]
    pub from: Option<source::Format>,
    /// The folder to write graph/, concepts.svg, evidence.svg and concepts.dot into
    #[arg(short, long, value_name = "DIR", default_value = "out")]
    pub output: PathBuf,
    /// Fail when any file or row could not be read
    #[arg(long)]
    pub strict: bool,
    /// Build again whenever files are saved, until Ctrl-C; a file that is broken meanwhile leaves the graph as it was
    #[arg(long)]
    pub watch: bool,
    /// Leave out what `add` put into the graph
    #[arg(long)]
    pub drop_added: bool,
    /// Memory for what is read, as 500M or 2G; more goes to disk meanwhile [default: half of what is free]
    #[arg(long, value_name = "SIZE", value_parser = super::memory::parse)]
    pub memory: Option<u64>,
    /// How to write the report; a table on a terminal, else JSON Lines
    #[arg(long, value_enum, env = "IDEAGRAPH_FORMAT", hide_env_values = true)]
    pub format: Option<Format>,
}

/// Put quotes into a graph that is there.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph add new.md                         # into the graph in out/
  curl … | ideagraph add - --from jsonl        # standard input
  ideagraph add ~/highlights --graph ~/ideas

What was added stays when the graph is built again; `build --drop-added` leaves it out. A file that is in the graph
already, added or built, is replaced by what it says now. The concepts are those that the graph was built with. Whoever
reads the graph meanwhile keeps the version that they opened; two that add at once wait for each other.")]
pub struct Add {
    /// Files and folders of quotes; `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
    /// The format of all files, instead of telling it by name and content
    #[arg(long, value_name = "FORMAT", value_parser = from_format)]
    pub from: Option<source::Format>,
    /// The graph to add to: its own folder, or the folder that `build -o` wrote it into
    #[arg(long, env = "IDEAGRAPH_GRAPH", value_name = "DIR", default_value = "out", hide_env_values = true)]
    pub graph: PathBuf,
    /// Fail when any file or row could not be read
    #[arg(long)]
    pub strict: bool,
    /// How to write the report; a table on a terminal, else JSON Lines
    #[arg(long, value_enum, env = "IDEAGRAPH_FORMAT", hide_env_values = true)]
    pub format: Option<Format>,
}

fn from_format(name: &str) -> Result<source::Format, String> {
    name.parse().map_err(|error: source::UnknownFormat| error.to_string())
}

/// Tell what is in the graph.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  ideagraph info --graph out --format json")]
pub struct Info {
    /// The graph.
    #[command(flatten)]
    pub asked: Asked,
    /// Tell the labels, relationship types and properties that a query can ask for
    #[arg(long)]
    pub schema: bool,
    /// Where the answer goes.
    #[command(flatten)]
    pub output: Output,
}

/// List the concepts.
#[derive(Debug, Args)]
#[command(
    after_help = "\
Examples:
  ideagraph concepts --top 20
  ideagraph concepts --min-quotes 0                # also those that no quote mentions
  ideagraph concepts convert stw.ttl -o stw.toml   # a vocabulary as a lexicon to edit",
    args_conflicts_with_subcommands = true
)]
pub struct Concepts {
    /// What to do instead of listing them.
    #[command(subcommand)]
    pub verb: Option<ConceptsVerb>,
    /// The most concepts to list; all without it
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    /// Leave concepts with fewer quotes out
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub min_quotes: u32,
    /// The graph.
    #[command(flatten)]
    pub asked: Asked,
    /// Where the answer goes.
    #[command(flatten)]
    pub output: Output,
}

/// What else can be done with concepts.
#[derive(Debug, Subcommand)]
pub enum ConceptsVerb {
    /// Turn vocabularies and lexicons into another format
    Convert(Convert),
}

/// Turn vocabularies and lexicons into another format.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph concepts convert stw.ttl --lang de -o stw.toml     SKOS as a lexicon to edit
  ideagraph concepts convert data/concepts -o ai.ttl           a lexicon as SKOS, without loss
  ideagraph concepts convert a.rdf b.csv --to jsonld           several as one
  curl … | ideagraph concepts convert - --from nt --to csv     standard input

What was mended in vocabularies of others is told; see docs/vocabularies.md.")]
pub struct Convert {
    /// Files of concepts and folders of them; `-` is standard input
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    /// Write to a file
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The format to write: toml, ttl, rdf, nt, jsonld, csv or tsv [default: by the output's name, else ttl]
    #[arg(long, value_name = "FORMAT")]
    pub to: Option<concept::Format>,
    /// The format of all files, instead of telling it by name and content
    #[arg(long, value_name = "FORMAT")]
    pub from: Option<concept::Format>,
    /// The language of the labels to take from vocabularies in several [default: en]
    #[arg(long, value_name = "TAG")]
    pub lang: Option<String>,
}

/// Show one concept.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  ideagraph show RLHF
  ideagraph show \"long-horizon tasks\" --format json")]
pub struct Show {
    /// Id, label or alias of the concept, in any case, or the unique beginning of one
    pub concept: String,
    /// The graph.
    #[command(flatten)]
    pub asked: Asked,
    /// Where the answer goes.
    #[command(flatten)]
    pub output: Output,
}

/// List quotes.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph quotes RLHF safety             # quotes on both
  ideagraph quotes RLHF safety --any       # quotes on one of them
  ideagraph quotes scaling --not compute --by Schulman --since 2024-01-01
  ideagraph quotes --text '(?i)internet'   # quotes whose text matches a regex")]
pub struct Quotes {
    /// Concepts that the quotes speak of
    #[arg(value_name = "CONCEPT")]
    pub concepts: Vec<String>,
    /// One of the concepts is enough
    #[arg(long)]
    pub any: bool,
    /// Leave out quotes on this concept
    #[arg(long, value_name = "CONCEPT")]
    pub not: Vec<String>,
    /// Quotes of this person
    #[arg(long, value_name = "PERSON")]
    pub by: Option<String>,
    /// Quotes from this source
    #[arg(long, value_name = "SOURCE")]
    pub source: Option<String>,
    /// Quotes of this day or later, as 2026-05-30
    #[arg(long, value_name = "DATE")]
    pub since: Option<Date>,
    /// Quotes of this day or earlier
    #[arg(long, value_name = "DATE")]
    pub until: Option<Date>,
    /// Quotes whose text matches this regex
    #[arg(long, value_name = "REGEX")]
    pub text: Option<Regex>,
    /// The graph.
    #[command(flatten)]
    pub asked: Asked,
    /// Where the answer goes.
    #[command(flatten)]
    pub output: Output,
}

/// List related concepts.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph related RLHF
  ideagraph related RLHF --by count --top 5
  ideagraph related RLHF --said-by Schulman --since 2024-01-01    # counted in those quotes alone")]
pub struct Related {
    /// The concept
    pub concept: String,
    /// What makes two concepts close
    #[arg(long, value_enum, value_name = "MEASURE", default_value_t = Measure::Npmi)]
    pub by: Measure,
    /// The most concepts to list
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub top: usize,
    /// Leave out concepts that share fewer quotes with it
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub min_quotes: u32,
    /// Count only quotes of this person
    #[arg(long, value_name = "PERSON")]
    pub said_by: Option<String>,
    /// Count only quotes from this source
    #[arg(long, value_name = "SOURCE")]
    pub source: Option<String>,
    /// Count only quotes of this day or later, as 2026-05-30
    #[arg(long, value_name = "DATE")]
    pub since: Option<Date>,
    /// Count only quotes of this day or earlier
    #[arg(long, value_name = "DATE")]
    pub until: Option<Date>,
    /// The graph.
    #[command(flatten)]
    pub asked: Asked,
    /// Where the answer goes.
    #[command(flatten)]
    pub output: Output,
}

/// Propose concepts that the lexicon lacks.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph discover                               # what is in data/, against the concepts that ship
  ideagraph discover notes/ --concepts my.toml --top 20
  ideagraph discover notes/ --review review.toml   # keep what you decide on each
  ideagraph discover notes/ --format toml          # entries to paste into a lexicon
  ideagraph discover notes/ --merge-aliases        # names that may be of one idea; none is merged

How it scores is told in docs/discovery.md.")]
pub struct Discover {
    /// Files and folders of quotes; `-` is standard input [default: data/readings]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// A lexicon (TOML), a SKOS vocabulary (ttl, rdf, nt, jsonld), a table (csv, tsv), or a folder of them
    #[arg(short, long, value_name = "FILE")]
    pub concepts: Vec<PathBuf>,
    /// The language of the labels to take from vocabularies in several [default: en]
    #[arg(long, value_name = "TAG")]
    pub lang: Option<String>,
    /// The format of all files, instead of telling it by name and content
    #[arg(long, value_name = "FORMAT", value_parser = from_format)]
    pub from: Option<source::Format>,
    /// Propose pairs of names that may be of one idea, instead of concepts
    #[arg(long)]
    pub merge_aliases: bool,
    /// The most proposals to list
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub top: usize,
    /// A file to decide on proposals in; it is made, read and brought up to date
    #[arg(long, value_name = "FILE")]
    pub review: Option<PathBuf>,
    /// How to write the answer; a page on a terminal, else JSON Lines
    #[arg(long, value_enum)]
    pub format: Option<ProposalFormat>,
    /// Write the answer to a file
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// How proposals are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ProposalFormat {
    /// A page to read
    Table,
    /// One JSON array
    Json,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values
    Csv,
    /// Tab-separated values
    Tsv,
    /// Entries of a lexicon; with --review those that are accepted
    Toml,
}

/// The concepts and the format of quotes that are curated.
#[derive(Debug, Args)]
pub struct Curated {
    /// A lexicon (TOML), a SKOS vocabulary (ttl, rdf, nt, jsonld), a table (csv, tsv), or a folder of them
    #[arg(short, long, value_name = "FILE")]
    pub concepts: Vec<PathBuf>,
    /// The language of the labels to take from vocabularies in several [default: en]
    #[arg(long, value_name = "TAG")]
    pub lang: Option<String>,
    /// The format of all files of quotes, instead of telling it by name and content
    #[arg(long, value_name = "FORMAT", value_parser = from_format)]
    pub from: Option<source::Format>,
}

/// Rank the concepts that quotes may imply.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph suggest notes/ --concepts my.toml
  ideagraph suggest notes/ --concepts my.toml --review round.toml    # a file to decide in
  ideagraph suggest notes/ --embeddings glove/                       # ranked with glove/vectors.txt too

A suggestion is no link. How a round of curation goes is told in docs/curation.md.")]
pub struct Suggest {
    /// Files and folders of quotes; `-` is standard input [default: data/readings]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// What the quotes are held against.
    #[command(flatten)]
    pub curated: Curated,
    /// The most quotes to list
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub top: usize,
    /// The most concepts to suggest for a quote
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub per_quote: usize,
    /// A folder with vectors.txt: a word and its numbers a line, as word2vec and GloVe write them
    #[arg(long, value_name = "DIR")]
    pub embeddings: Option<PathBuf>,
    /// A file to decide on suggestions in; it is made, read and brought up to date
    #[arg(long, value_name = "FILE")]
    pub review: Option<PathBuf>,
    /// Where the answer goes.
    #[command(flatten)]
    pub output: Output,
}

/// Make a pattern of words that imply a concept.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph accept data-limits \"running out of text\" --in notes/     # what it would match
  ideagraph accept data-limits notes:12 --in notes/                    # the words of a quote that speak for it
  ideagraph accept data-limits \"\" --pattern \"run out of ..2 text\" --in notes/ --write
  ideagraph accept --review round.toml --in notes/ --write             # all that is accepted in a review

The pattern goes into the lexicon with --write, or when you say yes at a terminal; all else in the file stays as it is.
Exit codes: 0 it links quotes that were not, 1 it does not, 2 error.")]
pub struct Accept {
    /// Id or label of the concept
    #[arg(required_unless_present = "review")]
    pub concept: Option<String>,
    /// The words that imply it, or the id of a quote that does
    #[arg(required_unless_present = "review")]
    pub words: Option<String>,
    /// The pattern, instead of the one that is proposed
    #[arg(long, value_name = "PATTERN")]
    pub pattern: Option<String>,
    /// A review by `suggest`: take all that is accepted in it
    #[arg(long, value_name = "FILE", conflicts_with_all = ["concept", "words", "pattern"])]
    pub review: Option<PathBuf>,
    /// Files and folders of quotes to try it on; `-` is standard input [default: data/readings]
    #[arg(long = "in", value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// What the quotes are held against.
    #[command(flatten)]
    pub curated: Curated,
    /// Write it to the lexicon without asking
    #[arg(long)]
    pub write: bool,
    /// Where the answer goes.
    #[command(flatten)]
    pub output: Output,
}

/// Make a reject phrase.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph reject coding \"dress code\" --in notes/            # which mentions would go
  ideagraph reject coding \"dress code\" --in notes/ --write

Exit codes: 0 mentions go, 1 none does, 2 error.")]
pub struct Reject {
    /// Id or label of the concept
    pub concept: String,
    /// The phrase in which its words mean something else
    pub words: String,
    /// The pattern, instead of the phrase as it is
    #[arg(long, value_name = "PATTERN")]
    pub pattern: Option<String>,
    /// Files and folders of quotes to try it on; `-` is standard input [default: data/readings]
    #[arg(long = "in", value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// What the quotes are held against.
    #[command(flatten)]
    pub curated: Curated,
    /// Write it to the lexicon without asking
    #[arg(long)]
    pub write: bool,
    /// Where the answer goes.
    #[command(flatten)]
    pub output: Output,
}

/// Propose patterns that tell tagged quotes from the rest.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph suggest-rules notes/ --concepts my.toml
  ideagraph suggest-rules tagged.csv --top 5 --format csv

A quote's tags that are a concept's id, label or alias say that it speaks of it. The measures are told in
docs/curation.md.")]
pub struct SuggestRules {
    /// Files and folders of quotes; `-` is standard input [default: data/readings]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// What the quotes are held against.
    #[command(flatten)]
    pub curated: Curated,
    /// The most patterns for a concept
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub top: usize,
    /// Where the answer goes.
    #[command(flatten)]
    pub output: Output,
}

/// Show how two ideas connect.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  ideagraph path memory \"long-horizon tasks\"")]
pub struct Path {
    /// The concept to start at
    pub from: String,
    /// The concept to arrive at
    pub to: String,
    /// The most chains to show
    #[arg(long, value_name = "N", default_value_t = 3)]
    pub top: usize,
    /// The graph.
    #[command(flatten)]
    pub asked: Asked,
    /// Where the answer goes.
    #[command(flatten)]
    pub output: Output,
}

/// Ask the graph a question in openCypher.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph query 'MATCH (c:Concept)<-[m:MENTIONS]-() RETURN c.label, count(m) AS quotes ORDER BY quotes DESC LIMIT 5'
  ideagraph query 'MATCH (q:Quote)-[:MENTIONS]->(:Concept {id: $id}) RETURN q.text' --param id=rlhf
  ideagraph query who-agrees --param top=3     # a saved query; `ideagraph queries` lists them
  ideagraph query question.cypher --format svg -o answer.svg     # a file; quotes, concepts and paths are drawn
  echo 'MATCH (n) RETURN labels(n), count(*)' | ideagraph query -

Labels: Quote, Source, Person, Concept. Relationships: FROM, NEXT, SAID_BY, BY, MENTIONS, ABOUT, BROADER, RELATED,
CO_OCCURS. Exit codes: 0 rows, 1 none, 2 error.")]
pub struct Query {
    /// The question, a file with it, or the name of a saved query; `-` is standard input
    #[arg(value_name = "QUERY")]
    pub query: String,
    /// A parameter of the question: JSON, else a string
    #[arg(short, long = "param", value_name = "NAME=VALUE", value_parser = parameter)]
    pub params: Vec<(String, serde_json::Value)>,
    /// Stop with an error after so many seconds
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub timeout: Option<f64>,
    /// Stop after so many rows
    #[arg(long, value_name = "N")]
    pub max_rows: Option<usize>,
    /// Tell how the question would be answered, and do not answer it
    #[arg(long)]
    pub explain: bool,
    /// Tell after the answer what each step was given and took
    #[arg(long, conflicts_with = "explain")]
    pub profile: bool,
    /// How to write the answer; a table on a terminal, else JSON Lines
    #[arg(long, value_enum, env = "IDEAGRAPH_FORMAT", hide_env_values = true)]
    pub format: Option<QueryFormat>,
    /// Write the answer to a file
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The graph.
    #[command(flatten)]
    pub asked: Asked,
}

/// How the answer to a question is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum QueryFormat {
    /// Aligned columns for a person at a terminal
    Table,
    /// One JSON array with an object per row
    Json,
    /// One JSON object per line
    Jsonl,
    /// Comma-separated values with a header line
    Csv,
    /// Tab-separated values with a header line
    Tsv,
    /// The quotes, concepts and paths of the answer for Graphviz
    Dot,
    /// The quotes, concepts and paths of the answer as a picture
    Svg,
}

fn parameter(text: &str) -> Result<(String, serde_json::Value), String> {
    let (name, value) = text.split_once('=').ok_or("write it as NAME=VALUE")?;
    let value = serde_json::from_str(value).unwrap_or_else(|_| value.into());
    Ok((name.trim_start_matches('$').to_owned(), value))
}

fn seconds(text: &str) -> Result<f64, String> {
    let seconds = text.parse().ok().filter(|seconds| (0.0..1e9).contains(seconds));
    seconds.ok_or_else(|| "write it as a number of seconds, as 10 or 0.5".to_owned())
}

/// Draw the graph.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph export --format svg -o concepts.svg
  ideagraph export --format svg --view evidence -o evidence.svg
  ideagraph export --format dot --view around RLHF --depth 1 | dot -Tpng > rlhf.png
  ideagraph export --format svg --view path memory \"long-horizon tasks\" -o path.svg
  ideagraph export --format graphml -o concepts.graphml  # for Gephi, yEd, NetworkX")]
pub struct Export {
    /// What to write
    #[arg(long, value_enum, value_name = "FORMAT")]
    pub format: ExportFormat,
    /// What to show of the graph; `around` takes a concept, `path` takes two
    #[arg(long, value_enum, value_name = "VIEW", default_value_t = View::Concepts)]
    pub view: View,
    /// The concepts of the view
    #[arg(value_name = "CONCEPT")]
    pub concepts: Vec<String>,
    /// How far to go from the concept of `around`
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub depth: u32,
    /// The most concepts, quotes or chains to show
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    /// Join concepts only when they share as many quotes
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub min_quotes: u32,
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
    pub asked: Asked,
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
  ideagraph diff old new --format svg -o difference.svg    # a concept map of what differs

Exit codes: 0 the same, 1 different, 2 error.")]
pub struct Diff {
    /// The older graph: its own folder, or the folder that `build -o` wrote it into
    pub old: PathBuf,
    /// The newer graph
    pub new: PathBuf,
    /// How to write the answer; a table on a terminal, else JSON Lines
    #[arg(long, value_enum)]
    pub format: Option<DiffFormat>,
    /// The most concepts to show in a picture
    #[arg(long, value_name = "N")]
    pub top: Option<usize>,
    /// Heading of the picture, in place of the one made up for it
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// Write the answer to a file
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// How a difference is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// A table
    Table,
    /// One JSON array
    Json,
    /// One JSON object a line
    Jsonl,
    /// Comma-separated values
    Csv,
    /// Tab-separated values
    Tsv,
    /// A picture of the concepts that differ
    Svg,
    /// The same as Graphviz DOT
    Dot,
}

/// Prove the graph.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  ideagraph check

Run it where `build` was run: the sources are read again from the paths that it was given. What it had from standard
input must be piped in again: `cat quotes.jsonl | ideagraph check`.
Exit codes: 0 all is proved, 2 something is not.")]
pub struct Check {
    /// Read every file of the graph first and compare its checksum
    #[arg(long)]
    pub deep: bool,
    /// The graph.
    #[command(flatten)]
    pub asked: Asked,
    /// Where the answer goes.
    #[command(flatten)]
    pub output: Output,
}

/// Measure the linking.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph eval gold.jsonl --concepts my.toml
  ideagraph eval gold.jsonl --concepts my.toml --format json | jq .mention.f1
  ideagraph eval gold.jsonl --concepts hpo.ttl --overlap all    gold with mentions inside mentions
  ideagraph eval pairs.jsonl --abbreviations
  ideagraph eval abstracts.jsonl --keyphrases

A line of GOLD is {\"id\": …, \"text\": …, \"mentions\": [{\"start\": …, \"end\": …, \"concept\": …}]}, with offsets in
characters; for the other measures it has \"abbreviations\": [{\"short\": …, \"long\": …}] or \"keyphrases\": [\"…\"]. What counts as right is told in docs/evaluation.md.")]
pub struct Eval {
    /// Labelled texts, as JSON Lines or one JSON object; `-` is standard input
    pub gold: PathBuf,
    /// A lexicon of concepts, or a folder of them
    #[arg(short, long, value_name = "FILE")]
    pub concepts: Vec<PathBuf>,
    /// The language of the labels to take from vocabularies in several [default: en]
    #[arg(long, value_name = "TAG")]
    pub lang: Option<String>,
    /// Which mentions to keep where labels overlap
    #[arg(long, value_enum, value_name = "WHICH", default_value_t = Overlap::Longest)]
    pub overlap: Overlap,
    /// Measure the abbreviations that are found, against `abbreviations` of GOLD
    #[arg(long)]
    pub abbreviations: bool,
    /// Measure the ten best keyphrases of each text, against `keyphrases` of GOLD
    #[arg(long)]
    pub keyphrases: bool,
    /// The most mistakes of each sort to show
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub top: usize,
    /// How to write the scores; a table on a terminal, else JSON
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
  pbpaste | ideagraph explain -                        standard input

What becomes of a candidate, and why, is told in docs/lexicon.md.")]
pub struct Explain {
    /// What to read; `-` is standard input
    #[arg(value_name = "TEXT")]
    pub text: String,
    /// A lexicon (TOML), a SKOS vocabulary (ttl, rdf, nt, jsonld), a table (csv, tsv), or a folder of them
    #[arg(short, long, value_name = "FILE")]
    pub concepts: Vec<PathBuf>,
    /// The language of the labels to take from vocabularies in several [default: en]
    #[arg(long, value_name = "TAG")]
    pub lang: Option<String>,
    /// Which mentions to keep where labels overlap
    #[arg(long, value_enum, value_name = "WHICH", default_value_t = Overlap::Longest)]
    pub overlap: Overlap,
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
    pub(super) fn row_format(self) -> Format {
        match self {
            Self::Table => Format::Table,
            Self::Json => Format::Json,
        }
    }
}
