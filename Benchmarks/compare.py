"""Runs Entente and its peers side by side and prints the tables of docs/analysis.md.

    compare.py BINARY FOLDER [--quick] [--repeats N] [--only TASK,TASK] [--without LIBRARY,...] [--no-growth]
               [--processor-time]
"""
import argparse
import json
import os
import subprocess
import sys

TASKS = [
    ("betweenness-hops", "power-law-2k", True), ("betweenness-cost", "power-law-2k", True),
    ("closeness-hops", "power-law-2k", True), ("closeness-cost", "power-law-2k", True),
    ("harmonic-hops", "power-law-2k", True), ("harmonic-cost", "power-law-2k", True),
    ("pagerank", "power-law-50k", True), ("pagerank", "rmat-20", True),
    ("dijkstra", "power-law-50k", False), ("dijkstra", "grid-300", False),
    ("pair", "power-law-50k", False), ("yen", "power-law-2k", False),
    ("eigenvector", "power-law-50k", False), ("core", "power-law-50k", False),
    ("weak", "power-law-50k", False), ("strong", "power-law-50k", False), ("bfs", "power-law-50k", False),
    ("leiden", "power-law-50k", False),
]
LIBRARIES = ["igraph", "networkit", "scipy", "graph-tool", "networkx"]
THREADED = ("networkit", "graph-tool")


class Timings:
    """Runs both sides and remembers what was measured."""

    def __init__(self, options):
        self.options = options
        self.repeats = options.repeats or ("3" if options.quick else "5")
        # A peer that needs longer than this is stopped, and its time is a lower bound.
        self.limit = 30 if options.quick else 600

    def call(self, command, limit=None):
        """What a run prints, None where it cannot, or the time after which it was stopped."""
        try:
            done = subprocess.run(command, capture_output=True, text=True, timeout=limit)
        except subprocess.TimeoutExpired:
            return {"median": float(limit), "stopped": True, "value": None}
        if done.returncode != 0:
            print(f"  {' '.join(command[:6])}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
            return None
        return json.loads(done.stdout) if done.stdout.strip() else None

    def ours(self, task, graph, threads):
        return self.call([self.options.binary, "run", task, graph, self.options.folder, str(threads), self.repeats])

    def peer(self, library, task, graph, threads):
        if library in self.options.without.split(","):
            return None
        script = os.path.join(os.path.dirname(__file__), "peers.py")
        python = "/usr/bin/python3" if library == "graph-tool" else sys.executable
        repeats = "1" if library == "networkx" and self.options.quick else self.repeats
        found = self.call([python, script, library, task, graph, self.options.folder, str(threads), repeats],
                          self.limit if library == "networkx" else 600)
        return found and {**found, "library": library}


def shown(seconds):
    return f"{seconds * 1000:.2f} ms" if seconds < 10 else f"{seconds:.1f} s"


def columns(ours, peers):
    """Our time, the fastest peer with its time, the ratio, and the other ratios."""
    peers = sorted(peers, key=lambda peer: peer["median"])
    if not ours or not peers:
        return ["", "", "", "", ""]
    ratio = [f"{'≥ ' if p.get('stopped') else ''}{p['median'] / ours['median']:.2f}" for p in peers]
    others = ", ".join(f"{p['library']} {r}" for p, r in list(zip(peers, ratio))[1:])
    return [shown(ours["median"]), peers[0]["library"], shown(peers[0]["median"]), ratio[0], others]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("folder")
    parser.add_argument("--quick", action="store_true", help="every row in under twelve minutes")
    parser.add_argument("--repeats", default="")
    parser.add_argument("--only", default="")
    parser.add_argument("--without", default="")
    parser.add_argument("--no-growth", action="store_true")
    parser.add_argument("--processor-time", action="store_true",
                        help="one core alone, by processor time: for a machine that others keep busy")
    options = parser.parse_args()
    timings = Timings(options)
    cores = len(os.sched_getaffinity(0))
    two = cores > 1 and not options.processor_time
    if options.processor_time:
        os.environ["ENTENTE_BENCHMARK_CLOCK"] = "processor"
    kind = " of processor time" if options.processor_time else ""
    print(f"{cores} cores, medians of {timings.repeats}{kind}, load {os.getloadavg()[0]:.1f} at the start; ratios are peer ÷ ours.")
    print("Two cores: both sides may use two; a library without threads keeps its one-core time.\n" if two else "")
    heads = ["task", "graph", "ours, 1 core", "fastest peer", "its time", "ratio", "other peers"]
    if two:
        heads += ["ours, 2 cores", "fastest peer", "its time", "ratio", "ours 1 ÷ 2"]
    print("| " + " | ".join(heads) + " |\n|" + " --- |" * len(heads))
    networkx = []
    for task, graph, parallel in TASKS:
        if options.only and task not in options.only.split(","):
            continue
        ours = timings.ours(task, graph, 1)
        # One after the other and ours again at the end, so that a busy minute of the machine shows.
        peers = [p for library in LIBRARIES if library != "networkx" for p in [timings.peer(library, task, graph, 1)] if p]
        row = [task, graph] + columns(ours, peers)
        if two and parallel:
            both = timings.ours(task, graph, 2)
            threaded = [p for library in THREADED for p in [timings.peer(library, task, graph, 2)] if p]
            found = columns(both, threaded + [p for p in peers if p["library"] not in THREADED])
            row += found[:4] + [f"{ours['median'] / both['median']:.2f}" if ours and both else ""]
        elif two:
            row += [""] * 5
        print("| " + " | ".join(row) + " |", flush=True)
        values = {"entente": ours and ours["value"], **{p["library"]: p["value"] for p in peers}}
        print(f"  {task} {graph}: {values}", file=sys.stderr, flush=True)
        slow = timings.peer("networkx", task, graph, 1)
        if slow and ours:
            networkx.append(f"{task} on {graph} {columns(ours, [slow])[3]}")
    if networkx:
        print(f"\nAgainst NetworkX, peer ÷ ours: {', '.join(networkx)}.", flush=True)
    if not options.no_growth and not options.only:
        print("\nGrowth on R-MAT graphs, one thread, milliseconds:\n", flush=True)
        subprocess.run([options.binary, "growth", options.folder, "4" if options.quick else "20"], check=False)


main()
