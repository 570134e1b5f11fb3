//! Which steps there are, whatever a question's words.

use crate::graph::fixture::graph;
use crate::query::cypher::{Knowledge, Query};

fn plan(text: &str) -> String {
    let graph = graph(
        "# notes by Ada\n[memory] and [agents]\n[memory] without [coding]\n# talk by Bob\n[agents]\n[memory]\n[memory]\n",
    );
    let graph = Knowledge::new(&graph);
    let query = Query::new(text, &graph).unwrap_or_else(|error| panic!("{text}: {error}"));
    let told = query.explain(&graph, None);
    told.split_once('\n').map(|(_, steps)| steps.to_owned()).unwrap_or_default()
}

/// The steps of a query's plan, each by its verb.
fn verbs(text: &str) -> String {
    let verb = |line: &str| line.split_whitespace().next().unwrap_or_default().to_owned();
    plan(text).lines().map(verb).collect::<Vec<_>>().join(" ")
}

#[test]
fn what_is_beside_something_is_counted_through_the_ways_to_it() {
    for text in [
        "MATCH (:Concept {id: 'memory'})<-[:MENTIONS]-(q:Quote)-[:MENTIONS]->(c:Concept) RETURN c, count(q)",
        "MATCH (x:Concept)<-[:MENTIONS]-()-[:MENTIONS]->(y:Concept) WHERE y.id = 'memory' RETURN x.id, count(*)",
        "MATCH (x)<-[:MENTIONS]-(q)-[:MENTIONS]->(y:Concept {label: 'Memory'}) RETURN x.label AS l, x.id, count(*)",
        "MATCH (y:Concept {id: 'memory'})<-[:MENTIONS]-(q) MATCH (q)-[:MENTIONS]->(x) RETURN x.label, count(q)",
        "MATCH (:Concept {id: 'memory'})<-[:MENTIONS]-(q)-[:MENTIONS]->(c) WITH c.label AS label, q \
         RETURN label, count(q)",
    ] {
        let plan = plan(text);
        assert!(plan.starts_with("partial count by ") && plan.contains("-[:MENTIONS]->()"), "{text}\n{plan}");
        let verbs = verbs(text).replace(" compute", "").replace(" filter", "").replace(" expand", "");
        assert_eq!(verbs, "partial seek tally", "{text}");
    }
}

#[test]
fn what_was_counted_is_counted_on() {
    let beside = "MATCH (q)-[:MENTIONS]->(d:Concept)";
    for text in [
        format!("MATCH (c:Concept)<-[:MENTIONS]-(q) WITH q, count(*) AS n {beside} RETURN d.id, count(*)"),
        format!(
            "MATCH (c:Concept)<-[:MENTIONS]-(q) WITH q, count(*) AS n WHERE n > 1 {beside} RETURN d.id, count(*)"
        ),
        format!(
            "UNWIND [1, 2] AS i MATCH (q)-[:MENTIONS]->(:Concept) WITH q, count(*) AS n {beside} RETURN d, count(*)"
        ),
    ] {
        let plan = plan(&text);
        assert!(plan.starts_with("partial count by d: count (q)-[:MENTIONS]->()"), "{text}\n{plan}");
        assert!(!plan.contains("aggregate"), "{text}\n{plan}");
    }
    // How often is asked for, or the nodes before; or there are rows before, for each of which it would be counted anew.
    for text in [
        format!("MATCH (c:Concept)<-[:MENTIONS]-(q) WITH q, count(*) AS n {beside} RETURN d.id, n, count(*)"),
        format!("MATCH (c:Concept)<-[:MENTIONS]-(q) WITH q, count(*) AS n {beside} RETURN d.id, q, count(*)"),
        format!("MATCH (p:Person) WITH p MATCH (q) WITH p, q, count(*) AS n {beside} RETURN p, d, count(*)"),
    ] {
        let plan = plan(&text);
        assert!(!plan.starts_with("partial count by d: count (q)"), "{text}\n{plan}");
    }
}

#[test]
fn pairs_are_counted_in_one_order() {
    for text in [
        "MATCH (a:Concept) WITH a MATCH (a)<-[:MENTIONS]-(q)-[:MENTIONS]->(b:Concept) WHERE a.id < b.id \
         RETURN a.label, b.label, count(q)",
        "MATCH (x:Concept) WITH x LIMIT 2 MATCH (y:Concept)<-[:MENTIONS]-()-[:MENTIONS]->(x) WHERE y.id <= x.id \
         RETURN x, y, count(*)",
    ] {
        let plan = plan(text);
        assert!(plan.contains("-[:MENTIONS]->() bounded by "), "{text}\n{plan}");
    }
}

