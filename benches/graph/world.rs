//! A world is made up from a fixed seed: quotes that speak of concepts, the more popular ones oftener.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use super::made_up::{Random, label, word};

/// Concepts that a quote mentions.
const MENTIONS: usize = 5;
/// Quotes of a source.
const QUOTES_OF_SOURCE: usize = 100;
/// People who wrote the sources.
const PEOPLE: usize = 1000;

/// What is made up.
pub(crate) struct World {
    pub(crate) quotes: usize,
    pub(crate) concepts: usize,
}

impl World {
    /// Writes the lexicon `concepts.toml` and the quotes `quotes.jsonl`.
    pub(crate) fn write(&self, folder: &Path) -> io::Result<()> {
        let mut lexicon = String::new();
        for concept in 0..self.concepts {
            let _ = writeln!(lexicon, "[[concept]]\nid = \"c{concept}\"\nlabel = \"{}\"", label(concept));
        }
        std::fs::write(folder.join("concepts.toml"), lexicon)?;
        let mut out = BufWriter::new(File::create(folder.join("quotes.jsonl"))?);
        let mut random = Random(42);
        for quote in 0..self.quotes {
            let (source, day) = (quote / QUOTES_OF_SOURCE, 1 + quote % 28);
            let (author, text) = (source % PEOPLE, self.text(&mut random));
            writeln!(
                out,
                "{{\"title\": \"Reading {source}\", \"author\": \"Author {author}\", \"date\": \"2026-01-{day:02}\", \
                 \"text\": \"{text}\"}}"
            )?;
        }
        out.flush()
    }

    /// Some words that mean nothing, and labels among them.
    fn text(&self, random: &mut Random) -> String {
        let mut text = String::from("We think");
        for _ in 0..MENTIONS {
            for _ in 0..2 {
                text += " ";
                text += &word(7_000_000 + random.below(500));
            }
            text += " ";
            text += &label(random.popular(self.concepts));
        }
        text + " matters."
    }
}
