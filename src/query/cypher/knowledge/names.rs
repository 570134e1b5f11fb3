//! The names that queries have for the columns: labels, relationship types and properties, each with its number.

pub(super) use crate::graph::{NodeLabel as Label, RelationshipType as Type};
use crate::query::cypher::property_graph::{KeyId, LabelId, TypeId};

macro_rules! numbered {
    ($name:ident: $number:ident) => {
        impl From<$name> for $number {
            #[inline]
            fn from(name: $name) -> Self {
                Self(name as u32)
            }
        }

        impl $name {
            #[inline]
            pub(super) fn of(number: $number) -> Self {
                Self::ALL[number.0 as usize]
            }
        }
    };
}

numbered!(Label: LabelId);
numbered!(Type: TypeId);
numbered!(Property: KeyId);

macro_rules! properties {
    ($($variant:ident = $text:literal,)*) => {
        /// What a node or a relationship may have.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Property { $($variant,)* }

        impl Property {
            pub(super) const ALL: &[Self] = &[$(Self::$variant,)*];
            pub(super) const NAMES: &[&str] = &[$($text,)*];
        }
    };
}

properties! {
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
    Polarities = "polarities",
    Properties = "properties",
    Quotes = "quotes",
    Rules = "rules",
    Starts = "starts",
    Strength = "strength",
    Tags = "tags",
    Text = "text",
    Texts = "texts",
    Title = "title",
    Triggers = "triggers",
    Url = "url",
}
