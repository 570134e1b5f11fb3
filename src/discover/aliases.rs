//! An alias is another name of an idea that has one already. Pairs of names that may be aliases are proposed for a person
//! to decide on: labels of the scheme's concepts, and phrases that may be concepts. Nothing is ever merged.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::explained::{Explained, key};
use super::form::{Form, INITIALS_KEY, Name};
use super::known::{Known, finds};
use super::proposals::{Example, Proposal};
use crate::concept::{ConceptIx, ConceptScheme, label};
use crate::language::Language;
use crate::link::LinkError;
use crate::number::rounded;
use crate::source::{QuotePlace, Source};
use crate::text::{Span, tokens};

/// Phrases that are looked at for aliases: the best ones, and whatever is like one of them or like a concept.
const BEST: usize = 1_000;
/// Quotes of an idea whose words are its company.
const COMPANY: usize = 50;
/// Quotes with a name to one with a slip of it, at least.
const SLIPS: usize = 10;
/// The least company of names whose form says little.
const LEAST_COMPANY: f64 = 0.1;

/// Two names that may be of one idea.
#[derive(Debug, Clone, PartialEq)]
pub struct Alias {
    /// The name to keep: a concept's before a phrase's, else that of more quotes.
    pub name: Idea,
    /// The other name.
    pub alias: Idea,
    /// How they are alike.
    pub form: Form,
    /// How like each other the quotes of the one and of the other are, in 0..=1, rounded to 4 decimals: the cosine of the
    /// words in them, by number of quotes times inverse document frequency, without the names and without quotes that
    /// have both. [`None`] when one of them stands in no other quote.
    pub company: Option<f64>,
    /// `form.weight() · (1 + company) / 2`, rounded to 4 decimals.
    pub score: f64,
}

/// One of two names.
#[derive(Debug, Clone, PartialEq)]
pub struct Idea {
    /// The name.
    pub name: String,
    /// The concept whose label it is; [`None`] for a phrase that is no label yet.
    pub concept: Option<ConceptIx>,
    /// Quotes that speak of the idea, by any of its names.
    pub quotes: u32,
    /// One of them.
    pub example: Option<Example>,
}

/// Pairs of names that may be aliases, the likeliest first, then those of more quotes, then by name. `proposals` are
/// those of the same sources and scheme. What the scheme itself links as broader or related is not proposed, nor an
/// inflection that the linker finds by the name.
///
/// O(length of all quotes + Σ b²) for the b names that share the beginnings of their words, and those with the initials of a
/// short one.
///
/// # Errors
/// When the scheme cannot be compiled.
pub fn aliases(
    sources: &[Source],
    scheme: &ConceptScheme,
    proposals: &[Proposal],
) -> Result<Vec<Alias>, LinkError> {
    let language = scheme.language_of(sources);
    let collection = Collection::of(sources, &Known::new(scheme, language)?, language);
    let ideas = Ideas::of(scheme, proposals, &collection, language);
    let explained = Explained::of(sources, language);
    let mut found: Vec<Alias> = ideas
        .pairs(&explained)
        .into_iter()
        .filter(|((a, b), _)| !ideas.linked(scheme, *a, *b))
        .filter_map(|((a, b), likeness)| ideas.alias(&ideas.all[a], &ideas.all[b], likeness, &collection))
        .collect();
    let of_labels = scheme.language();
    let needed = |alias: &Alias| -> Result<bool, LinkError> {
        let found = alias.form == Form::Inflection && alias.alias.concept.is_none();
        Ok(!(found && finds(&alias.name.name, &alias.alias.name, &of_labels)?))
    };
    let needed: Vec<bool> = found.par_iter().map(needed).collect::<Result<_, _>>()?;
    let mut needed = needed.into_iter();
    found.retain(|_| needed.next().unwrap_or(true));
    let rank = |alias: &Alias| std::cmp::Reverse(alias.name.quotes.min(alias.alias.quotes));
    let names = |alias: &Alias| (alias.name.name.clone(), alias.alias.name.clone());
    found.sort_by(|a, b| {
        b.score.total_cmp(&a.score).then(rank(a).cmp(&rank(b))).then_with(|| names(a).cmp(&names(b)))
    });
    Ok(found)
}

/// The sources as sets of words.
struct Collection {
    language: Language,
    /// Quote → its words but for function words, sorted.
    words: Vec<Vec<u32>>,
    /// Word → quotes that have it.
    frequency: Vec<u32>,
    ids: FxHashMap<String, u32>,
    /// Source → the number of its first quote.
    first: Vec<usize>,
    /// Concept → quotes that mention it, each with the first place.
    mentions: BTreeMap<ConceptIx, Vec<(usize, Example)>>,
}

