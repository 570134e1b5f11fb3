//! `query` as a person and a script meet it: formats, ways to ask, limits, errors, exit codes.

use std::io::Read;
use std::path::Path;

use tempfile::TempDir;

use ideagraph::query::SavedQuery;

use crate::program::{PROJECT, fed, ideagraph, parts, program, samples, told};

/// A graph of two quotes with what is hard to show.
fn loom() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    std::fs::write(
        at("notes.jsonl"),
        "{\"text\": \"The engine weaves, \\\"as a loom\\\".\", \"speaker\": \"Ada\", \"date\": \"1843-08-01\", \
         \"source\": \"Notes\"}\n{\"text\": \"No loom weaves.\", \"speaker\": \"Bob\", \"source\": \"Notes\"}\n",
    )
    .unwrap();
    std::fs::write(
        at("loom.toml"),
        "[[concept]]\nid = \"engine\"\n[[concept]]\nid = \"loom\"\nbroader = [\"engine\"]\n",
    )
    .unwrap();
    let [notes, concepts] = ["notes.jsonl", "loom.toml"].map(|name| at(name).to_str().unwrap().to_owned());
    let out = folder.path().to_str().unwrap();
    let built = ideagraph(&["build", "--quiet", &notes, "--concepts", &concepts, "-o", out]);
    assert!(built.status.success(), "{}", told(&built));
    folder
}

/// Asks a graph; the exit code, the answer, and what is told.
fn ask(graph: &Path, args: &[&str], input: &[u8]) -> (i32, String, String) {
    let args = [&["query"], args, &["--graph", graph.to_str().unwrap()]].concat();
    parts(fed(&mut program(PROJECT, &args), input))
}

/// The answer to a query that has one.
fn answer(graph: &Path, args: &[&str]) -> String {
    let (code, out, told) = ask(graph, args, b"");
    assert_eq!(code, 0, "{args:?}: {told}");
    out
}

/// A value of every kind that needs no graph.
const VALUES: &str = r#"RETURN 1 AS i, 0.5 AS f, true AS b, null AS n, "a\tb\n'c', \"d\"" AS s, [1, [2, null], 'x'] AS l,
    {k: 'v', m: {z: 1}} AS m, date('2026-05-30') AS d, duration('P1DT2H') AS u, [] AS e"#;

#[test]
fn values_in_every_row_format() {
    let graph = loom();
    for (format, expected) in [
        (
            "jsonl",
            concat!(
                r#"{"i":1,"f":0.5,"b":true,"n":null,"s":"a\tb\n'c', \"d\"","l":[1,[2,null],"x"],"m":{"k":"v","m":{"z":1}},"#,
                r#""d":"2026-05-30","u":"P1DT2H","e":[]}"#,
                "\n"
            ),
        ),
        (
            "csv",
            concat!(
                "i,f,b,n,s,l,m,d,u,e\n1,0.5,true,,\"a\tb\n'c', \"\"d\"\"\",\"[1,[2,null],\"\"x\"\"]\",",
                "\"{\"\"k\"\":\"\"v\"\",\"\"m\"\":{\"\"z\"\":1}}\",2026-05-30,P1DT2H,[]\n"
            ),
        ),
        (
            "tsv",
            concat!(
                "i\tf\tb\tn\ts\tl\tm\td\tu\te\n1\t0.5\ttrue\t\t\"a\tb\n'c', \"\"d\"\"\"\t\"[1,[2,null],\"\"x\"\"]\"\t",
                "\"{\"\"k\"\":\"\"v\"\",\"\"m\"\":{\"\"z\"\":1}}\"\t2026-05-30\tP1DT2H\t[]\n"
            ),
        ),
        (
            "table",
            "\
i    f  b     n  s             l                m                d           u       e
────────────────────────────────────────────────────────────────────────────────────────
1  0.5  true     a b           1; [2, null]; x  k: v, m: {z: 1}  2026-05-30  P1DT2H  []
                 'c', \"d\"
",
        ),
    ] {
        assert_eq!(answer(graph.path(), &[VALUES, "--format", format]), expected, "{format}");
    }
    let lines = answer(graph.path(), &[VALUES, "--format", "jsonl"]);
    let array = answer(graph.path(), &[VALUES, "--format", "json"]);
    let array: Vec<serde_json::Value> = serde_json::from_str(&array).unwrap();
    assert_eq!(array, [serde_json::from_str::<serde_json::Value>(&lines).unwrap()]);
}

