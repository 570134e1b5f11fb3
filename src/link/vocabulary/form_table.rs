//! A form table finds the senses of a form: an open-addressing table over 64-bit hashes, sorted by hash, whose rows hold
//! the form itself, so that no collision can ever make a wrong link.

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Sense;
use crate::link::lookup::hash::{MASKS, Short};
use crate::link::lookup::table::Table;

/// Bits of a hash that share the forms out to threads.
const SHARES: u32 = 6;
/// Where the first row begins: 0 is a gap.
const FIRST: usize = 1;
/// Words behind the last row, so that sixteen bytes of any form can be read at once.
const PADDING: usize = 4;
/// The longest form that is kept, in bytes.
const LONGEST: usize = 0xfff;

/// A row: a header word, the form's bytes in words of four, its packed senses.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct FormTable {
    /// Where a form's row begins, and above that as many bits of its hash as there is room for. A form stands at the
    /// place that the highest bits of its hash name, or behind it without a gap; 0 is a gap.
    slots: Table<u32>,
    /// The bits of a slot that tell where the row begins.
    place: u32,
    rows: Table<u32>,
    /// How far a hash is shifted to give its slot.
    shift: u32,
    /// The length of the longest form, in bytes.
    longest: usize,
}

/// What is known of a form: where its senses lie, how many there are, and its flags; nothing of all that is not in the
/// table.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in crate::link) struct Row {
    from: u32,
    len: u16,
    starts: u8,
}

impl Row {
    /// The row with a header that begins at a place.
    #[inline]
    fn of(place: u32, header: u32) -> Self {
        let form = (header & 0xfff).div_ceil(4);
        Self { from: place + 1 + form, len: (header >> 16) as u16, starts: (header >> 12 & 0xf) as u8 }
    }

    /// The flags.
    #[inline]
    pub(super) fn starts(self) -> u8 {
        self.starts
    }
}

/// A form on its way into the table.
#[derive(Debug, Clone, Copy)]
struct Entry {
    hash: u64,
    start: u32,
    len: u32,
    sense: u32,
}

/// Forms and their senses, shared out by hash.
pub(super) struct Forms {
    shares: Vec<Part>,
}

/// What one thread has written out of a share.
#[derive(Clone, Default)]
struct Part {
    text: String,
    entries: Vec<Entry>,
}

impl Default for Forms {
    fn default() -> Self {
        Self { shares: vec![Part::default(); 1 << SHARES] }
    }
}

impl Forms {
    /// Adds a form with a sense. One that is too long to be a word of any language is left out.
    pub(super) fn push(&mut self, form: &str, hash: u64, sense: Sense) {
        if form.len() > LONGEST {
            return;
        }
        let Part { text, entries } = &mut self.shares[(hash >> (64 - SHARES)) as usize];
        let (start, len) = (text.len() as u32, form.len() as u32);
        text.push_str(form);
        entries.push(Entry { hash, start, len, sense: sense.packed() });
    }
}

impl Part {
    fn text(&self, entry: &Entry) -> &str {
        &self.text[entry.start as usize..(entry.start + entry.len) as usize]
    }
}

/// The rows of one share.
struct Share {
    rows: Vec<u32>,
    /// Hash and row, by hash.
    index: Vec<(u64, u32)>,
    longest: usize,
}

impl FormTable {
    /// Builds the table from what several threads have written out. `starts` gives the flags of a form's senses.
    ///
    /// O(n log n); the same for any way of sharing the forms among the threads.
    pub(super) fn new(all: &[Forms], starts: impl Fn(&[u32]) -> u32 + Sync) -> Self {
        let share = |n: usize| Share::new(all, n, &starts);
        let shares: Vec<Share> = (0..1 << SHARES).into_par_iter().map(share).collect();
        let forms: usize = shares.iter().map(|share| share.index.len()).sum();
        let bits = (forms * 4 / 3 + 2).next_power_of_two().trailing_zeros();
        let longest = shares.iter().map(|share| share.longest).max().unwrap_or(0);
        let room: usize = shares.iter().map(|share| share.rows.len()).sum();
        let (place, shift) = ((room as u32 + 1).next_power_of_two() - 1, 64 - bits);
        let (slots, rows) = rayon::join(
            || slots_of(&shares, shift, |hash, row| hash as u32 & !place | row),
            || rows_of(&shares, room),
        );
        Self { slots, place, rows, shift, longest }
    }

