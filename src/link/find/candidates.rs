//! A candidate is a place where a quote may speak of a concept, with what matched there and what becomes of it.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::labels::{LabelMatch, Labels, Order};
use super::short_forms::ShortForm;
use crate::concept::{ConceptIx, LabelKind};
use crate::language::english::is_negated_at;
use crate::link::vocabulary::Closeness;
use crate::link::{Kind, Mention, Polarity};
use crate::text::{HYPHENS, LazyAddresses, Span};

/// How sure each rule is. Labels are what the lexicon's author wrote; a pattern was right on about seven passages of
/// ten that its author had not read.
mod confidence {
    pub(super) const LABEL: f32 = 1.0;
    pub(super) const ALIAS: f32 = 0.95;
    /// A label that finds the concept and does not name it.
    pub(super) const HIDDEN: f32 = 0.6;
    pub(super) const SHORT_FORM: f32 = 0.9;
    pub(super) const AMBIGUOUS: f32 = 0.8;
    pub(super) const IMPLIED: f32 = 0.7;
    /// Taken off a label in another inflection or order.
    pub(super) const INFLECTED: f32 = 0.05;
    /// Taken off when a word is the noun of the label's adjective, or the other way round, or another word for the
    /// same, or when words of another phrase stand between those of the label.
    pub(super) const DERIVED: f32 = 0.15;
    /// Taken off when a word is one that stands for the label's within longer names.
    pub(super) const SYNONYM: f32 = 0.25;
}

/// What becomes of a candidate; where it gives way to another one, the concept and the words of that one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Fate {
    /// It is a mention.
    #[default]
    Kept,
    /// It stands in a phrase that means something else.
    Rejected,
    /// Its concept is ambiguous and none of the context words stands in the quote.
    NoContext,
    /// The source says that these letters stand for something else.
    ExplainedOtherwise,
    /// Its label is weak: common words, or shared by several concepts.
    Weak,
    /// Its label is weak and the words are not as it is written, or the source does not name the concept otherwise.
    Unsupported,
    /// Another label is nearer to these words.
    Farther(ConceptIx, Span),
    /// The label is another concept's, too, of which the source says more, or which comes first.
    OtherConcept(ConceptIx, Span),
    /// A longer or an earlier one holds its words.
    Overlapped(ConceptIx, Span),
}

/// A candidate as it is explained.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate<'l> {
    /// The mention that it is, or would be.
    pub mention: Mention<'l>,
    /// How the words match the rule, e.g. `in another order`.
    pub matched: &'static str,
    /// What becomes of it.
    pub fate: Fate,
}

/// What a pattern is for.
#[derive(Serialize, Deserialize)]
pub(in crate::link) struct Role {
    pub(in crate::link) concept: ConceptIx,
    pub(in crate::link) purpose: Purpose,
    pub(in crate::link) rule: String,
}

/// What a pattern does where it stands.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::link) enum Purpose {
    Implied,
    Reject,
    Context,
}

/// What stands at a place.
#[derive(Clone, Copy)]
pub(in crate::link) enum By<'a> {
    /// The label of a number.
    Label(u32),
    ShortForm(&'a ShortForm),
    Pattern(&'a Role),
}

/// A candidate while it is judged.
#[derive(Clone, Copy)]
pub(in crate::link) struct Found<'a> {
    pub(in crate::link) concept: ConceptIx,
    pub(in crate::link) span: Span,
    pub(in crate::link) by: By<'a>,
    /// How near the words are to what names the concept; the least is the nearest.
    pub(in crate::link) rank: Rank,
    /// Where its first word begins that is no article.
    pub(in crate::link) begins: u32,
    /// Gives way to another label that begins within it and ends behind it.
    pub(in crate::link) yields: bool,
    /// The position of its first word, from which on a bit tells which of the words are its own, as a
    /// [match](LabelMatch) has it.
    first: u32,
    pub(in crate::link) own: u32,
    /// Counts only where the source names the concept by other words.
    pub(in crate::link) doubtful: bool,
    pub(in crate::link) fate: Fate,
}

