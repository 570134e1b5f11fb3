//! A graph that is changed is the graph that would be built of nothing, byte by byte.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use proptest::prelude::*;
use tempfile::TempDir;
use walkdir::WalkDir;

use crate::program::{fed, program, run, told};

/// Runs the program, which must succeed; what it tells.
fn done(folder: &Path, args: &[&str], input: &str) -> String {
    let output = fed(&mut program(folder, args), input);
    assert!(output.status.success(), "{args:?}: {}", told(&output));
    told(&output)
}

/// All files of a graph with its pictures, and what is in them.
fn files(out: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = WalkDir::new(out).sort_by_file_name().into_iter().map(Result::unwrap);
    let files = entries
        .filter(|entry| entry.file_type().is_file() && !entry.file_name().to_string_lossy().starts_with('.'));
    let name = |path: &Path| path.strip_prefix(out).unwrap().to_owned();
    files.map(|entry| (name(entry.path()), fs::read(entry.path()).unwrap())).collect()
}

const LEXICON: &str = "[[concept]]\nid = \"reward\"\nalias = [\"rewards\"]\n[[concept]]\nid = \"agent\"\n\
    implied = [\"acts .. alone\"]\n[[concept]]\nid = \"tool\"\nrelated = [\"agent\"]\n";

/// Sets the time of the last change of a file to the past, so that it counts as settled.
fn settle(path: &Path, seconds: u64) {
    let file = fs::File::options().append(true).open(path).unwrap();
    file.set_modified(SystemTime::now() - Duration::from_secs(seconds)).unwrap();
}

/// A folder `notes` of three files, a lexicon, and the graph of them in `out`.
fn built() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("notes")).unwrap();
    fs::write(at("c.toml"), LEXICON).unwrap();
    for (name, text) in
        [("a.txt", "An agent.\n\nIts tool.\n"), ("b.txt", "A reward.\n"), ("c.txt", "Tools.\n")]
    {
        fs::write(at("notes").join(name), text).unwrap();
    }
    done(folder.path(), &BUILD, "");
    folder
}

const BUILD: [&str; 4] = ["build", "notes", "--concepts", "c.toml"];

#[test]
fn only_what_changed_is_read() {
    let folder = built();
    let notes = folder.path().join("notes");
    let told = done(folder.path(), &BUILD, "");
    assert!(told.contains("\"files\":3,\"files_unchanged\":3,") && told.contains("\"wrote\":[]"), "{told}");
    fs::write(notes.join("b.txt"), "A reward hack.\n").unwrap();
    let told = done(folder.path(), &BUILD, "");
    assert!(told.contains("\"files\":3,\"files_unchanged\":2,\"sources\":3,\"quotes\":4,"), "{told}");
    fs::remove_file(notes.join("a.txt")).unwrap();
    let told = done(folder.path(), &BUILD, "");
    assert!(told.contains("\"files\":2,\"files_unchanged\":2,\"sources\":2,\"quotes\":2,"), "{told}");
    fs::write(folder.path().join("c.toml"), "[[concept]]\nid = \"hack\"\n").unwrap();
    let told = done(folder.path(), &BUILD, "");
    assert!(told.contains("\"files_unchanged\":2,") && told.contains("\"links\":1,"), "{told}");
    done(folder.path(), &["check", "--deep"], "");
}

#[test]
fn what_is_wrong_in_a_file_is_told_every_time() {
    let folder = built();
    fs::write(folder.path().join("notes/d.jsonl"), "{\"text\": \"tool\"}\n{\"text\":\n").unwrap();
    for _ in 0..2 {
        let told = done(folder.path(), &BUILD, "");
        assert!(told.contains("d.jsonl:2") && told.contains("\"diagnostics\":1"), "{told}");
    }
    let strict = run(&folder, &[&BUILD[..], &["--strict"]].concat());
    assert_eq!(strict.status.code(), Some(2), "{}", self::told(&strict));
    fs::write(folder.path().join("e.txt"), "A tool.\n").unwrap();
    let told = done(folder.path(), &["add", "e.txt", "--strict"], "");
    assert!(!told.contains("d.jsonl") && told.contains("\"diagnostics\":0"), "{told}");
    let strict = run(&folder, &["add", "notes/d.jsonl", "--strict"]);
    assert_eq!(strict.status.code(), Some(2), "{}", self::told(&strict));
    let told = done(folder.path(), &BUILD, "");
    assert!(told.contains("d.jsonl:2") && told.contains("\"diagnostics\":1"), "{told}");
}

