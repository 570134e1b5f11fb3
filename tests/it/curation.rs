//! A round of curation: what is suggested, decided and written is linked afterwards, and tags teach patterns.

use std::fs;
use std::path::Path;

use crate::program::{parts, run, told};

const LEXICON: &str = "\
# mine
[class]
stuff = [\"text\", \"words\"]

[[concept]]
id = \"data-limits\" # the wall
label = \"Data limits\"
definition = \"Running out of training data.\"
implied = [\"data wall\"] # so far

[[concept]]
id = \"coding\"
label = \"Coding\"
alias = [\"code\"]
";

const QUOTES: &str = "\
{\"title\": \"Q\", \"text\": \"We will run out of good text soon.\"}
{\"title\": \"Q\", \"text\": \"It runs out of the words it needs.\"}
{\"title\": \"Q\", \"text\": \"The dress code was strict.\"}
";

fn in_folder(folder: &Path, args: &[&str]) -> (Option<i32>, String) {
    let output = run(folder, &[args, &["--concepts", "my.toml", "--quiet", "--format", "csv"]].concat());
    (output.status.code(), told(&output))
}

fn folder(quotes: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("my.toml"), LEXICON).unwrap();
    fs::write(folder.path().join("q.jsonl"), quotes).unwrap();
    folder
}

#[test]
fn what_is_accepted_is_linked() {
    let folder = folder(QUOTES);
    let run = |args: &[&str]| in_folder(folder.path(), args);
    let lexicon = || fs::read_to_string(folder.path().join("my.toml")).unwrap();
    let (code, suggested) = run(&["suggest", "q.jsonl"]);
    assert_eq!(code, Some(0));
    assert!(suggested.contains("q:1,data-limits"), "{suggested}");

    let words = ["accept", "Data limits", "run out of good text", "--in", "q.jsonl"];
    let (code, shown) = run(&words);
    assert_eq!(code, Some(0));
    assert!(shown.contains("q:1") && shown.contains("run out of good @stuff"), "{shown}");
    assert_eq!(lexicon(), LEXICON);

    let (code, _) = run(&[&words[..], &["--pattern", "run out of ..2 @stuff", "--write"]].concat());
    assert_eq!(code, Some(0));
    let expected = "implied = [\"data wall\", \"run out of ..2 @stuff\"] # so far";
    assert_eq!(lexicon(), LEXICON.replace("implied = [\"data wall\"] # so far", expected));
    assert_eq!(run(&["suggest", "q.jsonl"]).0, Some(1));

    let (code, shown) = run(&["reject", "coding", "dress code", "--in", "q.jsonl", "--write"]);
    assert_eq!(code, Some(0));
    assert!(shown.contains("q:3"), "{shown}");
    assert!(lexicon().ends_with("alias = [\"code\"]\nreject = [\"dress code\"]\n"), "{}", lexicon());
    assert_eq!(run(&["reject", "coding", "dress code", "--in", "q.jsonl"]).0, Some(1));
}

#[test]
fn a_review_is_taken_over() {
    let folder = folder(QUOTES);
    let run = |args: &[&str]| in_folder(folder.path(), args);
    let review = folder.path().join("round.toml");
    assert_eq!(run(&["suggest", "q.jsonl", "--review", "round.toml"]).0, Some(0));
    let written = fs::read_to_string(&review).unwrap();
    assert!(written.contains("quote = \"q:1\"") && written.contains("decision = \"open\""), "{written}");
    let open = written.matches("\"open\"").count();
    let decided = written.replacen("\"open\"", "\"accept\"", 1).replace("\"open\"", "\"reject\"");
    fs::write(&review, decided).unwrap();
    let (code, shown) = run(&["accept", "--review", "round.toml", "--in", "q.jsonl", "--write"]);
    assert_eq!(code, Some(0), "{shown}");
    assert_eq!(run(&["suggest", "q.jsonl", "--review", "round.toml"]).0, Some(1));
    let left = fs::read_to_string(&review).unwrap();
    assert_eq!(left.matches("\"reject\"").count(), open - 1 + left.matches("set it to \"reject\"").count());
}

fn entry(concept: &str, pattern: &str, quote: &str) -> String {
    format!(
        "[[suggestion]]\ndecision = \"accept\"\nconcept = \"{concept}\"\npattern = \"{pattern}\"\nwords = \"w\"\n\
         quote = \"{quote}\"\ntext = \"{quote}\"\nscore = 1.0\n"
    )
}

#[test]
fn patterns_of_a_review_are_written_together() {
    let folder = folder(QUOTES);
    let entries = [
        entry("coding", "dress", "q:3"),
        entry("data-limits", "good text", "q:1"),
        entry("data-limits", "it needs", "q:2"),
    ];
    fs::write(folder.path().join("round.toml"), entries.concat()).unwrap();
    let args = ["accept", "--review", "round.toml", "--in", "q.jsonl", "--write"];
    let (code, shown) = in_folder(folder.path(), &args);
    assert_eq!(code, Some(0), "{shown}");
    let rows: Vec<&str> = shown.lines().skip(1).map(|row| &row[..row.find(",q:").unwrap() + 4]).collect();
    let expected =
        ["coding,implied,dress,q:3", "data-limits,implied,good text,q:1", "data-limits,implied,it needs,q:2"];
    assert_eq!(rows, expected);
    let lexicon = fs::read_to_string(folder.path().join("my.toml")).unwrap();
    assert!(lexicon.contains("[\"data wall\", \"good text\", \"it needs\"] # so far"), "{lexicon}");
    assert!(lexicon.ends_with("alias = [\"code\"]\nimplied = [\"dress\"]\n"), "{lexicon}");
}

/// What is in the lexicon is counted, and what a later lexicon lacks stops nothing; what is wrong is told at once.
#[test]
fn a_review_of_earlier_rounds() {
    let folder = folder(QUOTES);
    let entries = [
        entry("data-limits", "data wall", "q:1"),
        entry("data-limits", "run out of ..2 @stuff", "q:1b"),
        entry("data-limits", "run out of ..2 @stuff", "q:2"),
        entry("gone", "x y", "q:3"),
    ];
    let accept = |entries: &[String]| {
        fs::write(folder.path().join("round.toml"), entries.concat()).unwrap();
        let files = ["--review", "round.toml", "--in", "q.jsonl", "--concepts", "my.toml"];
        parts(run(&folder, &[&["accept"], &files[..], &["--format", "csv"]].concat()))
    };
    let (code, shown, told) = accept(&entries);
    assert_eq!(code, 0, "{told}");
    assert_eq!(shown.matches("run out of ..2 @stuff").count(), 2, "{shown}");
    assert!(!shown.contains("data wall"), "{shown}");
    assert!(told.contains("1 accepted pattern is in the lexicon already"), "{told}");
    assert!(told.contains("a decision is passed over: there is no concept `gone`"), "{told}");
    let wrong = [entry("coding", "a ..30 b", "q:1"), entry("coding", "(a", "q:2")];
    let (code, _, told) = accept(&[&entries[..], &wrong].concat());
    assert_eq!(code, 2);
    assert!(told.contains("`coding` at q:1: pattern") && told.contains("`coding` at q:2: pattern"), "{told}");
}

/// How far a pattern reaches is seen before it is accepted.
#[test]
fn a_review_tells_what_patterns_link() {
    let quotes =
        QUOTES.to_owned() + "{\"text\": \"Training on old data.\"}\n{\"text\": \"Training needs data.\"}\n";
    let quotes = quotes + "{\"text\": \"Training needs running machines and new data.\"}\n";
    let folder = folder(&quotes);
    let (code, shown) = in_folder(folder.path(), &["suggest", "q.jsonl", "--review", "round.toml"]);
    assert_eq!(code, Some(0), "{shown}");
    let review = fs::read_to_string(folder.path().join("round.toml")).unwrap();
    let expected =
        "pattern = \"train on old data\"\nlinks = 1\nbroader = \"train ..3 data\"\nbroader_links = 2\n";
    assert!(review.contains(expected), "{review}");

    let wider = review.replacen("pattern = \"train on old data\"", "pattern = \"data\"", 1);
    fs::write(folder.path().join("round.toml"), wider + &entry("coding", "(a", "q:1")).unwrap();
    in_folder(folder.path(), &["suggest", "q.jsonl", "--review", "round.toml"]);
    let review = fs::read_to_string(folder.path().join("round.toml")).unwrap();
    assert!(review.contains("pattern = \"data\"\nlinks = 3\nwords"), "{review}");
    assert!(review.contains("pattern = \"(a\"\nwords"), "{review}");
}

/// A review has sentences, and each pattern once; what is decided on it holds for all quotes.
#[test]
fn a_pattern_is_decided_once() {
    let quotes =
        "{\"text\": \"It was late. Training ran out.\"}\n{\"text\": \"Training ran out again. So what?\"}\n";
    let folder = folder(quotes);
    let run = || in_folder(folder.path(), &["suggest", "q.jsonl", "--review", "round.toml"]).0;
    assert_eq!(run(), Some(0));
    let review = folder.path().join("round.toml");
    let written = fs::read_to_string(&review).unwrap();
    assert_eq!(written.matches("[[suggestion]]").count(), 1, "{written}");
    assert!(written.contains("text = \"Training ran out.\""), "{written}");
    fs::write(&review, written.replace("\"open\"", "\"reject\"")).unwrap();
    assert_eq!(run(), Some(1));
    // An entry of one's own may have any name of the concept, and any form of the words.
    let own = |decision: &str, concept: &str, pattern: &str| {
        format!(
            "[[suggestion]]\ndecision = \"{decision}\"\nconcept = \"{concept}\"\npattern = \"{pattern}\"\n"
        )
    };
    fs::write(&review, own("reject", "Data limits", "Training runs")).unwrap();
    assert_eq!(run(), Some(1));
    fs::write(&review, own("reject", "data wall", "x y")).unwrap();
    let args = ["suggest", "q.jsonl", "--concepts", "my.toml", "--review", "round.toml"];
    let (_, _, told) = parts(crate::program::run(folder.path(), &args));
    assert!(told.contains("a decision is passed over: there is no concept `data wall`"), "{told}");
    fs::write(
        &review,
        own("reject", "Data limits", "good text") + &own("accept", "data-limits", "Good texts"),
    )
    .unwrap();
    assert_eq!(run(), Some(2));
}

/// A pattern names no word class of another file, in which its own would be read without it.
#[test]
fn patterns_have_the_classes_of_their_file() {
    let folder = folder(QUOTES);
    fs::write(folder.path().join("other.toml"), "[[concept]]\nid = \"quotes\"\n").unwrap();
    let accept = |concept: &str, more: &[&str]| {
        let args = ["accept", concept, "out of good text", "--in", "q.jsonl", "--concepts", "other.toml"];
        in_folder(folder.path(), &[&args[..], more].concat())
    };
    assert!(accept("coding", &[]).1.contains("out of good @stuff"));
    assert!(accept("quotes", &[]).1.contains("out of good text"));
    assert_eq!(accept("quotes", &["--pattern", "good @stuff"]).0, Some(2));
}

/// What is decided on one sentence of a quote says nothing of the others.
#[test]
fn the_other_sentences_of_a_quote_are_open() {
    let folder = folder("{\"text\": \"Training was late. It ran out of data.\"}\n");
    for (decided, code, evidence) in [
        ("It was late.", 0, ",ran out of data,"),
        ("Training was late.", 0, ",ran out of data,"),
        ("It ran out of data.", 0, ",Training was late,"),
        ("Training was late. It ran out of data.", 1, ""),
    ] {
        let review =
            entry("data-limits", "x y", "q:1").replace("\"q:1\"\nscore", &format!("\"{decided}\"\nscore"));
        fs::write(folder.path().join("round.toml"), review.replace("accept", "reject")).unwrap();
        let args = ["suggest", "q.jsonl", "--review", "round.toml"];
        let (found, shown) = in_folder(folder.path(), &args);
        assert!(found == Some(code) && shown.contains(evidence), "{decided}: {shown}");
    }
}

/// What says less than a quote that is not listed is left out.
#[test]
fn the_best_of_all_quotes_are_listed() {
    let folder = folder("{\"text\": \"Bees, wax and honey.\"}\n{\"text\": \"Bees make wax.\"}\n");
    let lexicon = "[[concept]]\nid = \"hive\"\ndefinition = \"Bees and wax.\"\n[[concept]]\nid = \"food\"\ndefinition = \"Honey.\"\n";
    fs::write(folder.path().join("my.toml"), lexicon).unwrap();
    for (top, is_listed) in [("1", false), ("2", true)] {
        let (_, shown) = in_folder(folder.path(), &["suggest", "q.jsonl", "--top", top]);
        assert!(shown.contains("q:1,hive"), "{shown}");
        assert_eq!(shown.contains("q:1,food"), is_listed, "{shown}");
    }
}

/// A decision is on what was read, not on where it stood.
#[test]
fn decisions_follow_their_text() {
    let folder = folder(QUOTES);
    let run = |args: &[&str]| in_folder(folder.path(), args);
    assert_eq!(run(&["suggest", "q.jsonl", "--review", "round.toml"]).0, Some(0));
    let review = folder.path().join("round.toml");
    let rejected = fs::read_to_string(&review).unwrap().replace("\"open\"", "\"Reject\"");
    fs::write(&review, rejected).unwrap();
    let moved = QUOTES.replacen('{', "{\"title\": \"Q\", \"text\": \"Training data.\"}\n{", 1);
    fs::write(folder.path().join("q.jsonl"), moved).unwrap();
    let (code, shown) = run(&["suggest", "q.jsonl", "--review", "round.toml"]);
    assert_eq!((code, shown.matches("data-limits").count()), (Some(0), 1), "{shown}");
    assert!(shown.contains("q:1,data-limits"), "{shown}");
}

#[test]
fn what_is_there_already_is_told() {
    let folder = folder(QUOTES);
    let words = ["accept", "data-limits", "", "--pattern", "data wall", "--in", "q.jsonl"];
    let (code, _, told) = parts(run(&folder, &[&words[..], &["--concepts", "my.toml"]].concat()));
    assert_eq!(code, 1);
    assert!(told.contains("the lexicon has \"data wall\" as `implied` of `data-limits` already"), "{told}");
}

#[cfg(unix)]
#[test]
fn a_lexicon_behind_a_link_is_written() {
    let folder = folder(QUOTES);
    let (link, lexicon) = (folder.path().join("my.toml"), folder.path().join("mine"));
    fs::rename(&link, &lexicon).unwrap();
    std::os::unix::fs::symlink(&lexicon, &link).unwrap();
    let args = ["reject", "coding", "dress code", "--in", "q.jsonl", "--write"];
    assert_eq!(in_folder(folder.path(), &args).0, Some(0));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert!(fs::read_to_string(&lexicon).unwrap().contains("reject = [\"dress code\"]"));
}

#[cfg(unix)]
#[test]
fn what_is_written_again_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(QUOTES);
    fs::write(folder.path().join("round.toml"), "").unwrap();
    for (mode, args) in [
        (0o600, &["reject", "coding", "dress code", "--in", "q.jsonl", "--write"][..]),
        (0o640, &["suggest", "q.jsonl", "--review", "round.toml"]),
    ] {
        let file = folder.path().join(if args[0] == "suggest" { "round.toml" } else { "my.toml" });
        let before = fs::read_to_string(&file).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
        assert_eq!(in_folder(folder.path(), args).0, Some(0));
        assert_ne!(fs::read_to_string(&file).unwrap(), before);
        assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, mode, "{args:?}");
    }
}

#[test]
fn tags_teach() {
    let mut quotes = String::new();
    for (text, tag) in [("They ran out of books.", "Data limits"), ("We run out of pages.", "data-limits")] {
        quotes += &format!("{{\"text\": \"{text}\", \"tags\": [\"{tag}\"]}}\n");
    }
    for n in 0..8 {
        quotes += &format!("{{\"text\": \"The books and pages of shelf {n}.\"}}\n");
    }
    quotes += "{\"text\": \"x\", \"tags\": [\"data-limts\", \"to read again\"]}\n";
    let folder = folder(&quotes);
    let told = told(&run(&folder, &["suggest-rules", "q.jsonl", "--concepts", "my.toml"]));
    assert!(told.contains("`data-limts` names no concept; did you mean `data-limits`?"), "{told}");
    assert!(told.contains("no concept goes by 1 other tag"), "{told}");
    let (code, rules) = in_folder(folder.path(), &["suggest-rules", "q.jsonl"]);
    assert_eq!(code, Some(0));
    assert!(rules.contains("data-limits,ran,2,2,0,9,2,"), "{rules}");
}

#[test]
fn a_concept_goes_by_id_label_alias_or_beginning() {
    let folder = folder(QUOTES);
    let lexicon = LEXICON.replace("[\"code\"]", "[\"=CODE\", \"Source text\"]");
    fs::write(folder.path().join("my.toml"), lexicon).unwrap();
    for name in ["coding", "CODING", "code", "=CODE", "source-text", "Source  Text", "cod"] {
        let (code, shown) = in_folder(folder.path(), &["accept", name, "dress code", "--in", "q.jsonl"]);
        assert_eq!(code, Some(0), "{name}: {shown}");
        assert!(shown.contains("coding,implied"), "{name}: {shown}");
    }
}

#[test]
fn what_cannot_be_done_is_told() {
    let folder = folder(QUOTES);
    for (args, expected) in [
        (&["accept", "data-limts", "x", "--in", "q.jsonl"][..], "did you mean `data-limits`?"),
        (&["accept", "coding", "One! Two three", "--in", "q.jsonl"], "more than one sentence"),
        (&["accept", "coding", "x", "--pattern", "(a", "--in", "q.jsonl"], "this `(` has no `)`"),
        (&["accept", "coding", "q:1", "--in", "q.jsonl"], "no words of q:1 speak for `coding`"),
        (&["accept", "coding", "q:3", "--in", "q.jsonl"], "q:3 is linked to `coding` already, by \"code\""),
        (&["reject", "coding", "…", "--in", "q.jsonl"], "has no words"),
        (&["reject", "coding", "q:1", "--in", "q.jsonl"], "q:1 is a quote"),
        (
            &["accept", "coding", "q:99", "--in", "q.jsonl", "--write"],
            "there is no quote q:99: q has 3 quotes",
        ),
        (&["accept", "coding", "qq:1", "--in", "q.jsonl", "--write"], "there is no quote qq:1;"),
        (&["accept", "--review", "none.toml", "--in", "q.jsonl"], "none.toml"),
    ] {
        let (code, shown) = in_folder(folder.path(), args);
        assert_eq!(code, Some(2));
        assert!(shown.contains(expected), "{shown}");
    }
}