#[test]
fn parts_of_the_graph_in_every_row_format() {
    let graph = loom();
    let query = "MATCH way = (q:Quote {id: 'notes:2'})-[m:MENTIONS]->(c) RETURN q, m, c, way";
    let json = answer(graph.path(), &[query, "--format", "jsonl"]);
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["q"]["labels"], serde_json::json!(["Quote"]));
    assert_eq!(json["q"]["properties"]["text"], "No loom weaves.");
    assert_eq!(json["m"]["type"], "MENTIONS");
    assert_eq!(json["m"]["start"], serde_json::json!({"labels": ["Quote"], "id": "notes:2"}));
    assert_eq!(json["m"]["end"], serde_json::json!({"labels": ["Concept"], "id": "loom"}));
    assert_eq!(json["m"]["properties"]["texts"], serde_json::json!(["loom"]));
    assert_eq!(json["c"]["properties"]["id"], "loom");
    assert_eq!(json["way"]["nodes"], serde_json::json!([json["q"], json["c"]]));
    assert_eq!(json["way"]["relationships"], serde_json::json!([json["m"]]));
    let csv = answer(graph.path(), &[query, "--format", "csv"]);
    let fields = csv::Reader::from_reader(csv.as_bytes()).records().next().unwrap().unwrap();
    for (field, column) in fields.iter().zip(["q", "m", "c", "way"]) {
        assert_eq!(serde_json::from_str::<serde_json::Value>(field).unwrap(), json[column], "{column}");
    }
    let (concept, quote) = ("(:Concept {id: 'loom'})", "(:Quote {id: 'notes:2'})");
    let mention = format!("{quote}-[:MENTIONS]->{concept}");
    for (what, shown) in [("c", concept), ("m", &mention), ("[q, c]", &format!("{quote}; {concept}"))] {
        let query = format!("MATCH (q:Quote {{id: 'notes:2'}})-[m:MENTIONS]->(c) RETURN {what} AS x");
        let table = answer(graph.path(), &[&query, "--format", "table"]);
        assert_eq!(table.lines().nth(2), Some(shown), "{what}");
    }
    let back = "MATCH way = (:Concept {id: 'loom'})<-[:MENTIONS]-(:Quote {id: 'notes:1'})-[:MENTIONS]->(:Concept {id: 'engine'}) \
        RETURN [way] AS ways";
    let both = "MATCH way = (a)-[r:CO_OCCURS]->(b) RETURN r, way ORDER BY a.id";
    let table = answer(graph.path(), &[both, "--format", "table"]);
    assert_eq!(table.matches("-[:CO_OCCURS]-").count(), 4, "{table}");
    assert!(!table.contains(['<', '>']), "{table}");
    let table = answer(graph.path(), &[back, "--format", "table"]);
    let way = "(:Concept {id: 'loom'})<-[:MENTIONS]-(:Quote {id: 'notes:1'})-[:MENTIONS]->(:Concept {id: 'engine'})";
    assert!(table.replace(char::is_whitespace, "").ends_with(&way.replace(' ', "")), "{table}");
    // What is shown is a pattern that finds it.
    let found = answer(graph.path(), &[&format!("MATCH {way} RETURN count(*) AS n"), "--format", "csv"]);
    assert_eq!(found, "n\n1\n");
}

#[test]
fn numbers_are_written_alike_and_can_be_read_again() {
    let graph = loom();
    let query = "RETURN 1e300 AS a, 1.0 AS b, 0.1 + 0.2 AS c, 1 / 0.0 AS d, -1 / 0.0 AS e, 0 / 0.0 AS f, [1e300, 0 / 0.0] AS g, \
        toString(1 / 0.0) AS h";
    let json = r#"{"a":1e300,"b":1.0,"c":0.30000000000000004,"d":"Infinity","e":"-Infinity","f":"NaN","g":[1e300,"NaN"],"h":"Infinity"}"#;
    let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    assert_eq!(read(&answer(graph.path(), &[query, "--format", "jsonl"])), read(json));
    let csv = "a,b,c,d,e,f,g,h\n1e300,1.0,0.30000000000000004,Infinity,-Infinity,NaN,";
    let written = answer(graph.path(), &[query, "--format", "csv"]);
    assert!(written.starts_with(csv) && written.ends_with(",Infinity\n"), "{written}");
}

#[test]
fn a_text_may_look_like_something_else() {
    let graph = loom();
    let file = graph.path().join("ask.cypher");
    let text = "// What?\n//\n// Words.\n//\n// $word = \"a\": a text\n// $n = 1: a number\n\nRETURN $word AS word, $n AS n";
    std::fs::write(&file, text).unwrap();
    let args = [file.to_str().unwrap(), "-p", "word=2026", "-p", "n=2", "--format", "jsonl"];
    assert_eq!(answer(graph.path(), &args), "{\"word\":\"2026\",\"n\":2}\n");
}

#[test]
fn what_is_missing_is_not_what_is_empty() {
    let graph = loom();
    let query = "RETURN null AS n, '' AS s, [] AS l, [''] AS one, {} AS m";
    assert_eq!(
        answer(graph.path(), &[query, "--format", "csv"]),
        "n,s,l,one,m\n,\"\",[],\"[\"\"\"\"]\",{}\n"
    );
}

