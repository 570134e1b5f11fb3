//! A variant is a spelling of a phrase; of those with the same letters what tells how it is spelt decides.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::findings::{Finding, Written};

/// A spelling of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// As it is written.
    pub text: String,
    /// The places where it is written so.
    pub count: u32,
}

/// How often something is written in one way: at places that tell the spelling, and at others.
#[derive(Default)]
struct Count {
    told: u32,
    untold: u32,
}

/// All spellings.
pub(super) fn variants(findings: &[Finding]) -> Vec<Variant> {
    let mut counts: BTreeMap<String, BTreeMap<&str, Count>> = BTreeMap::new();
    for Written { text, is_told } in findings.iter().flat_map(|finding| &finding.written) {
        let count = counts.entry(text.to_lowercase()).or_default().entry(text).or_default();
        *(if *is_told { &mut count.told } else { &mut count.untold }) += 1;
    }
    let mut out: Vec<Variant> = counts.values().flat_map(spellings).collect();
    let capital = |variant: &Variant| variant.text.starts_with(char::is_uppercase);
    let place = |variant: &Variant| (Reverse(variant.count), capital(variant), variant.text.len());
    out.sort_by(|a, b| place(a).cmp(&place(b)).then_with(|| a.text.cmp(&b.text)));
    out
}

/// The spellings of the same letters. What does not tell how it is spelt is spelt as most of the others are.
fn spellings(counts: &BTreeMap<&str, Count>) -> Vec<Variant> {
    let capitals = |text: &str| text.chars().filter(|c| c.is_uppercase()).count();
    let order = |(text, count): &(&&str, &Count)| (count.told, Reverse(capitals(text)));
    let best = counts.iter().max_by_key(order).map(|(text, _)| *text);
    let untold: u32 = counts.values().map(|count| count.untold).sum();
    let all = counts.iter().map(|(text, count)| {
        let more = if best == Some(*text) { untold } else { 0 };
        Variant { text: (*text).to_owned(), count: count.told + more }
    });
    all.filter(|variant| variant.count > 0).collect()
}
