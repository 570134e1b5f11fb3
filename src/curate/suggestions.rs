//! A suggestion is a concept that a quote may imply and is not linked to, with the words that speak for it. It never
//! makes a link: similarity suggests, a person decides.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::change::{Link, links};
use super::profiles::{Profiles, Weight};
use super::review::SuggestionReview;
use super::terms::{Term, terms_of};
use super::vectors::{Meanings, Vectors};
use crate::concept::{Concept, ConceptIx, ConceptScheme};
use crate::language::Language;
use crate::link::{LinkError, Linker, Mention};
use crate::number::rounded;
use crate::source::{QuotePlace, Source};
use crate::text::{Covered, Joint, Span, Token, tokens};

/// The most words of a suggestion's evidence.
const WINDOW: usize = 8;

/// The suggestions of a quote, the best first.
#[derive(Debug, Clone, PartialEq)]
pub struct QuoteSuggestions {
    /// The quote.
    pub place: QuotePlace,
    /// At least one.
    pub suggestions: Vec<Suggestion>,
}

/// A concept that a quote may imply.
#[derive(Debug, Clone, PartialEq)]
pub struct Suggestion {
    /// The concept.
    pub concept: ConceptIx,
    /// The sum of the weights of the words that speak for it; with word vectors times one plus the cosine of quote and
    /// concept, where that is above 0. Rounded to 4 decimals, above 0.
    pub score: f64,
    /// The different words that speak for it, where each first stands, in order; none in the name of another
    /// concept or in a phrase that the concept rejects.
    pub words: Vec<Span>,
    /// A few words in a row, within a clause, that weigh the most, or one such word with its neighbour: what a pattern
    /// may be made of.
    pub evidence: Span,
    /// The two words of the evidence that weigh the most, in order, where they stand near each other: what a broader pattern
    /// may be made of.
    pub heaviest: Option<(Span, Span)>,
}

/// At most `per_quote` concepts for each quote that may imply some, in the order of the sources. The words of sentences
/// that are decided on for a concept speak for it no more. Quotes are read in parallel; the answer depends on the
/// quote, the scheme and the review alone. O(words × concepts that share one).
///
/// # Errors
/// When the scheme cannot be compiled.
pub fn suggestions(
    sources: &[Source],
    scheme: &ConceptScheme,
    vectors: Option<&Vectors>,
    review: &SuggestionReview,
    per_quote: usize,
) -> Result<Vec<QuoteSuggestions>, LinkError> {
    let known = Known::of(sources, scheme, vectors, review)?;
    let mut out = Vec::new();
    for (source, links) in links(sources, scheme)?.into_iter().enumerate() {
        let suggest = |(quote, links): (usize, Vec<Link>)| {
            let mut suggestions = known.ranked(&sources[source].quotes[quote].text, &links);
            suggestions.truncate(per_quote);
            (!suggestions.is_empty())
                .then_some(QuoteSuggestions { place: QuotePlace { source, quote }, suggestions })
        };
        let found: Vec<_> = links.into_par_iter().enumerate().filter_map(suggest).collect();
        out.extend(found);
    }
    Ok(out)
}

/// All suggestions of one quote, the best first, as [`suggestions`] gives them without a review. O(length of all quotes
/// of its source).
///
/// # Errors
/// When the scheme cannot be compiled.
///
/// # Panics
/// When there is no such quote.
pub fn quote_suggestions(
    sources: &[Source],
    scheme: &ConceptScheme,
    place: QuotePlace,
) -> Result<Vec<Suggestion>, LinkError> {
    let review = SuggestionReview::default();
    let known = Known::of(sources, scheme, None, &review)?;
    let QuotePlace { source, quote } = place;
    let links = links(&sources[source..=source], scheme)?;
    Ok(known.ranked(&sources[source].quotes[quote].text, &links[0][quote]))
}

/// What is known before any quote is read.
struct Known<'v> {
    scheme: &'v ConceptScheme,
    review: &'v SuggestionReview,
    language: Language,
    profiles: Profiles,
    meanings: Option<Meanings<'v>>,
    rejecting: Option<Linker>,
}

impl<'v> Known<'v> {
    fn of(
        sources: &[Source],
        scheme: &'v ConceptScheme,
        vectors: Option<&'v Vectors>,
        review: &'v SuggestionReview,
    ) -> Result<Self, LinkError> {
        let language = scheme.language_of(sources);
        let profiles = Profiles::of(scheme, language);
        let meanings = vectors.map(|vectors| Meanings::of(vectors, &profiles.terms()));
        Ok(Self { scheme, review, language, profiles, meanings, rejecting: rejecting(scheme)? })
    }

