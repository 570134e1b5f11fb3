//! What XML cannot hold is refused before it is written.

use oxrdf::{Term, Triple};

/// Why XML cannot hold a triple, if it cannot: properties are the names of elements there, and of control characters it
/// has only tabs and line ends.
pub(super) fn unwritable(triple: &Triple) -> Option<String> {
    let property = triple.predicate.as_str();
    let name = property.rsplit(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.'))).next()?;
    if !name.contains(|c: char| c.is_alphabetic() || c == '_') {
        return Some(format!("the end of the property <{property}> is no name of an element"));
    }
    let Term::Literal(text) = &triple.object else { return None };
    let is_odd =
        |c: char| (c < ' ' && !matches!(c, '\t' | '\n' | '\r')) || matches!(c, '\u{fffe}' | '\u{ffff}');
    let odd = text.value().chars().find(|c| is_odd(*c))?;
    let text: String = text.value().chars().take(SHOWN).collect();
    Some(format!("the text {text:?} has the character U+{:04X}", odd as u32))
}

/// Written XML with its carriage returns, which are all in texts, as references: a reader takes them for line ends else.
pub(super) fn with_returns(bytes: Vec<u8>) -> Vec<u8> {
    if !bytes.contains(&b'\r') {
        return bytes;
    }
    bytes.split(|byte| *byte == b'\r').collect::<Vec<_>>().join(&b"&#xD;"[..])
}

/// How many characters of a text are shown.
const SHOWN: usize = 60;
