//! Plans: an optimised query gives the rows that the query as it is written gives, on random small graphs.

use ideagraph::concept::{ConceptIx, LANGUAGE, SchemeReader};
use ideagraph::graph::{GraphBuilder, KnowledgeGraph};
use ideagraph::link::{Kind, Mention, Polarity};
use ideagraph::query::cypher::memory::MemoryGraph;
use ideagraph::query::cypher::property_graph::{NodeId, PropertyGraph};
use ideagraph::query::cypher::value::{Value, order};
use ideagraph::query::cypher::{Control, Knowledge, Query};
use ideagraph::source::{Quote, Source};
use ideagraph::text::Span;
use proptest::prelude::*;

/// What a graph has that queries can name.
struct Words {
    labels: &'static [&'static str],
    types: &'static [&'static str],
    /// Properties with a number, or none.
    numbers: &'static [&'static str],
    texts: &'static [&'static str],
    /// Values of those.
    known: &'static [&'static str],
}

const OF_MEMORY: Words = Words {
    labels: &["A", "B"],
    types: &["R", "S"],
    numbers: &["x", "y"],
    texts: &["s"],
    known: &["''", "'a'", "'ab'"],
};

const OF_KNOWLEDGE: Words = Words {
    labels: &["Quote", "Concept", "Person", "Source"],
    types: &["MENTIONS", "MENTIONS", "SAID_BY", "FROM", "NEXT", "BROADER", "CO_OCCURS"],
    numbers: &["ordinal"],
    texts: &["id", "label", "name", "text"],
    known: &[
        "'s0:1'",
        "'s1'",
        "'c1'",
        "'c3'",
        "'label 0'",
        "'label 2'",
        "'person-1'",
        "'Person 2'",
        "'abcd'",
    ],
};

/// Numbers that look random (SplitMix64, Steele et al. 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) % limit as u64) as usize
    }

    fn one_in(&mut self, limit: usize) -> bool {
        self.below(limit) == 0
    }
}

/// Writes a query at random.
struct Writer {
    random: Random,
    words: &'static Words,
    /// Variables with a node, or null.
    nodes: Vec<String>,
    /// Variables with a number, a text or null.
    values: Vec<String>,
    made: usize,
}

