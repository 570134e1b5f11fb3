"""What graph stores take for the questions that `cargo bench --bench graph` asks, on the same graph.

    cargo bench --bench graph -- --in FOLDER
    python -m venv venv && venv/bin/pip install pyarrow rustworkx duckdb pyoxigraph ladybug
    venv/bin/python benches/peers.py FOLDER [PEER ...]

Each peer is given the links and the co-occurrences of the graph in FOLDER, in the way that suits it, and then asked in a
process of its own: the concepts that come with a rare one; the ten that come oftenest with a common one, as stored; the
same, counted in the quotes of one person. All must answer the same. Figures are the CPU time from opening to the answer,
without the start of Python, the least of three. A peer that cannot be imported is named and left out.
"""

import importlib
import json
import pickle
import shutil
import subprocess
import sys
import time
from pathlib import Path

QUESTIONS = ["neighbours", "top", "counted"]
TIMES = 3


def tables(folder):
    """The columns that the questions are about."""
    feather = importlib.import_module("pyarrow.feather")
    graph = folder / "out/graph"
    manifest = json.loads((graph / "manifest.json").read_text())
    read = lambda name, *columns: feather.read_table(graph / manifest["folder"] / f"{name}.arrow", list(columns))
    return {
        "links": read("links", "quote", "concept"),
        "pairs": read("co_occurrences", "a", "b", "quotes"),
        "said": read("quotes", "speaker")["speaker"],
        "concepts": read("concepts", "id")["id"].to_pylist(),
        "people": read("people", "id")["id"].to_pylist(),
    }


def rows(table):
    return zip(*(column.to_pylist() for column in table.columns))


class Sql:
    """Tables with an index for each direction."""

    SCHEMA = """
        create table said (quote integer primary key, person integer);
        create table link (quote integer, concept integer);
        create table pair (a integer, b integer, quotes integer);"""
    INDEXES = """
        create index by_quote on link (quote, concept);
        create index by_concept on link (concept, quote);
        create index by_end on pair (a, b, quotes);
        create index by_count on pair (a, quotes desc, b);
        create index by_person on said (person, quote);"""
    ASK = {
        "neighbours": "select b from pair where a = {rare} order by b",
        "top": "select b from pair where a = {common} order by quotes desc, b limit 10",
        "counted": """
            select other.concept from link one join said on said.quote = one.quote and said.person = {person}
            join link other on other.quote = one.quote and other.concept <> {common}
            where one.concept = {common} group by other.concept order by count(*) desc, other.concept limit 10""",
    }


class Sqlite(Sql):
    module = "sqlite3"

    def build(self, lib, path, data):
        db = lib.connect(path)
        db.executescript(self.SCHEMA)
        db.executemany("insert into said values (?, ?)", enumerate(data["said"].to_pylist()))
        db.executemany("insert into link values (?, ?)", rows(data["links"]))
        for a, b in [("a", "b"), ("b", "a")]:
            db.executemany("insert into pair values (?, ?, ?)", rows(data["pairs"].select([a, b, "quotes"])))
        db.executescript(self.INDEXES + "analyze;")
        db.commit()

    def ask(self, lib, path, question, ends):
        db = lib.connect(f"file:{path}?mode=ro", uri=True)
        return [row[0] for row in db.execute(self.ASK[question].format(**ends))]


class DuckDb(Sql):
    module = "duckdb"

    def build(self, lib, path, data):
        db = lib.connect(str(path))
        pyarrow = importlib.import_module("pyarrow")
        said = pyarrow.table({"quote": range(len(data["said"])), "person": data["said"]})
        db.execute(self.SCHEMA)
        for name, table in [("said_rows", said), ("links", data["links"]), ("pairs", data["pairs"])]:
            db.register(name, table)
        db.execute("insert into said select * from said_rows")
        db.execute("insert into link select * from links order by concept, quote")
        both = "select a, b, quotes from pairs union all select b, a, quotes from pairs"
        db.execute(f"insert into pair select * from ({both}) order by a, b")
        db.close()

    def ask(self, lib, path, question, ends):
        db = lib.connect(str(path), read_only=True)
        return [row[0] for row in db.execute(self.ASK[question].format(**ends)).fetchall()]


class Rustworkx:
    """A graph in memory, read from a file of its edges."""

    module = "rustworkx"

    def build(self, lib, path, data):
        edges = list(rows(data["pairs"]))
        path.write_bytes(pickle.dumps((len(data["concepts"]), edges)))

    def ask(self, lib, path, question, ends):
        if question == "counted":
            return None
        nodes, edges = pickle.loads(path.read_bytes())
        graph = lib.PyGraph()
        graph.add_nodes_from(range(nodes))
        graph.add_edges_from(edges)
        if question == "neighbours":
            return sorted(graph.neighbors(ends["rare"]))
        counted = ((-quotes, other) for other, quotes in graph.adj(ends["common"]).items())
        return [other for _, other in sorted(counted)[:10]]


