//! Labels are collected one after another, each with the rows of words that may stand for it.

use rayon::prelude::*;

use super::qualifiers::Brackets;
use super::{
    AND, ANDS, CLOSED, INITIALS, Label, Labels, OTHER_WORDS, PLAIN, PLURAL, REWORDED, is_and, is_name,
    is_space,
};
use crate::concept::{Concept, ConceptIx, LabelKind, label};
use crate::link::english::phrases::beginning_with;
use crate::link::english::{general, split_prefix};
use crate::link::find::trie::{Trie, TrieBuilder};
use crate::link::vocabulary::folding::{has_accent, is_named_letter, plain, tells_spelling};
use crate::link::vocabulary::{VocabularyBuilder, WordId};
use crate::text::{Joint, Span, Token, may_have_signs, sign_before, signs, tokens};

/// Labels while they are collected, with the vocabulary of their words.
#[derive(Default)]
pub(super) struct Collected {
    vocabulary: VocabularyBuilder,
    labels: Vec<Label>,
    rules: String,
    words: Vec<(WordId, Span)>,
    rows: TrieBuilder,
    /// Word → its prefix and the rest, when it may be written apart; none where nobody has asked.
    apart: Vec<Option<Apart>>,
}

type Apart = Option<[WordId; 2]>;

/// A way to read a label.
struct Reading<'t> {
    written: &'t str,
    /// All of it, a part that names the concept, or one of the words for which [letters in brackets](spelled) stand.
    text: &'t str,
    /// Without its [qualifier](super::qualifiers).
    bare: bool,
    /// Spells the initials of another label.
    initials: bool,
    /// The labels are in capitals, which tell nothing then.
    in_capitals: bool,
    /// Capitals tell that it is a name.
    name: bool,
    /// Its capital does.
    capital: bool,
    /// One word without accents, where accents are written.
    unaccented: bool,
}

/// The fewest concepts of which one thread collects the labels.
const PART: usize = 1 << 10;

impl Collected {
    /// The labels of some concepts, collected in parallel. `insert` puts in the rows of words that may stand for the last one,
    /// which has these tokens in its text.
    pub(super) fn of(concepts: &[Concept], insert: impl Fn(&mut Self, &str, &[Token]) + Sync) -> Self {
        let len = concepts.len().div_ceil(rayon::current_num_threads()).max(PART);
        let parts = concepts.par_chunks(len).enumerate();
        let common = Common::of(concepts);
        let part = |(n, part)| Self::part(n * len, part, &common, &insert);
        let parts: Vec<Self> = parts.map(part).collect();
        parts.into_iter().reduce(Self::and).unwrap_or_default()
    }

    fn part(
        first: usize,
        concepts: &[Concept],
        common: &Common,
        insert: &impl Fn(&mut Self, &str, &[Token]),
    ) -> Self {
        let mut collected = Self::default();
        for (n, concept) in (first as u32..).zip(concepts) {
            for (kind, written) in concept.labels() {
                let whole = label::read(written).0;
                let without = without_notation(whole, concept).map(|text| (text, false));
                let spelled = spelled(whole);
                let spelled = spelled.iter().flatten().map(|text| Some((&**text, false)));
                let texts = common.brackets.texts(whole).into_iter().chain([without]).chain(spelled);
                for (text, bare) in texts.flatten() {
                    let tokens = tokens(text);
                    // One without words can match nothing.
                    if !tokens.is_empty() {
                        let initials = kind != LabelKind::Preferred && spells_initials(text, concept);
                        let name = common.tells_names && is_name(text);
                        let capital =
                            common.small[kind as usize] && tokens.len() == 1 && is_common_name(text);
                        let unaccented = common.has_accents && tokens.len() == 1 && text.is_ascii();
                        let in_capitals = common.in_capitals;
                        let reading =
                            Reading { written, text, bare, initials, in_capitals, name, capital, unaccented };
                        collected.insert(ConceptIx(n), kind, &reading, &tokens);
                        insert(&mut collected, text, &tokens);
                    }
                }
            }
        }
        collected
    }