    /// What looks are taken through.
    #[inline]
    pub(super) fn view(&self) -> FormView<'_> {
        let Self { slots, place, rows, shift, longest } = self;
        FormView { slots, place: *place, rows, shift: *shift, longest: *longest }
    }
}

/// The slots of the rows of all shares, with a gap behind them.
fn slots_of(shares: &[Share], shift: u32, slot: impl Fn(u64, u32) -> u32) -> Table<u32> {
    let placed = || {
        let (mut free, mut base) = (0, FIRST as u32);
        let rows = shares.iter().flat_map(move |share| {
            let first = base;
            base += share.rows.len() as u32;
            share.index.iter().map(move |&(hash, row)| (hash, first + row))
        });
        rows.map(move |(hash, row)| {
            // The first slot that the row may stand in.
            let at = free.max((hash >> shift) as usize);
            free = at + 1;
            (at, hash, row)
        })
    };
    let last = placed().fold(0, |_, (at, ..)| at);
    Table::filled(last.max((1 << (64 - shift)) - 1) + 2, |slots| {
        placed().for_each(|(at, hash, row)| slots[at] = slot(hash, row));
    })
}

/// The rows of all shares, `room` words, one behind the other.
fn rows_of(shares: &[Share], room: usize) -> Table<u32> {
    Table::filled(FIRST + room + PADDING, |rows| {
        let mut rest = &mut rows[FIRST..];
        let mut places = Vec::with_capacity(shares.len());
        for share in shares {
            let (place, behind) = rest.split_at_mut(share.rows.len());
            places.push(place);
            rest = behind;
        }
        places.into_par_iter().zip(shares).for_each(|(place, share)| place.copy_from_slice(&share.rows));
    })
}

/// A form table as it is read: its slices, taken once for many looks.
#[derive(Clone, Copy)]
pub(super) struct FormView<'t> {
    slots: &'t [u32],
    place: u32,
    rows: &'t [u32],
    shift: u32,
    longest: usize,
}

impl<'t> FormView<'t> {
    /// The length of the longest form, in bytes.
    pub(super) fn longest(self) -> usize {
        self.longest
    }

    /// The row of a form. O(1).
    pub(super) fn find(self, form: &[u8], hash: u64) -> Row {
        let mut at = (hash >> self.shift) as usize;
        while let Some(&slot) = self.slots.get(at).filter(|slot| **slot != 0) {
            if self.may_be(slot, hash) && self.form(slot & self.place) == form {
                return self.row(slot & self.place);
            }
            at += 1;
        }
        Row::default()
    }

    /// Takes the first look for a word.
    #[inline]
    pub(super) fn find_slot(self, probe: &mut Probe) {
        probe.slot = self.slots[(probe.hash >> self.shift) as usize];
    }

    /// Takes a look at what stands there.
    #[inline]
    pub(super) fn read_slot(self, probe: &mut Probe) {
        probe.header = self.rows[(probe.slot & self.place) as usize];
    }

    /// The row of a word after the first look. O(1).
    #[inline]
    pub(super) fn found(self, probe: &Probe) -> Row {
        let Probe { word, hash, mut slot, header } = *probe;
        let (first, mut at) = (slot, (hash >> self.shift) as usize);
        while slot != 0 {
            // A row is looked at only where the bits of its hash are those of the word's.
            if self.may_be(slot, hash) {
                let place = slot & self.place;
                let header = if slot == first { header } else { self.rows[place as usize] };
                if self.is(place, header, word) {
                    return Row::of(place, header);
                }
            }
            at += 1;
            slot = self.slots[at];
        }
        Row::default()
    }

    /// All forms with their flags, by hash.
    pub(super) fn forms(self) -> impl Iterator<Item = (&'t [u8], u8)> {
        let (mut place, end) = (FIRST as u32, self.rows.len().saturating_sub(PADDING) as u32);
        std::iter::from_fn(move || {
            let (at, row) = (place, (place < end).then(|| self.row(place))?);
            place = row.from + u32::from(row.len);
            Some((self.form(at), row.starts))
        })
    }

    /// False when the form of a slot has another hash.
    #[inline]
    fn may_be(self, slot: u32, hash: u64) -> bool {
        (slot ^ hash as u32) & !self.place == 0
    }

    fn row(self, place: u32) -> Row {
        Row::of(place, self.rows[place as usize])
    }

