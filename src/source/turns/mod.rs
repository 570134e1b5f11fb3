//! A turn is what one speaker says in a dialogue. It begins a line with the name and a colon: `Mary: …`, `**Mary:** …`,
//! `[00:01:02] Mr. Smith (Con): …`, `[Mary] [1:02] …`, `[1:02] <mary> …`, `MARY. …`; or the name is its head, alone on
//! a line above the words.

mod floor;
mod messages;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::civil::Date;
use rustc_hash::FxHashSet;

use super::Quote;
use super::lines::{Line, ends_sentence, item_mark, lines, paragraphs};
use super::names::{is_name, is_of_saying};
use super::rows::DATE;
use crate::language::english::is_name_suffix;
use crate::text::{data_lines, is_abbreviation};
pub(super) use floor::Floor;
use messages::{Order, Stamp};

/// Words before a colon that are no names.
static LABELS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| data_lines(include_str!("labels.txt")).collect());

/// What speakers are called who have a number for a name.
const NUMBERED: [&str; 8] =
    ["speaker", "interviewer", "interviewee", "participant", "respondent", "guest", "voice", "sprecher"];

/// What stands in a chat before the names of those who may do more in it.
const NICK_MARKS: [char; 5] = ['@', '+', '%', '&', '~'];

/// What stands before the words of a turn is no longer than this, in bytes.
const LONGEST: usize = 80;

/// The colon of Chinese and Japanese, behind which no space stands.
const WIDE: char = '：';

/// A word in capitals that stands so often above sentences is the name of who speaks, and no section.
const OFTEN: usize = 4;

/// What is no name is who speaks where it begins so many turns; [fewer](Handles::is_known) do where it stands apart.
const AGAIN: usize = 3;

/// Such has no more words.
const HANDLE: usize = 4;

