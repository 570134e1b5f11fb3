//! Reading and writing schemes: what each format says, what is mended, what comes back.

use proptest::prelude::*;

use super::*;
use crate::diagnostic::Severity;

pub(super) const PREFIXES: &str = "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xl: <http://www.w3.org/2008/05/skos-xl#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix iso: <http://purl.org/iso25964/skos-thes#> .
@prefix xkos: <http://rdf-vocabulary.ddialliance.org/xkos#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix dc: <http://purl.org/dc/elements/1.1/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix wikibase: <http://wikiba.se/ontology#> .
@prefix : <http://example.org/> .\n";

type Read = Result<(ConceptScheme, Vec<Diagnostic>), Vec<Diagnostic>>;

fn read(files: &[(&str, &str)], language: &str) -> Read {
    let mut reader = SchemeReader::new(language);
    files.iter().for_each(|(name, text)| reader.read(name, text.as_bytes(), None));
    reader.finish()
}

fn turtle(text: &str, language: &str) -> (ConceptScheme, Vec<Diagnostic>) {
    read(&[("test.ttl", &format!("{PREFIXES}{text}"))], language).unwrap()
}

/// `id: label, alias, hidden < broader ~ related` for each concept.
pub(super) fn shown(scheme: &ConceptScheme) -> Vec<String> {
    let ids = |list: &[ConceptIx], sign: &str| -> String {
        list.iter().map(|ix| format!(" {sign} {}", scheme[*ix].id)).collect()
    };
    let labels = |c: &Concept| c.labels().map(|(_, text)| text.to_owned()).collect::<Vec<_>>().join(", ");
    let show =
        |c: &Concept| format!("{}: {}{}{}", c.id, labels(c), ids(&c.broader, "<"), ids(&c.related, "~"));
    scheme.concepts().iter().map(show).collect()
}

#[test]
fn skos_is_read() {
    for (text, expected) in [
        (
            ":a a skos:Concept ; skos:prefLabel \"A\"@en ; skos:altLabel \"AA\" ; skos:hiddenLabel \"H\"@en-GB .",
            "a: A, AA, H",
        ),
        (":a skos:prefLabel \"A\" ; skos:notation \"HP:1\" .", "HP:1: A"),
        (
            ":a skos:prefLabel \"A\" ; skos:narrower :b ; skos:related :b . :b skos:prefLabel \"B\" .",
            "a: A ~ b|b: B < a",
        ),
        (
            ":a xl:prefLabel [ xl:literalForm \"A\"@en ] ; xl:altLabel [ xl:literalForm \"B\"@en ] .",
            "a: A, B",
        ),
        (
            ":a a skos:Concept ; skos:prefLabel \"A\" . :b a skos:ConceptScheme ; skos:prefLabel \"B\" .",
            "a: A",
        ),
        (
            ":a skos:prefLabel \"A\" . :b skos:prefLabel \"B\" ; owl:deprecated true ; skos:broader :a .",
            "a: A",
        ),
        ("<http://x.org/1> skos:prefLabel \"A\" . <http://y.org/1> skos:prefLabel \"B\" .", "1: A|1-2: B"),
        ("[] a skos:Concept ; skos:prefLabel \"Rock & Roll\" .", "rock-roll: Rock & Roll"),
        (
            ":a a skos:Concept ; skos:broader :b ; skos:broaderTransitive :b, :c . :b a skos:Concept ; skos:broaderTransitive :c .
            :c a skos:Concept .",
            "a: a < b|b: b < c|c: c",
        ),
        (":long_word a skos:Concept .", "long_word: long word"),
        (":a a skos:Concept ; skos:hiddenLabel \"x\", \"y\" .", "a: x, y"),
        // Titles, where there is no label.
        (":a a skos:Concept ; dct:title \"A\"@en, \"X\"@de . :b a skos:Concept ; dc:title \"B\" .", "a: A|b: B"),
        (
            ":a a skos:Concept ; foaf:name \"A\" ; skos:altLabel \"AA\" . :b a skos:Concept ; foaf:name \"B\", \"BB\" .",
            "a: AA|b: B, BB",
        ),
        (
            ":a a skos:Concept ; <http://schema.org/name> \"A\" . :b a skos:Concept ; <https://schema.org/name> \"B\" .
            :s a skos:ConceptScheme ; dct:title \"S\" . :x dct:title \"X\" .",
            "a: A|b: B",
        ),
        (":a skos:prefLabel \"A\"@de, \"B\"@fi ; skos:altLabel \"C\"@de, \"D\"@fi .", "a: A, C"),
        (":a skos:prefLabel \"A\"@de ; skos:altLabel \"B\"@en .", "a: B"),
        // Tags that tell no language, and another one of English.
        (":a skos:prefLabel \"A\"@mul, \"X\"@de ; skos:altLabel \"B\"@en, \"C\"@und .", "a: A, B, C"),
        (":a skos:prefLabel \"A\"@mul, \"B\"@en .", "a: B, A"),
        (":a skos:prefLabel \"A\"@eng, \"X\"@de .", "a: A"),
        (":a skos:prefLabel \"A\"@en . :b skos:prefLabel \"B\" ; owl:deprecated \"True\" . :c skos:prefLabel \"C\" ; owl:deprecated \"yes\" .", "a: A"),
        ("GRAPH :g { :a skos:prefLabel \"A\" } :b skos:prefLabel \"B\" .", "a: A|b: B"),
        // What is said of levels, groups and properties.
        (
            ":a skos:prefLabel \"A\" . :l a xkos:ClassificationLevel ; skos:prefLabel \"Section\" .
            :g a iso:ConceptGroup ; skos:prefLabel \"Food\" . :p a wikibase:Property ; skos:prefLabel \"colour\" .",
            "a: A",
        ),
        // What is deprecated leads on to what is broader.
        (
            ":a skos:prefLabel \"A\" ; skos:broader :b ; skos:related :b .
            :b skos:prefLabel \"B\" ; owl:deprecated true ; skos:broader :c .
            :c skos:prefLabel \"C\" ; skos:related :b .",
            "a: A < c|c: C",
        ),
        (
            ":b skos:prefLabel \"B\" ; owl:deprecated true ; skos:narrower :a . :c skos:prefLabel \"C\" ; skos:narrower :b .
            :a skos:prefLabel \"A\" .",
            "a: A < c|c: C",
        ),
    ] {
        assert_eq!(shown(&turtle(text, "en").0).join("|"), expected, "{text}");
    }
}

const OF_ONTOLOGIES: &str = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix obo: <http://purl.obolibrary.org/obo/> .
@prefix oio: <http://www.geneontology.org/formats/oboInOwl#> .\n";

