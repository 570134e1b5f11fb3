//! Arguments of the verbs that help to find and keep concepts.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::{Output, Readings, Vocabulary, number, of_quotes};
use crate::source;

/// Propose concepts that the lexicon lacks.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph discover    # what is in data/, against the concepts that ship
  ideagraph discover notes/ --concepts my.toml --top 20
  ideagraph discover notes/ --review review.toml   # keep what you decide on each
  ideagraph discover notes/ --format toml          # entries to paste into a lexicon
  ideagraph discover notes/ --merge-aliases        # names that may be of one idea; none is merged

How it scores is told in docs/discovery.md.")]
pub struct Discover {
    /// What the quotes are read from.
    #[command(flatten)]
    pub readings: Readings,
    /// What they are linked to.
    #[command(flatten)]
    pub vocabulary: Vocabulary,
    /// Propose pairs of names that may be of one idea, instead of concepts
    #[arg(long)]
    pub merge_aliases: bool,
    /// The most proposals to list
    #[arg(long, value_name = "N", value_parser = number::<usize>, allow_negative_numbers = true, default_value_t = 50)]
    pub top: usize,
    /// A file to decide on proposals in; it is made, read and brought up to date
    #[arg(long, value_name = "FILE")]
    pub review: Option<PathBuf>,
    /// How to write the answer [default: as the name of the file says, or IDEAGRAPH_FORMAT; a page on a terminal; JSON
    /// Lines]
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

/// Rank the concepts that quotes may imply.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph suggest notes/ --concepts my.toml
  ideagraph suggest notes/ --concepts my.toml --review round.toml    # a file to decide in
  ideagraph suggest notes/ --embeddings glove/    # ranked with glove/vectors.txt too

A suggestion is no link. How a round of curation goes is told in docs/curation.md.")]
pub struct Suggest {
    /// What the quotes are read from.
    #[command(flatten)]
    pub readings: Readings,
    /// What they are held against.
    #[command(flatten)]
    pub vocabulary: Vocabulary,
    /// The most quotes to list
    #[arg(long, value_name = "N", value_parser = number::<usize>, allow_negative_numbers = true, default_value_t = 50)]
    pub top: usize,
    /// The most concepts to suggest for a quote
    #[arg(long, value_name = "N", value_parser = number::<usize>, allow_negative_numbers = true, default_value_t = 3)]
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

/// How a pattern is tried on quotes before it is written.
#[derive(Debug, Args)]
pub struct Tried {
    /// The pattern, instead of the one that is made of the words
    #[arg(long, value_name = "PATTERN")]
    pub pattern: Option<String>,
    /// Files and folders of quotes to try it on; `-` is standard input [default: data/readings]
    #[arg(long = "in", value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// The format of all files, instead of telling it by name and content
    #[arg(long, value_name = "FORMAT", value_parser = of_quotes())]
    pub from: Option<source::Format>,
    /// What the quotes are held against.
    #[command(flatten)]
    pub vocabulary: Vocabulary,
    /// Write it to the lexicon without asking
    #[arg(long)]
    pub write: bool,
    /// Where the answer goes.
    #[command(flatten)]
    pub output: Output,
}

/// Make a pattern of words that imply a concept.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph accept data-limits \"running out of text\" --in notes/     # what it would match
  ideagraph accept data-limits notes:12 --in notes/    # the words of a quote that speak for it
  ideagraph accept data-limits \"\" --pattern \"run out of ..2 text\" --in notes/ --write
  ideagraph accept --review round.toml --in notes/ --write    # all that is accepted in a review

The pattern goes into the lexicon with --write, or when you say yes at a terminal; all else in the file stays as it is.
Exit codes: 0 it links quotes that were not, 1 it does not, 2 error.")]
pub struct Accept {
    /// Id, label or alias of the concept, in any case, or the unique beginning of one
    #[arg(required_unless_present = "review")]
    pub concept: Option<String>,
    /// The words that imply it, or the id of a quote that does
    #[arg(required_unless_present = "review")]
    pub words: Option<String>,
    /// A review by `suggest`: take all that is accepted in it
    #[arg(long, value_name = "FILE", conflicts_with_all = ["concept", "words", "pattern"])]
    pub review: Option<PathBuf>,
    /// How the pattern is tried.
    #[command(flatten)]
    pub tried: Tried,
}

/// Make a reject phrase.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph reject coding \"dress code\" --in notes/            # which mentions would go
  ideagraph reject coding \"dress code\" --in notes/ --write

Exit codes: 0 mentions go, 1 none does, 2 error.")]
pub struct Reject {
    /// Id, label or alias of the concept, in any case, or the unique beginning of one
    pub concept: String,
    /// The phrase in which its words mean something else
    pub words: String,
    /// How the pattern is tried.
    #[command(flatten)]
    pub tried: Tried,
}

/// Propose patterns that tell tagged quotes from the rest.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph suggest-rules notes/ --concepts my.toml
  ideagraph suggest-rules tagged.csv --top 5 --format csv

A quote's tags that are a concept's id, label or alias say that it speaks of it. The measures are told in \
docs/curation.md.")]
pub struct SuggestRules {
    /// What the quotes are read from.
    #[command(flatten)]
    pub readings: Readings,
    /// What they are held against.
    #[command(flatten)]
    pub vocabulary: Vocabulary,
    /// The most patterns for a concept
    #[arg(long, value_name = "N", value_parser = number::<usize>, allow_negative_numbers = true, default_value_t = 10)]
    pub top: usize,
    /// Where the answer goes.
    #[command(flatten)]
    pub output: Output,
}
