//! A number is rounded before it is compared or written: behind its last place, machines may differ.

/// A number to some decimal places, halves away from zero, and no negative zero.
#[inline]
pub(crate) fn rounded(x: f64, places: i32) -> f64 {
    let whole = 10_f64.powi(places);
    (x * whole).round() / whole + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded() {
        for (x, places, expected) in [
            (0.123_46, 4, 0.1235),
            (-0.123_46, 4, -0.1235),
            (2.675_1, 2, 2.68),
            (0.999_999_9, 6, 1.0),
            (1e300, 2, 1e300),
        ] {
            assert_eq!(rounded(x, places), expected, "{x}");
        }
        assert!(rounded(-0.000_01, 4).is_sign_positive());
    }
}
