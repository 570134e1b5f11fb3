//! Tags within the lines of cues name who speaks, or say nothing.

use crate::source::html::character;
use crate::text::mend;

/// The words of a line, and the voices that tags give them: `<v Mary>`. Other tags (`<i>`, `<00:00:05.000>`, `{\an8}`)
/// say nothing.
pub(super) fn untagged(text: &str) -> Vec<(String, Option<String>)> {
    let (mut said, mut words, mut speaker, mut rest) = (Vec::new(), String::new(), None, text);
    while let Some(at) = rest.find(['<', '{', '&']) {
        words.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(tag) = tag(rest) {
            if let Some(voice) = voice(tag) {
                said.push((std::mem::take(&mut words), speaker.replace(voice)));
            }
            rest = &rest[tag.len() + 2..];
        } else if let Some((character, len)) = character(rest) {
            words.push_str(&character);
            rest = &rest[len..];
        } else {
            words.push_str(&rest[..1]);
            rest = &rest[1..];
        }
    }
    words.push_str(rest);
    said.push((words, speaker));
    let mended = said.into_iter().map(|(words, speaker)| (mend(&words).trim().to_owned(), speaker));
    mended.filter(|(words, _)| !words.is_empty()).collect()
}

/// What stands in the tag with which the text begins.
fn tag(text: &str) -> Option<&str> {
    let (marks, inside) =
        [['<', '>'], ['{', '}']].into_iter().find_map(|marks| Some((marks, text.strip_prefix(marks[0])?)))?;
    let is_tag = match marks {
        ['<', _] => inside.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/'),
        _ => inside.starts_with('\\'),
    };
    let end = inside.find(marks).filter(|end| inside[*end..].starts_with(marks[1]))?;
    is_tag.then(|| &inside[..end])
}

/// The name in `v Mary` or `v.loud Mary`.
fn voice(tag: &str) -> Option<String> {
    let (element, name) = tag.split_once(' ')?;
    (element == "v" || element.starts_with("v."))
        .then(|| name.trim().to_owned())
        .filter(|name| !name.is_empty())
}
