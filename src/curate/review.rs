//! The review of suggestions: patterns of concepts, each made of a sentence.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::proposed::pattern_key;
use crate::language::Language;
use crate::review::{Decision, Entry, Marks, Review, ReviewError, in_order};
use crate::text::{Span, one_line, sentence_at, sentences, tokens};

/// What a person decides on suggestions. A decision is on a concept and a sentence, wherever it stands by now, and on the
/// pattern.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct SuggestionReview {
    /// By sentence and concept; a person may want several patterns for both.
    entries: BTreeMap<(String, String), Vec<Decided>>,
}

/// A suggestion with what a person decided on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Decided {
    /// What was decided.
    #[serde(default)]
    pub decision: Decision,
    /// The concept's id.
    pub concept: String,
    /// What the lexicon is to have when it is accepted; the person's to change.
    pub pattern: String,
    /// The quotes that the pattern links.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub links: Option<u32>,
    /// A pattern that links more quotes, but not many.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub broader: Option<String>,
    /// The quotes that the broader pattern links.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub broader_links: Option<u32>,
    /// The words that the pattern is made of; as what follows, none in an entry of the person's own.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// The quote's id when it was suggested.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub quote: String,
    /// The sentence of the quote that has the words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The suggestion's score.
    #[serde(default)]
    pub score: f64,
    /// The person's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

impl Entry for Decided {
    fn marks(&self) -> Marks<'_> {
        Marks { decision: self.decision, score: self.score, note: self.note.as_deref() }
    }

    /// Also an entry of the person's own, which no run makes again.
    fn is_kept(&self) -> bool {
        self.is_decided() || self.note.is_some() || self.text.is_empty()
    }
}

/// The tables of the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tables {
    #[serde(default)]
    suggestion: Vec<Decided>,
}

impl Review for SuggestionReview {
    const HEAD: &str = "\
# Suggestions of `ideagraph suggest`. Where a quote does speak of the concept, set `decision` to \"accept\" and see that
# `pattern` says it in general; where it does not, set it to \"reject\". Then `ideagraph accept --review` with this file
# shows what the patterns match, and with --write puts them into the lexicon. What is decided is not suggested again.
";
    type Tables = Tables;

    fn of_tables(tables: Tables) -> Result<Self, ReviewError> {
        Ok(Self::of(tables.suggestion))
    }

    fn tables(&self) -> Tables {
        let by_quote = |a: &Decided, b: &Decided| (&a.quote, &a.concept).cmp(&(&b.quote, &b.concept));
        Tables { suggestion: in_order(self.all(), by_quote) }
    }
}

impl SuggestionReview {
    fn of(all: impl IntoIterator<Item = Decided>) -> Self {
        let mut entries: BTreeMap<_, Vec<Decided>> = BTreeMap::new();
        for mut entry in all {
            entry.pattern = spaced(entry.pattern);
            entries.entry(key(&entry.text, &entry.concept)).or_default().push(entry);
        }
        Self { entries }
    }

    /// The review with the `id` of each concept in place of a name of it; what names none stays as it is.
    ///
    /// # Errors
    /// When a pattern of a concept, in whichever forms of its words, is accepted in one entry and rejected in another.
    pub fn with_ids(
        self,
        id: impl Fn(&str) -> Option<String>,
        language: Language,
    ) -> Result<Self, ReviewError> {
        let all = self.entries.into_values().flatten();
        let named =
            all.map(|entry| Decided { concept: id(&entry.concept).unwrap_or(entry.concept), ..entry });
        let review = Self::of(named);
        review.check(language)?;
        Ok(review)
    }

    /// The concepts that are decided on.
    pub fn concepts(&self) -> BTreeSet<&str> {
        self.all().filter(|entry| entry.is_decided()).map(|entry| entry.concept.as_str()).collect()
    }

    /// An error where a pattern of a concept is decided on in two ways.
    fn check(&self, language: Language) -> Result<(), ReviewError> {
        let mut decisions: BTreeMap<(&str, String), Decision> = BTreeMap::new();
        for entry in self.all().filter(|entry| entry.is_decided()) {
            let pattern = pattern_key(&entry.pattern, language);
            let known = decisions.insert((&entry.concept, pattern), entry.decision);
            if known.is_some_and(|known| known != entry.decision) {
                let (pattern, concept) = (entry.pattern.clone(), entry.concept.clone());
                return Err(ReviewError::OnePattern { pattern, concept });
            }
        }
        Ok(())
    }

