//! Columns of numbers, of numbers that may be missing, and of yes and no.

use std::ops::Range;

use arrow_buffer::{ArrowNativeType, BooleanBuffer, Buffer, ScalarBuffer, ToByteSlice};
use arrow_schema::DataType;

use super::{Column, ColumnPlace, Damage, Parts, Reader, Room, Sink, Spool};

/// A number that a column holds as it is.
pub(in crate::graph) trait Number: ArrowNativeType + ToByteSlice {
    const TYPE: DataType;
}

macro_rules! number {
    ($($type:ty: $arrow:ident,)*) => {$(
        impl Number for $type {
            const TYPE: DataType = DataType::$arrow;
        }
    )*};
}

// A signed number is a date: days since 1970-01-01.
number! { u8: UInt8, u32: UInt32, u64: UInt64, i32: Date32, f32: Float32, f64: Float64, }

/// One number a row.
#[derive(Debug, Clone)]
pub(in crate::graph) struct Numbers<T: Number> {
    values: ScalarBuffer<T>,
    place: ColumnPlace,
}

impl<T: Number> Numbers<T> {
    #[inline]
    pub(in crate::graph) fn get(&self, row: usize) -> T {
        self.values.get(row).copied().unwrap_or_else(|| self.place.raise())
    }

    pub(super) fn raise(&self) -> ! {
        self.place.raise()
    }

    /// Every row.
    pub(in crate::graph) fn all(&self) -> &[T] {
        &self.values
    }

    /// A run of rows.
    #[inline]
    pub(in crate::graph) fn slice(&self, rows: Range<usize>) -> &[T] {
        self.values.get(rows).unwrap_or_else(|| self.place.raise())
    }
}

impl Numbers<u8> {
    /// What a row's number stands for.
    pub(in crate::graph) fn code<C: Copy>(&self, row: usize, codes: &[C]) -> C {
        codes.get(usize::from(self.get(row))).copied().unwrap_or_else(|| self.place.raise())
    }
}

impl<T: Number> Column for Numbers<T> {
    type Sink = NumberSink<T>;

    fn data_type() -> DataType {
        T::TYPE
    }

    fn read(reader: &mut Reader<'_>, place: &ColumnPlace) -> Result<Self, Damage> {
        let rows = reader.node(place)?;
        reader.buffer(place)?;
        Ok(Self { values: reader.numbers(rows, place)?, place: place.clone() })
    }
}

pub(in crate::graph) struct NumberSink<T> {
    values: Spool,
    /// Rows in the spool.
    rows: usize,
    /// The next rows, which are put into it together.
    together: Vec<T>,
}

/// Rows that are put into a spool together.
const TOGETHER: usize = 1 << 10;

impl<T: Number> NumberSink<T> {
    #[inline]
    pub(in crate::graph) fn push(&mut self, value: T) {
        self.together.push(value);
        if self.together.len() >= TOGETHER {
            self.settle();
        }
    }

    /// Adds several rows.
    pub(in crate::graph) fn extend(&mut self, values: impl IntoIterator<Item = T>) {
        self.together.extend(values);
        if self.together.len() >= TOGETHER {
            self.settle();
        }
    }

    fn settle(&mut self) {
        self.rows += self.together.len();
        self.values.push(self.together.to_byte_slice());
        self.together.clear();
    }

    pub(super) fn rows(&self) -> usize {
        self.rows + self.together.len()
    }

    pub(super) fn into_spool(mut self) -> Spool {
        self.settle();
        self.values
    }

    /// Takes rows over from another table.
    pub(in crate::graph) fn copy(&mut self, from: &Numbers<T>, rows: Range<usize>) {
        let (values, bytes) = (from.values.inner(), rows.start * size_of::<T>()..rows.end * size_of::<T>());
        if bytes.end > values.len() {
            from.raise();
        }
        self.share(values, bytes);
    }

    /// Takes over the rows that some bytes are, which stay where they lie.
    pub(super) fn share(&mut self, values: &Buffer, bytes: Range<usize>) {
        self.settle();
        self.rows += bytes.len() / size_of::<T>();
        self.values.share(values, bytes);
    }

    /// Adds rows as `new` makes them of others.
    pub(super) fn copy_as(&mut self, from: &[T], new: impl Fn(T) -> T) {
        for some in from.chunks(TOGETHER) {
            self.extend(some.iter().map(|&value| new(value)));
        }
    }
}

impl NumberSink<u32> {
    /// Takes over places from another table that are so much further here, modulo 2³².
    pub(in crate::graph) fn copy_moved(&mut self, from: &Numbers<u32>, rows: Range<usize>, by: u32) {
        match by {
            0 => self.copy(from, rows),
            _ => self.copy_as(from.slice(rows), |place| place.wrapping_add(by)),
        }
    }
}

impl<T: Number> Sink for NumberSink<T> {
    fn new(room: &Room) -> Self {
        Self { values: Spool::new(room), rows: 0, together: Vec::new() }
    }

    fn finish(self, parts: &mut Parts) {
        parts.node(self.rows(), 0);
        parts.buffer(Spool::new(&Room::memory()));
        parts.buffer(self.into_spool());
    }
}

/// One number a row, or none.
#[derive(Debug, Clone)]
pub(in crate::graph) struct Optional<T: Number> {
    values: Numbers<T>,
    valid: Bits,
}

impl<T: Number> Optional<T> {
    /// Does not look where a missing value would lie.
    #[inline]
    pub(in crate::graph) fn get(&self, row: usize) -> Option<T> {
        let is_missing = row < self.values.all().len() && !self.valid.get(row);
        (!is_missing).then(|| self.values.get(row))
    }
}

impl<T: Number> Column for Optional<T> {
    type Sink = OptionalSink<T>;

