//! A tag is the class that a word has where it stands: noun, verb, determiner and so on.

use crate::text::data_lines;

/// The class of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tag {
    Determiner,
    Preposition,
    /// `and`, `but`: what follows is of the same kind.
    Conjunction,
    /// `if`, `because`: a clause follows.
    Subordinator,
    Pronoun,
    /// `them`, `myself`: a pronoun that is no subject.
    Object,
    /// `who`, `which`: a clause about the noun before follows.
    Relative,
    /// `to`: a bare verb follows.
    Infinitive,
    /// `can`, `do`: a bare verb follows.
    Modal,
    /// `is`, `has`: a participle may follow.
    Auxiliary,
    Adverb,
    Noun,
    Adjective,
    Verb,
    /// A verb's `-ing` form.
    Gerund,
    /// A verb's `-ed` form.
    Participle,
    Number,
}

/// The tags by their letters in data files; then the beginning of a sentence and a comma, which stand before a word.
pub(super) const LETTERS: &str = "DPCSOXWTMBRNAVGE9.,";
const TAGS: [Tag; 17] = [
    Tag::Determiner,
    Tag::Preposition,
    Tag::Conjunction,
    Tag::Subordinator,
    Tag::Pronoun,
    Tag::Object,
    Tag::Relative,
    Tag::Infinitive,
    Tag::Modal,
    Tag::Auxiliary,
    Tag::Adverb,
    Tag::Noun,
    Tag::Adjective,
    Tag::Verb,
    Tag::Gerund,
    Tag::Participle,
    Tag::Number,
];

impl Tag {
    /// The tag of a letter in a data file.
    pub(super) fn from_letter(letter: &str) -> Option<Self> {
        TAGS.get(LETTERS.find(letter)?).copied()
    }

    /// True for what may be the verb of a clause.
    pub(super) fn is_verb(self) -> bool {
        matches!(self, Self::Modal | Self::Auxiliary | Self::Verb)
    }
}

/// The lines of a data file that begin with the letter of a class: the class, and the words behind it.
pub(super) fn by_class(file: &'static str) -> impl Iterator<Item = (Tag, Vec<&'static str>)> {
    data_lines(file).filter_map(|line| {
        let (letter, words) = line.split_once(' ')?;
        Some((Tag::from_letter(letter)?, words.split(' ').collect()))
    })
}
