// The actors on the map as a list: for readers who use no pointer, and for all who look for a name.

const listState = { all: false, sort: "name" };
const mostRows = 150;

function setUpActorList() {
  const sort = $("#list-sort");
  sort.append(element("option", { value: "name", text: "name" }), ...data.measures.map(measure => element("option", { value: measure, text: measureLabels[measure] || measure })));
  sort.addEventListener("change", () => { listState.sort = sort.value; showActorList(); });
}

function showActorList() {
  if ($("#panel-actors").hidden) return;
  const { sort } = listState, list = [...scene.actors];
  if (sort !== "name") {
    const sign = sort === "constraint" ? 1 : -1, worth = actor => scoreOf(actor, sort) ?? (sign > 0 ? Infinity : -Infinity);
    list.sort((a, b) => sign * (worth(a) - worth(b)) || a.index - b.index);
  } else {
    list.sort((a, b) => a.folded[0] < b.folded[0] ? -1 : a.folded[0] > b.folded[0] ? 1 : a.index - b.index);
  }
  const shown = listState.all ? list : list.slice(0, mostRows), selected = store.state.selected?.actor;
  $("#actor-list").replaceChildren(...shown.map(actor => element("li", {},
    element("button", { type: "button", "data-actor": actor.id, "aria-current": actor.id === selected ? "true" : null, click: () => select(actor) },
      swatch(actor), element("span", { class: "name", text: actor.label }),
      element("span", { class: "hint", text: sort === "name" ? clean(actor.kind.label) : number(scoreOf(actor, sort)) })))));
  $("#list-count").textContent = `${list.length.toLocaleString("en")} on the map`;
  const more = $("#list-more");
  more.hidden = shown.length === list.length;
  more.textContent = `Show all ${list.length.toLocaleString("en")}`;
}
