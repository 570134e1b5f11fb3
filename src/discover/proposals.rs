//! A proposal is a phrase that many quotes speak of and the scheme does not have, with its variants and examples.

use std::collections::{BTreeMap, BTreeSet};

use super::explained::{Explained, keys};
use super::findings::{Finding, groups, join_short_forms, linked};
use super::form::{Form, letters};
use super::known::{Known, Like, linker_of};
use super::variants::{Variant, variants};
use crate::concept::ConceptScheme;
use crate::language::Language;
use crate::link::LinkError;
use crate::number::rounded;
use crate::source::{QuotePlace, Source};
use crate::text::Span;

/// Examples that a proposal carries at most.
const EXAMPLES: usize = 3;

/// A phrase that may be a concept.
#[derive(Debug, Clone, PartialEq)]
pub struct Proposal {
    /// Equal for all its variants, and from run to run: lower case, singular, without spaces or hyphens; of a short and a
    /// long form that of the long one.
    pub key: String,
    /// Its most frequent spelling; of several that are as frequent a short one without a capital.
    pub label: String,
    /// All its spellings, the most frequent first. One with the capitals of a heading or of a sentence's first word counts
    /// as the most frequent one of its letters.
    pub variants: Vec<Variant>,
    /// The sum over quotes, in which it stands by itself, of the squared probability that it is a key phrase of each;
    /// rounded to 4 decimals.
    pub score: f64,
    /// Quotes that it stands in, outside of what the scheme knows.
    pub quotes: u32,
    /// Sources that have such quotes.
    pub sources: u32,
    /// The quotes that it is most important in, of as many sources as there are, those of some words first.
    pub examples: Vec<Example>,
    /// The concept that it looks like a variant of.
    pub like: Option<Like>,
    /// Keys that variants of it have elsewhere: where the quotes do not explain a short form, and in other spellings.
    pub(super) other_keys: BTreeSet<String>,
    /// The quotes that it stands in.
    pub(super) stands_in: Vec<QuotePlace>,
}

impl Proposal {
    /// The spelling of each of the names that are variants of it, the label first.
    pub(super) fn names(&self) -> Vec<&str> {
        let mut seen = BTreeSet::new();
        let all = self.variants.iter().map(|variant| variant.text.as_str());
        all.filter(|text| seen.insert(letters(text))).collect()
    }
}

/// A quote that a proposal stands in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Example {
    /// The quote.
    pub place: QuotePlace,
    /// Where it stands in the quote's text.
    pub spans: Vec<Span>,
}

/// The phrases of the sources' quotes that may be concepts and that the scheme does not have, the best first, of equal
/// ones by key. A short form that quotes explain counts as its long form. Phrases inside a mention of a concept do not
/// count. Quotes are read in parallel; the answer does not depend on the number of threads. O(length of all quotes).
///
/// # Errors
/// When the scheme cannot be compiled.
pub fn proposals(sources: &[Source], scheme: &ConceptScheme) -> Result<Vec<Proposal>, LinkError> {
    let language = scheme.language_of(sources);
    let known = Known::new(scheme, language)?;
    let explained = Explained::of(sources, language);
    let mut groups = groups(sources, &known, language);
    join_short_forms(&mut groups, &explained, &known);
    let proposal = |(key, findings)| proposal(key, findings, &known, &explained, language);
    let mut out: Vec<Proposal> = groups.into_iter().filter_map(proposal).collect();
    out.sort_by(|a, b| b.score.total_cmp(&a.score).then_with(|| a.key.cmp(&b.key)));
    Ok(out)
}

/// What a person wants to be concepts, by key and label, and the scheme does not have, with the quotes that a linker
/// finds it in by the label, in their order. O(length of all quotes).
///
/// # Errors
/// When the scheme or a label cannot be compiled.
pub fn own_proposals(
    sources: &[Source],
    scheme: &ConceptScheme,
    own: &[(&str, &str)],
) -> Result<Vec<Proposal>, LinkError> {
    if own.is_empty() {
        return Ok(Vec::new());
    }
    let language = scheme.language_of(sources);
    let known = Known::new(scheme, language)?;
    let new: Vec<_> = own.iter().filter(|(_, label)| known.concept(label).is_none()).collect();
    let labels: Vec<&str> = new.iter().map(|(_, label)| *label).collect();
    let findings = linked(sources, &linker_of(&labels, &scheme.language())?, labels.len(), language);
    let proposal = |((key, label), findings): (&(&str, &str), Vec<Finding>)| {
        let mut sources: Vec<usize> = findings.iter().map(|finding| finding.place.source).collect();
        sources.dedup();
        Proposal {
            key: (*key).to_owned(),
            label: (*label).to_owned(),
            variants: variants(&findings),
            score: 0.0,
            quotes: findings.len() as u32,
            sources: sources.len() as u32,
            like: known.like(label),
            other_keys: BTreeSet::new(),
            stands_in: findings.iter().map(|finding| finding.place).collect(),
            examples: examples(findings),
        }
    };
    Ok(new.into_iter().zip(findings).map(proposal).collect())
}

