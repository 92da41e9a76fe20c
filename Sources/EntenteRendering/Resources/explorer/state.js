// What the reader has chosen: plain values that can be undone, compared and written into the address.

function freshState() {
  return {
    selected: null,                     // { actor: id } or { pair: [id, id], key: line }
    statuses: [...data.statuses],
    polarities: [...polarityNames],
    kindsOff: [],                       // kinds of relation that are switched off
    actorKindsOff: [],
    documents: null,                    // ids of the chosen documents; null for all
    from: null, to: null,
    hidden: [],
    pins: [],                           // [id, x, y]
    focus: null,                        // { actors: [id], depth }
    expanded: [],                       // ids whose neighbours are shown too
    top: defaultTop,                    // the best connected alone; null for all
    unconnected: false,
    path: null,                         // { from, via, to, count, cost, undirected, shown }
    labels: true,
  };
}

/** A graph that is too large to read opens on its best connected actors. */
const defaultTop = actors.length > 400 || relations.length > 1500 ? 150 : null;

const store = { state: freshState(), past: [], future: [], listeners: [] };

/** Called with the new state, the old one, and what brought the change about. */
function whenChanged(listener) { store.listeners.push(listener); }

/**
 * Changes the state and tells everybody.
 *
 * @param tag changes of one tag in a row are undone together: a brush that is dragged is one change
 */
function change(patch, tag = null) {
  const before = store.state;
  const after = { ...before, ...patch };
  if (JSON.stringify(before) === JSON.stringify(after)) return;
  const last = store.past[store.past.length - 1];
  if (tag === null || !last || last.tag !== tag) store.past.push({ state: before, tag });
  if (store.past.length > 200) store.past.shift();
  store.future = [];
  replaceState(after);
}

function replaceState(state) {
  const before = store.state;
  store.state = state;
  for (const listener of store.listeners) listener(state, before);
}

function undo() {
  const last = store.past.pop();
  if (!last) return;
  store.future.push(store.state);
  replaceState(last.state);
  announce("Undone.");
}

function redo() {
  const next = store.future.pop();
  if (!next) return;
  store.past.push({ state: store.state, tag: null });
  replaceState(next);
  announce("Done again.");
}

const toggled = (list, item) => list.includes(item) ? list.filter(other => other !== item) : [...list, item];

const select = actor => change({ selected: { actor: actor.id } });
const selectPair = (a, b, key = null) => change({ selected: { pair: [actors[a].id, actors[b].id], key } });
const hide = actor => change({
  hidden: toggled(store.state.hidden, actor.id), selected: store.state.selected?.actor === actor.id ? null : store.state.selected,
});
const focusOn = (actor, depth = 1) => change({ focus: { actors: [actor.id], depth }, expanded: [] });
const expand = actor => change({ expanded: toggled(store.state.expanded, actor.id) });

/** Where the reader has put an actor: [id, x, y], or null. */
function pinOf(actor) {
  if (store.state.pins.length === 0) return null;
  return store.state.pins.find(([id]) => id === actor.id) || null;
}

function pin(actor, place) {
  const pins = store.state.pins.filter(([id]) => id !== actor.id);
  if (place !== null) pins.push([actor.id, Math.round(place.x), Math.round(place.y)]);
  change({ pins }, place === null ? null : "pin " + actor.id);
}

/** Whether two states show other parts of the graph, rather than other words about it. */
function showsOther(after, before) {
  return ["statuses", "polarities", "kindsOff", "actorKindsOff", "documents", "from", "to", "hidden", "pins", "focus", "expanded",
    "top", "unconnected", "path"].some(key => after[key] !== before[key] && JSON.stringify(after[key]) !== JSON.stringify(before[key]));
}
