"""Prints random and named graphs with the values that NetworkX (and, where it has none, plain linear algebra) gives.

One JSON document on standard output: a list of {"name", "directed", "count", "edges": [[source, target, strength]],
"values": {measure: [a value for each actor]}, ...}. The seed is fixed, so every run prints the same graphs.
"""
import json
import math
import random
import sys
from fractions import Fraction

import networkx as nx
import numpy as np

random.seed(20240607)


def random_edges(kind, count, directed):
    pairs = []
    if kind == "sparse":
        pairs = [(a, b) for a in range(count) for b in range(count) if a != b and random.random() < 2.0 / count]
    elif kind == "dense":
        pairs = [(a, b) for a in range(count) for b in range(count) if a != b and random.random() < 0.4]
    elif kind == "hubs":
        graph = nx.barabasi_albert_graph(count, min(2, count - 1), seed=random.randrange(10**6)) if count > 2 else nx.path_graph(count)
        pairs = [(a, b) if random.random() < 0.5 else (b, a) for a, b in graph.edges]
    elif kind == "apart":
        half = count // 2
        pairs = [(a, b) for a in range(count) for b in range(count)
                 if a != b and (a < half) == (b < half) and random.random() < 3.0 / count]
    elif kind == "tree":
        pairs = [(random.randrange(i), i) if random.random() < 0.7 else (i, random.randrange(i)) for i in range(1, count)]
    elif kind == "circle":
        pairs = [(i, (i + 1) % count) for i in range(count)]
    elif kind == "grid":
        side = max(1, int(math.sqrt(count)))
        pairs = [(i, i + 1) for i in range(side * side) if (i + 1) % side] + \
                [(i, i + side) for i in range(side * (side - 1))]
    elif kind == "multi":
        pairs = [(random.randrange(count), random.randrange(count)) for _ in range(3 * count)]
    random.shuffle(pairs)
    return pairs


def strengths(mode, number):
    if mode == "plain":
        return [1.0] * number
    if mode == "zeros":
        return [random.choice([0.0, 0.5, 1.0]) for _ in range(number)]
    if mode == "ties":
        return [random.choice([0.5, 1.0, 2.0]) for _ in range(number)]
    return [random.uniform(0.05, 5.0) for _ in range(number)]


def joined(count, edges, directed, exact):
    graph = nx.DiGraph() if directed else nx.Graph()
    graph.add_nodes_from(range(count))
    for a, b, s in edges:
        if a == b:
            continue
        if graph.has_edge(a, b):
            graph[a][b]["parts"].append(s)
        else:
            graph.add_edge(a, b, parts=[s])
    for _, _, data in graph.edges(data=True):
        data["strength"] = sum(sorted(data["parts"]))
        data["cost"] = 1 / data["strength"] if data["strength"] > 0 else math.inf
        # NetworkX compares costs bit by bit; with fractions it sees every tie.
        data["exact"] = Fraction(1) / Fraction(data["strength"]) if exact and data["strength"] > 0 else data["cost"]
        del data["parts"]
    return graph


def listed(graph, values):
    return [values[v] if not (isinstance(values[v], float) and not math.isfinite(values[v])) else None for v in range(len(graph))]


def matrix(graph, weight):
    return nx.to_numpy_array(graph, nodelist=range(len(graph)), weight=weight)


def leading(square):
    """The leading eigenvector of a non-negative matrix with one clearly largest eigenvalue, or None."""
    values, vectors = np.linalg.eig(square)
    order = np.argsort(-np.abs(values + 1))
    if len(order) > 1 and abs(values[order[1]] + 1) > 0.98 * abs(values[order[0]] + 1):
        return None
    vector = np.abs(np.real(vectors[:, order[0]]))
    return list(vector / vector.max())


