//! Irregular forms, of verbs, nouns and spellings, by family (`irregular.txt`).

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::text::data_lines;

/// A base form → all its forms, and a form → its base forms.
#[derive(Default)]
struct Irregulars {
    forms: FxHashMap<String, Vec<String>>,
    bases: FxHashMap<String, Vec<String>>,
}

impl Irregulars {
    /// Adds a family, the base form first.
    fn insert(&mut self, family: Vec<String>) {
        let Some(base) = family.first().cloned() else { return };
        for form in &family {
            self.bases.entry(form.clone()).or_default().push(base.clone());
        }
        self.forms.insert(base, family);
    }

    /// Adds the families of some base forms behind a prefix.
    fn insert_behind(&mut self, prefix: &str, bases: &str) {
        for base in bases.split(' ') {
            let family = self.forms.get(base).map(Vec::as_slice).unwrap_or_default();
            self.insert(family.iter().map(|form| [prefix, form].concat()).collect());
        }
    }
}

static IRREGULARS: LazyLock<Irregulars> = LazyLock::new(|| {
    let mut table = Irregulars::default();
    for line in data_lines(include_str!("irregular.txt")) {
        match line.split_once("- ") {
            Some((prefix, bases)) => table.insert_behind(prefix, bases),
            None => table.insert(line.split(' ').map(ToOwned::to_owned).collect()),
        }
    }
    table
});

/// The family of a base form, itself first; nothing where it has no irregular forms.
pub(super) fn forms_of(base: &str) -> &'static [String] {
    IRREGULARS.forms.get(base).map_or(&[], Vec::as_slice)
}

/// The base forms of which a word is a listed form.
pub(super) fn bases_of(form: &str) -> &'static [String] {
    IRREGULARS.bases.get(form).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_verb_behind_a_prefix_has_a_family() {
        let lines = data_lines(include_str!("irregular.txt")).filter_map(|line| line.split_once("- "));
        for (prefix, verbs) in lines {
            for verb in verbs.split(' ') {
                assert!(forms_of(&[prefix, verb].concat()).len() > 2, "{prefix}-{verb}");
            }
        }
    }
}
