//! A label is written as its text: with `=` before it when it matches letter for letter, and with `\` before a text that
//! begins with `=` itself.

use crate::text::{Token, sign_before, signs, tokens};

/// The text of a label, and whether it matches letter for letter.
pub(crate) fn read(written: &str) -> (&str, bool) {
    match written.as_bytes().first() {
        Some(b'=') => (&written[1..], true),
        Some(b'\\') if is_marked(written) => (&written[1..], false),
        _ => (written, false),
    }
}

/// A label as it is written.
pub(super) fn written(text: &str, exact: bool) -> String {
    match exact {
        true => format!("={text}"),
        false if is_marked(text) => format!("\\{text}"),
        false => text.to_owned(),
    }
}

/// True for a text that would be read as a mark and another text.
fn is_marked(text: &str) -> bool {
    text.trim_start_matches('\\').starts_with('=')
}

/// What text two labels would both be found in: their words with their [signs], lower case, joined by spaces; a label that
/// is matched letter for letter keeps its case. Unlike [`fold`](super::fold), which is about what people type, it is about
/// what stands in text: `=RL` and `rl` are not the same here.
pub(super) fn key(label: &str) -> String {
    let (text, exact) = read(label);
    let mut key = String::with_capacity(text.len() + 1);
    for Token { span, .. } in tokens(text) {
        key.push_str(if key.is_empty() { "" } else { " " });
        key.push_str(sign_before(text, span));
        key.push_str(&text[span.range()]);
        key.push_str(signs(text, span));
    }
    match exact && !key.is_empty() {
        true => key.insert(0, '='),
        false if key.is_ascii() => key.make_ascii_lowercase(),
        false => key = key.to_lowercase(),
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn marks() {
        for (as_written, text, exact) in [
            ("RL", "RL", false),
            ("=RL", "RL", true),
            ("\\=SUM", "=SUM", false),
            ("\\LaTeX", "\\LaTeX", false),
        ] {
            assert_eq!(read(as_written), (text, exact));
            assert_eq!(written(text, exact), as_written);
        }
    }

    proptest! {
        #[test]
        fn marks_lead_back(text in "[\\\\=]{0,4}[a=]{0,3}", exact: bool) {
            let written = written(&text, exact);
            prop_assert_eq!(read(&written), (text.as_str(), exact));
        }
    }
}
