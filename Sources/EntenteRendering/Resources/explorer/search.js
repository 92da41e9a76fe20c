// Search as you type over names, aliases and ids: a text field with a list of what it finds.

/**
 * Actors that fit a text, the best first: those whose name starts with it, then those of whom a word does, then the rest;
 * names go before aliases, and of equals the better connected comes first.
 */
function findActors(text, limit = 12) {
  const wanted = folded(text);
  if (!wanted) return [];
  const found = [];
  for (const actor of actors) {
    let best = Infinity, fitting = 0;
    actor.folded.forEach((name, place) => {
      const at = name.indexOf(wanted);
      if (at < 0) return;
      const score = (name === wanted ? 0 : at === 0 ? 1 : name[at - 1] === " " ? 2 : 4) + (place === 0 ? 0 : 0.5);
      if (score < best) { best = score; fitting = place; }
    });
    if (best < Infinity) found.push({ actor, score: best, alias: fitting > 0 && fitting <= actor.aliases.length ? actor.aliases[fitting - 1] : null });
  }
  return found.sort((a, b) => a.score - b.score || a.actor.rank - b.actor.rank).slice(0, limit);
}

/** A mark in the shape of a family's colour. */
function swatch(actor) { return element("span", { class: `swatch hue-${actor.kind.hue}`, "aria-hidden": "true" }); }

/**
 * Makes a text field a search for actors (the ARIA combobox pattern).
 *
 * @param choose called with the actor that the reader takes
 */
function makeCombobox(input, list, choose, { clears = false } = {}) {
  let results = [], active = -1;
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    active = -1;
  };
  const mark = place => {
    active = place;
    [...list.children].forEach((item, number) => item.setAttribute("aria-selected", number === place ? "true" : "false"));
    if (place >= 0) {
      input.setAttribute("aria-activedescendant", list.children[place].id);
      list.children[place].scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const take = place => {
    const { actor } = results[place];
    input.value = clears ? "" : actor.label;
    close();
    choose(actor);
  };
  const update = () => {
    results = findActors(input.value);
    if (!folded(input.value)) { close(); return; }
    list.replaceChildren(...results.map(({ actor, alias }, number) => element("li", {
      id: `${list.id}-${number}`, role: "option", "aria-selected": "false", "data-actor": actor.id,
      pointerdown: event => { event.preventDefault(); take(number); },
    }, swatch(actor), element("span", { class: "name", text: actor.label }),
    element("span", { class: "hint", text: alias ? `also ${clean(alias)}` : clean(actor.kind.label) }))));
    if (!results.length) list.replaceChildren(element("li", { class: "nothing", role: "option", "aria-selected": "false", "aria-disabled": "true", id: `${list.id}-none`, text: "No actor of this name" }));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    mark(results.length ? 0 : -1);
    announce(results.length ? `${plural(results.length, "actor")} found, ${results[0].actor.label} first.` : "No actor of this name.");
  };
  input.addEventListener("input", update);
  input.addEventListener("focus", () => { if (input.value && clears) update(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", event => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) update();
      if (results.length) mark((active + (event.key === "ArrowDown" ? 1 : results.length - 1)) % results.length);
    } else if (event.key === "Enter" && !list.hidden && active >= 0) take(active);
    else if (event.key === "Escape" && (!list.hidden || input.value)) { input.value = ""; close(); event.stopPropagation(); }
    else return;
    event.preventDefault();
  });
}
