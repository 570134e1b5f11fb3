//! A formula is what Markdown has between `$$` and `$$`, or LaTeX between `\begin{…}` and `\end{…}`: no words of a quote.

use crate::source::lines::Line;

/// A formula on lines of its own: `$$ … $$`, or what LaTeX has between `\begin{equation}` and `\end{equation}`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Formula<'t> {
    end: &'static str,
    /// What follows the end.
    name: &'t str,
}

impl<'t> Formula<'t> {
    /// The formula that the line begins, and what stands behind the beginning.
    pub(super) fn of(line: &'t str) -> Option<(Self, &'t str)> {
        if let Some(inside) = line.strip_prefix("$$") {
            return Some((Self { end: "$$", name: "" }, inside));
        }
        let name = line.strip_prefix("\\begin").filter(|name| name.starts_with('{'))?;
        let (name, inside) = name.split_at(name.find('}')? + 1);
        let is_name = name[1..name.len() - 1].chars().all(|c| c.is_ascii_alphabetic() || c == '*');
        is_name.then_some((Self { end: "\\end", name }, inside))
    }

    /// Where the first end of it in a line ends.
    pub(super) fn end_in(&self, line: &str) -> Option<usize> {
        let mut ends = line.match_indices(self.end).map(|(at, end)| at + end.len());
        ends.find(|at| line[*at..].starts_with(self.name)).map(|at| at + self.name.len())
    }

    /// Whether it ends in the line that begins it, and no words follow.
    pub(super) fn is_whole(&self, inside: &str) -> bool {
        self.end_in(inside).is_some_and(|end| !has_words(&inside[end..]))
    }

    /// Whether it ends in a line below, before one that is empty. O([`LINES`]).
    pub(super) fn is_open(&self, inside: &str, below: &[Line<'_>]) -> bool {
        let is_prose = self.name.is_empty() && (inside.starts_with('$') || has_words(inside));
        let mut below = below.iter().take(LINES).take_while(|line| !line.text.is_empty());
        !is_prose && !inside.contains(self.end) && below.any(|line| self.end_in(line.text).is_some())
    }
}

/// No formula has more lines.
const LINES: usize = 100;

/// Whether there is a word of two letters or more, as formulas have none outside of their commands.
pub(super) fn has_words(text: &str) -> bool {
    let mut words = text.split_whitespace().map(|word| word.trim_end_matches(['.', ',', ';', ':', '!', '?']));
    words.any(|word| word.chars().nth(1).is_some() && word.chars().all(char::is_alphabetic))
}
