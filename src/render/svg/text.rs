//! Text as a picture needs it: how wide words are in a font, and where their lines break.

use std::ops::{Range, RangeInclusive};
use std::sync::LazyLock;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthChar;

use super::element::is_space;
use crate::render::breaks::{breaks, is_emoji, is_one, is_wide, pieces};
use crate::text::is_leftward;

/// The fonts that a viewer may take: the one that is measured here, then those drawn much like it.
pub(super) const FAMILY: &str = "DejaVu Sans, Verdana, Bitstream Vera Sans, Arial, sans-serif";

/// Height of a line as a multiple of the font's size.
pub(super) const LINE: f64 = 1.25;

/// A font's weight and its size in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Font {
    /// True for the bold weight.
    pub(super) bold: bool,
    /// Height of an em in pixels.
    pub(super) size: f64,
}

impl Font {
    /// The regular weight.
    pub(super) const fn regular(size: f64) -> Self {
        Self { bold: false, size }
    }

    /// The bold weight.
    pub(super) const fn bold(size: f64) -> Self {
        Self { bold: true, size }
    }

    /// The same weight, some times as large.
    pub(super) fn times(self, scale: f64) -> Self {
        Self { size: self.size * scale, ..self }
    }

    /// From one baseline to the next, in pixels.
    pub(super) fn line(self) -> f64 {
        self.size * LINE
    }

    /// From the top of a line to its baseline, in pixels.
    pub(super) fn ascent(self) -> f64 {
        self.size * 0.97
    }

    /// Width of `text` on one line, in pixels: the sum of the advance widths, without kerning. White space counts
    /// once, as viewers draw it.
    pub(super) fn width(self, text: &str) -> f64 {
        let table = &WIDTHS[usize::from(self.bold)];
        let mut before = None;
        let mut units = 0;
        for c in text.chars().map(|c| if is_space(c) { ' ' } else { c }) {
            if before.is_none_or(|before| !is_one(before, c)) {
                units += advance(table, c);
            }
            before = Some(c);
        }
        units as f64 * self.size / EM
    }

    /// True when the letters of `text` stand one after the other as [`width`](Self::width) says; not in scripts that
    /// run from right to left, nor in those whose widths are a guess.
    pub(super) fn knows(self, text: &str) -> bool {
        let table = &WIDTHS[usize::from(self.bold)];
        let in_table = |c: char| table.get(c as usize).is_some_and(|&units| units > 0);
        let known = |c| in_table(c) || is_wide(c) && !is_emoji(c) || is_accent(c) || is_space(c);
        text.chars().all(|c| known(c) && !is_leftward(c))
    }

    /// The lines of `text`, as byte ranges, none wider than `width` pixels unless a single character is.
    /// Breaks at white space, after hyphens and slashes, between wide characters, and in words that do not fit.
    pub(super) fn wrap(self, text: &str, width: f64) -> Vec<Range<usize>> {
        let mut lines: Vec<Range<usize>> = Vec::new();
        for piece in pieces(text).into_iter().flat_map(|piece| self.chop(text, piece, width)) {
            match lines.last_mut() {
                Some(line) if self.width(&text[line.start..piece.end]) <= width => line.end = piece.end,
                _ => lines.push(piece),
            }
        }
        lines
    }

    /// At most `count` lines of about the same width, none wider than `width` pixels; the last ends in `…` when
    /// words were left out. Where a word fits into no line there may be one line more.
    pub(super) fn balance(self, text: &str, count: usize, width: f64) -> Vec<String> {
        let widest_piece = pieces(text).into_iter().map(|piece| self.width(&text[piece])).fold(0.0, f64::max);
        if count > 1 && widest_piece > width {
            return self.broken(text, count + 1, width);
        }
        let narrowest = (self.width(text) / count.max(1) as f64).max(widest_piece).min(width);
        let step = (width - narrowest) / 16.0;
        let tries = (0..=16).map(|i| self.wrap(text, narrowest + step * f64::from(i)));
        match tries.into_iter().find(|lines| lines.len() <= count) {
            Some(lines) => lines.into_iter().map(|line| text[line].to_owned()).collect(),
            None => self.cut(text, count, width),
        }
    }

    /// At most `count` lines of a text with a word that fits into none; hyphens tell where it is broken, and `…` that
    /// words were left out.
    fn broken(self, text: &str, count: usize, width: f64) -> Vec<String> {
        let lines = self.wrap(text, width - self.width("-"));
        let in_word = |at: usize| {
            let (before, after) = (text[..at].chars().next_back(), text[at..].chars().next());
            let is_one_word = |(before, after): (char, char)| {
                before.is_alphabetic() && after.is_alphabetic() && !breaks(before, after)
            };
            self.knows(text) && before.zip(after).is_some_and(is_one_word)
        };
        let hyphen = |at: usize| if in_word(at) { "-" } else { "" };
        let whole = |line: &Range<usize>| text[line.clone()].to_owned() + hyphen(line.end);
        let mut broken: Vec<String> = lines.iter().take(count).map(whole).collect();
        if let (Some(last), true) = (broken.last_mut(), lines.len() > count) {
            *last = self.shorten(&text[lines[count - 1].clone()], width - self.width("…")) + "…";
        }
        broken
    }