#[test]
fn the_memo_may_go_and_damage_is_mended() {
    let folder = built();
    let before = files(&folder.path().join("out"));
    let memo = folder.path().join("out/.graph.memo");
    fs::remove_file(&memo).unwrap();
    let told = done(folder.path(), &BUILD, "");
    assert!(told.contains("\"files_unchanged\":0,"), "{told}");
    let mut bytes = fs::read(&memo).unwrap();
    bytes[9] ^= 1;
    fs::write(&memo, bytes).unwrap();
    assert!(done(folder.path(), &BUILD, "").contains("\"files_unchanged\":0,"));
    for (name, bytes) in &before {
        let path = folder.path().join("out").join(name);
        let mut damaged = bytes.clone();
        let middle = damaged.len() / 2;
        damaged[middle] ^= 1;
        for damage in [damaged, bytes[..middle].to_vec()] {
            fs::write(&path, damage).unwrap();
            // Where the manifest cannot be read nobody knows that nothing was added.
            done(folder.path(), &[&BUILD[..], &["--drop-added"]].concat(), "");
            if name.starts_with("graph") {
                assert!(files(&folder.path().join("out")) == before, "{name:?}");
            }
        }
        fs::write(&path, bytes).unwrap();
    }
}

/// Concepts whose files are so large that their compiled form is kept beside the graph.
#[test]
fn a_compiled_vocabulary_may_be_stale_or_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let concepts = |word: &str| -> String {
        (0..11_000).map(|n| format!("{word}-{n:04},{word} number {n:04}\n")).collect()
    };
    fs::write(at("notes.txt"), "Loom number 0007 weaves.\n\nMill number 0008 grinds.\n").unwrap();
    let build = |word: &str| -> Vec<(PathBuf, Vec<u8>)> {
        fs::write(at("c.csv"), format!("id,label\n{}", concepts(word))).unwrap();
        let _ = fs::remove_dir_all(at("out/graph"));
        done(folder.path(), &["build", "notes.txt", "--concepts", "c.csv"], "");
        files(&at("out"))
    };
    let (loom, mill) = (build("loom"), build("mill"));
    assert_ne!(loom, mill);
    let kept = at("out/.graph.linker");
    assert_eq!(build("loom"), loom, "other concepts than before");
    assert_eq!(build("loom"), loom, "as they were");
    let whole = fs::read(&kept).unwrap();
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    for damaged in [&whole[..whole.len() / 2], &flipped, b""] {
        fs::write(&kept, damaged).unwrap();
        assert_eq!(build("loom"), loom);
        assert!(fs::read(&kept).unwrap() == whole, "it is made anew");
    }
}

#[test]
fn what_is_added_stays_until_it_is_dropped() {
    let folder = built();
    let at = folder.path();
    let told = done(at, &["add", "-", "--from", "text"], "Another agent.\n");
    assert!(told.contains("\"files\":4,\"files_unchanged\":3,\"sources\":4,\"quotes\":5,"), "{told}");
    let once = files(&at.join("out"));
    done(at, &["add", "-", "--from", "text"], "Another agent.\n");
    assert!(files(&at.join("out")) == once, "the same again adds nothing");
    fs::write(at.join("more.txt"), "More tools.\n").unwrap();
    done(at, &["add", "more.txt"], "");
    done(at, &["check"], "");
    fs::write(at.join("notes/a.txt"), "No agents.\n").unwrap();
    let told = done(at, &BUILD, "");
    assert!(told.contains("\"files\":5,\"files_unchanged\":4,\"sources\":5,\"quotes\":5,"), "{told}");
    let told = done(at, &[&BUILD[..], &["more.txt"]].concat(), "");
    assert!(told.contains("\"files\":5,\"files_unchanged\":4,"), "named now: {told}");
    fs::remove_file(at.join("out/.graph.memo")).unwrap();
    let told = done(at, &BUILD, "");
    assert!(told.contains("\"files\":4,\"files_unchanged\":1,"), "read again, what was added kept: {told}");
    let told = done(at, &[&BUILD[..], &["--drop-added"]].concat(), "");
    assert!(told.contains("\"files\":3,\"files_unchanged\":3,"), "{told}");
}

