//! Any text as a pattern, and the rest as a quote: an error with a place in the pattern, or a pattern that compiles and
//! matches in bounded time.
#![no_main]

use ideagraph::concept::{Classes, ConceptScheme, Pattern};
use ideagraph::link::Linker;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (pattern, quote) = text.split_once('\n').unwrap_or((text, ""));
    let error = match Pattern::parse(pattern, &Classes::new()) {
        Err(error) => error,
        Ok(_) => return link(pattern, quote),
    };
    assert!(pattern.is_char_boundary(error.at));
});

fn link(pattern: &str, quote: &str) {
    // Debug writes a string as TOML does, but for characters that no key can have; those are errors of the lexicon.
    let lexicon = format!("[[concept]]\nid = \"a\"\nimplied = [{pattern:?}]");
    let Ok(scheme) = ConceptScheme::from_lexicons(&[("fuzz.toml", &lexicon)]) else { return };
    let Ok(linker) = Linker::new(&scheme) else { return };
    for mention in linker.link(quote) {
        assert!(mention.span.of(quote).is_some_and(|words| !words.is_empty()));
    }
}
