//! Any bytes as a reading of the format that their first line names, or of the one that they look like: quotes that have
//! words and a place in the bytes, never a panic.
#![no_main]

use ideagraph::source::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (name, rest) = bytes.split_at(bytes.iter().position(|byte| *byte == b'\n').unwrap_or(0));
    let format = std::str::from_utf8(name).ok().and_then(|name| name.parse().ok());
    let rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    for quote in read("fuzz", rest, format).sources.iter().flat_map(|source| &source.quotes) {
        assert!(!quote.text.trim().is_empty());
        assert!(rest.get(quote.origin.bytes.start as usize..quote.origin.bytes.end as usize).is_some());
    }
});