    fn all(&self) -> impl Iterator<Item = &Decided> {
        self.entries.values().flatten()
    }

    /// The concepts that are decided on for a quote, each with the sentences, or the whole text.
    pub fn decided(&self, text: &str) -> BTreeMap<&str, Vec<Span>> {
        let mut out: BTreeMap<&str, Vec<Span>> = BTreeMap::new();
        if self.entries.is_empty() {
            return out;
        }
        let tokens = tokens(text);
        let place = |range: std::ops::Range<usize>| {
            Span::new(tokens[range.start].span.start, tokens[range.end - 1].span.end)
        };
        let parts = sentences(&tokens).map(place).map(|span| (span, sentence_at(text, span.start as usize)));
        for (span, part) in parts.chain([(Span::new(0, text.len() as u32), text)]) {
            let part = one_line(part);
            let from = self.entries.range((part.clone(), String::new())..);
            let here = from.take_while(|((text, _), _)| *text == part).flat_map(|(_, entries)| entries);
            for entry in here.filter(|entry| entry.is_decided()) {
                out.entry(&entry.concept).or_default().push(span);
            }
        }
        out
    }

    /// The patterns that are decided on for each concept.
    pub fn patterns(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut out: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for entry in self.all().filter(|entry| entry.is_decided()) {
            out.entry(&entry.concept).or_default().insert(&entry.pattern);
        }
        out
    }

    /// The entries that are accepted, by concept and pattern, of those that have both the same one.
    pub fn accepted(&self) -> Vec<&Decided> {
        let mut out: Vec<&Decided> = self.all().filter(|entry| entry.decision == Decision::Accept).collect();
        out.sort_by(|a, b| (&a.concept, &a.pattern, &a.quote).cmp(&(&b.concept, &b.pattern, &b.quote)));
        out.dedup_by(|b, a| (&a.concept, &a.pattern) == (&b.concept, &b.pattern));
        out
    }

    /// Takes the suggestions of a run in, of a sentence and concept the first: what was decided, every note and the
    /// pattern of what is suggested again stay, other open entries go.
    pub fn update(&mut self, suggestions: Vec<Decided>) {
        let mut old = std::mem::take(&mut self.entries);
        for new in suggestions {
            let key = key(&new.text, &new.concept);
            if self.entries.contains_key(&key) {
                continue;
            }
            let mut known = old.remove(&key).unwrap_or_default();
            if known.is_empty() {
                known.push(new);
            } else {
                let open = known.iter_mut().filter(|entry| !entry.is_kept());
                open.for_each(|entry| *entry = Decided { pattern: entry.pattern.clone(), ..new.clone() });
                known.iter_mut().for_each(|entry| entry.quote.clone_from(&new.quote));
            }
            self.entries.insert(key, known);
        }
        for (key, mut known) in old {
            // A run makes one entry for a sentence and concept: what is open beside what is decided is the person's own.
            if !known.iter().any(Decided::is_decided) {
                known.retain(Decided::is_kept);
            }
            if !known.is_empty() {
                self.entries.insert(key, known);
            }
        }
    }

    /// All entries, for what their patterns link.
    pub fn entries_mut(&mut self) -> impl Iterator<Item = &mut Decided> {
        self.entries.values_mut().flatten()
    }
}

/// A pattern with single spaces, which are all one to it; a regex as it is.
fn spaced(pattern: String) -> String {
    if pattern.starts_with('/') { pattern } else { one_line(&pattern) }
}

