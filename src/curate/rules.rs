//! A rule is a pattern that tells the quotes which a person tagged with a concept from all others, with the counts that
//! say so.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::change::links;
use super::matches::matches;
use super::tagged::Tagged;
use super::terms::terms_of;
use crate::concept::{Classes, ConceptIx, ConceptScheme, Pattern};
use crate::graph::g2;
use crate::language::Language;
use crate::language::english::general;
use crate::link::LinkError;
use crate::number::rounded;
use crate::source::{QuotePlace, Source};
use crate::text::{Joint, sentences, tokens};

/// A rule stands in as many tagged quotes as this at least.
const QUOTES: u32 = 2;
/// A rule's G² is as high as this at least: what chance reaches one time in twenty (χ², one degree of freedom).
const CHANCE: f64 = 3.84;
/// The most words that a pattern's gap lets in.
const GAP: usize = 3;

/// A pattern with its counts.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// The concept that the quotes are tagged with.
    pub concept: ConceptIx,
    /// In the lexicon's notation.
    pub pattern: String,
    /// Tagged quotes that it matches.
    pub in_tagged: u32,
    /// All tagged quotes.
    pub tagged: u32,
    /// Other quotes that it matches.
    pub in_rest: u32,
    /// All other quotes.
    pub rest: u32,
    /// Tagged quotes that it matches and that are not linked to the concept yet; at least one.
    pub new: u32,
    /// The [log-likelihood ratio](g2) of being tagged and being matched, rounded to 2 decimals.
    pub g2: f64,
    /// ln(((a + ½)(d + ½)) / ((b + ½)(c + ½))) for a tagged and b other quotes that it matches and c and d that it does
    /// not (Haldane 1956); rounded to 2 decimals.
    pub log_odds: f64,
    /// The first tagged quotes that it matches, those that are not linked yet before others.
    pub examples: Vec<QuotePlace>,
}

/// For each tagged concept at most `top` patterns that tell its quotes from the rest, by G². A pattern matches fewer others
/// than tagged quotes, and adds to those before it: a tagged quote that none of them matches, or only ones match which match
/// more others. A pattern is one term, two or three in a row, or two with up to three words between. O(words + candidates ×
/// log candidates).
///
/// # Errors
/// When the scheme cannot be compiled.
pub fn rules(
    sources: &[Source],
    scheme: &ConceptScheme,
    tagged: &Tagged,
    top: usize,
) -> Result<Vec<Rule>, LinkError> {
    let links = links(sources, scheme)?;
    let language = scheme.language_of(sources);
    let mut out = Vec::new();
    for (concept, quotes) in tagged {
        let linked =
            |place: QuotePlace| links[place.source][place.quote].iter().any(|link| link.concept == *concept);
        let found = found(sources, scheme, candidates(sources, quotes, language))?;
        let rule = |(pattern, places): (String, BTreeSet<QuotePlace>)| {
            rule(*concept, pattern, &places, quotes, count(sources), linked).map(|rule| (rule, places))
        };
        let mut rules: Vec<(Rule, BTreeSet<QuotePlace>)> = found.into_iter().filter_map(rule).collect();
        rules.sort_by(|(a, _), (b, _)| best_first(a, b));
        out.extend(adding(rules, quotes, top));
    }
    Ok(out)
}

/// Of the rules, the best first, those that add to the ones before.
fn adding(rules: Vec<(Rule, BTreeSet<QuotePlace>)>, tagged: &BTreeSet<QuotePlace>, top: usize) -> Vec<Rule> {
    let mut kept: Vec<(Rule, BTreeSet<QuotePlace>)> = Vec::new();
    for (rule, places) in rules {
        let as_good = || kept.iter().filter(|(before, _)| before.in_rest <= rule.in_rest);
        let is_known =
            |place| as_good().any(|(_, known): &(Rule, BTreeSet<QuotePlace>)| known.contains(place));
        if kept.len() < top && !places.intersection(tagged).all(is_known) {
            kept.push((rule, places));
        }
    }
    kept.into_iter().map(|(rule, _)| rule).collect()
}

fn count(sources: &[Source]) -> u32 {
    sources.iter().map(|source| source.quotes.len() as u32).sum()
}

