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
}

#[test]
fn errors_point_at_the_place() {
    let query = "MATCH (q:Quote)\nRETRN q";
    let error = parse(query).unwrap_err();
    let expected = "`RETRN` stands where a clause such as MATCH or RETURN was expected; did you mean RETURN?\n  |\n2 | RETRN q\n  | ^^^^^";
    assert_eq!(error.in_text(query).to_string(), expected);
}
