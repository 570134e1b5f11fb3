//! Subtitles are words with the times at which they are heard: SubRip (`.srt`), WebVTT (`.vtt`), and transcripts of
//! which lines begin with times (`0:05`, `[00:01.000 --> 00:04.000]`). A cue is what is shown at once; a quote goes
//! over cues until a sentence ends, another speaks, or a minute is over.

mod pieces;
mod rolling;
mod sounds;
mod tags;
mod timed;
mod times;

use super::lines::{Line, joined, lines, origin};
use super::{Quote, Source};
use crate::text::CleanText;
pub(super) use pieces::NEXT;
use pieces::{Piece, name_speakers, said};
use rolling::mark_shown_on;
pub(super) use sounds::{is_sound, without_sounds};
pub(super) use timed::is_timed;
use times::Times;

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

    pub(super) type Found = Vec<(String, Option<String>, Option<String>, u32)>;

    pub(super) fn quotes(text: &str) -> Found {
        let source = read(&clean(text.as_bytes(), None).expect("it is text")).remove(0);
        for quote in &source.quotes {
            let bytes = quote.origin.bytes.start as usize..quote.origin.bytes.end as usize;
            assert_eq!(text[..bytes.start].matches('\n').count() + 1, quote.origin.line as usize);
            assert!(!text[bytes].trim().is_empty());
        }
        let quotes = source.quotes.into_iter();
        quotes.map(|quote| (quote.text, quote.speaker, quote.locator, quote.origin.line)).collect()
    }

    pub(super) fn found(expected: &[(&str, Option<&str>, &str, u32)]) -> Found {
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
    fn a_line_of_one_space_is_within_its_cue() {
        let text = "WEBVTT\n\n00:01.000 --> 00:02.000\n \n[Music]\nso<00:01.500><c> it</c>\n\n\
            00:02.000 --> 00:02.010\nso it\n \n\n00:02.010 --> 00:03.000\nso it\nis.\n\n\
            NOTE no\n\n00:03.000 --> 00:04.000\n>> [Applause]\n";
        assert_eq!(quotes(text), found(&[("so it is.", None, "00:01", 6)]));
    }
}