    /// The first `count` lines, the last of them shortened to make room for `…`.
    fn cut(self, text: &str, count: usize, width: f64) -> Vec<String> {
        let mut lines = self.wrap(text, width);
        lines.truncate(count);
        let mut lines: Vec<String> = lines.into_iter().map(|line| text[line].to_owned()).collect();
        if let Some(last) = lines.last_mut() {
            *last = self.shorten(last, width - self.width("…")) + "…";
        }
        lines
    }

    /// As many of the first characters as fit into `width` pixels, without white space at the end.
    fn shorten(self, text: &str, width: f64) -> String {
        let fits = |end: &usize| self.width(&text[..*end]) <= width;
        let ends = text.grapheme_indices(true).map(|(at, grapheme)| at + grapheme.len());
        text[..ends.take_while(fits).last().unwrap_or(0)].trim_end().to_owned()
    }

    /// A piece that fits into `width` whole, another one cut: behind a sign between its parts, else between characters.
    fn chop(self, text: &str, piece: Range<usize>, width: f64) -> Vec<Range<usize>> {
        if self.width(&text[piece.clone()]) <= width {
            return vec![piece];
        }
        let mut parts: Vec<Range<usize>> = Vec::new();
        for (at, grapheme) in text[piece.clone()].grapheme_indices(true) {
            let (start, end) = (piece.start + at, piece.start + at + grapheme.len());
            match parts.last_mut() {
                Some(part) if self.width(&text[part.start..end]) <= width => part.end = end,
                Some(part) => {
                    let cut = joint(&text[part.clone()]).map(|at| part.start + at);
                    let cut = cut.filter(|&cut| self.width(&text[cut..end]) <= width).unwrap_or(start);
                    part.end = cut;
                    parts.push(cut..end);
                }
                None => parts.push(start..end),
            }
        }
        parts
    }
}

/// Where the last part of a name such as `max_queue_size` begins, if that is in its second half.
fn joint(text: &str) -> Option<usize> {
    let at = text.rfind(['_', '/', '.', ':', '@', '(', ')', '='])? + 1;
    (at < text.len() && 2 * at >= text.len()).then_some(at)
}

/// True when `text` as a whole runs from right to left: as its first letter does (UAX #9, rule P2).
pub(super) fn is_right_to_left(text: &str) -> bool {
    text.chars().find(|c| c.is_alphabetic()).is_some_and(is_leftward)
}

fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// Units to the em in the table of widths.
const EM: f64 = 2048.0;

/// Width of a character of which nothing is known, in units: most letters are narrower.
const OTHER: u64 = 1300;

/// Width of a small picture among letters, in units.
const EMOJI: u64 = 2560;

/// Advance widths of the regular and the bold weight by code point, 0 where the table says nothing.
static WIDTHS: LazyLock<[Vec<u16>; 2]> =
    LazyLock::new(|| ["regular", "bold"].map(|weight| table(include_str!("widths.txt"), weight)));

/// Width of a character in units of the em.
fn advance(table: &[u16], c: char) -> u64 {
    match (table.get(c as usize), c.width()) {
        (Some(&units), _) if units > 0 => u64::from(units),
        _ if is_emoji(c) => EMOJI,
        (_, Some(2)) => EM as u64,
        (_, Some(1)) => guess(c),
        _ => 0,
    }
}

/// Width of a letter of a script that the font does not have, as wide as those of other fonts mostly are.
fn guess(c: char) -> u64 {
    let after = SCRIPTS.partition_point(|(letters, _)| *letters.start() <= c as u32);
    let before = after.checked_sub(1).map(|at| &SCRIPTS[at]);
    before.filter(|(letters, _)| letters.contains(&(c as u32))).map_or(OTHER, |(_, units)| *units)
}

/// The letters of scripts and how wide they are, in order.
static SCRIPTS: LazyLock<Vec<(RangeInclusive<u32>, u64)>> = LazyLock::new(|| {
    let lines = include_str!("widths.txt").lines().filter_map(|line| line.strip_prefix("script"));
    let script = |line: &str| {
        let [first, last, units] = *line.split_whitespace().collect::<Vec<_>>() else { return None };
        let letters = u32::from_str_radix(first, 16).ok()?..=u32::from_str_radix(last, 16).ok()?;
        Some((letters, units.parse().ok()?))
    };
    lines.filter_map(script).collect()
});

