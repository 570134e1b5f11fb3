//! An alignment places the characters of a short form, in order, on characters of the words that it may stand for.
//!
//! Each way to place a character has a cost: the beginning of a word costs nothing, the middle of a word more, and so
//! does a word that no character is placed on. The cheapest alignment is the most natural reading: for HSP in
//! "regulation of the heat shock protein" it is "heat shock protein".
//!
//! Ab3P knows the same ways of matching (Sohn et al. 2008, table 1) and tries their combinations as a list of strategies,
//! from the most to the least precise; with costs all mixtures of them are ordered at once.

use crate::language::folding::plain;
use crate::language::greek::{is_greek, letter_of_name};
use crate::text::elided;

/// A character where a part of a word begins (after a hyphen, where capitals or digits begin), and one that directly
/// follows the character placed before it.
const PART: u32 = 1;
/// A character elsewhere within a word.
const INSIDE: u32 = 2;
/// The first character, where a small word begins.
const FIRST_OF_SMALL_WORD: u32 = 3;
/// The first character, where a part of a word begins.
const FIRST_OF_PART: u32 = 5;
/// A small word on which no character is placed.
const SMALL_WORD: u32 = 6;
/// A word in small letters between words with capitals, on which no character is placed: `of the` in a name.
const WORD_OF_NAME: u32 = 2;
/// Another word on which no character is placed.
const WORD: u32 = 8;
/// A digit that is placed nowhere.
const DIGIT: u32 = 8;
/// The `s` of a plural that is placed nowhere: `people (IDPs)`.
const PLURAL: u32 = 3;
/// The longest word that joins the words of a name, in letters.
const JOIN: usize = 5;
/// What cannot be.
const NEVER: u32 = u32::MAX / 4;

/// The characters of a short form that an alignment places; a sign at its end stands for "positive" or "negative".
pub(super) fn letters(short: &str) -> Vec<char> {
    let sign = match short.chars().next_back() {
        Some('+') => Some('p'),
        Some('-') => Some('n'),
        _ => None,
    };
    short.chars().filter(|c| c.is_alphanumeric()).chain(sign).collect()
}

/// False when some letter stands nowhere in a text before those behind it, so that there is no alignment; a Greek one may
/// stand by its name. O(text).
pub(super) fn may_align(letters: &[char], text: &str) -> bool {
    let mut chars = text.chars().rev().filter(|c| c.is_alphanumeric()).map(folded);
    let mut stands = |letter: char| chars.any(|c| c == letter);
    let Some((first, others)) = letters.split_first() else { return false };
    let others = if ends_in_plural(letters) { &others[..others.len() - 1] } else { others };
    let must_stand = |letter: &&char| !letter.is_numeric() && !is_greek(**letter);
    others.iter().rev().filter(must_stand).all(|letter| stands(folded(*letter))) && stands(folded(*first))
}

/// Words, a character at a time.
#[derive(Default)]
pub(super) struct Line {
    chars: Vec<Char>,
    /// For each word, the cost of leaving out all words before it; then of leaving out all.
    left_out: Vec<u32>,
}

struct Char {
    /// In lower case.
    letter: char,
    place: Place,
    word: usize,
    /// The byte where the long form begins when it begins with this character.
    start: usize,
}

/// How a character stands in its word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Word,
    SmallWord,
    /// The first letter of a word, after digits; the `x` of a word that begins with `ex`.
    AfterNumbers,
    Part,
    Inside,
}

impl Place {
    fn cost(self) -> u32 {
        match self {
            Self::Word | Self::SmallWord => 0,
            Self::Part | Self::AfterNumbers => PART,
            Self::Inside => INSIDE,
        }
    }

    fn cost_of_first(self) -> u32 {
        match self {
            Self::Word => 0,
            Self::SmallWord => FIRST_OF_SMALL_WORD,
            Self::AfterNumbers => PART,
            Self::Part => FIRST_OF_PART,
            Self::Inside => NEVER,
        }
    }
}

impl Line {
    /// Splits a text, for an alignment with some letters, at white space and long dashes. O(n).
    pub(super) fn of(text: &str, letters: &[char]) -> Self {
        let has_greek = letters.iter().any(|letter| is_greek(*letter));
        let mut line = Self { left_out: vec![0], ..Self::default() };
        let words =
            text.split(|c: char| c.is_whitespace() || c == '\u{2014}').flat_map(|word| word.split("--"));
        let words = words.filter(|word| word.contains(char::is_alphanumeric));
        let words: Vec<&str> = words.map(|word| elided(word).map_or(word, |(_, noun)| noun)).collect();
        for (word, inside) in words.iter().zip(inside_names(&words)) {
            let cost = match word {
                _ if inside => WORD_OF_NAME,
                _ if is_small(word) => SMALL_WORD,
                _ => WORD,
            };
            let offset = word.as_ptr() as usize - text.as_ptr() as usize;
            let name = word.trim_matches(|c: char| !c.is_alphanumeric());
            if let Some(letter) = has_greek.then(|| letter_of_name(name)).flatten() {
                let word = line.left_out.len() - 1;
                line.chars.push(Char { letter, place: Place::Word, word, start: offset });
            }
            line.push(word, offset, cost);
        }
        line
    }

