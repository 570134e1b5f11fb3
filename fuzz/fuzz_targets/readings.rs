//! Any bytes as a reading of any format: quotes that have words and a place in the bytes, never a panic.
#![no_main]

use ideagraph::source::{Format, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let format = Format::ALL.get(*first as usize % (Format::ALL.len() + 1)).copied();
    for quote in read("fuzz", rest, format).sources.iter().flat_map(|source| &source.quotes) {
        assert!(!quote.text.trim().is_empty());
        assert!(rest.get(quote.origin.bytes.start as usize..quote.origin.bytes.end as usize).is_some());
    }
});
