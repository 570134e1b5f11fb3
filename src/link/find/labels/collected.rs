//! Labels are collected one after another, each with the rows of words that may stand for it.

use std::borrow::Cow;

use rayon::prelude::*;

use super::common::Common;
use super::optional_letters::spelled;
use super::shape::{
    begins_with_article, ends_in_last_name, ends_in_particle, has_tail, initials, is_by_letter,
    is_closed_name, is_code, is_common_name, is_signed, is_told_by_accents, is_told_by_capitals, particle_of,
    spells_initials, spoken_name, turn, words_in_capitals,
};
use super::{CLOSED, Flag, Label, Labels, RowValue, Trait, Traits, is_name, is_space};
use crate::concept::{Concept, ConceptIx, LabelKind, label};
use crate::language::conjunctions::{self, is_and};
use crate::language::english::phrases::beginning_with;
use crate::language::english::{general, split_prefix};
use crate::language::folding::tells_spelling;
use crate::language::greek::split_letter;
use crate::link::find::trie::{Trie, TrieBuilder};
use crate::link::vocabulary::{VocabularyBuilder, WordId};
use crate::text::{Joint, Span, Token, may_have_signs, tokens};

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

/// A way to read a label of a concept.
struct Reading<'t> {
    concept: ConceptIx,
    kind: LabelKind,
    written: &'t str,
    /// All of it, a part that names the concept, one of the words for which [letters in brackets](spelled) stand, or a name
    /// as it is [spoken](spoken_name).
    text: &'t str,
    /// Without its [qualifier](super::qualifiers).
    bare: bool,
    /// In the [order](spoken_name) in which a name is spoken.
    spoken: bool,
    /// Spells the initials of another label.
    initials: bool,
}

impl Reading<'_> {
    /// What the text tells of the label. `respelled` is true where the text is no part of what is written.
    fn traits(&self, common: &Common, tokens: &[Token], respelled: bool) -> Traits {
        let Reading { kind, text, bare, spoken, initials, .. } = *self;
        let words = tokens.iter().map(|token| &text[token.span.range()]);
        let by_letter = label::read(self.written).1;
        let exact = by_letter || is_by_letter(words.clone(), common.in_capitals);
        let is_word = tokens.len() == 1;
        let (species, namesake) = common.species.tell(text);
        Traits::of([
            (Trait::Exact, exact),
            (Trait::Code, !by_letter && is_code(text)),
            (Trait::ShortWord, words.clone().any(|word| word.len() <= 2)),
            (Trait::Tail, has_tail(text, tokens)),
            (Trait::Signed, tokens.iter().any(|token| is_signed(text, token.span))),
            (Trait::ToldByCapitals, initials || is_told_by_capitals(text, tokens) && exact),
            (Trait::WordInCapitals, words_in_capitals(text).next().is_some()),
            (Trait::OnlyInCapitals, initials),
            (Trait::OnlyAsName, !by_letter && is_closed_name(text)),
            (Trait::Capital, !by_letter && is_word && common.small[kind as usize] && is_common_name(text)),
            (Trait::ToldByAccents, is_told_by_accents(text, tokens)),
            (Trait::SpecialLetters, text.contains(tells_spelling)),
            (Trait::Respelled, respelled),
            (Trait::Unaccented, is_word && common.has_accents && text.is_ascii()),
            (Trait::Article, begins_with_article(text, tokens)),
            (Trait::Name, common.tells_names && is_name(text)),
            (Trait::LastName, !exact && ends_in_last_name(text, tokens)),
            (Trait::Particle, ends_in_particle(text, tokens)),
            (Trait::Bare, bare),
            (Trait::Spoken, spoken),
            (Trait::Species, species),
            (Trait::Namesake, namesake),
        ])
    }
}

/// The fewest concepts of which one thread collects the labels.
const PART: usize = 1 << 10;