    /// Adds a word, with the cost of leaving it out.
    fn push(&mut self, word: &str, offset: usize, cost: u32) {
        let small = is_small(word);
        let first = word.find(char::is_alphanumeric).unwrap_or(0);
        let mut start = first;
        let mut before = Prefix::default();
        for (at, c) in word.char_indices() {
            if c == '/' {
                start = at + 1;
            }
            if c.is_alphanumeric() {
                let is_ex =
                    at == first + 1 && word[first..].get(..2).is_some_and(|ex| ex.eq_ignore_ascii_case("ex"));
                let place = match before.place(c) {
                    Place::Word if small => Place::SmallWord,
                    Place::Inside if is_ex => Place::AfterNumbers,
                    place => place,
                };
                let word = self.left_out.len() - 1;
                self.chars.push(Char { letter: folded(c), place, word, start: offset + start });
            }
            if at >= first {
                before.push(c);
            }
        }
        let before = self.left_out.last().copied().unwrap_or(0);
        self.left_out.push(before + cost);
    }

    /// The ways to begin: where the long form begins, which ends with the line, and the cost of its best alignment; from
    /// left to right. O(letters × characters).
    pub(super) fn alignments(&self, letters: &[char]) -> Vec<(usize, u32)> {
        let Some((first, others)) = letters.split_first() else { return Vec::new() };
        let words = self.left_out.len() - 1;
        let mut rest: Vec<u32> = self.chars.iter().map(|c| self.between(c.word, words)).collect();
        let mut next = Vec::with_capacity(rest.len());
        let mut ending = if ends_in_plural(letters) { PLURAL } else { NEVER };
        for letter in others.iter().rev() {
            let nowhere = if letter.is_numeric() { DIGIT } else { ending };
            ending = NEVER;
            self.before(*letter, nowhere, &rest, &mut next);
            std::mem::swap(&mut rest, &mut next);
        }
        let first = folded(*first);
        let starts = self.chars.iter().zip(rest).filter(|(c, _)| c.letter == first);
        let costs = starts.map(|(c, rest)| (c.start, rest + c.place.cost_of_first()));
        costs.filter(|(_, cost)| *cost < NEVER).collect()
    }

    /// Sets `out`, for each character, to the least cost of all that follows when the one before `letter` is placed on it;
    /// `rest` is the same for `letter`, and `nowhere` what placing it nowhere costs.
    fn before(&self, letter: char, nowhere: u32, rest: &[u32], out: &mut Vec<u32>) {
        let wanted = folded(letter);
        let placed = |at: usize| if self.chars[at].letter == wanted { rest[at] } else { NEVER };
        out.clear();
        out.resize(self.chars.len(), NEVER);
        // The least cost of a place further on in the same word, and in a later word, with all words up to that left out.
        let (mut same, mut later) = (NEVER, NEVER);
        for (at, c) in self.chars.iter().enumerate().rev() {
            let next = self.chars.get(at + 1);
            if next.is_some_and(|next| next.word != c.word) {
                later = later.min(same + self.left_out[c.word + 1]);
                same = NEVER;
            } else if next.is_some() {
                out[at] = placed(at + 1) + PART.min(self.chars[at + 1].place.cost());
            }
            let left_out = later.saturating_sub(self.left_out[c.word + 1]);
            out[at] = out[at].min(same).min(if later < NEVER { left_out } else { NEVER });
            out[at] = out[at].min(rest[at] + nowhere).min(NEVER);
            same = same.min(placed(at) + c.place.cost());
        }
    }

    /// The cost of leaving out the words between two.
    fn between(&self, word: usize, later: usize) -> u32 {
        self.left_out[later] - self.left_out[word + 1]
    }
}

/// True for an `s` behind capitals: `LLMs`.
fn ends_in_plural(letters: &[char]) -> bool {
    matches!(letters, [.., a, b, 's'] if a.is_uppercase() && b.is_uppercase())
}

fn is_small(word: &str) -> bool {
    word.chars().count() <= 3 && word.chars().all(char::is_lowercase)
}

/// True for a word in small letters that may stand between those of a name: `of`, `para`.
pub(super) fn joins_name(word: &str) -> bool {
    word.chars().count() <= JOIN && word.chars().all(char::is_lowercase)
}

/// True for a capital with small letters behind it.
fn is_capitalized(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
}

/// Which words are in small letters and have capitalized ones on both sides, perhaps beyond others like them. O(letters).
fn inside_names(words: &[&str]) -> Vec<bool> {
    let mut inside = vec![true; words.len()];
    let both_ways: [&mut dyn Iterator<Item = usize>; 2] =
        [&mut (0..words.len()), &mut (0..words.len()).rev()];
    for way in both_ways {
        let mut behind_capital = false;
        for at in way {
            let joins = joins_name(words[at]);
            inside[at] &= joins && behind_capital;
            behind_capital = if joins { behind_capital } else { is_capitalized(words[at]) };
        }
    }
    inside
}

/// In lower case, without its accents.
fn folded(c: char) -> char {
    plain(c.to_lowercase().next().unwrap_or(c))
}

/// What a word has before a character.
#[derive(Default)]
struct Prefix {
    last: Option<char>,
    has_letter: bool,
}

impl Prefix {
    fn push(&mut self, c: char) {
        self.last = Some(c);
        self.has_letter |= c.is_alphabetic();
    }

    /// How a character stands behind it.
    fn place(&self, c: char) -> Place {
        let Some(last) = self.last else { return Place::Word };
        if c.is_alphabetic() && !self.has_letter {
            return Place::AfterNumbers;
        }
        let begins = !last.is_alphanumeric() || (last.is_lowercase() && c.is_uppercase());
        if begins || last.is_numeric() != c.is_numeric() { Place::Part } else { Place::Inside }
    }
}