#[test]
fn saved_queries_take_any_name_of_a_concept() {
    let graph = samples();
    let by_id = answer(graph.path(), &["quotes-of", "--param", "concept=rlhf"]);
    for name in ["RLHF", "Reinforcement learning from human feedback"] {
        let given = format!("concept={name}");
        assert_eq!(answer(graph.path(), &["quotes-of", "--param", &given]), by_id, "{name}");
    }
    let given = ["--param", "person=Schulman", "--param", "concept=Long-horizon"];
    let by_id = ["--param", "person=john-schulman", "--param", "concept=long-horizon-tasks"];
    assert_eq!(
        answer(graph.path(), &[&["over-time"][..], &given].concat()),
        answer(graph.path(), &[&["over-time"][..], &by_id].concat())
    );
    let (code, out, told) =
        ask(graph.path(), &["quotes-of", "--param", "concept=rlhff", "--format", "csv"], b"");
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(told.contains("there is no concept `rlhff`; did you mean `rlhf`?"), "{told}");
}

#[test]
fn a_name_or_a_text_is_taken_as_it_is_typed() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    let [notes, concepts, query, given] = ["notes.jsonl", "loom.toml", "text.cypher", "given.json"].map(at);
    let lines = ["1.10", "1.1", "1e3", "Sam Griffith"]
        .map(|name| format!("{{\"text\": \"A loom of {name}.\", \"speaker\": \"{name}\"}}\n"));
    std::fs::write(&notes, lines.concat()).unwrap();
    std::fs::write(&concepts, "[[concept]]\nid = \"loom\"\n").unwrap();
    std::fs::write(&query, "// A?\n// B.\n// $t = \"x\": a text\n\nRETURN $t AS t").unwrap();
    std::fs::write(&given, "{\"t\":\n  2.50}").unwrap();
    let out = at("graph");
    assert!(ideagraph(&["build", "--quiet", &notes, "--concepts", &concepts, "-o", &out]).status.success());
    let out = Path::new(&out);
    for (name, said) in
        [("1.10", "1.10"), ("\"1.10\"", "1.10"), ("1.1", "1.1"), ("1e3", "1e3"), ("Griﬃth", "Sam Griffith")]
    {
        let person = format!("person={name}");
        let answered = answer(out, &["over-time", "-p", &person, "-p", "concept=loom", "--format", "csv"]);
        assert!(answered.ends_with(&format!(",A loom of {said}.\n")), "{name}: {answered}");
    }
    for text in ["1.10", "1e3", "100000000000000000000", "[1, 2]", "{\"a\":1.50}", "true", "x"] {
        let answered = answer(out, &[&query, "-p", &format!("t={text}"), "--format", "jsonl"]);
        assert_eq!(answered, format!("{}\n", serde_json::json!({ "t": text })));
    }
    assert_eq!(answer(out, &[&query, "--params", &given, "--format", "csv"]), "t\n2.50\n");
}

#[test]
fn saved_queries_say_what_they_have_to_be_told() {
    let graph = loom();
    for (query, needed) in [
        (&["quotes-of"][..], "told $concept (the concept), as in `--param concept=loom`"),
        (
            &["shortest-ways", "-p", "from=loom"],
            "told $to (the concept it ends at), as in `--param to=engine`",
        ),
        (&["evidence-for-a-path"], "ends at), as in `--param from=loom` and `--param to=engine`"),
    ] {
        let (code, out, told) = ask(graph.path(), query, b"");
        assert_eq!((code, out.as_str()), (2, ""));
        assert!(told.contains(needed), "{told}");
    }
    let own = graph.path().join("own.cypher");
    std::fs::write(
        &own,
        "// A?\n// B.\n// $c: concept = \"warp\": the concept\nMATCH (c {id: $c}) RETURN c.id",
    )
    .unwrap();
    let (code, _, told) = ask(graph.path(), &[own.to_str().unwrap()], b"");
    assert_eq!(code, 2);
    assert!(told.contains("by default: give another $c with --param c=…"), "{told}");
}

/// Every query that ships asks of the graph that there is.
#[test]
fn saved_queries_know_no_graph() {
    for query in SavedQuery::shipped() {
        for parameter in query.parameters.iter().filter(|parameter| parameter.kind.is_some()) {
            assert!(parameter.default.as_ref().is_none_or(|default| default.is_null()), "{}", query.name);
        }
    }
}

#[test]
fn saved_queries_tell_their_parameters() {
    let listed =
        |format: &str| String::from_utf8(ideagraph(&["queries", "--format", format]).stdout).unwrap();
    let queries: Vec<serde_json::Value> = serde_json::from_str(&listed("json")).unwrap();
    let comes_with = queries.iter().find(|query| query["name"] == "comes-with").unwrap();
    assert_eq!(
        comes_with["parameters"],
        serde_json::json!([
            {"name": "concept", "kind": "concept", "needed": true, "default": null, "meaning": "the concept"},
            {"name": "top", "kind": null, "needed": false, "default": 5, "meaning": "how many concepts"},
        ])
    );
    assert!(listed("csv").contains(",concept (the concept); top=5 (how many concepts)\n"));
}

