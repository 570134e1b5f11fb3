//! A row is one quote with its fields by name, as tables and JSON objects have it.

mod address;
mod pieces;
mod values;

use std::borrow::Cow;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::names::people;
use super::roles::Role;
use super::{Key, Origin, Quote, Source, dates, front};
pub(super) use pieces::{goes_on, join, said_by, span, unsigned, without_sounds};
use values::Roles;

/// The properties of a quote that keep dates that are not understood: its own, and that of its source.
pub(super) const DATE: &str = "date";
pub(super) const PUBLISHED: &str = "published";

/// The property of a quote that keeps its own address, where its source has another.
const QUOTE_URL: &str = "quote url";

/// The property of a source that keeps the id of a conversation.
pub(super) const SOURCE_ID: &str = "conversation id";

/// The names of fields that hold the words, to tell people what was expected.
pub(super) const TEXT_FIELDS: &str = "text, quote, highlight, content or body";

/// An object gives no more to each of those within it, in bytes, so that a long list of names is not written for each.
const GIVEN: usize = 2048;

/// What parts the texts of a list.
const PARAGRAPHS: &str = "\n\n";

/// The fields of a row in the order of their names, each of which is another, with empty ones left out.
pub(super) type Fields<'t> = Vec<(Cow<'t, str>, Value<'t>)>;

