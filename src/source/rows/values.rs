//! The values of a row, by the roles of its fields.

use std::borrow::Cow;

use super::{Fields, PARAGRAPHS, Value, tag};
use crate::source::html::{Tag, markup};
use crate::source::roles::Role;

/// What a field of that name is for that has this value: an address is no title, and a link to the program that was
/// written with none.
fn role_in(name: &str, value: &Value<'_>) -> Option<(Role, usize)> {
    let (role, rank) = Role::ranked_in_row(name)?;
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
pub(super) struct Roles<'t>([Option<Value<'t>>; Role::OF_ROW]);

impl<'t> Roles<'t> {
    /// Takes the best field for each role; gives the others too, those of the same role among them.
    pub(super) fn take(fields: Fields<'t>) -> (Self, impl Iterator<Item = (Cow<'t, str>, Value<'t>)>) {
        let mut best: [Option<(usize, usize)>; Role::OF_ROW] = [None; Role::OF_ROW];
        for (at, (name, value)) in fields.iter().enumerate() {
            if let Some((role, rank)) = role_in(name, value) {
                let best = &mut best[role as usize];
                *best = Some(best.map_or((rank, at), |best| best.min((rank, at))));
            }
        }
        let mut roles = Self([const { None }; Role::OF_ROW]);
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
