//! An attribution tells behind a quote whose words they are, and where they stand: `— Aristotle, *Ethics*, Book II`.

use super::Quote;
use super::lines::{Line, ends_sentence};
use super::markdown::inline::stripped;
use super::names::{is_name, is_of_saying};
use crate::language::english::is_name_suffix;
use crate::text::is_abbreviation;

/// What an attribution begins with.
const DASHES: [&str; 7] = ["——", "—", "–", "―", "--", "- ", "~"];

/// The dash of Chinese, before which no space stands.
const LONG: &str = DASHES[0];

/// Those of them behind which a name in Chinese or Japanese may stand.
const OF_HAN: [&str; 3] = [LONG, "—", "―"];

/// The one that means much else: a name must follow.
const TILDE: &str = "~";

/// No attribution at the end of other words is longer, in bytes.
const LONGEST: usize = 200;

/// No place has more words that is written in small letters, or with a full stop behind it.
const PLACE: usize = 4;

/// Who and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribution {
    person: String,
    /// What follows the person, behind a comma or in brackets.
    locator: Option<String>,
}

impl Attribution {
    /// What a line says that is nothing else: `— Name`.
    pub(super) fn of_line(line: &str) -> Option<Self> {
        let (dash, found) = Self::dashed(line)?;
        (dash != TILDE || found.is_named(dash)).then_some(found)
    }

    /// The same, where a name is what follows the dash.
    pub(super) fn of_name(line: &str) -> Option<Self> {
        let (dash, found) = Self::dashed(line)?;
        found.is_named(dash).then_some(found)
    }

    /// The dash with which a line begins, and what stands behind it.
    fn dashed(line: &str) -> Option<(&'static str, Self)> {
        let line = stripped(line);
        let (dash, rest) = DASHES.iter().find_map(|&dash| Some((dash, line.strip_prefix(dash)?)))?;
        Some((dash, Self::of(rest)?))
    }

