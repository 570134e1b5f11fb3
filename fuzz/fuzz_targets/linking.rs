//! Any text as quotes of one source: spans reproduce their words, and mentions are in order.
#![no_main]

use std::sync::LazyLock;

use ideagraph::concept::ConceptScheme;
use ideagraph::link::{Linker, abbreviations};
use libfuzzer_sys::fuzz_target;

static LINKER: LazyLock<Linker> = LazyLock::new(|| {
    let lexicon = include_str!("../../data/concepts/ai.toml");
    let scheme = ConceptScheme::from_lexicons(&[("ai.toml", lexicon)]).expect("the lexicon that ships is valid");
    Linker::new(&scheme).expect("the lexicon that ships compiles")
});

fuzz_target!(|text: &str| {
    let quotes: Vec<&str> = text.split('\0').collect();
    for (quote, mentions) in quotes.iter().zip(LINKER.link_source(&quotes)) {
        for mention in &mentions {
            assert!(mention.span.of(quote).is_some_and(|words| !words.is_empty()));
            assert!(mention.trigger.is_none_or(|trigger| trigger.of(quote).is_some()));
        }
        assert!(mentions.is_sorted_by_key(|mention| mention.span));
        for found in abbreviations(quote) {
            assert!(found.short.of(quote).is_some() && found.long.of(quote).is_some());
        }
    }
});
