//! The evaluation data, and the vocabularies in it.

use std::path::{Path, PathBuf};

use ideagraph::concept::{ConceptScheme, LANGUAGE, SchemeReader};

/// The folder that an argument or `IDEAGRAPH_SHARED` names, or that lies beside the project.
pub(crate) fn folder() -> PathBuf {
    let argument = std::env::args().skip(1).find(|argument| !argument.starts_with('-')).map(PathBuf::from);
    let named = argument.or_else(|| std::env::var_os("IDEAGRAPH_SHARED").map(PathBuf::from));
    named.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"))
}

pub(crate) fn scheme(name: &str, bytes: &[u8]) -> Result<ConceptScheme, String> {
    let mut reader = SchemeReader::new(LANGUAGE);
    reader.read(name, bytes, None);
    let read = reader.finish().map(|(scheme, _)| scheme);
    read.map_err(|errors| errors.first().map(ToString::to_string).unwrap_or_default())
}
