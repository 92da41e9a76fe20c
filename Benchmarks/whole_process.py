"""Times whole processes: a path in a small and in a large case, writing a case, reading large graphs.

usage: whole_process.py ENTENTE ENTENTE-BENCHMARK FOLDER

Prints a line each: median and fastest wall time of several runs, processor time of the median run, peak memory.
"""
import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import time

entente, benchmark, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
folder.mkdir(parents=True, exist_ok=True)
root = pathlib.Path(__file__).resolve().parent.parent
edges, nodes = 1_000_000, 100_000


def run(*arguments):
    """One run: wall time and processor time in seconds, peak memory in MB."""
    start = time.perf_counter()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(map(str, arguments))}: status {process.returncode}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def report(what, bar, repeats, *arguments):
    run(*arguments)
    runs = sorted(run(*arguments) for _ in range(repeats))
    wall, processor, memory = statistics.median_low(runs)
    print(f"{what:<52} {wall * 1000:8.1f} ms  fastest {runs[0][0] * 1000:8.1f}  processor {processor * 1000:8.1f}  {memory:6.0f} MB  (bar: {bar})", flush=True)


small = folder / "sample.entente"
if not small.exists():
    subprocess.run([entente, "build", root / "seeds", "-o", small, "-q"], check=True, stdout=subprocess.DEVNULL)
report("path, sample case", "15 ms", 31, entente, "path", "taliban", "russia", "--case", small)

large = folder / "large.entente"
large.unlink(missing_ok=True)
answer = json.loads(subprocess.run([benchmark, "case", large, "100000"], check=True, capture_output=True, text=True).stdout)
print(
    f"writing {answer['statements']} statements with their documents: {answer['statementsASecond']:.0f} a second, "
    f"{answer['statementsAProcessorSecond']:.0f} a second of processor time (bar: 50,000); "
    f"joining them and writing the graph: {answer['joining']:.2f} s", flush=True)
actors = json.loads(
    subprocess.run([entente, "centrality", "--top", "2", "--format", "json", "--case", large], check=True, capture_output=True, text=True).stdout)
first, second = [score["id"] for score in actors["scores"][:2]]
report("path, case of 100,000 relations", "150 ms", 11, entente, "path", first, second, "--case", large)

table, graphml = folder / "edges.csv", folder / "edges.graphml"
if not graphml.exists():
    numbers = random.Random(5)
    pairs = [(int(nodes * numbers.random() ** 2), numbers.randrange(nodes), numbers.randrange(1, 1000) / 1000) for _ in range(edges)]
    with table.open("w") as file:
        file.write("source,target,weight\n")
        file.writelines(f"a{source},a{target},{weight}\n" for source, target, weight in pairs)
    with graphml.open("w") as file:
        file.write('<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n')
        file.write('<key id="w" for="edge" attr.name="weight" attr.type="double"/>\n<graph edgedefault="directed">\n')
        file.writelines(f'<node id="a{number}"/>\n' for number in range(nodes))
        file.writelines(f'<edge source="a{source}" target="a{target}"><data key="w">{weight}</data></edge>\n' for source, target, weight in pairs)
        file.write("</graph>\n</graphml>\n")
for what, path in [("import of a CSV of 1,000,000 edges", table), ("import of a GraphML of 1,000,000 edges", graphml)]:
    report(what, "10 s, 1.5 GB", 3, entente, "actors", "--search", "a77777", "--case", path)
