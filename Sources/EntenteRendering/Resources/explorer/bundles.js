// Lines of the map: each stands for the relations of two actors that agree in polarity and status.

/** All pairs and groups that were ever on the map: filters come and go, and what they bring back need not be made anew. */
const pairsByKey = new Map();

/**
 * What a relation is bundled with: relations of the same pair, polarity and status. Kept with the relation, since asking
 * for it thousands of times is most of the work.
 */
function groupOf(relation) {
  const { source, target } = relation;
  const forward = actors[source].order < actors[target].order;
  const first = forward ? source : target, second = forward ? target : source;
  const pairKey = first * actors.length + second;
  let pair = pairsByKey.get(pairKey);
  if (!pair) {
    pair = { groups: new Map(), lines: [], stamp: 0 };
    pairsByKey.set(pairKey, pair);
  }
  const key = polarityNames.indexOf(relation.kind.polarity) * 4 + statusNames.indexOf(relation.status);
  let group = pair.groups.get(key);
  if (!group) {
    group = { pair, first, second, key, members: [], next: [], lines: [], stamp: 0 };
    pair.groups.set(key, group);
  }
  return group;
}

let bundlings = 0;

/**
 * Bundles relations as the library's maps do. Symmetric relations join the line of directed ones of the same pair,
 * polarity and status. Lines whose relations are as they were the last time are the same objects, with all that was
 * found out about them.
 *
 * @param kept relations, in the order of their ids
 * @param isShown whether an actor, by place, is on the map
 */
function bundled(kept, isShown) {
  const groups = [], lines = [];
  bundlings += 1;
  for (const relation of kept) {
    if (!isShown[relation.source] || !isShown[relation.target]) continue;
    const group = relation.group ||= groupOf(relation);
    if (group.stamp !== bundlings) {
      group.stamp = bundlings;
      group.next.length = 0;
      groups.push(group);
    }
    group.next.push(relation);
  }
  for (const group of groups) {
    if (!isSameList(group.members, group.next)) {
      group.members = [...group.next];
      group.lines = linesOfGroup(group);
    }
    for (const line of group.lines) lines.push(line);
  }
  return lines;
}

function isSameList(left, right) {
  if (left.length !== right.length) return false;
  for (let place = 0; place < left.length; place += 1) if (left[place] !== right[place]) return false;
  return true;
}

function linesOfGroup(group) {
  const { first, second, members } = group, lines = [];
  const symmetric = members.filter(({ kind }) => kind.symmetric);
  const forward = members.filter(({ kind, source }) => !kind.symmetric && source === first);
  const backward = members.filter(({ kind, source }) => !kind.symmetric && source !== first);
  const joinsForward = forward.length > 0, joinsBackward = !joinsForward && backward.length > 0;
  if (joinsForward) lines.push(lineOf(group, first, second, true, forward.concat(symmetric)));
  if (backward.length) lines.push(lineOf(group, second, first, true, joinsBackward ? backward.concat(symmetric) : backward));
  if (!joinsForward && !joinsBackward) lines.push(lineOf(group, first, second, false, symmetric));
  return lines;
}

function lineOf({ pair, key: place }, source, target, isDirected, members) {
  const { kind: { polarity }, status } = members[0], key = lineKey(source, target, polarity, status);
  let strength = 0, said = 0;
  for (const member of members) {
    strength = Math.max(strength, member.strength);
    said += Math.max(member.statements.length, 1);
  }
  return {
    key, source, target, isDirected, polarity, status, members, strength, said, pair, place, home: laidOut.get(key) || null,
    arc: null, bend: 0, box: null, curve: null, head: null, label: undefined, words: null, labelAt: null, width: 1, importance: 0,
  };
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
