// What the map shows at the moment, and where: built anew when the reader changes what is shown.

const scene = { kept: [], extra: [], actors: [], lines: [], isShown: new Uint8Array(actors.length), linesOf: null, paths: null };

const placeOf = actor => {
  const pinned = pinOf(actor);
  return pinned ? { x: pinned[1], y: pinned[2] } : actor.home || { x: 0, y: 0 };
};

/** Builds the scene that the state asks for. */
function buildScene(state) {
  const kept = project(state);
  const hidden = new Set(state.hidden), kindsOff = new Set(state.actorKindsOff);
  const isAdmitted = actors.map(actor => !hidden.has(actor.id) && !kindsOff.has(actor.kind.name));
  scene.kept = kept;
  scene.isAdmitted = isAdmitted;
  scene.paths = state.path ? pathsFor(state.path, kept, isAdmitted) : null;
  const chosen = chosenActors(state, kept, isAdmitted);
  const named = new Set([state.selected?.actor, ...(state.selected?.pair || []), ...state.pins.map(([id]) => id)]
    .filter(id => id !== undefined).map(id => actorsByID.get(id)).filter(actor => actor && isAdmitted[actor.index]).map(actor => actor.index));
  const shownPath = scene.paths?.found[Math.min(state.path.shown, scene.paths.found.length - 1)];
  if (shownPath) for (const vertex of verticesOf(shownPath)) named.add(vertex);
  if (state.focus) for (const id of state.focus.actors) named.add(actorsByID.get(id).index);
  scene.extra = [...named].filter(place => !chosen[place]);
  for (const place of named) chosen[place] = 1;
  const lines = bundled(kept, chosen);
  const hasLine = new Uint8Array(actors.length);
  for (const line of lines) hasLine[line.source] = hasLine[line.target] = 1;
  scene.isShown = actors.map(({ index }) => chosen[index] && (hasLine[index] || state.unconnected || named.has(index)) ? 1 : 0);
  scene.actors = actors.filter(actor => scene.isShown[actor.index]);
  for (const actor of scene.actors) actor.at = placeOf(actor);
  scene.lines = lines;
  layLines(lines);
  scene.shownPath = shownPath || null;
}

/** Actors that the reader asked for, whether or not they have lines. */
function chosenActors(state, kept, isAdmitted) {
  const chosen = new Uint8Array(actors.length);
  if (state.focus) {
    let frontier = state.focus.actors.map(id => actorsByID.get(id).index).filter(place => isAdmitted[place]);
    for (const place of frontier) chosen[place] = 1;
    const neighbours = neighboursAmong(kept, isAdmitted);
    for (let step = 0; step < state.focus.depth; step += 1) {
      const next = [];
      for (const place of frontier) for (const other of neighbours[place]) if (!chosen[other]) { chosen[other] = 1; next.push(other); }
      frontier = next;
    }
  } else if (state.top !== null) {
    for (const { index } of bestConnected(kept).filter(({ index }) => isAdmitted[index]).slice(0, state.top)) chosen[index] = 1;
  } else {
    for (const actor of actors) if (isAdmitted[actor.index]) chosen[actor.index] = 1;
  }
  if (state.expanded.length) {
    const neighbours = neighboursAmong(kept, isAdmitted);
    for (const id of state.expanded) {
      const { index } = actorsByID.get(id);
      if (!isAdmitted[index]) continue;
      chosen[index] = 1;
      for (const other of neighbours[index]) chosen[other] = 1;
    }
  }
  return chosen;
}

/** Actors by their degree among the kept relations, ties by id: the order of `entente map --top N --by degree`. */
function bestConnected(kept) {
  const degrees = new Int32Array(actors.length), seen = new Set();
  const count = (from, to) => {
    const key = from * actors.length + to;
    if (from === to || seen.has(key)) return;
    seen.add(key);
    degrees[from] += 1;
    degrees[to] += 1;
  };
  for (const { source, target, kind } of kept) {
    count(source, target);
    if (kind.symmetric) count(target, source);
  }
  return [...actors].sort((a, b) => degrees[b.index] - degrees[a.index] || a.order - b.order);
}

