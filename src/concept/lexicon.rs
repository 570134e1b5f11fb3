//! A lexicon is a TOML file of concepts that a person edits.

use serde::Deserialize;
use toml::Spanned;

use super::pattern::{Classes, Pattern, PatternError, did_you_mean};
use super::validate::{Draft, Label, Name, resolve};
use super::{ConceptScheme, Place};
use crate::diagnostic::Diagnostic;

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default, rename = "lexicon")]
    _lexicon: Header,
    #[serde(default)]
    class: Classes,
    #[serde(default)]
    concept: Vec<Entry>,
}

/// What the lexicon says of itself; for people.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Header {
    #[serde(default, rename = "id")]
    _id: Option<String>,
    #[serde(default, rename = "title")]
    _title: Option<String>,
    #[serde(default, rename = "language")]
    _language: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Spanned<String>,
    label: Option<Spanned<String>>,
    #[serde(default, alias = "aliases")]
    alias: Vec<Spanned<String>>,
    #[serde(default, alias = "patterns")]
    implied: Vec<Spanned<String>>,
    #[serde(default)]
    reject: Vec<Spanned<String>>,
    #[serde(default)]
    ambiguous: bool,
    #[serde(default)]
    context: Vec<Spanned<String>>,
    definition: Option<String>,
    #[serde(default)]
    broader: Vec<Spanned<String>>,
    #[serde(default)]
    related: Vec<Spanned<String>>,
}

impl ConceptScheme {
    /// Reads lexicons, given as `(file name, text)`, into one scheme. O(n log n) in their size.
    ///
    /// # Errors
    /// Everything that is wrong with them, each with file, line and column: broken TOML, a name that is unknown or
    /// there twice, a pattern that is broken or can match nothing, a cycle in `broader`.
    ///
    /// ```
    /// use ideagraph::concept::ConceptScheme;
    /// let text = r#"
    ///     [[concept]]
    ///     id = "rlhf"
    ///     label = "RLHF"
    ///     broader = ["reinforcement-lerning"]
    ///     [[concept]]
    ///     id = "reinforcement-learning"
    /// "#;
    /// let errors = ConceptScheme::from_lexicons(&[("ai.toml", text)]).unwrap_err();
    /// assert_eq!((errors[0].line, errors[0].column), (5, 16));
    /// assert!(errors[0].message.contains("did you mean `reinforcement-learning`?"));
    /// ```
    pub fn from_lexicons(files: &[(&str, &str)]) -> Result<Self, Vec<Diagnostic>> {
        let mut reader = Reader { drafts: Vec::new(), errors: Vec::new() };
        for (file, text) in files {
            reader.file(file, text);
        }
        resolve(reader.drafts, reader.errors)
    }
}

struct Reader {
    drafts: Vec<Draft>,
    errors: Vec<Diagnostic>,
}

impl Reader {
    fn file(&mut self, file: &str, text: &str) {
        let lines = Lines::of(text);
        match toml::from_str::<File>(text) {
            Ok(lexicon) => {
                for entry in lexicon.concept {
                    self.entry(entry, &lexicon.class, &At { file, lines: &lines });
                }
            }
            Err(error) => {
                let place = error.span().map_or(Place::default(), |s| lines.place(file, s.start));
                self.errors.push(place.error(error.message().trim().replace('\n', "; ")));
            }
        }
    }

    fn entry(&mut self, entry: Entry, classes: &Classes, at: &At<'_>) {
        let id = at.name(entry.id);
        if !is_id(&id.text) {
            let advice = "an id has letters, digits, `-`, `_`, `.` and `:` and no spaces";
            self.errors.push(id.place.error(format!("`{}` cannot be an id: {advice}", id.text)));
        }
        let label = entry.label.map(|label| at.name(label));
        let preferred =
            label.unwrap_or_else(|| Name { text: id.text.replace('-', " "), place: id.place.clone() });
        let mut labels = vec![Label::preferred(preferred)];
        labels.extend(entry.alias.into_iter().map(|alias| Label::alternative(at.name(alias))));
        let mut patterns = |list: Vec<Spanned<String>>| -> Vec<Pattern> {
            list.into_iter().filter_map(|p| self.pattern(&at.name(p), classes, &id.text, at)).collect()
        };
        let draft = Draft {
            implied: patterns(entry.implied),
            reject: patterns(entry.reject),
            context: patterns(entry.context),
            labels,
            ambiguous: entry.ambiguous,
            definition: entry.definition,
            broader: entry.broader.into_iter().map(|n| at.name(n)).collect(),
            related: entry.related.into_iter().map(|n| at.name(n)).collect(),
            id,
        };
        if draft.ambiguous && draft.context.is_empty() {
            let advice = "add `context = [\"a word that must stand near\"]` or take `ambiguous` out";
            self.errors.push(
                draft
                    .id
                    .place
                    .error(format!("`{}` is ambiguous but has no context words; {advice}", draft.id.text)),
            );
        }
        self.drafts.push(draft);
    }

    fn pattern(&mut self, written: &Name, classes: &Classes, id: &str, at: &At<'_>) -> Option<Pattern> {
        match Pattern::parse(&written.text, classes) {
            Ok(pattern) => Some(pattern),
            Err(PatternError { at: offset, message }) => {
                let place = at.inside(written, offset);
                self.errors
                    .push(place.error(format!("in concept `{id}`, pattern \"{}\": {message}", written.text)));
                None
            }
        }
    }
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'))
}

/// The file that is being read.
struct At<'a> {
    file: &'a str,
    lines: &'a Lines<'a>,
}

impl At<'_> {
    fn name(&self, written: Spanned<String>) -> Name {
        let place = self.lines.place(self.file, written.span().start);
        Name { text: written.into_inner(), place }
    }

    /// The place of a byte inside a name, when the file spells it as it is: behind the opening quote.
    fn inside(&self, name: &Name, offset: usize) -> Place {
        let line = self.lines.text.lines().nth(name.place.line as usize - 1).unwrap_or_default();
        let before: u32 = name.text.get(..offset).unwrap_or_default().chars().count() as u32;
        let plain = line.contains(&name.text);
        Place { column: name.place.column + if plain { 1 + before } else { 0 }, ..name.place.clone() }
    }
}

/// Where the lines of a file start.
struct Lines<'a> {
    starts: Vec<usize>,
    text: &'a str,
}

impl<'a> Lines<'a> {
    fn of(text: &'a str) -> Self {
        let starts =
            std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|n| n + 1)).collect();
        Self { starts, text }
    }

    fn place(&self, file: &str, byte: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts[line - 1];
        let column = self.text.get(start..byte).unwrap_or_default().chars().count() + 1;
        Place { file: file.to_owned(), line: line as u32, column: column as u32 }
    }
}

/// The message for a name that no concept has.
pub(super) fn unknown(field: &str, name: &str, id: &str, known: &[String]) -> String {
    let hint = did_you_mean(name, known.iter().map(String::as_str));
    format!("concept `{id}`: {field} `{name}` is no concept's id{hint}")
}
