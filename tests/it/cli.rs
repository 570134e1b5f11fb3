//! The program as a person meets it: what the README and the saved questions show is what it prints.

use std::fs;
use std::path::Path;

use ideagraph::query::SavedQuery;

use crate::program::{PROJECT, built, ideagraph, parts, program, run, samples, told};

/// Builds the graph of what ships into a folder.
fn build_shipped(folder: &Path) {
    let output = ideagraph(&["build", "--quiet", "-o", folder.to_str().unwrap()]);
    assert!(output.status.success(), "{}", told(&output));
}

#[test]
fn shown_answers() {
    let folder = tempfile::tempdir().unwrap();
    build_shipped(folder.path());
    trycmd::TestCases::new()
        .env("IDEAGRAPH_GRAPH", folder.path().to_str().unwrap())
        .env("IDEAGRAPH_FORMAT", "table")
        .case("README.md")
        .case("docs/questions/*.md")
        .run();
}

/// What `explain` tells on the page of the lexicon is told with the lexicon of that page.
#[test]
fn the_page_of_the_lexicon_explains_as_the_program_does() {
    let page = fs::read_to_string(Path::new(PROJECT).join("docs/lexicon.md")).unwrap();
    let between = |begin: &str, end: &str| {
        let rest = page.split_once(begin).unwrap().1;
        rest.split_once(end).unwrap().0.to_owned()
    };
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("my.toml"), between("```toml\n", "```")).unwrap();
    let text = between("$ ideagraph explain \"", "\" --concepts");
    let output = run(folder.path(), &["explain", &text, "--concepts", "my.toml", "--format", "tsv"]);
    let cut = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        [0, 3, 4, 7, 8].map(|at| cells[at]).join("\t") + "\n"
    };
    let told: String = String::from_utf8(output.stdout).unwrap().lines().map(cut).collect();
    assert_eq!(told, between("| cut -f1,4-5,8-9\n", "```"));
}

#[test]
fn saved_queries() {
    let folder = samples();
    trycmd::TestCases::new()
        .env("IDEAGRAPH_GRAPH", folder.path().to_str().unwrap())
        .env("IDEAGRAPH_FORMAT", "table")
        .case("queries/*.md")
        .case("docs/query.md")
        .run();
}

#[test]
fn every_saved_query_has_an_answer_that_is_the_same_with_any_number_of_threads() {
    let folder = samples();
    let graph = folder.path().to_str().unwrap();
    for query in SavedQuery::shipped() {
        let answer = Path::new(PROJECT).join("queries").join(&query.name).with_extension("md");
        let asked = fs::read_to_string(&answer).unwrap_or_default();
        assert!(asked.contains(&format!("$ ideagraph query {}", query.name)), "{} lacks", answer.display());
        let [one, four] = ["1", "4"].map(|threads| {
            ideagraph(&[&asked_with(&asked, &query.name), &["--graph", graph, "-j", threads][..]].concat())
        });
        assert!(one.status.success(), "{}: {}", query.name, told(&one));
        assert!(one.stdout == four.stdout, "{}", query.name);
    }
}

/// The arguments with which the page of a saved query asks it.
fn asked_with<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let lines = page.lines().filter_map(|line| line.strip_prefix("$ ideagraph "));
    let mut asked = lines.map(|line| line.split(' ').collect::<Vec<_>>());
    asked.find(|args| args.get(1) == Some(&name)).unwrap()
}

/// Those that can be drawn say so, and the page of the folder names them.
#[test]
fn saved_queries_with_a_picture_are_drawn() {
    let folder = samples();
    let graph = folder.path().to_str().unwrap();
    let page = fs::read_to_string(Path::new(PROJECT).join("queries/README.md")).unwrap();
    for query in SavedQuery::shipped() {
        let drawn = !query.drawn.is_empty();
        let answer = fs::read_to_string(Path::new(PROJECT).join(format!("queries/{}.md", query.name)));
        let answer = answer.unwrap();
        let ask = |format: &str| {
            ideagraph(
                &[&asked_with(&answer, &query.name), &["--graph", graph, "--format", format][..]].concat(),
            )
        };
        assert_eq!(page.contains(&format!("`{}`", query.name)), drawn, "{}", query.name);
        for (format, begin) in [("svg", "<svg"), ("dot", "graph \"")] {
            let (code, picture, told) = parts(ask(format));
            assert_eq!(code == 0, drawn, "{}: {told}", query.name);
            assert!(!drawn || told.is_empty() && picture.contains(begin), "{}: {told}", query.name);
            assert!(!drawn || picture.contains(&query.title), "{}", query.name);
        }
        let rows = String::from_utf8(ask("csv").stdout).unwrap();
        let heads: Vec<&str> = rows.lines().next().unwrap().split(',').collect();
        assert!(query.drawn.iter().all(|name| !heads.contains(&name.as_str())), "{}: {heads:?}", query.name);
    }
}

