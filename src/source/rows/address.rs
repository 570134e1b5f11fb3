//! The address of a source is that of a row without what leads to a place within it.

use std::borrow::Cow;

use crate::source::roles::Role;

/// The address without its fragment and without the places in its query: `https://a.b/c?v=1&t=90s#part` is
/// `https://a.b/c?v=1`. A fragment that is a path is kept, for a page is there: `https://a.b/#/c`. O(address).
pub(super) fn of_source(address: &str) -> Cow<'_, str> {
    let (whole, fragment) = address.split_once('#').unwrap_or((address, ""));
    if fragment.starts_with(['/', '!']) {
        return address.into();
    }
    let Some((page, query)) = whole.split_once('?') else { return whole.into() };
    let kept: Vec<&str> = query.split('&').filter(|part| !is_place(part)).collect();
    match kept.join("&") {
        kept if kept.len() == query.len() => whole.into(),
        kept if kept.is_empty() => page.into(),
        kept => format!("{page}?{kept}").into(),
    }
}

/// Whether a part of a query tells a place by a number: `t=90s`, `location=123`.
fn is_place(part: &str) -> bool {
    let is_named = |name: &str| Role::Place.has(name) || Role::Locator.has(name);
    let place = part.split_once('=').filter(|(_, value)| value.starts_with(|c: char| c.is_ascii_digit()));
    place.is_some_and(|(name, _)| is_named(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_no_part_of_an_address() {
        for (address, expected) in [
            ("https://a.b/c", "https://a.b/c"),
            ("https://a.b/c#:~:text=words", "https://a.b/c"),
            ("https://a.b/#/c", "https://a.b/#/c"),
            ("https://a.b/#!c", "https://a.b/#!c"),
            ("https://a.b/c?id=7#part", "https://a.b/c?id=7"),
            ("https://a.b/watch?v=x&t=90s", "https://a.b/watch?v=x"),
            ("https://a.b/x?t=90", "https://a.b/x"),
            ("kindle://book?action=open&asin=B0&location=55", "kindle://book?action=open&asin=B0"),
            ("https://a.b/?page=about", "https://a.b/?page=about"),
            ("https://a.b/?", "https://a.b/?"),
            ("", ""),
        ] {
            assert_eq!(of_source(address), expected, "{address}");
        }
    }
}
