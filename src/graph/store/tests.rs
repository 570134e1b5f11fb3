//! What comes back from a folder is what went in, or an error that says what to do.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::civil::date;
use petgraph::visit::IntoEdgeReferences;
use proptest::prelude::*;
use serde_json::Value;
use tempfile::TempDir;
use walkdir::WalkDir;

use super::manifest::Manifest;
use super::*;
use crate::concept::{Concept, ConceptIx, ConceptScheme};
use crate::graph::{FILES, GraphBuilder, KnowledgeGraph, fixture};
use crate::link::{Kind, Matching, Mention, Overlap, Polarity};
use crate::source::{Origin, Quote, Source};
use crate::text::Span;

const TEXT: &str = "# p by Ann\n[a] [!b|bee]\nplain\n# q by Bo\n[~a|implied] \"quoted\" \\ ünïcode";

fn saved(graph: &KnowledgeGraph) -> TempDir {
    let home = TempDir::new().unwrap();
    save(graph, &Inputs::default(), &home.path().join("graph")).unwrap();
    home
}

/// Every file of a graph and what is in it, without the file that locks it.
fn files(dir: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = WalkDir::new(dir).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file() && entry.file_name() != ".lock");
    let name = |path: &Path| path.strip_prefix(dir).unwrap().to_owned();
    files.map(|entry| (name(entry.path()), fs::read(entry.path()).unwrap())).collect()
}

/// The folder of the tables.
fn tables(dir: &Path) -> PathBuf {
    dir.join(open::manifest(dir).unwrap().folder)
}

#[test]
fn a_graph_is_replaced_by_the_next_one() {
    let home = saved(&fixture::graph(TEXT));
    let dir = home.path().join("graph");
    let old = open(&dir).unwrap();
    let (first, second) = (fixture::graph("# z by Z\n[z]"), fixture::graph("# y by Y\n[y]"));
    save(&first, &Inputs::default(), &dir).unwrap();
    assert_eq!(open(&dir).unwrap(), first);
    assert_eq!(old, fixture::graph(TEXT), "whoever opened the old one still reads it");
    save(&second, &Inputs::default(), &dir).unwrap();
    assert_eq!(open(&dir).unwrap(), second);
    let folders =
        || fs::read_dir(&dir).unwrap().filter(|entry| entry.as_ref().unwrap().path().is_dir()).count();
    assert_eq!(folders(), 2, "the one that is read, and the last one");
    drop(old);
    save(&first, &Inputs::default(), &dir).unwrap();
    assert_eq!(folders(), 1, "nobody reads any other");
}

#[test]
fn saving_the_same_again_mends_what_was_damaged() {
    let graph = fixture::graph(TEXT);
    let home = saved(&graph);
    let dir = home.path().join("graph");
    let before = files(&dir);
    fs::write(tables(&dir).join("quotes.arrow"), "").unwrap();
    save(&graph, &Inputs::default(), &dir).unwrap();
    assert_eq!(files(&dir), before);
}

#[test]
fn the_inputs_are_kept() {
    let home = TempDir::new().unwrap();
    let dir = home.path().join("deep/er/graph");
    let sources = vec![Input::new("notes/a.md", Some("markdown"), b"abc")];
    let linkings = [Matching::Full, Matching::Plain]
        .into_iter()
        .flat_map(|matching| [Overlap::Longest, Overlap::All].map(|overlap| (matching, overlap)));
    let concepts = linkings.map(|(matching, overlap)| Input {
        language: Some("de".to_owned()),
        matching,
        overlap,
        ..Input::new("ai.toml", None, b"")
    });
    let concepts = concepts.collect();
    let added = vec![Input::new("stdin-0123456789ab", None, b"x")];
    let made_of = Inputs { sources, added, concepts };
    assert!(!is_graph(&dir));
    save(&KnowledgeGraph::default(), &made_of, &dir).unwrap();
    assert_eq!(inputs(&open(&dir).unwrap()).unwrap(), made_of);
    assert!(may_have_added(&dir));
    let [input] = &made_of.sources[..] else { panic!("one file") };
    assert!(input.sha256.starts_with("ba7816bf"));
    assert!(input.is(b"abc") && !input.is(b"abd"));
    assert_eq!(open(&dir).unwrap(), KnowledgeGraph::default());
}

