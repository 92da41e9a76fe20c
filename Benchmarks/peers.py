"""Runs one task in one of the libraries that people use today and prints its times as JSON, like `entente-benchmark`.

    peers.py LIBRARY TASK GRAPH FOLDER THREADS REPEATS

Prints nothing where the library does not offer the task. The graph is in memory, in the library's own form, before
the clock starts.
"""
import json
import os
import sys
import time
import warnings

import numpy as np

warnings.simplefilter("ignore")

COUNTS = {"power-law-2k": 2000, "power-law-50k": 50000, "grid-300": 90000, "rmat-20": 1 << 20}
COSTS = {"betweenness-cost", "closeness-cost", "harmonic-cost", "dijkstra", "pair", "yen"}


def edges(graph, folder):
    data = np.fromfile(f"{folder}/{graph}.edges", dtype=[("s", "<u4"), ("t", "<u4"), ("w", "<f8")])
    return data["s"].astype(np.int64), data["t"].astype(np.int64), data["w"]


def places(graph, count):
    return [i * 7919 % COUNTS[graph] for i in range(1, count + 1)]


def pairs(graph, count):
    found = places(graph, 2 * count)
    return list(zip(found[::2], found[1::2]))


def finite(values):
    values = np.asarray(values, dtype=float).ravel()
    return float(values[np.isfinite(values)].sum())


def closeness(distances_sum, reached):
    return sum(r / s if s > 0 else 0 for s, r in zip(distances_sum, reached))


def igraph_task(task, graph, folder, threads):
    import igraph
    if threads > 1:
        return None
    s, t, w = edges(graph, folder)
    net = igraph.Graph(n=COUNTS[graph], edges=np.column_stack([s, t]), directed=task != "leiden")
    w = w.tolist()
    cost = w if task in COSTS else None
    name = task.rsplit("-", 1)[0]
    if name == "betweenness":
        return lambda: sum(net.betweenness(weights=cost))
    if name == "closeness":
        return lambda: finite(net.closeness(mode="out", weights=cost, normalized=True))
    if name == "harmonic":
        return lambda: finite(net.harmonic_centrality(mode="out", weights=cost, normalized=False))
    if task == "pagerank":
        return lambda: max(net.pagerank(weights=w))
    if task == "dijkstra":
        return lambda: sum(finite(net.distances(source=p, weights=w)) for p in places(graph, 5))
    if task == "pair":
        def run():
            total = 0.0
            for a, b in pairs(graph, 20):
                path = net.get_shortest_path(a, b, weights=w, output="epath")
                total += sum(w[e] for e in path)
            return total
        return run
    if task == "yen":
        def run():
            total = 0.0
            for a, b in pairs(graph, 50):
                for path in net.get_k_shortest_paths(a, b, k=10, weights=w, output="epath"):
                    total += sum(w[e] for e in path)
            return total
        return run
    if task == "eigenvector":
        return lambda: sum(net.eigenvector_centrality(weights=w))
    if task == "core":
        return lambda: sum(net.coreness(mode="all"))
    if task in ("weak", "strong"):
        return lambda: len(net.connected_components(mode=task))
    if task == "bfs":
        return lambda: sum(finite(net.distances(source=p)) for p in places(graph, 5))
    if task == "leiden":
        return lambda: net.modularity(net.community_leiden("modularity", weights=w, n_iterations=2), weights=w)
    return None


def networkit_task(task, graph, folder, threads):
    import networkit as nk
    nk.setNumberOfThreads(threads)
    nk.setSeed(1, False)
    s, t, w = edges(graph, folder)
    weighted = task in COSTS or task in ("pagerank", "eigenvector", "leiden")
    directed = task != "leiden"
    net = nk.GraphFromCoo((w, (s, t)), n=COUNTS[graph], weighted=weighted, directed=directed)
    name = task.rsplit("-", 1)[0]
    if name == "betweenness":
        return lambda: sum(nk.centrality.Betweenness(net).run().scores())
    if name == "closeness":
        # Its generalized closeness is r² / (n − 1) / sum; only the time is compared.
        return lambda: sum(nk.centrality.Closeness(net, False, nk.centrality.ClosenessVariant.GENERALIZED).run().scores())
    if name == "harmonic":
        return lambda: sum(nk.centrality.HarmonicCloseness(net, False).run().scores())
    if task == "pagerank":
        def run():
            rank = nk.centrality.PageRank(net, 0.85, 1e-10, distributeSinks=nk.centrality.SinkHandling.DistributeSinks)
            rank.norm = nk.centrality.Norm.L1_NORM
            return max(rank.run().scores())
        return run
    if task == "dijkstra":
        return lambda: sum(
            finite([d for d in nk.distance.Dijkstra(net, p, storePaths=False).run().getDistances(asarray=True) if d < 1e300])
            for p in places(graph, 5))
    if task == "pair":
        def run():
            total = 0.0
            for a, b in pairs(graph, 20):
                distance = nk.distance.BidirectionalDijkstra(net, a, b, storePred=True).run().getDistance()
                total += distance if distance < 1e300 else 0
            return total
        return run
    if task == "eigenvector":
        return lambda: sum(nk.centrality.EigenvectorCentrality(net, 1e-12).run().scores())
    if task == "core":
        return lambda: sum(nk.centrality.CoreDecomposition(net).run().scores()) if not net.isDirected() else None
    if task == "weak":
        return lambda: nk.components.WeaklyConnectedComponents(net).run().numberOfComponents()
    if task == "strong":
        return lambda: nk.components.StronglyConnectedComponents(net).run().numberOfComponents()
    if task == "bfs":
        return lambda: sum(
            finite([d for d in nk.distance.BFS(net, p, storePaths=False).run().getDistances(asarray=True) if d < 1e300])
            for p in places(graph, 5))
    if task == "leiden":
        net.indexEdges()
        def run():
            found = nk.community.ParallelLeiden(net, randomize=False, iterations=10).run().getPartition()
            return nk.community.Modularity().getQuality(found, net)
        return run
    return None


