//! An id names a source for good: a slug of its file's name or of its title, unique among the sources.

use rustc_hash::FxHashMap;

use super::Source;
use crate::text::Unique;

/// A slug has no more characters than this, but for the number that makes it unique.
const LONGEST: usize = 80;

/// Gives every source its id: of the file's name where the file holds one source, else of the title; `-2`, `-3` and so
/// on follow in order where two would be the same. A source without a title is called by the file's name. O(sources).
pub fn assign_ids(sources: &mut [Source]) {
    let mut in_file: FxHashMap<String, u32> = FxHashMap::default();
    for source in sources.iter() {
        *in_file.entry(source.path.clone()).or_default() += 1;
    }
    let mut ids = Ids::default();
    for source in sources {
        let alone = in_file.get(&source.path).is_some_and(|&count| count == 1);
        ids.assign(source, alone);
    }
}

/// The ids that were given so far.
#[derive(Default)]
pub(crate) struct Ids(Unique);

impl Ids {
    /// Gives the next source its id, as [`assign_ids`] does; it may be alone in its file.
    pub(crate) fn assign(&mut self, source: &mut Source, alone: bool) {
        if source.title.is_empty() {
            stem(&source.path).clone_into(&mut source.title);
        }
        source.id = self.0.take(&slug(if alone { stem(&source.path) } else { &source.title }));
    }
}

/// The file's name without folders and without what follows the last dot.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| if stem.is_empty() { name } else { stem })
}

/// Lower-case letters and digits of any script, other runs between them as one `-`; `source` if there are none.
fn slug(text: &str) -> String {
    let mut slug = String::new();
    for c in text.chars().flat_map(char::to_lowercase).take(8 * LONGEST) {
        if c.is_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let short: String = slug.chars().take(LONGEST).collect();
    let short = short.trim_end_matches('-');
    if short.is_empty() { "source".to_owned() } else { short.to_owned() }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use proptest::prelude::*;

    fn source(path: &str, title: &str) -> Source {
        Source { path: path.to_owned(), title: title.to_owned(), ..Source::default() }
    }

    #[test]
    fn ids_are_slugs_and_unique() {
        let mut sources = vec![
            source("a/John Schulman.txt", "x"),
            source("b/john-schulman.md", "x"),
            source("c.csv", "Über Ideen: 2"),
            source("c.csv", "über ideen 2"),
            source("c.csv", "—"),
            source("-", ""),
            source("john-schulman-2.txt", ""),
        ];
        assign_ids(&mut sources);
        let ids: Vec<&str> = sources.iter().map(|s| s.id.as_str()).collect();
        assert_eq!(
            ids,
            [
                "john-schulman",
                "john-schulman-2",
                "über-ideen-2",
                "über-ideen-2-2",
                "source",
                "source-2",
                "john-schulman-2-2"
            ]
        );
    }

    proptest! {
        #[test]
        fn ids_are_as_counting_each_slug_gives_them(titles in prop::collection::vec("[ab](-[23])?(-[23])?", 0..20)) {
            let mut sources: Vec<Source> = titles.iter().map(|title| source("c.csv", title)).collect();
            sources.push(source("d.csv", ""));
            assign_ids(&mut sources);
            let (mut used, mut counts) = (BTreeSet::new(), BTreeMap::new());
            for (title, source) in titles.iter().zip(&sources).filter(|_| titles.len() > 1) {
                let count = counts.entry(title).or_insert(0);
                let mut numbered = std::iter::from_fn(|| {
                    *count += 1;
                    Some(if *count == 1 { title.clone() } else { format!("{title}-{count}") })
                });
                let id = numbered.find(|id| used.insert(id.clone()));
                prop_assert_eq!(Some(&source.id), id.as_ref());
            }
        }
    }
}