    /// These and the labels of the concepts behind: what would be there if one thread had collected all.
    fn and(mut self, next: Self) -> Self {
        let ids = self.vocabulary.extend(next.vocabulary);
        let id = |word: WordId| ids[word.0 as usize];
        let [label, rule, word] =
            [self.labels.len(), self.rules.len(), self.words.len()].map(|len| len as u32);
        let behind = |span: Span, len: u32| Span::new(len + span.start, len + span.end);
        let moved = |label: Label| Label {
            rule: behind(label.rule, rule),
            words: behind(label.words, word),
            ..label
        };
        self.labels.extend(next.labels.into_iter().map(moved));
        self.rules.push_str(&next.rules);
        self.words.extend(next.words.into_iter().map(|(word, place)| (id(word), behind(place, rule))));
        // Above the number of a label a value has flags.
        self.rows.extend(next.rows, id, |value| value + label);
        self
    }

    /// Puts in a label as it is read.
    fn insert(&mut self, concept: ConceptIx, kind: LabelKind, reading: &Reading<'_>, tokens: &[Token]) {
        let Reading { written, text, bare, initials, in_capitals, name, capital, unaccented } = *reading;
        let (whole, by_letter) = label::read(written);
        let is_part = whole.as_bytes().as_ptr_range().contains(&text.as_ptr());
        // What is no part of the label stands before its rule.
        let mut offset = self.rules.len() + 1;
        if !is_part {
            self.rules.extend([" ", text, " "]);
        }
        let rule = self.rules.len() as u32;
        self.rules.extend([kind.name(), ": "]);
        if is_part {
            let before = text.as_ptr() as usize - whole.as_ptr() as usize;
            offset = self.rules.len() + written.len() - whole.len() + before;
        }
        let offset = offset as u32;
        self.rules.push_str(written);
        let first_word = self.words.len() as u32;
        for token in tokens {
            let place = Span::new(offset + token.span.start, offset + token.span.end);
            self.words.push((self.vocabulary.id(&text[token.span.range()]), place));
        }
        let written = tokens.iter().map(|token| &text[token.span.range()]);
        let exact = by_letter || is_by_letter(written.clone(), in_capitals);
        let joint = tokens.iter().skip(1).map(|t| t.joint).max().unwrap_or(Joint::Space).max(Joint::Space);
        for pair in tokens.windows(2).filter(|pair| pair[1].joint == Joint::Sentence) {
            self.vocabulary.keep_together(&text[pair[0].span.range()], &text[pair[1].span.range()]);
        }
        self.labels.push(Label {
            concept,
            kind,
            exact,
            short: written.clone().any(|word| word.len() <= 2),
            has_tail: has_tail(text, tokens),
            signed: tokens.iter().any(|token| is_signed(text, token.span)),
            told_by_capitals: initials || is_told_by_capitals(text, tokens) && exact,
            only_in_capitals: initials,
            only_as_name: !by_letter && is_closed_name(text),
            capital: !by_letter && capital,
            told_by_accents: is_told_by_accents(text, tokens),
            special: text.contains(tells_spelling),
            in_brackets: !is_part,
            unaccented,
            article: begins_with_article(text, tokens),
            name,
            particle: ends_in_particle(text, tokens),
            bare,
            joint,
            rule: Span::new(rule, self.rules.len() as u32),
            words: Span::new(first_word, self.words.len() as u32),
            turn: turn(text, tokens),
        });
    }

