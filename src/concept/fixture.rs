//! Vocabularies in a few words, and schemes in a line for each concept.

use super::{Concept, ConceptIx, ConceptScheme, Format, LANGUAGE, SchemeReader, write};
use crate::diagnostic::Diagnostic;

pub(super) const PREFIXES: &str = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix iso: <http://purl.org/iso25964/skos-thes#> .
@prefix xkos: <http://rdf-vocabulary.ddialliance.org/xkos#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix dc: <http://purl.org/dc/elements/1.1/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix wikibase: <http://wikiba.se/ontology#> .
@prefix : <http://example.org/> .\n";

/// The prefixes of ontologies, behind the others.
pub(super) const OF_ONTOLOGIES: &str = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix obo: <http://purl.obolibrary.org/obo/> .
@prefix oio: <http://www.geneontology.org/formats/oboInOwl#> .\n";

pub(super) type Read = Result<(ConceptScheme, Vec<Diagnostic>), Vec<Diagnostic>>;

pub(super) fn read(files: &[(&str, &str)], language: &str) -> Read {
    let mut reader = SchemeReader::new(language);
    files.iter().for_each(|(name, text)| reader.read(name, text.as_bytes(), None));
    reader.finish()
}

pub(super) fn turtle(text: &str, language: &str) -> (ConceptScheme, Vec<Diagnostic>) {
    read(&[("test.ttl", &format!("{PREFIXES}{text}"))], language).unwrap()
}

/// `id: label, alias, hidden < broader ~ related` for each concept.
pub(super) fn shown(scheme: &ConceptScheme) -> Vec<String> {
    let ids = |list: &[ConceptIx], sign: &str| -> String {
        list.iter().map(|ix| format!(" {sign} {}", scheme[*ix].id)).collect()
    };
    let labels = |c: &Concept| c.labels().map(|(_, text)| text.to_owned()).collect::<Vec<_>>().join(", ");
    let show =
        |c: &Concept| format!("{}: {}{}{}", c.id, labels(c), ids(&c.broader, "<"), ids(&c.related, "~"));
    scheme.concepts().iter().map(show).collect()
}

/// Formats that keep all of a scheme.
pub(super) const WHOLE: [Format; 5] =
    [Format::Toml, Format::Turtle, Format::RdfXml, Format::NTriples, Format::JsonLd];

pub(super) fn back(scheme: &ConceptScheme, format: Format) -> Read {
    let bytes = write::scheme(scheme, format).unwrap();
    let mut reader = SchemeReader::new(LANGUAGE).keeping_all();
    reader.read(&format!("back.{format}"), &bytes, None);
    reader.finish()
}
