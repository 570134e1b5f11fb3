//! The manifest of a stored graph tells which files it is made of.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::graph::table::Layout;

/// The name of the format.
const FORMAT: &str = "ideagraph.graph";

/// The version of the format that this program writes and reads.
pub(super) const VERSION: u32 = 5;

/// Which files a stored graph is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    /// The format's name, `ideagraph.graph`.
    format: String,
    /// The format's version.
    version: u32,
    /// The version of the program that wrote it.
    pub(super) program: String,
    /// How many files were added to those that the graph was built of.
    pub(super) added: usize,
    /// The folder in which the tables are.
    pub(super) folder: String,
    /// The tables.
    pub(super) tables: Vec<TableFile>,
    /// The SHA-256 checksum of what stands before it.
    sha256: String,
}

/// What stands before the checksum of a manifest.
const CHECKSUM: &str = ",\"sha256\":\"";

/// A table's file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(in crate::graph) struct TableFile {
    /// The file's name.
    pub(super) name: String,
    /// The file's length.
    pub(super) bytes: u64,
    /// The SHA-256 checksum of its bytes, in hexadecimal digits.
    pub(super) sha256: String,
    /// Where its columns lie.
    pub(in crate::graph) layout: Layout,
}

impl Manifest {
    /// The manifest of some tables, whose folder is named after what is in them.
    pub(super) fn new(tables: Vec<TableFile>, added: usize) -> Self {
        let mut hash = Sha256::new();
        tables.iter().for_each(|table| hash.update(&table.sha256));
        let mut folder = hexadecimal(hash.finalize());
        folder.truncate(DIGITS);
        let (format, program) = (FORMAT.to_owned(), env!("CARGO_PKG_VERSION").to_owned());
        Self { format, version: VERSION, program, added, folder, tables, sha256: String::new() }
    }

    /// Its text, with its checksum.
    pub(super) fn to_text(&self) -> serde_json::Result<String> {
        let text = serde_json::to_string(self)?;
        let before = before_checksum(&text);
        Ok(format!("{before}{CHECKSUM}{}\"}}\n", hexadecimal(Sha256::digest(before))))
    }

    /// Reads its text.
    ///
    /// # Errors
    /// What is wrong with it.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let manifest: Self = serde_json::from_str(text).map_err(|error| error.to_string())?;
        if manifest.sha256 == hexadecimal(Sha256::digest(before_checksum(text))) {
            Ok(manifest)
        } else {
            Err("it was changed after it was saved".to_owned())
        }
    }

    /// Whether it is of this version of the format.
    pub(super) fn is_current(&self) -> bool {
        self.format == FORMAT && self.version == VERSION
    }
}

/// The text of a manifest before its checksum.
fn before_checksum(text: &str) -> &str {
    text.rsplit_once(CHECKSUM).map_or(text, |(before, _)| before)
}

/// Digits in the name of a folder of tables.
const DIGITS: usize = 16;

/// Whether a folder's name is that of a folder of tables.
pub(super) fn is_folder(name: &str) -> bool {
    name.len() == DIGITS && name.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
}

/// What every version of a manifest has.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Head {
    format: String,
    pub(super) version: u32,
    /// None before version 3, when nothing could be added.
    pub(super) added: usize,
}

impl Head {
    pub(super) fn is_ours(&self) -> bool {
        self.format == FORMAT
    }
}

pub(super) fn hexadecimal(digest: impl AsRef<[u8]>) -> String {
    digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}
