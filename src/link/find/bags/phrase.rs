//! A phrase is what the words of a bag may make where they stand in a text. They are the label where it says what the
//! label says.

use std::ops::Range;

use super::coordination::{behind_conjunction, is_designator, is_inner, order};
use super::prepositions::Prepositions;
use super::{Bag, Gathered, Kind, LIST, is_in_capitals, is_name};
use crate::language::english::{Role, general, has_role, lemmas};
use crate::link::find::labels::{LabelMatch, Order};
use crate::link::find::words::Words;
use crate::link::vocabulary::{Closeness, WordId};
use crate::text::Joint;

/// The words of a text from the first to the last that was gathered for a bag.
pub(super) struct Phrase<'p> {
    bag: &'p Bag,
    /// The words of the bag.
    own: &'p [WordId],
    gathered: &'p Gathered,
    words: &'p Words<'p>,
    /// Where the head stands.
    head: Range<usize>,
    start: usize,
    end: usize,
}

impl<'p> Phrase<'p> {
    pub(super) fn new(bag: &'p Bag, own: &'p [WordId], gathered: &'p Gathered, words: &'p Words<'p>) -> Self {
        let Range { start, end } = gathered.range();
        Self { bag, own, gathered, words, head: gathered.all[0].clone(), start, end }
    }

    /// The match, when none of its words is in another verb form, none between says otherwise, and they are one phrase:
    /// - with the [head last](Self::is_with_head_last), in a row;
    /// - or with the [head before a preposition](Self::is_with_head_before_preposition): `hypoplasia of the nails`;
    /// - or with an [adjective as its noun](Self::is_with_noun_for_adjective) before `of` or `in`: `absence of speech`;
    /// - or with the [head first](Self::is_with_head_first) and the rest right behind it: `brachydactyly type C`;
    /// - or, each of them, with another phrase joined to it ([`coordination`](super::coordination)).
    pub(super) fn found(&self) -> Option<LabelMatch> {
        let is_one = self.gathered.closeness != Closeness::Inflected
            && self.is_in_order()
            && !self.is_interrupted()
            && !self.is_cut()
            && self.words.are_apart(self.start..self.end)
            && self.has_names();
        if !is_one {
            return None;
        }
        let order =
            order(self.start..self.end, |at| self.gathered.has(at), |at| self.is_echo(at), self.words)?;
        let is_shared = order == Order::Gapped && self.ends_in_head();
        let is_another = is_shared && (self.is_cut_short() || self.has_plural());
        (!is_another).then(|| self.as_match(order))
    }

    /// True when the head stands where one of these has it.
    fn is_in_order(&self) -> bool {
        match self.ends_in_head() {
            true if self.is_preposition(self.start + 1, Prepositions::alike()) => {
                self.is_with_noun_for_adjective()
            }
            true => self.is_with_head_last(),
            false if self.is_preposition(self.head.end, self.bag.prepositions) => {
                self.is_with_head_before_preposition()
            }
            false => self.is_with_head_first(),
        }
    }

    /// `absence of speech` for `absent speech`, but no `time evolution of the process` for `evolutionary process`.
    fn is_with_noun_for_adjective(&self) -> bool {
        !self.is_parted(self.start + 2..self.head.start)
            && self.is_derived(self.start)
            && !self.is_behind_noun()
    }

    /// `embryonic stem cell`, with no preposition, and no adjective of what stands behind it for the head.
    fn is_with_head_last(&self) -> bool {
        let last = self.head.end - 1;
        !self.is_parted(self.start..self.head.start) && (!self.is_derived(last) || !self.is_of_another(last))
    }

    /// `hypoplasia of the nails`, with no word last that belongs to another noun (`tumors of cutaneous` in "tumors of
    /// cutaneous vessels" for `skin tumor`, `loss of the hair` in "loss of the hair dryer").
    fn is_with_head_before_preposition(&self) -> bool {
        !self.is_cut_short() && !self.is_worn() && !self.has_infinitive() && !self.is_of_another(self.end - 1)
    }

    /// `brachydactyly type C`, where the rest is of several words.
    fn is_with_head_first(&self) -> bool {
        self.head.start == self.start
            && self.is_gapless()
            && self.gathered.len > 2
            && !self.is_of_another(self.end - 1)
    }

    fn ends_in_head(&self) -> bool {
        self.head.end == self.end
    }

    /// True when no other words stand between.
    fn is_gapless(&self) -> bool {
        self.end - self.start == self.gathered.width()
    }

    /// True where a word of the bag but its head stands once more: the second `type` in "type 1 and type 2 diabetes".
    fn is_echo(&self, at: usize) -> bool {
        let is_same = |own: &Range<usize>| own.len() == 1 && self.words.are_same(at, own.start);
        self.gathered.places()[1..].iter().any(is_same)
    }

    fn preposition(&self, at: usize) -> Prepositions {
        Prepositions::of(self.words.word(at))
    }

    /// True for one of some prepositions.
    fn is_preposition(&self, at: usize, of: Prepositions) -> bool {
        let preposition = self.preposition(at);
        !preposition.is_empty() && of.has(preposition)
    }

    /// True when a preposition stands between words in a range.
    fn is_parted(&self, mut range: Range<usize>) -> bool {
        let parts = |at: usize| !self.preposition(at).is_empty() && !is_inner(at, self.words);
        !self.is_gapless() && range.any(|at| !self.gathered.has(at) && parts(at))
    }

