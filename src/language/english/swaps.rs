//! A swap is a part of a word for another one. Data files show each in an example: `retin-a retin-al`.

use crate::text::data_lines;

/// Two parts that may stand in the same place of a word.
#[derive(Debug, Clone, Copy)]
pub(super) struct Swap {
    pub(super) one: &'static str,
    pub(super) other: &'static str,
    /// The bytes that stand before them at least.
    pub(super) least: usize,
}

/// The lines of a file: a word with each of two parts, behind a hyphen and before another one if more follows, and the
/// bytes before them where their number matters.
pub(super) fn swaps(file: &'static str) -> Vec<Swap> {
    let read = |line: &'static str| {
        let mut fields = line.split(' ');
        let mut part = || fields.next()?.split('-').nth(1);
        let (one, other) = (part()?, part()?);
        let least = fields.next().and_then(|least| least.parse().ok()).unwrap_or_default();
        Some(Swap { one, other, least })
    };
    data_lines(file).filter_map(read).collect()
}

/// Endings that are swapped, with the letters that the first ones end in, which tell at once that most words have none.
pub(super) struct Endings {
    pub(super) swaps: Vec<Swap>,
    last_letters: [bool; 256],
}

impl Endings {
    pub(super) fn of(swaps: Vec<Swap>) -> Self {
        let mut last_letters = [false; 256];
        let last = swaps.iter().filter_map(|swap| swap.one.bytes().last());
        last.for_each(|last| last_letters[usize::from(last)] = true);
        Self { swaps, last_letters }
    }

    /// True when one of the first endings may end in the last letter of a word.
    #[inline]
    pub(super) fn may_end_in(&self, last: u8) -> bool {
        self.last_letters[usize::from(last)]
    }
}

/// The two words of each line of a file.
#[cfg(test)]
pub(super) fn examples(file: &'static str) -> Vec<(String, String)> {
    let words = |line: &str| {
        let mut fields = line.split(' ').map(|word| word.replace('-', ""));
        (fields.next().unwrap(), fields.next().unwrap())
    };
    let examples: Vec<_> = data_lines(file).map(words).collect();
    assert_eq!(examples.len(), swaps(file).len());
    examples
}