/// A dialogue has no fewer turns than one for so many paragraphs; a text with labels before some of these has.
const PARAGRAPHS: usize = 8;

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
        let near = &line[..line.floor_char_boundary(LONGEST)];
        let named = || Self::labelled(line).filter(|turn| is_speaker(turn.name));
        Self::in_brackets(near).or_else(named)
    }

    /// The turn that the line begins if what stands before its colon is who speaks. O(line).
    fn labelled(line: &'t str) -> Option<Self> {
        let near = &line[..line.floor_char_boundary(LONGEST)];
        let (time, start) = stamp(near);
        let behind = near[start..].trim_start();
        let (mark, named) = behind.split_at(behind.len() - behind.trim_start_matches(['*', '_']).len());
        let (inner, end) = if time.is_none() && !mark.is_empty() { stamp(named) } else { (None, 0) };
        let (time, named) = (time.or(inner), named[end..].trim_start());
        let mark = if !mark.is_empty() && mark_around(line).is_some() { "" } else { mark };
        let mut colons = named.match_indices([':', WIDE]);
        let (name, behind, rest) = colons.find_map(|(at, colon)| unmarked(named, at, colon, mark))?;
        let (name, aside) = without_aside(name.trim_end());
        let aside = aside.or(behind);
        let time = time.or_else(|| aside.filter(|aside| is_time(aside)));
        let said = rest.trim_start();
        let (time, rest) = match stamp(said) {
            (Some(inner), end) if time.is_none() && (is_bracketed(said) || end == said.len()) => {
                (Some(inner), &said[end..])
            }
            _ => (time, rest),
        };
        Some(Self { name, time, day: None, words: near.len() - rest.len() })
    }

    /// Whether a turn begins the line that tells when.
    pub(super) fn is_timed(line: &'t str) -> bool {
        Self::of(line).is_some_and(|turn| turn.time.is_some())
    }

    /// Whether the line is the head of a turn that tells when.
    pub(super) fn is_timed_head(line: &'t str) -> bool {
        Self::head(line).is_some_and(|turn| turn.time.is_some())
    }

    /// The turn that begins with a name and a time in brackets, `[Mary] [1:02] …`, or is a line of a chat.
    fn in_brackets(near: &'t str) -> Option<Self> {
        Self::of_nick(near)
            .or_else(|| Self::of_meeting(near))
            .or_else(|| Self::of_name_and_time(near))
            .or_else(|| Self::of_emphasis(near))
    }

    /// The line of the chat of a meeting, as Zoom keeps it: `00:01:02 From Mary to Everyone : …`.
    fn of_meeting(near: &'t str) -> Option<Self> {
        let (time, start) = stamp(near);
        let (from, words) = near[start..].trim_start().strip_prefix("From ")?.split_once(':')?;
        let name = from.split(" to ").next().map(str::trim).filter(|name| !name.is_empty())?;
        let is_from = from.ends_with(' ') || from.contains(" to ");
        let is_speaker = is_name(name) && !is_label(name);
        let is_line = time.is_some() && is_from && is_speaker;
        is_line.then_some(Self { name, time, day: None, words: near.len() - words.len() })
    }

    /// The line of a chat in which a name stands in chevrons behind a time: `[1:02] <mary> …`, `1:02 <@mary> …`.
    fn of_nick(near: &'t str) -> Option<Self> {
        let (time, start) = stamp(near);
        let (name, words) = near[start..].trim_start().strip_prefix('<')?.split_once('>')?;
        let name = name.trim_start().trim_start_matches(NICK_MARKS);
        let is_nick = !name.is_empty() && !name.contains(char::is_whitespace) && words.starts_with(' ');
        (time.is_some() && is_nick).then_some(Self { name, time, day: None, words: near.len() - words.len() })
    }

    /// Whether it is [such a line](Self::of_nick), in which all of it is said.
    pub(super) fn is_line(&self, line: &str) -> bool {
        line[..self.words].ends_with('>')
    }

    fn of_name_and_time(near: &'t str) -> Option<Self> {
        let (name, behind) = near.strip_prefix('[')?.split_once("] ")?;
        let (time, start) = stamp(behind);
        let is_speaker =
            name.starts_with(char::is_uppercase) && !name.contains(['[', ']']) && !is_label(name);
        let words = near.len() - behind.len() + start;
        let is_timed = time.is_some() && behind.starts_with(['[', '(']);
        (is_speaker && is_timed).then_some(Self { name, time, day: None, words })
    }

    /// The turn that begins with a name in marks of emphasis and a time, in these or in brackets: `**Mary** [1:02] …`,
    /// `**Mary (1:02)** …`.
    fn of_emphasis(near: &'t str) -> Option<Self> {
        let named = near.trim_start_matches(['*', '_']);
        let mark = Some(&near[..near.len() - named.len()]).filter(|mark| !mark.is_empty())?;
        let (inside, behind) = named.split_once(mark)?;
        let said = behind.strip_prefix(' ')?.trim_start();
        let (name, time, words) = match stamp(said) {
            (time, end) if is_bracketed(said) => (inside, time, &said[end..]),
            _ => (name_and_time(inside).0, name_and_time(inside).1, said),
        };
        let is_turn = time.is_some() && is_speaker(name) && !words.is_empty();
        is_turn.then_some(Self { name, time, day: None, words: near.len() - words.len() })
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

    /// The turn that begins with a name in capitals and a full stop: `MARY. …`; of letters alone it is `Q. …` and `A.
    /// …`. O(1).
    fn dotted(line: &'t str) -> Option<Self> {
        let near = &line[..line.floor_char_boundary(LONGEST)];
        let behind = near.trim_start_matches(['*', '_']);
        let mark = &near[..near.len() - behind.len()];
        let (name, rest) = behind.split_once('.')?;
        let rest = rest.strip_prefix(mark).unwrap_or(rest);
        let is_number = || name.bytes().all(|b| b"IVXLC".contains(&b));
        let is_word = || !is_number() && !is_label(name) && !is_abbreviation(name, rest.trim_start());
        let is_long = || name.len() > 1 && is_name(name) && is_loud(name) && is_word();
        let is_speaker = matches!(name, "Q" | "A") || is_long();
        let words = near.len() - rest.len();
        (is_speaker && rest.starts_with([' ', '\t'])).then_some(Self { name, time: None, day: None, words })
    }

    /// The turn of which the line is the head, a name that is alone in it: `JOHN SMITH`, `**Jane Doe**`, `Mary:`, `Mary
    /// 0:05`, `Mary: 0:05`. A word with a single capital is none without a colon or a time, nor are words behind which a
    /// full stop is. O(1).
    fn head(line: &'t str) -> Option<Self> {
        let line = Some(line).filter(|line| line.len() <= LONGEST)?;
        let (before, start) = stamp(line);
        let text = line[start..].trim_matches(['*', '_', ' ']);
        let text = if before.is_some() { text.trim_start_matches("- ") } else { text };
        let (named, is_marked) = text.strip_suffix([':', WIDE]).map_or((text, false), |text| (text, true));
        let (name, behind) = name_in_marks(&line[start..])
            .unwrap_or_else(|| name_and_time(named.trim_end_matches(['*', '_', ' '])));
        let time = before.or(behind);
        let is_loud = name.len() > 1 && is_loud(name);
        let name = name.strip_suffix('.').filter(|_| is_loud).unwrap_or(name);
        let name = name.strip_prefix("BY ").unwrap_or(name);
        let is_told = is_marked || time.is_some();
        let is_named = (is_name(name) && !is_label(name) || is_told && is_speaker(name))
            && !name.split(' ').next().is_some_and(is_label);
        let is_end = |word: &str| word.chars().count() > 2 && !is_name_suffix(word);
        let is_sentence = || name.ends_with('.') && name.rsplit(' ').next().is_some_and(is_end);
        let is_plain = is_marked || is_loud || (is_told || name.contains(' ')) && !is_sentence();
        let is_head = is_named && is_plain || is_numbered(name);
        is_head.then_some(Self { name, time, day: None, words: line.len() })
    }

    /// The message of a chat that the line begins. O(line).
    fn message(line: &'t str) -> Option<Self> {
        let stamp = Stamp::of(line)?;
        let (name, words) = stamp.sender(line);
        Some(Self { name, time: Some(stamp.time), day: Some((stamp.day, None)), words })
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

/// The name before the colon at a place, what stands behind it in brackets, and what follows the colon, without the mark of
/// emphasis around one of them: `Mary:** …`, `Mary**: …`, `Mary** (0:05): …`.
fn unmarked<'t>(
    named: &'t str,
    at: usize,
    colon: &str,
    mark: &str,
) -> Option<(&'t str, Option<&'t str>, &'t str)> {
    let (name, rest) = (&named[..at], &named[at + colon.len()..]);
    let within = || Some((name, None, rest.strip_prefix(mark)?));
    let around = || match name.split_once(mark)? {
        (name, "") => Some((name, None, rest)),
        (name, aside) => Some((name, Some(bracketed(aside.trim_matches(['*', '_', ' ']))?), rest)),
    };
    within().or_else(around).filter(|(.., rest)| colon.starts_with(WIDE) || rest.starts_with([' ', '\t']))
}

/// The mark of emphasis around all of a line behind its time: `**Q: Why?**`. O(line).
fn mark_around(line: &str) -> Option<&str> {
    let text = line[stamp(line).1..].trim_start();
    let words = text.trim_start_matches(['*', '_']);
    let mark = Some(&text[..text.len() - words.len()]).filter(|mark| !mark.is_empty())?;
    (words.find(mark)? + mark.len() == words.len()).then_some(mark)
}

/// The name in marks of emphasis, and the time behind these: `**Mary** (0:05)`, `**Mary** *0:05*`.
fn name_in_marks(text: &str) -> Option<(&str, Option<&str>)> {
    let name = text.trim_start_matches(['*', '_']);
    let mark = Some(&text[..text.len() - name.len()]).filter(|mark| !mark.is_empty())?;
    let (name, time) = name.split_once(mark)?;
    let time = time.trim_matches(['*', '_', ' ', ':']);
    let time = Some(bracketed(time).unwrap_or(time)).filter(|time| is_time(time));
    time.is_some().then_some((name.trim_end_matches(':'), time))
}

/// The time at the start of a line, `[00:01:02] `, `**00:01:02** ` or `0:1:2.5 --> 0:1:4.0 `, and where the line goes on.
fn stamp(line: &str) -> (Option<&str>, usize) {
    let is_between = |c: char| matches!(c, ' ' | '\t' | '\n');
    let first = line.split(is_between).next().unwrap_or_default();
    let plain = ["**", "*", "_"].iter().find_map(|mark| first.strip_prefix(mark)?.strip_suffix(mark));
    let plain = plain.unwrap_or(first);
    let time = bracketed(plain).unwrap_or(plain);
    if !is_time(time) {
        return (None, 0);
    }
    let end = line.len().min(first.len() + 1);
    let until = line[end..].strip_prefix("--> ").map(|until| until.trim_start_matches(|c| !is_between(c)));
    (Some(time), until.map_or(end, |rest| line.len() - rest.trim_start().len()))
}

/// Whether a line is nothing but a time.
fn is_time_alone(line: &str) -> bool {
    stamp(line).0.is_some() && stamp(line).1 == line.len()
}

/// A line without the time at its start.
pub(super) fn behind_time(line: &str) -> &str {
    line[stamp(line).1..].trim_start()
}

/// A name without what stands behind it in brackets: a time, a party, a place.
fn without_aside(name: &str) -> (&str, Option<&str>) {
    match name.find(['(', '[']) {
        Some(open) if name.ends_with([')', ']']) => (name[..open].trim_end(), bracketed(&name[open..])),
        _ => (name, None),
    }
}

/// A name without the time behind it: `Mary 0:05`, `Mary (0:05)`.
fn name_and_time(text: &str) -> (&str, Option<&str>) {
    let (named, aside) = without_aside(text);
    let is_timed = |(_, last): &(&str, &str)| is_time(bracketed(last).unwrap_or(last));
    let (name, behind) = match named.rsplit_once([' ', '\n']).filter(is_timed) {
        Some((name, last)) => {
            let name = name.trim_end_matches(|c: char| ",:*_".contains(c) || c.is_whitespace());
            (without_aside(name).0, Some(bracketed(last).unwrap_or(last)))
        }
        None => (named, None),
    };
    (name, aside.filter(|aside| is_time(aside)).or(behind))
}

/// What stands in brackets, which Markdown may escape.
pub(super) fn bracketed(text: &str) -> Option<&str> {
    let inside = |(open, close)| text.strip_prefix(open)?.strip_suffix(close);
    [("\\[", "\\]"), ("[", "]"), ("(", ")")].into_iter().find_map(inside)
}

fn is_bracketed(text: &str) -> bool {
    text.trim_start_matches('\\').starts_with(['[', '('])
}

/// `1:02`, `00:01:02`, `00:01:02.5`.
pub(super) fn is_time(text: &str) -> bool {
    let whole = text.split(['.', ',']).next().unwrap_or_default();
    let fraction = &text[whole.len()..];
    (2..=3).contains(&whole.split(':').count())
        && whole.split(':').all(|part| is_number(part, 2))
        && fraction.bytes().skip(1).all(|b| b.is_ascii_digit())
}

/// Whether the text is digits, no more than so many.
pub(super) fn is_number(text: &str, longest: usize) -> bool {
    (1..=longest).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether a turn ends as a sentence does, or goes on in the next line.
fn is_said(line: &Line<'_>, next: Option<&Line<'_>>) -> bool {
    let text = line.text.trim_end_matches(['*', '_']);
    ends_sentence(text) || next.is_some_and(|next| Turn::of(next.text).is_none())
}

/// Whether what begins turns may be who speaks though it is no name: `jane`, `@jane`, `Jane & Joe`, `小明`.
fn is_handle(text: &str) -> bool {
    let is_odd = |c: char| c.is_ascii_punctuation() && !"$@&+~#/'_-.".contains(c);
    let is_word = |word: &str| !word.is_empty() && !word.ends_with('.');
    let mut words = text.split(' ');
    text.contains(char::is_alphabetic)
        && !text.contains(is_odd)
        && !text.starts_with(['-', '+', '#', '/', '.'])
        && words.clone().count() <= HANDLE
        && words.clone().all(is_word)
        && !words.next().is_some_and(is_label)
        && !is_label(text)
        && !is_of_saying(text)
}

/// Those whom a machine tells apart by number: `SPEAKER 1`.
fn is_numbered(name: &str) -> bool {
    let is_speaker = |word: &str| NUMBERED.iter().any(|known| word.eq_ignore_ascii_case(known));
    name.rsplit_once([' ', '_']).is_some_and(|(word, number)| is_speaker(word) && is_number(number, LONGEST))
}

/// Whether a name is in capitals.
fn is_loud(name: &str) -> bool {
    !name.contains(char::is_lowercase)
}

fn is_label(name: &str) -> bool {
    LABELS.contains(name.to_lowercase().as_str())
}

/// Whether a text is what a speaker is called: a name, behind a comma with what belongs to it, `Jane Roe, PhD`, `Roe,
/// Jane`; or a number.
fn is_speaker(text: &str) -> bool {
    text.split(", ").all(|part| is_name(part) && !is_label(part)) || is_numbered(text)
}

/// Whether a text is the name of a person rather than a title: of two words or more, of which the first is no label.
pub(super) fn is_full_name(text: &str) -> bool {
    let first = text.split(' ').next().unwrap_or_default();
    is_name(text) && !is_label(text) && first.len() < text.len() && !is_label(first) && first != "The"
}

/// Who speaks in a text.
#[derive(Default)]
pub(super) struct Speakers<'t> {
    /// How often.
    turns: BTreeMap<&'t str, usize>,
    /// Those whose names are [heads](Turn::head).
    heads: BTreeSet<&'t str>,
    /// Those whose names have [full stops](Turn::dotted).
    dotted: BTreeSet<&'t str>,
    /// Whether two have two turns, and these [are enough](PARAGRAPHS), or one has and turns are at least half of the
    /// paragraphs.
    is_dialogue: bool,
    /// Whether heads have times, or [are enough](PARAGRAPHS).
    are_heads_enough: bool,
    /// Whether the text is a dialogue in one of these ways, or a chat.
    are_enough: bool,
    /// How the days of a chat are written, where that is known.
    order: Option<Order>,
    /// Whether somebody writes messages; what has a stamp and no name is told by the program then.
    has_senders: bool,
}

impl<'t> Speakers<'t> {
    /// Those who have two turns, and all where turns are at least half of the paragraphs; nobody where most of what
    /// follows the names are no sentences and has no times, as in `Colour: red`. O(text).
    pub(super) fn of(paragraphs: &[&[Line<'t>]]) -> Self {
        let (mut turns, mut parts, mut said) = (BTreeMap::new(), 0, 0);
        for lines in paragraphs {
            parts += usize::from(lines.first().is_some_and(|line| Turn::of(line.text).is_none()));
            for (at, line) in lines.iter().enumerate() {
                let Some(turn) = Turn::of(line.text) else { continue };
                *turns.entry(turn.name).or_insert(0) += 1;
                said += usize::from(turn.time.is_some() || is_said(line, lines.get(at + 1)));
            }
        }
        let count: usize = turns.values().sum();
        if 2 * said < count {
            turns.clear();
        }
        let often = turns.values().filter(|count| **count > 1).count();
        let handles = handles(paragraphs);
        let begun: usize = handles.values().sum();
        let is_full = often > 0 && count >= parts
            || !handles.is_empty()
                && often + handles.len() > 1
                && count + begun >= parts.saturating_sub(begun);
        if !is_full {
            let once: BTreeMap<&str, usize> = turns.extract_if(.., |_, count| *count == 1).collect();
            let among = paragraphs.iter().flat_map(|lines| beside(lines, &turns)).collect::<BTreeSet<_>>();
            turns.extend(once.into_iter().filter(|(name, _)| among.contains(name)));
        }
        let all = || paragraphs.iter().flat_map(|lines| lines.iter());
        let messages: Vec<Turn<'_>> = all().filter_map(|line| Turn::message(line.text)).collect();
        let days: Vec<&str> = messages.iter().filter_map(|turn| Some(turn.day?.0)).collect();
        let has_senders = messages.iter().any(|turn| !turn.name.is_empty());
        let order = Order::of(days.iter().copied());
        let (heads, dotted) = (heads(paragraphs), dotted(paragraphs));
        let is_sentence = |lines: &&&[Line<'_>]| lines.last().is_some_and(|line| ends_sentence(line.text));
        let sentences = paragraphs.iter().filter(is_sentence).count();
        let is_dialogue = is_full || often > 1 && PARAGRAPHS * count >= sentences;
        if is_dialogue {
            turns.extend(handles);
        }
        let are_heads_enough = !heads.is_empty() && {
            let found =
                all().filter_map(|line| Turn::head(line.text).filter(|turn| heads.contains(turn.name)));
            let (timed, others): (Vec<_>, Vec<_>) = found.partition(|turn| turn.time.is_some());
            !timed.is_empty() || PARAGRAPHS * others.len() >= sentences
        };
        let answers =
            all().filter_map(|line| Turn::dotted(line.text)).filter(|turn| dotted.contains(turn.name));
        let are_answers_enough = !dotted.is_empty() && PARAGRAPHS * answers.count() >= sentences;
        let are_enough = is_dialogue || are_heads_enough || are_answers_enough || !days.is_empty();
        Self { turns, heads, dotted, is_dialogue, are_heads_enough, are_enough, order, has_senders }
    }

    /// Those of the lines of a text, and the lines; where half of the times that stand alone have a name below or above
    /// them, both are one line. O(text).
    pub(super) fn beside_times(text: &'t str, lines: &[Line<'t>]) -> (Self, Vec<Line<'t>>) {
        let together = with_times(text, lines, |_| true);
        let speakers = Self::of(&paragraphs(&together));
        let together = with_times(text, lines, |name| speakers.heads.contains(name));
        let times = lines.iter().filter(|line| is_time_alone(line.text)).count();
        match 2 * (lines.len() - together.len()) >= times {
            true => (speakers, together),
            false => (Self::of(&paragraphs(lines)), lines.to_vec()),
        }
    }

    /// Whether names stand below or above the times of a transcript. O(text).
    pub(super) fn are_beside_times(text: &str) -> bool {
        let lines: Vec<Line<'_>> = lines(text).collect();
        Speakers::beside_times(text, &lines).1.len() < lines.len()
    }

    /// Whether nobody does.
    pub(super) fn is_empty(&self) -> bool {
        self.turns.is_empty() && self.heads.is_empty() && self.dotted.is_empty()
    }

    /// Those of a dialogue; in other texts those alone who write messages, or have heads that are enough.
    pub(super) fn of_dialogue(mut self) -> Self {
        if !self.is_dialogue {
            self.turns.clear();
        }
        if !self.are_heads_enough {
            self.heads.clear();
        }
        self
    }

    /// Those whose names are in capitals too, as subtitles have them, and others who have two turns.
    pub(super) fn of_subtitles(lines: impl Iterator<Item = &'t str>) -> Self {
        let mut turns = BTreeMap::new();
        for turn in lines.filter_map(Turn::of) {
            *turns.entry(turn.name).or_insert(0) += 1;
        }
        turns.retain(|name, count| *count > 1 || !name.contains(char::is_lowercase));
        Self { turns, ..Self::default() }
    }

    /// The turn of one of them that the line begins. O(line + log speakers).
    pub(super) fn turn<'l>(&self, line: &'l str) -> Option<Turn<'l>> {
        let named = || {
            let turn = Turn::of(line).or_else(|| Turn::labelled(line))?;
            self.turns.contains_key(turn.name).then_some(turn)
        };
        let dotted = || Turn::dotted(line).filter(|turn| self.dotted.contains(turn.name));
        let goes_on = || Turn::pause(line).filter(|_| self.is_dialogue);
        self.message(line).or_else(named).or_else(dotted).or_else(|| self.head(line)).or_else(goes_on)
    }

    /// The turn of one of them of which the line is the head, or in which who speaks goes on. O(log speakers).
    pub(super) fn head<'l>(&self, line: &'l str) -> Option<Turn<'l>> {
        let pause = || Turn::pause(line).filter(|_| !self.heads.is_empty());
        let is_known = |turn: &Turn<'_>| {
            self.heads.contains(turn.name) || turn.time.is_some() && self.turns.contains_key(turn.name)
        };
        Turn::head(line).filter(is_known).or_else(pause)
    }

    /// Whether a line is a time alone between the turns of a dialogue, which nobody says.
    pub(super) fn is_time(&self, line: &str) -> bool {
        self.are_enough && is_time(line)
    }

    /// Whether a line of a transcript names who speaks.
    pub(super) fn is_named(line: &str) -> bool {
        Turn::of(line).is_some() || !ends_sentence(line) && Turn::head(line).is_some()
    }

    fn message<'l>(&self, line: &'l str) -> Option<Turn<'l>> {
        let turn = Turn::message(line)?;
        let day = turn.day.map(|(written, _)| (written, Order::date(self.order, written)));
        let words = if self.has_senders && turn.name.is_empty() { line.len() } else { turn.words };
        Some(Turn { day, words, ..turn })
    }
}

