//! A layout is how a text stood on paper: its pages have heads and feet, its lines numbers, and its contents dots up to
//! the number of a page. Nothing of it is a quote.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::source::lines::{Line, ends_sentence};

/// What stands between two pages.
const PAGE: char = '\u{c}';

/// So many lines at an edge of a page may be of its head or foot.
const EDGE: usize = 2;

/// What comes less often is no layout.
const OFTEN: usize = 3;

/// So many lines at least are numbered.
const NUMBERED: usize = 10;

/// The lines of a text without what is of its layout. O(text).
pub(super) fn without_layout<'t>(text: &'t str, lines: Vec<Line<'t>>) -> Vec<Line<'t>> {
    without_contents(without_numbers(without_edges(text, lines)))
}

/// Without the lines that pages begin or end with, alone: the same but for digits on a quarter of them.
fn without_edges<'t>(text: &'t str, mut lines: Vec<Line<'t>>) -> Vec<Line<'t>> {
    let is_apart = |line: &Line<'_>, next: &Line<'_>| text[line.range().end..next.start].contains(PAGE);
    for _ in 0..if text.contains(PAGE) { EDGE } else { 0 } {
        let pages: Vec<&[Line<'t>]> = lines.chunk_by(|line, next| !is_apart(line, next)).collect();
        let edges: Vec<Line<'t>> = pages.iter().flat_map(|page| edges(page)).collect();
        let mut counts: FxHashMap<String, usize> = FxHashMap::default();
        edges.iter().for_each(|line| *counts.entry(without_digits(line.text)).or_default() += 1);
        let is_often = |line: &&Line<'t>| {
            let count = counts[&without_digits(line.text)];
            count >= OFTEN && 4 * count >= pages.len()
        };
        let layout: FxHashSet<usize> = edges.iter().filter(is_often).map(|line| line.start).collect();
        lines.retain(|line| line.text.is_empty() || !layout.contains(&line.start));
    }
    closed(lines, is_apart)
}

