//! A piece is what is read at once: a file, or a block of a long file that can be cut.

use std::io::{self, Read, Seek};
use std::iter::Enumerate;
use std::path::Path;
use std::sync::Arc;

use super::input_file::InputFile;
use super::inputs::{self, Steady};
use crate::cli::Error;
use crate::graph::store::Hashed;
use crate::source::{Cut, Ends, can_be_cut};
use crate::text::{Controls, line_ends};

/// What reading may take beside the files.
#[derive(Debug, Clone, Copy)]
pub(in crate::cli) struct Scratch<'a> {
    /// Where copies go of what can be read but once.
    pub(in crate::cli) folder: &'a Path,
    /// Bytes of memory of the whole build.
    pub(in crate::cli) memory: u64,
}

/// Bytes of a block, where no row is longer, when there is memory enough and else; blocks differ in nothing but speed.
const BLOCK: [usize; 2] = [4 << 20, if cfg!(test) { 4 << 10 } else { 1 << 16 }];
/// Blocks that are read side by side.
const BATCH: usize = 4;
/// Bytes that a byte of a batch takes until it is written: its quotes, those of the batch before, and what is linked of
/// them.
const TAKES: usize = 16;

impl Scratch<'_> {
    /// Bytes of a block.
    fn block(&self) -> usize {
        let share = usize::try_from(self.memory).unwrap_or(usize::MAX) / (BATCH * TAKES);
        share.clamp(BLOCK[1], BLOCK[0])
    }
}

/// What is read at once.
pub(super) enum Piece {
    /// A whole file.
    File(InputFile),
    /// Some rows of a file.
    Block(Block),
}

/// Some rows of a file.
pub(super) struct Block {
    /// What its file is called.
    pub(super) name: String,
    /// How its file is cut.
    pub(super) cut: Arc<Cut>,
    pub(super) text: String,
    /// The bytes and lines before it.
    pub(super) offset: u64,
    pub(super) lines: u32,
    /// The whole file, when this is its last block.
    pub(super) whole: Option<Hashed>,
}

impl Block {
    pub(super) fn ends(&self) -> Ends {
        Ends { first: self.offset == 0, last: self.whole.is_some() }
    }
}

impl Piece {
    pub(super) fn continues(&self) -> bool {
        matches!(self, Self::Block(block) if !block.ends().first)
    }
}

/// Files cut into batches of pieces, in their order.
pub(super) struct Batches<'a> {
    files: Enumerate<std::slice::Iter<'a, InputFile>>,
    scratch: Scratch<'a>,
    open: Option<(usize, Blocks)>,
}

impl<'a> Batches<'a> {
    pub(super) fn of(files: &'a [InputFile], scratch: Scratch<'a>) -> Self {
        Self { files: files.iter().enumerate(), scratch, open: None }
    }

    /// The next pieces, each with the number of its file; none at the end.
    ///
    /// # Errors
    /// When a long file cannot be read to its end, or changes meanwhile, or what can be read but once cannot be copied.
    pub(super) fn next(&mut self) -> Result<Vec<(usize, Piece)>, Error> {
        let (mut batch, mut bytes) = (Vec::new(), 0);
        let full = (BATCH * self.scratch.block()) as u64;
        while bytes < full {
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
            let size = block.text.len() as u64;
            return Ok(Some((*number, Piece::Block(block), size)));
        }
        self.open = None;
        let Some((number, file)) = self.files.next() else { return Ok(None) };
        let file = file.settled(self.scratch.folder).map_err(|error| unread(&file.name, &error))?;
        self.open = Blocks::of(&file, self.scratch.block()).map(|blocks| (number, blocks));
        if self.open.is_some() {
            return self.piece();
        }
        let size = file.len().unwrap_or_default();
        Ok(Some((number, Piece::File(file), size)))
    }
}

/// A long file that is being read.
struct Blocks {
    name: String,
    /// Bytes of a block, where no row is longer.
    block: usize,
    cut: Arc<Cut>,
    file: Steady,
    /// What was read, and how much of it is in blocks.
    bytes: Vec<u8>,
    taken: usize,
    whole: Option<Hashed>,
    offset: u64,
    lines: u32,
}

impl Blocks {
    /// The blocks of a file that is long and can be cut. Anything that is wrong with it is told when it is read whole.
    fn of(named: &InputFile, block: usize) -> Option<Self> {
        if named.len()? <= 2 * block as u64 {
            return None;
        }
        let (mut file, mut head) = (named.open().ok()?, Vec::new());
        file.by_ref().take(block as u64).read_to_end(&mut head).ok()?;
        let cut = Arc::new(Cut::of(&named.name, &head, named.from)?);
        file.rewind().ok()?;
        if !is_text(&mut file).ok()? {
            return None;
        }
        file.rewind().ok()?;
        let (name, whole) = (named.name.clone(), Some(Hashed::default()));
        Some(Self { name, block, cut, file, bytes: Vec::new(), taken: 0, whole, offset: 0, lines: 0 })
    }