#[test]
fn ontologies_are_read() {
    for (text, expected) in [
        (
            "obo:E_1 a owl:Class ; rdfs:label \"soil\" ; oio:id \"E:1\" ; oio:hasExactSynonym \"dirt\" ;
            obo:IAO_0000118 \"ground\" ; oio:hasBroadSynonym \"earth\" ; oio:hasRelatedSynonym \"mud\" .",
            "E:1: soil, dirt, ground, earth, mud",
        ),
        (
            ":a a owl:Class ; rdfs:label \"A\" ; rdfs:subClassOf :b, owl:Thing, [ a owl:Restriction ] .
            :b a rdfs:Class ; rdfs:label \"B\" .",
            "a: A < b|b: B",
        ),
        (
            ":a a owl:Class ; rdfs:label \"A\" ; rdfs:subClassOf :b . :b a owl:Class ; rdfs:label \"B\" ; owl:deprecated true .",
            "a: A",
        ),
        ("obo:E_1 a owl:Class ; rdfs:label \"A\" .", "E:1: A"),
        (":a a owl:Class ; rdfs:label \"A\"@en, \"B\"@en, \"C\"@de, \"D\" .", "a: A, B, D"),
        (
            ":a a owl:Class ; rdfs:label \"A\" . :b a owl:Class, owl:DeprecatedClass ; rdfs:label \"B\" .
            :c a owl:Class ; rdfs:label \"C\" ; rdfs:subClassOf oio:ObsoleteClass .
            :d a owl:Class ; rdfs:label \"D\" ; rdfs:subClassOf :e . :e a owl:Class ; rdfs:subClassOf :c .",
            "a: A",
        ),
        (":a a owl:Class ; dc:title \"A\" . :b a owl:Class ; rdfs:label \"B\" ; dc:title \"X\" .", "a: A|b: B"),
        // What is no class, and classes without a label or a name.
        (
            ":a a owl:Class ; rdfs:label \"A\" . :b a owl:Class . [] a owl:Class ; rdfs:label \"C\" .
            :p a owl:ObjectProperty ; rdfs:label \"P\" ; oio:hasExactSynonym \"Q\" .",
            "a: A",
        ),
        (
            ":a a owl:Class ; skos:prefLabel \"A\" ; rdfs:label \"A, the\" ; rdfs:subClassOf :b .
            :b a owl:Class ; oio:hasExactSynonym \"B\" .",
            "a: A < b|b: B",
        ),
        // Properties may have labels of SKOS.
        (
            ":a a owl:Class ; rdfs:label \"A\" . :o a owl:Ontology ; skos:prefLabel \"O\" .
            :p a owl:AnnotationProperty ; skos:prefLabel \"P\" .",
            "a: A",
        ),
        // Names that are written as one.
        (
            ":RedWine a owl:Class ; rdfs:label \"RedWine\" . :TVSeries a owl:Class ; rdfs:label \"TVSeries\"@en .
            :c a owl:Class ; rdfs:label \"YouTube\" . :pH a owl:Class ; rdfs:label \"pH\" .
            :HowTo a owl:Class ; rdfs:label \"HowTo\" . :SPARQLs a owl:Class ; rdfs:label \"SPARQLs\" .
            :RotWein a owl:Class ; rdfs:label \"RotWein\"@de . :PlanA a owl:Class ; rdfs:label \"PlanA\" .
            :VitaminCLack a owl:Class ; rdfs:label \"VitaminCLack\" .",
            "HowTo: HowTo|PlanA: PlanA|RedWine: RedWine, red wine|RotWein: RotWein, rot wein|SPARQLs: SPARQLs|TVSeries: TVSeries, TV series|VitaminCLack: VitaminCLack, vitamin C lack|c: YouTube|pH: pH",
        ),
        (":RedWine a owl:Class ; rdfs:subClassOf :Wine . :Wine a owl:Class . :C_12 a owl:Class . owl:Thing a owl:Class . skos:Collection a owl:Class .", "RedWine: red wine < Wine|Wine: Wine"),
        (":RedWine a owl:Class . :Wine a owl:Class ; rdfs:label \"wine\" . :Port a owl:Class .", "Port: Port|RedWine: red wine|Wine: wine"),
        // Names where labels are in another language, or missing where they are broader.
        (
            ":RedWine a owl:Class ; rdfs:label \"VinhoTinto\"@pt ; rdfs:subClassOf :Drink . :Drink a owl:Class ; rdfs:subClassOf :C_1 .
            :Wine a owl:Class ; rdfs:label \"Vinho\"@pt . :Port a owl:Class . :C_1 a owl:Class ; rdfs:subClassOf :Thing . :Thing a owl:Class .
            :OakCask a owl:Class ; rdfs:label \"Barrica\"@pt, \"Cask\"@en . :OakTree a owl:Class ; rdfs:label \"Carvalho\"@pt .
            :Cork a owl:Class ; rdfs:label \"cork\" .",
            "Cork: cork|Drink: Drink|OakCask: Cask|OakTree: Carvalho, oak tree|RedWine: VinhoTinto, red wine < Drink|Wine: Vinho",
        ),
        // Individuals beside the classes, and kinds of concept, of which there are none.
        (
            ":Day a owl:Class ; rdfs:label \"Day\" . :Hour a owl:Class ; rdfs:label \"Hour\" . :f a :Day ; skos:prefLabel \"Friday\" .
            :p a <http://www.w3.org/1999/02/22-rdf-syntax-ns#Property> ; skos:prefLabel \"P\" .",
            "Day: Day|Hour: Hour|f: Friday",
        ),
        (
            ":a a owl:Class ; rdfs:label \"A\" . :t a owl:Class ; rdfs:label \"T\" ; rdfs:subClassOf skos:Concept .
            :u a owl:Class ; rdfs:label \"U\" ; rdfs:subClassOf :t .",
            "a: A",
        ),
        (
            ":a a owl:Class ; rdfs:label \"A\" . :t rdfs:subClassOf skos:Concept . :u a owl:Class ; rdfs:subClassOf :t .
            :b a :u ; rdfs:label \"B\" . :c a :t .",
            "b: B|c: c",
        ),
        // SKOS with its schema.
        (":a a skos:Concept . :t a owl:Class ; rdfs:label \"T\" .", "a: a"),
        (":t a owl:Class ; rdfs:label \"T\" . :a a :t ; skos:prefLabel \"A\" .", "a: A"),
        (
            ":t a owl:Class ; rdfs:label \"T\" . :a skos:prefLabel \"A\" ; rdfs:subClassOf :b ; oio:hasExactSynonym \"X\" .
            :b skos:prefLabel \"B\" .",
            "a: A|b: B",
        ),
    ] {
        let (scheme, _) = turtle(&format!("{OF_ONTOLOGIES}{text}"), "en");
        assert_eq!(shown(&scheme).join("|"), expected, "{text}");
    }
    let comments =
        ":a a owl:Class ; rdfs:label \"A\" ; rdfs:comment \"Told.\" ; obo:IAO_0000115 \"Defined.\" .
        :b a owl:Class ; rdfs:label \"B\" ; rdfs:comment \"Gesagt.\"@de, \"Told.\"@en .";
    let (scheme, _) = turtle(&format!("{OF_ONTOLOGIES}{comments}"), "en");
    let definitions: Vec<_> = scheme.concepts().iter().map(|concept| concept.definition.as_deref()).collect();
    assert_eq!(definitions, [Some("Defined."), Some("Told.")]);
    let described =
        ":a a skos:Concept ; dct:description \"Told.\"@en, \"Gesagt.\"@de ; rdfs:comment \"No.\" .
        :b a skos:Concept ; skos:definition \"Defined.\" ; dct:description \"Told.\" .";
    let (scheme, _) = turtle(&format!("{OF_ONTOLOGIES}{described}"), "en");
    let definitions: Vec<_> = scheme.concepts().iter().map(|concept| concept.definition.as_deref()).collect();
    assert_eq!(definitions, [Some("Told."), Some("Defined.")]);
    let schema = ":t a owl:Class ; rdfs:subClassOf skos:Concept ; rdfs:label \"T\" .";
    let mut reader = SchemeReader::new("en");
    reader.read("test.ttl", format!("{PREFIXES}{OF_ONTOLOGIES}{schema}").as_bytes(), None);
    assert!(reader.finish().is_err());
}

/// Kinds of `broader` are that, and stay what they are.
#[test]
fn thesauri_tell_kinds_of_broader_apart() {
    let text = "@prefix iso: <http://purl.org/iso25964/skos-thes#> . @prefix gvp: <http://vocab.getty.edu/ontology#> .
        :a a skos:Concept ; iso:broaderGeneric :b ; iso:broaderOf :c ; gvp:broaderPreferred :b .
        :b a skos:Concept ; gvp:narrowerPartitive :c . :c a skos:Concept .";
    let mut reader = SchemeReader::new("en").keeping_all();
    reader.read("test.ttl", format!("{PREFIXES}{text}").as_bytes(), None);
    let (scheme, _) = reader.finish().unwrap();
    assert_eq!(shown(&scheme), ["a: a < b", "b: b", "c: c < b"]);
    assert_eq!(scheme.concepts()[0].statements.len(), 3);
    for format in WHOLE {
        assert_eq!(back(&scheme, format).unwrap().0, scheme, "{format}");
    }
}

/// What is between two concepts and is none keeps what is said of it, and no more.
#[test]
fn broader_leads_through_collections() {
    let text = "@prefix iso: <http://purl.org/iso25964/skos-thes#> . @prefix gvp: <http://vocab.getty.edu/ontology#> .
        :a a skos:Concept ; gvp:broaderPreferred :g ; gvp:broaderGeneric :g ; skos:broader :x, :d ; skos:narrower :y .
        :g a skos:Collection, gvp:GuideTerm ; skos:prefLabel \"<by use>\" ; gvp:broaderPreferred :h .
        :h a iso:ThesaurusArray ; skos:prefLabel \"<by form>\" ; gvp:broaderPreferred :g .
        :b a skos:Concept ; iso:narrowerGeneric :h ; iso:narrowerPartitive :h .
        :d a skos:Collection .";
    let mut reader = SchemeReader::new("en").keeping_all();
    reader.read("test.ttl", format!("{PREFIXES}{text}").as_bytes(), None);
    let (scheme, told) = reader.finish().unwrap();
    assert_eq!(shown(&scheme), ["a: a < b", "b: b"]);
    for left_out in ["files, left out: 1 (`a` narrower", "files, left out: 2 (`a` broader"] {
        assert!(told.iter().any(|told| told.message.contains(left_out)), "{told:?}");
    }
    let guide = &scheme.statements()["http://example.org/g"];
    assert!(guide.iter().all(|said| !said.starts_with("skos:broader")) && guide.len() == 4, "{guide:?}");
    for format in WHOLE {
        assert_eq!(back(&scheme, format).unwrap().0, scheme, "{format}");
    }
}

/// What SKOS has a word for is said by it, and the rest is kept.
#[test]
fn an_ontology_becomes_skos() {
    let text = "obo:E_1 a owl:Class ; rdfs:label \"soil\", \"Boden\"@de ; oio:id \"E:1\" ; obo:IAO_0000115 \"What grows.\" ;
        oio:hasExactSynonym \"dirt\", \"Erde\"@de ; oio:hasNarrowSynonym \"mud\" ; oio:hasDbXref \"X:1\" ;
        rdfs:subClassOf obo:E_2, [ a owl:Restriction ] .
        obo:E_2 a owl:Class ; rdfs:label \"matter\" ; rdfs:subClassOf owl:Thing .
        obo:E_3 rdfs:subClassOf obo:E_2 .";
    let mut reader = SchemeReader::new("en").keeping_all();
    reader.read("test.ttl", format!("{PREFIXES}{OF_ONTOLOGIES}{text}").as_bytes(), None);
    let (scheme, told) = reader.finish().unwrap();
    assert_eq!(shown(&scheme), ["E:1: soil, dirt, mud < E:2", "E:2: matter"]);
    let soil = &scheme.concepts()[0];
    assert_eq!(soil.definition.as_deref(), Some("What grows."));
    let expected = [
        "<http://www.geneontology.org/formats/oboInOwl#hasDbXref> \"X:1\"",
        "<http://www.geneontology.org/formats/oboInOwl#hasNarrowSynonym> \"mud\"",
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://www.w3.org/2002/07/owl#Class>",
        "<http://www.w3.org/2000/01/rdf-schema#label> \"Boden\"@de",
        "<http://www.w3.org/2000/01/rdf-schema#label> \"soil\"",
        "skos:altLabel \"Erde\"@de",
    ];
    assert_eq!(soil.statements, expected);
    assert!(told.iter().any(|told| told.message.contains("without a name, left out: 1")), "{told:?}");
    for format in WHOLE {
        assert_eq!(back(&scheme, format).unwrap().0, scheme, "{format}");
    }
}

