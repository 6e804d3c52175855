"use strict";
// The page of `speclatch status`: everything is drawn from the JSON in the page, with text nodes alone.
const data = JSON.parse(document.getElementById("data").textContent);
const main = document.getElementById("main");
const BATCH = 100;
const PHASES = ["draft", "implementing", "done", "retired"];
const specs = data.specs, documents = data.documents;
const specByKey = new Map(specs.map((spec) => [keyOf(spec), spec]));
const documentByKey = new Map(documents.map((one) => [keyOf(one), one]));

function keyOf(one) { return one.repository ? one.repository + ":" + one.path : one.path; }

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") for (const [event, run] of Object.entries(value)) made.addEventListener(event, run);
    else made.setAttribute(key, value === true ? "" : value);
  }
  for (const child of children.flat(9)) if (child !== null && child !== undefined && child !== "") made.append(child);
  return made;
}

function drawn(name, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
  for (const child of children.flat(9)) if (child) made.append(child);
  return made;
}

/** Text of a message: what stands in backticks becomes code. */
function worded(text) {
  return text.split(/(`+)(.+?)\1(?!`)/s).map((part, index) => (index % 3 === 0 ? part : index % 3 === 2 ? element("code", {}, part.trim()) : ""));
}

// ---- the address of a view: #specs?phase=draft&sort=findings

function address(view, values) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(values || {})) if (value) query.set(key, value);
  const text = query.toString();
  return "#" + view + (text ? "?" + text : "");
}

function current() {
  const [view, query] = (location.hash.slice(1) || "specs").split(/\?(.*)/s);
  return { view, values: Object.fromEntries(new URLSearchParams(query || "")) };
}

const specLink = (spec, text) => element("a", { href: address("spec", { key: keyOf(spec) }) }, text);
const documentLink = (one, text) => element("a", { href: address("document", { key: keyOf(one) }) }, text);

function sourceLink(repository, path, line, text) {
  const place = data.repositories.find((one) => one.name === (repository || one.name));
  if (!place || !place.url || !place.commit) return element("code", {}, text);
  const encoded = path.split("/").map(encodeURIComponent).join("/");
  const url = place.url + "/blob/" + place.commit + "/" + encoded + (line ? "?plain=1#L" + line : "");
  return element("a", { href: url, rel: "noreferrer" }, element("code", {}, text));
}

// ---- what a spec is

const isFailing = (spec) => spec.findings.errors > 0;
const openWork = (spec) => ["references", "migrations", "governance", "tasks"].reduce((sum, name) => sum + spec.counts[name].total - spec.counts[name].done, spec.counts.empty_tables);
const STATES = {
  ready: ["ready", (spec) => spec.ready],
  open: ["with open points", (spec) => spec.phase !== "retired" && openWork(spec) > 0],
  failing: ["with errors", isFailing],
  stale: ["stale", (spec) => spec.stale],
  suspect: ["suspect", (spec) => spec.suspect.length > 0],
};
const opensWithId = (one) => Boolean(one.id) && one.title.toLowerCase().startsWith(one.id.toLowerCase()) && !/\w/.test(one.title.charAt(one.id.length));
const nameOf = (one) => (opensWithId(one) ? one.title : [one.id, one.title].filter(Boolean).join(" · ")) || one.path;

// ---- tables that draw a batch of rows at a time

