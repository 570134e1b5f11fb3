//! The properties of nodes and relationships, as values.

use super::Property;
use crate::graph::{LinkRef, MentionRef, QuoteRef, SourceRef};
use crate::link::Kind;
use crate::query::cypher::value::Value;
use crate::text::compose;

pub(super) fn texts<'k>(texts: impl Iterator<Item = &'k str>) -> Value<'k> {
    Value::list(texts.map(Value::from))
}

/// Fields that the format has and the program does not know, as a map.
fn others<'k>(others: impl ExactSizeIterator<Item = (&'k str, &'k str)>) -> Value<'k> {
    if others.len() == 0 {
        Value::Null
    } else {
        Value::map(others.map(|(key, value)| (key.into(), value.into())))
    }
}

fn date<'k>(date: Option<jiff::civil::Date>) -> Value<'k> {
    date.map(crate::query::temporal::Temporal::from).into()
}

pub(super) fn source_property(source: SourceRef<'_>, key: Property) -> Value<'_> {
    match key {
        Property::Id => source.id().into(),
        Property::Title => source.title().into(),
        Property::Date => date(source.date()),
        Property::Url => source.url().into(),
        Property::Tags => texts(source.tags()),
        // Literals are composed; the names of files are as they are.
        Property::Path if !source.path().is_ascii() => compose(source.path()).text.into(),
        Property::Path => source.path().into(),
        Property::Properties => others(source.properties()),
        _ => Value::Null,
    }
}

pub(super) fn quote_property(quote: QuoteRef<'_>, key: Property) -> Value<'_> {
    match key {
        Property::Id => quote.id().into(),
        Property::Text => quote.text().into(),
        Property::Ordinal => Value::Integer(quote.ordinal().into()),
        Property::Date => date(quote.date()),
        Property::Locator => quote.locator().into(),
        Property::Note => quote.note().into(),
        Property::Tags => texts(quote.tags()),
        Property::Properties => others(quote.properties()),
        _ => Value::Null,
    }
}

/// All values that the lists of a property of links can have in them, where these are some few.
pub(super) fn values_of(key: Property) -> &'static [&'static str] {
    match key {
        Property::Kinds => &["explicit", "implied"],
        Property::Polarities => &["asserted", "negated", "asked", "hypothetical"],
        _ => &[],
    }
}

pub(super) fn link_property<'g>(link: LinkRef<'g>, key: Property) -> Value<'g> {
    let each = link.mentions();
    match key {
        Property::Count => Value::Integer(each.len() as i64),
        Property::Confidence => link.confidence().into(),
        Property::Starts => Value::list(each.map(|mention| Value::Integer(mention.span().start.into()))),
        Property::Ends => Value::list(each.map(|mention| Value::Integer(mention.span().end.into()))),
        Property::Texts => texts(each.map(|mention| mention.words())),
        Property::Kinds => texts(each.map(|mention| match mention.kind() {
            Kind::Explicit => "explicit",
            Kind::Implied => "implied",
        })),
        Property::Negated => link.negated().into(),
        Property::Polarities => texts(each.map(|mention| mention.polarity().name())),
        Property::Rules => texts(each.map(|mention| mention.rule())),
        Property::Triggers => {
            let words = |mention: MentionRef<'g>| link.quote().words(mention.trigger()?);
            Value::list(each.map(|mention| words(mention).into()))
        }
        _ => Value::Null,
    }
}
