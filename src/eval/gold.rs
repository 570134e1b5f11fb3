//! The gold is a set of texts with what people labelled in them: mentions of concepts, keyphrases, abbreviations.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde::de::DeserializeOwned;

use crate::diagnostic::Diagnostic;
use crate::text::{Composed, Span, compose};

/// Labelled texts, in the order of the file.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Gold {
    /// The texts.
    pub texts: Vec<LabelledText>,
}

/// A text and its labels; a kind of label that the file does not have is empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LabelledText {
    /// Its name in the file; the line's number where it has none.
    pub id: String,
    /// The text, its letters composed (NFC).
    pub text: String,
    /// The places that speak of concepts.
    pub mentions: Vec<Label>,
    /// The phrases that say what it is about.
    pub keyphrases: Vec<String>,
    /// The abbreviations that it explains.
    pub abbreviations: Vec<Pair>,
}

/// A labelled mention.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The words, as bytes of the text; none when only the concept is known, which counts for the document alone.
    pub span: Option<Span>,
    /// The concept, as the gold names it.
    pub concept: String,
    /// How the text speaks of it.
    pub how: How,
}

/// How a text speaks of a concept, in the eyes of who labelled it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum How {
    /// By a name.
    #[default]
    Explicit,
    /// Without a name.
    Implied,
    /// One may see it or not: it counts neither way.
    Optional,
}

/// An abbreviation and what it stands for, both as written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct Pair {
    /// The short form.
    pub short: String,
    /// The long form.
    pub long: String,
}

/// A text as a file has it.
#[derive(Deserialize)]
struct Row {
    #[serde(default)]
    id: serde_json::Value,
    text: String,
    /// Each label is read by itself, so that the good ones count.
    #[serde(default)]
    mentions: Vec<serde_json::Value>,
    #[serde(default)]
    keyphrases: Vec<serde_json::Value>,
    #[serde(default)]
    abbreviations: Vec<serde_json::Value>,
}

#[derive(Deserialize)]
struct RowLabel {
    start: Option<usize>,
    end: Option<usize>,
    concept: String,
    #[serde(default)]
    kind: How,
}

/// One JSON value with all texts.
#[derive(Deserialize)]
#[serde(untagged)]
enum Whole {
    Object { quotes: Vec<serde_json::Value> },
    Array(Vec<serde_json::Value>),
}

impl Gold {
    /// Reads JSON Lines with a text each, or one JSON array of texts or object with the texts in `quotes`.
    ///
    /// Offsets in the file count Unicode code points of the text as it stands there. A row that cannot be read, a label
    /// that cannot be read or whose offsets do not fit its text, is an error and left out; an id that two texts have is
    /// a warning. O(n log n).
    ///
    /// ```
    /// use ideagraph::eval::Gold;
    /// use ideagraph::text::Span;
    /// let line = r#"{"id": "a", "text": "Às pré-treino", "mentions": [{"start": 3, "end": 13, "concept": "pre-training"}]}"#;
    /// let (gold, diagnostics) = Gold::read("gold.jsonl", line);
    /// assert_eq!(gold.texts[0].mentions[0].span, Some(Span::new(4, 15)));
    /// assert!(diagnostics.is_empty());
    /// ```
    pub fn read(name: &str, text: &str) -> (Self, Vec<Diagnostic>) {
        let mut reader = Reader { name, ids: BTreeMap::new(), diagnostics: Vec::new() };
        let texts = match serde_json::from_str(text) {
            Ok(Whole::Object { quotes: rows } | Whole::Array(rows)) => {
                (1..).zip(rows).filter_map(|(n, row)| reader.text(0, n, row)).collect()
            }
            Err(_) => reader.lines(text),
        };
        (Self { texts }, reader.diagnostics)
    }
}