    /// Puts in the rows of words that may stand for the last label: as they are, with one prefix apart, and reworded; a plural
    /// that is no English word (`AIs`, `throw-ins`) is spelled out.
    pub(super) fn insert_spellings(&mut self, text: &str, tokens: &[Token]) {
        let Some(label) = self.labels.last() else { return };
        let plain = if label.is_plain() { PLAIN } else { 0 };
        let number = (self.labels.len() as u32 - 1) | plain;
        let words: Vec<WordId> = self.words[label.words.range()].iter().map(|(word, _)| *word).collect();
        let (exact, particle) = (label.exact, label.particle);
        let (turn, last) = (label.turn as usize, words.len() - 1);
        self.rows.push(words.iter().copied(), number);
        for at in 0..words.len() {
            if let Some(apart) = self.apart(words[at]) {
                let (before, after) = (words[..at].iter(), words[at + 1..].iter());
                let row = before.chain(&apart).chain(after);
                self.rows.push(row.copied(), number | OTHER_WORDS);
            }
        }
        for (at, token) in tokens.iter().enumerate() {
            if let Some((one, other)) = split_letter(&text[token.span.range()]) {
                let apart = [one, other].map(|part| self.vocabulary.id(part));
                let row = words[..at].iter().chain(&apart).chain(&words[at + 1..]);
                self.rows.push(row.copied(), (number & !PLAIN) | OTHER_WORDS);
            }
        }
        self.insert_reworded(&words, number & !PLAIN);
        if let Some(word) = initials(text, tokens) {
            let word = self.vocabulary.id(&word);
            self.rows.push([word], number | OTHER_WORDS);
        }
        self.insert_with_and(text, tokens, &words, number & !PLAIN);
        self.insert_without_umlauts(text, tokens, &words, number & !PLAIN);
        if turn > 0 {
            let spoken = words[turn..].iter().chain(&words[..turn]);
            self.rows.push(spoken.copied(), number | OTHER_WORDS);
        }
        if words.len() <= CLOSED {
            words.windows(2).for_each(|pair| self.vocabulary.close(pair[0], pair[1]));
        }
        if exact || particle {
            let plural = format!("{}s", self.vocabulary.word(words[last]));
            // `Hi` has no plural: it is "his".
            if general::is_closed(&plural) {
                return;
            }
            let plural = self.vocabulary.id(&plural);
            if particle {
                self.vocabulary.close(words[last - 1], plural);
            }
            self.rows.push(words[..last].iter().copied().chain([plural]), number | PLURAL);
        }
    }

    /// Puts in the rows of a label with `and` for its `&`, and without its `and`, for which a text may have `&`; of two words
    /// that `and` joins also the other one first.
    fn insert_with_and(&mut self, text: &str, tokens: &[Token], words: &[WordId], number: u32) {
        let Some(label) = self.labels.last().filter(|label| !label.signed) else { return };
        let gap = |at: usize| &text[tokens[at - 1].span.end as usize..tokens[at].span.start as usize];
        let inner = || 1..tokens.len();
        let signs: Vec<usize> = inner().filter(|at| gap(*at).trim() == "&").collect();
        let ands: Vec<usize> = inner()
            .take(words.len().saturating_sub(2))
            .filter(|at| is_and(&text[tokens[*at].span.range()]))
            .collect();
        match (&signs[..], &ands[..]) {
            (&[at], []) => {
                for and in ANDS.map(|and| self.vocabulary.id(and)) {
                    let row = words[..at].iter().chain([&and]).chain(&words[at..]);
                    self.rows.push(row.copied(), number | AND);
                }
            }
            ([], &[at]) => {
                let row = words[..at].iter().chain(&words[at + 1..]);
                self.rows.push(row.copied(), number | AND);
                if let ([one, and, other], false) = (words, label.exact) {
                    self.rows.push([other, and, one].into_iter().copied(), number | OTHER_WORDS);
                }
            }
            _ => {}
        }
    }

    /// Puts in the rows of a label's words with another phrase for one of theirs, but for labels that must stand as they are.
    fn insert_reworded(&mut self, words: &[WordId], number: u32) {
        if self.labels.last().is_none_or(|label| label.short || !label.is_free()) {
            return;
        }
        for at in 0..words.len() {
            for phrase in beginning_with(self.vocabulary.word(words[at])) {
                let behind = words[at..].iter().map(|word| self.vocabulary.word(*word));
                let Some(len) = phrase.begins(behind) else { continue };
                for other in phrase.others() {
                    let other: Vec<WordId> = other.iter().map(|word| self.vocabulary.id(word)).collect();
                    let row = words[..at].iter().chain(&other).chain(&words[at + len..]);
                    self.rows.push(row.copied(), number | OTHER_WORDS | REWORDED);
                }
            }
        }
    }