def scipy_task(task, graph, folder, threads):
    from scipy.sparse import coo_matrix, csgraph
    if threads > 1:
        return None
    s, t, w = edges(graph, folder)
    count = COUNTS[graph]
    weighted = task in COSTS or task == "pagerank"
    net = coo_matrix((w if weighted else np.ones(len(w)), (s, t)), shape=(count, count)).tocsr()
    name = task.rsplit("-", 1)[0]
    if name in ("closeness", "harmonic"):
        if task.endswith("hops"):
            return None
        def run():
            found = csgraph.dijkstra(net)
            np.fill_diagonal(found, np.inf)
            if name == "harmonic":
                return float((1 / found).sum())
            reached = np.isfinite(found)
            return closeness(np.where(reached, found, 0).sum(axis=1), reached.sum(axis=1))
        return run
    if task == "pagerank":
        def run():
            out = np.asarray(net.sum(axis=1)).ravel()
            scale = np.divide(1, out, out=np.zeros_like(out), where=out > 0)
            step = net.multiply(scale[:, None]).T.tocsr()
            dangling = out == 0
            scores = np.full(count, 1 / count)
            while True:
                new = 0.85 * (step @ scores + scores[dangling].sum() / count) + 0.15 / count
                change = np.abs(new - scores).sum()
                scores = new
                if change < 1e-10:
                    return float(scores.max())
        return run
    if task == "dijkstra":
        return lambda: sum(finite(csgraph.dijkstra(net, indices=p)) for p in places(graph, 5))
    if task == "yen":
        if not hasattr(csgraph, "yen"):
            return None
        return lambda: float(sum(csgraph.yen(net, a, b, 10).sum() for a, b in pairs(graph, 50)))
    if task in ("weak", "strong"):
        return lambda: int(csgraph.connected_components(net, connection=task)[0])
    if task == "bfs":
        return lambda: sum(len(csgraph.breadth_first_order(net, p)[0]) for p in places(graph, 5))
    return None


def networkx_task(task, graph, folder, threads):
    import networkx as nx
    if threads > 1 or graph == "rmat-20":
        return None
    s, t, w = edges(graph, folder)
    net = nx.DiGraph() if task != "leiden" else nx.Graph()
    net.add_nodes_from(range(COUNTS[graph]))
    net.add_weighted_edges_from(zip(s.tolist(), t.tolist(), w.tolist()))
    cost = "weight" if task in COSTS else None
    name = task.rsplit("-", 1)[0]
    if name == "betweenness":
        return lambda: sum(nx.betweenness_centrality(net, normalized=False, weight=cost).values())
    if name == "closeness":
        return lambda: sum(nx.closeness_centrality(net.reverse(), distance=cost, wf_improved=False).values())
    if name == "harmonic":
        return lambda: sum(nx.harmonic_centrality(net.reverse(), distance=cost).values())
    if task == "pagerank":
        return lambda: max(nx.pagerank(net, tol=1e-10 / len(net), max_iter=1000, weight="weight").values())
    if task == "dijkstra":
        return lambda: sum(sum(nx.single_source_dijkstra_path_length(net, p).values()) for p in places(graph, 5))
    if task == "core":
        return lambda: sum(nx.core_number(nx.Graph(net)).values())
    if task == "weak":
        return lambda: nx.number_weakly_connected_components(net)
    if task == "strong":
        return lambda: nx.number_strongly_connected_components(net)
    if task == "bfs":
        return lambda: sum(sum(nx.single_source_shortest_path_length(net, p).values()) for p in places(graph, 5))
    return None


def graph_tool_task(task, graph, folder, threads):
    import graph_tool as gt
    from graph_tool import centrality
    gt.openmp_set_num_threads(threads)
    s, t, w = edges(graph, folder)
    net = gt.Graph(directed=True)
    net.add_vertex(COUNTS[graph])
    cost = net.new_edge_property("double")
    net.add_edge_list(np.column_stack([s, t, w]), eprops=[cost])
    weight = cost if task in COSTS else None
    name = task.rsplit("-", 1)[0]
    if name == "betweenness":
        return lambda: float(centrality.betweenness(net, weight=weight, norm=False)[0].a.sum())
    if name in ("closeness", "harmonic"):
        return lambda: finite(centrality.closeness(net, weight=weight, norm=False, harmonic=name == "harmonic").a)
    if task == "pagerank":
        return lambda: float(centrality.pagerank(net, weight=cost, epsilon=1e-10).a.max())
    return None


def main():
    library, task, graph, folder, threads, repeats = sys.argv[1:]
    make = globals()[library.replace("-", "_") + "_task"]
    try:
        run = make(task, graph, folder, int(threads))
    except ImportError:
        return
    if run is None:
        return
    # Processor time on a machine that others keep busy, as `compare.py --processor-time` asks for.
    clock = time.process_time if os.environ.get("ENTENTE_BENCHMARK_CLOCK") == "processor" else time.perf_counter
    times = []
    for _ in range(int(repeats)):
        start = clock()
        value = run()
        times.append(clock() - start)
        # A peer that takes minutes is timed once; nothing hangs on its last digit.
        if sum(times) > 60:
            break
    if value is None:
        return
    times.sort()
    print(json.dumps({"library": library, "task": task, "graph": graph, "threads": int(threads),
                      "median": times[len(times) // 2], "least": times[0], "runs": len(times), "value": float(value)}))


main()
