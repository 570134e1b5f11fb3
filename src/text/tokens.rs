//! A token is one word of a text; between two tokens stands a joint: what kind of break the characters between them make.

use unicode_segmentation::UnicodeSegmentation;

use super::Span;
use super::sentences::is_sentence_end;

/// How closely a token stands to the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Joint {
    /// Nothing, a hyphen, a slash or an underscore: `pre|training` in `pre-training`.
    Tight,
    /// White space, perhaps with quotation marks.
    Space,
    /// A comma, a colon, a bracket, a spaced or long dash: the sentence goes on.
    Clause,
    /// The end of a sentence or a paragraph, or the start of the text.
    Sentence,
}

/// A word: letters, marks and digits, with apostrophes between letters and `.` or `,` between digits. A possessive
/// `'s` is not part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    /// Where the word stands.
    pub span: Span,
    /// What stands between it and the token before.
    pub joint: Joint,
}

/// The words of a text, in order. Word boundaries are those of Unicode (UAX #29) but for what [`Token`] says. O(n).
///
/// ```
/// use ideagraph::text::{Joint, tokens};
/// let text = "A model's pre-training. GPT-3.5";
/// let words: Vec<_> = tokens(text).iter().map(|t| (t.joint, &text[t.span.range()])).collect();
/// assert_eq!(words[1], (Joint::Space, "model"));
/// assert_eq!(words[3], (Joint::Tight, "training"));
/// assert_eq!(words[4], (Joint::Sentence, "GPT"));
/// assert_eq!(words[5], (Joint::Tight, "3.5"));
/// ```
pub fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::with_capacity(text.len() / 5);
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(start) = word_start(bytes, at) {
        let end = run_end(bytes, start);
        push_run(text, start, end, &mut out);
        at = end;
    }
    out
}

/// The tokens' sentences, as ranges of token indices.
pub fn sentences(tokens: &[Token]) -> impl Iterator<Item = std::ops::Range<usize>> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at;
        if start == tokens.len() {
            return None;
        }
        let rest = tokens.get(start + 1..).unwrap_or_default();
        at = rest.iter().position(|t| t.joint == Joint::Sentence).map_or(tokens.len(), |n| start + 1 + n);
        Some(start..at)
    })
}

fn word_start(bytes: &[u8], from: usize) -> Option<usize> {
    bytes[from..].iter().position(|b| b.is_ascii_alphanumeric() || !b.is_ascii()).map(|n| from + n)
}

/// The end of the run of word characters at `start`; the run may hold several words when it is not ASCII.
fn run_end(bytes: &[u8], start: usize) -> usize {
    let mut end = start + 1;
    while let Some(&byte) = bytes.get(end) {
        let goes_on = byte.is_ascii_alphanumeric() || !byte.is_ascii() || joins(bytes, end);
        if !goes_on {
            break;
        }
        end += 1;
    }
    end
}

/// True for an apostrophe between letters and for `.` or `,` between digits.
fn joins(bytes: &[u8], at: usize) -> bool {
    let (Some(&before), Some(&after)) = (bytes.get(at.wrapping_sub(1)), bytes.get(at + 1)) else {
        return false;
    };
    match bytes[at] {
        b'\'' => {
            (before.is_ascii_alphabetic() || !before.is_ascii())
                && (after.is_ascii_alphabetic() || !after.is_ascii())
        }
        b'.' | b',' => before.is_ascii_digit() && after.is_ascii_digit(),
        _ => false,
    }
}

fn push_run(text: &str, start: usize, end: usize, out: &mut Vec<Token>) {
    let run = &text[start..end];
    if run.is_ascii() {
        push_word(text, start, run, out);
        return;
    }
    for (offset, word) in run.split_word_bound_indices() {
        if word.chars().any(char::is_alphanumeric) {
            push_word(text, start + offset, word, out);
        }
    }
}

