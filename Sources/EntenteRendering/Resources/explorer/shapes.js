// Outlines of actors and ways of lines, as SVG path data, which a canvas understands too.

const fixed = value => Math.round(value * 10) / 10;

function polygon(points) { return "M" + points.map(([x, y]) => `${fixed(x)} ${fixed(y)}`).join("L") + "Z"; }

function rectangle(w, h) { return polygon([[-w, -h], [w, -h], [w, h], [-w, h]]); }

function roundedBox(w, h, radius) {
  const r = Math.min(radius, w, h);
  return `M${fixed(-w + r)} ${fixed(-h)}H${fixed(w - r)}A${r} ${r} 0 0 1 ${fixed(w)} ${fixed(-h + r)}V${fixed(h - r)}A${r} ${r} 0 0 1 ${fixed(w - r)} ${fixed(h)}H${fixed(-w + r)}A${r} ${r} 0 0 1 ${fixed(-w)} ${fixed(h - r)}V${fixed(-h + r)}A${r} ${r} 0 0 1 ${fixed(-w + r)} ${fixed(-h)}Z`;
}

function ellipse(w, h) { return `M${fixed(-w)} 0A${fixed(w)} ${fixed(h)} 0 1 1 ${fixed(w)} 0A${fixed(w)} ${fixed(h)} 0 1 1 ${fixed(-w)} 0Z`; }

function hexagon(w, h) { return polygon([[-w, 0], [-w / 2, -h], [w / 2, -h], [w, 0], [w / 2, h], [-w / 2, h]]); }

function octagon(w, h) {
  const a = 0.41;
  return polygon([[-w, -h * a], [-w * a, -h], [w * a, -h], [w, -h * a], [w, h * a], [w * a, h], [-w * a, h], [-w, h * a]]);
}

/** The outline of an actor around its middle, and strokes that make it what it is. */
function outline(actor) {
  if (actor.outline) return actor.outline;
  const w = actor.width / 2, h = actor.height / 2, { shape, rounded, rims } = actor.kind;
  const inset = 3.5;
  let body, extra = "";
  switch (shape) {
    case "ellipse": body = ellipse(w, h); if (rims > 1) extra = ellipse(w - inset, h - inset); break;
    case "hexagon": body = hexagon(w, h); if (rims > 1) extra = hexagon(w - inset * 1.4, h - inset); break;
    case "octagon": body = octagon(w, h); break;
    case "underline": body = rectangle(w, h); extra = `M${fixed(-w)} ${fixed(h)}H${fixed(w)}`; break;
    case "diagonals": {
      const cut = Math.min(6, h);
      body = rectangle(w, h);
      for (const [x, y] of [[-1, -1], [1, -1], [1, 1], [-1, 1]]) extra += `M${fixed(x * w)} ${fixed(y * (h - cut))}L${fixed(x * (w - cut))} ${fixed(y * h)}`;
      break;
    }
    case "tab": body = rectangle(w, h) + `M${fixed(-w)} ${fixed(-h)}V${fixed(-h - 4)}H${fixed(-w / 3)}V${fixed(-h)}Z`; break;
    case "folder": body = rectangle(w, h) + `M${fixed(w / 3)} ${fixed(-h)}L${fixed(w / 3 + 3)} ${fixed(-h - 4)}H${fixed(w - 3)}L${fixed(w)} ${fixed(-h)}Z`; break;
    case "box3d": body = rectangle(w, h) + `M${fixed(-w)} ${fixed(-h)}L${fixed(-w + 4)} ${fixed(-h - 4)}H${fixed(w + 4)}V${fixed(h - 4)}L${fixed(w)} ${fixed(h)}V${fixed(-h)}Z`; extra = `M${fixed(w)} ${fixed(-h)}L${fixed(w + 4)} ${fixed(-h - 4)}`; break;
    case "note": body = polygon([[-w, -h], [w - 6, -h], [w, -h + 6], [w, h], [-w, h]]); extra = `M${fixed(w - 6)} ${fixed(-h)}V${fixed(-h + 6)}H${fixed(w)}`; break;
    case "cds": body = polygon([[-w, -h], [w - h, -h], [w, 0], [w - h, h], [-w, h]]); break;
    case "trapezium": body = polygon([[-w * 0.82, -h], [w * 0.82, -h], [w, h], [-w, h]]); break;
    case "parallelogram": body = polygon([[-w * 0.84, -h], [w, -h], [w * 0.84, h], [-w, h]]); break;
    case "house": body = polygon([[-w, -h * 0.45], [0, -h], [w, -h * 0.45], [w, h], [-w, h]]); break;
    case "component":
      body = rectangle(w, h);
      for (const y of [-h * 0.45, h * 0.2]) extra += `M${fixed(-w - 3)} ${fixed(y)}h6v3h-6Z`;
      break;
    default: body = rounded ? roundedBox(w, h, 7) : rectangle(w, h);
  }
  actor.outline = { body, extra, isOpen: shape === "underline" };
  return actor.outline;
}

