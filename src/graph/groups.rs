//! Groups are the numbers that belong to each of some others: the quotes of each concept, the nodes of each community.

use std::ops::Range;

/// A list of numbers for each of some groups.
#[derive(Debug)]
pub(crate) struct Groups {
    ends: Vec<usize>,
    values: Vec<u32>,
}

impl Groups {
    /// The values of each group, in the order of the pairs. O(pairs + groups), by counting.
    pub(crate) fn of(groups: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> Self {
        let mut places = vec![0; groups];
        pairs.clone().for_each(|(group, _)| places[group as usize] += 1);
        let mut start = 0;
        for place in &mut places {
            start += std::mem::replace(place, start);
        }
        let mut values = vec![0; start];
        for (group, value) in pairs {
            let place = &mut places[group as usize];
            values[*place] = value;
            *place += 1;
        }
        // Each place has moved on to where its group ends.
        Self { ends: places, values }
    }

    /// The same groups of other values.
    pub(crate) fn map(mut self, other: impl Fn(u32) -> u32) -> Self {
        self.values.iter_mut().for_each(|value| *value = other(*value));
        self
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn row(&self, group: usize) -> &[u32] {
        &self.values[self.range(group)]
    }

    fn range(&self, group: usize) -> Range<usize> {
        let start = if group == 0 { 0 } else { self.ends[group - 1] };
        start..self.ends[group]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_keep_the_order_of_the_pairs() {
        let groups = Groups::of(4, [(2, 7), (0, 5), (2, 1)].into_iter());
        assert_eq!([0, 1, 2, 3].map(|group| groups.row(group)), [&[5][..], &[], &[7, 1], &[]]);
        assert_eq!(groups.map(|value| value * 2).row(2), [14, 2]);
    }
}