function listing(columns, rows, view, values, label) {
  const column = columns.find((one) => one.key === values.sort);
  if (column) {
    const sign = values.dir === "desc" ? -1 : 1;
    rows = rows.map((row) => [column.value(row), row])
      .sort(([a], [b]) => sign * (a < b ? -1 : a > b ? 1 : 0)).map(([, row]) => row);
  }
  const head = element("tr", { role: "row" }, columns.map((one) => {
    const active = column === one;
    const dir = active && values.dir !== "desc" ? "desc" : "";
    return element("th", { scope: "col", role: "columnheader", "aria-sort": active ? (values.dir === "desc" ? "descending" : "ascending") : "none" },
      element("button", { type: "button", on: { click: () => { location.hash = address(view, { ...values, sort: one.key, dir }); } } },
        one.label + (active ? (values.dir === "desc" ? " ↓" : " ↑") : "")));
  }));
  const body = element("tbody", { role: "rowgroup" });
  let drawnRows = 0;
  const more = element("button", { type: "button", class: "more", on: { click: () => draw(BATCH) } });
  function draw(count) {
    const part = document.createDocumentFragment();
    for (const row of rows.slice(drawnRows, drawnRows + count)) {
      part.append(element("tr", { role: "row" }, columns.map((one) => {
        const shown = one.show(row);
        const empty = shown === "" || shown === null;
        return element("td", { role: "cell", "data-label": one.first ? null : one.label, class: [one.number ? "num" : one.words ? "words" : "", empty ? "empty" : ""].join(" ").trim() || null }, shown);
      })));
    }
    body.append(part);
    drawnRows = Math.min(rows.length, drawnRows + count);
    more.hidden = drawnRows >= rows.length;
    more.textContent = "Show more (" + (rows.length - drawnRows) + " left)";
  }
  draw(BATCH);
  drawAll = () => draw(rows.length);
  if (window.IntersectionObserver) {
    new IntersectionObserver((seen) => { if (seen.some((one) => one.isIntersecting) && !more.hidden) draw(BATCH); }, { rootMargin: "600px" }).observe(more);
  }
  const table = element("table", { class: "wide", role: "table", "aria-label": label }, element("thead", { role: "rowgroup" }, head), body);
  return [element("p", { class: "count", "aria-live": "polite" }, rows.length + " of " + label), table, more];
}
let drawAll = () => {};
window.addEventListener("beforeprint", () => {
  drawAll();
  for (const folded of main.querySelectorAll("details")) folded.open = true;
});

/** A table of a few rows, as cards on a narrow screen; columns in which nothing stands are left out. */
function rowsOf(labels, rows) {
  const kept = labels.map((_, index) => index).filter((index) => !index || rows.some((row) => row[index] !== ""));
  return element("table", { class: "plain", role: "table" },
    element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, kept.map((index) => element("th", { scope: "col", role: "columnheader" }, labels[index])))),
    element("tbody", { role: "rowgroup" }, rows.map((row) => element("tr", { role: "row" }, kept.map((index) =>
      element("td", { role: "cell", "data-label": index ? labels[index] : null, class: row[index] === "" ? "empty" : null }, row[index] === "" ? "" : element("div", {}, row[index])))))));
}

function tally(count) {
  if (!count.total) return "";
  return element("span", { class: count.done < count.total ? "warn" : "good" }, count.done + "/" + count.total);
}
const share = (count) => (count.total ? count.done / count.total : 2);

function findings(found) {
  if (!found.errors && !found.warnings && !found.notes) return "";
  return element("span", {},
    found.errors ? element("span", { class: "bad count-of" }, found.errors + (found.errors === 1 ? " error" : " errors")) : null,
    found.errors && (found.warnings || found.notes) ? ", " : null,
    found.warnings ? element("span", { class: "warn count-of" }, found.warnings + (found.warnings === 1 ? " warning" : " warnings")) : null,
    found.warnings && found.notes ? ", " : null,
    found.notes ? element("span", { class: "faint count-of" }, found.notes + (found.notes === 1 ? " note" : " notes")) : null);
}

function marks(spec) {
  return [
    spec.ready ? element("span", { class: "mark good" }, "ready") : null, " ",
    spec.stale ? element("span", { class: "mark warn" }, "stale") : null, " ",
    spec.suspect.length ? element("span", { class: "mark warn" }, "suspect") : null,
  ];
}