#[test]
fn obo_is_read() {
    let text = "format-version: 1.2
        [Term]
        id: E:1
        name: soil {a=\"b\"} ! comment
        def: \"What \\\"grows\\\".\" [ISBN:1]
        synonym: \"dirt (exact)\" EXACT Type [X:1]
        synonym: \"mud\" NARROW []
        is_a: E:2 {is_inferred=\"true\"} ! matter
        is_a: E:3
        xref: X:1
        [Typedef]
        id: part_of
        name: part of
        [Term]
        id: E:2
        name: matter
        [Term]
        id: E:3
        name: obsolete thing
        is_obsolete: true";
    let (scheme, told) = read(&[("a.obo", text)], "en").unwrap();
    assert_eq!(shown(&scheme), ["E:1: soil, dirt, mud < E:2", "E:2: matter"]);
    let soil = &scheme.concepts()[0];
    assert_eq!(soil.uri.as_deref(), Some("http://purl.obolibrary.org/obo/E_1"));
    assert_eq!(soil.definition.as_deref(), Some("What \"grows\"."));
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].message.contains("deprecated concepts left out: 1 (`E_3`)"), "{told:?}");
    let mut reader = SchemeReader::new("en").keeping_all();
    reader.read("a.obo", text.as_bytes(), None);
    let told = reader.finish().unwrap().1;
    assert!(told.iter().any(|told| told.message.contains("no place here, left out: 1;")), "{told:?}");
    let named = "[Term]\nid: http://e.org/x#Red\nname: red\n[Term]\nid: E:1\nname: colour\n";
    assert_eq!(shown(&read(&[("a.obo", named)], "en").unwrap().0), ["E:1: colour", "Red: red"]);
    let (_, told) = read(&[("a.obo", "[Term]\nid: E:1\nname: a\n[Term]\nname: b\n")], "en").unwrap();
    assert!(told.iter().any(|told| told.message.contains("without an `id:`, left out: 1")), "{told:?}");
    assert!(write::scheme(&scheme, Format::Obo).unwrap_err().to_string().contains("obo is read and not"));
}

#[test]
fn one_language_is_chosen() {
    let text = ":a skos:prefLabel \"Colour\"@en-GB, \"Farbe\"@de, \"X\" ; skos:altLabel \"Tint\"@en, \"Ton\"@de, \"Y\" ;
        skos:definition \"What is seen.\"@en, \"Was man sieht.\"@de .";
    for (language, expected, definition) in [
        ("en", "a: Colour, Tint, X, Y", "What is seen."),
        ("de", "a: Farbe, Ton, X, Y", "Was man sieht."),
        ("EN-gb", "a: Colour, Tint, X, Y", "What is seen."),
    ] {
        let (scheme, warnings) = turtle(text, language);
        assert_eq!(shown(&scheme), [expected], "{language}");
        assert_eq!(scheme.concepts()[0].definition.as_deref(), Some(definition));
        assert!(warnings.is_empty());
    }
}

/// What was made up of a URI, and what is only hidden, finds a concept and does not name it, whatever it is written as.
#[test]
fn a_concept_without_a_name_is_called_by_a_hidden_label() {
    for (text, kind, label) in [
        (":other a skos:Concept .", LabelKind::Hidden, "other"),
        ("[] a skos:Concept .", LabelKind::Hidden, "b0"),
        (":other skos:prefLabel \"\"@en .", LabelKind::Hidden, "other"),
        (":a skos:prefLabel \" \" ; skos:altLabel \"x\" .", LabelKind::Preferred, "x"),
        (":a a skos:Concept ; skos:hiddenLabel \"x\", \"y\" .", LabelKind::Hidden, "x"),
        (":a a skos:Concept ; skos:altLabel \"x\" ; skos:hiddenLabel \"y\" .", LabelKind::Preferred, "x"),
        (":a a skos:Concept ; dct:title \"x\" .", LabelKind::Preferred, "x"),
        (":a skos:prefLabel \"x\" ; skos:hiddenLabel \"x\" .", LabelKind::Preferred, "x"),
    ] {
        let (scheme, _) = turtle(text, "en");
        assert_eq!(scheme.concepts()[0].labels().next(), Some((kind, label)), "{text}");
        for format in WHOLE.into_iter().chain([Format::Csv]) {
            let (again, _) = back(&scheme, format).unwrap();
            assert_eq!(again.concepts()[0].labels().next(), Some((kind, label)), "{text} {format}");
        }
    }
    let table = read(&[("a.csv", "id,broader\ndogs,\n")], "en").unwrap().0;
    assert_eq!(table.concepts()[0].labels().next(), Some((LabelKind::Preferred, "dogs")));
}

/// What has no effect on links is written back, when it is kept.
#[test]
fn all_that_is_said_is_kept() {
    let text =
        ":s a skos:ConceptScheme ; <http://purl.org/dc/terms/title> \"Scheme\"@en ; skos:hasTopConcept :a .
        :g a skos:Collection ; skos:prefLabel \"Group\"@en ; skos:member :a .
        :a a skos:Concept, <http://e.org/Thing> ; skos:inScheme :s ; skos:topConceptOf :s ;
        skos:prefLabel \"Cat\"@en, \"Katze\"@de ; skos:altLabel \"Mieze\"@de ; skos:example \"My cat.\"@en ;
        owl:deprecated \"maybe\" ; skos:definition \"An animal.\"@en, \"Ein Tier.\"@de ; skos:broadMatch <http://e.org/animal> .
        :o a skos:OrderedCollection ; skos:memberList ( :b :a ) .
        :x skos:example \"of nothing\" .";
    let mut reader = SchemeReader::new("en").keeping_all();
    reader.read("test.ttl", format!("{PREFIXES}{text}").as_bytes(), None);
    let (scheme, told) = reader.finish().unwrap();
    let expected = [
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://e.org/Thing>",
        "<http://www.w3.org/2002/07/owl#deprecated> \"maybe\"",
        "skos:altLabel \"Mieze\"@de",
        "skos:broadMatch <http://e.org/animal>",
        "skos:definition \"Ein Tier.\"@de",
        "skos:example \"My cat.\"@en",
        "skos:prefLabel \"Katze\"@de",
        "skos:topConceptOf <http://example.org/s>",
    ];
    assert_eq!(scheme.concepts()[0].statements, expected);
    assert_eq!(
        scheme.statements().keys().collect::<Vec<_>>(),
        ["http://example.org/g", "http://example.org/o", "http://example.org/s"]
    );
    let ordered = &scheme.statements()["http://example.org/o"];
    assert_eq!(ordered[1], "skos:memberList (<http://example.org/b> <http://example.org/a>)");
    assert!(told[0].message.contains("left out: 1 (`x`)"), "{told:?}");
    for format in WHOLE {
        assert_eq!(back(&scheme, format).unwrap().0, scheme, "{format}");
    }
    let mut reader = SchemeReader::new("de");
    reader.read("de.ttl", &write::scheme(&scheme, Format::Turtle).unwrap(), None);
    assert_eq!(shown(&reader.finish().unwrap().0), ["a: Katze, Mieze"]);
    assert_eq!(write::lost(&scheme, Format::Csv), (0, 16));
}

/// What rows of triples say and what has no effect is written back, too.
#[test]
fn triples_of_tables_are_kept() {
    let text = "subject,predicate,object\nhttp://x.org/a,skos:prefLabel,A\n\
        http://x.org/a,http://www.w3.org/2004/02/skos/core#example,One\n\
        http://x.org/a,http://www.w3.org/2004/02/skos/core#broadMatch,http://y.org/b\n\
        http://x.org/a,http://www.w3.org/1999/02/22-rdf-syntax-ns#type,http://x.org/Topic\n\
        http://x.org/a,<http://x.org/size>,\"\"\"5\"\"^^<http://www.w3.org/2001/XMLSchema#integer>\"\n\
        http://x.org/a,rdf:type,x:Topic\nhttp://x.org/a,colour,red\n";
    let mut reader = SchemeReader::new("en").keeping_all();
    reader.read("a.csv", text.as_bytes(), None);
    let (scheme, told) = reader.finish().unwrap();
    let expected = [
        "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://x.org/Topic>",
        "<http://x.org/size> \"5\"^^<http://www.w3.org/2001/XMLSchema#integer>",
        "skos:broadMatch <http://y.org/b>",
        "skos:example \"One\"",
    ];
    assert_eq!(scheme.concepts()[0].statements, expected);
    assert!(told.len() == 1 && told[0].message.contains("means nothing here, left out: 1"), "{told:?}");
    for format in WHOLE {
        assert_eq!(back(&scheme, format).unwrap().0, scheme, "{format}");
    }
}

