// Browsers translate what runs often, and only then: the first change of a large graph would pay for it, and wait several
// times as long as all others. So changes are gone through beforehand, out of sight and while nothing else is to be done.

/** Below so many relations even the first change is quick. */
const fewestRehearsed = 1500;

/** States that between them use all that a change of the filters uses. */
function rehearsedStates() {
  const state = { ...store.state, top: null, focus: null, selected: null };
  const half = isoDay(Math.round((timeline.first + timeline.last) / 2));
  return [
    { ...state, statuses: [...statusNames] }, { ...state, polarities: polarityNames.filter(name => name !== "hostile") },
    { ...state, to: half }, { ...state, documents: documents.slice(1).map(({ id }) => id) },
    { ...state, actorKindsOff: actorKinds.slice(0, 1).map(({ name }) => name) },
  ];
}

/** Builds and draws what a state shows, on a canvas that nobody sees, and puts the scene back as it was. */
function rehearse(state, canvas) {
  buildScene(state);
  const { width, height } = stageSize(), box = sceneBox();
  for (const view of [fitting(box), { ...fitting(box), scale: 0.5 }]) {
    paintCanvas(canvas.getContext("2d"), view, emphasis(state, null), wholeArea, width, height, 1);
  }
  const hasTimeline = !$("#timeline").hidden;
  if (hasTimeline) timelineCounts(state);
  buildScene(store.state);
  if (hasTimeline) timelineCounts(store.state);
}

/** One state at a time, so that a reader who is quick waits for one at most. */
function setUpRehearsal() {
  if (relations.length < fewestRehearsed) return;
  const canvas = element("canvas", { width: 8, height: 8 });
  const states = [0, 1, 2].flatMap(rehearsedStates);
  const next = () => {
    const state = states.shift();
    if (state === undefined) return;
    // Never while the map moves; and a path would have to be found again each time.
    if (mapView.isMoving) states.unshift(state);
    else if (store.state.path) return;
    else rehearse(state, canvas);
    whenIdle(next);
  };
  whenIdle(next);
}
