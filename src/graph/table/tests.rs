//! What comes out of a file is what went in, and no damage to it goes unseen or ends in a crash.

use std::panic::{AssertUnwindSafe, catch_unwind};

use arrow_buffer::Buffer;
use proptest::prelude::*;

use super::*;

table! {
    /// A table of every type of column.
    All, AllSink, "all.arrow" {
        number: Numbers<u32>,
        optional: Optional<i32>,
        flag: Flags,
        text: Strings,
        list: Lists<u32>,
        strings: StringLists,
        pairs: Entries,
        end: Ends,
    }
}

/// A row of it.
type Row = (u32, Option<i32>, bool, String, Vec<u32>, Vec<String>, Vec<(String, String)>, u32);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let text = || "[a-cé]{0,3}";
    let pairs = prop::collection::vec((text(), text()), 0..3);
    let strings = prop::collection::vec(text(), 0..3);
    let numbers = prop::collection::vec(any::<u32>(), 0..3);
    let row = (any::<u32>(), any::<Option<i32>>(), any::<bool>(), text(), numbers, strings, pairs, 0..9_u32);
    prop::collection::vec(row, 0..20).prop_map(|mut rows| {
        rows.sort_by_key(|row| row.7);
        rows
    })
}

fn write(rows: &[Row], room: &Room) -> (Vec<u8>, Layout) {
    let mut sink = AllSink::new(room);
    push(rows, &mut sink);
    finish(sink)
}

fn push(rows: &[Row], sink: &mut AllSink) {
    for (number, optional, flag, text, list, strings, pairs, end) in rows {
        sink.number.push(*number);
        sink.optional.push(*optional);
        sink.flag.push(*flag);
        sink.text.push(text);
        sink.list.push(list.iter().copied());
        sink.strings.push(strings);
        sink.pairs.push(pairs.iter().map(|(key, value)| (key.as_str(), value.as_str())));
        sink.end.push(*end);
        sink.rows += 1;
    }
}

fn finish(sink: AllSink) -> (Vec<u8>, Layout) {
    let mut bytes = Vec::new();
    let layout = sink.finish().write(&mut bytes).unwrap();
    (bytes, layout)
}

/// The bytes where an allocator of columns would put them.
fn buffer(bytes: &[u8]) -> Buffer {
    Buffer::from_slice_ref(bytes)
}

fn read(table: &All) -> Vec<Row> {
    let owned = |(key, value): (&str, &str)| (key.to_owned(), value.to_owned());
    let row = |at: usize| {
        (
            table.number.get(at),
            table.optional.get(at),
            table.flag.get(at),
            table.text.get(at).to_owned(),
            table.list.row(at).to_vec(),
            table.strings.row(at).map(str::to_owned).collect(),
            table.pairs.row(at).map(owned).collect(),
            table.end.row(at, 9).end as u32,
        )
    };
    (0..table.rows).map(row).collect()
}

proptest! {
    #[test]
    fn rows_come_back(rows in rows()) {
        let (bytes, layout) = write(&rows, &Room::memory());
        prop_assert_eq!(read(&All::open(buffer(&bytes), &layout, Path::new("all")).unwrap()), rows);
    }

    #[test]
    fn a_spool_on_disk_writes_the_same_bytes(rows in rows()) {
        let folder = tempfile::tempdir().unwrap();
        prop_assert_eq!(write(&rows, &Room::folder(folder.path(), 0).with_least(5)), write(&rows, &Room::memory()));
    }

    #[test]
    fn rows_that_are_taken_over_are_those_that_were_there(before in rows(), start in 0..20_usize, rows in rows()) {
        let rows = &rows;
        let kept = start.min(before.len())..before.len();
        let (bytes, layout) = write(&before, &Room::memory());
        let table = All::open(buffer(&bytes), &layout, Path::new("all")).unwrap();
        let mut sink = AllSink::new(&Room::memory());
        push(rows, &mut sink);
        sink.number.copy(&table.number, kept.clone());
        sink.optional.copy(&table.optional, kept.clone());
        sink.flag.copy(&table.flag, kept.clone());
        sink.text.copy(&table.text, kept.clone());
        sink.strings.copy(&table.strings, kept.clone());
        sink.pairs.copy(&table.pairs, kept.clone());
        for (.., list, _, _, end) in &before[kept.clone()] {
            sink.list.push(list.iter().copied());
            sink.end.push(*end);
        }
        sink.rows += kept.len();
        let all = [&rows[..], &before[kept]].concat();
        prop_assert_eq!(finish(sink), write(&all, &Room::memory()));
    }

    #[test]
    fn damage_is_told_or_does_no_harm(rows in rows(), at in any::<prop::sample::Index>(), bit in 0..8_u32, cut: bool) {
        let (mut bytes, layout) = write(&rows, &Room::memory());
        let at = at.index(bytes.len());
        if cut { bytes.truncate(at) } else { bytes[at] ^= 1 << bit }
        let read = || All::open(buffer(&bytes), &layout, Path::new("all")).map(|table| read(&table));
        if let Err(payload) = catch_unwind(AssertUnwindSafe(read)) {
            prop_assert!(payload.is::<Damage>());
        }
    }
}
