//! A sentence ends at `.`, `!`, `?` or an ellipsis before white space and a likely beginning, or at an empty line.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::line::data_lines;

/// Words in lower case after which a full stop is no sentence end, and whether that is so only before a number.
static ABBREVIATIONS: LazyLock<FxHashMap<&'static str, bool>> = LazyLock::new(|| {
    let lines = data_lines(include_str!("abbreviations.txt"));
    lines.map(|line| line.strip_suffix(" 1").map_or((line, false), |word| (word, true))).collect()
});

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
        _ => begins(after) && !(gap.starts_with('.') && (is_initial(word) || is_abbreviation(word, after))),
    }
}

/// Whether a sentence ends at a full stop behind which the space was forgotten: `the bank.Loans were`, but not `Socket.IO`.
fn is_run_on(word: &str, after: &str) -> bool {
    let mut next = after.chars();
    let capitalised =
        next.next().is_some_and(char::is_uppercase) && next.next().is_some_and(char::is_lowercase);
    capitalised && word.ends_with(char::is_lowercase) && !is_abbreviation(word, after)
}

fn begins(after: &str) -> bool {
    after.chars().next().is_some_and(|c| !c.is_lowercase())
}

/// An initial such as the `J` of `J. Smith`.
fn is_initial(word: &str) -> bool {
    word.len() == 1 && word != "I" && word.starts_with(|c: char| c.is_ascii_uppercase())
}

/// A listed abbreviation before the text `after`: `Dr. Smith`, `No. 5`.
pub(crate) fn is_abbreviation(word: &str, after: &str) -> bool {
    let number = after.starts_with(|c: char| c.is_ascii_digit());
    ABBREVIATIONS
        .get(word.to_lowercase().as_str())
        .is_some_and(|only_before_number| number || !only_before_number)
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
            ("Gen", ". ", "Lee", false),
            ("v", ". ", "Wade", false),
            ("No", ". ", "5", false),
            ("no", ". ", "The", true),
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