/// The lines in which a time and the name below it are one, `0:05` and `Mary`, or the name above it, whichever there are
/// more of. O(lines).
fn with_times<'t>(text: &'t str, lines: &[Line<'t>], is_known: impl Fn(&str) -> bool) -> Vec<Line<'t>> {
    let together = |pair: &[Line<'t>]| {
        let line = Line { text: &text[pair[0].start..pair[1].range().end], ..pair[0] };
        let is_beside = pair[1].number == pair[0].number + 1;
        (is_beside && Turn::head(line.text).is_some_and(|turn| is_known(turn.name))).then_some(line)
    };
    let pairs = |of_time: usize| {
        let pairs = lines.windows(2).enumerate().filter(move |(_, pair)| is_time_alone(pair[of_time].text));
        pairs.filter_map(|(at, pair)| Some((at, together(pair)?))).collect::<BTreeMap<usize, Line<'t>>>()
    };
    let (below, above) = (pairs(0), pairs(1));
    let pairs = if above.len() > below.len() { above } else { below };
    let is_rest = |at: &usize| at.checked_sub(1).is_none_or(|above| !pairs.contains_key(&above));
    (0..lines.len()).filter(is_rest).map(|at| pairs.get(&at).copied().unwrap_or(lines[at])).collect()
}

/// Who has a turn in a paragraph in which one of those has who speak often.
fn beside<'t>(lines: &[Line<'t>], often: &BTreeMap<&'t str, usize>) -> Vec<&'t str> {
    let names: Vec<&str> = lines.iter().filter_map(|line| Some(Turn::of(line.text)?.name)).collect();
    if names.iter().any(|name| often.contains_key(name)) { names } else { Vec::new() }
}

