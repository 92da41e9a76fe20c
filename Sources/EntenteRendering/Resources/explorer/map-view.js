// The window onto the map: where it stands, how it moves, and what happens under the pointer.

const mapView = {
  view: { x: 0, y: 0, scale: 1 }, isMoved: false, hovered: null, names: [], motion: null, snapshot: null, copy: null, drawnView: null, slowDraw: false, settle: null,
  /** Milliseconds that the last drawing took. */
  drawTime: 0,
};
const stage = $("#stage"), svgMap = $("#svg-map"), world = $("#world"), overlay = $("#overlay"), canvasMap = $("#canvas-map");
const canvasContext = canvasMap.getContext("2d");

/** Elements above which the map is drawn on a canvas. */
const mostElements = 2000;
const usesCanvas = () => scene.actors.length * 3 + scene.lines.length * 2 > mostElements;

/** Asked for once and kept: asking makes the browser lay the page out there and then. */
let knownSize = null;
const stageSize = () => knownSize ||= { width: stage.clientWidth || 800, height: stage.clientHeight || 600 };

/** The part of the map that is on the screen, with a rim. */
function visibleArea() {
  const { width, height } = stageSize(), { x, y, scale } = mapView.view, rim = 60;
  return { left: (-x - rim) / scale, top: (-y - rim) / scale, right: (width - x + rim) / scale, bottom: (height - y + rim) / scale };
}

const wholeArea = { left: -Infinity, top: -Infinity, right: Infinity, bottom: Infinity };

/** What was drawn into the SVG last: only where that changes it is drawn anew, or else moved alone. */
let drawnKey = "";
let sceneVersion = 0;

const redraw = everyFrame(() => drawMap());

function drawMap() {
  const started = performance.now();
  const { width, height } = stageSize(), { view } = mapView;
  const look = emphasis(store.state, mapView.hovered);
  const isCanvas = usesCanvas();
  stage.dataset.renderer = isCanvas ? "canvas" : "svg";
  svgMap.toggleAttribute("hidden", isCanvas);
  canvasMap.toggleAttribute("hidden", !isCanvas);
  if (isCanvas) {
    if (mapView.isMoving && mapView.slowDraw) {
      moveSnapshot(width, height);
      return;
    }
    drawCanvas(look, width, height);
  } else {
    svgMap.setAttribute("viewBox", `0 0 ${width} ${height}`);
    world.setAttribute("transform", `translate(${view.x} ${view.y}) scale(${view.scale})`);
    const isSmall = mapView.isMoving ? drawnKey.split("|")[1] : view.scale.toFixed(3);
    const key = [sceneVersion, isSmall, store.state.selected && JSON.stringify(store.state.selected), store.state.labels, mapView.hovered?.line?.key].join("|");
    if (key !== drawnKey) {
      mapView.names = paintSVG(world, overlay, view, look, wholeArea, width, height);
      drawnKey = key;
    } else {
      mapView.names = placeNames(view, width, height, look.strongActors, look.fades);
      overlay.replaceChildren(...mapView.names.map(({ x, y, text, size, isBold }) => svgText([text], x, y, size, colours.text, isBold, colours.ground)));
    }
  }
  mapView.drawTime = performance.now() - started;
}

function drawCanvas(look, width, height) {
  const started = performance.now();
  const ratio = Math.min(devicePixelRatio || 1, 2);
  if (canvasMap.width !== Math.round(width * ratio) || canvasMap.height !== Math.round(height * ratio)) {
    canvasMap.width = Math.round(width * ratio);
    canvasMap.height = Math.round(height * ratio);
  }
  mapView.names = paintCanvas(canvasContext, mapView.view, look, visibleArea(), width, height, ratio);
  mapView.slowDraw = performance.now() - started > 9;
  mapView.drawnView = { ...mapView.view };
  mapView.snapshot = null;
}

/** While the map moves, the last picture moves; it is drawn sharply when it comes to rest. */
function moveSnapshot(width, height) {
  if (!mapView.snapshot) {
    const copy = mapView.copy ||= document.createElement("canvas");
    copy.width = canvasMap.width;
    copy.height = canvasMap.height;
    copy.getContext("2d").drawImage(canvasMap, 0, 0);
    mapView.snapshot = { canvas: copy, view: mapView.drawnView };
  }
  const { canvas, view: then } = mapView.snapshot, { view } = mapView;
  const zoom = view.scale / then.scale, ratio = canvas.width / width;
  canvasContext.setTransform(1, 0, 0, 1, 0, 0);
  canvasContext.fillStyle = colours.ground;
  canvasContext.fillRect(0, 0, canvasMap.width, canvasMap.height);
  canvasContext.drawImage(canvas, (view.x - then.x * zoom) * ratio, (view.y - then.y * zoom) * ratio, canvas.width * zoom, canvas.height * zoom);
}

