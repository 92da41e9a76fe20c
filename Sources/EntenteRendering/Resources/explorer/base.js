// What every other file uses: elements, text, numbers.

/** The first element that a selector finds. */
const $ = (selector, root = document) => root.querySelector(selector);

const svgNamespace = "http://www.w3.org/2000/svg";

/** Makes an element. Text is set as text and attributes as attributes, so that no name can become markup. */
function element(name, attributes = {}, ...children) {
  return furnish(document.createElement(name), attributes, children);
}

/** Makes an element of a drawing. */
function drawn(name, attributes = {}, ...children) {
  return furnish(document.createElementNS(svgNamespace, name), attributes, children);
}

function furnish(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "text") node.textContent = value;
    else if (typeof value === "function") node.addEventListener(key, value);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  for (const child of children.flat()) if (child !== null && child !== undefined) node.append(child);
  return node;
}

/** A name on the screen: control characters and direction overrides show as the replacement character. */
function clean(text) {
  return String(text).replace(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u200e\u200f]/g, "\ufffd").replace(/\n/g, " ");
}

const unaccented = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ħ": "h" };

/** Lower case without accents and punctuation, words a space apart: what a search compares. */
function folded(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[ßæœøłđðþıħ]/g, letter => unaccented[letter])
    .replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

const plural = (count, one, many = one + "s") => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;

/** A score or a cost with as many digits as tell it from its neighbours. */
function number(value) {
  if (value === null || !Number.isFinite(value)) return "–";
  if (Number.isInteger(value)) return value.toLocaleString("en");
  const size = Math.abs(value);
  return String(Number(value.toFixed(size >= 100 ? 1 : size >= 1 ? 2 : size >= 0.001 ? 4 : 7)));
}

/** The start of a text, cut after a word. */
function shortened(text, most) {
  if (text.length <= most) return text;
  const end = text.lastIndexOf(" ", most);
  return text.slice(0, end > most / 2 ? end : most) + " …";
}

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

const prefersStillness = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Says something to screen readers, and to them alone. */
function announce(text) { $("#announcer").textContent = text; }

/** Says something to everybody, for a moment. */
function notify(text) {
  const note = $("#note");
  note.textContent = text;
  note.classList.add("shown");
  clearTimeout(notify.timer);
  notify.timer = setTimeout(() => note.classList.remove("shown"), 2600);
}

/** Runs when the reader leaves the page a moment. */
const whenIdle = work => "requestIdleCallback" in globalThis ? requestIdleCallback(work, { timeout: 400 }) : setTimeout(work, 60);

/** Runs at most once a frame. */
function everyFrame(work) {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; work(); });
  };
}

// Days are counted from 1 January 1970; dates are as precise as their source gave them: a year, a month or a day.

function dayNumber(year, month, day) {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return Math.round(date.getTime() / 86400000);
}

/** The first and the last day of a period such as 2021, 2021-08 or 2021-08-07; null for no date. */
function period(text) {
  const parts = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(text || "");
  if (!parts) return null;
  const [year, month, day] = [Number(parts[1]), parts[2] && Number(parts[2]) - 1, parts[3] && Number(parts[3])];
  if (day !== undefined) { const only = dayNumber(year, month, day); return { first: only, last: only }; }
  if (month !== undefined) return { first: dayNumber(year, month, 1), last: dayNumber(year, month + 1, 0) };
  return { first: dayNumber(year, 0, 1), last: dayNumber(year, 11, 31) };
}

const isoDay = day => new Date(day * 86400000).toISOString().slice(0, 10);

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

/** A date for people: "7 August 2021". */
function spoken(date) {
  const [year, month, day] = (date || "").split("-");
  if (!month) return year;
  return `${day ? Number(day) + " " : ""}${months[Number(month) - 1]} ${year}`;
}
