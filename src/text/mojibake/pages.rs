//! A code page says which byte a character was, before UTF-8 was taken for that code page.

use std::sync::LazyLock;

use encoding_rs::Encoding;
use rustc_hash::FxHashMap;

/// The code pages that text is wrongly read in, the more common before the less; C1 controls stand for bytes that a
/// page leaves undefined, so `windows-1252` covers ISO 8859-1 too.
pub(super) const PAGES: [&str; 10] = [
    "windows-1252",
    "windows-1250",
    "windows-1251",
    "windows-1253",
    "windows-1254",
    "windows-1257",
    "iso-8859-2",
    "macintosh",
    CP437,
    "windows-874",
];

/// Code page 437 is not in the Encoding Standard; its upper half is in [`CP437_UPPER`].
const CP437: &str = "cp437";
const CP437_UPPER: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌\
                           █▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";

/// Places in [`PAGES`], one bit each.
pub(super) type PageSet = u16;

/// The byte of one character in every page, 0 where it has none; and the pages in which that byte starts or goes on
/// a UTF-8 sequence.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Bytes {
    pub(super) in_page: [u8; PAGES.len()],
    pub(super) leads: PageSet,
    pub(super) follows: PageSet,
}

struct Table {
    bytes: FxHashMap<char, Bytes>,
    /// Bytes from 0x80 that each page cannot write.
    unwritable: [[bool; 128]; PAGES.len()],
}

static TABLE: LazyLock<Table> = LazyLock::new(Table::new);

/// What the character may have been.
pub(super) fn bytes_of(c: char) -> Option<&'static Bytes> {
    TABLE.bytes.get(&c)
}

/// True when the page has no character for the byte, so that programs lose it.
pub(super) fn loses(page: usize, byte: u8) -> bool {
    byte >= 0x80 && TABLE.unwritable[page][usize::from(byte - 0x80)]
}

impl Table {
    fn new() -> Self {
        let mut table = Table { bytes: FxHashMap::default(), unwritable: [[false; 128]; PAGES.len()] };
        for (page, name) in PAGES.iter().enumerate() {
            for byte in 0x80..=0xFF {
                table.add_byte(page, name, byte);
            }
        }
        table
    }

    fn add_byte(&mut self, page: usize, name: &str, byte: u8) {
        let control = char::from(byte);
        match character(name, byte).filter(|&c| !c.is_control()) {
            Some(c) => self.add(page, c, byte),
            None => {
                self.unwritable[page][usize::from(byte - 0x80)] = true;
                self.add_fallback(page, byte);
            }
        }
        if control.is_control()
            && (name.starts_with("iso") || page == 0 || self.unwritable[page][usize::from(byte - 0x80)])
        {
            self.add(page, control, byte);
        }
    }

    /// Programs fill the gaps of one Windows page from the most common other.
    fn add_fallback(&mut self, page: usize, byte: u8) {
        if PAGES[page] == "windows-874"
            && let Some(c) = character(PAGES[0], byte)
        {
            self.add(page, c, byte);
        }
    }

    fn add(&mut self, page: usize, c: char, byte: u8) {
        let entry = self.bytes.entry(c).or_default();
        let bit = 1 << page;
        entry.in_page[page] = byte;
        match byte {
            0xC2..=0xF4 => entry.leads |= bit,
            0x80..=0xBF => entry.follows |= bit,
            _ => {}
        }
    }
}

fn character(page: &str, byte: u8) -> Option<char> {
    if page == CP437 {
        return CP437_UPPER.chars().nth(usize::from(byte - 0x80));
    }
    let encoding = Encoding::for_label(page.as_bytes())?;
    let text = encoding.decode_without_bom_handling_and_without_replacement(std::slice::from_ref(&byte))?;
    text.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_have_their_bytes() {
        let page = |name| PAGES.iter().position(|p| *p == name).expect("the page is there");
        for (c, name, byte) in [
            ('Ã', "windows-1252", 0xC3),
            ('\u{90}', "windows-1252", 0x90),
            ('Р', "windows-1251", 0xD0),
            ('โ', "windows-874", 0xE2),
            ('†', "windows-874", 0x86),
            ('├', "cp437", 0xC3),
            ('\u{a0}', "cp437", 0xFF),
            ('√', "macintosh", 0xC3),
        ] {
            assert_eq!(bytes_of(c).map(|b| b.in_page[page(name)]), Some(byte), "{c} {name}");
        }
        assert!(loses(page("windows-1252"), 0x9D) && !loses(page("windows-1250"), 0x9D));
        assert_eq!(CP437_UPPER.chars().count(), 128);
    }
}