#[test]
fn labels_and_notes_that_are_nodes_are_not_left_out() {
    let text = ":a a skos:Concept ; xl:prefLabel :l ; xl:altLabel :m ; skos:definition :d .
        :l a xl:Label ; xl:literalForm \"A\" . :m xl:literalForm \"AA\" .
        :d <http://www.w3.org/1999/02/22-rdf-syntax-ns#value> \"First.\" . :x xl:literalForm \"of nothing\" .";
    let mut reader = SchemeReader::new("en").keeping_all();
    reader.read("test.ttl", format!("{PREFIXES}{text}").as_bytes(), None);
    let (scheme, told) = reader.finish().unwrap();
    assert_eq!(shown(&scheme), ["a: A, AA"]);
    assert!(told.len() == 1 && told[0].message.contains("left out: 1 (`x`)"), "{told:?}");
}

#[test]
fn languages_are_told_and_all_can_be_asked_for() {
    let text = ":a skos:prefLabel \"Cat\"@en, \"Katze\"@de ; skos:altLabel \"Mieze\"@de .";
    let (scheme, told) = turtle(text, "xx");
    assert_eq!(shown(&scheme), ["a: Katze, Mieze"]);
    assert!(told.iter().any(|t| t.message.contains("`xx`; there are de (2), en (1)")), "{told:?}");
    let (scheme, told) = turtle(text, "all");
    assert_eq!((shown(&scheme), told), (vec!["a: Cat, Katze, Mieze".to_owned()], vec![]));
}

/// Where hardly any label may be used, which is no matter of a single one.
#[test]
fn a_language_that_hardly_any_label_is_in_is_told() {
    let rdfs = "http://www.w3.org/2000/01/rdf-schema#label";
    for (german, others, told) in [
        (1, "", Some("1 of 1 concepts have no label in the language `en`; there are de (1): choose")),
        (
            20,
            ":x skos:prefLabel \"X\" .",
            Some("20 of 21 concepts have no label in the language `en`; there are none (1), de (20)"),
        ),
        (
            20,
            ":x skos:prefLabel \"X\"@en-GB ; skos:altLabel \"Y\"@de .",
            Some("there are de (21), en-GB (1)"),
        ),
        (20, ":x skos:prefLabel \"X\" . :y skos:prefLabel \"Y\" . :z skos:prefLabel \"Z\" .", None),
        (1, ":x skos:prefLabel \"X\" .", None),
        (0, ":x skos:prefLabel \"X\" .", None),
        (0, &format!(":x a skos:Concept ; <{rdfs}> \"X\"@fi ."), Some("there are fi (1)")),
        (0, ":x a skos:Concept .", None),
    ] {
        let concept = |n: usize| format!(":c{n} skos:prefLabel \"Ding {n}\"@de .\n");
        let text: String = (0..german).map(concept).chain([others.to_owned()]).collect();
        let (_, warnings) = turtle(&text, "en");
        let found = warnings.iter().find(|warning| warning.message.contains("there are"));
        assert_eq!(found.is_some(), told.is_some(), "{german} {others}: {warnings:?}");
        assert!(found.is_none_or(|found| found.message.contains(told.unwrap_or_default())), "{found:?}");
    }
}

#[test]
fn a_text_is_read_as_what_it_is() {
    let turtle = format!("{PREFIXES}:a skos:prefLabel \"A\" .");
    let (scheme, told) = read(&[("a.rdf", &turtle)], "en").unwrap();
    assert_eq!(shown(&scheme), ["a: A"]);
    assert!(told[0].message.contains("begins as ttl does"), "{told:?}");
    let long = format!("<a:b> \"{}\" .", "x".repeat(10_000));
    let mut reader = SchemeReader::new(LANGUAGE);
    reader.read("a.rdf", long.as_bytes(), Some(Format::Turtle));
    assert!(reader.finish().unwrap_err().iter().all(|error| error.message.len() < 400));
}

/// Everything that is wrong with a lexicon is told at once, with what to write.
#[test]
fn wrong_fields_are_told_together() {
    let text = "[lexicon]\nlangage = \"en\"\n[class]\nx = \"y\"\n[[concept]]\nid = \"a\"\nlable = \"A\"\nalias = \"x\"\n\
        hidden = [1]\nambiguous = \"yes\"\nstatements = [\"x\"]\n[[concept]]\nid = 5\n[[concept]]\nlabel = \"b\"\n[concepts]\n";
    let errors = read(&[("a.toml", text)], "en").unwrap_err();
    let told: Vec<String> = errors.iter().map(ToString::to_string).collect();
    for (line, message) in [
        (2, "[lexicon] has no `langage`; did you mean `language`?"),
        (4, "`x` must be a list, as in `x = [\"y\"]`, and is a text"),
        (7, "a concept has no `lable`; did you mean `label`?"),
        (8, "`alias` must be a list, as in `alias = [\"x\"]`, and is a text"),
        (9, "each part of `hidden` must be a text and is a number"),
        (10, "`ambiguous` must be `true` or `false` and is a text"),
        (11, "\"x\" is no statement"),
        (13, "`id` must be a text, as in `id = \"5\"`, and is a number"),
        (14, "a concept needs `id = \"…\"`"),
        (16, "a lexicon has no `concepts`; did you mean `concept`?"),
    ] {
        assert!(
            told.iter().any(|t| t.starts_with(&format!("a.toml:{line}:")) && t.contains(message)),
            "{line} {message}: {told:#?}"
        );
    }
}

#[test]
fn a_concept_in_single_brackets_is_told() {
    let errors = read(&[("a.toml", "[concept]\nid = \"a\"\n")], "en").unwrap_err();
    assert_eq!((errors[0].line, errors.len()), (1, 1), "{errors:?}");
    assert!(errors[0].message.contains("write `[[concept]]`"), "{errors:?}");
}

/// Hundreds of mistakes of one kind are told in a few lines.
#[test]
fn many_odd_ids_are_told_together() {
    let text: String = (0..100).map(|n| format!("[[concept]]\nid = \"odd id {n}\"\n")).collect();
    let errors = read(&[("a.toml", &text)], "en").unwrap_err();
    assert_eq!(errors.len(), 11);
    assert!(errors[9].message.contains("`odd id 9` cannot be an id"), "{errors:?}");
    assert_eq!(errors[10].line, 22);
    assert!(errors[10].message.contains("90 more"), "{errors:?}");
}

#[test]
fn a_language_without_a_code_is_told() {
    for (language, expected) in
        [("English", true), ("e", true), ("en", false), ("de-AT", false), ("x-own", false)]
    {
        let text = format!("[lexicon]\nlanguage = \"{language}\"\n[[concept]]\nid = \"a\"\n");
        let (_, told) = read(&[("own.toml", &text)], "en").unwrap();
        let is_told = |d: &Diagnostic| d.line == 2 && d.message.contains("is no code of a language");
        assert_eq!(told.iter().any(is_told), expected, "{language}: {told:?}");
    }
}

#[test]
fn a_uri_that_is_none_is_told() {
    for (uri, is_told) in
        [("https://e.org/a#b", false), ("urn:x:y", false), ("my thing", true), ("Q5", true), ("", true)]
    {
        let text = format!("[[concept]]\nid = \"a\"\nuri = \"{uri}\"\n");
        let (scheme, told) = read(&[("a.toml", &text)], "en").unwrap();
        assert_eq!(scheme.concepts()[0].uri.as_deref(), Some(uri));
        assert_eq!(
            told.iter().any(|d| d.line == 3 && d.message.contains("is no IRI")),
            is_told,
            "{uri}: {told:?}"
        );
    }
}

#[test]
fn mistakes_of_others_are_mended_and_told() {
    for (text, expected, warning) in [
        (":a skos:prefLabel \"A\" . :b skos:prefLabel \"a\" .", "a: A|b: a", "labels at two concepts"),
        (
            ":a skos:prefLabel \"A\" ; skos:broader :b . :b skos:prefLabel \"B\" ; skos:broader :a .",
            "a: A < b|b: B",
            "links that close a circle of `broader`, left out: 1 (b – a)",
        ),
        (
            ":a skos:prefLabel \"A\" ; skos:broader :c . :b skos:prefLabel \"B\" ; skos:broader :a, :d . \
             :c skos:prefLabel \"C\" ; skos:broader :b . :d skos:prefLabel \"D\" .",
            "a: A < c|b: B < d|c: C < b|d: D",
            "links that close a circle of `broader`, left out: 1 (b – a)",
        ),
        (":a skos:prefLabel \"A\" ; skos:broader :a, :c .", "a: A", "from a concept to itself"),
        (
            ":a skos:prefLabel \"A\" ; skos:broader \"B\" .",
            "a: A",
            "a text where a concept belongs, left out: 1 (\"B\" at `a`)",
        ),
        (":a skos:prefLabel \"A\" ; skos:broader :c .", "a: A", "`a` broader `http://example.org/c`"),
        (":a a skos:Concept .", "a: a", "without a label"),
        (":a skos:prefLabel \"A\"@fi .", "a: A", "--lang"),
        (":a skos:prefLabel \"A\", \"B\" .", "a: A, B", "second preferred labels"),
        (
            ":a skos:prefLabel \"A\" ; owl:deprecated \"ja\" .",
            "a: A",
            "neither yes nor no, taken for no: 1 (\"ja\")",
        ),
        (":a skos:prefLabel \"A\" ; skos:altLabel \"#\" .", "a: A, #", "without letters or digits"),
        (":a skos:prefLabel \"A\" ; skos:narrower :c .", "a: A", "`a` narrower `http://example.org/c`"),
        (":a skos:prefLabel \"A\" . :b skos:prefLabel \"B\" ; owl:deprecated true .", "a: A", "deprecated"),
    ] {
        let (scheme, warnings) = turtle(text, "en");
        assert_eq!(shown(&scheme).join("|"), expected, "{text}");
        assert!(warnings.iter().all(|w| w.severity == Severity::Warning));
        assert!(warnings.iter().any(|w| w.message.contains(warning)), "{text}: {warnings:?}");
    }
}

