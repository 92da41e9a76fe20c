// Which relations the filters keep, and what is left of each: as `Projection` in the library does it.

/** Whether the filters look at single statements, so that relations have to be put together anew. */
function looksAtStatements(filters) { return filters.from !== null || filters.to !== null || filters.documents !== null; }

/**
 * The relations that the filters keep, with the status and the strength that the kept statements give.
 *
 * A relation is itself where all its statements stay; otherwise a copy that knows its original.
 */
function project(filters) {
  const statuses = new Set(filters.statuses), polarities = new Set(filters.polarities), without = new Set(filters.kindsOff);
  const kept = [];
  const narrows = looksAtStatements(filters);
  const from = filters.from === null ? -Infinity : period(filters.from).first;
  const to = filters.to === null ? Infinity : period(filters.to).last;
  const chosen = filters.documents === null ? null : chosenDocuments(filters.documents);
  const dated = filters.from !== null || filters.to !== null;
  for (const relation of relations) {
    if (without.has(relation.kind.name) || !polarities.has(relation.kind.polarity)) continue;
    const left = narrows ? narrowed(relation, from, to, dated, chosen) : relation;
    if (left !== null && statuses.has(left.status)) kept.push(left);
  }
  return kept;
}

function narrowed(relation, from, to, dated, chosen) {
  if (relation.statements.length === 0) {
    if (chosen !== null) return null;
    const first = relation.first || relation.last;
    if (!first) return dated ? null : relation;
    return (relation.last || first).last >= from && first.first <= to ? relation : null;
  }
  const statements = relation.statements.filter(({ document, period }) => {
    if (chosen !== null && !chosen[document]) return false;
    return !dated || period !== null && period.last >= from && period.first <= to;
  });
  if (statements.length === 0) return null;
  if (statements.length === relation.statements.length) return relation;
  // Moving a filter a little leaves most relations with the statements that they had before.
  if (relation.part && isSameList(relation.part.statements, statements)) return relation.part;
  return relation.part = madeOf(relation, statements);
}

/** By place of the document, whether it is among the ids. */
function chosenDocuments(ids) {
  const wanted = new Set(ids);
  return documents.map(({ id }) => wanted.has(id));
}

/** The relation as some of its statements tell it. */
function madeOf(relation, statements) {
  const status = combined(statements.map(statement => statement.status));
  return { ...relation, statements, status, strength: strengthOf(statements, status), original: relation, group: null, part: null };
}

function combined(statuses) {
  const all = new Set(statuses);
  if (all.has("disputed") || (all.has("asserted") && all.has("denied"))) return "disputed";
  if (all.has("asserted")) return "asserted";
  return all.has("denied") ? "denied" : "possible";
}

/** 1 − Π (1 − confidence) over distinct sentences, to four places. */
function strengthOf(statements, status) {
  const wanted = status === "disputed" ? "asserted" : status;
  const best = new Map();
  for (const { sentence, status, confidence } of statements) {
    if (status === wanted) best.set(sentence, Math.max(best.get(sentence) || 0, confidence));
  }
  const missed = [...best.values()].sort((a, b) => a - b).reduce((product, value) => product * (1 - clamp(value, 0, 1)), 1);
  return Math.round((1 - missed) * 10000) / 10000;
}

/** The statement that supports a relation best: of its own status the most confident, of ties the first. */
function bestStatement(relation) {
  const wanted = relation.status === "disputed" ? "asserted" : relation.status;
  const own = relation.statements.filter(statement => statement.status === wanted);
  let best = null;
  for (const statement of own.length ? own : relation.statements) {
    if (best === null || statement.confidence > best.confidence) best = statement;
  }
  return best;
}
