//! A review is a TOML file in which a person decides on what is proposed. Every run reads it and writes it anew: what is
//! decided or noted stays, what is open stays while it is proposed.

use std::cmp::Ordering;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use thiserror::Error;

/// What a person says of a proposal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase", try_from = "String")]
pub enum Decision {
    /// Nothing yet.
    #[default]
    Open,
    /// It is right, and the person's to word.
    Accept,
    /// It is wrong; it is never proposed again.
    Reject,
}

impl Decision {
    /// As a person writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Accept => "accept",
            Self::Reject => "reject",
        }
    }
}

/// A person wrote something else.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("the decision \"{0}\" is none of open, accept and reject")]
pub struct UnknownDecision(pub String);

impl TryFrom<String> for Decision {
    type Error = UnknownDecision;

    /// Reads what a person wrote, in any case.
    fn try_from(written: String) -> Result<Self, UnknownDecision> {
        let name = written.trim().to_lowercase();
        let found = [Self::Open, Self::Accept, Self::Reject].into_iter().find(|own| own.name() == name);
        found.ok_or(UnknownDecision(written))
    }
}

/// What a review says of an entry, whatever it is on.
#[derive(Debug, Clone, Copy)]
pub struct Marks<'e> {
    /// What was decided.
    pub decision: Decision,
    /// How much speaks for it; 0 where a person wrote it.
    pub score: f64,
    /// The person's own words on it.
    pub note: Option<&'e str>,
}

/// One thing of a review, which a person decides on.
pub trait Entry {
    /// What is said of it.
    fn marks(&self) -> Marks<'_>;

    /// True once there is a decision.
    fn is_decided(&self) -> bool {
        self.marks().decision != Decision::Open
    }

    /// True for what stays though it is proposed no more.
    fn is_kept(&self) -> bool {
        self.is_decided() || self.marks().note.is_some()
    }
}

/// All that has been decided and is to be.
pub trait Review: Default {
    /// What the file says of itself, in comments.
    const HEAD: &str;
    /// The tables of the file.
    type Tables: Serialize + DeserializeOwned;

    /// The review that the tables tell of.
    ///
    /// # Errors
    /// When entries for the same thing are decided on otherwise.
    fn of_tables(tables: Self::Tables) -> Result<Self, ReviewError>;

    /// The tables, with their entries in the order in which a file has them: what is open first.
    fn tables(&self) -> Self::Tables;

    /// Reads a file.
    ///
    /// # Errors
    /// When it is no TOML or has other fields, the message tells line and column, or when it contradicts itself.
    fn from_toml(text: &str) -> Result<Self, ReviewError> {
        Self::of_tables(toml::from_str(text)?)
    }

    /// The file.
    ///
    /// # Errors
    /// When a text cannot be written as TOML.
    fn to_toml(&self) -> Result<String, ReviewError> {
        let tables = toml::to_string(&self.tables())?;
        Ok(format!("{}\n{tables}", Self::HEAD))
    }
}

/// Entries as a file has them: what is open first, the best first; then what is accepted, then what is rejected; those that
/// are alike in this by an order of their own.
pub(crate) fn in_order<'e, E: Entry + Clone + 'e>(
    entries: impl Iterator<Item = &'e E>,
    own: impl Fn(&E, &E) -> Ordering,
) -> Vec<E> {
    let score = |entry: &E| if entry.is_decided() { 0.0 } else { entry.marks().score };
    let mut entries: Vec<E> = entries.cloned().collect();
    entries.sort_by(|a, b| {
        let best = a.marks().decision.cmp(&b.marks().decision).then_with(|| score(b).total_cmp(&score(a)));
        best.then_with(|| own(a, b))
    });
    entries
}

/// Why a review cannot be read or written.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReviewError {
    /// It is no TOML, or has other fields.
    #[error("{0}")]
    Broken(#[from] toml::de::Error),
    /// A text cannot be written as TOML.
    #[error("{0}")]
    Unwritable(#[from] toml::ser::Error),
    /// Two entries for one idea are decided on otherwise.
    #[error(
        "{first} and {second} are one idea: the first says {}, the other {}",
        .decisions[0].name(), .decisions[1].name()
    )]
    OneIdea {
        /// What the first is called.
        first: String,
        /// What the other is called.
        second: String,
        /// What each says.
        decisions: [Decision; 2],
    },
    /// A pattern of a concept is accepted and rejected.
    #[error("one entry accepts the pattern `{pattern}` of `{concept}`, another rejects it")]
    OnePattern {
        /// The pattern, as one of the two has it.
        pattern: String,
        /// The concept's id.
        concept: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decisions_are_read_in_any_case() {
        assert_eq!(Decision::try_from(" Reject".to_owned()), Ok(Decision::Reject));
        assert_eq!(Decision::try_from("yes".to_owned()), Err(UnknownDecision("yes".to_owned())));
    }
}