#[test]
fn nothing_in_a_table_moves_the_cursor() {
    let graph = loom();
    let query = "RETURN 'a\\u001b[31mb\\u009b2J\\u0007\\r\\tc' AS `x\u{1b}]0;y\u{7}`, ['\\u001b[1m'] AS l, {k: '\\u001bc'} AS m";
    for args in [&["--color", "never"][..], &["--color", "always"]] {
        let table = answer(graph.path(), &[&[query, "--format", "table"], args].concat());
        let plain = table.replace("\u{1b}[1m", "").replace("\u{1b}[0m", "");
        assert!(plain.chars().all(|c| c == '\n' || !c.is_control()), "{table:?}");
    }
}

#[test]
fn questions_come_from_anywhere() {
    let graph = loom();
    let file = graph.path().join("ask.cypher");
    std::fs::write(&file, "\u{feff}// $n = 2: a number\r\nRETURN $n\r\nAS x;\r\n").unwrap();
    let file = file.to_str().unwrap();
    for (args, input, expected) in [
        (&["RETURN 1 AS x;"][..], "", "x\n1\n"),
        (&["-"], "RETURN 3 AS x", "x\n3\n"),
        (&["-"], "\u{feff}RETURN 3\r\nAS x\r\n", "x\n3\n"),
        (&[file, "--param", "n=5"], "", "x\n5\n"),
        (&["most-spoken-of", "--param", "top=1"], "", "concept,quotes,people,sources\nloom,2,2,1\n"),
    ] {
        let (code, out, told) = ask(graph.path(), &[args, &["--format", "csv"]].concat(), input.as_bytes());
        assert_eq!((code, out.as_str()), (0, expected), "{args:?}: {told}");
    }
}

#[test]
fn parameters_are_json_or_else_strings() {
    let graph = loom();
    for (given, expected) in [
        ("x=3", "3 INTEGER"),
        ("$x=-0.5", "-0.5 FLOAT"),
        ("x=true", "true BOOLEAN"),
        ("x=null", " "),
        ("x=\"3\"", "3 STRING"),
        ("x=rlhf", "rlhf STRING"),
        ("x=", "\"\" STRING"),
        ("x=a=b", "a=b STRING"),
        ("x=2026-05-30", "2026-05-30 STRING"),
        ("x=[1, \"a\"]", "\"[1,\"\"a\"\"]\" LIST"),
        ("x={\"k\": [1]}", "\"{\"\"k\"\":[1]}\" MAP"),
        ("x=99999999999999999999.0", "1e20 FLOAT"),
        ("x=\"99999999999999999999\"", "99999999999999999999 STRING"),
    ] {
        let args = ["RETURN $x AS x, valueType($x) AS t", "--param", given, "--format", "tsv"];
        let out = answer(graph.path(), &args);
        assert_eq!(out.lines().nth(1).unwrap().replace('\t', " "), expected, "{given}");
    }
}

#[test]
fn a_parameter_that_is_compared_with_strings_is_one() {
    let graph = loom();
    let file = graph.path().join("given.json");
    std::fs::write(&file, "{\"x\": \"1\", \"seen\": [\"Bob\"]}").unwrap();
    let file = file.to_str().unwrap();
    for (query, given, expected) in [
        ("MATCH (p:Person) WHERE p.name <> $x RETURN count(*) AS n", "--param=x=42", "2"),
        ("MATCH (p:Person) WHERE $x <> p.name RETURN count(*) AS n", "--param=x=true", "2"),
        ("MATCH (q:Quote) WHERE NOT q.text CONTAINS $x RETURN count(*) AS n", "--param=x=7", "2"),
        ("MATCH (q:Quote) WHERE q.ordinal < $x RETURN count(*) AS n", "--param=x=2", "1"),
        ("RETURN $x = '1.10' AS n", "--param=x=1.10", "true"),
        ("RETURN $x = '99999999999999999999' AS n", "--param=x=99999999999999999999", "true"),
        ("MATCH (p:Person) WHERE NOT p.name IN $x RETURN count(*) AS n", "--param=x=[1, \"Bob\"]", "1"),
        (
            "MATCH (p:Person) WHERE '1e3' IN $x AND p.name IN $x RETURN p.name AS n",
            "--param=x=[1e3, \"Bob\"]",
            "Bob",
        ),
        (
            "UNWIND $x AS x MATCH (p:Person {name: x}) RETURN count(*) AS n",
            "--param=x=[7, \"Ada\", true]",
            "1",
        ),
        ("WITH $x AS x MATCH (p:Person) WHERE p.name <> x RETURN count(*) AS n", "--param=x=42", "2"),
        ("MATCH (q:Quote) WHERE q.ordinal IN $x RETURN count(*) AS n", "--param=x=[1, \"a\", null]", "1"),
        ("MATCH (q:Quote) WHERE NOT $x IN q.tags RETURN count(*) AS n", "--param=x=2024", "2"),
        (
            "UNWIND $x AS x MATCH (q:Quote) WHERE NOT x IN q.tags RETURN count(*) AS n",
            "--param=x=[2024]",
            "2",
        ),
        ("MATCH (p:Person) WHERE p.name <> $x AND NOT p.name IN $seen RETURN p.name AS n", file, "Ada"),
    ] {
        let given = if given == file { vec!["--params", file] } else { vec![given] };
        let out = answer(graph.path(), &[&[query, "--format", "csv"], &given[..]].concat());
        assert_eq!(out, format!("n\n{expected}\n"), "{query}");
    }
    let both = ["RETURN $x AS x, size($seen) AS n", "--params", file, "-p", "x=2", "--format", "csv"];
    assert_eq!(answer(graph.path(), &both), "x,n\n2,1\n");
}

