// Scores follow the filters: those of the page as it opens come with it, all others are counted here, a while after the
// last change and in the pauses that the reader leaves.

const scoring = { key: null, counted: null, view: null, run: 0, timer: null };

/** What the scores are about: the relations that the filters keep, without hidden actors; not what part of it is on the map. */
const scoredPart = state => JSON.stringify([
  ...[state.statuses, state.polarities, state.kindsOff, state.actorKindsOff, state.hidden, state.documents || ["*"]].map(list => [...list].sort()), state.from, state.to,
]);

const firstPart = scoredPart(freshState());
const isFirstPart = () => scoredPart(store.state) === firstPart;
const areCounted = () => isFirstPart() || scoring.key === scoredPart(store.state) && scoring.counted !== null;

/** The score by what was counted last; null where it is undefined. */
function scoreOf(actor, measure) {
  const place = data.measures.indexOf(measure);
  if (place < 0) return null;
  if (isFirstPart() || scoring.counted === null) return actor.scores[place];
  const score = scoring.counted.get(measure)?.[actor.index];
  return score === undefined || Number.isNaN(score) ? null : score;
}

/** The actor's place by a measure, 1 for the most central; those with equal scores share it. */
function rankOf(actor, measure) {
  const own = scoreOf(actor, measure), room = 1e-9 * Math.abs(own ?? 0);
  if (own === null) return null;
  const isBetter = measure === "constraint" ? other => other < own - room : other => other > own + room;
  return 1 + actors.filter(other => { const score = scoreOf(other, measure); return score !== null && isBetter(score); }).length;
}

/** The relations behind the scores as arcs: as drawn, by hops. */
function scoredView() {
  const key = scoredPart(store.state);
  if (scoring.view?.key !== key) {
    const { isAdmitted } = scene;
    const kept = isFirstPart() ? relations.filter(relation => data.statuses.includes(relation.status))
      : scene.kept.filter(({ source, target }) => isAdmitted[source] && isAdmitted[target]);
    scoring.view = { key, ...makeView(kept) };
  }
  return scoring.view;
}

/** For what the scores hold, in the words of `entente centrality`. */
function scoredPartInWords() {
  const { state } = store;
  if (isFirstPart()) return data.projection;
  const parts = [(statusNames.filter(name => state.statuses.includes(name)).join(" or ") || "no") + " relations"];
  if (state.polarities.length < polarityNames.length) parts.push(polarityNames.filter(name => state.polarities.includes(name)).join(" or ") || "of no polarity");
  if (state.kindsOff.length) parts.push(`without ${plural(state.kindsOff.length, "kind", "kinds")} of relation`);
  if (state.from !== null) parts.push(`from ${state.from}`);
  if (state.to !== null) parts.push(`to ${state.to}`);
  if (state.documents !== null) parts.push(`in ${plural(state.documents.length, "document")}`);
  const missing = scene.isAdmitted.filter(flag => !flag).length;
  if (missing) parts.push(`without ${plural(missing, "hidden actor")}`);
  return [...parts, "directed, cost by hops"].join(", ");
}

/** Counts anew where a change concerns the scores. */
function followScores() {
  clearTimeout(scoring.timer);
  scoring.run += 1;
  showScores();
  if (areCounted() || !data.measures.length) return;
  scoring.timer = setTimeout(countScores, 250);
}

function countScores() {
  const key = scoredPart(store.state), run = scoring.run += 1;
  const work = countedScores(scoredView(), scene.isAdmitted, data.measures);
  const proceed = () => {
    if (run !== scoring.run) return;
    const end = performance.now() + 10;
    for (;;) {
      const { done, value } = work.next();
      if (done) {
        Object.assign(scoring, { key, counted: value });
        showScores();
        if (listState.sort !== "name") showActorList();
        return;
      }
      if (performance.now() > end) break;
    }
    whenIdle(proceed);
  };
  proceed();
}

/** Shows the scores where they stand, without touching what is around them or the focus in them. */
function showScores() {
  const { selected } = store.state;
  const focused = document.activeElement, mark = focused?.id === "central-measure" ? "#central-measure" : focused?.dataset?.why ? `[data-why="${focused.dataset.why}"]` : null;
  const place = $("#scores") || $("#central");
  if (!place) return;
  // What is to be counted anew stands until it is.
  if (!areCounted()) {
    $("[data-scores]", place)?.replaceWith(scoresRemark());
    return;
  }
  place.replaceChildren(...(selected?.actor !== undefined ? scoreTable(actorsByID.get(selected.actor)) : centralActors()).filter(Boolean));
  if (mark !== null && !document.activeElement?.closest("#details-content")) $(mark, place)?.focus();
}

/** How many actors have a place among each other. */
const scoredCount = () => isFirstPart() ? actors.length : scene.isAdmitted.filter(Boolean).length;

/** The line below scores. */
const scoresRemark = () => element("p", { class: "quiet small", "data-scores": areCounted() ? "counted" : "waiting" },
  areCounted() ? `For ${scoredPartInWords()}.` : `Being counted for ${scoredPartInWords()} …`);
