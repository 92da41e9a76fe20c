// The panel of filters: made once, kept in step with the state.

const filterBoxes = [];

/** A box to tick, bound to the state; `mark` is shown before the words. */
function filterBox(label, { isOn, flip, mark = null, count = null, name = null }) {
  const input = element("input", { type: "checkbox", change: flip, "data-filter": name });
  filterBoxes.push({ input, isOn });
  return element("label", { class: "choice" }, input, mark, element("span", { class: "words", text: label }),
    count === null ? null : element("span", { class: "count", text: count.toLocaleString("en") }));
}

const lineSample = (polarity, status) => {
  const line = { stroke: `var(--${polarity})`, "stroke-width": 2, fill: "none", "stroke-dasharray": dashes[status], "stroke-linecap": status === "denied" ? "round" : null };
  const sample = drawn("svg", { class: "sample", viewBox: "0 0 26 10", width: 26, height: 10, "aria-hidden": "true" });
  if (status === "disputed") sample.append(drawn("path", { ...line, "stroke-width": 1.4, d: "M1 3.4H25M1 6.6H25" }));
  else sample.append(drawn("path", { ...line, d: "M1 5H25" }));
  return sample;
};

const statusWords = {
  asserted: "Asserted", possible: "Possible", denied: "Denied", disputed: "Disputed: some assert, others deny",
};

const countBy = (list, key) => {
  const counts = new Map();
  for (const item of list) counts.set(key(item), (counts.get(key(item)) || 0) + 1);
  return counts;
};

function group(title, ...children) { return element("fieldset", {}, element("legend", { text: title }), ...children); }

function setUpFilters() {
  const byStatus = countBy(relations, relation => relation.status), byKind = countBy(relations, relation => relation.kind.name);
  const byPolarity = countBy(relations, relation => relation.kind.polarity), byActorKind = countBy(actors, actor => actor.kind.name);
  const flip = (key, item) => () => change({ [key]: toggled(store.state[key], item) });
  const statuses = statusNames.filter(name => byStatus.has(name)).map(name => filterBox(statusWords[name], {
    isOn: state => state.statuses.includes(name), flip: flip("statuses", name), mark: lineSample("neutral", name), count: byStatus.get(name), name: "status-" + name,
  }));
  const polarities = polarityNames.filter(name => byPolarity.has(name)).map(name => filterBox(name[0].toUpperCase() + name.slice(1), {
    isOn: state => state.polarities.includes(name), flip: flip("polarities", name), mark: lineSample(name, "asserted"), count: byPolarity.get(name), name: "polarity-" + name,
  }));
  $("#filters").replaceChildren(
    group("Status", ...statuses), group("Polarity", ...polarities), actorKindFilters(byActorKind, flip), relationKindFilters(byKind, flip),
    documentFilters(), group("On the map", topFilter(),
      filterBox("Actors without relations", { isOn: state => state.unconnected, flip: () => change({ unconnected: !store.state.unconnected }), name: "unconnected" }),
      filterBox("Labels on lines", { isOn: state => state.labels, flip: () => change({ labels: !store.state.labels }), name: "labels" })),
    element("div", { id: "hidden-actors" }),
    element("button", { type: "button", id: "reset", class: "plain", text: "Reset all filters", click: () => change({ ...freshState(), selected: store.state.selected, path: store.state.path }) }));
  whenChanged(syncFilters);
  syncFilters(store.state);
}

function actorKindFilters(counts, flip) {
  const families = [...new Set(actorKinds.map(kind => kind.family))];
  return group("Actors", ...families.map(family => {
    const kinds = actorKinds.filter(kind => kind.family === family), names = kinds.map(kind => kind.name);
    const boxes = kinds.map(kind => filterBox(clean(kind.label), {
      isOn: state => !state.actorKindsOff.includes(kind.name), flip: flip("actorKindsOff", kind.name), count: counts.get(kind.name) || 0,
      mark: element("span", { class: `swatch hue-${kind.hue}`, "aria-hidden": "true" }), name: "actor-" + kind.name,
    }));
    if (kinds.length === 1) return boxes[0];
    const whole = filterBox(familyLabels.get(family) || clean(family), {
      isOn: state => names.some(name => !state.actorKindsOff.includes(name)), name: "family-" + family,
      flip: event => change({ actorKindsOff: event.target.checked ? store.state.actorKindsOff.filter(name => !names.includes(name)) : [...new Set([...store.state.actorKindsOff, ...names])] }),
    });
    whole.classList.add("whole");
    return element("div", { class: "family" }, whole, element("div", { class: "members" }, ...boxes));
  }));
}

