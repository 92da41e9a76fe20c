"""Exports the graph of seeds/ in every format and compares what other tools read with the JSON export."""

import collections
import csv
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

binary = sys.argv[1]
folder = pathlib.Path(tempfile.mkdtemp(prefix="entente-formats-"))
failures = 0


def entente(*arguments, check=True):
    done = subprocess.run([binary, *arguments], capture_output=True, text=True)
    if check and done.returncode:
        raise SystemExit(f"entente {' '.join(arguments)}: {done.stderr}")
    return done.stdout


def report(what, problem=None):
    global failures
    failures += problem is not None
    print(f"{'FAILED' if problem else 'ok    '}  {what}{': ' + problem if problem else ''}")


def same(what, found, wanted):
    if found == wanted:
        return report(what)
    if isinstance(found, collections.Counter):
        found, wanted = found - wanted, wanted - found
    report(what, f"found {str(found)[:300]}, wanted {str(wanted)[:300]}")


case = folder / "case.entente"
entente("build", "seeds", "-o", str(case), "--quiet")
# Names that try to break out of their format, beside what was extracted.
hostile = folder / "hostile.json"
graph = json.loads(entente("export", "--case", str(case), "--format", "json"))
names = ["'); DROP TABLE x; --", 'a"b', "back\\slash", "</node>", "]]>", "x; y", "=1+1", "\\N", "Ωmega 北京 é", "{}", "$x", "%s"]
for number, name in enumerate(names):
    graph["actors"].append({"id": f"zz {number} {name}", "name": name, "kind": "person", "aliases": [name + "!"]})
    if number:
        ends = sorted([f"zz {number - 1} {names[number - 1]}", f"zz {number} {name}"], key=str.encode)
        graph["relations"].append({"source": ends[0], "kind": "meetsWith", "target": ends[1], "weight": number + 0.25})
hostile.write_text(json.dumps(graph))
text = entente("export", "--case", str(hostile), "--format", "json")
graph = json.loads(text)
case = hostile


def export(name, *options):
    path = folder / name
    entente("export", "--case", str(case), "-o", str(path), *options)
    return path


ids = {actor["id"] for actor in graph["actors"]}
kinds = {actor["id"]: (actor["name"], actor["kind"]) for actor in graph["actors"]}
edges = collections.Counter(
    (r["source"], r["target"], r["kind"], r["status"], float(r["weight"]), r["firstDate"], r["lastDate"])
    for r in graph["relations"]
)
plain = collections.Counter((r["source"], r["target"]) for r in graph["relations"])
print(f"{len(ids)} actors, {len(graph['relations'])} relations, in {folder}")

# Our own readers.
files = {name: export(f"graph.{name}", "--format", name) for name in ["graphml", "gexf", "dot", "csv"]}
for name in ["graphml", "dot"]:
    same(f"{name} reads back as the same JSON", entente("export", "--case", str(files[name]), "--format", "json"), text)
again = json.loads(entente("export", "--case", str(files["gexf"]), "--format", "json"))
same("GEXF reads back as the same actors", again["actors"], graph["actors"])
same("GEXF reads back as the same relations", again["relations"], graph["relations"])

# NetworkX.
import networkx

for name, path in [("graphml", files["graphml"]), ("gexf", files["gexf"])]:
    if name == "graphml":
        g = networkx.read_graphml(path, force_multigraph=True)
    else:
        g = networkx.MultiDiGraph(networkx.read_gexf(path))
    label = "name" if name == "graphml" else "label"
    same(f"NetworkX reads {name}: actors", {n: (d[label], d["kind"]) for n, d in g.nodes(data=True)}, kinds)
    found = collections.Counter(
        (u, v, d["kind"], d["status"], float(d["weight"]), d.get("firstDate"), d.get("lastDate"))
        for u, v, d in g.edges(data=True)
    )
    same(f"NetworkX reads {name}: relations", found, edges)
g = networkx.cytoscape_graph(json.loads(export("graph.cyjs", "--format", "cytoscape").read_text()))
same("NetworkX reads Cytoscape JSON: actors", set(g.nodes), ids)
same("NetworkX reads Cytoscape JSON: relations", collections.Counter((u, v) for u, v, *_ in g.edges), plain)

# igraph.
import igraph

g = igraph.Graph.Read_GraphML(str(files["graphml"]))
same("igraph reads GraphML: actors", {v["id"]: (v["name"], v["kind"]) for v in g.vs}, kinds)
found = collections.Counter(
    (g.vs[e.source]["id"], g.vs[e.target]["id"], e["kind"], e["status"], e["weight"], e["firstDate"] or None, e["lastDate"] or None)
    for e in g.es
)
same("igraph reads GraphML: relations", found, edges)

# Graphviz.
if shutil.which("nop"):
    canonical = folder / "canonical.dot"
    with canonical.open("w") as out:
        done = subprocess.run(["nop", str(files["dot"])], stdout=out, stderr=subprocess.PIPE, text=True)
    same("Graphviz reads DOT without complaint", (done.returncode, done.stderr), (0, ""))
    again = entente("export", "--case", str(canonical), "--format", "json")
    same("DOT that Graphviz wrote anew reads as the same JSON", again, text)
else:
    print("skipped: Graphviz's nop is missing; apt-get install graphviz")

# FollowTheMoney.
ftm = export("graph.ftm.json", "--format", "ftm")
tool = pathlib.Path(sys.executable).parent / "ftm"
validated = folder / "validated.json"
done = subprocess.run([str(tool), "validate", "-i", str(ftm), "-o", str(validated)], capture_output=True, text=True)
same("ftm validate accepts every entity", (done.returncode, done.stderr), (0, ""))


