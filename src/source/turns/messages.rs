//! A message is a turn of a chat. Where WhatsApp writes a chat out, a message begins with a stamp: `[12/03/2024,
//! 10:15:32] Mary: …` on iOS, `12/03/2024, 10:15 - Mary: …` on Android. Signal and Telegram have no comma in brackets:
//! `[2024-03-12 10:15] Mary: …`.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::Turn;
use super::times::is_time;
use crate::source::dates::{Order, numbers};
use crate::text::data_lines;

/// What stands in place of words.
static OMITTED: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| data_lines(include_str!("omitted.txt")).collect());

/// The mark that is not seen before what WhatsApp itself writes on iOS.
const BY_PROGRAM: char = '\u{200e}';

/// Marks that are not seen, which stand before names, and what stands before those who are not in the address book.
const UNSEEN: [char; 8] =
    ['\u{200e}', '\u{200f}', '\u{202a}', '\u{202c}', '\u{202f}', '\u{2068}', '\u{2069}', '~'];

/// No name of who writes a message is longer than this, in bytes.
const LONGEST: usize = 60;

/// Neither is a stamp or a name with what is around it than this.
const NEAR: usize = 80;

/// What stands around the names of things, and in none of a person.
const QUOTATION_MARKS: [char; 6] = ['"', '“', '”', '„', '«', '»'];

/// The stamp of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp<'t> {
    /// The day, as written.
    pub(super) day: &'t str,
    /// The time of the day, as written: `10:15:32`, `10:15 AM`.
    pub(super) time: &'t str,
    /// How long the stamp is in the line.
    len: usize,
}

impl<'t> Stamp<'t> {
    /// The stamp with which a line begins. O(1).
    pub(super) fn of(line: &'t str) -> Option<Self> {
        let near = near(line);
        let stamp = near.trim_start_matches(UNSEEN);
        let is_bracketed = stamp.starts_with('[');
        let stamp = stamp.strip_prefix('[').unwrap_or(stamp);
        let stamp = Some(stamp).filter(|stamp| stamp.starts_with(|c: char| c.is_ascii_digit()))?;
        let (inside, rest) = stamp.split_once(if is_bracketed { "] " } else { " - " })?;
        let (day, time) =
            inside.split_once(", ").or_else(|| inside.split_once(' ').filter(|_| is_bracketed))?;
        let clock = time.split(|c: char| c.is_whitespace()).next()?;
        let is_half = |half: &str| half.chars().all(|c| "apmAPM. ".contains(c) || c.is_whitespace());
        let is_stamp = is_time(clock) && numbers(day).is_some() && is_half(&time[clock.len()..]);
        is_stamp.then_some(Self { day, time, len: near.len() - rest.len() })
    }

    /// Who wrote the message, and where its words begin in the line; nobody wrote what the program tells of the chat, and
    /// `<Media omitted>` has no words. O(line).
    pub(super) fn sender(&self, line: &'t str) -> (&'t str, usize) {
        let behind = &line[self.len..];
        match near(behind).split_once(": ").and_then(|(before, _)| Some((name(before)?, before.len() + 2))) {
            Some((name, at)) if is_omitted(&behind[at..]) => (name, line.len()),
            Some((name, at)) => (name, self.len + at),
            None => (behind.strip_suffix(':').and_then(name).unwrap_or_default(), self.len),
        }
    }
}

impl<'t> Turn<'t> {
    /// The message of a chat that the line begins. O(line).
    fn message(line: &'t str) -> Option<Self> {
        let stamp = Stamp::of(line)?;
        let (name, words) = stamp.sender(line);
        Some(Self { name, time: Some(stamp.time), day: Some((stamp.day, None)), words })
    }
}

/// The start of a text in which a stamp or a name is.
fn near(text: &str) -> &str {
    &text[..text.floor_char_boundary(NEAR)]
}

/// The name of a person without marks around it.
fn name(text: &str) -> Option<&str> {
    let name = text.trim_matches(is_unseen);
    (1..=LONGEST).contains(&name.len()).then_some(name).filter(|name| !name.contains(QUOTATION_MARKS))
}

/// Whether no words are said: they stand for a picture or a file (`<Media omitted>`, `1.jpg (file attached)`), or the
/// program tells something itself.
fn is_omitted(words: &str) -> bool {
    let seen = words.trim_matches(is_unseen);
    let inside = seen.strip_prefix('<').and_then(|words| words.strip_suffix('>'));
    let is_whole = inside.is_some_and(|inside| !inside.contains(['<', '>']));
    let of_file = seen
        .strip_suffix(')')
        .and_then(|words| words.split_once(" ("))
        .filter(|(file, _)| !file.contains(' '));
    let told = of_file.map_or_else(|| seen.rsplit(BY_PROGRAM).next().unwrap_or_default(), |(_, told)| told);
    words.starts_with(BY_PROGRAM) || is_whole || is_told(told)
}

fn is_told(words: &str) -> bool {
    OMITTED.contains(words.trim_end_matches('.').to_lowercase().as_str())
}

