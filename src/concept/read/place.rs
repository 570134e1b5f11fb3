//! A place is where in a file something is said.

use std::fmt;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;

/// A place in a file of concepts.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) file: Arc<str>,
    pub(super) line: u32,
    pub(super) column: u32,
}

impl Place {
    pub(super) fn error(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::error(&*self.file, self.line, message).at_column(self.column)
    }

    pub(super) fn warning(&self, message: impl Into<String>) -> Diagnostic {
        Diagnostic::warning(&*self.file, self.line, message).at_column(self.column)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}
