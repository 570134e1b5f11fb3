//! The review of what is discovered: proposed concepts, and names that may be of one idea.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::aliases::Alias;
use super::explained::key;
use super::proposals::Proposal;
use crate::language::Language;
use crate::review::{Decision, Entry, Marks, Review, ReviewError, in_order};
use crate::text::{one_line, tokens};

/// What a person decides on proposals and aliases: what is accepted is proposed until it is in a lexicon, and the label
/// is the person's.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct ProposalReview {
    proposals: BTreeMap<String, ProposalEntry>,
    aliases: BTreeMap<(String, String), AliasEntry>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProposalEntry {
    label: String,
    #[serde(default)]
    decision: Decision,
    #[serde(default)]
    key: String,
    score: Option<f64>,
    quotes: Option<u32>,
    sources: Option<u32>,
    example: Option<String>,
    note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct AliasEntry {
    name: String,
    alias: String,
    #[serde(default)]
    decision: Decision,
    score: Option<f64>,
    form: Option<String>,
    note: Option<String>,
}

impl Entry for ProposalEntry {
    fn marks(&self) -> Marks<'_> {
        Marks { decision: self.decision, score: self.score.unwrap_or(0.0), note: self.note.as_deref() }
    }
}

impl Entry for AliasEntry {
    fn marks(&self) -> Marks<'_> {
        Marks { decision: self.decision, score: self.score.unwrap_or(0.0), note: self.note.as_deref() }
    }
}

/// The tables of the file.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tables {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    proposal: Vec<ProposalEntry>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    alias: Vec<AliasEntry>,
}

impl Review for ProposalReview {
    const HEAD: &str = "\
# Proposals of `ideagraph discover`. Set `decision` to \"accept\" or \"reject\" and run it again with this file:
# what is rejected never comes back, what is accepted heads the list until a lexicon has it; its label and `note` are yours.
";
    type Tables = Tables;

    fn of_tables(Tables { proposal, alias }: Tables) -> Result<Self, ReviewError> {
        let mut out = Self::default();
        for (key, entry) in proposal.into_iter().map(keyed) {
            insert(&mut out.proposals, key, entry, |entry| format!("\"{}\"", entry.label))?;
        }
        for entry in alias {
            let key = pair(&entry.name, &entry.alias);
            insert(&mut out.aliases, key, entry, |entry| {
                format!("\"{}\" = \"{}\"", entry.name, entry.alias)
            })?;
        }
        Ok(out)
    }

    fn tables(&self) -> Tables {
        let by_label = |a: &ProposalEntry, b: &ProposalEntry| (&a.label, &a.key).cmp(&(&b.label, &b.key));
        Tables {
            proposal: in_order(self.proposals.values(), by_label),
            alias: in_order(self.aliases.values(), |_, _| Ordering::Equal),
        }
    }
}

impl ProposalReview {
    /// What was decided on a proposal.
    pub fn decision(&self, proposal: &Proposal) -> Decision {
        self.known(proposal).map_or(Decision::Open, |entry| entry.decision)
    }

    /// The label that a proposal has here, which is a person's to change.
    pub fn label(&self, proposal: &Proposal) -> Option<&str> {
        self.known(proposal).map(|entry| entry.label.as_str())
    }

    /// The key and the label of what a person accepted and is none of the proposals.
    pub fn own(&self, proposals: &[Proposal]) -> Vec<(&str, &str)> {
        let known: BTreeSet<&String> = proposals
            .iter()
            .flat_map(|proposal| [&proposal.key].into_iter().chain(&proposal.other_keys))
            .collect();
        let is_named = |entry: &&ProposalEntry| !tokens(&entry.label).is_empty();
        let accepted = self.proposals.values().filter(|entry| entry.decision == Decision::Accept);
        let own = accepted.filter(is_named).filter(|entry| !known.contains(&entry.key));
        own.map(|entry| (entry.key.as_str(), entry.label.as_str())).collect()
    }