#[test]
fn tables_are_read() {
    for (text, expected) in [
        (
            "id,label,aliases,broader\nrl,RL,reinforcement learning; rl learning,ml\nml,ML,,\n",
            "ml: ML|rl: RL, reinforcement learning, rl learning < ml",
        ),
        (
            "Pref Label;Alt Label;Parent\nDeep learning;DL|deep nets;Machine learning\nMachine learning;;\n",
            "deep-learning: Deep learning, DL, deep nets < machine-learning|machine-learning: Machine learning",
        ),
        ("id,uri,label\na,http://x.org/b,A\n", "a: A"),
        (
            "a b;klink:broaderGeneric;c\na b;rdfs:label;a b\nc;rdfs:label;c\nd;klink:primaryLabel;c\n",
            "a-b: a b|c: c, d < a-b",
        ),
        (
            "<http://x.org/a>,<http://www.w3.org/2000/01/rdf-schema#label>,\"\"\"A\"\"@en\"\n<http://x.org/a>,<http://x.org/cso#superTopicOf>,<http://x.org/b>\n",
            "a: A|b: b < a",
        ),
        ("subject,predicate,object\nx,skos:prefLabel,X\n", "x: X"),
        ("x,skos:prefLabel,X\nx,skos:broader,y\ny,skos:prefLabel,Y\n", "x: X < y|y: Y"),
        ("skos:notation,skos:prefLabel,skos:altLabel\n1,X,Y\n", "1: X, Y"),
        ("id,preferred label,synonyms,lang\nx,House,home|dwelling,en\n", "x: House, home, dwelling"),
        ("id,label,aliases,language\nx,House,home,en\nx,Haus,Heim,de\n", "x: House, home"),
        ("code,name,parent\na1,House,\na2,Hut,a1\n", "a1: House|a2: Hut < a1"),
        ("code,id,term,label\nW1,wall,walls,Wall\n", "wall: Wall"),
        ("id,label,aliases\nx,=SUM,\\=x|y\n", "x: =SUM, \\=x, y"),
        (
            "id,label_en,label_fr,synonyms_en,parent_id\n1,Dog,Chien,hound|cur,2\n2,Animal,Animal,,\n",
            "1: Dog, hound, cur < 2|2: Animal",
        ),
        (
            "id,prefLabel@de,prefLabel@en,BT\n1,Ton,Clay,\n2,Glasur,Glaze,Clay\n3,Platte,Slab,Ton\n",
            "1: Clay|2: Glaze < 1|3: Slab < 1",
        ),
        ("URI,skos:prefLabel@de,skos:prefLabel@en\nhttp://x.org/a,Katze,Cat\n", "a: Cat"),
        (
            "conceptUri,preferredLabel,altLabels,hiddenLabels\nhttp://x.org/a,Cook,chef|cuisinier,coook\n",
            "a: Cook, chef, cuisinier, coook",
        ),
        (
            "concept,conceptLabel,conceptAltLabel,parent,parentLabel\nhttp://x.org/a,Mercury,\"Hg, quicksilver\",http://x.org/b,Metal\n\
             http://x.org/b,Metal,,,\n",
            "a: Mercury, Hg, quicksilver < b|b: Metal",
        ),
        ("country,countryLabel,item,itemLabel\nhttp://x.org/1,Peru,http://x.org/2,Llama\n", "2: Llama"),
        ("item,itemLabel_de,itemLabel_en\nhttp://x.org/1,Kuh,Cow\n", "1: Cow"),
        ("topic,topicLabel,topicDescription\nhttp://x.org/1,Peru,A land\n", "1: Peru"),
        ("item,itemLabel,name\nhttp://x.org/1,Peru,Piruw\n", "1: Peru, Piruw"),
        ("id,label,country,countryLabel\n1,Llama,http://x.org/2,Peru\n", "1: Llama"),
        (
            "?item\t?itemLabel\t?count\n<http://x.org/1>\t\"a \\\"b\\\"\"@en\t1\n<http://x.org/2>\t\"B\"@de\t2\n",
            "1: a \"b\"|2: B",
        ),
        ("s,label\nhttp://x.org/1,A\n", "1: A"),
        ("s,label,comment\nhttp://x.org/1,A,It is.\nhttp://x.org/2,B,\n", "1: A|2: B"),
        ("http://x.org/1,skos:prefLabel,A\nhttp://x.org/2,skos:prefLabel,B\n", "1: A|2: B"),
        ("?s\t?label\t?x\n<http://x.org/1>\t\"A\"\t\n<http://x.org/1>\t\"B\"@de\t2\n", "1: A"),
        (
            "?s\t?p\t?o\n<http://x.org/1>\t<http://www.w3.org/2004/02/skos/core#prefLabel>\t\"A \\\"b\\\"\"@en\n",
            "1: A \"b\"",
        ),
        (
            "Term,UF,BT\nCats,House cats,Animals\nAnimals,,\n",
            "animals: Animals|cats: Cats, House cats < animals",
        ),
        // Rows without ids are concepts of their own where their labels are not the same.
        (
            "Term,Definition\nC,Systems language of 1972\nC++,Adds classes\nC#,Made by Microsoft\n",
            "c: C|c-2: C#|c-3: C++",
        ),
        (
            "Term\nUS\nus\nRock & roll\nRock (roll)\n",
            "rock-roll: Rock & roll|rock-roll-2: Rock (roll)|us: US|us-2: us",
        ),
        ("term,aliases\n+,plus\n=Go,golang\n", "concept: +, plus|go: =Go, golang"),
        // What stands behind `_` is a language or a number.
        ("term_id,term,definition,parent_id\n1,Dog,Barks,2\n2,Animal,Lives,\n", "1: Dog < 2|2: Animal"),
        ("name,name_no\nDog,7\n", "7: Dog"),
        ("name_no,name_en,name_id\nHund,Dog,Anjing\n", "hund: Dog"),
        ("id,label_id,label_en\n1,Anjing,Dog\n", "1: Dog"),
        ("id,label_de,label_en-GB\n1,Hund,Dog\n", "1: Dog"),
        ("id,label_de,label_en_GB\n1,Hund,Dog\n", "1: Dog"),
        ("id,label_deu,label_eng\n1,Hund,Dog\n", "1: Dog"),
        (
            "id,prefLabel@ger,prefLabel@eng,altLabel@eng,altLabel@deu\n1,Hund,Dog,hound,Köter\n",
            "1: Dog, hound",
        ),
        ("id,prefLabel@zh-Hans,prefLabel@en-GB\n1,狗,Dog\n", "1: Dog"),
        ("id,label-de,label-en\n1,Hund,Dog\n", "1: Dog"),
        ("id,Label DE,Label EN\n1,Hund,Dog\n", "1: Dog"),
        ("id,label:de,label:en\n1,Hund,Dog\n", "1: Dog"),
        ("id,label[de],label (en-GB),broader_uri\n1,Hund,Dog,\n", "1: Dog"),
        ("concept_id,concept_name,domain_id\n1,Dog,x\n", "1: Dog"),
        ("WikiData ID,Language,Label\nQ1,en,Dog\nQ1,de,Hund\nQ2,en,Cat\n", "Q1: Dog|Q2: Cat"),
        // What is the label where no column is called so.
        ("id,display name,description\n1,Dog,It barks.\n", "1: Dog"),
        (
            "Concept,Synonyms,Definition\nMachine learning,ML,It learns.\n",
            "machine-learning: Machine learning, ML",
        ),
        ("concept,synonyms\nhttp://x.org/ml,ML\n", "ml: ML"),
        ("concept,term\nml,Machine learning\n", "ml: Machine learning"),
        ("\"Code\",\"Description\"\n\"A\",\"Agriculture\"\n\"01\",\"Crops\"\n", "01: Crops|A: Agriculture"),
        ("Code,Title,Parent Code\n1A,Cholera,1\n1,Infections,\n", "1: Infections|1A: Cholera < 1"),
        ("code,text\n00A05,Experimental mathematics\n", "00A05: Experimental mathematics"),
        (
            "O*NET-SOC Code,Title,Description\n11-1011.00,Chief Executives,They decide.\n",
            "11-1011.00: Chief Executives",
        ),
        (
            "section,hscode,description,parent\nI,01,Animals,\nI,0101,Horses,01\n",
            "01: Animals|0101: Horses < 01",
        ),
        ("label,country_code\nDog,de\nCat,de\n", "cat: Cat|dog: Dog"),
        ("term_id,term,parent_term_id\n1,Dog,2\n2,Animal,\n", "1: Dog < 2|2: Animal"),
        ("keyword\tvariants\nDog\thound; cur\n", "dog: Dog, hound, cur"),
        (
            "Descriptor,Non-descriptor,Broader Concepts,Scope Notes\nDogs,Hounds;Curs,Animals,Pets.\nAnimals,,,\n",
            "animals: Animals|dogs: Dogs, Hounds, Curs < animals",
        ),
        // Other names.
        (
            "Class ID,Preferred Label,Synonyms,Definitions,Obsolete,CUI,Semantic Types,Parents\n\
             http://x.org/1,Dog,hound|cur,\"Barks; bites.|An animal.\",false,C1,T1,http://x.org/2\n\
             http://x.org/2,Animal,,,false,,,http://www.w3.org/2002/07/owl#Thing\nhttp://x.org/3,Beast,,,true,,,\n",
            "1: Dog, hound, cur < 2|2: Animal",
        ),
        (
            "term,USE,Broader Term\nDogs,,animals\nHounds,Dogs,\nAnimals,,\n",
            "animals: Animals|dogs: Dogs, Hounds < animals",
        ),
        (
            "iri,Preferred Name,Exact Synonym,Broad Synonym,subClassOf\nhttp://x.org/1,Dog,hound,beast,http://x.org/2\nhttp://x.org/2,Animal,,,\n",
            "1: Dog, hound, beast < 2|2: Animal",
        ),
        (
            "qid,label,parent_qid,Also known as\nQ1,Dog,Q2,hound\nQ2,Animal,,\n",
            "Q1: Dog, hound < Q2|Q2: Animal",
        ),
        (
            "slug,label,parent_slug,alias1,alias2,id2\ndog,Dog,animal,hound,cur,7\nanimal,Animal,,,,8\n",
            "animal: Animal|dog: Dog, hound, cur < animal",
        ),
        (
            "identifier,label,parent name,synonym 1\n1,Dog,Animal,hound\n2,Animal,,\n",
            "1: Dog, hound < 2|2: Animal",
        ),
        // Links by another name than the id.
        ("id,label,parent\n1,Dog,animal\n2,Animal,\n", "1: Dog < 2|2: Animal"),
        ("id,notation,label,parent\n1,X1,Dog,X0\n2,X0,Animal,\n", "1: Dog < 2|2: Animal"),
        ("id,label_de,label_en,parent\n1,Hund,Dog,Animal\n2,Tier,Animal,\n", "1: Dog < 2|2: Animal"),
        // Triples.
        (
            "knowledge management,altLabel,KM\nknowledge management,broader,management\nx:y,altLabel,XY\n",
            "knowledge-management: knowledge management, KM < management|management: management|x:y: XY",
        ),
        (
            "<http://x.org/a>,<http://www.w3.org/2000/01/rdf-schema#label>,\"machine, \\\"deep\\\" learning\"@en .\n\
             <http://x.org/a>, <http://www.w3.org/2004/02/skos/core#broader>, <http://x.org/b> .\n\
             <http://x.org/b>,<http://www.w3.org/2004/02/skos/core#prefLabel>,\"\"\"B\"\"@en\"\n",
            "a: machine, \"deep\" learning < b|b: B",
        ),
        // What is no concept, titles and other properties.
        (
            "http://x.org/s,http://www.w3.org/1999/02/22-rdf-syntax-ns#type,http://www.w3.org/2004/02/skos/core#ConceptScheme\n\
             http://x.org/s,skos:prefLabel,S\nhttp://x.org/g,rdf:type,skos:Collection\nhttp://x.org/g,skos:prefLabel,G\n\
             http://x.org/a,rdf:type,skos:Concept\nhttp://x.org/a,http://purl.org/dc/terms/title,A\n\
             http://x.org/a,skos:inScheme,http://x.org/s\nhttp://x.org/b,skos:prefLabel,B\nhttp://x.org/b,comment,No\n",
            "a: A|b: B",
        ),
        // Separators.
        ("sep=;\nid;label\n1;One, two\n", "1: One, two"),
        ("SEP=,\nid,label\n1,One\n", "1: One"),
    ] {
        let (scheme, _) = read(&[("test.csv", text)], "en").unwrap();
        assert_eq!(shown(&scheme).join("|"), expected, "{text}");
    }
    for text in [
        "id,label_deu,label_eng\n1,Hund,Dog\n",
        "id,prefLabel@ger,prefLabel@eng,altLabel@eng\n1,Hund,Dog,hound\n",
        "id,label,label_deu\n1,Hund,\n",
    ] {
        for language in ["de", "deu", "ger"] {
            let (scheme, told) = read(&[("test.csv", text)], language).unwrap();
            assert_eq!((shown(&scheme), told), (vec!["1: Hund".to_owned()], vec![]), "{text}");
        }
    }
    for text in ["id,label\n1,\"One, two\"\n", "id;label\n1;One, two\n", "id\tlabel\n1\tOne, two\n"] {
        assert_eq!(shown(&read(&[("test.tsv", text)], "en").unwrap().0), ["1: One, two"], "{text}");
    }
    assert_eq!(shown(&read(&[("test.tsv", "label\nOne, two\n")], "en").unwrap().0), ["one-two: One, two"]);
}

