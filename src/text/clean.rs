//! Clean text is what a file says after decoding, repair and normalisation; it knows the bytes of every part.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use encoding_rs::{Encoding, UTF_8};
use thiserror::Error;

use super::decode::{Decoded, decode, is_control, utf16_by_pattern};
use super::offsets::{Edit, OffsetMap, apply};
use super::{mojibake, normalise};

/// What a file says: characters in NFC, lines ended by LF, no NUL, no byte order mark, no ligatures and soft hyphens.
#[derive(Debug, Clone, PartialEq)]
pub struct CleanText {
    /// The text.
    pub text: String,
    /// The encoding it was read in, as the WHATWG Encoding Standard names it.
    pub encoding: &'static str,
    /// Wrongly decoded characters that were put right, in order.
    pub repairs: Vec<Repair>,
    /// What was odd about the bytes.
    pub notices: Vec<Notice>,
    /// From the text back to the bytes, the last step first to undo.
    maps: Vec<OffsetMap>,
}

/// A run of characters that was UTF-8 read in the wrong code page, and what it said before that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repair {
    /// Half-open byte range in the file.
    pub bytes: Range<u64>,
    /// The characters as they stood in the file.
    pub from: String,
    /// The characters as they are in the text.
    pub to: String,
}

/// Something odd in the bytes of a file that is still good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Byte offset in the file of the first such place.
    pub offset: u64,
    /// Line of it, from 1; 0 when the whole file is meant.
    pub line: u32,
    /// What it is.
    pub what: Anomaly,
}

/// The kinds of oddness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Anomaly {
    /// So many byte sequences are not of this encoding; U+FFFD stands for each.
    Undecodable(usize, &'static str),
    /// So many NUL characters were dropped.
    Nul(usize),
    /// The file is not UTF-8; this encoding was guessed.
    Guessed(&'static str),
    /// There is no encoding of the declared name.
    UnknownEncoding(String),
}

impl fmt::Display for Anomaly {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Undecodable(count, encoding) => {
                write!(
                    f,
                    "{count} byte sequence(s) that are not {encoding} became U+FFFD; save the file as UTF-8"
                )
            }
            Self::Nul(count) => write!(f, "{count} NUL character(s) dropped"),
            Self::Guessed(encoding) => {
                write!(f, "not UTF-8: read as {encoding}; save the file as UTF-8 to be sure")
            }
            Self::UnknownEncoding(name) => {
                write!(f, "no encoding is called {name:?}; try utf-8 or windows-1252")
            }
        }
    }
}

/// The bytes are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotText {
    /// A file of a kind that is known by its first bytes.
    #[error("binary file ({0}): expected text; export its text first")]
    Known(&'static str),
    /// A file with many control characters.
    #[error("binary file (many control characters): expected text")]
    Control,
    /// A file with many NUL bytes.
    #[error("binary file (many NUL bytes): expected text")]
    Nul,
}

/// Kinds of files that people try, by their first bytes.
const BINARY: [(&[u8], &str); 7] = [
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP, EPUB or an office document"),
    (b"\x1F\x8B", "gzip"),
    (b"\x89PNG", "PNG"),
    (b"\xFF\xD8\xFF", "JPEG"),
    (b"GIF8", "GIF"),
    (b"SQLite format 3\0", "SQLite"),
];

/// Decodes, repairs and normalises the bytes of a file; `declared` is the encoding's name if somebody gave one.
///
/// O(bytes); plain ASCII takes little more than copying.
///
/// # Errors
/// When the bytes are no text.
///
/// ```
/// let clean = ideagraph::text::clean("caf\u{c3}\u{a9}\r\n".as_bytes(), None)?;
/// assert_eq!(clean.text, "café\n");
/// assert_eq!(clean.original(3..5), 3..7);
/// # Ok::<(), ideagraph::text::NotText>(())
/// ```
pub fn clean(bytes: &[u8], declared: Option<&str>) -> Result<CleanText, NotText> {
    reject_binary(bytes)?;
    Ok(cleaned(bytes, declared))
}

/// The same of the beginning of a file in UTF-8 that is known to be text.
pub(crate) fn clean_start(text: &str) -> CleanText {
    cleaned(text.as_bytes(), None)
}

fn cleaned(bytes: &[u8], declared: Option<&str>) -> CleanText {
    let encoding = declared.and_then(|name| Encoding::for_label(name.trim().as_bytes()));
    let decoded = decode(bytes, encoding);
    let mut notices = notices_of(&decoded, bytes);
    if let Some(name) = declared.filter(|_| encoding.is_none()) {
        notices.push(Notice { offset: 0, line: 0, what: Anomaly::UnknownEncoding(name.to_owned()) });
    }
    let mut clean = CleanText {
        text: decoded.text,
        encoding: decoded.encoding.name(),
        repairs: Vec::new(),
        notices,
        maps: decoded.map.into_iter().collect(),
    };
    clean.mend(bytes);
    clean
}

