//! The value of a row of words is the number of its label, with flags above it that tell how the row differs from the label.

/// How a row differs from its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(in crate::link) enum Flag {
    /// It is the second word of a species, before which its genus may be an initial: `elegans` in `C. elegans`.
    Species = 1 << 26,
    /// It has `and` for the `&` of its label, or nothing for its `and`.
    And = 1 << 27,
    /// A phrase of it says what a phrase of its label says, of other words, too.
    Reworded = 1 << 28,
    /// It does not: nothing of its label is to be checked but that no clause ends in it.
    Plain = 1 << 29,
    /// It has its label's last word in the other number.
    OtherNumber = 1 << 30,
    /// It has other words than its label.
    OtherWords = 1 << 31,
}

/// The first bit that is a flag.
const FLAGS: u32 = Flag::Species as u32;

/// The value of a row of words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::link) struct RowValue(u32);

impl RowValue {
    /// That of a row which is as its label.
    pub(super) fn of(label: usize) -> Self {
        debug_assert!(label < FLAGS as usize, "{label} labels");
        Self(label as u32)
    }

    /// The number of the label.
    pub(in crate::link) fn label(self) -> u32 {
        self.0 & (FLAGS - 1)
    }

    pub(in crate::link) fn has(self, flag: Flag) -> bool {
        self.0 & flag as u32 != 0
    }

    pub(super) fn with(self, flag: Flag) -> Self {
        Self(self.0 | flag as u32)
    }
}

impl From<u32> for RowValue {
    fn from(value: u32) -> Self {
        Self(value)
    }
}

impl From<RowValue> for u32 {
    fn from(value: RowValue) -> Self {
        value.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_leave_the_label() {
        let flags =
            [Flag::Species, Flag::And, Flag::Reworded, Flag::Plain, Flag::OtherNumber, Flag::OtherWords];
        for label in [0, 1, FLAGS as usize - 1] {
            let mut value = RowValue::of(label);
            for flag in flags {
                assert!(!value.has(flag) && value.with(flag).has(flag), "{label} {flag:?}");
                value = value.with(flag);
            }
            assert_eq!(value.label() as usize, label);
            assert_eq!(RowValue::from(u32::from(value)), value);
        }
    }
}
