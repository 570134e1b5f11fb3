//! Decisions: which of the candidates of a quote are mentions. Each is judged by itself, then among those of the same
//! words, then among those that overlap; what was decided stays with it.

pub(super) mod evidence;
pub(super) mod grounds;
pub(super) mod overlaps;
mod places;
pub(super) mod polarity;

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::Overlap;
use super::find::candidates::{By, Fate, Found, Purpose};
use super::find::labels::{Labels, Need, Order};
use super::find::short_forms::ShortForms;
use super::vocabulary::Closeness;
use crate::concept::ConceptIx;
use crate::text::Span;
use evidence::Evidence;
use grounds::Grounds;
use overlaps::{in_order_first, leftmost_longest, most_words, outermost, together};
use places::Places;

/// What is known of a source and the scheme when a quote is judged.
pub(super) struct Case<'a> {
    pub(super) grounds: &'a Grounds,
    pub(super) labels: &'a Labels,
    pub(super) forms: &'a ShortForms<'a>,
    pub(super) evidence: &'a Evidence,
}

/// Decides on all candidates of a quote. O(n log n).
pub(super) fn decide(found: &mut Vec<Found<'_>>, case: &Case<'_>) {
    let mut patterns: Vec<_> = found.extract_if(.., |found| matches!(found.by, By::Pattern(_))).collect();
    let named = found;
    let judge =
        Judge { case, rejects: of(&patterns, Purpose::Reject), contexts: of(&patterns, Purpose::Context) };
    let more = |found: &Found<'_>| (found.span.start, label(found), found.rank);
    named.sort_unstable_by(|a, b| place(a).cmp(&place(b)).then_with(|| more(a).cmp(&more(b))));
    named.dedup_by(|b, a| a.span == b.span && label(a).is_some() && label(a) == label(b));
    for same in named.chunk_by_mut(|a, b| a.span == b.span) {
        judge.same_place(same);
    }
    match case.grounds.overlap {
        Overlap::Longest => {
            in_order_first(named);
            leftmost_longest(named);
            most_words(named);
            together(named);
        }
        Overlap::All => {
            together(named);
            outermost(named);
        }
    }
    patterns.retain(|found| matches!(found.by, By::Pattern(role) if role.purpose == Purpose::Implied));
    judge.implied(&mut patterns, named);
    named.extend(patterns);
}

/// Leftmost but for an article, of those the longest, as one number.
fn place(found: &Found<'_>) -> u64 {
    u64::from(found.begins) << 32 | u64::from(!found.span.end)
}

fn label(found: &Found<'_>) -> Option<u32> {
    if let By::Label(label) = found.by { Some(label) } else { None }
}

/// The places of the patterns with a purpose, by concept.
fn of(patterns: &[Found<'_>], purpose: Purpose) -> FxHashMap<ConceptIx, Places> {
    let of_purpose =
        patterns.iter().filter(|found| matches!(found.by, By::Pattern(role) if role.purpose == purpose));
    places(of_purpose.map(|found| (found.concept, found.span)))
}

/// The places of each concept.
fn places(spans: impl Iterator<Item = (ConceptIx, Span)>) -> FxHashMap<ConceptIx, Places> {
    let mut ranges: FxHashMap<ConceptIx, Vec<(u32, u32)>> = FxHashMap::default();
    for (concept, span) in spans {
        ranges.entry(concept).or_default().push((span.start, span.end));
    }
    ranges.into_iter().map(|(concept, ranges)| (concept, Places::new(ranges))).collect()
}

/// A case, and what stands in the quote.
struct Judge<'a> {
    case: &'a Case<'a>,
    rejects: FxHashMap<ConceptIx, Places>,
    contexts: FxHashMap<ConceptIx, Places>,
}

