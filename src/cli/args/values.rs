//! Values of options that are types of the library, with their names and what help says of them.

use std::ffi::OsStr;

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser};
use clap::{Arg, Command, ValueEnum};

use crate::graph::Measure;
use crate::link::{Matching, Overlap};
use crate::render::dot::Engine;
use crate::render::table::Format;

macro_rules! values {
    ($type:ty { $($value:ident = $name:literal: $help:literal,)+ }) => {
        impl ValueEnum for $type {
            fn value_variants<'a>() -> &'a [Self] {
                &[$(Self::$value),+]
            }

            fn to_possible_value(&self) -> Option<PossibleValue> {
                Some(match self {
                    $(Self::$value => PossibleValue::new($name).help($help),)+
                })
            }
        }
    };
}

values!(Overlap {
    Longest = "longest": "The leftmost ones, of those the longest",
    All = "all": "All, but for those of one concept within one another",
});

values!(Matching {
    Full = "full": "In every form, spelling and order, with patterns, abbreviations and polarity",
    Plain = "plain": "Only as they are written, in any case",
});

values!(Measure {
    Npmi = "npmi": "How much more often than by chance, whatever their number (NPMI)",
    G2 = "g2": "How surely more often than by chance (G²)",
    Count = "count": "In how many quotes",
});

values!(Format {
    Table = "table": "Aligned columns for a person at a terminal",
    Json = "json": "One JSON array with an object per row",
    JsonLines = "jsonl": "One JSON object per line",
    Csv = "csv": "Comma-separated values with a header line",
    Tsv = "tsv": "Tab-separated values with a header line",
});

values!(Engine {
    Dot = "dot": "In layers",
    Neato = "neato": "By springs between all nodes",
    Fdp = "fdp": "By springs between neighbours",
    Sfdp = "sfdp": "By springs, for large maps",
    Twopi = "twopi": "In circles around a centre",
    Circo = "circo": "On circles",
});

/// A value that has more names than are listed in help and offered by a shell.
#[derive(Clone)]
pub(super) struct Named<T> {
    pub(super) names: Vec<&'static str>,
    pub(super) read: fn(&str) -> Result<T, String>,
}

impl<T: Clone + Send + Sync + 'static> TypedValueParser for Named<T> {
    type Value = T;

    fn parse_ref(&self, command: &Command, arg: Option<&Arg>, value: &OsStr) -> Result<T, clap::Error> {
        let read = self.read;
        StringValueParser::new().try_map(move |name| read(&name)).parse_ref(command, arg, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.names.iter().map(PossibleValue::new)))
    }
}
