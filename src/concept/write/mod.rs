//! A scheme is written in the formats in which it is read, sorted by id, labels in the order of the scheme where the format
//! has one, to the same bytes every time.

mod edit;
mod lexicon;
mod rdf;
#[cfg(test)]
mod round_trip;
mod table;
#[cfg(test)]
mod tests;
mod xml;

use thiserror::Error;

use super::rdf::syntax;
use super::{ConceptScheme, Format};
pub use edit::{EditError, add_pattern};

/// Why a scheme cannot be written.
#[derive(Debug, Error)]
pub enum WriteError {
    /// RDF cannot say it.
    #[error("this scheme cannot be written as RDF: {0}")]
    Rdf(#[from] std::io::Error),
    /// A prefix or an IRI of our own is none.
    #[error("this scheme cannot be written as RDF: {0}")]
    Iri(#[from] oxrdf::IriParseError),
    /// XML cannot say it.
    #[error("this scheme cannot be written as RDF/XML: {0}; ttl, nt and jsonld can say it")]
    Xml(String),
    /// A table cannot say it.
    #[error("this scheme cannot be written as a table: {0}")]
    Table(#[from] csv::Error),
    /// It is only read.
    #[error("{0} is read and not written; there are {list}", list = Format::WRITTEN.map(Format::name).join(", "))]
    Unwritten(Format),
    /// TOML cannot say it.
    #[error("this scheme cannot be written as TOML: {0}")]
    Toml(#[from] toml::ser::Error),
}

/// Writes a scheme. TOML and the syntaxes of RDF keep all of it; tables keep what [`lost`] does not count.
///
/// O(n) in the size of the scheme.
///
/// ```
/// use ideagraph::concept::{ConceptScheme, Format, write};
/// let lexicon = "[[concept]]\nid = \"rl\"\nlabel = \"RL\"\nalias = [\"reinforcement learning\"]\n";
/// let scheme = ConceptScheme::from_lexicons(&[("a.toml", lexicon)]).unwrap();
/// let csv = write::scheme(&scheme, Format::Csv).unwrap();
/// assert!(csv.ends_with(b"\nrl,RL,reinforcement learning,,,,,,,,,,,\n"), "{csv:?}");
/// ```
///
/// # Errors
/// When the format cannot say what is in the scheme, or is not written.
pub fn scheme(scheme: &ConceptScheme, format: Format) -> Result<Vec<u8>, WriteError> {
    match (format, syntax(format)) {
        (_, Some(syntax)) => rdf::write(scheme, syntax),
        (Format::Obo, None) => Err(WriteError::Unwritten(format)),
        (Format::Csv, None) => table::write(scheme, b','),
        (Format::Tsv, None) => table::write(scheme, b'\t'),
        (_, None) => lexicon::write(scheme).map(String::into_bytes),
    }
}

/// How many patterns, marks of ambiguity and statements a format has no place for.
pub fn lost(scheme: &ConceptScheme, format: Format) -> (usize, usize) {
    if !matches!(format, Format::Csv | Format::Tsv) {
        return (0, 0);
    }
    let patterns = scheme.concepts().iter().map(|concept| {
        let lists = [&concept.implied, &concept.reject, &concept.context];
        lists.iter().map(|list| list.len()).sum::<usize>() + usize::from(concept.ambiguous)
    });
    let of_concepts = scheme.concepts().iter().map(|concept| concept.statements.len());
    let statements = of_concepts.chain(scheme.statements().values().map(Vec::len));
    (patterns.sum(), statements.sum())
}
