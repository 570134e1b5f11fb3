use super::*;
use crate::query::cypher::ast::{ClauseKind, ExprKind};

fn fault(query: &str) -> Option<Fault> {
    parse(query).err().map(|error| error.fault)
}

#[test]
fn keywords_are_names_where_names_stand() {
    for query in [
        "MATCH (order:Order {limit: 1}) RETURN order.by AS end, count AS count",
        "MATCH (n)-[:IN|:OF]->(match) RETURN match.return",
        "RETURN [x IN [1, 2] WHERE x > 1 | x] AS in, [(a)-->(b) | b] AS list, {null: 1}.null",
        "RETURN exists((n)-->()) AND (n)--() OR (n) - 1 < -2",
        "RETURN case AS c, CASE c WHEN 1, 2 THEN 3 END",
    ] {
        assert_eq!(fault(query), None, "{query}");
    }
}

#[test]
fn a_bar_ends_the_condition_of_a_comprehension() {
    let shape = |query: &str| match &parse(query).unwrap_or_else(|e| panic!("{query}: {e}")).parts[0][0].kind
    {
        ClauseKind::Return(projection) => match &projection.items[0].expr.kind {
            ExprKind::ListComprehension(_, _, Some(_), map) => map.is_some(),
            ExprKind::PatternComprehension(_, Some(_), _) => true,
            other => panic!("{query}: {other:?}"),
        },
        _ => panic!("{query}"),
    };
    for (query, maps) in [
        ("RETURN [x IN [1] WHERE n:A | x]", true),
        ("RETURN [x IN [1] WHERE NOT n:A | x]", true),
        ("RETURN [x IN [1] WHERE (n:A|B)]", false),
        ("RETURN [x IN [1] WHERE (n:A|B) | x]", true),
        ("RETURN [x IN [1] WHERE any(y IN [n] WHERE y:A|B) AND n:A | x]", true),
        ("RETURN [x IN [1] WHERE EXISTS { (n:A|B) WHERE n:A|B } | x]", true),
        ("RETURN [x IN [1] WHERE [y IN [n] WHERE y:A | y] = [] AND n:A | x]", true),
        ("RETURN [(q)-[:R|S]->(m) WHERE m:A | m.id]", true),
        ("RETURN [(q)-[:R|S]->(m:A|B) WHERE m:A AND (m:B|C) | m.id]", true),
    ] {
        assert_eq!(shape(query), maps, "{query}");
    }
}

#[test]
fn a_list_in_brackets_can_be_subtracted() {
    for query in ["RETURN (3) - [1][0]", "RETURN ((3 - 3) - [1, 2][1])", "RETURN (a)-[1, 2][0]"] {
        let query = parse(query).unwrap_or_else(|error| panic!("{query}: {error}"));
        let ClauseKind::Return(projection) = &query.parts[0][0].kind else { panic!() };
        assert!(matches!(&projection.items[0].expr.kind, ExprKind::Arithmetic(..)), "{projection:?}");
    }
    for query in ["RETURN (a)-[:R]-(b) AS x", "RETURN (a)<-[r]-(b) AS x", "RETURN (a)--(b) AS x"] {
        let ClauseKind::Return(projection) = &parse(query).unwrap().parts[0][0].kind else { panic!() };
        assert!(matches!(&projection.items[0].expr.kind, ExprKind::Pattern(..)), "{query}");
    }
}

#[test]
fn operators_bind_as_the_grammar_says() {
    let query = parse("RETURN a OR b AND NOT c = d + e * f ^ -g.h").unwrap();
    let ClauseKind::Return(projection) = &query.parts[0][0].kind else { panic!() };
    assert!(matches!(&projection.items[0].expr.kind, ExprKind::Logic(_, operands) if operands.len() == 2));
}

#[test]
fn hostile_text_is_refused_in_bounded_space() {
    let deep = 100_000;
    let nests =
        [("(", ")"), ("[", "]"), ("{a:", "}"), ("NOT ", ""), ("-", ""), ("f(", ")"), ("({a:", "})-->()")];
    for (open, close) in nests {
        let query = format!("RETURN {}1{}", open.repeat(deep), close.repeat(deep));
        assert_eq!(fault(&query), Some(Fault::TooLarge), "{open}");
    }
    for tail in [".a", "[0]", " IS NULL", " IN []"] {
        assert_eq!(fault(&format!("RETURN a{}", tail.repeat(deep))), Some(Fault::TooLarge), "{tail}");
    }
    assert_eq!(fault(&format!("MATCH (){} RETURN 1", "--()".repeat(deep))), Some(Fault::TooLarge));
    assert_eq!(fault(&format!("RETURN 1{}", " UNION RETURN 1".repeat(deep))), Some(Fault::TooLarge));
    assert_eq!(fault(&format!("RETURN 1{}", " + a.b".repeat(deep))), None);
    assert_eq!(fault(&format!("RETURN [1{}]", ", a.b.c".repeat(deep))), None);
    for flat in
        [" OR a = 1", " AND a CONTAINS 'b'", " XOR 1 IN [a]", " + 2 * a", " OR a = 1 AND NOT b < 2 ^ 3"]
    {
        assert_eq!(fault(&format!("RETURN 1 = 1{}", flat.repeat(10_000))), None, "{flat}");
    }
    let columns = |count: usize| format!("RETURN 1{}", ", 1".repeat(count - 1));
    assert_eq!([MAX_COLUMNS, MAX_COLUMNS + 1].map(|n| fault(&columns(n))), [None, Some(Fault::TooLarge)]);
}

#[test]
fn text_has_only_the_escapes_that_there_are() {
    let text = |query: &str| match &parse(query).unwrap().parts[0][0].kind {
        ClauseKind::Return(projection) => projection.items[0].expr.kind.clone(),
        _ => panic!("{query}"),
    };
    let expected = "\\d \t\u{8}\n\r\u{c} '\"` é\u{1f600}";
    let query = r#"RETURN '\\d \t\b\n\r\f \'\"\` \u00e9\U0001f600'"#;
    assert_eq!(text(query), ExprKind::Text(expected.to_owned()));
    for (query, place) in [(r"RETURN '.*\d'", r"\d"), (r#"RETURN "a\é""#, r"\é"), (r"RETURN '\N'", r"\N")] {
        let error = parse(query).unwrap_err();
        assert_eq!(error.span.and_then(|span| span.of(query)), Some(place));
        assert!(error.hint.is_some_and(|hint| hint.contains(&format!(r"\{place}"))), "{query}");
    }
}

#[test]
fn messages_are_short_whatever_is_told() {
    let long = "x".repeat(1_000_000);
    for query in
        [format!("RETRN {long}"), format!("RETURN `{long}` AS {long} {long}"), format!("RETURN 0{long}")]
    {
        let error = parse(&query).unwrap_err();
        assert!(error.in_text(&query).to_string().len() < 1000);
    }
}

#[test]
fn errors_point_at_the_place() {
    let query = "MATCH (q:Quote)\nRETRN q";
    let error = parse(query).unwrap_err();
    let expected = "`RETRN` stands where a clause such as MATCH or RETURN was expected; did you mean RETURN?\n  |\n2 | RETRN q\n  | ^^^^^";
    assert_eq!(error.in_text(query).to_string(), expected);
}
