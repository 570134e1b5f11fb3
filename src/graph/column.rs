//! A column holds one field of every row in one piece of memory, rows end to end.

use std::ops::Range;

/// Where each row of a column ends; it begins where the one before it ends.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Ends(Vec<u64>);

impl Ends {
    /// Ends the next row at `end`, which is not before the last one.
    pub(super) fn push(&mut self, end: usize) {
        self.0.push(end as u64);
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn row(&self, row: usize) -> Range<usize> {
        let start = if row == 0 { 0 } else { self.0[row - 1] };
        start as usize..self.0[row] as usize
    }
}

/// One string for each row.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Strings {
    text: String,
    ends: Ends,
}

impl Strings {
    pub(super) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        self.ends.push(self.text.len());
    }

    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(super) fn get(&self, row: usize) -> &str {
        &self.text[self.ends.row(row)]
    }

    /// The string, or `None` where it is empty.
    pub(super) fn filled(&self, row: usize) -> Option<&str> {
        Some(self.get(row)).filter(|text| !text.is_empty())
    }
}

impl<T: AsRef<str>> FromIterator<T> for Strings {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Self {
        let mut strings = Self::default();
        texts.into_iter().for_each(|text| strings.push(text.as_ref()));
        strings
    }
}

/// A list for each row: the "compressed sparse rows" of the graph's edges.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Lists<T> {
    values: Vec<T>,
    ends: Ends,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self { values: Vec::new(), ends: Ends::default() }
    }
}

impl<T> Lists<T> {
    pub(super) fn push(&mut self, row: impl IntoIterator<Item = T>) {
        self.values.extend(row);
        self.ends.push(self.values.len());
    }

    pub(super) fn row(&self, row: usize) -> &[T] {
        &self.values[self.ends.row(row)]
    }
}

impl<T: Copy> Lists<T> {
    /// `rows` lists of the values of (row, value) `pairs`, each in the order of the pairs.
    ///
    /// O(p log p) for p pairs.
    pub(super) fn group(rows: usize, pairs: impl Iterator<Item = (usize, T)>) -> Self {
        let mut pairs: Vec<(usize, T)> = pairs.collect();
        pairs.sort_by_key(|&(row, _)| row);
        let mut lists = Self::default();
        let mut rest = &pairs[..];
        for row in 0..rows {
            let (here, after) = rest.split_at(rest.partition_point(|&(at, _)| at <= row));
            lists.push(here.iter().map(|&(_, value)| value));
            rest = after;
        }
        lists
    }
}

/// A list of strings for each row.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct StringLists {
    strings: Strings,
    ends: Ends,
}

impl StringLists {
    pub(super) fn push<T: AsRef<str>>(&mut self, row: impl IntoIterator<Item = T>) {
        row.into_iter().for_each(|text| self.strings.push(text.as_ref()));
        self.ends.push(self.strings.len());
    }

    pub(super) fn row(&self, row: usize) -> impl ExactSizeIterator<Item = &str> + Clone {
        self.ends.row(row).map(|at| self.strings.get(at))
    }

    /// The row's strings two by two, for a row of keys and values.
    pub(super) fn pairs(&self, row: usize) -> impl ExactSizeIterator<Item = (&str, &str)> + Clone {
        let Range { start, end } = self.ends.row(row);
        (start..end).step_by(2).map(|at| (self.strings.get(at), self.strings.get(at + 1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_end_to_end() {
        let strings: Strings = ["a", "", "bcd"].into_iter().collect();
        assert_eq!((strings.get(0), strings.filled(1), strings.get(2)), ("a", None, "bcd"));
        let mut lists = StringLists::default();
        lists.push(["k", "v", "k2", ""]);
        lists.push::<&str>([]);
        assert_eq!(lists.pairs(0).collect::<Vec<_>>(), [("k", "v"), ("k2", "")]);
        assert_eq!(lists.row(1).len(), 0);
    }

    #[test]
    fn groups_keep_the_order_of_the_pairs() {
        let lists = Lists::group(3, [(2, 'x'), (0, 'y'), (2, 'a'), (9, 'z')].into_iter());
        assert_eq!([lists.row(0), lists.row(1), lists.row(2)], [&['y'][..], &[], &['x', 'a']]);
    }
}
