//! A table holds numbers that are looked at here and there. A large one asks for large pages of memory, so that a look
//! seldom has to wait until it is known where its page lies.

use std::marker::PhantomData;
use std::ops::Deref;

use bytemuck::{AnyBitPattern, NoUninit};
use memmap2::MmapMut;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::numbers;

/// The bytes of a large page.
const LARGE: usize = 2 << 20;

#[derive(Debug)]
pub(in crate::link) enum Table<T> {
    Small(Vec<T>),
    Large(MmapMut, PhantomData<T>),
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self::Small(Vec::new())
    }
}

impl<T: AnyBitPattern + NoUninit> Deref for Table<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        match self {
            Self::Small(numbers) => numbers,
            Self::Large(pages, _) => bytemuck::cast_slice(pages),
        }
    }
}

impl<T: AnyBitPattern + NoUninit> Table<T> {
    /// A table of so many numbers, which are 0 until `fill` writes them.
    pub(in crate::link) fn filled(len: usize, fill: impl FnOnce(&mut [T])) -> Self {
        if let Some(mut pages) = large_pages(len * size_of::<T>()) {
            fill(bytemuck::cast_slice_mut(&mut pages));
            return Self::Large(pages, PhantomData);
        }
        let mut numbers = vec![T::zeroed(); len];
        fill(&mut numbers);
        Self::Small(numbers)
    }
}

impl<T: AnyBitPattern + NoUninit> From<Vec<T>> for Table<T> {
    fn from(numbers: Vec<T>) -> Self {
        match in_large_pages(bytemuck::cast_slice(&numbers)) {
            Some(pages) => Self::Large(pages, PhantomData),
            None => Self::Small(numbers),
        }
    }
}

impl<T: NoUninit + AnyBitPattern> Serialize for Table<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        numbers::serialize(self, serializer)
    }
}

impl<'de, T: NoUninit + AnyBitPattern> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let bytes = <&[u8]>::deserialize(deserializer)?;
        match in_large_pages(bytes).filter(|_| bytes.len().is_multiple_of(size_of::<T>())) {
            Some(pages) => Ok(Self::Large(pages, PhantomData)),
            None => numbers::read(bytes).map(Self::Small).ok_or_else(|| D::Error::custom(numbers::PART)),
        }
    }
}

/// Some bytes in large pages, where they fill one and the system has it.
fn in_large_pages(bytes: &[u8]) -> Option<MmapMut> {
    let mut pages = large_pages(bytes.len())?;
    pages.copy_from_slice(bytes);
    Some(pages)
}

/// So many bytes in large pages, all of them 0.
fn large_pages(len: usize) -> Option<MmapMut> {
    if len < LARGE {
        return None;
    }
    let pages = MmapMut::map_anon(len).ok()?;
    #[cfg(target_os = "linux")]
    pages.advise(memmap2::Advice::HugePage).ok()?;
    Some(pages)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_and_large_tables_hold_the_same_numbers() {
        for len in [0, 3, LARGE / size_of::<[u32; 4]>() + 1] {
            let numbers: Vec<[u32; 4]> = (0..len as u32).map(|n| [n, 1, 2, 3]).collect();
            let table = Table::from(numbers.clone());
            assert_eq!(*table, *numbers);
            assert_eq!(*Table::filled(len, |there| there.copy_from_slice(&numbers)), *numbers);
            let bytes = postcard::to_allocvec(&table).unwrap();
            assert_eq!(*postcard::from_bytes::<Table<[u32; 4]>>(&bytes).unwrap(), *numbers);
        }
    }

    #[test]
    fn a_part_of_a_number_is_refused() {
        for len in [3, LARGE + 1] {
            let bytes = postcard::to_allocvec(&Table::from(vec![1_u8; len])).unwrap();
            assert!(postcard::from_bytes::<Table<u32>>(&bytes).is_err());
        }
    }
}
