//! RDF is read triple by triple, in whichever of its syntaxes; facts of [`Property`] are kept and, when it is asked for,
//! all others as statements.

mod lists;
#[cfg(test)]
mod tests;
mod xml;

use std::borrow::Cow;
use std::collections::BTreeSet;

use oxrdf::{Literal, NamedNode, NamedOrBlankNode, Term};
use oxrdfio::{RdfFormat, RdfParseError, RdfParser};
use rustc_hash::FxHashMap;

use super::MAX_ERRORS;
use super::place::Place;
use super::vocabulary::names::languages;
use super::vocabulary::ontology;
use super::vocabulary::ontology::{Ontology, Said};
use super::vocabulary::triples::{Node, Triples, Value};
use crate::concept::language_tag;
use crate::concept::language_tag::{OTHER, rank};
use crate::concept::rdf::iri::mended;
use crate::concept::rdf::property::{Property, SKOS, namespace};
use crate::concept::rdf::statement;
use crate::diagnostic::Diagnostic;
use crate::text::mend;
use lists::Lists;

/// What says in SKOS which members a collection has, in their order.
const MEMBER_LIST: &str = "memberList";

/// Adds what a file says to the triples, and tells what is wrong with it; relative IRIs are relative to `base`, and `asked`
/// is the language asked for. O(bytes).
pub(super) fn read(
    text: &str,
    syntax: RdfFormat,
    base: &str,
    asked: &str,
    place: &Place,
    triples: &mut Triples,
) -> Vec<Diagnostic> {
    let is_xml = syntax == RdfFormat::RdfXml;
    let text = if is_xml { xml::plain(text) } else { text.into() };
    let unreadable = match syntax {
        RdfFormat::RdfXml => xml::problem(&text),
        RdfFormat::JsonLd { .. } => too_deep(&text),
        _ => None,
    };
    if let Some(problem) = unreadable {
        return vec![place.error(problem)];
    }
    let parser = RdfParser::from_format(with_graphs(syntax)).lenient();
    let parser = parser.clone().with_base_iri(base).unwrap_or(parser);
    let mut reader = Reader {
        asked,
        place,
        triples,
        blanks: FxHashMap::default(),
        lists: Lists::default(),
        ontology: Ontology::default(),
        ordered: Vec::new(),
        unnamed: 0,
        mended: BTreeSet::new(),
    };
    let mut errors = Vec::new();
    for quad in parser.for_slice(&*text).with_document_loader(|url| Err(offline(url))) {
        match quad {
            Ok(quad) => reader.triple(&quad.subject, quad.predicate.as_str(), quad.object),
            Err(error) => errors.push(problem(&error.into(), place)),
        }
        // Of XML no place is told, and all but the first error come of it.
        if errors.len() == if is_xml { 1 } else { MAX_ERRORS } {
            break;
        }
    }
    reader.lists();
    reader.classes();
    if reader.unnamed > 0 {
        let message = format!("statements about nodes without a name, left out: {}", reader.unnamed);
        errors.push(place.warning(message));
    }
    if let Some(first) = reader.mended.first() {
        let message = format!(
            "IRIs with characters that stand in none, written with %-escapes: {} ({first}, …)",
            reader.mended.len()
        );
        errors.push(place.warning(message));
    }
    errors
}

/// The syntax in which triples stand in named graphs, too, of which all are one here.
fn with_graphs(syntax: RdfFormat) -> RdfFormat {
    match syntax {
        RdfFormat::Turtle => RdfFormat::TriG,
        RdfFormat::NTriples => RdfFormat::NQuads,
        other => other,
    }
}

/// Why JSON is not parsed whose objects and lists lie so deep within one another that the parser would exhaust its stack.
fn too_deep(text: &str) -> Option<String> {
    let (mut depth, mut bytes) = (0, text.bytes());
    while let Some(byte) = bytes.next() {
        match byte {
            b'{' | b'[' => depth += 1,
            b'}' | b']' => depth -= 1,
            b'"' => skip_string(&mut bytes),
            _ => {}
        }
        if depth > DEEPEST {
            return Some(format!("more than {DEEPEST} objects and lists lie within one another"));
        }
    }
    None
}

/// Goes on behind the quotation mark at which a string of JSON ends.
fn skip_string(bytes: &mut std::str::Bytes<'_>) {
    while let Some(byte) = bytes.next() {
        match byte {
            b'"' => return,
            b'\\' => _ = bytes.next(),
            _ => {}
        }
    }
}

const DEEPEST: i32 = 100;

