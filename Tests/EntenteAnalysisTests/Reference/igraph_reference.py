"""Reads the graphs that networkx_reference.py printed and prints the values that igraph gives for them.

    igraph_reference.py FILE

One JSON document on standard output, a list in the order of the file: {"name", "values": {measure: [a value for each
actor]}, "steps", "distances", "hops", "weak", "strong", "articulation", "bridges", "paths by cost", "modularity"}.
Parallel edges are joined with their strengths added and loops left out, by igraph's own means.
"""
import json
import math
import sys
import warnings

import igraph

warnings.simplefilter("ignore")


def listed(values):
    return [v if v is not None and math.isfinite(v) else None for v in values]


def zero(values):
    """igraph leaves the closeness of who reaches nobody undefined; for Entente it is 0."""
    return [0.0 if math.isnan(v) else v for v in values]


def reference(case):
    count, directed = case["count"], case["directed"]
    net = igraph.Graph(n=count, edges=[(int(a), int(b)) for a, b, _ in case["edges"]], directed=directed)
    net.es["strength"] = [s for _, _, s in case["edges"]]
    net.simplify(combine_edges={"strength": "sum"})
    strength = net.es["strength"] if net.ecount() else None
    # What has no strength carries nothing, so paths by cost do without it.
    solid = net.subgraph_edges([e.index for e in net.es if e["strength"] > 0], delete_vertices=False) \
        if net.ecount() else net
    cost = [1 / s for s in solid.es["strength"]] if solid.ecount() else None
    simple = net.as_undirected(combine_edges="sum") if directed else net
    twice = 1 if directed else 2
    values, steps = {}, {}
    values["degree"] = net.degree()
    if directed:
        values["in-degree"], values["out-degree"] = net.indegree(), net.outdegree()
    values["strength"] = net.strength(weights=strength)
    for suffix, graph, weights in (("", net, None), (" by cost", solid, cost)):
        values["closeness" + suffix] = zero(graph.closeness(mode="out", weights=weights, normalized=True))
        values["harmonic" + suffix] = graph.harmonic_centrality(mode="out", weights=weights, normalized=False)
        scores = graph.betweenness(directed=directed, weights=weights)
        values["betweenness" + suffix] = [twice * s for s in scores]
        scores = graph.edge_betweenness(directed=directed, weights=weights)
        steps["edge betweenness" + suffix] = [
            [a, b, s] for e, s in zip(graph.es, scores)
            for a, b in ([e.tuple] if directed else [e.tuple, e.tuple[::-1]])]
    if count:
        values["core"] = simple.coreness()
        values["pagerank"] = net.pagerank(weights=strength)
        values["pagerank unweighted"] = net.pagerank()
        reset = [0.0] * count
        reset[0] += 1
        reset[count - 1] = 3
        values["pagerank personal"] = net.personalized_pagerank(weights=strength, reset=reset)
    if strength and min(strength) > 0:
        values["constraint"] = listed(net.constraint(weights=strength))
    if not directed:
        values["clustering"] = net.transitivity_local_undirected(mode="zero")
    # The power of a matrix settles on one vector only where the other eigenvalues are well below the first, which the
    # first reference has found out.
    for name in ("eigenvector", "eigenvector unweighted", "hubs", "authorities"):
        if name not in case["values"]:
            continue
        try:
            if name == "hubs":
                values[name] = net.hub_score()
            elif name == "authorities":
                values[name] = net.authority_score()
            else:
                values[name] = net.eigenvector_centrality(weights=strength if name == "eigenvector" else None)
        except igraph.InternalError as error:
            # ARPACK gives up on some graphs whose largest eigenvalues lie on one circle of the complex plane.
            if "ARPACK" not in str(error):
                raise
    paths = []
    for pair in case["paths by cost"]:
        found = solid.get_k_shortest_paths(pair["source"], pair["target"], k=6, weights=cost, output="epath") if cost else []
        paths.append({"source": pair["source"], "target": pair["target"], "costs": [sum(cost[e] for e in p) for p in found]})
    leiden = [simple.community_leiden("modularity", weights="strength", n_iterations=-1) for _ in range(3)] \
        if simple.ecount() and max(simple.es["strength"]) > 0 else []
    return {
        "name": case["name"], "values": values, "steps": steps, "assortativity": None,
        "distances": listed(solid.distances(0, weights=cost)[0]) if count else [],
        "hops": listed(net.distances(0)[0]) if count else [],
        "weak": sorted(sorted(c) for c in net.connected_components(mode="weak")),
        "strong": sorted(sorted(c) for c in net.connected_components(mode="strong")),
        "articulation": sorted(simple.articulation_points()),
        "bridges": sorted(sorted(simple.es[e].tuple) for e in simple.bridges()),
        "paths": [], "paths by cost": paths,
        "modularity": max((simple.modularity(found, weights="strength") for found in leiden), default=None),
        "directed": directed, "count": count, "edges": case["edges"],
    }


def main():
    igraph.set_random_number_generator(__import__("random").Random(1))
    with open(sys.argv[1], encoding="utf-8") as file:
        cases = json.load(file)
    json.dump([reference(case) for case in cases], sys.stdout)


main()