    fn ranked(&self, text: &str, links: &[Link]) -> Vec<Suggestion> {
        let rejected = self.rejecting.as_ref().map(|linker| linker.link(text)).unwrap_or_default();
        let explained = Explained::by(links, &rejected, self.decided(text));
        ranked(text, &explained, &self.profiles, self.meanings.as_ref(), self.language)
    }

    /// The sentences that are decided on.
    fn decided(&self, text: &str) -> BTreeMap<ConceptIx, Vec<Span>> {
        let concept = |id: &str| {
            let n = self.scheme.concepts().binary_search_by(|concept| concept.id.as_str().cmp(id));
            n.ok().map(|n| ConceptIx(n as u32))
        };
        let decided = self.review.decided(text).into_iter();
        decided.filter_map(|(id, places)| Some((concept(id)?, places))).collect()
    }
}

/// What finds the phrases that concepts reject; nothing where none does.
fn rejecting(scheme: &ConceptScheme) -> Result<Option<Linker>, LinkError> {
    let phrases = |concept: &Concept| Concept {
        id: concept.id.clone(),
        implied: concept.reject.clone(),
        ..Concept::default()
    };
    if scheme.concepts().iter().all(|concept| concept.reject.is_empty()) {
        return Ok(None);
    }
    Linker::new(&ConceptScheme::from_concepts(scheme.concepts().iter().map(phrases).collect())).map(Some)
}

/// What is known of a quote's words.
struct Explained {
    linked: BTreeSet<ConceptIx>,
    named: Covered,
    /// The phrases that a concept rejects, and the sentences that are decided on for it.
    rejected: BTreeMap<ConceptIx, Covered>,
}

impl Explained {
    fn by(links: &[Link], rejected: &[Mention<'_>], mut decided: BTreeMap<ConceptIx, Vec<Span>>) -> Self {
        let named = links.iter().filter(|link| link.is_named).map(|link| link.span);
        for mention in rejected {
            decided.entry(mention.concept).or_default().push(mention.span);
        }
        Self {
            linked: links.iter().map(|link| link.concept).collect(),
            named: Covered::by(named.collect()),
            rejected: decided.into_iter().map(|(concept, spans)| (concept, Covered::by(spans))).collect(),
        }
    }

    /// True for a term in the name of a concept, which speaks for no other.
    fn names(&self, term: &Term) -> bool {
        self.named.contain(term.span)
    }

    /// True for a term in what speaks for a concept no more.
    fn rejects(&self, concept: ConceptIx, term: &Term) -> bool {
        self.rejected.get(&concept).is_some_and(|phrases| phrases.contain(term.span))
    }
}

/// The terms of a quote that a concept has, with their weights.
type Shared<'t> = BTreeMap<ConceptIx, Vec<(&'t Term, Weight)>>;

fn ranked(
    text: &str,
    explained: &Explained,
    profiles: &Profiles,
    meanings: Option<&Meanings<'_>>,
    language: Language,
) -> Vec<Suggestion> {
    let tokens = tokens(text);
    let terms = terms_of(text, &tokens, language);
    let [clauses, sentences] = [Joint::Clause, Joint::Sentence].map(|joint| ends(&tokens, joint));
    let cosines = meanings.map(|meanings| meanings.cosines(&terms));
    let suggestion = |(concept, shared): (ConceptIx, Vec<(&Term, Weight)>)| {
        let cosine = cosines.as_ref().and_then(|cosines| cosines.get(&concept)).copied().unwrap_or(0.0);
        let weighed = |evidence: fn(&Weight) -> f64| -> Vec<(&Term, f64)> {
            shared.iter().map(|(term, weight)| (*term, evidence(weight))).collect()
        };
        let words = weighed(as_evidence);
        let heart = window(&words, &clauses);
        let wider = widened(heart, &terms, &clauses).or_else(|| widened(heart, &terms, &sentences));
        let evidence = wider.unwrap_or(heart);
        let mut seen = BTreeSet::new();
        let different = shared.iter().filter(|(term, _)| seen.insert(&term.key));
        Suggestion {
            concept,
            score: rounded(overlap(&weighed(|weight| weight.value)) * (1.0 + cosine.max(0.0)), 4),
            words: different.map(|(term, _)| term.span).collect(),
            evidence,
            heaviest: heaviest(&words, evidence),
        }
    };
    let shared = shared(&terms, explained, profiles);
    let mut out: Vec<Suggestion> = shared.into_iter().map(suggestion).filter(|s| s.score > 0.0).collect();
    out.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.concept.cmp(&b.concept)));
    out
}