impl Judge<'_> {
    /// Decides between the candidates of one place, and puts them in order: the nearest first, of those the first of the
    /// scheme.
    fn same_place(&self, same: &mut [Found<'_>]) {
        if same.len() > 1 {
            same.sort_unstable_by_key(|found| (found.rank, found.concept, label(found)));
        }
        for found in same.iter_mut() {
            found.fate = self.alone(found);
        }
        if same.len() > 1 {
            self.same_words(same);
        }
    }

    /// What a candidate is worth without regard to others.
    fn alone(&self, found: &Found<'_>) -> Fate {
        let (concept, span) = (found.concept, found.span);
        if self.rejected(concept, span) {
            return Fate::Rejected;
        }
        let By::Label(label) = found.by else { return Fate::Kept };
        let Case { grounds, labels, forms, evidence } = self.case;
        if grounds.needs_context(found, labels) && !self.has_context(concept, span) {
            return Fate::NoContext;
        }
        let as_written = (found.rank.closeness, found.rank.order) == (Closeness::Same, Order::Kept);
        match grounds.need(label) {
            Need::Nothing | Need::Literal if forms.denies(label) => Fate::ExplainedOtherwise,
            Need::Nothing if found.doubtful && evidence.names(concept) == 0 => Fate::Unsupported,
            Need::Nothing => Fate::Kept,
            Need::Never => Fate::Weak,
            Need::Literal if as_written => Fate::Kept,
            Need::Named if as_written && evidence.names(concept) > 0 => Fate::Kept,
            Need::Literal | Need::Named => Fate::Unsupported,
        }
    }

    fn rejected(&self, concept: ConceptIx, span: Span) -> bool {
        self.rejects.get(&concept).is_some_and(|places| places.cover(span.start, span.end))
    }

    fn has_context(&self, concept: ConceptIx, span: Span) -> bool {
        self.contexts.get(&concept).is_some_and(|places| places.any_beside(span.start, span.end))
    }

    /// One name, one concept; where words of another phrase stand between, each choice of words is a name of its own.
    fn same_words(&self, same: &mut [Found<'_>]) {
        let nearest = same.iter().filter(|found| found.is_kept()).min_by_key(|found| found.rank);
        let is_gapped = nearest.is_some_and(Found::is_gapped);
        if is_gapped {
            same.sort_by_key(|found| found.own);
        }
        same.chunk_by_mut(|a, b| !is_gapped || a.own == b.own).for_each(|same| self.one_name(same));
    }

    /// Of candidates of the same words the nearest stays; of equals the one of which the source says most; of equals again
    /// the first of the scheme.
    fn one_name(&self, same: &mut [Found<'_>]) {
        let Some(rank) = same.iter().filter(|found| found.is_kept()).map(|found| found.rank).min() else {
            return;
        };
        let equals = || same.iter().filter(|found| found.is_kept() && found.rank == rank);
        let Case { grounds, evidence, .. } = self.case;
        let weight = |found: &&Found<'_>| {
            (Reverse(evidence.weight(found.concept, &grounds.neighbours)), found.concept)
        };
        let Some(&Found { concept, span, .. }) = equals().next() else { return };
        let are_one = equals().all(|found| found.concept == concept);
        let likeliest = if are_one { None } else { equals().min_by_key(weight) };
        let concept = likeliest.map_or(concept, |found| found.concept);
        let mut taken = false;
        for found in same.iter_mut().filter(|found| found.is_kept()) {
            if found.rank == rank && found.concept == concept && !taken {
                taken = true;
            } else if found.rank == rank && found.concept != concept {
                found.fate = Fate::OtherConcept(concept, span);
            } else {
                found.fate = Fate::Farther(concept, span);
            }
        }
    }

    /// Of the implied candidates of a concept the leftmost stay that overlap no other mention of it.
    fn implied(&self, patterns: &mut Vec<Found<'_>>, named: &[Found<'_>]) {
        if patterns.is_empty() {
            return;
        }
        let kept = named.iter().filter(|found| found.is_kept());
        let named = places(kept.map(|found| (found.concept, found.span)));
        patterns.sort_by(|a, b| {
            (a.span.start, Reverse(a.span.end), rule(a)).cmp(&(b.span.start, Reverse(b.span.end), rule(b)))
        });
        let mut last: FxHashMap<ConceptIx, Span> = FxHashMap::default();
        for found in patterns {
            let (concept, span) = (found.concept, found.span);
            let before = last.get(&concept).filter(|last| last.end > span.start);
            if self.rejected(concept, span) {
                found.fate = Fate::Rejected;
            } else if let Some(before) = before {
                found.fate = Fate::Overlapped(concept, *before);
            } else if let Some(name) = named.get(&concept).and_then(|places| places.overlapping(span)) {
                found.fate = Fate::Overlapped(concept, name);
            } else {
                last.insert(concept, span);
            }
        }
    }
}

fn rule<'f>(found: &'f Found<'_>) -> &'f str {
    match found.by {
        By::Pattern(role) => &role.rule,
        _ => "",
    }
}