    fn next(&mut self) -> io::Result<Option<Block>> {
        let Some(mut whole) = self.whole.take() else { return Ok(None) };
        let (len, is_last) = self.len()?;
        let bytes = &self.bytes[self.taken..self.taken + len];
        let text = std::str::from_utf8(bytes).map_err(|_| inputs::changed())?.to_owned();
        whole.add(bytes);
        let (name, cut, offset, lines) = (self.name.clone(), Arc::clone(&self.cut), self.offset, self.lines);
        self.taken += len;
        self.offset += len as u64;
        self.lines += line_ends::count(text.as_bytes()) as u32;
        let whole = match is_last {
            true => self.file.check().map(|()| Some(whole))?,
            false => {
                self.whole = Some(whole);
                None
            }
        };
        Ok(Some(Block { name, cut, text, offset, lines, whole }))
    }

    /// The bytes of the next block, and whether it is the last one.
    fn len(&mut self) -> io::Result<(usize, bool)> {
        let mut len = self.block;
        loop {
            let held = self.hold(len)?;
            if held <= len {
                return Ok((held, true));
            }
            let bytes = &self.bytes[self.taken..self.taken + len];
            match self.cut.end(bytes, self.offset == 0) {
                Some(end) => return Ok((end, false)),
                None => len *= 2,
            }
        }
    }

    /// Reads more than `len` bytes, when there are more; tells how many there are.
    fn hold(&mut self, len: usize) -> io::Result<usize> {
        let held = self.bytes.len() - self.taken;
        if held <= len {
            self.bytes.drain(..self.taken);
            self.taken = 0;
            self.file.by_ref().take((len + 1 - held) as u64).read_to_end(&mut self.bytes)?;
        }
        Ok(self.bytes.len() - self.taken)
    }
}

/// Whether all that is read is text in UTF-8 that [can be cut](can_be_cut): other encodings are told by the whole file.
fn is_text(mut file: impl Read) -> io::Result<bool> {
    let (mut buffer, mut held, mut controls) = (vec![0; 1 << 16], 0, Controls::default());
    loop {
        let read = file.read(&mut buffer[held..])?;
        let bytes = &buffer[..held + read];
        let (good, is_part) = match std::str::from_utf8(bytes) {
            Ok(_) => (bytes.len(), false),
            Err(error) => (error.valid_up_to(), error.error_len().is_none()),
        };
        let is_whole = good == bytes.len();
        if !can_be_cut(&bytes[..good]) || !(is_whole || is_part && read > 0) {
            return Ok(false);
        }
        if read == 0 {
            return Ok(!controls.are_many());
        }
        controls.add(&bytes[..good]);
        let len = bytes.len();
        buffer.copy_within(good..len, 0);
        held = len - good;
    }
}

