// When: a histogram of dated statements with two handles, and a button that lets time pass.

const timeline = { first: 0, last: 0, bins: [], timer: null, unit: "day" };

/** The days that statements speak of; relations without statements have their own dates. */
function datedPeriods(list) {
  return list.flatMap(relation => relation.statements.length
    ? relation.statements.map(statement => statement.period) : [relation.first, relation.last]).filter(Boolean);
}

function setUpTimeline() {
  const periods = datedPeriods(relations);
  const firsts = periods.map(({ first }) => first).sort((a, b) => a - b), lasts = periods.map(({ last }) => last).sort((a, b) => a - b);
  [timeline.first, timeline.last] = [firsts[0] ?? 0, lasts[lasts.length - 1] ?? 0];
  // A few dates far off would press all others into one bar: they stand in the outermost bars instead.
  const low = firsts[Math.floor(firsts.length * 0.1)], high = lasts[Math.floor(lasts.length * 0.9)], usual = high - low + 60;
  if (low - timeline.first > 4 * usual) timeline.first = firsts.find(day => day >= low - usual);
  if (timeline.last - high > 4 * usual) timeline.last = lasts.findLast(day => day <= high + usual);
  timeline.hasEarlier = firsts[0] < timeline.first;
  timeline.hasLater = lasts[lasts.length - 1] > timeline.last;
  if (!(timeline.last > timeline.first)) {
    $("#timeline").hidden = true;
    return;
  }
  const span = timeline.last - timeline.first + 1;
  timeline.unit = span <= 62 ? "day" : span <= 430 ? "week" : span <= 366 * 12 ? "month" : "year";
  timeline.starts = binStarts();
  for (const [id, patch] of [["from", day => ({ from: day <= timeline.first ? null : isoDay(day) })], ["to", day => ({ to: day >= timeline.last ? null : isoDay(day) })]]) {
    const input = $("#time-" + id);
    input.min = timeline.first;
    input.max = timeline.last;
    input.step = 1;
    input.addEventListener("input", () => {
      stopTime();
      let day = Number(input.value);
      const other = id === "from" ? period(store.state.to)?.last ?? timeline.last : period(store.state.from)?.first ?? timeline.first;
      day = id === "from" ? Math.min(day, other) : Math.max(day, other);
      change(patch(day), "time");
    });
  }
  setUpBrush();
  $("#play").addEventListener("click", () => timeline.timer === null ? startTime() : stopTime());
  $("#all-time").addEventListener("click", () => { stopTime(); change({ from: null, to: null }); });
  whenChanged((state, before) => { if (showsOther(state, before)) drawTimeline(state); });
  drawTimeline(store.state);
}

/** The first days of the bars. */
function binStarts() {
  const starts = [], date = new Date(timeline.first * 86400000);
  if (timeline.unit === "month") date.setUTCDate(1);
  if (timeline.unit === "year") date.setUTCMonth(0, 1);
  for (let day = Math.round(date.getTime() / 86400000); day <= timeline.last && starts.length < 400;) {
    starts.push(day);
    if (timeline.unit === "month") date.setUTCMonth(date.getUTCMonth() + 1);
    else if (timeline.unit === "year") date.setUTCFullYear(date.getUTCFullYear() + 1);
    else date.setUTCDate(date.getUTCDate() + (timeline.unit === "week" ? 7 : 1));
    day = Math.round(date.getTime() / 86400000);
  }
  return starts;
}

const shareOf = day => (day - timeline.first) / (timeline.last + 1 - timeline.first);

function drawTimeline(state) {
  const counts = timelineCounts(state);
  const from = period(state.from)?.first ?? timeline.first, to = period(state.to)?.last ?? timeline.last;
  const most = Math.max(...counts, 1), bars = [];
  timeline.starts.forEach((start, bin) => {
    if (counts[bin] === 0) return;
    const end = timeline.starts[bin + 1] ?? timeline.last + 1;
    const left = Math.max(shareOf(start), 0) * 1000, width = Math.max((shareOf(end) - Math.max(shareOf(start), 0)) * 1000 - 1.2, 1.5);
    const height = Math.max(Math.sqrt(counts[bin] / most) * 30, 2);
    bars.push(drawn("rect", { x: fixed(left), y: fixed(32 - height), width: fixed(width), height: fixed(height), class: end > from && start <= to ? "in" : "out" }));
  });
  $("#bars").replaceChildren(...bars);
  $("#brush").style.setProperty("left", `${shareOf(from) * 100}%`);
  $("#brush").style.setProperty("width", `${Math.max((shareOf(to + 1) - shareOf(from)) * 100, 0.4)}%`);
  const words = { from: spoken(isoDay(from)), to: spoken(isoDay(to)) };
  for (const [id, day] of [["from", from], ["to", to]]) {
    const input = $("#time-" + id);
    input.value = day;
    input.setAttribute("aria-valuetext", words[id]);
  }
  $("#dates").textContent = (state.from === null && state.to === null ? "All dates: " : "")
    + (state.from === null && timeline.hasEarlier ? "earlier, " : "") + `${words.from} to ${words.to}` + (state.to === null && timeline.hasLater ? ", later" : "");
  $("#all-time").hidden = state.from === null && state.to === null;
}

