//! A lexicon is a TOML file of concepts that a person edits.

use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::ids::is_id;
use super::pattern::{Classes, Pattern, PatternError, did_you_mean};
use super::reader::{LANGUAGE, SchemeReader};
use super::validate::{Draft, Label, Name, Origin};
use super::{Concept, ConceptScheme, Format, LabelKind, Place};
use crate::diagnostic::Diagnostic;

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    lexicon: Header,
    #[serde(default)]
    class: Classes,
    #[serde(default)]
    concept: Vec<Entry>,
}

/// What the lexicon says of itself: the language of its labels; the rest is for people.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
struct Header {
    #[serde(default, rename = "id")]
    _id: Option<String>,
    #[serde(default, rename = "title")]
    _title: Option<String>,
    language: Option<String>,
    /// Made of a vocabulary of others, whose oddities are told of and no mistakes.
    #[serde(default)]
    imported: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: Spanned<String>,
    label: Option<Spanned<String>>,
    #[serde(default, alias = "aliases")]
    alias: Vec<Spanned<String>>,
    #[serde(default)]
    hidden: Vec<Spanned<String>>,
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
    scope_note: Option<String>,
    language: Option<String>,
    uri: Option<String>,
    #[serde(default)]
    notation: Vec<String>,
    #[serde(default)]
    scheme: Vec<String>,
    #[serde(default)]
    exact_match: Vec<String>,
    #[serde(default)]
    close_match: Vec<String>,
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
        let mut reader = SchemeReader::new(LANGUAGE);
        for (file, text) in files {
            reader.read(file, text.as_bytes(), Some(Format::Toml));
        }
        reader.finish().map(|(scheme, _)| scheme)
    }
}

/// The lexicons that were read so far.
#[derive(Default)]
pub(super) struct Lexicons {
    pub(super) drafts: Vec<Draft>,
    pub(super) errors: Vec<Diagnostic>,
    /// The word classes of all files; one name has the same words in each.
    pub(super) classes: Classes,
}

impl Lexicons {
    /// Reads a file. O(n log n) in its size.
    pub(super) fn read(&mut self, file: &Arc<str>, text: &str) {
        let lines = Lines::of(text);
        match toml::from_str::<File>(text) {
            Ok(lexicon) => {
                let Header { language, imported, .. } = &lexicon.lexicon;
                let origin = if *imported { Origin::Vocabulary } else { Origin::Lexicon };
                let at = At { file, lines: &lines, language: language.as_deref(), origin };
                for entry in lexicon.concept {
                    self.entry(entry, &lexicon.class, &at);
                }
                self.add_classes(lexicon.class, file);
            }
            Err(error) => {
                let place = error
                    .span()
                    .map_or(Place { file: file.clone(), ..Place::default() }, |s| lines.place(file, s.start));
                self.errors.push(place.error(error.message().trim().replace('\n', "; ")));
            }
        }
    }

    fn add_classes(&mut self, classes: Classes, file: &Arc<str>) {
        for (name, words) in classes {
            let known = self.classes.entry(name.clone()).or_insert_with(|| words.clone());
            if *known != words {
                let message =
                    format!("the word class `{name}` has other words in a file before; rename one of them");
                self.errors.push(Diagnostic::error(&**file, 0, message));
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
        let mut labels = vec![Label { name: preferred, kind: LabelKind::Preferred }];
        for (kind, list) in [(LabelKind::Alternative, entry.alias), (LabelKind::Hidden, entry.hidden)] {
            labels.extend(list.into_iter().map(|label| Label { name: at.name(label), kind }));
        }
        let mut patterns = |list: Vec<Spanned<String>>| -> Vec<Pattern> {
            list.into_iter().filter_map(|p| self.pattern(&at.name(p), classes, &id.text, at)).collect()
        };
        let concept = Concept {
            implied: patterns(entry.implied),
            reject: patterns(entry.reject),
            context: patterns(entry.context),
            ambiguous: entry.ambiguous,
            definition: entry.definition,
            scope_note: entry.scope_note,
            language: entry.language.or_else(|| at.language.map(ToOwned::to_owned)),
            uri: entry.uri,
            notation: entry.notation,
            schemes: entry.scheme,
            exact_match: entry.exact_match,
            close_match: entry.close_match,
            ..Concept::default()
        };
        if concept.ambiguous && concept.context.is_empty() {
            let advice = "add `context = [\"a word that must stand near\"]` or take `ambiguous` out";
            let message = format!("`{}` is ambiguous but has no context words; {advice}", id.text);
            self.errors.push(id.place.error(message));
        }
        self.drafts.push(Draft {
            labels,
            broader: entry.broader.into_iter().map(|n| at.name(n)).collect(),
            related: entry.related.into_iter().map(|n| at.name(n)).collect(),
            origin: at.origin,
            concept,
            id,
        });
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

/// The file that is being read.
struct At<'a> {
    file: &'a Arc<str>,
    lines: &'a Lines<'a>,
    /// The language of its labels, where it says so.
    language: Option<&'a str>,
    origin: Origin,
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

    fn place(&self, file: &Arc<str>, byte: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts[line - 1];
        let column = self.text.get(start..byte).unwrap_or_default().chars().count() + 1;
        Place { file: file.clone(), line: line as u32, column: column as u32 }
    }
}

/// The message for a name that no concept has.
pub(super) fn unknown(field: &str, name: &str, id: &str, known: &[String]) -> String {
    let hint = did_you_mean(name, known.iter().map(String::as_str));
    format!("concept `{id}`: {field} `{name}` is no concept's id{hint}")
}
