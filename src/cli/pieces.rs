//! A piece is what is read at once: a file, or a block of a long file of JSON Lines.

use std::fs::{File, Metadata};
use std::io::{self, BufRead, BufReader, Read};
use std::iter::Enumerate;
use std::path::{Path, PathBuf};

use super::Error;
use super::inputs::{self, Steady};
use super::reading::unread;
use crate::graph::store::Hashed;
use crate::source::Format;

/// Bytes of a block, or a little more: it ends before a line that opens an object. In tests blocks are small.
const BLOCK: u64 = if cfg!(test) { 4 << 10 } else { 4 << 20 };
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
        let size = inputs::metadata(&file.path).map_or(0, |file| file.len());
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
    /// The blocks of a file that is long, and lines of JSON in UTF-8: other encodings are told by the whole file. Anything that
    /// is wrong with it is told when it is read whole.
    fn of(Named { name, path: file, from }: &Named) -> Option<Self> {
        let is_lines = from.map_or_else(|| has_lines(file), |from| from == Format::JsonLines);
        let len = inputs::metadata(file).filter(Metadata::is_file)?.len();
        if !is_lines || len <= 2 * BLOCK {
            return None;
        }
        let mut reader = BufReader::new(Steady::open(file).ok()?);
        if !opens(reader.fill_buf().ok()?) || !is_utf8(File::open(file).ok()?).ok()? {
            return None;
        }
        let whole = Some(Hashed::default());
        Some(Self { name: name.clone(), reader, whole, offset: 0, lines: 0 })
    }

    fn next(&mut self) -> io::Result<Option<Block>> {
        let Some(whole) = &mut self.whole else { return Ok(None) };
        let mut bytes = Vec::with_capacity(BLOCK as usize + 4096);
        self.reader.by_ref().take(BLOCK).read_to_end(&mut bytes)?;
        let is_end = loop {
            self.reader.read_until(b'\n', &mut bytes)?;
            let next = self.reader.fill_buf()?;
            if next.is_empty() || opens(next) {
                break next.is_empty();
            }
        };
        whole.add(&bytes);
        let ends = if is_end { self.whole.take() } else { None };
        if ends.is_some() {
            self.reader.get_ref().check()?;
        }
        let (offset, lines) = (self.offset, self.lines);
        self.offset += bytes.len() as u64;
        self.lines += count_lines(&bytes) as u32;
        Ok(Some(Block { name: self.name.clone(), bytes, offset, lines, ends }))
    }
}

/// Whether an object opens a text: what else may open one tells of the whole file, not of a block.
fn opens(text: &[u8]) -> bool {
    text.trim_ascii_start().starts_with(b"{")
}

/// How many lines end in a text, each with LF, CR or both.
fn count_lines(text: &[u8]) -> usize {
    let ends = |&at: &usize| text[at] == b'\n' || text.get(at + 1) != Some(&b'\n');
    memchr::memchr2_iter(b'\r', b'\n', text).filter(ends).count()
}

/// Whether all that is read is UTF-8, without NUL: what is read in blocks then says the same as what is read at once.
fn is_utf8(mut file: impl Read) -> io::Result<bool> {
    let (mut buffer, mut held) = (vec![0; 1 << 16], 0);
    loop {
        let read = file.read(&mut buffer[held..])?;
        let text = &buffer[..held + read];
        let (good, is_cut) = match std::str::from_utf8(text) {
            Ok(_) => (text.len(), false),
            Err(error) => (error.valid_up_to(), error.error_len().is_none()),
        };
        let is_whole = good == text.len();
        if memchr::memchr(0, text).is_some() || !(is_whole || is_cut && read > 0) {
            return Ok(false);
        }
        if read == 0 {
            return Ok(true);
        }
        let len = text.len();
        buffer.copy_within(good..len, 0);
        held = len - good;
    }
}