/// Why nothing is made of a file that could be read in part only.
pub(super) fn unread(name: &str, error: &io::Error) -> Error {
    let name = inputs::label(Path::new(name));
    Error::NothingRead(format!("{name} cannot be read: {error}; the graph is as it was, run this again"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::reading::progress::Progress;
    use crate::cli::reading::{Reading, Told};
    use crate::concept::ConceptScheme;
    use crate::graph::{GraphBuilder, KnowledgeGraph};
    use std::fs;

    /// Bytes of small blocks.
    const SMALL: usize = 4 << 10;

    /// What is told of a file, and the graph of what is read of it.
    fn read(file: &InputFile) -> (Vec<Told>, KnowledgeGraph) {
        let scheme = ConceptScheme::default();
        let mut builder = GraphBuilder::new(&scheme);
        let take = |number, sources, continues| builder.add_read(number, sources, continues);
        let (files, progress) = (std::slice::from_ref(file), Progress::of_reading(true));
        let scratch = Scratch { folder: &std::env::temp_dir(), memory: 0 };
        let told = Reading::each(files, scratch, &progress, take).unwrap();
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
        let dated = |n: usize| {
            format!(", \"date\": \"{}\", \"title\": \"T\", \"published\": \"{}\"", [2020, 33][n % 2], n % 7)
        };
        let dates: String = (0..200).map(|n| row("x", &dated(n)) + "\n").collect();
        let home = |n: usize| {
            let told = match n % 7 {
                0 | 1 => format!(", \"url\": \"https://a.b/{}#{n}\"", n / 40),
                2 => format!(", \"published\": \"{}\"", 2000 + n / 50),
                3 => format!(", \"url\": \"https://a.b/{}\", \"published\": \"{}\"", n % 5, 2000 + n),
                _ => String::new(),
            };
            format!("{told}, \"title\": \"Home\"")
        };
        let homes: String = (0..200).map(|n| row("x", &home(n)) + "\n").collect();
        let latin: Vec<u8> = [rows("\n").as_bytes(), b"{\"text\": \"d\xE9j\xE0\"}\n"].concat();
        for (what, bytes, in_blocks) in [
            ("rows", rows("\n").into_bytes(), true),
            ("titles", titles.into_bytes(), true),
            ("addresses", addresses.into_bytes(), true),
            ("one title at many addresses", homes.into_bytes(), true),
            ("dates that are not understood", dates.into_bytes(), true),
            ("CR and LF", rows("\r\n").into_bytes(), true),
            ("CR", (rows("\r") + "\n").repeat(3).into_bytes(), true),
            ("CR in blocks", rows("\r\r\n").into_bytes(), true),
            ("blank lines", rows(&"\n".repeat(50)).into_bytes(), true),
            ("many blank lines", (rows("\n") + &" \n".repeat(20_000) + &rows("\n")).into_bytes(), true),
            ("lists", odd("[1, 2]").into_bytes(), true),
            ("what seems to be a PDF", odd("%PDF-1.4").into_bytes(), true),
            ("marks", odd("\u{feff}{\"text\": \"marked\"}").into_bytes(), true),
            ("no quotes", "{\"a\": \"b\"}\n".repeat(2000).into_bytes(), true),
            ("characters", rows("éü\u{10348}\n").into_bytes(), true),
            ("UTF-16", utf16(&rows("\n")), false),
            ("another encoding at the end", latin, false),
            ("a character that is cut", [rows("\n").as_bytes(), b"\xC3"].concat(), false),
            ("NUL", odd("\0").into_bytes(), false),
            ("a control character in each row", odd("\u{1}").into_bytes(), true),
            ("many control characters", (rows("\n") + &rows(&"\u{1}".repeat(99))).into_bytes(), false),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let long = InputFile::new(folder.path().join("long.jsonl"), None);
            fs::write(&long.path, &bytes).unwrap();
            assert_eq!(Blocks::of(&long, SMALL).is_some(), in_blocks, "{what}");
            is_read_as_a_whole(&long, what);
        }
    }

    /// Reads a file in pieces, and what it holds as one text: both say the same.
    fn is_read_as_a_whole(file: &InputFile, what: &str) {
        let bytes = file.read().unwrap();
        let whole = crate::source::read(&file.name, &bytes, file.from);
        let scheme = ConceptScheme::default();
        let mut builder = GraphBuilder::new(&scheme);
        builder.add_read(0, whole.sources, false);
        builder.assign_ids();
        let (told, graph) = read(file);
        assert!(graph == builder.finish(), "{what}");
        assert_eq!(told[0].diagnostics, whole.diagnostics, "{what}");
        let format = graph.quotes().next().and(whole.format).map(|format| format.name().to_owned());
        let read_as = told[0].inputs.first().and_then(|input| input.format.clone());
        assert_eq!((read_as, told[0].bytes), (format, bytes.len() as u64), "{what}");
    }

    #[test]
    fn tables_and_arrays_are_cut_between_their_rows() {
        let words = "plain words ".repeat(20);
        let table = |row: &dyn Fn(usize) -> String| -> Vec<u8> {
            let rows: String = (0..200).map(row).collect();
            format!("title,quote,page\n{rows}").into_bytes()
        };
        let plain = |n: usize| format!("T{},{words} {n},{n}\n", n % 3);
        let quoted = |n: usize| format!("\"T{}\",\"{words},\n\"\"{n}\"\"\",\"{n}\"\r\n", n % 3);
        let opened = |n: usize| format!("T,{}{words} {n},{n}\n", if n % 50 == 7 { "\"" } else { "" });
        let never = |n: usize| format!("T,{}{words} {n},{n}\n", if n == 7 { "\"" } else { "" });
        let odd = |n: usize| format!("{}\n", [plain(n).trim(), ",,", "T,,3", "a,b,c,d", "%PDF-"][n % 5]);
        let damaged = |n: usize| format!("T,{words} d\u{c3}\u{a9}j\u{c3}\u{a0} e\u{301} \u{fb01} {n},{n}\n");
        let marked =
            |n: usize| format!("{}T,{words},{n}\n", if n.is_multiple_of(3) { "\u{feff}" } else { "" });
        let letters = |n: usize| format!("\u{16a}\u{301}{},{words},{n}\n", n % 3);
        let object = |n: usize| format!("{{\"quote\": \"{words} [{{\\\"{n}\", \"title\": \"T{}\"}}", n % 3);
        let array = |end: &str, by: &str| -> Vec<u8> {
            let objects: Vec<String> = (0..200).map(object).collect();
            format!(" [\n{}{end}", objects.join(by)).into_bytes()
        };
        let broken = |value: &str| array("]", &format!(",\n{value},"));
        let damage = |n: usize| object(n).replace('[', if n == 9 || n == 99 { "CafÃ© [" } else { "café [" });
        let strewn = (0..200).map(damage).collect::<Vec<_>>().join(", ");
        for (name, what, bytes, in_blocks) in [
            ("a.csv", "rows", table(&plain), true),
            ("a.csv", "quoted fields", table(&quoted), true),
            ("a.csv", "marks that are opened", table(&opened), true),
            ("a.csv", "a mark that is never closed", table(&never), true),
            ("a.csv", "rows without words", table(&odd), true),
            ("a.csv", "damaged characters", table(&damaged), true),
            ("a.csv", "byte order marks", [b"\xef\xbb\xbf".as_slice(), &table(&marked)].concat(), true),
            (
                "a.csv",
                "CR",
                table(&plain).iter().map(|b| if *b == b'\n' { b'\r' } else { *b }).collect(),
                true,
            ),
            ("a.csv", "letters", table(&letters), true),
            ("a.csv", "no words at all", table(&|_| ",,\n".repeat(99)), true),
            ("a.csv", "no column for the text", plain(1).repeat(99).into_bytes(), false),
            ("a.csv", "a Greek question mark", table(&|n| plain(n).replace("plain", "\u{37e}")), false),
            (
                "a.tsv",
                "tabs",
                String::from_utf8(table(&plain)).unwrap().replace(',', "\t").into_bytes(),
                true,
            ),
            ("a.json", "an array", array("]", ", "), true),
            ("a.json", "an array on one line", array("]", ","), true),
            ("a.json", "an array over lines", array("\n]\n", "\r\n,\r\n"), true),
            ("a.json", "an array without an end", array("", ",\n"), true),
            (
                "a.json",
                "an array with more behind it",
                array("], [{\"text\": \"no\"}, {\"text\": \"no\"}]", ","),
                true,
            ),
            ("a.json", "an array with damaged characters", format!("[{strewn}]").into_bytes(), true),
            (
                "a.json",
                "an array that breaks off before damaged characters",
                format!("[{{\"a\" 1}}, {strewn}]").into_bytes(),
                true,
            ),
            ("a.json", "an array with other values", broken("7, [{}, 8], \"nine\""), true),
            ("a.json", "an array with some other values", array(", 7, [{}, 8], \"nine\"]", ","), true),
            ("a.json", "an array that breaks off", broken("{\"a\": [1}"), true),
            (
                "a.json",
                "one object",
                [b"{\"messages\":".as_slice(), &array("]", ",\n"), b"}"].concat(),
                false,
            ),
            (
                "a.json",
                "one object that breaks off",
                [b"{\"messages\":".as_slice(), &array("", ",\n")].concat(),
                false,
            ),
            ("a.json", "an array that is closed twice", broken("]]"), true),
            ("-", "objects without a name", array("]", ","), false),
            (
                "-",
                "an array without a name",
                array("]", ",")[1..].iter().copied().filter(|b| *b != b'\n').collect(),
                true,
            ),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join(name);
            fs::write(&path, &bytes).unwrap();
            let long = InputFile::called(name.to_owned(), path, None);
            assert_eq!(Blocks::of(&long, SMALL).is_some(), in_blocks, "{what}");
            is_read_as_a_whole(&long, what);
        }
    }

    #[test]
    fn a_file_that_changes_while_it_is_read_is_not_read() {
        for grows in [false, true] {
            let file = tempfile::Builder::new().suffix(".jsonl").tempfile().unwrap();
            let line = format!("{{\"text\": \"{}\"}}\n", "long ".repeat(200));
            fs::write(file.path(), line.repeat(20)).unwrap();
            let mut blocks = Blocks::of(&InputFile::new(file.path().to_owned(), None), SMALL).unwrap();
            let first = blocks.next().unwrap().unwrap();
            assert!(!first.ends().last);
            let read = first.text.len() as u64;
            let len = if grows { 9 * read } else { read + 100 };
            fs::File::options().write(true).open(file.path()).unwrap().set_len(len).unwrap();
            let error = loop {
                match blocks.next() {
                    Ok(block) => assert!(!block.unwrap().ends().last),
                    Err(error) => break error,
                }
            };
            assert!(inputs::has_changed(&error), "{error}");
        }
    }
}