struct Reader<'a> {
    name: &'a str,
    /// Where each id was first.
    ids: BTreeMap<String, u32>,
    diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn lines(&mut self, text: &str) -> Vec<LabelledText> {
        let mut out = Vec::new();
        for (n, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let number = n as u32 + 1;
            match serde_json::from_str(line) {
                Ok(row) => out.extend(self.text(number, number, row)),
                Err(error) => self.left_out(number, format!("no labelled text, and no JSON: {error}")),
            }
        }
        out
    }

    fn left_out(&mut self, line: u32, message: String) {
        self.diagnostics.push(Diagnostic::error(self.name, line, message));
    }

    /// The text of the row with a number, at a line; [`None`] when it is none.
    fn text(&mut self, line: u32, number: u32, row: serde_json::Value) -> Option<LabelledText> {
        let object = serde_json::from_value(row).map(serde_json::Value::Object);
        match object.and_then(serde_json::from_value) {
            Ok(row) => Some(self.row(line, number, row)),
            Err(error) => {
                self.left_out(line, format!("no labelled text, an object with `id` and `text`: {error}"));
                None
            }
        }
    }

    /// The labels that can be read.
    fn labels<L: DeserializeOwned>(&mut self, line: u32, id: &str, labels: Vec<serde_json::Value>) -> Vec<L> {
        let mut out = Vec::new();
        for label in labels {
            match serde_json::from_value(label.clone()) {
                Ok(label) => out.push(label),
                Err(error) => {
                    self.left_out(line, format!("in text {id}, the label {label} cannot be read: {error}"));
                }
            }
        }
        out
    }

    fn row(&mut self, line: u32, number: u32, row: Row) -> LabelledText {
        let id = match row.id {
            serde_json::Value::String(id) => id,
            serde_json::Value::Null => number.to_string(),
            other => other.to_string(),
        };
        match self.ids.get(&id) {
            Some(first) => {
                let at = if *first > 0 { format!(" at line {first}") } else { String::new() };
                let message = format!("the id {id} is there already{at}; both texts count");
                self.diagnostics.push(Diagnostic::warning(self.name, line, message));
            }
            None => _ = self.ids.insert(id.clone(), line),
        }
        let mentions: Vec<RowLabel> = self.labels(line, &id, row.mentions);
        let bytes: Vec<u32> = row.text.char_indices().map(|(byte, _)| byte as u32).collect();
        let places = Places { bytes, len: row.text.len() as u32, composed: compose(&row.text) };
        let label = |label: RowLabel| match places.span(&label) {
            Ok(span) => Some(Label { span, concept: label.concept, how: label.kind }),
            Err(wrong) => {
                self.left_out(line, format!("in text {id}, a label of {} {wrong}", label.concept));
                None
            }
        };
        let mentions = mentions.into_iter().filter_map(label).collect();
        let keyphrases: Vec<String> = self.labels(line, &id, row.keyphrases);
        let keyphrases = keyphrases.iter().map(|phrase| compose(phrase).text).collect();
        let abbreviations: Vec<Pair> = self.labels(line, &id, row.abbreviations);
        let composed =
            |Pair { short, long }: &Pair| Pair { short: compose(short).text, long: compose(long).text };
        let abbreviations = abbreviations.iter().map(composed).collect();
        LabelledText { id, text: places.composed.text, mentions, keyphrases, abbreviations }
    }
}

/// Where each character of a text begins.
struct Places {
    bytes: Vec<u32>,
    len: u32,
    composed: Composed,
}

impl Places {
    /// The byte at which a character begins, or the text ends.
    fn byte(&self, character: usize) -> Option<u32> {
        if character == self.bytes.len() { Some(self.len) } else { self.bytes.get(character).copied() }
    }

