//! A transcript is a page of what was said in a podcast, as Podcasting 2.0 has it: `<cite>` names who speaks, `<time>`
//! tells when, and paragraphs have the words.

use super::notebook::Part;
use super::page::{Block, LineCount};
use crate::source::lines::origin;
use crate::source::subtitles::{is_sound, without_sounds};
use crate::source::turns::is_time;
use crate::source::{Quote, Source};
use crate::text::CleanText;

/// No tag with the time in it is longer, in bytes.
const NEAR: usize = 80;

/// True when names stand directly before times, `<cite>Ann:</cite> <time>0:05</time>`, two at least. O(text).
pub(super) fn is_transcript(text: &str) -> bool {
    let is_named = |(at, end): &(usize, &str)| {
        let behind = text[at + end.len()..].trim_start();
        let near = &behind[..behind.floor_char_boundary(NEAR)];
        let inside =
            near.strip_prefix("<time").and_then(|tag| Some(tag.split_once('>')?.1.split_once('<')?.0));
        inside.is_some_and(|time| is_time(time.trim()))
    };
    text.match_indices("</cite>").filter(is_named).nth(1).is_some()
}

/// The words of each paragraph, with who says them and when, as a source of which some is known.
pub(super) fn read(clean: &CleanText, blocks: &[Block], mut source: Source) -> Source {
    let (mut speaker, mut time, mut counted) = (None, None, LineCount::default());
    for block in blocks {
        let words = without_sounds(&block.words).trim().to_owned();
        match block.part {
            Some(Part::Speaker) => speaker = Some(block.words.trim_end_matches([':', ' ']).to_owned()),
            Some(Part::Time) => time = Some(block.words.clone()),
            _ if is_said(block, time.is_some()) && !is_sound(&words) => source.quotes.push(Quote {
                text: words,
                speaker: speaker.clone(),
                locator: time.clone(),
                origin: origin(clean, block.range.clone(), counted.line(&clean.text, block.range.start)),
                ..Quote::default()
            }),
            _ => {}
        }
    }
    source
}

/// Whether a block is words of the transcript: all that stand below the first time, and text above it.
fn is_said(block: &Block, is_begun: bool) -> bool {
    block.is_words() && (is_begun || block.is_text())
}

#[cfg(test)]
mod tests {
    use crate::source::html::page;
    use crate::text::clean;

    #[test]
    fn words_have_speakers_and_times() {
        for (text, expected) in [
            (
                "<cite>Ann Lee:</cite>\n<time>0:00</time>\n<p>One &amp; one</p>\n<time>0:05</time>\n<p>Two.</p>\n<p>[Music]</p><cite>Speaker 2</cite><time>1:00:07</time><p>Three\nis [laughter] 3.</p><p>Note: four</p>",
                &[
                    "Ann Lee 0:00 One & one",
                    "Ann Lee 0:05 Two.",
                    "Speaker 2 1:00:07 Three is 3.",
                    "Speaker 2 1:00:07 Note: four",
                ][..],
            ),
            (
                "<html><a>Home</a><h1>Two</h1><p>It is so.</p><p><cite>Ann:</cite> <time>0:01</time> One</p><p><cite>Bob:</cite> <time datetime=\"2\">0:02</time> Two",
                &["- - It is so.", "Ann 0:01 One", "Bob 0:02 Two"],
            ),
            (
                "<p>In <cite>Two</cite> <time>0:02</time>, one.</p><p>So it is.</p>",
                &["- - In Two 0:02, one.", "- - So it is."],
            ),
            (
                "<cite>Ann</cite> <time>May 3</time><p>One.</p><cite>Bob</cite> <time>May 4</time><p>Two.</p>",
                &["- - One.", "- - Two."],
            ),
        ] {
            let clean = clean(text.as_bytes(), None).expect("it is text");
            let source = page::read(&clean).0.remove(0);
            let found = source.quotes.into_iter().map(|quote| {
                let [speaker, time] =
                    [quote.speaker, quote.locator].map(|part| part.unwrap_or("-".to_owned()));
                format!("{speaker} {time} {}", quote.text)
            });
            assert_eq!(found.collect::<Vec<_>>(), expected, "{text}");
        }
    }
}
