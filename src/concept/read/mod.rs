//! A scheme reader takes files of concepts, in any format, and makes one scheme of them.

mod draft;
mod lexicon;
mod mend;
mod obo;
mod place;
mod rdf;
mod resolve;
mod table;
#[cfg(test)]
mod tests;
mod vocabulary;

use std::collections::BTreeMap;
use std::sync::Arc;

#[cfg(doc)]
use super::Concept;
use super::language_tag::ALL;
use super::rdf::{statement, syntax};
use super::{ConceptScheme, Format, LANGUAGE};
use crate::diagnostic::{Diagnostic, Severity};
use crate::text::{CleanText, Unique, clean};
use lexicon::Lexicons;
use place::Place;
use vocabulary::triples::Triples;
use vocabulary::{kept, skos};

/// The most mistakes that are told of one file that is not well formed: those behind the first may come of it.
const MAX_ERRORS: usize = 10;

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

/// The files that were read so far.
///
/// ```
/// use ideagraph::concept::{LANGUAGE, SchemeReader};
/// let mut reader = SchemeReader::new(LANGUAGE);
/// let turtle = r#"
///     @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
///     <http://example.org/10043-4> skos:prefLabel "Small open economy"@en, "Kleine offene Volkswirtschaft"@de .
/// "#;
/// reader.read("economy.ttl", turtle.as_bytes(), None);
/// reader.read("own.csv", b"id,label,aliases,broader\nmodel,Model,,\nsmall,Small model,SOE|SMOPEC,model\n", None);
/// let (scheme, warnings) = reader.finish().unwrap();
/// let labels: Vec<&str> = scheme.concepts().iter().map(|concept| concept.label.as_str()).collect();
/// assert_eq!(labels, ["Small open economy", "Model", "Small model"]);
/// assert!(warnings.is_empty());
/// ```
pub struct SchemeReader {
    language: String,
    lexicons: Lexicons,
    triples: Triples,
    diagnostics: Vec<Diagnostic>,
    /// The files that were no lexicons.
    vocabularies: Vec<(Place, Format)>,
    /// What relative IRIs are relative to, by file.
    bases: BTreeMap<Arc<str>, String>,
    base_names: Unique,
}

impl SchemeReader {
    /// Takes labels in this language, an IETF tag such as `en`, where there is a choice; `all` takes those in every
    /// language.
    pub fn new(language: &str) -> Self {
        Self {
            language: language.to_lowercase(),
            lexicons: Lexicons::default(),
            triples: Triples::default(),
            diagnostics: Vec::new(),
            vocabularies: Vec::new(),
            bases: BTreeMap::new(),
            base_names: Unique::default(),
        }
    }

    /// Keeps what has no effect on links too, so that it can be written back: see [`Concept::statements`].
    #[must_use]
    pub fn keeping_all(mut self) -> Self {
        self.triples.keeps_all = true;
        self
    }

    /// Reads a file in a format, or in the one that its name or its text tells. O(bytes).
    pub fn read(&mut self, name: &str, bytes: &[u8], format: Option<Format>) {
        let place = Place { file: name.into(), ..Place::default() };
        let clean = match clean(bytes, declared_encoding(bytes)) {
            Ok(clean) => clean,
            Err(error) => return self.diagnostics.push(place.error(error.to_string())),
        };
        self.diagnostics.extend(oddities(&clean, &place));
        let text = &clean.text;
        if text.trim().is_empty() && format.or_else(|| Format::of_name(name)) != Some(Format::Toml) {
            return self.diagnostics.push(place.error("the file is empty"));
        }
        match format.or_else(|| Format::detect(name, text)) {
            Some(found) => {
                if let (None, Some(named)) = (format, Format::of_name(name).filter(|named| *named != found)) {
                    let message =
                        format!("this begins as {found} does, and is read so; its name says {named}");
                    self.diagnostics.push(place.warning(message));
                }
                self.read_text(text, found, place);
            }
            None => {
                let formats = Format::ALL.map(Format::name).join(", ");
                let message = format!("this is no file of concepts; there are {formats}");
                self.diagnostics.push(place.error(message));
            }
        }
    }

    fn read_text(&mut self, text: &str, format: Format, place: Place) {
        let found = match (format, syntax(format)) {
            (Format::Toml, _) => {
                self.lexicons.read(&place.file, text);
                return;
            }
            (_, Some(syntax)) => {
                let base = self.base(&place.file);
                rdf::read(text, syntax, &base, &self.language, &place, &mut self.triples)
            }
            (Format::Obo, None) => obo::read(text, &place, &mut self.triples),
            (Format::Tsv, None) => table::read(text, b'\t', &place, &mut self.triples),
            (_, None) => table::read(text, b',', &place, &mut self.triples),
        };
        self.diagnostics.extend(found);
        self.vocabularies.push((place, format));
    }

