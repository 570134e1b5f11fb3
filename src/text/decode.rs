//! Decoding turns the bytes of a file into characters, in the encoding that the bytes themselves show.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    Encoding, ISO_8859_2, ISO_8859_4, ISO_8859_13, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1250, WINDOWS_1252,
    WINDOWS_1254, WINDOWS_1257, WINDOWS_1258,
};

use super::offsets::OffsetMap;

/// Enough of a file to tell its encoding by.
const SAMPLE: usize = 1 << 20;

/// What the bytes say; `map` is `None` where every byte was taken over as it is.
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) map: Option<OffsetMap>,
    pub(super) encoding: &'static Encoding,
    /// True when neither the bytes nor the caller named the encoding.
    pub(super) guessed: bool,
    /// How many byte sequences became U+FFFD, and where the first of them starts.
    pub(super) undecodable: Option<(usize, usize)>,
}

struct Choice {
    encoding: &'static Encoding,
    bom: usize,
    guessed: bool,
}

/// Decodes by byte order mark, else as UTF-16 where every other byte is NUL, else as UTF-8 where that fits, else as
/// declared, else as chardetng finds it. O(bytes).
pub(super) fn decode(bytes: &[u8], declared: Option<&'static Encoding>) -> Decoded {
    let Choice { encoding, bom, guessed } = choose(bytes, declared);
    if encoding == UTF_8 { utf8(bytes, bom) } else { legacy(bytes, encoding, bom, guessed) }
}

fn choose(bytes: &[u8], declared: Option<&'static Encoding>) -> Choice {
    let sure = |encoding| Choice { encoding, bom: 0, guessed: false };
    if let Some((encoding, bom)) = Encoding::for_bom(bytes) {
        return Choice { encoding, bom, guessed: false };
    }
    if let Some(encoding) = utf16_by_pattern(bytes) {
        return sure(encoding);
    }
    match declared {
        _ if mostly_utf8(bytes) => sure(UTF_8),
        Some(encoding) => sure(encoding),
        None => Choice { guessed: true, ..sure(detect(bytes)) },
    }
}

/// UTF-16 without a mark, of a text that is mostly Latin: the high byte of most units is NUL, the low byte of none, and
/// hardly any is a control character.
pub(super) fn utf16_by_pattern(bytes: &[u8]) -> Option<&'static Encoding> {
    let (pairs, _) = bytes.get(..bytes.len().min(4096))?.as_chunks::<2>();
    let nul_at = |side: usize| pairs.iter().filter(|pair| pair[side] == 0).count();
    let (first, second) = (nul_at(0), nul_at(1));
    let many = |nuls: usize| pairs.len() > 1 && nuls * 5 >= pairs.len() * 2;
    let few = |bytes: usize| bytes * 50 <= pairs.len();
    let controls = |side: usize| {
        let latin = pairs.iter().filter(|pair| pair[1 - side] == 0);
        latin.filter(|pair| is_control(pair[side])).count()
    };
    if many(second) && few(first) && few(controls(0)) {
        Some(UTF_16LE)
    } else if many(first) && few(second) && few(controls(1)) {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// Whether a byte is a control character that text has no use for: no white space, escape sequence of a terminal or
/// separator of records.
pub(super) fn is_control(byte: u8) -> bool {
    matches!(byte, 0..=7 | 14..=26 | 127)
}

/// True for UTF-8, also with some damage: more characters beyond ASCII are well formed than not.
fn mostly_utf8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|&b| b >= 0xC0).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad
}

fn detect(bytes: &[u8]) -> &'static Encoding {
    let start = Encoding::ascii_valid_up_to(bytes);
    let sample = bytes.get(start..bytes.len().min(start + SAMPLE)).unwrap_or_default();
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(sample, true);
    usual(detector.guess(None, Utf8Detection::Deny), sample)
}

/// Windows-1252 for another encoding of Latin letters that fewer than [three](FEW) of these tell, as the one in `naïve`
/// does, if they are letters or marks of text in it too. O(bytes).
fn usual(guess: &'static Encoding, bytes: &[u8]) -> &'static Encoding {
    let others =
        [ISO_8859_2, ISO_8859_4, ISO_8859_13, WINDOWS_1250, WINDOWS_1254, WINDOWS_1257, WINDOWS_1258];
    if !others.contains(&guess) {
        return guess;
    }
    let beyond: Vec<u8> = bytes.iter().copied().filter(|byte| !byte.is_ascii()).collect();
    let letters = |encoding: &'static Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(&beyond);
        (
            text.chars().filter(|c| c.is_alphabetic()).count(),
            text.chars().all(|c| c.is_alphabetic() || MARKS.contains(c)),
        )
    };
    let is_told = letters(guess).0 >= FEW || !letters(WINDOWS_1252).1;
    if is_told { guess } else { WINDOWS_1252 }
}

/// So many letters tell an encoding.
const FEW: usize = 3;

/// Characters beside letters that texts in Windows-1252 have.
const MARKS: &str = "€‚„…‘’“”•–—\u{a0}£§«°»½×";

