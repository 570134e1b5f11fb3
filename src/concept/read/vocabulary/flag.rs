//! A flag is written in many ways: as in RDF, as spreadsheets have it and as people write it.

/// Whether a text says that something is so; `None` for what says neither.
pub(super) fn read(text: &str) -> Option<bool> {
    match text.trim().to_lowercase().as_str() {
        "true" | "1" | "yes" | "y" | "x" => Some(true),
        "false" | "0" | "no" | "n" | "" => Some(false),
        _ => None,
    }
}
