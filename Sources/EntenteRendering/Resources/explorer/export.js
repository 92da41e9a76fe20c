// What is on the map, to take away: picture, table, graph, or the command line that draws it.

function download(name, type, content) {
  const link = element("a", { href: URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type })), download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  notify(`Saved ${name}.`);
}

const fileName = ending => (folded(data.title).replace(/ /g, "-").slice(0, 60) || "map") + "." + ending;

/** The view of an exported picture: all that is shown, at its natural size. */
function exportView() {
  const box = sceneBox(), rim = 24;
  return { view: { scale: 1, x: rim - box.left, y: rim - box.top }, width: Math.ceil(box.right - box.left + 2 * rim), height: Math.ceil(box.bottom - box.top + 2 * rim + 28) };
}

/** The map as an SVG document of its own. */
function svgDocument() {
  const { view, width, height } = exportView();
  const root = drawn("svg", { xmlns: svgNamespace, width, height, viewBox: `0 0 ${width} ${height}`, role: "img" });
  const inner = drawn("g", { transform: `translate(${fixed(view.x)} ${fixed(view.y)})` }), names = drawn("g");
  root.append(drawn("title", { text: clean(data.title) }), drawn("rect", { width, height, fill: colours.ground }), inner, names);
  paintSVG(inner, names, view, emphasis(store.state, null), wholeArea, width, height);
  root.append(drawn("text", { x: 24, y: height - 16, "font-family": mapFont, "font-size": 10, fill: colours["secondary-text"], text: `${clean(data.title)}. ${summaryText()}` }));
  return '<?xml version="1.0" encoding="UTF-8"?>\n' + new XMLSerializer().serializeToString(root) + "\n";
}

function savePNG() {
  const { view, width, height } = exportView();
  const ratio = Math.min(2, 16000 / Math.max(width, height), Math.sqrt(1.2e8 / (width * height)));
  const picture = element("canvas", { width: Math.round(width * ratio), height: Math.round(height * ratio) });
  const context = picture.getContext("2d");
  paintCanvas(context, view, emphasis(store.state, null), wholeArea, width, height, ratio);
  canvasText(context, [`${clean(data.title)}. ${summaryText()}`], width / 2, height - 20, 10, colours["secondary-text"]);
  picture.toBlob(blob => blob ? download(fileName("png"), "image/png", blob) : notify("The picture is too large for this browser."), "image/png");
}

