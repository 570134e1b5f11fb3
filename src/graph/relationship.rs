//! The words of the property graph: what its nodes are labelled, and of which types its relationships are.

use serde::Serialize;

/// What kind of thing a node is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum NodeLabel {
    /// An idea that quotes speak of.
    Concept,
    /// Someone who says quotes or makes sources.
    Person,
    /// A passage of a source.
    Quote,
    /// What quotes are from.
    Source,
}

impl NodeLabel {
    /// All, in order.
    pub const ALL: [Self; 4] = [Self::Concept, Self::Person, Self::Quote, Self::Source];

    /// As a query writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Concept => "Concept",
            Self::Person => "Person",
            Self::Quote => "Quote",
            Self::Source => "Source",
        }
    }

    /// As a sentence says it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Concept => "concept",
            Self::Person => "person",
            Self::Quote => "quote",
            Self::Source => "source",
        }
    }

    /// The one that a query writes so.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|label| label.name() == name)
    }
}

/// What a relationship says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RelationshipType {
    /// The source's tags or title name the concept.
    About,
    /// The other concept is broader.
    Broader,
    /// The person wrote the source.
    By,
    /// Two concepts are linked from the same quotes.
    CoOccurs,
    /// The quote is from the source.
    From,
    /// The quote speaks of the concept.
    Mentions,
    /// The other quote comes after it.
    Next,
    /// Two concepts are related by those who defined them.
    Related,
    /// The person said the quote.
    SaidBy,
}

impl RelationshipType {
    /// All, in order.
    pub const ALL: [Self; 9] = [
        Self::About,
        Self::Broader,
        Self::By,
        Self::CoOccurs,
        Self::From,
        Self::Mentions,
        Self::Next,
        Self::Related,
        Self::SaidBy,
    ];

    /// As a query writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::About => "ABOUT",
            Self::Broader => "BROADER",
            Self::By => "BY",
            Self::CoOccurs => "CO_OCCURS",
            Self::From => "FROM",
            Self::Mentions => "MENTIONS",
            Self::Next => "NEXT",
            Self::Related => "RELATED",
            Self::SaidBy => "SAID_BY",
        }
    }

    /// The one that a query writes so.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// True when it means the same both ways: it is stored one way, from the smaller id to the larger.
    #[inline]
    pub fn is_symmetric(self) -> bool {
        matches!(self, Self::CoOccurs | Self::Related)
    }

    /// What it leads from, and what to.
    pub fn ends(self) -> (NodeLabel, NodeLabel) {
        match self {
            Self::About => (NodeLabel::Source, NodeLabel::Concept),
            Self::Broader | Self::CoOccurs | Self::Related => (NodeLabel::Concept, NodeLabel::Concept),
            Self::By => (NodeLabel::Source, NodeLabel::Person),
            Self::From => (NodeLabel::Quote, NodeLabel::Source),
            Self::Mentions => (NodeLabel::Quote, NodeLabel::Concept),
            Self::Next => (NodeLabel::Quote, NodeLabel::Quote),
            Self::SaidBy => (NodeLabel::Quote, NodeLabel::Person),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_and_are_in_order() {
        assert!(NodeLabel::ALL.into_iter().all(|label| NodeLabel::named(label.name()) == Some(label)));
        let all = RelationshipType::ALL;
        assert!(all.into_iter().all(|kind| RelationshipType::named(kind.name()) == Some(kind)));
        assert!(
            NodeLabel::ALL.is_sorted_by_key(|label| label.name()) && all.is_sorted_by_key(|kind| kind.name())
        );
    }
}