impl Collection {
    fn of(sources: &[Source], known: &Known, language: Language) -> Self {
        let mut out = Self {
            language,
            words: Vec::new(),
            frequency: Vec::new(),
            ids: FxHashMap::default(),
            first: Vec::new(),
            mentions: BTreeMap::new(),
        };
        for (at, source) in sources.iter().enumerate() {
            out.first.push(out.words.len());
            let mentions: Vec<Vec<(ConceptIx, Span)>> =
                source.quotes.par_iter().map(|quote| known.mentions(&quote.text)).collect();
            for (n, (quote, mentions)) in source.quotes.iter().zip(mentions).enumerate() {
                for (concept, span) in mentions {
                    let example = Example { place: QuotePlace { source: at, quote: n }, spans: vec![span] };
                    let quotes = out.mentions.entry(concept).or_default();
                    if quotes.last().is_none_or(|(last, _)| *last != out.words.len()) {
                        quotes.push((out.words.len(), example));
                    }
                }
                out.add(&quote.text);
            }
        }
        out
    }

    fn add(&mut self, text: &str) {
        let words = tokens(text);
        let words = words.iter().filter_map(|token| token.span.of(text)).map(str::to_lowercase);
        let language = self.language;
        let mut ids: Vec<u32> =
            words.filter(|word| !language.is_function_word(word)).map(|word| self.id(&word)).collect();
        ids.sort_unstable();
        ids.dedup();
        ids.iter().for_each(|id| self.frequency[*id as usize] += 1);
        self.words.push(ids);
    }

    /// The id of a word's base form.
    fn id(&mut self, word: &str) -> u32 {
        if let Some(&id) = self.ids.get(word) {
            return id;
        }
        let singular = self.language.facts(word).singular;
        let id = self.ids.get(&singular).copied().unwrap_or_else(|| {
            self.frequency.push(0);
            self.frequency.len() as u32 - 1
        });
        self.ids.insert(singular, id);
        self.ids.insert(word.to_owned(), id);
        id
    }

    /// The words of some quotes, each with the number of quotes times its inverse document frequency.
    fn company(&self, quotes: &[usize], without: &BTreeSet<u32>) -> BTreeMap<u32, f64> {
        let mut out = BTreeMap::new();
        for word in quotes.iter().flat_map(|quote| &self.words[*quote]).filter(|word| !without.contains(word))
        {
            let idf = libm::log(self.words.len() as f64 / f64::from(self.frequency[*word as usize]));
            *out.entry(*word).or_default() += idf;
        }
        out
    }
}

/// Names by the ideas that have them.
struct Ideas {
    all: Vec<Bearer>,
    /// How many of them count on their own: the concepts and the best phrases.
    good: usize,
}

/// A name, as it is compared.
struct Named {
    text: String,
    name: Name,
    key: String,
}

impl Named {
    fn new(label: &str, language: Language) -> Self {
        let (text, _) = label::read(label);
        Self { text: text.to_owned(), name: Name::new(text, language), key: key(text, language) }
    }

    /// One without is like every other.
    fn has_letters(&self) -> bool {
        self.text.contains(char::is_alphanumeric)
    }
}

/// An idea with its names.
struct Bearer {
    concept: Option<ConceptIx>,
    names: Vec<Named>,
    /// Numbers of the quotes that speak of it, sorted.
    quotes: Vec<usize>,
    example: Option<Example>,
}

/// How two ideas are alike, and by which of their names.
type Likeness = (Form, usize, usize);

impl Ideas {
    fn of(
        scheme: &ConceptScheme,
        proposals: &[Proposal],
        collection: &Collection,
        language: Language,
    ) -> Self {
        let concepts = scheme.concepts().iter().enumerate().map(|(n, concept)| {
            let quotes = collection.mentions.get(&ConceptIx(n as u32)).map_or(&[][..], Vec::as_slice);
            Bearer {
                concept: Some(ConceptIx(n as u32)),
                names: concept
                    .labels()
                    .map(|(_, label)| Named::new(label, language))
                    .filter(Named::has_letters)
                    .collect(),
                quotes: quotes.iter().map(|(quote, _)| *quote).collect(),
                example: quotes.first().map(|(_, example)| example.clone()),
            }
        });
        let phrases = proposals.iter().map(|proposal| Bearer {
            concept: None,
            names: proposal.names().into_iter().map(|name| Named::new(name, language)).collect(),
            quotes: proposal
                .stands_in
                .iter()
                .map(|place| collection.first[place.source] + place.quote)
                .collect(),
            example: proposal.examples.first().cloned(),
        });
        Self { all: concepts.chain(phrases).collect(), good: scheme.concepts().len() + BEST }
    }