/// Repairs and normalises some lines out of the middle of a file in UTF-8, whose beginning tells nothing. O(text).
pub(crate) fn clean_lines(text: &str) -> CleanText {
    let (repairs, notices, maps) = (Vec::new(), Vec::new(), Vec::new());
    let mut clean = CleanText { text: text.to_owned(), encoding: UTF_8.name(), repairs, notices, maps };
    clean.mend(text.as_bytes());
    clean
}

/// The same for a text whose line ends are part of it, as those of a literal of RDF.
pub fn mend(text: &str) -> Cow<'_, str> {
    let mut result = Cow::Borrowed(text);
    for step in [mojibake::repairs, normalise::typeset, normalise::scripts, normalise::nfc] {
        let edits = step(&result);
        if !edits.is_empty() {
            result = Cow::Owned(apply(&result, &edits).0);
        }
    }
    result
}

/// What to tell of so many repairs, by the first of them.
pub(crate) fn repaired(Repair { from, to, .. }: &Repair, count: usize) -> String {
    format!("wrongly decoded characters put right: {count} ({from} is {to}, …)")
}

fn reject_binary(bytes: &[u8]) -> Result<(), NotText> {
    if let Some((_, kind)) = BINARY.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Err(NotText::Known(kind));
    }
    let wide = Encoding::for_bom(bytes).is_some_and(|(e, _)| e != UTF_8) || utf16_by_pattern(bytes).is_some();
    if wide {
        return Ok(());
    }
    if normalise::count_nul(bytes) > bytes.len() / 100 + 8 {
        return Err(NotText::Nul);
    }
    let mut controls = Controls::default();
    controls.add(bytes);
    if controls.are_many() { Err(NotText::Control) } else { Ok(()) }
}

/// How many of the bytes of a file are [control characters](is_control).
#[derive(Default)]
pub(crate) struct Controls {
    count: usize,
    bytes: usize,
}

impl Controls {
    /// Counts those of the next bytes. O(bytes).
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        // So many that a byte can count them.
        for chunk in bytes.chunks(u8::MAX.into()) {
            self.count += usize::from(chunk.iter().map(|byte| u8::from(is_control(*byte))).sum::<u8>());
        }
        self.bytes += bytes.len();
    }

    /// Whether they are too many for text. In bytes that are as good as random every eleventh is one; a few bytes may
    /// have a few, but not more than others.
    pub(crate) fn are_many(&self) -> bool {
        self.count > self.bytes / 20 + 8 || self.count * 2 > self.bytes
    }
}

fn notices_of(decoded: &Decoded, bytes: &[u8]) -> Vec<Notice> {
    let name = decoded.encoding.name();
    let guessed = decoded.guessed.then_some(Notice { offset: 0, line: 0, what: Anomaly::Guessed(name) });
    let undecodable =
        decoded.undecodable.map(|(count, at)| notice_at(bytes, at, Anomaly::Undecodable(count, name)));
    guessed.into_iter().chain(undecodable).collect()
}

fn notice_at(bytes: &[u8], offset: usize, what: Anomaly) -> Notice {
    let lines = memchr::memchr_iter(b'\n', bytes.get(..offset).unwrap_or(bytes)).count();
    Notice { offset: offset as u64, line: u32::try_from(lines + 1).unwrap_or(u32::MAX), what }
}

impl CleanText {
    /// The bytes of the file that the range of the text was made from. O(log changes).
    pub fn original(&self, range: Range<usize>) -> Range<u64> {
        let bytes = self.maps.iter().rev().fold(range, |range, map| map.back(range));
        bytes.start as u64..bytes.end as u64
    }

    /// What to tell of the repairs; nothing where there are none.
    pub fn repaired(&self) -> Option<String> {
        Some(repaired(self.repairs.first()?, self.repairs.len()))
    }

    fn mend(&mut self, bytes: &[u8]) {
        self.normalise_lines(bytes);
        self.repair();
        self.edit(&normalise::typeset(&self.text));
        self.edit(&normalise::scripts(&self.text));
        self.edit(&normalise::nfc(&self.text));
    }

    fn normalise_lines(&mut self, bytes: &[u8]) {
        if let Some(first) = memchr::memchr(0, self.text.as_bytes()) {
            let what = Anomaly::Nul(normalise::count_nul(self.text.as_bytes()));
            let at = usize::try_from(self.original(first..first + 1).start).unwrap_or_default();
            self.notices.push(notice_at(bytes, at, what));
        }
        self.edit(&normalise::line_ends(&self.text));
    }

