//! Triples are what a vocabulary of others says: nodes, each with the facts that matter here, in the files' order.

use rustc_hash::FxHashMap;

use super::ids::encoded;
use super::{LabelKind, Place, language_tag};

/// What concepts without a URI of their own are called in RDF.
pub(super) const OWN_CONCEPT: &str = "urn:ideagraph:concept:";
/// What word classes are called in RDF.
pub(super) const OWN_CLASS: &str = "urn:ideagraph:class:";

/// What a concept without a URI of its own is called in RDF.
pub(super) fn own_uri(id: &str) -> String {
    format!("{OWN_CONCEPT}{}", encoded(id))
}

/// The namespaces, with the prefixes by which they are written.
pub(super) const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";
pub(super) const OWN: &str = "urn:ideagraph:lexicon#";
const SKOS_XL: &str = "http://www.w3.org/2008/05/skos-xl#";
pub(super) const ISO_THES: &str = "http://purl.org/iso25964/skos-thes#";
pub(super) const GVP: &str = "http://vocab.getty.edu/ontology#";
pub(super) const XKOS: &str = "http://rdf-vocabulary.ddialliance.org/xkos#";
pub(super) const WIKIBASE: &str = "http://wikiba.se/ontology#";
pub(super) const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
pub(super) const RDFS: &str = "http://www.w3.org/2000/01/rdf-schema#";
pub(super) const OWL: &str = "http://www.w3.org/2002/07/owl#";
pub(super) const DC_TERMS: &str = "http://purl.org/dc/terms/";
pub(super) const DC: &str = "http://purl.org/dc/elements/1.1/";
pub(super) const SCHEMA: [&str; 2] = ["http://schema.org/", "https://schema.org/"];
const FOAF: &str = "http://xmlns.com/foaf/0.1/";

/// What a fact says of its node. The last ones are the project's own, for what SKOS cannot say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Property {
    Type,
    PrefLabel,
    AltLabel,
    HiddenLabel,
    /// A SKOS-XL label: a node with a literal form.
    XlPrefLabel,
    XlAltLabel,
    XlHiddenLabel,
    /// The text that a node stands for.
    Literal,
    Label,
    /// What other things than concepts are usually called by, and what it says stays as it is said.
    Title,
    Notation,
    Broader,
    Narrower,
    /// What a thesaurus says of kinds, parts or instances, and keeps as it says it.
    KindOfBroader,
    KindOfNarrower,
    BroaderTransitive,
    Related,
    ExactMatch,
    CloseMatch,
    Definition,
    ScopeNote,
    InScheme,
    Deprecated,
    /// Another node is what this one is usually called.
    SameAs,
    Id,
    Implied,
    Reject,
    Context,
    Ambiguous,
    ExactPrefLabel,
    ExactAltLabel,
    ExactHiddenLabel,
    Name,
    Word,
}

/// What is written of a concept, by namespace and name.
const PROPERTIES: [(Property, &str, &str); 30] = [
    (Property::Type, RDF, "type"),
    (Property::PrefLabel, SKOS, "prefLabel"),
    (Property::AltLabel, SKOS, "altLabel"),
    (Property::HiddenLabel, SKOS, "hiddenLabel"),
    (Property::XlPrefLabel, SKOS_XL, "prefLabel"),
    (Property::XlAltLabel, SKOS_XL, "altLabel"),
    (Property::XlHiddenLabel, SKOS_XL, "hiddenLabel"),
    (Property::Literal, SKOS_XL, "literalForm"),
    (Property::Literal, RDF, "value"),
    (Property::Label, RDFS, "label"),
    (Property::Notation, SKOS, "notation"),
    (Property::Broader, SKOS, "broader"),
    (Property::Narrower, SKOS, "narrower"),
    (Property::Related, SKOS, "related"),
    (Property::ExactMatch, SKOS, "exactMatch"),
    (Property::CloseMatch, SKOS, "closeMatch"),
    (Property::Definition, SKOS, "definition"),
    (Property::ScopeNote, SKOS, "scopeNote"),
    (Property::InScheme, SKOS, "inScheme"),
    (Property::Deprecated, OWL, "deprecated"),
    (Property::Id, OWN, "id"),
    (Property::Implied, OWN, "implied"),
    (Property::Reject, OWN, "reject"),
    (Property::Context, OWN, "context"),
    (Property::Ambiguous, OWN, "ambiguous"),
    (Property::ExactPrefLabel, OWN, "exactPrefLabel"),
    (Property::ExactAltLabel, OWN, "exactAltLabel"),
    (Property::ExactHiddenLabel, OWN, "exactHiddenLabel"),
    (Property::Name, OWN, "name"),
    (Property::Word, OWN, "word"),
];

