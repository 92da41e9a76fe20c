// Puts the page together and keeps its parts in step with the state.

const isDark = () => document.documentElement.dataset.theme === "dark"
  || (document.documentElement.dataset.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);

function summaryText() {
  return `${plural(scene.actors.length, "actor")}, ${plural(scene.lines.reduce((sum, line) => sum + line.members.length, 0), "relation")}`;
}

/** What narrows the map, each with a button that takes it back. */
function showSummary(state) {
  $("#summary").textContent = summaryText();
  const chips = [];
  const chip = (text, patch) => chips.push(element("button", { type: "button", class: "chip", "aria-label": `${text}: take back`, click: () => change(patch) }, text, element("span", { "aria-hidden": "true", text: " ×" })));
  if (state.focus) chip(`Around ${state.focus.actors.map(id => actorsByID.get(id).label).join(", ")}`, { focus: null });
  else if (state.top !== null && state.top < actors.length) chip(`The ${state.top} best connected`, { top: null });
  if (state.path) chip(`Path ${actorsByID.get(state.path.from).label} → ${actorsByID.get(state.path.to).label}`, { path: null });
  if (state.hidden.length) chip(`${state.hidden.length} hidden`, { hidden: [] });
  if (state.expanded.length) chip(`${state.expanded.length} expanded`, { expanded: [] });
  if (state.pins.length) chip(`${state.pins.length} pinned`, { pins: [] });
  if (state.documents !== null) chip(plural(state.documents.length, "document"), { documents: null });
  if (state.kindsOff.length || state.actorKindsOff.length || state.polarities.length < polarityNames.length) {
    chip("Kinds filtered", { kindsOff: [], actorKindsOff: [], polarities: [...polarityNames] });
  }
  $("#chips").replaceChildren(...chips);
  $("#empty").hidden = scene.actors.length > 0;
}

/** Brings a panel of the side to the front; on a small screen the side itself. */
function openPanel(name) {
  for (const tab of document.querySelectorAll("#side-tabs [role=tab]")) {
    const isOpen = tab.dataset.panel === name;
    tab.setAttribute("aria-selected", isOpen ? "true" : "false");
    tab.tabIndex = isOpen ? 0 : -1;
    $("#panel-" + tab.dataset.panel).hidden = !isOpen;
  }
  showView(name);
  if (name === "actors") showActorList();
}

/** On a small screen one thing is seen at a time. */
function showView(name) {
  document.body.dataset.view = ["actors", "filters", "paths"].includes(name) ? "side" : name;
  for (const item of document.querySelectorAll("#views button")) {
    if (item.dataset.view === name) item.setAttribute("aria-current", "true");
    else item.removeAttribute("aria-current");
  }
}

function setUpTabs() {
  const tabs = [...document.querySelectorAll("#side-tabs [role=tab]")];
  tabs.forEach((tab, place) => {
    tab.addEventListener("click", () => openPanel(tab.dataset.panel));
    tab.addEventListener("keydown", event => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const next = tabs[(place + step + tabs.length) % tabs.length];
      openPanel(next.dataset.panel);
      next.focus();
    });
  });
  for (const item of document.querySelectorAll("#views button")) {
    item.addEventListener("click", () => ["actors", "filters", "paths"].includes(item.dataset.view) ? openPanel(item.dataset.view) : showView(item.dataset.view));
  }
}

function setTheme(name) {
  if (name === null) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
  readColours();
  drawnKey = "";
  sceneVersion += 1;
  $("#theme").setAttribute("aria-label", isDark() ? "Use light colours" : "Use dark colours");
  redraw();
}

function setUpKeys() {
  document.addEventListener("keydown", event => {
    const isTyping = event.target.closest("input:not([type=checkbox]):not([type=range]), select, textarea");
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "z" && !isTyping) {
      event.preventDefault();
      if (event.shiftKey) redo(); else undo();
    } else if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "y" && !isTyping) {
      event.preventDefault();
      redo();
    } else if (event.key === "/" && !isTyping && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      $("#search").focus();
    } else if (event.key === "?" && !isTyping && !document.querySelector("dialog[open]")) {
      event.preventDefault();
      $("#help").showModal();
    } else if (event.key === "Escape" && !document.querySelector("dialog[open]") && !isTyping) {
      if (store.state.path) change({ path: null });
      else if (store.state.selected) change({ selected: null });
      else if (store.state.focus) change({ focus: null });
    }
  });
}