/// A field's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value<'t> {
    One(Cow<'t, str>),
    Many(Vec<Cow<'t, str>>),
    /// What has parts of its own, as JSON writes it; it is good for no role.
    Nested(String),
}

/// Rows on their way to sources: those with the same [`Key`] are one source, in order of appearance. A row that tells
/// neither an address nor a publication is of the last source of its title and author.
#[derive(Default)]
pub(super) struct Rows {
    sources: Vec<Source>,
    places: FxHashMap<Key, usize>,
    /// The tags of sources, by their places.
    tags: FxHashSet<(usize, String)>,
    /// The place of the source that the row before is of.
    last: usize,
}

impl Rows {
    /// Takes a row; `false` when it has no words.
    pub(super) fn add(&mut self, fields: Fields<'_>, origin: Origin) -> bool {
        let (mut roles, others) = Roles::take(fields);
        let Some(text) = roles.words(Role::Text) else { return false };
        let mut quote = Quote { text: text.into_owned(), origin, ..Quote::default() };
        let published = roles.one(Role::Published);
        let day_published = published.as_deref().and_then(dates::of_field);
        let address = roles.one(Role::Url);
        let source = self.source(&mut roles, address.as_deref().map(address::of_source), day_published);
        let author = roles.one(Role::Author).map(Cow::into_owned);
        let first = || people(author.as_deref()?).first().map(ToString::to_string);
        quote.speaker = roles.one(Role::Speaker).map(Cow::into_owned).or_else(first);
        quote.locator = roles.one(Role::Locator).map(Cow::into_owned);
        quote.note = roles.words(Role::Note).map(Cow::into_owned);
        quote.tags = roles.many(Role::Tags);
        let others = others.map(|(name, value)| (name.into_owned(), value.joined().into_owned()));
        quote.properties = others.collect();
        if let Some(author) = author.filter(|author| quote.speaker.as_ref() != Some(author)) {
            quote.properties.insert("author".to_owned(), author);
        }
        match roles.one(Role::Date) {
            Some(date) => {
                quote.date = dates::of_field(&date);
                if quote.date.is_none() {
                    quote.properties.insert(DATE.to_owned(), date.into_owned());
                }
            }
            None => quote.date = day(&mut quote.locator),
        }
        if let Some(text) = published.filter(|_| day_published.is_none()) {
            quote.properties.insert(PUBLISHED.to_owned(), text.into_owned());
        }
        if let Some(address) = address.filter(|address| source.url.as_deref() != Some(address)) {
            quote.properties.insert(QUOTE_URL.to_owned(), address.into_owned());
        }
        source.quotes.push(quote);
        true
    }

    /// The source of the row, which is at an address and was published on a day. Without a title its address names it;
    /// without both the file does, and then the author is left to be the quote's speaker.
    fn source(
        &mut self,
        roles: &mut Roles<'_>,
        url: Option<Cow<'_, str>>,
        date: Option<Date>,
    ) -> &mut Source {
        let title = roles.words(Role::Title);
        let author = if title.is_some() { roles.one(Role::Author) } else { None };
        let authors = author.as_deref().map(people).unwrap_or_default();
        let author = authors.first().copied();
        let name = title.or_else(|| url.clone()).unwrap_or_default();
        let id = roles.one(Role::SourceId);
        let is_it = |source: &Source| {
            source.title == name
                && source.author.as_deref() == author
                && source.properties.get(SOURCE_ID).map(String::as_str) == id.as_deref()
                && match &url {
                    Some(url) => source.url.as_ref().is_some_and(|own| own == url),
                    None => date.is_none() || source.url.is_none() && source.date == date,
                }
        };
        if !self.sources.get(self.last).is_some_and(is_it) {
            let (title, author, url) =
                (name.into_owned(), author.map(str::to_owned), url.map(Cow::into_owned));
            let id = id.map(|id| (SOURCE_ID.to_owned(), id.into_owned()));
            let properties = id.into_iter().collect();
            self.place(Source { title, author, date, url, properties, ..Source::default() });
        }
        let source = &mut self.sources[self.last];
        source.date = source.date.or(date);
        authors.iter().skip(1).for_each(|author| front::add_author(source, author));
        for tag in roles.many(Role::SourceTags) {
            if self.tags.insert((self.last, tag.clone())) {
                source.tags.push(tag);
            }
        }
        source
    }

    /// Goes on with the source that is as this one, or begins it.
    fn place(&mut self, source: Source) {
        self.last = *self.places.entry(Key::of(&source)).or_insert(self.sources.len());
        self.places.insert(Key::of_work(&source), self.last);
        if self.last == self.sources.len() {
            self.sources.push(source);
        }
    }

    /// The sources.
    pub(super) fn finish(self) -> Vec<Source> {
        self.sources
    }
}

/// The day that a place is, which is none then: `timestamp` is either.
fn day(locator: &mut Option<String>) -> Option<Date> {
    let day = dates::of_field(locator.as_deref().filter(|place| place.len() >= DAY)?)?;
    *locator = None;
    Some(day)
}

/// No day is written in fewer letters; `1200-12` is a place.
const DAY: usize = "2026-05-30".len();

/// Whether a field of that name has the names of people or of tags, for which objects may stand.
pub(super) fn has_names(name: &str) -> bool {
    const NAMED: [Role; 4] = [Role::Author, Role::Speaker, Role::Tags, Role::SourceTags];
    Role::in_row(name).is_some_and(|role| NAMED.contains(&role))
}

/// True when one of the names is that of a field that holds the words.
pub(super) fn has_text<'n>(mut names: impl Iterator<Item = &'n str>) -> bool {
    names.any(|name| Role::Text.has(name))
}

/// Whether a field is known by its name.
pub(super) fn is_known(name: &str) -> bool {
    Role::in_row(name).is_some()
}

/// Whether a field names an author or who speaks.
pub(super) fn has_speaker(fields: &Fields<'_>) -> bool {
    fields.iter().any(|(name, value)| {
        !matches!(value, Value::Nested(_)) && matches!(Role::in_row(name), Some(Role::Author | Role::Speaker))
    })
}

/// Whether a field names who speaks.
pub(super) fn is_said(fields: &Fields<'_>) -> bool {
    fields.iter().any(|(name, value)| !matches!(value, Value::Nested(_)) && Role::Speaker.has(name))
}

/// Whether the words of an object have a name that may as well tell of what is within it.
pub(super) fn is_late(fields: &Fields<'_>) -> bool {
    text_field(fields).is_some_and(|(name, _)| Role::LateText.has(name))
}

