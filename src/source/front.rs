//! Front matter is a few `key: value` lines above a text, between `---` (as YAML) or `+++` (as TOML).

use std::borrow::Cow;

use super::lines::{Line, ends_sentence, lines};
use super::names::{is_name, people};
use super::roles::Role;
use super::rows::tag;
use super::turns::is_full_name;
use super::{Source, dates};

/// Takes the front matter off the lines, if there is some, and puts what it says into the source.
pub(super) fn take<'l, 't>(lines: &'l [Line<'t>], source: &mut Source) -> &'l [Line<'t>] {
    let Some((fence, rest)) = lines.split_first().filter(|(line, _)| is_fence(line)) else { return lines };
    let Some(end) = rest.iter().position(|line| closes(fence, line)) else { return lines };
    fields(&rest[..end], fence.text == "---").iter().for_each(|field| field.give(source));
    &rest[end + 1..]
}

/// The text below the front matter, if there is some. O(front matter).
pub(super) fn below(text: &str) -> &str {
    let mut all = lines(text);
    let Some(fence) = all.next().filter(is_fence) else { return text };
    let end = all.find(|line| closes(&fence, line));
    end.map_or(text, |end| &text[end.range().end..])
}

fn is_fence(line: &Line<'_>) -> bool {
    matches!(line.text, "---" | "+++")
}

/// Whether a line ends the front matter that one begins.
fn closes(fence: &Line<'_>, line: &Line<'_>) -> bool {
    line.text == fence.text || fence.text == "---" && line.text == "..."
}

/// A key, and what stands behind it and below it.
#[derive(Default)]
struct Field<'t> {
    indent: usize,
    key: String,
    value: String,
    /// The items of a list, `- a`; of those with parts of their own, `- name: a`, the name.
    items: Vec<&'t str>,
    /// What joins the lines of a block, `key: |` or `key: >`.
    gap: Option<char>,
    /// How many more `[` than `]` there are: a list may take several lines.
    open: usize,
}

/// The fields of the lines, in YAML with what is indented below them. O(lines).
fn fields<'t>(lines: &[Line<'t>], is_yaml: bool) -> Vec<Field<'t>> {
    let mut fields: Vec<Field<'t>> = Vec::new();
    for line in lines.iter().filter(|line| !line.text.is_empty()) {
        match fields.last_mut().filter(|field| field.goes_on(line, is_yaml)) {
            Some(field) => field.add(line.text),
            None => fields.extend(Field::of(line)),
        }
    }
    fields
}

impl<'t> Field<'t> {
    fn of(line: &Line<'_>) -> Option<Self> {
        let (key, value) = line.text.split_once([':', '=']).filter(|_| !line.text.starts_with('#'))?;
        let (key, value) = (key.trim().to_lowercase(), value.trim());
        let is_block = |style| value.strip_prefix(style).is_some_and(|rest| ["", "-", "+"].contains(&rest));
        let gap = if is_block('|') { Some('\n') } else { is_block('>').then_some(' ') };
        let mut field = Self { indent: line.indent, key, gap, ..Self::default() };
        if gap.is_none() {
            field.push(value, ' ');
        }
        Some(field)
    }

    /// Whether the line below it is of it. What is written as a field is none of a list that does not end, nor of words.
    fn goes_on(&self, line: &Line<'_>, is_yaml: bool) -> bool {
        let is_field = is_yaml && part(line.text).is_some();
        if self.open > 0 {
            return !is_field || line.indent > self.indent;
        }
        let is_words = self.gap.is_none() && self.items.is_empty() && !self.value.is_empty();
        let is_below = line.indent > self.indent && !(is_words && is_field);
        is_yaml && (is_below || line.text.starts_with("- "))
    }

    fn add(&mut self, text: &'t str) {
        if let Some(gap) = self.gap {
            return self.push(text, gap);
        }
        let item = text.strip_prefix("- ").map(str::trim_start);
        match (part(item.unwrap_or(text)), item) {
            (Some(("name", name)), _) => self.items.push(name),
            (_, Some(item)) => self.items.push(item),
            (Some(_), None) => {}
            (None, None) => self.push(text, ' '),
        }
    }

    fn push(&mut self, text: &str, gap: char) {
        if !self.value.is_empty() {
            self.value.push(gap);
        }
        self.value.push_str(text);
        let is_list = self.gap.is_none() && self.value.starts_with('[');
        let count = |bracket: char| if is_list { text.matches(bracket).count() } else { 0 };
        self.open = (self.open + count('[')).saturating_sub(count(']'));
    }

    fn give(&self, source: &mut Source) {
        match Role::in_page(&self.key) {
            _ if self.items.is_empty() => set(source, &self.key, &self.value),
            Some(Role::PageAuthor | Role::PageTags) => {
                self.items.iter().for_each(|item| set(source, &self.key, item));
            }
            _ => {
                let items: Vec<Cow<'_, str>> = self.items.iter().map(|item| plain(item)).collect();
                set(source, &self.key, &items.join("; "));
            }
        }
    }
}

