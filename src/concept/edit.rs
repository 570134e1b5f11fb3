//! An edit puts a pattern into a lexicon's text and leaves all else as it is: comments, order, spelling.

use thiserror::Error;
use toml_edit::{Array, DocumentMut, Item, Table, Value};

use super::{ConceptIx, ConceptScheme, Pattern};

/// The lists of patterns that a person's decision adds to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PatternList {
    /// Ways to say the concept without its name.
    Implied,
    /// Phrases in which its words mean something else.
    Reject,
}

impl PatternList {
    /// The list's key in a lexicon.
    pub fn key(self) -> &'static str {
        match self {
            Self::Implied => "implied",
            Self::Reject => "reject",
        }
    }
}

/// Why a lexicon cannot be edited.
#[derive(Debug, Error)]
pub enum EditError {
    /// It is no TOML.
    #[error(transparent)]
    Toml(#[from] toml_edit::TomlError),
    /// It has no entry for the concept.
    #[error("there is no [[concept]] with the id `{0}`")]
    NoConcept(String),
    /// The concept has something else where the list should be.
    #[error("`{0}` is no list of patterns")]
    NoList(&'static str),
}

/// The text of a lexicon with one pattern more at a concept; the same text when the pattern is there already. O(n).
///
/// ```
/// use ideagraph::concept::{PatternList, add_pattern};
/// let lexicon = "[[concept]]\nid = \"rl\" # short\nimplied = [\"trial and error\"]\n";
/// let edited = add_pattern(lexicon, "rl", PatternList::Implied, "learn .. reward").unwrap();
/// assert_eq!(edited, "[[concept]]\nid = \"rl\" # short\nimplied = [\"trial and error\", \"learn .. reward\"]\n");
/// ```
///
/// # Errors
/// When the text is no TOML, or has no such concept.
pub fn add_pattern(text: &str, id: &str, list: PatternList, pattern: &str) -> Result<String, EditError> {
    let mut document: DocumentMut = text.parse()?;
    let concepts = document.get_mut("concept").and_then(Item::as_array_of_tables_mut);
    let is_it = |table: &&mut Table| table.get("id").and_then(Item::as_str) == Some(id);
    let concept = concepts.and_then(|tables| tables.iter_mut().find(is_it));
    let concept = concept.ok_or_else(|| EditError::NoConcept(id.to_owned()))?;
    let key = key_in(concept, list);
    let item = concept.entry(key).or_insert_with(|| Item::Value(Value::Array(Array::new())));
    let array = item.as_array_mut().ok_or(EditError::NoList(key))?;
    if array.iter().any(|value| value.as_str() == Some(pattern)) {
        return Ok(text.to_owned());
    }
    push(array, pattern);
    Ok(document.to_string())
}

/// The key under which the concept has the list: `implied` may be written `patterns`.
fn key_in(concept: &Table, list: PatternList) -> &'static str {
    if list == PatternList::Implied && concept.contains_key("patterns") { "patterns" } else { list.key() }
}

/// Adds a value as the array is laid out: on a line of its own where the others stand on lines.
fn push(array: &mut Array, pattern: &str) {
    let prefix = |value: &Value| value.decor().prefix()?.as_str().map(ToOwned::to_owned);
    let lines = array.iter().filter_map(prefix).find(|prefix| prefix.contains('\n'));
    let blank = if array.is_empty() { "" } else { " " };
    let indent = lines.as_deref().and_then(|prefix| prefix.rsplit('\n').next());
    let before = indent.map_or(blank.to_owned(), |indent| format!("\n{indent}"));
    let mut value = Value::from(pattern);
    value.decor_mut().set_prefix(before);
    // What stands behind the last value, a line end or a comment, belongs behind its comma.
    let last = array.len().checked_sub(1).and_then(|last| array.get_mut(last));
    if let Some(suffix) = last.and_then(|last| {
        let suffix = last.decor().suffix()?.as_str()?.to_owned();
        last.decor_mut().set_suffix("");
        Some(suffix)
    }) {
        value.decor_mut().set_suffix(suffix);
    }
    array.push_formatted(value);
}

impl ConceptScheme {
    /// The same scheme with one pattern more. O(size of the scheme).
    #[must_use]
    pub fn with_pattern(&self, concept: ConceptIx, list: PatternList, pattern: Pattern) -> Self {
        let mut out = self.clone();
        if let Some(concept) = out.concepts.get_mut(concept.0 as usize) {
            match list {
                PatternList::Implied => concept.implied.push(pattern),
                PatternList::Reject => concept.reject.push(pattern),
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_else_stays() {
        let head = "# a lexicon\n[[concept]] # first\nid = \"a\"\n";
        let tail = "\n# second\n[[concept]]\nid = \"b\"   # odd spaces\n";
        for (list, edited) in [
            ("implied = [\"x y\"] # why\n", "implied = [\"x y\", \"new\"] # why\n"),
            ("implied = []\n", "implied = [\"new\"]\n"),
            ("implied = [\n  \"x\", \"y\",\n]\n", "implied = [\n  \"x\", \"y\",\n  \"new\",\n]\n"),
            ("implied = [\n  \"x\",\n  \"y\"\n]\n", "implied = [\n  \"x\",\n  \"y\",\n  \"new\"\n]\n"),
            ("patterns = ['x']\n", "patterns = ['x', \"new\"]\n"),
            ("", "implied = [\"new\"]\n"),
            ("implied = [\"new\"]\n", "implied = [\"new\"]\n"),
        ] {
            let text = format!("{head}{list}{tail}");
            let found = add_pattern(&text, "a", PatternList::Implied, "new").unwrap();
            assert_eq!(found, format!("{head}{edited}{tail}"), "{list}");
        }
    }

    #[test]
    fn what_cannot_be_edited() {
        for (text, expected) in [
            ("[[concept]]\nid = \"b\"", "there is no [[concept]] with the id `a`"),
            ("", "there is no [[concept]] with the id `a`"),
            ("[[concept]]\nid = \"a\"\nreject = 1", "`reject` is no list of patterns"),
            ("[[", "TOML parse error"),
        ] {
            let error = add_pattern(text, "a", PatternList::Reject, "new").unwrap_err();
            assert!(error.to_string().starts_with(expected), "{error}");
        }
    }
}