/// The lines that stand alone above and below all others of a page.
fn edges<'t>(page: &[Line<'t>]) -> impl Iterator<Item = Line<'t>> + use<'t> {
    let mut paragraphs = page.split(|line| line.text.is_empty()).filter(|lines| !lines.is_empty());
    let (first, last) = (paragraphs.next(), paragraphs.next_back());
    let alone = |lines: &[Line<'t>]| if let [line] = lines { Some(*line) } else { None };
    [first.and_then(alone), last.and_then(alone)].into_iter().flatten()
}

/// What is the same on all pages.
fn without_digits(text: &str) -> String {
    text.chars().filter(|c| !c.is_ascii_digit() && !c.is_whitespace()).collect()
}

/// Without the numbers of lines, where most have one that is one more than that above it, or begins a page.
fn without_numbers(lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let filled = lines.iter().filter(|line| !line.text.is_empty()).count();
    let numbers: Vec<usize> = lines.iter().filter_map(|line| Some(number(line.text)?.0)).collect();
    let pairs = numbers.windows(2).filter(|pair| pair[1] == pair[0] + 1 || pair[1] == 1).count();
    if pairs < NUMBERED || 4 * pairs < 3 * filled {
        return lines;
    }
    let is_prose = lines.iter().any(|line| ends_sentence(line.text));
    closed(
        lines.into_iter().map(|line| line.from(number(line.text).map_or(0, |(_, len)| len))).collect(),
        |_, _| is_prose,
    )
}

/// The number with which a line begins, before a wide gap, and how long it is.
fn number(line: &str) -> Option<(usize, usize)> {
    let len = line.bytes().take_while(u8::is_ascii_digit).count();
    let is_number = ["  ", "\t"].iter().any(|gap| line[len..].starts_with(gap)) || len == line.len();
    line[..len].parse().ok().filter(|_| is_number && len < 3).map(|number| (number, len))
}

/// Without the lines of contents, `Part ..... 7`; they part others.
fn without_contents(mut lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    if lines.iter().filter(|line| is_of_contents(line.text)).count() >= OFTEN {
        lines.iter_mut().filter(|line| is_of_contents(line.text)).for_each(|line| line.text = "");
    }
    lines
}

fn is_of_contents(line: &str) -> bool {
    let before = line.trim_end_matches(|c: char| c.is_ascii_digit());
    let words = before.trim_end_matches(['.', ' ']);
    before.len() < line.len() && before[words.len()..].matches('.').count() > 3
}

/// The lines without blank ones between two that are `soft`ly apart, when a sentence goes on there in small letters.
fn closed<'t>(lines: Vec<Line<'t>>, soft: impl Fn(&Line<'t>, &Line<'t>) -> bool) -> Vec<Line<'t>> {
    let mut done: Vec<Line<'t>> = Vec::with_capacity(lines.len());
    let mut last = None;
    for line in lines {
        if !line.text.is_empty() {
            let goes_on = |above: &Line<'t>| {
                !ends_sentence(above.text) && line.text.starts_with(char::is_lowercase) && soft(above, &line)
            };
            if let Some(at) = last.filter(|&at| goes_on(&done[at])) {
                done.truncate(at + 1);
            }
            last = Some(done.len());
        }
        done.push(line);
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::lines::lines;

    fn shown(text: &str) -> String {
        let left = without_layout(text, lines(text).collect());
        let texts: Vec<&str> = left.iter().map(|line| line.text).collect();
        texts
            .join("\n")
            .trim()
            .split("\n\n")
            .map(|lines| lines.trim().replace('\n', "/"))
            .collect::<Vec<_>>()
            .join("|")
    }

    #[test]
    fn heads_and_feet_are_left_out() {
        let page =
            |number: u32| format!("On Walls\n\nWalls {number} are\nslow. They go\n\nRoe  [Page {number}]\n");
        let pages = |count| (1..=count).map(page).collect::<Vec<_>>().join("\u{c}");
        assert_eq!(
            shown(&pages(3)),
            "Walls 1 are/slow. They go|Walls 2 are/slow. They go|Walls 3 are/slow. They go"
        );
        assert_eq!(shown(&pages(2)).matches("On Walls").count(), 2);
        let text = "Walls are\n\n1\n\u{c}\n\nslow.\n\n2\n\u{c}So are\n\n3\n\u{c}Hedges.\n\n4";
        assert_eq!(shown(text), "Walls are/slow.|So are|Hedges.");
        assert_eq!(shown("One\u{c}\nTwo\n\u{c}Three"), "One/Two/Three");
    }

    #[test]
    fn numbers_of_lines_are_cut_off() {
        let numbered = |lines: &[&str]| {
            let numbered = (1..).zip(lines).map(|(number, line)| format!(" {number:2}    {line}\n\n"));
            numbered.collect::<String>()
        };
        let lines =
            ["Q.   Is it", "so?", "A.   It is. We", "all saw it.", "", "Yes.", "7", "8", "9", "10", "11"];
        assert_eq!(shown(&numbered(&lines)), "Q.   Is it/so?|A.   It is. We/all saw it.||Yes.|7|8|9|10|11");
        assert!(shown(&numbered(&lines[..9])).contains("1    Q."));
        let words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven"];
        assert_eq!(shown(&numbered(&words)), words.join("|"));
        assert!(shown(&"1 One\n2 Two\n3 Three\n4 Four\n".repeat(9)).contains("1 One"));
        assert!(shown(&"1  One\n1  Two\n5  Three\n".repeat(9)).contains("5  Three"));
    }

    #[test]
    fn contents_are_left_out() {
        let text = "Contents\n1 One ..... 7\n2 Two . . . . 9\n3 Three......12\nEnd... 5";
        assert_eq!(shown(text), "Contents||End... 5");
        assert_eq!(shown("One ..... 7\nTwo."), "One ..... 7/Two.");
    }
}
