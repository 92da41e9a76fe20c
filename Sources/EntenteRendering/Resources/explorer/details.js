// The panel of details: an overview, a profile of an actor, or the evidence between two.

const detailState = { measure: data.measures.includes("betweenness") ? "betweenness" : data.measures[0], explained: null };

function showDetails() {
  const { selected } = store.state, panel = $("#details-content");
  const actor = selected?.actor !== undefined ? actorsByID.get(selected.actor) : null;
  const parts = actor ? profile(actor) : selected?.pair ? between(...selected.pair.map(id => actorsByID.get(id)), selected.key) : overview();
  panel.replaceChildren(...parts.filter(Boolean));
}

const button = (text, click, attributes = {}) => element("button", { type: "button", text, click, ...attributes });

const actorLink = (actor, attributes = {}) => element("button", { type: "button", class: "link name", text: actor.label, "data-actor": actor.id, click: () => select(actor), ...attributes });

// Overview

function overview() {
  const dated = documents.map(entry => entry.date).filter(Boolean).sort();
  const statements = relations.reduce((sum, relation) => sum + relation.statements.length, 0);
  const facts = [plural(actors.length, "actor"), plural(relations.length, "relation")];
  if (statements) facts.push(plural(statements, "statement"));
  if (documents.length) facts.push(plural(documents.length, "document") + (dated.length ? `, ${dated[0]} to ${dated[dated.length - 1]}` : ""));
  return [
    element("h2", { text: "Overview" }), element("ul", { class: "plain-list facts-list" }, ...facts.map(text => element("li", { text }))),
    element("p", { class: "quiet", text: "Choose an actor to see its profile, or a line to read every sentence behind it. Drag to move, scroll to zoom; press ? for the keys." }),
    element("div", { id: "central" }, ...centralActors()), ...documentList(),
  ];
}

function centralActors() {
  if (!data.measures.length) return [];
  const { measure } = detailState, isSmall = measure === "constraint";
  const ranked = actors.filter(actor => scoreOf(actor, measure) !== null)
    .sort((a, b) => (isSmall ? 1 : -1) * (scoreOf(a, measure) - scoreOf(b, measure)) || a.index - b.index)
    .filter(actor => isSmall || scoreOf(actor, measure) > 0).slice(0, 10);
  const most = Math.max(...ranked.map(actor => scoreOf(actor, measure)), 1e-300);
  const choice = element("select", { id: "central-measure", change: event => { detailState.measure = event.target.value; showDetails(); $("#central-measure").focus(); } },
    ...data.measures.map(name => element("option", { value: name, text: measureLabels[name] || name, selected: name === measure })));
  return [
    element("h3", { text: "Most central" }),
    element("label", { class: "field" }, element("span", { text: "By" }), choice),
    element("p", { class: "quiet", text: measureMeanings[measure] || "" }),
    element("ol", { class: "ranking" }, ...ranked.map(actor => element("li", {}, swatch(actor), actorLink(actor), scoreBar(scoreOf(actor, measure), most)))),
    scoresRemark(),
  ];
}

function scoreBar(score, most) {
  const bar = element("span", { class: "bar", "aria-hidden": "true" }, element("span"));
  bar.firstChild.style.setProperty("width", `${clamp(score / most, 0, 1) * 100}%`);
  return element("span", { class: "measure" }, bar, element("span", { class: "score", text: number(score) }));
}

function documentList() {
  if (!documents.length) return [];
  const list = [...documents].sort((a, b) => (a.period?.first ?? Infinity) - (b.period?.first ?? Infinity) || a.index - b.index).slice(0, 60);
  return [
    element("h3", { text: "Documents" }),
    element("ul", { class: "plain-list documents" }, ...list.map(entry => element("li", {},
      entry.parts.length ? button(entry.name, () => openDocument(entry, null), { class: "link" }) : element("span", { text: entry.name }),
      element("span", { class: "hint", text: [entry.source && clean(entry.source), entry.date].filter(Boolean).join(", ") })))),
    documents.length > list.length ? element("p", { class: "quiet", text: `and ${plural(documents.length - list.length, "more document", "more documents")}` }) : null,
  ];
}

// An actor