    fn data_type() -> DataType {
        T::TYPE
    }

    fn read(reader: &mut Reader<'_>, place: &ColumnPlace) -> Result<Self, Damage> {
        let rows = reader.node(place)?;
        let valid = Bits::read(reader, rows, place)?;
        Ok(Self { values: Numbers { values: reader.numbers(rows, place)?, place: place.clone() }, valid })
    }
}

pub(in crate::graph) struct OptionalSink<T> {
    values: NumberSink<T>,
    valid: BitSink,
}

impl<T: Number> OptionalSink<T> {
    pub(in crate::graph) fn push(&mut self, value: Option<T>) {
        self.valid.push(value.is_some());
        self.values.push(value.unwrap_or_default());
    }

    /// Takes rows over from another table.
    pub(in crate::graph) fn copy(&mut self, from: &Optional<T>, rows: Range<usize>) {
        self.values.copy(&from.values, rows.clone());
        self.valid.copy(&from.valid, rows);
    }
}

impl<T: Number> Sink for OptionalSink<T> {
    fn new(room: &Room) -> Self {
        Self { values: NumberSink::new(room), valid: BitSink::new(room) }
    }

    fn finish(self, parts: &mut Parts) {
        parts.node(self.values.rows(), self.valid.unset);
        parts.buffer(self.valid.into_spool());
        parts.buffer(self.values.into_spool());
    }
}

/// Yes or no for each row.
#[derive(Debug, Clone)]
pub(in crate::graph) struct Flags {
    bits: Bits,
    rows: usize,
    place: ColumnPlace,
}

impl Flags {
    pub(in crate::graph) fn get(&self, row: usize) -> bool {
        if row >= self.rows {
            self.place.raise();
        }
        self.bits.get(row)
    }
}

impl Column for Flags {
    type Sink = FlagSink;

    fn data_type() -> DataType {
        DataType::Boolean
    }

    fn read(reader: &mut Reader<'_>, place: &ColumnPlace) -> Result<Self, Damage> {
        let rows = reader.node(place)?;
        reader.buffer(place)?;
        let bits = Bits::of(reader.buffer(place)?, rows, place)?;
        Ok(Self { bits, rows, place: place.clone() })
    }
}

pub(in crate::graph) struct FlagSink(BitSink);

impl FlagSink {
    pub(in crate::graph) fn push(&mut self, yes: bool) {
        self.0.push(yes);
    }

    /// Takes rows over from another table.
    pub(in crate::graph) fn copy(&mut self, from: &Flags, rows: Range<usize>) {
        if rows.end > from.rows {
            from.place.raise();
        }
        self.0.copy(&from.bits, rows);
    }
}

impl Sink for FlagSink {
    fn new(room: &Room) -> Self {
        Self(BitSink::new(room))
    }

    fn finish(self, parts: &mut Parts) {
        parts.node(self.0.rows, 0);
        parts.buffer(Spool::new(&Room::memory()));
        parts.buffer(self.0.into_spool());
    }
}

/// A bit for each row; all are set where there are no bytes.
#[derive(Debug, Clone)]
struct Bits(Option<BooleanBuffer>);

impl Bits {
    /// The next buffer as a bitmap of the values that are there.
    fn read(reader: &mut Reader<'_>, rows: usize, place: &ColumnPlace) -> Result<Self, Damage> {
        let bytes = reader.buffer(place)?;
        if bytes.is_empty() { Ok(Self(None)) } else { Self::of(bytes, rows, place) }
    }

    fn of(bytes: Buffer, rows: usize, place: &ColumnPlace) -> Result<Self, Damage> {
        if bytes.len() < rows.div_ceil(8) {
            return Err(place.damage("is cut short"));
        }
        Ok(Self(Some(BooleanBuffer::new(bytes, 0, rows))))
    }

    #[inline]
    fn get(&self, row: usize) -> bool {
        self.0.as_ref().is_none_or(|bits| bits.value(row))
    }

    /// The bits of eight rows, of which the first is there.
    fn eight(&self, row: usize) -> u8 {
        let Some(bits) = &self.0 else { return u8::MAX };
        let (bytes, at) = (bits.values(), row / 8);
        let two = u16::from_le_bytes([bytes[at], bytes.get(at + 1).copied().unwrap_or_default()]);
        (two >> (row % 8)) as u8
    }
}

/// A bitmap while it is written.
pub(super) struct BitSink {
    bytes: NumberSink<u8>,
    last: u8,
    rows: usize,
    /// Bits that are not set.
    pub(super) unset: usize,
}

impl BitSink {
    pub(super) fn new(room: &Room) -> Self {
        Self { bytes: NumberSink::new(room), last: 0, rows: 0, unset: 0 }
    }

    #[inline]
    pub(super) fn push(&mut self, bit: bool) {
        self.extend(u8::from(bit), 1);
    }

    /// Adds up to eight bits, the lowest first; those behind them are not set.
    #[inline]
    fn extend(&mut self, bits: u8, count: usize) {
        let place = self.rows % 8;
        let [whole, next] = (u16::from(self.last) | u16::from(bits) << place).to_le_bytes();
        self.rows += count;
        self.unset += count - bits.count_ones() as usize;
        self.last = whole;
        if place + count >= 8 {
            self.bytes.push(whole);
            self.last = next;
        }
    }

    /// Takes the bits of some rows over.
    fn copy(&mut self, from: &Bits, rows: Range<usize>) {
        for start in rows.clone().step_by(8) {
            let count = (rows.end - start).min(8);
            self.extend(from.eight(start) & (0xff >> (8 - count)), count);
        }
    }

    pub(super) fn into_spool(mut self) -> Spool {
        if !self.rows.is_multiple_of(8) {
            self.bytes.push(self.last);
        }
        self.bytes.into_spool()
    }
}
