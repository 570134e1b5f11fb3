//! Admission: what a label asks of the words that stand for it, which the trie does not know: capitals, accents, signs, and
//! what stands around them.

use super::walk::{Walk, Way};
use super::{CLOSED, Flag, Label, Labels, RowValue, Trait, stem};
use crate::language::conjunctions::is_and;
use crate::language::english::{Role, american_spelling, general, has_role, is_noun_of, variants};
use crate::language::folding::{are_accents_apart, has_accent, plain, tells_spelling};
use crate::language::greek::with_named_letters;
use crate::link::vocabulary::Closeness;
use crate::text::{Joint, POSSESSIVES};

impl Walk<'_> {
    /// True for words with the accents and the Greek letters of a label, and no others; a label with letters in
    /// brackets is spelled in two ways.
    pub(super) fn is_spelled_as(&self, label: u32, end: usize) -> bool {
        let label = self.labels.label(label);
        let words = || (self.start..end).map(|at| self.words.word(at));
        if label.has(Trait::Respelled) {
            return false;
        }
        if !label.has(Trait::SpecialLetters) && words().all(str::is_ascii) {
            return true;
        }
        let special = |word: &'_ str| {
            word.chars().flat_map(char::to_lowercase).filter(|c| tells_spelling(*c)).collect::<String>()
        };
        words().map(special).eq(self.labels.written(label).map(special))
    }

    /// True for a derived word for a label of one word that general English uses much (`nuclear`, `organic`,
    /// `associated`), or that may be a name: `George` for `Georgia`; and for a species with an initial that may be
    /// another one.
    pub(super) fn is_doubtful(&self, value: RowValue, way: Way, end: usize) -> bool {
        let label = self.labels.label(value.label());
        if value.has(Flag::Species) {
            return label.has(Trait::Namesake);
        }
        if way.closeness < Closeness::Derived || end > self.start + 1 || label.words.len() > 1 {
            return false;
        }
        let word = self.words.word(self.start).to_lowercase();
        let is_past = || word.ends_with("ed") && general::seen(&word) >= general::COMMON;
        let is_noun = || general::entry(&word).is_some_and(|entry| entry.adjective == 0.0);
        let is_like = |own: &str| stem(&own.to_lowercase()) == stem(&word);
        let is_name = || self.is_name(end) && is_noun() && self.labels.written(label).all(is_like);
        way.closeness == Closeness::Derived && (general::is_used(&word) || is_past() || is_name())
    }

    /// Whether the label of a value may stand here.
    pub(super) fn admits(&self, value: RowValue, way: Way, end: usize) -> bool {
        let label = self.labels.label(value.label());
        let closed = !way.closed || !value.has(Flag::OtherWords) && label.words.len() as usize <= CLOSED;
        let ands = !value.has(Flag::And);
        let counted = (self.start..end).filter(|at| ands || !is_and(self.words.word(*at)));
        let written = counted.clone().map(|at| self.words.word(at));
        let alone = value.has(Flag::Reworded) && end == self.start + 1;
        way.joint <= label.joint
            && closed
            && (!value.has(Flag::Species) || self.has_genus(label, way))
            && (!alone || way.closeness == Closeness::Same)
            && (ands || self.has_ampersand(label, way, end))
            && (!label.has(Trait::Particle) || self.is_particle_noun(way, end))
            && (way.joint <= Joint::Space || self.has_marks_of(value.label(), end))
            && (label.turn == 0 || self.is_turned(label, value, way, end))
            && (!label.has(Trait::OnlyAsName) || self.is_name(end))
            && (!label.has(Trait::Capital) || self.words.word(self.start).starts_with(char::is_uppercase))
            && (!label.has(Trait::Article) || self.is_no_article(way, end))
            && (!label.has(Trait::Tail) || !self.is_owner(label, end))
            && self.labels.admits(label, way, written, ands, || self.is_noun(end))
            && (!label.has(Trait::Exact)
                || way.word_by_word
                || label.turn > 0
                || self.has_letters_of(label, end) && !self.are_of_person(label, end))
            && (!label.has(Trait::ShortWord) && !label.has(Trait::Signed)
                || self.has_signs(label, way, counted) && self.words.are_apart(self.start..end))
    }

    fn has_signs(&self, label: &Label, way: Way, counted: impl Iterator<Item = usize> + Clone) -> bool {
        if !way.word_by_word {
            return !label.has(Trait::Signed) && self.labels.inner_signs(label).all(str::is_empty);
        }
        let words = counted.map(|at| self.words.span(at..at + 1));
        self.labels.has_signs(label, self.words.text, words.clone())
            && self.labels.has_inner_signs(label, self.words.text, words)
    }

    /// True where the letters of the words are those of a label, but for a plural `s`: `US` for `U.S.`, and no `us`; with a
    /// digit no other word is like it, but for two words of a text: "top-10" is no `TOP10`.
    fn has_letters_of(&self, label: &Label, end: usize) -> bool {
        let own: String = self.labels.written(label).collect();
        let text: String = (self.start..end).map(|at| self.words.word(at)).collect();
        let is_word = |at: usize| general::is_known(&self.words.word(at).to_lowercase());
        is_spelled(&own, &text)
            || own.contains(char::is_numeric) && (end == self.start + 1 || !(self.start..end).any(is_word))
    }

    /// True for the initials of a person, which are no abbreviation: "R.L. Stevenson", "Stevenson, R.L. (1883)".
    fn are_of_person(&self, label: &Label, end: usize) -> bool {
        let is_initial = |at: usize| self.words.word(at).len() == 1;
        let is_name = |at: usize| {
            let word = self.words.word(at);
            word.starts_with(char::is_uppercase)
                && word.contains(char::is_lowercase)
                && !general::is_known(&word.to_lowercase())
        };
        let is_named = || self.words.goes_on(end) && self.words.gap(end).starts_with('.') && is_name(end);
        let is_listed = || {
            let behind = self.words.behind(end);
            self.start > 0
                && self.words.gap(self.start) == ", "
                && is_name(self.start - 1)
                && [". (", ". &"].iter().any(|mark| behind.starts_with(mark))
        };
        label.words.len() == 1
            && (self.start..end).all(is_initial)
            && (is_named() && !self.is_determined() || is_listed())
    }

    /// True behind an article and the like.
    fn is_determined(&self) -> bool {
        let before = self.start.checked_sub(1).filter(|_| self.words.joint(self.start) <= Joint::Space);
        before.is_some_and(|at| has_role(self.words.word(at), Role::Determines))
    }

    /// True for the second word of a species, as it is written, behind the initial of its genus: `C. elegans`.
    fn has_genus(&self, label: &Label, way: Way) -> bool {
        let genus = self.labels.written(label).next().unwrap_or_default();
        let species = self.labels.written(label).nth(1).unwrap_or_default();
        way.literal
            && self.words.word(self.start) == species
            && self.start > 0
            && genus.starts_with(self.words.word(self.start - 1))
    }

    /// True behind an initial with its full stop.
    pub(super) fn is_behind_initial(&self) -> bool {
        self.start > 0
            && self.words.word(self.start - 1).len() == 1
            && self.words.joint(self.start) < Joint::Sentence
            && self.words.gap(self.start).trim_end() == "."
    }

    /// True for a letter and a digit that a sign joins and nothing else: no `N1` stands in "the n-1 others".
    pub(super) fn is_letter_with_digit(&self, end: usize) -> bool {
        let is_one =
            |at: usize, is: fn(&u8) -> bool| matches!(self.words.word(at).as_bytes(), [one] if is(one));
        end == self.start + 2
            && self.words.joint(end - 1) == Joint::Tight
            && is_one(self.start, u8::is_ascii_alphabetic)
            && is_one(end - 1, u8::is_ascii_digit)
    }

    /// True where a word stands for the `&` of a label, or `&` for its word.
    fn has_ampersand(&self, label: &Label, way: Way, end: usize) -> bool {
        let is_longer = end - self.start > label.words.len() as usize;
        way.word_by_word && (is_longer || (self.start + 1..end).any(|at| self.words.gap(at).contains('&')))
    }

    /// True where a particle ends a noun, behind a hyphen, in one word, in the plural (`throw ins`, `runners up`), or behind
    /// an article and before no word that it might belong to: no verb with a particle behind it.
    fn is_particle_noun(&self, way: Way, end: usize) -> bool {
        let ends = || end == self.sentence_end || self.words.joint(end) > Joint::Space;
        let is_plural = || self.words.word(end - 1).ends_with('s');
        let is_noun = || is_plural() || self.is_plural_before_particle(end) || self.is_determined() && ends();
        let is_spaced = || self.words.joint(end - 1) == Joint::Space && is_noun();
        way.closed
            || way.closeness == Closeness::Same && (self.words.joint(end - 1) == Joint::Tight || is_spaced())
    }

    /// True for the plural of a noun that is no verb before its particle, which no phrase follows: "runners up", but not
    /// "runners up the hill".
    fn is_plural_before_particle(&self, end: usize) -> bool {
        let noun = self.words.word(end - 2).to_lowercase();
        let belongs = end < self.sentence_end
            && self.words.joint(end) == Joint::Space
            && has_role(self.words.word(end), Role::Begins);
        noun.ends_with('s') && !general::may_be_verb(&noun) && !belongs
    }

    /// False where a semicolon or a bracket stands between the words, and none in the label.
    fn has_marks_of(&self, label: u32, end: usize) -> bool {
        let rule = self.labels.rule(label);
        let has = |mark: char| (self.start + 1..end).any(|at| self.words.gap(at).contains(mark));
        [';', '(', ')'].into_iter().all(|mark| !has(mark) || rule.contains(mark))
    }

    /// True where what is before the bracket of a label owns what is in it: `Turkey's birds` for `Turkey (bird)`.
    fn is_owner(&self, label: &Label, end: usize) -> bool {
        let owns = |at: &usize| POSSESSIVES.iter().any(|mark| self.words.gap(*at).starts_with(mark));
        let mut owned = (self.start + 1..end).filter(owns).map(|at| at - self.start);
        end - self.start == label.words.len() as usize && owned.any(|at| self.labels.opens_bracket(label, at))
    }

    /// True where what a comma puts last in a label stands behind one, too (`Cancer, familial`), or before the rest
    /// without one; behind the rest without one stands a type only (`Diabetes, type 2`).
    fn is_turned(&self, label: &Label, value: RowValue, way: Way, end: usize) -> bool {
        if way.joint <= Joint::Space {
            return value.has(Flag::OtherWords)
                || way.closeness < Closeness::Derived && self.labels.ends_in_type(label)
                || self.is_as_name(label, end);
        }
        let before = self.labels.words(label).nth(label.turn as usize - 1);
        let mut breaks = (self.start + 1..end).filter(|at| self.words.joint(*at) > Joint::Space);
        before.is_none_or(|before| breaks.all(|at| self.words.ids(at - 1).of(before).is_some()))
    }

    /// True where what a comma puts last is written with the capital or the number that it has in the label: `Paris, Texas`.
    fn is_as_name(&self, label: &Label, end: usize) -> bool {
        let at = self.start + label.turn as usize;
        let last = self.labels.written(label).nth(label.turn as usize).unwrap_or_default();
        let tells = last.starts_with(char::is_uppercase) || last.contains(|c: char| c.is_ascii_digit());
        tells && at < end && self.words.word(at) == last
    }

    /// True for a word with a capital that the beginning of a sentence did not ask for.
    fn is_name(&self, end: usize) -> bool {
        end == self.start + 1 && self.begins_as_name()
    }

    /// True for a word that can only be a noun where it stands: the owner of something, or behind an article and before
    /// no other noun.
    fn is_noun(&self, end: usize) -> bool {
        let owns = || POSSESSIVES.iter().any(|mark| self.words.behind(end).starts_with(mark));
        let ends = || {
            let next = (end < self.words.len() && self.words.joint(end) <= Joint::Space)
                .then(|| self.words.word(end));
            next.is_none_or(|next| general::is_no_noun(&next.to_lowercase()))
        };
        owns() || self.is_determined() && ends()
    }

    fn begins_as_name(&self) -> bool {
        self.words.word(self.start).starts_with(char::is_uppercase) && !self.words.begins_sentence(self.start)
    }

    /// True for all of a sentence that begins with a capital.
    fn is_title(&self, end: usize) -> bool {
        end == self.sentence_end
            && self.words.word(self.start).starts_with(char::is_uppercase)
            && self.words.begins_sentence(self.start)
    }

    /// True where the first word of a label is no article or preposition of the text: none of `A stars` stands in "a
    /// star", of `Of stars` in "light of stars", of `The Sun` in "the suns"; what is all of a sentence is a title.
    fn is_no_article(&self, way: Way, end: usize) -> bool {
        match self.words.word(self.start).len() {
            1 | 2 => self.begins_as_name() || self.is_title(end),
            _ => way.literal,
        }
    }
}

