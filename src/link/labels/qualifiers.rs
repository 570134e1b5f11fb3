//! A qualifier is what a bracket at the end of a label tells its concept from others by: `planet` in `Mercury (planet)`. The
//! bare label is ambiguous, and counts where a word of the qualifier stands beside it.

use super::is_telling;
use crate::concept::Concept;
use crate::text::tokens;

/// A label without its qualifier, and the qualifier.
pub(super) fn qualified(label: &str) -> Option<(&str, &str)> {
    let (bare, qualifier) = label.strip_suffix(')')?.rsplit_once(" (")?;
    (!qualifier.contains(['(', ')'])).then_some((bare, qualifier))
}

/// The words of the qualifiers of a concept's labels that say something, in lower case; some perhaps twice.
pub(in crate::link) fn qualifying(concept: &Concept) -> impl Iterator<Item = String> {
    let qualifiers = concept.labels().filter_map(|(_, label)| Some(qualified(label)?.1));
    let words =
        |text: &str| tokens(text).into_iter().map(|word| text[word.span.range()].to_lowercase()).collect();
    qualifiers.flat_map(move |qualifier| -> Vec<String> { words(qualifier) }).filter(|word| is_telling(word))
}
