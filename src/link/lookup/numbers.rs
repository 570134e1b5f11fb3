//! Numbers that are written and read in one piece, in the byte order of the machine.

use bytemuck::{AnyBitPattern, NoUninit};
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serializer};

pub(in crate::link) fn serialize<T: NoUninit, S: Serializer>(
    numbers: &[T],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(bytemuck::cast_slice(numbers))
}

pub(in crate::link) fn deserialize<'de, T: AnyBitPattern + NoUninit, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    read(<&[u8]>::deserialize(deserializer)?).ok_or_else(|| D::Error::custom(PART))
}

/// Why some bytes are no numbers.
pub(in crate::link) const PART: &str = "a part of a number";

/// The numbers that some bytes are, unless there are some left.
pub(in crate::link) fn read<T: AnyBitPattern + NoUninit>(bytes: &[u8]) -> Option<Vec<T>> {
    let mut numbers = vec![T::zeroed(); bytes.len() / size_of::<T>()];
    let room: &mut [u8] = bytemuck::cast_slice_mut(&mut numbers);
    if room.len() != bytes.len() {
        return None;
    }
    room.copy_from_slice(bytes);
    Some(numbers)
}
