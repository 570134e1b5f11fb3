//! A JSON value as it stands in a text: its strings are not copied where nothing in them is escaped.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

use crate::source::roles::Role;

/// A value.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Json<'t> {
    Null,
    /// A string.
    Text(Cow<'t, str>),
    /// A number, or yes or no, written out.
    Plain(String),
    List(Vec<Json<'t>>),
    Object(Object<'t>),
}

impl<'t> Json<'t> {
    pub(super) fn as_str(&self) -> Option<&str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    pub(super) fn as_list(&self) -> Option<&[Self]> {
        if let Self::List(items) = self { Some(items) } else { None }
    }

    /// The first item of a list.
    pub(super) fn first(&self) -> Option<&Self> {
        self.as_list()?.first()
    }

    /// The value of a name in an object.
    pub(super) fn get(&self, name: &str) -> Option<&Self> {
        if let Self::Object(object) = self { object.get(name) } else { None }
    }

    /// The [texts](Object::texts) of a role in an object.
    pub(super) fn texts(&self, role: Role) -> Vec<&str> {
        if let Self::Object(object) = self { object.texts(role) } else { Vec::new() }
    }
}

impl fmt::Display for Json<'_> {
    /// As JSON writes it, without spaces.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Text(text) => write_text(text, f),
            Self::Plain(plain) => f.write_str(plain),
            Self::List(items) => {
                f.write_str("[")?;
                for (n, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if n > 0 { "," } else { "" })?;
                }
                f.write_str("]")
            }
            Self::Object(Object(values)) => {
                f.write_str("{")?;
                for (n, (name, value)) in values.iter().enumerate() {
                    f.write_str(if n > 0 { "," } else { "" })?;
                    write_text(name, f)?;
                    write!(f, ":{value}")?;
                }
                f.write_str("}")
            }
        }
    }
}

fn write_text(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(&serde_json::to_string(text).map_err(|_| fmt::Error)?)
}

/// Values by name, in the order of the names; of those that have one name the last.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Object<'t>(Vec<(Cow<'t, str>, Json<'t>)>);

impl<'t> Object<'t> {
    fn of(mut values: Vec<(Cow<'t, str>, Json<'t>)>) -> Self {
        values.sort_by(|a, b| a.0.cmp(&b.0));
        values.dedup_by(|later, kept| {
            later.0 == kept.0 && {
                std::mem::swap(later, kept);
                true
            }
        });
        Self(values)
    }

    fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|value| (*value.0).cmp(name))
    }

    pub(super) fn get(&self, name: &str) -> Option<&Json<'t>> {
        Some(&self.0[self.place(name).ok()?].1)
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| &**name)
    }

    /// The values whose names have a role, the better before the worse.
    pub(super) fn of_role(&self, role: Role) -> Vec<&Json<'t>> {
        let ranked = self.0.iter().filter_map(|(name, value)| Some((role.rank(name)?, value)));
        let mut ranked: Vec<_> = ranked.collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, value)| value).collect()
    }

    /// The strings among those.
    pub(super) fn texts(&self, role: Role) -> Vec<&str> {
        self.of_role(role).into_iter().filter_map(Json::as_str).collect()
    }

    /// The best of those strings.
    pub(super) fn text_mut(&mut self, role: Role) -> Option<&mut Cow<'t, str>> {
        let ranked = self.0.iter_mut().filter_map(|(name, value)| match value {
            Json::Text(text) => Some((role.rank(name)?, text)),
            _ => None,
        });
        ranked.min_by_key(|(rank, _)| *rank).map(|(_, text)| text)
    }

    pub(super) fn remove(&mut self, name: &str) -> Option<Json<'t>> {
        Some(self.0.remove(self.place(name).ok()?).1)
    }

    pub(super) fn insert(&mut self, name: &'static str, value: Json<'t>) {
        match self.place(name) {
            Ok(at) => self.0[at].1 = value,
            Err(at) => self.0.insert(at, (name.into(), value)),
        }
    }
}