#[test]
fn parameters_that_do_not_fit_are_told() {
    let graph = loom();
    for (query, given, expected) in [
        ("RETURN $one + $other AS sum", "third=1", "no parameter `third`; it has $one, $other"),
        ("RETURN $one + $other AS sum", "another=1", "did you mean `other`?"),
        ("RETURN $concept AS c", "koncept=loom", "did you mean `concept`?"),
        ("quotes-of", "koncept=loom", "did you mean `concept`?"),
        ("RETURN 1", "x=1", "no parameter `x`; it has none"),
        ("quotes-of", "concept=12", "there is no concept `12`"),
        ("quotes-of", "concept=null", "there is no concept `null`"),
        (
            "MATCH (q:Quote) WHERE q.ordinal = $n RETURN q",
            "n=true",
            "an integer is compared with a boolean here",
        ),
        ("MATCH (q:Quote) WHERE q.properties.n >= $n RETURN q", "n=3", "toFloat(value)"),
        (
            "MATCH (q:Quote) WHERE q.ordinal = $n OR q.id = $n RETURN q",
            "n=3",
            "a string is compared with an integer here, which is never true",
        ),
        (
            "RETURN $n AS n",
            "n=9223372036854775808",
            "`n`: the number 9223372036854775808 does not fit into 64 bits; write it as a string, \"92",
        ),
        ("RETURN $n AS n", "n=[1, {\"k\": -99999999999999999999}]", "or as a float, -99999999999999999999.0"),
        ("since", "day=20", "`20` is not a date; write it like `2026-05-30`"),
        (
            "MATCH (q:Quote) WHERE q.date > $day RETURN q",
            "day=1843-08-01",
            "write date('2026-05-30'), or date($value)",
        ),
    ] {
        let (code, out, told) = ask(graph.path(), &[query, "--param", given], b"");
        assert_eq!((code, out.as_str()), (2, ""), "{query}");
        assert!(told.contains(expected), "{query}: {told}");
    }
}

#[test]
fn a_field_that_no_file_has_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let notes = folder.path().join("notes.jsonl");
    std::fs::write(
        &notes,
        "{\"text\": \"The engine.\", \"speaker\": \"Ada\", \"rating\": 3, \"mood\": \"calm\"}\n",
    )
    .unwrap();
    let out = folder.path().to_str().unwrap();
    let built = ideagraph(&["build", "--quiet", notes.to_str().unwrap(), "-o", out]);
    assert!(built.status.success(), "{}", told(&built));
    for (field, expected) in [
        ("q.properties.raiting", "no Quote has a field raiting, so this is null; did you mean rating?"),
        ("q.properties['raiting']", "did you mean rating?"),
        ("[x IN collect(q.properties) | x.raiting]", "did you mean rating?"),
        ("q.properties.page_number", "there are mood, rating\n"),
        ("q.properties.text", "text is a property of Quote itself\n"),
        ("q.properties.speaker", "that is a node of its own: (:Quote)-[:SAID_BY]->(:Person)\n"),
    ] {
        let (code, _, told) = ask(folder.path(), &[&format!("MATCH (q:Quote) RETURN {field}")], b"");
        assert!(code == 0 && told.contains(expected), "{field}: {told}");
    }
    for query in [
        "MATCH (q:Quote) RETURN q.properties.rating, q.properties['mood'], q.properties[q.id], {other: 1}.other",
        "MATCH (n) WHERE n:Quote OR n:Source RETURN n.properties.rating",
    ] {
        assert_eq!(ask(folder.path(), &[query, "--format", "csv"], b"").2, "", "{query}");
    }
    let (_, _, told) = ask(folder.path(), &["MATCH (s:Source) RETURN s.properties.isbn"], b"");
    assert!(told.contains("no Source has a field isbn, so this is null; no file says more"), "{told}");
}

#[test]
fn the_name_of_a_file_tells_its_format() {
    let graph = loom();
    for (name, extra, expected) in [
        ("a.csv", &[][..], "x\n1\n"),
        ("a.JSON", &[], "[\n  {\n    \"x\": 1\n  }\n]\n"),
        ("a.txt", &[], "x\n──\n1\n"),
        ("a", &[], "{\"x\":1}\n"),
        ("a.csv", &["--format", "tsv"], "x\n1\n"),
    ] {
        let file = graph.path().join(name);
        let args = [&["RETURN 1 AS x", "-o", file.to_str().unwrap()], extra].concat();
        answer(graph.path(), &args);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), expected, "{name}");
    }
    let file = graph.path().join("o.xyz");
    let (code, out, told) = ask(graph.path(), &["RETURN 1 AS x", "-o", file.to_str().unwrap()], b"");
    assert_eq!((code, out.as_str(), file.exists()), (2, "", false));
    assert!(
        told.contains("o.xyz tells no format: name the file .txt, .json") && told.contains("--format"),
        "{told}"
    );
}