/// What a person keeps in a file.
const MINE: &str = "{\"name\": \"mine\"}";

#[test]
fn what_is_no_graph_is_not_replaced() {
    let graph = fixture::graph(TEXT);
    for (file, graph_there) in [("notes.txt", false), ("manifest.json", false), ("notes.txt", true)] {
        let home = if graph_there { saved(&graph) } else { TempDir::new().unwrap() };
        let dir = home.path().join("graph");
        fs::create_dir_all(&dir).unwrap();
        fs::write(dir.join(file), MINE).unwrap();
        let error = save(&graph, &Inputs::default(), &dir).unwrap_err().to_string();
        assert!(error.contains(file) && error.contains("would be lost"), "{error}");
        assert_eq!(fs::read_to_string(dir.join(file)).unwrap(), MINE);
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
    }
    let home = TempDir::new().unwrap();
    let file = home.path().join("file");
    fs::write(&file, "mine").unwrap();
    assert!(matches!(save(&graph, &Inputs::default(), &file), Err(SaveError::Occupied(_))));
    assert!(matches!(
        save(&graph, &Inputs::default(), &file.join("graph")),
        Err(SaveError::Write { .. } | SaveError::Occupied(_))
    ));
    fs::create_dir(home.path().join("empty")).unwrap();
    save(&graph, &Inputs::default(), &home.path().join("empty")).unwrap();
}

#[test]
fn a_graph_of_another_version_is_told_and_replaced() {
    let home = TempDir::new().unwrap();
    let dir = home.path().join("graph");
    fs::create_dir(&dir).unwrap();
    fs::write(dir.join(MANIFEST), "{\"format\": \"ideagraph.graph\", \"version\": 1}").unwrap();
    let error = open(&dir).unwrap_err().to_string();
    assert!(error.contains("version 1 of the format") && error.contains("`ideagraph build`"), "{error}");
    save(&fixture::graph(TEXT), &Inputs::default(), &dir).unwrap();
    assert_eq!(open(&dir).unwrap(), fixture::graph(TEXT));
}

#[test]
fn who_reads_a_version_keeps_it_when_it_is_made_again() {
    let home = saved(&fixture::graph(TEXT));
    let dir = home.path().join("graph");
    let old = open(&dir).unwrap();
    for text in ["[z]", TEXT, "[y]", "[x]"] {
        save(&fixture::graph(text), &Inputs::default(), &dir).unwrap();
    }
    assert!(verify(&old).is_empty());
    assert_eq!(old, fixture::graph(TEXT));
}

#[test]
fn what_a_person_keeps_with_the_tables_stays() {
    let home = saved(&fixture::graph(TEXT));
    let dir = home.path().join("graph");
    let mine = tables(&dir).join("mine.jsonl");
    fs::write(&mine, MINE).unwrap();
    save(&fixture::graph("[z]"), &Inputs::default(), &dir).unwrap();
    assert_eq!(fs::read_to_string(&mine).unwrap(), MINE);
    assert_eq!(fs::read_dir(mine.parent().unwrap()).unwrap().count(), 1, "the tables are gone");
}

#[test]
fn what_was_added_is_known_of_any_version_or_not_at_all() {
    let home = saved(&fixture::graph(TEXT));
    let dir = home.path().join("graph");
    let path = dir.join(MANIFEST);
    let whole = fs::read_to_string(&path).unwrap();
    let of_version_3 =
        |added: u32| format!("{{\"format\": \"ideagraph.graph\", \"version\": 3, \"added\": {added}}}");
    for (manifest, expected) in [
        (whole.clone(), false),
        (of_version_3(0), false),
        (of_version_3(1), true),
        ("{\"format\": \"ideagraph.graph\", \"version\": 2}".to_owned(), false),
        (whole[..whole.len() / 2].to_owned(), true),
        (String::new(), true),
    ] {
        fs::write(&path, &manifest).unwrap();
        assert_eq!(may_have_added(&dir), expected, "{manifest}");
    }
    fs::write(&path, &whole).unwrap();
    let tables = tables(&dir);
    fs::rename(&tables, dir.join("0".repeat(tables.file_name().unwrap().len()))).unwrap();
    assert!(may_have_added(&dir), "the manifest is not of these tables");
    fs::remove_file(&path).unwrap();
    assert!(may_have_added(&dir));
    let error = open(&dir).unwrap_err().to_string();
    assert!(error.contains("manifest.json: it is missing"), "{error}");
    assert!(!may_have_added(&home.path().join("none")));
}