const SPEC_COLUMNS = [
  { key: "spec", label: "Spec", first: true, value: (spec) => nameOf(spec).toLowerCase(),
    show: (spec) => [element("div", { class: "title" }, specLink(spec, nameOf(spec)), " ", marks(spec)), element("div", { class: "path" }, keyOf(spec))] },
  { key: "phase", label: "Phase", value: (spec) => PHASES.indexOf(spec.phase), show: (spec) => spec.phase },
  { key: "owner", label: "Owner", words: true, value: (spec) => spec.owner.toLowerCase() || "\uffff", show: (spec) => spec.owner },
  { key: "references", label: "References", number: true, value: (spec) => share(spec.counts.references), show: (spec) => tally(spec.counts.references) },
  { key: "migrations", label: "Migrations", number: true, value: (spec) => share(spec.counts.migrations), show: (spec) => tally(spec.counts.migrations) },
  { key: "governance", label: "Governance", number: true, value: (spec) => share(spec.counts.governance), show: (spec) => tally(spec.counts.governance) },
  { key: "tasks", label: "Tasks", number: true, value: (spec) => share(spec.counts.tasks), show: (spec) => tally(spec.counts.tasks) },
  { key: "tables", label: "Empty tables", number: true, value: (spec) => -spec.counts.empty_tables, show: (spec) => (spec.counts.empty_tables ? element("span", { class: "warn" }, spec.counts.empty_tables) : "") },
  { key: "findings", label: "Findings", value: (spec) => -(spec.findings.errors * 1e8 + spec.findings.warnings * 1e4 + spec.findings.notes), show: (spec) => findings(spec.findings) },
  { key: "changed", label: "Changed", number: true, value: (spec) => spec.changed || "", show: (spec) => spec.changed || "" },
  { key: "upstream", label: "PRD changed", number: true, value: (spec) => spec.upstream_changed || "", show: (spec) => spec.upstream_changed || "" },
];

function choice(label, name, options, values, view) {
  return element("label", {}, label, element("select", { name, on: { change: (event) => { location.hash = address(view, { ...values, [name]: event.target.value }); } } },
    options.map(([value, text]) => element("option", { value, selected: (values[name] || "") === value }, text))));
}

function searchField(values, view) {
  let waiting = 0;
  return element("label", { class: "search" }, "Search id, title, path or owner", element("input", {
    type: "search", name: "q", value: values.q || "", on: { input: (event) => {
      clearTimeout(waiting);
      const q = event.target.value;
      waiting = setTimeout(() => { history.replaceState(null, "", address(view, { ...current().values, q })); show("q"); }, 120);
    } } }));
}

const matches = (one, q) => !q || [one.id, one.title, one.path, one.owner, one.repository, one.status].some((text) => text && text.toLowerCase().includes(q));

function specsView(values) {
  const q = (values.q || "").toLowerCase();
  const state = STATES[values.state];
  const rows = specs.filter((spec) => (!values.phase || spec.phase === values.phase) && (!values.profile || spec.profile === values.profile)
    && (!values.owner || spec.owner === values.owner) && (!values.repository || spec.repository === values.repository) && (!state || state[1](spec)) && matches(spec, q));
  const several = (name) => [...new Set(specs.map((spec) => spec[name]).filter(Boolean))].sort();
  const columns = SPEC_COLUMNS.filter((one) => one.first || rows.some((spec) => one.show(spec) !== ""));
  return [
    element("h2", {}, "Specs"), besides(),
    element("div", { class: "filters", role: "search" }, searchField(values, "specs"),
      choice("Phase", "phase", [["", "all"], ...PHASES.map((one) => [one, one])], values, "specs"),
      choice("State", "state", [["", "all"], ...Object.entries(STATES).map(([key, [text]]) => [key, text])], values, "specs"),
      several("profile").length > 1 ? choice("Profile", "profile", [["", "all"], ...several("profile").map((one) => [one, one])], values, "specs") : null,
      several("owner").length > 1 ? choice("Owner", "owner", [["", "all"], ...several("owner").map((one) => [one, one])], values, "specs") : null,
      several("repository").length > 1 ? choice("Repository", "repository", [["", "all"], ...several("repository").map((one) => [one, one])], values, "specs") : null),
    listing(columns, rows, "specs", values, specs.length + " specs"),
  ];
}

// ---- what specs are built on