/// By G², then the pattern with fewer words; of equal ones a single word of general English is the last, as it says
/// less elsewhere.
fn best_first(a: &Rule, b: &Rule) -> Ordering {
    let words = |rule: &Rule| rule.pattern.split(' ').count();
    let place = |rule: &Rule| (general::is_known(&rule.pattern), words(rule));
    b.g2.total_cmp(&a.g2).then_with(|| (place(a), &a.pattern).cmp(&(place(b), &b.pattern)))
}

/// The patterns of the tagged quotes, each in the spelling that most of its places have.
fn candidates(sources: &[Source], quotes: &BTreeSet<QuotePlace>, language: Language) -> Vec<String> {
    let mut spellings: BTreeMap<String, BTreeMap<String, u32>> = BTreeMap::new();
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for quote in quotes.iter().filter_map(|place| place.of(sources)) {
        let phrases: BTreeSet<(String, String)> = phrases(&quote.text, language).into_iter().collect();
        let keys: BTreeSet<&String> = phrases.iter().map(|(key, _)| key).collect();
        keys.into_iter().for_each(|key| *counts.entry(key.clone()).or_default() += 1);
        for (key, written) in phrases {
            *spellings.entry(key).or_default().entry(written).or_default() += 1;
        }
    }
    spellings.retain(|key, _| counts[key] >= QUOTES);
    let spelling = |written: BTreeMap<String, u32>| {
        written
            .into_iter()
            .max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)))
            .map(|(written, _)| written)
    };
    spellings.into_values().filter_map(spelling).collect()
}

/// The phrases of a text that may be patterns: by the base forms of their words, and as written.
fn phrases(text: &str, language: Language) -> Vec<(String, String)> {
    let tokens = tokens(text);
    let terms = terms_of(text, &tokens, language);
    let word = |n: usize| terms[n].span.of(text).unwrap_or_default().to_lowercase();
    let mut out = Vec::new();
    for sentence in sentences(&tokens) {
        let here: Vec<usize> = (0..terms.len()).filter(|n| sentence.contains(&terms[*n].at)).collect();
        for (n, &first) in here.iter().enumerate() {
            out.push((terms[first].key.clone(), word(first)));
            let whole = |last: usize| {
                (terms[first].at + 1..=terms[last].at).all(|at| tokens[at].joint < Joint::Clause)
            };
            for &second in
                here[n + 1..].iter().take_while(|&&second| terms[second].at - terms[first].at <= GAP + 1)
            {
                let joint = if second == first + 1 && terms[second].at == terms[first].at + 1 {
                    " "
                } else {
                    " ..3 "
                };
                let join = |a: &str, b: &str| format!("{a}{joint}{b}");
                out.push((join(&terms[first].key, &terms[second].key), join(&word(first), &word(second))));
            }
            if let Some(&third) =
                here.get(n + 2).filter(|&&third| terms[third].at == terms[first].at + 2 && whole(third))
            {
                let row = |f: &dyn Fn(usize) -> String| format!("{} {} {}", f(first), f(first + 1), f(third));
                out.push((row(&|n| terms[n].key.clone()), row(&word)));
            }
        }
    }
    out
}

/// The quotes that each pattern matches, but of what is none.
fn found(
    sources: &[Source],
    scheme: &ConceptScheme,
    patterns: Vec<String>,
) -> Result<Vec<(String, BTreeSet<QuotePlace>)>, LinkError> {
    let read = |source: String| Pattern::parse(&source, &Classes::new()).ok();
    let patterns: Vec<Pattern> = patterns.into_iter().filter_map(read).collect();
    let places = matches(sources, scheme, &patterns)?;
    Ok(patterns.into_iter().map(|pattern| pattern.source).zip(places).collect())
}

/// How many of a rule's quotes are shown.
const EXAMPLES: usize = 3;