impl Labels {
    /// Checks what the trie does not: case, where it counts; that two letters stand as they are; and what a label of one
    /// word asks for.
    fn admits<'t>(
        &self,
        label: &Label,
        way: Way,
        written: impl Iterator<Item = &'t str> + Clone,
        ands: bool,
        is_noun: impl Fn() -> bool,
    ) -> bool {
        let word = || written.clone().next().filter(|_| way.word_by_word).unwrap_or_default();
        let is_small = |word: &str| word.trim_end_matches('s').contains(char::is_lowercase);
        (label.words.len() != 1 || way.literal || self.admits_alone(label, way.closeness, word(), is_noun))
            && !(label.has(Trait::OnlyInCapitals) && written.clone().any(is_small))
            && self.admits_accents(label, way, written.clone())
            && (!label.has(Trait::Name) || way.closeness <= Closeness::Same)
            && self.admits_letters(label, way, written, ands)
    }

    /// Whether the accents of a text are those of a label, as far as they tell words apart.
    fn admits_accents<'t>(
        &self,
        label: &Label,
        way: Way,
        written: impl Iterator<Item = &'t str> + Clone,
    ) -> bool {
        if label.has(Trait::ToldByAccents) && written.clone().all(str::is_ascii) {
            return false;
        }
        let has_own_accent =
            |(own, text)| is_accented(own, text) && !(self.forms_gain_accents && is_form(own, text));
        if label.has(Trait::Unaccented) && self.written(label).zip(written.clone()).any(has_own_accent) {
            return false;
        }
        let has_other_accents = |(own, text)| are_accents_apart(own, text);
        !(way.word_by_word && self.written(label).zip(written).any(has_other_accents))
    }

    /// Whether the letters of a text are those of a label, where it has words that must stand letter by letter.
    fn admits_letters<'t>(
        &self,
        label: &Label,
        way: Way,
        written: impl Iterator<Item = &'t str> + Clone,
        ands: bool,
    ) -> bool {
        let by_letter = label.has(Trait::Exact) || label.has(Trait::ShortWord) && !label.has(Trait::Particle);
        if !way.word_by_word || !by_letter {
            return true;
        }
        let own = self.written(label).filter(|own| ands || !is_and(own));
        if label.has(Trait::Exact) {
            return own.zip(written.clone()).all(|(own, text)| is_spelled(own, text))
                || label.has(Trait::Code) && way.joint == Joint::Tight && is_code_in_small_letters(written);
        }
        own.zip(written)
            .all(|(own, text)| own.len() > 2 || is_short_word(&own.to_lowercase(), &text.to_lowercase()))
    }

    /// Whether a word may stand for a label of one word, with no second one beside it that speaks for it: not as a
    /// synonym or another verb form, nor where it is a word of general English of another meaning, or a pronoun and the
    /// like: "these"; a small letter begins no form of a noun where these have capitals. `is_noun` tells whether a noun
    /// stands there.
    fn admits_alone(
        &self,
        label: &Label,
        closeness: Closeness,
        text: &str,
        is_noun: impl Fn() -> bool,
    ) -> bool {
        let has_capital = |own: &str| own.starts_with(char::is_uppercase);
        if self.nouns_have_capitals
            && text.starts_with(char::is_lowercase)
            && self.written(label).all(has_capital)
        {
            return false;
        }
        let text = text.to_lowercase();
        if general::is_function_word(&text) {
            return false;
        }
        match closeness {
            Closeness::Same => {
                self.written(label).all(|own| !general::is_another_word(&own.to_lowercase(), &text, &is_noun))
            }
            Closeness::Derived => {
                let american = american_spelling(&text);
                let is_other = |own: &str| {
                    let own = american_spelling(&own.to_lowercase());
                    general::is_quality(&own, &american) || is_noun_of(&american, &own)
                };
                !general::is_past_adjective(&text)
                    && !general::is_estranged(&text)
                    && !self.written(label).any(is_other)
            }
            Closeness::Inflected | Closeness::Synonym => false,
        }
    }
}

