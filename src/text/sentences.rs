//! A sentence ends at `.`, `!`, `?` or an ellipsis before white space and a likely beginning, or at an empty line.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use super::line::data_lines;

/// Words after which a full stop is no sentence end, one a line, lower case.
static ABBREVIATIONS: LazyLock<FxHashSet<&'static str>> =
    LazyLock::new(|| data_lines(include_str!("abbreviations.txt")).collect());

/// True when a sentence ends between `word` and the text `after`, which the characters of `gap` separate.
pub(super) fn is_sentence_end(word: &str, gap: &str, after: &str) -> bool {
    if gap.matches('\n').count() > 1 || gap.contains('\u{2029}') {
        return true;
    }
    if gap == "." {
        return is_run_on(word, after);
    }
    let Some(stop) = gap.rfind(['.', '!', '?', '\u{2026}', '\u{3002}', '\u{ff01}', '\u{ff1f}']) else {
        return false;
    };
    let mark = gap[stop..].chars().next().unwrap_or('.');
    if matches!(mark, '\u{3002}' | '\u{ff01}' | '\u{ff1f}') {
        return true;
    }
    if !gap[stop..].contains(char::is_whitespace) {
        return false;
    }
    match mark {
        '!' | '?' => true,
        _ => begins(after) && !(gap.starts_with('.') && is_abbreviation(word)),
    }
}

/// Whether a sentence ends at a full stop behind which the space was forgotten: `the bank.Loans were`, but not `Socket.IO`.
fn is_run_on(word: &str, after: &str) -> bool {
    let mut next = after.chars();
    let capitalised =
        next.next().is_some_and(char::is_uppercase) && next.next().is_some_and(char::is_lowercase);
    capitalised && word.ends_with(char::is_lowercase) && !is_abbreviation(word)
}

fn begins(after: &str) -> bool {
    after.chars().next().is_some_and(|c| !c.is_lowercase())
}

/// A listed abbreviation, or an initial such as the `J` of `J. Smith`.
fn is_abbreviation(word: &str) -> bool {
    let initial = word.len() == 1 && word != "I" && word.starts_with(|c: char| c.is_ascii_uppercase());
    initial || ABBREVIATIONS.contains(word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends() {
        for (word, gap, after, expected) in [
            ("end", ". ", "The", true),
            ("end", ". ", "the", false),
            ("end", ".", "The", true),
            ("end", ".", "the", false),
            ("end", ".", "THE", false),
            ("Dr", ".", "Who", false),
            ("U", ".", "The", false),
            ("Dr", ". ", "Who", false),
            ("J", ". ", "Smith", false),
            ("end", ".\u{201d} ", "The", true),
            ("so", "? ", "and", true),
            ("so", "\u{2026} ", "And", true),
            ("so", "... ", "and", false),
            ("one", "\n\n", "two", true),
            ("one", "\n", "Two", false),
            ("3", ". ", "Then", true),
        ] {
            assert_eq!(is_sentence_end(word, gap, after), expected, "{word}{gap}{after}");
        }
    }
}