    /// What the last two lines say where the second goes on deeper, `-- Name, *Title*,` and `   Publisher, 1987`.
    fn of_two_lines(lines: &[Line<'_>]) -> Option<Self> {
        let [_, .., first, last] = lines else { return None };
        let goes_on = last.indent > first.indent && !first.text.starts_with("- ");
        Self::of_name(first.text).filter(|_| goes_on)?;
        Self::of_name(&format!("{} {}", first.text, last.text))
    }

    /// Takes it off the lines of a quote: the last line, or two, in a `quotation` whoever it names, or the end of that
    /// line behind a sentence, `Words. — Name`. O(last lines).
    pub(super) fn take(lines: &mut Vec<Line<'_>>, quotation: bool) -> Option<Self> {
        if let Some(found) = Self::of_two_lines(lines) {
            lines.truncate(lines.len() - 2);
            return Some(found);
        }
        let (last, rest) = lines.split_last_mut()?;
        if !rest.is_empty() {
            let is_item = |line: &Line<'_>| line.text.starts_with("- ");
            let found =
                if quotation && !is_item(last) { Self::of_line(last.text) } else { Self::of_name(last.text) };
            if let Some(found) = found.filter(|_| !(is_item(last) && rest.iter().any(is_item))) {
                lines.pop();
                return Some(found);
            }
        }
        let (end, found) = Self::at_end(last.text)?;
        last.text = &last.text[..end];
        Some(found)
    }

    /// What stands at the end of a line behind a sentence or a quotation, and where this ends.
    pub(super) fn at_end(line: &str) -> Option<(usize, Self)> {
        let near = line.ceil_char_boundary(line.len().saturating_sub(LONGEST));
        if !line[near..].bytes().any(|byte| matches!(byte, b'-' | b'~') || !byte.is_ascii()) {
            return None;
        }
        let behind = |at: usize, dash: &str| {
            let words = line[..at].trim_end();
            let found = Self::of(&stripped(&line[at + dash.len()..])).filter(|found| found.is_named(dash))?;
            (words.len() < at || dash == LONG).then_some((words, found))
        };
        let dashed = DASHES.iter().find_map(|&dash| {
            let (words, found) = behind(near + line[near..].rfind(dash)?, dash)?;
            let bare = words.trim_end_matches(['*', '_']);
            let ends = bare.ends_with(MARKS) || found.is_sure() && found.has_place() && ends_sentence(bare);
            ends.then_some((words, found))
        });
        let hyphened = || {
            let found = behind(near + line[near..].rfind(" -")? + 1, "-")?;
            found.0.ends_with(MARKS).then_some(found)
        };
        dashed.or_else(hyphened).map(|(words, found)| (words.len(), found))
    }

    /// The person without what follows a comma.
    fn name(&self) -> &str {
        self.person.split(',').next().unwrap_or_default()
    }

    fn is_named(&self, dash: &str) -> bool {
        let are_names = |joint| self.name().split(joint).all(is_name);
        are_names(" and ") || are_names(" & ") || OF_HAN.contains(&dash) && is_han_name(self.name())
    }

    /// Whether the name cannot be the end of a sentence in Chinese.
    fn is_sure(&self) -> bool {
        is_name(self.name()) || self.name().contains(DOT)
    }

    /// Whether what follows the name may be where the words stand, and is no more of a sentence.
    fn has_place(&self) -> bool {
        let is_place = |text: &str| {
            let count = text.split_whitespace().count();
            let is_short = count <= PLACE;
            let is_numbered = text.contains(|c: char| c.is_ascii_digit());
            is_short && is_numbered
                || !text.starts_with(char::is_lowercase) && (is_short || !ends_sentence(text))
        };
        self.locator.as_deref().is_none_or(is_place)
    }

    /// What stands behind the dash.
    fn of(text: &str) -> Option<Self> {
        let text = text.trim();
        let end = text.match_indices([',', '(', ';']).find(|(at, _)| !is_in_name(&text[at + 1..]));
        let (person, rest) = text.split_at(end.map_or(text.len(), |(at, _)| at));
        let rest = rest.trim_start_matches([',', ';']).trim();
        let locator = rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')).unwrap_or(rest);
        let person = person.trim_end();
        let person = if rest.is_empty() { without_stop(person) } else { person }.to_owned();
        (!person.is_empty())
            .then(|| Self { person, locator: Some(locator.to_owned()).filter(|locator| !locator.is_empty()) })
    }

    /// Puts it into a quote.
    pub(super) fn give(self, quote: &mut Quote) {
        quote.speaker = Some(self.person);
        quote.locator = self.locator.or(quote.locator.take());
    }
}

/// A name without the full stop that ends its sentence, and is of no initial, suffix or abbreviation.
fn without_stop(name: &str) -> &str {
    let is_word = |name: &&str| {
        let last = name.rsplit([' ', '.']).next().unwrap_or_default();
        last.chars().count() > 2 && !is_name_suffix(last) && !is_abbreviation(last, "")
    };
    name.strip_suffix('.').filter(is_word).unwrap_or(name)
}

/// Whether the words behind a comma are still of the name: `Jr.`, or initials.
fn is_in_name(rest: &str) -> bool {
    let first = rest.split([',', ';', '(']).next().unwrap_or_default().trim();
    let is_initial =
        |word: &str| word.ends_with('.') && word.split('.').all(|letter| letter.chars().count() <= 1);
    is_name_suffix(first) || (!first.is_empty() && first.split(' ').all(is_initial))
}

/// Whether these are a few letters of Chinese or Japanese, which has no capitals: `孔子`, `卡尔·马克思`.
fn is_han_name(text: &str) -> bool {
    let is_letter = |c: char| matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{30a0}'..='\u{30ff}' | DOT);
    let longest = if text.contains(DOT) { 3 * HAN } else { HAN };
    (1..=longest).contains(&text.chars().count()) && text.chars().all(is_letter) && !is_of_saying(text)
}

/// A name in Chinese or Japanese has no more letters, unless its parts are written apart.
const HAN: usize = 4;

/// What stands between the parts of a foreign name in Chinese.
const DOT: char = '·';

/// What a quotation ends with.
const MARKS: [char; 8] = ['"', '”', '»', '“', '’', '\'', '」', '』'];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::lines::lines;