/// The terms that speak for concepts which the quote is not linked to.
fn shared<'t>(terms: &'t [Term], explained: &Explained, profiles: &Profiles) -> Shared<'t> {
    let mut shared = Shared::new();
    for term in terms.iter().filter(|term| !explained.names(term)) {
        for weight in profiles.concepts(&term.key) {
            if !explained.rejects(weight.concept, term) {
                shared.entry(weight.concept).or_default().push((term, *weight));
            }
        }
    }
    shared.retain(|concept, _| !explained.linked.contains(concept));
    shared
}

/// What a word of the concept's own names counts as evidence, against one that its definition happens to have.
const OF_NAME: f64 = 2.0;

fn as_evidence(weight: &Weight) -> f64 {
    if weight.in_name { OF_NAME * weight.value } else { weight.value }
}

/// The weights of the different terms.
fn overlap(words: &[(&Term, f64)]) -> f64 {
    let distinct: BTreeMap<&str, f64> =
        words.iter().map(|(term, weight)| (term.key.as_str(), *weight)).collect();
    distinct.values().sum()
}

/// Where what a joint parts ends, in tokens.
fn ends(tokens: &[Token], joint: Joint) -> Vec<usize> {
    let begins = tokens.iter().enumerate().skip(1).filter(|(_, token)| token.joint >= joint);
    begins.map(|(at, _)| at).chain([tokens.len()]).collect()
}

/// The number of the part that a token stands in, which is the place of its end.
fn part(at: usize, ends: &[usize]) -> usize {
    ends.partition_point(|end| *end <= at)
}

/// The words in a row, of one clause, whose different terms weigh the most; of equal ones the first and shortest.
fn window(words: &[(&Term, f64)], ends: &[usize]) -> Span {
    let mut best = (0.0, Span::new(0, 0));
    for (first, (from, _)) in words.iter().enumerate() {
        let end = ends.get(part(from.at, ends)).copied().unwrap_or(usize::MAX);
        let reach = words[first..].iter().take_while(|(term, _)| term.at < end.min(from.at + WINDOW)).count();
        for last in first..first + reach {
            let weight = overlap(&words[first..=last]);
            if weight > best.0 {
                best = (weight, Span::new(from.span.start, words[last].0.span.end));
            }
        }
    }
    best.1
}

/// The two different terms of the evidence that weigh the most, in order; none that are more than [`NEAR`] words apart.
fn heaviest(words: &[(&Term, f64)], evidence: Span) -> Option<(Span, Span)> {
    let mut here: Vec<(&Term, f64)> =
        words.iter().filter(|(term, _)| evidence.contains(term.span)).copied().collect();
    here.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.at.cmp(&b.0.at)));
    let (first, _) = *here.first()?;
    let (second, _) = *here.iter().find(|(term, _)| term.key != first.key)?;
    let is_near = first.at.abs_diff(second.at) <= NEAR;
    is_near.then(|| (first.span.min(second.span), first.span.max(second.span)))
}

/// The words within which a lone term takes a neighbour in.
const NEAR: usize = 4;

