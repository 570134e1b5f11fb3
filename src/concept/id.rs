//! A concept's id is short enough to type: its notation if no other concept has it, else the end of its URI.

/// True for what scripts can name a concept by.
pub(super) fn is_id(id: &str) -> bool {
    !id.is_empty() && id.chars().all(is_id_char)
}

pub(super) fn is_id_char(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':')
}

/// An id made of any text: what cannot stand in one becomes `-`; empty for a text without any letter or digit.
pub(super) fn id_of(text: &str) -> String {
    let words: Vec<&str> = text.split(|c| !is_id_char(c)).filter(|word| !word.is_empty()).collect();
    let id = words.join("-");
    if id.chars().any(char::is_alphanumeric) { id } else { String::new() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ids_of_texts() {
        for (text, id) in [
            ("10043-4", "10043-4"),
            ("rock & roll", "rock-roll"),
            ("computer science", "computer-science"),
            ("HP:0000002", "HP:0000002"),
            ("#", ""),
        ] {
            assert_eq!(id_of(text), id);
        }
    }

    proptest! {
        #[test]
        fn any_text_makes_an_id_or_none(text in "\\PC{0,20}") {
            let id = id_of(&text);
            prop_assert!(id.is_empty() || is_id(&id));
        }
    }
}
