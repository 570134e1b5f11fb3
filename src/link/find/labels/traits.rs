//! Traits tell where a label is to be matched otherwise than as words in any form.

use serde::{Deserialize, Serialize};

/// What tells a label from words in any form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(super) enum Trait {
    /// Must match letter for letter, but for a plural `s`.
    Exact = 1 << 0,
    /// Has a word of one or two bytes, which must stand as it is.
    ShortWord = 1 << 1,
    /// Ends in what its words do not have: `C++`, `Transformer (machine learning)`.
    Tail = 1 << 2,
    /// Has signs around one of its words.
    Signed = 1 << 3,
    /// A word that only its capitals tell from one of general English: `WHO`.
    ToldByCapitals = 1 << 4,
    /// Has a word that only its capitals tell from a function word, and small letters besides: `IT services`.
    WordInCapitals = 1 << 5,
    /// A word of general English in small letters that spells the initials of another label of its concept (`cold`),
    /// and stands in capitals.
    OnlyInCapitals = 1 << 6,
    /// A name that only its capital tells from a pronoun, a preposition and the like: `But`.
    OnlyAsName = 1 << 7,
    /// A word of general English that has a capital as labels of its kind have not (`House`), and has one in a text, too.
    Capital = 1 << 8,
    /// A word that only its accents tell from another one: `Thé`, `Rosé`.
    ToldByAccents = 1 << 9,
    /// Has letters with accents, Greek ones and the like.
    SpecialLetters = 1 << 10,
    /// Stands for a label with letters in brackets, or in another order.
    Respelled = 1 << 11,
    /// A word without accents where others have them: `Cotes`, which "côtes" are not.
    Unaccented = 1 << 12,
    /// Begins with what may be an article or a preposition of a text: `A stars`, `The Sun`.
    Article = 1 << 13,
    /// Capitals tell that it is a name (`Middle Ages`), of which no other form is one.
    Name = 1 << 14,
    /// The name of a person, by the looks of it, whose last name may stand alone: `Martin Kaymer`.
    LastName = 1 << 15,
    /// A noun that ends in a particle behind a hyphen: `throw-in`.
    Particle = 1 << 16,
    /// Stands for a label with a [qualifier](qualifiers) behind it.
    Bare = 1 << 17,
    /// Stands for a name in the order of an index, as it is spoken: `John F. Kennedy` for `Kennedy, John F.`
    Spoken = 1 << 18,
    /// A species: `Caenorhabditis elegans`.
    Species = 1 << 19,
    /// A species that has its initial and its second word in common with one of another concept.
    Namesake = 1 << 20,
    /// Two capitals or more, and digits, by which small letters are known, too: `IL6`.
    Code = 1 << 21,
}

/// Some traits.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(super) struct Traits(u32);

impl Traits {
    /// Those that a label has.
    pub(super) fn of(all: impl IntoIterator<Item = (Trait, bool)>) -> Self {
        Self(all.into_iter().filter(|(_, has)| *has).fold(0, |traits, (one, _)| traits | one as u32))
    }

    pub(super) fn has(self, one: Trait) -> bool {
        self.0 & one as u32 != 0
    }
}
