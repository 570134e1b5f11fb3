//! What a person decides on proposals holds in later runs.

use std::fs;
use std::path::Path;

use crate::program::{run, told};

const QUOTES: &str =
    "The discount factor matters.\n\nA discount factor covers the timescale.\n\nReward hacking is rare.\n";

/// The labels that are proposed.
fn proposed(folder: &Path) -> Vec<String> {
    let files = ["discover", "q.txt", "--concepts", "c.toml", "--review", "review.toml"];
    let output = run(folder, &[&files[..], &["--quiet", "--format", "csv"]].concat());
    let rows = String::from_utf8(output.stdout).unwrap();
    rows.lines().skip(1).filter_map(|row| Some(row.split(',').next()?.to_owned())).collect()
}

#[test]
fn a_review_survives() {
    let folder = tempfile::tempdir().unwrap();
    let (concepts, review) = (folder.path().join("c.toml"), folder.path().join("review.toml"));
    fs::write(folder.path().join("q.txt"), QUOTES).unwrap();
    fs::write(&concepts, "[[concept]]\nid = \"timescale\"\n").unwrap();
    let first = proposed(folder.path());
    assert_eq!(first[0], "discount factor");
    assert!(!first.contains(&"timescale".to_owned()), "{first:?}");

    let written = fs::read_to_string(&review).unwrap();
    // The best of what is open stands first.
    let decided = written.replacen("\"open\"", "\"reject\"", 1).replacen("\"open\"", "\"accept\"", 1);
    fs::write(&review, decided).unwrap();
    let second = proposed(folder.path());
    assert!(!second.contains(&"discount factor".to_owned()), "{second:?}");
    assert_eq!(second.len(), first.len() - 1);
    let text = fs::read_to_string(&review).unwrap();
    assert!(text.contains("\"reject\"") && text.contains("\"accept\""), "{text}");

    let accepted =
        format!("[[concept]]\nid = \"timescale\"\n[[concept]]\nid = \"x\"\nlabel = \"{}\"\n", second[0]);
    fs::write(&concepts, accepted).unwrap();
    assert!(!proposed(folder.path()).contains(&second[0]));
}

/// A name with `of` is no phrase, and yet what a person accepts.
#[test]
fn what_is_the_persons_own_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let quotes = "The separation of powers was praised.\n\nSeparation of powers guards liberty.\n";
    fs::write(folder.path().join("q.txt"), quotes).unwrap();
    fs::write(folder.path().join("c.toml"), "").unwrap();
    let review = "[[proposal]]\nlabel = \"Separation of powers\"\ndecision = \"accept\"\n";
    fs::write(folder.path().join("review.toml"), review).unwrap();
    assert_eq!(proposed(folder.path())[0], "Separation of powers");
    let args = ["discover", "q.txt", "--concepts", "c.toml", "--review", "review.toml", "--format", "toml"];
    let stubs = String::from_utf8(run(&folder, &args).stdout).unwrap();
    let expected = "# 2 quotes, 1 source\n[[concept]]\nid = \"separation-of-powers\"\nlabel = \"Separation of powers\"\n";
    assert_eq!(stubs, expected);
    let review = fs::read_to_string(folder.path().join("review.toml")).unwrap();
    assert!(review.contains("decision = \"accept\"\nkey = \"separationofpower\""), "{review}");
}

#[test]
fn stubs_are_a_lexicon() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("q.txt"), QUOTES).unwrap();
    let output = run(&folder, &["discover", "q.txt", "--quiet", "--format", "toml"]);
    let stubs = String::from_utf8(output.stdout).unwrap();
    assert!(ideagraph::concept::ConceptScheme::from_lexicons(&[("stubs.toml", &stubs)]).is_ok(), "{stubs}");
}

/// Articles and verbs of other languages are no concepts; a language that is not known is told.
#[test]
fn other_languages() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    fs::write(at("c.toml"), "").unwrap();
    let quotes = "Wenn die Verjährung nach dem Gesetz beginnt, gilt sie.\n\nEs sei denn, dass die Verjährung ruht.\n\n\
        Für die Verjährung ist das Bundes-Immissionsschutzgesetz entsprechend anzuwenden.\n";
    fs::write(at("q.txt"), quotes).unwrap();
    assert_eq!(proposed(folder.path()), ["Verjährung", "Bundes-Immissionsschutzgesetz", "Gesetz"]);
    let lexicon = "[lexicon]\nlanguage = \"fi\"\n[[concept]]\nid = \"talo\"\n";
    fs::write(at("c.toml"), lexicon).unwrap();
    let told = told(&run(&folder, &["discover", "q.txt", "--concepts", "c.toml"]));
    assert!(told.contains("the function words of `fi` are not known"), "{told}");
}

#[test]
fn decisions_on_aliases_survive() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let quotes = "The reward models (RMs) score answers.\n\nAn RM scores.\n\nThe model of reward scores.\n";
    fs::write(at("q.txt"), quotes).unwrap();
    fs::write(at("c.toml"), "[[concept]]\nid = \"reward-model\"\n").unwrap();
    let found = |format: &str| {
        let args = ["--concepts", "c.toml", "--review", "review.toml", "--format", format, "--quiet"];
        let output = run(&folder, &[&["discover", "q.txt", "--merge-aliases"][..], &args].concat());
        String::from_utf8(output.stdout).unwrap()
    };
    let first = found("csv");
    let row = "reward model,RMs,0.4750,abbreviation,,open,reward-model,,2,1,q:1,q:1,";
    assert!(first.lines().any(|line| line.starts_with(row)), "{first}");
    assert_eq!(found("toml"), "", "nothing is accepted yet");
    let review = fs::read_to_string(at("review.toml")).unwrap();
    fs::write(at("review.toml"), review.replace("\"open\"", "\"accept\"")).unwrap();
    assert!(found("toml").contains("id = \"reward-model\"\nalias = [\"RMs\"]"), "{}", found("toml"));
    let review = fs::read_to_string(at("review.toml")).unwrap();
    fs::write(at("review.toml"), review.replace("\"accept\"", "\"reject\"")).unwrap();
    assert_eq!(found("csv").lines().count(), 1, "only the header");
    assert_eq!(fs::read_to_string(at("c.toml")).unwrap(), "[[concept]]\nid = \"reward-model\"\n");
}