/// `name: value`, as a field of a field has it.
fn part(text: &str) -> Option<(&str, &str)> {
    let (key, value) = text.split_once(": ")?;
    let is_key = |c: char| c.is_alphanumeric() || c == '_' || c == '-';
    key.chars().all(is_key).then_some((key, value))
}

/// Whether a field, its key in small letters, says something of a source.
pub(super) fn is_known(key: &str, value: &str) -> bool {
    match Role::in_page(key) {
        Some(Role::PageTitle) => true,
        Some(Role::PageAuthor) => value.starts_with("[[") || is_name(first_name(value)),
        Some(Role::PageUrl) => is_address(value),
        Some(Role::PageTags) => !ends_sentence(value),
        Some(Role::PageDate) => dates::of_field(value).is_some(),
        _ => false,
    }
}

/// What may be the first name of several.
fn first_name(value: &str) -> &str {
    let first = value.split([',', ';', '&', '(']).next().unwrap_or_default();
    first.split(" and ").next().unwrap_or_default().trim()
}

/// Whether it is one word, or has an address of the web or a link.
fn is_address(value: &str) -> bool {
    value.contains("://") || value.starts_with('[') || !value.contains(' ')
}

/// Puts a field into the source, its key in small letters; what is not known is a property.
pub(super) fn set(source: &mut Source, key: &str, value: &str) {
    let value = plain(value);
    if value.is_empty() {
        return;
    }
    match Role::in_page(key) {
        Some(Role::PageTitle) => source.title = value.into_owned(),
        Some(Role::PageAuthor) => named(&value).into_iter().for_each(|name| add_author(source, &name)),
        Some(Role::PageUrl) if is_address(&value) && (key == URL || source.url.is_none()) => {
            source.url = Some(linked(&value).to_owned());
        }
        Some(Role::PageTags) => source.tags.extend(tags(&value)),
        Some(Role::PageDate) if dates::of_field(&value).is_some() => source.date = dates::of_field(&value),
        _ => _ = source.properties.insert(key.to_owned(), value.into_owned()),
    }
}

/// The best name for an address.
const URL: &str = "url";

/// Where a link leads: `[words](address)`.
fn linked(value: &str) -> &str {
    let link = value.strip_prefix('[').and_then(|value| value.strip_suffix(')')?.split_once("]("));
    link.map_or(value, |(_, address)| address)
}

/// Adds who wrote it: one, or several with commas between them where all of these are full names.
pub(super) fn add_authors(source: &mut Source, written: &str) {
    let names = || written.split(", ").map(str::trim);
    match names().all(is_full_name) {
        true => names().for_each(|name| add_author(source, name)),
        false => add_author(source, written),
    }
}

/// The first one named is the author; where there are more, the property `authors` has them all.
pub(super) fn add_author(source: &mut Source, name: &str) {
    let Some(first) = &source.author else {
        source.author = Some(name.to_owned());
        return;
    };
    let named = source.properties.get("authors").unwrap_or(first);
    if named.split("; ").any(|known| known == name) {
        return;
    }
    let all = source.properties.entry("authors".to_owned()).or_insert_with(|| first.clone());
    *all = format!("{all}; {name}");
}

/// The tags of a list: what stands between commas, links to notes (`[[a]] #[[b c]]`), or words with a sign (`#a #b`).
pub(super) fn tags(value: &str) -> Vec<String> {
    let signed = |words: &str| -> Vec<String> {
        words.split_whitespace().filter(|word| word.starts_with('#')).filter_map(tag).collect()
    };
    let mut tags = Vec::new();
    for item in list(value) {
        let mut rest = item.as_str();
        while let Some((before, (link, behind))) =
            rest.split_once("[[").and_then(|(before, link)| Some((before, link.split_once("]]")?)))
        {
            tags.extend(signed(before));
            tags.extend(tag(link));
            rest = behind;
        }
        let is_signed = rest.len() < item.len() || (rest.starts_with('#') && rest.contains(" #"));
        if is_signed { tags.extend(signed(rest)) } else { tags.extend(tag(rest)) }
    }
    tags
}

/// Those whom `[a, b]`, `[[a]], [[b]]` or [`A; B`](people) names.
fn named(value: &str) -> Vec<String> {
    let is_list = inner(value).is_some() || value.starts_with("[[");
    if is_list { list(value) } else { people(value).into_iter().map(str::to_owned).collect() }
}

/// What stands between commas.
fn list(value: &str) -> Vec<String> {
    let inner = inner(value).unwrap_or(value);
    inner.split(',').map(plain).filter(|item| !item.is_empty()).map(Cow::into_owned).collect()
}

/// What is in `[a, b]`; `[[a]]` is a link.
fn inner(value: &str) -> Option<&str> {
    value.strip_prefix('[').and_then(|v| v.strip_suffix(']')).filter(|v| !v.starts_with('['))
}