    /// The label's bytes in the composed text, none when it has no offsets.
    ///
    /// # Errors
    /// What is wrong with the offsets.
    fn span(&self, label: &RowLabel) -> Result<Option<Span>, &'static str> {
        let (start, end) = match (label.start, label.end) {
            (None, None) => return Ok(None),
            (Some(start), Some(end)) => (start, end),
            _ => return Err("has only one of `start` and `end`"),
        };
        let bytes = self.byte(start).zip(self.byte(end)).filter(|(start, end)| start < end);
        let (start, end) = bytes.ok_or("does not lie in the text")?;
        let place = self.composed.place(start as usize..end as usize);
        Ok(Some(Span::new(place.start as u32, place.end as u32)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn all_shapes() {
        let row = r#"{"id": 7, "text": "é RL", "mentions": [{"start": 2, "end": 4, "concept": "rl", "kind": "implied"}, {"concept": "ai"}]}"#;
        let whole = format!("{{\"source\": \"x\",\n \"quotes\": [{row}]}}");
        let (lines, none) = Gold::read("a", row);
        assert_eq!(none, []);
        assert_eq!(Gold::read("a", &whole), (lines.clone(), vec![]));
        assert_eq!(Gold::read("a", &format!("[{row}]")), (lines.clone(), vec![]));
        let text = &lines.texts[0];
        assert_eq!((text.id.as_str(), text.mentions.len()), ("7", 2));
        assert_eq!(text.mentions[0].span.unwrap().of(&text.text), Some("RL"));
        assert_eq!((text.mentions[0].how, text.mentions[1].how), (How::Implied, How::Explicit));
    }

    #[test]
    fn what_is_wrong_is_told_by_line() {
        let text = "{\"text\": \"ab\", \"mentions\": [{\"start\": 1, \"end\": 9, \"concept\": \"x\"}]}\n\nnonsense\n";
        let (gold, diagnostics) = Gold::read("g.jsonl", text);
        assert_eq!((gold.texts.len(), gold.texts[0].mentions.len()), (1, 0));
        let shown: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
        assert!(shown[0].starts_with("g.jsonl:1: in text 1, a label of x"), "{shown:?}");
        assert!(shown[1].starts_with("g.jsonl:3: no labelled text"), "{shown:?}");
        let (gold, diagnostics) = Gold::read("g.jsonl", "[1, 2]\n7\n[\"a\", \"text\"]\n{\"id\": \"a\"}\n");
        let shown: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
        let expected = [
            "g.jsonl:1: no labelled text, an object with `id` and `text`: invalid type: sequence, expected a map",
            "g.jsonl:2: no labelled text, an object with `id` and `text`: invalid type: integer `7`, expected a map",
            "g.jsonl:3: no labelled text, an object with `id` and `text`: invalid type: sequence, expected a map",
            "g.jsonl:4: no labelled text, an object with `id` and `text`: missing field `text`",
        ];
        assert_eq!((gold.texts.len(), shown), (0, expected.map(ToOwned::to_owned).to_vec()));
        let text = r#"{"id": "a", "text": "ab", "mentions": [{"concept": 1}, {"concept": "x"}, {"concept": "x", "start": 0}], "keyphrases": ["a", 2]}
            {"id": "a", "text": "b", "abbreviations": [{"short": "x"}]}"#;
        let (gold, diagnostics) = Gold::read("g.jsonl", text);
        let labels: Vec<_> =
            gold.texts.iter().map(|text| (text.mentions.len(), text.keyphrases.len())).collect();
        assert_eq!(labels, [(1, 1), (0, 0)]);
        let shown: Vec<String> = diagnostics.iter().map(ToString::to_string).collect();
        for (n, expected) in [
            "g.jsonl:1: in text a, the label {\"concept\":1} cannot",
            "g.jsonl:1: in text a, a label of x has only one of `start` and `end`",
            "g.jsonl:1: in text a, the label 2",
            "g.jsonl:2: the id a is there already at line 1",
            "g.jsonl:2: in text a, the label {\"short\":\"x\"}",
        ]
        .iter()
        .enumerate()
        {
            assert!(shown[n].starts_with(expected), "{shown:#?}");
        }
    }

    #[test]
    fn letters_are_composed_and_offsets_go_with_them() {
        let row = "{\"text\": \"A be\u{301}chamel e\u{301}.\", \"keyphrases\": [\"e\u{301}\"],
            \"mentions\": [{\"start\": 2, \"end\": 11, \"concept\": \"b\"}, {\"start\": 13, \"end\": 14, \"concept\": \"e\"}]}"
            .replace('\n', " ");
        let (gold, diagnostics) = Gold::read("a", &row);
        assert_eq!(diagnostics, []);
        let text = &gold.texts[0];
        assert_eq!(text.text, "A b\u{e9}chamel \u{e9}.");
        assert_eq!(text.keyphrases, ["\u{e9}"]);
        let words: Vec<_> = text.mentions.iter().map(|label| label.span.unwrap().of(&text.text)).collect();
        assert_eq!(words, [Some("b\u{e9}chamel"), Some("\u{e9}")]);
    }

    proptest! {
        #[test]
        fn offsets_count_characters(text in "[a-cé强\u{1f600} ]{1,20}", start in 0_usize..20, len in 1_usize..5) {
            let row = serde_json::json!({"text": text, "mentions": [{"start": start, "end": start + len, "concept": "c"}]});
            let (gold, diagnostics) = Gold::read("a", &row.to_string());
            let expected: String = text.chars().skip(start).take(len).collect();
            let fits = expected.chars().count() == len;
            prop_assert_eq!(diagnostics.is_empty(), fits);
            for label in &gold.texts[0].mentions {
                prop_assert_eq!(label.span.unwrap().of(&text), Some(expected.as_str()));
            }
        }

        #[test]
        fn any_text_is_read(text in "\\PC{0,60}") {
            Gold::read("a", &text);
        }
    }
}
