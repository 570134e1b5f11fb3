//! Addresses are those of pages and mail: their words are names that nobody chose for what they say.

use std::iter;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::Span;

/// The addresses of a text.
pub(crate) struct Addresses(Vec<Range<usize>>);

impl Addresses {
    /// Looks for them. O(n), at the speed of memchr where there are none.
    pub(crate) fn of(text: &str) -> Self {
        Self(words(text).filter_map(|word| address(text, word)).collect())
    }

    /// Whether a place in the text has something of an address. O(log n).
    pub(crate) fn meet(&self, place: Span) -> bool {
        let Range { start, end } = place.range();
        let next = self.0.partition_point(|address| address.end <= start);
        self.0.get(next).is_some_and(|address| address.start < end)
    }
}

/// The addresses of a text, which are looked for when a place may have something of one.
pub(crate) struct LazyAddresses<'t> {
    text: &'t str,
    found: Option<Addresses>,
}

impl<'t> LazyAddresses<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        Self { text, found: None }
    }

    /// Whether a place in the text has something of an address, and is none itself. O(1) for words by themselves, else
    /// O(log n) but for the first.
    pub(crate) fn meet(&mut self, place: Span) -> bool {
        !miss(self.text, place) && self.found.get_or_insert_with(|| Addresses::of(self.text)).meet(place)
    }
}

/// Whether a place in a text is words by themselves, so that it has nothing of an address, unless it is one. O(1).
fn miss(text: &str, place: Span) -> bool {
    let (before, behind) = (&text.as_bytes()[..place.start as usize], &text.as_bytes()[place.end as usize..]);
    let ends = |byte: &u8| matches!(byte, b' ' | b'\n' | b'(' | b')' | b'"');
    let behind = match behind {
        [b'.' | b',' | b';' | b':', rest @ ..] => rest,
        rest => rest,
    };
    before.last().is_none_or(ends) && behind.first().is_none_or(ends)
}

const WWW: &str = "www.";
static FIND_WWW: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(WWW));

/// The words in which an address may be told by a mark, in order. A mark behind which a word is known to go on is passed
/// over, so that no word is looked at twice.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut signs = memchr::memchr2_iter(b':', b'@', text.as_bytes()).peekable();
    let mut www = FIND_WWW.find_iter(text.as_bytes()).peekable();
    let marks = iter::from_fn(move || match (signs.peek(), www.peek()) {
        (Some(sign), Some(at)) if at < sign => www.next(),
        (None, _) => www.next(),
        _ => signs.next(),
    });
    let mut done = 0;
    marks.filter_map(move |mark| {
        let before = text.get(done..mark)?;
        let start = mark - before.rsplit(ends).next().map_or(0, str::len);
        done = mark + text[mark..].find(ends).unwrap_or(text.len() - mark);
        Some(start..done)
    })
}

/// The address in a word, which has no second one: from the scheme before `://`, from `www.`, or from the name before an `@`
/// to the end of the word, whichever is first. O(n).
fn address(text: &str, within: Range<usize>) -> Option<Range<usize>> {
    let word = &text[within.clone()];
    let scheme = word.find("://").map(|at| at - len_at_end(&word[..at], |c| c.is_ascii_alphanumeric()));
    let mut hosts = word.match_indices(WWW).map(|(at, _)| at);
    let host = hosts.find(|at| !word[..*at].ends_with(char::is_alphanumeric));
    let page = scheme.into_iter().chain(host).min().map(|start| start..word.len());
    let first = page.into_iter().chain(mail(word)).min_by_key(|address| address.start)?;
    Some(within.start + first.start..within.start + first.end)
}

/// The first address of mail in a word.
fn mail(word: &str) -> Option<Range<usize>> {
    let end = word.trim_end_matches(['.', ',', ';', ':']).len();
    let last_dot = word[..end].rfind('.')?;
    let mut names =
        word[..last_dot].match_indices('@').map(|(at, _)| (at, len_at_end(&word[..at], is_of_name)));
    names.find(|(_, len)| *len > 0).map(|(at, len)| at - len..end)
}

/// The bytes at the end of a text that are of one kind.
fn len_at_end(text: &str, is_of_kind: fn(char) -> bool) -> usize {
    text.len() - text.trim_end_matches(is_of_kind).len()
}

/// True for what the name before an `@` is made of.
fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || "._%+-".contains(c)
}