/// The rule with its counts, when it tells the tagged quotes from the rest and links one that is not linked yet.
fn rule(
    concept: ConceptIx,
    pattern: String,
    places: &BTreeSet<QuotePlace>,
    tagged: &BTreeSet<QuotePlace>,
    quotes: u32,
    linked: impl Fn(QuotePlace) -> bool,
) -> Option<Rule> {
    let mut examples: Vec<QuotePlace> = places.intersection(tagged).copied().collect();
    let in_tagged = examples.len() as u32;
    let in_rest = places.len() as u32 - in_tagged;
    let new = examples.iter().filter(|place| !linked(**place)).count() as u32;
    examples.sort_by_key(|place| (linked(*place), *place));
    examples.truncate(EXAMPLES);
    let total = tagged.len() as u32;
    let cells = [in_tagged, in_rest, total - in_tagged, quotes - total - in_rest].map(f64::from);
    let rule = Rule {
        concept,
        pattern,
        in_tagged,
        tagged: total,
        in_rest,
        rest: quotes - total,
        new,
        g2: rounded(g2(in_tagged, in_tagged + in_rest, total, quotes), 2),
        log_odds: rounded(log_odds(cells), 2),
        examples,
    };
    let separates = rule.log_odds > 0.0 && rule.g2 >= CHANCE && in_rest < in_tagged;
    (in_tagged >= QUOTES && new > 0 && separates).then_some(rule)
}

/// Of the cells tagged and matched, other and matched, tagged and not matched, other and not matched.
fn log_odds([a, b, c, d]: [f64; 4]) -> f64 {
    libm::log((a + 0.5) * (d + 0.5) / ((b + 0.5) * (c + 0.5)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::curate::tagged;
    use crate::source::Quote;

    fn quote(text: &str, tag: &str) -> Quote {
        Quote { text: text.to_owned(), tags: vec![tag.to_owned()], ..Quote::default() }
    }

    fn learned(quotes: Vec<Quote>) -> Vec<Rule> {
        let lexicon = "[[concept]]\nid = \"data-limits\"\nalias = [\"data wall\"]\n[[concept]]\nid = \"x\"";
        let scheme = ConceptScheme::from_lexicons(&[("x.toml", lexicon)]).unwrap();
        let sources = [Source { quotes, ..Source::default() }];
        rules(&sources, &scheme, &tagged(&sources, &scheme).0, 10).unwrap()
    }

    #[test]
    fn what_tells_tagged_quotes_from_the_rest() {
        let mut quotes = vec![
            quote("We ran out of text.", "Data limits"),
            quote("They run out of good text soon.", "data wall"),
            quote("The data wall is near.", "data-limits"),
        ];
        quotes.extend((0..9).map(|n| quote(&format!("The text number {n} is good."), "")));
        let found = learned(quotes);
        let best = &found[0];
        assert_eq!(
            (best.pattern.as_str(), best.in_tagged, best.in_rest, best.new),
            ("ran ..3 text", 2, 0, 2)
        );
        assert_eq!(
            (best.tagged, best.rest, &best.examples[..]),
            (3, 9, &[0, 1].map(|quote| QuotePlace { source: 0, quote })[..])
        );
        assert!(found.iter().all(|rule| rule.pattern != "text" && rule.pattern != "data"), "{found:?}");
    }

    #[test]
    fn a_rule_adds_to_those_before_it() {
        let mut quotes = vec![
            quote("Winter bees eat.", "data-limits"),
            quote("The late winter bees.", "data-limits"),
            quote("In late winter.", "data-limits"),
            quote("A cold spring.", "data-limits"),
            quote("It was cold.", "data-limits"),
        ];
        quotes.extend((0..9).map(|_| quote("The hive is warm.", "")));
        let found = learned(quotes);
        let patterns: Vec<&str> = found.iter().map(|rule| rule.pattern.as_str()).collect();
        assert_eq!(patterns, ["winter", "cold"], "{found:?}");
    }

    #[test]
    fn what_is_wrong_more_often_than_right_is_no_rule() {
        let others = |count| (0..60).map(move |n| quote(if n < count { "The hive." } else { "Rain." }, ""));
        let with = |count| {
            let tagged = (0..3).map(|_| quote("A hive.", "data-limits"));
            learned(tagged.chain(others(count)).collect())
        };
        assert_eq!((with(2).len(), with(3).len()), (1, 0));
    }

    #[test]
    fn nothing_comes_of_few_or_linked_quotes() {
        assert_eq!(learned(vec![quote("We ran out.", "data-limits"), quote("No.", "")]), []);
        let walls = (0..4).map(|_| quote("The data wall.", "data-limits"));
        assert_eq!(learned(walls.chain((0..4).map(|_| quote("No.", ""))).collect()), []);
    }

    #[test]
    fn measures() {
        assert_eq!(rounded(g2(2, 2, 3, 12), 2), 6.99);
        assert_eq!(rounded(log_odds([2.0, 0.0, 1.0, 9.0]), 2), 3.46);
    }
}
