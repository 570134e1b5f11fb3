//! What a vocabulary says and a concept has no place for is kept as statements: what is said in other languages, each text
//! that its place would not give back as it was said (in another variety of the language, by another property), and all
//! that is said of schemes and collections.

use std::collections::BTreeMap;

use oxrdf::NamedNode;
use rustc_hash::FxHashSet;

use super::flag;
use super::names::{Names, texts};
use super::others::{is_other, others};
use super::triples::{Node, Triples, Value};
use crate::concept::LabelKind;
use crate::concept::language_tag::{is_variety, literal};
use crate::concept::rdf::heading::OWN_SCHEME;
use crate::concept::rdf::iri::is_uri;
use crate::concept::rdf::property::{Property, SKOS};
use crate::concept::rdf::statement;

/// What is said of schemes and collections, by their URIs; nothing of those that have no more than their type, nor of those
/// that are concepts, too, which keep it themselves.
pub(in crate::concept::read) fn described(
    triples: &Triples,
    concepts: &FxHashSet<String>,
) -> BTreeMap<String, Vec<String>> {
    let mut out = BTreeMap::new();
    let kinds = others(triples);
    let is_scheme = |node: &Node| is_other(node, &kinds) && !concepts.contains(&node.key);
    for node in triples.nodes.iter().filter(|node| is_uri(&node.key) && triples.keeps_all && is_scheme(node))
    {
        let stays = |property| {
            matches!(
                property,
                Property::KindOfBroader
                    | Property::KindOfNarrower
                    | Property::BroaderTransitive
                    | Property::Title
            )
        };
        let facts = node.facts.iter().filter(|(property, _)| !stays(*property));
        let facts = facts.filter_map(|(property, value)| said(triples, *property, value));
        let statements = statement::sorted(facts.chain(node.statements.iter().cloned()).collect());
        if statements.len() > 1 || node.key.starts_with(OWN_SCHEME) {
            out.insert(node.key.clone(), statements);
        }
    }
    out
}

/// What is said of a concept and has no place in it.
pub(in crate::concept::read) fn statements(
    triples: &Triples,
    node: &Node,
    names: &Names,
    asked: &str,
) -> Vec<String> {
    let concept = triples.find(&format!("{SKOS}Concept"));
    let mut out = node.statements.clone();
    for (property, value) in &node.facts {
        match property.plain() {
            Property::Type => {
                let is_concept = matches!(value, Value::Node(class) if Some(*class) == concept);
                out.extend(said(triples, *property, value).filter(|_| !is_concept));
            }
            Property::Deprecated => {
                let is_odd = matches!(value, Value::Text { text, .. } if flag::read(text).is_none());
                out.extend(said(triples, *property, value).filter(|_| is_odd));
            }
            Property::Label => out.extend(said(triples, *property, value)),
            _ => {}
        }
    }
    out.extend(texts_without_place(triples, node, names, asked));
    statement::sorted(out)
}

/// The labels and notes that would not be written again as they were said.
fn texts_without_place(triples: &Triples, node: &Node, names: &Names, asked: &str) -> Vec<String> {
    let mut all: BTreeMap<(Property, &str), Vec<Spoken<'_>>> = BTreeMap::new();
    for (property, value) in &node.facts {
        let Some(slot) = property.slot() else { continue };
        for (text, tag) in texts(triples, value) {
            all.entry((slot, text)).or_default().push((property.plain(), tag));
        }
    }
    let own = names.language.as_deref();
    let notes = [Property::Definition, Property::ScopeNote]
        .map(|note| (note, names.note(triples, node, note, asked)));
    let mut out = Vec::new();
    for ((slot, text), spoken) in all {
        let (ours, others): (Vec<_>, Vec<_>) = spoken.into_iter().partition(|(_, tag)| is_variety(*tag, own));
        let has_place = match slot {
            Property::PrefLabel => names.kind(text).is_some_and(|kind| is_said_as(kind, &ours)),
            note => notes.iter().any(|(of, kept)| *of == note && kept.as_deref() == Some(text)),
        };
        let is_kept = has_place && ours.iter().all(|(_, tag)| *tag == own);
        let unkept = others.into_iter().chain(ours.into_iter().filter(|_| !is_kept));
        let said =
            unkept.map(|(property, tag)| statement::written(&property.iri(), &literal(text, tag).into()));
        out.extend(said.flatten());
    }
    out
}

/// The property by which a text is said, and the language.
type Spoken<'a> = (Property, Option<&'a str>);

/// Whether a label is said to be of a kind; a second preferred label is taken for an alternative one.
fn is_said_as(kind: LabelKind, spoken: &[Spoken<'_>]) -> bool {
    spoken.iter().any(|(property, _)| [Property::PrefLabel, Property::of_label(kind)].contains(property))
}

/// A fact as a statement.
fn said(triples: &Triples, property: Property, value: &Value) -> Option<String> {
    let value = match value {
        Value::Text { text, language } => literal(text, language.as_deref()).into(),
        Value::Node(node) => NamedNode::new(&triples.nodes[*node].key).ok()?.into(),
    };
    statement::written(&property.iri(), &value)
}
