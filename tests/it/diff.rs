//! Two graphs are compared as `diff` compares files.

use std::fs;
use std::path::Path;

use crate::program::ideagraph;

fn build(folder: &Path, name: &str, file: &str, quotes: &str) -> String {
    let out = folder.join(name);
    fs::create_dir(&out).unwrap();
    let (page, concepts) = (out.join(file), folder.join("c.toml"));
    fs::write(&page, quotes).unwrap();
    fs::write(&concepts, "[[concept]]\nid = \"reward-model\"\n[[concept]]\nid = \"agent\"\n").unwrap();
    let (page, concepts, out) = (page.to_str().unwrap(), concepts.to_str().unwrap(), out.to_str().unwrap());
    let output = ideagraph(&["build", page, "--concepts", concepts, "-o", out, "--quiet"]);
    assert!(output.status.success(), "{output:?}");
    out.to_owned()
}

#[test]
fn differences_are_rows_and_pictures() {
    let folder = tempfile::tempdir().unwrap();
    let old = build(folder.path(), "old", "page.txt", "A reward model.\n\nAn agent.\n");
    let new = build(folder.path(), "new", "page.txt", "A reward model for an agent.\n\nAn agent.\n");
    let run = |args: &[&str]| {
        let output = ideagraph(&[&["diff"], args].concat());
        (output.status.code().unwrap(), String::from_utf8(output.stdout).unwrap())
    };
    assert_eq!(run(&[&old, &old, "--format", "json"]), (0, "[]\n".to_owned()));
    let expected = "change,thing,id,concept,fields,old,new\n\
                    changed,quote,page:1,,text,A reward model.,A reward model for an agent.\n\
                    came,link,page:1,agent,,,agent\n\
                    came,co-occurrence,agent,reward-model,,,1\n";
    assert_eq!(run(&[&old, &new, "--format", "csv"]), (1, expected.to_owned()));
    let (code, svg) = run(&[&old, &new, "--format", "svg"]);
    assert!(code == 1 && svg.contains(">came</tspan>") && !svg.contains(">went</tspan>"), "{svg}");
    let (code, page) = run(&[&new, &old, "--format", "table"]);
    assert!(code == 1 && page.contains("1 link went") && page.contains("- page:1 – agent  agent"), "{page}");
    assert_eq!(run(&[&old, "missing"]).0, 2);
}

#[test]
fn a_picture_tells_of_concepts_that_no_quote_mentions() {
    let folder = tempfile::tempdir().unwrap();
    let old = build(folder.path(), "old", "page.txt", "A reward model.\n");
    let [lexicon, page, new] = ["more.toml", "old/page.txt", "new"].map(|name| folder.path().join(name));
    fs::write(&lexicon, "[[concept]]\nid = \"reward-model\"\n[[concept]]\nid = \"robot\"\n").unwrap();
    let [lexicon, page, new] = [&lexicon, &page, &new].map(|path| path.to_str().unwrap());
    assert!(ideagraph(&["build", page, "-c", lexicon, "-o", new, "-q"]).status.success());
    for (graphs, code, expected) in [
        ([&old, new], 1, ">2 concepts that no quote mentions differ<"),
        ([&old, &old], 0, ">No concept differs.<"),
    ] {
        let output = ideagraph(&["diff", graphs[0], graphs[1], "--format", "svg"]);
        let svg = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.code() == Some(code) && svg.contains(expected), "{svg}");
    }
}

#[test]
fn a_file_that_goes_leaves_the_others_as_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let [notes, books, concepts] =
        ["notes/index.md", "books/index.md", "c.toml"].map(|name| folder.path().join(name));
    for (page, words) in [(&books, "A reward model.\n\nOf a book.\n"), (&notes, "An agent.\n\nOf a note.\n")]
    {
        fs::create_dir(page.parent().unwrap()).unwrap();
        fs::write(page, words).unwrap();
    }
    fs::write(&concepts, "[[concept]]\nid = \"reward-model\"\n[[concept]]\nid = \"agent\"\n").unwrap();
    let build = |out: &str| {
        let out = folder.path().join(out).to_str().unwrap().to_owned();
        let parts = [folder.path(), &concepts].map(|path| path.to_str().unwrap());
        let output = ideagraph(&["build", parts[0], "-c", parts[1], "-o", &out, "-q"]);
        assert!(output.status.success(), "{output:?}");
        out
    };
    let old = build("old");
    fs::remove_file(&books).unwrap();
    let new = build("new");
    let output = ideagraph(&["diff", &old, &new, "--format", "csv"]);
    let rows = String::from_utf8(output.stdout).unwrap();
    let expected = "went,source,books-index,,,index,\n\
                    changed,source,index,,id,notes-index,index\n\
                    went,quote,books-index:1,,,A reward model.,\n\
                    went,quote,books-index:2,,,Of a book.,\n\
                    went,link,books-index:1,reward-model,,reward model,\n";
    assert_eq!(rows.split_once('\n').unwrap().1, expected);
}

#[test]
fn what_is_not_text_is_compared_too() {
    let folder = tempfile::tempdir().unwrap();
    let quote = |url: &str, mood: &str| {
        format!("{{\"title\": \"T\", \"url\": \"{url}\", \"text\": \"An agent.\", \"mood\": \"{mood}\"}}\n")
    };
    let build = |name: &str, quotes: String| build(folder.path(), name, "quotes.jsonl", &quotes);
    let old = build("old", quote("https://a.example", "glad"));
    for (name, new, expected) in [
        (
            "url",
            quote("https://b.example", "glad"),
            "changed,source,t,,url,https://a.example,https://b.example\n",
        ),
        ("none", quote("https://a.example", ""), "changed,quote,t:1,,properties,mood: glad,\n"),
        ("mood", quote("https://a.example", "sad"), "changed,quote,t:1,,properties,mood: glad,mood: sad\n"),
    ] {
        let output = ideagraph(&["diff", &old, &build(name, new), "--format", "csv"]);
        let rows = String::from_utf8(output.stdout).unwrap();
        assert_eq!((output.status.code(), rows.split_once('\n').unwrap().1), (Some(1), expected));
    }
}
