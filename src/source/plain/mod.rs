//! Plain text: one quote a paragraph; in a dialogue (`NAME: …`) one a turn, in a list one an item, and in a file of
//! lines that are sentences one a line; of a file of fortunes what stands between lines `%`.

mod layout;

use rustc_hash::FxHashMap;

use super::attribution::Attribution;
use super::lines::{Divided, Line, ends_sentence, item_mark, lines, origin, paragraphs, span};
use super::turns::{Floor, Speakers, Turn, behind_time};
use super::{Quote, Source, front, meeting, reading};
use crate::text::CleanText;
use layout::without_layout;

/// The text as a source; its title is empty unless front matter gives one, or it stands above a date.
pub(super) fn read(clean: &CleanText) -> Vec<Source> {
    let mut source = Source::default();
    let all = without_layout(&clean.text, lines(&clean.text).collect());
    let said = meeting::without_frame(front::take(&all, &mut source), &mut source);
    let body = reading::take_head(&said, &mut source);
    if are_fortunes(body) {
        let style = Style { has_short_names: true, ..Style::default() };
        source.quotes = body.split(is_mark).filter_map(|lines| style.quote(clean, lines)).collect();
        return vec![source];
    }
    let (style, body) = Style::of(&clean.text, body);
    let paragraphs = style.paragraphs(&body);
    let has_lines = style.has_quoted_lines(&paragraphs);
    let mut floor = Floor::of(&style.speakers);
    for lines in paragraphs.iter().flat_map(|lines| style.parts(lines, has_lines)) {
        let above = source.quotes.last_mut();
        if let Some((attribution, quote)) =
            style.name_below(lines).zip(above.filter(|quote| is_unsaid(quote)))
        {
            attribution.give(quote);
            continue;
        }
        let mut quote = style.quote(clean, lines);
        let turn = lines.first().and_then(|line| style.turn(line));
        floor.pass(turn, lines, quote.as_mut());
        source.quotes.extend(quote);
    }
    vec![source]
}

/// Whether the text is one of fortunes. O(text).
pub(super) fn has_fortunes(text: &str) -> bool {
    are_fortunes(&lines(text).collect::<Vec<_>>())
}