#[test]
fn commas_may_be_of_labels() {
    for text in
        ["id,alias\na,\"Kant, I.\"\nb,x|y\n", "id,alias\na,\"Kant, I.\"\nb,x\nc,y\n", "id,note\na,\"x, y\"\n"]
    {
        let (_, told) = read(&[("test.csv", text)], "en").unwrap();
        assert!(!told.iter().any(|told| told.message.contains("with commas")), "{told:?}");
    }
}

/// What spreadsheets and people write for yes.
#[test]
fn cells_say_whether_a_concept_is_deprecated() {
    for (cell, is_left_out, is_told) in [
        ("TRUE", true, false),
        ("yes", true, false),
        ("x", true, false),
        ("False", false, false),
        ("no", false, false),
        ("0", false, false),
        ("", false, false),
        ("2020-01-01", false, true),
    ] {
        let text = format!("id,label,deprecated\n1,A,{cell}\n2,B,\n");
        let (scheme, told) = read(&[("test.csv", &text)], "en").unwrap();
        assert_eq!(scheme.concepts().len(), if is_left_out { 1 } else { 2 }, "{cell}");
        assert_eq!(
            told.iter().any(|t| t.message.contains("neither yes nor no")),
            is_told,
            "{cell}: {told:?}"
        );
    }
}

#[test]
fn files_that_cannot_be_read_say_why() {
    let deep = format!("{{\"@id\": {}1{}}}", "[".repeat(5_000), "]".repeat(5_000));
    for (name, text, line, message) in [
        ("a.ttl", "@prefix a: <b:c> .\na:x a:y .", 2, "no RDF that can be read"),
        ("a.ttl", "", 0, "the file is empty"),
        ("-", "\n", 0, "the file is empty"),
        ("a.csv", "id,label\n", 0, "no concept in this file: write a row for each below the header"),
        (
            "a.ttl",
            "<a:b> a <http://www.w3.org/2004/02/skos/core#Concept> ; <http://www.w3.org/2002/07/owl#deprecated> true .",
            0,
            "what is deprecated",
        ),
        ("a.rdf", "<collection/>", 0, "no RDF/XML"),
        (
            "a.jsonld",
            "{\"@context\": \"http://example.org/context\", \"@id\": \"a\"}",
            0,
            "nothing is fetched",
        ),
        ("a.jsonld", &deep, 0, "lie within one another"),
        ("a.nt", "<a:b> <c:d> .", 1, "no RDF that can be read"),
        ("a.owl", "Prefix(:=<http://e.org/>)", 0, "another syntax of OWL"),
        ("a.obo", "format-version: 1.2\n", 0, "no concept in this file"),
        ("a.csv", "some,words\n1,2\n", 1, "must name the columns"),
        ("a.txt", "words", 0, "no file of concepts"),
        ("a.toml", "[[concept]]\nid = \"a b\"", 2, "cannot be an id"),
    ] {
        let errors = read(&[(name, text)], "en").unwrap_err();
        assert_eq!(errors[0].line, line, "{errors:?}");
        assert!(errors[0].message.contains(message), "{errors:?}");
    }
}

#[test]
fn rows_that_are_odd_are_told_and_the_others_read() {
    for (text, expected, line, warning) in [
        ("id,label\na,\"A\nb,B\nc,\"C\"\n", "b: B|c: C", 2, "never closed"),
        ("id,label\na,A,more,cells\nb,B\n", "a: A|b: B", 2, "4 cells"),
        ("id,label,alias\n,\nb,B\n,,c\n", "b: B", 4, "neither an id nor a label"),
        ("id,label,colour\nb,B,red\n", "b: B", 1, "left out: `colour`; there are id, label, aliases"),
        (
            "id,label\n1,Bank\n1,River\n",
            "1: Bank, River",
            3,
            "read as one concept: 1 (`1`: \"Bank\" and \"River\")",
        ),
        ("label\nBank\nRiver\nBank\n", "bank: Bank|river: River", 4, "read as one concept"),
        ("label\n+\n", "concept: +", 2, "without letters or digits"),
        ("\n\nid,label,colour\n\na,A\n", "a: A", 3, "left out: `colour`"),
        ("id,label\r\n\r\n\r\na,A,B\r\n", "a: A", 4, "3 cells"),
        ("code,level\n01,1\n", "01: 01", 1, "left out: `level`"),
        (
            "term;synonyms\nDog;hound, cur\nCat;\n",
            "cat: Cat|dog: Dog, hound, cur",
            1,
            "cells of `synonyms` with commas, read as one label each: 1; put `|` between labels",
        ),
        ("code\n01\n", "01: 01", 2, "without a label, called by their id: 1 (`01`)"),
        (
            "id,description\na,A thing.\n",
            "a: A thing.",
            1,
            "no column is `label`: what stands in `description`",
        ),
        (
            "id,label,parent\n1,Bank,\n2,Bank,\n3,Branch,Bank\n",
            "1: Bank|2: Bank|3: Branch < 1",
            4,
            "several rows have, read as the first of them: 1 (\"Bank\")",
        ),
    ] {
        let (scheme, warnings) = read(&[("test.csv", text)], "en").unwrap();
        assert_eq!(shown(&scheme).join("|"), expected);
        let is_told = |told: &Diagnostic| told.line == line && told.message.contains(warning);
        assert!(warnings.iter().any(is_told), "{warnings:?}");
    }
}