#[test]
fn a_graph_that_was_moved_is_added_to_in_its_place() {
    let folder = built();
    let (at, moved) = (folder.path(), folder.path().join("moved"));
    fs::rename(at.join("out/graph"), &moved).unwrap();
    fs::remove_dir_all(at.join("out")).unwrap();
    done(at, &["add", "-", "--from", "text", "--graph", "moved"], "Another agent.\n");
    let left: Vec<_> = fs::read_dir(at).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 3, "nothing beside it: {left:?}");
    assert!(done(at, &["quotes", "--graph", "moved"], "").contains("Another agent."));
}

/// How many quotes a graph has.
fn quotes(folder: &Path) -> usize {
    done(folder, &["quotes"], "").lines().count()
}

#[test]
fn a_file_that_is_added_is_known_by_where_it_is() {
    let folder = built();
    let at = folder.path();
    for name in ["x", "y"] {
        fs::create_dir(at.join(name)).unwrap();
        fs::write(at.join(name).join("new.txt"), format!("The tool {name}.\n")).unwrap();
        done(&at.join(name), &["add", "new.txt", "--graph", "../out"], "");
    }
    assert_eq!(quotes(at), 6, "files of one name in two folders are two");
    let whole = at.join("notes/a.txt");
    fs::write(&whole, "An agent.\n\nIts tools.\n\nA reward.\n").unwrap();
    for (from, name) in
        [(at, "./notes/a.txt"), (at, whole.to_str().unwrap()), (&at.join("x"), "../notes/a.txt")]
    {
        done(from, &["add", name, "--graph", at.join("out").to_str().unwrap()], "");
        assert_eq!(quotes(at), 7, "{name}");
    }
    done(at, &["check"], "");
    let told = done(at, &[&BUILD[..], &["./x/new.txt"]].concat(), "");
    assert!(told.contains("\"files\":5,"), "it is named, and no longer added: {told}");
}

#[test]
fn a_graph_that_is_moved_with_its_files_knows_them() {
    let folder = built();
    let (at, moved) = (folder.path(), folder.path().join("moved"));
    fs::create_dir(&moved).unwrap();
    for name in ["notes", "c.toml", "out"] {
        fs::rename(at.join(name), moved.join(name)).unwrap();
    }
    fs::write(at.join("new.txt"), "Another agent.\n").unwrap();
    done(at, &["add", "new.txt", "moved/notes/a.txt", "--graph", "moved/out"], "");
    assert_eq!(quotes(&moved), 5);
    done(at, &["check", "--graph", "moved/out"], "");
}

#[test]
fn a_graph_that_is_copied_without_its_files_finds_them_from_here() {
    let folder = built();
    let (at, deeper) = (folder.path(), folder.path().join("deep/er"));
    fs::create_dir(at.join("elsewhere")).unwrap();
    for entry in WalkDir::new(at.join("out")).into_iter().map(Result::unwrap) {
        let to = deeper.join(entry.path().strip_prefix(at.join("out")).unwrap());
        let is_folder = entry.file_type().is_dir();
        if is_folder { fs::create_dir_all(&to).unwrap() } else { _ = fs::copy(entry.path(), &to).unwrap() }
    }
    let check = |from: &Path| run(from, &["check", "--graph", deeper.to_str().unwrap()]);
    assert!(check(at).status.success(), "{}", told(&check(at)));
    assert!(told(&check(&at.join("elsewhere"))).contains("cannot be read again"));
    fs::write(at.join("notes/a.txt"), "An agent.\n\nIts tools.\n").unwrap();
    done(at, &["add", "notes/a.txt", "--graph", "deep/er"], "");
    assert!(done(at, &["quotes", "--graph", "deep/er"], "").contains("Its tools."));
    assert!(check(&at.join("elsewhere")).status.success(), "the new memo tells where they are");
}

