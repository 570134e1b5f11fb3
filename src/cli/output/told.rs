//! What is told beside the answer goes to standard error.

use std::borrow::Cow;
use std::fmt::Display;
use std::io::{self, Write};

use unicode_width::UnicodeWidthStr;

/// How errors and warnings are marked on a terminal.
const RED: anstyle::Style = anstyle::AnsiColor::Red.on_default().bold();
const YELLOW: anstyle::Style = anstyle::AnsiColor::Yellow.on_default().bold();

/// Writes a line to standard error; where that is closed or full there is nobody left to tell.
pub(in crate::cli) fn tell(line: impl Display) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// A word of a command that is advised, as a shell reads it.
pub(in crate::cli) fn shell_word(word: &str) -> Cow<'_, str> {
    shlex::try_quote(word).unwrap_or(Cow::Borrowed(word))
}

/// Tells an error on standard error.
pub fn tell_error(error: impl Display) {
    tell_marked(RED, "error: ", error);
}

/// Tells a warning on standard error.
pub(in crate::cli) fn tell_warning(warning: impl Display) {
    tell_marked(YELLOW, "warning: ", warning);
}

fn tell_marked(style: anstyle::Style, mark: &str, text: impl Display) {
    let text = wrapped(&text.to_string(), mark.len());
    tell(format_args!("{}{mark}{}{text}", style.render(), style.render_reset()));
}

/// A text for standard error, which begins in column `at`: on a terminal its lines break at words.
pub(super) fn wrapped(text: &str, at: usize) -> String {
    let width = terminal_size::terminal_size_of(io::stderr()).map(|(width, _)| usize::from(width.0));
    width.map_or_else(|| text.to_owned(), |width| broken(text, at, width))
}

/// A text with its lines broken at words into a width, but for those of an excerpt (`1 | …`), whose columns tell something.
fn broken(text: &str, mut at: usize, width: usize) -> String {
    let mut out = String::with_capacity(text.len());
    for (n, line) in text.split('\n').enumerate() {
        let is_excerpt = line.trim_start_matches(|c: char| c == ' ' || c.is_ascii_digit()).starts_with('|');
        if n > 0 {
            out.push('\n');
            at = 0;
        }
        for (n, word) in line.split(' ').enumerate() {
            let fits = is_excerpt || at + 1 + word.width() <= width;
            match n {
                0 => {}
                _ if fits => (out, at) = (out + " ", at + 1),
                _ => (out, at) = (out + "\n", 0),
            }
            out.push_str(word);
            at += word.width();
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::broken;

    #[test]
    fn lines_break_at_words() {
        for (text, at, expected) in [
            ("", 0, ""),
            ("one two three", 0, "one two\nthree"),
            ("one two three", 4, "one\ntwo three"),
            ("one\n\ntwo three four", 0, "one\n\ntwo three\nfour"),
            ("a-word-that-is-long and", 0, "a-word-that-is-long\nand"),
            ("so\n   |\n12 | RETURN x, y\n   |   ^", 0, "so\n   |\n12 | RETURN x, y\n   |   ^"),
        ] {
            assert_eq!(broken(text, at, 10), expected, "{text}");
        }
    }
}
