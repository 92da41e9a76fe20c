// Why an actor is central: the neighbours, pairs or distances that make its score.

const measureLabels = {
  "degree": "Degree", "in-degree": "In-degree", "out-degree": "Out-degree", "strength": "Strength",
  "betweenness": "Betweenness", "closeness": "Closeness", "harmonic": "Harmonic closeness", "pagerank": "PageRank",
  "eigenvector": "Eigenvector", "core": "Core number", "constraint": "Constraint",
};

const measureMeanings = {
  "degree": "Distinct neighbours, outward and inward counted apart.",
  "in-degree": "Actors from which relations lead here.",
  "out-degree": "Actors to which relations lead from here.",
  "strength": "The strengths of all its relations, summed.",
  "betweenness": "Ordered pairs of others whose shortest paths run through it.",
  "closeness": "How near it is to those that it reaches: their number by the sum of their distances.",
  "harmonic": "The sum of 1/distance to those that it reaches.",
  "pagerank": "Where a reader ends up who follows relations at random.",
  "eigenvector": "It gains from those that point to it, by their own score; the largest is 1.",
  "core": "The largest k for which it belongs to a group in which each has k neighbours.",
  "constraint": "How far its contacts, tied among themselves, leave it no choice; low for brokers.",
};

/**
 * What makes the actor's score.
 *
 * @returns { summary, rows: [{ actors, share, text }] }, the largest share first; `share` is a part of the score
 */
function explain(actor, measure) {
  const view = scoredView(), own = actor.index;
  const out = view.out[own], into = view.into[own];
  const joint = new Map();
  for (const arc of out) joint.set(arc.to, { out: arc, into: null });
  for (const arc of into) joint.set(arc.from, { out: joint.get(arc.from)?.out || null, into: arc });
  const neighbours = share => [...joint].map(([place, ways]) => ({ actors: [place], share: share(place, ways) }));
  const ways = ({ out, into }) => (out ? 1 : 0) + (into ? 1 : 0);
  switch (measure) {
    case "degree": return listed("Each neighbour counts once for each way.", neighbours((_, both) => ways(both)));
    case "out-degree": return listed("", out.map(arc => ({ actors: [arc.to], share: 1 })));
    case "in-degree": return listed("", into.map(arc => ({ actors: [arc.from], share: 1 })));
    case "strength":
      return listed("Each relation adds its strength, a symmetric one for both ways.",
        neighbours((_, { out, into }) => (out?.strength || 0) + (into?.strength || 0)));
    case "pagerank": return explainedRank(view, into);
    case "eigenvector": {
      const total = into.reduce((sum, arc) => sum + arc.strength * (scoreOf(actors[arc.from], measure) || 0), 0);
      const score = scoreOf(actor, measure);
      return listed("From each that points to it: its score times the strength of the relation.", into.map(arc => ({
        actors: [arc.from], share: total > 0 ? score * arc.strength * (scoreOf(actors[arc.from], measure) || 0) / total : 0,
      })));
    }
    case "core": {
      const core = scoreOf(actor, measure);
      const rows = neighbours(place => scoreOf(actors[place], "core")).filter(row => row.share >= core);
      return listed(`${plural(rows.length, "neighbour")} with a core number of ${core} or more, listed with theirs.`, rows);
    }
    case "constraint": return explainedConstraint(view, own, joint);
    case "closeness": case "harmonic": return explainedDistances(view, own);
    case "betweenness": return explainedPairs(view, own);
    default: return listed("", []);
  }
}

function listed(summary, rows) {
  return { summary, rows: rows.sort((a, b) => b.share - a.share || a.actors[0] - b.actors[0]) };
}

function explainedRank(view, into) {
  const rows = into.map(arc => {
    const total = view.out[arc.from].reduce((sum, other) => sum + other.strength, 0);
    return { actors: [arc.from], share: total > 0 ? 0.85 * scoreOf(actors[arc.from], "pagerank") * arc.strength / total : 0 };
  });
  return listed("Each that points to it passes on its share of 0.85 of its own rank; the rest comes from jumps.", rows);
}

/** Burt's terms: what a contact ties up directly and through the others. */
function explainedConstraint(view, own, joint) {
  const tie = (a, b) => (view.out[a].find(arc => arc.to === b)?.strength || 0) + (view.out[b].find(arc => arc.to === a)?.strength || 0);
  const total = place => {
    let sum = 0;
    for (const arc of view.out[place]) sum += arc.strength;
    for (const arc of view.into[place]) sum += arc.strength;
    return sum;
  };
  const ownTotal = total(own);
  const rows = [...joint.keys()].map(contact => {
    let reach = tie(own, contact) / ownTotal;
    for (const other of joint.keys()) {
      if (other !== contact) reach += tie(own, other) / ownTotal * tie(other, contact) / total(other);
    }
    return { actors: [contact], share: reach * reach };
  });
  return listed("What each contact ties up, directly and through the others.", rows);
}

function explainedDistances(view, own) {
  const distances = hopsFrom(view.out, own);
  const byDistance = [];
  for (const [place, distance] of distances) if (distance > 0) (byDistance[distance] ||= []).push(place);
  const rows = byDistance.flatMap((places, distance) => ({
    actors: places, share: places.length / distance, text: `${plural(places.length, "actor")} at ${plural(distance, "step")}`,
  }));
  return { summary: `It reaches ${plural(distances.size - 1, "actor")}.`, rows };
}

/** Steps to every actor that can be reached. */
function hopsFrom(rows, source) {
  const distances = new Map([[source, 0]]);
  const queue = [source];
  for (let place = 0; place < queue.length; place += 1) {
    for (const arc of rows[queue[place]]) {
      if (distances.has(arc.to)) continue;
      distances.set(arc.to, distances.get(queue[place]) + 1);
      queue.push(arc.to);
    }
  }
  return distances;
}

/**
 * Which pairs have their shortest paths through the actor, and for which share of these paths.
 *
 * Breadth first from every actor that reaches this one: O(actors · arcs).
 */
function explainedPairs(view, own) {
  const steps = new Int32Array(actors.length), counts = new Float64Array(actors.length);
  const search = source => {
    steps.fill(-1);
    counts.fill(0);
    steps[source] = 0;
    counts[source] = 1;
    const order = [source];
    for (let place = 0; place < order.length; place += 1) {
      const vertex = order[place];
      for (const arc of view.out[vertex]) {
        if (steps[arc.to] < 0) { steps[arc.to] = steps[vertex] + 1; order.push(arc.to); }
        if (steps[arc.to] === steps[vertex] + 1) counts[arc.to] += counts[vertex];
      }
    }
    return order;
  };
  const reached = search(own);
  const ownSteps = steps.slice(), ownCounts = counts.slice();
  const rows = [];
  let total = 0;
  for (let source = 0; source < actors.length; source += 1) {
    if (source === own || view.out[source].length === 0) continue;
    search(source);
    if (steps[own] < 0) continue;
    for (const target of reached) {
      if (target === own || target === source || steps[target] !== steps[own] + ownSteps[target]) continue;
      const share = counts[own] * ownCounts[target] / counts[target];
      total += share;
      rows.push({ actors: [source, target], share });
    }
  }
  rows.sort((a, b) => b.share - a.share || actors[b.actors[0]].degree + actors[b.actors[1]].degree - actors[a.actors[0]].degree - actors[a.actors[1]].degree
    || a.actors[0] - b.actors[0] || a.actors[1] - b.actors[1]);
  return { summary: `${plural(rows.length, "ordered pair")} have shortest paths through it, ${number(total)} in all.`, rows, total };
}