/// True for what is no part of an address.
fn ends(c: char) -> bool {
    c.is_whitespace() || "<>\"()[]{}|\u{201c}\u{201d}".contains(c)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn pages_and_mail() {
        for (text, expected) in [
            ("see https://a.org/b-c?d=e+f, then", &["https://a.org/b-c?d=e+f,"][..]),
            ("(http://a.org/b) and www.c.org", &["http://a.org/b", "www.c.org"]),
            ("http://www.a.org@b.org", &["http://www.a.org@b.org"]),
            ("mail a.b+c@d-e.org.", &["a.b+c@d-e.org"]),
            ("@handle a@b @ home: x:y ://", &["://"]),
            ("", &[]),
        ] {
            let found = Addresses::of(text).0;
            assert_eq!(found.into_iter().map(|range| &text[range]).collect::<Vec<_>>(), expected, "{text}");
        }
    }

    #[test]
    fn places_meet_addresses() {
        let addresses = Addresses::of("ab www.c.d e x@y.z");
        let meets: String =
            (0..18).map(|at| if addresses.meet(Span::new(at, at + 1)) { '+' } else { '-' }).collect();
        assert_eq!(meets, "---+++++++---+++++");
    }

    #[test]
    fn words_by_themselves_miss_addresses() {
        for (text, expected) in [
            ("a", true),
            ("(a)", true),
            ("x a, y", true),
            ("x a: y", true),
            ("x \u{201c}a\u{201d}", false),
            ("www.a.org", false),
            ("x a.org", false),
            ("x@a", false),
            ("x a://b", false),
        ] {
            let at = text.find('a').unwrap() as u32;
            assert_eq!(miss(text, Span::new(at, at + 1)), expected, "{text}");
        }
    }

    /// Minutes, were each mark to look for the end of its word.
    #[test]
    fn a_word_is_looked_at_once() {
        for mark in ["@", "://", "www.", "a@", "@.", ":", "a@a.", "x www.@"] {
            let text = mark.repeat(200_000);
            let found = Addresses::of(&text).0;
            assert!(found.is_sorted_by(|a, b| a.end <= b.start), "{mark}");
        }
    }

    /// The address that is told by a mark, whatever stands around it.
    fn told_by(text: &str, at: usize) -> Option<Range<usize>> {
        let (before, behind) = text.split_at(at);
        let end = at + behind.find(ends).unwrap_or(behind.len());
        match behind.as_bytes() {
            [b'w', ..] if !before.ends_with(char::is_alphanumeric) => Some(at..end),
            [b':', b'/', b'/', ..] => Some(at - len_at_end(before, |c| c.is_ascii_alphanumeric())..end),
            [b'@', ..] => {
                let len = len_at_end(before, is_of_name);
                let host = text[at + 1..end].trim_end_matches(['.', ',', ';', ':']);
                (len > 0 && host.contains('.')).then_some(at - len..at + 1 + host.len())
            }
            _ => None,
        }
    }

    /// Every mark by itself: of addresses that overlap that which begins first, of those the longest.
    fn naive(text: &str) -> Vec<Range<usize>> {
        let marks = text.match_indices([':', '@']).chain(text.match_indices(WWW));
        let mut found: Vec<Range<usize>> = marks.filter_map(|(at, _)| told_by(text, at)).collect();
        found.sort_unstable_by_key(|address| (address.start, std::cmp::Reverse(address.end)));
        let mut done = 0;
        found.retain(|address| {
            let is_new = address.start >= done;
            done = done.max(address.end);
            is_new
        });
        found
    }

    proptest! {
        #[test]
        fn what_misses_addresses_meets_none(text in "(www\\.|://|a@|[aw:@., (/-]){0,30}") {
            let found = Addresses::of(&text);
            for (at, _) in text.match_indices('a').filter(|(at, _)| miss(&text, Span::new(*at as u32, *at as u32 + 1))) {
                prop_assert!(!found.meet(Span::new(at as u32, at as u32 + 1)), "{} {}", text, at);
            }
        }

        #[test]
        fn finds_what_every_mark_by_itself_tells(text in "(www\\.|://|a@|[aw\u{e9}\u{201c}:@., (/-]){0,30}") {
            prop_assert_eq!(Addresses::of(&text).0, naive(&text));
        }
    }
}
