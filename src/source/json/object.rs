//! An object of JSON says its members as fields, in which people and tags, messages and annotations have what they are
//! called by.

use std::borrow::Cow;

use super::outline;
use super::value::{Json, Object};
use crate::source::dates;
use crate::source::roles::Role;
use crate::source::rows::{self, Fields, Value};
use crate::text::{clean_lines, one_line};

/// The fields but those that say nothing, and but those with parts of their own where no text is beside them; `escaped`
/// text has not been looked at for damage yet.
pub(super) fn fields(mut object: Object<'_>, escaped: bool) -> Fields<'_> {
    let is_annotation = annotation(&mut object);
    identified(&mut object);
    message(&mut object);
    rendered(&mut object);
    times(&mut object);
    located(&mut object);
    conversation(&mut object);
    outline::read(&mut object);
    let all: Vec<(Cow<'_, str>, Json<'_>)> = object.into_iter().collect();
    let is_text = |(name, json): &(Cow<'_, str>, Json<'_>)| {
        !matches!(json, Json::Object(_) | Json::Plain(_)) && is_of_words(name)
    };
    let has_text = all.iter().any(is_text);
    let values = all.into_iter().filter(|(name, json)| has_text || !is_nested(json) || rows::has_names(name));
    let values = values.filter_map(|(name, json)| {
        let value = named(&name, &json).or_else(|| value(&name, json))?;
        Some((name, value))
    });
    let mut fields: Fields<'_> =
        values.map(|(name, value)| (name, if escaped { mended(value) } else { value })).collect();
    if !is_annotation {
        name_sender(&mut fields);
    }
    fields
}

/// Whether a field of that name is for the words.
fn is_of_words(name: &str) -> bool {
    rows::has_text(std::iter::once(name))
}

/// Who sends a message speaks where the fields name nobody else.
fn name_sender(fields: &mut Fields<'_>) {
    let rank = |(name, value): &(Cow<'_, str>, Value<'_>)| {
        Role::Sender.rank(name).filter(|_| matches!(value, Value::One(_)))
    };
    let senders = fields.iter().enumerate().filter_map(|(at, field)| Some((rank(field)?, at)));
    if let Some((_, at)) = senders.min().filter(|_| !rows::has_speaker(fields)) {
        fields[at].0 = "said by".into();
    }
}

/// What a person or a tag is called in its object.
fn called(json: &Json<'_>) -> Option<String> {
    let best = |role: Role| json.texts(role).into_iter().find(|text| !text.is_empty());
    let parts =
        || [Role::GivenName, Role::FamilyName].into_iter().filter_map(best).collect::<Vec<_>>().join(" ");
    best(Role::Name).map(str::to_owned).or_else(|| Some(parts()).filter(|name| !name.is_empty()))
}

/// The names in the objects that a field of people or tags has.
fn named<'t>(name: &str, json: &Json<'t>) -> Option<Value<'t>> {
    if !has_parts(json) || !rows::has_names(name) && !Role::Sender.has(name) {
        return None;
    }
    let name = |json: &Json<'t>| called(json).map(Cow::Owned);
    match json {
        Json::List(items) => Some(Value::Many(items.iter().map(name).collect::<Option<Vec<_>>>()?)),
        object => Some(Value::One(name(object)?)),
    }
    .filter(|value| !matches!(value, Value::Many(names) if names.is_empty()))
}

/// A message of which the content has parts, and the author a role: a conversation with a language model.
fn message(object: &mut Object<'_>) {
    let parts = object.get("content").and_then(|content| content.get("parts")?.as_list());
    let Some(parts) = parts else { return };
    let text = parts.iter().filter_map(Json::as_str).collect::<Vec<_>>().join("\n\n");
    let role = object.get("author").and_then(|author| author.get("role")?.as_str().map(str::to_owned));
    object.insert("content", Json::Text(text.into()));
    if let Some(role) = role {
        object.remove("author");
        object.insert("speaker", Json::Text(role.into()));
    }
}

/// A text as WordPress has it, in an object that tells how it is shown.
fn rendered(object: &mut Object<'_>) {
    for name in ["content", "title"] {
        let shown = object.get(name).and_then(|text| text.get("rendered")?.as_str().map(str::to_owned));
        if let Some(shown) = shown {
            object.insert(name, Json::Text(shown.into()));
        }
    }
}

/// The times of a piece of a transcript, as whisper.cpp has them in an object.
fn times(object: &mut Object<'_>) {
    for (name, end) in [("start", "from"), ("end", "to")] {
        let time = object.get("timestamps").and_then(|times| times.get(end)).cloned();
        insert_new(object, name, time);
    }
}