/// What tells which of several labels the same words are: the least is the nearest, by the first field in which they differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::link) struct Rank {
    /// It counts with support only.
    weak: bool,
    pub(in crate::link) closeness: Closeness,
    pub(in crate::link) order: Order,
    kind: LabelKind,
    /// Spelled otherwise than the label.
    varied: bool,
}

impl Rank {
    const NEAREST: Self = Self {
        weak: false,
        closeness: Closeness::Same,
        order: Order::Kept,
        kind: LabelKind::Preferred,
        varied: false,
    };
    const FARTHEST: Self = Self {
        weak: true,
        closeness: Closeness::Synonym,
        order: Order::Gapped,
        kind: LabelKind::Hidden,
        varied: true,
    };
}

impl<'a> Found<'a> {
    pub(in crate::link) fn label(found: LabelMatch, span: Span, labels: &Labels) -> Self {
        let label = labels.label(found.label);
        let LabelMatch { closeness, order, literal, doubtful, own, start: first, .. } = found;
        let weak = label.kind == LabelKind::Hidden || label.is_bare() || doubtful;
        let rank = Rank { weak, closeness, order, kind: label.kind, varied: !literal };
        Self { first, own, doubtful, ..Self::new(label.concept, span, By::Label(found.label), rank) }
    }

    pub(super) fn short_form(form: &'a ShortForm, span: Span) -> Self {
        Self::new(form.concept, span, By::ShortForm(form), Rank::NEAREST)
    }

    pub(super) fn pattern(role: &'a Role, span: Span) -> Self {
        Self::new(role.concept, span, By::Pattern(role), Rank::FARTHEST)
    }

    fn new(concept: ConceptIx, span: Span, by: By<'a>, rank: Rank) -> Self {
        let (begins, fate) = (span.start, Fate::Kept);
        Self { concept, span, by, rank, begins, yields: false, first: 0, own: 0, doubtful: false, fate }
    }

    /// A label as it stands in a text.
    pub(in crate::link) fn label_in(text: &str, found: LabelMatch, span: Span, labels: &Labels) -> Self {
        let label = Self::label(found, span, labels);
        let words = &text[span.range()];
        let begins = span.end - without_article(words).len() as u32;
        let is_cut = || begins_with_hyphen(&text[span.end as usize..]);
        let yields = label.is_turned() || labels.is_with_comma(found.label, words) || is_cut();
        Self { begins, yields, ..label }
    }

    pub(in crate::link) fn is_kept(&self) -> bool {
        self.fate == Fate::Kept
    }

    /// True when a nearer label of the same concept stands there.
    pub(in crate::link) fn is_another_label(&self) -> bool {
        matches!(self.fate, Fate::Farther(concept, span) if (concept, span) == (self.concept, self.span))
    }

    /// True for words in another order than the label's, or with others between.
    pub(in crate::link) fn is_turned(&self) -> bool {
        self.rank.order != Order::Kept
    }

    /// True for words of which some are not the concept's own.
    pub(in crate::link) fn is_gapped(&self) -> bool {
        self.rank.order == Order::Gapped
    }

    /// True when, of two with words of another phrase between their own, the own words of the other one are some of its own.
    pub(in crate::link) fn has_words_of(&self, other: &Self) -> bool {
        let behind = other.first.checked_sub(self.first).and_then(|behind| other.own.checked_shl(behind));
        let all = |own: u32| own != self.own && own & !self.own == 0;
        self.is_gapped() && other.is_gapped() && self.own > 0 && behind.is_some_and(all)
    }

