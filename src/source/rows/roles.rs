//! The role of a field is what it is for, as its name tells.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{Fields, PARAGRAPHS, Value, tag};
use crate::source::html::{Tag, markup};
use crate::text::data_lines;

/// What a field is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Role {
    Text,
    Author,
    Speaker,
    Title,
    SourceId,
    Date,
    Published,
    Url,
    Locator,
    Tags,
    SourceTags,
    Note,
}

/// The roles, as the file of their names calls them.
const ROLES: [(Role, &str); 12] = [
    (Role::Text, "text"),
    (Role::Author, "author"),
    (Role::Speaker, "speaker"),
    (Role::Title, "title"),
    (Role::SourceId, "source id"),
    (Role::Date, "date"),
    (Role::Published, "published"),
    (Role::Url, "url"),
    (Role::Locator, "locator"),
    (Role::Tags, "tags"),
    (Role::SourceTags, "source tags"),
    (Role::Note, "note"),
];

/// The names that fields may have: role and name, the better of a role before the worse.
fn named() -> impl Iterator<Item = (Role, &'static str)> {
    let role = |called: &str| ROLES.iter().find(|(_, own)| *own == called).map(|(role, _)| *role);
    let lines = data_lines(include_str!("fields.txt")).filter_map(move |line| {
        let (called, names) = line.split_once(": ")?;
        Some((role(called)?, names))
    });
    lines.flat_map(|(role, names)| names.split(", ").map(move |name| (role, name)))
}

/// The role of a field of that name, and how good a name it is for it, the best the least.
pub(super) fn role_of(name: &str) -> Option<(Role, usize)> {
    static NAMED: LazyLock<FxHashMap<&str, (Role, usize)>> =
        LazyLock::new(|| named().enumerate().map(|(rank, (role, name))| (name, (role, rank))).collect());
    NAMED.get(&*plain(name)).copied()
}

/// What a field of that name is for that has this value: an address is no title, and a link to the program that was
/// written with none.
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

    /// The words without [markup]; of a list, but of titles, in paragraphs.
    pub(super) fn words(&mut self, role: Role) -> Option<Cow<'t, str>> {
        let words = match role {
            Role::Title => self.one(role),
            _ => self.value(role).map(|value| trimmed(value.joined_by(PARAGRAPHS))),
        };
        words.map(markup::stripped).filter(|text| !text.is_empty())
    }

    pub(super) fn many(&mut self, role: Role) -> Vec<String> {
        match self.value(role) {
            Some(Value::Many(parts)) => parts.iter().filter_map(|part| tag(part)).collect(),
            Some(Value::One(text)) => match serde_json::from_str::<Vec<String>>(&text) {
                Ok(parts) => parts.iter().filter_map(|part| tag(part)).collect(),
                Err(_) => listed(&text).filter_map(tag).collect(),
            },
            Some(Value::Nested(_)) | None => Vec::new(),
        }
    }
}

/// What stands between commas or semicolons; in a list as Python writes it, `['a', 'b']`, without its marks.
fn listed(text: &str) -> impl Iterator<Item = &str> {
    let inside = text.trim().strip_prefix('[').and_then(|text| text.strip_suffix(']'));
    let marks: &[char] = if inside.is_some() { &[' ', '\'', '"'] } else { &[] };
    inside.unwrap_or(text).split([',', ';']).map(move |part| part.trim_matches(marks))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_names_has_a_role_and_no_name_two() {
        let lines = data_lines(include_str!("fields.txt"));
        assert_eq!(named().count(), lines.map(|line| line.split(", ").count()).sum::<usize>());
        for (role, called) in ROLES {
            assert!(named().any(|(own, _)| own == role), "{called}");
        }
        for (role, name) in named() {
            assert_eq!(role_of(name).map(|(own, _)| own), Some(role), "{name}");
            assert_eq!(plain(name), name);
        }
    }
}