/// The last line of a message without what the program tells behind its words: `<This message was edited>`, `<attached:
/// 1.jpg>`. O(line).
pub(super) fn without_told(line: &str) -> &str {
    let told = || {
        let (words, told) = line.strip_suffix('>')?.rsplit_once('<')?;
        (words.ends_with(BY_PROGRAM) || is_told(told)).then_some(words)
    };
    told().map_or(line, |words| words.trim_end_matches(is_unseen))
}

fn is_unseen(c: char) -> bool {
    c.is_whitespace() || UNSEEN.contains(&c)
}

/// How the messages of a text are written.
#[derive(Default)]
pub(super) struct Chat {
    has_messages: bool,
    /// How the days are, where that is known.
    order: Option<Order>,
    /// Whether somebody writes them; what has a stamp and no name is told by the program then.
    has_senders: bool,
}

impl Chat {
    /// That of some lines. O(text).
    pub(super) fn of<'t>(lines: impl Iterator<Item = &'t str>) -> Self {
        let messages: Vec<Turn<'_>> = lines.filter_map(Turn::message).collect();
        Self {
            has_messages: !messages.is_empty(),
            order: Order::of(messages.iter().filter_map(|turn| Some(turn.day?.0))),
            has_senders: messages.iter().any(|turn| !turn.name.is_empty()),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        !self.has_messages
    }

    /// The message that a line begins, with its day. O(line).
    pub(super) fn message<'l>(&self, line: &'l str) -> Option<Turn<'l>> {
        let turn = Turn::message(line)?;
        let day = turn.day.map(|(written, _)| (written, Order::date(self.order, written)));
        let words = if self.has_senders && turn.name.is_empty() { line.len() } else { turn.words };
        Some(Turn { day, words, ..turn })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_have_stamps() {
        for (line, expected) in [
            ("[12/03/2024, 10:15:32] Mary: a: b", Some(("12/03/2024", "10:15:32", "Mary", "a: b"))),
            ("12/03/2024, 10:15 - Mary Roe: c", Some(("12/03/2024", "10:15", "Mary Roe", "c"))),
            ("\u{200e}[12.03.24, 10:15:32] ~\u{202f}mum: d", Some(("12.03.24", "10:15:32", "mum", "d"))),
            (
                "3/12/24, 10:15\u{202f}PM - +49 170 1: e",
                Some(("3/12/24", "10:15\u{202f}PM", "+49 170 1", "e")),
            ),
            ("[2024-03-12 10:15] Mary: f", Some(("2024-03-12", "10:15", "Mary", "f"))),
            ("2024-03-12, 10:15 - Mary:", Some(("2024-03-12", "10:15", "Mary", "Mary:"))),
            (
                "12/03/2024, 10:15 - Messages are encrypted.",
                Some(("12/03/2024", "10:15", "", "Messages are encrypted.")),
            ),
            (
                "12/03/2024, 10:15 - Mary changed the subject from \"A\" to \"Plan: memory\"",
                Some(("12/03/2024", "10:15", "", "Mary changed the subject from \"A\" to \"Plan: memory\"")),
            ),
            (
                "12/03/2024, 10:15 - Those who were here before and know the way may say in this group what they like: all",
                Some((
                    "12/03/2024",
                    "10:15",
                    "",
                    "Those who were here before and know the way may say in this group what they like: all",
                )),
            ),
            ("12/03/2024, 10:15 - Mary: <Media omitted>", Some(("12/03/2024", "10:15", "Mary", ""))),
            (
                "[12/03/2024, 10:15:32] Mary: \u{200e}<attached: 1.jpg>",
                Some(("12/03/2024", "10:15:32", "Mary", "")),
            ),
            (
                "[12/03/2024, 10:15:32] Mary: \u{200e}image omitted",
                Some(("12/03/2024", "10:15:32", "Mary", "")),
            ),
            (
                "[12/03/2024, 10:15:32] Mary: a.pdf • \u{200e}3 pages \u{200e}document omitted",
                Some(("12/03/2024", "10:15:32", "Mary", "")),
            ),
            ("12/03/2024, 10:15 - Mary: 1.jpg (file attached)", Some(("12/03/2024", "10:15", "Mary", ""))),
            (
                "12/03/2024, 10:15 - Mary: This message was deleted.",
                Some(("12/03/2024", "10:15", "Mary", "")),
            ),
            (
                "12/03/2024, 10:15 - Mary: so it was (no)",
                Some(("12/03/2024", "10:15", "Mary", "so it was (no)")),
            ),
            ("12/03/2024, 10:15 - Mary: <3 you", Some(("12/03/2024", "10:15", "Mary", "<3 you"))),
            ("12/03/2024, on a day - Mary: f", None),
            ("12/03, 10:15 - Mary: f", None),
            ("[1, 2] Mary: g", None),
            ("Mary: h", None),
            ("", None),
        ] {
            let found = Stamp::of(line).map(|stamp| {
                let (name, words) = stamp.sender(line);
                (stamp.day, stamp.time, name, &line[words..])
            });
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn what_the_program_tells_behind_words_is_none_of_them() {
        for (line, expected) in [
            ("so \u{200e}<This message was edited>", "so"),
            ("so <This message was edited>", "so"),
            ("so \u{200e}<attached: 1.jpg>", "so"),
            ("a <b>", "a <b>"),
            ("so", "so"),
        ] {
            assert_eq!(without_told(line), expected, "{line}");
        }
    }
}
