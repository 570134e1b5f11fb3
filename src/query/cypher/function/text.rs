//! Functions of text. Places in text are counted in characters.

use super::list::{LONGEST as LONGEST_LIST, out_of_range};
use super::{Given, wrong};
use crate::query::cypher::error::{Class, Fault, QueryError};
use crate::query::cypher::value::{Text, Value};

fn text<'v>(name: &str, value: &'v Value<'_>) -> Result<&'v str, QueryError> {
    match value {
        Value::Text(text) => Ok(text.as_str()),
        other => Err(wrong(name, other)),
    }
}

pub(super) fn mapped<'g>(name: &str, args: &[Value<'g>], map: fn(&str) -> String) -> Given<'g> {
    Ok(map(text(name, &args[0])?).into())
}

/// A part of a text, borrowed from where it lies.
pub(super) fn cut<'g>(name: &str, args: &[Value<'g>], cut: for<'t> fn(&'t str) -> &'t str) -> Given<'g> {
    match &args[0] {
        Value::Text(Text::Borrowed(text)) => Ok(cut(text).into()),
        other => Ok(cut(text(name, other)?).to_owned().into()),
    }
}

fn length(name: &str, value: &Value<'_>) -> Result<usize, QueryError> {
    match value {
        Value::Integer(number) => usize::try_from(*number).map_err(|_| {
            let message = format!("{name}() cannot take a negative number");
            QueryError::run(Class::ArgumentError, Fault::NumberOutOfRange, message)
        }),
        other => Err(wrong(name, other)),
    }
}

pub(super) fn left<'g>(args: &[Value<'g>]) -> Given<'g> {
    let length = length("left", &args[1])?;
    Ok(text("left", &args[0])?.chars().take(length).collect::<String>().into())
}

pub(super) fn right<'g>(args: &[Value<'g>]) -> Given<'g> {
    let (text, length) = (text("right", &args[0])?, length("right", &args[1])?);
    let skipped = text.chars().count().saturating_sub(length);
    Ok(text.chars().skip(skipped).collect::<String>().into())
}

pub(super) fn substring<'g>(args: &[Value<'g>]) -> Given<'g> {
    let start = length("substring", &args[1])?;
    let length = args.get(2).map_or(Ok(usize::MAX), |arg| length("substring", arg))?;
    Ok(text("substring", &args[0])?.chars().skip(start).take(length).collect::<String>().into())
}

/// The most bytes of a text that `replace` makes.
const LONGEST: usize = 1 << 25;

pub(super) fn replace<'g>(args: &[Value<'g>]) -> Given<'g> {
    let [whole, from, to] = [&args[0], &args[1], &args[2]].map(|arg| text("replace", arg));
    let (whole, from, to) = (whole?, from?, to?);
    let (mut made, mut end) = (String::with_capacity(whole.len()), 0);
    for (start, found) in whole.match_indices(from) {
        made.push_str(&whole[end..start]);
        made.push_str(to);
        end = start + found.len();
        if made.len() > LONGEST {
            return Err(out_of_range("replace() makes no text longer than 32 MB"));
        }
    }
    made.push_str(&whole[end..]);
    Ok(made.into())
}

pub(super) fn split<'g>(args: &[Value<'g>]) -> Given<'g> {
    let whole = text("split", &args[0])?;
    let separators: Vec<&str> = match &args[1] {
        Value::List(separators) => separators.iter().map(|s| text("split", s)).collect::<Result<_, _>>()?,
        one => vec![text("split", one)?],
    };
    let mut parts = vec![whole];
    for separator in separators {
        parts = parts.into_iter().flat_map(|part| split_by(part, separator)).take(LONGEST_LIST + 1).collect();
    }
    if parts.len() > LONGEST_LIST {
        return Err(out_of_range("split() makes no more than 1,000,000 values"));
    }
    Ok(Value::list(parts.into_iter().map(|part| part.to_owned().into())))
}

/// The parts between a separator; the characters, when it is empty.
fn split_by<'t>(text: &'t str, separator: &'t str) -> impl Iterator<Item = &'t str> {
    text.split(separator).filter(move |part| !separator.is_empty() || !part.is_empty())
}