    #[test]
    fn who_and_where_are_told_apart() {
        for (line, person, locator) in [
            ("— Aristotle", "Aristotle", None),
            ("—Aristotle, *Nicomachean Ethics*, Book II", "Aristotle", Some("Nicomachean Ethics, Book II")),
            ("-- Jane Roe (*On Gardens*, 3)", "Jane Roe", Some("On Gardens, 3")),
            ("– Martin Luther King, Jr., 1963", "Martin Luther King, Jr.", Some("1963")),
            ("― Roe, J. R.", "Roe, J. R.", None),
            ("*— a friend*", "a friend", None),
            ("~ Plato", "Plato", None),
            ("—_Genesis_.", "Genesis", None),
            ("— Anna K.", "Anna K.", None),
            ("——孔子", "孔子", None),
        ] {
            let expected = Attribution { person: person.to_owned(), locator: locator.map(str::to_owned) };
            assert_eq!(Attribution::of_line(line), Some(expected), "{line}");
        }
        for line in ["—", "~20 minutes or so.", "~/.config/app and no other."] {
            assert_eq!(Attribution::of_line(line), None, "{line}");
        }
        assert_eq!(Attribution::of_line("Aristotle"), None);
        assert_eq!(Attribution::of_name("— then he left"), None);
    }

    #[test]
    fn they_are_taken_off_the_end() {
        for (text, expected) in [
            ("One.\n— Roe", ("One.", Some("Roe"))),
            ("One.\n- Roe", ("One.", Some("Roe"))),
            ("One.\n -- Jane Roe, *Two,\n    Three*, 1987", ("One.", Some("Jane Roe"))),
            ("One.\n -- Jane Roe, *Two*\n[So it is.]", ("One.\n-- Jane Roe, *Two*\n[So it is.]", None)),
            ("One.\n-- Jane Roe and Ray Li", ("One.", Some("Jane Roe and Ray Li"))),
            ("One.\n-- Roe & Li, *Two*", ("One.", Some("Roe & Li"))),
            ("One —Roe", ("One —Roe", None)),
            ("One. —Roe, *Two*", ("One.", Some("Roe"))),
            ("“One” - Jane Roe", ("“One”", Some("Jane Roe"))),
            ("*One.* — **Roe**", ("*One.*", Some("Roe"))),
            ("One. — Jean-Paul Roe, 3-4", ("One.", Some("Jean-Paul Roe"))),
            ("One. — Martin Roe, Jr.", ("One.", Some("Martin Roe, Jr."))),
            ("“One.” ~ Roe", ("“One.”", Some("Roe"))),
            ("“One.” -Mae Roe", ("“One.”", Some("Mae Roe"))),
            ("“One.” -ism", ("“One.” -ism", None)),
            ("“知之为知之。” ——孔子", ("“知之为知之。”", Some("孔子"))),
            ("知之为知之。——卡尔·马克思", ("知之为知之。", Some("卡尔·马克思"))),
            ("知之为知之。\n——孔子", ("知之为知之。", Some("孔子"))),
            ("知之——为知之。", ("知之——为知之。", None)),
            ("他终于明白了。——人生如梦", ("他终于明白了。——人生如梦", None)),
            ("明天要买东西。\n- 牛奶", ("明天要买东西。\n- 牛奶", None)),
            ("“知之。”——孔子说", ("“知之。”——孔子说", None)),
            ("One ~ Two", ("One ~ Two", None)),
            ("One. — And then two", ("One. — And then two", None)),
            ("One. — Roe, p. 3", ("One.", Some("Roe"))),
            ("One. — Roe, *Two*, 3.", ("One.", Some("Roe"))),
            ("One. — Roe, *On the Nature of Two Things*", ("One.", Some("Roe"))),
            ("One. — Roe, however, stayed.", ("One. — Roe, however, stayed.", None)),
            ("One. — Roe, I say it is so to you.", ("One. — Roe, I say it is so to you.", None)),
            ("One. – Roe (then at home) said so.", ("One. – Roe (then at home) said so.", None)),
            ("One.-Roe", ("One.-Roe", None)),
            ("One. -Roe", ("One. -Roe", None)),
            ("- One\n- Roe", ("- One\n- Roe", None)),
            ("One\n— then two", ("One\n— then two", None)),
            ("— Roe", ("— Roe", None)),
            ("", ("", None)),
        ] {
            let mut taken: Vec<Line<'_>> = lines(text).collect();
            let found = Attribution::take(&mut taken, false);
            let left = taken.iter().map(|line| line.text).collect::<Vec<_>>().join("\n");
            assert_eq!(
                (left.as_str(), found.as_ref().map(|found| found.person.as_str())),
                expected,
                "{text}"
            );
        }
        let mut quotation: Vec<Line<'_>> = lines("One\n— a friend").collect();
        assert!(Attribution::take(&mut quotation, true).is_some());
    }
}
