//! Any bytes, read as concepts of any format: a scheme or diagnostics, never a panic.
#![no_main]

use ideagraph::concept::{Format, LANGUAGE, SchemeReader};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((first, rest)) = bytes.split_first() else { return };
    let format = Format::ALL[*first as usize % Format::ALL.len()];
    let mut reader = SchemeReader::new(LANGUAGE);
    reader.read("fuzz", rest, Some(format));
    if let Ok((scheme, _)) = reader.finish() {
        assert!(scheme.concepts().is_sorted_by(|a, b| a.id < b.id));
    }
});