    fn form(self, place: u32) -> &'t [u8] {
        let at = place as usize;
        let len = (self.rows[at] & 0xfff) as usize;
        &bytemuck::cast_slice(&self.rows[at + 1..at + 1 + len.div_ceil(4)])[..len]
    }

    /// True when the form of a row is the word.
    #[inline]
    fn is(self, place: u32, header: u32, word: Short) -> bool {
        let len = (header & 0xfff) as usize;
        let Some([a, b, c, d]) = self.rows[place as usize + 1..].first_chunk() else { return false };
        let form = [a, b, c, d].iter().rev().fold(0, |form, four| form << 32 | u128::from(four.to_le()));
        len == word.len
            && form as u64 & MASKS[len.min(8)] == word.head
            && (len <= 8 || (form >> (8 * (len - 8))) as u64 == word.tail)
    }

    /// The packed senses of a row.
    #[inline]
    pub(super) fn senses(self, row: Row) -> &'t [u32] {
        &self.rows[row.from as usize..][..row.len as usize]
    }
}

impl Share {
    fn new<'f>(all: &'f [Forms], n: usize, starts: &impl Fn(&[u32]) -> u32) -> Self {
        let parts = all.iter().map(|forms| &forms.shares[n]);
        let mut entries: Vec<(&Part, Entry)> =
            parts.flat_map(|part| part.entries.iter().map(move |entry| (part, *entry))).collect();
        entries.sort_unstable_by_key(|(_, entry)| u128::from(entry.hash) << 32 | u128::from(entry.sense));
        let mut out = Self { rows: Vec::new(), index: Vec::new(), longest: 0 };
        let text = |(part, entry): &(&'f Part, Entry)| part.text(entry);
        for same in entries.chunk_by_mut(|(_, a), (_, b)| a.hash == b.hash) {
            if same[1..].iter().any(|entry| text(entry) != text(&same[0])) {
                same.sort_by_key(text);
            }
            for group in same.chunk_by(|a, b| text(a) == text(b)) {
                out.index.push((group[0].1.hash, out.rows.len() as u32));
                out.push(text(&group[0]), group.iter().map(|(_, entry)| entry.sense), starts);
            }
        }
        out
    }

    fn push(&mut self, form: &str, senses: impl Iterator<Item = u32>, starts: &impl Fn(&[u32]) -> u32) {
        self.longest = self.longest.max(form.len());
        let header = self.rows.len();
        self.rows.push(0);
        for chunk in form.as_bytes().chunks(4) {
            let mut bytes = [0; 4];
            bytes[..chunk.len()].copy_from_slice(chunk);
            self.rows.push(u32::from_ne_bytes(bytes));
        }
        let from = self.rows.len();
        self.rows.extend(senses.take(0xffff));
        let senses = &self.rows[from..];
        self.rows[header] = form.len() as u32 | starts(senses) << 12 | (senses.len() as u32) << 16;
    }
}

/// A word that is looked for, and what the first look gives.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Probe {
    word: Short,
    hash: u64,
    slot: u32,
    /// Of the slot's row.
    header: u32,
}

impl Probe {
    #[inline]
    pub(super) fn of(word: Short) -> Self {
        Self { word, hash: word.hash(), ..Self::default() }
    }

    /// The hash of the word.
    #[inline]
    pub(super) fn hash(&self) -> u64 {
        self.hash
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::vocabulary::{Closeness, Starts, WordId};

    fn sense(word: u32) -> Sense {
        Sense {
            word: WordId(word),
            closeness: Closeness::Inflected,
            literal: false,
            starts: Starts::default(),
        }
    }

    #[test]
    fn a_collision_links_nothing_wrong() {
        let mut forms = Forms::default();
        forms.push("one", 7, sense(1));
        forms.push("two", 7, sense(2));
        forms.push("two", 7, sense(3));
        forms.push("last", u64::MAX, sense(4));
        let table = FormTable::new(&[forms], |senses| senses.len() as u32);
        for (form, hash, expected, starts) in [
            ("one", 7, vec![1], 1),
            ("two", 7, vec![2, 3], 2),
            ("six", 7, vec![], 0),
            ("last", u64::MAX, vec![4], 1),
        ] {
            let row = table.view().find(form.as_bytes(), hash);
            let senses: Vec<u32> = table.view().senses(row).iter().map(|packed| packed >> 5).collect();
            assert_eq!((senses, row.starts()), (expected, starts), "{form}");
        }
    }
}