#[test]
fn files_are_read_in_the_encoding_that_they_are_in() {
    let turtle = format!("{PREFIXES}:a skos:prefLabel \"Cafe\u{301} \\u0041\u{301}\" .");
    let xml = format!(
        "<?xml version=\"1.0\" encoding='ISO-8859-2'?><rdf:RDF xmlns:rdf=\"{}\" xmlns:s=\"{}\">
        <s:Concept rdf:about=\"http://e.org/a\"><s:prefLabel>Caf\u{e9} \u{c1}</s:prefLabel></s:Concept></rdf:RDF>",
        triples::RDF,
        triples::SKOS
    );
    let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    let latin = |text: &str| -> Vec<u8> { text.chars().map(|c| c as u32 as u8).collect() };
    for (name, bytes, warnings) in [
        ("a.ttl", turtle.clone().into_bytes(), 0),
        ("a.ttl", utf16(&turtle), 0),
        ("a.rdf", latin(&xml), 0),
        ("a.csv", latin("id,label\na,Caf\u{e9} \u{c1}\n"), 1),
    ] {
        let mut reader = SchemeReader::new("en");
        reader.read(name, &bytes, None);
        let (scheme, told) = reader.finish().unwrap();
        assert_eq!(shown(&scheme), ["a: Caf\u{e9} \u{c1}"], "{name}: {told:?}");
        assert_eq!(told.len(), warnings, "{told:?}");
    }
    let (scheme, told) = read(&[("a.csv", "id,label\na,Caf\u{c3}\u{a9}\n")], "en").unwrap();
    assert_eq!(shown(&scheme), ["a: Caf\u{e9}"]);
    assert!(told[0].message.contains("put right: 1"), "{told:?}");
    let mut reader = SchemeReader::new("en");
    reader.read("a.ttl", b"%PDF-1.4", None);
    assert!(reader.finish().unwrap_err()[0].message.contains("PDF"));
}

#[test]
fn files_add_up() {
    let one = format!("{PREFIXES}:a skos:prefLabel \"A\" ; skos:inScheme :one .");
    let two = format!("{PREFIXES}:a skos:altLabel \"AA\" ; skos:inScheme :two . :b skos:prefLabel \"B\" .");
    let own = "[[concept]]\nid = \"b\"\nlabel = \"Own\"";
    let (scheme, warnings) = read(&[("1.ttl", &one), ("2.ttl", &two), ("own.toml", own)], "en").unwrap();
    assert_eq!(shown(&scheme), ["a: A, AA", "b: Own", "b-2: B"]);
    assert_eq!(scheme.concepts()[0].schemes, ["http://example.org/one", "http://example.org/two"]);
    assert!(warnings.is_empty());
}

/// Files of one name in two folders have relative IRIs of their own.
#[test]
fn relative_iris_are_those_of_their_file() {
    let thing = |label: &str| format!("{PREFIXES}<#x> skos:prefLabel \"{label}\" .");
    let (one, two) = (thing("A"), thing("B"));
    let files = [("one/v.ttl", &*one), ("two/v.ttl", &*two), ("one/v.ttl", &*one)];
    let (scheme, _) = read(&files, "en").unwrap();
    assert_eq!(shown(&scheme), ["x: A", "x-2: B"]);
    let uris: Vec<_> = scheme.concepts().iter().map(|concept| concept.uri.as_deref()).collect();
    assert_eq!(uris, [Some("file:///v.ttl#x"), Some("file:///v.ttl-2#x")]);
}

#[test]
fn files_without_a_concept_are_told_together() {
    let schema = format!("{PREFIXES}{OF_ONTOLOGIES}:T a owl:Class ; rdfs:subClassOf skos:Concept .");
    let data = format!("{PREFIXES}{OF_ONTOLOGIES}:x a :T ; rdfs:label \"X\" .");
    let errors = read(&[("a.ttl", &schema), ("b.ttl", &data)], "en").unwrap_err();
    let told = "a.ttl and 1 more: there is no concept in any of these files";
    assert!(errors[0].to_string().starts_with(told), "{errors:?}");
}

/// A table that is to be filled yet stops nobody.
#[test]
fn a_table_without_rows_is_told_beside_others() {
    let (scheme, told) = read(&[("a.csv", "id,label\n"), ("b.csv", "id,label\nb,B\n")], "en").unwrap();
    assert_eq!(shown(&scheme), ["b: B"]);
    let told: Vec<String> = told.iter().map(ToString::to_string).collect();
    assert_eq!(told, ["a.csv:1: the table has no rows below its header: it adds no concept"]);
    let errors = read(&[("a.csv", "id,label\n"), ("b.tsv", "id\tlabel\n")], "en").unwrap_err();
    assert!(errors[0].to_string().contains("any of these files: write a row"), "{errors:?}");
}

