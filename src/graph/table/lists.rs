//! Columns with a list in each row: the "compressed sparse rows" of the graph's edges, tags and properties.

use std::ops::Range;

use arrow_buffer::ScalarBuffer;
use arrow_schema::{DataType, Field, Fields};

use super::numbers::{Number, NumberSink, Numbers};
use super::strings::{StringSink, Strings};
use super::{Column, ColumnPlace, Damage, Parts, Reader, Room, Sink, Spool};

/// Where each row's run ends in a table that lies in the order of these rows; it begins where the one before it ends.
#[derive(Debug, Clone)]
pub(in crate::graph) struct Ends(pub(in crate::graph) Numbers<u32>);

impl Ends {
    /// A row's run in a table of `rows` rows.
    #[inline]
    pub(in crate::graph) fn row(&self, row: usize, rows: usize) -> Range<usize> {
        self.rows(row..row + 1, rows)
    }

    /// The runs of some rows, side by side, in a table of `rows` rows.
    #[inline]
    pub(in crate::graph) fn rows(&self, some: Range<usize>, rows: usize) -> Range<usize> {
        let [start, end] = [some.start, some.end].map(|row| if row == 0 { 0 } else { self.0.get(row - 1) });
        if end < start || end as usize > rows {
            self.0.raise();
        }
        start as usize..end as usize
    }
}

impl Column for Ends {
    type Sink = NumberSink<u32>;

    fn data_type() -> DataType {
        DataType::UInt32
    }

    fn read(reader: &mut Reader<'_>, place: &ColumnPlace) -> Result<Self, Damage> {
        Ok(Self(Numbers::read(reader, place)?))
    }
}

/// Where each list begins and the one after it.
#[derive(Debug, Clone)]
struct Offsets {
    offsets: ScalarBuffer<u64>,
    place: ColumnPlace,
}

impl Offsets {
    fn read(reader: &mut Reader<'_>, place: &ColumnPlace) -> Result<Self, Damage> {
        let rows = reader.node(place)?;
        reader.buffer(place)?;
        Ok(Self { offsets: reader.numbers(rows.saturating_add(1), place)?, place: place.clone() })
    }

    /// A row's range among `values` values.
    fn row(&self, row: usize, values: usize) -> Range<usize> {
        self.checked(row).filter(|range| range.end <= values).unwrap_or_else(|| self.place.raise())
    }

    /// Where the values of some rows are, among `values` values.
    fn rows(&self, rows: &Range<usize>, values: usize) -> Range<usize> {
        if rows.is_empty() {
            0..0
        } else {
            self.row(rows.start, values).start..self.row(rows.end - 1, values).end
        }
    }

    fn checked(&self, row: usize) -> Option<Range<usize>> {
        let [start, end] = [*self.offsets.get(row)?, *self.offsets.get(row + 1)?];
        let (start, end) = (usize::try_from(start).ok()?, usize::try_from(end).ok()?);
        (start <= end).then_some(start..end)
    }
}

pub(super) struct OffsetSink {
    offsets: NumberSink<u64>,
}

impl OffsetSink {
    pub(super) fn new(room: &Room) -> Self {
        let mut offsets = NumberSink::new(room);
        offsets.push(0);
        Self { offsets }
    }

    #[inline]
    pub(super) fn push(&mut self, end: usize) {
        self.offsets.push(end as u64);
    }

    pub(super) fn rows(&self) -> usize {
        self.offsets.rows() - 1
    }

    pub(super) fn into_spool(self) -> Spool {
        self.offsets.into_spool()
    }

    /// Takes over the rows of lists that begin at `start` in their own table, and at `now` here.
    pub(super) fn copy(&mut self, from: &ScalarBuffer<u64>, rows: &Range<usize>, start: usize, now: usize) {
        let (ends, by) = (rows.start + 1..rows.end + 1, (now as u64).wrapping_sub(start as u64));
        match by {
            0 => self.offsets.share(from.inner(), ends.start * size_of::<u64>()..ends.end * size_of::<u64>()),
            _ => self.offsets.copy_as(&from[ends], |end| end.wrapping_add(by)),
        }
    }

    fn finish(self, parts: &mut Parts) {
        parts.node(self.rows(), 0);
        parts.buffer(Spool::new(&Room::memory()));
        parts.buffer(self.into_spool());
    }
}

fn list_of(item: DataType) -> DataType {
    DataType::LargeList(Field::new("item", item, true).into())
}

/// A list of numbers for each row.
#[derive(Debug, Clone)]
pub(in crate::graph) struct Lists<T: Number> {
    offsets: Offsets,
    values: Numbers<T>,
}

impl<T: Number> Lists<T> {
    pub(in crate::graph) fn row(&self, row: usize) -> &[T] {
        self.values.slice(self.offsets.row(row, self.values.all().len()))
    }

    /// The value at a place of a row's list.
    pub(in crate::graph) fn get(&self, row: usize, place: usize) -> T {
        self.row(row).get(place).copied().unwrap_or_else(|| self.values.raise())
    }

    /// How long a row's list is.
    pub(in crate::graph) fn len(&self, row: usize) -> usize {
        self.offsets.row(row, self.values.all().len()).len()
    }
}

