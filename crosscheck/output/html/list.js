// The list of findings and its filters.

const LIST_STEP = 30;
let listed = [];
let listShown = 0;
const listEnd = new IntersectionObserver((entries) => {
  if (entries.some((entry) => entry.isIntersecting)) growList(LIST_STEP);
}, { rootMargin: "400px 0px" });

function drawList() {
  listed = filtered();
  listShown = 0;
  byId("list").replaceChildren();
  const upTo = listed.findIndex((finding) => finding.place === state.selected);
  growList(Math.max(LIST_STEP, upTo + 20));
  const all = pair.findings.length;
  byId("count").textContent = listed.length === all
    ? plural(all, "finding")
    : `${number.format(listed.length)} of ${plural(all, "finding")}`;
  drawPassages();
}

function growList(by) {
  const list = byId("list");
  listEnd.disconnect();
  list.querySelector(".more")?.remove();
  const next = listed.slice(listShown, listShown + by);
  list.append(...next.map(item));
  listShown += next.length;
  if (listShown < listed.length) {
    list.append(el("li", { class: "more" },
      button(`${number.format(listed.length - listShown)} more`, { class: "quiet" }, () => growList(LIST_STEP))));
    listEnd.observe(list.lastElementChild);
  }
  if (!listed.length) {
    list.append(el("li", { class: "nothing" }, pair.findings.length ? "No finding passes the filters." : "Nothing found."));
  }
}

function item(finding) {
  const made = decisionOf(finding);
  const current = finding.place === state.selected;
  return el(
    "li",
    { class: `item ${finding.grade}${made ? ` ${made.decision}` : ""}`, "data-item": finding.place },
    el(
      "button",
      { type: "button", "aria-current": current ? "true" : null, onclick: () => select(finding.place) },
      el("span", { class: `glyph ${finding.grade}`, role: "img", "aria-label": finding.grade }, GLYPHS[finding.grade]),
      el("span", { class: "what" }, el("bdi", {}, ...shown(finding.message))),
      el("span", { class: "where" }, ...shown(versionOf(finding) + placeOf(finding))),
      made && el("span", { class: "made" }, WORDS[made.decision])));
}

// Whose finding it is, where several versions are on show.
const versionOf = (finding) => (pair.versions.length > 1 ? `${nameOf(finding.version)}, ` : "");

function placeOf(finding) {
  const of = (side) => (side === null ? "–" : typeof side.unit === "string" ? side.unit : `${side.line}`);
  const [source, target] = [of(finding.source), of(finding.target)];
  if (typeof (finding.source ?? finding.target)?.unit === "string") return source === "–" ? target : source;
  return `line ${source === target ? source : `${source} → ${target}`}`;
}

function redrawItem(finding) {
  byId("list").querySelector(`[data-item="${finding.place}"]`)?.replaceWith(item(finding));
}

function drawFilters() {
  const grades = countBy(pair.findings, "grade");
  byId("grades").replaceChildren(...GRADES.map((grade) =>
    el(
      "button",
      { type: "button", class: `grade ${grade}`, "aria-pressed": String(state.grades.has(grade)), onclick: () => toggleGrade(grade) },
      el("span", { class: `glyph ${grade}`, "aria-hidden": "true" }, GLYPHS[grade]),
      plural(grades.get(grade) ?? 0, grade))));
  const rules = [...countBy(pair.findings, "rule")].sort(([a], [b]) => (a < b ? -1 : 1));
  byId("rule").replaceChildren(
    el("option", { value: "" }, "All rules"),
    ...rules.map(([rule, count]) => el("option", { value: rule, selected: rule === state.rule }, `${rule} (${count})`)));
  byId("open-only").setAttribute("aria-pressed", String(state.open));
  byId("rows-only").setAttribute("aria-pressed", String(state.folded));
  if (byId("query").value !== state.query) byId("query").value = state.query;
}

function toggleGrade(grade) {
  if (state.grades.has(grade)) state.grades.delete(grade);
  else state.grades.add(grade);
  filtersChanged();
  byId("grades").children[GRADES.indexOf(grade)].focus();
}

// The passages of the text that hold the search: how many, and which is on show.
const passages = { found: [], at: -1 };

function drawPassages() {
  passages.found = passagesWithQuery();
  passages.at = -1;
  byId("passages").hidden = !state.query;
  sayPassages();
}

function sayPassages() {
  const count = plural(passages.found.length, "passage");
  byId("passages-count").textContent = passages.at < 0
    ? `${count} in the text`
    : `${number.format(passages.at + 1)} of ${count}`;
  for (const id of ["passage-previous", "passage-next"]) byId(id).disabled = !passages.found.length;
}

function walkPassages(step) {
  const count = passages.found.length;
  if (!count) return;
  passages.at = (passages.at + step + count) % count;
  setView("text");
  showRow(passages.found[passages.at].place);
  sayPassages();
}
