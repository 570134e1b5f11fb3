//! A draft is a concept as a file tells it, its names not yet looked up.

use rustc_hash::FxHashMap;

use super::place::Place;
use crate::concept::rdf::property::own_uri;
use crate::concept::rdf::statement;
use crate::concept::{Concept, LabelKind};

/// A string of a file, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Located {
    pub(super) text: String,
    pub(super) place: Place,
}

/// A label of a draft.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub(super) name: Located,
    pub(super) kind: LabelKind,
}

/// Who wrote a draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Origin {
    /// The person who can put it right.
    Lexicon,
    /// Someone else.
    Vocabulary,
}

/// A concept with unresolved names.
pub(super) struct Draft {
    pub(super) id: Located,
    pub(super) labels: Vec<Label>,
    pub(super) broader: Vec<Located>,
    pub(super) related: Vec<Located>,
    pub(super) origin: Origin,
    /// All that needs no looking up.
    pub(super) concept: Concept,
}

impl Draft {
    /// What the concept is called in RDF.
    pub(super) fn uri(&self) -> String {
        self.concept.uri.clone().unwrap_or_else(|| own_uri(&self.id.text))
    }

    /// Takes in what another file says of the same concept: it adds to lists and fills what is empty.
    fn join(&mut self, other: Self) {
        let is_named = self.labels.iter().any(|label| label.kind == LabelKind::Preferred);
        let least = if is_named { LabelKind::Alternative } else { LabelKind::Preferred };
        let labels = other.labels.into_iter().map(|label| Label { kind: label.kind.max(least), ..label });
        self.labels.extend(labels);
        self.broader.extend(other.broader);
        self.related.extend(other.related);
        self.origin = Origin::Vocabulary;
        let (ours, theirs) = (&mut self.concept, other.concept);
        for (ours, theirs) in [
            (&mut ours.notation, theirs.notation),
            (&mut ours.schemes, theirs.schemes),
            (&mut ours.exact_match, theirs.exact_match),
            (&mut ours.close_match, theirs.close_match),
        ] {
            extend_once(ours, theirs);
        }
        statement::merge(&mut ours.statements, theirs.statements);
        for (ours, theirs) in [
            (&mut ours.implied, theirs.implied),
            (&mut ours.reject, theirs.reject),
            (&mut ours.context, theirs.context),
        ] {
            extend_once(ours, theirs);
        }
        ours.ambiguous |= theirs.ambiguous;
        for (ours, theirs) in [
            (&mut ours.definition, theirs.definition),
            (&mut ours.scope_note, theirs.scope_note),
            (&mut ours.language, theirs.language),
            (&mut ours.uri, theirs.uri),
        ] {
            *ours = ours.take().or(theirs);
        }
    }

    /// Gives a concept without a preferred label its id in words.
    fn name(&mut self) {
        if !self.labels.iter().any(|label| label.kind == LabelKind::Preferred) {
            let name = Located { text: self.id.text.replace('-', " "), place: self.id.place.clone() };
            self.labels.insert(0, Label { name, kind: LabelKind::Preferred });
        }
    }
}

/// Adds what is not there yet.
fn extend_once<T: PartialEq>(ours: &mut Vec<T>, theirs: Vec<T>) {
    for item in theirs {
        if !ours.contains(&item) {
            ours.push(item);
        }
    }
}

/// The drafts of lexicons and those of vocabularies, one for each concept: those with the same id tell of the same one.
pub(super) fn joined(lexicons: Vec<Draft>, vocabularies: Vec<Draft>) -> Vec<Draft> {
    let mut all = lexicons;
    let own = all.len();
    let numbered = all.iter().enumerate();
    let places: FxHashMap<String, usize> = numbered.map(|(n, draft)| (draft.id.text.clone(), n)).collect();
    for draft in vocabularies {
        match places.get(&draft.id.text) {
            Some(n) => all[*n].join(draft),
            None => all.push(draft),
        }
    }
    all.iter_mut().take(own).for_each(Draft::name);
    all
}