/// Why a context that is elsewhere is not fetched.
fn offline(url: &str) -> Box<dyn std::error::Error + Send + Sync> {
    format!("its context is at {url}, and nothing is fetched; put the context into the file").into()
}

fn problem(error: &RdfParseError, place: &Place) -> Diagnostic {
    let at = match error {
        RdfParseError::Syntax(error) => error.location().map(|range| range.start),
        RdfParseError::Io(_) => None,
    };
    let place = at.map_or_else(
        || place.clone(),
        |at| Place { line: at.line as u32 + 1, column: at.column as u32 + 1, ..place.clone() },
    );
    let message = error.to_string();
    // The place stands before the message already.
    let message =
        message.strip_prefix("Parser error ").and_then(|m| m.split_once(": ")).map_or(&*message, |m| m.1);
    place.error(format!("this is no RDF that can be read: {}", shortened(message)))
}

/// The most characters of a parser's message, which may quote the whole file.
const MESSAGE: usize = 200;

fn shortened(message: &str) -> String {
    match message.char_indices().nth(MESSAGE) {
        Some((end, _)) => format!("{}…", &message[..end]),
        None => message.to_owned(),
    }
}

struct Reader<'a> {
    asked: &'a str,
    place: &'a Place,
    triples: &'a mut Triples,
    /// Blank nodes by the names that this file has for them.
    blanks: FxHashMap<String, usize>,
    lists: Lists,
    ontology: Ontology,
    /// The collections that have their members in an order, each with where the list of them begins.
    ordered: Vec<(usize, Term)>,
    /// How many statements could not be kept.
    unnamed: usize,
    /// IRIs that were none before they were mended.
    mended: BTreeSet<String>,
}