fn proposal(
    key: String,
    findings: Vec<Finding>,
    known: &Known,
    explained: &Explained,
    language: Language,
) -> Option<Proposal> {
    let total: f64 = findings.iter().map(Finding::worth).sum();
    let score = rounded(total, 4);
    let variants = variants(&findings);
    let label = variants.first()?.text.clone();
    if known.concept(&label).is_some() {
        return None;
    }
    let long = explained.long(&key).and_then(|(_, long)| known.concept(long));
    let short = long.map(|concept| Like { concept, form: Form::Abbreviation });
    let mut sources: Vec<usize> = findings.iter().map(|finding| finding.place.source).collect();
    sources.dedup();
    Some(Proposal {
        like: short.or_else(|| known.like(&label)),
        other_keys: variants.iter().flat_map(|variant| keys(&variant.text, language)).collect(),
        stands_in: findings.iter().map(|finding| finding.place).collect(),
        key,
        label,
        variants,
        score,
        quotes: findings.len() as u32,
        sources: sources.len() as u32,
        examples: examples(findings),
    })
}

/// The best quote of each source, the best first; then the next best of each. One that says little is the last.
fn examples(mut findings: Vec<Finding>) -> Vec<Example> {
    findings.sort_by(|a, b| {
        let more = b.is_sentence.cmp(&a.is_sentence).then(b.is_alone.cmp(&a.is_alone));
        more.then(b.score.total_cmp(&a.score)).then_with(|| a.place.cmp(&b.place))
    });
    let mut rounds: BTreeMap<usize, usize> = BTreeMap::new();
    let mut out: Vec<(usize, Finding)> = findings
        .into_iter()
        .map(|finding| {
            let round = rounds.entry(finding.place.source).or_default();
            *round += 1;
            (*round, finding)
        })
        .collect();
    out.sort_by_key(|(round, _)| *round);
    let example = |(_, Finding { place, spans, .. })| Example { place, spans };
    out.into_iter().map(example).take(EXAMPLES).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::concept::ConceptIx;
    use crate::text::one_line;
    use proptest::prelude::*;

    fn scheme() -> ConceptScheme {
        let lexicon = "[[concept]]\nid = \"reward-model\"";
        ConceptScheme::from_lexicons(&[("x.toml", lexicon)]).unwrap()
    }

    #[test]
    fn groups_variants_over_sources() {
        let sources = [
            Source::of_texts(&["Discount factors of the reward models.", "It has a discount-factor."]),
            Source::of_texts(&["A reward model and the discount factor."]),
        ];
        let found = proposals(&sources, &scheme()).unwrap();
        let best = &found[0];
        assert_eq!((best.label.as_str(), best.quotes, best.sources), ("discount factor", 3, 2));
        let variants: Vec<(&str, u32)> = best.variants.iter().map(|v| (v.text.as_str(), v.count)).collect();
        assert_eq!(variants, [("discount factor", 1), ("discount-factor", 1), ("Discount factors", 1)]);
        assert_eq!(best.examples.iter().map(|e| e.place.source).collect::<Vec<_>>(), [1, 0, 0]);
        assert!(found.iter().all(|proposal| !proposal.key.contains("reward")), "{found:?}");
    }

    #[test]
    fn all_quotes_are_counted_that_it_stands_in() {
        let texts = ["The discount factor is small.", "We tune the discount factor schedule."];
        let found = proposals(&[Source::of_texts(&texts)], &scheme()).unwrap();
        let factor = found.iter().find(|proposal| proposal.label == "discount factor").unwrap();
        assert_eq!((factor.quotes, factor.examples.len()), (2, 2));
        assert!(
            !found.iter().any(|proposal| proposal.label == "factor schedule"),
            "it never stands by itself"
        );
    }

    #[test]
    fn short_forms_are_variants() {
        let texts = [
            "Proximal policy optimization (PPO) is stable.",
            "PPO trains the agent.",
            "A reward model (RM).",
        ];
        let found = proposals(&[Source::of_texts(&texts)], &scheme()).unwrap();
        let short = found.iter().find(|proposal| proposal.label == "PPO").unwrap();
        assert_eq!((short.key.as_str(), short.quotes), ("proximalpolicyoptimization", 2));
        assert_eq!(short.names(), ["PPO", "Proximal policy optimization"]);
        let known = found.iter().find(|proposal| proposal.label == "RM").unwrap();
        assert_eq!(known.like, Some(Like { concept: ConceptIx(0), form: Form::Abbreviation }));
    }

    #[test]
    fn spellings_are_variants() {
        let texts =
            ["Colour theory is old.", "A color theory of paint.", "Our colour theories.", "A contour map."];
        let found = proposals(&[Source::of_texts(&texts)], &scheme()).unwrap();
        let theory: Vec<_> = found.iter().filter(|proposal| proposal.key.ends_with("theory")).collect();
        assert_eq!(
            theory.iter().map(|p| (p.key.as_str(), p.quotes)).collect::<Vec<_>>(),
            [("colortheory", 3)]
        );
        assert!(found.iter().any(|proposal| proposal.label == "contour map"), "{found:?}");
    }

    #[test]
    fn most_places_tell_the_spelling() {
        for (texts, expected) in [
            (&["We run Docker.", "Then Docker starts.", "So docker stops."][..], "Docker 2, docker 1"),
            (&["We run docker.", "Docker starts.", "Docker stops."], "docker 3"),
            (&["THE DOCKER FILE", "They like dockers."], "dockers 1, DOCKER 1"),
            (&["We use HTTP.", "HTTP is used.", "They use http."], "HTTP 2, http 1"),
            (&["The Docker", "The DOCKER"], "Docker 2"),
        ] {
            let found = proposals(&[Source::of_texts(texts)], &scheme()).unwrap();
            let found = found.iter().find(|found| ["docker", "http"].contains(&&*found.key)).unwrap();
            let variants: Vec<_> = found.variants.iter().map(|v| format!("{} {}", v.text, v.count)).collect();
            assert_eq!(variants.join(", "), expected, "{texts:?}");
        }
    }

    #[test]
    fn works_and_addresses_are_none() {
        let mut references = Source::of_texts(&["Harvard University Press, and the honey bee."]);
        references.quotes[0].properties.insert("section".into(), "References".into());
        let texts = [
            "Harm to a person (Kionka, 2015; Baime, n.d.) is told at https://tort-law.org/harm-page today.",
            "A tort (the harm, says Kionka) is at tort-law.org.",
            "A tort [unintelligible 00:12:30] of harm.",
            "PAST HISTORY: harm. REMARKS: a tort.",
        ];
        let found = proposals(&[references, Source::of_texts(&texts)], &scheme()).unwrap();
        let labels: BTreeSet<&str> = found.iter().map(|proposal| proposal.label.as_str()).collect();
        assert_eq!(labels, BTreeSet::from(["Kionka", "harm", "person", "today", "tort"]), "{found:?}");
    }

    #[test]
    fn reports_of_cases_are_none() {
        let texts = [
            "The landlord was told, [1986] QB 809, and so in (O'Brien v Robinson [1973] AC 912) of the duty.",
            "A claim under 42 U.S.C. § 1983 fails: [2003] 1 WLR 1571, [2001] EWCA Civ 1 and 347 U.S. 483.",
            "Acme Inc. sold the house.",
        ];
        let found = proposals(&[Source::of_texts(&texts)], &scheme()).unwrap();
        let labels: BTreeSet<&str> = found.iter().map(|proposal| proposal.label.as_str()).collect();
        let expected = ["Acme", "O'Brien v Robinson", "claim", "duty", "house", "landlord"];
        assert_eq!(labels, BTreeSet::from(expected), "{found:?}");
    }

    #[test]
    fn what_is_the_persons_own_has_its_quotes() {
        let sources = [
            Source::of_texts(&["Powers.", "The separation of powers was praised."]),
            Source::of_texts(&["A reward model."]),
        ];
        let own = [("s", "Separation of powers"), ("b", "balance"), ("r", "reward models")];
        let found = own_proposals(&sources, &scheme(), &own).unwrap();
        let show = |p: &Proposal| (p.key.clone(), p.label.clone(), p.quotes, p.sources, p.examples.len());
        let expected = [("s", "Separation of powers", 1, 1, 1), ("b", "balance", 0, 0, 0)];
        let expected = expected.map(|(key, label, quotes, sources, examples)| {
            (key.to_owned(), label.to_owned(), quotes, sources, examples)
        });
        assert_eq!(found.iter().map(show).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn nothing_comes_of_nothing() {
        assert_eq!(proposals(&[], &scheme()).unwrap(), []);
        assert_eq!(proposals(&[Source::of_texts(&["", "…", "It is so."])], &scheme()).unwrap(), []);
    }

    proptest! {
        #[test]
        fn spans_hold_the_variants(text in "((neural|deep|the|model|models|nets|of|pre-training|é|A)[ ,.\n-]){0,20}") {
            let sources = [Source::of_texts(&[&text])];
            for proposal in proposals(&sources, &scheme()).unwrap() {
                for span in proposal.examples.iter().flat_map(|example| &example.spans) {
                    let words = one_line(span.of(&text).unwrap()).to_lowercase();
                    prop_assert!(proposal.variants.iter().any(|v| v.text.to_lowercase() == words));
                }
            }
        }
    }
}
