// Centralities as the library counts them (`entente centrality`, by hops), for whatever the filters keep.
//
// Each measure is a generator that pauses now and then, so that a large graph can be counted while the reader goes on.

/** A view's arcs in rows of numbers, which is several times as fast to walk as objects. */
function compressed(rows, otherEnd) {
  const starts = new Int32Array(rows.length + 1);
  for (let place = 0; place < rows.length; place += 1) starts[place + 1] = starts[place] + rows[place].length;
  const ends = new Int32Array(starts[rows.length]), strengths = new Float64Array(starts[rows.length]);
  let arc = 0;
  for (const row of rows) for (const entry of row) { ends[arc] = entry[otherEnd]; strengths[arc] = entry.strength; arc += 1; }
  return { starts, ends, strengths, count: rows.length };
}

/** Both ways as one: distinct neighbours with summed strengths. */
function joinedRows(out, into) {
  const rows = Array.from({ length: out.count }, (_, place) => {
    const joint = new Map();
    for (const { starts, ends, strengths } of [out, into]) {
      for (let arc = starts[place]; arc < starts[place + 1]; arc += 1) joint.set(ends[arc], (joint.get(ends[arc]) || 0) + strengths[arc]);
    }
    return [...joint].sort((a, b) => a[0] - b[0]).map(([to, strength]) => ({ to, strength }));
  });
  return compressed(rows, "to");
}

const rowSums = ({ starts, strengths, count }) => Float64Array.from({ length: count }, (_, place) => {
  let sum = 0;
  for (let arc = starts[place]; arc < starts[place + 1]; arc += 1) sum += strengths[arc];
  return sum;
});

const rowLengths = ({ starts, count }) => Float64Array.from({ length: count }, (_, place) => starts[place + 1] - starts[place]);

const added = (left, right) => left.map((value, place) => value + right[place]);

/**
 * All measures of a view, a Map from their names to scores by actor; NaN where a score is undefined.
 *
 * @param isMember which actors belong to the graph, with relations or without
 * @param wanted the measures' names
 */
function* countedScores(view, isMember, wanted) {
  const out = compressed(view.out, "to"), into = compressed(view.into, "from");
  yield;
  const scores = new Map(), asks = (...names) => names.some(name => wanted.includes(name));
  scores.set("in-degree", rowLengths(into)).set("out-degree", rowLengths(out));
  scores.set("degree", added(scores.get("in-degree"), scores.get("out-degree")));
  scores.set("strength", added(rowSums(out), rowSums(into)));
  if (asks("pagerank")) scores.set("pagerank", yield* countedRank(out, into, isMember));
  if (asks("eigenvector")) scores.set("eigenvector", yield* countedEigenvector(out, into));
  if (asks("core", "constraint")) {
    const joint = joinedRows(out, into);
    yield;
    scores.set("core", countedCores(joint)).set("constraint", yield* countedConstraint(joint));
  }
  if (asks("betweenness", "closeness", "harmonic")) for (const [name, values] of yield* countedPaths(out)) scores.set(name, values);
  for (const values of scores.values()) for (let place = 0; place < out.count; place += 1) if (!isMember[place]) values[place] = NaN;
  return scores;
}

function* countedRank(out, into, isMember) {
  const { count } = out, damping = 0.85, members = isMember.reduce((sum, flag) => sum + (flag ? 1 : 0), 0);
  const total = rowSums(out);
  let values = Float64Array.from(isMember, flag => flag ? 1 / members : 0);
  for (let round = 0; round < 2000; round += 1) {
    let lost = 0, change = 0;
    for (let place = 0; place < count; place += 1) if (total[place] <= 0) lost += values[place];
    const next = new Float64Array(count), base = (1 - damping + damping * lost) / members;
    for (let place = 0; place < count; place += 1) {
      if (!isMember[place]) continue;
      let sum = 0;
      for (let arc = into.starts[place]; arc < into.starts[place + 1]; arc += 1) {
        const from = into.ends[arc];
        sum += values[from] / total[from] * into.strengths[arc];
      }
      next[place] = base + damping * sum;
      change += Math.abs(next[place] - values[place]);
    }
    values = next;
    if (change <= 1e-10) break;
    yield;
  }
  return values;
}

/** Power iteration on Aᵀ + I; zero where no relations run in a circle, undefined where two parts compete. */
function* countedEigenvector(out, into) {
  const { count } = out;
  if (!hasCircle(out, into)) return new Float64Array(count);
  let values = new Float64Array(count).fill(1);
  for (let round = 0; round < 20000; round += 1) {
    const next = values.slice();
    let largest = 0, change = 0;
    for (let place = 0; place < count; place += 1) {
      for (let arc = into.starts[place]; arc < into.starts[place + 1]; arc += 1) next[place] += values[into.ends[arc]] * into.strengths[arc];
      largest = Math.max(largest, next[place]);
    }
    for (let place = 0; place < count; place += 1) {
      next[place] /= largest;
      change = Math.max(change, Math.abs(next[place] - values[place]));
    }
    values = next;
    if (change < 1e-13 && round > 2) return values;
    yield;
  }
  return new Float64Array(count).fill(NaN);
}

