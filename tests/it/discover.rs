//! What a person decides on proposals holds in later runs.

use std::fs;
use std::path::Path;

use crate::cli::ideagraph;

const QUOTES: &str =
    "The discount factor matters.\n\nA discount factor covers the timescale.\n\nReward hacking is rare.\n";

/// The labels that are proposed.
fn proposed(folder: &Path, more: &[&str]) -> Vec<String> {
    let at = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    let (quotes, concepts, review) = (at("q.txt"), at("c.toml"), at("review.toml"));
    let args =
        ["discover", &quotes, "--concepts", &concepts, "--review", &review, "--quiet", "--format", "csv"];
    let output = ideagraph(&[&args[..], more].concat());
    let rows = String::from_utf8(output.stdout).unwrap();
    rows.lines().skip(1).filter_map(|row| Some(row.split(',').next()?.to_owned())).collect()
}

#[test]
fn a_review_survives() {
    let folder = tempfile::tempdir().unwrap();
    let (concepts, review) = (folder.path().join("c.toml"), folder.path().join("review.toml"));
    fs::write(folder.path().join("q.txt"), QUOTES).unwrap();
    fs::write(&concepts, "[[concept]]\nid = \"timescale\"\n").unwrap();
    let first = proposed(folder.path(), &[]);
    assert_eq!(first[0], "discount factor");
    assert!(!first.contains(&"timescale".to_owned()), "{first:?}");

    let written = fs::read_to_string(&review).unwrap();
    // The best of what is open stands first.
    let decided = written.replacen("\"open\"", "\"reject\"", 1).replacen("\"open\"", "\"accept\"", 1);
    fs::write(&review, decided).unwrap();
    let second = proposed(folder.path(), &[]);
    assert!(!second.contains(&"discount factor".to_owned()), "{second:?}");
    assert_eq!(second.len(), first.len() - 1);
    let text = fs::read_to_string(&review).unwrap();
    assert!(text.contains("\"reject\"") && text.contains("\"accept\""), "{text}");

    let accepted =
        format!("[[concept]]\nid = \"timescale\"\n[[concept]]\nid = \"x\"\nlabel = \"{}\"\n", second[0]);
    fs::write(&concepts, accepted).unwrap();
    assert!(!proposed(folder.path(), &[]).contains(&second[0]));
}

#[test]
fn stubs_are_a_lexicon() {
    let folder = tempfile::tempdir().unwrap();
    let quotes = folder.path().join("q.txt");
    fs::write(&quotes, QUOTES).unwrap();
    let output = ideagraph(&["discover", quotes.to_str().unwrap(), "--quiet", "--format", "toml"]);
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
    assert_eq!(proposed(folder.path(), &[]), ["Verjährung", "Bundes-Immissionsschutzgesetz", "Gesetz"]);
    let lexicon = "[lexicon]\nlanguage = \"fi\"\n[[concept]]\nid = \"talo\"\n";
    fs::write(at("c.toml"), lexicon).unwrap();
    let told = ideagraph(&["discover", &at("q.txt"), "--concepts", &at("c.toml")]).stderr;
    let told = String::from_utf8(told).unwrap();
    assert!(told.contains("the function words of `fi` are not known"), "{told}");
}

#[test]
fn decisions_on_aliases_survive() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let quotes = "The reward models (RMs) score answers.\n\nAn RM scores.\n\nThe model of reward scores.\n";
    fs::write(at("q.txt"), quotes).unwrap();
    fs::write(at("c.toml"), "[[concept]]\nid = \"reward-model\"\n").unwrap();
    let run = |format: &str| {
        let (quotes, concepts, review) = (at("q.txt"), at("c.toml"), at("review.toml"));
        let args = ["--concepts", &concepts, "--review", &review, "--format", format, "--quiet"];
        let output = ideagraph(&[&["discover", &quotes, "--merge-aliases"][..], &args].concat());
        String::from_utf8(output.stdout).unwrap()
    };
    let first = run("csv");
    let row = "reward model,RMs,0.4750,abbreviation,,open,reward-model,,2,1,q:1,q:1,";
    assert!(first.lines().any(|line| line.starts_with(row)), "{first}");
    assert_eq!(run("toml"), "", "nothing is accepted yet");
    let review = fs::read_to_string(at("review.toml")).unwrap();
    fs::write(at("review.toml"), review.replace("\"open\"", "\"accept\"")).unwrap();
    assert!(run("toml").contains("id = \"reward-model\"\nalias = [\"RMs\"]"), "{}", run("toml"));
    let review = fs::read_to_string(at("review.toml")).unwrap();
    fs::write(at("review.toml"), review.replace("\"accept\"", "\"reject\"")).unwrap();
    assert_eq!(run("csv").lines().count(), 1, "only the header");
    assert_eq!(fs::read_to_string(at("c.toml")).unwrap(), "[[concept]]\nid = \"reward-model\"\n");
}
