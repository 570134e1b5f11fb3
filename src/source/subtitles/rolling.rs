//! Captions that roll show lines of one cue in the next one again.

use std::ops::Range;

use super::pieces::Piece;

/// Lines of a cue that are compared with those of the one before, at the most: no screen shows more.
const SHOWN: usize = 16;

/// Marks the lines with which a cue shows on those of the one before.
pub(super) fn mark_shown_on(pieces: &mut [Piece<'_>]) {
    for pair in cues(pieces).windows(2) {
        let count = shown_on(&pieces[pair[0].clone()], &pieces[pair[1].clone()]);
        pieces[pair[1].clone()][..count].iter_mut().for_each(|piece| piece.is_shown_on = true);
    }
}

/// Where the lines of each cue are.
fn cues(pieces: &[Piece<'_>]) -> Vec<Range<usize>> {
    let mut at = 0;
    let ends = pieces.chunk_by(Piece::is_with).map(|cue| {
        at += cue.len();
        at - cue.len()..at
    });
    ends.collect()
}

/// How many lines a cue begins with that end the one directly before it: captions that roll show them for longer.
/// O([`SHOWN`]²) lines.
fn shown_on(before: &[Piece<'_>], cue: &[Piece<'_>]) -> usize {
    let (Some(old), Some(new)) = (before.first(), cue.first()) else { return 0 };
    let follows = old.times.start < new.times.start && new.times.start <= old.times.end;
    let most = before.len().min(cue.len()).min(SHOWN);
    let is_same = |count: &usize| {
        let pairs = before[before.len() - count..].iter().zip(cue);
        pairs.into_iter().all(|(old, new)| old.words == new.words)
    };
    (1..=most).rev().filter(|_| follows).find(is_same).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use crate::source::subtitles::read;
    use crate::source::subtitles::tests::quotes;
    use crate::text::clean;

    #[test]
    fn captions_that_roll_are_said_once() {
        let cue = |number: u32, start: u32, end: u32, words: &str| {
            format!("{number}\n00:00:{start:02},000 --> 00:00:{end:02},000\n{words}\n\n")
        };
        for (cues, expected) in [
            (&[(1, 2, "One"), (2, 3, "One\ntwo"), (3, 4, "One\ntwo\nthree.")][..], &["One two three."][..]),
            (&[(1, 2, "One."), (2, 3, "One.\nTwo."), (3, 4, "Two.\nThree.")], &["One.", "Two.", "Three."]),
            (&[(1, 2, "No."), (3, 4, "No.")], &["No.", "No."]),
            (&[(1, 2, "No.\nNo.")], &["No.", "No."]),
            (&[(1, 2, "No."), (2, 3, "Yes."), (3, 4, "No.")], &["No.", "Yes.", "No."]),
            (&[(1, 2, "One."), (2, 3, "One."), (3, 4, "One.")], &["One."]),
        ] {
            let all = (1..).zip(cues).map(|(number, (start, end, words))| cue(number, *start, *end, words));
            let found: Vec<String> =
                quotes(&all.collect::<String>()).into_iter().map(|quote| quote.0).collect();
            assert_eq!(found, expected, "{cues:?}");
        }
    }

    #[test]
    fn no_more_lines_are_compared_than_a_screen_shows() {
        let lines = |last: &str| format!("{}{last}\n", "No.\n".repeat(30_000));
        let text = format!(
            "1\n00:00:01,000 --> 00:00:02,000\n{}\n2\n00:00:02,000 --> 00:00:03,000\n{}",
            lines("Yes."),
            lines("No.")
        );
        let source = read(&clean(text.as_bytes(), None).expect("it is text")).remove(0);
        assert_eq!(source.quotes.len(), 60_002);
    }
}
