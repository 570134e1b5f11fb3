//! An aside is no part of what a quote says: where a work or a case is printed, what a transcript notes of a time.

use std::sync::LazyLock;

use regex::Regex;
use rustc_hash::FxHashSet;

use crate::source::Quote;
use crate::text::{Span, data_lines};

/// Headings of sections that list works.
static REFERENCES: LazyLock<FxHashSet<&str>> =
    LazyLock::new(|| data_lines(include_str!("references.txt")).collect());

/// True for a quote of a section that lists works: names, publishers and titles.
pub(super) fn is_reference(quote: &Quote) -> bool {
    let section = quote.properties.get("section").map(|section| section.trim().to_lowercase());
    section.is_some_and(|section| REFERENCES.contains(&*section))
}

/// Where a case or a law is printed: "[1986] QB 809", "[2003] 1 WLR 1571", "347 U.S. 483", "42 U.S.C. § 1983".
static REPORTS: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?x) \[\d{4}\] (?:\ \d+)? (?:\ [A-Z][A-Za-z.]*){1,4} (?:\ \([A-Z][a-z]+\))? \ \d+
            | \b\d+\ (?:[A-Z]\.)+ (?:\ ?[A-Z0-9][A-Za-z0-9]*\.?)? \ (?:§+\ ?)? \d+",
    )
    .expect("the pattern of reports is valid")
});

/// What a transcript notes of a time: "[unintelligible 00:12:30]".
static NOTES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\[[^\[\]]*\b\d{1,2}:\d{2}\b[^\[\]]*\]").expect("the pattern of notes is valid")
});

/// The brackets that name works, where cases are printed, and notes of a transcript.
pub(super) fn asides(text: &str) -> Vec<Span> {
    let found = [&REPORTS, &NOTES].into_iter().flat_map(|kind| kind.find_iter(text));
    let found = found.map(|found| Span::new(found.start() as u32, found.end() as u32));
    found.chain(works(text)).collect()
}

/// The brackets that name works: "(Kionka, 2015; Baime, n.d.)".
fn works(text: &str) -> impl Iterator<Item = Span> {
    let bracket = |(start, rest): (usize, &str)| {
        let inner = &rest[..rest.find([')', '('])?];
        let year = |part: &str| {
            part.starts_with("n.d")
                || part.len() >= 4 && part.bytes().take(4).all(|byte| byte.is_ascii_digit())
        };
        let is_citation = inner.starts_with(char::is_uppercase) && inner.split(", ").skip(1).any(year);
        is_citation.then(|| Span::new(start as u32, (start + inner.len()) as u32))
    };
    text.match_indices('(').map(|(at, _)| (at + 1, &text[at + 1..])).filter_map(bracket)
}
