"""What a saved graph says, from its files alone: format.py GRAPH FORMAT.MD prints every mention."""
import json, os, sys
import pyarrow.feather as feather
graph, docs = sys.argv[1], open(sys.argv[2]).read()
manifest = json.load(open(os.path.join(graph, "manifest.json")))
tables = {}
for table in manifest["tables"]:
    name = table["name"]
    read = tables[name.split(".")[0]] = feather.read_table(os.path.join(graph, manifest["folder"], name))
    read.validate(full=True)
    assert read.num_rows == table["layout"]["rows"], name
    section = docs.split("### " + name)[1].split("\n### ")[0]
    for column in read.column_names:
        assert "`" + column + "`" in section, f"docs/format.md does not tell of {column} in {name}"
quotes, links, mentions = tables["quotes"], tables["links"].to_pydict(), tables["mentions"].to_pydict()
concepts = tables["concepts"].to_pydict()
words, start = [], 0
for quote, concept, end in zip(links["quote"], links["concept"], links["mentions_end"]):
    text = quotes["text"][quote].as_py().encode()
    assert quote in concepts["quotes"][concept]
    for at in range(start, end):
        words.append(concepts["id"][concept] + "=" + text[mentions["start"][at]:mentions["end"][at]].decode())
    start = end
print("\n".join(words))
