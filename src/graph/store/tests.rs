//! What comes back from a folder is what went in, or an error that says what to do.

use std::fs;
use std::path::Path;

use jiff::civil::date;
use proptest::prelude::*;
use tempfile::TempDir;

use super::*;
use crate::concept::{Concept, ConceptIx, ConceptScheme};
use crate::graph::{GraphBuilder, KnowledgeGraph, fixture};
use crate::link::{Kind, Mention, Polarity};
use crate::source::{Origin, Quote, Source};
use crate::text::Span;

const TEXT: &str = "# p by Ann\n[a] [!b|bee]\nplain\n# q by Bo\n[~a|implied] \"quoted\" \\ ünïcode";

fn saved(graph: &KnowledgeGraph) -> TempDir {
    let home = TempDir::new().unwrap();
    save(graph, &[], &[], &home.path().join("graph")).unwrap();
    home
}

/// Every file in a folder and what is in it.
fn files(dir: &Path) -> Vec<(String, Vec<u8>)> {
    let entries = fs::read_dir(dir).unwrap().map(Result::unwrap);
    let mut files: Vec<_> = entries
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

#[test]
fn a_graph_is_replaced_by_the_next_one() {
    let home = saved(&fixture::graph(TEXT));
    let dir = home.path().join("graph");
    let other = fixture::graph("# z by Z\n[z]");
    save(&other, &[], &[], &dir).unwrap();
    assert_eq!(open(&dir).unwrap(), other);
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
}

#[test]
fn a_table_is_one_row_a_line() {
    let home = saved(&fixture::graph("# p by Ann\nNot [!a|ay]."));
    let read = |name| fs::read_to_string(home.path().join("graph").join(name)).unwrap();
    assert_eq!(read(SOURCES), "{\"id\":\"p\",\"title\":\"Ann\",\"author\":\"ann\",\"path\":\"\"}\n");
    assert_eq!(
        read(LINKS),
        "{\"quote\":\"p:1\",\"concept\":\"a\",\"count\":1,\"confidence\":0.9,\"negated\":true,\"starts\":[4],\"ends\":[6],\
         \"texts\":[\"ay\"],\"kinds\":[\"explicit\"],\"rules\":[\"label: a\"],\"polarities\":[\"negated\"],\
         \"triggers\":[null],\"confidences\":[0.9]}\n"
    );
}

#[test]
fn the_manifest_keeps_the_inputs() {
    let home = TempDir::new().unwrap();
    let dir = home.path().join("deep/er/graph");
    let inputs = [Input::new("notes/a.md", Some("markdown"), b"abc")];
    let concepts = [Input::new("ai.toml", None, b"")];
    save(&KnowledgeGraph::default(), &inputs, &concepts, &dir).unwrap();
    let manifest = manifest(&dir).unwrap();
    assert_eq!((&manifest.inputs[..], &manifest.concept_files[..]), (&inputs[..], &concepts[..]));
    assert!(inputs[0].sha256.starts_with("ba7816bf"));
    assert!(inputs[0].is(b"abc") && !inputs[0].is(b"abd"));
    assert_eq!(open(&dir).unwrap(), KnowledgeGraph::default());
}

#[test]
fn what_is_no_graph_is_not_replaced() {
    let graph = fixture::graph(TEXT);
    for (file, graph_there) in [("notes.txt", false), ("sources.jsonl", false), ("notes.txt", true)] {
        let home = if graph_there { saved(&graph) } else { TempDir::new().unwrap() };
        let dir = home.path().join("graph");
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join(file), "mine").unwrap();
        let error = save(&graph, &[], &[], &dir).unwrap_err().to_string();
        assert!(error.contains(file) && error.contains("would be lost"), "{error}");
        assert_eq!(fs::read(dir.join(file)).unwrap(), b"mine");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }
    let home = TempDir::new().unwrap();
    let file = home.path().join("file");
    fs::write(&file, "mine").unwrap();
    assert!(matches!(save(&graph, &[], &[], &file), Err(SaveError::Occupied(_))));
    assert!(matches!(
        save(&graph, &[], &[], &file.join("graph")),
        Err(SaveError::Write { .. } | SaveError::Occupied(_))
    ));
    fs::create_dir(home.path().join("empty")).unwrap();
    save(&graph, &[], &[], &home.path().join("empty")).unwrap();
}

#[test]
fn errors_say_what_where_and_what_to_do() {
    let edit = |name: &str, from: &str, to: &str| {
        let home = saved(&fixture::graph(TEXT));
        let path = home.path().join("graph").join(name);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
        open(&home.path().join("graph")).unwrap_err().to_string()
    };
    for (name, from, to, expected) in [
        (MANIFEST, "\"version\": 1", "\"version\": 99", "is in version 99 of the format"),
        (MANIFEST, "ideagraph.graph", "else", "manifest.json: it is the manifest of something else"),
        (MANIFEST, "{", "", "manifest.json: "),
        (QUOTES, "{\"id\":\"p:2\"", "{\"id", "quotes.jsonl:2: "),
        (LINKS, "bee", "bea", "links.jsonl: it was changed after it was saved"),
        (CO_OCCURRENCES, "\"quotes\":1", "\"quotes\":2", "co_occurrences.jsonl: it was changed"),
    ] {
        let error = edit(name, from, to);
        assert!(error.contains(expected) && error.contains("`ideagraph build`"), "{error}");
    }
    let home = saved(&fixture::graph(TEXT));
    fs::remove_file(home.path().join("graph").join(PEOPLE)).unwrap();
    let error = open(&home.path().join("graph")).unwrap_err().to_string();
    assert!(error.contains("people.jsonl: it is missing"), "{error}");
    let error = open(&home.path().join("none")).unwrap_err().to_string();
    assert!(error.contains("there is no graph in") && error.contains("`ideagraph build`"), "{error}");
}