def hits(graph):
    square = matrix(graph, None)
    left, sizes, right = np.linalg.svd(square)
    if sizes[0] == 0 or (len(sizes) > 1 and sizes[1] > 0.98 * sizes[0]):
        return None
    hubs, authorities = np.abs(left[:, 0]), np.abs(right[0, :])
    return list(hubs / hubs.max()), list(authorities / authorities.max())


def clustering(graph):
    result = []
    for v in range(len(graph)):
        near = set(graph.successors(v)) | set(graph.predecessors(v)) if graph.is_directed() else set(graph[v])
        pairs = len(near) * (len(near) - 1)
        tied = sum(1 for a in near for b in near if a != b and graph.has_edge(a, b))
        result.append(tied / pairs if pairs else 0.0)
    return result


def paths(graph, weight):
    """Costs of the first paths for a few pairs, and the number of paths asked for."""
    result = []
    count = len(graph)
    for _ in range(3 if count > 1 else 0):
        a, b = random.sample(range(count), 2)
        costs = []
        try:
            for path in nx.shortest_simple_paths(graph, a, b, weight=weight):
                costs.append(sum(graph[x][y][weight] if weight else 1 for x, y in zip(path, path[1:])))
                if len(costs) == 6:
                    break
        except nx.NetworkXNoPath:
            pass
        result.append({"source": a, "target": b, "costs": costs})
    return result