/// The evidence with the next term before the same end, or the one before it, when it is one term: alone it says too little.
fn widened(evidence: Span, terms: &[Term], ends: &[usize]) -> Option<Span> {
    let n = terms.binary_search_by_key(&evidence, |term| term.span).ok()?;
    let at = terms[n].at;
    let near = |other: &&Term| part(other.at, ends) == part(at, ends) && other.at.abs_diff(at) <= NEAR;
    let next = terms.get(n + 1).filter(near).map(|term| Span::new(evidence.start, term.span.end));
    let last = n.checked_sub(1).and_then(|n| terms.get(n)).filter(near);
    next.or(last.map(|term| Span::new(term.span.start, evidence.end)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LEXICON: &str = r#"
        [[concept]]
        id = "data-limits"
        alias = ["data wall"]
        definition = "Running out of training data."
        [[concept]]
        id = "training-data"
        definition = "What a model is trained on."
        implied = ["(scrape|crawl) ..3 web"]
        [[concept]]
        id = "memory"
    "#;

    const REJECTING: &str = r#"
        [[concept]]
        id = "searing"
        ambiguous = true
        context = ["pan"]
        reject = ["searing pain"]
        [[concept]]
        id = "memory"
    "#;

    fn scheme(lexicon: &str) -> ConceptScheme {
        ConceptScheme::from_lexicons(&[("x.toml", lexicon)]).unwrap()
    }

    fn suggested(lexicon: &str, text: &str) -> Vec<(String, String)> {
        let sources = [Source::of_texts(&[text])];
        let scheme = scheme(lexicon);
        let found = suggestions(&sources, &scheme, None, &SuggestionReview::default(), 3).unwrap();
        let show = |s: &Suggestion| {
            let id = scheme[s.concept].id.clone();
            (id, s.evidence.of(text).unwrap().to_owned())
        };
        found.iter().flat_map(|quote| quote.suggestions.iter().map(show)).collect()
    }

    #[test]
    fn words_speak_for_concepts() {
        for (text, expected) in [
            ("It runs into limits soon.", &[("data-limits", "runs into limits")][..]),
            ("The crawlers of models.", &[("training-data", "crawlers of models")]),
            ("We crawl it. Models too.", &[("training-data", "Models")]),
            (
                "Models are trained, limits run low.",
                &[("data-limits", "limits run"), ("training-data", "Models are trained")],
            ),
            ("It runs (limits do).", &[("data-limits", "runs (limits")]),
            ("Our memory is bad.", &[]),
            ("Nothing here.", &[]),
        ] {
            let found = suggested(LEXICON, text);
            let found: Vec<(&str, &str)> = found.iter().map(|(id, words)| (&**id, &**words)).collect();
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn the_name_is_the_evidence_before_what_the_definition_has() {
        let lexicon = "[[concept]]\nid = \"smoking\"\ndefinition = \"Use of cigarettes, pack years.\"";
        let found = suggested(lexicon, "A 73-year-old man with a cough. He smokes heavily.");
        assert_eq!(found, [("smoking".to_owned(), "smokes heavily".to_owned())]);
    }

    #[test]
    fn a_word_of_every_concept_speaks_for_each() {
        let one = "[[concept]]\nid = \"a\"\ndefinition = \"Growing tulips.\"\n";
        assert_eq!(suggested(one, "My tulip died."), [("a".to_owned(), "tulip died".to_owned())]);
        let two = format!("{one}[[concept]]\nid = \"b\"\ndefinition = \"Cutting tulips.\"\n");
        let found = suggested(&two, "My tulip was cut.");
        assert_eq!(found.iter().map(|(id, _)| &**id).collect::<Vec<_>>(), ["b", "a"]);
    }

    #[test]
    fn words_in_the_name_of_another_concept_speak_for_nothing() {
        let lexicon =
            "[[concept]]\nid = \"hive\"\n[[concept]]\nid = \"hive-tool\"\ndefinition = \"It pries frames.\"";
        assert_eq!(suggested(lexicon, "A hive of bees."), []);
        let found = suggested(lexicon, "A hive of frames.");
        assert_eq!(found, [("hive-tool".to_owned(), "hive of frames".to_owned())]);
    }

    #[test]
    fn words_in_what_is_rejected_speak_for_nothing() {
        assert_eq!(suggested(REJECTING, "A searing pain in my knee."), []);
        let found = suggested(REJECTING, "It sears. A searing pain.");
        assert_eq!(found, [("searing".to_owned(), "sears".to_owned())]);
    }

    #[test]
    fn a_word_that_comes_again_is_told_once() {
        let text = "Limits, a limit: it runs into limits.";
        let sources = [Source::of_texts(&[text])];
        let found = suggestions(&sources, &scheme(LEXICON), None, &SuggestionReview::default(), 1).unwrap();
        let words: Vec<_> = found[0].suggestions[0].words.iter().filter_map(|span| span.of(text)).collect();
        assert_eq!(words, ["Limits", "runs"]);
    }

    /// What all suggestions have of a quote; a short form that another quote of its source explains is a name there.
    #[test]
    fn one_quote_is_read_as_among_all() {
        let texts = ["The data wall (DW) is near.", "A DW of models.", "Training runs into limits."];
        let sources = [Source::default(), Source::of_texts(&texts)];
        let scheme = scheme(LEXICON);
        let all = suggestions(&sources, &scheme, None, &SuggestionReview::default(), usize::MAX).unwrap();
        for (n, text) in texts.iter().enumerate() {
            let expected =
                all.iter().find(|found| found.place.quote == n).map(|found| found.suggestions.clone());
            let found = quote_suggestions(&sources, &scheme, QuotePlace { source: 1, quote: n }).unwrap();
            assert_eq!(found, expected.unwrap_or_default(), "{text}");
        }
        assert_eq!(all.iter().map(|found| found.place.quote).collect::<Vec<_>>(), [1, 2]);
    }

    proptest! {
        #[test]
        fn evidence_lies_in_the_text(text in "((run|out|of|data|trained|limits|memory|é)[ ,.\n-]){0,20}") {
            for (_, words) in suggested(LEXICON, &text) {
                prop_assert!(!words.is_empty() && !words.contains(". "));
            }
        }
    }
}
