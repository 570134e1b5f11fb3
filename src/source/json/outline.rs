//! An outline is blocks within blocks, as Roam and Logseq export their pages in JSON: what a block says is Markdown,
//! and one of Roam may be a field of the page (`Author:: [[Jane Roe]]`).

use std::borrow::Cow;

use super::value::{Json, Object};
use crate::source::front;
use crate::source::markdown::{Annotation, inline, is_of_logseq, is_of_program, without_links};
use crate::source::roles::Role;
use crate::source::rows::{self, Fields, Value};

/// Makes of a block its words, and of a page what its blocks tell of it. O(object).
pub(super) fn read(object: &mut Object<'_>) {
    if object.get("children").is_none() && object.get("uid").is_none() {
        return;
    }
    let Some(said) = object.text_mut(Role::Block) else { return take_fields(object) };
    let (words, place) = if names_author(said) { Default::default() } else { words(said) };
    *said = words.into();
    if let Some(place) = place.filter(|_| object.get("location").is_none()) {
        object.insert("location", text(place));
    }
}

/// Whether a value is a page without blocks, or a block that says nothing itself: it names the author of its page, or shows
/// another block. O(value).
pub(super) fn is_silent(value: &str) -> bool {
    let Ok(Json::Object(mut object)) = serde_json::from_str(value) else { return false };
    let is_own = |name: &str| {
        matches!(name, "title" | "uid" | "children")
            || name.starts_with(':')
            || name.ends_with("-time")
            || name.ends_with("-email")
    };
    let is_page = object.get("title").is_some() && object.names().all(is_own);
    let is_block = object.get("children").or(object.get("uid")).is_some();
    read(&mut object);
    is_page || is_block && object.texts(Role::Block).contains(&"")
}

/// Puts a block `Note: …` or `Tags: …` into the one that it is below, if the same person says both; whether it is one.
pub(super) fn annotates<'t>(block: &Fields<'t>, above: &mut Fields<'t>) -> bool {
    let words = rows::words(block).filter(|_| rows::said_by(block) == rows::said_by(above));
    let Some(annotation) = words.and_then(|words| Annotation::of(&words)) else { return false };
    let (name, said): (_, Vec<Cow<'t, str>>) = match annotation {
        Annotation::Tags(tags) => ("tags", tags.into_iter().map(Cow::Owned).collect()),
        Annotation::Note(note) => ("note", vec![note.into()]),
    };
    let at = above.iter().position(|(own, value)| own == name && !matches!(value, Value::Nested(_)));
    let own = match at.map(|at| above.swap_remove(at).1) {
        Some(Value::Many(parts)) => parts,
        Some(Value::One(text)) => vec![text],
        _ => Vec::new(),
    };
    above.push((name.into(), Value::Many(own.into_iter().chain(said).collect())));
    true
}

/// The words of a block, without the marks of Markdown and what Logseq has in it for itself, `id:: 64b`, and the place
/// to which a link behind them leads.
fn words(text: &str) -> (String, Option<String>) {
    let said: Vec<&str> =
        text.lines().filter(|line| !is_of_logseq(line) && !is_of_program(line.trim())).collect();
    let said = said.join("\n").replace("^^", "");
    let called = said.strip_prefix("{{").and_then(|call| call.split_once("}}"));
    let said = called.map_or(&*said, |(_, words)| words).trim();
    let heading = said.trim_start_matches('#').strip_prefix(' ');
    let (said, place) = without_links(heading.unwrap_or(said));
    (inline::stripped(said).trim().to_owned(), place.map(inline::stripped))
}

/// Gives a page the author and the tags that its blocks tell of it.
fn take_fields(object: &mut Object<'_>) {
    let blocks = object.get("children").and_then(Json::as_list).unwrap_or_default();
    let said = blocks.iter().filter_map(|block| block.texts(Role::Block).into_iter().next());
    let fields: Vec<(String, String)> = said.filter_map(field).collect();
    for (key, value) in fields {
        if Role::PageAuthor.has(&key) {
            object.insert("author", text(inline::stripped(&value)));
        } else if Role::BlockTags.has(&key) {
            let tags = front::tags(&value).into_iter().map(text).collect();
            object.insert("document tags", Json::List(tags));
        }
    }
}

fn text<'t>(text: String) -> Json<'t> {
    Json::Text(Cow::Owned(text))
}

/// Whether a block does nothing but tell who wrote its page.
fn names_author(text: &str) -> bool {
    field(text).is_some_and(|(key, _)| Role::PageAuthor.has(&key))
}

/// The key in small letters and the value of a field of a page.
fn field(text: &str) -> Option<(String, String)> {
    let (key, value) = text.split_once(":: ")?;
    let (key, value) = (key.trim().to_lowercase(), value.trim());
    front::is_known(&key, value).then(|| (key, value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_have_words() {
        for (text, expected) in [
            ("**Deep** work is ^^rare^^. #[[c d]]", "Deep work is rare. #c d"),
            ("Deep work.\nid:: 64b-111\ncollapsed:: true", "Deep work."),
            ("std::vector is deep", "std::vector is deep"),
            ("{{[[TODO]]}} read [[Noise]]", "read Noise"),
            ("## Heading of it", "Heading of it"),
            ("#tag of it", "#tag of it"),
            ("((u4))", ""),
            ("{{embed ((u4))}}", ""),
            ("see ((u4))", "see ((u4))"),
            ("id:: 64b", ""),
            ("Highlights first synced by [[Readwise]] [[May 3rd, 2024]]", ""),
            ("One. ([Location 23](https://a.b/c))", "One. @ Location 23"),
            ("One. ([View Highlight](https://a.b/c))", "One."),
        ] {
            let (said, place) = words(text);
            let found = place.map_or(said.clone(), |place| format!("{said} @ {place}"));
            assert_eq!(found, expected, "{text}");
        }
    }
}
