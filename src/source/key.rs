//! A key tells a source of rows from the others of its file.

use sha2::{Digest, Sha256};

use super::Source;
use super::rows::SOURCE_ID;

/// What tells a source from the others of its file: who wrote what, and where or when it appeared. Works of one title
/// are usual, such as the issues of a weekly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Key([u8; 16]);

impl Key {
    /// By title, author and the id of a conversation, and by the address, or else the day of publication. O(source).
    pub(crate) fn of(source: &Source) -> Self {
        let date = source.date.filter(|_| source.url.is_none()).map(|date| date.to_string());
        Self::new(source, [source.url.as_deref(), date.as_deref()])
    }

    /// By title, author and id alone, as one that tells nothing more. O(source).
    pub(crate) fn of_work(source: &Source) -> Self {
        Self::new(source, [None, None])
    }

    fn new(source: &Source, appeared: [Option<&str>; 2]) -> Self {
        let id = source.properties.get(SOURCE_ID).map(String::as_str);
        let parts = [Some(&*source.title), source.author.as_deref(), id].into_iter().chain(appeared);
        let mut hash = Sha256::new();
        for part in parts {
            let len = part.map_or(u64::MAX, |part| part.len() as u64);
            hash.update(len.to_le_bytes());
            hash.update(part.unwrap_or_default());
        }
        let mut key = [0; 16];
        key.copy_from_slice(&hash.finalize()[..16]);
        Self(key)
    }
}