def entities(path):
    lines = [json.loads(line) for line in path.read_text().splitlines()]
    return {e["id"]: (e["schema"], {k: sorted(v) for k, v in e["properties"].items()}) for e in lines}


before, after = entities(ftm), entities(validated)
same("ftm validate keeps every entity and property", after, before)
same("an entity for each document, actor and relation", len(before), sum(map(len, (graph["documents"], ids, graph["relations"]))))

# RDFLib.
import rdflib

rdf = rdflib.Graph().parse(data=export("graph.jsonld", "--format", "jsonld").read_text(), format="json-ld")
query = "SELECT (COUNT(?r) AS ?n) WHERE { ?r a rdf:Statement ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }"
same("RDFLib reads JSON-LD: relations", int(next(iter(rdf.query(query)))[0]), len(graph["relations"]))
named = {str(name) for name in rdf.objects(None, rdflib.URIRef("https://schema.org/name"))}
same("RDFLib reads JSON-LD: names", named, {name for name, _ in kinds.values()})

# Ladybug.
import ladybug

database = ladybug.Connection(ladybug.Database(str(folder / "database")))
for line in export("graph.cypher", "--format", "cypher", "--dialect", "kuzu").read_text().splitlines():
    database.execute(line)


def rows(query, parameters=None):
    result, found = database.execute(query, parameters or {}), []
    while result.has_next():
        found.append(tuple(result.get_next()))
    return found


same("Ladybug loads Cypher: actors", {i: (n, k) for i, n, k in rows("MATCH (a:Actor) RETURN a.id, a.name, a.kind")}, kinds)
found = collections.Counter(
    rows("MATCH (a:Actor)-[r]->(b:Actor) RETURN a.id, b.id, r.kind, r.status, r.strength, r.firstDate, r.lastDate")
)
same("Ladybug loads Cypher: relations", found, edges)
wrong, longest = [], 0
for source in sorted(ids)[:12]:
    for target in sorted(ids)[-24:-12]:
        options = ["--cost", "hops", "--undirected", "--format", "json", "--status", "asserted", "possible", "denied", "disputed"]
        answer = json.loads(entente("path", source, target, "--case", str(case), *options, check=False))
        ours = len(answer["paths"][0]["hops"]) if answer["paths"] else None
        query = "MATCH (a:Actor)-[e* SHORTEST 1..20]-(b:Actor) WHERE a.id = $a AND b.id = $b RETURN length(e)"
        theirs = rows(query, {"a": source, "b": target})
        theirs = theirs[0][0] if theirs else None
        if ours != theirs:
            wrong.append((source, target, ours, theirs))
        longest = max(longest, theirs or 0)
same(f"Ladybug's shortest paths are as long as ours (up to {longest} hops)", wrong, [])

# The tables for neo4j-admin: as its manual has them, and loaded by Ladybug, which wants the ends of a relation first as well.
tables = folder / "tables"
entente("export", "--case", str(case), "--format", "neo4j-admin", "-o", str(tables))


def table(name):
    with (tables / name).open(newline="") as file:
        header, *lines = csv.reader(file)
    wrong = [line for line in lines if len(line) != len(header)]
    same(f"{name}: every row is as long as its header", wrong, [])
    return [dict(zip(header, line)) for line in lines]


actors, links = table("actors.csv"), table("relations.csv")
same("actors.csv: ids are unique", len({a["id:ID(Actor)"] for a in actors}), len(actors))
same("actors.csv: actors", {a["id:ID(Actor)"]: (a["name"], a["kind"]) for a in actors}, kinds)
found = collections.Counter(
    (r[":START_ID(Actor)"], r[":END_ID(Actor)"], r["kind"], r["status"], float(r["strength:double"]), r["firstDate"] or None, r["lastDate"] or None)
    for r in links
)
same("relations.csv: relations", found, edges)
same("relations.csv: types", [r[":TYPE"] for r in links if not re.fullmatch("[A-Z0-9_]+", r[":TYPE"])], [])
same("relations.csv: evidence is JSON", sum(len(json.loads(r["evidence"] or "[]")) for r in links), sum(len(r["statements"]) for r in graph["relations"]))
bulk = ladybug.Connection(ladybug.Database(str(folder / "bulk")))
bulk.execute(
    "CREATE NODE TABLE Actor(id STRING, name STRING, kind STRING, aliases STRING, country STRING, principal STRING, "
    "mentions INT64, label STRING, PRIMARY KEY(id))"
)
bulk.execute(
    "CREATE REL TABLE Relation(FROM Actor TO Actor, type STRING, kind STRING, status STRING, strength DOUBLE, "
    "firstDate STRING, lastDate STRING, symmetric BOOLEAN, evidence STRING)"
)
for target, name in [("Actor", "actors.csv"), ("Relation", "relations.csv")]:
    bulk.execute(f"COPY {target} FROM '{tables / name}' (HEADER=true, ESCAPE='\"', PARALLEL=false)")
database = bulk
same("Ladybug loads the tables: actors", {i: (n, k) for i, n, k in rows("MATCH (a:Actor) RETURN a.id, a.name, a.kind")}, kinds)
found = collections.Counter(rows("MATCH (a:Actor)-[r]->(b:Actor) RETURN a.id, b.id, r.kind, r.status"))
same("Ladybug loads the tables: relations", found, collections.Counter((s, t, k, status) for s, t, k, status, *_ in edges.elements()))

print("all is well" if not failures else f"{failures} failed")
sys.exit(1 if failures else 0)
