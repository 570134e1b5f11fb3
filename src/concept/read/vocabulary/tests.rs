//! What vocabularies of SKOS and ontologies tell of concepts, and what is mended in them.

use crate::concept::fixture::{OF_ONTOLOGIES, PREFIXES, WHOLE, back, read, shown, turtle};
use crate::concept::{Format, LabelKind, SchemeReader, write};
use crate::diagnostic::Severity;

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
fn a_long_chain_of_broader_concepts_is_read() {
    let link = |n: u32| format!(":c{n} skos:prefLabel \"chain {n}\" ; skos:broader :c{} .\n", n + 1);
    let text: String = (0..100_000).map(link).collect();
    let (scheme, _) = turtle(&text, "en");
    assert_eq!(scheme.concepts().len(), 100_000);
}