function setUpDialogs() {
  for (const dialog of document.querySelectorAll("dialog")) {
    $(".close", dialog).addEventListener("click", () => dialog.close());
    // A click beside the dialog closes it, as its backdrop is the dialog itself.
    dialog.addEventListener("click", event => { if (event.target === dialog) dialog.close(); });
  }
  $("#open-help").addEventListener("click", () => $("#help").showModal());
  for (const link of document.querySelectorAll(".skip")) {
    // The part of the address behind "#" is the state's.
    link.addEventListener("click", event => { event.preventDefault(); $("#" + link.dataset.to).focus(); });
  }
}

/** Everything that follows a change of the state. */
function follow(state, before) {
  const isOther = showsOther(state, before);
  const selects = JSON.stringify(state.selected) !== JSON.stringify(before.selected);
  if (isOther || (selects && [state.selected?.actor, ...(state.selected?.pair || [])].some(id => id !== undefined && !scene.isShown[actorsByID.get(id).index]))) {
    buildScene(state);
    sceneVersion += 1;
    showSummary(state);
    showActorList();
  } else if (selects) {
    for (const item of document.querySelectorAll("#actor-list button")) {
      if (item.dataset.actor === state.selected?.actor) item.setAttribute("aria-current", "true");
      else item.removeAttribute("aria-current");
    }
  }
  // The overview is about the whole graph, whatever the filters keep; its scores alone follow them.
  if (selects || (isOther && state.selected)) showDetails();
  if (selects) $("#details-content").scrollTop = 0;
  if (isOther && scoredPart(state) !== scoredPart(before)) followScores();
  if (isOther) showPaths();
  $("#undo").disabled = store.past.length === 0;
  $("#redo").disabled = store.future.length === 0;
  const looksElsewhere = ["focus", "top", "path"].some(key => JSON.stringify(state[key]) !== JSON.stringify(before[key]));
  if (looksElsewhere) {
    if (scene.shownPath) animateTo(fitting(boxAround(verticesOf(scene.shownPath).flatMap(vertex => {
      const { at, width, height } = actors[vertex];
      return [{ x: at.x - width, y: at.y - height }, { x: at.x + width, y: at.y + height }];
    })), 1.3), { isReader: false });
    else fit();
  } else if (selects && state.selected?.actor !== undefined) {
    reveal(actorsByID.get(state.selected.actor));
  }
  if (selects && state.selected) {
    if (matchMedia("(max-width: 760px)").matches) showView("details");
    announce(state.selected.actor !== undefined ? `${actorsByID.get(state.selected.actor).label}, details shown.` : `${$("#details-heading").textContent}, evidence shown.`);
  } else if (isOther) announce(`On the map: ${summaryText()}.`);
  redraw();
  clearTimeout(follow.timer);
  follow.timer = setTimeout(writeAddress, 120);
}

function start() {
  const { state, view } = stateFrom(location.hash.slice(1));
  store.state = state;
  readColours();
  buildScene(state);
  setUpMapView();
  setUpTabs();
  setUpFilters();
  setUpPathPanel();
  setUpActorList();
  setUpExport();
  setUpKeys();
  setUpDialogs();
  makeCombobox($("#search"), $("#search-results"), actor => {
    if (!scene.isAdmitted[actor.index]) change({ hidden: store.state.hidden.filter(id => id !== actor.id), actorKindsOff: store.state.actorKindsOff.filter(name => name !== actor.kind.name) });
    select(actor);
  }, { clears: true });
  $("#undo").addEventListener("click", undo);
  $("#redo").addEventListener("click", redo);
  $("#theme").addEventListener("click", () => setTheme(isDark() ? "light" : "dark"));
  $("#list-more").addEventListener("click", () => { listState.all = true; showActorList(); });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => setTheme(document.documentElement.dataset.theme || null));
  showSummary(state);
  showActorList();
  showDetails();
  showPaths();
  // The timeline counts what the scene holds, so the scene comes first.
  whenChanged(follow);
  setUpTimeline();
  setTheme(null);
  if (view) { setView(view); mapView.isMoved = true; } else fit({ isAnimated: false });
  addEventListener("hashchange", () => {
    if (location.hash.slice(1) === writtenAddress) return;
    const asked = stateFrom(location.hash.slice(1));
    store.past.push({ state: store.state, tag: null });
    replaceState(asked.state);
    if (asked.view) setView(asked.view);
  });
  if (state.path) openPanel("paths");
  followScores();
  setUpRehearsal();
  document.documentElement.dataset.ready = "true";
}

start();
