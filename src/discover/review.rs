//! A review is a TOML file in which a person decides on proposals; it is read and written anew by every run.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::phrases::one_line;
use super::proposals::Proposal;

/// What a person says of a proposal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// Nothing yet.
    #[default]
    Open,
    /// It shall be a concept; it is proposed until it is one.
    Accept,
    /// It is none; it is never proposed again.
    Reject,
}

/// All that has been decided and is to be.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Review {
    entries: BTreeMap<String, Entry>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    label: String,
    #[serde(default)]
    decision: Decision,
    key: String,
    quotes: Option<u32>,
    sources: Option<u32>,
    example: Option<String>,
    note: Option<String>,
}

#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    proposal: Vec<Entry>,
}

/// Why a review cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{0}")]
pub struct ReviewError(String);

/// What the file says of itself.
const HEAD: &str = "\
# Proposals of `ideagraph discover`. Set `decision` to \"accept\" or \"reject\" and run it again with this file:
# what is rejected never comes back, what is accepted goes when a lexicon has it, and `note` is yours.
";

impl Review {
    /// Reads a file.
    ///
    /// # Errors
    /// When it is no TOML or has other fields; the message tells line and column.
    pub fn from_toml(text: &str) -> Result<Self, ReviewError> {
        let file: File = toml::from_str(text).map_err(|error| ReviewError(error.to_string()))?;
        Ok(Self { entries: file.proposal.into_iter().map(|entry| (entry.key.clone(), entry)).collect() })
    }

    /// What was decided on a proposal.
    pub fn decision(&self, proposal: &Proposal) -> Decision {
        self.entries.get(&proposal.key).map_or(Decision::Open, |entry| entry.decision)
    }

    /// Takes the proposals of a run in: what was decided and every note stay, open entries that are proposed no more go.
    /// `text` gives the text of a proposal's first example.
    pub fn update<'p>(&mut self, proposals: &[&'p Proposal], text: impl Fn(&'p Proposal) -> Option<String>) {
        self.entries.retain(|_, entry| entry.decision != Decision::Open || entry.note.is_some());
        for proposal in proposals {
            let old = self.entries.remove(&proposal.key);
            let entry = Entry {
                label: proposal.label.clone(),
                decision: old.as_ref().map_or(Decision::Open, |entry| entry.decision),
                key: proposal.key.clone(),
                quotes: Some(proposal.quotes),
                sources: Some(proposal.sources),
                example: text(proposal).map(|text| one_line(&text)),
                note: old.and_then(|entry| entry.note),
            };
            self.entries.insert(entry.key.clone(), entry);
        }
    }

    /// The file: what is open first, the most frequent first; then what is accepted, then what is rejected, by label.
    ///
    /// # Errors
    /// When a text cannot be written as TOML.
    pub fn to_toml(&self) -> Result<String, ReviewError> {
        let mut proposal: Vec<Entry> = self.entries.values().cloned().collect();
        let quotes = |entry: &Entry| (entry.decision == Decision::Open).then_some(entry.quotes).flatten();
        proposal.sort_by(|a, b| {
            let place = |entry: &Entry| (entry.decision as u8, std::cmp::Reverse(quotes(entry)));
            place(a).cmp(&place(b)).then_with(|| (&a.label, &a.key).cmp(&(&b.label, &b.key)))
        });
        let body = toml::to_string(&File { proposal }).map_err(|error| ReviewError(error.to_string()))?;
        Ok(format!("{HEAD}\n{body}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposal(label: &str, quotes: u32) -> Proposal {
        Proposal {
            key: label.replace(' ', ""),
            label: label.to_owned(),
            variants: Vec::new(),
            score: 1.0,
            quotes,
            sources: 1,
            examples: Vec::new(),
            like: None,
        }
    }

    #[test]
    fn decisions_survive() {
        let (good, bad, new) = (proposal("good idea", 2), proposal("bad idea", 3), proposal("new idea", 1));
        let mut review = Review::default();
        review.update(&[&good, &bad], |_| Some("a\n\"quote\"".into()));
        let written = review.to_toml().unwrap();
        assert!(written.contains("example = 'a \"quote\"'"), "{written}");
        let decided = written.replacen("\"open\"", "\"reject\"", 1).replace("\"open\"", "\"accept\"");
        let mut review = Review::from_toml(&decided).unwrap();
        review.update(&[&new], |_| None);
        let again = Review::from_toml(&review.to_toml().unwrap()).unwrap();
        assert_eq!(again, review);
        let decisions = [&good, &bad, &new].map(|proposal| again.decision(proposal));
        assert_eq!(decisions, [Decision::Accept, Decision::Reject, Decision::Open]);
    }

    #[test]
    fn what_is_wrong_is_told() {
        let error =
            Review::from_toml("[[proposal]]\nlabel = \"x\"\nkey = \"x\"\ndecision = \"yes\"").unwrap_err();
        assert!(error.to_string().contains("accept"), "{error}");
    }
}
