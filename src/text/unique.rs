//! A name is unique when no other was given out: the second `x` becomes `x-2`, the third `x-3`.

use rustc_hash::FxHashMap;

/// The names that were given out, each with the last number that was put behind it.
#[derive(Default)]
pub(crate) struct Unique(FxHashMap<Box<str>, u32>);

impl Unique {
    /// The name, with a number if it is given out already. O(1) amortised: no number of a name is tried twice.
    pub(crate) fn take(&mut self, name: &str) -> String {
        let Some(mut number) = self.0.get(name).copied() else {
            self.0.insert(name.into(), 1);
            return name.to_owned();
        };
        loop {
            number += 1;
            let numbered = format!("{name}-{number}");
            if !self.0.contains_key(&*numbered) {
                self.0.insert(name.into(), number);
                self.0.insert(numbered.as_str().into(), 1);
                return numbered;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_given_out_once() {
        for (asked, given) in [
            (["a", "b", "a", "a"], ["a", "b", "a-2", "a-3"]),
            (["a", "a", "a-2", "a"], ["a", "a-2", "a-2-2", "a-3"]),
            (["a", "a-2", "a", "a"], ["a", "a-2", "a-3", "a-4"]),
            (["", "", "", "-2"], ["", "-2", "-3", "-2-2"]),
        ] {
            let mut names = Unique::default();
            assert_eq!(asked.map(|name| names.take(name)), given);
        }
    }

    #[test]
    fn many_of_one_name_try_each_number_once() {
        let mut names = Unique::default();
        let last = (0..100_000).map(|_| names.take("this")).last();
        assert_eq!(last.as_deref(), Some("this-100000"));
        assert_eq!(names.0["this"], 100_000);
    }
}