/** A cell of a table; what a spreadsheet would take for a formula is kept from it, as in the library's tables. */
function cell(value, isNumber = false) {
  let text = String(value ?? "");
  if (!isNumber && /^[=+\-@\t\r]/.test(text)) text = "'" + text;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

const shownRelations = () => scene.lines.flatMap(line => line.members).sort((a, b) => a.index - b.index);

function datesOf(relation) {
  if (!relation.original) return [relation.firstDate, relation.lastDate];
  const dated = relation.statements.filter(({ date }) => date).map(({ date }) => ({ date, ...period(date) }));
  if (!dated.length) return [null, null];
  const first = [...dated].sort((a, b) => a.first - b.first || a.date.length - b.date.length)[0];
  const last = [...dated].sort((a, b) => b.last - a.last || a.date.length - b.date.length)[0];
  return [first.date, last.date];
}

function csvText() {
  const header = ["source", "target", "kind", "weight", "date", "status", "firstDate", "lastDate", "statements", "sourceName", "targetName", "sourceKind", "targetKind"];
  const rows = shownRelations().map(relation => {
    const [source, target, [first, last]] = [actors[relation.source], actors[relation.target], datesOf(relation)];
    return [cell(source.id), cell(target.id), cell(relation.kind.name), cell(relation.strength, true), cell(last), relation.status, cell(first), cell(last),
      cell(relation.statements.length, true), cell(source.name), cell(target.name), cell(source.kind.name), cell(target.kind.name)].join(",");
  });
  return [header.join(","), ...rows].join("\n") + "\n";
}

const identifier = relation => [actors[relation.source].id, relation.kind.name, actors[relation.target].id].map(part => part.replace(/%/g, "%25").replace(/\|/g, "%7C")).join("|");

/** The graph on the map in the format of `entente export --format json`. */
function jsonText() {
  const kept = shownRelations(), wanted = new Set(scene.actors.map(({ index }) => index));
  for (const { source, target, statements } of kept) {
    wanted.add(source).add(target);
    for (const { speaker } of statements) if (speaker !== null) wanted.add(speaker);
  }
  for (const place of [...wanted]) for (let above = actors[place].principal; above !== null; above = actors[above].principal) wanted.add(above);
  const graph = {
    format: "entente-graph", version: 1,
    documents: documents.map(({ id, path, title, date, source, sha256 }) => ({ id, path, title, date, source, sha256 })),
    actors: actors.filter(({ index }) => wanted.has(index)).sort((a, b) => a.order - b.order).map(actor => ({
      id: actor.id, name: actor.name, kind: actor.kind.name, aliases: actor.aliases, country: actor.country ?? null,
      principal: actor.principal === null ? null : actors[actor.principal].id, documents: actor.documents.map(place => documents[place].id), mentions: actor.mentions,
    })),
    relations: kept.map(relation => ({
      id: identifier(relation), source: actors[relation.source].id, kind: relation.kind.name, target: actors[relation.target].id, status: relation.status,
      weight: relation.strength, firstDate: datesOf(relation)[0], lastDate: datesOf(relation)[1],
      statements: relation.statements.map(statement => ({
        document: documents[statement.document].id, start: statement.start, end: statement.end, ...(sentenceOf(statement) ? { text: sentenceOf(statement) } : {}),
        status: statement.status, date: statement.date, attributedTo: statement.speaker === null ? null : actors[statement.speaker].id, confidence: statement.confidence,
      })),
    })),
  };
  return JSON.stringify(graph, null, 1) + "\n";
}

// Command lines

/** A word as a shell reads it. */
const quoted = text => /^[A-Za-z0-9_.\/:@%+=,-]+$/.test(text) ? text : `'${text.replace(/'/g, `'\\''`)}'`;

/** The filters as options, and what no option says. */
function filterOptions(state) {
  const options = [], unsaid = [];
  const sameAs = (a, b) => [...a].sort().join() === [...b].sort().join();
  if (!sameAs(state.statuses, ["asserted"])) options.push("--status", ...state.statuses);
  const kinds = relationKinds.filter(kind => !state.kindsOff.includes(kind.name) && state.polarities.includes(kind.polarity)).map(kind => kind.name);
  const [only] = state.polarities;
  if (state.kindsOff.length === 0 && state.polarities.length === 1 && ["cooperative", "hostile"].includes(only)) options.push("--polarity", only);
  else if (kinds.length < relationKinds.length && kinds.length) options.push("--kind", ...kinds);
  if (state.from !== null) options.push("--from", state.from);
  if (state.to !== null) options.push("--to", state.to);
  if (state.documents !== null) {
    if (state.documents.length > 0 && state.documents.length <= mostNamed) options.push("--document", ...state.documents);
    else unsaid.push("the choice of documents");
  }
  // What chose the page's content holds for the command too; where both filter by the same, the page's choice is the narrower.
  for (const [name, ...values] of data.filters) if (!options.includes(name)) options.push(name, ...values);
  return { options, unsaid };
}

/** A command line that names more than so many is none that anybody copies. */
const mostNamed = 40;

const caseOption = () => data.case ? ["--case", data.case] : [];

/** The command that draws what is on the map, and what of it no option says. */
function mapCommand(state) {
  const { options, unsaid } = filterOptions(state), words = ["entente", "map", ...caseOption(), ...options];
  if (state.focus) words.push("--around", ...state.focus.actors, "--depth", String(state.focus.depth));
  if (state.top !== null && !state.focus) words.push("--top", String(state.top), "--by", "degree");
  else words.push("--all");
  if (state.expanded.length) words.push("--expand", ...state.expanded);
  const isOtherPath = state.path && (state.path.cost !== "influence" || state.path.undirected || state.path.shown > 0);
  // The map's own path brings its actors along.
  const onPath = new Set(scene.shownPath && !isOtherPath ? verticesOf(scene.shownPath) : []);
  const extra = scene.extra.filter(place => scene.isShown[place] && !onPath.has(place)).map(place => actors[place].id);
  if (extra.length > 0 && extra.length <= mostNamed) words.push("--also", ...extra);
  else if (extra.length > 0) unsaid.push("actors that were chosen one by one");
  if (state.unconnected) words.push("--unconnected");
  if (state.path && scene.paths?.found.length) {
    words.push("--path", state.path.from, ...state.path.via, state.path.to);
    if (isOtherPath) unsaid.push("which path it is");
  }
  const hidden = actors.filter(actor => !scene.isAdmitted[actor.index]).map(actor => actor.id);
  if (hidden.length > mostNamed) unsaid.push("hidden actors");
  else if (hidden.length) words.push("--hide", ...hidden);
  if (isDark()) words.push("--theme", "dark");
  words.push("--title", data.title, "-o", "map.svg");
  if (!state.labels) unsaid.push("the lines without labels");
  if (state.pins.length) unsaid.push("pinned places");
  return { text: words.map(quoted).join(" "), unsaid };
}

function pathCommand(path) {
  const { options, unsaid } = filterOptions(store.state);
  const words = ["entente", "path", path.from, path.to, ...caseOption(), ...(path.via.length ? ["--via", ...path.via] : []), "-k", String(path.count), "--cost", path.cost, ...(path.undirected ? ["--undirected"] : []), ...options];
  const avoided = actors.filter(actor => !scene.isAdmitted[actor.index] && ![path.from, ...path.via, path.to].includes(actor.id));
  if (avoided.length > mostNamed) unsaid.push("hidden actors");
  else if (avoided.length) words.push("--avoid", ...avoided.map(actor => actor.id));
  return { text: words.map(quoted).join(" "), unsaid };
}

function commandBox({ text, unsaid }) {
  return element("div", { class: "command" }, element("code", { tabindex: 0, text }), copyButton(text, "Copy the command"),
    unsaid.length ? element("p", { class: "quiet small", text: `No option says: ${unsaid.join(", ")}.` }) : null);
}

function copyButton(text, label) {
  return button("Copy", async () => {
    try {
      await navigator.clipboard.writeText(text);
      notify("Copied.");
    } catch {
      const field = element("textarea", { class: "visually-hidden", readonly: true });
      field.value = text;
      (document.querySelector("dialog[open]") || document.body).append(field);
      field.select();
      notify(document.execCommand("copy") ? "Copied." : "The browser does not let the page copy.");
      field.remove();
    }
  }, { "aria-label": label, class: "copy" });
}

function setUpExport() {
  const dialog = $("#export");
  $("#export-svg").addEventListener("click", () => download(fileName("svg"), "image/svg+xml", svgDocument()));
  $("#export-png").addEventListener("click", savePNG);
  $("#export-csv").addEventListener("click", () => download(fileName("csv"), "text/csv", csvText()));
  $("#export-json").addEventListener("click", () => download(fileName("json"), "application/json", jsonText()));
  $("#open-export").addEventListener("click", () => {
    writeAddress();
    $("#export-command").replaceChildren(commandBox(mapCommand(store.state)));
    const link = location.href.split("#")[0] + "#" + addressOf(store.state, mapView.isMoved ? mapView.view : null);
    $("#export-link").replaceChildren(element("div", { class: "command" }, element("code", { tabindex: 0, text: link }), copyButton(link, "Copy the link")));
    dialog.showModal();
  });
}
