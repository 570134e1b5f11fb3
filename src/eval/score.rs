//! A score counts what was found rightly, found wrongly and missed.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use serde::{Serialize, Serializer};

use super::gold::How;
use crate::number::rounded;

/// The decimal places of measures.
pub(super) const PLACES: i32 = 4;

/// What became of one item of the gold or of the program's answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// In both.
    Right,
    /// Found, and not in the gold.
    Wrong,
    /// In the gold, and not found.
    Missed,
}

/// Counts of outcomes. A ratio of nothing is none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// Found and in the gold.
    pub right: u32,
    /// Found and not in the gold.
    pub wrong: u32,
    /// In the gold and not found.
    pub missed: u32,
}

impl Score {
    /// Counts one outcome.
    pub fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Right => self.right += 1,
            Outcome::Wrong => self.wrong += 1,
            Outcome::Missed => self.missed += 1,
        }
    }

    /// The part of what was found that is right, in 0..=1.
    pub fn precision(&self) -> Option<f64> {
        ratio(self.right, self.right + self.wrong)
    }

    /// The part of the gold that was found, in 0..=1.
    pub fn recall(&self) -> Option<f64> {
        ratio(self.right, self.right + self.missed)
    }

    /// The harmonic mean of precision and recall: 2·right / (2·right + wrong + missed).
    pub fn f1(&self) -> Option<f64> {
        ratio(2 * self.right, 2 * self.right + self.wrong + self.missed)
    }
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        self.right += other.right;
        self.wrong += other.wrong;
        self.missed += other.missed;
    }
}

fn ratio(part: u32, whole: u32) -> Option<f64> {
    (whole > 0).then(|| f64::from(part) / f64::from(whole))
}

impl Serialize for Score {
    /// The three measures, then the counts.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Shown {
            precision: Option<f64>,
            recall: Option<f64>,
            f1: Option<f64>,
            right: u32,
            wrong: u32,
            missed: u32,
        }
        let Score { right, wrong, missed } = *self;
        let [precision, recall, f1] = [self.precision(), self.recall(), self.f1()]
            .map(|measure| measure.map(|measure| rounded(measure, PLACES)));
        Shown { precision, recall, f1, right, wrong, missed }.serialize(serializer)
    }
}

/// The outcome of every item of the gold and of what was found, in their order; an item that the gold has as optional
/// has none. What is right or missed is of the gold's kind, what is wrong of the kind that was found. O(n log n).
pub fn compare<K: Ord + Copy>(gold: &BTreeMap<K, How>, found: &BTreeMap<K, How>) -> Vec<(K, How, Outcome)> {
    let counted = gold.iter().filter(|(_, how)| **how != How::Optional);
    let of_gold = counted.map(|(key, how)| {
        let outcome = if found.contains_key(key) { Outcome::Right } else { Outcome::Missed };
        (*key, *how, outcome)
    });
    let wrong = found.iter().filter(|(key, _)| !gold.contains_key(key));
    let mut out: Vec<_> = of_gold.chain(wrong.map(|(key, how)| (*key, *how, Outcome::Wrong))).collect();
    out.sort_by_key(|(key, ..)| *key);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn measures() {
        for (right, wrong, missed, expected) in [
            (0, 0, 0, (None, None, None)),
            (0, 0, 2, (None, Some(0.0), Some(0.0))),
            (0, 2, 0, (Some(0.0), None, Some(0.0))),
            (3, 1, 0, (Some(0.75), Some(1.0), Some(6.0 / 7.0))),
            (0, 2, 2, (Some(0.0), Some(0.0), Some(0.0))),
        ] {
            let score = Score { right, wrong, missed };
            assert_eq!((score.precision(), score.recall(), score.f1()), expected);
            let is_null = serde_json::to_string(&score).unwrap().contains("\"precision\":null");
            assert_eq!(is_null, expected.0.is_none());
        }
    }

    #[test]
    fn optional_items_never_count() {
        use How::{Explicit, Implied, Optional};
        let gold = BTreeMap::from([(1, Explicit), (2, Implied), (3, Optional), (4, Optional)]);
        let found = BTreeMap::from([(1, Implied), (3, Explicit), (5, Implied)]);
        let expected =
            [(1, Explicit, Outcome::Right), (2, Implied, Outcome::Missed), (5, Implied, Outcome::Wrong)];
        assert_eq!(compare(&gold, &found), expected);
    }

    proptest! {
        #[test]
        fn every_item_has_one_outcome(gold: Vec<u8>, found: Vec<u8>) {
            let all = |items: &[u8]| items.iter().map(|n| (*n, How::Explicit)).collect::<BTreeMap<_, _>>();
            let (gold, found) = (all(&gold), all(&found));
            let mut score = Score::default();
            compare(&gold, &found).iter().for_each(|(.., outcome)| score.count(*outcome));
            prop_assert_eq!((score.right + score.missed) as usize, gold.len());
            prop_assert_eq!((score.right + score.wrong) as usize, found.len());
        }
    }
}