/** How much is said in each bar, whatever stretch of time is chosen: moving that leaves the counts as they are. */
function timelineCounts(state) {
  const key = JSON.stringify([state.statuses, state.polarities, state.kindsOff, state.documents]);
  if (timeline.counted === key) return timeline.counts;
  const counts = new Float64Array(timeline.starts.length);
  const count = when => {
    if (!when) return;
    // A statement about a year or a month stands for each of its bars, by shares.
    const start = when.start ??= binAt(when.first), end = when.end ??= Math.max(binAt(when.last), start);
    for (let bin = start; bin <= end; bin += 1) counts[bin] += 1 / (end - start + 1);
  };
  const isWhole = state === store.state && state.from === null && state.to === null;
  for (const { statements, first, last } of isWhole ? scene.kept : project({ ...state, from: null, to: null })) {
    for (const statement of statements) count(statement.period);
    if (statements.length === 0) { count(first); count(last); }
  }
  timeline.counted = key;
  timeline.counts = counts;
  return counts;
}

function binAt(day) {
  let low = 0, high = timeline.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (timeline.starts[middle] <= day) low = middle; else high = middle - 1;
  }
  return low;
}

/** Dragging over the bars chooses a stretch of time; dragging the stretch moves it. */
function setUpBrush() {
  const track = $("#track");
  let drag = null;
  const dayAt = event => {
    const box = track.getBoundingClientRect();
    return Math.round(timeline.first + clamp((event.clientX - box.left) / box.width, 0, 1) * (timeline.last - timeline.first));
  };
  const choose = (a, b) => {
    const from = clamp(Math.min(a, b), timeline.first, timeline.last), to = clamp(Math.max(a, b), timeline.first, timeline.last);
    change({ from: from <= timeline.first ? null : isoDay(from), to: to >= timeline.last ? null : isoDay(to) }, "time");
  };
  track.addEventListener("pointerdown", event => {
    stopTime();
    track.setPointerCapture(event.pointerId);
    const { from, to } = store.state;
    const isInside = (from !== null || to !== null) && event.target.id === "brush";
    drag = { day: dayAt(event), from: period(from)?.first ?? timeline.first, to: period(to)?.last ?? timeline.last, isInside };
  });
  track.addEventListener("pointermove", event => {
    if (!drag) return;
    const day = dayAt(event);
    if (Math.abs(day - drag.day) < 1) return;
    if (!drag.isInside) { choose(drag.day, day); return; }
    const shift = clamp(day - drag.day, timeline.first - drag.from, timeline.last - drag.to);
    choose(drag.from + shift, drag.to + shift);
  });
  for (const name of ["pointerup", "pointercancel"]) track.addEventListener(name, () => { drag = null; });
}

/** Lets the end of the stretch move on; a stretch in the middle moves as a whole. */
function startTime() {
  const state = store.state, length = timeline.last - timeline.first;
  const from = period(state.from)?.first ?? timeline.first, to = period(state.to)?.last ?? timeline.last;
  const window = state.from !== null ? to - from : null;
  let end = to >= timeline.last ? (window === null ? timeline.first : timeline.first + window) : to;
  const step = Math.max(1, Math.round(length / 60));
  $("#play").setAttribute("aria-pressed", "true");
  const tick = () => {
    const start = window === null ? null : Math.max(end - window, timeline.first);
    change({ from: start === null || start <= timeline.first ? null : isoDay(start), to: end >= timeline.last ? null : isoDay(end) }, "play");
    if (end >= timeline.last) { stopTime(); return; }
    end = Math.min(end + step, timeline.last);
  };
  timeline.timer = setInterval(tick, 220);
  tick();
}

function stopTime() {
  clearInterval(timeline.timer);
  timeline.timer = null;
  $("#play").setAttribute("aria-pressed", "false");
}
