// The path finder: how one actor can move another, by the library's costs.

/** Finds the paths that a question asks for, among the relations that the filters keep; hidden actors are avoided. */
function pathsFor({ from, via, to, count, cost, undirected }, kept, isAdmitted) {
  const stops = [from, ...via, to].map(id => actorsByID.get(id).index);
  const blocked = new Set(actors.filter(({ index }) => !isAdmitted[index] && !stops.includes(index)).map(({ index }) => index));
  const view = makeView(kept, { cost, undirected });
  const found = via.length ? pathsThrough(view, stops, count, blocked) : shortestPaths(view, stops[0], stops[1], count, blocked);
  return { found, avoided: blocked.size };
}

const pathForm = { from: null, via: [], to: null, count: 3, cost: "influence", undirected: false };

/** Opens the path finder with some of its fields filled in, and looks where both ends are known. */
function startPath(fields) {
  Object.assign(pathForm, { via: [] }, fields);
  fillPathForm();
  openPanel("paths");
  if (pathForm.from && pathForm.to && pathForm.from !== pathForm.to) findPaths();
  else $(pathForm.from ? "#path-to" : "#path-from").focus();
}

function findPaths() { change({ path: { ...pathForm, shown: 0 } }); }

function fillPathForm() {
  $("#path-from").value = pathForm.from ? actorsByID.get(pathForm.from).label : "";
  $("#path-to").value = pathForm.to ? actorsByID.get(pathForm.to).label : "";
  $("#path-via").value = "";
  $("#path-stops").replaceChildren(...pathForm.via.map((id, place) => {
    const { label } = actorsByID.get(id);
    return element("li", {}, element("button", { type: "button", class: "chip", "data-via": id, "aria-label": `Not through ${label}`, click: () => {
      changeVia(pathForm.via.filter((_, other) => other !== place));
      $("#path-via").focus();
    } }, label, element("span", { "aria-hidden": "true", text: " ×" })));
  }));
  $("#path-count").value = String(pathForm.count);
  $("#path-cost").value = pathForm.cost;
  $("#path-undirected").checked = pathForm.undirected;
}

function changeVia(via) {
  pathForm.via = via;
  fillPathForm();
  if (pathForm.from && pathForm.to) findPaths();
}

function setUpPathPanel() {
  makeCombobox($("#path-from"), $("#path-from-results"), actor => { pathForm.from = actor.id; if (pathForm.to) findPaths(); else $("#path-to").focus(); });
  makeCombobox($("#path-to"), $("#path-to-results"), actor => { pathForm.to = actor.id; if (pathForm.from) findPaths(); });
  makeCombobox($("#path-via"), $("#path-via-results"), actor => {
    if (![pathForm.from, ...pathForm.via, pathForm.to].includes(actor.id)) changeVia([...pathForm.via, actor.id]);
  }, { clears: true });
  $("#path-form").addEventListener("submit", event => {
    event.preventDefault();
    for (const end of ["from", "to"]) {
      // A name that was typed, not chosen, means the best match.
      const input = $("#path-" + end), known = pathForm[end] && actorsByID.get(pathForm[end]).label === input.value;
      if (!known) pathForm[end] = findActors(input.value, 1)[0]?.actor.id ?? null;
    }
    fillPathForm();
    if (pathForm.from && pathForm.to) findPaths();
    else notify("Name both actors.");
  });
  for (const [id, key, read] of [["count", "count", input => Number(input.value)], ["cost", "cost", input => input.value], ["undirected", "undirected", input => input.checked]]) {
    $("#path-" + id).addEventListener("change", event => { pathForm[key] = read(event.target); if (store.state.path) findPaths(); });
  }
  $("#path-swap").addEventListener("click", () => {
    [pathForm.from, pathForm.to] = [pathForm.to, pathForm.from];
    pathForm.via = [...pathForm.via].reverse();
    fillPathForm();
    if (pathForm.from && pathForm.to) findPaths();
  });
  $("#path-clear").addEventListener("click", () => { Object.assign(pathForm, { from: null, via: [], to: null }); fillPathForm(); change({ path: null }); });
}

function showPaths() {
  const { path } = store.state, place = $("#path-results");
  $("#path-clear").hidden = path === null;
  if (!path) { place.replaceChildren(); return; }
  Object.assign(pathForm, { from: path.from, via: path.via, to: path.to, count: path.count, cost: path.cost, undirected: path.undirected });
  fillPathForm();
  const { found, avoided } = scene.paths;
  const command = pathCommand(path);
  place.replaceChildren(...[
    element("p", { class: "kind", role: "status", text: found.length ? `${plural(found.length, "path")}, the ${path.cost === "influence" ? "likeliest to carry influence" : "shortest"} first` : `No path${path.via.length ? " through them" : ""}. Try both directions, or more statuses.` }),
    avoided ? element("p", { class: "quiet", text: `${plural(avoided, "hidden actor is", "hidden actors are")} avoided.` }) : null,
    element("ol", { class: "paths" }, ...found.map((entry, number) => pathCard(entry, number, path))),
    element("p", { class: "quiet small", text: "The same from the command line:" }), commandBox(command),
  ].filter(Boolean));
}

function pathCard(entry, place, path) {
  const isShown = place === Math.min(path.shown, scene.paths.found.length - 1);
  const title = path.cost === "influence" ? `influence ${number(Math.exp(-entry.cost))}` : `cost ${number(entry.cost)}`;
  const names = verticesOf(entry).map(vertex => actors[vertex].label).join(" → ");
  return element("li", { class: isShown ? "shown" : null, "data-cost": entry.cost, "data-actors": verticesOf(entry).map(vertex => actors[vertex].id).join(" ") },
    button(`${plural(entry.arcs.length, "step")}, ${title}`, () => change({ path: { ...path, shown: place } }), { class: "link head", "aria-pressed": isShown ? "true" : "false", title: names, "aria-label": `Path ${place + 1}: ${names}, ${title}` }),
    element("ol", { class: "steps" }, ...entry.arcs.map(arc => pathStep(arc, path))));
}

function pathStep(arc, path) {
  const [{ relation, reversed, cost }] = arc.members;
  const [left, right] = reversed ? [arc.to, arc.from] : [arc.from, arc.to];
  const best = bestStatement(relation), words = best ? sentenceOf(best) : "";
  return element("li", {},
    element("button", { type: "button", class: "link", "data-step": relation.kind.name, click: () => selectPair(arc.from, arc.to, lineKey(relation.source, relation.target, relation.kind.polarity, relation.status)) },
      actors[left].label, " ", element("em", { text: clean(relation.kind.label) }), " ", actors[right].label),
    statusMark(relation.status), element("span", { class: "hint", text: path.cost === "influence" ? number(Math.exp(-cost)) : `cost ${number(arc.cost)}` }),
    words ? element("q", { class: "quiet", text: shortened(visible(words), 180) }) : null);
}