/// How what is no name begins turns.
#[derive(Default)]
struct Handles {
    count: usize,
    /// How often in marks of emphasis, or with a time.
    apart: usize,
    /// How often before a sentence, or with a time.
    said: usize,
}

impl Handles {
    /// Whether it is who speaks: it comes [again](AGAIN), or twice and stands apart, or is of a script without capitals.
    fn is_known(&self, name: &str) -> bool {
        let has_case = name.contains(|c: char| c.is_uppercase() || c.is_lowercase());
        let is_apart = !has_case || self.apart == self.count;
        2 * self.said >= self.count && self.count >= if is_apart { 2 } else { AGAIN }
    }
}

/// What is no name and begins turns as one, and how many, in paragraphs or behind sentences. O(text).
fn handles<'t>(paragraphs: &[&[Line<'t>]]) -> BTreeMap<&'t str, usize> {
    let mut found: BTreeMap<&'t str, Handles> = BTreeMap::new();
    for lines in paragraphs {
        let begins = |at: &usize| at.checked_sub(1).is_none_or(|above| ends_sentence(lines[above].text));
        for at in (0..lines.len()).filter(begins) {
            let line = &lines[at];
            let turn = Turn::labelled(line.text).filter(|turn| !is_speaker(turn.name));
            let Some(turn) = turn.filter(|turn| is_handle(turn.name)) else { continue };
            let handle = found.entry(turn.name).or_default();
            let is_timed = turn.time.is_some();
            handle.count += 1;
            handle.apart += usize::from(is_timed || line.text.starts_with(['*', '_']));
            handle.said += usize::from(is_timed || ends_sentence(line.text) || lines.len() > at + 1);
        }
    }
    found.retain(|name, handle| handle.is_known(name));
    found.into_iter().map(|(name, handle)| (name, handle.count)).collect()
}