    fn repair(&mut self) {
        let edits = mojibake::repairs(&self.text);
        self.repairs = edits.iter().map(|edit| self.repair_of(edit)).collect();
        self.edit(&edits);
    }

    fn repair_of(&self, Edit { range, new }: &Edit) -> Repair {
        let from = self.text.get(range.clone()).unwrap_or_default().to_owned();
        Repair { bytes: self.original(range.clone()), from, to: new.clone() }
    }

    fn edit(&mut self, edits: &[Edit]) {
        if !edits.is_empty() {
            let (text, map) = apply(&self.text, edits);
            self.text = text;
            self.maps.push(map);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn text_of(bytes: &[u8]) -> String {
        clean(bytes, None).expect("it is text").text
    }

    #[test]
    fn binary_files_are_told() {
        assert_eq!(clean(b"%PDF-1.7 ...", None), Err(NotText::Known("PDF")));
        assert_eq!(clean(&[0; 64], None), Err(NotText::Nul));
        let mut state = 1_u32;
        let random = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        };
        let random: Vec<u8> = std::iter::repeat_with(random).filter(|byte| *byte != 0).take(3_000).collect();
        assert_eq!(clean(&random, None), Err(NotText::Control));
        for bytes in [&b"\0\x01\x02\xff"[..], b"\x01\0\x02\0\x7f\0", b"\x01"] {
            assert_eq!(clean(bytes, None), Err(NotText::Control), "{bytes:?}");
        }
        let coloured = clean(b"\x1b[1mone\x1b[0m \x02\x0c\x0btwo", None).expect("it is text");
        assert!(coloured.text.ends_with("two"));
        let few = clean(b"one\ntw\0o", None).expect("it is text");
        assert_eq!(few.text, "one\ntwo");
        assert_eq!(few.notices, [Notice { offset: 6, line: 2, what: Anomaly::Nul(1) }]);
    }

    #[test]
    fn damage_is_noticed_with_its_place() {
        let clean = clean(
            "déjà\nvu \u{e9}".as_bytes().iter().chain(b"\xFF").copied().collect::<Vec<_>>().as_slice(),
            None,
        )
        .expect("it is text");
        assert_eq!(clean.text, "déjà\nvu é\u{FFFD}");
        assert_eq!(clean.notices, [Notice { offset: 12, line: 2, what: Anomaly::Undecodable(1, "UTF-8") }]);
    }

    #[test]
    fn unknown_encoding_is_noticed() {
        let clean = clean(b"plain", Some("klingon")).expect("it is text");
        assert_eq!(clean.notices[0].what, Anomaly::UnknownEncoding("klingon".to_owned()));
    }

    #[test]
    fn steps_lead_back_together() {
        let bytes = "\u{FEFF}one\r\ne\u{301} \u{c3}\u{a9}t\u{c3}\u{a9}\r\n".as_bytes();
        let clean = clean(bytes, None).expect("it is text");
        assert_eq!(clean.text, "one\né été\n");
        assert_eq!(clean.original(4..6), 8..11);
        assert_eq!(clean.original(7..12), 12..21);
        assert_eq!(clean.repairs.len(), 2);
        assert_eq!(clean.repairs[0], Repair { bytes: 12..16, from: "Ã©".to_owned(), to: "é".to_owned() });
    }

    #[test]
    fn empty_is_text() {
        assert_eq!(text_of(b""), "");
        assert_eq!(text_of(b"\xEF\xBB\xBF"), "");
    }

    fn any_bytes() -> impl Strategy<Value = Vec<u8>> {
        let mixed = prop::collection::vec(
            prop_oneof![
                any::<char>().prop_map(|c| c.to_string().into_bytes()),
                any::<u8>().prop_map(|b| vec![b]),
                "[ÃÂâ€™œžรฉกРС\r\n\u{301} a-z]{1,4}".prop_map(String::into_bytes)
            ],
            0..60,
        );
        mixed.prop_map(|parts| parts.concat())
    }

    proptest! {
        #[test]
        fn any_bytes_have_a_monotone_map(bytes in any_bytes()) {
            if let Ok(clean) = clean(&bytes, None) {
                let mut last = 0..0;
                for (at, c) in clean.text.char_indices() {
                    let range = clean.original(at..at + c.len_utf8());
                    prop_assert!(last.start <= range.start && last.end <= range.end && range.start <= range.end);
                    prop_assert!(range.end <= bytes.len() as u64);
                    last = range;
                }
            }
        }

        #[test]
        fn ascii_is_taken_as_it_is(text in "[ -~\n\t]{0,200}") {
            let clean = clean(text.as_bytes(), None);
            if let Ok(clean) = clean {
                prop_assert_eq!(clean.text, text);
                prop_assert!(clean.maps.is_empty() && clean.repairs.is_empty());
            }
        }
    }
}
