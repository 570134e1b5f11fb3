//! An id names a source for good: a slug of its file's name or of its title, unique among the sources.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Source;

/// A slug has no more characters than this, but for the number that makes it unique.
const LONGEST: usize = 80;

/// Gives every source its id: of the file's name where the file holds one source, else of the title; `-2`, `-3` and so
/// on follow in order where two would be the same. A source without a title is called by the file's name. O(sources).
pub fn assign_ids(sources: &mut [Source]) {
    for source in sources.iter_mut().filter(|source| source.title.is_empty()) {
        source.title = stem(&source.path).to_owned();
    }
    let mut in_file: FxHashMap<&str, u32> = FxHashMap::default();
    for source in sources.iter() {
        *in_file.entry(&source.path).or_default() += 1;
    }
    let slug_of = |source: &Source| {
        let alone = in_file.get(&*source.path).is_some_and(|&count| count == 1);
        slug(if alone { stem(&source.path) } else { &source.title })
    };
    let slugs: Vec<String> = sources.iter().map(slug_of).collect();
    let mut used = FxHashSet::default();
    let mut counts = FxHashMap::default();
    for (source, slug) in sources.iter_mut().zip(slugs) {
        source.id = unique(slug, &mut used, &mut counts);
    }
}

fn unique(slug: String, used: &mut FxHashSet<String>, counts: &mut FxHashMap<String, u32>) -> String {
    let count = counts.entry(slug.clone()).or_insert(0);
    loop {
        *count += 1;
        let id = if *count == 1 { slug.clone() } else { format!("{slug}-{count}") };
        if used.insert(id.clone()) {
            return id;
        }
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
    use super::*;

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
}
