//! An element of HTML has traits, which a file tells for its name.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::data_lines;

/// What is so of an element, as the file says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trait {
    Within,
    Block,
    Alone,
    Raw,
    Hidden,
    Skipped,
    Beside,
}

impl Trait {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "within" => Self::Within,
            "block" => Self::Block,
            "alone" => Self::Alone,
            "raw" => Self::Raw,
            "hidden" => Self::Hidden,
            "skipped" => Self::Skipped,
            "beside" => Self::Beside,
            _ => return None,
        })
    }

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// The traits of the elements, a bit each.
static ELEMENTS: LazyLock<FxHashMap<&'static [u8], u8>> = LazyLock::new(|| {
    let mut elements: FxHashMap<&[u8], u8> = FxHashMap::default();
    for line in data_lines(include_str!("elements.txt")) {
        let told = line.split_once(": ").and_then(|(name, names)| Some((Trait::of(name)?, names)));
        let Some((own, names)) = told else { continue };
        names.split(' ').for_each(|name| *elements.entry(name.as_bytes()).or_default() |= own.bit());
    }
    elements
});

/// No element that is known has a longer name, in bytes.
const LONGEST: usize = 16;

/// Whether something is so of the element of a name, in any case. O(1).
pub(super) fn is(name: &str, wanted: Trait) -> bool {
    let mut lowered = [0; LONGEST];
    let Some(lowered) = lowered.get_mut(..name.len()) else { return false };
    lowered.copy_from_slice(name.as_bytes());
    lowered.make_ascii_lowercase();
    ELEMENTS.get(&*lowered).is_some_and(|traits| traits & wanted.bit() != 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_tells_of_elements_that_are_found() {
        for line in data_lines(include_str!("elements.txt")) {
            let (name, names) = line.split_once(": ").expect("a trait and names");
            let own = Trait::of(name).expect("a trait");
            assert!(names.split(' ').all(|name| is(name, own)), "{line}");
        }
        assert!(is("STRONG", Trait::Within) && !is("strong", Trait::Block));
        assert!(!is("", Trait::Within) && !is("a-name-that-is-longer", Trait::Within));
    }
}
