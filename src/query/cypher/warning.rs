//! A warning tells of what a query asks for in vain: it runs, and finds nothing there.

use std::fmt;

use super::excerpt::Excerpt;
use crate::text::Span;

/// What is asked for in vain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// What, in words.
    pub message: String,
    /// Where in the text of the query, as bytes.
    pub span: Span,
    /// What there is instead.
    pub hint: String,
}

impl Warning {
    /// The warning with the line of the query that it is of, and carets under the place.
    pub fn in_text<'a>(&'a self, query: &'a str) -> impl fmt::Display {
        Excerpt { told: self, span: Some(self.span), query }
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; {}", self.message, self.hint)
    }
}