    /// Puts in the row of a label's words with two letters for each umlaut and the like: `Schroedinger` for `Schrödinger`.
    fn insert_without_umlauts(&mut self, text: &str, tokens: &[Token], words: &[WordId], number: u32) {
        if !text.is_ascii() && text.contains(|c| without_umlaut(c).is_some()) {
            let word = |token: &Token| -> String {
                let letters = text[token.span.range()].chars();
                letters
                    .flat_map(|c| without_umlaut(c).map_or([Some(c), None], |[a, b]| [Some(a), Some(b)]))
                    .flatten()
                    .collect()
            };
            let row: Vec<WordId> = tokens.iter().map(|token| self.vocabulary.id(&word(token))).collect();
            if row != words {
                self.rows.push(row, number | OTHER_WORDS);
            }
        }
    }

    /// Puts in the words of the last label as they are, with what stands between them.
    pub(super) fn insert_as_written(&mut self, text: &str, tokens: &[Token]) {
        let Some(label) = self.labels.last() else { return };
        let mut row = Vec::with_capacity(tokens.len());
        for (n, (word, _)) in self.words[label.words.range()].iter().enumerate() {
            if n > 0 {
                let gap = &text[tokens[n - 1].span.end as usize..tokens[n].span.start as usize];
                row.extend((!is_space(gap)).then(|| self.vocabulary.id(gap)));
            }
            row.push(*word);
        }
        let may_have_signs = tokens.last().is_some_and(|last| may_have_signs(last.span));
        let is_whole = !label.exact && !may_have_signs && !label.has_tail && !label.signed;
        let plain = if is_whole { PLAIN } else { 0 };
        self.rows.push(row, (self.labels.len() as u32 - 1) | plain);
    }

    fn apart(&mut self, word: WordId) -> Apart {
        let at = word.0 as usize;
        if let Some(Some(known)) = self.apart.get(at) {
            return *known;
        }
        let text = self.vocabulary.word(word);
        let split = split_prefix(text).or_else(|| split_compound(text));
        let split = split.map(|(prefix, rest)| (prefix.to_owned(), rest.to_owned()));
        let split = split.map(|(prefix, rest)| [self.vocabulary.id(&prefix), self.vocabulary.id(&rest)]);
        self.apart.resize(self.apart.len().max(at + 1), None);
        self.apart[at] = Some(split);
        split
    }

    /// The labels, the rows of words that may stand for them, and the vocabulary.
    pub(super) fn finish(self) -> (Labels, TrieBuilder, VocabularyBuilder) {
        let Self { vocabulary, labels, rules, words, rows, .. } = self;
        (Labels { labels, rules, words, trie: Trie::default(), nouns_have_capitals: false }, rows, vocabulary)
    }
}

/// Letters of the longest word that a short form is taken to be, where a heading may be in capitals, too.
const SHORT_FORM: usize = 4;

/// True for a label that case tells from other words: one in capitals (`RL`, `CA2`), and a short one with a capital that
/// does not begin it (`cM`) or of two letters (`In`). Words with a longer one among them are a heading in capitals, and so is
/// one word where the others are `in_capitals`, but for a short one that is no noun.
fn is_by_letter<'w>(mut words: impl Iterator<Item = &'w str> + Clone, in_capitals: bool) -> bool {
    let plain = |word: &str| word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
    if words.clone().all(plain) {
        return false;
    }
    let has = |what: fn(char) -> bool| words.clone().flat_map(str::chars).any(what);
    let capitals = has(char::is_uppercase) && !has(char::is_lowercase);
    let short = has(char::is_uppercase) && has(char::is_lowercase);
    let is_long = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > SHORT_FORM;
    let has_long = words.clone().any(is_long);
    let (Some(word), None) = (words.next(), words.next()) else { return capitals && !has_long };
    let inner = word.chars().skip(1).any(char::is_uppercase);
    let is_heading = || in_capitals && (has_long || is_noun(&word.to_lowercase()));
    capitals && !is_heading() || short && (word.len() <= 2 || inner && word.len() <= 4)
}

/// True for a noun of general English in the singular; many short plurals are initials: `AIDS`.
fn is_noun(word: &str) -> bool {
    let is_one = || !general::is_closed(word) && !word.ends_with('s');
    is_one() && general::entry(word).is_some_and(|entry| entry.noun > entry.verb)
}