    /// The mention, before its polarity is known.
    pub(in crate::link) fn mention<'l>(&self, labels: &'l Labels, ambiguous: bool) -> Mention<'l> {
        let (kind, rule, confidence) = match self.by {
            By::Label(label) => {
                (Kind::Explicit, Cow::Borrowed(labels.rule(label)), self.label_confidence(ambiguous))
            }
            By::ShortForm(form) => (Kind::Explicit, form.rule.clone().into(), confidence::SHORT_FORM),
            By::Pattern(role) => (Kind::Implied, role.rule.clone().into(), confidence::IMPLIED),
        };
        let (concept, span) = (self.concept, self.span);
        Mention { concept, span, kind, rule, polarity: Polarity::Asserted, trigger: None, confidence }
    }

    fn label_confidence(&self, ambiguous: bool) -> f32 {
        let Rank { closeness, order, kind, varied, .. } = self.rank;
        let base = match kind {
            LabelKind::Preferred => confidence::LABEL,
            LabelKind::Alternative => confidence::ALIAS,
            LabelKind::Hidden => confidence::HIDDEN,
        };
        let off = match closeness {
            _ if !varied => 0.0,
            Closeness::Synonym => confidence::SYNONYM,
            Closeness::Derived => confidence::DERIVED,
            _ if order == Order::Gapped => confidence::DERIVED,
            Closeness::Same | Closeness::Inflected => confidence::INFLECTED,
        };
        round((base - off).min(if ambiguous { confidence::AMBIGUOUS } else { 1.0 }))
    }

    /// How the words match.
    pub(in crate::link) fn matched(&self) -> &'static str {
        match (self.by, self.rank.closeness, self.rank.order) {
            (By::ShortForm(_), ..) => "as the source abbreviates it",
            (By::Pattern(_), ..) => "by a pattern",
            (_, Closeness::Synonym, _) => "with a synonym",
            (_, Closeness::Derived, _) => "with a derived word, or another word for the same",
            (_, _, Order::Gapped) => "with the words of another phrase between",
            (_, _, Order::Changed) => "in another order",
            _ if self.rank.varied => "in another form or spelling",
            _ => "as written",
        }
    }
}

/// Words without the article before them.
fn without_article(words: &str) -> &str {
    match words.split_at_checked("the".len()) {
        Some((article, rest))
            if article.eq_ignore_ascii_case("the") && rest.starts_with(char::is_whitespace) =>
        {
            rest.trim_start()
        }
        _ => words,
    }
}

/// True where a word goes on behind a hyphen.
fn begins_with_hyphen(text: &str) -> bool {
    text.strip_prefix(HYPHENS).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
}

/// To two decimals, so that a confidence prints as it is meant.
fn round(confidence: f32) -> f32 {
    (confidence * 100.0).round() / 100.0
}

/// Drops what stands in the address of a page or of mail, or in a sequence of bases.
pub(in crate::link) fn drop_addresses(text: &str, found: &mut Vec<Found<'_>>) {
    let mut addresses = LazyAddresses::of(text);
    found.retain(|found| !addresses.meet(found.span) && !are_bases(text, found.span));
}

/// Drops what a prefix makes another word of: `Hodgkin lymphoma` in "non-Hodgkin lymphoma".
pub(in crate::link) fn drop_negated(text: &str, found: &mut Vec<Found<'_>>) {
    let is_pattern = |found: &Found<'_>| matches!(found.by, By::Pattern(_));
    found.retain(|found| is_pattern(found) || !is_negated_at(text, found.span.start as usize));
}

/// Letters of a sequence of bases, at least.
const BASES: usize = 12;

/// True for what stands in a sequence of bases in groups: `CAT` in "GTG AGG CAT TTC". O(1).
fn are_bases(text: &str, span: Span) -> bool {
    let is_base = |byte: &&u8| matches!(byte, b'A' | b'C' | b'G' | b'T' | b'U' | b'N');
    let text = text.as_bytes();
    if !text[span.range()].iter().all(|byte| is_base(&byte)) {
        return false;
    }
    let goes_on = |byte: &&u8| is_base(byte) || matches!(byte, b' ' | b'-' | b'\n');
    let before = text[..span.start as usize].iter().rev().take(2 * BASES).take_while(goes_on);
    let rest = text[span.start as usize..].iter().take(2 * BASES).take_while(goes_on);
    before.chain(rest).filter(is_base).count() >= BASES
}