impl Writer {
    fn of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.random.below(all.len())]
    }

    fn new_name(&mut self, letter: &str) -> String {
        self.made += 1;
        format!("{letter}{}", self.made)
    }

    fn some_node(&mut self) -> Option<String> {
        let count = self.nodes.len();
        (count > 0).then(|| self.nodes[self.random.below(count)].clone())
    }

    fn node(&mut self) -> String {
        let name = match self.random.below(4) {
            0 | 1 if !self.nodes.is_empty() => return format!("({})", self.some_node().unwrap_or_default()),
            0..=2 => self.new_name("n"),
            _ => String::new(),
        };
        let label = self.label();
        let key = self.of(self.words.numbers);
        let properties = if self.random.one_in(8) { format!(" {{{key}: 1}}") } else { String::new() };
        if !name.is_empty() {
            self.nodes.push(name.clone());
        }
        format!("({name}{label}{properties})")
    }

    fn hop(&mut self) -> String {
        let length = self.of(&["", "", "", "", "*1..2", "*0..1", "*2", "*..3"]);
        self.hop_of(length)
    }

    fn hop_of(&mut self, length: &str) -> String {
        let kind =
            if self.random.one_in(4) { String::new() } else { format!(":{}", self.of(self.words.types)) };
        match self.random.below(3) {
            0 => format!("-[{kind}{length}]->"),
            1 => format!("<-[{kind}{length}]-"),
            _ => format!("-[{kind}{length}]-"),
        }
    }

    fn path(&mut self) -> String {
        let mut path = self.node();
        for _ in 0..self.random.below(3) {
            path += &self.hop();
            path += &self.node();
        }
        path
    }

    /// A pattern that names nothing new.
    fn condition_path(&mut self) -> String {
        let (kinds, labels) = (self.words.types, self.words.labels);
        let [start, end] = [self.some_node(), self.some_node()].map(Option::unwrap_or_default);
        match self.random.below(3) {
            0 => format!("({start})-[:{}]-({end})", self.of(kinds)),
            1 => format!("({start})-->(:{})", self.of(labels)),
            _ => format!("({start})<-[:{}]-()", self.of(kinds)),
        }
    }

    fn number(&mut self) -> String {
        let key = self.of(self.words.numbers);
        self.some_node().map_or_else(|| "1".to_owned(), |node| format!("{node}.{key}"))
    }

    fn text(&mut self) -> String {
        let key = self.of(self.words.texts);
        self.some_node().map_or_else(|| "'a'".to_owned(), |node| format!("{node}.{key}"))
    }

    fn condition(&mut self) -> String {
        match self.random.below(20) {
            0 => format!("{} = {}", self.number(), self.number()),
            1 => format!("{} < 2", self.number()),
            2 => format!("{} < {}", self.text(), self.text()),
            3 => format!("{} = {}", self.text(), self.text()),
            4 => format!("{} <> {}", self.text(), self.text()),
            5 => format!("{} IN [0, 2, null]", self.number()),
            6 => format!("{} IS NULL", self.text()),
            7 => format!("NOT ({})", self.condition()),
            8 => format!("({} OR {})", self.condition(), self.condition()),
            9 => format!("({} AND {})", self.condition(), self.condition()),
            10 => format!("{} STARTS WITH 'a'", self.text()),
            11 => format!("EXISTS {{ {} }}", self.condition_path()),
            12 => format!("COUNT {{ {} }} > 1", self.condition_path()),
            13 => format!("any(v IN [0, 1, {}] WHERE v = {})", self.number(), self.number()),
            14 => {
                let [a, b] = [self.number(), self.number()];
                format!("{a} = {b} AND {} = {}", self.text(), self.text())
            }
            15 => match (self.some_node(), self.some_node()) {
                (Some(a), Some(b)) => format!("{a} <> {b}"),
                _ => "true".to_owned(),
            },
            16 => format!("{} = {}", self.text(), self.of(self.words.known)),
            17 => format!("{} IN [{}, null]", self.text(), self.of(self.words.known)),
            18 => {
                let [a, b] = [self.of(self.words.known), self.of(self.words.known)];
                format!("{} IN [{a}, {b}]", self.text())
            }
            _ => match self.some_node() {
                Some(node) => format!("{node}:{}", self.of(self.words.labels)),
                None => "true".to_owned(),
            },
        }
    }

    fn filter(&mut self) -> String {
        if self.random.one_in(2) { String::new() } else { format!(" WHERE {}", self.condition()) }
    }

    fn value(&mut self) -> String {
        match self.random.below(7) {
            0 | 1 => self.number(),
            2 | 3 => self.text(),
            4 if !self.values.is_empty() => {
                let at = self.random.below(self.values.len());
                self.values[at].clone()
            }
            5 => format!("CASE WHEN {} THEN 1 ELSE {} END", self.condition(), self.number()),
            _ => format!("coalesce({}, 'none')", self.text()),
        }
    }

    fn aggregate(&mut self) -> String {
        match self.random.below(9) {
            0..=2 => "count(*)".to_owned(),
            3 => self.some_node().map_or("count(*)".to_owned(), |node| format!("count({node})")),
            4 => self.some_node().map_or("count(*)".to_owned(), |node| format!("count(DISTINCT {node})")),
            5 => format!("sum({})", self.number()),
            6 => format!("min({})", self.value()),
            7 => format!("avg({})", self.number()),
            _ => format!("size(collect(DISTINCT {}))", self.value()),
        }
    }

    /// `WITH` or `RETURN`, in an order in which only rows that agree can be swapped.
    fn projection(&mut self, word: &str, columns: usize) -> String {
        let (mut items, mut names, mut nodes) = (Vec::new(), Vec::new(), Vec::new());
        let gathers = self.random.one_in(2);
        for column in 0..columns {
            let keep = self.some_node().filter(|node| word == "WITH" && !nodes.contains(node));
            match keep.filter(|_| self.random.one_in(2)) {
                Some(node) => {
                    items.push(node.clone());
                    nodes.push(node);
                }
                None => {
                    let gather = gathers && (column + 1 == columns || self.random.one_in(3));
                    let value = if gather { self.aggregate() } else { self.value() };
                    let name = if word == "WITH" { self.new_name("v") } else { format!("c{column}") };
                    items.push(format!("{value} AS {name}"));
                    names.push(name);
                }
            }
        }
        let distinct = if self.random.one_in(4) { "DISTINCT " } else { "" };
        let mut text = format!("{word} {distinct}{}", items.join(", "));
        if self.random.one_in(2) {
            let mut keys: Vec<String> = nodes.iter().map(|node| format!("id({node})")).collect();
            keys.extend(names.iter().map(|name| format!("{name}{}", self.of(&["", " DESC"]))));
            text += &format!(
                " ORDER BY {}{}{}",
                keys.join(", "),
                self.of(&["", " SKIP 1"]),
                self.of(&["", " LIMIT 2", " LIMIT 3"])
            );
        }
        (self.nodes, self.values) = (nodes, names);
        if word == "WITH" { text + &self.filter() } else { text }
    }

    fn clause(&mut self) -> String {
        match self.random.below(8) {
            0..=3 => {
                let paths: Vec<String> = (0..1 + self.random.below(2)).map(|_| self.path()).collect();
                format!("MATCH {}{}", paths.join(", "), self.filter())
            }
            4 => format!("OPTIONAL MATCH {}{}", self.path(), self.filter()),
            5 => {
                let name = self.new_name("v");
                let clause = format!("UNWIND [1, null, {}] AS {name}", self.number());
                self.values.push(name);
                clause
            }
            6 => {
                let columns = 1 + self.random.below(2);
                self.projection("WITH", columns)
            }
            _ => {
                let name = self.new_name("v");
                let clause = format!("CALL {{ MATCH {} RETURN count(*) AS {name} }}", self.outside());
                self.values.push(name);
                clause
            }
        }
    }

    /// A path of which nothing is known before.
    fn outside(&mut self) -> String {
        let before = std::mem::take(&mut self.nodes);
        let path = self.path();
        self.nodes = before;
        path
    }

    /// The nodes, or pairs of them, to which most ways lead.
    fn ranking(&mut self) -> String {
        let between = if self.random.one_in(4) { String::new() } else { format!("(){}", self.hop_of("")) };
        let label = self.label();
        let path = format!("(a{label}){}{between}(b)", self.hop_of(""));
        self.nodes = vec!["a".to_owned(), "b".to_owned()];
        let (found, keys) = self.of(&[&("a, b", "id(a), id(b)"), &("b", "id(b)"), &("b, a", "id(b), id(a)")]);
        let order = format!(
            "ORDER BY n{}, {keys}{} LIMIT {}",
            self.of(&["", " DESC", " DESC", " DESC"]),
            self.of(&["", " SKIP 2"]),
            self.random.below(20)
        );
        let having = self.of(&["", " WHERE n > 1", " WHERE n < 3"]);
        let distinct = self.of(&["", "", "DISTINCT "]);
        let counted = format!("MATCH {path}{} WITH {found}, count(*) AS n", self.filter());
        match self.random.one_in(2) {
            true => format!("{counted}{having} WITH {distinct}{found}, n {order} RETURN {keys}, n"),
            false => format!("{counted} {order}{having} RETURN {distinct}{keys}, n"),
        }
    }

    fn label(&mut self) -> String {
        if self.random.one_in(2) { String::new() } else { format!(":{}", self.of(self.words.labels)) }
    }

    /// What is counted of nodes that were counted themselves, for all or for each of some.
    fn counts(&mut self) -> String {
        let label = self.label();
        let (start, kept) = match self.random.below(4) {
            0 => ("UNWIND [0, 1, null, 1] AS u MATCH (a)".to_owned(), ""),
            1 => (format!("MATCH (a{label})"), ""),
            2 => (format!("MATCH (m{label}) WITH collect(m) + [null] AS ms UNWIND ms AS a MATCH (a)"), ""),
            _ => (format!("MATCH (k{label}) WITH k UNWIND [k, k, null] AS a MATCH (a)"), "k, "),
        };
        let found = self.of(&["b", "b", "a, b", "b, 7 AS seven"]);
        let having = match self.random.below(3) {
            0 => String::new(),
            1 => " WHERE n > 1".to_owned(),
            _ => format!(" WHERE n < 3 OR b.{} = 1", self.of(self.words.numbers)),
        };
        let (last, shown) = self.of(&[
            &("c", "id(c)"),
            &("c", "id(c)"),
            &("c, n", "id(c), n"),
            &("b, c", "id(b), id(c)"),
            &("c, count(DISTINCT b) AS bs", "id(c), bs"),
        ]);
        let [first, second, end] = [self.hop_of(""), self.hop_of(""), self.label()];
        let counted = format!(
            "{start}{first}(b) WITH {kept}{found}, count(*) AS n{having} \
             MATCH (b){second}(c{end}) WITH {kept}{last}, count(*) AS m"
        );
        match self.random.below(3) {
            0 => format!(
                "MATCH (x) CALL {{ {counted} RETURN count(c) AS cs, sum(m) AS ms }} RETURN id(x), cs, ms"
            ),
            _ => format!("{counted} RETURN {shown}, m"),
        }
    }

    fn part(&mut self, columns: usize) -> String {
        (self.nodes, self.values) = Default::default();
        let mut clauses = vec![format!("MATCH {}{}", self.path(), self.filter())];
        for _ in 0..self.random.below(3) {
            clauses.push(self.clause());
        }
        clauses.push(self.projection("RETURN", columns));
        clauses.join(" ")
    }

    fn query(&mut self) -> String {
        let columns = 1 + self.random.below(3);
        let first = self.part(columns);
        match self.random.below(6) {
            0 => format!("{first} UNION {}", self.part(columns)),
            1 => format!("{first} UNION ALL {}", self.part(columns)),
            _ => first,
        }
    }
}