/// What a decision is on; spaces and line ends do not matter.
fn key(text: &str, concept: &str) -> (String, String) {
    (one_line(text), concept.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(quote: &str, text: &str, score: f64) -> Decided {
        Decided {
            decision: Decision::Open,
            concept: "memory".into(),
            pattern: "remember".into(),
            links: Some(1),
            broader: None,
            broader_links: None,
            words: "remembers".into(),
            quote: quote.into(),
            text: text.into(),
            score,
            note: None,
        }
    }

    #[test]
    fn decisions_survive() {
        let mut review = SuggestionReview::default();
        review.update(vec![
            entry("a:1", "It \"remembers\".", 1.0),
            Decided { pattern: "recall".into(), ..entry("a:2", "two", 2.0) },
            entry("a:3", "three", 0.5),
        ]);
        let written = review.to_toml().unwrap();
        let decided = written.replacen("\"open\"", "\"reject\"", 1).replacen("\"open\"", "\"accept\"", 1);
        let mut review = SuggestionReview::from_toml(&decided).unwrap();
        review.update(vec![entry("a:3", "two", 9.0), entry("a:2", "four", 1.0)]);
        let again = SuggestionReview::from_toml(&review.to_toml().unwrap()).unwrap();
        assert_eq!(again, review);
        let texts = [
            "It  \"remembers\".\n",
            "One. Two? It \"remembers\". More.",
            "two",
            "three",
            "two three",
            "four",
        ];
        let decided = texts.map(|text| {
            let places = again.decided(text).remove("memory").unwrap_or_default();
            places.iter().filter_map(|place| place.of(text)).collect::<Vec<_>>().join("|")
        });
        let all = "It  \"remembers|It  \"remembers\".\n";
        assert_eq!(decided, [all, "It \"remembers", "two|two", "", "", ""]);
        assert_eq!(again.patterns(), BTreeMap::from([("memory", BTreeSet::from(["recall", "remember"]))]));
        assert_eq!(again.accepted().len(), 1);
        let twice = SuggestionReview::from_toml(&written.replace("\"open\"", "\"accept\"")).unwrap();
        assert_eq!(twice.accepted().len(), 2, "two patterns");
        assert!(SuggestionReview::from_toml("[[suggestion]]\nquote = 1").is_err());
    }

    #[test]
    fn decisions_against_each_other_are_told() {
        let written = |decision: &str, concept: &str, pattern: &str| {
            format!(
                "[[suggestion]]\ndecision = \"{decision}\"\nconcept = \"{concept}\"\npattern = \"{pattern}\"\n"
            )
        };
        let accepted = written("accept", "fire", "flame take");
        for (other, is_told) in [
            (written("reject", "fire", "flame  take"), true),
            (written("reject", "fire", "Flame takes"), true),
            (written("reject", "Fire", "flame take"), true),
            (written("reject", "fire", "=Flame take"), false),
            (written("reject", "water", "flame take"), false),
            (written("open", "fire", "flame take"), false),
            (written("accept", "fire", "flame  take"), false),
        ] {
            let id = |name: &str| (name == "Fire").then(|| "fire".to_owned());
            let read = SuggestionReview::from_toml(&(accepted.clone() + &other)).unwrap();
            let read = read.with_ids(id, Language::default());
            assert_eq!(read.is_err(), is_told, "{read:?}");
            assert!(read.is_ok_and(|review| review.accepted().len() == 1) || is_told, "{other}");
        }
    }

    /// What a person wrote is there after the next run, and nothing twice.
    #[test]
    fn nothing_of_a_persons_is_lost() {
        let written = |decision: &str, pattern: &str, more: &str| {
            format!(
                "[[suggestion]]\ndecision = \"{decision}\"\nconcept = \"memory\"\npattern = \"{pattern}\"\n{more}"
            )
        };
        let (one, two) = ("text = \"one\"\n", "text = \"two\"\n");
        for (entries, expected) in [
            // Two decisions on one sentence, and decisions against each other.
            (vec![("accept", "a", one), ("accept", "b", one)], vec!["accept a", "accept b"]),
            (vec![("reject", "a", one), ("accept", "b", one)], vec!["accept b", "reject a"]),
            // What is open keeps the pattern that was mended where it is suggested again, and else goes.
            (vec![("open", "a", one), ("open", "b", two)], vec!["open a"]),
            (vec![("open", "a", one), ("accept", "b", one)], vec!["open a", "accept b"]),
            // A copy of what is decided is the person's, also where nothing is suggested.
            (vec![("open", "a", two), ("accept", "b", two)], vec!["open remember", "open a", "accept b"]),
            // An entry of one's own needs no more than a concept and a pattern.
            (vec![("accept", "a", ""), ("open", "b", "")], vec!["open remember", "open b", "accept a"]),
        ] {
            let file: String =
                entries.iter().map(|(decision, pattern, more)| written(decision, pattern, more)).collect();
            let mut review = SuggestionReview::from_toml(&file).unwrap();
            let again = Decided { pattern: "again".into(), ..entry("q:2", "one", 1.0) };
            review.update(vec![entry("q:1", "one", 1.0), again]);
            let again = review.to_toml().unwrap();
            assert_eq!(SuggestionReview::from_toml(&again).unwrap().to_toml().unwrap(), again);
            let tables = SuggestionReview::from_toml(&again).unwrap().tables();
            let show = |entry: &Decided| format!("{} {}", entry.decision.name(), entry.pattern);
            assert_eq!(tables.suggestion.iter().map(show).collect::<Vec<_>>(), expected, "{again}");
        }
    }
}
