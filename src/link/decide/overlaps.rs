//! Overlaps: labels stand within one another and across, and not all of them are meant.

use rustc_hash::FxHashMap;

use crate::concept::ConceptIx;
use crate::link::find::candidates::{Fate, Found};
use crate::text::Span;

/// Leftmost-longest, of candidates in order: those stay that no earlier one overlaps. A candidate with words of another
/// phrase between its own (`aplastic … nails` in "aplastic or hypoplastic nails") takes nothing from that other one.
pub(super) fn leftmost_longest(found: &mut [Found<'_>]) {
    let mut last: Option<(ConceptIx, Span)> = None;
    for candidate in found.iter_mut().filter(|found| found.is_kept()) {
        match last {
            Some((concept, span)) if candidate.span.start < span.end => {
                candidate.fate = Fate::Overlapped(concept, span);
            }
            _ if candidate.is_gapped() => {}
            _ => last = Some((candidate.concept, candidate.span)),
        }
    }
}

/// Of candidates in order, with words of another phrase between their own: one gives way to another that has all of its
/// words (`potato soup` in "sweet potato and carrot soup").
pub(super) fn most_words(found: &mut [Found<'_>]) {
    for at in 0..found.len() {
        let (before, behind) = found.split_at_mut(at + 1);
        let Some(one) = before.last_mut().filter(|found| found.is_kept() && found.is_gapped()) else {
            continue;
        };
        let Found { concept, span, .. } = *one;
        let near = behind.iter_mut().take_while(|other| other.span.start < span.end);
        for other in near.filter(|other| other.is_kept()) {
            if one.has_words_of(other) {
                other.fate = Fate::Overlapped(concept, span);
            } else if other.has_words_of(one) {
                one.fate = Fate::Overlapped(other.concept, other.span);
                break;
            }
        }
    }
}

/// Of candidates in order: one in another order, with the comma of an index, or before a hyphen gives way to one as the
/// label has it that begins within it and ends behind it (`flow of blood` in "the flow of blood plasma", `Copernicus
/// Sentinel` in "Copernicus Sentinel-2").
pub(super) fn in_order_first(found: &mut [Found<'_>]) {
    for at in 0..found.len() {
        let (before, behind) = found.split_at_mut(at + 1);
        let Some(first) = before.last_mut().filter(|found| found.is_kept() && found.yields) else {
            continue;
        };
        let Span { start, end } = first.span;
        let goes_on = |other: &&Found<'_>| other.span.start > start && other.span.end > end;
        let mut near =
            behind.iter().take_while(|other| other.span.start < end).filter(|other| other.is_kept());
        if let Some(other) = near.find(|other| goes_on(other) && !other.is_turned()) {
            first.fate = Fate::Overlapped(other.concept, other.span);
        }
    }
}

/// Of candidates of one concept that overlap, in order: one with words of another phrase between its own gives way to one
/// behind it without (`capillaries` in "blood vessels and capillaries"), and to an earlier one of its kind.
pub(super) fn together(found: &mut [Found<'_>]) {
    for at in 0..found.len() {
        let (before, behind) = found.split_at_mut(at + 1);
        let Some(gapped) = before.last_mut().filter(|found| found.is_kept() && found.is_gapped()) else {
            continue;
        };
        let Found { concept, span, .. } = *gapped;
        let near = behind.iter_mut().take_while(|other| other.span.start < span.end);
        for other in near.filter(|other| other.is_kept() && other.concept == concept) {
            if other.is_gapped() {
                other.fate = Fate::Overlapped(concept, span);
            } else {
                gapped.fate = Fate::Overlapped(concept, other.span);
                break;
            }
        }
    }
}

/// All, of candidates in order, but for those that lie within another one of the same concept.
pub(in crate::link) fn outermost(found: &mut [Found<'_>]) {
    let mut reach: FxHashMap<ConceptIx, Span> = FxHashMap::default();
    for candidate in found.iter_mut().filter(|found| found.is_kept()) {
        match reach.get(&candidate.concept) {
            Some(outer) if candidate.span.start >= outer.start && candidate.span.end <= outer.end => {
                candidate.fate = Fate::Overlapped(candidate.concept, *outer);
            }
            _ => {
                reach.insert(candidate.concept, candidate.span);
            }
        }
    }
}