    /// What relative IRIs of a file are relative to: its name without its folders, so that it is the same everywhere, with a
    /// number where a file in another folder has that name.
    fn base(&mut self, file: &Arc<str>) -> String {
        let name = file.rsplit('/').next().unwrap_or(file);
        let safe = |c: char| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' };
        let names = &mut self.base_names;
        let base = self.bases.entry(file.clone());
        base.or_insert_with(|| format!("file:///{}", names.take(&name.chars().map(safe).collect::<String>())))
            .clone()
    }

    /// The scheme, with all that was mended in vocabularies of others.
    ///
    /// O(n log n) in the size of the files.
    ///
    /// # Errors
    /// All errors when something cannot be mended: a file that cannot be read, any mistake in a lexicon, no
    /// concept in any of the vocabularies.
    pub fn finish(self) -> Result<(ConceptScheme, Vec<Diagnostic>), Vec<Diagnostic>> {
        let Self { language, mut lexicons, triples, mut diagnostics, vocabularies, .. } = self;
        let own: Vec<(&str, String)> =
            lexicons.drafts.iter().map(|draft| (draft.id.text.as_str(), draft.uri())).collect();
        let (foreign, found) = skos::drafts(&triples, &language, &own);
        diagnostics.extend(found);
        diagnostics.append(&mut lexicons.errors);
        let mut statements = lexicons.statements;
        let concepts = foreign.iter().filter_map(|draft| draft.concept.uri.clone()).collect();
        for (thing, said) in kept::described(&triples, &concepts) {
            statement::merge(statements.entry(thing).or_default(), said);
        }
        let mut classes = lexicons.classes;
        skos::classes(&triples, &mut classes);
        let own_classes = lexicon::own_classes(&lexicons.drafts, &lexicons.classes_of_files, &classes);
        let drafts = draft::joined(lexicons.drafts, foreign);
        let asked = Some(language).filter(|asked| ![LANGUAGE, ALL].contains(&asked.as_str()));
        let resolved = resolve::resolve(drafts, &mut diagnostics);
        let scheme = ConceptScheme { classes, own_classes, statements, asked, ..resolved };
        if scheme.concepts.is_empty() && !diagnostics.iter().any(is_error) {
            diagnostics.extend(without_concepts(&vocabularies, &triples));
        }
        diagnostics.sort();
        if diagnostics.iter().any(is_error) {
            diagnostics.retain(is_error);
            return Err(diagnostics);
        }
        Ok((scheme, diagnostics))
    }
}

fn is_error(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity == Severity::Error
}

/// Tells of vocabularies, if there are any, that none of them has a concept.
fn without_concepts(vocabularies: &[(Place, Format)], triples: &Triples) -> Option<Diagnostic> {
    let (place, _) = vocabularies.first()?;
    let is_table = |(_, format): &(Place, Format)| matches!(format, Format::Csv | Format::Tsv);
    let why = match triples.nodes.iter().any(skos::is_deprecated) {
        true => ALL_DEPRECATED,
        false if vocabularies.iter().all(is_table) => NO_ROWS,
        false => NO_CONCEPTS,
    };
    Some(match vocabularies.len() {
        1 => place.error(format!("there is no concept in this file{why}")),
        files => {
            let file = format!("{} and {} more", place.file, files - 1).into();
            let place = Place { file, ..Place::default() };
            place.error(format!("there is no concept in any of these files{why}"))
        }
    })
}

/// The encoding that an XML file names in its first line.
fn declared_encoding(bytes: &[u8]) -> Option<&str> {
    let head = bytes.strip_prefix(b"<?xml")?;
    let head = std::str::from_utf8(&head[..head.iter().position(|byte| *byte == b'>')?]).ok()?;
    let value = head.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next()?;
    value.get(1..)?.split_once(quote).map(|(name, _)| name)
}

/// What was odd about a file's bytes, and what was put right in them.
fn oddities(clean: &CleanText, place: &Place) -> Vec<Diagnostic> {
    let at = |line| Place { line, ..place.clone() };
    let mut out: Vec<Diagnostic> =
        clean.notices.iter().map(|notice| at(notice.line).warning(notice.what.to_string())).collect();
    out.extend(clean.repaired().map(|told| place.warning(told)));
    out
}

const NO_CONCEPTS: &str = ": no skos:Concept, nothing with a skos:prefLabel, nothing of a class that its file says is a \
                           kind of skos:Concept, no other class with a label";

const NO_ROWS: &str = ": write a row for each below the header";

const ALL_DEPRECATED: &str = " but what is deprecated, which is left out";