fn rows<G: PropertyGraph>(query: &Query, graph: &G) -> Result<Vec<Value<'static>>, String> {
    let mut rows = Vec::new();
    let ran = query.run(graph, &[], &Control::default(), |row| {
        rows.push(Value::list(row.iter().cloned().map(Value::into_owned)));
        Ok(())
    });
    rows.sort_by(order);
    ran.map(|_| rows).map_err(|error| format!("{error:?}"))
}

fn check<G: PropertyGraph>(
    graph: &G,
    words: &'static Words,
    seed: u64,
    write: fn(&mut Writer) -> String,
) -> Result<(), TestCaseError> {
    let mut writer = Writer { random: Random(seed), words, nodes: Vec::new(), values: Vec::new(), made: 0 };
    check_text(graph, &write(&mut writer))
}

fn check_text<G: PropertyGraph>(graph: &G, text: &str) -> Result<(), TestCaseError> {
    let [planned, written] = [Query::new(text, graph), Query::as_written(text, graph)]
        .map(|query| query.unwrap_or_else(|error| panic!("{text}: {error:?}")));
    let [planned_rows, written_rows] = [&planned, &written].map(|query| rows(query, graph));
    prop_assert_eq!(planned_rows, written_rows, "{}\n{}", text, planned.explain(graph, None));
    Ok(())
}