#[test]
fn the_picture_in_the_readme_is_the_one_that_is_drawn() {
    let folder = tempfile::tempdir().unwrap();
    build_shipped(folder.path());
    let drawn = fs::read(folder.path().join("concepts.svg")).unwrap();
    let shown = fs::read(Path::new(PROJECT).join("docs/concepts.svg")).unwrap();
    assert!(drawn == shown, "docs/concepts.svg is old: copy out/concepts.svg there after looking at it");
}

#[test]
fn files_for_other_programs_have_every_edge_and_pictures_tell_of_how_many() {
    const TREES: [&str; 12] =
        ["oak", "elm", "ash", "fir", "yew", "bay", "fig", "plum", "pear", "lime", "beech", "willow"];
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let rows: Vec<String> = TREES.iter().map(|tree| format!("{tree},{tree}")).collect();
    fs::write(path("trees.csv"), format!("id,label\n{}\n", rows.join("\n"))).unwrap();
    fs::write(path("quotes.txt"), TREES.join(", ")).unwrap();
    let (quotes, trees, graph) = (path("quotes.txt"), path("trees.csv"), path("out"));
    assert!(ideagraph(&["build", &quotes, "-c", &trees, "-o", &graph]).status.success());
    let exported = |format| {
        let output = ideagraph(&["export", "--graph", &graph, "--format", format]);
        String::from_utf8(output.stdout).unwrap()
    };
    let pairs = TREES.len() * (TREES.len() - 1) / 2;
    assert_eq!(exported("json").matches("\"CO_OCCURS\"").count(), pairs);
    assert_eq!(exported("graphml").matches("<edge ").count(), pairs);
    let drawn = exported("dot").matches(" -- ").count();
    assert!(drawn < pairs, "{drawn}");
    let told = format!("the {drawn} that tell most of {pairs} pairs");
    let svg = exported("svg");
    assert!(
        svg.contains(&told) && svg.contains(&format!(">12 concepts · {drawn} of {pairs} pairs<")),
        "{svg}"
    );
}

#[test]
fn files_for_other_programs_have_all_concepts_and_pictures_tell_of_how_many() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let names: Vec<String> = (1..=70).map(|n| format!("oak{n}")).collect();
    let rows: Vec<String> = names.iter().map(|name| format!("{name},{name}")).collect();
    fs::write(path("trees.csv"), format!("id,label\n{}\n", rows.join("\n"))).unwrap();
    fs::write(
        path("quotes.jsonl"),
        names.iter().map(|name| format!("{{\"text\": \"An {name}.\"}}\n")).collect::<String>(),
    )
    .unwrap();
    let (quotes, trees, graph) = (path("quotes.jsonl"), path("trees.csv"), path("out"));
    assert!(ideagraph(&["build", &quotes, "-c", &trees, "-o", &graph]).status.success());
    for (view, format, more, count, part) in [
        ("concepts", "json", &[][..], 70, "\"Concept\""),
        ("concepts", "graphml", &["--top", "9"], 9, ">Concept<"),
        ("evidence", "json", &[], 70, "\"Quote\""),
        ("concepts", "dot", &[], 60, "tooltip="),
        ("concepts", "svg", &[], 1, ">60 of 70 concepts<"),
        ("evidence", "svg", &[], 1, ">40 of 70 quotes, those with the most concepts · "),
        ("evidence", "svg", &["--top", "70"], 1, ">70 quotes · "),
    ] {
        let asked = ["export", "--graph", &graph, "--view", view, "--format", format];
        let (_, out, told) = parts(ideagraph(&[&asked[..], more].concat()));
        assert_eq!(out.matches(part).count(), count, "{view} {format}: {out}");
        let all = count == 70 || part.contains(">70");
        assert_eq!(told.contains("--top 70 shows all"), !all, "{view} {format}: {told}");
    }
}

#[test]
fn quotes_that_are_not_shown_are_counted() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    fs::write(at.join("notes.txt"), "RLHF helps.\n\n".repeat(30)).unwrap();
    assert!(run(at, &["build", "notes.txt", "--quiet"]).status.success());
    for verb in ["show", "quotes"] {
        let count = |args: &[&str]| {
            let (_, quotes, more) = parts(run(at, &[&[verb, "rlhf"], args].concat()));
            (quotes.matches(" helps.").count(), more)
        };
        assert_eq!(count(&["--format", "jsonl"]), (30, String::new()), "{verb}");
        assert_eq!(count(&["--format", "table"]), (30, String::new()), "{verb}");
        for format in ["jsonl", "table"] {
            assert_eq!(
                count(&["--top", "3", "--format", format]),
                (3, "27 more; --top 30 shows all\n".into())
            );
        }
    }
}

