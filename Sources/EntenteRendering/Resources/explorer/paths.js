// Shortest paths with the library's costs and ties: Yen's k shortest paths without repeated actors.
//
// Paths whose costs agree to one part in 10⁹ tie; of those the one with fewer steps comes first, then the one whose
// actors' names come first. Actors are numbered in the order of their names.

const tolerance = 1e-9;
const ties = (a, b) => a === b || Math.abs(a - b) <= tolerance * Math.min(Math.abs(a), Math.abs(b));
const ceiling = cost => cost * (1 + tolerance);

/** −ln of a probability; never −0. */
const influenceCost = probability => probability >= 1 ? 0 : -Math.log(probability);

/** Which ways one may step along a relation, how strong the step is and what it costs alone. */
function stepAlong(relation, cost, undirected) {
  const strength = relation.strength;
  const forward = true, backward = relation.kind.symmetric || undirected;
  if (cost === "hops") return { forward, backward, strength, cost: 1 };
  if (cost === "weight") return { forward, backward, strength, cost: data.plain ? strength : 1 / strength };
  const along = relation.kind.along || (relation.kind.symmetric ? "both" : "forward");
  if (along === "none") return { forward: false, backward: false, strength: 0, cost: Infinity };
  const probability = Math.min(strength, 1) * relation.kind.prior;
  const steps = { strength: probability, cost: influenceCost(probability) };
  if (undirected) return { forward: true, backward: true, ...steps };
  return { forward: along !== "backward", backward: along !== "forward", ...steps };
}

/**
 * The relations as arcs between actors: at most one each way, which joins all relations that lead there.
 *
 * Rows hold for each actor the arcs away from it and towards it, by the other actor.
 */
function makeView(kept, { cost = "hops", undirected = false } = {}) {
  const byEnds = new Map();
  function add(from, to, member) {
    if (from === to) return;
    const key = from * actors.length + to;
    const arc = byEnds.get(key);
    if (arc) arc.members.push(member);
    else byEnds.set(key, { from, to, members: [member] });
  }
  for (const relation of kept) {
    const step = stepAlong(relation, cost, undirected);
    if (step.forward) add(relation.source, relation.target, { relation, reversed: false, strength: step.strength, cost: step.cost });
    if (step.backward) {
      add(relation.target, relation.source,
        { relation, reversed: !relation.kind.symmetric, strength: step.strength, cost: step.cost });
    }
  }
  const out = actors.map(() => []), into = actors.map(() => []);
  for (const arc of [...byEnds.values()].sort((a, b) => a.from - b.from || a.to - b.to)) {
    arc.strength = arc.members.map(member => member.strength).sort((a, b) => a - b).reduce((sum, value) => sum + value, 0);
    if (cost === "hops") arc.cost = 1;
    else if (cost === "weight" && !data.plain) arc.cost = 1 / arc.strength;
    else arc.cost = arc.members.reduce((least, member) => Math.min(least, member.cost), Infinity);
    // Cheapest first; relations come in the order of their ids, so equal costs are listed by kind.
    arc.members.sort((a, b) => a.cost - b.cost || a.relation.index - b.relation.index);
    out[arc.from].push(arc);
    into[arc.to].push(arc);
  }
  for (const row of into) row.sort((a, b) => a.from - b.from);
  return { out, into };
}

/** A binary heap of numbers with keys, the least first. */
class Heap {
  constructor() { this.entries = []; }
  get least() { return this.entries.length ? this.entries[0].key : Infinity; }
  push(key, vertex) {
    const { entries } = this;
    let place = entries.length;
    entries.push({ key, vertex });
    while (place > 0) {
      const parent = (place - 1) >> 1;
      if (entries[parent].key <= entries[place].key) break;
      [entries[parent], entries[place]] = [entries[place], entries[parent]];
      place = parent;
    }
  }
  pop() {
    const { entries } = this;
    const first = entries[0], last = entries.pop();
    if (entries.length === 0) return first;
    entries[0] = last;
    for (let place = 0;;) {
      const left = place * 2 + 1, right = left + 1;
      let least = place;
      if (left < entries.length && entries[left].key < entries[least].key) least = left;
      if (right < entries.length && entries[right].key < entries[least].key) least = right;
      if (least === place) return first;
      [entries[least], entries[place]] = [entries[place], entries[least]];
      place = least;
    }
  }
}