impl Property {
    /// The property with this IRI, if it matters here.
    pub(super) fn of(iri: &str) -> Option<Self> {
        let (namespace, name) = namespace(iri)?;
        PROPERTIES.iter().find(|row| (row.1, row.2) == (namespace, name)).map(|row| row.0)
    }

    /// The property with this IRI that links concepts and stays as it is said: the thesauri of ISO 25964 and of the
    /// Getty tell kinds, parts and instances apart.
    pub(super) fn of_kind(iri: &str) -> Option<Self> {
        let name = match namespace(iri)? {
            (SKOS, "broaderTransitive") => return Some(Self::BroaderTransitive),
            (ISO_THES | GVP, name) => name,
            _ => return None,
        };
        let (property, kind) = match name.strip_prefix("broader") {
            Some(kind) => (Self::KindOfBroader, kind),
            None => (Self::KindOfNarrower, name.strip_prefix("narrower")?),
        };
        ["Generic", "Partitive", "Instantial", "Preferred", "NonPreferred"]
            .contains(&kind)
            .then_some(property)
    }

    /// True for the IRI of a [title](Self::Title).
    pub(super) fn is_title(iri: &str) -> bool {
        match namespace(iri) {
            Some((DC_TERMS | DC, name)) => name == "title",
            Some((namespace, name)) => name == "name" && (namespace == FOAF || SCHEMA.contains(&namespace)),
            None => false,
        }
    }

    /// The property with this name in a table of triples, whatever its namespace: SKOS, and the Computer Science
    /// Ontology, which writes `superTopicOf` or `broaderGeneric` from the broader topic to the narrower.
    pub(super) fn of_local(name: &str) -> Option<Self> {
        let local = name.rsplit(['#', '/', ':']).next().unwrap_or(name);
        match local {
            "superTopicOf" | "broaderGeneric" => Some(Self::Narrower),
            "contributesTo" => Some(Self::Related),
            "primaryLabel" | "preferentialEquivalent" => Some(Self::SameAs),
            "sameAs" => Some(Self::ExactMatch),
            _ => PROPERTIES.iter().find(|row| row.1 != SKOS_XL && row.2 == local).map(|row| row.0),
        }
    }

    /// The property of a label that is a text, for one that is a node.
    pub(super) fn plain(self) -> Self {
        match self {
            Self::XlPrefLabel => Self::PrefLabel,
            Self::XlAltLabel => Self::AltLabel,
            Self::XlHiddenLabel => Self::HiddenLabel,
            other => other,
        }
    }

    /// The property of a kind of label.
    pub(super) fn of_label(kind: LabelKind) -> Self {
        match kind {
            LabelKind::Preferred => Self::PrefLabel,
            LabelKind::Alternative => Self::AltLabel,
            LabelKind::Hidden => Self::HiddenLabel,
        }
    }

    /// The kind of label that this is.
    pub(super) fn label(self) -> Option<LabelKind> {
        match self.plain() {
            Self::PrefLabel => Some(LabelKind::Preferred),
            Self::AltLabel => Some(LabelKind::Alternative),
            Self::HiddenLabel => Some(LabelKind::Hidden),
            _ => None,
        }
    }

    /// What says of a kind of label that it matches letter for letter.
    pub(super) fn exact(kind: LabelKind) -> Self {
        match kind {
            LabelKind::Preferred => Self::ExactPrefLabel,
            LabelKind::Alternative => Self::ExactAltLabel,
            LabelKind::Hidden => Self::ExactHiddenLabel,
        }
    }

    /// What in a concept holds texts of this property: one place holds all labels, and one each kind of note.
    pub(super) fn slot(self) -> Option<Self> {
        match self.plain() {
            Self::PrefLabel | Self::AltLabel | Self::HiddenLabel => Some(Self::PrefLabel),
            note @ (Self::Definition | Self::ScopeNote) => Some(note),
            _ => None,
        }
    }