#[test]
fn what_a_file_tells_of_a_quote_is_told_again() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let head = "Highlight,Book Title,Book Author,Location,Note,Tags,Color,URL";
    let row = "RLHF helps.,The Book,Ann Lee,77,my own thought,\"ai, later\",yellow,https://x.y/1";
    fs::write(at.join("h.csv"), format!("{head}\n{row}\n")).unwrap();
    assert!(run(at, &["build", "h.csv", "--quiet"]).status.success());
    let json = "\"source\":\"The Book\",\"url\":\"https://x.y/1\",\"locator\":\"77\",\"note\":\"my own thought\",\
                \"tags\":[\"ai\",\"later\"],\"properties\":{\"Color\":\"yellow\"},";
    let shown = "the-book:1  Ann Lee, 77\n    «RLHF» helps.\n    RLHF: “RLHF”\n    Note: my own thought\n";
    for (args, expected) in [
        (["quotes", "rlhf", "--format", "jsonl"], json),
        (["show", "rlhf", "--format", "jsonl"], json),
        (
            ["quotes", "rlhf", "--format", "csv"],
            ",The Book,https://x.y/1,77,my own thought,ai; later,Color: yellow,rlhf,",
        ),
        (["quotes", "rlhf", "--format", "table"], shown),
        (["show", "rlhf", "--format", "table"], shown),
    ] {
        let output = run(at, &args);
        assert!(told(&output).contains(expected), "{args:?}: {}", told(&output));
    }
}

#[test]
fn who_has_no_concepts_of_their_own_is_told_how_to_have_them() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path();
    let bees = "A honey bee colony has one queen.\n\nA honey bee colony swarms in May.\n\n";
    fs::write(at.join("my bees.txt"), format!("{bees}The queen lays eggs.\n")).unwrap();
    fs::write(at.join("models.txt"), format!("{bees}RLHF helps.\n\nSo does PPO.\n")).unwrap();
    fs::write(at.join("my.toml"), "[[concept]]\nid = \"swarm\"\n").unwrap();
    let [discover, build] = [
        "discover 'my bees.txt' --from text --format toml > my-2.toml\n",
        "build 'my bees.txt' --from text --concepts my-2.toml -o ideas\n",
    ];
    for (args, expected) in [
        (&["build", "my bees.txt", "--from", "text", "-o", "ideas"][..], true),
        (&["build", "my bees.txt", "--concepts", "my.toml"], false),
        (&["build", "models.txt"], false),
        (&["build", "my bees.txt", "--quiet"], false),
    ] {
        let told = told(&run(at, args));
        assert_eq!(told.contains("3 of 3 quotes speak of none"), expected, "{args:?}: {told}");
        assert!(!expected || told.contains(discover) && told.contains(build), "{told}");
    }
    let proposed = run(at, &["discover", "my bees.txt", "--from", "text", "--format", "toml"]).stdout;
    fs::write(at.join("my.toml"), proposed).unwrap();
    let built = run(at, &["build", "my bees.txt", "--from", "text", "--concepts", "my.toml", "-o", "ideas"]);
    assert!(told(&built).contains("\"quotes_without_concept\":0"), "{}", told(&built));
}

#[test]
fn what_is_asked_for_goes_before_the_environment() {
    let folder = built();
    let at = folder.path();
    let ask = |format: &str, args: &[&str]| {
        let mut command = program(at, args);
        command.env("IDEAGRAPH_FORMAT", format).env("IDEAGRAPH_GRAPH", "").output().unwrap()
    };
    for (format, args, begin) in [
        ("", &["concepts"][..], "{"),
        ("csv", &["concepts"], "concept,"),
        ("csv", &["concepts", "--format", "json"], "["),
        ("csv", &["concepts", "-o", "x.json"], "["),
        ("csv", &["concepts", "-o", "x.json", "--format", "tsv"], "concept\t"),
        ("csv", &["concepts", "-o", "x"], "concept,"),
        ("tsv", &["query", "RETURN 1 AS n", "-o", "x.csv"], "n\n1"),
        ("xml", &["concepts", "-o", "x.json"], "["),
    ] {
        let output = ask(format, args);
        assert!(output.status.success(), "{format} {args:?}: {}", told(&output));
        let file = args.iter().find(|arg| arg.starts_with('x'));
        let answer = file.map_or(output.stdout, |file| fs::read(at.join(file)).unwrap());
        assert!(
            answer.starts_with(begin.as_bytes()),
            "{format} {args:?}: {}",
            String::from_utf8_lossy(&answer)
        );
    }
    let output = ask("xml", &["concepts"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        told(&output).contains("IDEAGRAPH_FORMAT is `xml`, and there are table, json"),
        "{}",
        told(&output)
    );
}