type Node = (u8, Option<i64>, Option<&'static str>);

fn memory(nodes: &[Node], edges: &[(u8, u8, bool)]) -> MemoryGraph {
    let mut graph = MemoryGraph::default();
    for &(labels, x, s) in nodes {
        let labels = [&[][..], &["A"], &["B"], &["A", "B"]][usize::from(labels % 4)];
        graph.add_node(labels, &[("x", x.into()), ("s", s.into()), ("y", x.map(|x| x % 2).into())]);
    }
    for &(from, to, kind) in edges {
        let at = |end: u8| NodeId(u32::from(end) % nodes.len() as u32);
        graph.add_relationship(at(from), if kind { "R" } else { "S" }, at(to), &[]);
    }
    graph
}

/// A graph of quotes, each by a speaker and on some concepts.
fn knowledge(quotes: &[(u8, Vec<u8>)]) -> KnowledgeGraph {
    let concept = |n: usize| {
        let broader = if n > 2 { format!(" ; skos:broader :c{}", n - 2) } else { String::new() };
        // Two have one label.
        format!(":c{n} a skos:Concept ; skos:prefLabel \"label {}\"@en{broader} .\n", n % 4)
    };
    let prefixes =
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix : <http://example.org/> .\n";
    let vocabulary = prefixes.to_owned() + &(0..5).map(concept).collect::<String>();
    let mut reader = SchemeReader::new(LANGUAGE);
    reader.read("concepts.ttl", vocabulary.as_bytes(), None);
    let (scheme, _) = reader.finish().unwrap();
    assert_eq!(scheme.concepts().len(), 5);
    let mut builder = GraphBuilder::new(&scheme);
    for (number, quotes) in quotes.chunks(3).enumerate() {
        let mentions = quotes.iter().map(|(_, concepts)| concepts.iter().map(|c| mention(c % 5)).collect());
        let said = quotes.iter().map(|(who, _)| Quote {
            text: "abcd".to_owned(),
            speaker: (who % 3 > 0).then(|| format!("Person {}", who % 3)),
            ..Quote::default()
        });
        let id = format!("s{number}");
        let source = Source { title: id.clone(), id, quotes: said.collect(), ..Source::default() };
        builder.add(source, mentions.collect());
    }
    builder.finish()
}

fn mention(concept: u8) -> Mention<'static> {
    Mention {
        concept: ConceptIx(concept.into()),
        span: Span::new(0, 2),
        kind: Kind::Explicit,
        rule: "label".into(),
        polarity: Polarity::Asserted,
        trigger: None,
        confidence: 0.9,
    }
}

