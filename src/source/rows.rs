//! A row is one quote with its fields by name, as tables and JSON objects have it.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::{Origin, Quote, Source, dates};

/// What a field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Role {
    Text,
    Author,
    Speaker,
    Title,
    Date,
    Published,
    Url,
    Locator,
    Tags,
    SourceTags,
    Note,
}

/// The names that a field may have, the better before the worse; case, `_` and `-` do not matter.
const ROLES: [(Role, &[&str]); 11] = [
    (Role::Text, &["quote", "highlight", "text", "content", "body"]),
    (Role::Author, &["author", "book author", "document author"]),
    (Role::Speaker, &["speaker"]),
    (Role::Title, &["title", "book title", "document title", "source title", "source"]),
    (Role::Date, &["date", "highlighted at", "created", "created at"]),
    (Role::Published, &["published", "published at"]),
    (Role::Url, &["url", "uri", "source url", "link"]),
    (Role::Locator, &["location", "locator", "page", "timestamp"]),
    (Role::Tags, &["tags", "tag"]),
    (Role::SourceTags, &["document tags", "source tags"]),
    (Role::Note, &["note", "notes", "comment"]),
];

/// The names of fields that hold the words, to tell people what was expected.
pub(super) const TEXT_FIELDS: &str = "text, quote, highlight, content or body";

/// The fields of a row by their names, with empty ones left out.
pub(super) type Fields = BTreeMap<String, Value>;

/// A field's value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    One(String),
    Many(Vec<String>),
}

/// Rows on their way to sources: those with the same title and author are one source, in order of appearance.
#[derive(Default)]
pub(super) struct Rows {
    sources: Vec<Source>,
    places: FxHashMap<(String, Option<String>), usize>,
}

impl Rows {
    /// Takes a row; `false` when it has no words.
    pub(super) fn add(&mut self, mut fields: Fields, origin: Origin) -> bool {
        let mut roles = Roles::take(&mut fields);
        let Some(text) = roles.one(Role::Text) else { return false };
        let mut quote = Quote { text, origin, ..Quote::default() };
        let source = self.source(&mut roles);
        quote.speaker = roles.one(Role::Speaker).or_else(|| roles.one(Role::Author));
        quote.locator = roles.one(Role::Locator);
        quote.note = roles.one(Role::Note);
        quote.tags = roles.many(Role::Tags);
        quote.properties = fields.into_iter().map(|(name, value)| (name, value.joined())).collect();
        if let Some(date) = roles.one(Role::Date) {
            quote.date = dates::parse(&date);
            if quote.date.is_none() {
                quote.properties.insert("date".to_owned(), date);
            }
        }
        source.quotes.push(quote);
        true
    }

    /// The source of the row. Without a title its address names it; without both the file does, and then the author
    /// is left to be the quote's speaker.
    fn source(&mut self, roles: &mut Roles) -> &mut Source {
        let url = roles.one(Role::Url);
        let title = roles.one(Role::Title);
        let author = if title.is_some() { roles.one(Role::Author) } else { None };
        let name = title.or_else(|| url.clone()).unwrap_or_default();
        let at = *self.places.entry((name.clone(), author.clone())).or_insert_with(|| {
            self.sources.push(Source { title: name, author, url, ..Source::default() });
            self.sources.len() - 1
        });
        let source = &mut self.sources[at];
        for tag in roles.many(Role::SourceTags) {
            if !source.tags.contains(&tag) {
                source.tags.push(tag);
            }
        }
        if let Some(date) = roles.one(Role::Published) {
            source.date = source.date.or(dates::parse(&date));
        }
        source
    }

    /// The sources.
    pub(super) fn finish(self) -> Vec<Source> {
        self.sources
    }
}

/// True when one of the names is that of a field that holds the words.
pub(super) fn has_text<'n>(mut names: impl Iterator<Item = &'n str>) -> bool {
    names.any(|name| role_of(name).is_some_and(|(role, _)| role == Role::Text))
}

/// The role of a field of that name, and how good a name it is for it, 0 the best.
fn role_of(name: &str) -> Option<(Role, usize)> {
    let name = name.trim().to_lowercase().replace(['_', '-'], " ");
    ROLES.iter().find_map(|(role, names)| names.iter().position(|n| *n == name).map(|rank| (*role, rank)))
}

/// The fields that have a role.
struct Roles(Vec<(Role, Value)>);

impl Roles {
    /// Takes the best field for each role out of the fields; others of the same role stay there.
    fn take(fields: &mut Fields) -> Self {
        let mut best: Vec<(Role, usize, String)> = fields
            .keys()
            .filter_map(|name| role_of(name).map(|(role, rank)| (role, rank, name.clone())))
            .collect();
        best.sort_by(|a, b| (a.0 as u8, a.1, &a.2).cmp(&(b.0 as u8, b.1, &b.2)));
        best.dedup_by_key(|(role, ..)| *role);
        Self(
            best.into_iter()
                .filter_map(|(role, _, name)| fields.remove(&name).map(|value| (role, value)))
                .collect(),
        )
    }

    fn value(&mut self, role: Role) -> Option<Value> {
        let at = self.0.iter().position(|(found, _)| *found == role)?;
        Some(self.0.swap_remove(at).1)
    }

    fn one(&mut self, role: Role) -> Option<String> {
        self.value(role).map(|value| value.joined().trim().to_owned()).filter(|text| !text.is_empty())
    }

    fn many(&mut self, role: Role) -> Vec<String> {
        let parts = match self.value(role) {
            Some(Value::Many(parts)) => parts,
            Some(Value::One(text)) => text.split(',').map(str::to_owned).collect(),
            None => Vec::new(),
        };
        parts.iter().map(|part| part.trim()).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }
}

impl Value {
    fn joined(self) -> String {
        match self {
            Self::One(text) => text,
            Self::Many(parts) => parts.join(", "),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(fields: &[(&str, &str)]) -> Fields {
        fields.iter().map(|(name, value)| ((*name).to_owned(), Value::One((*value).to_owned()))).collect()
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
        assert!(rows.add(row(&[("quote", "Two"), ("author", "C"), ("date", "2025")]), Origin::default()));
        assert!(rows.add(row(&[("text", "Three"), ("TITLE", "B"), ("author", "A")]), Origin::default()));
        assert!(!rows.add(row(&[("title", "B"), ("text", " ")]), Origin::default()));
        let sources = rows.finish();
        assert_eq!(sources.len(), 2);
        assert_eq!((sources[0].title.as_str(), sources[0].author.as_deref()), ("B", Some("A")));
        assert_eq!(sources[0].quotes.len(), 2);
        assert_eq!(sources[0].quotes[0].tags, ["x", "y"]);
        assert_eq!(sources[0].quotes[0].properties["Color"], "red");
        assert_eq!(sources[1].quotes[0].speaker.as_deref(), Some("C"));
        assert_eq!(sources[1].quotes[0].properties["date"], "2025");
    }
}
