//! Bad input: a clear word and an exit code.

use std::fs;
use std::process::Command;

use crate::program::{PROGRAM, built, command, fed, program, run, table, told};

#[test]
fn unreadable_input() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap();
    file("empty.txt", b"");
    file("blank.txt", b" \n\n");
    file("binary.txt", &[0; 64]);
    file("columns.csv", b"a,b\n1,2\n");
    file("broken.jsonl", b"{\"text\": \n");
    file("none.toml", b"");
    fs::create_dir(folder.path().join("nothing")).unwrap();
    for (args, words) in [
        (&["build", "empty.txt"][..], "empty"),
        (&["build", "blank.txt"], "empty"),
        (&["build", "binary.txt"], "binary"),
        (&["build", "columns.csv"], "columns.csv"),
        (&["build", "broken.jsonl"], "broken.jsonl:1"),
        (&["build", "nothing"], "no quotes were found"),
        (&["build", "missing.txt"], "missing.txt: cannot be read"),
        (&["build"], "ideagraph build notes/"),
        (&["build", "empty.txt", "--from", "word"], "word"),
        (&["build", "empty.txt", "--memory", "500"], "a size with its unit, as 500M"),
        (
            &["build", "empty.txt", "--concepts", "missing.toml"],
            "missing.toml: cannot be read: there is no such file",
        ),
        (&["eval", "missing.jsonl"], "missing.jsonl: cannot be read: there is no such file"),
        (&["build", "empty.txt", "-o", "-"], "a graph is a folder"),
        (&["build", "empty.txt", "-o", "binary.txt"], "binary.txt is a file"),
        (&["info", "--graph", "binary.txt"], "binary.txt is a file"),
        (&["diff", "binary.txt", "out"], "binary.txt is a file"),
        (&["concepts", "convert", "none.toml", "--to", "obo"], "written as toml, ttl, rdf"),
        (&["build", "empty.txt", "--concepts", "nothing"], "no concept file"),
        (&["build", "none.toml", "missing.txt"], "missing.txt: cannot be read"),
        (&["info"], "ideagraph build"),
        (&["info", "--graph", "nowhere"], "no graph in nowhere"),
    ] {
        let output = run(folder.path(), args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", told(&output));
        assert!(told(&output).contains(words), "{args:?}: {}", told(&output));
        assert!(!folder.path().join("out").exists(), "{args:?} left something");
    }
}

