//! A clause is a part of a sentence with a verb of its own: by that a tagger tells "the oil *spills* kill birds" from "the
//! tank *spills* oil".

use crate::language::facts::Form;
use crate::language::tag::Tag;
use crate::text::Joint;

/// What a sentence without a verb costs, as log-odds like all that follows.
const MISSING: f64 = -2.3;
/// A second verb in a clause.
const SECOND: f64 = -2.0;
/// A verb with which another clause begins that no pronoun or the like announces.
const JOINED: f64 = -0.5;
/// A first verb behind `and`, which has none to join it to.
const UNJOINED: f64 = -1.5;
/// A verb that ends a sentence and is not in the past: most have an object.
const LAST: f64 = -0.7;
/// A verb of several behind one: "the *spill kill*".
const ONE: f64 = -2.0;
/// A verb of one behind several, of which another noun may be the subject: "the smell of the *spills drives*".
const SEVERAL: f64 = -0.7;
/// A participle behind several: "*rules* based systems" is less usual than "rule based systems".
const OWNED: f64 = -1.7;

/// How far a sentence is: whether its clause has its verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clause {
    /// Nothing of the sentence has one yet.
    Without,
    /// Nor has the clause within the sentence that has begun: "the tank *that*", "*when* the tank".
    Inner,
    /// It has one.
    With,
    /// It has a modal, whose verb is to come: "they *will* of course".
    Helped,
    /// It has one, and another clause may have begun.
    Open,
}

impl Clause {
    /// The clause where a word of a class follows, before that counts as its verb.
    pub(super) fn at(self, joint: Joint, tag: Tag) -> Self {
        let clause = match joint {
            Joint::Sentence => Self::Without,
            Joint::Clause if self == Self::With => Self::Open,
            _ => self,
        };
        match (clause, tag) {
            (Self::Without, Tag::Subordinator) => Self::Inner,
            (Self::Without, Tag::Relative) if joint != Joint::Sentence => Self::Inner,
            (
                Self::With | Self::Helped,
                Tag::Conjunction | Tag::Subordinator | Tag::Pronoun | Tag::Relative,
            ) => Self::Open,
            _ => clause,
        }
    }

    /// The clause with a verb of a class more, behind a word of a class, and what that costs.
    pub(super) fn with_verb(self, lead: Tag, tag: Tag) -> (Self, f64) {
        let with = if tag == Tag::Modal { Self::Helped } else { Self::With };
        match (self, lead) {
            // It belongs to the verb before.
            (Self::Helped, _) if tag != Tag::Modal => (Self::With, 0.0),
            (_, Tag::Infinitive | Tag::Modal | Tag::Auxiliary) => (self, 0.0),
            (Self::Inner, _) => (Self::Without, 0.0),
            (Self::Open, Tag::Subordinator | Tag::Pronoun | Tag::Relative) => (with, 0.0),
            (Self::Open, _) => (with, JOINED),
            (Self::With | Self::Helped, _) => (with, SECOND),
            (Self::Without, Tag::Conjunction) => (with, UNJOINED),
            (Self::Without, _) => (with, 0.0),
        }
    }

    /// What it costs to end the sentence with a word.
    pub(super) fn end(self, tag: Tag, form: Form) -> f64 {
        match self {
            Self::Without | Self::Inner => MISSING,
            _ if tag == Tag::Verb && form != Form::Past => LAST,
            _ => 0.0,
        }
    }
}

/// What it costs where a word does not agree with the noun before.
pub(super) fn agreement(noun: Form, tag: Tag, form: Form) -> f64 {
    match (noun, tag, form) {
        (Form::Base, Tag::Verb, Form::Base) => ONE,
        (Form::S, Tag::Verb, Form::S) => SEVERAL,
        (Form::S, Tag::Participle, _) => OWNED,
        _ => 0.0,
    }
}