#[test]
fn what_a_build_left_that_was_broken_off_is_cleared_by_the_next() {
    let home = saved(&fixture::graph(TEXT));
    let dir = home.path().join("graph");
    fs::create_dir_all(dir.join(".draft-0/new")).unwrap();
    let draft = Draft::new(&dir).unwrap();
    assert!(!dir.join(".draft-0").exists() && draft.path().exists());
    let first = Draft::new(&home.path().join("first/graph")).unwrap();
    drop(first.traces().remove());
    assert!(!home.path().join("first").exists());
}

/// An interrupt takes the traces of a draft away while another thread is at work.
#[cfg(unix)]
#[test]
fn a_draft_that_is_being_put_in_its_place_is_not_taken_away() {
    let home = TempDir::new().unwrap();
    let dir = home.path().join("graph");
    let scheme = ConceptScheme::default();
    let begin = || {
        let draft = Draft::new(&dir).unwrap();
        let graph = draft.finish(draft.builder(&scheme, 0), None, &|_| ()).unwrap();
        (draft, graph)
    };
    let (draft, graph) = begin();
    draft.publish(graph, &Inputs::default()).unwrap();
    drop(draft);
    let folder = tables(&dir);
    save(&fixture::graph(TEXT), &Inputs::default(), &dir).unwrap();
    // A table that seems to be there already, and that is looked at for as long as the pipe is open.
    fs::create_dir(&folder).unwrap();
    let pipe = folder.join("names.arrow");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let (draft, graph) = begin();
    std::thread::scope(|scope| {
        let published = scope.spawn(|| draft.publish(graph, &Inputs::default()));
        let pipe = fs::File::options().write(true).open(&pipe).unwrap();
        assert!(draft.traces().held.try_lock().is_err(), "who takes the traces away waits");
        let removed = scope.spawn(|| drop(draft.traces().remove()));
        drop(pipe);
        published.join().unwrap().unwrap();
        removed.join().unwrap();
    });
    let graph = open(&dir).unwrap();
    assert_eq!(verify(&graph), []);
    assert_eq!((tables(&dir), graph.quotes().len()), (folder, 0));
}

#[test]
fn one_build_at_a_time() {
    let home = TempDir::new().unwrap();
    let dir = home.path().join("graph");
    let draft = Draft::new(&dir).unwrap();
    let error = save(&fixture::graph(TEXT), &Inputs::default(), &dir).unwrap_err();
    assert!(matches!(error, SaveError::Locked(_)), "{error}");
    drop(draft);
    assert!(!dir.exists(), "a draft that came to nothing leaves nothing");
    save(&fixture::graph(TEXT), &Inputs::default(), &dir).unwrap();
}

#[test]
fn errors_say_what_where_and_what_to_do() {
    let edit = |from: &str, to: &str| {
        let home = saved(&fixture::graph(TEXT));
        let path = home.path().join("graph").join(MANIFEST);
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{text}");
        fs::write(&path, text.replacen(from, to, 1)).unwrap();
        open(&home.path().join("graph")).unwrap_err().to_string()
    };
    for (from, to, expected) in [
        ("\"version\":5", "\"version\":99", "is in version 99 of the format"),
        (
            "ideagraph.graph",
            "else",
            "manifest.json: it is the manifest of something else, and has to be moved away",
        ),
        ("{", "", "manifest.json: "),
    ] {
        let error = edit(from, to);
        assert!(error.contains(expected) && error.contains("`ideagraph build`"), "{error}");
    }
    let home = TempDir::new().unwrap();
    let error = open(&home.path().join("none")).unwrap_err().to_string();
    assert!(error.contains("there is no graph in") && error.contains("`ideagraph build`"), "{error}");
}

