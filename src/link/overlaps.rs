//! Overlaps: labels stand within one another and across, and not all of them are meant.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use super::Mention;
use super::labels::LabelMatch;
use crate::concept::ConceptIx;

/// Leftmost-longest: sorts the matches and keeps those that no kept one overlaps. Of labels of the same words the one
/// that is spelled as the text wins; two concepts with equal right are both kept.
pub(super) fn leftmost_longest(mut matches: Vec<LabelMatch>) -> Vec<LabelMatch> {
    matches.sort_by_key(|m| (m.start, Reverse(m.end), m.closeness, !m.literal, m.label));
    let mut kept: Vec<LabelMatch> = Vec::new();
    for found in matches {
        let keep = kept.last().is_none_or(|last| {
            found.start >= last.end
                || (found.start == last.start && found.end == last.end && found.rank() == last.rank())
        });
        if keep {
            kept.push(found);
        }
    }
    kept
}

/// Of labels of the same words those that are spelled as the text, where there are any; by words.
pub(super) fn most_literal(mut matches: Vec<LabelMatch>) -> Vec<LabelMatch> {
    matches.sort_by_key(|m| (m.start, Reverse(m.end), m.closeness, !m.literal, m.label));
    let mut last: Option<LabelMatch> = None;
    matches.retain(|found| {
        let same = last.filter(|last| (last.start, last.end) == (found.start, found.end));
        let keep = same.is_none_or(|last| last.rank() == found.rank());
        last = same.or(Some(*found));
        keep
    });
    matches
}

/// The mentions that lie within no other one of the same concept; of the same words the surest.
pub(super) fn outermost(mut mentions: Vec<Mention>) -> Vec<Mention> {
    let order = |m: &Mention| (m.span.start, Reverse(m.span.end));
    mentions.sort_by(|a, b| {
        order(a).cmp(&order(b)).then(b.confidence.total_cmp(&a.confidence)).then(a.rule.cmp(&b.rule))
    });
    let mut ends: FxHashMap<ConceptIx, u32> = FxHashMap::default();
    mentions.retain(|mention| {
        let end = ends.entry(mention.concept).or_default();
        let outer = mention.span.end > *end;
        *end = mention.span.end.max(*end);
        outer
    });
    mentions
}

/// The mentions by labels and by short forms: a short form gives way to a label that reaches beyond it, and takes the
/// place of labels within it.
pub(super) fn with_short_forms(labels: Vec<Mention>, short: Vec<Mention>) -> Vec<Mention> {
    if short.is_empty() {
        return labels;
    }
    let beyond = |form: &Mention| {
        touching(&labels, form)
            .iter()
            .any(|label| label.span.overlaps(form.span) && !form.span.contains(label.span))
    };
    let mut out: Vec<Mention> = short.into_iter().filter(|form| !beyond(form)).collect();
    let free = |label: &Mention| !touching(&out, label).iter().any(|form| form.span.contains(label.span));
    let labels: Vec<Mention> = labels.into_iter().filter(free).collect();
    out.extend(labels);
    out
}

/// Of mentions that are in order and apart, those that may share something with one.
fn touching<'m>(mentions: &'m [Mention], with: &Mention) -> &'m [Mention] {
    let start = mentions.partition_point(|mention| mention.span.end <= with.span.start);
    let end = mentions.partition_point(|mention| mention.span.start < with.span.end);
    &mentions[start..end.max(start)]
}