    /// Pairs of ideas that are alike, each with the surest way in which they are.
    fn pairs(&self, explained: &Explained) -> BTreeMap<(usize, usize), Likeness> {
        let mut buckets: BTreeMap<String, Vec<(usize, usize)>> = BTreeMap::new();
        for (n, bearer) in self.all.iter().enumerate() {
            for (k, Named { name, key, .. }) in bearer.names.iter().enumerate() {
                let keys = name.keys().into_iter().chain(explained.keys(key));
                keys.for_each(|key| buckets.entry(key).or_default().push((n, k)));
            }
        }
        let mut found: BTreeMap<(usize, usize), Likeness> = BTreeMap::new();
        for (key, bucket) in &buckets {
            let is_told = |(a, i): &(usize, usize)| {
                !key.starts_with(INITIALS_KEY) || self.all[*a].names[*i].name.is_told_by_initials()
            };
            let told: Vec<(usize, usize)> = bucket.iter().copied().filter(is_told).collect();
            for (at, &(a, i)) in bucket.iter().enumerate().filter(|(_, (a, _))| *a < self.good) {
                let others = match is_told(&(a, i)) {
                    true => &bucket[at + 1..],
                    false => &told[told.partition_point(|other| *other <= (a, i))..],
                };
                for &(b, j) in others.iter().filter(|(b, _)| *b != a) {
                    if let Some(form) = self.form((a, i), (b, j), explained) {
                        let best = found.entry((a, b)).or_insert((form, i, j));
                        *best = (*best).min((form, i, j));
                    }
                }
            }
        }
        found
    }

    fn form(&self, (a, i): (usize, usize), (b, j): (usize, usize), explained: &Explained) -> Option<Form> {
        let (a, b) = (&self.all[a].names[i], &self.all[b].names[j]);
        if explained.has(&a.key, &b.key) { Some(Form::Abbreviation) } else { a.name.form(&b.name) }
    }

    /// True when the scheme says that one is broader than the other, or that they are related: it tells them apart.
    fn linked(&self, scheme: &ConceptScheme, a: usize, b: usize) -> bool {
        let (Some(a), Some(b)) = (self.all[a].concept, self.all[b].concept) else { return false };
        let names = |from: ConceptIx, to| {
            scheme
                .concepts()
                .get(from.0 as usize)
                .is_some_and(|c| c.broader.contains(&to) || c.related.contains(&to))
        };
        names(a, b) || names(b, a)
    }

    fn alias(
        &self,
        a: &Bearer,
        b: &Bearer,
        (form, i, j): Likeness,
        collection: &Collection,
    ) -> Option<Alias> {
        let company = company(a, b, collection);
        // Spellings that are both common may be two words: reputation, refutation.
        let may_be_words = form == Form::Spelling && !is_slip(a, b);
        let counts = if may_be_words { Form::Derivation } else { form };
        let is_far = counts >= Form::Derivation && company.unwrap_or(0.0) < LEAST_COMPANY;
        if is_far || form == Form::Spelling && is_word_beside_another((a, i), (b, j), may_be_words) {
            return None;
        }
        let score = rounded(counts.weight() * (1.0 + company.unwrap_or(0.0)) / 2.0, 4);
        let (a, b) = (a.idea(i), b.idea(j));
        let keep = |idea: &Idea| (idea.concept.is_some(), idea.quotes);
        let (name, alias) = if keep(&b) > keep(&a) { (b, a) } else { (a, b) };
        Some(Alias { name, alias, form, company, score })
    }
}

impl Bearer {
    fn idea(&self, name: usize) -> Idea {
        Idea {
            name: self.names[name].text.clone(),
            concept: self.concept,
            quotes: self.quotes.len() as u32,
            example: self.example.clone(),
        }
    }
}

/// True where one of two names is so rare beside the other that it may be a slip of the pen.
fn is_slip(a: &Bearer, b: &Bearer) -> bool {
    let (a, b) = (a.quotes.len(), b.quotes.len());
    a.min(b) <= 1 || a.min(b) * SLIPS <= a.max(b)
}

/// True for a word of general English and one that is no slip of it, as that would be the rarer one: quarters, quartets.
fn is_word_beside_another((a, i): (&Bearer, usize), (b, j): (&Bearer, usize), are_common: bool) -> bool {
    let (of_a, of_b) = (&a.names[i].name, &b.names[j].name);
    let is_rarer = |word: &Bearer, other: &Bearer| word.quotes.len() < other.quotes.len();
    let has_word = |one: &Name, other: &Name| one.has_the_word_of(other);
    has_word(of_a, of_b) && (are_common || is_rarer(a, b))
        || has_word(of_b, of_a) && (are_common || is_rarer(b, a))
}