/// A highlight as Bookcision has it, with an object that tells its place and leads there, or as KOReader has it, with a
/// time of Unix that tells when it was marked; any other `time` may be a place.
fn located(object: &mut Object<'_>) {
    let place = object
        .get("location")
        .and_then(|place| Some((place.get("value")?.clone(), place.get("url").cloned())));
    if let Some((place, address)) = place {
        object.insert("location", place);
        insert_new(object, "url", address);
    }
    let time =
        object.get("time").filter(|time| matches!(time, Json::Plain(time) if dates::of_unix(time).is_some()));
    if let Some(time) = time.cloned().filter(|_| object.get("datetime").is_none()) {
        object.remove("time");
        object.insert("datetime", time);
    }
}

/// Puts a value into an object that has none of its name.
fn insert_new<'t>(object: &mut Object<'t>, name: &'static str, value: Option<Json<'t>>) {
    if let Some(value) = value.filter(|_| object.get(name).is_none()) {
        object.insert(name, value);
    }
}

/// A conversation with a language model, as ChatGPT and Claude export it: its id tells it from others of its title.
fn identified(object: &mut Object<'_>) {
    let own = [("mapping", "id"), ("chat_messages", "uuid")].into_iter();
    let id = own.filter_map(|(messages, id)| object.get(messages).and_then(|_| object.get(id))).next();
    if let Some(id) = id.filter(|_| object.get("conversation_id").is_none()).cloned() {
        object.insert("conversation_id", id);
    }
}

/// The messages of a conversation have its name for their title, or that of the channel in which it was.
fn conversation(object: &mut Object<'_>) {
    if !object.of_role(Role::Messages).iter().any(|list| list.as_list().is_some()) {
        return;
    }
    let channel = || object.get("channel").and_then(|channel| channel.get("name")).cloned();
    let name = object.get("name").cloned().or_else(channel);
    if let Some(name) = name.filter(|_| object.get("title").is_none()) {
        object.remove("name");
        object.insert("title", name);
    }
}

/// An annotation (W3C Web Annotation, as Hypothesis exports it) quotes the words of its target; its own text is the
/// reader's note, and its user the reader. Whether it is one.
fn annotation(object: &mut Object<'_>) -> bool {
    let selectors = object.get("target").and_then(|target| target.first()?.get("selector")?.as_list());
    let exact = selectors.and_then(|all| all.iter().find_map(|selector| selector.get("exact")?.as_str()));
    let exact = exact.map(one_line).filter(|exact| !exact.is_empty());
    let is_annotation = exact.is_some();
    if let Some(exact) = exact {
        if let Some(text) = object.remove("text") {
            object.insert("note", text);
        }
        if let Some(user) = object.remove("user") {
            object.insert("creator", user);
        }
        object.remove("target");
        object.insert("quote", Json::Text(exact.into()));
    }
    let title = object.get("document").and_then(|document| document.get("title")?.first()).cloned();
    if let Some(title) = title.filter(|_| object.get("title").is_none()) {
        object.insert("title", title);
        object.remove("document");
    }
    is_annotation
}

/// Whether a value has parts that have parts.
fn is_nested(json: &Json<'_>) -> bool {
    match json {
        Json::Object(_) => true,
        Json::List(items) => items.iter().any(has_parts),
        _ => false,
    }
}

fn has_parts(json: &Json<'_>) -> bool {
    matches!(json, Json::List(_) | Json::Object(_))
}

fn value<'t>(name: &str, json: Json<'t>) -> Option<Value<'t>> {
    match json {
        Json::Object(_) => Some(Value::Nested(json.to_string())),
        Json::List(items) if items.iter().any(has_parts) => Some(match marked(name, &items) {
            Some(words) => Value::One(words.into()),
            None => Value::Nested(Json::List(items).to_string()),
        }),
        Json::List(items) => Some(Value::Many(items.into_iter().filter_map(scalar).collect())),
        // A number is no words.
        Json::Plain(plain) if is_of_words(name) => Some(Value::Nested(plain)),
        other => scalar(other).filter(|text| !text.is_empty()).map(Value::One),
    }
}

