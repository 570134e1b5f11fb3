//! Who has the floor: in a dialogue who spoke last goes on in the paragraphs below that begin no turn.

use jiff::civil::Date;

use super::{Speakers, Turn};
use crate::source::Quote;
use crate::source::lines::{Line, ends_sentence};

/// What stands around a paragraph that nobody in the dialogue says: `[Exit.]`, `*This was edited.*`.
const AROUND: [(char, char); 4] = [('[', ']'), ('(', ')'), ('*', '*'), ('_', '_')];

/// So many words are said without the end of a sentence too; fewer may be a heading.
const SAID: usize = 8;

/// Who spoke last.
#[derive(Default)]
pub(in crate::source) struct Floor {
    is_dialogue: bool,
    speaker: Option<String>,
    date: Option<Date>,
    is_open: bool,
}

impl Floor {
    /// Nobody's yet.
    pub(in crate::source) fn of(speakers: &Speakers<'_>) -> Self {
        Self { is_dialogue: speakers.are_enough, ..Self::default() }
    }

    /// Passes it to who speaks some lines, of which the quote is, if they have words; one that begins no turn is said by
    /// who has it. O(lines).
    pub(in crate::source) fn pass(
        &mut self,
        turn: Option<Turn<'_>>,
        lines: &[Line<'_>],
        quote: Option<&mut Quote>,
    ) {
        match (turn, quote) {
            (Some(turn), quote) if turn.goes_on() => {
                quote.into_iter().for_each(|quote| quote.speaker.clone_from(&self.speaker));
            }
            (Some(turn), _) => {
                let is_line = lines.first().is_some_and(|line| turn.is_line(line.text));
                let name = Some(turn.name).filter(|name| !name.is_empty() && !is_line);
                (self.speaker, self.date) = (name.map(str::to_owned), turn.date());
                self.is_open = self.is_dialogue && is_open(&turn, lines);
            }
            (None, Some(quote)) if self.is_open && quote.speaker.is_none() && is_said(lines, &quote.text) => {
                quote.speaker.clone_from(&self.speaker);
                quote.date = quote.date.or(self.date);
            }
            _ => {}
        }
    }

    /// Takes it from who has it, as a heading does.
    pub(in crate::source) fn end(&mut self) {
        self.is_open = false;
    }
}

/// Whether the turn that some lines begin may go on in other paragraphs. A line of a chat does not; nor does a name in
/// capitals with a full stop, or directly above its words without a time: so plays have them, among directions for the
/// stage.
fn is_open(turn: &Turn<'_>, lines: &[Line<'_>]) -> bool {
    let Some(first) = lines.first() else { return true };
    let (mark, words) = first.text.split_at(turn.words);
    let is_apart = || lines.get(1).is_none_or(|next| next.number > first.number + 1);
    let is_dotted = turn.name.len() > 1 && mark.trim_end_matches(['*', '_']).ends_with('.');
    let is_head = words.is_empty() && !mark.is_empty() && turn.time.is_none();
    !turn.is_line(first.text) && !is_dotted && (!is_head || is_apart())
}

/// Whether a paragraph is said: it is no heading, and does not stand [apart](AROUND).
fn is_said(lines: &[Line<'_>], text: &str) -> bool {
    let ends = lines.first().zip(lines.last());
    let stands_in = |(open, close)| {
        ends.is_some_and(|(first, last)| first.text.starts_with(open) && last.text.ends_with(close))
    };
    let is_whole = || ends_sentence(text) || text.ends_with([':', ',', ';', '—']);
    !AROUND.into_iter().any(stands_in) && (is_whole() || text.split(' ').nth(SAID - 1).is_some())
}
