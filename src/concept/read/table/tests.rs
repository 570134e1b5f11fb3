//! What tables tell of concepts.

use crate::concept::SchemeReader;
use crate::concept::fixture::{WHOLE, back, read, shown};
use crate::diagnostic::Diagnostic;

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