/// Letters of the shorter part of a compound, at least, and of all of it, at most.
const PART_OF_COMPOUND: usize = 4;
const LONGEST_COMPOUND: usize = 32;

/// The two nouns of a word that general English does not have itself: `data` and `center` of `datacenters`.
fn split_compound(word: &str) -> Option<(&str, &str)> {
    let last = word.len().checked_sub(PART_OF_COMPOUND).filter(|last| *last >= PART_OF_COMPOUND)?;
    let is_noun = |part: &str| {
        let one = part.strip_suffix('s').and_then(general::entry);
        general::entry(part).or(one).is_some_and(|entry| entry.noun > entry.verb)
    };
    if word.len() > LONGEST_COMPOUND || !word.is_ascii() || general::is_known(word) {
        return None;
    }
    (PART_OF_COMPOUND..=last).map(|at| word.split_at(at)).find(|(one, other)| is_noun(one) && is_noun(other))
}

/// A word of a Greek letter, or its name, and something else in two: `β` and `1`, `beta` and `1`, `PPAR` and `γ`. A single letter
/// before it may be an article.
fn split_letter(word: &str) -> Option<(&str, &str)> {
    let is_digit = |c: char| c.is_ascii_digit();
    let number = word.len() - word.trim_start_matches(is_digit).len();
    let (name, last) = (word.trim_end_matches(is_digit), word.char_indices().next_back()?);
    let at = match word.chars().next() {
        _ if name.len() < word.len() => name.len(),
        _ if number > 0 => number,
        Some(first) if !first.is_ascii() => first.len_utf8(),
        _ if !last.1.is_ascii() => last.0,
        _ => return None,
    };
    let (one, other) = word.split_at(at);
    let may_be_before = one.len() > 1 || one.starts_with(is_digit);
    let is_apart = is_named_letter(one) && other.is_ascii() && !other.is_empty()
        || is_named_letter(other) && one.is_ascii() && may_be_before;
    is_apart.then_some((one, other))
}

/// The two letters that are written for a German or Scandinavian one where it cannot be.
fn without_umlaut(c: char) -> Option<[char; 2]> {
    Some(match c {
        'ä' | 'Ä' => ['a', 'e'],
        'ö' | 'Ö' | 'ø' | 'Ø' => ['o', 'e'],
        'ü' | 'Ü' => ['u', 'e'],
        'å' | 'Å' => ['a', 'a'],
        _ => return None,
    })
}

/// True for a word with signs around it.
fn is_signed(text: &str, word: Span) -> bool {
    !signs(text, word).is_empty() || !sign_before(text, word).is_empty()
}

/// The letters of a label that is several initials: `US` of `U.S.`
fn initials(text: &str, tokens: &[Token]) -> Option<String> {
    let is_initial = |token: &Token| token.span.len() == 1 && token.joint != Joint::Space;
    let are_initials = tokens.len() > 1 && tokens.iter().all(is_initial) && text.contains('.');
    are_initials.then(|| tokens.iter().map(|token| &text[token.span.range()]).collect())
}

/// True for one word, or initials, in capitals that are all that tells it from a word of general English.
fn is_told_by_capitals(text: &str, tokens: &[Token]) -> bool {
    if text.contains(char::is_lowercase) {
        return false;
    }
    let word = match tokens {
        [word] => Some(text[word.span.range()].to_owned()),
        _ => initials(text, tokens),
    };
    word.is_some_and(|word| general::is_told_by_capitals(&word.to_lowercase()))
}

/// Letters of the shortest word that is the same without accents.
const ACCENTED: usize = 4;

/// True for one word with accents that is a common one without them, or may well be one.
fn is_told_by_accents(text: &str, tokens: &[Token]) -> bool {
    let [word] = tokens else { return false };
    let word = &text[word.span.range()];
    if word.is_ascii() {
        return false;
    }
    let plain: String = word.chars().flat_map(char::to_lowercase).map(plain).collect();
    let is_common = || plain.chars().nth(ACCENTED - 1).is_none() || general::is_used_in_any_class(&plain);
    has_accents(word) && plain.is_ascii() && is_common()
}