function neighboursAmong(kept, isAdmitted) {
  const neighbours = actors.map(() => []);
  for (const { source, target } of kept) {
    if (!isAdmitted[source] || !isAdmitted[target]) continue;
    neighbours[source].push(target);
    neighbours[target].push(source);
  }
  return neighbours;
}

/** Gives every line its arc, several between the same two actors different ones. */
function layLines(lines) {
  let strongest = 1;
  const pairs = [];
  for (const line of lines) {
    strongest = Math.max(strongest, line.strength);
    const { pair } = line;
    if (pair.stamp !== bundlings) {
      pair.stamp = bundlings;
      pair.lines.length = 0;
      pairs.push(pair);
    }
    pair.lines.push(line);
  }
  const hasPins = store.state.pins.length > 0;
  for (const { lines: siblings } of pairs) {
    const [{ source, target }] = siblings;
    const isMoved = hasPins && (pinOf(actors[source]) || pinOf(actors[target]));
    const taken = [];
    for (const line of siblings) {
      const side = line.source < line.target ? 1 : -1;
      const known = isMoved ? null : line.home;
      let bend = known ? known.bend * side : 0;
      if (siblings.length > 1) {
        for (let step = 1; isTaken(bend, taken) && step < 12; step += 1) bend = (step % 2 ? 1 : -1) * Math.ceil(step / 2) * 0.14;
        taken.push(bend);
      }
      const start = actors[line.source].at, end = actors[line.target].at;
      // Most lines stand where they stood before the last change.
      if (line.arc === null || line.bend !== bend || line.arc[0] !== start || line.arc[3] !== end) {
        line.bend = bend;
        line.arc = arcBetween(start, end, bend * side);
        line.box = boxAround(line.arc);
        line.curve = null;
        line.head = null;
      }
      line.labelAt = known?.label || null;
      const isThin = line.polarity === "structural";
      const share = clamp(line.strength / strongest, 0, 1);
      const width = isThin ? 0.8 : line.status === "denied" ? Math.max(0.8 + 1.2 * share, 1.6) : 0.8 + 1.2 * share;
      if (width !== line.width) {
        line.width = width;
        line.head = null;
      }
      line.importance = (isThin ? 0 : 2) + share + 0.2 * Math.min(line.said, 10);
    }
  }
  scene.linesOf = null;
}

function isTaken(bend, taken) {
  for (const other of taken) if (Math.abs(other - bend) < 0.09) return true;
  return false;
}

function boxAround(points) {
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return { left, top, right, bottom };
}

/** The lines of an actor; put in order when somebody asks. */
function linesAt(place) {
  if (scene.linesOf === null) {
    scene.linesOf = actors.map(() => []);
    for (const line of scene.lines) {
      scene.linesOf[line.source].push(line);
      scene.linesOf[line.target].push(line);
    }
  }
  return scene.linesOf[place] || [];
}

/** The visible part of a line; found when it is first drawn closely. */
function curveOf(line) {
  if (!line.curve) line.curve = clippedArc(line.arc, actors[line.source], actors[line.target], line.isDirected);
  return line.curve;
}

/** The box around everything that is shown. */
function sceneBox() {
  if (!scene.actors.length) return { left: -200, top: -150, right: 200, bottom: 150 };
  const corners = scene.actors.flatMap(({ at, width, height }) =>
    [{ x: at.x - width / 2, y: at.y - height / 2 }, { x: at.x + width / 2, y: at.y + height / 2 }]);
  return boxAround(corners);
}

