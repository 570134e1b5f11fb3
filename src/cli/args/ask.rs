//! Arguments of the verbs that answer a question of their own.

use clap::{Args, Subcommand};
use jiff::civil::Date;
use regex::Regex;

use super::{Asked, Convert, number};
use crate::graph::Measure;
use crate::text::compose;

/// Tell what is in the graph.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  ideagraph info --graph out --format json")]
pub struct Info {
    /// Tell the labels, relationship types and properties that a query can ask for
    #[arg(long)]
    pub schema: bool,
    /// What is asked, and where the answer goes.
    #[command(flatten)]
    pub asked: Asked,
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
    #[arg(long, value_name = "N", value_parser = number::<usize>, allow_negative_numbers = true)]
    pub top: Option<usize>,
    /// Leave concepts with fewer quotes out
    #[arg(long, value_name = "N", value_parser = number::<u32>, allow_negative_numbers = true, default_value_t = 1)]
    pub min_quotes: u32,
    /// What is asked, and where the answer goes.
    #[command(flatten)]
    pub asked: Asked,
}

/// What else can be done with concepts.
#[derive(Debug, Subcommand)]
pub enum ConceptsVerb {
    /// Turn vocabularies and lexicons into another format
    Convert(Convert),
}

/// Show one concept.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph show RLHF
  ideagraph show RLHF --top 3                    # its first three quotes
  ideagraph show \"long-horizon tasks\" --format json")]
pub struct Show {
    /// Id, label or alias of the concept, in any case, or the unique beginning of one
    pub concept: String,
    /// The most quotes to show [default: 20 on a terminal, else all]
    #[arg(long, value_name = "N", value_parser = number::<usize>, allow_negative_numbers = true)]
    pub top: Option<usize>,
    /// What is asked, and where the answer goes.
    #[command(flatten)]
    pub asked: Asked,
}

/// List quotes.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph quotes RLHF safety             # quotes on both
  ideagraph quotes RLHF safety --any       # quotes on one of them
  ideagraph quotes scaling --not compute --by Schulman --since 2024-01-01
  ideagraph quotes --text '(?i)internet'   # quotes whose text matches a regex
  ideagraph quotes RLHF -o rlhf.csv        # as a table for other programs")]
pub struct Quotes {
    /// Concepts that the quotes speak of: id, label or alias, in any case, or the unique beginning of one
    #[arg(value_name = "CONCEPT")]
    pub concepts: Vec<String>,
    /// One of the concepts is enough
    #[arg(long)]
    pub any: bool,
    /// Leave out quotes on this concept
    #[arg(long, value_name = "CONCEPT")]
    pub not: Vec<String>,
    /// Quotes of this person
    #[arg(long, visible_alias = "said-by", value_name = "PERSON")]
    pub by: Option<String>,
    /// From where and when they are.
    #[command(flatten)]
    pub within: Within,
    /// Quotes whose text matches this regex
    #[arg(long, value_name = "REGEX", value_parser = regex)]
    pub text: Option<Regex>,
    /// The most quotes to list, the first by source; all without it
    #[arg(long, value_name = "N", value_parser = number::<usize>, allow_negative_numbers = true)]
    pub top: Option<usize>,
    /// What is asked, and where the answer goes.
    #[command(flatten)]
    pub asked: Asked,
}

/// From where and when quotes are.
#[derive(Debug, Args)]
pub struct Within {
    /// Only quotes from this source
    #[arg(long, value_name = "SOURCE")]
    pub source: Option<String>,
    /// Only quotes of this day or later: 2026-05-30, or the first of a month or a year, 2026-05 or 2026
    #[arg(long, value_name = "DATE", value_parser = first_day)]
    pub since: Option<Date>,
    /// Only quotes of this day or earlier, or of the last of a month or a year
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    pub until: Option<Date>,
}

/// Reads a regex, its letters composed as those of the graph are.
fn regex(text: &str) -> Result<Regex, regex::Error> {
    Regex::new(&compose(text).text)
}

