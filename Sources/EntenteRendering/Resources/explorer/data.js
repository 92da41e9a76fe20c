// What the page knows: the graph as the library wrote it, with places turned into objects.

const data = JSON.parse($("#data").textContent);

const statusNames = ["asserted", "possible", "denied", "disputed"];
const polarityNames = ["cooperative", "hostile", "neutral", "structural"];
const familyLabels = new Map(Object.entries({
  polity: "States and their bodies", organization: "Organizations", armed: "Armed groups and forces", person: "Persons",
  people: "Peoples", geography: "Places", infrastructure: "Infrastructure",
}));

const actorKinds = data.actorKinds;
const relationKinds = data.relationKinds.map((kind, index) => ({ ...kind, index }));

const documents = data.documents.map((entry, index) => ({
  ...entry, index, name: clean(entry.title || entry.path || entry.id), period: period(entry.date),
}));

/** In the order of names, which decides between paths that cost the same. */
const actors = data.actors.map((entry, index) => {
  const kind = actorKinds[entry.kind];
  const aliases = entry.aliases || [];
  return {
    ...entry, index, kind, family: kind.family, aliases, label: clean(entry.name),
    documents: entry.documents || [], principal: entry.principal ?? null,
    lines: (entry.lines || [entry.name]).map(clean), size: entry.size || 9.5,
    home: entry.box ? { x: entry.box[0], y: entry.box[1] } : null,
    width: entry.box ? entry.box[2] : 60, height: entry.box ? entry.box[3] : 20,
    folded: [entry.name, ...aliases, entry.id].map(folded), degree: 0,
  };
});
const actorsByID = new Map(actors.map(actor => [actor.id, actor]));

/** In the order of their ids. */
const relations = data.relations.map((fields, index) => {
  const [source, kind, target, status, strength, first, last, statements] = fields;
  return {
    index, source, target, kind: relationKinds[kind], status, strength,
    first: period(first), last: period(last), firstDate: first, lastDate: last,
    // What is found out about it later: its place among the map's lines, and what filters last left of it.
    group: null, part: null,
    statements: statements.map(entry => ({
      document: entry[0], start: entry[1], end: entry[2], status: entry[3], date: entry[4], speaker: entry[5],
      confidence: entry[6], sentence: entry[7], from: entry[8], to: entry[9], text: entry[10] ?? null,
      period: period(entry[4]) || documents[entry[0]].period,
    })),
  };
});
const relationsOf = actors.map(() => []);
for (const relation of relations) {
  relationsOf[relation.source].push(relation);
  relationsOf[relation.target].push(relation);
}

/** How lines of the whole graph bend and where their labels stand, by the key of the line. */
const laidOut = new Map(data.lines.map(([source, target, polarity, status, bend, x, y]) =>
  [lineKey(source, target, polarity, status), { bend, label: x === undefined ? null : { x, y } }]));

function lineKey(source, target, polarity, status) { return `${source}>${target} ${polarity} ${status}`; }

/** Actors by how many others they have relations with on the page, the best connected first. */
const ranking = (() => {
  const neighbours = actors.map(() => new Set());
  for (const { source, target, status } of relations) {
    if (!data.statuses.includes(status)) continue;
    neighbours[source].add(target);
    neighbours[target].add(source);
  }
  for (const actor of actors) actor.degree = neighbours[actor.index].size;
  const order = [...actors].sort((a, b) => b.degree - a.degree || a.index - b.index);
  order.forEach((actor, rank) => { actor.rank = rank; });
  return order;
})();

/** The sentence of a statement, where the page has it. */
function sentenceOf(statement) {
  if (statement.text !== null) return statement.text;
  if (statement.from === null) return "";
  const part = partAt(documents[statement.document], statement);
  return part ? part[1].slice(statement.from - part[0], statement.to - part[0]) : "";
}

/** The part of a document's text that holds the statement: its start and its text. */
function partAt(document, statement) {
  if (statement.from === null) return null;
  return document.parts.find(([start, text]) => start <= statement.from && statement.to <= start + text.length) || null;
}