/// True when a word of a text has an accent that a word of a label has not; on a capital many leave it out (`Ecole`).
fn is_accented(own: &str, text: &str) -> bool {
    let left_out = usize::from(own.starts_with(char::is_uppercase));
    !text.is_ascii() && text.chars().skip(left_out).any(has_accent)
}

/// True when a word of a text has other letters than one of a label, whatever their accents.
fn is_form(own: &str, text: &str) -> bool {
    let letters = |word: &'_ str| word.chars().flat_map(char::to_lowercase).map(plain).collect::<String>();
    letters(own) != letters(text)
}

/// True for the letters of a label, perhaps as another sign for each (`CO₂` for `CO2`, `ERalpha` for `ERα`), and for
/// its plural.
fn is_spelled(own: &str, text: &str) -> bool {
    let is_own = |text: &str| {
        own == text
            || !(own.is_ascii() && text.is_ascii()) && with_named_letters(own) == with_named_letters(text)
    };
    is_own(text) || text.strip_suffix('s').is_some_and(is_own)
}

/// True for small letters and digits, the letters no unit, and where those are a word of their own none of general English:
/// "il6" and "il-6", but neither "cm2" nor "top-10".
fn is_code_in_small_letters<'t>(mut words: impl Iterator<Item = &'t str>) -> bool {
    words.all(|word| {
        let letters = word.trim_end_matches(char::is_numeric);
        let is_another =
            || if letters == word { general::is_known(word) } else { has_role(letters, Role::Measures) };
        !word.contains(char::is_uppercase) && !is_another()
    })
}

/// True for a word of one or two bytes itself, and another sign for it: `2` for `II`.
fn is_short_word(own: &str, text: &str) -> bool {
    own == text || variants(own).any(|variant| variant == text)
}