fn has_accents(text: &str) -> bool {
    !text.is_ascii() && text.contains(has_accent)
}

/// Kinds of labels.
const KINDS: usize = LabelKind::Hidden as usize + 1;

/// What all labels together tell of each.
#[derive(Default)]
struct Common {
    /// Most labels of several words, and [so many](CAPITALS), are in capitals.
    in_capitals: bool,
    /// Capitals tell names from other labels: most labels of several words are none.
    tells_names: bool,
    /// So many labels of one word of a kind have no capital that it tells something of those that have one. Preferred ones
    /// are left out: some have it as headings do, and others are ids.
    small: [bool; KINDS],
    /// A word without accents has none: one label of [these](ACCENTED_LABELS) has some.
    has_accents: bool,
    brackets: Brackets,
}

/// Labels of which one has accents in the languages that write them, at least.
const ACCENTED_LABELS: usize = 20;

/// How many more labels without a capital than with one make the others names.
const SMALL_LABELS: i32 = 8;

/// The fewest labels of several words in capitals that make it a habit.
const CAPITALS: usize = 5;

impl Common {
    fn of(concepts: &[Concept]) -> Self {
        let (mut all, mut several, mut in_capitals, mut names, mut accented) = (0, 0, 0, 0, 0);
        let mut capitals = [0_i32; KINDS];
        for (kind, label) in concepts.iter().flat_map(Concept::labels) {
            all += 1;
            several += usize::from(label.contains(' '));
            in_capitals += usize::from(label.contains(' ') && is_in_capitals(label));
            names += usize::from(is_name(label));
            accented += usize::from(has_accents(label));
            if kind != LabelKind::Preferred {
                capitals[kind as usize] += capital(label);
            }
        }
        Self {
            in_capitals: in_capitals >= CAPITALS && 2 * in_capitals > several,
            tells_names: 2 * names < several,
            small: capitals.map(|more| more <= -SMALL_LABELS),
            has_accents: accented > 0 && accented * ACCENTED_LABELS >= all,
            brackets: Brackets::of(concepts),
        }
    }
}

/// Letters of a word that says something by itself, at least.
const WORD: usize = 3;

/// A label that begins with a notation of its concept without that: `Mining` of `B - Mining`. A single letter or digit with a space
/// alone behind it may be a word: `T cell`.
fn without_notation<'t>(label: &'t str, concept: &Concept) -> Option<&'t str> {
    let begins = |notation: &String| label.strip_prefix(notation.as_str()).map(|rest| (notation.len(), rest));
    let (len, rest) = concept.notation.iter().find_map(begins)?;
    let text = rest.trim_start_matches(|c: char| c.is_whitespace() || ".:-\u{2013}".contains(c));
    let gap = &rest[..rest.len() - text.len()];
    let is_apart = gap.contains(char::is_whitespace) && (len > 1 || gap.trim() != "");
    let says = text.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() >= WORD);
    (says && is_apart).then_some(text)
}

/// Letters of the longest bracket within a word, and of the shortest word before one.
const LETTERS: usize = 3;

/// Endings that a bracket holds at the end of a word.
const ENDINGS: [&str; 6] = ["s", "es", "en", "e", "in", "ren"];

/// The two labels for which one with letters in brackets within a word stands: `Colour` and `Color` of `Colo(u)r`, `Mothers` and
/// `Mother` of `Mother(s)`.
fn spelled(label: &str) -> Option<[String; 2]> {
    let (mut with, mut without, mut rest) = (String::new(), String::new(), label);
    while let Some((before, letters, behind)) = letters_in_bracket(rest) {
        with.extend([before, letters]);
        without.push_str(before);
        rest = behind;
    }
    let has_brackets = rest.len() < label.len();
    has_brackets.then(|| [with + rest, without + rest])
}

