//! A diagnostic is what went wrong with one place of the input: it stands beside a result that is still good.

use std::{fmt, io};

use serde::{Deserialize, Serialize};

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something that was mended or guessed, and may be looked at.
    Warning,
    /// Something that was left out of the result.
    Error,
}

/// What was wrong, where, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The file as the person named it, `-` for standard input.
    pub file: String,
    /// Line, from 1; 0 when the whole file is meant.
    pub line: u32,
    /// Column in characters, from 1; 0 when the whole line is meant.
    pub column: u32,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong and what to do, in one sentence.
    pub message: String,
}

impl Diagnostic {
    /// An error at a line of a file.
    pub fn error(file: impl Into<String>, line: u32, message: impl Into<String>) -> Self {
        Self { file: file.into(), line, column: 0, severity: Severity::Error, message: message.into() }
    }

    /// A warning at a line of a file.
    pub fn warning(file: impl Into<String>, line: u32, message: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(file, line, message) }
    }

    /// The same diagnostic at a column.
    #[must_use]
    pub fn at_column(self, column: u32) -> Self {
        Self { column, ..self }
    }
}

impl fmt::Display for Diagnostic {
    /// `file:line:column: message`, as compilers write it; parts that are 0 are left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if self.column > 0 {
            write!(f, ":{}", self.column)?;
        }
        write!(f, ": {}", self.message)
    }
}

/// An error without the name of a temporary file, which nobody knows: what it was to become is told beside it.
pub(crate) fn without_place(error: io::Error) -> io::Error {
    match error.to_string().split_once(" at path \"") {
        Some((reason, _)) => io::Error::new(error.kind(), reason),
        None => error,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temporary_file_is_not_named() {
        let folder = tempfile::tempdir().unwrap();
        let error = tempfile::tempdir_in(folder.path().join("none")).unwrap_err();
        assert!(error.to_string().contains("none"), "{error}");
        let (kind, error) = (error.kind(), without_place(error));
        assert!(error.kind() == kind && !error.to_string().contains("none"), "{error}");
        let full = without_place(io::ErrorKind::StorageFull.into());
        assert_eq!(full.to_string(), io::Error::from(io::ErrorKind::StorageFull).to_string());
    }
}