#[test]
fn limits_stop_a_question() {
    let graph = loom();
    let rows =
        ask(graph.path(), &["UNWIND range(1, 9) AS x RETURN x", "--max-rows", "2", "--format", "csv"], b"");
    let cut = "stopped after 2 rows, as --max-rows says; there may be more\n";
    assert_eq!(rows, (0, "x\n1\n2\n".to_owned(), cut.to_owned()));
    for (query, format) in
        [("RETURN x", "jsonl"), ("RETURN x", "table"), ("WITH x, y WHERE x < 0 RETURN x", "table")]
    {
        let endless = format!("UNWIND range(1, 99999) AS x UNWIND range(1, 99999) AS y {query}");
        let (code, _, told) = ask(graph.path(), &[&endless, "--timeout", "0.05", "--format", format], b"");
        let limit = "error: the query took too long; --timeout gives it 0.05 seconds: give it more, or ask for less\n";
        assert_eq!((code, told.as_str()), (2, limit), "{query}");
    }
    for (limit, value, expected) in [
        ("--timeout", "soon", "a number of seconds"),
        ("--timeout", "-1", "a number of seconds"),
        ("--max-rows", "-1", "a number of rows"),
    ] {
        let (code, _, told) = ask(graph.path(), &["RETURN 1", limit, value], b"");
        assert!(code == 2 && told.contains(expected), "{limit} {value}: {told}");
    }
}

#[test]
fn plans_and_measures_are_told() {
    let graph = loom();
    let query = "MATCH (c:Concept)<-[:MENTIONS]-(q) RETURN c.id AS id, count(q) AS quotes ORDER BY id";
    let plan = answer(graph.path(), &[query, "--explain"]);
    assert!(plan.starts_with("step") && plan.contains("Concept") && !plan.contains(" ms"), "{plan}");
    let (code, out, told) = ask(graph.path(), &[query, "--profile", "--format", "csv"], b"");
    assert_eq!((code, out.as_str()), (0, "id,quotes\nengine,1\nloom,2\n"));
    assert!(told.lines().count() >= plan.lines().count() && told.contains("ms"), "{told}");
}

#[test]
fn what_is_wrong_is_shown_with_what_to_do() {
    let graph = loom();
    for (query, expected) in [
        (
            "MATCH (c:Concpt) RETURN c",
            "did you mean Concept?\n  |\n1 | MATCH (c:Concpt) RETURN c\n  |          ^^^^^^\n",
        ),
        (
            "MATCH ()-[:MENTION]->() RETURN 1",
            "did you mean MENTIONS?\n  |\n1 | MATCH ()-[:MENTION]->() RETURN 1\n  |            ^^^^^^^\n",
        ),
        (
            "MATCH (c:Concept)\nRETURN c.lable",
            "did you mean label?\n  |\n2 | RETURN c.lable\n  |          ^^^^^\n",
        ),
        ("RETURN toUper('a')", "did you mean toUpper"),
        ("CALL ideagraph.comunities()", "did you mean ideagraph.communities"),
        ("RETURN $who", "the parameter $who has no value; give it one with --param who=…"),
        ("RETURN “a”", "write `\"`"),
        ("CREATE (c:Concept)", "the graph is built from its sources"),
        ("MATCH (c) SET c.label = 'x'", "the graph is built from its sources"),
        ("MATCH (c) DELETE c", "ideagraph build"),
        ("MERGE (c:Concept)", "ideagraph build"),
        ("CREATE INDEX names FOR (c:Concept) ON (c.label)", "ideagraph build"),
        ("DROP INDEX names", "ideagraph build"),
        ("LOAD CSV FROM 'file:///a.csv' AS line RETURN line", "ideagraph build"),
        ("CALL db.labels(1)", "db.labels takes no arguments\n"),
        ("MATCH (c:Concept) WHERE c.label =~ '.*\\d.*' RETURN c", "write `\\\\d`"),
        ("MATCH (c:Concept) WHERE c.label =~ '.*\\bloom.*' RETURN c", "write `\\\\b`"),
        ("", "the query is empty"),
        ("  ", "the query is empty"),
        ("// nothing", "the query is empty"),
        ("RETURN 1; RETURN 2", "ideagraph shell"),
        ("nothing.cypher", "nothing.cypher: cannot be read"),
        ("bridges.cypher", "did you mean `bridges`?"),
        ("BRIDGES", "there is no saved query `BRIDGES`; did you mean `bridges`?"),
        ("./src", "./src is a folder; name a file in it"),
        ("nothing-like-it", "there is no saved query `nothing-like-it`"),
        ("most-spoken", "did you mean `most-spoken-of`?"),
        ("RETURN 1/0", "zero"),
        ("MATCH (s:Source) RETURN s.publisher", "there are date, id, path, properties, tags, title, url"),
        ("MATCH (s:Source) RETURN s.author", "that is a node of its own: (:Source)-[:BY]->(:Person)"),
        ("MATCH (q:Quote) RETURN q.Speaker", "that is a node of its own: (:Quote)-[:SAID_BY]->(:Person)"),
        ("MATCH (q:Quote) RETURN q.concepts", "that is a node of its own: (:Quote)-[:MENTIONS]->(:Concept)"),
        ("MATCH (q:Quote) WHERE 2024 IN q.tags RETURN q", "which is never true; a string stands in quotes"),
    ] {
        let (code, out, told) = ask(graph.path(), &[query], b"");
        assert_eq!((code, out.as_str()), (2, ""), "{query}");
        assert!(told.starts_with("error: ") && told.contains(expected), "{query}: {told}");
    }
}

