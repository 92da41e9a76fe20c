// The words behind a relation: each statement in its surroundings, and whole documents.

/** How much text stands on either side of a sentence, in letters. */
const surroundings = 260;

/** A statement as the reader checks it: the sentence in its document's text, who says so, when, how surely. */
function statementCard(statement, relation) {
  const document = documents[statement.document], part = partAt(document, statement);
  const quote = element("blockquote");
  if (part) {
    const [start, text] = part, from = statement.from - start, to = statement.to - start;
    quote.append(before(text, from), element("mark", { text: visible(text.slice(from, to)) }), after(text, to));
  } else if (sentenceOf(statement)) {
    quote.append(element("mark", { text: visible(sentenceOf(statement)) }));
  } else {
    quote.append(element("span", { class: "quiet", text: `Bytes ${statement.start} to ${statement.end} of the document; its words are not in this page.` }));
  }
  const speaker = statement.speaker === null ? element("span", { text: "the document itself" })
    : element("button", { type: "button", class: "link", text: actors[statement.speaker].label, click: () => select(actors[statement.speaker]) });
  const facts = element("dl", { class: "facts" },
    fact("Says so", speaker), fact("Document", document.name), document.source ? fact("Source", clean(document.source)) : null,
    fact("Date", statement.date ? spoken(statement.date) : document.date ? `${spoken(document.date)} (of the document)` : "unknown"),
    fact("Confidence", confidence(statement.confidence)),
    statement.status === relation.status ? null : fact("Status", statement.status));
  return element("article", { class: "statement", "data-document": document.id, "data-start": statement.start }, quote, facts,
    part ? element("button", { type: "button", class: "link read", text: "Read in the document", "aria-label": `Read in the document ${document.name}`, click: () => openDocument(document, statement) }) : null);
}

function fact(name, value) { return element("div", {}, element("dt", { text: name }), element("dd", {}, typeof value === "string" ? document.createTextNode(value) : value)); }

function confidence(value) {
  const bar = element("span", { class: "bar", "aria-hidden": "true" }, element("span"));
  bar.firstChild.style.setProperty("width", `${Math.round(value * 100)}%`);
  return element("span", { class: "measure" }, bar, element("span", { text: number(value) }));
}

/** Text of a document on the screen: line ends within a paragraph are spaces. */
const visible = text => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "\ufffd").replace(/\s+/g, " ");

function before(text, from) {
  let start = Math.max(0, from - surroundings);
  const paragraph = text.lastIndexOf("\n\n", Math.max(from - 1, 0));
  let isCut = start > 0;
  if (paragraph >= start) { start = paragraph + 2; isCut = false; }
  else if (isCut) start = Math.max(start, text.indexOf(" ", start) + 1 || start);
  return element("span", { class: "around", text: (isCut ? "… " : "") + visible(text.slice(Math.min(start, from), from)) });
}

function after(text, to) {
  let end = Math.min(text.length, to + surroundings);
  const paragraph = text.indexOf("\n\n", to);
  let isCut = end < text.length;
  if (paragraph >= 0 && paragraph <= end) { end = paragraph; isCut = false; }
  else if (isCut) end = Math.max(to, text.lastIndexOf(" ", end));
  return element("span", { class: "around", text: visible(text.slice(to, end)) + (isCut ? " …" : "") });
}

/** Shows a document with everything marked that it says, and the statement that brought the reader here. */
function openDocument(document, current) {
  const dialog = $("#document");
  $("#document-title").textContent = document.name;
  $("#document-facts").textContent = [document.source && clean(document.source), document.date && spoken(document.date), clean(document.path)].filter(Boolean).join(" · ");
  const statements = relations.flatMap(relation => relation.statements).filter(({ document: place, from }) => place === document.index && from !== null);
  const text = $("#document-text");
  text.replaceChildren(...document.parts.flatMap(([start, words], number) => {
    const header = start === 0 ? frontMatter(words) : 0;
    return [
      number > 0 || start > 0 ? element("p", { class: "gap", text: "[…]" }) : null,
      header ? element("details", { class: "left-out" }, element("summary", { text: "Header of the file" }), words.slice(0, header).trim()) : null,
      element("div", {}, ...marked(words.slice(header).replace(/\s+$/, ""), start + header, statements, current)),
    ];
  }).filter(Boolean));
  const last = document.parts[document.parts.length - 1];
  if (last && last[0] + last[1].length < document.length) text.append(element("p", { class: "gap", text: "[…]" }));
  dialog.showModal();
  $("mark.current", text)?.scrollIntoView({ block: "center" });
  text.focus();
}

/** How long the block of facts is with which a Markdown file may start; no statement stands in it. */
function frontMatter(text) { return /^---\r?\n[\s\S]*?\n---\r?\n\s*/.exec(text)?.[0].length || 0; }

/** A text cut at the ends of statements, with those that are said marked. */
function marked(words, start, statements, current) {
  const own = statements.filter(({ from, to }) => from >= start && to <= start + words.length);
  const cuts = [...new Set([0, words.length, ...own.flatMap(({ from, to }) => [from - start, to - start])])].sort((a, b) => a - b);
  const show = text => text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
  return cuts.slice(0, -1).map((from, number) => {
    const to = cuts[number + 1], text = show(words.slice(from, to));
    const isSaid = own.some(statement => statement.from - start <= from && to <= statement.to - start);
    if (!isSaid) return document.createTextNode(text);
    const isCurrent = current && current.from - start <= from && to <= current.to - start;
    return element("mark", { class: isCurrent ? "current" : null, text });
  });
}
