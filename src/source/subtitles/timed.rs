//! A transcript may have times at the beginnings of its lines, and no other signs of what it is.

use super::times::Times;
use crate::source::attribution::Attribution;
use crate::source::lines::{Line, lines};
use crate::source::turns::{Speakers, is_of_day, is_time, is_verse};

/// True when the lines of a transcript begin with times: three do, a third of all that say something or half of the
/// paragraphs, without names of those who speak beside them, or attributions. Times go on from one near the
/// beginning, unlike those of a day; verses (`3:6`) are none. O(text).
pub(in crate::source) fn is_timed(text: &str) -> bool {
    let (mut timed, mut named, mut filled, mut paragraphs, mut is_below) = (0, 0, 0, 0, false);
    let mut last = None;
    for line in lines(text) {
        filled += usize::from(!line.text.is_empty());
        paragraphs += usize::from(!line.text.is_empty() && !is_below);
        is_below = !line.text.is_empty();
        if Times::of(line.text).is_some() || is_of_verse(line.text) {
            return false;
        }
        let Some((times, words)) = Times::of_stamp(line.text) else { continue };
        if last.map_or_else(|| is_of_day(times.written), |last| times.start < last) {
            return false;
        }
        last = Some(times.start);
        timed += 1;
        named += usize::from(has_speaker(line, words));
    }
    timed > 2
        && (3 * timed >= filled || 2 * timed >= paragraphs)
        && 2 * named < timed
        && !Speakers::are_beside_times(text)
}

/// Whether a line names who speaks: before its words, as in a chat too, or behind them.
fn has_speaker(line: Line<'_>, words: usize) -> bool {
    let said = line.from(words).text;
    let is_nick = said.split_whitespace().next().is_some_and(|word| word.ends_with(':'));
    Speakers::is_named(line.text) || said.starts_with('<') || is_nick || Attribution::at_end(said).is_some()
}

/// Whether a line begins with the number of a verse.
fn is_of_verse(line: &str) -> bool {
    let first = line.split([' ', '\t']).next().unwrap_or_default();
    is_time(first) && is_verse(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::subtitles::tests::{found, quotes};

    #[test]
    fn times_of_a_transcript_may_be_links() {
        let text = "[0:01](https://a.b/watch?v=c&t=1s) One.\n[0:02](https://a.b/watch?v=c&t=2s) Two.\n[0:03](https://a.b) Three.";
        assert!(is_timed(text));
        let expected = [("One.", None, "0:01", 1), ("Two.", None, "0:02", 2), ("Three.", None, "0:03", 3)];
        assert_eq!(quotes(text), found(&expected));
    }

    #[test]
    fn lines_of_transcripts_begin_with_times() {
        for (text, expected) in [
            (
                "Title\n\n0:00\nhello and\n[Music]\n0:05\nwelcome.\n\n0:11\nthat is\nall",
                &["|Title", "0:00|hello and welcome.", "0:11|that is all"][..],
            ),
            (
                "00:00:01 Hello\n\n00:00:04 to it.\n\n00:00:07\tSo.",
                &["00:00:01|Hello", "00:00:04|to it.", "00:00:07|So."],
            ),
            (
                "[00:00.000 --> 00:04.000]  One\n[00:04.000 --> 00:06.000]  two.\n[1:06:00.000 --> 1:08:00.000] Three",
                &["00:00|One two.", "1:06:00|Three"],
            ),
            (
                "[00:00.000 --> 00:02.000] No.\n[00:02.000 --> 00:03.000] No.\n[00:03.000 --> 00:04.000] [So it is.]",
                &["00:00|No.", "00:02|No.", "00:03|[So it is.]"],
            ),
            ("(0:01) One.\n(0:02) Two.\n(0:03) Ann: Three.", &["0:01|One.", "0:02|Two.", "0:03|Ann: Three."]),
        ] {
            assert!(is_timed(text), "{text}");
            let found: Vec<String> =
                quotes(text).into_iter().map(|q| format!("{}|{}", q.2.unwrap_or_default(), q.0)).collect();
            assert_eq!(found, expected);
        }
        for text in [
            "0:01 Ann: One.\n0:02 Bob: Two.\n0:03 Ann: Three.",
            "0:01 Ann Roe\nOne.\n0:02 Bob Ray\nTwo.\n0:03 Ann Roe\nThree.",
            "0:01 One.\n\n0:02 Two.\n\nThree.",
            "0:01\nAnn\nOne.\n\n0:02\nBob\nTwo.\n\n0:03\nAnn\nThree.\n\n0:04\nBob\nFour.",
            "[0:01] <ann> One.\n[0:02] <bob> Two.\n[0:03] <ann> Three.",
            "[0:01] ann: one\n[0:02] bob: two\n[0:03] ann: three",
            "[0:01] “One.” — Roe\n[0:02] “Two.” — Ray\n[0:03] Three.",
            "9:30 Coffee\n\n9:45 Talk\n\n10:15 Tea",
            "0:30 One\n0:45 Two\n0:15 Three",
            "1:9 One.\n1:10 Two.\n1:11 Three.\n1:12 Four.",
            "1\n00:00:01,000 --> 00:00:02,000\n0:01 One.\n0:02 Two.\n0:03 Three.",
            "0:01 One.\n0:02 Two.\n0:03 Three.\nFour.\n\nFive.\n\nSix.\n\nSeven.\n\nEight.\n\nNine.\n\nTen.",
        ] {
            assert!(!is_timed(text), "{text}");
        }
    }
}
