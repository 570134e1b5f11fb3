//! An ontology tells of classes where a vocabulary tells of concepts: with a label of RDFS, a definition and synonyms
//! (those of the OBO Foundry have properties for them), and the classes that they are subclasses of. In a file without
//! concepts of SKOS the classes are the concepts.

use std::collections::BTreeSet;

use oxrdf::{NamedNode, NamedOrBlankNode, Term};
use rustc_hash::FxHashMap;

use super::triples::{Triples, Value};
use crate::concept::rdf::property::{
    DC, DC_TERMS, OWL, Property, RDF, RDFS, SCHEMA, SKOS, WIKIBASE, namespace,
};

pub(in crate::concept::read) const OBO: &str = "http://purl.obolibrary.org/obo/";
const OBO_IN_OWL: &str = "http://www.geneontology.org/formats/oboInOwl#";

/// A property of classes, by namespace and name, and what SKOS has for it.
pub(in crate::concept::read) type OfClass = (&'static str, &'static str, Property);

const PROPERTIES: [OfClass; 5] = [
    (RDFS, "subClassOf", Property::Broader),
    (OBO_IN_OWL, "id", Property::Notation),
    (OBO, "IAO_0000118", Property::AltLabel),
    (OBO, "IAO_0000115", Property::Definition),
    (OBO_IN_OWL, "hasDefinition", Property::Definition),
];

/// What tells of a class where no definition does.
const DESCRIPTIONS: [OfClass; 5] = [
    (RDFS, "comment", Property::Definition),
    (DC_TERMS, DESCRIPTION, Property::Definition),
    (DC, DESCRIPTION, Property::Definition),
    (SCHEMA[0], DESCRIPTION, Property::Definition),
    (SCHEMA[1], DESCRIPTION, Property::Definition),
];

/// What tells of any thing, and so of a concept of SKOS, too.
pub(in crate::concept::read) const DESCRIPTION: &str = "description";

/// The synonyms of classes: the property in OWL, the scope and the older tag in OBO, and what SKOS has for them.
const SYNONYMS: [(&str, &str, &str, Property); 4] = [
    ("hasExactSynonym", "EXACT", "exact_synonym", Property::AltLabel),
    ("hasRelatedSynonym", "RELATED", "related_synonym", Property::HiddenLabel),
    ("hasNarrowSynonym", "NARROW", "narrow_synonym", Property::HiddenLabel),
    ("hasBroadSynonym", "BROAD", "broad_synonym", Property::HiddenLabel),
];

/// The property of classes with this IRI.
pub(in crate::concept::read) fn property(iri: &str) -> Option<OfClass> {
    let known = namespace(iri)?;
    let synonyms = SYNONYMS.into_iter().map(|(name, .., property)| (OBO_IN_OWL, name, property));
    PROPERTIES
        .into_iter()
        .chain(DESCRIPTIONS)
        .chain(synonyms)
        .find(|(namespace, name, _)| (*namespace, *name) == known)
}

/// Whether a property counts only where there is no definition.
pub(in crate::concept::read) fn is_description(of_class: &OfClass) -> bool {
    DESCRIPTIONS.contains(of_class)
}

/// Letters of the longest words that alone say too little: a text says "how to" without `HowTo`, and "me oh" without `MeOH`.
const SHORT: usize = 3;

/// The words of a name that is written as one, by its humps: `TV series` of `TVSeries`, `vegetarian pizza` of
/// `VegetarianPizza`. None where the first or the last has a single letter (`pH`, `PlanA`) or all are short; the `s` of
/// many short forms (`APIs`) begins no hump.
pub(in crate::concept::read) fn words(name: &str) -> Option<String> {
    let letters: Vec<char> = name.chars().collect();
    let is_upper = |at: usize| letters.get(at).is_some_and(|c| c.is_uppercase());
    let is_lower = |at: usize| letters.get(at).is_some_and(|c| c.is_lowercase());
    let is_plural = |at: usize| letters[at + 1..] == ['s'];
    let is_last_of_many = |at: usize| is_upper(at - 1) && is_lower(at + 1) && !is_plural(at);
    let begins = |at: usize| is_upper(at) && (is_lower(at - 1) || is_last_of_many(at));
    let starts: Vec<usize> = (1..letters.len()).filter(|at| begins(*at)).collect();
    let ends = starts.iter().copied().chain([letters.len()]);
    let places: Vec<(usize, usize)> = std::iter::once(0).chain(starts.iter().copied()).zip(ends).collect();
    let lengths: Vec<usize> = places.iter().map(|(start, end)| end - start).collect();
    let ends = [lengths.first(), lengths.last()];
    let are_words =
        ends.iter().flatten().all(|length| **length > 1) && lengths.iter().any(|length| *length > SHORT);
    if starts.is_empty() || !are_words || !letters.iter().all(|c| c.is_alphabetic()) {
        return None;
    }
    let words = places.into_iter().map(|(start, end)| {
        let word: String = letters[start..end].iter().collect();
        if (start..end).all(is_upper) { word } else { word.to_lowercase() }
    });
    Some(words.collect::<Vec<_>>().join(" "))
}

/// The words of the name that a class has in its namespace; none of a code, which has digits.
pub(in crate::concept::read) fn words_of_name(iri: &str) -> Option<String> {
    let name = namespace(iri)?.1;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphabetic() || matches!(c, '_' | '-'));
    let parts = name.split('_').filter(|part| !part.is_empty());
    let parts = parts.map(|part| words(part).unwrap_or_else(|| part.to_owned()));
    is_name.then(|| parts.collect::<Vec<_>>().join(" "))
}