#[test]
fn what_equals_a_value_of_each_row_is_looked_up() {
    for (text, expected) in [
        (
            "MATCH (a:Quote), (b:Quote) WHERE a.text = b.text AND a.id < b.id RETURN a.id",
            "look up (b:Quote) by b.text = a.text",
        ),
        (
            "UNWIND range(1, 9) AS n MATCH (q:Quote) WHERE n = q.ordinal RETURN q",
            "look up (q:Quote) by q.ordinal = n",
        ),
        (
            "MATCH (q:Quote) OPTIONAL MATCH (s:Source) WHERE toLower(s.path) = toLower(q.text) RETURN q, s",
            "look up (s:Source) by toLower(s.path) = toLower(q.text)",
        ),
        (
            "MATCH (a:Quote), (b:Quote) WHERE a.ordinal = b.ordinal AND a.text = b.text AND a.id < b.id RETURN a",
            "look up (b:Quote) by b.ordinal = a.ordinal AND b.text = a.text",
        ),
        (
            "MATCH (a:Quote) WHERE EXISTS { (b:Quote {text: a.text, ordinal: a.ordinal}) } RETURN a",
            "look up (b:Quote) by b.text = a.text AND b.ordinal = a.ordinal",
        ),
        // A constant is no value of a row, what is random none of a node, and an index is better.
        ("MATCH (a:Quote), (b:Quote) WHERE b.text = 'x' RETURN a", "scan (b:Quote)"),
        ("MATCH (a:Quote), (b:Quote) WHERE b.ordinal + rand() = a.ordinal RETURN a", "scan (b:Quote)"),
        (
            "MATCH (a:Quote), (b:Concept) WHERE b.label = a.text RETURN a",
            "seek (b:Concept) by label = a.text",
        ),
    ] {
        let plan = plan(text);
        assert!(plan.contains(expected), "{text}\n{plan}");
    }
}

#[test]
fn what_is_linked_is_counted_by_degrees() {
    for text in [
        "MATCH (c:Concept)<-[m:MENTIONS]-(:Quote) RETURN c.id AS id, count(m) AS n ORDER BY n DESC, id LIMIT 2",
        "MATCH (q)-[:MENTIONS]->(x:Concept) RETURN x.label AS l, count(q) AS n ORDER BY n DESC, x.label LIMIT 2",
    ] {
        let verbs = verbs(text);
        assert!(verbs.starts_with("scan count tally"), "{text}: {verbs}");
    }
}

#[test]
fn what_counts_too_little_is_not_given_on() {
    let pairs = "MATCH (a:Concept)<-[:MENTIONS]-(q)-[:MENTIONS]->(b:Concept) WHERE a.id < b.id WITH a, b, count(q) AS n";
    let beside = "MATCH (:Concept {id: 'memory'})<-[:MENTIONS]-(q)-[:MENTIONS]->(c)";
    let linked = "MATCH (q:Quote)-[:MENTIONS]->(c:Concept)";
    for (text, least) in [
        (format!("{pairs} ORDER BY n DESC, a.id, b.id LIMIT 2 RETURN a.label, n"), true),
        (
            format!("{pairs} WHERE n > 1 RETURN a.id, b.label, n ORDER BY n DESC, b.label SKIP 1 LIMIT 2"),
            true,
        ),
        (format!("{beside} RETURN c.id AS id, c.label, count(*) AS n ORDER BY n DESC, id LIMIT 2"), true),
        (format!("{linked} RETURN c.id AS id, count(q) AS links ORDER BY links DESC LIMIT 1"), true),
        // All are wanted, or those that count least; or another order decides.
        (format!("{pairs} RETURN a.id, b.id, n ORDER BY n DESC"), false),
        (format!("{pairs} RETURN a.id, b.id, n ORDER BY n LIMIT 2"), false),
        (format!("{linked} RETURN c.id AS id, count(q) AS n ORDER BY id, n DESC LIMIT 1"), false),
        // What is computed could fail.
        (format!("{pairs} WHERE 1 / n > 0 RETURN a.id, n ORDER BY n DESC LIMIT 2"), false),
        (format!("{linked} RETURN c.id, 7 % count(q) AS n ORDER BY n DESC LIMIT 1"), false),
    ] {
        let plan = plan(&text);
        assert_eq!(plan.contains(", those that count most"), least, "{text}\n{plan}");
    }
}