#[test]
fn a_bad_row_is_told_and_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("q.jsonl"), "{\"text\": \"RLHF\"}\n{\"text\":\n{\"text\": \"coding\"}\n")
        .unwrap();
    let output = run(folder.path(), &["build", "q.jsonl"]);
    assert!(output.status.success() && told(&output).contains("q.jsonl:2"), "{}", told(&output));
    assert!(told(&output).contains("\"quotes\":2"), "{}", told(&output));
    let output = run(folder.path(), &["build", "q.jsonl", "--strict", "-o", "strict"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(!folder.path().join("strict").exists());
}

#[test]
fn mistakes_in_a_lexicon() {
    let folder = built();
    for (lexicon, place, words) in [
        ("[[concept]]\nid = 1\n", "x.toml:2:6", "must be a text"),
        ("[[concept]]\nlabel = \"A\"\n", "x.toml:1:1", "id"),
        ("[[concept]]\nid = \"a\"\nlable = \"A\"\n", "x.toml:3:1", "lable"),
        ("[[concept]]\nid = \"a b\"\n", "x.toml:2:6", "no spaces"),
        ("[[concept]]\nid = \"a\"\n[[concept]]\nid = \"a\"\n", "x.toml:4:6", "there already"),
        (
            "[[concept]]\nid = \"a\"\n[[concept]]\nid = \"b\"\nalias = [\"A\"]\n",
            "x.toml:5:10",
            "belongs to `a`",
        ),
        ("[[concept]]\nid = \"a\"\nalias = [\"--\"]\n", "x.toml:3:10", "no letters or digits"),
        (
            "[[concept]]\nid = \"abc\"\n[[concept]]\nid = \"b\"\nbroader = [\"abd\"]\n",
            "x.toml:5:12",
            "did you mean `abc`",
        ),
        ("[[concept]]\nid = \"a\"\nbroader = [\"a\"]\n", "x.toml:3:12", "itself"),
        (
            "[[concept]]\nid = \"a\"\nbroader = [\"b\"]\n[[concept]]\nid = \"b\"\nbroader = [\"a\"]\n",
            "x.toml:3:12",
            "circle between a, b",
        ),
        ("[[concept]]\nid = \"a\"\nimplied = [\"x (y\"]\n", "x.toml:3:15", "no `)`"),
        ("[[concept]]\nid = \"a\"\nimplied = [\"/x(/\"]\n", "x.toml:3:14", "does not compile"),
        ("[[concept]]\nid = \"a\"\nimplied = [\"x?\"]\n", "x.toml:3:13", "match nothing"),
        ("[[concept]]\nid = \"a\"\nambiguous = true\n", "x.toml:2:6", "context"),
    ] {
        fs::write(folder.path().join("x.toml"), lexicon).unwrap();
        let output = run(folder.path(), &["build", "notes.txt", "--concepts", "x.toml"]);
        assert_eq!(output.status.code(), Some(2), "{lexicon}: {}", told(&output));
        assert!(
            told(&output).contains(place) && told(&output).contains(words),
            "{lexicon}: {}",
            told(&output)
        );
        assert!(run(folder.path(), &["show", "RLHF"]).status.success(), "the old graph is gone");
    }
}

#[test]
fn unknown_names_are_suggested() {
    let folder = built();
    for (args, code, words) in [
        (&["show", "rhlf"][..], 2, "did you mean `rlhf`"),
        (&["quotes", "--by", "nobody"], 2, "nobody"),
        (&["quotes", "memory"], 1, "nothing found"),
        (&["quotes", "--text", "("], 2, "regex"),
        (&["quotes", "--since", "soon"], 2, "soon"),
        (&["path", "rlhf", "RLHF"], 2, "same concept"),
        (&["info", "-j", "100000"], 2, "256"),
        (&["explain", "notes.txt"], 1, "`ideagraph explain - < notes.txt` reads it"),
        (&["query", "RETURN 1", "--explain", "--format", "json"], 2, "cannot be used with"),
        (&["export", "--format", "svg", "--view", "around"], 2, "takes one concept"),
        (&["export", "--format", "dot", "--engine", "dot"], 2, "--format svg"),
        (
            &["export", "--format", "svg", "--view", "evidence", "--min-quotes", "9"],
            2,
            "`concepts` or `around`",
        ),
        (&["export", "--format", "svg", "--depth", "2"], 2, "--view around"),
        (&["query", "RETURN $x", "-p", "x=1", "-p", "x=2"], 2, "`x` is given twice"),
    ] {
        let output = run(folder.path(), args);
        assert_eq!(output.status.code(), Some(code), "{args:?}: {}", told(&output));
        assert!(told(&output).contains(words), "{args:?}: {}", told(&output));
    }
}

#[test]
fn a_picture_of_nothing_replaces_none() {
    let folder = built();
    let picture = folder.path().join("path.svg");
    fs::write(&picture, "good").unwrap();
    let output = run(
        folder.path(),
        &["export", "--format", "svg", "--view", "path", "rlhf", "memory", "-o", "path.svg"],
    );
    assert_eq!(output.status.code(), Some(1), "{}", told(&output));
    assert_eq!(fs::read(&picture).unwrap(), b"good");
}

#[test]
fn damage_is_named() {
    let folder = built();
    let graph = folder.path().join("out/graph");
    let manifest = fs::read_to_string(graph.join("manifest.json")).unwrap();
    fs::write(graph.join("manifest.json"), manifest.replace("\"version\":5", "\"version\":99")).unwrap();
    let output = run(folder.path(), &["info"]);
    assert!(
        output.status.code() == Some(2) && told(&output).contains("ideagraph build"),
        "{}",
        told(&output)
    );
    fs::write(graph.join("manifest.json"), manifest).unwrap();
    let links = table(folder.path(), "links.arrow");
    let bytes = fs::read(&links).unwrap();
    fs::write(&links, &bytes[..bytes.len() / 2]).unwrap();
    let output = run(folder.path(), &["info"]);
    assert!(output.status.code() == Some(2) && told(&output).contains("links.arrow"), "{}", told(&output));
    // As long as it was, and nothing in it.
    fs::write(&links, vec![0; bytes.len()]).unwrap();
    for args in [&["show", "rlhf"][..], &["quotes"], &["check", "--deep"]] {
        let output = run(folder.path(), args);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", told(&output));
        assert!(told(&output).contains("links.arrow"), "{args:?}: {}", told(&output));
    }
}

#[test]
fn a_folder_that_is_no_graph_is_not_replaced() {
    let folder = built();
    fs::create_dir_all(folder.path().join("mine/graph")).unwrap();
    fs::write(folder.path().join("mine/graph/diary.txt"), "mine").unwrap();
    let output = run(folder.path(), &["build", "notes.txt", "-o", "mine"]);
    assert_eq!(output.status.code(), Some(2), "{}", told(&output));
    assert_eq!(fs::read(folder.path().join("mine/graph/diary.txt")).unwrap(), b"mine");
    let left: Vec<_> = fs::read_dir(folder.path().join("mine")).unwrap().collect();
    assert_eq!(left.len(), 1, "something was left beside it: {left:?}");
}

#[test]
fn check_finds_what_changed() {
    let folder = built();
    let output = run(folder.path(), &["check"]);
    assert!(output.status.success() && told(&output).contains("\"problems\":0"), "{}", told(&output));
    fs::write(folder.path().join("notes.txt"), "RLHF is pre-training.\n").unwrap();
    let output = run(folder.path(), &["check"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        told(&output).contains("notes.txt") && told(&output).contains("has changed"),
        "{}",
        told(&output)
    );
    let row = "{\"sources_proved\":null,";
    assert!(told(&output).contains(row), "{}", told(&output));
    assert!(told(&output).contains("\"problems\":1,\"where\":\"notes.txt\","), "{}", told(&output));
    fs::remove_file(folder.path().join("notes.txt")).unwrap();
    let output = run(folder.path(), &["check"]);
    assert!(
        output.status.code() == Some(2) && told(&output).contains("cannot be read again"),
        "{}",
        told(&output)
    );
}

#[test]
fn check_finds_damage_in_what_the_graph_was_built_of() {
    let folder = built();
    let inputs = table(folder.path(), "inputs.arrow");
    let mut bytes = fs::read(&inputs).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    fs::write(&inputs, bytes).unwrap();
    let output = run(folder.path(), &["check"]);
    assert!(output.status.code() == Some(2) && told(&output).contains("inputs.arrow"), "{}", told(&output));
}

#[cfg(unix)]
#[test]
fn check_does_not_wait_for_a_pipe() {
    let folder = built();
    assert!(Command::new("mkfifo").arg(folder.path().join("pipe")).status().unwrap().success());
    let mut child = program(&folder, &["build", "pipe", "--from", "text", "-q"]).spawn().unwrap();
    fs::write(folder.path().join("pipe"), "RLHF.\n").unwrap();
    assert!(child.wait().unwrap().success());
    let output = run(folder.path(), &["check"]);
    assert!(output.status.code() == Some(2) && told(&output).contains("is no file"), "{}", told(&output));
}

#[cfg(unix)]
#[test]
fn a_graph_is_as_private_as_other_files() {
    use std::os::unix::fs::PermissionsExt;
    let folder = built();
    for (mask, expected) in [("022", 0o644), ("077", 0o600)] {
        let script = format!("umask {mask}; exec \"$0\" build notes.txt -q -o {mask}");
        assert!(command("sh", &folder, &["-c", &script, PROGRAM]).status().unwrap().success());
        for file in ["graph/manifest.json", "concepts.svg"] {
            let mode = fs::metadata(folder.path().join(mask).join(file)).unwrap().permissions().mode();
            assert_eq!(mode & 0o777, expected, "{file} with umask {mask}");
        }
    }
}

#[test]
fn the_name_of_the_output_tells_its_format() {
    let folder = built();
    fs::write(folder.path().join("c.toml"), "[[concept]]\nid = \"a\"\n").unwrap();
    for (args, code, words) in [
        (&["diff", "out", "out", "-o", "d.svg"][..], 0, "<svg"),
        (&["diff", "out", "out", "-o", "d.dot"], 0, "graph"),
        (&["diff", "out", "out", "-o", "d.csv"], 0, "change,thing"),
        (&["diff", "out", "out", "-o", "d.html"], 2, "tells no format"),
        (&["export", "-o", "e.svg"], 0, "<svg"),
        (&["export", "-o", "e.GraphML"], 0, "<graphml"),
        (&["export", "-o", "e.png"], 2, "tells no format"),
        (&["export", "-o", "e"], 2, "--format"),
        (&["export"], 2, "-o graph.svg"),
        (&["concepts", "-o", "c.csv"], 0, "concept,label"),
        (&["concepts", "-o", "c.xlsx"], 2, "name the file .txt, .json, .jsonl, .csv or .tsv"),
        (&["quotes", "rlhf", "-o", "q.tsv"], 0, "id\tquote"),
        (&["show", "rlhf", "-o", "s.txt"], 0, "RLHF\n"),
        (&["quotes", "rlhf", "-o", "-"], 0, "{\"id\""),
        (&["query", "RETURN 1 AS n", "-o", "-"], 0, "{\"n\":1}"),
        (&["export", "--format", "svg", "-o", "-"], 0, "<svg"),
        (&["concepts", "convert", "c.toml", "-o", "-"], 0, "@prefix"),
        (&["concepts", "convert", "c.toml", "--format", "csv", "-o", "-"], 0, "id,label"),
    ] {
        let output = run(folder.path(), args);
        assert_eq!(output.status.code(), Some(code), "{args:?}: {}", told(&output));
        let written = args.last().map(|file| fs::read_to_string(folder.path().join(file)));
        let written = written.and_then(Result::ok).unwrap_or_default();
        assert!((written + &told(&output)).contains(words), "{args:?}: {}", told(&output));
    }
    assert!(!folder.path().join("-").exists(), "it is standard output");
}

/// A lexicon with its comments and a pile of quotes are a person's work, under whichever name the answer is to be written.
#[test]
fn what_is_read_is_not_written_over() {
    let folder = built();
    let at = |name: &str| folder.path().join(name);
    for (file, text) in [
        ("own.toml", "# Mine.\n[[concept]]\nid = \"rlhf\"\n"),
        ("gold.jsonl", "{\"text\": \"RLHF\", \"mentions\": [{\"concept\": \"rlhf\"}]}\n"),
        ("review.toml", ""),
        ("words/vectors.txt", "a 1\n"),
        ("pile/quotes.txt", "RLHF is a pile.\n"),
        ("q.cypher", "RETURN 1 AS n"),
        ("params.json", "{}"),
    ] {
        fs::create_dir_all(at(file).parent().unwrap()).unwrap();
        fs::write(at(file), text).unwrap();
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("own.toml", at("link.toml")).unwrap();
        fs::hard_link(at("own.toml"), at("other.toml")).unwrap();
    }
    let table = table(folder.path(), "links.arrow");
    let links = table.strip_prefix(folder.path()).unwrap().to_str().unwrap();
    let convert = &["concepts", "convert", "own.toml"][..];
    let discover = &["discover", "pile", "--concepts", "own.toml", "--format", "toml"][..];
    let review = &["discover", "pile", "--review", "review.toml", "--format", "json"][..];
    let suggest = &["suggest", "pile", "--embeddings", "words", "--concepts", "own.toml"][..];
    let accept = &["accept", "rlhf", "a pile", "--in", "pile", "--concepts", "own.toml"][..];
    let reviewed = &["accept", "--review", "review.toml", "--in", "pile"][..];
    let eval = &["eval", "gold.jsonl", "--concepts", "own.toml", "--format", "json"][..];
    let query = &["query", "q.cypher", "--params", "params.json", "--format", "json"][..];
    for (args, output) in [
        (convert, "own.toml"),
        (convert, "./own.toml"),
        (&["concepts", "convert", "."], "own.toml"),
        (discover, "own.toml"),
        (discover, "pile/../own.toml"),
        #[cfg(unix)]
        (discover, "link.toml"),
        #[cfg(unix)]
        (discover, "other.toml"),
        (discover, "pile/quotes.txt"),
        (review, "review.toml"),
        (&["discover", "pile", "--review", "new.json"], "./new.json"),
        (suggest, "pile/quotes.txt"),
        (suggest, "words/vectors.txt"),
        (&["suggest-rules", "pile"], "pile/quotes.txt"),
        (accept, "own.toml"),
        (reviewed, "review.toml"),
        (&["reject", "rlhf", "a pile", "--in", "pile"], "pile/quotes.txt"),
        (eval, "own.toml"),
        (eval, "gold.jsonl"),
        (&["explain", "RLHF", "--concepts", "own.toml", "--format", "json"], "own.toml"),
        (query, "q.cypher"),
        (query, "params.json"),
        (&["check"], "notes.txt"),
        (&["quotes", "rlhf", "--format", "csv"], "notes.txt"),
        (&["info", "--format", "json"], "./notes.txt"),
        (&["query", "RETURN 1", "--format", "csv"], "notes.txt"),
        (&["export", "--format", "dot"], "notes.txt"),
        (&["diff", "out", "out", "--format", "csv"], "notes.txt"),
        (&["quotes", "rlhf", "--format", "csv"], links),
        (&["export", "--format", "svg"], "out/graph/manifest.json"),
    ] {
        let before = fs::read(at(output)).ok();
        let refused = run(&folder, &[args, &["-o", output]].concat());
        assert_eq!(refused.status.code(), Some(2), "{args:?} {output}: {}", told(&refused));
        assert!(told(&refused).contains("what is read is not written over"), "{args:?}: {}", told(&refused));
        assert_eq!(fs::read(at(output)).ok(), before, "{args:?} {output}");
    }
    let written = run(&folder, &[discover, &["-o", "pile/new.toml"]].concat());
    assert_eq!(written.status.code(), Some(0), "{}", told(&written));
}

#[test]
fn a_file_that_is_read_only_stays() {
    let folder = built();
    let kept = folder.path().join("kept.csv");
    fs::write(&kept, "mine\n").unwrap();
    let mut permissions = fs::metadata(&kept).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&kept, permissions).unwrap();
    let refused = run(&folder, &["quotes", "rlhf", "-o", "kept.csv"]);
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        told(&refused).contains("kept.csv") && told(&refused).contains("read-only"),
        "{}",
        told(&refused)
    );
    assert_eq!(fs::read_to_string(&kept).unwrap(), "mine\n");
}

