//! The role of a field is what it is for, as its name tells.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Fields, Value, tag};
use crate::source::html::{Tag, markup};

/// What a field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
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
    (
        Role::Text,
        &[
            "quote",
            "highlight",
            "text",
            "full text",
            "quotation",
            "passage",
            "excerpt",
            "content",
            "body",
            "zitat",
            "cita",
            "citation",
            "citazione",
            "citação",
            "citaat",
            "selection",
            "sentence",
            "utterance",
            "transcript",
            "quote text",
            "quotetext",
            "highlight text",
            "highlighted text",
            "text content",
            "string",
            "message",
            "tweet",
            "abstract",
            "abstract note",
            "quotes",
            "content text",
            "content html",
            "comment text",
            "selftext",
        ],
    ),
    (
        Role::Author,
        &[
            "author",
            "book author",
            "document author",
            "autor",
            "auteur",
            "autore",
            "autorin",
            "authors",
            "quote author",
            "quoteauthor",
            "attribution",
        ],
    ),
    (
        Role::Speaker,
        &["speaker", "user profile", "user", "speaker name", "speaker label", "said by", "speaker id"],
    ),
    (
        Role::Title,
        &[
            "title",
            "book title",
            "document title",
            "source title",
            "source",
            "book",
            "titel",
            "titre",
            "título",
            "titolo",
            "story title",
            "page name",
        ],
    ),
    (
        Role::Date,
        &[
            "date",
            "highlighted at",
            "created",
            "created at",
            "created date",
            "date created",
            "creation date",
            "create time",
            "created utc",
            "datetime",
            "date time",
            "timestamp ms",
            "ts",
            "year",
            "created time",
            "datum",
            "fecha",
        ],
    ),
    (Role::Published, &["published", "published at", "published date", "date published", "publication date"]),
    (Role::Url, &["url", "uri", "source url", "link", "page url", "story url"]),
    (
        Role::Locator,
        &[
            "location",
            "locator",
            "page",
            "timestamp",
            "time stamp",
            "start",
            "start time",
            "starttime",
            "seite",
            "página",
            "pagina",
        ],
    ),
    (
        Role::Tags,
        &[
            "tags",
            "tag",
            "manual tags",
            "labels",
            "schlagwörter",
            "schlagworte",
            "étiquettes",
            "mots clés",
            "etiquetas",
        ],
    ),
    (Role::SourceTags, &["document tags", "source tags", "book tags"]),
    (
        Role::Note,
        &[
            "note",
            "notes",
            "comment",
            "annotation",
            "notiz",
            "kommentar",
            "commentaire",
            "nota",
            "comentario",
        ],
    ),
];

/// The role of a field of that name, and how good a name it is for it, 0 the best.
pub(super) fn role_of(name: &str) -> Option<(Role, usize)> {
    static NAMED: LazyLock<FxHashMap<&str, (Role, usize)>> = LazyLock::new(|| {
        let ranked = |&(role, names): &(Role, &'static [&str])| {
            names.iter().enumerate().map(move |(rank, name)| (*name, (role, rank)))
        };
        ROLES.iter().flat_map(ranked).collect()
    });
    NAMED.get(&*plain(name)).copied()
}

/// What a field of that name is for that has this value: an address is no title, and a link to the program that was written with none.
fn role_in(name: &str, value: &Value<'_>) -> Option<(Role, usize)> {
    let (role, rank) = role_of(name)?;
    match value {
        Value::Nested(_) => None,
        Value::One(text) if role == Role::Title && is_address(text) => Some((Role::Url, usize::MAX)),
        Value::One(text) if role == Role::Title && is_link(text) => None,
        _ => Some((role, rank)),
    }
}

fn is_address(text: &str) -> bool {
    let text = text.trim();
    ["http://", "https://"].iter().any(|scheme| text.starts_with(scheme)) && !text.contains(' ')
}

/// Whether a text begins with the tag of a link.
fn is_link(text: &str) -> bool {
    Tag::at_start(text.trim_start()).is_some_and(|tag| tag.is("a"))
}

/// The values of the fields that have a role, by role.
pub(super) struct Roles<'t>([Option<Value<'t>>; ROLES.len()]);

impl<'t> Roles<'t> {
    /// Takes the best field for each role; gives the others too, those of the same role among them.
    pub(super) fn take(fields: Fields<'t>) -> (Self, impl Iterator<Item = (Cow<'t, str>, Value<'t>)>) {
        let mut best: [Option<(usize, usize)>; ROLES.len()] = [None; ROLES.len()];
        for (at, (name, value)) in fields.iter().enumerate() {
            if let Some((role, rank)) = role_in(name, value) {
                let best = &mut best[role as usize];
                *best = Some(best.map_or((rank, at), |best| best.min((rank, at))));
            }
        }
        let mut roles = Self([const { None }; ROLES.len()]);
        let mut others = Vec::new();
        for (at, (name, value)) in fields.into_iter().enumerate() {
            match best.iter().position(|best| best.is_some_and(|best| best.1 == at)) {
                Some(role) => roles.0[role] = Some(value),
                None => others.push((name, value)),
            }
        }
        (roles, others.into_iter())
    }

    fn value(&mut self, role: Role) -> Option<Value<'t>> {
        self.0[role as usize].take()
    }

    pub(super) fn one(&mut self, role: Role) -> Option<Cow<'t, str>> {
        self.value(role).map(|value| trimmed(value.joined())).filter(|text| !text.is_empty())
    }

    /// The words without [markup].
    pub(super) fn words(&mut self, role: Role) -> Option<Cow<'t, str>> {
        self.one(role).map(markup::stripped).filter(|text| !text.is_empty())
    }

    pub(super) fn many(&mut self, role: Role) -> Vec<String> {
        match self.value(role) {
            Some(Value::Many(parts)) => parts.iter().filter_map(|part| tag(part)).collect(),
            Some(Value::One(text)) => match serde_json::from_str::<Vec<String>>(&text) {
                Ok(parts) => parts.iter().filter_map(|part| tag(part)).collect(),
                Err(_) => text.split([',', ';']).filter_map(tag).collect(),
            },
            Some(Value::Nested(_)) | None => Vec::new(),
        }
    }
}

fn trimmed(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => text.trim().into(),
        Cow::Owned(text) if text.trim().len() == text.len() => text.into(),
        Cow::Owned(text) => text.trim().to_owned().into(),
    }
}

/// A name without what does not matter in it: `Page_URL`, `pageUrl` and `page url` are one.
pub(in crate::source) fn plain(name: &str) -> Cow<'_, str> {
    if name.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return name.into();
    }
    let (mut plain, mut is_small) = (String::with_capacity(name.len() + 1), false);
    for c in name.trim().chars() {
        if is_small && c.is_uppercase() {
            plain.push(' ');
        }
        is_small = c.is_lowercase();
        match c {
            '_' | '-' => plain.push(' '),
            _ => plain.extend(c.to_lowercase()),
        }
    }
    plain.into()
}