class Oxigraph:
    """Triples; co-occurrences follow from the links."""

    module = "pyoxigraph"
    ASK = {
        "neighbours": "select distinct ?c { ?q <m:> <c:{rare}> ; <m:> ?c . filter(?c != <c:{rare}>) }",
        "top": "select ?c { ?q <m:> <c:{common}> ; <m:> ?c . filter(?c != <c:{common}>) }"
        " group by ?c order by desc(count(*)) ?c limit 10",
        "counted": "select ?c { ?q <s:> <p:{person}> ; <m:> <c:{common}> ; <m:> ?c . filter(?c != <c:{common}>) }"
        " group by ?c order by desc(count(*)) ?c limit 10",
    }

    def build(self, lib, path, data):
        file = path.with_suffix(".nt")
        with file.open("w") as out:
            out.writelines(f"<q:{quote}> <m:> <c:{concept:08}> .\n" for quote, concept in rows(data["links"]))
            out.writelines(f"<q:{quote}> <s:> <p:{person:08}> .\n" for quote, person in enumerate(data["said"].to_pylist()))
        lib.Store(str(path)).bulk_load(path=str(file), format=lib.RdfFormat.N_TRIPLES)
        file.unlink()

    def ask(self, lib, path, question, ends):
        text = self.ASK[question]
        for name, row in ends.items():
            text = text.replace(f"{{{name}}}", f"{row:08}")
        found = lib.Store.read_only(str(path)).query(text)
        concepts = [int(row[0].value[2:]) for row in found]
        return sorted(concepts) if question == "neighbours" else concepts


class Ladybug:
    """A property graph."""

    module = "ladybug"
    ASK = {
        "neighbours": "match (:Concept {{id: {rare}}})-[:Pair]-(c:Concept) return c.id order by c.id",
        "top": "match (:Concept {{id: {common}}})-[p:Pair]-(c:Concept) return c.id order by p.quotes desc, c.id limit 10",
        "counted": "match (:Concept {{id: {common}}})<-[:Link]-(q:Quote {{person: {person}}})-[:Link]->(c:Concept)"
        " where c.id <> {common} return c.id, count(*) as n order by n desc, c.id limit 10",
    }

    def build(self, lib, path, data):
        pyarrow, parquet = (importlib.import_module(name) for name in ["pyarrow", "pyarrow.parquet"])
        db = lib.Connection(lib.Database(str(path)))
        db.execute("create node table Concept (id int64 primary key)")
        db.execute("create node table Quote (id int64 primary key, person int64)")
        db.execute("create rel table Link (from Quote to Concept)")
        db.execute("create rel table Pair (from Concept to Concept, quotes int64)")
        said = data["said"].cast("int64")
        wanted = {
            "Concept": pyarrow.table({"id": range(len(data["concepts"]))}),
            "Quote": pyarrow.table({"id": range(len(said)), "person": said}),
            "Link": data["links"],
            "Pair": data["pairs"],
        }
        for name, table in wanted.items():
            file = path.with_suffix(".parquet")
            parquet.write_table(pyarrow.table([column.cast("int64") for column in table.columns], table.column_names), file)
            db.execute(f'copy {name} from "{file}"')
            file.unlink()

    def ask(self, lib, path, question, ends):
        db = lib.Connection(lib.Database(str(path), read_only=True))
        found = db.execute(self.ASK[question].format(**ends))
        return [row[0] for row in found.get_all()]


PEERS = {"sqlite": Sqlite, "duckdb": DuckDb, "rustworkx": Rustworkx, "oxigraph": Oxigraph, "ladybug": Ladybug}


def ask(folder, name, question):
    """In a process of its own: seconds of CPU from opening to the answer, and the answer."""
    ends = json.loads((folder / "peers/ends.json").read_text())
    peer = PEERS[name]()
    lib = importlib.import_module(peer.module)
    started = time.process_time()
    answer = peer.ask(lib, folder / f"peers/{name}", question, ends)
    print(json.dumps([time.process_time() - started, answer]), flush=True)


def asked(folder, name, question):
    """The least of some times in milliseconds, and the answer."""
    command = [sys.executable, __file__, "--ask", str(folder), name, question]
    told = [json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(TIMES)]
    return min(seconds for seconds, _ in told) * 1e3, told[0][1]


def size(path):
    files = path.rglob("*") if path.is_dir() else [path]
    return sum(file.stat().st_size for file in files if file.is_file())


def main(folder, names):
    data = tables(folder)
    concept = {id: row for row, id in enumerate(data["concepts"])}
    ends = {"rare": concept[f"c{len(concept) - 5}"], "common": concept["c3"], "person": data["people"].index("author-7")}
    shutil.rmtree(folder / "peers", ignore_errors=True)
    (folder / "peers").mkdir()
    (folder / "peers/ends.json").write_text(json.dumps(ends))
    print(f"{'':<12}{'build, s':>10}{'MB':>8}" + "".join(f"{question + ', ms':>16}" for question in QUESTIONS))
    expected = {}
    for name in names or PEERS:
        peer, path = PEERS[name](), folder / f"peers/{name}"
        try:
            lib = importlib.import_module(peer.module)
        except ImportError as error:
            print(f"{name:<12}left out: {error}")
            continue
        started = time.perf_counter()
        peer.build(lib, path, data)
        row = f"{name:<12}{time.perf_counter() - started:>10.1f}{size(path) / 1e6:>8.0f}"
        for question in QUESTIONS:
            millis, answer = asked(folder, name, question)
            if answer is not None and answer != expected.setdefault(question, answer):
                sys.exit(f"{name} answers otherwise: {question}: {answer[:20]}")
            row += f"{millis:>16.1f}" if answer is not None else f"{'':>16}"
        print(row, flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--ask"]:
        ask(Path(sys.argv[2]), *sys.argv[3:])
    elif len(sys.argv) > 1:
        main(Path(sys.argv[1]), sys.argv[2:])
    else:
        sys.exit(__doc__)