fn a_node() -> impl Strategy<Value = Node> {
    (any::<u8>(), prop::option::of(0_i64..3), prop::option::of(prop::sample::select(vec!["", "a", "ab"])))
}

/// Questions that ask which nodes there is a walk to, and not how many.
static REACHED: [&str; 8] = [
    "MATCH (a){}(b) RETURN DISTINCT id(a), id(b)",
    "MATCH (a){}(b) RETURN count(DISTINCT b), min(b.x)",
    "MATCH (a){}(b) WITH DISTINCT a, b WHERE b.x > 0 RETURN id(a), id(b)",
    "MATCH (a), (b) WHERE (a){}(b) RETURN id(a), id(b)",
    "MATCH (a)-[r]->(b){}(c)-->(d) RETURN DISTINCT id(a), id(d)",
    "MATCH (a) OPTIONAL MATCH (a){}(b) RETURN DISTINCT id(a), id(b)",
    "MATCH (a) WHERE NOT EXISTS { (a){}(b:A) WHERE b.x = a.x } RETURN id(a)",
    "MATCH (a) CALL { WITH a MATCH (a){}(b) RETURN b UNION ALL MATCH (a) RETURN a AS b } RETURN DISTINCT id(a), id(b)",
];

static WALKS: [&str; 8] =
    ["-[:R*]->", "-[*]-", "<-[:S*]-", "-[*0..]->", "-[:R*..2]-", "-[*..3]->", "-[:R|S*0..2]-", "-[:R*2..3]-"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn a_node_is_reached_wherever_a_walk_leads_to_it(
        nodes in prop::collection::vec(a_node(), 1..6),
        edges in prop::collection::vec(any::<(u8, u8, bool)>(), 0..9),
        question in prop::sample::select(&REACHED[..]),
        walk in prop::sample::select(&WALKS[..]),
    ) {
        check_text(&memory(&nodes, &edges), &question.replace("{}", walk))?;
    }

    #[test]
    fn optimising_changes_no_answer(
        nodes in prop::collection::vec(a_node(), 1..5),
        edges in prop::collection::vec(any::<(u8, u8, bool)>(), 0..6),
        seed: u64,
    ) {
        check(&memory(&nodes, &edges), &OF_MEMORY, seed, Writer::query)?;
    }

    #[test]
    fn optimising_changes_no_answer_of_a_knowledge_graph(
        quotes in prop::collection::vec((any::<u8>(), prop::collection::vec(any::<u8>(), 0..4)), 0..5),
        seed: u64,
    ) {
        let graph = knowledge(&quotes);
        check(&Knowledge::new(&graph), &OF_KNOWLEDGE, seed, Writer::query)?;
    }

    #[test]
    fn optimising_changes_no_ranking(
        nodes in prop::collection::vec(a_node(), 6..12),
        edges in prop::collection::vec(any::<(u8, u8, bool)>(), 20..60),
        seed: u64,
    ) {
        check(&memory(&nodes, &edges), &OF_MEMORY, seed, Writer::ranking)?;
    }

    #[test]
    fn optimising_changes_no_ranking_of_a_knowledge_graph(
        quotes in prop::collection::vec((any::<u8>(), prop::collection::vec(any::<u8>(), 0..4)), 5..20),
        seed: u64,
    ) {
        let graph = knowledge(&quotes);
        check(&Knowledge::new(&graph), &OF_KNOWLEDGE, seed, Writer::ranking)?;
    }

    #[test]
    fn optimising_changes_no_count_of_counts(
        nodes in prop::collection::vec(a_node(), 1..8),
        edges in prop::collection::vec(any::<(u8, u8, bool)>(), 0..20),
        quotes in prop::collection::vec((any::<u8>(), prop::collection::vec(any::<u8>(), 0..4)), 0..8),
        seed: u64,
    ) {
        check(&memory(&nodes, &edges), &OF_MEMORY, seed, Writer::counts)?;
        let graph = knowledge(&quotes);
        check(&Knowledge::new(&graph), &OF_KNOWLEDGE, seed, Writer::counts)?;
    }
}
