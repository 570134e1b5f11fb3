//! Any text as a query: an error with a place in the text, or a tree all of whose places are in the text.
#![no_main]

use ideagraph::query::cypher::parse;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match parse::parse(text) {
        Ok(query) => assert!(query.span.of(text).is_some()),
        Err(error) => {
            assert!(error.span.is_none_or(|span| span.of(text).is_some()), "{error:?}");
            // Showing where it is does not fail either.
            assert!(!error.in_text(text).to_string().is_empty());
        }
    }
});
