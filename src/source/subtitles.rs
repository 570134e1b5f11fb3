//! Subtitles are words with the times at which they are heard: SubRip (`.srt`), WebVTT (`.vtt`), and transcripts of
//! which lines begin with times (`0:05`, `[00:01.000 --> 00:04.000]`). A cue is what is shown at once; a quote goes
//! over cues until a sentence ends, another speaks, or a minute is over.

use std::ops::Range;
use std::sync::LazyLock;

use super::attribution::Attribution;
use super::html::character;
use super::lines::{Line, ends_sentence, joined, lines, origin};
use super::turns::{Speakers, bracketed, is_of_day, is_time, is_verse, milliseconds};
use super::{Quote, Source};
use crate::text::{CleanText, data_lines, mend};

/// What stands between the times of a cue.
const ARROW: &str = "-->";

/// How long a quote goes on without the end of a sentence, in milliseconds.
const LONGEST: u64 = 60_000;

/// Lines of a cue that are compared with those of the one before, at the most: no screen shows more.
const SHOWN: usize = 16;

/// What begins the words of another speaker, whom nobody names.
const DASHES: [&str; 3] = ["- ", "– ", NEXT];

/// What does so within a line too.
pub(super) const NEXT: &str = ">>";

/// What captions tell in brackets that is heard among the words.
static SOUNDS: LazyLock<Vec<&str>> = LazyLock::new(|| data_lines(include_str!("sounds.txt")).collect());

/// The signs of what is sung.
const NOTES: [char; 4] = ['♪', '♫', '♩', '♬'];

/// True when the text begins with the first cue of SubRip: its number, and its times.
pub(super) fn is_subrip(text: &str) -> bool {
    let mut begun = lines(text).filter(|line| !line.text.is_empty());
    let numbered = begun.next().is_some_and(|line| line.text.bytes().all(|b| b.is_ascii_digit()));
    numbered && begun.next().is_some_and(|line| Times::of(line.text).is_some())
}

/// True when the text begins as WebVTT does.
pub(super) fn is_webvtt(text: &str) -> bool {
    text.strip_prefix("WEBVTT").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t', '\n']))
}

/// True when the lines of a transcript begin with times: three do, a third of all that say something or half of the
/// paragraphs, without names of those who speak beside them, or attributions. Times go on from one near the
/// beginning, unlike those of a day; verses (`3:6`) are none. O(text).
pub(super) fn is_timed(text: &str) -> bool {
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

/// The words of the cues as a source without a title.
pub(super) fn read(clean: &CleanText) -> Vec<Source> {
    let is_timed = !is_webvtt(&clean.text) && is_timed(&clean.text);
    let mut pieces = said(&clean.text, is_timed);
    if !is_timed {
        mark_shown_on(&mut pieces);
    }
    name_speakers(&mut pieces);
    pieces.retain(|piece| !piece.is_shown_on);
    let quotes = runs(&pieces).into_iter().filter_map(|run| quote(clean, run)).collect();
    vec![Source { quotes, ..Source::default() }]
}

/// The times of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Times<'t> {
    /// The first as it is written, without the fraction.
    written: &'t str,
    /// In milliseconds.
    start: u64,
    end: u64,
}

impl<'t> Times<'t> {
    /// `00:00:01,000 --> 00:00:04,000`; WebVTT has settings behind it.
    fn of(line: &'t str) -> Option<Self> {
        let (start, end) = line.split_once(ARROW)?;
        let (start, end) = (start.trim(), end.split_whitespace().next()?);
        let written = start.split(['.', ',']).next()?;
        Some(Self { written, start: milliseconds(start)?, end: milliseconds(end)? })
    }

    /// The time with which a line of a transcript begins, and where its words do.
    fn of_stamp(line: &'t str) -> Option<(Self, usize)> {
        let at = match line.strip_prefix('[') {
            Some(inside) => behind_link(line, inside.find(']')? + 2),
            None => line.find([' ', '\t']).unwrap_or(line.len()),
        };
        let stamp = bracketed(&line[..at]).unwrap_or(&line[..at]);
        let once = || {
            let start = Some(stamp).filter(|stamp| is_time(stamp)).and_then(milliseconds)?;
            Some(Self { written: stamp.split(['.', ',']).next()?, start, end: start })
        };
        Some((Self::of(stamp).or_else(once)?, at))
    }

    /// That of what stands above all others.
    const NONE: Times<'static> = Times { written: "", start: 0, end: 0 };
}

/// Where a line goes on behind brackets that end at a place: behind the address, if they are of a link.
fn behind_link(line: &str, at: usize) -> usize {
    let address = line[at..].strip_prefix('(').and_then(|address| address.find(')'));
    address.map_or(at, |end| at + end + 2)
}

/// A line of a cue.
struct Piece<'t> {
    line: Line<'t>,
    /// What it says, without tags.
    words: String,
    speaker: Option<String>,
    /// Whether it begins with a [dash](DASHES).
    dashed: bool,
    /// Whether the cue directly before it ends so.
    is_shown_on: bool,
    /// Whether it stands below a blank line of a transcript.
    is_apart: bool,
    times: Times<'t>,
}

