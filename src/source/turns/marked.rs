//! A turn may begin with a name that stands in marks: `[Mary] [1:02] …`, `[1:02] <mary> …`, `**Mary** [1:02] …`.

use super::called::{is_label, is_speaker, name_and_time};
use super::times::{is_bracketed, stamp};
use super::{LONGEST, Turn};
use crate::source::names::is_name;

/// What stands in a chat before the names of those who may do more in it.
const NICK_MARKS: [char; 5] = ['@', '+', '%', '&', '~'];

impl<'t> Turn<'t> {
    /// The turn that begins with a name and a time in brackets, `[Mary] [1:02] …`, or is a line of a chat.
    pub(super) fn in_brackets(near: &'t str) -> Option<Self> {
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
    /// these: `**[1:02] Mary:** …`, `**1:02** Mary: …`. Verses, steps and hours of a day are written so, too.
    pub(super) fn time_in_emphasis(line: &'t str) -> Option<&'t str> {
        let near = &line[..line.floor_char_boundary(LONGEST)];
        let inside = near.trim_start_matches(['*', '_']);
        let is_before = || stamp(near).0.or(stamp(inside).0).is_some();
        let is_in_emphasis = inside.len() < near.len() && (is_before() || Self::of_emphasis(near).is_some());
        Self::of(line).filter(|_| is_in_emphasis)?.time
    }
}