/// The first bracket of a text when letters of a word stand in it, with what is before and behind.
fn letters_in_bracket(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('(')?;
    let (letters, behind) = rest.split_once(')')?;
    let goes_on = behind.starts_with(char::is_lowercase);
    let word = before.chars().rev().take_while(|c| c.is_lowercase()).count();
    let is_within = match (word, goes_on) {
        (0, true) => letters.len() > 1 && !before.ends_with(|c: char| !c.is_whitespace()),
        (0, false) => false,
        (_, true) => true,
        (_, false) => {
            let ends = !behind.starts_with(char::is_alphanumeric);
            ends && before.chars().rev().take_while(|c| c.is_alphabetic()).count() >= LETTERS
                && ENDINGS.contains(&letters)
        }
    };
    let are_letters = letters.chars().skip(usize::from(word == 0)).all(char::is_lowercase)
        && letters.starts_with(char::is_alphabetic)
        && letters.chars().count() <= LETTERS;
    (is_within && are_letters).then_some((before, letters, behind))
}

fn is_in_capitals(label: &str) -> bool {
    label.contains(char::is_uppercase) && !label.contains(char::is_lowercase)
}

/// One for one word that begins with a capital and goes on without, one less than nothing for one without any.
fn capital(label: &str) -> i32 {
    let mut letters = label.chars();
    let first = letters.next().unwrap_or_default();
    match label.len() > 1 && letters.all(char::is_lowercase) {
        true => i32::from(first.is_uppercase()) - i32::from(first.is_lowercase()),
        false => 0,
    }
}

/// True for one word with a capital that is a pronoun, a preposition or the like without it: `But`, `From`.
fn is_closed_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.bytes().skip(1).all(|byte| byte.is_ascii_lowercase())
        && general::is_closed(&text.to_lowercase())
}

/// True for one word with a capital that general English has without: `House`.
fn is_common_name(text: &str) -> bool {
    capital(text) > 0 && general::is_known(&text.to_lowercase())
}

/// True for a word of general English, in small letters, that spells the initials of another label, as vocabularies without
/// capitals have it: `cold` of `chronic obstructive lung disease`.
fn spells_initials(word: &str, concept: &Concept) -> bool {
    (2..=INITIALS).contains(&word.len())
        && word.bytes().all(|byte| byte.is_ascii_lowercase())
        && general::is_told_by_capitals(word)
        && concept.labels().any(|(_, label)| has_initials(label, word))
}

/// True for a label of which the first word and others behind it begin with these letters.
fn has_initials(label: &str, letters: &str) -> bool {
    let label = label.to_lowercase();
    let mut words = label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    label.starts_with(&letters[..1])
        && label.contains(' ')
        && letters.chars().all(|letter| words.any(|word| word.starts_with(letter)))
}

/// True for a label that ends in signs, in the full stop of initials, or in a bracket that opens behind its first word.
fn has_tail(text: &str, tokens: &[Token]) -> bool {
    let [first, .., last] = tokens else {
        return tokens.iter().any(|word| !signs(text, word.span).is_empty());
    };
    let inside = &text[first.span.end as usize..last.span.start as usize];
    match &text[last.span.end as usize..] {
        ")" => inside.contains('('),
        "]" => inside.contains('['),
        ">" => inside.contains('<'),
        "." => initials(text, tokens).is_some(),
        _ => !signs(text, last.span).is_empty(),
    }
}

/// True for a label that begins with what may be an article or a preposition of a text: `A stars`, `Of stars`, `The Sun`.
fn begins_with_article(text: &str, tokens: &[Token]) -> bool {
    let [first, second, ..] = tokens else { return false };
    let second = || &text[second.span.range()];
    match &text[first.span.range()] {
        _ if tokens[1].joint != Joint::Space => false,
        "The" => tokens.len() == 2,
        "A" | "Of" => second().starts_with(char::is_lowercase) && general::is_known(second()),
        _ => false,
    }
}

/// Particles that end nouns made of verbs: `start-up`.
const PARTICLES: [&str; 12] =
    ["in", "on", "up", "down", "off", "out", "over", "by", "back", "away", "through", "around"];

fn ends_in_particle(text: &str, tokens: &[Token]) -> bool {
    let [.., _, last] = tokens else { return false };
    let word = &text[last.span.range()];
    last.joint == Joint::Tight && PARTICLES.iter().any(|particle| word.eq_ignore_ascii_case(particle))
}