    /// The entry of a proposal or of one of its variants; one that is decided before one that is not.
    fn known(&self, proposal: &Proposal) -> Option<&ProposalEntry> {
        let keys = || std::iter::once(&proposal.key).chain(&proposal.other_keys);
        let entries = || keys().filter_map(|key| self.proposals.get(key));
        entries().find(|entry| entry.is_decided()).or_else(|| entries().next())
    }

    /// What was decided on a pair of names, in either order.
    pub fn alias_decision(&self, alias: &Alias) -> Decision {
        let key = pair(&alias.name.name, &alias.alias.name);
        self.aliases.get(&key).map_or(Decision::Open, |entry| entry.decision)
    }

    /// Takes the pairs of names of a run in, as [`update`](Self::update) does proposals.
    pub fn update_aliases(&mut self, aliases: &[Alias]) {
        self.aliases.retain(|_, entry| entry.is_kept());
        for Alias { name, alias, form, score, .. } in aliases {
            let key = pair(&name.name, &alias.name);
            let old = self.aliases.remove(&key);
            let entry = AliasEntry {
                name: name.name.clone(),
                alias: alias.name.clone(),
                decision: old.as_ref().map_or(Decision::Open, |entry| entry.decision),
                score: Some(*score),
                form: Some(form.name().to_owned()),
                note: old.and_then(|entry| entry.note),
            };
            self.aliases.insert(key, entry);
        }
    }

    /// Takes the proposals of a run in: what was decided, every label and every note stay, open entries that are proposed no
    /// more go.
    /// `text` gives the words of a proposal's first example.
    pub fn update<'p>(&mut self, proposals: &[&'p Proposal], text: impl Fn(&'p Proposal) -> Option<String>) {
        for proposal in proposals {
            let old = self.known(proposal).map(|entry| entry.key.clone());
            let old = old.and_then(|key| self.proposals.remove(&key));
            // Of another spelling that stood for itself the note stays.
            let other = self.proposals.remove(&proposal.key);
            let entry = ProposalEntry {
                label: old.as_ref().map_or(&proposal.label, |entry| &entry.label).clone(),
                decision: old.as_ref().map_or(Decision::Open, |entry| entry.decision),
                key: proposal.key.clone(),
                score: Some(proposal.score),
                quotes: Some(proposal.quotes),
                sources: Some(proposal.sources),
                example: text(proposal).map(|text| one_line(&text)),
                note: old.and_then(|entry| entry.note).or(other.and_then(|entry| entry.note)),
            };
            self.proposals.insert(entry.key.clone(), entry);
        }
        let proposed: BTreeSet<&str> = proposals.iter().map(|proposal| proposal.key.as_str()).collect();
        self.proposals.retain(|key, entry| entry.is_kept() || proposed.contains(key.as_str()));
    }
}

/// Takes an entry in, before one of the same key that is not decided on.
///
/// # Errors
/// When the two are decided on otherwise.
fn insert<K: Ord, E: Entry>(
    entries: &mut BTreeMap<K, E>,
    key: K,
    entry: E,
    name: impl Fn(&E) -> String,
) -> Result<(), ReviewError> {
    match entries.get(&key).filter(|known| known.is_decided()) {
        None => _ = entries.insert(key, entry),
        Some(known) if entry.is_decided() && known.marks().decision != entry.marks().decision => {
            let decisions = [known.marks().decision, entry.marks().decision];
            return Err(ReviewError::OneIdea { first: name(known), second: name(&entry), decisions });
        }
        Some(_) => {}
    }
    Ok(())
}

/// An entry with its key; one that a person wrote is known by its label.
fn keyed(mut entry: ProposalEntry) -> (String, ProposalEntry) {
    if entry.key.is_empty() {
        entry.key = key(&entry.label, Language::default());
    }
    (entry.key.clone(), entry)
}