#[test]
fn a_file_that_is_missing_or_cut_is_named() {
    for file in FILES {
        let home = saved(&fixture::graph(TEXT));
        let path = tables(&home.path().join("graph")).join(file);
        let bytes = fs::read(&path).unwrap();
        fs::write(&path, &bytes[..bytes.len() / 2]).unwrap();
        let error = open(&home.path().join("graph")).unwrap_err().to_string();
        assert!(error.contains(file) && error.contains("cut short"), "{error}");
        fs::remove_file(path).unwrap();
        let error = open(&home.path().join("graph")).unwrap_err().to_string();
        assert!(error.contains(file) && error.contains("missing"), "{error}");
    }
}

/// Everything that a graph tells, read in every way.
fn all_of(graph: &KnowledgeGraph) -> usize {
    let links = graph.links().flat_map(|link| link.mentions()).map(|mention| mention.to_mention());
    let quotes =
        graph.quotes().map(|quote| (quote.id(), quote.text(), quote.date(), quote.speaker(), quote.origin()));
    let around = graph.concepts().flat_map(|concept| concept.co_occurrences()).map(|pair| pair.example);
    let names = graph.names().map(|named| (named.name, named.node, named.rank));
    let edges = graph.edge_references();
    links.count() + quotes.count() + around.count() + names.count() + edges.count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A bit that turned is found by reading everything, or does no harm; `verify` finds it always.
    #[test]
    fn damage_is_an_error_that_names_the_file(file in prop::sample::select(&FILES[..]), at in any::<prop::sample::Index>(), bit in 0..8) {
        let home = saved(&fixture::graph(TEXT));
        let dir = home.path().join("graph");
        let path = tables(&dir).join(file);
        let mut bytes = fs::read(&path).unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= 1_u8 << bit;
        fs::write(&path, bytes).unwrap();
        let changed = verify(&open(&dir).unwrap());
        prop_assert_eq!(changed.into_iter().map(|(path, _)| path).collect::<Vec<_>>(), [path]);
        let graph = open(&dir).unwrap();
        if let Err(error) = guarded(|| all_of(&graph)) {
            prop_assert!(error.to_string().contains(".arrow: "), "{}", error);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    /// A manifest that is not what was saved is an error that names it.
    #[test]
    fn a_changed_manifest_is_found(at in any::<prop::sample::Index>(), to in b' '..b'\x7f') {
        let home = saved(&fixture::graph(TEXT));
        let path = home.path().join("graph").join(MANIFEST);
        let mut bytes = fs::read(&path).unwrap();
        let at = at.index(bytes.len() - 1);
        prop_assume!(bytes[at] != to);
        bytes[at] = to;
        fs::write(&path, bytes).unwrap();
        let error = open(&home.path().join("graph")).unwrap_err();
        prop_assert!(error.to_string().contains("version") || error.to_string().contains(MANIFEST), "{}", error);
    }

    /// A manifest that was saved with a wrong place of a column is found by reading everything, or does no harm.
    #[test]
    fn a_wrong_layout_is_an_error_that_names_the_file(
        table in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(),
        number in prop_oneof![any::<u64>(), 0..99_u64, Just(u64::MAX)],
    ) {
        let home = saved(&fixture::graph(TEXT));
        let dir = home.path().join("graph");
        let mut manifest: Value = serde_json::from_slice(&fs::read(dir.join(MANIFEST)).unwrap()).unwrap();
        let tables = manifest["tables"].as_array_mut().unwrap();
        let table = table.index(tables.len());
        let layout = tables[table]["layout"].as_object_mut().unwrap();
        let mut numbers: Vec<&mut Value> = layout.values_mut().flat_map(|value| match value {
            Value::Array(numbers) => numbers.iter_mut().collect(),
            number => vec![number],
        }).collect();
        let at = at.index(numbers.len());
        *numbers[at] = number.into();
        let manifest: Manifest = serde_json::from_value(manifest).unwrap();
        fs::write(dir.join(MANIFEST), manifest.to_text().unwrap()).unwrap();
        let graph = open(&dir).unwrap();
        if let Err(error) = guarded(|| all_of(&graph)) {
            prop_assert!(error.to_string().contains(".arrow: "), "{}", error);
        }
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
    ) -> Mention<'static> {
        Mention {
            concept: ConceptIx(concept),
            span: Span::new(start, start + len),
            kind: if implied { Kind::Implied } else { Kind::Explicit },
            rule: rule.into(),
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
    ) -> (Source, Vec<Vec<Mention<'static>>>) {
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