/// The words of an object's field for them.
pub(super) fn words<'f>(fields: &'f Fields<'_>) -> Option<Cow<'f, str>> {
    let words = match &text_field(fields)?.1 {
        Value::One(text) => Cow::Borrowed(text.trim()),
        other => other.clone().joined_by(PARAGRAPHS).trim().to_owned().into(),
    };
    Some(words).filter(|words| !words.is_empty())
}

/// The best of the fields for the words.
fn text_field<'f, 't>(fields: &'f Fields<'t>) -> Option<&'f (Cow<'t, str>, Value<'t>)> {
    let rank = |(name, value): &(Cow<'_, str>, Value<'_>)| {
        Role::Text.rank(name).filter(|_| !matches!(value, Value::Nested(_)))
    };
    let ranked = fields.iter().filter_map(|field| Some((rank(field)?, field)));
    ranked.min_by_key(|(rank, _)| *rank).map(|(_, field)| field)
}

/// The fields that an object gives to those within it: what it tells of the source, and who speaks, but what is [too
/// long](GIVEN).
pub(super) fn of_source<'t>(fields: &Fields<'t>) -> Fields<'t> {
    const KNOWN: [Role; 6] =
        [Role::Author, Role::Title, Role::SourceId, Role::Published, Role::Url, Role::SourceTags];
    let is_known = |field: &&(Cow<'t, str>, Value<'t>)| {
        let (name, value) = field;
        let is_known = || Role::in_row(name).is_some_and(|role| KNOWN.contains(&role));
        !matches!(value, Value::Nested(_)) && (is_known() || Role::SpeakerWithin.has(name))
    };
    let mut left = GIVEN;
    let mut fits = |value: &Value<'_>| {
        let rest = left.checked_sub(value.size());
        left = rest.unwrap_or(left);
        rest.is_some()
    };
    fields.iter().filter(is_known).filter(|(_, value)| fits(value)).cloned().collect()
}

/// The fields without who says it.
pub(super) fn without_author<'t>(fields: &Fields<'t>) -> Fields<'t> {
    let is_who = |role| matches!(role, Role::Author | Role::Speaker);
    fields.iter().filter(|(name, _)| !Role::in_row(name).is_some_and(is_who)).cloned().collect()
}

/// The fields that a text gives to the parts that are taken in its place: what it tells of its day and its tags.
pub(super) fn of_parts<'t>(fields: &Fields<'t>) -> Fields<'t> {
    let is_known = |role| matches!(role, Role::Date | Role::Tags);
    fields.iter().filter(|(name, _)| Role::in_row(name).is_some_and(is_known)).cloned().collect()
}

/// The fields with those of what is around them for which they have none. Whose name they tell on a page that has its
/// title from around them did not write the page, but speaks on it; and a text's day and address there are its own.
pub(super) fn given<'t>(mut fields: Fields<'t>, around: &Fields<'t>) -> Fields<'t> {
    if around.is_empty() {
        return fields;
    }
    let roles = |fields: &Fields<'t>| -> Vec<Option<Role>> {
        fields.iter().map(|(name, _)| Role::in_row(name)).collect()
    };
    let (mut own, others) = (roles(&fields), roles(around));
    let is_titled = others.contains(&Some(Role::Title)) && !own.contains(&Some(Role::Title));
    let is_text = own.contains(&Some(Role::Text));
    let lacks = |own: &[Option<Role>], role: Role| !own.contains(&Some(role));
    for at in (0..fields.len()).filter(|_| is_titled) {
        let (name, role) = match own[at] {
            Some(Role::Author) if lacks(&own, Role::Speaker) => ("speaker", Some(Role::Speaker)),
            Some(Role::Published) if is_text && lacks(&own, Role::Date) => (DATE, Some(Role::Date)),
            Some(Role::Url) if is_text => (QUOTE_URL, None),
            _ => continue,
        };
        if !matches!(fields[at].1, Value::Nested(_)) {
            fields[at].0 = name.into();
            own[at] = role;
        }
    }
    let is_own = |role: &Option<Role>| {
        own.contains(role) || *role == Some(Role::Speaker) && own.contains(&Some(Role::Author))
    };
    let missing = others.iter().zip(around).filter(|(role, _)| role.is_some() && !is_own(role));
    fields.extend(missing.map(|(_, field)| field.clone()));
    fields
}