/** Finds cheapest paths to one target again and again, led by the distances of all actors to it (A*). */
class SpurSearch {
  constructor(view, target, blocked) {
    this.view = view;
    this.target = target;
    this.forbidden = new Uint8Array(actors.length);
    this.remaining = new Float64Array(actors.length).fill(Infinity);
    this.remaining[target] = 0;
    const heap = new Heap(), settled = new Uint8Array(actors.length);
    heap.push(0, target);
    while (heap.entries.length) {
      const { vertex, key } = heap.pop();
      if (settled[vertex]) continue;
      settled[vertex] = 1;
      for (const arc of view.into[vertex]) {
        const distance = key + arc.cost;
        if (!(distance < this.remaining[arc.from]) || blocked.has(arc.from)) continue;
        this.remaining[arc.from] = distance;
        heap.push(distance, arc.from);
      }
    }
  }

  /** The first of the cheapest paths, by steps and then by names; null where none costs at most `limit`. */
  cheapest(source, limit, isFirst) {
    const { view, target, remaining, forbidden } = this;
    const costs = new Float64Array(actors.length).fill(Infinity), settled = new Uint8Array(actors.length);
    const heap = new Heap();
    costs[source] = 0;
    heap.push(remaining[source], source);
    let bound = ceiling(limit);
    while (heap.entries.length && heap.least <= bound && heap.least < Infinity) {
      const { vertex } = heap.pop();
      if (settled[vertex]) continue;
      settled[vertex] = 1;
      if (vertex === target) {
        // Those that tie with the best are still to be settled, no others.
        bound = Math.min(bound, ceiling(costs[target]));
        continue;
      }
      for (const arc of view.out[vertex]) {
        const cost = costs[vertex] + arc.cost, next = arc.to;
        if (!(cost < costs[next]) || forbidden[next] || settled[next] || remaining[next] === Infinity) continue;
        if (vertex === source && !isFirst(next)) continue;
        costs[next] = cost;
        heap.push(cost + remaining[next], next);
      }
    }
    return settled[target] ? this.walk(source, isFirst, costs, settled) : null;
  }

  walk(source, isFirst, costs, settled) {
    const { view, target } = this;
    const isTight = arc => settled[arc.from] && settled[arc.to] && ties(costs[arc.from] + arc.cost, costs[arc.to])
      && (arc.from !== source || isFirst(arc.to));
    const levels = new Map([[target, 0]]);
    let frontier = [target];
    for (let depth = 1; !levels.has(source) && frontier.length; depth += 1) {
      const next = [];
      for (const vertex of frontier) {
        for (const arc of view.into[vertex]) {
          if (levels.has(arc.from) || !isTight(arc)) continue;
          levels.set(arc.from, depth);
          next.push(arc.from);
        }
      }
      frontier = next;
    }
    if (!levels.has(source)) return null;
    const arcs = [];
    for (let vertex = source; vertex !== target;) {
      const arc = view.out[vertex].find(arc => levels.get(arc.to) === levels.get(vertex) - 1 && isTight(arc));
      if (!arc) return null;
      arcs.push(arc);
      vertex = arc.to;
    }
    return arcs;
  }
}

const costOf = arcs => arcs.reduce((sum, arc) => sum + arc.cost, 0);
const verticesOf = path => [path.source, ...path.arcs.map(arc => arc.to)];

function isFirstOfTies(left, right) {
  if (left.arcs.length !== right.arcs.length) return left.arcs.length < right.arcs.length;
  for (let step = 0; step < left.arcs.length; step += 1) {
    if (left.arcs[step].to !== right.arcs[step].to) return left.arcs[step].to < right.arcs[step].to;
  }
  return false;
}

/**
 * The cheapest paths from one actor to another that visit no actor twice, cheapest first.
 *
 * @param blocked actors, by place, that no path may pass
 * @returns paths as { source, arcs, cost }; one without steps from an actor to itself
 */