/// The key of two names, in whichever order.
fn pair(a: &str, b: &str) -> (String, String) {
    let (a, b) = (a.to_lowercase(), b.to_lowercase());
    if a < b { (a, b) } else { (b, a) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn proposal(label: &str, score: f64) -> Proposal {
        Proposal {
            key: label.replace(' ', ""),
            label: label.to_owned(),
            variants: Vec::new(),
            score,
            quotes: 1,
            sources: 1,
            examples: Vec::new(),
            like: None,
            other_keys: BTreeSet::new(),
            stands_in: Vec::new(),
        }
    }

    #[test]
    fn decisions_survive() {
        let (good, bad, new) =
            (proposal("good idea", 0.2), proposal("bad idea", 0.3), proposal("new idea", 0.1));
        let mut review = ProposalReview::default();
        review.update(&[&good, &bad], |_| Some("a\n\"quote\"".into()));
        let written = review.to_toml().unwrap();
        assert!(written.contains("example = 'a \"quote\"'"), "{written}");
        let decided = written.replacen("\"open\"", "\"reject\"", 1).replace("\"open\"", "\"accept\"");
        let mut review = ProposalReview::from_toml(&decided).unwrap();
        review.update(&[&new], |_| None);
        let again = ProposalReview::from_toml(&review.to_toml().unwrap()).unwrap();
        assert_eq!(again, review);
        let decisions = [&good, &bad, &new].map(|proposal| again.decision(proposal));
        assert_eq!(decisions, [Decision::Accept, Decision::Reject, Decision::Open]);
    }

    #[test]
    fn decisions_are_on_all_variants_and_labels_are_the_persons() {
        let written = r#"
            [[proposal]]
            label = "colour theory"
            key = "colourtheory"
            decision = "reject"
            [[proposal]]
            label = "Good ideas"
            decision = "accept"
        "#;
        let mut review = ProposalReview::from_toml(written).unwrap();
        let mut british = proposal("color theory", 1.0);
        british.other_keys = BTreeSet::from(["colourtheory".to_owned()]);
        let good = proposal("good idea", 1.0);
        assert_eq!(review.decision(&british), Decision::Reject);
        assert_eq!(review.label(&good), Some("Good ideas"));
        review.update(&[&good], |_| None);
        assert_eq!((review.label(&good), review.proposals.len()), (Some("Good ideas"), 2));
        let mut review = ProposalReview::default();
        review.update(&[&good], |_| None);
        let mended = review.to_toml().unwrap().replace("\"good idea\"", "\"Good idea\"");
        let mut review = ProposalReview::from_toml(&mended).unwrap();
        assert_eq!(review.label(&good), Some("Good idea"));
        review.update(&[&good], |_| None);
        assert!(review.to_toml().unwrap().contains("label = \"Good idea\""), "also before it is decided on");
    }

    #[test]
    fn what_is_wrong_is_told() {
        let error = ProposalReview::from_toml("[[proposal]]\nlabel = \"x\"\nkey = \"x\"\ndecision = \"yes\"")
            .unwrap_err();
        assert!(error.to_string().contains("accept"), "{error}");
    }

    #[test]
    fn decisions_against_each_other_are_told() {
        let proposal = |label: &str, decision: &str| {
            format!("[[proposal]]\nlabel = \"{label}\"\ndecision = \"{decision}\"\n")
        };
        let alias = |name: &str, alias: &str, decision: &str| {
            format!("[[alias]]\nname = \"{name}\"\nalias = \"{alias}\"\ndecision = \"{decision}\"\n")
        };
        for (one, other, is_told) in [
            (proposal("Standing Armies", "reject"), proposal("standing army", "accept"), true),
            (proposal("Standing Armies", "reject"), proposal("standing army", "reject"), false),
            (proposal("Standing Armies", "reject"), proposal("standing army", "open"), false),
            (proposal("Standing Armies", "open"), proposal("standing army", "accept"), false),
            (alias("army", "host", "accept"), alias("Host", "army", "reject"), true),
            (alias("army", "host", "accept"), alias("army", "troops", "reject"), false),
        ] {
            let read = ProposalReview::from_toml(&(one + &other));
            assert_eq!(read.is_err(), is_told, "{read:?}");
        }
        let open = proposal("standing army", "reject") + &proposal("Standing Armies", "open");
        let review = ProposalReview::from_toml(&open).unwrap();
        assert_eq!(review.proposals.values().next().map(|entry| entry.decision), Some(Decision::Reject));
    }
}