#[cfg(target_os = "linux")]
#[test]
fn files_whose_names_are_no_text_are_told_apart() {
    use std::os::unix::ffi::OsStrExt;
    let folder = built();
    let at = folder.path();
    fs::create_dir(at.join("odd")).unwrap();
    for name in [&b"a\xff.txt"[..], b"a\xfe.txt"] {
        fs::write(at.join("odd").join(std::ffi::OsStr::from_bytes(name)), [name, b" is a tool"].concat())
            .unwrap();
    }
    done(at, &["add", "odd"], "");
    assert_eq!(quotes(at), 6);
    done(at, &["check"], "");
    let told = done(at, &["build", "notes", "odd", "--concepts", "c.toml"], "");
    assert!(told.contains("\"files\":5,"), "{told}");
    done(at, &["check"], "");
}

#[test]
fn check_tells_how_to_mend_what_was_added() {
    let folder = built();
    let at = folder.path();
    fs::write(at.join("stdin-backup.jsonl"), "{\"text\": \"A tool.\"}\n").unwrap();
    done(at, &["add", "stdin-backup.jsonl"], "");
    done(at, &["add", "-", "--from", "text"], "One agent.\n\nTwo agents.\n");
    let told = done(at, &["check"], "");
    assert!(told.contains("\"quotes_proved\":5,") && told.contains("\"quotes_piped\":2,"), "{told}");
    fs::write(at.join("stdin-backup.jsonl"), "{\"text\": \"A tool chain.\"}\n").unwrap();
    let output = run(at, &["check"]);
    assert!(
        output.status.code() == Some(2) && self::told(&output).contains("ideagraph add"),
        "{}",
        self::told(&output)
    );
    done(at, &["add", "stdin-backup.jsonl"], "");
    done(at, &["check"], "");
    for name in ["one.txt", "two more.txt"] {
        fs::write(at.join(name), format!("Agent {name}.\n")).unwrap();
    }
    done(at, &["add", "one.txt", "two more.txt"], "");
    fs::remove_file(at.join("stdin-backup.jsonl")).unwrap();
    let output = run(at, &["check"]);
    let told = self::told(&output);
    assert_eq!(output.status.code(), Some(2), "{told}");
    let [one, two] = ["one.txt", "two more.txt"].map(|name| at.join(name).display().to_string());
    let files = format!("{one} '{two}'");
    let advice = format!(
        "build --drop-added` and add the rest again: `ideagraph add {files}`; then what was piped in has to"
    );
    assert!(told.contains(&advice), "{told}");
}

#[test]
fn check_tells_what_to_do_about_a_file_that_is_gone() {
    let folder = built();
    let at = folder.path();
    let check = || told(&run(at, &["check"]));
    fs::remove_file(at.join("notes/a.txt")).unwrap();
    assert!(check().contains("put it back, or run `ideagraph build` again without it"), "{}", check());
    done(at, &BUILD, "");
    done(at, &["check"], "");
    fs::write(at.join("one.txt"), "An agent.\n").unwrap();
    done(at, &["add", "one.txt"], "");
    fs::remove_file(at.join("one.txt")).unwrap();
    assert!(check().contains("with `ideagraph build --drop-added`\""), "{}", check());
}

#[test]
fn a_build_does_not_lose_what_was_added_to_a_graph_that_is_damaged() {
    let folder = built();
    done(folder.path(), &["add", "-", "--from", "text"], "Another agent.\n");
    let out = folder.path().join("out");
    let (quotes, _) = files(&out).into_iter().find(|(name, _)| name.ends_with("quotes.arrow")).unwrap();
    fs::write(out.join(quotes), "").unwrap();
    let output = run(&folder, &BUILD);
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert!(
        told(&output).contains("quotes.arrow") && told(&output).contains("--drop-added"),
        "{}",
        told(&output)
    );
    done(folder.path(), &[&BUILD[..], &["--drop-added"]].concat(), "");
    assert_eq!(run(&folder, &["add", "nothing.txt"]).status.code(), Some(2));
    assert_eq!(run(&folder, &["add", "notes", "--graph", "nowhere"]).status.code(), Some(2));
}

