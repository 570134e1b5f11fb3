//! Fields of a page or a quote that are written as its text is: `Author: Jane Roe`, `Tags: garden`.

use std::collections::BTreeSet;

use super::blocks::{Block, Kind};
use crate::source::inline;
use crate::source::lines::{ends_sentence, joined};
use crate::source::{Quote, Source, front};

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
    fn fields(&self) -> Option<Vec<(String, String)>> {
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

    /// An item `Tags: …` or `Note: …` within another one, which has that indent: it is put into the quote that this is.
    pub(super) fn annotates(&self, quote: &mut Quote, item: Option<usize>) -> bool {
        let is_within = self.lines.first().zip(item).is_some_and(|(line, item)| line.indent > item);
        if !is_within || self.kind != Kind::Item {
            return false;
        }
        let text = joined(&self.lines);
        let Some((key, value)) = field(&text) else { return false };
        match key.as_str() {
            "tags" | "tag" => quote.tags.extend(front::tags(value)),
            "note" | "notes" => {
                let note = quote.note.get_or_insert_default();
                let gap = if note.is_empty() { "" } else { "\n" };
                note.push_str(gap);
                note.push_str(&inline::stripped(value));
            }
            _ => return false,
        }
        true
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

/// The value of a field as a page shows it; links to notes stay, which may be of a list.
fn without_marks(value: &str) -> String {
    if value.contains("[[") { value.to_owned() } else { inline::stripped(value) }
}