impl<T: Number> Column for Lists<T> {
    type Sink = ListSink<T>;

    fn data_type() -> DataType {
        list_of(T::TYPE)
    }

    fn read(reader: &mut Reader<'_>, place: &ColumnPlace) -> Result<Self, Damage> {
        Ok(Self { offsets: Offsets::read(reader, place)?, values: Numbers::read(reader, place)? })
    }
}

pub(in crate::graph) struct ListSink<T> {
    offsets: OffsetSink,
    values: NumberSink<T>,
}

impl<T: Number> ListSink<T> {
    pub(in crate::graph) fn push(&mut self, row: impl IntoIterator<Item = T>) {
        self.values.extend(row);
        self.offsets.push(self.values.rows());
    }
}

impl<T: Number> Sink for ListSink<T> {
    fn new(room: &Room) -> Self {
        Self { offsets: OffsetSink::new(room), values: NumberSink::new(room) }
    }

    fn finish(self, parts: &mut Parts) {
        self.offsets.finish(parts);
        self.values.finish(parts);
    }
}

/// A list of strings for each row.
#[derive(Debug, Clone)]
pub(in crate::graph) struct StringLists {
    offsets: Offsets,
    strings: Strings,
}

impl StringLists {
    pub(in crate::graph) fn row(&self, row: usize) -> impl ExactSizeIterator<Item = &str> + Clone {
        self.offsets.row(row, self.strings.rows()).map(|at| self.strings.get(at))
    }
}

impl Column for StringLists {
    type Sink = StringListSink;

    fn data_type() -> DataType {
        list_of(Strings::data_type())
    }

    fn read(reader: &mut Reader<'_>, place: &ColumnPlace) -> Result<Self, Damage> {
        Ok(Self { offsets: Offsets::read(reader, place)?, strings: Strings::read(reader, place)? })
    }
}

pub(in crate::graph) struct StringListSink {
    offsets: OffsetSink,
    strings: StringSink,
}

impl StringListSink {
    pub(in crate::graph) fn push<S: AsRef<str>>(&mut self, row: impl IntoIterator<Item = S>) {
        row.into_iter().for_each(|text| self.strings.push(text.as_ref()));
        self.offsets.push(self.strings.rows());
    }

    /// Takes rows over from another table.
    pub(in crate::graph) fn copy(&mut self, from: &StringLists, rows: Range<usize>) {
        let values = from.offsets.rows(&rows, from.strings.rows());
        self.offsets.copy(&from.offsets.offsets, &rows, values.start, self.strings.rows());
        self.strings.copy(&from.strings, values);
    }
}

impl Sink for StringListSink {
    fn new(room: &Room) -> Self {
        Self { offsets: OffsetSink::new(room), strings: StringSink::new(room) }
    }

    fn finish(self, parts: &mut Parts) {
        self.offsets.finish(parts);
        self.strings.finish(parts);
    }
}

/// A list of keys with their values for each row.
#[derive(Debug, Clone)]
pub(in crate::graph) struct Entries {
    offsets: Offsets,
    keys: Strings,
    values: Strings,
}

impl Entries {
    pub(in crate::graph) fn row(&self, row: usize) -> impl ExactSizeIterator<Item = (&str, &str)> + Clone {
        self.offsets.row(row, self.keys.rows()).map(|at| (self.keys.get(at), self.values.get(at)))
    }
}

impl Column for Entries {
    type Sink = EntrySink;

    fn data_type() -> DataType {
        let of = |name| Field::new(name, Strings::data_type(), true);
        list_of(DataType::Struct(Fields::from(vec![of("key"), of("value")])))
    }

    fn read(reader: &mut Reader<'_>, place: &ColumnPlace) -> Result<Self, Damage> {
        let offsets = Offsets::read(reader, place)?;
        reader.node(place)?;
        reader.buffer(place)?;
        Ok(Self { offsets, keys: Strings::read(reader, place)?, values: Strings::read(reader, place)? })
    }
}

pub(in crate::graph) struct EntrySink {
    offsets: OffsetSink,
    keys: StringSink,
    values: StringSink,
}

impl EntrySink {
    pub(in crate::graph) fn push<'a>(&mut self, row: impl IntoIterator<Item = (&'a str, &'a str)>) {
        for (key, value) in row {
            self.keys.push(key);
            self.values.push(value);
        }
        self.offsets.push(self.keys.rows());
    }

    /// Takes rows over from another table.
    pub(in crate::graph) fn copy(&mut self, from: &Entries, rows: Range<usize>) {
        let values = from.offsets.rows(&rows, from.keys.rows());
        self.offsets.copy(&from.offsets.offsets, &rows, values.start, self.keys.rows());
        self.keys.copy(&from.keys, values.clone());
        self.values.copy(&from.values, values);
    }
}

impl Sink for EntrySink {
    fn new(room: &Room) -> Self {
        Self { offsets: OffsetSink::new(room), keys: StringSink::new(room), values: StringSink::new(room) }
    }

    fn finish(self, parts: &mut Parts) {
        self.offsets.finish(parts);
        parts.node(self.keys.rows(), 0);
        parts.buffer(Spool::new(&Room::memory()));
        self.keys.finish(parts);
        self.values.finish(parts);
    }
}
