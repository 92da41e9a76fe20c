// The map as SVG: sharp, and small enough for it. Also what an exported picture is made of.

/** The theme's colours as they are now; drawings take them by value, so that an exported one keeps them. */
let colours = {};
function readColours() {
  const style = getComputedStyle(document.documentElement);
  const names = ["ground", "text", "secondary-text", "faded", "faded-text", "frame", "panel", ...polarityNames, "accent",
    ...["blue", "green", "vermilion", "purple", "yellow", "orange", "grey"].flatMap(hue => [`${hue}-fill`, `${hue}-line`])];
  colours = Object.fromEntries(names.map(name => [name, style.getPropertyValue("--" + name).trim()]));
}

function lineColour(line, isFaded) { return isFaded ? colours.faded : colours[line.polarity]; }

function labelColour(line) { return line.polarity === "structural" ? colours["secondary-text"] : colours[line.polarity]; }

const dashes = { possible: "5 3", denied: "1 3" };

function svgLine(line, isFaded, isStrong) {
  const { points, tip } = curveOf(line);
  const colour = lineColour(line, isFaded), width = line.width + (isStrong ? 1 : 0);
  const group = drawn("g", { class: "line", "data-line": line.key });
  const path = curvePath(points);
  const base = { d: path, fill: "none", stroke: colour, "stroke-linecap": line.status === "denied" ? "round" : "butt" };
  if (line.status === "disputed") {
    group.append(drawn("path", { ...base, "stroke-width": fixed(width * 2 + 1.4) }),
      drawn("path", { ...base, stroke: colours.ground, "stroke-width": 1.4 }));
  } else {
    group.append(drawn("path", { ...base, "stroke-width": fixed(width), "stroke-dasharray": dashes[line.status] }));
  }
  if (line.isDirected) group.append(drawn("path", { d: headPath(points[3], tip, width, line.status === "denied"), fill: colour }));
  return group;
}

function svgActor(actor, { isFaded, isSelected, isPinned, showsName }) {
  const { hue, heavy } = actor.kind, { body, extra, isOpen } = outline(actor);
  const stroke = isFaded ? colours.faded : isSelected ? colours.text : colours[hue + "-line"];
  const group = drawn("g", { class: "actor", "data-actor": actor.id, transform: `translate(${fixed(actor.at.x)} ${fixed(actor.at.y)})` });
  const width = isSelected ? 2.6 : heavy ? 1.8 : 1.1;
  group.append(drawn("path", {
    d: body, fill: isFaded ? colours.ground : colours[hue + "-fill"], stroke: isOpen ? "none" : stroke, "stroke-width": width, "stroke-linejoin": "round",
  }));
  if (extra) group.append(drawn("path", { d: extra, fill: actor.kind.shape === "component" ? colours[hue + "-fill"] : "none", stroke, "stroke-width": Math.min(width, 1.4) }));
  if (isPinned) group.append(drawn("circle", { cx: fixed(actor.width / 2 - 1), cy: fixed(-actor.height / 2 + 1), r: 2.6, fill: colours.text, stroke: colours.ground, "stroke-width": 0.8 }));
  if (showsName) group.append(svgText(actor.lines, 0, 0, actor.size, isFaded ? colours["faded-text"] : colours.text, Boolean(actor.bold)));
  return group;
}

function svgText(lines, x, y, size, fill, isBold = false, halo = null) {
  const text = drawn("text", {
    "text-anchor": "middle", "font-family": mapFont, "font-size": fixed(size), fill, "font-weight": isBold ? "bold" : null,
    ...(halo ? { stroke: halo, "stroke-width": fixed(size * 0.3), "stroke-linejoin": "round", "paint-order": "stroke" } : {}),
  });
  const step = size * 1.17, start = y - step * (lines.length - 1) / 2 + size * 0.34;
  lines.forEach((line, number) => text.append(drawn("tspan", { x: fixed(x), y: fixed(start + number * step), text: line })));
  return text;
}

/** Draws the scene into a group of map coordinates and one of screen coordinates. */
function paintSVG(world, overlay, view, look, area, width, height) {
  const lines = drawn("g"), labels = drawn("g"), nodes = drawn("g");
  const { strongActors, strongLines, fades } = look;
  const order = scene.lines.filter(line => isIn(line.box, area)).sort((a, b) => strongLines.has(a) - strongLines.has(b));
  for (const line of order) lines.append(svgLine(line, fades && !strongLines.has(line), strongLines.has(line)));
  if (store.state.labels || strongLines.size) {
    for (const { line, x, y, words, size } of placeLabels(view, strongLines, fades || !store.state.labels, area)) {
      labels.append(svgText(words, x, y, size, labelColour(line), false, colours.ground));
    }
  }
  for (const actor of scene.actors) {
    const isFaded = fades && !strongActors.has(actor.index);
    nodes.append(svgActor(actor, {
      isFaded, isSelected: look.selected === actor.index, isPinned: pinOf(actor) !== null, showsName: readsInside(actor, view.scale),
    }));
  }
  world.replaceChildren(lines, labels, nodes);
  const names = placeNames(view, width, height, strongActors, fades);
  overlay.replaceChildren(...names.map(({ x, y, text, size, isBold }) => svgText([text], x, y, size, colours.text, isBold, colours.ground)));
  return names;
}

const isIn = (box, area) => box.right >= area.left && box.left <= area.right && box.bottom >= area.top && box.top <= area.bottom;