/** Moves the window; a moment after the last move everything is drawn sharply and the address is written. */
function setView(view, { isReader = true } = {}) {
  mapView.view = { x: view.x, y: view.y, scale: clamp(view.scale, 0.02, 8) };
  if (isReader) mapView.isMoved = true;
  mapView.isMoving = true;
  clearTimeout(mapView.settle);
  mapView.settle = setTimeout(() => {
    mapView.isMoving = false;
    redraw();
    writeAddress();
  }, 140);
  redraw();
}

function animateTo(target, options) {
  cancelAnimationFrame(mapView.motion);
  if (prefersStillness()) return setView(target, options);
  const from = { ...mapView.view }, started = performance.now(), duration = 260;
  const step = now => {
    const t = clamp((now - started) / duration, 0, 1), eased = 1 - (1 - t) ** 3;
    const scale = from.scale * (target.scale / from.scale) ** eased;
    // The middle of the window goes straight from one place to the other.
    const mix = (a, b) => a + (b - a) * eased;
    setView({ x: mix(from.x, target.x), y: mix(from.y, target.y), scale }, options);
    if (t < 1) mapView.motion = requestAnimationFrame(step);
    else setView(target, options);
  };
  mapView.motion = requestAnimationFrame(step);
}

/** The view that shows a box whole. */
function fitting(box, largest = 1.6) {
  const { width, height } = stageSize(), rim = Math.min(40, width * 0.06);
  const scale = Math.min((width - 2 * rim) / Math.max(box.right - box.left, 1), (height - 2 * rim) / Math.max(box.bottom - box.top, 1), largest);
  return {
    scale, x: width / 2 - (box.left + box.right) / 2 * scale, y: height / 2 - (box.top + box.bottom) / 2 * scale,
  };
}

function fit({ isAnimated = true } = {}) {
  const view = fitting(sceneBox());
  if (isAnimated) animateTo(view, { isReader: false });
  else setView(view, { isReader: false });
  mapView.isMoved = false;
}

function zoomBy(factor, at = null) {
  const { width, height } = stageSize(), { view } = mapView;
  const middle = at || { x: width / 2, y: height / 2 };
  const scale = clamp(view.scale * factor, 0.02, 8), zoom = scale / view.scale;
  return { scale, x: middle.x - (middle.x - view.x) * zoom, y: middle.y - (middle.y - view.y) * zoom };
}

/** Brings an actor into the window where it is outside. */
function reveal(actor) {
  if (!actor.at) return;
  const { width, height } = stageSize(), { view } = mapView;
  const x = actor.at.x * view.scale + view.x, y = actor.at.y * view.scale + view.y;
  const isInside = x > 60 && y > 40 && x < width - 60 && y < height - 40;
  if (isInside && view.scale * actor.size >= 5) return;
  const scale = clamp(view.scale, Math.min(0.9, 9 / actor.size), 2.4);
  animateTo({ scale, x: width / 2 - actor.at.x * scale, y: height / 2 - actor.at.y * scale });
}

const toMap = ({ x, y }) => ({ x: (x - mapView.view.x) / mapView.view.scale, y: (y - mapView.view.y) / mapView.view.scale });
const onStage = event => {
  const box = stage.getBoundingClientRect();
  return { x: event.clientX - box.left, y: event.clientY - box.top };
};
const hitUnder = event => hitAt(toMap(onStage(event)), mapView.view.scale, mapView.names, onStage(event));

