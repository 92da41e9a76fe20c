"""Runs Entente and its peers side by side and prints the table of docs/analysis.md.

    compare.py BINARY FOLDER [--repeats N] [--only TASK,TASK] [--without LIBRARY,...]
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


def call(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        print(f"  {' '.join(command[:6])}: {done.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
        return None
    return json.loads(done.stdout) if done.stdout.strip() else None


def shown(seconds):
    return f"{seconds * 1000:.2f} ms" if seconds < 10 else f"{seconds:.1f} s"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("folder")
    parser.add_argument("--repeats", default="5")
    parser.add_argument("--only", default="")
    parser.add_argument("--without", default="")
    options = parser.parse_args()
    cores = len(os.sched_getaffinity(0))
    print(f"{cores} cores, medians of {options.repeats}, load {os.getloadavg()[0]:.1f}; peer ÷ ours\n")
    print("| task | graph | threads | ours | fastest peer | its time | peer ÷ ours | others ÷ ours |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    for task, graph, parallel in TASKS:
        if options.only and task not in options.only.split(","):
            continue
        for threads in [1, 2] if parallel and cores > 1 else [1]:
            ours = call([options.binary, "run", task, graph, options.folder, str(threads), options.repeats])
            peers = []
            for library in LIBRARIES:
                if library in options.without.split(",") or (library == "networkx" and threads > 1):
                    continue
                script = os.path.join(os.path.dirname(__file__), "peers.py")
                python = "/usr/bin/python3" if library == "graph-tool" else sys.executable
                # A library without threads answers the same on two cores: its one-thread time stands.
                own = threads if library in ("networkit", "graph-tool") else 1
                found = call([python, script, library, task, graph, options.folder, str(own), options.repeats])
                if found:
                    peers.append(found)
            if not ours or not peers:
                continue
            peers.sort(key=lambda peer: peer["median"])
            best = peers[0]
            others = ", ".join(f"{p['library']} {p['median'] / ours['median']:.1f}" for p in peers[1:])
            print(f"| {task} | {graph} | {threads} | {shown(ours['median'])} | {best['library']} | {shown(best['median'])} | "
                  f"{best['median'] / ours['median']:.2f} | {others} |", flush=True)
            values = {"entente": ours["value"], **{p["library"]: p["value"] for p in peers}}
            print(f"  {task} {graph}: {values}", file=sys.stderr, flush=True)


main()
