//! RDF: SKOS, and properties of our own for what SKOS cannot say.

use std::collections::BTreeSet;

use oxrdf::vocab::rdf;
use oxrdf::{BlankNode, Literal, NamedNode, NamedOrBlankNode, Term, Triple};
use oxrdfio::{RdfFormat, RdfSerializer, WriterQuadSerializer};
use rustc_hash::FxHashSet;

use super::{WriteError, xml};
use crate::concept::language_tag::{is_variety, literal};
use crate::concept::rdf::iri::{encoded, mended};
use crate::concept::rdf::property::{OWN, OWN_CLASS, Property, SKOS, own_uri};
use crate::concept::rdf::statement;
use crate::concept::{Concept, ConceptIx, ConceptScheme, LabelKind, label};

/// The prefixes, in the order in which they are declared.
const PREFIXES: [(&str, &str); 2] = [("ig", OWN), ("skos", SKOS)];

pub(super) fn write(scheme: &ConceptScheme, syntax: RdfFormat) -> Result<Vec<u8>, WriteError> {
    let mut serializer = RdfSerializer::from_format(syntax);
    for (prefix, iri) in PREFIXES {
        serializer = serializer.with_prefix(prefix, iri)?;
    }
    let is_xml = syntax == RdfFormat::RdfXml;
    let out = serializer.for_writer(Vec::new());
    let mut writer = Writer { out, is_xml, concepts: scheme.concepts(), blanks: 0 };
    for (name, words) in scheme.classes() {
        writer.class(name, words)?;
    }
    writer.schemes(scheme)?;
    for concept in scheme.concepts() {
        writer.concept(concept)?;
    }
    let bytes = writer.out.finish()?;
    Ok(if is_xml { xml::with_returns(bytes) } else { bytes })
}

struct Writer<'a> {
    out: WriterQuadSerializer<Vec<u8>>,
    is_xml: bool,
    concepts: &'a [Concept],
    /// How many nodes without a name there are so far.
    blanks: usize,
}

