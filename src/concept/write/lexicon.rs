//! A lexicon in TOML, laid out as a person would.

use std::collections::BTreeMap;

use serde::Serialize;

use rustc_hash::FxHashMap;

use super::WriteError;
use crate::concept::rdf::heading::Heading;
use crate::concept::{Classes, Concept, ConceptIx, ConceptScheme, Pattern, label};

#[derive(Serialize)]
struct File<'a> {
    lexicon: Header<'a>,
}

#[derive(Serialize)]
struct Header<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    imported: bool,
}

#[derive(Serialize)]
struct Words<'a> {
    class: &'a Classes,
}

#[derive(Serialize)]
struct Said<'a> {
    statements: BTreeMap<&'a str, &'a [String]>,
}

#[derive(Serialize)]
struct One<'a> {
    concept: [Entry<'a>; 1],
}

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    label: &'a str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    alias: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    hidden: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    implied: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reject: Vec<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    ambiguous: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    context: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    broader: Vec<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    definition: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope_note: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uri: Option<&'a str>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    notation: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    scheme: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    exact_match: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    close_match: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    statements: &'a [String],
}

pub(super) fn write(scheme: &ConceptScheme) -> Result<String, WriteError> {
    let mut parts = Vec::new();
    let language = language(scheme);
    let imported = !labels_are_plain(scheme.concepts());
    let (heading, statements) = described(scheme);
    let (id, title) = (heading.id.as_deref(), heading.title.as_deref());
    if id.is_some() || title.is_some() || language.is_some() || imported {
        parts.push(toml::to_string(&File { lexicon: Header { id, title, language, imported } })?);
    }
    if !scheme.classes().is_empty() {
        parts.push(toml::to_string(&Words { class: scheme.classes() })?);
    }
    if !statements.is_empty() {
        parts.push(toml::to_string(&Said { statements })?);
    }
    for concept in scheme.concepts() {
        let entry = entry(concept, scheme.concepts(), language);
        parts.push(toml::to_string(&One { concept: [entry] })?);
    }
    Ok(parts.join("\n"))
}

/// The lexicon's heading, when there is one, and what else is said of things that are no concepts.
fn described(scheme: &ConceptScheme) -> (Heading, BTreeMap<&str, &[String]>) {
    let mut statements: BTreeMap<&str, &[String]> =
        scheme.statements().iter().map(|(uri, all)| (uri.as_str(), all.as_slice())).collect();
    let headings = statements.iter().filter_map(|(uri, all)| Some((*uri, Heading::of(uri, all)?)));
    match &mut *headings.collect::<Vec<_>>() {
        [(uri, heading)] => {
            statements.remove(*uri);
            (std::mem::take(heading), statements)
        }
        _ => (Heading::default(), statements),
    }
}

/// The language of all concepts, when it is one.
fn language(scheme: &ConceptScheme) -> Option<&str> {
    let first = scheme.concepts().first()?.language.as_deref()?;
    scheme.concepts().iter().all(|concept| concept.language.as_deref() == Some(first)).then_some(first)
}

fn entry<'a>(concept: &'a Concept, all: &'a [Concept], common: Option<&str>) -> Entry<'a> {
    let ids = |list: &[ConceptIx]| list.iter().map(|ix| all[ix.0 as usize].id.as_str()).collect();
    Entry {
        id: &concept.id,
        label: &concept.label,
        alias: &concept.aliases,
        hidden: &concept.hidden,
        implied: sources(&concept.implied),
        reject: sources(&concept.reject),
        ambiguous: concept.ambiguous,
        context: sources(&concept.context),
        broader: ids(&concept.broader),
        related: ids(&concept.related),
        definition: concept.definition.as_deref(),
        scope_note: concept.scope_note.as_deref(),
        language: concept.language.as_deref().filter(|language| Some(*language) != common),
        uri: concept.uri.as_deref(),
        notation: &concept.notation,
        scheme: &concept.schemes,
        exact_match: &concept.exact_match,
        close_match: &concept.close_match,
        statements: &concept.statements,
    }
}

fn sources(patterns: &[Pattern]) -> Vec<&str> {
    patterns.iter().map(|pattern| pattern.source.as_str()).collect()
}

/// True when every label has words and is at one concept: what a lexicon of one's own must be.
fn labels_are_plain(concepts: &[Concept]) -> bool {
    let mut owners: FxHashMap<String, usize> = FxHashMap::default();
    concepts.iter().enumerate().all(|(n, concept)| {
        concept
            .labels()
            .map(|(_, label)| label::key(label))
            .all(|key| !key.is_empty() && *owners.entry(key).or_insert(n) == n)
    })
}
