//! Fields of a page or a quote that are written as its text is: `Author: Jane Roe`, `Tags: garden`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use super::blocks::{Block, Kind};
use super::inline;
use crate::source::lines::{ends_sentence, joined};
use crate::source::roles::Role;
use crate::source::{Quote, Source, front};
use crate::text::data_lines;

/// What programs keep in a text for themselves.
#[derive(Default)]
struct Programs {
    /// The keys of fields of a block.
    fields: Vec<&'static str>,
    /// What the keys of others begin with.
    spaces: Vec<&'static str>,
    /// What lines begin with.
    begins: Vec<&'static str>,
}

static PROGRAMS: LazyLock<Programs> = LazyLock::new(|| {
    let mut programs = Programs::default();
    for (kind, told) in data_lines(include_str!("programs.txt")).filter_map(|line| line.split_once(": ")) {
        match kind {
            "field" => programs.fields.push(told),
            "fields" => programs.spaces.push(told),
            _ => programs.begins.push(told),
        }
    }
    programs
});

/// The blocks without the fields of the page above the text, `Author: Jane Roe`; what these say is put into the source.
pub(super) fn without_fields<'t>(mut blocks: Vec<Block<'t>>, source: &mut Source) -> Vec<Block<'t>> {
    let above = blocks.iter().take_while(|block| block.kind == Kind::Heading || block.is_image()).count();
    let fields: Vec<_> = blocks[above..].iter().map_while(Block::fields).collect();
    let end = above + fields.len();
    let fields = || fields.iter().flatten();
    let mut keys = BTreeSet::new();
    let is_list = fields().any(|(key, _)| !keys.insert(key));
    if !is_list && end < blocks.len() && are_of_page(fields()) {
        fields().for_each(|(key, value)| front::set(source, key, value));
        blocks.drain(above..end);
    }
    blocks
}

/// Whether fields are of a page rather than its text: at least half of them are known; sentences may be others beside three.
fn are_of_page<'f>(fields: impl Iterator<Item = &'f (String, String)>) -> bool {
    let (mut known, mut others, mut is_said) = (0, 0, false);
    for (key, value) in fields {
        if front::is_known(key, value) {
            known += 1;
        } else {
            others += 1;
            is_said |= ends_sentence(value) && value.split(' ').count() > 2;
        }
    }
    known > 0 && known >= others && (known >= 3 || !is_said)
}

impl Block<'_> {
    /// The fields that it has and nothing else, with their keys in small letters; a paragraph must have one that is known.
    pub(super) fn fields(&self) -> Option<Vec<(String, String)>> {
        let texts: Vec<String> = match self.kind {
            Kind::Item => vec![joined(&self.lines)],
            Kind::Paragraph => self.lines.iter().map(|line| line.text.to_owned()).collect(),
            _ => return None,
        };
        let fields: Vec<_> = texts.iter().map(|text| field(text)).collect::<Option<_>>()?;
        let fields: Vec<_> = fields.into_iter().map(|(key, value)| (key, without_marks(value))).collect();
        let is_known = || fields.iter().any(|(key, value)| front::is_known(key, value));
        (self.kind == Kind::Item || is_known()).then_some(fields)
    }

    /// What an item tells of the one that it is within, which has that indent.
    pub(super) fn annotation(&self, item: Option<usize>) -> Option<Annotation> {
        let is_within = self.lines.first().zip(item).is_some_and(|(line, item)| line.indent > item);
        if is_within && self.kind == Kind::Item { Annotation::of(&joined(&self.lines)) } else { None }
    }
}

/// What an item within another one tells of it: `Tags: …` or `Note: …`.
#[derive(Debug)]
pub(in crate::source) enum Annotation {
    Tags(Vec<String>),
    Note(String),
}

impl Annotation {
    pub(in crate::source) fn of(text: &str) -> Option<Self> {
        let (key, value) = field(text)?;
        if Role::ItemTags.has(&key) {
            Some(Self::Tags(front::tags(value)))
        } else {
            Role::ItemNote.has(&key).then(|| Self::Note(inline::stripped(value)))
        }
    }

