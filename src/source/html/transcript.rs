//! A transcript is a page of what was said in a podcast, as Podcasting 2.0 has it: `<cite>` names who speaks, `<time>`
//! tells when, and paragraphs have the words.

use super::Tag;
use super::notebook::Part;
use super::page::Block;
use crate::source::lines::LineCount;
use crate::source::subtitles::{is_sound, without_sounds};
use crate::source::turns::{are_of_recording, is_time};
use crate::source::{Quote, Source};
use crate::text::CleanText;

/// No tag with the time in it is longer, in bytes.
const NEAR: usize = 80;

/// True when names stand directly before times, `<cite>Ann:</cite> <time>0:05</time>`, two at least, and these are of a
/// recording: those beside comments are of a day. O(text).
pub(super) fn is_transcript(text: &str) -> bool {
    let named = text.match_indices("</cite>");
    let times: Vec<&str> = named.filter_map(|(at, end)| time(text[at + end.len()..].trim_start())).collect();
    times.len() > 1 && are_of_recording(&times)
}

/// The time in the element with which a text begins.
fn time(text: &str) -> Option<&str> {
    let near = &text[..text.floor_char_boundary(NEAR)];
    let inside = near.strip_prefix("<time")?.split_once('>')?.1.split_once('<')?.0.trim();
    is_time(inside).then_some(inside)
}

/// What a tag begins of a transcript before a text, behind words or none: who speaks, where a time is next, or the
/// paragraph; when, where no words stand before. Other works are cited, and other times told, within words.
pub(super) fn part(tag: &Tag<'_>, text: &str, has_words: bool) -> Option<Part> {
    let part = Part::of_transcript(tag)?;
    let near = &text[..text.floor_char_boundary(NEAR)];
    let behind = near.find("</cite>").map_or("", |at| text[at + "</cite>".len()..].trim_start());
    let begins = match part {
        Part::Speaker => time(behind).is_some() || !has_words && behind.starts_with("<p"),
        _ => !has_words,
    };
    begins.then_some(part)
}

/// The words of each paragraph, with who says them and when, and block quotes, as a source of which some is known. A
/// heading names the section, and ends what is said.
pub(super) fn read(clean: &CleanText, blocks: &[Block], mut source: Source) -> Source {
    let (mut speaker, mut time, mut section) = (None, None, "");
    let (mut is_quoted, mut counted) = (false, LineCount::default());
    for block in blocks {
        let line = counted.line(&clean.text, block.range.start);
        let attribution = block.attribution().filter(|_| is_quoted);
        is_quoted = false;
        match block.part {
            Some(Part::Speaker) => speaker = Some(block.words.trim_end_matches([':', ' ']).to_owned()),
            Some(Part::Time) => time = Some(block.words.clone()),
            _ if block.is_heading() => (speaker, time, section) = (None, None, &block.words),
            _ if attribution.is_some() => {
                attribution
                    .into_iter()
                    .zip(source.quotes.last_mut())
                    .for_each(|(named, quote)| named.give(quote));
            }
            _ if block.is_words() && !is_said(block, time.is_some()) => {}
            _ => {
                is_quoted = !block.is_words();
                let quote = block.quote(clean, line, section, None);
                source.quotes.extend(quote.and_then(|quote| said(block, quote, &speaker, &time)));
            }
        }
    }
    source
}

/// The quote of a paragraph with who says it, and when, without the sounds that are heard; a block quote as it is.
fn said(block: &Block, quote: Quote, speaker: &Option<String>, time: &Option<String>) -> Option<Quote> {
    if !block.is_words() {
        return Some(quote);
    }
    let text = without_sounds(&block.words).trim().to_owned();
    let (speaker, locator) = (speaker.clone(), time.clone());
    (!is_sound(&text)).then_some(Quote { text, speaker, locator, ..quote })
}

/// Whether a block is words of the transcript: all that stand below the first time, and text above it.
fn is_said(block: &Block, is_begun: bool) -> bool {
    is_begun || block.is_text()
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
            (
                "<html><p>A page.<p><cite>Tom</cite> <time>9:15</time> One.<p><cite>Rita</cite> <time>9:20</time> Two.",
                &["- - A page.", "- - Tom 9:15 One.", "- - Rita 9:20 Two."],
            ),
            (
                "<h1>T</h1><cite>Ann</cite> <time>0:00</time><p>We read <cite>Walden</cite> at <time>5:00</time> today.</p><blockquote>Day is to dawn<footer><cite>Jane Roe</cite></footer></blockquote><cite>Bob</cite> <time>0:09</time><p>Yes.</p><h2>Links</h2><p>One is two.</p>",
                &[
                    "Ann 0:00 We read Walden at 5:00 today.",
                    "Jane Roe - Day is to dawn",
                    "Bob 0:09 Yes.",
                    "- - One is two.",
                ],
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