#[test]
fn what_files_say_of_one_uri_is_said_of_one_concept() {
    let vocabulary = format!(
        "{PREFIXES}:a skos:prefLabel \"A\"@en; skos:altLabel \"AA\"@en; skos:definition \"It.\"@en; skos:broader :b .
        :b skos:prefLabel \"B\"@en . :c skos:prefLabel \"C\"@en; skos:related :a . :d a skos:Concept; skos:narrower :c .
        <urn:ideagraph:concept:own> skos:altLabel \"mine\"@en ."
    );
    let lexicon = "
        [[concept]]
        id = \"my-a\"
        uri = \"http://example.org/a\"
        implied = [\"first letter\"]
        [[concept]]
        id = \"b\"
        label = \"Bee\"
        uri = \"http://example.org/b\"
        [[concept]]
        id = \"d\"
        uri = \"http://example.org/d\"
        [[concept]]
        id = \"own\"
        label = \"Own\"";
    let (scheme, told) = read(&[("v.ttl", &vocabulary), ("own.toml", lexicon)], "en").unwrap();
    let expected = ["b: Bee, B", "c: C < d ~ my-a", "d: d", "my-a: A, AA < b", "own: Own, mine"];
    assert_eq!(shown(&scheme), expected, "{told:?}");
    assert!(told.is_empty(), "{told:?}");
    let concept = &scheme.concepts()[3];
    assert_eq!((concept.definition.as_deref(), concept.implied.len()), (Some("It."), 1));
    let twice = "[[concept]]\nid = \"a\"\nuri = \"x:y\"\n[[concept]]\nid = \"b\"\nuri = \"x:y\"";
    let errors = read(&[("own.toml", twice)], "en").unwrap_err();
    assert!(errors[0].message.contains("`b`: the uri x:y is that of `a`"), "{errors:?}");
}

#[test]
fn comments_and_quoted_text_are_read_in_xml() {
    let xml = format!(
        "<?xml version='1.0'?><rdf:RDF xmlns:rdf='{}' xmlns:s='{}'><!-- c --><s:Concept rdf:about='http://e.org/a'>
        <s:prefLabel>a<!-- c -->b</s:prefLabel><s:altLabel>B <![CDATA[<x> & ]]>y</s:altLabel></s:Concept></rdf:RDF>",
        triples::RDF,
        triples::SKOS
    );
    assert_eq!(shown(&read(&[("a.rdf", &xml)], "en").unwrap().0), ["a: ab, B <x> & y"]);
}

/// Of XML that is laid out for people, and of what is wrong in it, which all comes of the first mistake.
#[test]
fn labels_in_xml_stand_in_lines_of_their_own() {
    let xml = |label: &str| {
        let (rdf, skos) = (triples::RDF, triples::SKOS);
        let concept = format!("<s:Concept rdf:about='http://e.org/a'>{label}</s:Concept>");
        format!("<rdf:RDF xmlns:rdf='{rdf}' xmlns:s='{skos}'>{concept}</rdf:RDF>")
    };
    let label = "<s:prefLabel>\n    red ball\n  </s:prefLabel><s:altLabel> as it is </s:altLabel>";
    assert_eq!(shown(&read(&[("a.rdf", &xml(label))], "en").unwrap().0), ["a: red ball,  as it is "]);
    let wrong = "<s:prefLabel label='a'>x</s:prefLabel>a<s:altLabel>b</s:altLabel>";
    let errors = read(&[("a.rdf", &xml(wrong))], "en").unwrap_err();
    assert!(errors.len() == 1 && errors[0].message.contains("XML namespaces are required"), "{errors:?}");
}

#[test]
fn a_vocabulary_becomes_a_lexicon_that_can_be_read() {
    let (scheme, _) =
        turtle(":a skos:prefLabel \"A\" . :b skos:prefLabel \"a\" . :c skos:prefLabel \"#\" .", "en");
    let (again, warnings) = back(&scheme, Format::Toml).unwrap();
    assert!(again == scheme);
    assert_eq!(warnings.len(), 2);
}

/// Formats that keep all of a scheme.
const WHOLE: [Format; 5] = [Format::Toml, Format::Turtle, Format::RdfXml, Format::NTriples, Format::JsonLd];

fn back(scheme: &ConceptScheme, format: Format) -> Read {
    let bytes = write::scheme(scheme, format).unwrap();
    let mut reader = SchemeReader::new(LANGUAGE).keeping_all();
    reader.read(&format!("back.{format}"), &bytes, None);
    reader.finish()
}

/// The scheme with its texts in the order in which a format has them: as they are in a lexicon, sorted in RDF.
fn in_order(mut scheme: ConceptScheme, format: Format) -> ConceptScheme {
    if super::rdf::syntax(format).is_none() {
        return scheme;
    }
    for concept in &mut scheme.concepts {
        [&mut concept.aliases, &mut concept.hidden, &mut concept.notation]
            .into_iter()
            .for_each(|list| list.sort());
    }
    scheme
}

/// A person's order of names is kept by what keeps any.
#[test]
fn labels_keep_their_order_in_lexicons_and_tables() {
    let text = "[[concept]]\nid = \"x\"\nlabel = \"X\"\nalias = [\"z\", \"a\", \"m\"]\nhidden = [\"q\", \"b\"]\nnotation = [\"2\", \"1\"]\n";
    let scheme = ConceptScheme::from_lexicons(&[("x.toml", text)]).unwrap();
    assert_eq!(write::scheme(&scheme, Format::Toml).unwrap(), text.as_bytes());
    for format in [Format::Toml, Format::Csv, Format::Tsv] {
        assert!(back(&scheme, format).unwrap().0 == scheme, "{format}");
    }
}

/// The space around a text is not read again, and so not written.
#[test]
fn tables_that_were_read_are_written_as_they_were() {
    let text = "[[concept]]\nid = \"x\"\nlabel = \" X \"\nalias = [\" =lead\", \"= RL\"]\ndefinition = \" one\\n\"\n";
    let scheme = ConceptScheme::from_lexicons(&[("x.toml", text)]).unwrap();
    for format in [Format::Csv, Format::Tsv] {
        let (again, _) = back(&scheme, format).unwrap();
        assert_eq!(shown(&again), ["x: X, \\=lead, = RL"]);
        assert_eq!(write::scheme(&again, format).unwrap(), write::scheme(&scheme, format).unwrap());
    }
}

/// What a vocabulary says has no order that names or labels could depend on.
#[test]
fn statements_are_read_in_any_order() {
    let statements = [
        "skos:prefLabel \"x\"@de",
        "skos:altLabel \"Zeta\"",
        "skos:altLabel \"Alpha\", \" padded  label \", \"—\"",
        "skos:hiddenLabel \"z\", \"a\"",
        "skos:definition \"Two.\"",
        "skos:definition \"One.\"",
        "skos:notation \"2\", \"1\"",
    ];
    let read =
        |statements: Vec<&str>| turtle(&format!(":a a skos:Concept ; {} .", statements.join(" ; ")), "en").0;
    let first = read(statements.to_vec());
    assert_eq!(shown(&first), ["1:  padded  label , Alpha, Zeta, —, a, z"]);
    assert_eq!(first.concepts()[0].definition.as_deref(), Some("One."));
    assert!(read(statements.into_iter().rev().collect()) == first);
    for format in WHOLE {
        assert_eq!(shown(&back(&first, format).unwrap().0), shown(&first), "{format}");
    }
}

#[test]
fn the_lexicon_that_ships_comes_back() {
    let lexicon = include_str!("../../data/concepts/ai.toml");
    let scheme = ConceptScheme::from_lexicons(&[("ai.toml", lexicon)]).unwrap();
    for format in WHOLE {
        let (again, warnings) = back(&scheme, format).unwrap();
        assert!(again == in_order(scheme.clone(), format), "{format}");
        assert!(warnings.is_empty(), "{format}: {warnings:?}");
    }
}

fn text() -> impl Strategy<Value = String> {
    "[a-zA-Z0-9é強<>&\"'\\\\|;,%{}=#-][ a-z<>&\"\\\\|;,%{}=#é-]{0,8}[a-z]"
}

fn texts() -> impl Strategy<Value = Vec<String>> {
    prop::collection::btree_set(text(), 0..3).prop_map(|set| set.into_iter().rev().collect())
}

fn patterns() -> impl Strategy<Value = Vec<Pattern>> {
    let sources = ["learn .. from (a reward|rewards)", "/a{2}\\|\"b/", "=AI system?", "human-written"];
    let pattern = |source: &str| Pattern::parse(source, &Classes::new()).unwrap();
    prop::sample::subsequence(sources.to_vec(), 0..3)
        .prop_map(move |list| list.into_iter().map(pattern).collect())
}

fn statements() -> impl Strategy<Value = Vec<String>> {
    let all = [
        "<http://purl.org/dc/terms/created> \"2009\"^^<http://www.w3.org/2001/XMLSchema#gYear>",
        "skos:broadMatch <http://example.org/é>",
        "skos:example \"One \\\"x\\\".\\nTwo.\"@en",
        "skos:prefLabel \"Ü\"@fi",
    ];
    prop::sample::subsequence(all.to_vec(), 0..3)
        .prop_map(|list| list.into_iter().map(ToOwned::to_owned).collect())
}

fn concept() -> impl Strategy<Value = Concept> {
    let labels = (text(), texts(), texts(), any::<[bool; 2]>());
    let links = (any::<u32>(), any::<u32>(), any::<bool>(), texts());
    let notes = (
        prop::option::of(text()),
        prop::option::of(text()),
        patterns(),
        patterns(),
        patterns(),
        statements(),
    );
    (labels, links, notes).prop_map(
        |((label, aliases, hidden, exact), (broader, related, uri, notation), notes)| {
            let (definition, scope_note, implied, reject, context, statements) = notes;
            Concept {
                label: if exact[0] { format!("={label}") } else { label },
                aliases: aliases
                    .into_iter()
                    .map(|text| if exact[1] { format!("={text}") } else { text })
                    .collect(),
                hidden,
                broader: vec![ConceptIx(broader)],
                related: vec![ConceptIx(related)],
                uri: uri.then(String::new),
                notation,
                ambiguous: !context.is_empty() && exact[0],
                definition,
                scope_note,
                implied,
                reject,
                context,
                statements,
                ..Concept::default()
            }
        },
    )
}

/// Schemes in which no label is at two concepts and `broader` goes in no circle.
fn schemes() -> impl Strategy<Value = ConceptScheme> {
    let language = prop::sample::select(&[None, Some("en"), Some("de")][..]);
    (prop::collection::vec(concept(), 1..5), language).prop_map(|(mut concepts, language)| {
        for (n, concept) in concepts.iter_mut().enumerate() {
            let mut count = 0;
            let mut own = |text: &mut String| {
                count += 1;
                text.push_str(&format!(" w{n}x{count}"));
            };
            own(&mut concept.label);
            concept.aliases.iter_mut().for_each(&mut own);
            concept.hidden.iter_mut().for_each(&mut own);
            concept.id = format!("c-{n}.é");
            concept.uri = concept.uri.take().map(|_| format!("http://example.org/{n}#é"));
            concept.language = language.map(ToOwned::to_owned);
            let earlier = |link: ConceptIx| (n > 0).then(|| ConceptIx(link.0 % n.max(1) as u32));
            concept.broader = concept.broader.iter().filter_map(|link| earlier(*link)).collect();
            concept.related = concept.related.iter().filter_map(|link| earlier(*link)).collect();
        }
        ConceptScheme::from_concepts(concepts)
    })
}

proptest! {
    #[test]
    fn schemes_come_back(written in schemes()) {
        for format in WHOLE {
            let (again, warnings) = back(&written, format).unwrap();
            prop_assert_eq!(&again, &in_order(written.clone(), format), "{}", format);
            prop_assert!(warnings.iter().all(|w| w.message.contains("--lang")), "{:?}", warnings);
            prop_assert_eq!(write::scheme(&again, format).unwrap(), write::scheme(&written, format).unwrap());
        }
    }

    #[test]
    fn tables_keep_all_but_patterns_and_statements(scheme in schemes()) {
        let plain = |concept: &Concept| Concept {
            implied: Vec::new(),
            reject: Vec::new(),
            context: Vec::new(),
            ambiguous: false,
            statements: Vec::new(),
            ..concept.clone()
        };
        let expected: Vec<Concept> = scheme.concepts().iter().map(plain).collect();
        for format in [Format::Csv, Format::Tsv] {
            let (again, _) = back(&scheme, format).unwrap();
            prop_assert_eq!(again.concepts(), &expected[..]);
        }
    }

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        for format in Format::ALL {
            let mut reader = SchemeReader::new(LANGUAGE);
            reader.read("x", &bytes, Some(format));
            let _ = reader.finish();
        }
    }

    /// Files that are cut, or have a piece put in, are read or refused.
    #[test]
    fn broken_files_are_read_or_refused(scheme in schemes(), at in any::<prop::sample::Index>(), piece in "[<>\"{}\\[\\]\\\\:.,;@é\u{0}-\u{7f}]{0,4}", cut in any::<bool>()) {
        for format in Format::WRITTEN {
            let text = String::from_utf8(write::scheme(&scheme, format).unwrap()).unwrap();
            let place = (0..=at.index(text.len().max(1))).rev().find(|n| text.is_char_boundary(*n)).unwrap_or(0);
            let rest = if cut { "" } else { &text[place..] };
            let broken = format!("{}{piece}{rest}", &text[..place]);
            let mut reader = SchemeReader::new(LANGUAGE);
            reader.read("x", broken.as_bytes(), Some(format));
            if let Ok((scheme, _)) = reader.finish() {
                write::scheme(&scheme, Format::Turtle).unwrap();
            }
        }
    }
}

#[test]
fn a_long_chain_of_broader_concepts_is_read() {
    let link = |n: u32| format!(":c{n} skos:prefLabel \"chain {n}\" ; skos:broader :c{} .\n", n + 1);
    let text: String = (0..100_000).map(link).collect();
    let (scheme, _) = turtle(&text, "en");
    assert_eq!(scheme.concepts().len(), 100_000);
}
