//! RDF: SKOS, and properties of our own for what SKOS cannot say.

use std::collections::BTreeSet;

use oxrdf::{Literal, NamedNode, Term, Triple};
use oxrdfio::{RdfFormat, RdfSerializer, WriterQuadSerializer};

use super::WriteError;
use crate::concept::ids::encoded;
use crate::concept::triples::{OWN, OWN_CLASS, OWN_CONCEPT, Property, SKOS};
use crate::concept::{Concept, ConceptIx, ConceptScheme, LabelKind, statement};

/// The prefixes, in the order in which they are declared.
const PREFIXES: [(&str, &str); 2] = [("ig", OWN), ("skos", SKOS)];

pub(super) fn write(scheme: &ConceptScheme, syntax: RdfFormat) -> Result<Vec<u8>, WriteError> {
    let mut serializer = RdfSerializer::from_format(syntax);
    for (prefix, iri) in PREFIXES {
        serializer = serializer.with_prefix(prefix, iri)?;
    }
    let mut writer = Writer { out: serializer.for_writer(Vec::new()), concepts: scheme.concepts() };
    for (name, words) in scheme.classes() {
        writer.class(name, words)?;
    }
    writer.schemes(scheme)?;
    for concept in scheme.concepts() {
        writer.concept(concept)?;
    }
    Ok(writer.out.finish()?)
}

struct Writer<'a> {
    out: WriterQuadSerializer<Vec<u8>>,
    concepts: &'a [Concept],
}

impl Writer<'_> {
    fn class(&mut self, name: &str, words: &[String]) -> Result<(), WriteError> {
        let class = NamedNode::new(format!("{OWN_CLASS}{}", encoded(name)))?;
        self.say(&class, Property::Name, Literal::from(name))?;
        words.iter().try_for_each(|word| self.say(&class, Property::Word, Literal::from(word.as_str())))
    }

    /// The concept schemes that concepts are in.
    fn schemes(&mut self, scheme: &ConceptScheme) -> Result<(), WriteError> {
        let mut named: BTreeSet<&str> =
            self.concepts.iter().flat_map(|concept| &concept.schemes).map(String::as_str).collect();
        named.retain(|uri| !scheme.statements().contains_key(*uri));
        let class = NamedNode::new(format!("{SKOS}ConceptScheme"))?;
        named.into_iter().try_for_each(|scheme| self.say(&iri(scheme), Property::Type, class.clone()))?;
        scheme.statements().iter().try_for_each(|(uri, all)| self.statements(&iri(uri), all))
    }

    fn statements(&mut self, node: &NamedNode, statements: &[String]) -> Result<(), WriteError> {
        for (property, value) in statements.iter().filter_map(|text| statement::read(text)) {
            self.out.serialize_triple(&Triple::new(node.clone(), property, value))?;
        }
        Ok(())
    }

    fn concept(&mut self, concept: &Concept) -> Result<(), WriteError> {
        let node = node(concept);
        self.say(&node, Property::Type, NamedNode::new(format!("{SKOS}Concept"))?)?;
        self.labels(&node, concept)?;
        for (property, texts) in [
            (Property::Notation, &concept.notation[..]),
            (Property::Id, concept.uri.as_ref().map_or(&[], |_| std::slice::from_ref(&concept.id))),
        ] {
            texts.iter().try_for_each(|text| self.say(&node, property, Literal::from(text.as_str())))?;
        }
        for (property, text) in
            [(Property::Definition, &concept.definition), (Property::ScopeNote, &concept.scope_note)]
        {
            text.iter().try_for_each(|text| self.say(&node, property, spoken(text, concept)))?;
        }
        self.links(&node, concept)?;
        self.statements(&node, &concept.statements)?;
        self.patterns(&node, concept)
    }

    fn labels(&mut self, node: &NamedNode, concept: &Concept) -> Result<(), WriteError> {
        for (kind, label) in concept.labels() {
            let (property, exact) = match kind {
                LabelKind::Preferred => (Property::PrefLabel, Property::ExactPrefLabel),
                LabelKind::Alternative => (Property::AltLabel, Property::ExactAltLabel),
                LabelKind::Hidden => (Property::HiddenLabel, Property::ExactHiddenLabel),
            };
            let text = label.strip_prefix('=').unwrap_or(label);
            self.say(node, property, spoken(text, concept))?;
            if text != label {
                self.say(node, exact, Literal::from(text))?;
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
            ends.iter().try_for_each(|end| self.say(from, property, iri(end)))?;
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
        self.out.serialize_triple(&Triple::new(node.clone(), property, value))?;
        Ok(())
    }
}

/// Text in the concept's language.
fn spoken(text: &str, concept: &Concept) -> Literal {
    let tagged =
        concept.language.as_ref().and_then(|tag| Literal::new_language_tagged_literal(text, tag).ok());
    tagged.unwrap_or_else(|| Literal::from(text))
}

fn node(concept: &Concept) -> NamedNode {
    let own = || iri(&format!("{OWN_CONCEPT}{}", encoded(&concept.id)));
    concept.uri.as_deref().map_or_else(own, iri)
}

/// The IRI; one that is none is written as one of our own.
fn iri(text: &str) -> NamedNode {
    NamedNode::new(text)
        .unwrap_or_else(|_| NamedNode::new_unchecked(format!("{OWN_CONCEPT}{}", encoded(text))))
}