#[test]
fn what_is_asked_in_vain_is_told_beside_the_answer() {
    let graph = loom();
    let (none, null) =
        ("MATCH (c:Concept)-[:SAID_BY]->() RETURN c.id", "MATCH (c:Concept) RETURN c.text LIMIT 1");
    let caret = "\n  |\n1 | MATCH (c:Concept) RETURN c.text LIMIT 1\n  |                            ^^^^\n";
    for (args, code, out, told) in [
        (&[null][..], 0, "{\"c.text\":null}\n", caret),
        (&[null, "--quiet"], 0, "{\"c.text\":null}\n", ""),
        (&[none], 1, "", "there is (:Quote)-[:SAID_BY]->(:Person)"),
        (&[none, "--quiet"], 1, "", ""),
        (&[null, "--explain"], 0, "scan", "warning: no Concept has a property text"),
    ] {
        let (own, answer, warned) = ask(graph.path(), args, b"");
        assert_eq!((own, warned.is_empty()), (code, told.is_empty()), "{args:?}: {warned}");
        assert!(answer.contains(out) && warned.contains(told), "{args:?}: {answer}{warned}");
    }
}

#[test]
fn who_speaks_of_no_concept_is_told_of_too() {
    let folder = tempfile::tempdir().unwrap();
    let notes = folder.path().join("notes.jsonl");
    let lines =
        "{\"text\": \"A loom.\", \"speaker\": \"Ada\"}\n{\"text\": \"So it is.\", \"speaker\": \"Bob\"}\n";
    std::fs::write(&notes, lines).unwrap();
    let concepts = folder.path().join("loom.toml");
    std::fs::write(&concepts, "[[concept]]\nid = \"loom\"\n").unwrap();
    let [notes, concepts, out] = [&notes, &concepts, folder.path()].map(|path| path.to_str().unwrap());
    assert!(ideagraph(&["build", "--quiet", notes, "--concepts", concepts, "-o", out]).status.success());
    let profiles = answer(folder.path(), &["profile", "--format", "csv"]);
    assert_eq!(profiles, "person,quotes,first,last,concepts\nAda,1,,,\"[\"\"loom\"\"]\"\nBob,1,,,[]\n");
}

#[test]
fn columns_that_are_only_drawn_stand_in_no_rows() {
    let graph = loom();
    let file = graph.path().join("ask.cypher");
    let path = file.to_str().unwrap();
    let text = |drawn: &str| {
        format!("// What?\n//\n// Words.\n//\n// drawn: {drawn}\n\nMATCH (c:Concept) RETURN c.id AS id, c")
    };
    std::fs::write(&file, text("c")).unwrap();
    assert_eq!(answer(graph.path(), &[path, "--format", "csv"]), "id\nengine\nloom\n");
    assert!(answer(graph.path(), &[path, "--format", "svg"]).contains("<title>What?</title>"));
    std::fs::write(&file, text("d")).unwrap();
    let (code, _, told) = ask(graph.path(), &[path], b"");
    assert_eq!(
        (code, told.as_str()),
        (2, "error: the comment says that `d` is drawn, and no column has that name\n")
    );
}

/// `path` wants a quote of its own for each step, which the strongest chains here have.
#[test]
fn the_strongest_way_is_the_same_for_every_verb() {
    let graph = samples();
    let pairs = "MATCH (a:Concept), (b:Concept) WHERE a.id < b.id AND size(a.id) < 8 AND size(b.id) < 8 \
        RETURN a.id AS from, b.id AS to";
    let pairs = answer(graph.path(), &[pairs, "--format", "tsv"]);
    let pairs: Vec<(&str, &str)> = pairs.lines().skip(1).filter_map(|line| line.split_once('\t')).collect();
    assert!(pairs.len() > 20, "{pairs:?}");
    let first =
        |rows: &str| -> serde_json::Value { serde_json::from_str(rows.lines().next().unwrap()).unwrap() };
    for (from, to) in pairs {
        let folder = graph.path().to_str().unwrap();
        let path = ideagraph(&["path", from, to, "--top", "1", "--format", "jsonl", "--graph", folder]);
        let chain = first(&String::from_utf8(path.stdout).unwrap());
        let [from, to] = [("from", from), ("to", to)].map(|(name, id)| format!("{name}={id}"));
        let args = ["evidence-for-a-path", "-p", &from, "-p", &to, "--format", "jsonl"];
        assert_eq!(first(&answer(graph.path(), &args))["strength"], chain["strength"], "{from} {to}");
    }
}