#[test]
fn what_is_only_counted_makes_no_rows() {
    for (text, expected) in [
        ("MATCH (a:Quote), (b:Quote) RETURN count(*)", "count count aggregate"),
        ("MATCH (a), (b:Concept) WHERE a.id > '' RETURN count(b)", "scan filter count aggregate"),
        ("MATCH (a:Quote)-[:MENTIONS]->(c)<-[:MENTIONS]-(b:Quote) RETURN count(*)", "count aggregate"),
    ] {
        assert!(verbs(text).contains(expected), "{text}\n{}", plan(text));
    }
}

#[test]
fn nodes_are_reached_once_where_it_does_not_count_how_often() {
    for (text, reached) in [
        ("MATCH (:Concept {id: 'memory'})-[:CO_OCCURS*]-(b) RETURN DISTINCT b.id", true),
        ("MATCH (:Concept {id: 'memory'})-[:BROADER*]->(b) RETURN count(DISTINCT b)", true),
        ("MATCH (a:Concept) WHERE (a)-[:BROADER*]->(:Concept {id: 'memory'}) RETURN a", true),
        ("MATCH (a:Concept)-[:CO_OCCURS*0..2]->(b) WITH a, b ORDER BY b.id RETURN DISTINCT a, b", true),
        ("MATCH (a:Concept)-[:CO_OCCURS*]->(b) RETURN b", false),
        ("MATCH (a:Concept)-[:CO_OCCURS*]->(b) WITH b LIMIT 5 RETURN DISTINCT b", false),
        ("MATCH (a:Concept)-[:CO_OCCURS*]->(b) RETURN count(DISTINCT b), count(*)", false),
        ("MATCH (a:Concept)-[:CO_OCCURS*2..]->(b) RETURN DISTINCT b", false),
        ("MATCH (a:Concept)-[r:CO_OCCURS*]->(b) RETURN DISTINCT size(r)", false),
        ("MATCH (a:Concept)-[:CO_OCCURS*]->(b) WITH b, rand() AS x RETURN DISTINCT b", false),
        ("MATCH (a:Concept)-[:CO_OCCURS|BROADER*]->(b) RETURN DISTINCT b", true),
        ("MATCH p = (a:Concept)-[:CO_OCCURS*]->(b) RETURN DISTINCT b", true),
        ("MATCH p = (a:Concept)-[:CO_OCCURS*]->(b) WITH p, b WHERE b.id > '' RETURN DISTINCT b", true),
        ("MATCH p = (a:Concept)-[:CO_OCCURS*]->(b) RETURN DISTINCT b, length(p)", false),
    ] {
        let plan = plan(text);
        assert_eq!(
            (plan.contains("reach ("), plan.contains("walk (")),
            (reached, !reached),
            "{text}\n{plan}"
        );
    }
}

#[test]
fn what_is_identified_is_looked_up_first_and_subqueries_wait() {
    let verbs = verbs(
        "MATCH (q:Quote)-[:MENTIONS]->(:Concept {id: 'memory'}), (q)-[:MENTIONS]->(:Concept {id: 'agents'}) \
         WHERE NOT EXISTS { (q)-[:MENTIONS]->(:Concept {id: 'coding'}) } RETURN q.text",
    );
    assert!(verbs.starts_with("seek seek expand check filter compute"), "{verbs}");
}

#[test]
fn a_walk_is_not_made_anew_for_each_node_at_its_end() {
    for (text, expected) in [
        (
            "MATCH (:Concept {id: 'memory'})-[:SAID_BY|MENTIONS*1..3]-(q:Quote) RETURN count(*)",
            "seek walk filter",
        ),
        ("MATCH (:Concept {id: 'memory'})-[*1..2]-(p:Person) RETURN p.name", "seek walk filter"),
        (
            "MATCH (q:Quote)-[:SAID_BY|MENTIONS*]-(:Concept {id: 'memory'}) RETURN DISTINCT q.text",
            "seek reach filter",
        ),
        // Two nodes that are known are joined by going from one of them.
        (
            "MATCH (:Concept {id: 'memory'})-[:CO_OCCURS*..3]-(:Concept {id: 'agents'}) RETURN 1",
            "seek seek walk",
        ),
    ] {
        assert!(verbs(text).starts_with(expected), "{text}\n{}", plan(text));
    }
}
