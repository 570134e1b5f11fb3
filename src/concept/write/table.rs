//! A table: a concept a row, with `|` between the parts of a list.

use super::WriteError;
use crate::concept::{Concept, ConceptIx, ConceptScheme, label};

const HEADER: [&str; 14] = [
    "id",
    "label",
    "aliases",
    "broader",
    "hidden",
    "related",
    "definition",
    "scope_note",
    "notation",
    "uri",
    "scheme",
    "exact_match",
    "close_match",
    "language",
];

pub(super) fn write(scheme: &ConceptScheme, delimiter: u8) -> Result<Vec<u8>, WriteError> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(HEADER)?;
    for concept in scheme.concepts() {
        writer.write_record(row(concept, scheme.concepts()))?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(bytes)
}

fn row(concept: &Concept, all: &[Concept]) -> [String; HEADER.len()] {
    let ids = |list: &[ConceptIx]| cell(list.iter().map(|ix| all[ix.0 as usize].id.clone()));
    let labels = |list: &[String]| cell(list.iter().map(|text| trimmed(text)));
    let texts = |list: &[String]| cell(list.iter().map(|text| text.trim().to_owned()));
    let label = if concept.is_called_by_hidden() { String::new() } else { trimmed(&concept.label) };
    let text = |text: &Option<String>| text.as_deref().unwrap_or_default().trim().to_owned();
    [
        concept.id.clone(),
        label,
        labels(&concept.aliases),
        ids(&concept.broader),
        labels(&concept.hidden),
        ids(&concept.related),
        text(&concept.definition),
        text(&concept.scope_note),
        texts(&concept.notation),
        text(&concept.uri),
        texts(&concept.schemes),
        texts(&concept.exact_match),
        texts(&concept.close_match),
        text(&concept.language),
    ]
}

/// A label without the space around its text, which is not read.
fn trimmed(written: &str) -> String {
    match label::read(written) {
        (_, true) => written.trim_end().to_owned(),
        (text, false) => label::written(text.trim(), false),
    }
}

/// The parts with `|` between them, and after a single one that would be cut at its `;` or at the end of a line.
fn cell(parts: impl Iterator<Item = String>) -> String {
    let parts: Vec<String> = parts.map(|part| part.replace('\\', "\\\\").replace('|', "\\|")).collect();
    let cell = parts.join("|");
    if cell.contains([';', '\n']) && parts.len() == 1 { cell + "|" } else { cell }
}
