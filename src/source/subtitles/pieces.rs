//! A piece is a line of a cue, or the part of it that one speaker says.

use super::is_webvtt;
use super::sounds::{is_sound, without_sounds};
use super::tags::untagged;
use super::times::Times;
use crate::source::lines::{Line, ends_sentence, lines};
use crate::source::turns::Speakers;

/// How long a quote goes on without the end of a sentence, in milliseconds.
const LONGEST: u64 = 60_000;

/// What begins the words of another speaker, whom nobody names.
const DASHES: [&str; 3] = ["- ", "– ", NEXT];

/// What does so within a line too.
pub(in crate::source) const NEXT: &str = ">>";

/// The signs of what is sung.
const NOTES: [char; 4] = ['♪', '♫', '♩', '♬'];

/// A line of a cue.
pub(super) struct Piece<'t> {
    pub(super) line: Line<'t>,
    /// What it says, without tags.
    pub(super) words: String,
    pub(super) speaker: Option<String>,
    /// Whether it begins with a [dash](DASHES).
    pub(super) dashed: bool,
    /// Whether the cue directly before it ends so.
    pub(super) is_shown_on: bool,
    /// Whether it stands below a blank line of a transcript.
    pub(super) is_apart: bool,
    pub(super) times: Times<'t>,
}

impl<'t> Piece<'t> {
    /// Those of a line: a voice or a [sign](NEXT) within it begins another.
    pub(super) fn of(line: Line<'t>, times: Times<'t>) -> Vec<Self> {
        let mut pieces = Vec::new();
        for (words, speaker) in untagged(line.text) {
            let words = without_sounds(&words);
            let begins = words.trim_start().starts_with(NEXT);
            for (at, part) in words.split(NEXT).enumerate() {
                let undashed = DASHES.iter().find_map(|dash| part.strip_prefix(dash));
                let words = undashed.unwrap_or(part).trim_matches(is_beside).to_owned();
                let is_first = at == 0 || at == 1 && begins;
                let speaker = speaker.clone().filter(|_| is_first);
                let dashed = at > 0 || undashed.is_some();
                pieces.push(Self {
                    line,
                    words,
                    speaker,
                    dashed,
                    is_shown_on: false,
                    is_apart: false,
                    times,
                });
            }
        }
        pieces
    }

    /// Whether the words go on with the next line in a quote that begins with `first`.
    pub(super) fn goes_on(&self, first: &Self, next: &Self) -> bool {
        let same = next.speaker.is_none() || next.speaker == first.speaker;
        same && !next.dashed
            && !next.is_apart
            && first.times.written.is_empty() == next.times.written.is_empty()
            && !ends_sentence(&self.words)
            && next.times.start.saturating_sub(first.times.start) < LONGEST
    }

    /// Whether both are of one cue.
    pub(super) fn is_with(&self, other: &Self) -> bool {
        self.times == other.times
    }
}

/// The lines of all cues that say something, or of a transcript.
pub(super) fn said(text: &str, is_timed: bool) -> Vec<Piece<'_>> {
    let all: Vec<Line<'_>> = lines(text).collect();
    let has_comments = is_webvtt(text);
    let (mut pieces, mut cue): (Vec<Piece<'_>>, _) = (Vec::new(), is_timed.then_some(Times::NONE));
    let (mut is_apart, mut is_next) = (false, false);
    for (at, mut line) in all.iter().copied().enumerate() {
        let times = Times::of(line.text);
        is_apart |= is_timed && line.text.is_empty();
        let is_end = has_comments && line.text.is_empty() && line.indent == 0;
        if let Some((times, words)) = is_timed.then(|| Times::of_stamp(line.text)).flatten() {
            cue = Some(times);
            line = line.from(words);
        } else if times.is_some() || is_end {
            cue = times;
            continue;
        }
        if let Some(times) = cue.filter(|_| !line.text.is_empty() && !is_name_of_cue(&all, at)) {
            for piece in Piece::of(line, times) {
                let dashed = piece.dashed || is_next;
                is_next = dashed && piece.words.is_empty();
                if !is_sound(&piece.words) {
                    pieces.push(Piece { is_apart, dashed, ..piece });
                    is_apart = false;
                }
            }
        }
    }
    pieces
}