const isWithoutSpec = (one) => !one.specs.length && !one.retired;
const missing = (one) => (one.retired ? 0 : one.requirements.filter((requirement) => requirement.state === "uncovered").length);
const covered = (one) => one.requirements.filter((requirement) => requirement.state === "covered").length;
const DOCUMENT_COLUMNS = [
  { key: "document", label: "Document", first: true, value: (one) => nameOf(one).toLowerCase(),
    show: (one) => [element("div", { class: "title" }, documentLink(one, nameOf(one)), " ", isWithoutSpec(one) ? element("span", { class: "mark warn" }, "no spec") : null), element("div", { class: "path" }, keyOf(one))] },
  { key: "kind", label: "Kind", value: (one) => one.kind, show: (one) => one.kind },
  { key: "status", label: "Status", words: true, value: (one) => one.status.toLowerCase(), show: (one) => one.status },
  { key: "specs", label: "Specs", number: true, value: (one) => one.specs.length, show: (one) => String(one.specs.length) },
  { key: "requirements", label: "Requirements covered", number: true, value: (one) => (one.requirements.length ? covered(one) / one.requirements.length : 2),
    show: (one) => (one.requirements.length ? tally({ done: covered(one), total: one.requirements.length }) : "") },
  { key: "changed", label: "Changed", number: true, value: (one) => one.changed || "", show: (one) => one.changed || "" },
];

function documentsView(values) {
  const q = (values.q || "").toLowerCase();
  const rows = documents.filter((one) => (!values.kind || one.kind === values.kind) && matches(one, q)
    && (values.state !== "unreferenced" || isWithoutSpec(one)) && (values.state !== "missing" || missing(one) > 0) && (values.state !== "uncovered" || covered(one) < one.requirements.length));
  const kinds = [...new Set(documents.map((one) => one.kind))].sort();
  const columns = DOCUMENT_COLUMNS.filter((one) => one.first || rows.some((row) => one.show(row) !== ""));
  return [
    element("h2", {}, "PRDs, ADRs and others"),
    element("p", { class: "faint" }, "The documents that specs are built on, and those of the same kinds that no spec names."),
    element("div", { class: "filters", role: "search" }, searchField(values, "documents"),
      choice("Kind", "kind", [["", "all"], ...kinds.map((one) => [one, one])], values, "documents"),
      choice("State", "state", [["", "all"], ["unreferenced", "no spec names it"], ["missing", "requirements without a spec"], ["uncovered", "requirements not covered"]], values, "documents")),
    listing(columns, rows, "documents", values, documents.length + " documents"),
  ];
}

function requirementsTable(one) {
  if (!one.requirements.length) return [];
  const words = { covered: "good", partly: "warn", uncovered: "bad" };
  return [element("h3", {}, "Requirements"), rowsOf(["Requirement", "State", "Specs", "Tasks"], one.requirements.map((requirement) => [
    element("span", { class: "id" }, sourceLink(one.repository, one.path, requirement.line, requirement.id)),
    element("span", { class: "mark " + words[requirement.state] }, requirement.state),
    requirement.specs.length ? folded(requirement.specs.map(({ path }) => specAt(one, path))) : "",
    requirement.tasks.length ? requirement.tasks.filter((task) => task.closed).length + " of " + requirement.tasks.length + " closed" : ""]))];
}

const SHOWN = 8;

/** Names in a line; of many, the first ones, and the others where somebody asks for them. */
function folded(names) {
  const line = (part) => part.map((one, index) => [index ? ", " : "", one]);
  if (names.length <= SHOWN + 2) return line(names);
  return [line(names.slice(0, SHOWN)), element("details", { class: "rest" }, element("summary", {}, names.length - SHOWN + " more"), line(names.slice(SHOWN)))];
}

/** The link to a spec that a document of the same repository names. */
function specAt(one, path) {
  const spec = specByKey.get(one.repository ? one.repository + ":" + path : path);
  return spec ? element("span", { class: "id" }, specLink(spec, spec.id || spec.title || path)) : path;
}

function documentView(values) {
  const one = documentByKey.get(values.key);
  if (!one) return nothing("No such document on this page.");
  const built = one.specs.map((path) => specByKey.get(one.repository ? one.repository + ":" + path : path)).filter(Boolean);
  return [
    element("h2", {}, nameOf(one)),
    facts([["File", sourceLink(one.repository, one.path, 0, one.path)], ["Kind", one.kind], ["Status", one.status], ["Changed", one.changed]]),
    requirementsTable(one),
    element("h3", {}, built.length ? "Specs built on it" : "No spec names it"),
    built.length ? element("ul", {}, built.map((spec) => element("li", {}, specLink(spec, nameOf(spec)), " ", element("span", { class: "faint" }, spec.phase), " ", marks(spec)))) : null,
    built.length ? titled(graph(built)) : null,
  ];
}