    /// The IRI by which it is written.
    pub(super) fn iri(self) -> String {
        let row = PROPERTIES.iter().find(|row| row.0 == self);
        row.map_or_else(String::new, |(_, namespace, name)| format!("{namespace}{name}"))
    }
}

/// An IRI's namespace and the name in it.
pub(super) fn namespace(iri: &str) -> Option<(&str, &str)> {
    Some(iri.split_at(iri.rfind(['#', '/'])? + 1))
}

/// The other end of a fact.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Value {
    /// A literal, with its language.
    Text {
        text: String,
        language: Option<Box<str>>,
    },
    Node(usize),
}

/// Something that facts are told of.
#[derive(Debug)]
pub(super) struct Node {
    /// Its IRI, or its name in a table.
    pub(super) key: String,
    /// Where it was first told of.
    pub(super) place: Place,
    pub(super) facts: Vec<(Property, Value)>,
    /// What else is said of it, when all is kept.
    pub(super) statements: Vec<String>,
    /// Its texts are in an order that means something: a table's.
    pub(super) is_listed: bool,
}

impl Node {
    /// The other ends of its facts of one property.
    pub(super) fn values(&self, property: Property) -> impl Iterator<Item = &Value> {
        self.facts.iter().filter(move |(p, _)| *p == property).map(|(_, value)| value)
    }

    /// The nodes at the other ends of its facts of one property.
    pub(super) fn nodes(&self, property: Property) -> impl Iterator<Item = usize> {
        self.values(property).filter_map(|value| match value {
            Value::Node(node) => Some(*node),
            Value::Text { .. } => None,
        })
    }

    /// Whether it has a label of any kind, or a title.
    pub(super) fn has_label(&self) -> bool {
        let is_name = |property: Property| matches!(property, Property::Label | Property::Title);
        self.facts.iter().any(|(property, _)| is_name(*property) || property.label().is_some())
    }

    /// The texts at the other ends of its facts of one property.
    pub(super) fn texts(&self, property: Property) -> impl Iterator<Item = &str> {
        self.values(property).filter_map(|value| match value {
            Value::Text { text, .. } => Some(text.as_str()),
            Value::Node(_) => None,
        })
    }
}

/// The nodes of all files together; what two files say of one IRI is told of one node.
#[derive(Debug, Default)]
pub(super) struct Triples {
    pub(super) nodes: Vec<Node>,
    /// Whether what has no effect on links is kept too.
    pub(super) keeps_all: bool,
    by_key: FxHashMap<String, usize>,
}

impl Triples {
    /// The node with this key; made, as told of at `place`, when there is none yet.
    pub(super) fn node(&mut self, key: &str, place: &Place) -> usize {
        if let Some(&node) = self.by_key.get(key) {
            return node;
        }
        let node = self.nodes.len();
        self.by_key.insert(key.to_owned(), node);
        self.nodes.push(Node {
            key: key.to_owned(),
            place: place.clone(),
            facts: Vec::new(),
            statements: Vec::new(),
            is_listed: false,
        });
        node
    }

    /// A node without a name of its own.
    pub(super) fn blank(&mut self, place: &Place) -> usize {
        let key = format!("_:b{}", self.nodes.len());
        self.node(&key, place)
    }

    /// The node with this key, if it has been told of.
    pub(super) fn find(&self, key: &str) -> Option<usize> {
        self.by_key.get(key).copied()
    }

    /// Another key by which a node is found, unless it is another's.
    pub(super) fn alias(&mut self, key: &str, node: usize) {
        self.by_key.entry(key.to_owned()).or_insert(node);
    }

    /// Takes the texts of a node for listed.
    pub(super) fn list(&mut self, node: usize) {
        if let Some(node) = self.nodes.get_mut(node) {
            node.is_listed = true;
        }
    }

    pub(super) fn add(&mut self, node: usize, property: Property, value: Value) {
        if let Some(node) = self.nodes.get_mut(node) {
            node.facts.push((property, value));
        }
    }

    /// Adds a literal, in a language where a tag is given.
    pub(super) fn add_text(&mut self, node: usize, property: Property, text: &str, tag: Option<&str>) {
        let language = tag.map(|tag| language_tag::tag(tag).into());
        self.add(node, property, Value::Text { text: text.to_owned(), language });
    }
}
