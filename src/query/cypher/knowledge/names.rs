//! The names that queries have for the columns: labels, relationship types and properties, each with its number.

use crate::query::cypher::property_graph::{KeyId, LabelId, TypeId};

macro_rules! numbered {
    ($name:ident: $number:ident { $($variant:ident = $text:literal,)* }) => {
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum $name { $($variant,)* }

        impl From<$name> for $number {
            #[inline]
            fn from(name: $name) -> Self {
                Self(name as u32)
            }
        }

        impl $name {
            pub(super) const ALL: &[Self] = &[$(Self::$variant,)*];
            pub(super) const NAMES: &[&str] = &[$($text,)*];

            #[inline]
            pub(super) fn of(number: $number) -> Self {
                Self::ALL[number.0 as usize]
            }
        }
    };
}

numbered! { Label: LabelId {
    Concept = "Concept",
    Person = "Person",
    Quote = "Quote",
    Source = "Source",
} }

numbered! { Type: TypeId {
    About = "ABOUT",
    Broader = "BROADER",
    By = "BY",
    CoOccurs = "CO_OCCURS",
    From = "FROM",
    Mentions = "MENTIONS",
    Next = "NEXT",
    Related = "RELATED",
    SaidBy = "SAID_BY",
} }

numbered! { Property: KeyId {
    Aliases = "aliases",
    Confidence = "confidence",
    Count = "count",
    Date = "date",
    Definition = "definition",
    Ends = "ends",
    G2 = "g2",
    Id = "id",
    Kinds = "kinds",
    Label = "label",
    Locator = "locator",
    Name = "name",
    Negated = "negated",
    Note = "note",
    Npmi = "npmi",
    Ordinal = "ordinal",
    Path = "path",
    Properties = "properties",
    Quotes = "quotes",
    Starts = "starts",
    Strength = "strength",
    Tags = "tags",
    Text = "text",
    Texts = "texts",
    Title = "title",
    Url = "url",
} }

impl Type {
    /// Whether it is stored one way and means both.
    #[inline]
    pub(super) fn is_symmetric(self) -> bool {
        matches!(self, Self::CoOccurs | Self::Related)
    }
}