    pub(super) fn give(self, quote: &mut Quote) {
        match self {
            Self::Tags(tags) => quote.tags.extend(tags),
            Self::Note(note) => {
                let notes = quote.note.get_or_insert_default();
                notes.push_str(if notes.is_empty() { "" } else { "\n" });
                notes.push_str(&note);
            }
        }
    }
}

/// The key in small letters and the value of `Key: value`, `**Key:** value` or `key:: value`.
fn field(text: &str) -> Option<(String, &str)> {
    let (key, value) = text.split_once(':')?;
    let key = key.trim_matches(['*', '_', ' ']);
    let behind = value.trim_start_matches([':', '*', '_']);
    let is_apart = value.starts_with(':') || behind.is_empty() || behind.starts_with(' ');
    let is_key = key.starts_with(char::is_alphabetic) && key.split(' ').count() <= 3;
    (is_apart && is_key).then(|| (key.to_lowercase(), behind.trim()))
}

/// The key and the value of a field that Logseq has in a block, `hl-page:: 3`: one word, and few behind it; tags may be
/// many, and Roam has them too (`Tags:: …`).
pub(super) fn block_field(text: &str) -> Option<(&str, &str)> {
    let (key, value) = text.split_once("::")?;
    let is_key =
        key.starts_with(char::is_lowercase) && key.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
    let is_value = (value.is_empty() || value.starts_with(' ')) && !ends_sentence(value);
    let is_short = value.split_whitespace().count() <= SHORT;
    (is_value && (Role::BlockTags.has(key) || is_key && is_short)).then_some((key, value.trim()))
}

/// The tags of the page that a block is which says nothing else.
pub(super) fn tags_alone(block: &Block<'_>) -> Option<Vec<String>> {
    let [line] = &block.lines[..] else { return None };
    let (_, value) = block_field(line.text).filter(|(key, _)| Role::BlockTags.has(key))?;
    matches!(block.kind, Kind::Item | Kind::Paragraph).then(|| front::tags(value))
}

/// Whether a field is one that Logseq itself gives to a block: it says nothing where it stands alone.
pub(in crate::source) fn is_of_logseq(text: &str) -> bool {
    let is_own =
        |key: &str| PROGRAMS.fields.contains(&key) || PROGRAMS.spaces.iter().any(|s| key.starts_with(s));
    block_field(text).is_some_and(|(key, _)| is_own(key) || Role::BlockTags.has(key))
}

/// Whether a line is what Logseq, Org and Readwise keep in a block for themselves: when it is to be done, how long that
/// took, the marks around a block, a link to another (`((id))`).
pub(in crate::source) fn is_of_program(line: &str) -> bool {
    let is_id =
        |id: &str| !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
    let is_drawer = || {
        let name = line.strip_prefix(':').and_then(|line| line.strip_suffix(':')).unwrap_or_default();
        !name.is_empty() && name.chars().all(|c| c.is_ascii_uppercase())
    };
    PROGRAMS.begins.iter().any(|begin| line.starts_with(begin))
        || line.strip_prefix("((").and_then(|line| line.strip_suffix("))")).is_some_and(is_id)
        || is_drawer()
}

/// A field of a block has no more words; more are said.
const SHORT: usize = 3;

/// Puts a [field of a block](block_field) into its quote.
pub(super) fn give_field((key, value): (&str, &str), quote: &mut Quote) {
    match key {
        key if Role::BlockTags.has(key) => quote.tags.extend(front::tags(value)),
        key if Role::BlockPage.has(key) && quote.locator.is_none() => quote.locator = Some(value.to_owned()),
        _ if !value.is_empty() => _ = quote.properties.insert(key.to_owned(), value.to_owned()),
        _ => {}
    }
}

/// The value of a field as a page shows it; links to notes stay, which may be of a list.
fn without_marks(value: &str) -> String {
    if value.contains("[[") { value.to_owned() } else { inline::stripped(value) }
}