impl Reader<'_> {
    fn triple(&mut self, subject: &NamedOrBlankNode, predicate: &str, object: Term) {
        let Some(property) = Property::of(predicate) else {
            if let (Some(property), Term::NamedNode(object)) = (Property::of_kind(predicate), &object) {
                let (subject, object) = (self.subject(subject), self.named(object));
                self.triples.add(subject, property, Value::Node(object));
            }
            if let (true, Term::Literal(title)) = (Property::is_title(predicate), &object) {
                let subject = self.subject(subject);
                self.triples.add(subject, Property::Title, text(Property::Title, title.clone()));
            }
            match ontology::property(predicate) {
                Some(of_class) => self.ontology.said.push((subject.clone(), of_class, object)),
                None => self.other(subject, predicate, object),
            }
            return;
        };
        let subject = self.subject(subject);
        if property == Property::Type {
            self.class_of(subject, &object);
        }
        let value = match object {
            Term::NamedNode(node) => Value::Node(self.named(&node)),
            Term::BlankNode(node) => Value::Node(self.blank(node.as_str())),
            Term::Literal(literal) => text(property, literal),
        };
        self.ontology.see(subject, property, &value, self.triples);
        self.triples.add(subject, property, value);
    }

    /// Takes what is of a class of what is deprecated for that.
    fn class_of(&mut self, node: usize, class: &Term) {
        if matches!(class, Term::NamedNode(class) if ontology::is_of_the_deprecated(class.as_str())) {
            self.triples.add_text(node, Property::Deprecated, "true", None);
        }
    }

    /// What has no effect is kept when all is.
    fn other(&mut self, subject: &NamedOrBlankNode, predicate: &str, object: Term) {
        if !self.triples.keeps_all || self.lists.take(subject, predicate, &object) {
            return;
        }
        let subject = self.subject(subject);
        if predicate.strip_prefix(SKOS) == Some(MEMBER_LIST) {
            self.ordered.push((subject, object));
            return;
        }
        match statement::written(predicate, &self.value(object)) {
            Some(statement) => self.triples.nodes[subject].statements.push(statement),
            None => self.unnamed += 1,
        }
    }

    /// Makes concepts of what is of a kind of concept. Where there is none, makes them of the classes that have a label
    /// or are [called](Self::name) by their names; of other things, and in other files, what is said as of classes has
    /// no effect.
    fn classes(&mut self) {
        let ontology = std::mem::take(&mut self.ontology);
        let kinds = self.subclasses(&ontology.said, ontology::is_concepts);
        let deprecated = self.subclasses(&ontology.said, ontology::is_of_the_deprecated);
        let has_kind = |node: &Node| node.nodes(Property::Type).any(|class| kinds.contains(&class));
        let nodes = self.triples.nodes.iter().enumerate().filter(|_| !kinds.is_empty());
        let of_kinds: Vec<usize> = nodes.filter(|(_, node)| has_kind(node)).map(|(n, _)| n).collect();
        let is_schema = !of_kinds.is_empty() || ontology.is_schema(self.triples);
        of_kinds.into_iter().for_each(|node| self.is_concept(node));
        let Ontology { mut classes, said, .. } = ontology;
        classes.retain(|class| !is_schema && !kinds.contains(class));
        for class in deprecated.intersection(&classes) {
            self.triples.add_text(*class, Property::Deprecated, "true", None);
        }
        let (descriptions, said): (Vec<_>, Vec<_>) =
            said.into_iter().partition(|(_, of_class, _)| ontology::is_description(of_class));
        self.said(said, &classes);
        let is_defined =
            |class: &usize| self.triples.nodes[*class].texts(Property::Definition).next().is_some();
        let undefined = classes.iter().copied().filter(|class| !is_defined(class)).collect();
        self.describe(&descriptions);
        self.said(descriptions, &undefined);
        let is_own = |class: &usize| !ontology::is_of_the_language(&self.triples.nodes[*class].key);
        let classes: Vec<usize> = classes.into_iter().filter(is_own).collect();
        self.name(&classes);
        for class in classes {
            self.concept(class);
        }
    }

    /// The nodes that are below some classes.
    fn subclasses(&self, said: &[Said], of: impl Fn(&str) -> bool) -> BTreeSet<usize> {
        let classes = ontology::subclasses(said, of).into_iter();
        classes.filter_map(|class| self.triples.find(&mended(class.as_str()))).collect()
    }

    /// Calls classes without a label by their names: all where most have none, else those that are broader than one
    /// that is called something.
    fn name(&mut self, classes: &[usize]) {
        let has_label = |class: &usize| self.triples.nodes[*class].has_label();
        let (mut called, nameless): (Vec<usize>, Vec<usize>) = classes.iter().copied().partition(has_label);
        let mut left: BTreeSet<usize> = nameless.iter().copied().collect();
        if nameless.len() > called.len() {
            called.extend(nameless);
        }
        while let Some(class) = called.pop() {
            if left.remove(&class) {
                let Some(words) = ontology::words_of_name(&self.triples.nodes[class].key) else { continue };
                self.triples.add_text(class, Property::PrefLabel, &words, None);
            }
            let broader = self.triples.nodes[class].nodes(Property::Broader);
            called.extend(broader.filter(|broader| left.contains(broader)));
        }
    }

    /// Makes a concept of a class that has a label. The words of its name are a label, too, where that is what it is
    /// called, and where it is called nothing in the language asked for.
    fn concept(&mut self, class: usize) {
        let node = &self.triples.nodes[class];
        if !node.has_label() {
            return;
        }
        let mut words: Vec<Value> =
            node.values(Property::Label).filter_map(|label| in_words(label, &node.key)).collect();
        if let Some(language) = self.other_language(node).filter(|_| words.is_empty()) {
            let name = namespace(&node.key).and_then(|(_, name)| ontology::words(name));
            words.extend(name.map(|text| Value::Text { text, language: Some(language) }));
        }
        let is_without_id = node.texts(Property::Notation).next().is_none();
        if let Some(id) = ontology::term_id(&node.key).filter(|_| is_without_id) {
            self.triples.add_text(class, Property::Notation, &id, None);
        }
        words.into_iter().for_each(|words| self.triples.add(class, Property::AltLabel, words));
        self.is_concept(class);
    }

    fn is_concept(&mut self, node: usize) {
        let concept = self.triples.node(&format!("{SKOS}Concept"), self.place);
        self.triples.add(node, Property::Type, Value::Node(concept));
    }

    /// The language of what a node is called that has no label in the language asked for, nor in none.
    fn other_language(&self, node: &Node) -> Option<Box<str>> {
        let tags: Vec<Option<&str>> = languages(self.triples, node).collect();
        let is_spoken = tags.iter().any(|tag| rank(*tag, self.asked) < OTHER);
        tags.into_iter().flatten().min().filter(|_| !is_spoken).map(Into::into)
    }

    /// Defines concepts of SKOS by their descriptions, where they have no definition.
    fn describe(&mut self, descriptions: &[Said]) {
        let concept = self.triples.find(&format!("{SKOS}Concept"));
        let is_undefined = |node: &usize| {
            let node = &self.triples.nodes[*node];
            let is_concept = node.nodes(Property::Type).any(|class| Some(class) == concept);
            is_concept && node.values(Property::Definition).next().is_none()
        };
        let mut definitions = Vec::new();
        for (subject, (_, name, property), object) in descriptions {
            let node = self.known(subject).filter(|_| *name == ontology::DESCRIPTION).filter(is_undefined);
            definitions.extend(node.map(|node| (node, *property, object)));
        }
        for (node, property, object) in definitions {
            self.of_class(node, property, object);
        }
    }

    /// Says of some classes by SKOS what is said of them; else it has no effect.
    fn said(&mut self, said: Vec<Said>, classes: &BTreeSet<usize>) {
        for (subject, (namespace, name, property), object) in said {
            let class = self.known(&subject).filter(|node| classes.contains(node));
            let is_told = class.is_some_and(|class| self.of_class(class, property, &object));
            // SKOS has one property for three kinds of synonyms, which stay to be told apart.
            if !is_told || property == Property::HiddenLabel {
                self.other(&subject, &format!("{namespace}{name}"), object);
            }
        }
    }

    /// Says of a class by SKOS what is said of it; false where that cannot be.
    fn of_class(&mut self, class: usize, property: Property, object: &Term) -> bool {
        let value = match object {
            Term::NamedNode(node) if property == Property::Broader => {
                if ontology::is_of_the_language(node.as_str()) {
                    return true;
                }
                Value::Node(self.named(node))
            }
            Term::Literal(literal) if property != Property::Broader => text(property, literal.clone()),
            _ => return false,
        };
        self.triples.add(class, property, value);
        true
    }

    /// Keeps the lists of members, and counts the other lists.
    fn lists(&mut self) {
        for (collection, first) in std::mem::take(&mut self.ordered) {
            let Some(members) = self.lists.remove(first) else {
                self.unnamed += 1;
                continue;
            };
            let members: Vec<NamedNode> =
                members.iter().filter_map(|member| NamedNode::new(&*self.iri(member)).ok()).collect();
            let statement = statement::written_list(&format!("{SKOS}{MEMBER_LIST}"), &members);
            self.triples.nodes[collection].statements.push(statement);
        }
        self.unnamed += self.lists.len();
    }

    fn subject(&mut self, node: &NamedOrBlankNode) -> usize {
        match node {
            NamedOrBlankNode::NamedNode(node) => self.named(node),
            NamedOrBlankNode::BlankNode(node) => self.blank(node.as_str()),
        }
    }

    /// The node with a name, if it has been told of.
    fn known(&self, node: &NamedOrBlankNode) -> Option<usize> {
        let NamedOrBlankNode::NamedNode(node) = node else { return None };
        self.triples.find(&mended(node.as_str()))
    }

    fn named(&mut self, node: &NamedNode) -> usize {
        let iri = self.iri(node);
        self.triples.node(&iri, self.place)
    }

    /// A value with its IRI, if it is one, mended.
    fn value(&mut self, value: Term) -> Term {
        match &value {
            Term::NamedNode(node) => NamedNode::new(&*self.iri(node)).map_or(value, Term::from),
            _ => value,
        }
    }

    fn iri<'n>(&mut self, node: &'n NamedNode) -> Cow<'n, str> {
        let iri = mended(node.as_str());
        if let Cow::Owned(iri) = &iri {
            self.mended.insert(iri.clone());
        }
        iri
    }

    fn blank(&mut self, name: &str) -> usize {
        if let Some(&node) = self.blanks.get(name) {
            return node;
        }
        let node = self.triples.blank(self.place);
        self.blanks.insert(name.to_owned(), node);
        node
    }
}

/// A label that is the name of its class in the namespace, in words.
fn in_words(label: &Value, iri: &str) -> Option<Value> {
    let Value::Text { text, language } = label else { return None };
    let is_name = namespace(iri).is_some_and(|(_, name)| name == text);
    let text = ontology::words(text).filter(|_| is_name)?;
    Some(Value::Text { text, language: language.clone() })
}

/// What a literal says. A label has no white space at its ends that a file is laid out with: such as has a line end in it.
fn text(property: Property, literal: Literal) -> Value {
    let (text, _, language) = literal.destruct();
    let is_name = matches!(property, Property::Label | Property::Title | Property::Literal);
    let text = if is_name || property.label().is_some() { unindented(&text) } else { &text };
    Value::Text {
        text: mend(text).into_owned(),
        language: language.map(|tag| language_tag::tag(&tag).into()),
    }
}

fn unindented(text: &str) -> &str {
    let start = text.len() - text.trim_start().len();
    let text = if text[..start].contains('\n') { &text[start..] } else { text };
    let end = text.trim_end().len();
    if text[end..].contains('\n') { &text[..end] } else { text }
}
