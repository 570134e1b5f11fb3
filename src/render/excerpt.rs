//! An excerpt is what is shown of a quote whose lines are too many: those around its evidence.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Lines around evidence that are shown on each side of it, where others are left out.
pub(super) const AROUND: usize = 3;

/// Evidence: the byte of the quote's text where it begins, and the concept's id.
pub(super) type Evidence<'a> = (usize, &'a str);

/// The lines of which at most `most` are shown: those with the most evidence in them; where more concepts are spoken of
/// elsewhere, some around the words on each, or on as many as there is room for. O((l + m) log m) for l lines, m pieces of
/// evidence.
pub(super) fn excerpt(lines: &[Range<usize>], evidence: &[Evidence<'_>], most: usize) -> Vec<usize> {
    let window = window(lines, evidence, most);
    let mut spoken: BTreeMap<usize, BTreeSet<&str>> = BTreeMap::new();
    for &(at, concept) in evidence {
        let line = lines.partition_point(|line| line.end <= at).min(lines.len().saturating_sub(1));
        spoken.entry(line).or_default().insert(concept);
    }
    let inside: BTreeSet<&str> =
        spoken.range(window.clone()).flat_map(|(_, concepts)| concepts).copied().collect();
    if spoken.values().flatten().all(|concept| inside.contains(concept)) {
        return window.collect();
    }
    around(cover(&spoken, window.len()), window.len(), lines.len())
}

/// So many lines, or fewer, that speak of the most concepts together: the line with the most new ones comes next, the first
/// of such.
fn cover(spoken: &BTreeMap<usize, BTreeSet<&str>>, most: usize) -> BTreeSet<usize> {
    let (mut chosen, mut seen) = (BTreeSet::new(), BTreeSet::new());
    while chosen.len() < most {
        let new =
            |concepts: &BTreeSet<&str>| concepts.iter().filter(|&concept| !seen.contains(concept)).count();
        let best = spoken.iter().map(|(&line, concepts)| (new(concepts), Reverse(line))).max();
        let Some((1.., Reverse(line))) = best else { break };
        chosen.insert(line);
        seen.extend(spoken[&line].iter().copied());
    }
    chosen
}

/// The text, or of one with more letters than `most` these and `…`.
pub(super) fn start(text: &str, most: usize) -> Cow<'_, str> {
    match text.char_indices().nth(most) {
        Some((end, _)) => Cow::Owned(format!("{}…", &text[..end])),
        None => Cow::Borrowed(text),
    }
}

/// True when words are left out before a line that is shown, and when they are after it. What is left out between two
/// lines is so after the first of them.
pub(super) fn is_cut(shown: &[usize], line: usize, all: usize) -> (bool, bool) {
    let before = line > 0 && shown.first() == Some(&line);
    (before, line + 1 < all && !shown.contains(&(line + 1)))
}

/// So many lines of all that are the nearest to some. O(count · some).
fn around(some: BTreeSet<usize>, count: usize, all: usize) -> Vec<usize> {
    let mut shown = some.clone();
    for distance in 1..all {
        for line in some.iter().flat_map(|line| [Some(line + distance), line.checked_sub(distance)]) {
            shown.extend(line.filter(|&line| line < all && shown.len() < count));
        }
        if shown.len() >= count {
            break;
        }
    }
    shown.into_iter().collect()
}

/// The lines with the most evidence in them, away from where the quote is cut if that can be; the first of such.
fn window(lines: &[Range<usize>], evidence: &[Evidence<'_>], most: usize) -> Range<usize> {
    let mut starts: Vec<usize> = evidence.iter().map(|(start, _)| *start).collect();
    starts.sort_unstable();
    let before = |at: usize| starts.partition_point(|&start| start < at);
    let found = |lines: &[Range<usize>]| match (lines.first(), lines.last()) {
        (Some(first), Some(last)) => before(last.end) - before(first.start),
        _ => 0,
    };
    let count = most.min(lines.len());
    let inside = |start: usize| {
        let end = start + count;
        let cut = |is_cut: bool| if is_cut { AROUND } else { 0 };
        start + cut(start > 0)..end - cut(end < lines.len())
    };
    let best = |start: &usize| (found(&lines[*start..start + count]), found(&lines[inside(*start)]));
    let start = (0..=lines.len() - count).rev().max_by_key(best).unwrap_or(0);
    start..start + count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_shown_around_evidence() {
        let lines: Vec<Range<usize>> = (0..40).map(|line| line * 10..line * 10 + 9).collect();
        for (count, evidence, expected) in [
            (0, vec![], vec![]),
            (3, vec![(21, "a")], vec![0, 1, 2]),
            (40, vec![], vec![0, 1, 2, 3, 4, 5, 6, 7]),
            (40, vec![(200, "a")], vec![16, 17, 18, 19, 20, 21, 22, 23]),
            (40, vec![(395, "a")], vec![32, 33, 34, 35, 36, 37, 38, 39]),
            (40, vec![(5, "a"), (395, "b")], vec![0, 1, 2, 3, 36, 37, 38, 39]),
            (40, vec![(0, "a"), (10, "a"), (200, "b"), (390, "c")], vec![0, 1, 2, 19, 20, 21, 38, 39]),
            (40, vec![(0, "a"), (10, "b"), (11, "a"), (200, "c")], vec![0, 1, 2, 3, 19, 20, 21, 22]),
            (
                40,
                (0..10).map(|n| (n * 40, &"abcdefghij"[n..=n])).collect(),
                vec![0, 4, 8, 12, 16, 20, 24, 28],
            ),
        ] {
            let shown = excerpt(&lines[..count], &evidence, 8);
            assert_eq!(shown, expected, "{evidence:?}");
        }
        assert_eq!(
            [3, 4, 9].map(|line| is_cut(&[3, 4, 9], line, 10)),
            [(true, false), (false, true), (false, false)]
        );
    }
}