#[test]
fn a_language_is_told_by_its_code() {
    let folder = built();
    for (tag, code) in
        [("english", 2), ("English", 2), ("e", 2), ("", 2), ("en", 0), ("EN_us", 0), ("deu", 0), ("all", 0)]
    {
        let explained = run(&folder, &["explain", "RLHF", "--lang", tag]);
        assert_eq!(explained.status.code(), Some(code), "{tag}: {}", told(&explained));
        assert!(code == 0 || told(&explained).contains("write its code, as en"), "{}", told(&explained));
    }
}

#[test]
fn standard_input_is_read_and_proved_by_the_same_input() {
    let folder = tempfile::tempdir().unwrap();
    let quotes = "{\"text\": \"on RLHF\"}\n";
    let built = fed(&mut program(&folder, &["build", "-", "--from", "jsonl"]), quotes);
    assert!(told(&built).contains("\"quotes\":1"));
    let check = |input: &str| fed(&mut program(&folder, &["check"]), input);
    assert_eq!(check(quotes).status.code(), Some(0));
    let other = check("{\"text\": \"on PPO\"}\n");
    assert_eq!(other.status.code(), Some(2));
    assert!(told(&other).contains("pipe the same"), "{}", told(&other));
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_told() {
    let folder = built();
    for args in [
        &["info"][..],
        &["query", "RETURN 1"],
        &["queries"],
        &["completions", "bash"],
        &["man"],
        &["--help"],
        &["help", "query"],
        &["--version"],
    ] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = program(&folder, args).stdout(full).output().unwrap();
        let told = told(&output);
        assert!(output.status.code() == Some(2) && told.contains("No space left"), "{args:?}: {told}");
    }
    let output = run(folder.path(), &["info", "-o", "/dev/full"]);
    assert!(output.status.code() == Some(2) && told(&output).contains("/dev/full"), "{}", told(&output));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let folder = built();
    let mut child = program(&folder, &["quotes"]).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", told(&output));
}

#[cfg(target_os = "linux")]
#[test]
fn nobody_to_tell_is_no_panic() {
    let folder = built();
    fs::write(folder.path().join("binary.txt"), [0; 64]).unwrap();
    for (args, code) in [(&["info", "--graph", "nowhere"][..], 2), (&["build", "notes.txt", "binary.txt"], 0)]
    {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = program(&folder, args).stderr(full).output().unwrap();
        assert_eq!(output.status.code(), Some(code), "{args:?}");
    }
}

#[test]
fn a_folder_that_holds_its_own_graph_can_be_built_again() {
    let folder = built();
    for _ in 0..2 {
        let output = run(folder.path(), &["build", "."]);
        assert!(told(&output).contains("\"quotes\":2,"), "{}", told(&output));
    }
}

#[test]
fn colours_are_as_asked_on_standard_error() {
    for (when, coloured) in [("never", false), ("always", true)] {
        for args in [&["show", "nothing", "--graph", "missing"][..], &["nosuch"]] {
            let output = run(".", &[args, &["--color", when]].concat());
            assert_eq!(output.stderr.contains(&0x1b), coloured, "{args:?} {when}");
        }
    }
}