/// The value without quotation marks, those within as YAML means them, and without the brackets of a link to a note.
fn plain(value: &str) -> Cow<'_, str> {
    let value = value.trim();
    let inner = |quote| value.strip_prefix(quote).and_then(|v| v.strip_suffix(quote));
    let (value, (written, mark)) = match (inner('"'), inner('\'')) {
        (Some(value), _) => (value, ("\\\"", "\"")),
        (_, Some(value)) => (value, ("''", "'")),
        _ => (value, ("", "")),
    };
    let link = value.strip_prefix("[[").and_then(|v| v.strip_suffix("]]")).filter(|v| !v.contains("[["));
    let value = link.and_then(|link| link.rsplit('|').next()).unwrap_or(value).trim();
    if !written.is_empty() && value.contains(written) {
        value.replace(written, mark).into()
    } else {
        value.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn what_is_below_a_key_is_of_it() {
        for (fields, expected) in [
            (
                "author:\n  - name: Jane Roe\n    url: https://jane.roe\n  - name: Li",
                "Jane Roe||authors=Jane Roe; Li",
            ),
            ("author:\n  name: Jane Roe\n  url: https://jane.roe", "Jane Roe||"),
            ("author: \"[[Jane Roe]]\"", "Jane Roe||"),
            ("author: Jane Roe; Ann Lee", "Jane Roe||authors=Jane Roe; Ann Lee"),
            ("author: [Jane Roe, Li]\nauthors: [[Jane Roe]], Li", "Jane Roe||authors=Jane Roe; Li"),
            ("document tags: [[a]] [[b c]]", "|a,b c|"),
            (
                "description: |\n  02:54 - AGI\n\n  03:10 - and on\nlang: en",
                "||description=02:54 - AGI\n03:10 - and on;lang=en",
            ),
            ("description: >-\n  Hedges\n  - and: walls", "||description=Hedges - and: walls"),
            ("description: Hedges\n  and walls\n# lang: en", "||description=Hedges and walls"),
            ("tags:\n  - \"[[Machine Learning]]\"\n  - '#x'\n", "|Machine Learning,x|"),
            ("tags: [a,\n  b\n]\nlang: en", "|a,b|lang=en"),
            ("tags: \"[[a]], [[b c]]\"", "|a,b c|"),
            ("tags: #a #b", "|a,b|"),
            ("categories:\n- \"[[A]]\"\n- B: on C", "||categories=A; B: on C"),
            (" title: T\n lang: en", "||lang=en"),
            ("title: T\n author: Jane Roe\n tags: a", "Jane Roe|a|"),
            ("title: [Draft\nauthor: Jane Roe\ntags: a", "Jane Roe|a|"),
            ("title: [Draft] T\nlang: en", "||lang=en"),
        ] {
            let text = format!("---\n{fields}\n---\n");
            let mut source = Source::default();
            take(&lines(&text).collect::<Vec<_>>(), &mut source);
            let properties = source.properties.iter().map(|(key, value)| format!("{key}={value}"));
            let found = [
                source.author.unwrap_or_default(),
                source.tags.join(","),
                properties.collect::<Vec<_>>().join(";"),
            ];
            assert_eq!(found.join("|"), expected, "{fields}");
        }
        for (fields, title, url, kept) in [
            ("title: 'Don''t panic'", "Don't panic", None, ""),
            ("title: \"\\\"On\\\" walls\"", "\"On\" walls", None, ""),
            ("url: https://a.b\nsource: \"[On](https://c.d)\"", "", Some("https://a.b"), "[On](https://c.d)"),
            ("source: \"[On](https://c.d)\"", "", Some("https://c.d"), ""),
            ("source: https://c.d\nurl: https://a.b", "", Some("https://a.b"), ""),
        ] {
            let text = format!("---\n{fields}\n---\n");
            let mut source = Source::default();
            take(&lines(&text).collect::<Vec<_>>(), &mut source);
            let source_kept = source.properties.get("source").map_or("", String::as_str);
            assert_eq!(
                (source.title.as_str(), source.url.as_deref(), source_kept),
                (title, url, kept),
                "{fields}"
            );
        }
        let mut source = Source::default();
        let text = "---\npublished: 2024-03-01\ncreated: 2024-05-01\n---\n";
        take(&lines(text).collect::<Vec<_>>(), &mut source);
        assert_eq!(source.date.map(|date| date.to_string()).as_deref(), Some("2024-03-01"));
        let text = "+++\ntags = [\n  \"a\",\n  \"b\",\n]\n[params]\n  lang = \"en\"\n+++\n";
        take(&lines(text).collect::<Vec<_>>(), &mut source);
        assert_eq!((source.tags.join(","), source.properties["lang"].as_str()), ("a,b".to_owned(), "en"));
    }
}
