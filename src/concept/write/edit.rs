//! An edit puts a pattern into a lexicon's text and leaves all else as it is: comments, order, spelling.

use thiserror::Error;
use toml_edit::{Array, DocumentMut, Item, TableLike, Value};

use crate::concept::PatternList;

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

/// The text of a lexicon with one pattern more at a concept; the same text when the pattern is there already. All other
/// bytes stay as they are, and a new line ends as the first one does. O(n).
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
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let mut document: DocumentMut = plain.parse()?;
    let concept = concept_in(&mut document, id).ok_or_else(|| EditError::NoConcept(id.to_owned()))?;
    let key = key_in(concept, list);
    let item = concept.entry(key).or_insert_with(|| Item::Value(Value::Array(Array::new())));
    let array = item.as_array_mut().ok_or(EditError::NoList(key))?;
    if array.iter().any(|value| value.as_str() == Some(pattern)) {
        return Ok(text.to_owned());
    }
    push(array, pattern);
    let edited = document.to_string();
    // The last line ends in a line end only when it did.
    let edited = if plain.ends_with('\n') { &*edited } else { edited.trim_end_matches('\n') };
    Ok(inserted(text, &plain, edited))
}

/// The concept's table, under `[[concept]]` or in `concept = [{…}]`.
fn concept_in<'d>(document: &'d mut DocumentMut, id: &str) -> Option<&'d mut dyn TableLike> {
    let is_it = |table: &&mut dyn TableLike| table.get("id").and_then(Item::as_str) == Some(id);
    let tables: Vec<&mut dyn TableLike> = match document.get_mut("concept")? {
        Item::ArrayOfTables(tables) => tables.iter_mut().map(|table| table as &mut dyn TableLike).collect(),
        Item::Value(Value::Array(tables)) => {
            let inline = tables.iter_mut().filter_map(Value::as_inline_table_mut);
            inline.map(|table| table as &mut dyn TableLike).collect()
        }
        _ => return None,
    };
    tables.into_iter().find(is_it)
}

/// The key under which the concept has the list: `implied` may be written `patterns`.
fn key_in(concept: &dyn TableLike, list: PatternList) -> &'static str {
    if list == PatternList::Implied && concept.contains_key("patterns") { "patterns" } else { list.key() }
}

/// Adds a value as the array is laid out: on a line of its own where the others stand on lines. Comments behind the last
/// value stay behind it.
fn push(array: &mut Array, pattern: &str) {
    let prefix = |value: &Value| value.decor().prefix()?.as_str().map(ToOwned::to_owned);
    let lines = array.iter().filter_map(prefix).find(|prefix| prefix.contains('\n'));
    let behind = take_end(array);
    // The last line is that of the closing bracket.
    let (comments, end) = behind.rfind('\n').map_or(("", &*behind), |at| behind.split_at(at));
    let indent = lines.as_deref().or_else(|| comments.contains('#').then_some(INDENT));
    let before = match indent.and_then(|prefix| prefix.rsplit('\n').next()) {
        Some(indent) => format!("{comments}\n{indent}"),
        None if array.is_empty() => String::new(),
        None => " ".to_owned(),
    };
    let mut value = Value::from(pattern);
    value.decor_mut().set_prefix(before);
    if array.trailing_comma() {
        array.set_trailing(end);
    } else {
        value.decor_mut().set_suffix(if array.is_empty() { end.trim_start_matches(' ') } else { end });
    }
    array.push_formatted(value);
}

/// How far a line is indented where no other line of its list tells.
const INDENT: &str = "    ";

/// What stands between the last value, with its comma, and the end of the array; it is taken away.
fn take_end(array: &mut Array) -> String {
    let trailing = array.trailing().as_str().unwrap_or_default().to_owned();
    array.set_trailing("");
    if array.trailing_comma() {
        return trailing;
    }
    let Some(decor) = array.iter_mut().last().map(Value::decor_mut) else { return trailing };
    let suffix = decor.suffix().and_then(|suffix| suffix.as_str()).unwrap_or_default().to_owned();
    decor.set_suffix("");
    suffix + &trailing
}

/// The text with what `edited` has more than `plain`, which is the text with plain line ends.
fn inserted(text: &str, plain: &str, edited: &str) -> String {
    let same = |a: &mut dyn Iterator<Item = char>, b: &mut dyn Iterator<Item = char>| -> usize {
        a.zip(b).take_while(|(a, b)| a == b).map(|(c, _)| c.len_utf8()).sum()
    };
    let start = same(&mut plain.chars(), &mut edited.chars());
    let end = same(&mut plain[start..].chars().rev(), &mut edited[start..].chars().rev());
    let new = &edited[start..edited.len() - end];
    let (from, to) = (place(text, plain, start), place(text, plain, plain.len() - end));
    let is_crlf = text.find('\n').is_some_and(|at| text[..at].ends_with('\r'));
    let new = if is_crlf { new.replace('\n', "\r\n") } else { new.to_owned() };
    [&text[..from], &new, &text[to..]].concat()
}

/// Where in the text a place of its plain form is.
fn place(text: &str, plain: &str, at: usize) -> usize {
    let mut rest = text.strip_prefix('\u{feff}').unwrap_or(text);
    for c in plain[..at].chars() {
        rest = rest.strip_prefix("\r\n").filter(|_| c == '\n').unwrap_or(&rest[c.len_utf8()..]);
    }
    text.len() - rest.len()
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
            ("implied = [ ] # c\n", "implied = [\"new\"] # c\n"),
            ("implied = [\n  \"x\",   # keep\n]\n", "implied = [\n  \"x\",   # keep\n  \"new\",\n]\n"),
            ("implied = [\n  \"x\"   # keep\n]\n", "implied = [\n  \"x\",   # keep\n  \"new\"\n]\n"),
            (
                "implied = [\n  \"x\", # k\n  # end\n]\n",
                "implied = [\n  \"x\", # k\n  # end\n  \"new\",\n]\n",
            ),
            ("implied = [\"x\", # k\n]\n", "implied = [\"x\", # k\n    \"new\",\n]\n"),
            ("implied = [\n  # none\n]\n", "implied = [\n  # none\n    \"new\"\n]\n"),
            ("implied = [ \"x\" ]\n", "implied = [ \"x\", \"new\" ]\n"),
        ] {
            let text = format!("{head}{list}{tail}");
            let found = add_pattern(&text, "a", PatternList::Implied, "new").unwrap();
            assert_eq!(found, format!("{head}{edited}{tail}"), "{list}");
            let windows = |text: String| format!("\u{feff}{}", text.replace('\n', "\r\n"));
            let found = add_pattern(&windows(text), "a", PatternList::Implied, "new").unwrap();
            assert_eq!(found, windows(format!("{head}{edited}{tail}")), "{list}");
        }
    }

    #[test]
    fn concepts_may_stand_in_a_list() {
        for (text, edited) in [
            (
                "concept = [{ id = \"a\", implied = [\"x\"] }]",
                "concept = [{ id = \"a\", implied = [\"x\", \"new\"] }]",
            ),
            (
                "concept = [{ id = \"a\" }, {id = \"b\"}]",
                "concept = [{ id = \"a\" , implied = [\"new\"] }, {id = \"b\"}]",
            ),
        ] {
            assert_eq!(add_pattern(text, "a", PatternList::Implied, "new").unwrap(), edited);
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