/// Where the part of a label begins that a comma puts last: `Seizures, febrile`; 0 where there is none.
fn turn(text: &str, tokens: &[Token]) -> u32 {
    let mut breaks = (1..tokens.len()).filter(|&at| tokens[at].joint >= Joint::Clause);
    let (Some(at), None) = (breaks.next(), breaks.next()) else { return 0 };
    let gap = &text[tokens[at - 1].span.end as usize..tokens[at].span.start as usize];
    if gap == ", " { at as u32 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::concept::ConceptScheme;

    fn compiled(collected: Collected) -> Vec<u8> {
        let (mut labels, rows, vocabulary) = collected.finish();
        labels.trie = rows.finish();
        postcard::to_allocvec(&(labels, vocabulary.finish())).unwrap()
    }

    #[test]
    fn letters_in_brackets_may_be_missing() {
        for (label, expected) in [
            ("Mother(s)", Some(["Mothers", "Mother"])),
            ("Colo(u)r", Some(["Colour", "Color"])),
            ("Parent(s) and child(ren)", Some(["Parents and children", "Parent and child"])),
            ("(Un)employment", Some(["Unemployment", "employment"])),
            ("Law(s) (Turkey)", Some(["Laws (Turkey)", "Law (Turkey)"])),
            ("iron(III) chloride", None),
            ("401(k)", None),
            ("sin(x)", None),
            ("f(s)", None),
            ("(R)-limonene", None),
            ("a(n) (x)", None),
            ("Mercury (planet)", None),
            ("poly(ethylene)", None),
            ("open(", None),
        ] {
            assert_eq!(spelled(label), expected.map(|texts| texts.map(str::to_owned)), "{label}");
        }
    }

    #[test]
    fn greek_letters_stand_apart() {
        for (word, expected) in [
            ("β1", Some(("β", "1"))),
            ("beta1", Some(("beta", "1"))),
            ("1β", Some(("1", "β"))),
            ("PPARγ", Some(("PPAR", "γ"))),
            ("κB", Some(("κ", "B"))),
            ("Aβ", None),
            ("β", None),
            ("beta", None),
            ("42", None),
            ("μg", None),
            ("CA2", None),
            ("λόγος", None),
            ("alphabet", None),
        ] {
            assert_eq!(split_letter(word), expected, "{word}");
        }
    }

    #[test]
    fn labels_stand_without_the_notation_that_they_begin_with() {
        for (notation, label, without) in [
            ("01.41", "01.41 Raising of dairy cattle", Some("Raising of dairy cattle")),
            ("B", "B - Mining and quarrying", Some("Mining and quarrying")),
            ("3.2", "3.2. Sorting", Some("Sorting")),
            ("B", "Banking", None),
            ("T", "T cell", None),
            ("5", "5-HT receptor", None),
            ("4", "4 5-HT", None),
            ("Q", "Sorting", None),
        ] {
            let concept = Concept { notation: vec![notation.to_owned()], ..Concept::default() };
            assert_eq!(without_notation(label, &concept), without, "{notation}: {label}");
        }
    }

    #[test]
    fn parts_together_are_the_whole() {
        let labels = [
            "Pre-training",
            "Roe v. Wade",
            "Q & A",
            "Pretraining data",
            "Throw-in",
            "Wade v. Roe",
            "RL (AI)",
            "Colo(u)r of IL-1β",
        ];
        let lexicon: String = (0..)
            .zip(labels)
            .map(|(n, label)| format!("[[concept]]\nid = \"c{n}\"\nlabel = \"{label}\"\n"))
            .collect();
        let scheme = ConceptScheme::from_lexicons(&[("a.toml", &lexicon)]).unwrap();
        let all = scheme.concepts();
        let part = |first: usize, some: &[Concept]| {
            Collected::part(first, some, &Common::default(), &Collected::insert_spellings)
        };
        for (before, behind) in (0..=all.len()).map(|at| all.split_at(at)) {
            let both = part(0, before).and(part(before.len(), behind));
            assert!(compiled(both) == compiled(part(0, all)), "{} and {}", before.len(), behind.len());
        }
    }
}
