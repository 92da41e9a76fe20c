// The map on a canvas, for graphs with more elements than SVG bears. The farther away, the less is drawn of each.

/** Draws what the area shows; far away straight lines and plain boxes, near arcs, outlines, names and labels. */
function paintCanvas(context, view, look, area, width, height, ratio) {
  const { strongActors, strongLines, fades } = look;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = colours.ground;
  context.fillRect(0, 0, width, height);
  context.setTransform(ratio * view.scale, 0, 0, ratio * view.scale, ratio * view.x, ratio * view.y);
  const isFar = view.scale < 0.3;
  const groups = new Map(), strong = [];
  let seen = 0;
  for (const line of scene.lines) {
    if (!isIn(line.box, area)) continue;
    seen += 1;
    if (strongLines.size > 0 && strongLines.has(line)) { strong.push(line); continue; }
    // Lines that look alike are drawn together: by polarity and status, and by width where that can be seen.
    const key = isFar ? line.place >> 2 : line.place * 16 + Math.round(line.width * 2);
    const group = groups.get(key);
    if (group) group.push(line);
    else groups.set(key, [line]);
  }
  // Many lines over each other read as a shade; each alone must not be as dark as all together.
  context.globalAlpha = seen > 3000 && isFar ? 0.35 : seen > 800 ? 0.6 : 1;
  for (const group of groups.values()) strokeLines(context, group, fades, false, isFar || seen > 4000, view.scale);
  context.globalAlpha = 1;
  for (const line of strong) strokeLines(context, [line], false, true, false, view.scale);
  context.setLineDash([]);
  paintActors(context, view, look, area, isFar);
  if (store.state.labels || strongLines.size) {
    context.textAlign = "center";
    context.textBaseline = "alphabetic";
    context.lineJoin = "round";
    for (const { line, x, y, words, size } of placeLabels(view, strongLines, fades || !store.state.labels, area)) {
      canvasText(context, words, x, y, size, labelColour(line), false, colours.ground);
    }
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const names = placeNames(view, width, height, strongActors, fades);
  for (const { x, y, text, size, isBold } of names) canvasText(context, [text], x, y, size, colours.text, isBold, colours.ground);
  return names;
}

function strokeLines(context, lines, isFaded, isStrong, isSimple, scale) {
  const [first] = lines;
  const colour = lineColour(first, isFaded);
  context.strokeStyle = colour;
  const width = Math.max(first.width + (isStrong ? 1 : 0), 0.6 / scale);
  context.lineWidth = width;
  context.setLineDash(isSimple ? [] : (dashes[first.status] || "").split(" ").filter(Boolean).map(Number));
  // One long path is slow to fill in; some hundred lines at a time are not.
  for (let start = 0; start < lines.length; start += 250) {
    context.beginPath();
    for (let number = start; number < Math.min(start + 250, lines.length); number += 1) {
      const line = lines[number];
      if (isSimple) {
        context.moveTo(line.arc[0].x, line.arc[0].y);
        context.lineTo(line.arc[3].x, line.arc[3].y);
      } else {
        const [a, b, c, d] = curveOf(line).points;
        context.moveTo(a.x, a.y);
        context.bezierCurveTo(b.x, b.y, c.x, c.y, d.x, d.y);
      }
    }
    if (first.status === "disputed" && !isSimple) {
      context.lineWidth = width * 2 + 1.4;
      context.stroke();
      context.lineWidth = 1.4;
      context.strokeStyle = colours.ground;
      context.stroke();
      context.strokeStyle = colour;
      context.lineWidth = width;
    } else {
      context.stroke();
    }
  }
  if (isSimple) return;
  context.fillStyle = colour;
  for (const line of lines) {
    if (!line.isDirected) continue;
    const { points, tip } = curveOf(line);
    context.fill(line.head ||= new Path2D(headPath(points[3], tip, line.width, line.status === "denied")));
  }
}

function paintActors(context, view, { strongActors, fades, selected }, area, isFar) {
  context.textAlign = "center";
  context.textBaseline = "alphabetic";
  if (isFar) {
    paintMarks(context, view, { strongActors, fades, selected }, area);
    return;
  }
  for (const actor of scene.actors) {
    const { at, width, height } = actor;
    if (!isNear(actor, area)) continue;
    const isFaded = fades && !strongActors.has(actor.index), isSelected = selected === actor.index;
    context.fillStyle = isFaded ? colours.ground : colours[actor.kind.hue + "-fill"];
    context.strokeStyle = isFaded ? colours.faded : isSelected ? colours.text : colours[actor.kind.hue + "-line"];
    context.lineWidth = isSelected ? 2.6 : actor.kind.heavy ? 1.8 : 1.1;
    const { body, extra, isOpen } = outline(actor);
    const paths = actor.paths ||= { body: new Path2D(body), extra: extra ? new Path2D(extra) : null };
    context.translate(at.x, at.y);
    context.fill(paths.body);
    if (!isOpen) context.stroke(paths.body);
    if (paths.extra) context.stroke(paths.extra);
    if (pinOf(actor)) {
      context.fillStyle = colours.text;
      context.beginPath();
      context.arc(width / 2 - 1, -height / 2 + 1, 2.6, 0, 2 * Math.PI);
      context.fill();
    }
    if (readsInside(actor, view.scale)) {
      canvasText(context, actor.lines, 0, 0, actor.size, isFaded ? colours["faded-text"] : colours.text, Boolean(actor.bold));
    }
    context.translate(-at.x, -at.y);
  }
}

const isNear = ({ at, width, height }, area) =>
  at.x + width >= area.left && at.x - width <= area.right && at.y + height >= area.top && at.y - height <= area.bottom;

/** From afar, a mark in its family's colour is what can be told of an actor; marks that look alike are drawn together. */
function paintMarks(context, view, { strongActors, fades, selected }, area) {
  const marks = new Map();
  for (const actor of scene.actors) {
    if (!isNear(actor, area)) continue;
    const isFaded = fades && !strongActors.has(actor.index), isSelected = selected === actor.index;
    const key = isFaded ? "" : isSelected ? "selected" : actor.kind.heavy ? "heavy " + actor.kind.hue : actor.kind.hue;
    const list = marks.get(key);
    if (list) list.push(actor);
    else marks.set(key, [actor]);
  }
  const paint = (key, list) => {
    const [{ kind }] = list, isFaded = key === "", isSelected = key === "selected";
    context.fillStyle = isFaded ? colours.ground : colours[kind.hue + "-fill"];
    context.strokeStyle = isFaded ? colours.faded : isSelected ? colours.text : colours[kind.hue + "-line"];
    context.lineWidth = Math.max(isSelected ? 2.6 : kind.heavy ? 1.8 : 1.1, 0.7 / view.scale);
    for (const { at, width, height } of list) {
      const w = Math.max(width, 7 / view.scale), h = Math.max(height, 5 / view.scale);
      context.fillRect(at.x - w / 2, at.y - h / 2, w, h);
      context.strokeRect(at.x - w / 2, at.y - h / 2, w, h);
    }
  };
  // What steps back lies under what stands out.
  const last = marks.get("selected");
  if (marks.has("")) paint("", marks.get(""));
  for (const [key, list] of marks) if (key !== "" && key !== "selected") paint(key, list);
  if (last) paint("selected", last);
}

function canvasText(context, lines, x, y, size, fill, isBold = false, halo = null) {
  context.font = `${isBold ? "bold " : ""}${size}px ${mapFont}`;
  const step = size * 1.17, start = y - step * (lines.length - 1) / 2 + size * 0.34;
  if (halo) {
    context.strokeStyle = halo;
    context.lineWidth = size * 0.3;
    lines.forEach((line, number) => context.strokeText(line, x, start + number * step));
  }
  context.fillStyle = fill;
  lines.forEach((line, number) => context.fillText(line, x, start + number * step));
}