/** What stands out and what steps back: the path, else what is selected. */
function emphasis(state, hovered) {
  const strongActors = new Set(), strongLines = new Set();
  let fades = false;
  if (scene.shownPath) {
    fades = true;
    for (const vertex of verticesOf(scene.shownPath)) strongActors.add(vertex);
    for (const { from, to, members } of scene.shownPath.arcs) {
      for (const line of linesAt(from)) {
        if ((line.source === to || line.target === to) && line.members.some(member => member.index === members[0].relation.index)) strongLines.add(line);
      }
    }
  }
  if (state.selected?.actor !== undefined) {
    const place = actorsByID.get(state.selected.actor)?.index;
    strongActors.add(place);
    if (!scene.shownPath) {
      fades = true;
      for (const line of linesAt(place)) {
        strongLines.add(line);
        strongActors.add(line.source).add(line.target);
      }
    }
  } else if (state.selected?.pair && !scene.shownPath) {
    fades = true;
    const [a, b] = state.selected.pair.map(id => actorsByID.get(id).index);
    strongActors.add(a).add(b);
    for (const line of linesAt(a)) if (line.source === b || line.target === b) strongLines.add(line);
  }
  if (hovered?.line) strongLines.add(hovered.line);
  return { strongActors, strongLines, fades, selected: state.selected?.actor !== undefined ? actorsByID.get(state.selected.actor)?.index : null };
}

// Labels and names: what fits is shown, the most important first.

const measureContext = document.createElement("canvas").getContext("2d");
const mapFont = "Helvetica, Arial, 'Liberation Sans', sans-serif";
const widths = new Map();

/** The width of a text in the map's font, for one unit of size. */
function textWidth(text, isBold = false) {
  const key = (isBold ? "b" : "n") + text;
  let width = widths.get(key);
  if (width === undefined) {
    measureContext.font = `${isBold ? "bold " : ""}20px ${mapFont}`;
    width = measureContext.measureText(text).width / 20;
    widths.set(key, width);
  }
  return width;
}

/** Cuts a text into lines of about so many ems. */
function wrapped(text, ems, most = 4) {
  const lines = [""];
  for (const word of text.split(" ")) {
    const last = lines[lines.length - 1];
    if (last && textWidth(last + " " + word) > ems && lines.length < most) lines.push(word);
    else lines[lines.length - 1] = last ? last + " " + word : word;
  }
  return lines.map(line => line.length > 60 ? line.slice(0, 59) + "…" : line);
}

/** Rectangles that keep out of each other's way. */
class Occupied {
  constructor(cell = 80) { this.cell = cell; this.cells = new Map(); }
  isFree({ left, top, right, bottom }) {
    const { cell, cells } = this, lastColumn = Math.floor(right / cell), lastRow = Math.floor(bottom / cell);
    for (let column = Math.floor(left / cell); column <= lastColumn; column += 1) {
      for (let row = Math.floor(top / cell); row <= lastRow; row += 1) {
        const list = cells.get(column * 100003 + row);
        if (list === undefined) continue;
        for (const other of list) {
          if (other.left < right && other.right > left && other.top < bottom && other.bottom > top) return false;
        }
      }
    }
    return true;
  }
  add(box) {
    const { cell, cells } = this, lastColumn = Math.floor(box.right / cell), lastRow = Math.floor(box.bottom / cell);
    for (let column = Math.floor(box.left / cell); column <= lastColumn; column += 1) {
      for (let row = Math.floor(box.top / cell); row <= lastRow; row += 1) {
        const key = column * 100003 + row, list = cells.get(key);
        if (list) list.push(box);
        else cells.set(key, [box]);
      }
    }
  }
}

const labelSize = 8;

/**
 * Labels of lines that have room, in map coordinates: [{ line, x, y, words }].
 *
 * @param strongLines these come first and are shown from afar
 */