function profile(actor) {
  const { state } = store;
  const isPinned = pinOf(actor) !== null, isExpanded = state.expanded.includes(actor.id);
  const isFocus = state.focus?.actors.length === 1 && state.focus.actors[0] === actor.id;
  return [
    heading(swatch(actor), actor.label),
    element("p", { class: "kind" }, clean(actor.kind.label), actor.country ? ` · ${clean(actor.country)}` : "", actor.mentions ? ` · ${plural(actor.mentions, "mention")}` : ""),
    actor.principal !== null ? element("p", {}, "Acts for ", actorLink(actors[actor.principal])) : null,
    otherNames(actor).length ? element("p", { class: "aliases" }, element("span", { class: "quiet", text: "Also: " }), otherNames(actor).join(", ")) : null,
    element("div", { class: "actions", role: "group", "aria-label": `What to do with ${actor.label}` },
      button(isFocus ? "Leave focus" : "Focus", () => isFocus ? change({ focus: null }) : focusOn(actor), { "data-action": "focus", title: "Show it and its neighbours alone" }),
      button(isExpanded ? "Collapse" : "Expand", () => expand(actor), { "data-action": "expand", title: "Show its neighbours too" }),
      button(isPinned ? "Unpin" : "Pin", () => pin(actor, isPinned ? null : placeOf(actor)), { "data-action": "pin", title: "Keep it where it is" }),
      button("Hide", () => hide(actor), { "data-action": "hide", title: "Take it off the map" }),
      button("Path from", () => startPath({ from: actor.id }), { "data-action": "path-from" }), button("Path to", () => startPath({ to: actor.id }), { "data-action": "path-to" })),
    isFocus ? depthField() : null,
    ...neighbourList(actor), element("div", { id: "scores" }, ...scoreTable(actor)), ...mentionedIn(actor),
  ];
}

/** Aliases that differ from the name, and from each other, by more than a capital or an article. */
function otherNames(actor) {
  const plain = text => folded(text).replace(/^the /, ""), seen = new Set([plain(actor.name)]);
  return actor.aliases.filter(alias => !seen.has(plain(alias)) && seen.add(plain(alias))).map(clean);
}

function heading(mark, text) {
  return element("div", { class: "heading" }, mark, element("h2", { id: "details-heading", tabindex: -1, text }),
    element("button", { type: "button", class: "icon close", "aria-label": "Close details", click: () => change({ selected: null }) }, "×"));
}

function depthField() {
  const select = element("select", { id: "depth", change: event => change({ focus: { ...store.state.focus, depth: Number(event.target.value) } }) },
    ...[1, 2, 3, 4].map(depth => element("option", { value: depth, text: plural(depth, "step"), selected: store.state.focus.depth === depth })));
  return element("label", { class: "field" }, element("span", { text: "Around it" }), select);
}

/** The relations that the filters keep, by kind and direction, each leading to its evidence. */
function neighbourList(actor) {
  const kept = scene.kept.filter(({ source, target }) => source === actor.index || target === actor.index);
  const all = relationsOf[actor.index].length;
  if (!all) return [element("p", { class: "quiet", text: "No document states a relation of it." })];
  const groups = new Map();
  for (const relation of kept) {
    const isOut = relation.source === actor.index, key = relation.kind.symmetric ? relation.kind.index * 2 : relation.kind.index * 2 + (isOut ? 0 : 1);
    if (!groups.has(key)) groups.set(key, { kind: relation.kind, isOut, list: [] });
    groups.get(key).list.push({ relation, other: actors[isOut ? relation.target : relation.source] });
  }
  const title = element("h3", { text: `Relations (${kept.length})` });
  const rest = all - kept.length ? element("p", { class: "quiet", text: `${plural(all - kept.length, "further relation is", "further relations are")} left out by the filters.` }) : null;
  const sections = [...groups.values()].sort((a, b) => b.list.length - a.list.length || a.kind.index - b.kind.index).map(({ kind, isOut, list }) =>
    element("div", { class: "relations" },
      element("h4", {}, lineSample(kind.polarity, "asserted"), kind.symmetric ? clean(kind.label) : isOut ? `${clean(kind.label)} …` : `… ${clean(kind.label)} it`),
      element("ul", { class: "plain-list" }, ...list.sort((a, b) => b.relation.strength - a.relation.strength || a.other.index - b.other.index).map(({ relation, other }) =>
        element("li", {}, swatch(other), element("button", {
          type: "button", class: "link name", text: other.label, "data-pair": other.id, "aria-label": `${other.label}: read the evidence`,
          click: () => selectPair(actor.index, other.index, lineKey(relation.source, relation.target, relation.kind.polarity, relation.status)),
        }), statusMark(relation.status), element("span", { class: "hint", text: relation.statements.length > 1 ? `×${relation.statements.length}` : "" }))))));
  return [title, ...sections, rest];
}

function statusMark(status) { return status === "asserted" ? null : element("span", { class: `status status-${status}`, text: status }); }

function scoreTable(actor) {
  if (!data.measures.length) return [];
  const count = scoredCount(), isReady = areCounted();
  const rows = data.measures.map(measure => {
    const score = scoreOf(actor, measure), rank = rankOf(actor, measure);
    const isOpen = detailState.explained === measure;
    const why = element("button", {
      type: "button", class: "link", text: "Why?", "aria-expanded": isOpen ? "true" : "false", "aria-label": `Why this ${measureLabels[measure]}?`, "data-why": measure,
      click: () => {
        detailState.explained = isOpen ? null : measure;
        const { scrollTop } = $("#details-content");
        showDetails();
        $("#details-content").scrollTop = scrollTop;
        $(`[data-why="${measure}"]`).focus({ preventScroll: true });
      },
    });
    const row = element("tr", { title: measureMeanings[measure] }, element("th", { scope: "row", text: measureLabels[measure] || measure }), element("td", { class: "score", text: number(score) }),
      element("td", { class: "rank", text: score === null ? "" : `${rank} of ${count}` }), element("td", {}, score && isReady ? why : null));
    return isOpen && score && isReady ? [row, element("tr", { class: "why" }, element("td", { colspan: 4 }, ...explanation(actor, measure)))] : [row];
  });
  return [
    element("h3", { text: "How central" }),
    element("table", { class: "scores" }, element("thead", {}, element("tr", {}, ...["Measure", "Score", "Rank", ""].map((text, place) => element(place === 3 ? "td" : "th", { scope: place === 3 ? null : "col", text })))), element("tbody", {}, ...rows.flat())),
    scoresRemark(),
  ];
}