impl<'t> IntoIterator for Object<'t> {
    type Item = (Cow<'t, str>, Json<'t>);
    type IntoIter = std::vec::IntoIter<Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'t> Deserialize<'t> for Json<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        Values { depth: 0 }.deserialize(deserializer)
    }
}

/// A name in an object.
#[derive(serde::Deserialize)]
#[serde(transparent)]
struct Name<'t>(#[serde(borrow)] Cow<'t, str>);

/// Makes a value of what stands in the text, within so many others.
struct Values {
    depth: usize,
}

/// What is within more values is left out of one, so that no nesting can exhaust a stack.
const DEEPEST: usize = 64;

impl Values {
    fn within(&self) -> Self {
        Self { depth: self.depth + 1 }
    }
}

impl<'t> DeserializeSeed<'t> for Values {
    type Value = Json<'t>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Json<'t>, D::Error> {
        if self.depth > DEEPEST {
            return IgnoredAny::deserialize(deserializer).map(|_| Json::Null);
        }
        deserializer.deserialize_any(self)
    }
}

impl<'t> Visitor<'t> for Values {
    type Value = Json<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any valid JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json<'t>, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Json<'t>, E> {
        Ok(Json::Plain(yes.to_string()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json<'t>, E> {
        Ok(Json::Plain(number.to_string()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json<'t>, E> {
        Ok(Json::Plain(number.to_string()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Json<'t>, E> {
        Ok(Number::from_f64(number).map_or(Json::Null, |number| Json::Plain(number.to_string())))
    }

    fn visit_borrowed_str<E>(self, text: &'t str) -> Result<Json<'t>, E> {
        Ok(Json::Text(text.into()))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json<'t>, E> {
        Ok(Json::Text(text.to_owned().into()))
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut items: A) -> Result<Json<'t>, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element_seed(self.within())? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'t>>(self, mut entries: A) -> Result<Json<'t>, A::Error> {
        let mut values = Vec::new();
        while let Some(Name(name)) = entries.next_key()? {
            values.push((name, entries.next_value_seed(self.within())?));
        }
        Ok(Json::Object(Object::of(values)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_as_they_stand() {
        let text = r#"{"b": [1, -2.50, true, null], "a": "x\ny", "b": {"c": "z"}, "A": 1e2}"#;
        let Json::Object(mut object) = serde_json::from_str(text).unwrap() else { panic!("an object") };
        assert_eq!(object.get("b").and_then(|b| b.get("c")?.as_str()), Some("z"), "the last of a name");
        assert_eq!(object.get("b").map(ToString::to_string).as_deref(), Some(r#"{"c":"z"}"#));
        object.insert("b", serde_json::from_str("[1, -2.50, true, null]").unwrap());
        assert_eq!(object.remove("A"), Some(Json::Plain("100.0".to_owned())));
        assert_eq!(object.remove("A"), None);
        let plain = ["1", "-2.5", "true"].map(|plain| Json::Plain(plain.to_owned()));
        let list = plain.into_iter().chain([Json::Null]).collect();
        let expected = [("a", Json::Text("x\ny".into())), ("b", Json::List(list))];
        let written = Json::Object(object.clone()).to_string();
        assert_eq!(written, r#"{"a":"x\ny","b":[1,-2.5,true,null]}"#);
        assert_eq!(
            object.into_iter().collect::<Vec<_>>(),
            expected.map(|(name, value)| (name.into(), value))
        );
        assert!(serde_json::from_str::<Json<'_>>("{\"a\": }").is_err());
    }

    #[test]
    fn nothing_is_nested_too_deeply_to_be_read() {
        let deep = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        let written = |depth| serde_json::from_str::<Json<'_>>(&deep(depth)).unwrap().to_string();
        assert_eq!(written(DEEPEST), deep(DEEPEST));
        assert_eq!(written(100_000), deep(DEEPEST + 1).replace('1', "null"));
    }
}