function placeLabels(view, strongLines, fades, area) {
  const isNear = view.scale * labelSize >= 6.4;
  const wanted = scene.lines.filter(line => (isNear && !fades) || strongLines.has(line));
  if (!wanted.length || strongLines.size > 80 && !isNear) return [];
  const size = isNear ? labelSize : Math.min(10.5 / view.scale, 60);
  const occupied = new Occupied(120 * size / labelSize);
  for (const { at, width, height } of scene.actors) {
    occupied.add({ left: at.x - width / 2, right: at.x + width / 2, top: at.y - height / 2, bottom: at.y + height / 2 });
  }
  wanted.sort((a, b) => strongLines.has(b) - strongLines.has(a) || b.importance - a.importance || a.source - b.source || a.target - b.target);
  const placed = [];
  for (const line of wanted) {
    if (placed.length > 400) break;
    const { left, top, right, bottom } = line.box;
    if (right < area.left || left > area.right || bottom < area.top || top > area.bottom) continue;
    const words = line.words ||= wrapped(labelOf(line), 11.5);
    const width = Math.max(...words.map(word => textWidth(word))) * size + 4, height = words.length * size * 1.15 + 2;
    const spots = line.labelAt && isNear ? [line.labelAt] : [];
    for (const t of [0.5, 0.42, 0.58, 0.34, 0.66]) spots.push(bezier(line.arc, t));
    for (const { x, y } of spots) {
      const box = { left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2 };
      if (!occupied.isFree(box)) continue;
      occupied.add(box);
      placed.push({ line, x, y, words, size, width, height });
      break;
    }
  }
  return placed;
}

/** Whether names are read inside the actors, or stand over them in letters of the screen's size. */
const readsInside = (actor, scale) => scale * actor.size >= 6.6;

/** Names over actors that are too small to read, in screen coordinates: the most important that have room. */
function placeNames(view, width, height, strongActors, fades) {
  const occupied = new Occupied(), placed = [];
  const place = (actor, isStrong) => {
    if (placed.length >= 140 || readsInside(actor, view.scale)) return;
    const x = actor.at.x * view.scale + view.x, y = actor.at.y * view.scale + view.y;
    if (x < -40 || y < -20 || x > width + 40 || y > height + 20) return;
    const isBold = isStrong || Boolean(actor.bold), size = isBold ? 12 : 11;
    const text = actor.shortLabel ||= actor.label.length > 34 ? actor.label.slice(0, 33) + "…" : actor.label;
    // Where even the middle is taken, the width need not be known.
    const top = y - size * 0.75, bottom = y + size * 0.75;
    if (!occupied.isFree({ left: x - 3, right: x + 3, top, bottom })) return;
    const half = textWidth(text, isBold) * size / 2 + 3;
    const box = { left: x - half, right: x + half, top, bottom };
    if (!occupied.isFree(box)) return;
    occupied.add(box);
    placed.push({ actor, x, y, text, size, isBold, box });
  };
  for (const actor of ranking) if (scene.isShown[actor.index] && strongActors.has(actor.index)) place(actor, true);
  if (!fades) for (const actor of ranking) if (scene.isShown[actor.index] && !strongActors.has(actor.index)) place(actor, false);
  return placed;
}

/** What lies under a place of the map: { actor } or { line } or null. */
function hitAt(point, scale, names, screenPoint) {
  if (screenPoint) {
    const name = names.find(({ box }) => screenPoint.x >= box.left && screenPoint.x <= box.right && screenPoint.y >= box.top && screenPoint.y <= box.bottom);
    if (name) return { actor: name.actor };
  }
  const margin = Math.max(1, 3 / scale);
  for (let place = scene.actors.length - 1; place >= 0; place -= 1) {
    const actor = scene.actors[place];
    if (covers(actor, point.x - actor.at.x, point.y - actor.at.y, margin)) return { actor };
  }
  const reach = Math.max(5 / scale, 2);
  let best = null, least = reach;
  for (const line of scene.lines) {
    const { left, top, right, bottom } = line.box;
    if (point.x < left - reach || point.x > right + reach || point.y < top - reach || point.y > bottom + reach) continue;
    let before = line.arc[0];
    for (let step = 1; step <= 20; step += 1) {
      const here = bezier(line.arc, step / 20);
      const distance = distanceToSegment(point, before, here);
      if (distance < least) { least = distance; best = line; }
      before = here;
    }
  }
  return best ? { line: best } : null;
}

function distanceToSegment(point, a, b) {
  const dx = b.x - a.x, dy = b.y - a.y;
  const t = clamp(((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1), 0, 1);
  return Math.hypot(point.x - a.x - t * dx, point.y - a.y - t * dy);
}
