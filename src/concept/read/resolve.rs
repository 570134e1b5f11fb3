//! Resolving drafts looks their names up and makes a scheme of them.
//!
//! What is wrong in a lexicon, which a person edits, is an error; what is wrong in a vocabulary of others is mended.

use std::collections::hash_map::Entry;

use petgraph::graph::DiGraph;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::MAX_ERRORS;
use super::draft::{Draft, Label, Located, Origin};
use super::mend::{Mend, Mends};
use super::place::Place;
use crate::concept::{Concept, ConceptIx, ConceptScheme, LabelKind, label};
use crate::diagnostic::Diagnostic;
use crate::text::did_you_mean;

/// Looks every name up. What is wrong is added to the diagnostics: errors for lexicons, warnings for what was mended in
/// vocabularies.
pub(super) fn resolve(mut drafts: Vec<Draft>, diagnostics: &mut Vec<Diagnostic>) -> ConceptScheme {
    drafts.sort_by(|a, b| (&a.id.text, &a.id.place).cmp(&(&b.id.text, &b.id.place)));
    let mut check = Check { errors: Vec::new(), mends: Mends::default() };
    check.duplicate_ids(&drafts);
    check.duplicate_uris(&drafts);
    check.labels(&drafts);
    let origins: Vec<(Origin, Place)> = drafts.iter().map(|d| (d.origin, first_link(d))).collect();
    let ids: Vec<String> = drafts.iter().map(|draft| draft.id.text.clone()).collect();
    let mut concepts: Vec<Concept> = drafts.into_iter().map(|draft| check.concept(draft, &ids)).collect();
    if check.errors.is_empty() {
        check.cycles(&mut concepts, &origins);
    }
    diagnostics.append(&mut check.errors);
    diagnostics.extend(check.mends.into_diagnostics());
    concepts.dedup_by(|b, a| a.id == b.id);
    ConceptScheme::from_concepts(concepts)
}

/// Where a draft first links to a broader concept, else where it begins.
fn first_link(draft: &Draft) -> Place {
    draft.broader.first().map_or(&draft.id.place, |name| &name.place).clone()
}

struct Check {
    errors: Vec<Diagnostic>,
    mends: Mends,
}

impl Check {
    fn duplicate_ids(&mut self, drafts: &[Draft]) {
        for pair in drafts.windows(2) {
            let (first, second) = (&pair[0].id, &pair[1].id);
            if first.text == second.text {
                let message = format!(
                    "the id `{}` is there already, at {}; give one of them another id",
                    second.text, first.place
                );
                self.errors.push(second.place.error(message));
            }
        }
    }

    fn duplicate_uris(&mut self, drafts: &[Draft]) {
        let mut owners: FxHashMap<&str, &Located> = FxHashMap::default();
        for Draft { id, concept, .. } in drafts {
            let Some(uri) = concept.uri.as_deref() else { continue };
            let owner = *owners.entry(uri).or_insert(id);
            if owner.text != id.text {
                let message = format!(
                    "concept `{}`: the uri {uri} is that of `{}` already, at {}; make one concept of them",
                    id.text, owner.text, owner.place
                );
                self.errors.push(id.place.error(message));
            }
        }
    }

    /// A label belongs to one concept: the words, whatever their case and hyphens; and it has words.
    fn labels(&mut self, drafts: &[Draft]) {
        let keys: Vec<Vec<String>> = drafts
            .par_iter()
            .map(|draft| draft.labels.iter().map(|label| label::key(&label.name.text)).collect())
            .collect();
        let mut owners: FxHashMap<&str, Owner<'_>> = FxHashMap::default();
        owners.reserve(keys.iter().map(Vec::len).sum());
        for (draft, keys) in drafts.iter().zip(&keys) {
            for (label, key) in draft.labels.iter().zip(keys) {
                match owners.entry(key) {
                    _ if key.is_empty() => self.bare_label(&draft.id.text, draft.origin, label),
                    Entry::Occupied(owner) if owner.get().draft.id.text != draft.id.text => {
                        self.shared_label(&draft.id.text, draft.origin, label, owner.get());
                    }
                    Entry::Occupied(_) => {}
                    Entry::Vacant(free) => {
                        free.insert(Owner { draft, place: &label.name.place });
                    }
                }
            }
        }
    }