/// See [`Alias::company`].
fn company(a: &Bearer, b: &Bearer, collection: &Collection) -> Option<f64> {
    let words = [a, b].into_iter().flat_map(|idea| &idea.names).flat_map(|named| named.name.words());
    let without: BTreeSet<u32> = words.filter_map(|word| collection.ids.get(word)).copied().collect();
    let alone = |one: &Bearer, other: &Bearer| -> Vec<usize> {
        let quotes = one.quotes.iter().filter(|quote| other.quotes.binary_search(quote).is_err());
        quotes.copied().take(COMPANY).collect()
    };
    let (a, b) = (alone(a, b), alone(b, a));
    if a.is_empty() || b.is_empty() {
        return None;
    }
    let (a, b) = (collection.company(&a, &without), collection.company(&b, &without));
    let dot: f64 = a.iter().filter_map(|(word, weight)| Some(weight * b.get(word)?)).sum();
    let length =
        |words: &BTreeMap<u32, f64>| words.values().map(|weight| weight * weight).sum::<f64>().sqrt();
    let lengths = length(&a) * length(&b);
    Some(if lengths > 0.0 { rounded(dot / lengths, 4) } else { 0.0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::discover::proposals;

    const LEXICON: &str = r#"
        [[concept]]
        id = "reward-model"
        alias = ["preference model"]
        [[concept]]
        id = "policy"
        label = "Policy optimisation"
        [[concept]]
        id = "optimizing"
        label = "Optimization of policies"
        [[concept]]
        id = "rewarded"
        label = "Rewarded model"
        broader = ["reward-model"]
    "#;

    fn found(texts: &[&str]) -> Vec<Alias> {
        let sources = [Source::of_texts(texts)];
        let scheme = ConceptScheme::from_lexicons(&[("x.toml", LEXICON)]).unwrap();
        let proposals = proposals(&sources, &scheme).unwrap();
        aliases(&sources, &scheme, &proposals).unwrap()
    }

    /// Words of a language that say nothing are no company, and names are alike without them.
    #[test]
    fn other_languages() {
        let lexicon = r#"
            [lexicon]
            language = "de"
            [[concept]]
            id = "a"
            label = "Frist der Kündigung"
            [[concept]]
            id = "b"
            label = "Fristen für Kündigungen"
            [[concept]]
            id = "c"
            label = "Vertrag ohne Frist"
            [[concept]]
            id = "d"
            label = "Vertrag mit Frist"
        "#;
        let scheme = ConceptScheme::from_lexicons(&[("x.toml", lexicon)]).unwrap();
        let texts =
            ["Die Frist der Kündigung ist das Ende.", "Es ist für die Fristen für Kündigungen der Tag."];
        let sources = [Source::of_texts(&texts)];
        let found = aliases(&sources, &scheme, &[]).unwrap();
        let shown: Vec<_> =
            found.iter().map(|a| (a.name.name.as_str(), a.alias.name.as_str(), a.form, a.company)).collect();
        let names = ("Frist der Kündigung", "Fristen für Kündigungen");
        assert_eq!(shown, [(names.0, names.1, Form::Inflection, Some(0.0))]);
    }

    #[test]
    fn names_of_one_idea() {
        let found = found(&[
            "A reward model scores the answers of an agent.",
            "Reinforcment learning, which needs rewards and an agent.",
            "Reinforcement learning (RL), which needs rewards and an agent.",
            "The RL of an agent, which needs rewards.",
            "The preference modell scores the answers of an agent.",
            "Sugar imports grew in May.",
            "The sugar imports of France fell.",
            "The sugar imposts of Spain were hated.",
            "No sugar imposts were paid.",
            "The old quartets of Haydn were played in June.",
            "Old quartets of Haydn were played here.",
            "The old quarters where Haydn played in June.",
            "Old quarters where Haydn played.",
        ]);
        let shown: Vec<(&str, &str, Form)> =
            found.iter().map(|a| (a.name.name.as_str(), a.alias.name.as_str(), a.form)).collect();
        for expected in [
            ("Optimization of policies", "Policy optimisation", Form::Order),
            ("Reinforcement learning", "Reinforcment learning", Form::Spelling),
            ("preference model", "preference modell", Form::Derivation),
        ] {
            assert!(shown.contains(&expected), "{expected:?} {shown:?}");
        }
        for other in ["Rewarded model", "sugar imposts", "quarters", "quartets"] {
            assert!(found.iter().all(|alias| !alias.alias.name.contains(other)), "{shown:?}");
        }
        assert!(found.is_sorted_by(|a, b| a.score >= b.score));
    }
}