#[test]
fn what_is_added_is_linked_by_the_concepts_of_the_graph() {
    let folder = built();
    let (at, elsewhere) = (folder.path(), folder.path().join("elsewhere"));
    fs::create_dir(&elsewhere).unwrap();
    fs::write(elsewhere.join("c.toml"), "[[concept]]\nid = \"wrong\"\n").unwrap();
    let out = at.join("out");
    let add = |from: &Path| {
        let args = ["add", "-", "--from", "text", "--graph", out.to_str().unwrap()];
        fed(&mut program(from, &args), "Agents.\n")
    };
    assert!(add(&elsewhere).status.success(), "the memo tells where its concepts are");
    let before = files(&out);
    let refused = |from: &Path, words: &str| {
        let output = add(from);
        assert_eq!(output.status.code(), Some(2), "{}", told(&output));
        assert!(
            told(&output).contains(words) && told(&output).contains("ideagraph build"),
            "{}",
            told(&output)
        );
        assert!(files(&out) == before);
    };
    fs::write(at.join("c.toml"), LEXICON.replace("tool", "tools")).unwrap();
    refused(&elsewhere, "c.toml: these are not the concepts");
    fs::remove_file(out.join(".graph.memo")).unwrap();
    refused(at, "c.toml: these are not the concepts");
    fs::write(at.join("c.toml"), LEXICON).unwrap();
    refused(&elsewhere, "c.toml: these are not the concepts");
    refused(&at.join("notes"), "c.toml: the graph was built with it");
    assert!(add(at).status.success(), "here they are");
}

#[test]
fn what_overlaps_is_kept_by_whatever_changes_the_graph() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let concepts =
        ["toe nail", "nail"].map(|name| format!("[[concept]]\nid = \"{}\"\n", name.replace(' ', "-")));
    // Concepts that are worth a compiled file.
    let notes = "# A note.\n".repeat(4_000);
    fs::write(at.join("c.toml"), concepts.concat() + &notes).unwrap();
    fs::write(at.join("a.txt"), "A toe nail.\n").unwrap();
    fs::write(at.join("b.txt"), "The toe nails.\n\nToe nail.\n").unwrap();
    let links = || done(at, &["query", "MATCH (:Quote)-[m:MENTIONS]->(:Concept) RETURN count(m) AS n"], "");
    for (matching, counts) in [("full", [2, 6]), ("plain", [2, 4])] {
        let build = |more: &[&str], overlap: &str| {
            let args = ["build", "a.txt", "-c", "c.toml", "--matching", matching, "--overlap", overlap];
            done(at, &[&args[..], more].concat(), "")
        };
        build(&["--drop-added"], "longest");
        assert_eq!(links(), "{\"n\":1}\n", "{matching}");
        build(&[], "all");
        assert_eq!(links(), format!("{{\"n\":{}}}\n", counts[0]), "{matching}");
        done(at, &["add", "b.txt"], "");
        assert_eq!(links(), format!("{{\"n\":{}}}\n", counts[1]), "{matching}");
        done(at, &["check"], "");
        let added = files(&at.join("out"));
        let told = build(&[], "all");
        assert!(told.contains("\"files_unchanged\":2,") && files(&at.join("out")) == added, "{told}");
        build(&[], "longest");
        assert!(links() < format!("{{\"n\":{}}}\n", counts[1]), "{matching}");
    }
}

#[test]
fn a_lexicon_may_be_called_as_the_one_in_the_program_is() {
    let folder = built();
    let at = folder.path();
    fs::write(at.join("<built-in>"), LEXICON).unwrap();
    done(at, &["build", "notes", "--concepts", "<built-in>"], "");
    let told = done(at, &["add", "-", "--from", "text"], "Another agent.\n");
    assert!(told.contains("\"concepts\":3,"), "{told}");
    done(at, &["check"], "");
}

#[test]
fn standard_input_is_no_file_of_its_name() {
    let folder = built();
    let at = folder.path();
    fs::write(at.join("-"), "Not this.\n").unwrap();
    settle(&at.join("-"), 100);
    let build = ["build", "-", "--from", "text", "--concepts", "c.toml"];
    for text in ["An agent.", "A tool."] {
        done(at, &build, text);
        assert!(done(at, &["quotes"], "").contains(text));
    }
    done(at, &["add", "-", "--from", "text"], "Piped.");
    assert!(done(at, &["quotes"], "").contains("Piped."));
}

#[test]
fn a_file_without_quotes_is_no_change() {
    let folder = built();
    let empty = folder.path().join("notes/empty.txt");
    fs::write(&empty, "").unwrap();
    settle(&empty, 100);
    let first = done(folder.path(), &BUILD, "");
    let again = done(folder.path(), &BUILD, "");
    for told in [&first, &again] {
        assert!(told.contains("empty.txt") && told.contains("\"diagnostics\":1,"), "{told}");
    }
    assert!(
        again.contains("\"files\":3,\"files_unchanged\":3,") && again.contains("\"wrote\":[]"),
        "{again}"
    );
    fs::write(&empty, "No longer.\n").unwrap();
    assert!(done(folder.path(), &BUILD, "").contains("\"quotes\":5,"));
}