function setUpMapView() {
  const pointers = new Map();
  let press = null;
  stage.addEventListener("pointerdown", event => {
    if (event.button > 0) return;
    stage.focus({ preventScroll: true });
    cancelAnimationFrame(mapView.motion);
    stage.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, onStage(event));
    const hit = hitUnder(event);
    press = pointers.size === 1 ? { at: onStage(event), hit, view: { ...mapView.view }, hasMoved: false, grip: hit?.actor ? offsetTo(hit.actor, event) : null } : null;
    if (pointers.size === 2) press = { pinch: pinchOf(pointers), view: { ...mapView.view }, hasMoved: true };
  });
  stage.addEventListener("pointermove", event => {
    if (!pointers.has(event.pointerId)) { hover(event); return; }
    pointers.set(event.pointerId, onStage(event));
    if (!press) return;
    if (press.pinch && pointers.size === 2) {
      const now = pinchOf(pointers), zoom = clamp(now.apart / press.pinch.apart, 0.05, 20);
      const scale = clamp(press.view.scale * zoom, 0.02, 8), factor = scale / press.view.scale;
      setView({ scale, x: now.middle.x - (press.pinch.middle.x - press.view.x) * factor, y: now.middle.y - (press.pinch.middle.y - press.view.y) * factor });
      return;
    }
    if (press.pinch) return;
    const at = onStage(event), dx = at.x - press.at.x, dy = at.y - press.at.y;
    if (!press.hasMoved && Math.hypot(dx, dy) < 4) return;
    press.hasMoved = true;
    if (press.hit?.actor) {
      const place = toMap(at);
      pin(press.hit.actor, { x: place.x - press.grip.x, y: place.y - press.grip.y });
    } else {
      stage.classList.add("grabbing");
      setView({ ...press.view, x: press.view.x + dx, y: press.view.y + dy });
    }
  });
  const release = event => {
    if (!pointers.delete(event.pointerId)) return;
    stage.classList.remove("grabbing");
    if (event.type === "pointerup" && press && !press.hasMoved) {
      if (press.hit?.actor) select(press.hit.actor);
      else if (press.hit?.line) selectPair(press.hit.line.source, press.hit.line.target, press.hit.line.key);
      else change({ selected: null });
    }
    if (pointers.size === 0) press = null;
  };
  stage.addEventListener("pointerup", release);
  stage.addEventListener("pointercancel", release);
  stage.addEventListener("pointerleave", () => { if (mapView.hovered) { mapView.hovered = null; showTip(null); redraw(); } });
  stage.addEventListener("dblclick", event => {
    const hit = hitUnder(event);
    if (hit?.actor) expand(hit.actor);
    else animateTo(zoomBy(1.8, onStage(event)));
  });
  stage.addEventListener("wheel", event => {
    event.preventDefault();
    cancelAnimationFrame(mapView.motion);
    const lines = event.deltaMode === 1 ? 18 : event.deltaMode === 2 ? 200 : 1;
    setView(zoomBy(Math.exp(-clamp(event.deltaY * lines, -240, 240) * (event.ctrlKey ? 0.008 : 0.0022)), onStage(event)));
  }, { passive: false });
  stage.addEventListener("keydown", event => {
    const { view } = mapView, far = event.shiftKey ? 240 : 70;
    const moves = { ArrowLeft: [far, 0], ArrowRight: [-far, 0], ArrowUp: [0, far], ArrowDown: [0, -far] };
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (moves[event.key]) animateTo({ ...view, x: view.x + moves[event.key][0], y: view.y + moves[event.key][1] });
    else if (event.key === "+" || event.key === "=") animateTo(zoomBy(1.4));
    else if (event.key === "-") animateTo(zoomBy(1 / 1.4));
    else if (event.key === "0" || event.key === "Home") fit();
    else return;
    event.preventDefault();
  });
  $("#zoom-in").addEventListener("click", () => animateTo(zoomBy(1.4)));
  $("#zoom-out").addEventListener("click", () => animateTo(zoomBy(1 / 1.4)));
  $("#zoom-fit").addEventListener("click", () => fit());
  new ResizeObserver(() => {
    knownSize = null;
    if (stage.clientWidth === 0) return;
    if (mapView.isMoved) redraw();
    else fit({ isAnimated: false });
  }).observe(stage);
}

const offsetTo = (actor, event) => {
  const place = toMap(onStage(event));
  return { x: place.x - actor.at.x, y: place.y - actor.at.y };
};

function pinchOf(pointers) {
  const [a, b] = [...pointers.values()];
  return { apart: Math.max(Math.hypot(a.x - b.x, a.y - b.y), 10), middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 } };
}

const hover = (() => {
  let last = null;
  const look = everyFrame(() => {
    const hit = hitUnder(last);
    const isSame = hit?.actor === mapView.hovered?.actor && hit?.line === mapView.hovered?.line;
    showTip(hit, onStage(last));
    stage.classList.toggle("pointing", hit !== null);
    if (isSame) return;
    const hadLine = mapView.hovered?.line || hit?.line;
    mapView.hovered = hit;
    if (hadLine && !(usesCanvas() && mapView.slowDraw)) redraw();
  });
  return event => { last = event; look(); };
})();

/** A few words beside the pointer about what is under it. */
function showTip(hit, at = null) {
  const tip = $("#tip");
  tip.toggleAttribute("hidden", hit === null);
  if (hit === null) return;
  if (hit.actor) {
    tip.replaceChildren(element("strong", { text: hit.actor.label }), element("span", { text: clean(hit.actor.kind.label) }));
  } else {
    const { line } = hit, count = line.members.reduce((sum, { statements }) => sum + statements.length, 0);
    tip.replaceChildren(element("strong", { text: spokenLine(line) }), element("span", { text: count ? plural(count, "statement") : "" }));
  }
  const { width, height } = stageSize();
  const x = clamp(at.x + 14, 4, Math.max(4, width - tip.offsetWidth - 6)), below = at.y + 18;
  const y = below + tip.offsetHeight > height ? at.y - tip.offsetHeight - 10 : below;
  tip.style.setProperty("transform", `translate(${Math.round(x)}px, ${Math.round(Math.max(4, y))}px)`);
}
