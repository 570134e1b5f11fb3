//! Values in a row and values by name, which know how large they are.

use std::ops::Deref;

use super::{Text, Value};

/// How large a value is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Size {
    /// About how many bytes it would take if nothing in it were shared; what lies in the graph does not count.
    pub bytes: u64,
    /// How deep lists and maps are nested in it.
    pub depth: u32,
}

/// What a list or map takes beside its values: counters of its owners, its length and this size, and what the allocator
/// adds.
const AROUND: u64 = 88;

impl Size {
    /// The size of what holds some values.
    fn around<'v, 'g: 'v>(values: impl IntoIterator<Item = &'v Value<'g>>) -> Self {
        let mut size = Self::default();
        for value in values {
            let own = value.size();
            size.bytes = size.bytes.saturating_add(own.bytes);
            size.depth = size.depth.max(own.depth);
        }
        Self { bytes: size.bytes.saturating_add(AROUND), depth: size.depth + 1 }
    }
}

/// Values in a row.
#[derive(Debug, Clone)]
pub struct List<'g> {
    values: Vec<Value<'g>>,
    size: Size,
}

impl List<'_> {
    /// How large it is.
    pub fn size(&self) -> Size {
        self.size
    }
}

impl<'g> From<Vec<Value<'g>>> for List<'g> {
    fn from(values: Vec<Value<'g>>) -> Self {
        let size = Size::around(&values);
        Self { values, size }
    }
}

impl<'g> Deref for List<'g> {
    type Target = [Value<'g>];

    fn deref(&self) -> &[Value<'g>] {
        &self.values
    }
}

/// Values by name, in order of the names.
#[derive(Debug, Clone)]
pub struct Map<'g> {
    entries: Vec<(Text<'g>, Value<'g>)>,
    size: Size,
}

impl<'g> Map<'g> {
    /// The value of a key. O(log n).
    pub fn get(&self, key: &str) -> Option<&Value<'g>> {
        let at = self.entries.binary_search_by(|(own, _)| own.as_str().cmp(key)).ok()?;
        Some(&self.entries[at].1)
    }

    /// The keys and values, by key.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &(Text<'g>, Value<'g>)> {
        self.entries.iter()
    }

    /// How large it is.
    pub fn size(&self) -> Size {
        self.size
    }
}

impl<'g> FromIterator<(Text<'g>, Value<'g>)> for Map<'g> {
    /// The last value of a key counts. O(n log n).
    fn from_iter<I: IntoIterator<Item = (Text<'g>, Value<'g>)>>(entries: I) -> Self {
        let mut entries: Vec<_> = entries.into_iter().collect();
        entries.sort_by(|(a, _), (b, _)| a.as_str().cmp(b.as_str()));
        entries.dedup_by(|later, earlier| {
            let same = later.0.as_str() == earlier.0.as_str();
            if same {
                std::mem::swap(later, earlier);
            }
            same
        });
        let mut size = Size::around(entries.iter().map(|(_, value)| value));
        size.bytes = size.bytes.saturating_add((entries.len() * size_of::<Text<'_>>()) as u64);
        Self { entries, size }
    }
}
