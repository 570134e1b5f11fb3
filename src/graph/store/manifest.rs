//! The manifest of a stored graph: what it was made of, and what its folder holds.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The name of the format.
const FORMAT: &str = "ideagraph.graph";

/// The version of the format that this program writes and reads.
pub(super) const VERSION: u32 = 1;

/// What a stored graph was made of, and what its folder holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format's name, `ideagraph.graph`.
    pub format: String,
    /// The format's version.
    pub version: u32,
    /// The version of the program that wrote it.
    pub program: String,
    /// The files that its sources were read from.
    pub inputs: Vec<Input>,
    /// The files that its concepts were read from.
    pub concept_files: Vec<Input>,
    /// Its tables.
    pub tables: Vec<Table>,
}

/// A file that a graph was made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    /// The file's path, as it was named.
    pub path: String,
    /// The name of the format that it was read as, where there is a choice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// The language that its labels were asked for in, for a file of concepts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Its size.
    pub bytes: u64,
    /// The SHA-256 checksum of its bytes, in hexadecimal digits.
    pub sha256: String,
}

impl Input {
    /// The input at `path` with these `bytes`.
    pub fn new(path: &str, format: Option<&str>, bytes: &[u8]) -> Self {
        let sha256 = hexadecimal(Sha256::digest(bytes));
        Self {
            path: path.to_owned(),
            format: format.map(ToOwned::to_owned),
            language: None,
            bytes: bytes.len() as u64,
            sha256,
        }
    }

    /// Whether these are the bytes that the graph was made of.
    pub fn is(&self, bytes: &[u8]) -> bool {
        self.bytes == bytes.len() as u64 && self.sha256 == hexadecimal(Sha256::digest(bytes))
    }
}

/// A table of a stored graph.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Table {
    /// The file's name.
    pub name: String,
    /// Its lines.
    pub rows: u64,
    /// The SHA-256 checksum of its bytes, in hexadecimal digits.
    pub sha256: String,
}

impl Manifest {
    pub(super) fn new(inputs: &[Input], concept_files: &[Input], tables: Vec<Table>) -> Self {
        Self {
            format: FORMAT.to_owned(),
            version: VERSION,
            program: env!("CARGO_PKG_VERSION").to_owned(),
            inputs: inputs.to_vec(),
            concept_files: concept_files.to_vec(),
            tables,
        }
    }
}

/// The name and version of a format: what every version of a manifest has.
#[derive(Deserialize)]
pub(super) struct Head {
    format: String,
    pub(super) version: u32,
}

impl Head {
    pub(super) fn is_ours(&self) -> bool {
        self.format == FORMAT
    }
}

pub(super) fn hexadecimal(digest: impl AsRef<[u8]>) -> String {
    digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}