#[test]
fn exit_codes_tell_what_was_found() {
    let graph = loom();
    let none = "MATCH (c:Concept {definition: 'x'}) RETURN c.id";
    for (args, expected) in [
        (&["RETURN 1"][..], (0, "{\"1\":1}\n", "")),
        (&[none], (1, "", "nothing found\n")),
        (&[none, "--quiet"], (1, "", "")),
        (&[none, "--quiet", "--format", "csv"], (1, "c.id\n", "")),
        (&[none, "--quiet", "--format", "json"], (1, "[]\n", "")),
        (&[none, "--quiet", "--format", "svg"], (1, "", "")),
    ] {
        let (code, out, told) = ask(graph.path(), args, b"");
        assert_eq!((code, out.as_str(), told.as_str()), expected, "{args:?}");
    }
}

#[test]
fn pictures_show_what_is_named_and_nothing_else() {
    let graph = samples();
    let svg = |query: &str| {
        let (code, out, told) = ask(graph.path(), &[query, "--format", "svg"], b"");
        assert_eq!(code, 0, "{query}: {told}");
        roxmltree::Document::parse(&out).unwrap_or_else(|error| panic!("{query}: {error}"));
        (out, told)
    };
    let chain = "MATCH way = shortestPath((:Concept {id: 'memory'})-[:CO_OCCURS*]-(:Concept {id: 'scaling'})) RETURN way";
    let (picture, told) = svg(chain);
    assert!(picture.contains("5 concepts · 4 relationships") && told.is_empty(), "{told}");
    let heading =
        "<title>MATCH way = shortestPath((:Concept {id: 'memory'})-[:CO_OCCURS*]-(:Concept {id: …</title>";
    assert!(picture.contains(heading), "{picture}");
    // Colours are the communities of concepts.
    assert!(picture.contains(">AI agents (2)<"), "{picture}");
    for (text, expected) in [
        ("// Who knows whom?\nMATCH (c:Concept)\nRETURN c", "Who knows whom? …"),
        ("\n MATCH (c:Concept) RETURN c ; ", "MATCH (c:Concept) RETURN c"),
    ] {
        assert!(svg(text).0.contains(&format!("<title>{expected}</title>")), "{text}");
    }
    // The quote speaks of more than was asked for.
    let (picture, _) = svg(
        "MATCH way = (:Quote {id: 'john-schulman:4'})-[:MENTIONS]->(:Concept {id: 'tool-use'}) RETURN way",
    );
    assert!(picture.contains("1 quote · 1 concept · 1 link"), "{picture}");
    let (picture, _) =
        svg("MATCH way = (:Person {id: 'mei-tanaka'})<-[:SAID_BY]-(:Quote)-[:FROM]->(:Source) RETURN way");
    assert!(picture.contains("4 quotes · 1 person · 2 sources · 8 relationships"), "{picture}");
    let (_, told) = svg("MATCH (a:Concept {id: 'memory'})-[:CO_OCCURS]-(b) RETURN a, b");
    assert!(told.contains("no relationships, so no lines"), "{told}");
    let dot = answer(graph.path(), &[chain, "--format", "dot"]);
    assert_eq!(dot.matches(" -- ").count(), 4, "{dot}");
    for format in ["svg", "dot"] {
        let (code, out, told) =
            ask(graph.path(), &["MATCH (c:Concept) RETURN c.id", "--format", format], b"");
        assert_eq!((code, out.as_str()), (2, ""));
        assert!(told.contains("nothing to draw"), "{told}");
    }
}

#[test]
fn a_reader_that_has_enough_is_no_error() {
    let graph = loom();
    let endless = "UNWIND range(1, 99999) AS y UNWIND range(1, 99999) AS x RETURN x";
    let args = ["query", endless, "--format", "csv", "--graph", "."];
    let mut child = program(&graph, &args).spawn().unwrap();
    let mut begun = [0; 4];
    child.stdout.take().unwrap().read_exact(&mut begun).unwrap();
    assert_eq!(&begun, b"x\n1\n");
    assert_eq!(parts(child.wait_with_output().unwrap()), (0, String::new(), String::new()));
}

#[test]
fn a_graph_that_is_not_there_is_told() {
    let folder = tempfile::tempdir().unwrap();
    for verb in [&["query", "RETURN 1"][..], &["shell"]] {
        let output = ideagraph(&[verb, &["--graph", folder.path().to_str().unwrap()]].concat());
        assert_eq!(output.status.code(), Some(2));
        assert!(told(&output).contains("ideagraph build"), "{}", told(&output));
    }
}