    fn bare_label(&mut self, id: &str, origin: Origin, Label { name, .. }: &Label) {
        match origin {
            Origin::Lexicon => self.errors.push(name.place.error(format!(
                "concept `{id}`: the label \"{}\" has no letters or digits to match",
                name.text
            ))),
            Origin::Vocabulary => {
                self.mends.add(Mend::BareLabel, &name.place, || format!("\"{}\" at `{id}`", name.text));
            }
        }
    }

    fn shared_label(&mut self, id: &str, origin: Origin, Label { name, .. }: &Label, owner: &Owner<'_>) {
        let (owner_id, owner_origin) = (&owner.draft.id.text, owner.draft.origin);
        if (origin, owner_origin) == (Origin::Lexicon, Origin::Lexicon) {
            self.errors.push(name.place.error(format!(
                "concept `{id}`: the label \"{}\" belongs to `{}` already, at {}; keep it in one of them",
                name.text, owner_id, owner.place
            )));
        } else {
            let place = if origin == Origin::Vocabulary { &name.place } else { owner.place };
            self.mends
                .add(Mend::SharedLabel, place, || format!("\"{}\" at `{owner_id}` and `{id}`", name.text));
        }
    }

    fn concept(&mut self, draft: Draft, ids: &[String]) -> Concept {
        let (id, origin) = (&draft.id.text, draft.origin);
        let broader = self.look_up("broader", &draft.broader, id, origin, ids);
        let related = self.look_up("related", &draft.related, id, origin, ids);
        let mut seen = FxHashSet::default();
        let texts =
            |kind| draft.labels.iter().filter(move |label| label.kind == kind).map(|label| &label.name.text);
        let kinds = [LabelKind::Preferred, LabelKind::Hidden, LabelKind::Alternative];
        let called = kinds.into_iter().find_map(|kind| texts(kind).next());
        let aliases = texts(LabelKind::Alternative).filter(|text| Some(*text) != called);
        let aliases: Vec<String> = aliases.filter(|text| seen.insert(*text)).cloned().collect();
        let hidden = texts(LabelKind::Hidden).filter(|text| seen.insert(*text)).cloned().collect();
        Concept {
            label: called.unwrap_or(id).clone(),
            aliases,
            hidden,
            broader,
            related,
            id: draft.id.text,
            ..draft.concept
        }
    }

