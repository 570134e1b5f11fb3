//! A draft is a concept as a file tells it, its names not yet looked up; resolving drafts makes a scheme.

use std::collections::BTreeMap;

use super::lexicon::unknown;
use super::pattern::Pattern;
use super::{Concept, ConceptIx, ConceptScheme, Place};
use crate::diagnostic::Diagnostic;
use crate::text::tokens;

/// A string of a file, and where it stands.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) text: String,
    pub(super) place: Place,
}

/// A label of a draft.
pub(super) struct Label {
    name: Name,
    preferred: bool,
}

impl Label {
    pub(super) fn preferred(name: Name) -> Self {
        Self { name, preferred: true }
    }

    pub(super) fn alternative(name: Name) -> Self {
        Self { name, preferred: false }
    }
}

/// A concept with unresolved names.
pub(super) struct Draft {
    pub(super) id: Name,
    pub(super) labels: Vec<Label>,
    pub(super) implied: Vec<Pattern>,
    pub(super) reject: Vec<Pattern>,
    pub(super) context: Vec<Pattern>,
    pub(super) ambiguous: bool,
    pub(super) definition: Option<String>,
    pub(super) broader: Vec<Name>,
    pub(super) related: Vec<Name>,
}

/// Looks every name up and gives the scheme, or all that is wrong with it, in the order of the files' lines.
pub(super) fn resolve(
    mut drafts: Vec<Draft>,
    mut errors: Vec<Diagnostic>,
) -> Result<ConceptScheme, Vec<Diagnostic>> {
    drafts.sort_by(|a, b| a.id.text.cmp(&b.id.text));
    duplicate_ids(&drafts, &mut errors);
    duplicate_labels(&drafts, &mut errors);
    let ids: Vec<String> = drafts.iter().map(|d| d.id.text.clone()).collect();
    let mut broader_places: Vec<Vec<Place>> = Vec::new();
    let mut concepts = Vec::with_capacity(drafts.len());
    for draft in drafts {
        broader_places.push(draft.broader.iter().map(|n| n.place.clone()).collect());
        concepts.push(concept(draft, &ids, &mut errors));
    }
    if errors.is_empty() {
        cycles(&concepts, &broader_places, &mut errors);
    }
    errors.sort();
    if errors.is_empty() { Ok(ConceptScheme::from_concepts(concepts)) } else { Err(errors) }
}

fn concept(draft: Draft, ids: &[String], errors: &mut Vec<Diagnostic>) -> Concept {
    let id = draft.id.text;
    let mut look_up = |field: &str, names: &[Name]| -> Vec<ConceptIx> {
        let mut found = Vec::new();
        for name in names {
            match ids.binary_search(&name.text) {
                Ok(_) if name.text == id => {
                    errors.push(
                        name.place
                            .error(format!("concept `{id}` cannot be {field} than itself; take it out")),
                    );
                }
                Ok(at) => found.push(ConceptIx(at as u32)),
                Err(_) => errors.push(name.place.error(unknown(field, &name.text, &id, ids))),
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    };
    let broader = look_up("broader", &draft.broader);
    let related = look_up("related", &draft.related);
    let (preferred, others): (Vec<Label>, Vec<Label>) = draft.labels.into_iter().partition(|l| l.preferred);
    Concept {
        label: preferred.into_iter().map(|l| l.name.text).next().unwrap_or_else(|| id.clone()),
        aliases: others.into_iter().map(|l| l.name.text).collect(),
        id,
        implied: draft.implied,
        reject: draft.reject,
        ambiguous: draft.ambiguous,
        context: draft.context,
        definition: draft.definition,
        broader,
        related,
    }
}

fn duplicate_ids(drafts: &[Draft], errors: &mut Vec<Diagnostic>) {
    for pair in drafts.windows(2) {
        let (first, second) = (&pair[0].id, &pair[1].id);
        if first.text == second.text {
            let message = format!(
                "the id `{}` is there already, at {}; give one of them another id",
                second.text, first.place
            );
            errors.push(second.place.error(message));
        }
    }
}

/// A label belongs to one concept: the words, whatever their case and hyphens.
fn duplicate_labels(drafts: &[Draft], errors: &mut Vec<Diagnostic>) {
    let mut owners: BTreeMap<String, (&str, &Place)> = BTreeMap::new();
    for draft in drafts {
        for label in &draft.labels {
            let (written, place) = (&label.name.text, &label.name.place);
            let key = label_key(written);
            if key.is_empty() {
                let message = format!(
                    "concept `{}`: the label \"{written}\" has no letters or digits to match",
                    draft.id.text
                );
                errors.push(place.error(message));
                continue;
            }
            match owners.get(&key) {
                Some((owner, first)) if *owner != draft.id.text => errors.push(place.error(format!(
                    "concept `{}`: the label \"{written}\" belongs to `{owner}` already, at {first}; keep it in one of them",
                    draft.id.text
                ))),
                Some(_) => {}
                None => {
                    owners.insert(key, (&draft.id.text, place));
                }
            }
        }
    }
}

/// The words of a label, lower case, joined by spaces; a label that is matched letter for letter keeps its case.
fn label_key(label: &str) -> String {
    let (text, exact) = label.strip_prefix('=').map_or((label, false), |rest| (rest, true));
    let words: Vec<&str> = tokens(text).iter().map(|t| &text[t.span.range()]).collect();
    let key = words.join(" ");
    if exact && !key.is_empty() { format!("={key}") } else { key.to_lowercase() }
}

/// Reports each cycle of `broader` once, at the concept with the smallest id. O(concepts + edges).
fn cycles(concepts: &[Concept], places: &[Vec<Place>], errors: &mut Vec<Diagnostic>) {
    let mut graph = petgraph::graph::DiGraph::<usize, ()>::new();
    let nodes: Vec<_> = (0..concepts.len()).map(|n| graph.add_node(n)).collect();
    for (node, concept) in nodes.iter().zip(concepts) {
        for broader in &concept.broader {
            graph.add_edge(*node, nodes[broader.0 as usize], ());
        }
    }
    for component in petgraph::algo::tarjan_scc(&graph).into_iter().filter(|c| c.len() > 1) {
        let mut members: Vec<usize> = component.into_iter().map(|n| graph[n]).collect();
        members.sort_unstable();
        let names: Vec<&str> = members.iter().map(|n| concepts[*n].id.as_str()).collect();
        let first = members[0];
        let message =
            format!("`broader` goes round in a circle between {}; take one of these out", names.join(", "));
        errors.push(places[first].first().cloned().unwrap_or_default().error(message));
    }
}