#[test]
fn adding_what_has_no_quotes_is_an_error_and_takes_nothing_away() {
    let folder = built();
    let (at, more) = (folder.path(), folder.path().join("more.jsonl"));
    fs::write(&more, "{\"text\": \"A kept tool.\"}\n").unwrap();
    done(at, &["add", "more.jsonl"], "");
    let before = files(&at.join("out"));
    fs::write(&more, "garbage\n").unwrap();
    fs::create_dir(at.join("nothing")).unwrap();
    for (args, input) in [
        (&["add", "-", "--from", "jsonl"][..], &b"garbage\n"[..]),
        (&["add", "-", "--from", "jsonl"], b""),
        (&["add", "-"], b"\0\x01\x02\xff"),
        (&["add", "more.jsonl"], b""),
        (&["add", "nothing"], b""),
    ] {
        let output = fed(&mut program(at, args), input);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", told(&output));
        assert!(files(&at.join("out")) == before, "{args:?}");
    }
    let refused = fed(&mut program(at, &["build", "nothing", "--concepts", "c.toml"]), b"");
    assert_eq!(refused.status.code(), Some(2), "what was named is gone: {}", told(&refused));
    assert!(files(&at.join("out")) == before);
    let told = done(at, &["add", "-", "more.jsonl", "--from", "jsonl"], "{\"text\": \"New.\"}\n");
    assert!(told.contains("more.jsonl: had quotes") && told.contains("`build --drop-added`"), "{told}");
    assert!(told.contains("\"quotes\":6,"), "{told}");
    assert!(done(at, &["quotes"], "").contains("A kept tool."));
    done(at, &[&BUILD[..], &["more.jsonl"]].concat(), "");
    assert!(!done(at, &["quotes"], "").contains("A kept tool."), "it is named, and says nothing any more");
}

#[test]
fn pictures_are_mended_and_those_of_others_are_not_replaced() {
    let folder = built();
    let at = folder.path();
    let before = files(&at.join("out"));
    for damage in ["", "<svg/>"] {
        fs::write(at.join("out/concepts.svg"), damage).unwrap();
        assert!(done(at, &BUILD, "").contains("out/concepts.svg"));
        assert!(files(&at.join("out")) == before);
    }
    assert!(done(at, &BUILD, "").contains("\"wrote\":[]"));
    let refused = |args: &[&str], words: &str| {
        let output = run(at, &[&BUILD[..], args].concat());
        assert_eq!(output.status.code(), Some(2), "{}", told(&output));
        assert!(
            told(&output).contains(words) && told(&output).contains("would be lost"),
            "{}",
            told(&output)
        );
    };
    fs::create_dir(at.join("mine")).unwrap();
    fs::write(at.join("mine/concepts.svg"), "mine").unwrap();
    refused(&["-o", "mine"], "mine/concepts.svg");
    assert_eq!(files(&at.join("mine")), [("concepts.svg".into(), b"mine".to_vec())]);
    fs::remove_file(at.join("out/evidence.svg")).unwrap();
    fs::create_dir(at.join("out/evidence.svg")).unwrap();
    fs::write(at.join("notes/a.txt"), "Another agent.\n").unwrap();
    let graph = files(&at.join("out/graph"));
    refused(&[], "out/evidence.svg");
    assert!(files(&at.join("out/graph")) == graph);
}