fn push_word(text: &str, start: usize, word: &str, out: &mut Vec<Token>) {
    let word = without_possessive(word);
    let gap_start = out.last().map_or(0, |t| t.span.end as usize);
    let joint = match out.last() {
        None => Joint::Sentence,
        Some(last) => joint(&text[..gap_start], last.span, &text[gap_start..start], &text[start..]),
    };
    out.push(Token { span: Span::new(start as u32, (start + word.len()) as u32), joint });
}

fn without_possessive(word: &str) -> &str {
    let Some(stem) = word.strip_suffix(['s', 'S']) else { return word };
    match stem.strip_suffix(['\'', '\u{2019}']) {
        Some(owner) if !owner.is_empty() => owner,
        _ => word,
    }
}

/// Reads the characters between two words.
fn joint(before: &str, last: Span, gap: &str, after: &str) -> Joint {
    match gap {
        " " | "'s " | "\u{2019}s " => return Joint::Space,
        "" | "-" => return Joint::Tight,
        _ => {}
    }
    if is_sentence_end(last.of(before).unwrap_or_default(), gap, after) {
        return Joint::Sentence;
    }
    let gap = gap.strip_prefix("'s").or_else(|| gap.strip_prefix("\u{2019}s")).unwrap_or(gap);
    let spaced = gap.chars().any(char::is_whitespace);
    if gap.chars().any(|c| breaks_clause(c, spaced)) {
        Joint::Clause
    } else if spaced {
        Joint::Space
    } else {
        Joint::Tight
    }
}

fn breaks_clause(c: char, spaced: bool) -> bool {
    match c {
        '\'' | '"' | '\u{2018}'..='\u{201f}' | '\u{ab}' | '\u{bb}' | '`' | '*' | '_' | '&' | '\u{ad}' => {
            false
        }
        '-' | '/' | '\u{2010}'..='\u{2013}' | '.' | '+' | '#' => spaced,
        _ => !c.is_whitespace(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn split(text: &str) -> Vec<&str> {
        tokens(text).iter().map(|t| &text[t.span.range()]).collect()
    }

    #[test]
    fn words() {
        for (text, expected) in [
            ("", vec![]),
            ("... —", vec![]),
            (
                "We're not the model’s models' code.It",
                vec!["We're", "not", "the", "model", "models", "code", "It"],
            ),
            ("GPT-3.5, 1,000 x_y", vec!["GPT", "3.5", "1,000", "x", "y"]),
            ("naïve Über—café", vec!["naïve", "Über", "café"]),
            ("强化学习 RL", vec!["强", "化", "学", "习", "RL"]),
            ("don’t 'quote' it's", vec!["don’t", "quote", "it"]),
        ] {
            assert_eq!(split(text), expected, "{text}");
        }
    }

    #[test]
    fn joints() {
        use Joint::{Clause, Sentence, Space, Tight};
        for (text, expected) in [
            ("a b", Space),
            ("a\nb", Space),
            ("a-b", Tight),
            ("a/b", Tight),
            ("a\u{2011}b", Tight),
            ("a \"b\"", Space),
            ("a, b", Clause),
            ("a (b)", Clause),
            ("a - b", Clause),
            ("a — b", Clause),
            ("a—b", Clause),
            ("the end. Begin", Sentence),
            ("the end.\" Begin", Sentence),
            ("the end? begin", Sentence),
            ("one\n\ntwo", Sentence),
            ("model's b", Space),
        ] {
            let last = tokens(text).pop().unwrap();
            assert_eq!(last.joint, expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn tokens_lie_in_order_on_boundaries(text in "[a-c'’.,\\- \u{e9}\u{5f3a}\n?A]{0,40}") {
            let mut end = 0;
            for token in tokens(&text) {
                prop_assert!(token.span.start >= end && !token.span.is_empty());
                prop_assert!(token.span.of(&text).is_some());
                end = token.span.end;
            }
        }

        #[test]
        fn sentences_cover_all_tokens(text in "[a-cA. ?\n]{0,40}") {
            let tokens = tokens(&text);
            let covered: Vec<usize> = sentences(&tokens).flatten().collect();
            prop_assert_eq!(covered, (0..tokens.len()).collect::<Vec<_>>());
        }
    }
}
