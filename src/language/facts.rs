//! Facts are what is known of a word wherever it stands.

use super::tag::Tag;

/// A class with the share of a word's uses that it has.
pub(crate) type Share = (Tag, f64);

/// The form of a word, which tells whether noun and verb agree.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Form {
    /// A noun in the singular, a verb of several.
    #[default]
    Base,
    /// A noun in the plural, a verb of one: `spills`.
    S,
    /// A verb in the past, of any number.
    Past,
}

/// What is known of a word.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Facts {
    /// Its classes, each with its share, adding up to 1.
    pub(crate) classes: Vec<Share>,
    /// How rare it is in general English: 0 for every other word, 1 for a word never seen.
    pub(crate) rarity: f64,
    /// The logarithm of one plus its tagged uses: high for words of many senses and much use.
    pub(crate) usage: f64,
    /// Lower case, singular where it is a plural.
    pub(crate) singular: String,
    /// The form that it has, as a noun or as a verb.
    pub(crate) form: Form,
}