fn has_lines(file: &Path) -> bool {
    let name = inputs::name(file).to_lowercase();
    name.ends_with(".jsonl") || name.ends_with(".ndjson")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::progress::Progress;
    use crate::cli::reading::{Reading, Told};
    use crate::concept::ConceptScheme;
    use crate::graph::{GraphBuilder, KnowledgeGraph};
    use std::fs;

    /// What is told of a file, and the graph of what is read of it.
    fn read(file: &Named) -> (Vec<Told>, KnowledgeGraph) {
        let scheme = ConceptScheme::default();
        let mut builder = GraphBuilder::new(&scheme);
        let take = |number, sources, continues| builder.add_read(number, sources, continues);
        let told = Reading::each(std::slice::from_ref(file), &Progress::of_reading(true), take).unwrap();
        builder.assign_ids();
        (told, builder.finish())
    }

    fn utf16(text: &str) -> Vec<u8> {
        text.encode_utf16().flat_map(u16::to_le_bytes).collect()
    }

    #[test]
    fn a_file_in_blocks_is_read_as_a_whole_one_is() {
        let row =
            |text: &str, more: &str| format!("{{\"text\": \"{text} {}\"{more}}}", "plain words ".repeat(20));
        let rows = |end: &str| -> String { (0..200).map(|n| row(&n.to_string(), "") + end).collect() };
        let titled = |n: usize| if n.is_multiple_of(2) { ", \"title\": \"long\"" } else { "" };
        let titles: String = (0..200).map(|n| row("Titled", titled(n)) + "\n").collect();
        let odd = |line: &str| rows(&format!("\n{line}\n"));
        let addresses: String =
            (0..200).map(|n| row("x", &format!(", \"url\": \"{}\"", n / 3)) + "\n").collect();
        let latin: Vec<u8> = [rows("\n").as_bytes(), b"{\"text\": \"d\xE9j\xE0\"}\n"].concat();
        for (what, bytes, in_blocks) in [
            ("rows", rows("\n").into_bytes(), true),
            ("titles", titles.into_bytes(), true),
            ("addresses", addresses.into_bytes(), true),
            ("CR and LF", rows("\r\n").into_bytes(), true),
            ("CR", (rows("\r") + "\n").repeat(3).into_bytes(), true),
            ("CR in blocks", rows("\r\r\n").into_bytes(), true),
            ("blank lines", rows(&"\n".repeat(50)).into_bytes(), true),
            ("many blank lines", (rows("\n") + &" \n".repeat(20_000) + &rows("\n")).into_bytes(), true),
            ("arrays", odd("[1, 2]").into_bytes(), true),
            ("what seems to be a PDF", odd("%PDF-1.4").into_bytes(), true),
            ("marks", odd("\u{feff}{\"text\": \"marked\"}").into_bytes(), true),
            ("no quotes", "{\"a\": \"b\"}\n".repeat(2000).into_bytes(), true),
            ("characters", rows("éü\u{10348}\n").into_bytes(), true),
            ("UTF-16", utf16(&rows("\n")), false),
            ("another encoding at the end", latin, false),
            ("a character that is cut", [rows("\n").as_bytes(), b"\xC3"].concat(), false),
            ("NUL", odd("\0").into_bytes(), false),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let long = Named::new(folder.path().join("long.jsonl"), None);
            fs::write(&long.path, &bytes).unwrap();
            assert_eq!(Blocks::of(&long).is_some(), in_blocks, "{what}");
            let whole = crate::source::read(&long.name, &bytes, Some(Format::JsonLines));
            let scheme = ConceptScheme::default();
            let mut builder = GraphBuilder::new(&scheme);
            builder.add_read(0, whole.sources, false);
            builder.assign_ids();
            let (told, graph) = read(&long);
            assert!(graph == builder.finish(), "{what}");
            assert_eq!(told[0].diagnostics, whole.diagnostics, "{what}");
            assert_eq!(
                (told[0].inputs.is_empty(), told[0].bytes),
                (graph.quotes().len() == 0, bytes.len() as u64)
            );
        }
    }

    #[test]
    fn a_file_that_changes_while_it_is_read_is_not_read() {
        for grows in [false, true] {
            let file = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
            let line = format!("{{\"text\": \"{}\"}}\n", "long ".repeat(200));
            fs::write(file.path(), line.repeat(20)).unwrap();
            let mut blocks = Blocks::of(&Named::new(file.path().to_owned(), None)).unwrap();
            let first = blocks.next().unwrap().unwrap();
            assert!(first.ends.is_none());
            let read = first.bytes.len() as u64;
            let len = if grows { 9 * read } else { read + 100 };
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