    /// True when a word between is one of the bag's once more, but for an echo, or a preposition that the label does not
    /// allow.
    fn is_interrupted(&self) -> bool {
        let repeats = |at| self.own.iter().any(|word| self.words.ids(at).of(*word).is_some());
        let is_strange = |at| {
            repeats(at) && !self.is_echo(at)
                || !self.bag.prepositions.has(self.preposition(at)) && !is_inner(at, self.words)
        };
        !self.is_gapless() && (self.start..self.end).any(|at| !self.gathered.has(at) && is_strange(at))
    }

    /// True when a hyphen joins its last letter or number to the next one.
    fn is_cut(&self) -> bool {
        let is_designator = |at: &usize| is_designator(self.words.word(*at));
        self.words.is_joined(self.end) && [self.end - 1, self.end].iter().all(is_designator)
    }

    /// True when it goes on with another noun.
    fn is_cut_short(&self) -> bool {
        self.words.goes_on(self.end) && general::is_noun(&self.lower(self.end))
    }

    /// True behind another noun, of which the first word is a kind.
    fn is_behind_noun(&self) -> bool {
        let may_be_adjective = |word: &str| general::entry(word).is_some_and(|entry| entry.adjective > 0.0);
        let is_noun = |word: String| general::is_noun(&word) && !may_be_adjective(&word);
        self.start > 0 && self.words.joint(self.start) <= Joint::Space && is_noun(self.lower(self.start - 1))
    }

    /// True for a verb right behind `to` ("time to travel"), but not behind what has a noun there: "access to care".
    fn has_infinitive(&self) -> bool {
        let is_infinitive = |own: &Range<usize>| {
            own.start > self.start
                && self.words.word(own.start - 1).eq_ignore_ascii_case("to")
                && general::is_verb_before_noun(&self.lower(own.start))
        };
        let leads = |lemma: &String| has_role(lemma, Role::Leads);
        !lemmas(&self.lower(self.head.end - 1)).iter().any(leads)
            && self.gathered.places()[1..].iter().any(is_infinitive)
    }

    /// True for an adjective as the name of what is worn: "men in black".
    fn is_worn(&self) -> bool {
        let is_in =
            self.words.word(self.head.end).eq_ignore_ascii_case("in") && self.head.end + 2 == self.end;
        is_in && general::is_adjective(&self.lower(self.end - 1))
    }

    /// True when a word besides the head is in the plural, which the label's is not: `cells` in "cells and embryoid
    /// bodies" for `cell body`, but not where it is that of several letters or numbers: `vitamins C and E`.
    fn has_plural(&self) -> bool {
        let mut others = self.own.iter().zip(self.gathered.places()).skip(1);
        others.any(|(word, place)| {
            let is_plural =
                self.words.word(place.start).ends_with('s') && !is_designator(self.words.word(place.end));
            let sense = self.words.ids(place.start).of(*word).filter(|_| is_plural);
            sense.is_some_and(|sense| !sense.literal && sense.closeness == Closeness::Same)
        })
    }

    /// True where function words and words of two letters are in capitals, as they are in the label: `EU` and no `us`; of
    /// function words not all of its words. An `A` that begins it is an article.
    fn has_names(&self) -> bool {
        if !self.bag.has_names {
            return true;
        }
        let starts = self.gathered.places().iter().map(|place| place.start);
        let mut names = self.own.iter().zip(starts.clone()).filter(|(word, at)| {
            let is_literal = self.words.ids(*at).of(**word).is_some_and(|sense| sense.literal);
            is_literal && Kind::of(&self.lower(*at)) != Kind::Content
        });
        let are_capitals = || starts.clone().all(|at| is_in_capitals(self.words.word(at)));
        let is_told = |at: usize| !general::is_function_word(&self.lower(at)) || !are_capitals();
        names.all(|(_, at)| is_name(self.words.word(at), at == self.start) && is_told(at))
    }

    /// True for an adjective of what stands behind it, perhaps beyond others: `temperate` in "temperate and tropical
    /// forests".
    fn is_of_another(&self, mut at: usize) -> bool {
        let is_derived = self.is_derived(at) && !general::is_noun(&self.lower(at));
        let mut is_adjective = is_derived || general::is_adjective(&self.lower(at));
        for _ in 0..=LIST {
            if !is_adjective {
                return false;
            }
            if self.words.goes_on(at + 1) && !general::is_function_word(&self.lower(at + 1)) {
                return true;
            }
            let Some(next) = behind_conjunction(at + 1, self.words) else { return false };
            at = next;
            is_adjective = general::is_adjective(&self.lower(at));
        }
        false
    }

    /// True when a word of the text is no form of a word of the bag, but stands for one.
    fn is_derived(&self, at: usize) -> bool {
        let senses = self.own.iter().filter_map(|word| self.words.ids(at).of(*word));
        senses.map(|sense| sense.closeness).min() >= Some(Closeness::Derived)
    }

    fn lower(&self, at: usize) -> String {
        self.words.word(at).to_lowercase()
    }

    fn as_match(&self, order: Order) -> LabelMatch {
        let bit = |at: usize| 1_u32.checked_shl((at - self.start) as u32).unwrap_or(0);
        let places = self.gathered.places().iter().cloned().flatten();
        let own = if order == Order::Gapped { places.map(bit).sum() } else { 0 };
        let (start, end, closeness) = (self.start as u32, self.end as u32, self.gathered.closeness);
        let (label, literal, doubtful) = (self.bag.label, false, false);
        LabelMatch { label, start, end, closeness, literal, doubtful, order, own }
    }
}
