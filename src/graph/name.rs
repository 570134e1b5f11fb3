//! What a title tells of itself.

/// The topics in the brackets that end a title: `John Schulman (Reasoning, RLHF)` has two.
pub(super) fn topics(title: &str) -> impl Iterator<Item = &str> {
    let bracket = title.trim_end().strip_suffix(')').and_then(|title| title.rsplit_once('('));
    bracket.map_or("", |(_, topics)| topics).split(',').map(str::trim).filter(|topic| !topic.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

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