impl<'t> Piece<'t> {
    /// Those of a line: a [voice](voice) or a [sign](NEXT) within it begins another.
    fn of(line: Line<'t>, times: Times<'t>) -> Vec<Self> {
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
    fn goes_on(&self, first: &Self, next: &Self) -> bool {
        let same = next.speaker.is_none() || next.speaker == first.speaker;
        same && !next.dashed
            && !next.is_apart
            && first.times.written.is_empty() == next.times.written.is_empty()
            && !ends_sentence(&self.words)
            && next.times.start.saturating_sub(first.times.start) < LONGEST
    }

    /// Whether both are of one cue.
    fn is_with(&self, other: &Self) -> bool {
        self.times == other.times
    }
}

/// Marks the lines with which a cue shows on those of the one before.
fn mark_shown_on(pieces: &mut [Piece<'_>]) {
    for pair in cues(pieces).windows(2) {
        let count = shown_on(&pieces[pair[0].clone()], &pieces[pair[1].clone()]);
        pieces[pair[1].clone()][..count].iter_mut().for_each(|piece| piece.is_shown_on = true);
    }
}

/// The lines of all cues that say something, or of a transcript.
fn said(text: &str, is_timed: bool) -> Vec<Piece<'_>> {
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

/// Whether words are none, or say in a few words what is heard beside them: `[Music]`.
pub(super) fn is_sound(words: &str) -> bool {
    let inside = words.strip_prefix('[').and_then(|words| words.strip_suffix(']'));
    let is_short = |inside: &str| inside.split_whitespace().count() <= 3 && !ends_sentence(inside);
    words.is_empty() || inside.is_some_and(|inside| !inside.contains(['[', ']', ':']) && is_short(inside))
}

/// Words without the [sounds](SOUNDS) among them.
pub(super) fn without_sounds(words: &str) -> String {
    let (mut kept, mut rest) = (String::new(), words);
    while let Some((before, (inside, behind))) =
        rest.split_once('[').and_then(|(before, rest)| Some((before, rest.split_once(']')?)))
    {
        let is_known = SOUNDS.iter().any(|sound| sound.eq_ignore_ascii_case(inside.trim()));
        let is_last = kept.is_empty() && before.is_empty() && behind.starts_with(['.', ',', '?', '!']);
        let is_heard = is_known && !is_last;
        kept.push_str(if is_heard { before.trim_end() } else { &rest[..rest.len() - behind.len()] });
        rest = behind;
    }
    kept.push_str(rest);
    kept
}

/// Whether a character at an end of a line is no part of its words.
fn is_beside(c: char) -> bool {
    c.is_whitespace() || NOTES.contains(&c)
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

/// Whether a line is the number or the name of the cue whose times follow.
fn is_name_of_cue(lines: &[Line<'_>], at: usize) -> bool {
    let is_apart = at.checked_sub(1).is_none_or(|before| lines[before].text.is_empty());
    let is_number = lines[at].text.bytes().all(|b| b.is_ascii_digit());
    (is_apart || is_number) && lines.get(at + 1).is_some_and(|next| Times::of(next.text).is_some())
}

/// The words of a line, and the voices that tags give them: `<v Mary>`. Other tags (`<i>`, `<00:00:05.000>`, `{\an8}`)
/// say nothing.
fn untagged(text: &str) -> Vec<(String, Option<String>)> {
    let (mut said, mut words, mut speaker, mut rest) = (Vec::new(), String::new(), None, text);
    while let Some(at) = rest.find(['<', '{', '&']) {
        words.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(tag) = tag(rest) {
            if let Some(voice) = voice(tag) {
                said.push((std::mem::take(&mut words), speaker.replace(voice)));
            }
            rest = &rest[tag.len() + 2..];
        } else if let Some((character, len)) = character(rest) {
            words.push_str(&character);
            rest = &rest[len..];
        } else {
            words.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    words.push_str(rest);
    said.push((words, speaker));
    let mended = said.into_iter().map(|(words, speaker)| (mend(&words).trim().to_owned(), speaker));
    mended.filter(|(words, _)| !words.is_empty()).collect()
}

/// What stands in the tag with which the text begins.
fn tag(text: &str) -> Option<&str> {
    let (marks, inside) =
        [['<', '>'], ['{', '}']].into_iter().find_map(|marks| Some((marks, text.strip_prefix(marks[0])?)))?;
    let is_tag = match marks {
        ['<', _] => inside.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/'),
        _ => inside.starts_with('\\'),
    };
    let end = inside.find(marks).filter(|end| inside[*end..].starts_with(marks[1]))?;
    is_tag.then(|| &inside[..end])
}

/// The name in `v Mary` or `v.loud Mary`.
fn voice(tag: &str) -> Option<String> {
    let (element, name) = tag.split_once(' ')?;
    (element == "v" || element.starts_with("v."))
        .then(|| name.trim().to_owned())
        .filter(|name| !name.is_empty())
}

/// Takes names before colons off the words; who speaks a line of a cue speaks those below it too.
fn name_speakers(pieces: &mut [Piece<'_>]) {
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

/// The lines of each quote.
fn runs<'p, 't>(pieces: &'p [Piece<'t>]) -> Vec<&'p [Piece<'t>]> {
    let (mut runs, mut first) = (Vec::new(), 0);
    for at in 1..=pieces.len() {
        let goes_on = pieces.get(at).is_some_and(|next| pieces[at - 1].goes_on(&pieces[first], next));
        if !goes_on {
            runs.push(&pieces[first..at]);
            first = at;
        }
    }
    runs
}

fn quote(clean: &CleanText, run: &[Piece<'_>]) -> Option<Quote> {
    let (first, last) = (run.first()?, run.last()?);
    let said: Vec<Line<'_>> = run.iter().map(|piece| Line { text: &piece.words, ..piece.line }).collect();
    let quote = Quote {
        text: joined(&said),
        speaker: first.speaker.clone(),
        locator: Some(first.times.written.to_owned()).filter(|time| !time.is_empty()),
        origin: origin(clean, first.line.start..last.line.range().end, first.line.number),
        ..Quote::default()
    };
    (!quote.text.is_empty()).then_some(quote)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::clean;

    type Found = Vec<(String, Option<String>, Option<String>, u32)>;

    fn quotes(text: &str) -> Found {
        let source = read(&clean(text.as_bytes(), None).expect("it is text")).remove(0);
        for quote in &source.quotes {
            let bytes = quote.origin.bytes.start as usize..quote.origin.bytes.end as usize;
            assert_eq!(text[..bytes.start].matches('\n').count() + 1, quote.origin.line as usize);
            assert!(!text[bytes].trim().is_empty());
        }
        let quotes = source.quotes.into_iter();
        quotes.map(|quote| (quote.text, quote.speaker, quote.locator, quote.origin.line)).collect()
    }

    fn found(expected: &[(&str, Option<&str>, &str, u32)]) -> Found {
        let own = |&(text, speaker, time, line): &(&str, Option<&str>, &str, u32)| {
            (text.to_owned(), speaker.map(str::to_owned), Some(time.to_owned()), line)
        };
        expected.iter().map(own).collect()
    }

    #[test]
    fn cues_are_joined_to_sentences() {
        let text = "1
00:00:01,000 --> 00:00:04,000
Hedges are {\\an8}slow

2
00:00:04,000 --> 00:00:07,500
walls &amp; <b>fences</b>.

3
00:00:07,500 --> 00:00:09,000
<i>ANN:</i> So 1 < 2, and
2
is more.

4
00:00:09,000 --> 00:00:10,000
- Is it?
- Yes.
";
        assert!(is_subrip(text));
        let expected = [
            ("Hedges are slow walls & fences.", None, "00:00:01", 3),
            ("So 1 < 2, and 2 is more.", Some("ANN"), "00:00:07", 11),
            ("Is it?", None, "00:00:09", 17),
            ("Yes.", None, "00:00:09", 18),
        ];
        assert_eq!(quotes(text), found(&expected));
    }

    #[test]
    fn voices_are_speakers_and_comments_are_left_out() {
        let text = "WEBVTT - Gardens
Kind: captions

STYLE
::cue { color: red }

intro
00:01.000 --> 00:04.000 align:start
<v Ann>Hedges<00:02.000><c> are slow</c>

NOTE walls are not

00:04.000 --> 00:05.000
<v.loud Bob Ray>What?

00:05.000 --> 00:06.000
<v Ann>walls

00:06.000 --> 00:07.000
walls

01:06.000 --> 01:08.000
still walls
";
        assert!(is_webvtt(text) && !is_webvtt("WEBVTTX") && !is_subrip("1\nOne."));
        let expected = [
            ("Hedges are slow", Some("Ann"), "00:01", 9),
            ("What?", Some("Bob Ray"), "00:04", 14),
            ("walls", Some("Ann"), "00:05", 17),
            ("still walls", None, "01:06", 23),
        ];
        assert_eq!(quotes(text), found(&expected));
    }

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
    fn a_line_of_one_space_is_within_its_cue() {
        let text = "WEBVTT\n\n00:01.000 --> 00:02.000\n \n[Music]\nso<00:01.500><c> it</c>\n\n\
            00:02.000 --> 00:02.010\nso it\n \n\n00:02.010 --> 00:03.000\nso it\nis.\n\n\
            NOTE no\n\n00:03.000 --> 00:04.000\n>> [Applause]\n";
        assert_eq!(quotes(text), found(&[("so it is.", None, "00:01", 6)]));
    }

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

    #[test]
    fn times_are_read() {
        for (line, expected) in [
            ("00:00:01,5 --> 00:00:04,000", Some((1_500, 4_000))),
            ("1:00:00.25 --> 1:00:01.000 position:0%", Some((3_600_250, 3_601_000))),
            ("00:01 --> 00:02", Some((1_000, 2_000))),
            ("one --> two", None),
            ("1 --> 2", None),
            ("-->", None),
        ] {
            assert_eq!(Times::of(line).map(|times| (times.start, times.end)), expected, "{line}");
        }
    }
}