/** The pairs, neighbours or distances behind a score. */
function explanation(actor, measure) {
  const { summary, rows } = explain(actor, measure), shown = rows.slice(0, 12);
  const most = Math.max(...shown.map(row => row.share), 1e-300);
  const isPair = measure === "betweenness";
  return [
    element("p", { text: [measureMeanings[measure], summary].filter(Boolean).join(" ") }),
    element("ol", { class: "ranking", "data-explains": measure }, ...shown.map(row => element("li", {},
      row.text ? element("span", { class: "name", text: row.text }) : isPair
        ? element("button", { type: "button", class: "link name", text: `${actors[row.actors[0]].label} → ${actors[row.actors[1]].label}`, click: () => startPath({ from: actors[row.actors[0]].id, to: actors[row.actors[1]].id, cost: "hops", count: 5 }) })
        : actorLink(actors[row.actors[0]]),
      scoreBar(row.share, most)))),
    rows.length > shown.length ? element("p", { class: "quiet", text: `and ${plural(rows.length - shown.length, "more", "more")}` }) : null,
  ];
}

function mentionedIn(actor) {
  if (!actor.documents.length) return [];
  return [
    element("h3", { text: "Named in" }),
    element("ul", { class: "plain-list documents" }, ...actor.documents.map(place => documents[place]).map(entry => element("li", {},
      entry.parts.length ? button(entry.name, () => openDocument(entry, null), { class: "link" }) : element("span", { text: entry.name }),
      element("span", { class: "hint", text: entry.date || "" })))),
  ];
}

// Two actors

/** Everything that documents say between two actors; the clicked line first. */
function between(a, b, key) {
  const isBetween = relation => (relation.source === a.index && relation.target === b.index) || (relation.source === b.index && relation.target === a.index);
  const kept = scene.kept.filter(isBetween);
  const isClicked = relation => lineKey(relation.source, relation.target, relation.kind.polarity, relation.status) === key
    || lineKey(relation.target, relation.source, relation.kind.polarity, relation.status) === key;
  kept.sort((left, right) => isClicked(right) - isClicked(left) || right.strength - left.strength || left.index - right.index);
  const shown = new Set(kept.map(relation => relation.index));
  const rest = relationsOf[a.index].filter(relation => isBetween(relation) && !shown.has(relation.index));
  const statements = kept.reduce((sum, relation) => sum + relation.statements.length, 0);
  return [
    heading(null, `${a.label} – ${b.label}`),
    element("p", { class: "kind" }, actorLink(a), " and ", actorLink(b), `: ${plural(kept.length, "relation")}` + (statements ? `, ${plural(statements, "statement")}` : "")),
    element("div", { class: "actions", role: "group", "aria-label": "What to do with the two" },
      button(`Path to ${b.label}`, () => startPath({ from: a.id, to: b.id }), { "data-action": "path" }), button(`Path to ${a.label}`, () => startPath({ from: b.id, to: a.id }))),
    ...kept.map(relationCard),
    rest.length ? element("details", { class: "left-out" }, element("summary", { text: `Left out by the filters (${rest.length})` }), ...rest.map(relationCard)) : null,
    kept.length + rest.length === 0 ? element("p", { class: "quiet", text: "No document states a relation between the two." }) : null,
  ];
}

function relationCard(relation) {
  const { kind, source, target, statements, firstDate, lastDate } = relation;
  const dates = firstDate ? (firstDate === lastDate || !lastDate ? spoken(firstDate) : `${spoken(firstDate)} to ${spoken(lastDate)}`) : null;
  return element("section", { class: `relation polarity-${kind.polarity}`, "data-relation": kind.name },
    element("h3", {}, lineSample(kind.polarity, relation.status), element("span", {}, actors[source].label, " ", element("em", { text: clean(kind.label) }), " ", actors[target].label)),
    element("p", { class: "hint" }, element("span", { class: `status status-${relation.status}`, text: relation.status }),
      ` strength ${number(relation.strength)}`, dates ? ` · ${dates}` : ""),
    ...statements.map(statement => statementCard(statement, relation)),
    statements.length ? null : element("p", { class: "quiet", text: "From a plain graph: no document speaks for it." }));
}