function shortestPaths(view, source, target, count, blocked = new Set()) {
  if (source === target) return [{ source, arcs: [], cost: 0 }];
  const search = new SpurSearch(view, target, blocked);
  const first = search.cheapest(source, Infinity, () => true);
  if (!first) return [];
  const found = [{ source, arcs: first, cost: costOf(first), deviation: 0 }];
  const waiting = [];
  while (found.length < count) {
    deviate(found, waiting, search, count - found.length);
    if (!waiting.length) break;
    waiting.sort((a, b) => a.cost - b.cost);
    let best = 0;
    for (let place = 1; place < waiting.length && waiting[place].cost <= ceiling(waiting[0].cost); place += 1) {
      if (isFirstOfTies(waiting[place], waiting[best])) best = place;
    }
    found.push(...waiting.splice(best, 1));
  }
  return sorted(found);
}

/**
 * Paths that pass the stops in order and no actor twice, as the library finds them: the cheapest paths of each leg are
 * joined, joins that repeat an actor are dropped, and more paths of each leg are looked at until enough joins stand.
 */
function pathsThrough(view, stops, count, blocked) {
  for (let limit = Math.max(8, count); ; limit *= 4) {
    const legs = [];
    let isExhausted = true;
    for (let place = 0; place + 1 < stops.length; place += 1) {
      // A leg may not run over the other stops.
      const shut = new Set([...blocked, ...stops.filter(stop => stop !== stops[place] && stop !== stops[place + 1])]);
      const leg = shortestPaths(view, stops[place], stops[place + 1], limit, shut);
      if (!leg.length) return [];
      if (leg.length === limit) isExhausted = false;
      legs.push(leg);
    }
    // What the cheapest join could cost that uses a path beyond the limit of some leg.
    const least = legs.reduce((sum, leg) => sum + leg[0].cost, 0);
    const bound = Math.min(...legs.map(leg => leg.length === limit ? least - leg[0].cost + leg[leg.length - 1].cost : Infinity));
    let joined = [{ source: stops[0], arcs: [], cost: 0 }];
    for (const leg of legs) {
      joined = joined.flatMap(start => {
        const passed = new Set(verticesOf(start));
        return leg.filter(({ arcs }) => !arcs.some(arc => passed.has(arc.to)))
          .map(piece => ({ source: start.source, arcs: start.arcs.concat(piece.arcs), cost: start.cost + piece.cost }));
      });
    }
    const sure = sorted(joined).slice(0, count);
    if (isExhausted || (sure.length === count && sure.every(({ cost }) => cost <= bound)) || limit >= 4096) return sure;
  }
}

/** Adds the ways that leave the last path found at each of its actors. */
function deviate(found, waiting, search, wanted) {
  const path = found[found.length - 1], vertices = verticesOf(path);
  for (const vertex of vertices.slice(0, path.deviation)) search.forbidden[vertex] = 1;
  let rootCost = 0;
  for (let spur = 0; spur < path.arcs.length; spur += 1) {
    if (spur >= path.deviation) {
      // First steps that paths with the same start have taken already.
      const taken = new Set(found.filter(other => other.arcs.length > spur && sharesStart(other, path, spur)).map(other => other.arcs[spur].to));
      const costs = waiting.map(entry => entry.cost).sort((a, b) => a - b);
      const bound = costs.length >= wanted ? costs[wanted - 1] : Infinity;
      const tail = search.cheapest(vertices[spur], bound - rootCost, next => !taken.has(next));
      if (tail) {
        const arcs = path.arcs.slice(0, spur).concat(tail);
        waiting.push({ source: path.source, arcs, cost: tail.reduce((sum, arc) => sum + arc.cost, rootCost), deviation: spur });
      }
      search.forbidden[vertices[spur]] = 1;
    }
    rootCost += path.arcs[spur].cost;
  }
  for (const vertex of vertices) search.forbidden[vertex] = 0;
}

function sharesStart(left, right, steps) {
  for (let step = 0; step < steps; step += 1) if (left.arcs[step] !== right.arcs[step]) return false;
  return true;
}

/** By cost, and those that tie with the cheapest of their group by steps and names. */
function sorted(paths) {
  paths.sort((a, b) => a.cost - b.cost);
  const result = [];
  for (let start = 0; start < paths.length;) {
    let end = start + 1;
    while (end < paths.length && paths[end].cost <= ceiling(paths[start].cost)) end += 1;
    result.push(...paths.slice(start, end).sort((a, b) => isFirstOfTies(a, b) ? -1 : 1));
    start = end;
  }
  return result;
}
