//! A review is a TOML file in which a person decides on suggestions; it is read and written anew by every run.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::discover::Decision;
pub use crate::discover::ReviewError;
use crate::text::{one_line, sentence_at, sentences, tokens};

/// All that has been decided and is to be. A decision is on a concept and a sentence, wherever it stands by now, and on the
/// pattern.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Review {
    entries: BTreeMap<(String, String), Decided>,
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
    /// The words that the pattern is made of.
    pub words: String,
    /// The quote's id when it was suggested.
    pub quote: String,
    /// The sentence of the quote that has the words.
    pub text: String,
    /// The suggestion's score.
    pub score: f64,
    /// The person's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    suggestion: Vec<Decided>,
}

/// What the file says of itself.
const HEAD: &str = "\
# Suggestions of `ideagraph suggest`. Where a quote does speak of the concept, set `decision` to \"accept\" and see that
# `pattern` says it in general; where it does not, set it to \"reject\". Then `ideagraph accept --review` with this file
# shows what the patterns match, and with --write puts them into the lexicon. What is decided is not suggested again.
";

impl Decided {
    fn is_decided(&self) -> bool {
        self.decision != Decision::Open
    }
}

impl Review {
    /// Reads a file.
    ///
    /// # Errors
    /// When it is no TOML or has other fields; the message tells line and column.
    pub fn from_toml(text: &str) -> Result<Self, ReviewError> {
        let file: File = toml::from_str(text).map_err(|error| ReviewError::new(&error))?;
        let mut entries: BTreeMap<_, Decided> = BTreeMap::new();
        for entry in file.suggestion {
            let key = key(&entry.text, &entry.concept);
            if entries.get(&key).is_none_or(|known| known.decision == Decision::Open) {
                entries.insert(key, entry);
            }
        }
        Ok(Self { entries })
    }

    /// The concepts that are decided on for a quote: for its text or for a sentence of it.
    pub fn decided(&self, text: &str) -> BTreeSet<&str> {
        let tokens = tokens(text);
        let starts = sentences(&tokens).map(|sentence| tokens[sentence.start].span.start as usize);
        let parts = starts.map(|at| sentence_at(text, at)).chain([text]).map(one_line);
        let of = |part: String| {
            let from = self.entries.range((part.clone(), String::new())..);
            from.take_while(move |((text, _), _)| *text == part).map(|(_, entry)| entry)
        };
        parts.flat_map(of).filter(|entry| entry.is_decided()).map(|entry| entry.concept.as_str()).collect()
    }

    /// The patterns that are decided on for each concept.
    pub fn patterns(&self) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut out: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for entry in self.entries.values().filter(|entry| entry.is_decided()) {
            out.entry(&entry.concept).or_default().insert(&entry.pattern);
        }
        out
    }

    /// The entries that are accepted, by concept and pattern, of those that have both the same one.
    pub fn accepted(&self) -> Vec<&Decided> {
        let mut out: Vec<&Decided> =
            self.entries.values().filter(|entry| entry.decision == Decision::Accept).collect();
        out.sort_by(|a, b| (&a.concept, &a.pattern, &a.quote).cmp(&(&b.concept, &b.pattern, &b.quote)));
        out.dedup_by(|b, a| (&a.concept, &a.pattern) == (&b.concept, &b.pattern));
        out
    }

    /// Takes the suggestions of a run in: what was decided and every note stay, other open entries go.
    pub fn update(&mut self, suggestions: Vec<Decided>) {
        self.entries.retain(|_, entry| entry.is_decided() || entry.note.is_some());
        for new in suggestions {
            let quote = new.quote.clone();
            let entry = self.entries.entry(key(&new.text, &new.concept)).or_insert(new);
            entry.quote = quote;
        }
    }

    /// The file: what is open first, the best first; then what is accepted, then what is rejected, by quote.
    ///
    /// # Errors
    /// When a text cannot be written as TOML.
    pub fn to_toml(&self) -> Result<String, ReviewError> {
        let mut suggestion: Vec<Decided> = self.entries.values().cloned().collect();
        let open = |entry: &Decided| if entry.decision == Decision::Open { entry.score } else { 0.0 };
        suggestion.sort_by(|a, b| {
            let best = a.decision.cmp(&b.decision).then(open(b).total_cmp(&open(a)));
            best.then_with(|| (&a.quote, &a.concept).cmp(&(&b.quote, &b.concept)))
        });
        let body = toml::to_string(&File { suggestion }).map_err(|error| ReviewError::new(&error))?;
        Ok(format!("{HEAD}\n{body}"))
    }
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
        let mut review = Review::default();
        review.update(vec![
            entry("a:1", "It \"remembers\".", 1.0),
            entry("a:2", "two", 2.0),
            entry("a:3", "three", 0.5),
        ]);
        let written = review.to_toml().unwrap();
        let decided = written.replacen("\"open\"", "\"reject\"", 1).replacen("\"open\"", "\"accept\"", 1);
        let mut review = Review::from_toml(&decided).unwrap();
        review.update(vec![entry("a:3", "two", 9.0), entry("a:2", "four", 1.0)]);
        let again = Review::from_toml(&review.to_toml().unwrap()).unwrap();
        assert_eq!(again, review);
        let texts = [
            "It  \"remembers\".\n",
            "One. Two? It \"remembers\". More.",
            "two",
            "three",
            "two three",
            "four",
        ];
        let decided = texts.map(|text| again.decided(text).contains("memory"));
        assert_eq!(decided, [true, true, true, false, false, false]);
        assert_eq!(again.patterns(), BTreeMap::from([("memory", BTreeSet::from(["remember"]))]));
        assert_eq!(again.accepted().len(), 1);
        let twice = Review::from_toml(&written.replace("\"open\"", "\"accept\"")).unwrap();
        assert_eq!(twice.accepted().len(), 1, "one pattern");
        assert!(Review::from_toml("[[suggestion]]\nquote = 1").is_err());
    }
}
