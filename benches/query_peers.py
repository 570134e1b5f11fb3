"""Asks other engines the six questions of benches/query/ on the same graph, and prints processor time in milliseconds.

    python query_peers.py FOLDER CONCEPT RARE OTHER_RARE COMMON OTHER_COMMON WITHOUT PERSON FROM UNTIL

FOLDER holds people.csv, concepts.csv, quotes.csv and mentions.csv. An engine that is not installed
(pip install ladybug kglite pyoxigraph) is said to be missing. A figure is the median of some rounds, parsing included;
each question ends as a list of all its rows. Loading is not counted. The number of rows and a digest of them stand
behind each figure, so that answers can be compared.
"""

import csv
import os
import statistics
import sys
import tempfile
import time

LONG, OFTEN = 10.0, 21

FOLDER, CONCEPT, RARE, OTHER_RARE, COMMON, OTHER_COMMON, WITHOUT, PERSON, FROM, UNTIL = sys.argv[1:]

CYPHER = [
    f"MATCH (q:Quote)-[:MENTIONS]->(:Concept {{id: '{CONCEPT}'}}) RETURN q.text",
    f"MATCH (:Concept {{id: '{CONCEPT}'}})<-[:MENTIONS]-(q:Quote)-[:MENTIONS]->(c:Concept) WHERE c.id <> '{CONCEPT}' "
    "RETURN c.id AS id, c.label AS label, count(q) AS quotes ORDER BY quotes DESC, id LIMIT 10",
    f"MATCH p = shortestPath((:Concept {{id: '{RARE}'}})-[:MENTIONS*]-(:Concept {{id: '{OTHER_RARE}'}})) "
    "RETURN length(p)",
    f"MATCH (p:Person {{name: '{PERSON}'}})<-[:SAID_BY]-(q:Quote)-[:MENTIONS]->(:Concept {{id: '{COMMON}'}}), "
    f"(q)-[:MENTIONS]->(:Concept {{id: '{OTHER_COMMON}'}}) "
    f"WHERE NOT EXISTS {{ MATCH (q)-[:MENTIONS]->(:Concept {{id: '{WITHOUT}'}}) }} "
    f"AND q.date >= date('{FROM}') AND q.date < date('{UNTIL}') RETURN q.text",
    "MATCH (c:Concept)<-[m:MENTIONS]-(:Quote) "
    "RETURN c.id AS id, c.label AS label, count(m) AS links ORDER BY links DESC, id LIMIT 20",
    "MATCH (a:Concept)<-[:MENTIONS]-(q:Quote)-[:MENTIONS]->(b:Concept) WHERE a.id < b.id "
    "WITH a, b, count(q) AS quotes ORDER BY quotes DESC, a.id, b.id LIMIT 20 "
    "RETURN a.label AS one, b.label AS other, quotes",
]

SPARQL = [
    f"SELECT ?text {{ ?q :mentions c:{CONCEPT} ; :text ?text }}",
    f"SELECT ?c ?label (COUNT(?q) AS ?quotes) {{ ?q :mentions c:{CONCEPT}, ?c . ?c :label ?label "
    f"FILTER(?c != c:{CONCEPT}) }} GROUP BY ?c ?label ORDER BY DESC(?quotes) ?c LIMIT 10",
    None,
    f'SELECT ?text {{ ?p :name "{PERSON}" . ?q :saidBy ?p ; :mentions c:{COMMON}, c:{OTHER_COMMON} ; :date ?d ; '
    f':text ?text FILTER NOT EXISTS {{ ?q :mentions c:{WITHOUT} }} FILTER("{FROM}"^^xsd:date <= ?d && '
    f'?d < "{UNTIL}"^^xsd:date) }}',
    "SELECT ?c ?label (COUNT(?q) AS ?links) { ?q :mentions ?c . ?c :label ?label } "
    "GROUP BY ?c ?label ORDER BY DESC(?links) ?c LIMIT 20",
    "SELECT ?one ?other ?quotes { { SELECT ?a ?b (COUNT(?q) AS ?quotes) { ?q :mentions ?a, ?b "
    "FILTER(STR(?a) < STR(?b)) } GROUP BY ?a ?b ORDER BY DESC(?quotes) ?a ?b LIMIT 20 } "
    "?a :label ?one . ?b :label ?other } ORDER BY DESC(?quotes) ?a ?b",
]


