//! A set of labels, or of relationship types, among which that of a value is.

use std::ops::{BitAnd, BitOr, Not};

/// Labels or types of a closed schema by number, which are 64 at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Among(u64);

impl Among {
    /// All: nothing is known.
    pub const ALL: Self = Self(u64::MAX);
    /// None: there is no such value.
    pub const NONE: Self = Self(0);

    /// This one.
    pub fn one(number: u32) -> Self {
        Self(1 << (number % u64::BITS))
    }

    /// Whether it is one of them.
    pub fn has(self, number: u32) -> bool {
        !(self & Self::one(number)).is_none()
    }

    /// Whether there is none.
    pub fn is_none(self) -> bool {
        self == Self::NONE
    }
}

impl BitAnd for Among {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl BitOr for Among {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Not for Among {
    type Output = Self;

    fn not(self) -> Self {
        Self(!self.0)
    }
}

impl FromIterator<u32> for Among {
    fn from_iter<I: IntoIterator<Item = u32>>(numbers: I) -> Self {
        numbers.into_iter().map(Self::one).fold(Self::NONE, Self::bitor)
    }
}