/// How a value begins, in so many characters.
pub(super) fn shown(value: &str, longest: usize) -> String {
    let most = value.char_indices().nth(8 * longest).map_or(value.len(), |(end, _)| end);
    let words: Vec<&str> = value[..most].split_whitespace().collect();
    let text = words.join(" ");
    match text.char_indices().nth(longest) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// A tag without the sign before it: `#virtue` is `virtue`.
pub(super) fn tag(text: &str) -> Option<String> {
    let text = text.trim();
    let tag = text.strip_prefix('#').unwrap_or(text);
    (!tag.is_empty()).then(|| tag.to_owned())
}

impl<'t> Value<'t> {
    /// Bytes that it takes, each part of a list more than its text.
    fn size(&self) -> usize {
        match self {
            Self::One(text) => text.len(),
            Self::Many(parts) => parts.iter().map(|part| part.len() + size_of_val(part)).sum(),
            Self::Nested(json) => json.len(),
        }
    }

    fn joined(self) -> Cow<'t, str> {
        self.joined_by(", ")
    }

    fn joined_by(self, gap: &str) -> Cow<'t, str> {
        match self {
            Self::One(text) => text,
            Self::Many(parts) => parts.join(gap).into(),
            Self::Nested(json) => json.into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row<'t>(fields: &[(&'t str, &'t str)]) -> Fields<'t> {
        fields.iter().map(|&(name, value)| (name.into(), Value::One(value.into()))).collect()
    }

    #[test]
    fn markup_and_addresses_are_no_words() {
        let link = "<a href=\"https://a.b\">App</a>";
        for (name, value, expected) in [
            ("title", "Tom &amp; Jerry", ("Tom & Jerry", None, "")),
            ("source", link, ("", None, link)),
            ("source", "https://a.b/c", ("https://a.b/c", Some("https://a.b/c"), "")),
            ("source", "A <b>", ("A <b>", None, "")),
        ] {
            let mut rows = Rows::default();
            let fields = [("text", "<p>One <b>is</b> &lt; 2.</p>"), (name, value)];
            assert!(rows.add(row(&fields), Origin::default()));
            assert!(!rows.add(row(&[("text", "<p></p>")]), Origin::default()));
            let source = rows.finish().remove(0);
            let quote = &source.quotes[0];
            let kept = quote.properties.get("source").map_or("", String::as_str);
            assert_eq!((source.title.as_str(), source.url.as_deref(), kept), expected, "{name}: {value}");
            assert_eq!(quote.text, "One is < 2.");
        }
    }

    #[test]
    fn who_writes_on_a_page_of_another_speaks_there() {
        let around = row(&[("title", "T"), ("author", "A")]);
        for (own, expected) in [
            (&[("author", "B")][..], ("T", Some("A"), Some("B"))),
            (&[("author", "B"), ("title", "U")], ("U", Some("B"), None)),
            (&[("author", "B"), ("user", "C")], ("T", Some("B"), Some("C"))),
            (&[], ("T", Some("A"), None)),
        ] {
            let mut rows = Rows::default();
            let fields = [own, &[("text", "One.")]].concat();
            assert!(rows.add(given(row(&fields), &around), Origin::default()));
            let source = rows.finish().remove(0);
            let found =
                (source.title.as_str(), source.author.as_deref(), source.quotes[0].speaker.as_deref());
            assert_eq!(found, expected, "{own:?}");
        }
    }

    #[test]
    fn authors_with_semicolons_between_them_are_several() {
        for (written, author, authors) in [
            ("Jane Roe; Ann Lee", "Jane Roe", Some("Jane Roe; Ann Lee")),
            ("Roe, Jane;Lee, Ann", "Roe, Jane", Some("Roe, Jane; Lee, Ann")),
            ("the team; others", "the team; others", None),
            ("Jane Roe;", "Jane Roe;", None),
        ] {
            let mut rows = Rows::default();
            for title in ["T", ""] {
                let fields = [("text", "One."), ("title", title), ("author", written)];
                assert!(rows.add(row(&fields), Origin::default()));
            }
            let sources = rows.finish();
            let all = sources[0].properties.get("authors").map(String::as_str);
            assert_eq!((sources[0].author.as_deref(), all), (Some(author), authors), "{written}");
            let quote = &sources[1].quotes[0];
            let told = quote.properties.get("author").map(String::as_str);
            assert_eq!(quote.speaker.as_deref(), Some(author), "{written}");
            assert_eq!(told, authors.map(|_| written), "{written}");
        }
    }

    #[test]
    fn texts_of_a_list_are_paragraphs() {
        let mut rows = Rows::default();
        let list = |parts: [&'static str; 2]| Value::Many(parts.map(Cow::from).to_vec());
        let fields = vec![
            ("text".into(), list(["One.", "Two."])),
            ("note".into(), list(["Three.", "Four."])),
            ("author".into(), list(["Jane Roe", "Li"])),
        ];
        assert!(rows.add(fields, Origin::default()));
        let quote = rows.finish().remove(0).quotes.remove(0);
        let found = (quote.text.as_str(), quote.note.as_deref(), quote.speaker.as_deref());
        assert_eq!(found, ("One.\n\nTwo.", Some("Three.\n\nFour."), Some("Jane Roe, Li")));
    }

    #[test]
    fn rows_of_another_address_or_publication_are_of_another_source() {
        let (one, other) = (("url", "https://a.b/1"), ("url", "https://a.b/2"));
        let (first, second) = (("published", "2024-01-01"), ("published", "8 Jan 2024"));
        for (told, expected) in [
            (&[&[one][..], &[other], &[one]][..], &[2, 1][..]),
            (&[&[one], &[other], &[]], &[1, 2]),
            (&[&[one], &[other], &[one], &[]], &[3, 1]),
            (&[&[], &[other, second], &[]], &[1, 2]),
            (&[&[first], &[second], &[("published", "2024-01-01T10:00")]], &[2, 1]),
            (&[&[one, first], &[one, second], &[one]], &[3]),
            (&[&[("published", "soon")], &[("published", "late")]], &[2]),
            (&[&[("url", "https://a.b/1#x")], &[("url", "https://a.b/1#y")], &[one]], &[3]),
            (&[&[one], &[one, ("author", "A")], &[("author", "A")], &[]], &[2, 2]),
            (&[&[("conversation_id", "x")], &[("conversation_id", "y")], &[]], &[1, 1, 1]),
        ] {
            let mut rows = Rows::default();
            for more in told {
                let fields = [&[("text", "One."), ("title", "Home")], *more].concat();
                assert!(rows.add(row(&fields), Origin::default()));
            }
            let sources = rows.finish();
            let counts: Vec<usize> = sources.iter().map(|source| source.quotes.len()).collect();
            assert_eq!(counts, expected, "{told:?}");
        }
        let mut rows = Rows::default();
        for at in ["https://a.b/1#x", "https://a.b/1"] {
            assert!(rows.add(row(&[("text", "One."), ("title", "T"), ("url", at)]), Origin::default()));
        }
        let source = rows.finish().remove(0);
        let own: Vec<_> = source.quotes.iter().map(|quote| quote.properties.get(QUOTE_URL)).collect();
        assert_eq!(source.url.as_deref(), Some("https://a.b/1"));
        assert_eq!(own, [Some(&"https://a.b/1#x".to_owned()), None]);
    }

    #[test]
    fn rows_become_sources() {
        let mut rows = Rows::default();
        let book = [
            ("Highlight", "One"),
            ("Book Title", "B"),
            ("Book Author", "A"),
            ("Tags", "x, y"),
            ("Color", "red"),
        ];
        assert!(rows.add(row(&book), Origin::default()));
        assert!(rows.add(row(&[("quote", "Two"), ("author", "C"), ("date", "25")]), Origin::default()));
        assert!(rows.add(row(&[("text", "Three"), ("TITLE", "B"), ("author", "A")]), Origin::default()));
        assert!(!rows.add(row(&[("title", "B"), ("text", " ")]), Origin::default()));
        for tags in ["#x, y", "[\"x\", \"#y\"]", "['x', 'y']", "[x, y]"] {
            let mut rows = Rows::default();
            assert!(rows.add(row(&[("text", "One"), ("tags", tags)]), Origin::default()));
            assert_eq!(rows.finish()[0].quotes[0].tags, ["x", "y"], "{tags}");
        }
        let titled =
            [("Selection", "One"), ("Page URL", "http://a"), ("startTime", "0:05"), ("speaker_name", "D")];
        let mut named = Rows::default();
        assert!(named.add(row(&titled), Origin::default()));
        let named = named.finish().remove(0);
        assert_eq!((named.url.as_deref(), named.quotes[0].speaker.as_deref()), (Some("http://a"), Some("D")));
        assert_eq!(named.quotes[0].locator.as_deref(), Some("0:05"));
        for (name, value, date, locator) in [
            ("timestamp", "2021-05-01T10:00:00.123+00:00", Some("2021-05-01"), None),
            ("Timestamp", "1617286630", Some("2021-04-01"), None),
            ("ts", "1609459200.000100", Some("2021-01-01"), None),
            ("timestamp_ms", "1700000000000", Some("2023-11-14"), None),
            ("DateCreated", "2020-01-02T03:04:05.000", Some("2020-01-02"), None),
            ("location", "1200-12", None, Some("1200-12")),
            ("page", "1984", None, Some("1984")),
        ] {
            let mut rows = Rows::default();
            assert!(rows.add(row(&[("HighlightText", "One"), (name, value)]), Origin::default()));
            let quote = rows.finish().remove(0).quotes.remove(0);
            let found = quote.date.map(|date| date.to_string());
            assert_eq!((found.as_deref(), quote.locator.as_deref()), (date, locator), "{name}");
        }
        let mut sent = Rows::default();
        assert!(sent.add(row(&[("quote", "One"), ("author", "A"), ("from", "The Book")]), Origin::default()));
        assert_eq!(sent.finish()[0].quotes[0].speaker.as_deref(), Some("A"));
        let mut german = Rows::default();
        let fields = [
            ("Zitat", "Eins"),
            ("Autor", "A"),
            ("Titel", "T"),
            ("Seite", "3"),
            ("Datum", "3. Mai 2021"),
            ("Notiz", "n"),
            ("Schlagwörter", "a; b"),
        ];
        assert!(german.add(row(&fields), Origin::default()));
        let german = german.finish().remove(0);
        assert_eq!((german.title.as_str(), german.author.as_deref()), ("T", Some("A")));
        let quote = &german.quotes[0];
        assert_eq!((quote.locator.as_deref(), quote.note.as_deref()), (Some("3"), Some("n")));
        assert_eq!(quote.date.map(|date| date.to_string()).as_deref(), Some("2021-05-03"));
        assert_eq!(quote.tags, ["a", "b"]);
        let said = [("text", "Four"), ("user", "D"), ("author", "E"), ("created", "2020")];
        assert!(rows.add(row(&said), Origin::default()));
        let sources = rows.finish();
        assert_eq!(sources.len(), 2);
        let four = &sources[1].quotes[1];
        assert_eq!((four.speaker.as_deref(), four.properties["author"].as_str()), (Some("D"), "E"));
        assert_eq!(four.date.map(|date| date.to_string()).as_deref(), Some("2020-01-01"));
        assert_eq!((sources[0].title.as_str(), sources[0].author.as_deref()), ("B", Some("A")));
        assert_eq!(sources[0].quotes.len(), 2);
        assert_eq!(sources[0].quotes[0].tags, ["x", "y"]);
        assert_eq!(sources[0].quotes[0].properties["Color"], "red");
        assert_eq!(sources[1].quotes[0].speaker.as_deref(), Some("C"));
        assert_eq!(sources[1].quotes[0].properties["date"], "25");
    }
}
