//! A slug is a name as a part of an id.

use unicode_normalization::char::is_combining_mark;

use super::compose;

/// The letters and digits of a name, composed and in lower case, with the marks on them; a `-` for each run of other
/// characters between. Empty where there are none.
pub(crate) fn slug(name: &str) -> String {
    let mut slug = String::new();
    let mut ended = false;
    for c in lowered(&compose(name).text).chars() {
        if c.is_alphanumeric() || is_combining_mark(c) && !ended && !slug.is_empty() {
            slug.extend((ended && !slug.is_empty()).then_some('-'));
            slug.push(c);
            ended = false;
        } else {
            ended = true;
        }
    }
    slug
}

/// A name in lower case; `İ` is an `i` then, with no second dot above it.
pub(crate) fn lowered(name: &str) -> String {
    name.replace('İ', "i").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_parts_of_ids() {
        for (name, expected) in [
            ("John  Schulman", "john-schulman"),
            ("=GPT-3.5", "gpt-3-5"),
            ("Žižek", "žižek"),
            ("U\u{308}bungen fu\u{308}r Jose\u{301}", "übungen-für-josé"),
            ("İstanbul Ay", "istanbul-ay"),
            ("हिन्दी साहित्य", "हिन्दी-साहित्य"),
            ("ไม่มีชื่อ", "ไม่มีชื่อ"),
            ("\u{301}a - \u{301}b", "a-b"),
            (" ?! ", ""),
            ("", ""),
        ] {
            assert_eq!(slug(name), expected, "{name}");
        }
    }
}
