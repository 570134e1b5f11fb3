//! A dotted turn begins with a name in capitals and a full stop, as in plays: `MARY. …`, `Q. …`.

use std::collections::{BTreeMap, BTreeSet};

use super::called::{is_label, is_loud};
use super::{LONGEST, Turn};
use crate::source::lines::Line;
use crate::source::names::is_name;
use crate::text::is_abbreviation;

impl<'t> Turn<'t> {
    /// The turn that begins with a name in capitals and a full stop: `MARY. …`; of letters alone it is `Q. …` and `A.
    /// …`. O(1).
    pub(super) fn dotted(line: &'t str) -> Option<Self> {
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
}

/// Those whose names in capitals begin paragraphs or lines before a full stop: at least half of the paragraphs, and two
/// of them twice each; of question and answer the lines. O(text).
pub(super) fn dotted<'t>(paragraphs: &[&[Line<'t>]]) -> BTreeSet<&'t str> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::lines::lines;

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
}