/// Reads one weight of a table of widths.
fn table(text: &str, weight: &str) -> Vec<u16> {
    let mut table = Vec::new();
    for line in text.lines().filter_map(|line| line.strip_prefix(weight)) {
        let mut words = line.split_whitespace();
        let start = words.next().and_then(|word| usize::from_str_radix(word, 16).ok()).unwrap_or(0);
        let widths = words.filter_map(|word| word.parse::<u16>().ok());
        table.resize(start.max(table.len()), 0);
        table.extend(widths);
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const FONT: Font = Font::regular(10.0);

    fn wrapped(text: &str, width: f64) -> Vec<&str> {
        FONT.wrap(text, width).into_iter().map(|line| &text[line]).collect()
    }

    #[test]
    fn widths_are_those_of_the_font() {
        for (text, units) in [
            ("A", 1401),
            (" ", 651),
            ("ж", 1845),
            ("→", 1716),
            ("漢", 2048),
            ("ปัญ", 2 * 1170),
            ("மழ", 4096),
            ("\u{301}", 0),
            ("a \n b c", 4983),
            ("🚀", 2560),
            ("👍🏽", 2560),
            ("👩\u{200d}👩\u{200d}👧", 2560),
            ("👩 👩", 5771),
        ] {
            assert_eq!(Font::regular(2048.0).width(text), f64::from(units), "{text}");
        }
        assert!(Font::bold(10.0).width("idea") > FONT.width("idea"));
    }

    #[test]
    fn a_text_runs_as_its_first_letter_does() {
        for (text, expected) in [
            ("", false),
            ("42", false),
            ("The Hebrew word זיכרון", false),
            ("זיכרון means memory", true),
            ("«2019»: الذاكرة and memory", true),
            ("気候", false),
        ] {
            assert_eq!(is_right_to_left(text), expected, "{text}");
        }
    }

    #[test]
    fn what_the_viewer_places_is_known() {
        for (text, expected) in [
            ("plain words,\nand e\u{301}", true),
            ("気候 и жизнь", true),
            ("זיכרון", false),
            ("الذاكرة", false),
            ("बुद्धि", false),
            ("ปัญญา", false),
            ("a 🚀", false),
        ] {
            assert_eq!(FONT.knows(text), expected, "{text}");
        }
    }

    #[test]
    fn lines_break_where_they_may() {
        for (text, width, expected) in [
            ("", 50.0, vec![]),
            (" \n ", 50.0, vec![]),
            ("one two", 100.0, vec!["one two"]),
            (" one  two ", 25.0, vec!["one", "two"]),
            ("pre-training", 45.0, vec!["pre-", "training"]),
            ("incomprehensible", 40.0, vec!["incomp", "rehensi", "ble"]),
            ("snake_case_of_old", 60.0, vec!["snake_", "case_of_old"]),
            ("a.incomprehensible", 40.0, vec!["a.incom", "prehen", "sible"]),
            ("👍🏽👍🏽", 20.0, vec!["👍🏽", "👍🏽"]),
            ("漢字漢字。", 35.0, vec!["漢字漢", "字。"]),
            ("W", 1.0, vec!["W"]),
        ] {
            assert_eq!(wrapped(text, width), expected, "{text}");
        }
    }

    #[test]
    fn balanced_lines_are_of_about_the_same_width() {
        for (text, width, expected) in [
            ("RLHF", 100.0, vec!["RLHF"]),
            (
                "scaling: bigger models and more compute",
                150.0,
                vec!["scaling: bigger models", "and more compute"],
            ),
            ("one two three four five six seven", 50.0, vec!["one two", "three fo…"]),
            ("an incomprehensible", 60.0, vec!["an", "incompreh-", "ensible"]),
            ("snake_case_of_old_names", 60.0, vec!["snake_", "case_of_", "old_names"]),
            ("incomprehensibleincomprehensible", 60.0, vec!["incompreh-", "ensibleinc-", "omprehe…"]),
            ("", 50.0, vec![]),
        ] {
            assert_eq!(FONT.balance(text, 2, width), expected, "{text}");
        }
        let wide = FONT.balance("incomprehensible 漢字漢字漢字漢字", 4, 60.0);
        assert!(wide.iter().all(|line| !line.ends_with("漢-") && !line.ends_with("字-")), "{wide:?}");
    }

    proptest! {
        #[test]
        fn wrapping_keeps_every_word_and_the_width(text in "\\PC{0,80}", width in 1.0..200.0f64) {
            let lines = FONT.wrap(&text, width);
            let visible = |text: &str| text.split_whitespace().collect::<String>();
            let kept: String = lines.iter().map(|line| visible(&text[line.clone()])).collect();
            prop_assert_eq!(kept, visible(&text));
            for line in lines.iter().map(|line| &text[line.clone()]) {
                prop_assert!(FONT.width(line) <= width || line.graphemes(true).count() == 1);
            }
        }
    }
}
