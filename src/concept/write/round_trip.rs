//! What is written is read back.

use proptest::prelude::*;

use crate::concept::fixture::{OF_ONTOLOGIES, PREFIXES, WHOLE, back, shown, turtle};
use crate::concept::rdf::syntax;
use crate::concept::{
    Classes, Concept, ConceptIx, ConceptScheme, Format, LANGUAGE, Pattern, SchemeReader, write,
};

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
fn a_vocabulary_becomes_a_lexicon_that_can_be_read() {
    let (scheme, _) =
        turtle(":a skos:prefLabel \"A\" . :b skos:prefLabel \"a\" . :c skos:prefLabel \"#\" .", "en");
    let (again, warnings) = back(&scheme, Format::Toml).unwrap();
    assert!(again == scheme);
    assert_eq!(warnings.len(), 2);
}

/// The scheme with its texts in the order in which a format has them: as they are in a lexicon, sorted in RDF.
fn in_order(mut scheme: ConceptScheme, format: Format) -> ConceptScheme {
    if syntax(format).is_none() {
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
    let lexicon = include_str!("../../../data/concepts/ai.toml");
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
