//! A turn is what one speaker says in a dialogue. It begins a line with the name and a colon: `Mary: …`, `**Mary:** …`,
//! `[00:01:02] Mr. Smith (Con): …`, `[Mary] [1:02] …`, `[1:02] <mary> …`, `MARY. …`; or the name is its head, alone on
//! a line above the words.

mod called;
mod dotted;
mod floor;
mod handles;
mod heads;
mod labelled;
mod marked;
mod messages;
mod speakers;
mod times;

use jiff::civil::Date;

use super::Quote;
use super::lines::Line;
use super::rows::DATE;
pub(super) use called::is_full_name;
use called::is_speaker;
pub(super) use floor::Floor;
use labelled::mark_around;
pub(super) use speakers::Speakers;
pub(super) use times::{
    are_of_recording, behind_time, bracketed, is_of_day, is_time, is_verse, milliseconds,
};
use times::{is_bracketed, near, stamp};

/// What stands before the words of a turn is no longer than this, in bytes.
const LONGEST: usize = 80;

/// The colon of Chinese and Japanese, behind which no space stands.
const WIDE: char = '：';

/// How a turn begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Turn<'t> {
    /// Who speaks; empty for what nobody says in a chat.
    pub(super) name: &'t str,
    /// When, as written.
    time: Option<&'t str>,
    /// The day as a chat has it, and its date.
    day: Option<(&'t str, Option<Date>)>,
    /// Where the words begin in the line.
    pub(super) words: usize,
}

impl<'t> Turn<'t> {
    /// The turn that the line begins. O(line).
    pub(super) fn of(line: &'t str) -> Option<Self> {
        let near = near(line);
        let named = || Self::labelled(line).filter(|turn| is_speaker(turn.name));
        Self::in_brackets(near).or_else(named)
    }

    /// Whether a turn begins the line that tells when.
    pub(super) fn is_timed(line: &'t str) -> bool {
        Self::of(line).is_some_and(|turn| turn.time.is_some())
    }

