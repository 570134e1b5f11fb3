//! A lexicon is a TOML file of concepts that a person edits.

mod fields;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::sync::Arc;

use oxrdf::NamedNode;
use toml::de::DeTable;

use super::MAX_ERRORS;
use super::draft::{Draft, Label, Located, Origin};
use super::place::Place;
use crate::concept::id::is_id;
use crate::concept::rdf::heading::Heading;
use crate::concept::rdf::statement;
use crate::concept::{Classes, Concept, LabelKind, Pattern, PatternError, language_tag};
use crate::diagnostic::Diagnostic;
use fields::{Fields, TomlFile};

/// The lexicons that were read so far.
#[derive(Default)]
pub(super) struct Lexicons {
    pub(super) drafts: Vec<Draft>,
    pub(super) errors: Vec<Diagnostic>,
    /// The word classes of all files; one name has the same words in each.
    pub(super) classes: Classes,
    /// The word classes that patterns may name, by file.
    pub(super) classes_of_files: BTreeMap<Arc<str>, Arc<Classes>>,
    /// What is said of things that are no concepts.
    pub(super) statements: BTreeMap<String, Vec<String>>,
    /// Ids of the file that is being read that cannot be any.
    odd_ids: Vec<Located>,
}

impl Lexicons {
    /// Reads a file. O(n log n) in its size.
    pub(super) fn read(&mut self, name: &Arc<str>, text: &str) {
        let file = TomlFile::new(name, text);
        let (document, errors) = DeTable::parse_recoverable(text);
        if !errors.is_empty() {
            self.errors.extend(errors.iter().take(MAX_ERRORS).map(|error| broken(error, &file)));
            return;
        }
        let mut fields = Fields::new(document.get_ref(), "a lexicon", &file);
        let header = fields.table("lexicon").map(|table| Fields::new(table, "[lexicon]", &file));
        let (language, origin) = header.map_or((None, Origin::Lexicon), |header| self.header(header));
        let class = |(name, words): (String, Vec<Located>)| (name, texts(words));
        let classes: Classes = fields.lists("class").into_iter().map(class).collect();
        let lexicon = Lexicon { file: &file, language: language.as_deref(), origin, classes: &classes };
        for (table, place) in fields.tables("concept") {
            self.entry(Fields::new(table, "a concept", &file), &place, &lexicon);
        }
        self.tell_of_odd_ids();
        for (thing, said) in fields.lists("statements") {
            let said = self.statements(said);
            self.describe(thing, said);
        }
        self.errors.extend(fields.finish());
        self.add_classes(&classes, name);
        self.classes_of_files.insert(name.clone(), Arc::new(classes));
    }

    /// The language of a lexicon's labels and who wrote it; what else it says of itself is kept.
    fn header(&mut self, mut header: Fields<'_>) -> (Option<String>, Origin) {
        let mut text = |key| header.text(key).map(|name| name.text);
        let heading = Heading { id: text("id"), title: text("title") };
        let language = self.language(header.text("language"));
        let statements = heading.statements();
        if !statements.is_empty() {
            self.describe(heading.uri(), statements);
        }
        // Made of a vocabulary of others, whose oddities are told of and no mistakes.
        let origin = if header.flag("imported") { Origin::Vocabulary } else { Origin::Lexicon };
        self.errors.extend(header.finish());
        (language, origin)
    }

    /// Adds what is said of a thing that is no concept.
    fn describe(&mut self, thing: String, said: Vec<String>) {
        statement::merge(self.statements.entry(thing).or_default(), said);
    }

    fn add_classes(&mut self, classes: &Classes, file: &Arc<str>) {
        for (name, words) in classes {
            let known = self.classes.entry(name.clone()).or_insert_with(|| words.clone());
            if known != words {
                let message =
                    format!("the word class `{name}` has other words in a file before; rename one of them");
                self.errors.push(Diagnostic::error(&**file, 0, message));
            }
        }
    }