/// A stored graph in which one table was edited and its checksum made good again.
fn forged(name: &str, from: &str, to: &str) -> String {
    let home = saved(&fixture::graph(TEXT));
    let dir = home.path().join("graph");
    let text = fs::read_to_string(dir.join(name)).unwrap();
    assert!(text.contains(from), "{text}");
    let forged = text.replacen(from, to, 1);
    let [old, new] = [&text, &forged].map(|text| Input::new("", None, text.as_bytes()).sha256);
    let manifest = fs::read_to_string(dir.join(MANIFEST)).unwrap().replace(&old, &new);
    fs::write(dir.join(MANIFEST), manifest).unwrap();
    fs::write(dir.join(name), forged).unwrap();
    open(&dir).map_or_else(|error| error.to_string(), |_| "opened".to_owned())
}

#[test]
fn rows_that_do_not_fit_together_are_named() {
    for (name, from, to, expected) in [
        (LINKS, "\"bee\"", "\"bea\"", "links.jsonl:2: `bea` is not what the quote says at bytes 2..5"),
        (
            LINKS,
            "\"starts\":[2]",
            "\"starts\":[]",
            "links.jsonl:2: it counts 1 mentions and does not list them all",
        ),
        (LINKS, "\"quote\":\"q:1\"", "\"quote\":\"r:1\"", "links.jsonl:3: there is no quote `r:1`"),
        (LINKS, "\"concept\":\"b\"", "\"concept\":\"x\"", "links.jsonl:2: there is no concept `x`"),
        (QUOTES, "\"id\":\"p:2\"", "\"id\":\"p:1\"", "quotes.jsonl:2: `p:1` is not the next quote"),
        (QUOTES, "\"speaker\":\"ann\"", "\"speaker\":\"x\"", "quotes.jsonl:1: there is no person `x`"),
        (QUOTES, "\"source\":\"q\"", "\"source\":\"x\"", "quotes.jsonl:3: there is no source `x`"),
        (
            CONCEPTS,
            "\"id\":\"a\"",
            "\"id\":\"c\"",
            "concepts.jsonl: its rows are not in the order of their ids",
        ),
    ] {
        let told = forged(name, from, to);
        assert!(told.contains(expected), "{told}");
    }
}

/// Any text of a few letters, some of which JSON must escape.
fn text() -> impl Strategy<Value = String> {
    "[a-c \"\\\\\né\u{2028}-]{0,6}"
}

prop_compose! {
    fn mention()(
        concept in 0..4u32, start in 0..6u32, len in 0..4u32, implied: bool, negated: bool, rule in text(),
        trigger in prop::option::of((0..4u32, 0..5u32)), confidence in prop::num::f32::ANY,
    ) -> Mention {
        Mention {
            concept: ConceptIx(concept),
            span: Span::new(start, start + len),
            kind: if implied { Kind::Implied } else { Kind::Explicit },
            rule,
            polarity: if negated { Polarity::Negated } else { Polarity::Asked },
            trigger: trigger.map(|(start, end)| Span::new(start, end)),
            confidence,
        }
    }
}

prop_compose! {
    fn quote()(
        text in "[a-cé\"]{0,8}", speaker in prop::option::of(text()), dated: bool, note in prop::option::of(text()),
        tags in prop::collection::vec(text(), 0..3), properties in prop::collection::btree_map(text(), text(), 0..3),
        bytes in 0..9u64,
    ) -> Quote {
        let date = dated.then(|| date(2026, 5, 30));
        let origin = Origin { line: 7, bytes: bytes..2 * bytes };
        Quote { text, speaker, date, locator: note.clone(), note, tags, properties, origin }
    }
}

prop_compose! {
    fn reading()(
        id in "[ab](-2)?", title in text(), author in prop::option::of(text()), dated: bool,
        tags in prop::collection::vec("[a-c]", 0..3), quotes in prop::collection::vec(quote(), 0..4),
        mentions in prop::collection::vec(prop::collection::vec(mention(), 0..5), 0..4),
    ) -> (Source, Vec<Vec<Mention>>) {
        let date = dated.then(|| date(-1, 1, 2));
        let path = title.clone();
        (Source { id, title, url: author.clone(), author, date, tags, path, quotes, ..Source::default() }, mentions)
    }
}

/// Three concepts with any edges between them.
fn scheme(edges: Vec<(u32, u32, bool)>) -> ConceptScheme {
    let mut concepts = ["a", "b", "c"].map(|id| Concept {
        id: id.to_owned(),
        label: id.to_uppercase(),
        ..Concept::default()
    });
    concepts[1].aliases = vec!["=B\"".to_owned()];
    concepts[2].definition = Some("See".to_owned());
    for (from, to, broader) in edges {
        let concept = &mut concepts[from as usize];
        let list = if broader { &mut concept.broader } else { &mut concept.related };
        list.push(ConceptIx(to));
    }
    ConceptScheme::from_concepts(concepts.into())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_saved_graph_opens_equal_and_saves_the_same_bytes(
        readings in prop::collection::vec(reading(), 0..4),
        edges in prop::collection::vec((0..3u32, 0..4u32, any::<bool>()), 0..4),
    ) {
        let scheme = scheme(edges);
        let mut builder = GraphBuilder::new(&scheme);
        readings.into_iter().for_each(|(source, mentions)| _ = builder.add(source, mentions));
        let graph = builder.finish();
        let home = saved(&graph);
        let opened = open(&home.path().join("graph")).unwrap();
        prop_assert_eq!(&opened, &graph);
        prop_assert_eq!(files(&saved(&opened).path().join("graph")), files(&home.path().join("graph")));
    }
}
