//! An association measure tells how much more often two concepts come together than chance would have it.

use super::CoOccurrence;
use crate::number::rounded;

/// By what two concepts are close.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Measure {
    /// How much more often than by chance, whatever their number (NPMI).
    #[default]
    Npmi,
    /// How surely more often than by chance (G²).
    G2,
    /// In how many quotes.
    Count,
}

impl Measure {
    /// What co-occurrences are sorted by, the closest first: the measure, then the quotes. The last 32 bits are free
    /// for what decides between equals.
    pub fn key(self, pair: &CoOccurrence) -> u128 {
        order(pair.measured(self), pair.quotes)
    }

    /// The same of two concepts that are in `n_a` and `n_b` quotes of `n`, and together in `n_ab`: no other measure is
    /// worked out.
    pub fn key_of(self, n_ab: u32, n_a: u32, n_b: u32, n: u32) -> u128 {
        let measured = match self {
            Self::Npmi => npmi(n_ab, n_a, n_b, n),
            Self::G2 => g2(n_ab, n_a, n_b, n).copysign(npmi(n_ab, n_a, n_b, n)),
            Self::Count => f64::from(n_ab),
        };
        order(measured, n_ab)
    }
}

/// What is sorted by for a measure and the quotes.
#[inline]
pub(super) fn order(measured: f64, quotes: u32) -> u128 {
    u128::from(!total(measured)) << 64 | u128::from(!quotes) << 32
}

/// A number in the order of [`f64::total_cmp`].
fn total(x: f64) -> u64 {
    let bits = x.to_bits();
    if x.is_sign_negative() { !bits } else { bits | 1 << 63 }
}

/// The places to which measures are rounded; those behind them say nothing.
const PLACES: i32 = 4;

/// Normalised pointwise mutual information, in -1..=1: Bouma 2009, "Normalized (Pointwise) Mutual Information in
/// Collocation Extraction", section 3.1, `ln(p(a,b) / p(a)p(b)) / -ln p(a,b)`; rounded to four places.
///
/// `n_ab` of `n` quotes have both, `n_a` and `n_b` have the one and the other. It is 1 when they only ever come
/// together, 0 when they come together as by chance, -1 when they never do.
///
/// ```
/// use ideagraph::graph::npmi;
/// assert_eq!(npmi(2, 2, 2, 10), 1.0);
/// assert_eq!(npmi(1, 2, 5, 10), 0.0);
/// assert_eq!(npmi(0, 2, 5, 10), -1.0);
/// ```
pub fn npmi(n_ab: u32, n_a: u32, n_b: u32, n: u32) -> f64 {
    if n_ab == 0 {
        return -1.0;
    }
    if n_ab >= n {
        return 1.0;
    }
    let [both, a, b, all] = [n_ab, n_a, n_b, n].map(f64::from);
    rounded(libm::log(both * all / (a * b)) / libm::log(all / both), PLACES)
}

/// The log-likelihood ratio of the table of two concepts: Dunning 1993, "Accurate Methods for the Statistics of
/// Surprise and Coincidence", section 4, as `2 Σ O ln(O / E)` over the four cells; rounded to four places.
///
/// It has no sign: it is large for concepts that avoid each other as well. The sign is that of [`npmi`].
///
/// ```
/// use ideagraph::graph::g2;
/// assert_eq!(g2(1, 2, 5, 10), 0.0);
/// assert_eq!(g2(5, 5, 5, 10), 13.8629);
/// ```
pub fn g2(n_ab: u32, n_a: u32, n_b: u32, n: u32) -> f64 {
    let [both, a, b, all] = [n_ab, n_a, n_b, n].map(f64::from);
    let cells = [
        (both, a * b),
        (a - both, a * (all - b)),
        (b - both, (all - a) * b),
        (all - a - b + both, (all - a) * (all - b)),
    ];
    let sum: f64 = cells.into_iter().map(|(observed, expected)| surprise(observed, expected / all)).sum();
    rounded((2.0 * sum).max(0.0), PLACES)
}

/// `O ln(O / E)`, which goes to 0 with `O`.
fn surprise(observed: f64, expected: f64) -> f64 {
    if observed > 0.0 { observed * libm::log(observed / expected) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn edges_of_the_measures() {
        for (counts, expected_npmi, expected_g2) in [
            ((7, 7, 7, 7), 1.0, 0.0),
            ((1, 1, 1, 1), 1.0, 0.0),
            ((0, 3, 4, 10), -1.0, 3.8995),
            ((0, 0, 0, 0), -1.0, 0.0),
            ((10, 100, 50, 1000), 0.1505, 4.7374),
        ] {
            let (n_ab, n_a, n_b, n) = counts;
            assert_eq!(
                (npmi(n_ab, n_a, n_b, n), g2(n_ab, n_a, n_b, n)),
                (expected_npmi, expected_g2),
                "{counts:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn keys_begin_with_the_closest(a: (f64, u32), b: (f64, u32)) {
            prop_assert_eq!(order(a.0, a.1).cmp(&order(b.0, b.1)), b.0.total_cmp(&a.0).then(b.1.cmp(&a.1)));
            prop_assert_eq!(order(a.0, a.1) as u32, 0);
        }

        #[test]
        fn measures_are_finite_and_symmetric(both in 0..50u32, a in 0..50u32, b in 0..50u32, rest in 0..50u32) {
            let (n_a, n_b, n) = (both + a, both + b, both + a + b + rest);
            prop_assert!((-1.0..=1.0).contains(&npmi(both, n_a, n_b, n)));
            prop_assert!(g2(both, n_a, n_b, n) >= 0.0);
            prop_assert!(g2(both, n_a, n_b, n).is_finite());
            prop_assert_eq!(npmi(both, n_a, n_b, n), npmi(both, n_b, n_a, n));
        }
    }
}
