//! A column of strings. An empty one is stored as a missing one.

use std::ops::Range;

use arrow_buffer::{Buffer, ScalarBuffer};
use arrow_schema::DataType;

use super::lists::OffsetSink;
use super::numbers::BitSink;
use super::{Column, ColumnPlace, Damage, Parts, Reader, Room, Sink, Spool};

/// One string a row.
#[derive(Debug, Clone)]
pub(in crate::graph) struct Strings {
    offsets: ScalarBuffer<u64>,
    text: Buffer,
    place: ColumnPlace,
}

impl Strings {
    pub(in crate::graph) fn get(&self, row: usize) -> &str {
        self.checked(row).unwrap_or_else(|| self.place.raise())
    }

    /// Some bytes of a row's text, where they are characters. O(their number).
    pub(in crate::graph) fn part(&self, row: usize, bytes: Range<usize>) -> Option<&str> {
        std::str::from_utf8(self.text.get(self.range(row)?)?.get(bytes)?).ok()
    }

    fn checked(&self, row: usize) -> Option<&str> {
        std::str::from_utf8(self.text.get(self.range(row)?)?).ok()
    }

    fn range(&self, row: usize) -> Option<Range<usize>> {
        let [start, end] = [*self.offsets.get(row)?, *self.offsets.get(row + 1)?];
        Some(usize::try_from(start).ok()?..usize::try_from(end).ok()?)
    }

    /// Where the bytes of some rows are.
    fn bytes(&self, rows: &Range<usize>) -> Range<usize> {
        let at = |row: usize| usize::try_from(*self.offsets.get(row)?).ok();
        let range = at(rows.start).zip(at(rows.end)).filter(|(start, end)| start <= end);
        range.map(|(start, end)| start..end).unwrap_or_else(|| self.place.raise())
    }

    /// The bytes of a string.
    pub(in crate::graph) fn len(&self, row: usize) -> usize {
        self.range(row).unwrap_or_else(|| self.place.raise()).len()
    }

    /// The string, or `None` where it is empty.
    pub(in crate::graph) fn filled(&self, row: usize) -> Option<&str> {
        Some(self.get(row)).filter(|text| !text.is_empty())
    }

    pub(in crate::graph) fn rows(&self) -> usize {
        self.offsets.len() - 1
    }

    /// The first row that is not before `text`, in strings that are in order. O(log rows).
    pub(in crate::graph) fn lower_bound(&self, text: &str) -> usize {
        let (mut low, mut high) = (0, self.rows());
        while low < high {
            let middle = low + (high - low) / 2;
            if self.get(middle) < text {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

impl Column for Strings {
    type Sink = StringSink;

    fn data_type() -> DataType {
        DataType::LargeUtf8
    }

    fn read(reader: &mut Reader<'_>, place: &ColumnPlace) -> Result<Self, Damage> {
        let rows = reader.node(place)?;
        reader.buffer(place)?;
        let offsets = reader.numbers(rows.saturating_add(1), place)?;
        Ok(Self { offsets, text: reader.buffer(place)?, place: place.clone() })
    }
}

pub(in crate::graph) struct StringSink {
    valid: BitSink,
    offsets: OffsetSink,
    text: Spool,
}

impl StringSink {
    pub(in crate::graph) fn push(&mut self, text: &str) {
        self.valid.push(!text.is_empty());
        self.text.push(text.as_bytes());
        self.offsets.push(self.text.len() as usize);
    }

    /// Takes rows over from another table.
    pub(in crate::graph) fn copy(&mut self, from: &Strings, rows: Range<usize>) {
        let text = from.bytes(&rows);
        if text.end > from.text.len() {
            from.place.raise();
        }
        from.offsets[rows.start..=rows.end].windows(2).for_each(|ends| self.valid.push(ends[0] != ends[1]));
        self.offsets.copy(&from.offsets, &rows, text.start, self.text.len() as usize);
        self.text.share(&from.text, text);
    }

    pub(in crate::graph) fn rows(&self) -> usize {
        self.offsets.rows()
    }
}

impl Sink for StringSink {
    fn new(room: &Room) -> Self {
        Self { valid: BitSink::new(room), offsets: OffsetSink::new(room), text: Spool::new(room) }
    }

    fn finish(self, parts: &mut Parts) {
        let unset = self.valid.unset;
        parts.node(self.rows(), unset);
        let valid = self.valid.into_spool();
        parts.buffer(if unset > 0 { valid } else { Spool::new(&Room::memory()) });
        parts.buffer(self.offsets.into_spool());
        parts.buffer(self.text);
    }
}
