//! A piece of a transcript is a row that tells when it is heard; its words may go on in the next one.

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use super::{Fields, Value, text_field, words};
use crate::source::lines::ends_sentence;
use crate::source::roles::Role;
use crate::source::subtitles;

/// Whether a piece of a transcript goes on in the next one: it does not end a sentence, is not long, and has the same
/// speaker, and no [sign](subtitles::NEXT) begins the words of another.
pub(in crate::source) fn goes_on(fields: &Fields<'_>, next: &Fields<'_>) -> bool {
    let speaker = |fields: &Fields<'_>| best(fields, Role::Speaker);
    words(fields).is_some_and(|words| words.len() < LONG && !ends_sentence(&words))
        && words(next).is_some_and(|words| !words.starts_with(subtitles::NEXT))
        && speaker(fields) == speaker(next)
}

/// Who says it.
pub(in crate::source) fn said_by(fields: &Fields<'_>) -> Option<String> {
    best(fields, Role::Speaker).or_else(|| best(fields, Role::Author))
}

/// The best of the fields for a role, as a text.
fn best(fields: &Fields<'_>, role: Role) -> Option<String> {
    let ranked = fields.iter().filter_map(|(name, value)| Some((role.rank(name)?, value)));
    let best = ranked.min_by_key(|(rank, _)| *rank);
    best.map(|(_, value)| value.clone().joined().into_owned())
}

/// No piece that is longer goes on, in bytes.
const LONG: usize = 1000;

/// When a piece of a transcript begins and ends, of one that tells both; only those of one transcript compare. What a
/// reader has marked is no piece: it has a place in a text.
pub(in crate::source) fn span(fields: &Fields<'_>) -> Option<(f64, f64)> {
    let is_marked = |role| matches!(role, Role::Note | Role::Tags);
    if fields.iter().any(|(name, _)| Role::in_row(name).is_some_and(is_marked)) {
        return None;
    }
    let time = |role: Role| match fields.iter().find(|(name, _)| role.has(name))? {
        (_, Value::One(text)) => seconds(text),
        _ => None,
    };
    let begin = time(Role::Begin)?;
    let end = time(Role::End).or_else(|| Some(begin + time(Role::Duration)?));
    Some((begin, end?))
}

/// A time as a number: `3.2`, `0.3s`, `00:00:03,000`.
fn seconds(text: &str) -> Option<f64> {
    let text = text.trim().trim_end_matches('s').replace(',', ".");
    let sixties = |sum: f64, part: &str| Some(60.0 * sum + part.parse::<f64>().ok()?);
    text.split(':').try_fold(0.0, sixties).filter(|time| time.is_finite())
}

/// The piece without what captions tell beside its words; `None` when it has no others.
pub(in crate::source) fn without_sounds(mut fields: Fields<'_>) -> Option<Fields<'_>> {
    let name = text_field(&fields).map(|(name, _)| name.clone())?;
    let said = words(&fields).map(|words| subtitles::without_sounds(&words).trim().to_owned())?;
    let (_, value) = fields.iter_mut().find(|(field, _)| *field == name)?;
    *value = Value::One(said.clone().into());
    (!subtitles::is_sound(&said)).then_some(fields)
}

/// The piece without the [sign](subtitles::NEXT) that begins its words.
pub(in crate::source) fn unsigned(fields: &mut Fields<'_>) {
    let signed = words(fields).and_then(|words| Some(words.strip_prefix(subtitles::NEXT)?.trim().to_owned()));
    let name = text_field(fields).map(|(name, _)| name.clone());
    let Some((said, name)) = signed.zip(name) else { return };
    fields.iter_mut().filter(|(field, _)| *field == name).for_each(|(_, value)| {
        *value = Value::One(said.clone().into());
    });
}

/// Joins the next piece of a transcript to one: of what is not the same in both, the place of the first stays.
pub(in crate::source) fn join<'t>(fields: &mut Fields<'t>, next: &Fields<'t>) {
    let Some(name) = text_field(fields).map(|(name, _)| name.clone()) else { return };
    let said: Vec<Cow<'_, str>> = [words(fields), words(next)].into_iter().flatten().collect();
    let said = said.join(" ");
    let others: FxHashMap<&str, &Value<'_>> = next.iter().map(|(name, value)| (&**name, value)).collect();
    let is_same = |(name, value): &(Cow<'_, str>, Value<'_>)| others.get(&**name) == Some(&value);
    fields.retain(|field| field.0 != name && (Role::Locator.has(&field.0) || is_same(field)));
    fields.push((name, Value::One(said.into())));
}
