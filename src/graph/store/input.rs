//! An input is a file that a graph was made of.

use std::io;

use sha2::{Digest, Sha256};

use super::manifest::hexadecimal;
use crate::graph::table::{Flags, Numbers, Parts, Room, Strings, table};
use crate::link::{Matching, Overlap};

table! {
    /// The files that a graph was made of, as they were read.
    InputTable, InputSink, "inputs.arrow" {
        path: Strings,
        concepts: Flags,
        added: Flags,
        format: Strings,
        language: Strings,
        matching: Strings,
        bytes: Numbers<u64>,
        sha256: Strings,
    }
}

/// What stands in the table for plain matching, for all mentions that overlap, and for both; for neither it is nothing.
const PLAIN: &str = "plain";
const ALL: &str = "all";
const PLAIN_ALL: &str = "plain all";

/// A file that a graph was made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Input {
    /// The file's path, as it was named.
    pub path: String,
    /// The name of the format that it was read as, where there is a choice.
    pub format: Option<String>,
    /// The language that its labels were asked for in, for a file of concepts.
    pub language: Option<String>,
    /// How its labels were looked for, for a file of concepts.
    pub matching: Matching,
    /// Which mentions were kept where they overlap, for a file of concepts.
    pub overlap: Overlap,
    /// Its size.
    pub bytes: u64,
    /// The SHA-256 checksum of its bytes, in hexadecimal digits.
    pub sha256: String,
}

/// The size and checksum of bytes that come in pieces.
#[derive(Debug, Clone, Default)]
pub struct Hashed {
    pub(super) bytes: u64,
    hash: Sha256,
}

impl Hashed {
    /// Takes the next bytes in.
    pub fn add(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        self.hash.update(bytes);
    }

    /// The checksum, in hexadecimal digits.
    pub fn sha256(self) -> String {
        hexadecimal(self.hash.finalize())
    }
}

impl io::Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.add(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Input {
    /// The input at `path` with these `bytes`.
    pub fn new(path: &str, format: Option<&str>, bytes: &[u8]) -> Self {
        let mut hashed = Hashed::default();
        hashed.add(bytes);
        Self::of(path, format, hashed)
    }

    /// The input at `path` with bytes that came in pieces.
    pub fn of(path: &str, format: Option<&str>, hashed: Hashed) -> Self {
        let (path, format) = (path.to_owned(), format.map(ToOwned::to_owned));
        Self {
            path,
            format,
            language: None,
            matching: Matching::Full,
            overlap: Overlap::Longest,
            bytes: hashed.bytes,
            sha256: hashed.sha256(),
        }
    }

    /// How quotes were linked to its concepts, as the table tells it.
    fn linking(&self) -> &'static str {
        match (self.matching, self.overlap) {
            (Matching::Full, Overlap::Longest) => "",
            (Matching::Plain, Overlap::Longest) => PLAIN,
            (Matching::Full, Overlap::All) => ALL,
            (Matching::Plain, Overlap::All) => PLAIN_ALL,
        }
    }

    /// Whether these are the bytes that the graph was made of.
    pub fn is(&self, bytes: &[u8]) -> bool {
        let mut hashed = Hashed::default();
        hashed.add(bytes);
        self.is_hashed(hashed)
    }

    /// Whether bytes that came in pieces are those that the graph was made of.
    pub fn is_hashed(&self, hashed: Hashed) -> bool {
        self.bytes == hashed.bytes && self.sha256 == hashed.sha256()
    }
}

/// The files that a graph was made of.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inputs {
    /// Those that its sources were read from, without those that were added.
    pub sources: Vec<Input>,
    /// Those that were added to it, by path.
    pub added: Vec<Input>,
    /// Those that its concepts were read from.
    pub concepts: Vec<Input>,
}

impl Inputs {
    pub(super) fn write(&self, room: &Room) -> Parts {
        let mut sink = InputSink::new(room);
        let sources = self.sources.iter().map(|input| (Role::Source, input));
        let added = self.added.iter().map(|input| (Role::Added, input));
        let concepts = self.concepts.iter().map(|input| (Role::Concepts, input));
        for (role, input) in sources.chain(added).chain(concepts) {
            sink.path.push(&input.path);
            sink.concepts.push(role == Role::Concepts);
            sink.added.push(role == Role::Added);
            sink.format.push(input.format.as_deref().unwrap_or_default());
            sink.language.push(input.language.as_deref().unwrap_or_default());
            sink.matching.push(input.linking());
            sink.bytes.push(input.bytes);
            sink.sha256.push(&input.sha256);
            sink.rows += 1;
        }
        sink.finish()
    }

    pub(super) fn read(table: &InputTable) -> Self {
        let of = |role| {
            let rows = (0..table.rows).filter(|&row| table.role(row) == role);
            rows.map(|row| table.input(row)).collect()
        };
        Self { sources: of(Role::Source), added: of(Role::Added), concepts: of(Role::Concepts) }
    }

    /// Those that its sources were read from, and those that were added.
    pub fn read_from(&self) -> impl Iterator<Item = &Input> + Clone {
        self.sources.iter().chain(&self.added)
    }
}

/// What was read from a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Source,
    Added,
    Concepts,
}

impl InputTable {
    fn role(&self, row: usize) -> Role {
        match (self.concepts.get(row), self.added.get(row)) {
            (true, _) => Role::Concepts,
            (false, true) => Role::Added,
            (false, false) => Role::Source,
        }
    }

    fn input(&self, row: usize) -> Input {
        let linking = self.matching.get(row);
        let is_plain = [PLAIN, PLAIN_ALL].contains(&linking);
        let is_all = [ALL, PLAIN_ALL].contains(&linking);
        Input {
            path: self.path.get(row).to_owned(),
            format: self.format.filled(row).map(ToOwned::to_owned),
            language: self.language.filled(row).map(ToOwned::to_owned),
            matching: if is_plain { Matching::Plain } else { Matching::Full },
            overlap: if is_all { Overlap::All } else { Overlap::Longest },
            bytes: self.bytes.get(row),
            sha256: self.sha256.get(row).to_owned(),
        }
    }
}