/// The property of synonyms of a scope.
pub(in crate::concept::read) fn of_scope(scope: &str) -> Option<Property> {
    SYNONYMS.into_iter().find(|(_, own, ..)| *own == scope).map(|(.., property)| property)
}

/// The property of synonyms with a tag of their own.
pub(in crate::concept::read) fn of_tag(tag: &str) -> Option<Property> {
    SYNONYMS.into_iter().find(|(.., own, _)| *own == tag).map(|(.., property)| property)
}

/// The id of a term that the IRI of its class is made of: `PO:0009001` of `http://purl.obolibrary.org/obo/PO_0009001`.
pub(in crate::concept::read) fn term_id(iri: &str) -> Option<String> {
    iri.strip_prefix(OBO)?.rsplit_once('_').map(|(prefix, local)| format!("{prefix}:{local}"))
}

/// True for what is of the languages that ontologies are written in, and says nothing of their field: `owl:Thing`,
/// `rdf:List`.
pub(in crate::concept::read) fn is_of_the_language(iri: &str) -> bool {
    matches!(namespace(iri), Some((OWL | RDF | RDFS | SKOS, _)))
}

/// Whether what is of this class, or is below it, is deprecated.
pub(in crate::concept::read) fn is_of_the_deprecated(class: &str) -> bool {
    let kinds = [(OWL, "DeprecatedClass"), (OBO_IN_OWL, "ObsoleteClass")];
    namespace(class).is_some_and(|class| kinds.contains(&class))
}

/// What an ontology has beside classes, and Wikidata beside items.
const OTHERS: [(&str, &str); 6] = [
    (OWL, "Ontology"),
    (OWL, "AnnotationProperty"),
    (OWL, "ObjectProperty"),
    (OWL, "DatatypeProperty"),
    (RDF, "Property"),
    (WIKIBASE, "Property"),
];

/// The nodes of [those](OTHERS).
pub(in crate::concept::read) fn others(triples: &Triples) -> [Option<usize>; OTHERS.len()] {
    OTHERS.map(|(namespace, name)| triples.find(&format!("{namespace}{name}")))
}

/// True for SKOS's concepts: what is of a subclass of them is a concept, and the subclass is none.
pub(in crate::concept::read) fn is_concepts(class: &str) -> bool {
    namespace(class) == Some((SKOS, "Concept"))
}

/// The subclasses of some classes, and those of these.
pub(in crate::concept::read) fn subclasses(said: &[Said], of: impl Fn(&str) -> bool) -> Vec<&NamedNode> {
    let mut subclasses: FxHashMap<&str, Vec<&NamedNode>> = FxHashMap::default();
    for (subject, (.., property), object) in said {
        if let (NamedOrBlankNode::NamedNode(class), Property::Broader, Term::NamedNode(of)) =
            (subject, property, object)
        {
            subclasses.entry(of.as_str()).or_default().push(class);
        }
    }
    let mut found: Vec<&NamedNode> =
        subclasses.extract_if(|class, _| of(class)).flat_map(|(_, own)| own).collect();
    let mut at = 0;
    while let Some(class) = found.get(at) {
        found.extend(subclasses.remove(class.as_str()).unwrap_or_default());
        at += 1;
    }
    found
}

/// What tells whether a file is an ontology, and what it then says of its classes.
#[derive(Default)]
pub(in crate::concept::read) struct Ontology {
    /// The nodes that are classes and have a name.
    pub(in crate::concept::read) classes: BTreeSet<usize>,
    /// The nodes with a preferred label of SKOS.
    labelled: BTreeSet<usize>,
    /// Those that are none and may have one all the same: properties and the ontology itself.
    others: BTreeSet<usize>,
    has_concepts: bool,
    pub(in crate::concept::read) said: Vec<Said>,
}

/// What is said as of a class.
pub(in crate::concept::read) type Said = (NamedOrBlankNode, OfClass, Term);

impl Ontology {
    /// Takes notice of a fact.
    pub(in crate::concept::read) fn see(
        &mut self,
        node: usize,
        property: Property,
        value: &Value,
        triples: &Triples,
    ) {
        match (property, value) {
            (Property::Type, Value::Node(class)) => match namespace(&triples.nodes[*class].key) {
                Some((SKOS, "Concept")) => self.has_concepts = true,
                Some(kind) if OTHERS.contains(&kind) => {
                    self.others.insert(node);
                }
                Some((OWL | RDFS, "Class")) if !triples.nodes[node].key.starts_with("_:") => {
                    self.classes.insert(node);
                }
                _ => {}
            },
            (Property::PrefLabel | Property::XlPrefLabel, _) => {
                self.labelled.insert(node);
            }
            _ => {}
        }
    }

    /// Whether SKOS tells of concepts here, whose schema the classes are: where some are said to be, and where as many
    /// things have a preferred label as classes have any.
    pub(in crate::concept::read) fn is_schema(&self, triples: &Triples) -> bool {
        let is_thing = |node: &&usize| !self.classes.contains(node) && !self.others.contains(node);
        let things = self.labelled.iter().filter(is_thing).count();
        let is_labelled = |class: &&usize| triples.nodes[**class].has_label();
        self.has_concepts || (things > 0 && things >= self.classes.iter().filter(is_labelled).count())
    }
}