    /// When the turn is of which the line is the head.
    pub(super) fn time_of_head(line: &'t str) -> Option<&'t str> {
        Self::head(line)?.time
    }

    /// What is said in the line in which it begins, without the mark of emphasis around all of that.
    pub(super) fn said<'l>(&self, line: Line<'l>) -> Line<'l> {
        let end = line.text.len() - mark_around(line.text).map_or(0, str::len);
        Line { text: &line.text[..end.max(self.words)], ..line }.from(self.words)
    }

    /// The last line of it without what [a program tells](messages::without_told) behind the words of a message.
    pub(super) fn without_told<'l>(&self, line: Line<'l>) -> Line<'l> {
        let text = if self.day.is_some() { messages::without_told(line.text) } else { line.text };
        Line { text, ..line }
    }

    /// A time in brackets that begins a line, or is alone on it: `[0:05] …`, `(0:05):`. Who speaks goes on.
    fn pause(line: &'t str) -> Option<Self> {
        let alone = line.strip_suffix(':').unwrap_or(line);
        let (time, end) = stamp(alone);
        let words = if end == alone.len() { line.len() } else { end };
        (time.is_some() && is_bracketed(line)).then_some(Self { name: "", time, day: None, words })
    }

    /// Whether who speaks is who did above.
    pub(super) fn goes_on(&self) -> bool {
        self.name.is_empty() && self.day.is_none()
    }

    fn date(&self) -> Option<Date> {
        self.day.and_then(|(_, date)| date)
    }

    /// Puts who speaks, and when, into the quote.
    pub(super) fn give(self, quote: &mut Quote) {
        quote.speaker = Some(self.name.to_owned()).filter(|name| !name.is_empty());
        quote.locator = self.time.map(str::to_owned);
        quote.date = self.date();
        if let Some((written, None)) = self.day {
            quote.properties.insert(DATE.to_owned(), written.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::lines::lines;

    #[test]
    fn turns_begin_with_names() {
        for (line, expected) in [
            ("Mary: Hello.", Some(("Mary", None, "Hello."))),
            ("Mary:\tHello.", Some(("Mary", None, "Hello."))),
            ("**Mary:** Hello.", Some(("Mary", None, "Hello."))),
            ("**Mary**: Hello.", Some(("Mary", None, "Hello."))),
            ("[00:01:02] Mary Ann: Hello.", Some(("Mary Ann", Some("00:01:02"), "Hello."))),
            ("1:02 **MARY:** Hello.", Some(("MARY", Some("1:02"), "Hello."))),
            ("**[1:02] Mary:** Hello.", Some(("Mary", Some("1:02"), "Hello."))),
            ("**\\[1:02\\] Mary**: Hello.", Some(("Mary", Some("1:02"), "Hello."))),
            ("**[1:02] Mary: Hello.**", Some(("Mary", Some("1:02"), "Hello.**"))),
            ("**[1:02]** Mary: Hello.", Some(("Mary", Some("1:02"), "Hello."))),
            ("*1:02* **Mary:** Hello.", Some(("Mary", Some("1:02"), "Hello."))),
            ("**Mary** [1:02] Hello.", Some(("Mary", Some("1:02"), "Hello."))),
            ("**Mary (1:02)** Hello.", Some(("Mary", Some("1:02"), "Hello."))),
            ("**Mary** 1:02 is when.", None),
            ("**Mary** [1:02]", None),
            ("Mary (12:34): Hello.", Some(("Mary", Some("12:34"), "Hello."))),
            ("Mr. Smith (Con): Hello.", Some(("Mr. Smith", None, "Hello."))),
            ("First Witch: Hello.", Some(("First Witch", None, "Hello."))),
            ("SPEAKER 1: Hello.", Some(("SPEAKER 1", None, "Hello."))),
            ("Speaker_02 (0:05): Hello.", Some(("Speaker_02", Some("0:05"), "Hello."))),
            ("[Mary Ann] [0:05] Hello.", Some(("Mary Ann", Some("0:05"), "Hello."))),
            ("Mary: [0:05] Hello.", Some(("Mary", Some("0:05"), "Hello."))),
            ("**Mary:** (0:05) Hello.", Some(("Mary", Some("0:05"), "Hello."))),
            ("[0:04] Mary: [0:05] Hello.", Some(("Mary", Some("0:04"), "[0:05] Hello."))),
            ("Mary: 0:05 is when.", Some(("Mary", None, "0:05 is when."))),
            ("**Mary:** \\[0:05\\] Hello.", Some(("Mary", Some("0:05"), "Hello."))),
            ("**Mary:** \\[0:05\\]", Some(("Mary", Some("0:05"), ""))),
            ("Mary: 0:05", Some(("Mary", Some("0:05"), ""))),
            (
                "[0:05](https://www.youtube.com/watch?v=a1b2c3d4e5f&list=PL0123456789012345678&t=5s) **Mary:** Hello.",
                Some(("Mary", Some("0:05"), "Hello.")),
            ),
            (
                "**Mary:** [0:05](https://www.youtube.com/watch?v=a1b2c3d4e5f&list=PL0123456789012345678&t=5s) Hello.",
                Some(("Mary", Some("0:05"), "Hello.")),
            ),
            ("**Mary** [finance](https://a.b): hello.", None),
            ("Mary : Hello.", Some(("Mary", None, "Hello."))),
            ("Mary\u{a0}: Hello.", Some(("Mary", None, "Hello."))),
            ("Martin Roe, Jr.: Hello.", Some(("Martin Roe, Jr.", None, "Hello."))),
            ("**Jane Roe, PsyD:** Hello.", Some(("Jane Roe, PsyD", None, "Hello."))),
            ("So, Note: hello.", None),
            ("小明：你好。", None),
            ("00:12:33\t From Ann Lee : Hello.", Some(("Ann Lee", Some("00:12:33"), "Hello."))),
            ("0:05 From  Ann  to  Everyone:", Some(("Ann", Some("0:05"), ""))),
            ("**Mary: Hello.**", Some(("Mary", None, "Hello.**"))),
            ("*Q: Is it?*", Some(("Q", None, "Is it?*"))),
            ("*Mary: a* and *b*", None),
            ("00:11:09\tAnn Roe:\tHello.", Some(("Ann Roe", Some("00:11:09"), "Hello."))),
            ("**Mary Ann** (0:05): Hello.", Some(("Mary Ann", Some("0:05"), "Hello."))),
            ("**Speaker 1** (00:00:19): Hello.", Some(("Speaker 1", Some("00:00:19"), "Hello."))),
            ("__Mary__ [Con]: Hello.", Some(("Mary", None, "Hello."))),
            ("**MARY** *(aside)*: Hello.", Some(("MARY", None, "Hello."))),
            ("**Mary** *(0:05)*: Hello.", Some(("Mary", Some("0:05"), "Hello."))),
            ("**Alpha** *(finance)*: hello.", None),
            ("**Mary** and: hello.", None),
            ("[09:14] <mary|x> Hello: a", Some(("mary|x", Some("09:14"), "Hello: a"))),
            ("09:14:02 <@Mary> Hello.", Some(("Mary", Some("09:14:02"), "Hello."))),
            ("09:14 < Mary> Hello.", Some(("Mary", Some("09:14"), "Hello."))),
            ("<b> Hello.", None),
            ("[09:14] <a b> Hello.", None),
            ("[Note] [0:05] hello.", None),
            ("[Mary] [x] hello.", None),
            ("[Mary] 12:30 is when.", None),
            ("Chapter 1: hello.", None),
            ("Note: hello.", None),
            ("NEXT STEPS: hello.", None),
            ("**Mary: Hello.", None),
            ("He said: hello.", None),
            ("Http://a.b", None),
            ("10:30: Hello.", None),
            ("Mary:", None),
            ("", None),
        ] {
            let turn = Turn::of(line).map(|turn| (turn.name, turn.time, line[turn.words..].trim_start()));
            assert_eq!(turn, expected, "{line}");
        }
    }

    #[test]
    fn a_mark_around_a_line_is_none_of_its_words() {
        for (line, expected) in [
            ("**Q: Is it?**", "Is it?"),
            ("[0:05] _Mary: Hello._", "Hello."),
            ("**Q. Is it?**", "Is it?"),
            ("**Q:** Is *it*", "Is *it*"),
            ("**Jane Doe:**", ""),
        ] {
            let turn = Turn::of(line).or_else(|| Turn::dotted(line)).or_else(|| Turn::head(line));
            let line = lines(line).next().expect("a line");
            assert_eq!(turn.expect("a turn").said(line).text, expected, "{}", line.text);
        }
    }
}
