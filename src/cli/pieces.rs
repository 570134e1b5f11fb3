//! A piece is what is read at once: a file, or a block of a long file of JSON Lines.

use std::fs;
use std::io::{self, BufRead, BufReader, Read};
use std::iter::Enumerate;
use std::path::{Path, PathBuf};

use super::Error;
use super::inputs::{self, Steady};
use super::reading::unread;
use crate::graph::store::Hashed;
use crate::source::Format;

/// Bytes of a block, or a little more: it ends with a line.
const BLOCK: u64 = 4 << 20;
/// Bytes of pieces that are read side by side.
const BATCH: u64 = 16 << 20;

/// A file to be read.
#[derive(Debug, Clone)]
pub(super) struct Named {
    /// What it is called where it is stored.
    pub(super) name: String,
    pub(super) path: PathBuf,
    /// The format in which it is to be read when that is not to be told by it.
    pub(super) from: Option<Format>,
}

impl Named {
    /// A file that is called by its path.
    pub(super) fn new(path: PathBuf, from: Option<Format>) -> Self {
        Self { name: inputs::name(&path), path, from }
    }
}

/// What is read at once.
pub(super) enum Piece {
    /// A whole file.
    File(Named),
    /// Some lines of a file.
    Block(Block),
}

/// Some lines of a file.
pub(super) struct Block {
    /// What its file is called.
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
    /// The bytes and lines before it.
    pub(super) offset: u64,
    pub(super) lines: u32,
    /// The whole file, when this is its last block.
    pub(super) ends: Option<Hashed>,
}

impl Piece {
    pub(super) fn continues(&self) -> bool {
        matches!(self, Self::Block(block) if block.offset > 0)
    }
}

/// Files cut into batches of pieces, in their order.
pub(super) struct Batches<'a> {
    files: Enumerate<std::slice::Iter<'a, Named>>,
    open: Option<(usize, Blocks)>,
}

impl<'a> Batches<'a> {
    pub(super) fn of(files: &'a [Named]) -> Self {
        Self { files: files.iter().enumerate(), open: None }
    }

    /// The next pieces, each with the number of its file; none at the end.
    ///
    /// # Errors
    /// When a long file cannot be read to its end, or changes meanwhile.
    pub(super) fn next(&mut self) -> Result<Vec<(usize, Piece)>, Error> {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        while bytes < BATCH {
            let Some((file, piece, size)) = self.piece()? else { break };
            bytes += size;
            batch.push((file, piece));
        }
        Ok(batch)
    }

    fn piece(&mut self) -> Result<Option<(usize, Piece, u64)>, Error> {
        if let Some((number, blocks)) = &mut self.open
            && let Some(block) = blocks.next().map_err(|error| unread(&blocks.name, &error))?
        {
            let size = block.bytes.len() as u64;
            return Ok(Some((*number, Piece::Block(block), size)));
        }
        self.open = None;
        let Some((number, file)) = self.files.next() else { return Ok(None) };
        self.open = Blocks::of(file).map(|blocks| (number, blocks));
        if self.open.is_some() {
            return self.piece();
        }
        let size = fs::metadata(&file.path).map_or(0, |file| file.len());
        Ok(Some((number, Piece::File(file.clone()), size)))
    }
}

/// A long file of JSON Lines that is being read.
struct Blocks {
    name: String,
    reader: BufReader<Steady>,
    whole: Option<Hashed>,
    offset: u64,
    lines: u32,
}

impl Blocks {
    /// The blocks of a file that is long, and lines of JSON; anything that is wrong with it is told when it is read whole.
    fn of(Named { name, path: file, from }: &Named) -> Option<Self> {
        let is_lines = from.map_or_else(|| has_lines(file), |from| from == Format::JsonLines);
        let len = fs::metadata(file).ok().filter(fs::Metadata::is_file)?.len();
        if !is_lines || len <= 2 * BLOCK {
            return None;
        }
        let mut reader = BufReader::new(Steady::open(file).ok()?);
        let opens = reader.fill_buf().ok()?.trim_ascii_start().starts_with(b"{");
        let whole = Some(Hashed::default());
        opens.then(|| Self { name: name.clone(), reader, whole, offset: 0, lines: 0 })
    }

    fn next(&mut self) -> io::Result<Option<Block>> {
        let Some(whole) = &mut self.whole else { return Ok(None) };
        let mut bytes = Vec::with_capacity(BLOCK as usize + 4096);
        self.reader.by_ref().take(BLOCK).read_to_end(&mut bytes)?;
        self.reader.read_until(b'\n', &mut bytes)?;
        whole.add(&bytes);
        let ends = if self.reader.fill_buf()?.is_empty() { self.whole.take() } else { None };
        if ends.is_some() {
            self.reader.get_ref().check()?;
        }
        let (offset, lines) = (self.offset, self.lines);
        self.offset += bytes.len() as u64;
        self.lines += memchr::memchr_iter(b'\n', &bytes).count() as u32;
        Ok(Some(Block { name: self.name.clone(), bytes, offset, lines, ends }))
    }
}

fn has_lines(file: &Path) -> bool {
    let name = inputs::name(file).to_lowercase();
    name.ends_with(".jsonl") || name.ends_with(".ndjson")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changes_while_it_is_read_is_not_read() {
        for grows in [false, true] {
            let file = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
            let line = format!("{{\"text\": \"{}\"}}\n", "long ".repeat(200));
            fs::write(file.path(), line.repeat(10_000)).unwrap();
            let mut blocks = Blocks::of(&Named::new(file.path().to_owned(), None)).unwrap();
            let first = blocks.next().unwrap().unwrap();
            assert!(first.ends.is_none());
            let read = first.bytes.len() as u64;
            let len = if grows { 3 * read } else { read + 100 };
            fs::File::options().write(true).open(file.path()).unwrap().set_len(len).unwrap();
            let error = loop {
                match blocks.next() {
                    Ok(block) => assert!(block.unwrap().ends.is_none()),
                    Err(error) => break error,
                }
            };
            assert!(inputs::has_changed(&error), "{error}");
        }
    }
}
