// The state in the address behind "#", so that a view can be kept and shared. What is as at the start is left out.

const listText = list => list.map(encodeURIComponent).join(",");
const textList = text => text === "" ? [] : text.split(",").map(decodeURIComponent);

/** The state, and where the map stands, as the part of an address behind "#". */
function addressOf(state, view = null) {
  const fresh = freshState(), parts = [];
  const add = (key, text) => parts.push(`${key}=${text}`);
  if (state.selected?.actor !== undefined) add("actor", encodeURIComponent(state.selected.actor));
  if (state.selected?.pair) add("pair", listText(state.selected.pair));
  for (const [key, name] of [["statuses", "status"], ["polarities", "polarity"], ["kindsOff", "without"],
    ["actorKindsOff", "withoutActors"], ["hidden", "hide"], ["expanded", "expand"]]) {
    if (JSON.stringify(state[key]) !== JSON.stringify(fresh[key])) add(name, listText(state[key]));
  }
  if (state.documents !== null) add("documents", listText(state.documents));
  if (state.from !== null) add("from", state.from);
  if (state.to !== null) add("to", state.to);
  if (state.pins.length) add("pin", state.pins.map(([id, x, y]) => `${encodeURIComponent(id)}@${x}@${y}`).join(","));
  if (state.focus) add("focus", `${state.focus.depth},${listText(state.focus.actors)}`);
  if (state.top !== fresh.top) add("top", state.top === null ? "all" : state.top);
  if (state.unconnected) add("unconnected", "1");
  if (!state.labels) add("labels", "0");
  if (state.path) {
    const { from, to, count, cost, undirected, shown } = state.path;
    add("path", [encodeURIComponent(from), encodeURIComponent(to), count, cost, undirected ? "undirected" : "directed", shown].join(","));
    if (state.path.via.length) add("via", listText(state.path.via));
  }
  if (view) add("at", [view.x, view.y].map(Math.round).join(",") + "," + Number(view.scale.toFixed(4)));
  return parts.join("&");
}

/** The state that an address asks for; what it names and the page does not know is left out. */
function stateFrom(address) {
  const state = freshState(), fields = new Map();
  for (const part of address.split("&")) {
    const place = part.indexOf("=");
    if (place > 0) fields.set(part.slice(0, place), part.slice(place + 1));
  }
  const list = key => { try { return textList(fields.get(key)); } catch { return []; } };
  const known = id => actorsByID.has(id);
  if (fields.has("actor") && known(list("actor")[0])) state.selected = { actor: list("actor")[0] };
  if (fields.has("pair") && list("pair").length === 2 && list("pair").every(known)) state.selected = { pair: list("pair"), key: null };
  if (fields.has("status")) state.statuses = list("status").filter(name => statusNames.includes(name));
  if (fields.has("polarity")) state.polarities = list("polarity").filter(name => polarityNames.includes(name));
  if (fields.has("without")) state.kindsOff = list("without").filter(name => relationKinds.some(kind => kind.name === name));
  if (fields.has("withoutActors")) state.actorKindsOff = list("withoutActors").filter(name => actorKinds.some(kind => kind.name === name));
  if (fields.has("hide")) state.hidden = list("hide").filter(known);
  if (fields.has("expand")) state.expanded = list("expand").filter(known);
  if (fields.has("documents")) state.documents = list("documents").filter(id => documents.some(entry => entry.id === id));
  if (period(fields.get("from"))) state.from = fields.get("from");
  if (period(fields.get("to"))) state.to = fields.get("to");
  for (const text of (fields.get("pin") || "").split(",")) {
    const [id, x, y] = text.split("@");
    let name = null;
    try { name = decodeURIComponent(id); } catch { continue; }
    if (known(name) && Number.isFinite(Number(x)) && Number.isFinite(Number(y))) state.pins.push([name, Number(x), Number(y)]);
  }
  if (fields.has("focus")) {
    const [depth, ...ids] = list("focus");
    if (ids.some(known)) state.focus = { actors: ids.filter(known), depth: clamp(Math.round(Number(depth)) || 1, 0, 9) };
  }
  if (fields.has("top")) state.top = fields.get("top") === "all" ? null : Math.max(1, Math.round(Number(fields.get("top"))) || 1);
  state.unconnected = fields.get("unconnected") === "1";
  state.labels = fields.get("labels") !== "0";
  if (fields.has("path")) {
    const [from, to, count, cost, direction, shown] = list("path");
    if (known(from) && known(to)) {
      const via = fields.has("via") ? list("via").filter(id => known(id) && id !== from && id !== to) : [];
      state.path = {
        from, via: [...new Set(via)], to, count: clamp(Math.round(Number(count)) || 1, 1, 20), cost: ["influence", "hops", "weight"].includes(cost) ? cost : "influence",
        undirected: direction === "undirected", shown: Math.max(0, Math.round(Number(shown)) || 0),
      };
    }
  }
  const at = (fields.get("at") || "").split(",").map(Number);
  const view = at.length === 3 && at.every(Number.isFinite) && at[2] > 0 ? { x: at[0], y: at[1], scale: at[2] } : null;
  return { state, view };
}

/** The address that this page wrote last, to tell its own changes from a reader's. */
let writtenAddress = null;

function writeAddress() {
  const text = addressOf(store.state, mapView.isMoved ? mapView.view : null);
  writtenAddress = text;
  try {
    history.replaceState(null, "", "#" + text);
  } catch {
    // Some viewers of local files forbid it; the view can still be copied.
  }
}