function relationKindFilters(counts, flip) {
  const boxes = polarityNames.flatMap(polarity => relationKinds.filter(kind => kind.polarity === polarity)
    .sort((a, b) => (counts.get(b.name) || 0) - (counts.get(a.name) || 0)).map(kind => {
      const box = filterBox(clean(kind.label), {
        isOn: state => !state.kindsOff.includes(kind.name), flip: flip("kindsOff", kind.name), mark: lineSample(kind.polarity, "asserted"),
        count: counts.get(kind.name) || 0, name: "kind-" + kind.name,
      });
      if (kind.means) box.setAttribute("title", clean(kind.means));
      return box;
    }));
  const names = relationKinds.map(kind => kind.name);
  return group("Relations", element("p", { class: "row" },
    element("button", { type: "button", class: "link", text: "All", "aria-label": "All kinds of relation", click: () => change({ kindsOff: [] }) }),
    element("button", { type: "button", class: "link", text: "None", "aria-label": "No kind of relation", click: () => change({ kindsOff: names }) })), ...boxes);
}

function documentFilters() {
  if (documents.length < 2) return null;
  const all = documents.map(entry => entry.id);
  const flipDocument = id => () => {
    const chosen = toggled(store.state.documents || all, id);
    change({ documents: chosen.length === all.length ? null : all.filter(other => chosen.includes(other)) });
  };
  const byDate = [...documents].sort((a, b) => (a.period?.first ?? Infinity) - (b.period?.first ?? Infinity) || a.index - b.index);
  const boxes = byDate.map(entry => filterBox(entry.name, {
    isOn: state => state.documents === null || state.documents.includes(entry.id), flip: flipDocument(entry.id), name: "document-" + entry.id,
    mark: entry.date ? element("span", { class: "date", text: entry.date }) : null,
  }));
  return group("Documents", element("p", { class: "row" },
    element("button", { type: "button", class: "link", text: "All", "aria-label": "All documents", click: () => change({ documents: null }) }),
    element("button", { type: "button", class: "link", text: "None", "aria-label": "No document", click: () => change({ documents: [] }) })),
  element("div", { class: "scroll" }, ...boxes));
}

function topFilter() {
  const sizes = [25, 50, 100, 150, 300, 600, 1000].filter(size => size < actors.length);
  if (defaultTop !== null && !sizes.includes(defaultTop)) sizes.push(defaultTop);
  const select = element("select", { id: "top", change: event => change({ top: event.target.value === "all" ? null : Number(event.target.value) }) },
    element("option", { value: "all", text: "all" }), ...sizes.map(size => element("option", { value: size, text: `the ${size} best connected` })));
  return element("label", { class: "field" }, element("span", { text: "Show" }), select);
}

function syncFilters(state) {
  for (const { input, isOn } of filterBoxes) input.checked = isOn(state);
  const select = $("#top"), value = state.top === null ? "all" : String(state.top);
  if (![...select.options].some(option => option.value === value)) select.append(element("option", { value, text: `the ${value} best connected` }));
  select.value = value;
  const place = $("#hidden-actors");
  place.replaceChildren(...(state.hidden.length ? [group("Hidden actors", ...state.hidden.map(id => element("p", { class: "row" },
    element("span", { class: "words", text: actorsByID.get(id).label }),
    element("button", { type: "button", class: "link", text: "Show", "aria-label": `Show ${actorsByID.get(id).label} again`, click: () => hide(actorsByID.get(id)) }))))] : []));
}