def table(name):
    with open(os.path.join(FOLDER, name), encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def report(name, ask, queries):
    """Asks every query some times, and prints a line for each."""
    for number, query in enumerate(queries, 1):
        if query is None:
            print(f"{name:<24}Q{number}   has no such question")
            continue
        try:
            times, start = [], time.monotonic()
            while not times or (len(times) < OFTEN and time.monotonic() - start < LONG):
                before = time.process_time()
                rows = ask(query)
                times.append((time.process_time() - before) * 1e3)
            print(f"{name:<24}Q{number}{statistics.median(times):>12.3f} ms  {shown(rows)}", flush=True)
        except Exception as error:
            print(f"{name:<24}Q{number}   fails: {str(error).splitlines()[0][:100]}", flush=True)


def shown(rows):
    first = ", ".join(str(value) for value in list(rows[0])) if rows else ""
    return f"{len(rows)} rows: {first[:50]}"


def ladybug():
    try:
        import ladybug as engine
    except ImportError:
        import real_ladybug as engine
    with tempfile.TemporaryDirectory() as folder:
        connection = engine.Connection(engine.Database(os.path.join(folder, "graph")), num_threads=1)
        for statement in [
            "CREATE NODE TABLE Person(id STRING PRIMARY KEY, name STRING)",
            "CREATE NODE TABLE Concept(id STRING PRIMARY KEY, label STRING)",
            "CREATE NODE TABLE Quote(id STRING PRIMARY KEY, date DATE, text STRING)",
            "CREATE REL TABLE SAID_BY(FROM Quote TO Person)",
            "CREATE REL TABLE MENTIONS(FROM Quote TO Concept)",
        ]:
            connection.execute(statement)
        files = {name: rows for name, rows in (
            ("Person", table("people.csv")),
            ("Concept", table("concepts.csv")),
            ("Quote", [(id, date, text) for id, date, _, text in table("quotes.csv")]),
            ("SAID_BY", [(id, person) for id, _, person, _ in table("quotes.csv")]),
            ("MENTIONS", table("mentions.csv")),
        )}
        for name, rows in files.items():
            path = os.path.join(folder, name + ".csv")
            with open(path, "w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(rows)
            connection.execute(f"COPY {name} FROM '{path}' (HEADER=false)")
        queries = list(CYPHER)
        queries[2] = (
            f"MATCH p = (:Concept {{id: '{RARE}'}})-[:MENTIONS* SHORTEST 1..30]-(:Concept {{id: '{OTHER_RARE}'}}) "
            "RETURN length(p)"
        )
        report(f"Ladybug {engine.__version__}", lambda query: connection.execute(query).get_all(), queries)


def kglite():
    import kglite as engine
    import pandas

    graph = engine.KnowledgeGraph()
    quotes = pandas.DataFrame(table("quotes.csv"), columns=["id", "date", "person", "text"])
    people = pandas.DataFrame(table("people.csv"), columns=["id", "name"])
    concepts = pandas.DataFrame(table("concepts.csv"), columns=["id", "label"])
    mentions = pandas.DataFrame(table("mentions.csv"), columns=["quote", "concept"])
    graph.add_nodes(people, "Person", "id", "name")
    graph.add_nodes(concepts, "Concept", "id", "label")
    graph.add_nodes(quotes[["id", "date", "text"]], "Quote", "id", "text", column_types={"date": "datetime"})
    graph.add_connections(quotes[["id", "person"]], "SAID_BY", "Quote", "id", "Person", "person")
    graph.add_connections(mentions, "MENTIONS", "Quote", "quote", "Concept", "concept")

    def ask(query):
        return [list(row.values()) if isinstance(row, dict) else row for row in graph.cypher(query)]

    report(f"kglite {engine.__version__}", ask, CYPHER)


def oxigraph():
    import pyoxigraph as engine

    base, day = "http://example.org/", engine.NamedNode("http://www.w3.org/2001/XMLSchema#date")
    store = engine.Store()

    def node(kind, name):
        return engine.NamedNode(base + kind + "/" + name.replace(" ", "_").replace(":", "_"))

    def quads():
        name, label, text, date, said, mentions = (
            engine.NamedNode(base + key) for key in ("name", "label", "text", "date", "saidBy", "mentions")
        )
        for person, own in table("people.csv"):
            yield engine.Quad(node("person", person), name, engine.Literal(own))
        for concept, own in table("concepts.csv"):
            yield engine.Quad(node("concept", concept), label, engine.Literal(own))
        for quote, when, person, words in table("quotes.csv"):
            subject = node("quote", quote)
            yield engine.Quad(subject, text, engine.Literal(words))
            yield engine.Quad(subject, date, engine.Literal(when, datatype=day))
            yield engine.Quad(subject, said, node("person", person))
        for quote, concept in table("mentions.csv"):
            yield engine.Quad(node("quote", quote), mentions, node("concept", concept))

    store.bulk_extend(quads())
    prefixes = (
        f"PREFIX : <{base}> PREFIX c: <{base}concept/> PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> "
    )
    report(f"Oxigraph {engine.__version__}", lambda query: list(store.query(prefixes + query)), SPARQL)


for peer in (ladybug, kglite, oxigraph):
    try:
        peer()
    except ImportError as error:
        print(f"{peer.__name__}: missing ({error})")
    except Exception as error:
        print(f"{peer.__name__}: fails: {str(error).splitlines()[0][:160]}")