    fn entry(&mut self, mut fields: Fields<'_>, place: &Place, lexicon: &Lexicon<'_>) {
        let given = fields.needed_text("id", place);
        let is_named = given.is_some();
        let id = given.unwrap_or_else(|| Located { text: String::new(), place: place.clone() });
        if is_named && !is_id(&id.text) {
            self.odd_ids.push(id.clone());
        }
        let labels = labels(&mut fields);
        let language = self.language(fields.text("language"));
        let mut patterns = |keys: &[&'static str], fields: &mut Fields<'_>| -> Vec<Pattern> {
            let written = keys.iter().flat_map(|key| fields.texts(key)).collect::<Vec<_>>();
            written.iter().filter_map(|written| self.pattern(written, &id.text, lexicon)).collect()
        };
        let concept = Concept {
            implied: patterns(&["implied", "patterns"], &mut fields),
            reject: patterns(&["reject"], &mut fields),
            context: patterns(&["context"], &mut fields),
            ambiguous: fields.flag("ambiguous"),
            definition: fields.text("definition").map(|name| name.text),
            scope_note: fields.text("scope_note").map(|name| name.text),
            language: language.or_else(|| lexicon.language.map(ToOwned::to_owned)),
            uri: self.uri(fields.text("uri")),
            notation: texts(fields.texts("notation")),
            schemes: texts(fields.texts("scheme")),
            exact_match: texts(fields.texts("exact_match")),
            close_match: texts(fields.texts("close_match")),
            statements: self.statements(fields.texts("statements")),
            ..Concept::default()
        };
        if concept.ambiguous && concept.context.is_empty() {
            let advice = "add `context = [\"a word that must stand near\"]` or take `ambiguous` out";
            let message = format!("`{}` is ambiguous but has no context words; {advice}", id.text);
            self.errors.push(id.place.error(message));
        }
        let (broader, related) = (fields.texts("broader"), fields.texts("related"));
        self.errors.extend(fields.finish());
        if is_named {
            self.drafts.push(Draft { labels, broader, related, origin: lexicon.origin, concept, id });
        }
    }

    /// Tells of each of the first ids that cannot be any, and how many more there are.
    fn tell_of_odd_ids(&mut self) {
        let mut ids = std::mem::take(&mut self.odd_ids);
        let more = ids.split_off(MAX_ERRORS.min(ids.len()));
        for id in ids {
            let advice = "an id has letters, digits, `-`, `_`, `.` and `:` and no spaces";
            self.errors.push(id.place.error(format!("`{}` cannot be an id: {advice}", id.text)));
        }
        if let Some(first) = more.first() {
            let count = more.len();
            self.errors.push(first.place.error(format!("ids from here on that cannot be any: {count} more")));
        }
    }

    /// A URI as it is written; one that is none is told, as RDF cannot say it.
    fn uri(&mut self, written: Option<Located>) -> Option<String> {
        let Located { text, place } = written?;
        if NamedNode::new(text.as_str()).is_err() {
            let advice = "write all of it, as in `https://example.org/pruning`";
            self.errors
                .push(place.warning(format!("`{text}` is no IRI, and RDF will not have it; {advice}")));
        }
        Some(text)
    }

    /// The tag of a language; one without a code is told, as no forms are known of it.
    fn language(&mut self, written: Option<Located>) -> Option<String> {
        let Located { text, place } = written?;
        if !language_tag::is_code(&text) {
            let message =
                format!("`{text}` is no code of a language, as `en` is, and says nothing of its forms");
            self.errors.push(place.warning(message));
        }
        Some(language_tag::tag(&text))
    }

    /// Statements that are well formed, each once.
    fn statements(&mut self, written: Vec<Located>) -> Vec<String> {
        let mut out = Vec::new();
        for Located { text, place } in written {
            match statement::normal(&text) {
                Some(statement) => out.push(statement),
                None => {
                    let advice = "write a property and a value: `skos:example \"…\"@en`";
                    self.errors.push(place.error(format!("\"{text}\" is no statement; {advice}")));
                }
            }
        }
        statement::sorted(out)
    }

    fn pattern(&mut self, written: &Located, id: &str, lexicon: &Lexicon<'_>) -> Option<Pattern> {
        match Pattern::parse(&written.text, lexicon.classes) {
            Ok(pattern) => Some(pattern),
            Err(PatternError { at: offset, message }) => {
                let place = lexicon.file.inside(written, offset);
                self.errors
                    .push(place.error(format!("in concept `{id}`, pattern \"{}\": {message}", written.text)));
                None
            }
        }
    }
}

/// The word classes that the patterns of each concept may name, by its id, where these are not `all`.
pub(super) fn own_classes(
    drafts: &[Draft],
    of_files: &BTreeMap<Arc<str>, Arc<Classes>>,
    all: &Classes,
) -> BTreeMap<String, Arc<Classes>> {
    let own = |draft: &Draft| {
        let classes = of_files.get(&draft.id.place.file).filter(|own| ***own != *all)?;
        Some((draft.id.text.clone(), classes.clone()))
    };
    drafts.iter().filter_map(own).collect()
}

/// The lexicon that is being read.
struct Lexicon<'a> {
    file: &'a TomlFile<'a>,
    /// The language of its labels, where it says so.
    language: Option<&'a str>,
    origin: Origin,
    classes: &'a Classes,
}

/// What is wrong with the TOML.
fn broken(error: &toml::de::Error, file: &TomlFile<'_>) -> Diagnostic {
    let whole = Place { file: file.name.clone(), ..Place::default() };
    let place = error.span().map_or(whole, |span| file.place(span.start));
    place.error(error.message().trim().replace('\n', "; "))
}

/// The labels that a concept is given.
fn labels(fields: &mut Fields<'_>) -> Vec<Label> {
    let preferred = fields.text("label").map(|name| Label { name, kind: LabelKind::Preferred });
    let mut labels: Vec<Label> = preferred.into_iter().collect();
    for (kind, key) in [
        (LabelKind::Alternative, "alias"),
        (LabelKind::Alternative, "aliases"),
        (LabelKind::Hidden, "hidden"),
    ] {
        labels.extend(fields.texts(key).into_iter().map(|name| Label { name, kind }));
    }
    labels
}

fn texts(names: Vec<Located>) -> Vec<String> {
    names.into_iter().map(|name| name.text).collect()
}