/// Those whose names in capitals begin paragraphs or lines before a full stop: at least half of the paragraphs, and two
/// of them twice each; of question and answer the lines. O(text).
fn dotted<'t>(paragraphs: &[&[Line<'t>]]) -> BTreeSet<&'t str> {
    let mut found: BTreeMap<&'t str, usize> = BTreeMap::new();
    let mut begun = 0;
    for lines in paragraphs {
        for (at, turn) in
            lines.iter().enumerate().filter_map(|(at, line)| Some((at, Turn::dotted(line.text)?)))
        {
            *found.entry(turn.name).or_default() += 1;
            begun += usize::from(at == 0);
        }
    }
    let is_play = 2 * begun >= paragraphs.len();
    found.retain(|name, count| *count > 1 && (is_play || name.len() == 1));
    if found.len() > 1 { found.into_keys().collect() } else { BTreeSet::new() }
}

/// How a name stands alone above sentences.
#[derive(Default)]
struct Heads {
    count: usize,
    /// Whether one has a time, or what tells more of who it is: `(Con)`.
    is_told: bool,
    /// Whether one looks like no section (`EUROPE`): it has two words, a time, or a colon or dot behind it.
    is_sure: bool,
}

impl Heads {
    fn add(&mut self, turn: &Turn<'_>, line: &str) {
        let is_marked = line.trim_end_matches(['*', '_']).ends_with([':', '.']);
        self.count += 1;
        self.is_told |= turn.time.is_some() || line.ends_with(')');
        self.is_sure |= is_marked || turn.time.is_some() || turn.name.contains([' ', '_']);
    }

