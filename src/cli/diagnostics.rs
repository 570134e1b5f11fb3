//! Diagnostics of what was read are told on standard error.

use super::output::{Screen, tell, tell_error, tell_warning};
use crate::diagnostic::{Diagnostic, Severity};

/// The most diagnostics that are printed one by one.
const SHOWN: usize = 20;

/// Prints the first diagnostics whole, then how many more there are.
pub(super) fn print(all: &[Diagnostic], screen: Screen) {
    let errors_only = screen.quiet;
    let shown: Vec<&Diagnostic> =
        all.iter().filter(|d| !errors_only || d.severity == Severity::Error).collect();
    for diagnostic in shown.iter().take(SHOWN) {
        match diagnostic.severity {
            Severity::Warning => tell_warning(diagnostic),
            Severity::Error => tell_error(diagnostic),
        }
    }
    if shown.len() > SHOWN {
        tell(format_args!("… and {} more", shown.len() - SHOWN));
    }
}
