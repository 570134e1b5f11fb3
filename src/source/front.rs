//! Front matter is a few `key: value` lines above a text, between `---` (as YAML) or `+++` (as TOML).

use super::lines::Line;
use super::rows::tag;
use super::{Source, dates};

/// Takes the front matter off the lines, if there is some, and puts what it says into the source.
pub(super) fn take<'l, 't>(lines: &'l [Line<'t>], source: &mut Source) -> &'l [Line<'t>] {
    let Some((fence, rest)) = lines.split_first().filter(|(line, _)| matches!(line.text, "---" | "+++"))
    else {
        return lines;
    };
    let closes = |line: &Line<'_>| line.text == fence.text || (fence.text == "---" && line.text == "...");
    let Some(end) = rest.iter().position(closes) else { return lines };
    let mut key = String::new();
    for line in &rest[..end] {
        if let Some(item) = line.text.strip_prefix("- ") {
            set(source, &key, item);
        } else if let Some((name, value)) = line.text.split_once([':', '=']) {
            key = name.trim().to_lowercase();
            set(source, &key, value);
        }
    }
    &rest[end + 1..]
}

fn set(source: &mut Source, key: &str, value: &str) {
    let value = unquoted(value);
    if value.is_empty() {
        return;
    }
    match key {
        "title" => source.title = value.to_owned(),
        "author" | "authors" => items(value).into_iter().for_each(|name| add_author(source, name)),
        "url" | "link" | "source" => source.url = Some(value.to_owned()),
        "tags" | "topics" | "keywords" => source.tags.extend(list(value).iter().filter_map(|item| tag(item))),
        "date" if dates::of_field(value).is_some() => source.date = dates::of_field(value),
        _ => {
            source.properties.insert(key.to_owned(), value.to_owned());
        }
    }
}

/// The first one named is the author; where there are more, the property `authors` has them all.
fn add_author(source: &mut Source, name: String) {
    let Some(first) = &source.author else {
        source.author = Some(name);
        return;
    };
    let all = source.properties.entry("authors".to_owned()).or_insert_with(|| first.clone());
    *all = format!("{all}; {name}");
}

/// The items of `[a, b]`, or the value itself.
fn items(value: &str) -> Vec<String> {
    match value.strip_prefix('[').and_then(|v| v.strip_suffix(']')) {
        Some(inner) => list(inner),
        None => vec![value.to_owned()],
    }
}

/// What stands between commas.
fn list(value: &str) -> Vec<String> {
    let inner = value.strip_prefix('[').and_then(|v| v.strip_suffix(']')).unwrap_or(value);
    inner.split(',').map(unquoted).filter(|item| !item.is_empty()).map(str::to_owned).collect()
}

fn unquoted(value: &str) -> &str {
    let value = value.trim();
    let inner = |quote| value.strip_prefix(quote).and_then(|v| v.strip_suffix(quote));
    inner('"').or_else(|| inner('\'')).unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::lines::lines;

    #[test]
    fn keys_are_taken() {
        let text = "---\ntitle: \"On: Scale\"\nauthor: Jane Roe\ndate: 2025-05-03\ntags:\n- a\n- b c\nlang: en\n---\nBody";
        let all: Vec<_> = lines(text).collect();
        let mut source = Source::default();
        let rest = take(&all, &mut source);
        assert_eq!(rest.iter().map(|line| line.text).collect::<Vec<_>>(), ["Body"]);
        assert_eq!((source.title.as_str(), source.author.as_deref()), ("On: Scale", Some("Jane Roe")));
        assert_eq!(source.tags, ["a", "b c"]);
        assert_eq!(source.properties["lang"], "en");
        let toml: Vec<_> = lines("+++\ntags = [\"#x\", 'y']\n+++\n").collect();
        take(&toml, &mut source);
        assert_eq!(source.tags, ["a", "b c", "x", "y"]);
        for authors in ["authors:\n- Jane Roe\n- 'Li, Wei'", "author: [Jane Roe, \"Li\"]"] {
            let text = format!("---\n{authors}\n---\n");
            let mut source = Source::default();
            take(&lines(&text).collect::<Vec<_>>(), &mut source);
            assert_eq!(source.author.as_deref(), Some("Jane Roe"));
            assert!(source.properties["authors"].starts_with("Jane Roe; Li"), "{:?}", source.properties);
        }
        let none: Vec<_> = lines("---\nno end").collect();
        assert_eq!(take(&none, &mut source).len(), 2);
    }
}