/// What a person does to a folder of notes and its graph.
#[derive(Debug, Clone)]
enum Edit {
    Write { name: &'static str, text: String, settled: bool },
    Remove(&'static str),
    Lexicon(&'static str),
    Add(String),
}

/// Rows of names that meet, in every kind of file.
fn text(name: &str, rows: &[(u8, u8, u8)]) -> String {
    let words = [
        "An agent",
        "No reward",
        "The tool of an agent",
        "It acts quite alone",
        "Long-horizon task (LHT)",
        "LHT",
    ];
    let people = ["Ann Lee", "ann lee", "Bo", "ANN LEE", " Bo ", "", "Lee, Ann"];
    let titles = ["Notes", "notes", "Other (Reward)"];
    let urls = ["", "https://a.b/1", "https://a.b/2"];
    let row = |&(word, person, title): &(u8, u8, u8)| {
        let url = urls[(word ^ title) as usize % 3];
        (words[word as usize % 6], people[person as usize % 7], titles[title as usize % 3], url)
    };
    let rows = rows.iter().map(row);
    match name.rsplit('.').next().unwrap() {
        "jsonl" => rows.map(|(word, person, title, url)| {
            format!("{{\"text\": \"{word}.\", \"author\": \"{person}\", \"title\": \"{title}\", \"url\": \"{url}\", \"x\": \"{word}\"}}\n")
        }).collect(),
        "csv" => "text,speaker,tags,date\n".to_owned() + &rows.map(|(word, person, title, _)| format!("{word}.,\"{person}\",\"{title}, b\",2026-01-02\n")).collect::<String>(),
        "md" => "# Notes\n\n".to_owned() + &rows.map(|(word, ..)| format!("> {word}.\n\n")).collect::<String>(),
        _ => rows.map(|(word, ..)| format!("{word}.\n\n")).collect(),
    }
}

fn edit() -> impl Strategy<Value = Edit> {
    let names = ["notes/a.txt", "notes/b.jsonl", "notes/c.csv", "notes/d/a.md", "notes/d/b.jsonl"];
    let rows = || prop::collection::vec(any::<(u8, u8, u8)>(), 1..5);
    let lexicons = [
        LEXICON,
        "[[concept]]\nid = \"agent\"\n",
        "[[concept]]\nid = \"lht\"\nlabel = \"Long-horizon task\"\n[[concept]]\nid = \"reward\"\n",
    ];
    prop_oneof![
        4 => (prop::sample::select(names.to_vec()), rows(), any::<bool>())
            .prop_map(|(name, rows, settled)| Edit::Write { name, text: text(name, &rows), settled }),
        1 => prop::sample::select(names.to_vec()).prop_map(Edit::Remove),
        1 => prop::sample::select(lexicons.to_vec()).prop_map(Edit::Lexicon),
        1 => rows().prop_map(|rows| Edit::Add(text("x.jsonl", &rows))),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    #[test]
    fn a_changed_graph_is_the_one_that_is_built_of_nothing(edits in prop::collection::vec(prop::collection::vec(edit(), 1..4), 1..4)) {
        let folder = built();
        let at = folder.path();
        fs::create_dir(at.join("notes/d")).unwrap();
        let mut added: Vec<String> = Vec::new();
        for (step, edits) in edits.into_iter().enumerate() {
            for (n, edit) in edits.into_iter().enumerate() {
                match edit {
                    Edit::Write { name, text, settled } => {
                        fs::write(at.join(name), text).unwrap();
                        if settled {
                            settle(&at.join(name), 100 + 10 * step as u64 + n as u64);
                        }
                    }
                    Edit::Remove(name) => _ = fs::remove_file(at.join(name)),
                    Edit::Lexicon(text) => fs::write(at.join("c.toml"), text).unwrap(),
                    Edit::Add(text) => {
                        // Where the concepts have changed nothing is added to the graph of before.
                        let add = ["add", "-", "--from", "jsonl"];
                        if !fed(&mut program(at, &add), &text).status.success() {
                            done(at, &BUILD, "");
                        }
                        done(at, &add, &text);
                        added.push(text);
                    }
                }
            }
            let threads = if step % 2 == 0 { "1" } else { "2" };
            let told = done(at, &[&BUILD[..], &["-j", threads]].concat(), "");
            let _ = fs::remove_dir_all(at.join("new"));
            done(at, &[&BUILD[..], &["-o", "new"]].concat(), "");
            for text in &added {
                done(at, &["add", "-", "--from", "jsonl", "--graph", "new"], text);
            }
            let [changed, new] = ["out", "new"].map(|out| files(&at.join(out)));
            for (a, b) in changed.iter().zip(&new) {
                prop_assert!(a == b, "{} {} {}", a.0.display(), b.0.display(), told);
            }
            prop_assert_eq!(changed.len(), new.len());
        }
        done(at, &["check", "--deep"], "");
    }
}