/// Whether marks part fortunes: there are two at least, one for four paragraphs, and no fence of code.
fn are_fortunes(lines: &[Line<'_>]) -> bool {
    let marks = lines.iter().filter(|line| is_mark(line)).count();
    let is_said = |line: &Line<'_>| !line.text.is_empty() && !is_mark(line);
    let runs = lines.chunk_by(|line, next| is_said(line) == is_said(next));
    let paragraphs = runs.filter(|run| run.first().is_some_and(is_said)).count();
    let is_fence = |line: &Line<'_>| line.text.starts_with("```") || line.text.starts_with("~~~");
    marks > 1 && 4 * marks >= paragraphs && !lines.iter().any(is_fence)
}

fn is_mark(line: &Line<'_>) -> bool {
    line.text == "%"
}

/// Whether a quote is a sentence of which nothing tells who says it.
fn is_unsaid(quote: &Quote) -> bool {
    quote.speaker.is_none() && ends_sentence(&quote.text)
}

/// What a paragraph says that is nothing but `— Name`.
fn name_alone(lines: &[Line<'_>]) -> Option<Attribution> {
    match lines {
        [line] if !ends_sentence(line.text) => Attribution::of_name(line.text),
        _ => None,
    }
}

/// How the whole text is written.
#[derive(Default)]
struct Style<'t> {
    speakers: Speakers<'t>,
    /// The turns that lines begin, by where these start.
    turns: FxHashMap<usize, Turn<'t>>,
    divided: Divided,
    /// Whether one word behind a dash may be a name: where attributions are usual.
    has_short_names: bool,
    /// Whether names stand in paragraphs below the quotations: two at least, and one for [so many](NAMED) paragraphs.
    has_names_below: bool,
}

/// One name for so many paragraphs is usual.
const NAMED: usize = 5;

impl<'t> Style<'t> {
    /// The style, and the lines without the blank ones below the head of a turn. O(lines).
    fn of(text: &'t str, lines: &[Line<'t>]) -> (Self, Vec<Line<'t>>) {
        let (speakers, lines) = Speakers::beside_times(text, lines);
        let split = paragraphs(&lines);
        let is_named =
            |pair: &&[Line<'_>]| ends_sentence(pair[0].text) && Attribution::of_name(pair[1].text).is_some();
        let named = split.iter().flat_map(|lines| lines.windows(2)).filter(is_named).count();
        let has_short_names = named > 1 || 2 * named >= split.len();
        let is_below = |pair: &&[&[Line<'_>]]| {
            let ends = pair[0].last().is_some_and(|line| ends_sentence(line.text));
            ends && name_alone(pair[0]).is_none() && name_alone(pair[1]).is_some()
        };
        let below = split.windows(2).filter(is_below).count();
        let has_names_below = below > 1 && NAMED * below >= split.len();
        let mut is_below_head = false;
        let turns: FxHashMap<usize, Turn<'t>> =
            lines.iter().filter_map(|line| Some((line.start, speakers.turn(line.text)?))).collect();
        let is_chat =
            lines.iter().any(|line| turns.get(&line.start).is_some_and(|turn| turn.is_line(line.text)));
        let is_kept = |line: &&Line<'t>| {
            if is_chat && NOTICES.iter().any(|mark| behind_time(line.text).starts_with(mark)) {
                return false;
            }
            if speakers.is_time(line.text) {
                return false;
            }
            let is_gap = is_below_head && line.text.is_empty();
            is_below_head = is_gap || speakers.head(line.text).is_some();
            !is_gap
        };
        let lines: Vec<Line<'t>> = lines.iter().filter(is_kept).copied().collect();
        let divided = Divided::of(&lines);
        (Self { speakers, turns, divided, has_short_names, has_names_below }, lines)
    }

    /// The paragraphs: between blank lines, and from one turn of a dialogue to the next.
    fn paragraphs<'l>(&self, lines: &'l [Line<'t>]) -> Vec<&'l [Line<'t>]> {
        let ends = |line: &Line<'_>, next: &Line<'_>| self.is_turn(next) || self.is_whole(line);
        paragraphs(lines)
            .into_iter()
            .flat_map(|lines| lines.chunk_by(|line, next| !ends(line, next)))
            .collect()
    }

    /// Whether a line is a turn that does not go on in the next.
    fn is_whole(&self, line: &Line<'_>) -> bool {
        self.turn(line).is_some_and(|turn| turn.is_line(line.text))
    }

    fn is_turn(&self, line: &Line<'_>) -> bool {
        self.turn(line).is_some()
    }

    /// The turn that a line of the text begins.
    fn turn(&self, line: &Line<'_>) -> Option<Turn<'t>> {
        self.turns.get(&line.start).copied()
    }

    /// Who is quoted above a paragraph that tells nothing else.
    fn name_below(&self, lines: &[Line<'_>]) -> Option<Attribution> {
        name_alone(lines).filter(|_| self.has_names_below)
    }

    /// The quotes of a paragraph: a turn is one, and else each item of a list, or each line.
    fn parts<'l>(&self, lines: &'l [Line<'t>], has_lines: bool) -> Vec<&'l [Line<'t>]> {
        let is_turn = lines.first().is_some_and(|line| self.is_turn(line));
        let Some(list) = self.list_start(lines).filter(|_| !is_turn) else {
            let is_attributed = |line: &Line<'_>| Attribution::at_end(line.text).is_some();
            let several = lines.iter().filter(|line| is_attributed(line)).nth(1).is_some();
            let ends = |line: &Line<'_>, next: &Line<'_>| {
                has_lines && Attribution::of_name(next.text).is_none() || several && is_attributed(line)
            };
            return lines.chunk_by(|line, next| is_turn || !ends(line, next)).collect();
        };
        let (before, items) = lines.split_at(list);
        let mut parts: Vec<_> = Some(before).filter(|lines| !lines.is_empty()).into_iter().collect();
        let mut start = 0;
        for at in (1..items.len()).filter(|&at| self.is_item(items, at)) {
            parts.push(&items[start..at]);
            start = at;
        }
        parts.push(&items[start..]);
        parts
    }

    /// Where a list begins in a paragraph: at the first item, if that begins the paragraph or follows a colon, or a sentence
    /// where it has a dash, or another follows.
    fn list_start(&self, lines: &[Line<'_>]) -> Option<usize> {
        let mut items = (0..lines.len()).filter(|&at| self.is_item(lines, at));
        let first = items.next()?;
        let leads = |before: usize| {
            let text = lines[before].text;
            text.ends_with(':') || ends_sentence(text) && lines[first].text.starts_with("- ")
        };
        (first.checked_sub(1).is_none_or(leads) || items.next().is_some()).then_some(first)
    }

    /// Whether a line begins an item of a list; a name behind the dash, below a sentence and above no other dash, tells
    /// whose that is.
    fn is_item(&self, lines: &[Line<'_>], at: usize) -> bool {
        let line = &lines[at];
        let is_dashed = |line: &Line<'_>| line.text.starts_with("- ");
        let is_listed = is_dashed(line) && lines.get(at + 1).is_some_and(is_dashed);
        let is_name = |before: usize| {
            let before = lines[before].text;
            let is_quoted = before.ends_with(['"', '”', '»', '“', '’']);
            ends_sentence(before)
                && !is_listed
                && (self.has_short_names || is_quoted || line.text.trim_start_matches("- ").contains(' '))
                && Attribution::of_name(line.text).is_some()
        };
        mark(line).is_some() && !at.checked_sub(1).is_some_and(is_name)
    }

    /// Whether lines are quotes: in all paragraphs of more lines than one that are no list, each ends as a sentence
    /// does or with an attribution, or stands in quotation marks, and there are three at least, or an attribution.
    /// Lines that were broken for their length do not; one in four may end in a bracket, a digit or a colon that does
    /// not go on in small letters.
    fn has_quoted_lines(&self, paragraphs: &[&[Line<'_>]]) -> bool {
        let is_plain = |lines: &&&[Line<'_>]| {
            lines.len() > 1 && self.list_start(lines).is_none() && !self.is_turn(&lines[0])
        };
        let lines = || paragraphs.iter().filter(is_plain).flat_map(|lines| lines.iter());
        let attributed = |line: &Line<'_>| {
            Attribution::at_end(line.text).or_else(|| Some((0, Attribution::of_name(line.text)?)))
        };
        let is_quoted =
            |line: &Line<'_>| line.text.starts_with(['"', '“']) && line.text.ends_with(['"', '”']);
        let is_whole =
            |line: &Line<'_>| ends_sentence(line.text) || is_quoted(line) || attributed(line).is_some();
        let pairs = paragraphs.iter().filter(is_plain).flat_map(|lines| lines.windows(2));
        let is_broken =
            |pair: &[Line<'_>]| !is_whole(&pair[0]) && pair[1].text.starts_with(char::is_lowercase);
        let is_closed =
            |line: &Line<'_>| line.text.ends_with(|c: char| c.is_ascii_digit() || CLOSING.contains(&c));
        let odd = || lines().filter(|&line| !is_whole(line));
        let count = lines().count();
        (4 * odd().count() <= count && odd().all(is_closed) && !pairs.into_iter().any(is_broken))
            && (count > 2 || lines().any(|line| attributed(line).is_some()))
    }

    fn quote(&self, clean: &CleanText, lines: &[Line<'_>]) -> Option<Quote> {
        let mut lines = lines.to_vec();
        let first = lines.first_mut()?;
        let turn = self.turn(first);
        *first = match turn {
            Some(turn) => turn.said(*first),
            None => first.from(mark(first).unwrap_or_default()),
        };
        if let (Some(turn), Some(last)) = (turn, lines.last_mut()) {
            *last = turn.without_told(*last);
        }
        lines.retain(|line| !line.text.is_empty());
        let tags = take_likes(&mut lines);
        let attribution = if turn.is_some() { None } else { Attribution::take(&mut lines, false) };
        let origin = origin(clean, span(&lines), lines.first()?.number);
        let mut quote = Quote { text: self.divided.joined(&lines), origin, tags, ..Quote::default() };
        turn.into_iter().for_each(|turn| turn.give(&mut quote));
        attribution.into_iter().for_each(|attribution| attribution.give(&mut quote));
        (!quote.text.is_empty()).then_some(quote)
    }
}

/// Takes off the lines of a quotation what Goodreads has below the name of its author: who likes it, and its tags,
/// which it gives.
fn take_likes(lines: &mut Vec<Line<'_>>) -> Vec<String> {
    let is_like = |text: &str| {
        let says_so = |word: &str| word.eq_ignore_ascii_case("like") || word == "likes";
        text.split(' ').any(says_so) && text.split(' ').all(|word| says_so(word) || is_count(word))
    };
    let is_below = |line: &&Line<'_>| line.text.starts_with(TAGS) || is_like(line.text);
    let end = lines.len() - lines.iter().rev().take_while(is_below).count();
    let is_attributed = match &lines[..end] {
        [.., quoted, named] => {
            quoted.text.ends_with(['"', '”']) && Attribution::of_name(named.text).is_some()
        }
        _ => false,
    };
    let below = if is_attributed { lines.split_off(end) } else { Vec::new() };
    below.iter().filter_map(|line| line.text.strip_prefix(TAGS)).flat_map(front::tags).collect()
}

/// What the tags of a quotation follow.
const TAGS: &str = "tags:";

/// Whether a word is a number as `12,345`.
fn is_count(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.bytes().all(|byte| byte.is_ascii_digit() || byte == b',')
}

/// What begins lines of a chat in which its program tells who came and went.
const NOTICES: [&str; 6] = ["=== ", "*** ", "--- ", "-!- ", "--> ", "<-- "];

/// What a line may end in that is a quote and no sentence.
const CLOSING: [char; 4] = [')', ']', '»', ':'];

/// How long the mark of an item is that has words; `* * *` parts others.
fn mark(line: &Line<'_>) -> Option<usize> {
    item_mark(line.text).filter(|_| line.text.contains(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::clean;

    fn quotes(text: &str) -> Vec<(String, Option<String>, u32)> {
        let source = read(&clean(text.as_bytes(), None).expect("it is text")).remove(0);
        source.quotes.into_iter().map(|q| (q.text, q.speaker, q.origin.line)).collect()
    }

    #[test]
    fn paragraphs_are_quotes() {
        let found = quotes("\nOne line\nand its rest.\n\n\nTwo: a thing.\n");
        assert_eq!(
            found,
            [("One line and its rest.".to_owned(), None, 2), ("Two: a thing.".to_owned(), None, 6)]
        );
    }

    #[test]
    fn turns_have_speakers() {
        let found = quotes("Intro.\n\nANN: Hello\nthere.\nBob B. Roe: Hi.\n\nANN: Bye.\n\nMore of it.");
        let speakers: Vec<_> =
            found.iter().map(|(text, speaker, _)| (text.as_str(), speaker.as_deref())).collect();
        let expected = [
            ("Intro.", None),
            ("Hello there.", Some("ANN")),
            ("Hi.", Some("Bob B. Roe")),
            ("Bye.", Some("ANN")),
            ("More of it.", Some("ANN")),
        ];
        assert_eq!(speakers, expected);
    }

    #[test]
    fn who_speaks_goes_on_in_paragraphs_without_a_name() {
        for (text, expected) in [
            ("Ann: One.\n\nTwo.\n\nBob: Three.\n\nAnn: Four.\n\nFive.", "Ann Ann Bob Ann Ann"),
            ("Ann: One.\n\n[Exit.]\n\nPart two\n\nTwo.\n\nBob: 3.\n\nAnn: 4.", "Ann - - Ann Bob Ann"),
            ("ANN:\n\nOne.\n\nTwo.\n\nBOB:\n\n3.\n\nANN:\n\n4.\n\nBOB:\n\n5.", "ANN ANN BOB ANN BOB"),
            ("ANN ROE\nOne.\n\nShe sits.\n\nBOB\n2.\n\nANN ROE\n3.\n\nBOB\n4.", "ANN ROE - BOB ANN ROE BOB"),
            ("ANN. One.\n\nEnter Bob.\n\nBOB. 2.\n\nANN. 3.\n\nBOB. 4.", "ANN - BOB ANN BOB"),
            ("Ann: One.\n0:05\nBob: Two.\n\n0:10\n\nAnn: Three.", "Ann Bob Ann"),
            ("Q. One?\n\nA. Two.\n\nThree.\n\nQ. Four?\n\nA. Five.", "Q A A Q A"),
            ("Ann: 0:01\n\n1.\n\nAnn: 0:02\n\n2.\n\nAnn: 0:03\n\n3.", "Ann Ann Ann"),
            ("Ann: 1.\n\nBob: [0:08]\n\n2.\n\nAnn: 3.\n\nBob: 4.", "Ann Bob Ann Bob"),
            ("Ann: 1.\n\n[0:09] 2.\n\nBob: [0:10] 3.\n\n[0:20]\n\nAnn: 4.\n\n5.", "Ann Ann Bob Ann Ann"),
            ("Ann: One.\n\nTwo.\n\n3.\n\n4.\n\n5.\n\n6.\n\n7.\n\nAnn: 8.\n\n9.", "Ann - - - - - - Ann -"),
        ] {
            let found: Vec<_> = quotes(text)
                .into_iter()
                .map(|(_, speaker, _)| speaker.unwrap_or_else(|| "-".to_owned()))
                .collect();
            assert_eq!(found.join(" "), expected, "{text}");
        }
    }

    #[test]
    fn names_above_the_words_speak() {
        let text =
            "JOHN SMITH\nHello\nthere.\n\nJANE DOE\n\nHi.\n\nJOHN SMITH\nSo.\nJANE DOE\nYes.\n\nThe end.";
        let found = quotes(text);
        let found: Vec<_> =
            found.iter().map(|(text, speaker, line)| (&**text, speaker.as_deref(), *line)).collect();
        let expected = [
            ("Hello there.", Some("JOHN SMITH"), 2),
            ("Hi.", Some("JANE DOE"), 7),
            ("So.", Some("JOHN SMITH"), 10),
            ("Yes.", Some("JANE DOE"), 12),
            ("The end.", None, 14),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn who_speaks_goes_on_at_a_time_alone() {
        let text = "Ann (0:00):\nOne.\n\n(0:30):\nTwo.\n\nBob (1:00):\nThree.\n\nAnn (1:10):\nFour.\n\n(1:20):\n\nFive.\n\nBob (1:30):\nSix.";
        let found: Vec<_> = quotes(text)
            .into_iter()
            .map(|(text, speaker, _)| format!("{}: {text}", speaker.unwrap_or_default()))
            .collect();
        assert_eq!(found, ["Ann: One.", "Ann: Two.", "Bob: Three.", "Ann: Four.", "Ann: Five.", "Bob: Six."]);
    }

    #[test]
    fn names_and_times_on_lines_of_their_own_are_one_head() {
        for text in [
            "0:01\nAnn\nOne.\n\n0:02\nBob\nTwo.\n\n0:03\nAnn\nThree.\n\n0:04\nBob\nFour.",
            "Ann\n0:01\nOne.\nBob\n0:02\nTwo.\nAnn\n0:03\nThree.\nBob\n0:04\nFour.",
            "Ann: 0:01\n\nOne.\n\nBob: 0:02\n\nTwo.\n\nAnn: 0:03\n\nThree.\n\nBob: 0:04\n\nFour.",
        ] {
            let source = read(&clean(text.as_bytes(), None).expect("it is text")).remove(0);
            let show = |quote: &Quote| {
                let place = quote.locator.as_deref().unwrap_or_default();
                format!("{place} {}: {}", quote.speaker.as_deref().unwrap_or_default(), quote.text)
            };
            let found: Vec<_> = source.quotes.iter().map(show).collect();
            assert_eq!(
                found,
                ["0:01 Ann: One.", "0:02 Bob: Two.", "0:03 Ann: Three.", "0:04 Bob: Four."],
                "{text}"
            );
        }
    }

    #[test]
    fn messages_of_a_chat_are_turns() {
        let text = "13/03/2024, 10:15 - Messages are encrypted.\n13/03/2024, 10:16 - Mary: ok\nand more\n\
            14/03/2024, 9:00 - +49 170 1: fine <This message was edited>\n14/03/2024, 9:01 - Mary: null (file attached)\n01/04/2024, 9:00 - Mary: no";
        let source = read(&clean(text.as_bytes(), None).expect("it is text")).remove(0);
        let found: Vec<_> = source
            .quotes
            .iter()
            .map(|quote| {
                let date = quote.date.map(|date| date.to_string()).unwrap_or_default();
                format!(
                    "{date} {} {}: {}",
                    quote.locator.as_deref().unwrap_or(""),
                    quote.speaker.as_deref().unwrap_or("-"),
                    quote.text
                )
            })
            .collect();
        let expected = [
            "2024-03-13 10:16 Mary: ok and more",
            "2024-03-14 9:00 +49 170 1: fine",
            "2024-04-01 9:00 Mary: no",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn notices_of_a_chat_are_not_said() {
        let text = "--- Log opened\n10:12 -!- kim has joined\n10:12 < mary> one\n10:13 <@john> two\n[10:13] *** kim has quit\n10:14 < mary> three";
        let found: Vec<_> = quotes(text).into_iter().map(|(text, ..)| text).collect();
        assert_eq!(found, ["one", "two", "three"]);
    }

    #[test]
    fn items_and_lines_are_quotes() {
        for (text, expected) in [
            ("1. One.\n2. Two\nlines.", &["One.", "Two lines."][..]),
            ("Things:\n- one\n- two\n\n* three", &["Things:", "one", "two", "three"]),
            ("It was in\n1914. The war.", &["It was in 1914. The war."]),
            ("1914. The war.\n\n* * *\n\n* Two", &["1914. The war.", "* * *", "Two"]),
            ("1. One.\n- Roe\n2. Two.\n- Ray", &["One.|Roe", "Two.|Ray"]),
            ("One.\n- Roe\nTwo.\n- Ray", &["One.|Roe", "Two.|Ray"]),
            ("Who.\n- Roe\n- Ray", &["Who.", "Roe", "Ray"]),
            ("At last.\n\nWe need these.\n- Milk\n\nNow.", &["At last.", "We need these.", "Milk", "Now."]),
            ("“One.”\n- Roe\n\nTwo.\n\nThree.", &["“One.”|Roe", "Two.", "Three."]),
            ("One.\n- Jane Roe\n\nTwo.\n\nThree.", &["One.|Jane Roe", "Two.", "Three."]),
            ("- one\n\nOne.\nTwo.\nThree.", &["one", "One.", "Two.", "Three."]),
            (
                "One. - Roe\nTwo. - Jane Roe, *Three*\nFour! — Ray",
                &["One.|Roe", "Two.|Jane Roe", "Four!|Ray"],
            ),
            ("Title\n\nOne.\nTwo?\n“Three!”", &["Title", "One.", "Two?", "“Three!”"]),
            (
                "Of\nyears.\n\nOne. — Roe\nTwo\nthree. — Ray\nFour",
                &["Of years.", "One.|Roe", "Two three.|Ray", "Four"],
            ),
            ("One.\nTwo.\nThree (Roe 3:4)\nFour.", &["One.", "Two.", "Three (Roe 3:4)", "Four."]),
            ("\"one\"\n\"two three\"\n\"four\"", &["\"one\"", "\"two three\"", "\"four\""]),
            ("One.\nTwo.\nThree is\nthree.\nFour.", &["One. Two. Three is three. Four."]),
            (
                "One is one.\n\nAnd two.\n    -- J. Roe, c. 1951\n%\n1. Two\n2. three\n%\n\n%\nFour",
                &["One is one. And two.|J. Roe", "Two 2. three", "Four"],
            ),
            ("One.\n%\n\nTwo.", &["One. %", "Two."]),
            ("```\n%\n%\n```\n\nOne.", &["``` % % ```", "One."]),
            (
                "He went to\nLondon. It was good.\nAll was well.\nYes it was.\nAnd so on.",
                &["He went to London. It was good. All was well. Yes it was. And so on."],
            ),
            ("One is one.\nAnd two.", &["One is one. And two."]),
            ("One.\nTwo.\nThree.\n\nFour is\nfour.", &["One. Two. Three.", "Four is four."]),
            ("One.\n- Roe\n\nTwo\nlines.\n— Ray", &["One.|Roe", "Two lines.|Ray"]),
            ("“One.”\n\n- Roe\n\nTwo.\n\n―Jane Ray, *Three*", &["“One.”|Roe", "Two.|Jane Ray"]),
            ("Who.\n\n- Roe\n\n- Ray\n\nWhat.", &["Who.", "Roe", "Ray", "What."]),
            ("— Who?\n\n— Jean.\n\n— What?\n\n— Marie.", &["— Who?", "— Jean.", "— What?", "— Marie."]),
            ("Ann: One.\nTwo.\nThree.\nAnn: Four.\nFive.", &["One. Two. Three.|Ann", "Four. Five.|Ann"]),
        ] {
            let show = |(text, speaker, _): (String, Option<String>, u32)| match speaker {
                Some(speaker) => format!("{text}|{speaker}"),
                None => text,
            };
            assert_eq!(quotes(text).into_iter().map(show).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn likes_and_tags_below_a_name_are_no_words() {
        for (text, expected) in [
            ("“One.”\n― Jane Roe, Two\ntags: sea, hope\nLike\n12,345 likes", "“One.”|Jane Roe|sea,hope"),
            ("“One.”\n― Jane Roe\n12 likes Like", "“One.”|Jane Roe|"),
            ("One.\ntags: sea\n12 likes", "One. tags: sea 12 likes||"),
        ] {
            let quote = read(&clean(text.as_bytes(), None).expect("it is text")).remove(0).quotes.remove(0);
            let found = [quote.text, quote.speaker.unwrap_or_default(), quote.tags.join(",")].join("|");
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn a_quote_is_where_its_words_are() {
        let text = "1. One. — Roe\n2. Two\nlines.\n- Ray\n";
        let source = read(&clean(text.as_bytes(), None).expect("it is text")).remove(0);
        let places =
            source.quotes.iter().map(|q| &text[q.origin.bytes.start as usize..q.origin.bytes.end as usize]);
        assert_eq!(places.collect::<Vec<_>>(), ["One.", "Two\nlines."]);
    }
}