/// The words of a text in which some are marked, as Telegram has it: `["see ", {"type": "link", "text": "https://a.b"}]`.
fn marked(name: &str, items: &[Json<'_>]) -> Option<String> {
    let is_text = name == "text" || items.iter().any(|item| item.as_str().is_some());
    let words = items.iter().map(|item| item.as_str().or_else(|| item.get("text")?.as_str()));
    words.collect::<Option<String>>().filter(|_| is_text)
}

fn scalar(json: Json<'_>) -> Option<Cow<'_, str>> {
    match json {
        Json::Text(text) => Some(text),
        Json::Plain(plain) => Some(plain.into()),
        Json::Null | Json::List(_) | Json::Object(_) => None,
    }
}

fn mended(value: Value<'_>) -> Value<'_> {
    let mended = |text: Cow<'_, str>| clean_lines(&text).text.into();
    match value {
        Value::One(text) => Value::One(mended(text)),
        Value::Many(parts) => Value::Many(parts.into_iter().map(mended).collect()),
        Value::Nested(json) => Value::Nested(clean_lines(&json).text),
    }
}

/// What stands for characters that are mended in text which is not escaped.
const ESCAPES: [&str; 2] = ["\\u", "\\r"];

pub(super) fn is_escaped(value: &str) -> bool {
    ESCAPES.iter().any(|escape| value.contains(escape))
}

#[cfg(test)]
mod tests {
    use crate::source::json::tests::read_text;

    #[test]
    fn what_is_nested_is_kept_as_it_is_written() {
        let (sources, _) = read_text(
            "{\"text\": \"A\", \"user\": \"Ann\", \"meta\": {\"page\": 3, \"a\": [\"\\u00e9\"]}, \"author\": {\"name\": \"B\"}, \"tags\": [\"x\", null], \"rest\": [1, [2]], \"none\": null}",
        );
        let quote = &sources[0].quotes[0];
        assert_eq!((quote.speaker.as_deref(), &quote.tags[..]), (Some("Ann"), &["x".to_owned()][..]));
        let kept: Vec<(&str, &str)> =
            quote.properties.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        let expected = [("author", "B"), ("meta", "{\"a\":[\"é\"],\"page\":3}"), ("rest", "[1,[2]]")];
        assert_eq!(kept, expected);
    }

    #[test]
    fn conversations_have_names() {
        for text in [
            "[{\"name\": \"A\", \"chat_messages\": [{\"text\": \"One.\", \"sender\": \"B\"}]}, {\"name\": \"\", \"chat_messages\": [{\"text\": \"Two.\"}]}]",
            "{\"chats\": {\"list\": [{\"name\": \"A\", \"messages\": [{\"text\": \"One.\", \"from\": \"B\"}]}, {\"messages\": [{\"text\": \"Two.\"}]}]}}",
            "{\"channel\": {\"name\": \"A\"}, \"messages\": [{\"content\": \"One.\", \"author\": {\"name\": \"B\"}}, {\"content\": \"Two.\"}]}",
        ] {
            let sources = read_text(text).0;
            let quote = &sources[0].quotes[0];
            assert_eq!((sources[0].title.as_str(), sources[0].author.as_deref()), ("A", None), "{text}");
            assert_eq!((quote.text.as_str(), quote.speaker.as_deref()), ("One.", Some("B")), "{text}");
        }
    }

    #[test]
    fn highlights_have_places_and_days() {
        for (text, place, day, address) in [
            (
                "{\"text\": \"One.\", \"location\": {\"url\": \"kindle://book?asin=B0&location=23\", \"value\": 23}}",
                Some("23"),
                None,
                Some("kindle://book?asin=B0"),
            ),
            ("{\"text\": \"One.\", \"page\": 3, \"time\": 1709547330}", Some("3"), Some("2024-03-04"), None),
            ("{\"text\": \"One.\", \"time\": \"0:05\"}", None, None, None),
        ] {
            let source = read_text(text).0.remove(0);
            let quote = &source.quotes[0];
            let told = quote.date.map(|date| date.to_string());
            assert_eq!(
                (quote.locator.as_deref(), told.as_deref(), source.url.as_deref()),
                (place, day, address),
                "{text}"
            );
        }
    }

    #[test]
    fn annotations_quote_their_target() {
        let (sources, _) = read_text(
            "{\"uri\": \"http://a\", \"user\": \"acct:me\", \"text\": \"my note\", \"target\": [{\"selector\": [{\"exact\": \"the\\n  words\"}]}], \"document\": {\"title\": [\"T\"]}}",
        );
        let quote = &sources[0].quotes[0];
        assert_eq!((quote.text.as_str(), quote.note.as_deref()), ("the words", Some("my note")));
        assert_eq!((quote.speaker.as_deref(), quote.properties["creator"].as_str()), (None, "acct:me"));
        assert_eq!((sources[0].title.as_str(), sources[0].url.as_deref()), ("T", Some("http://a")));
    }
}
