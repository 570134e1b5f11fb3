//! A line is what stands between two line ends: those of a data file are read, and a text is put on one.

/// The lines of a data file that are no comments.
pub(crate) fn data_lines(file: &'static str) -> impl Iterator<Item = &'static str> {
    file.lines().filter(|line| !line.is_empty() && !line.starts_with('#'))
}

/// The endings of the words of a data file, one a line, each behind a hyphen: `teach-er`.
pub(crate) fn data_endings(file: &'static str) -> impl Iterator<Item = &'static str> {
    data_lines(file).filter_map(|line| Some(line.split_once('-')?.1))
}

/// The words of a text with single spaces between them.
pub(crate) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
