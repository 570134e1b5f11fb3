//! A source is one reading: a page, article, book, interview or paper, and the quotes taken from it.

mod attribution;
mod cut;
mod dates;
mod format;
mod front;
mod html;
mod ids;
mod json;
mod key;
mod kindle;
mod koreader;
mod lines;
mod markdown;
mod meeting;
mod names;
mod plain;
mod read;
mod reading;
mod roles;
mod rows;
mod subtitles;
mod table;
mod turns;

use std::collections::BTreeMap;
use std::ops::Range;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

pub(crate) use self::cut::{Cut, Ends, can_be_cut};
pub use self::format::{Format, UnknownFormat};
pub use self::ids::assign_ids;
pub(crate) use self::ids::{ask, give_title, unique_ids};
pub(crate) use self::key::Key;
use self::read::Problem;
pub use self::read::{Read, read};
pub(crate) use self::read::{Undated, Whole};

/// Where a quote stands among sources.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuotePlace {
    /// Place in the sources.
    pub source: usize,
    /// Place in the source's quotes.
    pub quote: usize,
}

impl QuotePlace {
    /// The quote; none in other sources than those that it is a place in.
    pub fn of(self, sources: &[Source]) -> Option<&Quote> {
        sources.get(self.source)?.quotes.get(self.quote)
    }

    /// The id that the quote has in a graph: `deep-learning:3`.
    pub fn id(self, sources: &[Source]) -> String {
        let source = sources.get(self.source).map_or("", |source| source.id.as_str());
        format!("{source}:{}", self.quote + 1)
    }
}

/// One reading with its quotes in order.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Source {
    /// Stable id: a slug of the title or the file's name, unique in a collection. Of what was read, until
    /// [`assign_ids`], the one that it asks for.
    pub id: String,
    /// Title as a person would write it.
    pub title: String,
    /// Who wrote it or gave it.
    pub author: Option<String>,
    /// When it was published or said.
    pub date: Option<Date>,
    /// Where it is on the web.
    pub url: Option<String>,
    /// Tags and title topics, e.g. `Reasoning`, `RLHF`.
    pub tags: Vec<String>,
    /// The file it was read from, relative to the folder that was asked for, with `/` between the parts.
    pub path: String,
    /// Fields that the format has and the program does not know.
    pub properties: BTreeMap<String, String>,
    /// The quotes, by ordinal.
    pub quotes: Vec<Quote>,
}

impl Source {
    /// Keeps what its reader noted on none of its quotes, as the property `notes`.
    fn add_note(&mut self, note: &str) {
        let kept = self.properties.entry("notes".to_owned()).or_default();
        kept.push_str(if kept.is_empty() { "" } else { "\n" });
        kept.push_str(note);
    }
}

#[cfg(test)]
impl Source {
    /// One that says nothing but some quotes.
    pub(crate) fn of_texts<T: AsRef<str>>(texts: &[T]) -> Self {
        let quote = |text: &T| Quote { text: text.as_ref().to_owned(), ..Quote::default() };
        Self { quotes: texts.iter().map(quote).collect(), ..Self::default() }
    }
}

/// A passage of a source.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// The words: clean, NFC, one paragraph without line breaks at its ends.
    pub text: String,
    /// Who said it, when that is not simply the source's author.
    pub speaker: Option<String>,
    /// When it was said or marked, when that is not simply the source's date.
    pub date: Option<Date>,
    /// Page, Kindle location or timestamp, as written.
    pub locator: Option<String>,
    /// The reader's own note on it.
    pub note: Option<String>,
    /// The reader's tags on it.
    pub tags: Vec<String>,
    /// Fields that the format has and the program does not know.
    pub properties: BTreeMap<String, String>,
    /// Where it stands in the file.
    pub origin: Origin,
}

/// Where a quote stands in the bytes of its file as they were read, before decoding and repair.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Origin {
    /// Line, from 1.
    pub line: u32,
    /// Half-open byte range in the file.
    pub bytes: Range<u64>,
}