function hasCircle(out, into) {
  const waiting = rowLengths(into), free = [];
  for (let place = 0; place < out.count; place += 1) if (waiting[place] === 0) free.push(place);
  let removed = 0;
  while (free.length) {
    const place = free.pop();
    removed += 1;
    for (let arc = out.starts[place]; arc < out.starts[place + 1]; arc += 1) if ((waiting[out.ends[arc]] -= 1) === 0) free.push(out.ends[arc]);
  }
  return removed < out.count;
}

/** Takes off those with the fewest neighbours first (Batagelj and Zaveršnik 2003). */
function countedCores({ starts, ends, count }) {
  const degrees = rowLengths({ starts, count }), bins = [], isDone = new Uint8Array(count);
  for (let place = 0; place < count; place += 1) (bins[degrees[place]] ||= []).push(place);
  for (let degree = 0; degree < bins.length; degree += 1) {
    const bin = bins[degree] || [];
    // Actors move down into this very bin while it is emptied; those that moved on before are passed over.
    for (let next = 0; next < bin.length; next += 1) {
      const place = bin[next];
      if (isDone[place] || degrees[place] !== degree) continue;
      isDone[place] = 1;
      for (let arc = starts[place]; arc < starts[place + 1]; arc += 1) {
        const other = ends[arc];
        if (isDone[other] || degrees[other] <= degree) continue;
        degrees[other] -= 1;
        (bins[degrees[other]] ||= []).push(other);
      }
    }
  }
  return degrees;
}

function* countedConstraint(joint) {
  const { starts, ends, strengths, count } = joint, totals = rowSums(joint);
  const values = new Float64Array(count).fill(NaN), sums = new Float64Array(count);
  for (let own = 0; own < count; own += 1) {
    if (starts[own] === starts[own + 1]) continue;
    for (let arc = starts[own]; arc < starts[own + 1]; arc += 1) {
      const other = ends[arc], share = strengths[arc] / totals[own];
      sums[other] += share;
      for (let second = starts[other]; second < starts[other + 1]; second += 1) sums[ends[second]] += share * strengths[second] / totals[other];
    }
    values[own] = 0;
    for (let arc = starts[own]; arc < starts[own + 1]; arc += 1) values[own] += sums[ends[arc]] ** 2;
    for (let arc = starts[own]; arc < starts[own + 1]; arc += 1) {
      const other = ends[arc];
      sums[other] = 0;
      for (let second = starts[other]; second < starts[other + 1]; second += 1) sums[ends[second]] = 0;
    }
    if (own % 64 === 63) yield;
  }
  return values;
}

/** Betweenness (Brandes 2001), closeness and harmonic closeness, from one search for each actor: O(actors · arcs). */
function* countedPaths({ starts, ends, count }) {
  const betweenness = new Float64Array(count), closeness = new Float64Array(count), harmonic = new Float64Array(count);
  const steps = new Int32Array(count).fill(-1), ways = new Float64Array(count), gains = new Float64Array(count), order = new Int32Array(count);
  for (let source = 0; source < count; source += 1) {
    if (starts[source] === starts[source + 1]) continue;
    steps[source] = 0;
    ways[source] = 1;
    order[0] = source;
    let reached = 1, distances = 0, inverses = 0;
    for (let place = 0; place < reached; place += 1) {
      const vertex = order[place], next = steps[vertex] + 1;
      if (place > 0) { distances += steps[vertex]; inverses += 1 / steps[vertex]; }
      for (let arc = starts[vertex]; arc < starts[vertex + 1]; arc += 1) {
        const other = ends[arc];
        if (steps[other] < 0) { steps[other] = next; order[reached] = other; reached += 1; }
        if (steps[other] === next) ways[other] += ways[vertex];
      }
    }
    closeness[source] = distances > 0 ? (reached - 1) / distances : 0;
    harmonic[source] = inverses;
    for (let place = reached - 1; place >= 0; place -= 1) {
      const vertex = order[place];
      let gain = 0;
      for (let arc = starts[vertex]; arc < starts[vertex + 1]; arc += 1) {
        const other = ends[arc];
        if (steps[other] === steps[vertex] + 1) gain += (1 + gains[other]) / ways[other];
      }
      gains[vertex] = gain * ways[vertex];
      if (place > 0) betweenness[vertex] += gains[vertex];
    }
    for (let place = 0; place < reached; place += 1) {
      const vertex = order[place];
      steps[vertex] = -1;
      ways[vertex] = 0;
      gains[vertex] = 0;
    }
    yield;
  }
  return [["betweenness", betweenness], ["closeness", closeness], ["harmonic", harmonic]];
}
