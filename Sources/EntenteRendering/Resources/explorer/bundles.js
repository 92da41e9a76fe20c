// Lines of the map: each stands for the relations of two actors that agree in polarity and status.

/**
 * Bundles relations as the library's maps do. Symmetric relations join the line of directed ones of the same pair,
 * polarity and status.
 *
 * @param kept relations, in the order of their ids
 * @param isShown whether an actor, by place, is on the map
 */
function bundled(kept, isShown) {
  const groups = new Map(), polarityPlace = new Map(polarityNames.map((name, place) => [name, place]));
  const statusPlace = new Map(statusNames.map((name, place) => [name, place]));
  for (const relation of kept) {
    const { source, target } = relation;
    if (!isShown[source] || !isShown[target]) continue;
    const forward = actors[source].order < actors[target].order;
    const pair = forward ? source * actors.length + target : target * actors.length + source;
    const key = (pair * 4 + polarityPlace.get(relation.kind.polarity)) * 4 + statusPlace.get(relation.status);
    let group = groups.get(key);
    if (!group) {
      group = { first: forward ? source : target, second: forward ? target : source, forward: [], backward: [], symmetric: [] };
      groups.set(key, group);
    }
    (relation.kind.symmetric ? group.symmetric : forward ? group.forward : group.backward).push(relation);
  }
  const lines = [];
  for (const { first, second, forward, backward, symmetric } of groups.values()) {
    const joinsForward = forward.length > 0, joinsBackward = !joinsForward && backward.length > 0;
    if (joinsForward) lines.push(lineOf(first, second, true, forward.concat(symmetric)));
    if (backward.length) lines.push(lineOf(second, first, true, joinsBackward ? backward.concat(symmetric) : backward));
    if (!joinsForward && !joinsBackward) lines.push(lineOf(first, second, false, symmetric));
  }
  return lines;
}

function lineOf(source, target, isDirected, members) {
  const { kind: { polarity }, status } = members[0];
  let strength = 0;
  for (const member of members) strength = Math.max(strength, member.strength);
  return { key: lineKey(source, target, polarity, status), source, target, isDirected, polarity, status, members, strength };
}

/** How a line is labelled: "negotiates with ×3, gives assurances to"; ×3 counts distinct sentences. */
function labelOf(line, longest = 3) {
  if (line.label !== undefined) return line.label;
  const parts = line.members.map(relation => ({ relation, count: sentenceCount(relation) }))
    .sort((a, b) => b.count - a.count || a.relation.index - b.relation.index);
  const words = parts.slice(0, longest).map(({ relation, count }) => clean(relation.kind.label) + (count > 1 ? ` ×${count}` : ""));
  if (parts.length > longest) words.push(`+${parts.length - longest}`);
  const certainty = line.status === "denied" ? "denied: " : line.status === "disputed" ? "disputed: " : "";
  line.label = certainty + words.join(", ");
  return line.label;
}

function sentenceCount(relation) {
  return relation.statements.length > 1 ? new Set(relation.statements.map(statement => statement.sentence)).size : 1;
}

/** "Taliban negotiates with Turkmenistan, possible". */
function spokenLine(line) {
  const labels = line.members.map(member => clean(member.kind.label)).join(", ");
  const sentence = `${actors[line.source].label} ${labels} ${actors[line.target].label}`;
  return line.status === "asserted" ? sentence : `${sentence}, ${line.status}`;
}