// ---- one spec

function facts(rows) {
  return element("dl", {}, rows.filter(([, value]) => value !== "" && value !== null && value !== undefined)
    .map(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
}

function specView(values) {
  const spec = specByKey.get(values.key);
  if (!spec) return nothing("No such spec on this page.");
  const counted = (name) => (spec.counts[name].total ? spec.counts[name].done + " of " + spec.counts[name].total : "");
  return [
    element("h2", {}, nameOf(spec)), spec.ready || spec.stale || spec.suspect.length ? element("p", {}, marks(spec)) : null,
    facts([["File", sourceLink(spec.repository, spec.path, 0, spec.path)], ["Status", spec.status ? spec.status + " (" + spec.phase + ")" : spec.phase],
      ["Owner", spec.owner], ["Profile", spec.profile], ["References", counted("references")], ["Migrations", counted("migrations")],
      ["Governance", counted("governance")], ["Tasks", counted("tasks")], ["Empty tables", spec.counts.empty_tables || ""], ["Changed", spec.changed], ["PRD changed", spec.upstream_changed]]),
    spec.suspect.length ? [element("h3", {}, "Suspect"), element("ul", {}, spec.suspect.map((one) => element("li", {}, one)))] : null,
    element("h3", {}, spec.problems.length ? "Findings" : "No findings"),
    problemList(spec.problems, (one) => sourceLink(spec.repository, one.path, one.line, one.path === spec.path ? "line " + one.line : one.path.split("/").pop() + ":" + one.line)),
    spec.references.length ? [element("h3", {}, "Refers to"), rowsOf(["As written", "Kind", "Leads to", "State"], spec.references.map((one) => [
      element("code", {}, one.value), one.kind, target(spec, one), element("span", { class: isBroken(one) ? "bad" : null }, one.state)])), titled(graph([spec]))] : null,
  ];
}

function problemList(problems, place) {
  return element("ul", { class: "findings" }, problems.map((one) => element("li", {},
    element("span", { class: { error: "bad", warning: "warn", note: "faint" }[one.severity] }, one.severity), " ",
    place(one), ": ", worded(one.message), " ",
    element("code", { class: "faint" }, one.rule), one.hint ? element("span", { class: "hint" }, worded(one.hint)) : null)));
}

/** What is found and is no spec's: a document that cannot be read is in no list of specs. */
function besides() {
  const found = data.problems.filter((one) => one.severity !== "note");
  if (!found.length) return null;
  return element("details", { class: "besides", open: found.length <= SHOWN },
    element("summary", {}, found.length + counted(found.length, " finding") + " beside the specs"),
    problemList(found, (one) => sourceLink(one.repository, one.path, one.line, keyOf(one) + ":" + one.line)));
}

function target(spec, reference) {
  if (!reference.target) return "";
  const one = documentByKey.get(spec.repository ? spec.repository + ":" + reference.target : reference.target);
  return one ? documentLink(one, reference.target) : sourceLink(spec.repository, reference.target, 0, reference.target);
}

function nothing(text) { return [element("h2", {}, "Nothing here"), element("p", {}, text)]; }

// ---- the graph: PRDs and others on the left, specs in the middle, migrations on the right

const GOOD = new Set(["exists", "absent", "external", "foreign"]);
const isBroken = (reference) => !GOOD.has(reference.state);
const MOST = 40;

function graph(shownSpecs) {
  const cut = shownSpecs.slice(0, MOST);
  const columns = [new Map(), new Map(), new Map()], edges = new Map();
  for (const spec of cut) {
    const from = keyOf(spec);
    columns[1].set(from, { name: spec.id || spec.title || spec.path, href: address("spec", { key: from }) });
    for (const reference of spec.references) {
      if (reference.state === "absent" || (!reference.target && !reference.value)) continue;
      const side = reference.kind === "migration" ? 2 : 0;
      const key = reference.target ? (spec.repository ? spec.repository + ":" + reference.target : reference.target) : "missing:" + reference.value;
      const known = documentByKey.get(key);
      if (key === from) continue;
      if (!columns[side].has(key) && !columns[1].has(key)) {
        const name = known ? known.id || known.title : (reference.target || reference.value).split("/").pop();
        columns[side].set(key, { name, href: known ? address("document", { key }) : null, missing: isBroken(reference) });
      }
      edges.set(from + "\n" + key, [from, key, isBroken(reference) ? "broken" : spec.suspect.some((text) => reference.target && text.includes(reference.target)) ? "suspect" : ""]);
    }
  }
  if (!edges.size) return element("p", { class: "faint" }, "Nothing is referred to.");
  spread(columns, [...edges.values()]);
  const narrow = window.innerWidth < 760, row = 34, width = narrow ? 150 : 250, gap = narrow ? 50 : 110, half = Math.floor((width - 20) / 7.6 / 2);
  const height = Math.max(...columns.map((column) => column.size)) * row;
  const places = new Map();
  const boxes = columns.map((column, side) => {
    return [...column].map(([key, node]) => {
      const x = side * (width + gap), y = node.row * row;
      places.set(key, [x, y + 13]);
      const long = node.name.length > 2 * half, text = long ? node.name.slice(0, half) + "…" + node.name.slice(1 - half) : node.name;
      const box = drawn("g", { class: node.missing ? "missing" : "" }, long ? drawn("title", {}, document.createTextNode(node.name)) : null, drawn("rect", { x, y, width, height: 26, rx: 5 }), drawn("text", { x: x + 10, y: y + 17 }, document.createTextNode((node.missing ? "✗ " : "") + text)));
      return node.href ? drawn("a", { href: node.href }, box) : box;
    });
  });
  const lines = [...edges.values()].map(([from, to, state]) => {
    const [x1, y1] = places.get(from), [x2, y2] = places.get(to);
    const right = x2 > x1, a = right ? x1 + width : x1, b = right ? x2 : x2 + width, middle = (a + b) / 2;
    return drawn("path", { class: state, d: `M${a},${y1} C${middle},${y1} ${middle},${y2} ${b},${y2}` });
  });
  const total = width * 3 + gap * 2;
  const states = new Set([...edges.values()].map(([, , state]) => state));
  return [
    states.size > 1 || !states.has("") ? element("ul", { class: "legend" }, LEGEND.filter(([state]) => states.has(state)).map(([state, text]) => element("li", {},
      drawn("svg", { width: 36, height: 12, "aria-hidden": "true" }, drawn("path", { class: state, d: "M1,6 L35,6" })), " ", text))) : null,
    shownSpecs.length > MOST ? element("p", { class: "faint" }, "The first " + MOST + " of " + shownSpecs.length + " specs. Filter to see others.") : null,
    element("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": "Graph of specs, what they are built on, and migrations" },
      drawn("svg", { viewBox: `-2 -2 ${total + 4} ${height + 4}`, width: total + 4, height: height + 4, "aria-hidden": "false" }, lines, boxes))];
}

const LEGEND = [["", "stands"], ["suspect", "has changed since the spec was changed"], ["broken", "is not there, or is something else"]];
const titled = (shown) => [element("h3", {}, "Graph"), shown];

/** Give every box a row: specs one below the other, and each of the others as near to its specs as there is room. */
function spread([left, middle, right], edges) {
  [...middle.values()].forEach((node, index) => { node.row = index; });
  const last = Math.max(left.size, middle.size, right.size) - 1;
  for (const column of [left, right]) {
    const wanted = new Map([...column.keys()].map((key) => [key, []]));
    for (const [from, to] of edges) if (wanted.has(to)) wanted.get(to).push(middle.get(from).row);
    const mean = (rows) => rows.reduce((sum, one) => sum + one, 0) / rows.length;
    const nodes = [...column].map(([key, node]) => [mean(wanted.get(key)), node]).sort(([a], [b]) => a - b);
    let free = 0;
    for (const [row, node] of nodes) { node.row = Math.max(free, row); free = node.row + 1; }
    let limit = last;
    for (const [, node] of nodes.reverse()) { node.row = Math.min(limit, node.row); limit = node.row - 1; }
  }
}

function graphView(values) {
  const q = (values.q || "").toLowerCase();
  const broken = (spec) => spec.suspect.length || spec.references.some(isBroken);
  const rows = specs.filter((spec) => (values.state !== "broken" || broken(spec)) && (!values.phase || spec.phase === values.phase) && matches(spec, q));
  return [element("h2", {}, "Traceability"),
    element("div", { class: "filters", role: "search" }, searchField(values, "graph"),
      choice("Phase", "phase", [["", "all"], ...PHASES.map((one) => [one, one])], values, "graph"),
      choice("Show", "state", [["", "all specs"], ["broken", "broken and suspect"]], values, "graph")),
    graph(rows)];
}

// ---- the frame

const VIEWS = { specs: specsView, documents: documentsView, graph: graphView, spec: specView, document: documentView };

const counted = (count, word) => (count === 1 ? word : word + "s");

function tiles() {
  const unreferenced = documents.filter(isWithoutSpec).length;
  const count = (key) => specs.filter(STATES[key][1]).length;
  const all = [["specs", {}, specs.length, counted(specs.length, "spec")], ...Object.keys(STATES).map((key) => ["specs", { state: key }, count(key), STATES[key][0]]),
    ["documents", { state: "unreferenced" }, unreferenced, counted(unreferenced, "document") + " without a spec"]];
  if (documents.some((one) => !one.retired && one.requirements.length)) {
    const uncovered = documents.reduce((sum, one) => sum + missing(one), 0);
    all.push(["documents", { state: "missing" }, uncovered, counted(uncovered, "requirement") + " without a spec"]);
  }
  return element("ul", { class: "tiles" }, all.map(([view, values, number, text]) => element("li", {},
    element("a", { href: address(view, values) }, element("strong", {}, number), element("span", {}, text)))));
}

function phases() {
  const counts = PHASES.map((phase) => [phase, specs.filter((spec) => spec.phase === phase).length]).filter(([, count]) => count);
  const bar = element("div", { class: "bar", "aria-hidden": "true" });
  for (const [phase, count] of counts) { const part = element("i", { class: phase }); part.style.width = (100 * count) / specs.length + "%"; bar.append(part); }
  return [bar, element("ul", { class: "phases" }, counts.map(([phase, count]) => element("li", {}, element("i", { class: phase, "aria-hidden": "true" }), element("a", { href: address("specs", { phase }) }, count + " " + phase))))];
}

function show(keep) {
  const { view, values } = current();
  const made = (VIEWS[view] || specsView)(values);
  for (const link of document.querySelectorAll("nav a")) {
    const own = link.getAttribute("href") === "#" + view;
    if (own || link.getAttribute("href") === "#" + view + "s") link.setAttribute("aria-current", own ? "page" : "true"); else link.removeAttribute("aria-current");
  }
  const field = keep && document.querySelector(`[name="${keep}"]`);
  const place = field && document.activeElement === field ? field.selectionStart ?? null : null; // a list of choices has none
  main.replaceChildren(...made.flat(9).filter((one) => one));
  if (place !== null) { const again = document.querySelector(`[name="${keep}"]`); if (again) { again.focus(); again.setSelectionRange(place, place); } }
  const heading = main.querySelector("h2");
  document.title = (heading ? heading.textContent + " · " : "") + data.title;
}

let before = "";
window.addEventListener("hashchange", () => {
  const { view, values } = current();
  const active = document.activeElement && document.activeElement.name;
  show(active);
  if (active) { const again = document.querySelector(`[name="${active}"]`); if (again) again.focus(); }
  if (view + (values.key || "") !== before) { window.scrollTo(0, 0); main.focus({ preventScroll: true }); }
  before = view + (values.key || "");
});
document.getElementById("overview").append(tiles(), ...phases().filter((one) => one));
before = current().view + (current().values.key || "");
show();