fn first_day(text: &str) -> Result<Date, &'static str> {
    let rest = match text.len() {
        YEAR => "-01-01",
        MONTH => "-01",
        _ => "",
    };
    format!("{text}{rest}").parse().map_err(|_| "this is no day; write it as 2026-05-30, 2026-05 or 2026")
}

fn last_day(text: &str) -> Result<Date, &'static str> {
    let first = first_day(text)?;
    Ok(match text.len() {
        YEAR => first.last_of_year(),
        MONTH => first.last_of_month(),
        _ => first,
    })
}

/// How long `2026` and `2026-05` are.
const YEAR: usize = 4;
const MONTH: usize = 7;

impl Within {
    /// Whether all quotes are.
    pub(in crate::cli) fn is_everything(&self) -> bool {
        self.source.is_none() && self.since.is_none() && self.until.is_none()
    }
}

/// List related concepts.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  ideagraph related RLHF
  ideagraph related RLHF --by count --top 5
  ideagraph related RLHF --said-by Schulman --since 2024-01-01    # counted in those quotes alone")]
pub struct Related {
    /// Id, label or alias of the concept, in any case, or the unique beginning of one
    pub concept: String,
    /// What makes two concepts close
    #[arg(long, value_enum, value_name = "MEASURE", default_value_t = Measure::Npmi)]
    pub by: Measure,
    /// The most concepts to list
    #[arg(long, value_name = "N", value_parser = number::<usize>, allow_negative_numbers = true, default_value_t = 10)]
    pub top: usize,
    /// Leave out concepts that share fewer quotes with it
    #[arg(long, value_name = "N", value_parser = number::<u32>, allow_negative_numbers = true, default_value_t = 1)]
    pub min_quotes: u32,
    /// Count only quotes of this person
    #[arg(long, value_name = "PERSON")]
    pub said_by: Option<String>,
    /// From where and when they are.
    #[command(flatten)]
    pub within: Within,
    /// What is asked, and where the answer goes.
    #[command(flatten)]
    pub asked: Asked,
}

/// Show how two ideas connect.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  ideagraph path memory \"long-horizon tasks\"

The strongest chains come first. A step is as strong as its concepts are tied, n_ab / (√(n_a n_b) + 1) where so many quotes \
speak of both and of each, and a chain as its steps multiplied. Between other concepts than the two ends, quotes that speak \
of both ends do not count, for they are in the direct chain; so `quotes` and the strength of a step may be less than those of \
CO_OCCURS. Each step has a quote of its own, more than half of the concepts between the ends are on no chain before, and no \
chain is less than a hundredth as strong as the strongest. They are the same both ways. Without those wishes, \
`path.strongest(a, b, 'CO_OCCURS', 'strength')` finds the strongest chain in a query.")]
pub struct Path {
    /// The concept to start at: its id, label or alias, in any case, or the unique beginning of one
    pub from: String,
    /// The concept to arrive at
    pub to: String,
    /// The most chains to show
    #[arg(long, value_name = "N", value_parser = number::<usize>, allow_negative_numbers = true, default_value_t = 3)]
    pub top: usize,
    /// What is asked, and where the answer goes.
    #[command(flatten)]
    pub asked: Asked,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_years_are_their_first_and_last_day() {
        for (text, expected) in [
            ("2026-05-30", Some(("2026-05-30", "2026-05-30"))),
            ("2024-02", Some(("2024-02-01", "2024-02-29"))),
            ("2026", Some(("2026-01-01", "2026-12-31"))),
            ("2026-13", None),
            ("last", None),
            ("", None),
        ] {
            let days = first_day(text).and_then(|first| Ok((first.to_string(), last_day(text)?.to_string())));
            let days = days.as_ref().map(|(first, last)| (first.as_str(), last.as_str()));
            assert_eq!(days.ok(), expected, "{text}");
        }
    }
}