/// Whether a character at an end of a line is no part of its words.
fn is_beside(c: char) -> bool {
    c.is_whitespace() || NOTES.contains(&c)
}

/// Whether a line is the number or the name of the cue whose times follow.
fn is_name_of_cue(lines: &[Line<'_>], at: usize) -> bool {
    let is_apart = at.checked_sub(1).is_none_or(|before| lines[before].text.is_empty());
    let is_number = lines[at].text.bytes().all(|b| b.is_ascii_digit());
    (is_apart || is_number) && lines.get(at + 1).is_some_and(|next| Times::of(next.text).is_some())
}

/// Takes names before colons off the words; who speaks a line of a cue speaks those below it too.
pub(super) fn name_speakers(pieces: &mut [Piece<'_>]) {
    let said = pieces.iter().filter(|piece| !piece.is_shown_on);
    let said: Vec<String> = said.map(|piece| piece.words.clone()).collect();
    let speakers = Speakers::of_subtitles(said.iter().map(String::as_str));
    for piece in pieces.iter_mut() {
        if let Some(turn) = speakers.turn(&piece.words) {
            let (name, words) = (turn.name.to_owned(), piece.words[turn.words..].trim().to_owned());
            (piece.speaker, piece.words) = (Some(name), words);
        }
    }
    for cue in pieces.chunk_by_mut(|one, next| one.is_with(next)) {
        for at in 1..cue.len() {
            if cue[at].speaker.is_none() && !cue[at].dashed {
                cue[at].speaker = cue[at - 1].speaker.clone();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::source::subtitles::tests::{found, quotes};

    #[test]
    fn a_line_may_have_words_of_several() {
        for (line, expected) in [
            ("<v Bob Ray>Why? <v Ann>Because.", &["Bob Ray|Why?", "Ann|Because."][..]),
            ("<v Ann>One <v Ann>two.", &["Ann|One two."]),
            ("One. >> Two? &gt;&gt; Three.", &["|One.", "|Two?", "|Three."]),
            (">> <v Ann>One. >> Two.", &["Ann|One.", "|Two."]),
            ("<v Ann>>> One.", &["Ann|One."]),
            ("One is >>\ntwo. >>\nThree.", &["|One is", "|two.", "|Three."]),
            (
                "[music] One [ __ ] is [laughs]. [laughter]\nTwo [laughter] too [RLHF] [is\n[sighs]. Four",
                &["|One is.", "|Two too [RLHF] [is [sighs]. Four"],
            ),
            ("♪ One is ♪\n♪♪\ntwo.", &["|One is two."]),
        ] {
            let found: Vec<String> = quotes(&format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{line}\n"))
                .into_iter()
                .map(|quote| format!("{}|{}", quote.1.unwrap_or_default(), quote.0))
                .collect();
            assert_eq!(found, expected, "{line}");
        }
    }

    #[test]
    fn who_begins_a_cue_speaks_all_of_it() {
        let text = "1
00:00:01,000 --> 00:00:04,000
ANN: So it is.
It grows.

2
00:00:04,000 --> 00:00:05,000
- Is it?

3
00:00:05,000 --> 00:00:06,000
ANN: Yes.
- No.
";
        let expected = [
            ("So it is.", Some("ANN"), "00:00:01", 3),
            ("It grows.", Some("ANN"), "00:00:01", 4),
            ("Is it?", None, "00:00:04", 8),
            ("Yes.", Some("ANN"), "00:00:05", 12),
            ("No.", None, "00:00:05", 13),
        ];
        assert_eq!(quotes(text), found(&expected));
    }

    #[test]
    fn captions_that_roll_keep_their_speaker() {
        for (name, speaker) in [("ANN", Some("ANN")), ("Remember", None)] {
            let text = format!(
                "1\n00:00:01,000 --> 00:00:02,000\n{name}: One is a memory.\n\n\
                 2\n00:00:02,000 --> 00:00:03,000\n{name}: One is a memory.\nTwo is another.\n"
            );
            let found: Vec<_> = quotes(&text).into_iter().map(|quote| (quote.0, quote.1)).collect();
            let first = if speaker.is_some() { "One is a memory." } else { "Remember: One is a memory." };
            let expected = [first, "Two is another."];
            assert_eq!(found, expected.map(|text| (text.to_owned(), speaker.map(str::to_owned))));
        }
    }
}
