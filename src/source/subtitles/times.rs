//! The times of a cue: `00:00:01,000 --> 00:00:04,000`, and of a transcript at the beginning of a line.

use crate::source::turns::{bracketed, is_time, milliseconds};

/// What stands between the times of a cue.
const ARROW: &str = "-->";

/// The times of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Times<'t> {
    /// The first as it is written, without the fraction.
    pub(super) written: &'t str,
    /// In milliseconds.
    pub(super) start: u64,
    pub(super) end: u64,
}

impl<'t> Times<'t> {
    /// `00:00:01,000 --> 00:00:04,000`; WebVTT has settings behind it.
    pub(super) fn of(line: &'t str) -> Option<Self> {
        let (start, end) = line.split_once(ARROW)?;
        let (start, end) = (start.trim(), end.split_whitespace().next()?);
        let written = start.split(['.', ',']).next()?;
        Some(Self { written, start: milliseconds(start)?, end: milliseconds(end)? })
    }

    /// The time with which a line of a transcript begins, and where its words do.
    pub(super) fn of_stamp(line: &'t str) -> Option<(Self, usize)> {
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
    pub(super) const NONE: Times<'static> = Times { written: "", start: 0, end: 0 };
}

/// Where a line goes on behind brackets that end at a place: behind the address, if they are of a link.
fn behind_link(line: &str, at: usize) -> usize {
    let address = line[at..].strip_prefix('(').and_then(|address| address.find(')'));
    address.map_or(at, |end| at + end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

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
