//! Any bytes as concepts of the format that their first line names, or of the one that they look like: a scheme or
//! diagnostics, never a panic.
#![no_main]

use ideagraph::concept::{LANGUAGE, SchemeReader};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (name, rest) = bytes.split_at(bytes.iter().position(|byte| *byte == b'\n').unwrap_or(0));
    let format = std::str::from_utf8(name).ok().and_then(|name| name.parse().ok());
    let mut reader = SchemeReader::new(LANGUAGE);
    reader.read("fuzz", rest.strip_prefix(b"\n").unwrap_or(rest), format);
    if let Ok((scheme, _)) = reader.finish() {
        assert!(scheme.concepts().is_sorted_by(|a, b| a.id < b.id));
    }
});