    fn look_up(
        &mut self,
        field: &str,
        names: &[Located],
        id: &str,
        origin: Origin,
        ids: &[String],
    ) -> Vec<ConceptIx> {
        let mut found = Vec::new();
        for Located { text, place } in names {
            let at = ids.binary_search(text).ok().filter(|_| text != id);
            match (at, origin) {
                (Some(at), _) => found.push(ConceptIx(at as u32)),
                (None, Origin::Vocabulary) => {
                    let mend = if text == id { Mend::Itself } else { Mend::Unknown };
                    self.mends.add(mend, place, || format!("`{id}` {field} `{text}`"));
                }
                (None, Origin::Lexicon) if text == id => self
                    .errors
                    .push(place.error(format!("concept `{id}` cannot be {field} than itself; take it out"))),
                (None, Origin::Lexicon) => {
                    // To look for the nearest of all ids takes long, and who has many such errors has one cause for them.
                    let known = if self.errors.len() < MAX_ERRORS { ids } else { &[] };
                    self.errors.push(place.error(unknown(field, text, id, known)));
                }
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }

    /// Tells of each cycle of `broader` once, at the concept with the smallest id. A cycle in which a vocabulary has
    /// a part is cut where one that goes up link by link, from the smallest id on, comes back to where it was.
    /// O(concepts + edges).
    fn cycles(&mut self, concepts: &mut [Concept], origins: &[(Origin, Place)]) {
        for members in cycles(concepts) {
            let names: Vec<&str> = members.iter().map(|n| concepts[*n].id.as_str()).collect();
            let Some(n) = members.iter().find(|n| origins[**n].0 == Origin::Vocabulary) else {
                let message = format!(
                    "`broader` goes round in a circle between {}; take one of these out",
                    shown(&names, ", ")
                );
                self.errors.push(origins[members[0]].1.error(message));
                continue;
            };
            for (from, to) in ways_back(concepts, &members) {
                let ends = [&concepts[from].id, &concepts[to].id];
                self.mends.add(Mend::Circle, &origins[*n].1, || format!("{} – {}", ends[0], ends[1]));
                concepts[from].broader.retain(|broader| broader.0 as usize != to);
            }
        }
    }
}

/// The links of a cycle's members that lead back to where one comes from who goes up from member to member.
fn ways_back(concepts: &[Concept], members: &[usize]) -> Vec<(usize, usize)> {
    let mut back = Vec::new();
    // A member is missing before it is come to, and open while what is above it is visited.
    let mut open: FxHashMap<usize, bool> = FxHashMap::default();
    for &member in members {
        if open.contains_key(&member) {
            continue;
        }
        open.insert(member, true);
        let mut path = vec![(member, 0)];
        while let Some((at, next)) = path.last_mut() {
            let Some(broader) = concepts[*at].broader.get(*next).map(|broader| broader.0 as usize) else {
                open.insert(*at, false);
                path.pop();
                continue;
            };
            *next += 1;
            match open.get(&broader) {
                Some(true) => back.push((*at, broader)),
                None if members.binary_search(&broader).is_ok() => {
                    open.insert(broader, true);
                    path.push((broader, 0));
                }
                _ => {}
            }
        }
    }
    back
}

/// The members of a cycle, the first few where there are many.
fn shown(names: &[&str], separator: &str) -> String {
    let more = names.len().saturating_sub(SHOWN);
    let tail = if more > 0 { format!(" and {more} more") } else { String::new() };
    names[..names.len() - more].join(separator) + &tail
}

/// How many members of a cycle are named.
const SHOWN: usize = 8;

/// The message for a name that no concept has.
fn unknown(field: &str, name: &str, id: &str, known: &[String]) -> String {
    let hint = did_you_mean(name, known.iter().map(String::as_str));
    format!("concept `{id}`: {field} `{name}` is no concept's id{hint}")
}

/// The concept that a label belongs to.
#[derive(Clone, Copy)]
struct Owner<'d> {
    draft: &'d Draft,
    place: &'d Place,
}

/// The cycles of `broader`, each with its members in order, by their smallest member.
fn cycles(concepts: &[Concept]) -> Vec<Vec<usize>> {
    let mut graph = DiGraph::<usize, ()>::new();
    let nodes: Vec<_> = (0..concepts.len()).map(|n| graph.add_node(n)).collect();
    for (node, concept) in nodes.iter().zip(concepts) {
        for broader in &concept.broader {
            graph.add_edge(*node, nodes[broader.0 as usize], ());
        }
    }
    // Unlike Tarjan's, Kosaraju's algorithm here keeps a stack of its own, which a long chain does not overflow.
    let components = petgraph::algo::kosaraju_scc(&graph).into_iter().filter(|component| component.len() > 1);
    let mut cycles: Vec<Vec<usize>> = components
        .map(|component| {
            let mut members: Vec<usize> = component.into_iter().map(|n| graph[n]).collect();
            members.sort_unstable();
            members
        })
        .collect();
    cycles.sort_unstable();
    cycles
}