fn utf8(bytes: &[u8], bom: usize) -> Decoded {
    let body = bytes.get(bom..).unwrap_or_default();
    if let Ok(text) = std::str::from_utf8(body) {
        let map = (bom > 0).then(|| {
            let mut map = OffsetMap::default();
            map.skip(bom);
            map.copy(text.len());
            map
        });
        return Decoded { text: text.to_owned(), map, encoding: UTF_8, guessed: false, undecodable: None };
    }
    let mut sink = Sink::new(bom, bytes.len());
    for chunk in body.utf8_chunks() {
        sink.copy(chunk.valid());
        if !chunk.invalid().is_empty() {
            sink.replace("\u{FFFD}", chunk.invalid().len());
        }
    }
    sink.finish(UTF_8, false)
}

/// Any other encoding, fed byte by byte so that each character knows its bytes; ASCII goes over in one piece.
fn legacy(bytes: &[u8], encoding: &'static Encoding, bom: usize, guessed: bool) -> Decoded {
    let mut sink = Sink::new(bom, bytes.len());
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut buffer = [0; 32];
    let (mut at, mut pending) = (bom, 0);
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let ascii = if pending == 0 && encoding.is_ascii_compatible() {
            Encoding::ascii_valid_up_to(rest)
        } else {
            0
        };
        if let Some(Ok(plain)) = rest.get(..ascii).filter(|plain| !plain.is_empty()).map(str::from_utf8) {
            sink.copy(plain);
            at += ascii;
            continue;
        }
        let (_, _, written, _) = decoder.decode_to_utf8(&rest[..1], &mut buffer, rest.len() == 1);
        at += 1;
        pending += 1;
        if written > 0 {
            sink.replace(str::from_utf8(&buffer[..written]).unwrap_or("\u{FFFD}"), pending);
            pending = 0;
        }
    }
    sink.finish(encoding, guessed)
}

/// A text that grows together with its offset map.
struct Sink {
    text: String,
    map: OffsetMap,
    read: usize,
    undecodable: Option<(usize, usize)>,
}

impl Sink {
    fn new(bom: usize, capacity: usize) -> Self {
        let mut map = OffsetMap::default();
        map.skip(bom);
        Self { text: String::with_capacity(capacity), map, read: bom, undecodable: None }
    }

    fn copy(&mut self, text: &str) {
        self.text.push_str(text);
        self.map.copy(text.len());
        self.read += text.len();
    }

    fn replace(&mut self, text: &str, bytes: usize) {
        if text.contains('\u{FFFD}') {
            let (count, first) = self.undecodable.unwrap_or((0, self.read));
            self.undecodable = Some((count + 1, first));
        }
        self.text.push_str(text);
        self.map.replace(text.len(), bytes);
        self.read += bytes;
    }

    fn finish(self, encoding: &'static Encoding, guessed: bool) -> Decoded {
        Decoded { text: self.text, map: Some(self.map), encoding, guessed, undecodable: self.undecodable }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn encodings_are_told_by_their_bytes() {
        let cases: Vec<(Vec<u8>, &str, &str)> = vec![
            (b"plain".to_vec(), "plain", "UTF-8"),
            (b"\xEF\xBB\xBFcaf\xC3\xA9".to_vec(), "café", "UTF-8"),
            (utf16("\u{FEFF}caf\u{e9} 😀", u16::to_le_bytes), "café 😀", "UTF-16LE"),
            (utf16("\u{FEFF}café", u16::to_be_bytes), "café", "UTF-16BE"),
            (utf16("no mark at all", u16::to_le_bytes), "no mark at all", "UTF-16LE"),
            (utf16("no mark at all", u16::to_be_bytes), "no mark at all", "UTF-16BE"),
            (
                b"un caf\xE9 tr\xE8s \x93fort\x94, d\xE9j\xE0".to_vec(),
                "un café très “fort”, déjà",
                "windows-1252",
            ),
            (b"a na\xEFve idea".to_vec(), "a naïve idea", "windows-1252"),
            (
                b"\x93Fear\x94, he said\x96na\xEFvely\x85 It\x92s 5 \x80.".to_vec(),
                "“Fear”, he said–naïvely… It’s 5 €.",
                "windows-1252",
            ),
            (
                b"Zaj\xEDmav\xE9 \xE8l\xE1nky jsou \x9Ee \xF8\xEDk\xE1".to_vec(),
                "Zajímavé články jsou že říká",
                "windows-1250",
            ),
            (
                "d\u{e9}j\u{e0} caf\u{e9} ".bytes().chain(*b"\xFF ok").collect(),
                "déjà café \u{FFFD} ok",
                "UTF-8",
            ),
        ];
        for (bytes, text, encoding) in cases {
            let decoded = decode(&bytes, None);
            assert_eq!((decoded.text.as_str(), decoded.encoding.name()), (text, encoding));
        }
    }

    #[test]
    fn declared_encoding_counts_where_the_bytes_do_not_tell() {
        let russian = b"\xCF\xF0\xE8\xE2\xE5\xF2";
        let declared = Encoding::for_label(b"cp1251");
        assert_eq!(decode(russian, declared).text, "Привет");
        assert_eq!(decode("Привет".as_bytes(), declared).text, "Привет");
    }

    #[test]
    fn characters_know_their_bytes() {
        let decoded = decode(&utf16("aé😀b", u16::to_le_bytes), Encoding::for_label(b"utf-16le"));
        let map = decoded.map.expect("UTF-16 has a map");
        assert_eq!(decoded.text, "aé😀b");
        assert_eq!(map.back(1..3), 2..4);
        assert_eq!(map.back(3..7), 4..8);
        assert_eq!(map.back(7..8), 8..10);
    }
}