impl Writer<'_> {
    fn class(&mut self, name: &str, words: &[String]) -> Result<(), WriteError> {
        let class = NamedNode::new(format!("{OWN_CLASS}{}", encoded(name)))?;
        self.say(&class, Property::Name, Literal::from(name))?;
        words.iter().try_for_each(|word| self.say(&class, Property::Word, Literal::from(word.as_str())))
    }

    /// The concept schemes that concepts are in, unless they are concepts themselves.
    fn schemes(&mut self, scheme: &ConceptScheme) -> Result<(), WriteError> {
        let mut named: BTreeSet<&str> =
            self.concepts.iter().flat_map(|concept| &concept.schemes).map(String::as_str).collect();
        let concepts: FxHashSet<&str> =
            self.concepts.iter().filter_map(|concept| concept.uri.as_deref()).collect();
        named.retain(|uri| !scheme.statements().contains_key(*uri) && !concepts.contains(uri));
        let class = NamedNode::new(format!("{SKOS}ConceptScheme"))?;
        named.into_iter().try_for_each(|scheme| self.say(&iri(scheme), Property::Type, class.clone()))?;
        for (uri, all) in scheme.statements() {
            // A label alone would make a concept of it.
            if !read(all).any(|(property, _)| property == rdf::TYPE) {
                self.say(&iri(uri), Property::Type, class.clone())?;
            }
            self.statements(&iri(uri), read(all))?;
            let lists = all.iter().filter_map(|text| statement::read_list(text));
            lists.into_iter().try_for_each(|(property, items)| self.list(iri(uri), property, items))?;
        }
        Ok(())
    }

    /// A list is a chain of nodes without a name, each with an item.
    fn list(&mut self, of: NamedNode, property: NamedNode, items: Vec<NamedNode>) -> Result<(), WriteError> {
        let (mut from, mut property) = (NamedOrBlankNode::from(of), property);
        for item in items {
            let cell = BlankNode::new_unchecked(format!("list{}", self.blanks));
            self.blanks += 1;
            self.triple(&Triple::new(from, property, cell.clone()))?;
            self.triple(&Triple::new(cell.clone(), rdf::FIRST, item))?;
            (from, property) = (cell.into(), rdf::REST.into());
        }
        self.triple(&Triple::new(from, property, rdf::NIL))
    }

    fn statements(
        &mut self,
        node: &NamedNode,
        statements: impl IntoIterator<Item = (NamedNode, Term)>,
    ) -> Result<(), WriteError> {
        let mut triples =
            statements.into_iter().map(|(property, value)| Triple::new(node.clone(), property, value));
        triples.try_for_each(|triple| self.triple(&triple))
    }

    fn concept(&mut self, concept: &Concept) -> Result<(), WriteError> {
        let node = node(concept);
        self.say(&node, Property::Type, NamedNode::new(format!("{SKOS}Concept"))?)?;
        let statements: Vec<(NamedNode, Term)> = read(&concept.statements).collect();
        let said = Said::of(&statements, concept);
        self.labels(&node, concept, &said)?;
        for (property, texts) in [
            (Property::Notation, &concept.notation[..]),
            (Property::Id, concept.uri.as_ref().map_or(&[], |_| std::slice::from_ref(&concept.id))),
        ] {
            in_order(texts)
                .into_iter()
                .try_for_each(|text| self.say(&node, property, Literal::from(text)))?;
        }
        for (property, text) in
            [(Property::Definition, &concept.definition), (Property::ScopeNote, &concept.scope_note)]
        {
            if let Some(text) = text.as_deref().filter(|text| !said.has(property, text)) {
                self.say(&node, property, spoken(text, concept))?;
            }
        }
        self.links(&node, concept)?;
        self.statements(&node, statements)?;
        self.patterns(&node, concept)
    }

    fn labels(&mut self, node: &NamedNode, concept: &Concept, said: &Said) -> Result<(), WriteError> {
        let mut labels: Vec<(LabelKind, &str)> = concept.labels().collect();
        labels.sort_unstable();
        for (kind, written) in labels {
            let (text, exact) = label::read(written);
            let property = Property::of_label(kind);
            if !said.has(property, text) {
                self.say(node, property, spoken(text, concept))?;
            }
            if exact {
                self.say(node, Property::exact(kind), Literal::from(text))?;
            }
        }
        Ok(())
    }

    fn links(&mut self, from: &NamedNode, concept: &Concept) -> Result<(), WriteError> {
        let concepts = self.concepts;
        for (property, ends) in [(Property::Broader, &concept.broader), (Property::Related, &concept.related)]
        {
            for ConceptIx(end) in ends {
                self.say(from, property, node(&concepts[*end as usize]))?;
            }
        }
        for (property, ends) in [
            (Property::InScheme, &concept.schemes),
            (Property::ExactMatch, &concept.exact_match),
            (Property::CloseMatch, &concept.close_match),
        ] {
            in_order(ends).into_iter().try_for_each(|end| self.say(from, property, iri(end)))?;
        }
        Ok(())
    }

    fn patterns(&mut self, node: &NamedNode, concept: &Concept) -> Result<(), WriteError> {
        for (property, patterns) in [
            (Property::Implied, &concept.implied),
            (Property::Reject, &concept.reject),
            (Property::Context, &concept.context),
        ] {
            let mut texts = patterns.iter().map(|pattern| Literal::from(pattern.source.as_str()));
            texts.try_for_each(|text| self.say(node, property, text))?;
        }
        if concept.ambiguous {
            self.say(node, Property::Ambiguous, Literal::from(true))?;
        }
        Ok(())
    }

    fn say(
        &mut self,
        node: &NamedNode,
        property: Property,
        value: impl Into<Term>,
    ) -> Result<(), WriteError> {
        let property = NamedNode::new(property.iri())?;
        self.triple(&Triple::new(node.clone(), property, value))
    }

    fn triple(&mut self, triple: &Triple) -> Result<(), WriteError> {
        if let Some(problem) = self.is_xml.then(|| xml::unwritable(triple)).flatten() {
            return Err(WriteError::Xml(problem));
        }
        self.out.serialize_triple(triple)?;
        Ok(())
    }
}

/// The statements as they are meant.
fn read(statements: &[String]) -> impl Iterator<Item = (NamedNode, Term)> {
    statements.iter().filter_map(|text| statement::read(text))
}

/// The texts that a concept's statements say in a variety of its language: they tell by which properties, and in which
/// variety, each is said, so that its place in the concept need not.
struct Said(FxHashSet<(Property, String)>);

impl Said {
    fn of(statements: &[(NamedNode, Term)], concept: &Concept) -> Self {
        let said = statements.iter().filter_map(|(property, value)| {
            let Term::Literal(text) = value else { return None };
            let slot = Property::of(property.as_str())?.slot()?;
            let is_ours = is_variety(text.language(), concept.language.as_deref());
            is_ours.then(|| (slot, text.value().to_owned()))
        });
        Self(said.collect())
    }

    fn has(&self, property: Property, text: &str) -> bool {
        !self.0.is_empty() && property.slot().is_some_and(|slot| self.0.contains(&(slot, text.to_owned())))
    }
}

/// Texts in the order of their letters: in RDF they have none.
fn in_order(texts: &[String]) -> Vec<&str> {
    let mut texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    texts.sort_unstable();
    texts
}

/// Text in the concept's language.
fn spoken(text: &str, concept: &Concept) -> Literal {
    literal(text, concept.language.as_deref())
}

fn node(concept: &Concept) -> NamedNode {
    concept.uri.as_deref().map_or_else(|| iri(&own_uri(&concept.id)), iri)
}

/// The IRI; one that is none is written as one of our own.
fn iri(text: &str) -> NamedNode {
    NamedNode::new(mended(text)).unwrap_or_else(|_| NamedNode::new_unchecked(own_uri(text)))
}