    /// Whether it is a name without others beside it.
    fn is_known(&self) -> bool {
        self.count > 1 && self.is_sure || self.count >= OFTEN
    }
}

/// Those whose names stand alone on a line above sentences, two of them twice each, one of which looks like no section
/// or comes [often](OFTEN); and with these who does once, with a time or `(Con)`.
fn heads<'t>(paragraphs: &[&[Line<'t>]]) -> BTreeSet<&'t str> {
    let mut found: BTreeMap<&'t str, Heads> = BTreeMap::new();
    for (at, lines) in paragraphs.iter().enumerate() {
        for (above, line) in (1..).zip(*lines) {
            let Some(turn) = Turn::head(line.text) else { continue };
            let below = || paragraphs.get(at + 1).copied().unwrap_or_default();
            let words = if above < lines.len() { &lines[above..] } else { below() };
            if is_speech(words, turn.time.is_some()) {
                found.entry(turn.name).or_default().add(&turn, line.text);
            }
        }
    }
    let again = found.values().filter(|heads| heads.count > 1).count();
    let is_dialogue = again > 1 && found.values().any(Heads::is_known);
    found.retain(|_, heads| is_dialogue && (heads.count > 1 || heads.is_told));
    found.into_keys().collect()
}

/// Whether the lines up to the next head are no list, and end as a sentence does where no time tells that they are said.
fn is_speech(lines: &[Line<'_>], is_timed: bool) -> bool {
    let own = lines.split(|line| Turn::head(line.text).is_some()).next().unwrap_or_default();
    let is_list = own.first().is_some_and(|line| item_mark(line.text).is_some());
    !is_list && own.last().is_some_and(|line| is_timed || ends_sentence(line.text))
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn heads_are_names_alone() {
        for (line, expected) in [
            ("JOHN SMITH", Some(("JOHN SMITH", None))),
            ("**Jane Doe**", Some(("Jane Doe", None))),
            ("**Jane Doe:**", Some(("Jane Doe", None))),
            ("Mary:", Some(("Mary", None))),
            ("HAMLET.", Some(("HAMLET", None))),
            ("Mary  0:05", Some(("Mary", Some("0:05")))),
            ("Jane Doe (00:12)", Some(("Jane Doe", Some("00:12")))),
            ("[00:01:02] Mary", Some(("Mary", Some("00:01:02")))),
            ("[00:01:02] - Mary", Some(("Mary", Some("00:01:02")))),
            ("Mary: 0:05", Some(("Mary", Some("0:05")))),
            ("Mary (Con)   0:05", Some(("Mary", Some("0:05")))),
            ("Roe, Mary   0:05", Some(("Roe, Mary", Some("0:05")))),
            ("Martin Roe, Jr. (0:05):", Some(("Martin Roe, Jr.", Some("0:05")))),
            ("Mary\n0:05", Some(("Mary", Some("0:05")))),
            ("0:05\nMary", Some(("Mary", Some("0:05")))),
            ("0:0:5.0 --> 0:0:9.4\nMary", Some(("Mary", Some("0:0:5.0")))),
            ("Roe, Mary", None),
            ("0:05\nGood.", None),
            ("Speaker 2", Some(("Speaker 2", None))),
            ("**Jane Doe** (0:40)", Some(("Jane Doe", Some("0:40")))),
            ("**Jane Doe** *0:40*", Some(("Jane Doe", Some("0:40")))),
            ("**Jane Doe:** [0:40]", Some(("Jane Doe", Some("0:40")))),
            ("BY MR. SMITH:", Some(("MR. SMITH", None))),
            ("Martin Luther King Jr.", Some(("Martin Luther King Jr.", None))),
            ("Anna K.", Some(("Anna K.", None))),
            ("Enter Ghost.", None),
            ("A. Yes.", None),
            ("Mary", None),
            ("SUMMARY", None),
            ("Ingredients:", None),
            ("Monday:", None),
            ("SCENE II", None),
            ("A", None),
            ("0:05", None),
            ("**", None),
            ("", None),
        ] {
            assert_eq!(Turn::head(line).map(|turn| (turn.name, turn.time)), expected, "{line}");
        }
    }

    #[test]
    fn two_heads_that_come_again_make_a_dialogue() {
        let heads = |text: &str| {
            let all: Vec<Line<'_>> = lines(text).collect();
            let split = all.split(|line| line.text.is_empty()).filter(|lines| !lines.is_empty());
            super::heads(&split.collect::<Vec<_>>()).into_iter().collect::<Vec<_>>().join(", ")
        };
        for (text, expected) in [
            ("ANN.\nOne.\n\nBOB\nTwo.\nANN.\nThree.\nBOB\n\nFour.", "ANN, BOB"),
            ("**ANN:**\nOne.\n\nBOB\nTwo.\nANN\nThree.\nBOB\n\nFour.", "ANN, BOB"),
            ("ANN LEE\nOne.\n\nBOB\nTwo.\nANN LEE\nThree.\nBOB\n\nFour.", "ANN LEE, BOB"),
            ("EUROPE\nOne.\n\nASIA\nTwo.\n\nEUROPE\nThree.\n\nASIA\nFour.", ""),
            ("ANN\n1.\nBOB\n2.\nANN\n3.\nBOB\n4.\nANN\n5.\nANN\n6.", "ANN, BOB"),
            ("ANN\nOne.\n\nBOB\nTwo.\n\nANN\nThree.", ""),
            (
                "ANN 0:01\nOne.\n\nBOB 0:02\nTwo.\n\nANN\n1.\n\nBOB\n2.\n\nRAY 0:03\nThree.\n\nEVE\nFour.",
                "ANN, BOB, RAY",
            ),
            ("RICE\n- one.\n\nMILK\ntwo\n\nRICE\n- one.\n\nMILK\ntwo", ""),
            (
                "ANN LEE\nOne.\nBOB\nTwo.\nANN LEE\n3.\nBOB\n4.\nRay Roe (Con)\n5.\nEve Roe\n6.",
                "ANN LEE, BOB, Ray Roe",
            ),
            ("Ann 0:01\none\n\nBob 0:02\ntwo\n\nAnn 0:03\nthree [cough]\n\nBob 0:04\nbye", "Ann, Bob"),
        ] {
            assert_eq!(heads(text), expected, "{text}");
        }
    }

    #[test]
    fn names_with_full_stops_that_come_again_make_a_dialogue() {
        for (text, expected) in [
            ("Q. One?\nA. Two.\nQ. Three?\nA. Four.", "A, Q"),
            ("Q. One?\n\nA. Two.\n\nB. Three.\n\nA. Four.", ""),
            ("ANN. One.\n\nLADY ROE. Two.\n\n[Exit.]\n\nANN. Three.\n\nLADY ROE. Four.", "ANN, LADY ROE"),
            ("ANN. One.\n\nBOB. Two.\n\nANN. Three.\n\nFour.", ""),
            ("ANN. One.\n\nBOB. 1.\n\nANN. 2.\n\nBOB. 3.\n\na\n\nb\n\nc\n\nd\n\ne", ""),
            ("I. One.\n\nII. Two.\n\nI. Three.\n\nII. Four.", ""),
            ("NOTE. One.\n\nMR. Two.\n\nNOTE. Three.\n\nMR. Four.", ""),
        ] {
            let all: Vec<Line<'_>> = lines(text).collect();
            let paragraphs: Vec<&[Line<'_>]> = all.split(|line| line.text.is_empty()).collect();
            let found = dotted(&paragraphs).into_iter().collect::<Vec<_>>().join(", ");
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn who_speaks_once_is_known_in_a_dialogue() {
        let speakers = |text: &str| {
            let all: Vec<Line<'_>> = lines(text).collect();
            let paragraphs: Vec<&[Line<'_>]> = all.split(|line| line.text.is_empty()).collect();
            let found = Speakers::of(&paragraphs);
            let names = found.turns.keys().map(ToString::to_string).collect::<Vec<_>>().join(" ");
            (names, Speakers::of(&paragraphs).of_dialogue().turns.len())
        };
        let long = format!("Ann: a.\n\nBob: b.\n\nAnn: c.\n\nBob: d.{}", "\n\ne.".repeat(29));
        for (text, expected) in [
            ("Ann: a.\nBob: b.\nAnn: c.", ("Ann Bob", 2)),
            ("Ann: a.\n\nBob: b.\n\nc", ("", 0)),
            ("Ann: a.\nBob: b.\nAnn: c.\n\nd.\n\ne.\n\nRay: f.\n\ng.\n\nh.\n\ni.", ("Ann Bob", 0)),
            ("Ann: a.\n\nAnn: b.\n\nc\n\nd\n\ne\n\nBob: f.\n\ng", ("Ann", 0)),
            ("Ann: a.\n\nBob: b.\n\nAnn: c.\n\nBob: d.\n\ne\n\nf\n\ng\n\nh\n\ni", ("Ann Bob", 2)),
            (long.as_str(), ("Ann Bob", 0)),
            ("No: a.\nYes: b.\n\nNo: c.\nYes: d.", ("", 0)),
            ("Monday: a.\nBreakfast: b.\n\nMonday: c.\nBreakfast: d.", ("", 0)),
            ("Colour: red\nShape: round\n\nColour: blue\nShape: flat", ("", 0)),
            ("0:01\tAnn:\ta\n0:02\tBob:\tb\n0:03\tAnn:\tc", ("Ann Bob", 2)),
            ("Ann: a.\n\n@bob: b.\n\nAnn: c.\n\n@bob: d.\n\nAnn: e.\n\n@bob: f.", ("@bob Ann", 2)),
            ("Ann: a.\n\nBob & Ray: b.\n\nAnn: c.\n\nBob & Ray: d.", ("Ann", 1)),
            ("**Ann:** a.\n\n**bob:** b.\n\n**Ann:** c.\n\n**bob:** d.", ("Ann bob", 2)),
            ("小明：一。\n\n李华：二。\n\n小明：三。\n\n李华：四。", ("小明 李华", 2)),
            ("他说：一。\n\n她说：二。\n\n他说：三。\n\n她说：四。", ("", 0)),
            ("the word: a.\n\nthe word: b.\n\nthe word: c.", ("", 0)),
        ] {
            assert_eq!(speakers(text), (expected.0.to_owned(), expected.1), "{text}");
        }
    }

    #[test]
    fn subtitles_have_names_in_capitals() {
        let found = Speakers::of_subtitles(["ANN: a", "Bob: b", "Ray: c", "Ray: d", "NOTE: e"].into_iter());
        assert_eq!(found.turns.into_keys().collect::<Vec<_>>(), ["ANN", "Ray"]);
    }
}
