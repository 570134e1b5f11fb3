//! What is made of names that were read: ids, and the topics of a title.

use crate::concept::lowered;

/// An id made of a name: its letters and digits in lower case, joined with `-`; `unnamed` where it has none.
pub(super) fn slug(name: &str) -> String {
    let name = lowered(name);
    let words: Vec<&str> =
        name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "unnamed".to_owned() } else { words.join("-") }
}

/// The topics in the brackets that end a title: `John Schulman (Reasoning, RLHF)` has two.
pub(super) fn topics(title: &str) -> impl Iterator<Item = &str> {
    let bracket = title.trim_end().strip_suffix(')').and_then(|title| title.rsplit_once('('));
    bracket.map_or("", |(_, topics)| topics).split(',').map(str::trim).filter(|topic| !topic.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids() {
        for (name, id) in [
            ("John  Schulman", "john-schulman"),
            ("=GPT-3.5", "gpt-3-5"),
            ("Žižek", "žižek"),
            ("İstanbul Ay", "istanbul-ay"),
            (" ?! ", "unnamed"),
            ("", "unnamed"),
        ] {
            assert_eq!(slug(name), id);
        }
    }

    #[test]
    fn titles_end_in_topics() {
        for (title, expected) in [
            ("John Schulman (Reasoning, RLHF)", &["Reasoning", "RLHF"][..]),
            ("On (some) words", &[]),
            ("Empty ( , )", &[]),
            (")", &[]),
        ] {
            assert_eq!(topics(title).collect::<Vec<_>>(), expected, "{title}");
        }
    }
}
