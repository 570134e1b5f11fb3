//! RDF, by which vocabularies are exchanged: how what a scheme has is said in it, for those who read it and those who
//! write it.

pub(super) mod heading;
pub(super) mod iri;
pub(super) mod property;
pub(super) mod statement;

use oxrdfio::{JsonLdProfileSet, RdfFormat};

use super::Format;

/// The syntax in which a format writes RDF; `None` for those that are none.
pub(super) fn syntax(format: Format) -> Option<RdfFormat> {
    match format {
        Format::Turtle => Some(RdfFormat::Turtle),
        Format::RdfXml => Some(RdfFormat::RdfXml),
        Format::NTriples => Some(RdfFormat::NTriples),
        Format::JsonLd => Some(RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() }),
        Format::Toml | Format::Csv | Format::Tsv | Format::Obo => None,
    }
}