impl Collected {
    /// The labels of some concepts, collected in parallel. `insert` puts in the rows of words that may stand for the
    /// last one, which has these tokens in its text.
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
                for Text { text, bare, spoken } in texts(label::read(written).0, concept, common) {
                    let (text, tokens) = (&*text, tokens(&text));
                    // One without words can match nothing.
                    if !tokens.is_empty() {
                        let initials = kind != LabelKind::Preferred && spells_initials(text, concept);
                        let concept = ConceptIx(n);
                        let reading = Reading { concept, kind, written, text, bare, spoken, initials };
                        collected.insert(&reading, common, &tokens);
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
    fn insert(&mut self, reading: &Reading<'_>, common: &Common, tokens: &[Token]) {
        let Reading { concept, kind, written, text, .. } = *reading;
        let (rule, offset) = self.write_rule(kind, written, text);
        let first_word = self.words.len() as u32;
        for token in tokens {
            let place = Span::new(offset + token.span.start, offset + token.span.end);
            self.words.push((self.vocabulary.id(&text[token.span.range()]), place));
        }
        for pair in tokens.windows(2).filter(|pair| pair[1].joint == Joint::Sentence) {
            self.vocabulary.keep_together(&text[pair[0].span.range()], &text[pair[1].span.range()]);
        }
        let traits = reading.traits(common, tokens, offset < rule.start);
        let joint = tokens.iter().skip(1).map(|t| t.joint).max().unwrap_or(Joint::Space).max(Joint::Space);
        let words = Span::new(first_word, self.words.len() as u32);
        self.labels.push(Label { concept, kind, traits, joint, rule, words, turn: turn(text, tokens) });
    }

    /// Writes how a label is called as a rule, and tells where that stands and where the text begins, which is written
    /// before it when it is no part of the label.
    fn write_rule(&mut self, kind: LabelKind, written: &str, text: &str) -> (Span, u32) {
        let place = place_in(text, written);
        let before = self.rules.len() + 1;
        if place.is_none() {
            self.rules.extend(["\n", text, "\n"]);
        }
        let start = self.rules.len();
        self.rules.extend([kind.name(), ": "]);
        let begin = place.map_or(before, |place| self.rules.len() + place);
        self.rules.push_str(written);
        (Span::new(start as u32, self.rules.len() as u32), begin as u32)
    }

    /// Puts in the rows of words that may stand for the last label: as they are, with one prefix apart, and reworded; a
    /// plural that is no English word (`AIs`, `throw-ins`) is spelled out.
    pub(super) fn insert_spellings(&mut self, text: &str, tokens: &[Token]) {
        let Some(&label) = self.labels.last() else { return };
        let checked = RowValue::of(self.labels.len() - 1);
        let value = if label.is_plain() { checked.with(Flag::Plain) } else { checked };
        let other_words = value.with(Flag::OtherWords);
        let words: Vec<WordId> = self.words[label.words.range()].iter().map(|(word, _)| *word).collect();
        self.rows.push(words.iter().copied(), value.into());
        self.insert_apart(&words, other_words);
        self.insert_letters_apart(text, tokens, &words, checked);
        self.insert_reworded(&words, checked);
        if let Some(word) = initials(text, tokens) {
            let word = self.vocabulary.id(&word);
            self.rows.push([word], other_words.into());
        }
        if label.has(Trait::Species) {
            let species = words.last().copied();
            self.rows.push(species, checked.with(Flag::OtherWords).with(Flag::Species).into());
        }
        self.insert_with_and(text, tokens, &words, checked);
        self.insert_without_umlauts(text, tokens, &words, checked);
        if label.turn > 0 {
            let (behind, first) = words.split_at(label.turn as usize);
            self.rows.push(first.iter().chain(behind).copied(), other_words.into());
        }
        if words.len() <= CLOSED {
            words.windows(2).for_each(|pair| self.vocabulary.close(pair[0], pair[1]));
        }
        if label.has(Trait::Exact) || label.has(Trait::Particle) {
            self.insert_other_number(label, &words, value);
        }
    }

    /// Puts in the rows of a label's words with one prefix apart.
    fn insert_apart(&mut self, words: &[WordId], value: RowValue) {
        for at in 0..words.len() {
            if let Some(apart) = self.apart(words[at]) {
                let row = words[..at].iter().chain(&apart).chain(&words[at + 1..]);
                self.rows.push(row.copied(), value.into());
            }
        }
    }

    /// Puts in the rows of a label's words with a Greek letter apart from the rest of its word.
    fn insert_letters_apart(&mut self, text: &str, tokens: &[Token], words: &[WordId], value: RowValue) {
        for (at, token) in tokens.iter().enumerate() {
            if let Some((one, other)) = split_letter(&text[token.span.range()]) {
                let apart = [one, other].map(|part| self.vocabulary.id(part));
                let row = words[..at].iter().chain(&apart).chain(&words[at + 1..]);
                self.rows.push(row.copied(), value.with(Flag::OtherWords).into());
            }
        }
    }

    /// Puts in the row of a label in the plural, unless that is an English word; of one that ends in a particle in the
    /// plural that in the singular.
    fn insert_other_number(&mut self, label: Label, words: &[WordId], value: RowValue) {
        let Some((last, before)) = words.split_last() else { return };
        let last = self.vocabulary.word(*last);
        let singular = particle_of(last).filter(|_| label.has(Trait::Particle));
        let other = singular.map_or_else(|| format!("{last}s"), ToOwned::to_owned);
        // `Hi` has no plural: it is "his". That of `Q&A` is told by what is before it.
        if before.is_empty() && general::is_function_word(&other) {
            return;
        }
        let other = self.vocabulary.id(&other);
        if let Some(verb) = before.last().filter(|_| label.has(Trait::Particle)) {
            self.vocabulary.close(*verb, other);
        }
        self.rows.push(before.iter().copied().chain([other]), value.with(Flag::OtherNumber).into());
    }

    /// Puts in the rows of a label with `and` for its `&`, and without its `and`, for which a text may have `&`; of two
    /// words that `and` joins also the other one first.
    fn insert_with_and(&mut self, text: &str, tokens: &[Token], words: &[WordId], value: RowValue) {
        let Some(label) = self.labels.last().filter(|label| !label.has(Trait::Signed)) else { return };
        let gap = |at: usize| &text[tokens[at - 1].span.end as usize..tokens[at].span.start as usize];
        let inner = || 1..tokens.len();
        let signs: Vec<usize> = inner().filter(|at| gap(*at).trim() == "&").collect();
        let ands: Vec<usize> = inner()
            .take(words.len().saturating_sub(2))
            .filter(|at| is_and(&text[tokens[*at].span.range()]))
            .collect();
        match (&signs[..], &ands[..]) {
            (&[at], []) => {
                let all: Vec<WordId> = conjunctions::ands().map(|and| self.vocabulary.id(and)).collect();
                for and in all {
                    let row = words[..at].iter().chain([&and]).chain(&words[at..]);
                    self.rows.push(row.copied(), value.with(Flag::And).into());
                }
            }
            ([], &[at]) => {
                let row = words[..at].iter().chain(&words[at + 1..]);
                self.rows.push(row.copied(), value.with(Flag::And).into());
                if let ([one, and, other], false) = (words, label.has(Trait::Exact)) {
                    self.rows
                        .push([other, and, one].into_iter().copied(), value.with(Flag::OtherWords).into());
                }
            }
            _ => {}
        }
    }

    /// Puts in the rows of a label's words with another phrase for one of theirs, but for labels that must stand as
    /// they are.
    fn insert_reworded(&mut self, words: &[WordId], value: RowValue) {
        if self.labels.last().is_none_or(|label| label.has(Trait::ShortWord) || !label.is_free()) {
            return;
        }
        let value = value.with(Flag::OtherWords).with(Flag::Reworded);
        for at in 0..words.len() {
            for phrase in beginning_with(self.vocabulary.word(words[at])) {
                let behind = words[at..].iter().map(|word| self.vocabulary.word(*word));
                let Some(len) = phrase.begins(behind) else { continue };
                for other in phrase.others() {
                    let other: Vec<WordId> = other.iter().map(|word| self.vocabulary.id(word)).collect();
                    let row = words[..at].iter().chain(&other).chain(&words[at + len..]);
                    self.rows.push(row.copied(), value.into());
                }
            }
        }
    }

    /// Puts in the row of a label's words with two letters for each umlaut and the like: `Schroedinger` for `Schrödinger`.
    fn insert_without_umlauts(&mut self, text: &str, tokens: &[Token], words: &[WordId], value: RowValue) {
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
                self.rows.push(row, value.with(Flag::OtherWords).into());
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
        let may_have_signs = tokens.last().is_some_and(|last| may_have_signs(text, last.span));
        let is_whole = !label.has(Trait::Exact)
            && !may_have_signs
            && !label.has(Trait::Tail)
            && !label.has(Trait::Signed)
            && !label.has(Trait::WordInCapitals)
            && !label.has(Trait::Article);
        let value = RowValue::of(self.labels.len() - 1);
        let value = if is_whole { value.with(Flag::Plain) } else { value };
        self.rows.push(row, value.into());
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
        (
            Labels {
                labels,
                rules,
                words,
                trie: Trie::default(),
                nouns_have_capitals: false,
                forms_gain_accents: false,
                have_last_names: false,
            },
            rows,
            vocabulary,
        )
    }
}

/// A text for which a label stands.
struct Text<'t> {
    text: Cow<'t, str>,
    bare: bool,
    spoken: bool,
}

/// The texts for which a label stands.
fn texts<'t>(label: &'t str, concept: &Concept, common: &Common) -> impl Iterator<Item = Text<'t>> {
    let without = without_notation(label, concept).map(|text| (text, false));
    let parts = common.brackets.texts(label).into_iter().chain([without]).flatten();
    let spoken = parts
        .clone()
        .filter_map(|(text, bare)| Some(Text { text: spoken_name(text)?.into(), bare, spoken: true }));
    let parts = parts.map(|(text, bare)| Text { text: text.into(), bare, spoken: false });
    let spelled = spelled(label).into_iter().flatten();
    let spelled = spelled.map(|text| Text { text: text.into(), bare: false, spoken: false });
    parts.chain(spoken).chain(spelled)
}

/// Where a text begins in another one that it is a part of, by its address.
fn place_in(part: &str, whole: &str) -> Option<usize> {
    let place = (part.as_ptr() as usize).checked_sub(whole.as_ptr() as usize)?;
    (place + part.len() <= whole.len()).then_some(place)
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

/// Letters of a word that says something by itself, at least.
const WORD: usize = 3;

/// A label that begins with a notation of its concept without that: `Mining` of `B - Mining`. A single letter or digit
/// with a space alone behind it may be a word: `T cell`.
fn without_notation<'t>(label: &'t str, concept: &Concept) -> Option<&'t str> {
    let begins = |notation: &String| label.strip_prefix(notation.as_str()).map(|rest| (notation.len(), rest));
    let (len, rest) = concept.notation.iter().find_map(begins)?;
    let text = rest.trim_start_matches(|c: char| c.is_whitespace() || ".:-\u{2013}".contains(c));
    let gap = &rest[..rest.len() - text.len()];
    let is_apart = gap.contains(char::is_whitespace) && (len > 1 || gap.trim() != "");
    let says = text.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() >= WORD);
    (says && is_apart).then_some(text)
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
