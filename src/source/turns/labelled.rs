//! A label is the name before a colon with which a turn begins: `Mary: …`, `**Mary:** …`, `[00:01:02] Mr. Smith (Con): …`.

use super::called::{is_loud, without_aside};
use super::times::{bracketed, is_bracketed, is_time, near, stamp};
use super::{Turn, WIDE};

impl<'t> Turn<'t> {
    /// The turn that the line begins if what stands before its colon is who speaks. O(line).
    pub(super) fn labelled(line: &'t str) -> Option<Self> {
        let near = near(line);
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
        (name, aside) => Some((name, Some(aside_of(name, aside.trim())?), rest)),
    };
    within().or_else(around).filter(|(.., rest)| colon.starts_with(WIDE) || rest.starts_with([' ', '\t']))
}

/// What stands in brackets behind a name. In emphasis too it is a time, or of a play, whose names are in capitals; of terms
/// it may be the field: `**Alpha** *(finance)*: …`.
fn aside_of<'t>(name: &str, text: &'t str) -> Option<&'t str> {
    let in_emphasis = || bracketed(text.trim_matches(['*', '_']));
    bracketed(text).or_else(|| in_emphasis().filter(|aside| is_time(aside) || is_loud(name)))
}

/// The mark of emphasis around all of a line behind its time: `**Q: Why?**`. O(line).
pub(super) fn mark_around(line: &str) -> Option<&str> {
    let text = line[stamp(line).1..].trim_start();
    let words = text.trim_start_matches(['*', '_']);
    let mark = Some(&text[..text.len() - words.len()]).filter(|mark| !mark.is_empty())?;
    (words.find(mark)? + mark.len() == words.len()).then_some(mark)
}
