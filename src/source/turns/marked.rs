//! A turn may begin with a name that stands in marks: `[Mary] [1:02] …`, `[1:02] <mary> …`, `**Mary** [1:02] …`.

use super::Turn;
use super::called::{is_label, is_speaker, name_and_time};
use super::times::{is_bracketed, near, stamp};
use crate::source::names::is_name;

/// What stands in a chat before the names of those who may do more in it.
const NICK_MARKS: [char; 5] = ['@', '+', '%', '&', '~'];

impl<'t> Turn<'t> {
    /// The turn that begins with a name and a time in brackets, `[Mary] [1:02] …`, or is a line of a chat.
    pub(super) fn in_brackets(near: &'t str) -> Option<Self> {
        Self::of_chat(near).or_else(|| Self::of_name_and_time(near)).or_else(|| Self::of_emphasis(near))
    }

    /// The line of a chat that begins with a time.
    fn of_chat(near: &'t str) -> Option<Self> {
        let (time, start) = stamp(near);
        let behind = Some(near[start..].trim_start()).filter(|_| time.is_some())?;
        let (name, words) = of_nick(behind).or_else(|| of_meeting(behind))?;
        Some(Self { name, time, day: None, words: near.len() - words.len() })
    }

    /// Whether it is [such a line](of_nick), in which all of it is said.
    pub(in crate::source) fn is_line(&self, line: &str) -> bool {
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

    /// When the turn is that begins with [a name and a time](Self::of_emphasis) in marks of emphasis, or with a time in
    /// these: `**[1:02] Mary:** …`, `**1:02** Mary: …`. Verses, steps and hours of a day are written so, too; but a name in
    /// marks of its own, `*10:32* **Mary:** …`, tells of a chat.
    pub(super) fn time_in_emphasis(line: &'t str) -> Option<&'t str> {
        let near = near(line);
        let inside = near.trim_start_matches(['*', '_']);
        let is_before = || match stamp(near) {
            (Some(_), end) => !near[end..].trim_start().starts_with(['*', '_']),
            (None, _) => stamp(inside).0.is_some(),
        };
        let is_in_emphasis = inside.len() < near.len() && (is_before() || Self::of_emphasis(near).is_some());
        Self::of(Some(line).filter(|_| is_in_emphasis)?)?.time
    }
}

/// The name and the words of a line of a chat in which the name stands in chevrons behind its time: `<mary> …`, `<@mary> …`.
fn of_nick(behind: &str) -> Option<(&str, &str)> {
    let (name, words) = behind.strip_prefix('<')?.split_once('>')?;
    let name = name.trim_start().trim_start_matches(NICK_MARKS);
    let is_nick = !name.is_empty() && !name.contains(char::is_whitespace) && words.starts_with(' ');
    is_nick.then_some((name, words))
}

/// The same of a line of the chat of a meeting, as Zoom keeps it: `From Mary to Everyone : …`.
fn of_meeting(behind: &str) -> Option<(&str, &str)> {
    let (from, words) = behind.strip_prefix("From ")?.split_once(':')?;
    let name = from.split(" to ").next().map(str::trim).filter(|name| !name.is_empty())?;
    let is_from = from.ends_with(' ') || from.contains(" to ");
    (is_from && is_name(name) && !is_label(name)).then_some((name, words))
}