def reference(name, count, edges, directed, exact):
    graph = joined(count, edges, directed, exact)
    # What has no strength carries nothing, so paths by cost do without it.
    solid = graph.copy()
    solid.remove_edges_from([(a, b) for a, b, data in graph.edges(data=True) if data["strength"] == 0])
    twice = 1 if directed else 2
    simple = nx.Graph(graph)
    values = {}
    if directed:
        values["degree"] = listed(graph, dict(graph.degree()))
        values["in-degree"] = listed(graph, dict(graph.in_degree()))
        values["out-degree"] = listed(graph, dict(graph.out_degree()))
    else:
        values["degree"] = listed(graph, dict(graph.degree()))
    values["strength"] = listed(graph, dict(graph.degree(weight="strength")))
    for suffix, weight in (("", None), (" by cost", "cost")):
        carrier = solid if weight else graph
        backward = carrier.reverse() if directed else carrier
        values["closeness" + suffix] = listed(graph, nx.closeness_centrality(backward, distance=weight, wf_improved=False))
        values["closeness wf" + suffix] = listed(graph, nx.closeness_centrality(backward, distance=weight))
        values["harmonic" + suffix] = listed(graph, nx.harmonic_centrality(backward, distance=weight))
        scores = nx.betweenness_centrality(carrier, normalized=False, weight=weight and "exact")
        values["betweenness" + suffix] = [twice * scores[v] for v in range(count)]
    scores = nx.betweenness_centrality(graph, normalized=False, endpoints=True)
    values["betweenness with ends"] = [twice * scores[v] for v in range(count)]
    if count > 2:
        values["betweenness normalized"] = listed(graph, nx.betweenness_centrality(graph))
    if count:
        values["pagerank"] = listed(graph, nx.pagerank(graph, tol=1e-15, max_iter=100000, weight="strength"))
        values["pagerank unweighted"] = listed(graph, nx.pagerank(graph, tol=1e-15, max_iter=100000, weight=None))
        aims = {0: 1.0, count - 1: 3.0}
        values["pagerank personal"] = listed(
            graph, nx.pagerank(graph, tol=1e-15, max_iter=100000, weight="strength", personalization=aims, dangling=aims))
        values["katz"] = list(np.linalg.solve(np.eye(count) - 0.01 * matrix(graph, None).T, np.ones(count)))
        connected = nx.is_strongly_connected(graph) if directed else nx.is_connected(graph)
        # Relations without strength connect nobody where strength counts, and the power of the matrix may not settle.
        connected = connected and solid.number_of_edges() == graph.number_of_edges()
        if count > 1 and connected:
            for suffix, weight in (("", "strength"), (" unweighted", None)):
                vector = leading(matrix(graph, weight).T)
                if vector:
                    values["eigenvector" + suffix] = vector
        found = hits(graph) if graph.number_of_edges() else None
        if found and connected:
            values["hubs"], values["authorities"] = found
    values["core"] = listed(graph, nx.core_number(simple)) if count else []
    # Without `nodes` NetworkX 3.6 takes a vectorised way whose values differ from those of its own definition, and in
    # a directed graph it skips who points to nobody; so it gets every actor of the graph of mutual strengths.
    mutual = nx.Graph()
    mutual.add_nodes_from(range(count))
    for a, b, data in graph.edges(data=True):
        mutual.add_edge(a, b, strength=data["strength"] + (mutual[a][b]["strength"] if mutual.has_edge(a, b) else 0))
    # On the directed graph, NetworkX before 3.0 leaves out actors that nothing leaves; Burt's sums know no direction.
    values["constraint"] = listed(mutual, nx.constraint(mutual, nodes=list(mutual), weight="strength")) if count else []
    values["effective-size"] = listed(mutual, nx.effective_size(mutual, nodes=list(mutual), weight="strength")) if count else []
    values["clustering"] = clustering(graph)
    ends = {}
    for suffix, weight in (("", None), (" by cost", "cost")):
        scores = nx.edge_betweenness_centrality(solid if weight else graph, normalized=False, weight=weight and "exact")
        ends["edge betweenness" + suffix] = [
            [a, b, s] for (x, y), s in scores.items() for a, b in ([(x, y)] if directed else [(x, y), (y, x)])]
    kinds = {v: "abc"[v % 3] for v in range(count)}
    nx.set_node_attributes(graph, kinds, "kind")
    assortativity = nx.attribute_assortativity_coefficient(graph, "kind") if graph.number_of_edges() else None
    return {
        "name": name, "directed": directed, "count": count, "edges": edges, "values": values, "steps": ends,
        "assortativity": assortativity if assortativity is not None and math.isfinite(assortativity) else None,
        "distances": [nx.single_source_dijkstra_path_length(solid, 0, weight="cost").get(v) for v in range(count)] if count else [],
        "hops": [nx.single_source_shortest_path_length(graph, 0).get(v) for v in range(count)] if count else [],
        "weak": sorted(sorted(c) for c in nx.connected_components(simple)),
        "strong": sorted(sorted(c) for c in (nx.strongly_connected_components(graph) if directed else nx.connected_components(graph))),
        "articulation": sorted(nx.articulation_points(simple)),
        "bridges": sorted(sorted(b) for b in nx.bridges(simple)),
        "paths": paths(graph, None), "paths by cost": paths(solid, "cost"),
    }


def named(name, graph):
    graph = nx.convert_node_labels_to_integers(graph, ordering="sorted")
    return reference(name, len(graph), [[a, b, float(d.get("weight", 1))] for a, b, d in graph.edges(data=True)], False, True)


def main():
    result = [named("karate", nx.karate_club_graph()), named("florentine families", nx.florentine_families_graph()),
              named("Les Misérables", nx.les_miserables_graph())]
    kinds = ["sparse", "dense", "hubs", "apart", "tree", "circle", "grid", "multi"]
    number = 0
    while len(result) < 300:
        kind = kinds[number % len(kinds)]
        directed = (number // len(kinds)) % 2 == 0
        mode = ["plain", "ties", "random", "zeros"][(number // (2 * len(kinds))) % 4]
        count = number % 3 if number < 6 else random.randint(3, 16)
        pairs = random_edges(kind, count, directed) if count > 1 else []
        edges = [[a, b, s] for (a, b), s in zip(pairs, strengths(mode, len(pairs)))]
        result.append(reference(f"{number} {kind} {mode}", count, edges, directed, mode != "random"))
        number += 1
    json.dump(result, sys.stdout)


main()