/** Whether a point, relative to the middle of the actor, lies within its outline. */
function covers(actor, dx, dy, margin = 0) {
  const across = Math.abs(dx) / (actor.width / 2 + margin), up = -dy / (actor.height / 2 + margin), high = Math.abs(up);
  if (high > 1) return false;
  switch (actor.kind.shape) {
    case "ellipse": return across * across + up * up <= 1;
    case "hexagon": return across <= 1 - 0.5 * high;
    case "octagon": return across <= 1 - 0.59 * Math.max(0, high - 0.41);
    case "trapezium": case "parallelogram": return across <= 0.9 - 0.1 * up;
    case "house": return up <= 0.45 ? across <= 1 : across <= 1 - (up - 0.45) / 0.55;
    default: return across <= 1;
  }
}

function bezier([a, b, c, d], t) {
  const s = 1 - t, wa = s * s * s, wb = 3 * s * s * t, wc = 3 * s * t * t, wd = t * t * t;
  return { x: wa * a.x + wb * b.x + wc * c.x + wd * d.x, y: wa * a.y + wb * b.y + wc * c.y + wd * d.y };
}

/** The arc between the middles of two actors; its middle leaves the straight line by `bend` of its length. */
function arcBetween(start, end, bend) {
  const dx = end.x - start.x, dy = end.y - start.y, nx = -dy * bend, ny = dx * bend;
  return [start, { x: start.x + dx / 3 + nx, y: start.y + dy / 3 + ny }, { x: start.x + dx * 2 / 3 + nx, y: start.y + dy * 2 / 3 + ny }, end];
}

/** The part of an arc between two parameters, by blossoming. */
function partOf([p0, p1, p2, p3], from, to) {
  const mix = (a, b, t) => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t });
  const blossom = (r, s, t) => {
    const a = mix(p0, p1, r), b = mix(p1, p2, r), c = mix(p2, p3, r);
    return mix(mix(a, b, s), mix(b, c, s), t);
  };
  return [blossom(from, from, from), blossom(from, from, to), blossom(from, to, to), blossom(to, to, to)];
}

/** The part of an arc outside the outlines of its ends, and where its arrowhead points. */
function clippedArc(arc, source, target, hasHead) {
  const leave = (actor, middle, inner, outer) => {
    let low = inner, high = outer;
    const point = bezier(arc, high);
    if (covers(actor, point.x - middle.x, point.y - middle.y, 1)) return (inner + outer) / 2;
    for (let round = 0; round < 12; round += 1) {
      const t = (low + high) / 2, here = bezier(arc, t);
      if (covers(actor, here.x - middle.x, here.y - middle.y, 1)) low = t; else high = t;
    }
    return high;
  };
  const first = leave(source, arc[0], 0, 0.5), last = leave(target, arc[3], 1, 0.5);
  const tip = bezier(arc, last);
  let end = last;
  if (hasHead) {
    const step = (last - first) / 48;
    for (let round = 0; round < 24; round += 1) {
      end -= step;
      const here = bezier(arc, end);
      if (Math.hypot(here.x - tip.x, here.y - tip.y) >= 6) break;
    }
  }
  return { points: partOf(arc, first, Math.max(end, first)), tip };
}

const curvePath = ([a, b, c, d]) => `M${fixed(a.x)} ${fixed(a.y)}C${fixed(b.x)} ${fixed(b.y)} ${fixed(c.x)} ${fixed(c.y)} ${fixed(d.x)} ${fixed(d.y)}`;

/** An arrowhead from the end of a line to its tip; a denied one has a bar across. */
function headPath(end, tip, width, isDenied) {
  const dx = tip.x - end.x, dy = tip.y - end.y, length = Math.hypot(dx, dy) || 1;
  const nx = -dy / length * (2.6 + width * 0.6), ny = dx / length * (2.6 + width * 0.6);
  let path = `M${fixed(tip.x)} ${fixed(tip.y)}L${fixed(end.x + nx)} ${fixed(end.y + ny)}L${fixed(end.x - nx)} ${fixed(end.y - ny)}Z`;
  if (isDenied) {
    const wide = 1.5, bx = dx / length * 1.6, by = dy / length * 1.6;
    const [x, y] = [end.x - bx, end.y - by];
    path += `M${fixed(x + nx * wide)} ${fixed(y + ny * wide)}L${fixed(x - nx * wide)} ${fixed(y - ny * wide)}L${fixed(x - nx * wide - bx)} ${fixed(y - ny * wide - by)}L${fixed(x + nx * wide - bx)} ${fixed(y + ny * wide - by)}Z`;
  }
  return path;
}
