//! Verbs: a label is a noun phrase. Where its words stand in the form of a verb they may be a clause ("the bus stopped" for
//! `Bus stop`), or say that something does what is done to it ("boiled water" for `Boiling water`).

use super::Label;
use super::walk::Walk;
use crate::language::conjunctions::is_conjunction;
use crate::language::english::{Role, VerbForm, general, has_role, is_form_of, verb_form};
use crate::link::vocabulary::Closeness;
use crate::text::Joint;

/// A word of a label, and the one of a text that stands for it, in lower case.
struct Pair {
    own: String,
    text: String,
    /// In another form of a verb.
    is_inflected: bool,
}

impl Pair {
    /// True for a participle that the text has in another form of its verb.
    fn is_other_participle(&self) -> bool {
        self.is_inflected
            && !is_form_of(&self.text, &self.own)
            && match verb_form(&self.own) {
                Some(VerbForm::Past) => true,
                Some(VerbForm::Gerund) => verb_form(&self.text) == Some(VerbForm::Past),
                None => false,
            }
    }

    /// True for the past of a verb where the label has none.
    fn is_past(&self) -> bool {
        let is_past = |word: &str| verb_form(word) == Some(VerbForm::Past);
        self.is_inflected && is_past(&self.text) && !is_past(&self.own)
    }

    /// True for a noun of the label that is the past of a verb, too: `ground`.
    fn is_past_noun(&self) -> bool {
        verb_form(&self.own) == Some(VerbForm::Past) && general::is_noun(&self.own)
    }

    /// True for a plural where the label has the singular, but for one that stands before nouns: "systems design".
    fn is_free_plural(&self) -> bool {
        let is_plural = !self.is_inflected && self.text.ends_with('s') && !self.own.ends_with('s');
        is_plural && !has_role(&self.text, Role::Attributive)
    }
}

impl Walk<'_> {
    /// Whether the words of a text, one for each of a label's, are a noun phrase of its meaning:
    /// - a participle before the last word is the same one: no "use cars" for `Used car`;
    /// - the last word is in the past only where [no noun before it](Self::is_compound_verb) has that as its verb;
    /// - a plural before it has no verb behind it ([`Self::is_subject`]).
    pub(super) fn is_noun_phrase(&self, label: &Label, end: usize) -> bool {
        if label.words.len() < 2
            || end - self.start != label.words.len() as usize
            || !self.may_have_verb(label, end)
        {
            return true;
        }
        let pairs: Vec<Pair> = self.pairs(label, end);
        let [modifiers @ .., last] = &pairs[..] else { return true };
        let is_other = || last.is_past_noun() && last.is_other_participle();
        !modifiers.iter().any(Pair::is_other_participle)
            && !is_other()
            && (!last.is_past() || self.is_compound_verb(label, last, end - 1))
            && !modifiers.last().is_some_and(|noun| noun.is_free_plural() && self.is_subject(last, end - 1))
    }

    /// True where a word is in another form of a verb, or the last but one in another number.
    fn may_have_verb(&self, label: &Label, end: usize) -> bool {
        let senses =
            self.labels.words(label).zip(self.start..end).map(|(word, at)| self.words.ids(at).of(word));
        senses.enumerate().any(|(n, sense)| {
            sense.is_some_and(|sense| {
                sense.closeness == Closeness::Inflected || !sense.literal && self.start + n + 2 == end
            })
        })
    }

    fn pairs(&self, label: &Label, end: usize) -> Vec<Pair> {
        let own = self.labels.words(label).zip(self.labels.written(label));
        own.zip(self.start..end)
            .map(|((word, written), at)| Pair {
                own: written.to_lowercase(),
                text: self.words.word(at).to_lowercase(),
                is_inflected: self.words.ids(at).of(word).map(|sense| sense.closeness)
                    == Some(Closeness::Inflected),
            })
            .collect()
    }

    /// True for the past of a verb that is made of a noun phrase (`stress tested`, `peer-reviewed`): not where a determiner,
    /// an owner or another noun begins a clause ("the bus stopped"), nor where the word is a noun more than a verb
    /// ("hand-sized" for `Hand size`, but "fine-tuned" for `Fine-tune`) or ends compounds of its own: "evidence-based".
    fn is_compound_verb(&self, label: &Label, verb: &Pair, at: usize) -> bool {
        let is_verb = verb_form(&verb.own).is_some()
            || general::is_verb_before_noun(&verb.own)
            || self.labels.gaps(label).last() == Some("-");
        let is_one =
            self.words.joint(at) == Joint::Tight || self.words.gap(at).trim().is_empty() && !self.is_begun();
        is_verb && is_one && !has_role(&verb.text, Role::Combines)
    }

    /// True behind what begins a phrase, an owner, or a noun in the singular.
    fn is_begun(&self) -> bool {
        let before = self.start.checked_sub(1).filter(|_| self.words.joint(self.start) <= Joint::Space);
        before.is_some_and(|at| {
            let word = self.words.word(at);
            !self.words.gap(self.start).trim().is_empty()
                || [Role::Determines, Role::Begins].into_iter().any(|role| has_role(word, role))
                || !word.ends_with('s') && general::is_noun(&word.to_lowercase())
        })
    }

    /// True for a noun in the plural that has the word behind it as its verb: "teams work", "leaves falling"; it is no owner
    /// ("the teams' work"), nor behind what asks for a singular: "an awards show".
    fn is_subject(&self, verb: &Pair, at: usize) -> bool {
        let is_spaced = self.words.joint(at) == Joint::Space && self.words.gap(at).trim().is_empty();
        let is_verb =
            || verb.is_inflected || verb.own == verb.text && general::is_verb_before_noun(&verb.own);
        is_spaced && is_verb() && !self.is_behind_singular()
    }

    /// True behind a determiner that a singular alone has: `an`, `each`.
    fn is_behind_singular(&self) -> bool {
        let before = self.start.checked_sub(1).filter(|_| self.words.joint(self.start) <= Joint::Space);
        before.is_some_and(|at| has_role(self.words.word(at), Role::Single))
    }

    /// True for what looks like a plural and is a verb, since its object stands right behind it: "it runs them". With `and`
    /// behind it that is none: "in most schools me and him".
    pub(super) fn is_verb_before_object(&self, end: usize) -> bool {
        let is_next = |at: usize| at < self.sentence_end && self.words.joint(at) == Joint::Space;
        let is_object = |word: &str| word.starts_with(char::is_lowercase) && has_role(word, Role::Object);
        let joins = |at: usize| is_next(at) && is_conjunction(&self.words.word(at).to_lowercase());
        self.words.word(end - 1).ends_with('s')
            && is_next(end)
            && is_object(self.words.word(end))
            && !joins(end + 1)
            && general::may_be_plural(&self.words.word(end - 1).to_lowercase())
    }
}
