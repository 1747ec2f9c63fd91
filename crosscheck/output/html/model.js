// The report's data, the page's state, and what follows from both. Nothing here touches the page.

const GRADES = ["error", "warning", "note"];
const GLYPHS = { error: "●", warning: "▲", note: "◆" };

const report = JSON.parse(byId("data").textContent);

const state = {
  view: "1", // the number of a pair, or "all" with the number of a source that has several versions
  grades: new Set(GRADES),
  rule: "",
  query: "",
  open: false,
  folded: false,
  selected: -1,
};

let pair = null; // what is on show, with its indices: see group.js and openView

const sentenceText = (side, index) => pair[side].sentences[index][0];

// All versions of a source where there are several, else the first pair.
const firstView = () => (groups.length ? "all1" : "1");

function openView(view) {
  const group = groups[Number(view.match(/^all(\d+)$/)?.[1]) - 1];
  const one = report.pairs[Number(view) - 1];
  state.view = group || one ? view : firstView();
  pair = group ? grouped(group) : one ? single(one) : groups.length ? grouped(groups[0]) : single(report.pairs[0]);
  pair.links.forEach((link, place) => (link.place = place));
  pair.findings.forEach((finding, place) => {
    finding.place = place;
    finding.words = findingWords(finding);
  });
  pair.byLink = new Map();
  for (const finding of pair.findings) {
    if (!pair.byLink.has(finding.link)) pair.byLink.set(finding.link, []);
    pair.byLink.get(finding.link).push(finding);
  }
  // A finding's other side may stand in a neighbouring passage: marks are looked up by sentence.
  pair.marks = Object.fromEntries(["source", ...pair.versions].map((side) => [side, new Map()]));
  for (const finding of pair.findings) {
    for (const side of ["source", finding.version]) {
      for (const [sentence, start, end] of sideOf(finding, side)?.marks ?? []) {
        if (!pair.marks[side].has(sentence)) pair.marks[side].set(sentence, []);
        pair.marks[side].get(sentence).push({ start, end, finding, gap: isGap(finding, side) });
      }
    }
  }
  // Findings are read in the order of the text, and in a passage the gravest first.
  pair.order = pair.findings.toSorted(
    (a, b) => a.link - b.link || GRADES.indexOf(a.grade) - GRADES.indexOf(b.grade) || a.place - b.place);
  for (const home of pair.homes) home.decisions ??= readDecisions(home);
}

const otherSide = (finding, side) => (side === "source" ? finding.target : finding.source);

// Whether this side is just where something of the other side is missing.
function isGap(finding, side) {
  const other = otherSide(finding, side);
  return sideOf(finding, side).value === null && other !== null && other.value !== null;
}

function findingWords(finding) {
  const parts = [finding.message, finding.rule, finding.suggestion, finding.cause];
  for (const side of [finding.source, finding.target]) {
    if (side) parts.push(side.text, side.value, String(side.unit));
  }
  return parts.filter(Boolean).join("\n").toLowerCase();
}

function matches(finding) {
  if (!state.grades.has(finding.grade)) return false;
  if (state.rule && finding.rule !== state.rule) return false;
  if (state.open && decisionOf(finding)) return false;
  if (!state.query) return true;
  const query = state.query.toLowerCase();
  return finding.words.includes(query) || passageHas(pair.links[finding.link], query);
}

const filtered = () => pair.order.filter(matches);

// The words of a passage are put together once, so that the next search is quicker.
function passageHas(link, query) {
  link.words ??= sidesOf(link).flatMap(([side, indices]) => indices.map((index) => sentenceText(side, index)))
    .join("\n").toLowerCase();
  return link.words.includes(query);
}

// Links whose text holds the query, in order.
function passagesWithQuery() {
  const query = state.query.toLowerCase();
  return query ? pair.links.filter((link) => passageHas(link, query)) : [];
}

// Words put together in idle moments, a little at a time, so that not even the first search waits for them.
function gatherWords(of, from = 0) {
  const end = Math.min(from + 500, of.links.length);
  for (let at = from; at < end && pair === of; at += 1) passageHas(of.links[at], "");
  if (end < of.links.length && pair === of) setTimeout(() => gatherWords(of, end), 20);
}

function countBy(findings, field) {
  const counts = new Map();
  for (const finding of findings) counts.set(finding[field], (counts.get(finding[field]) ?? 0) + 1);
  return counts;
}

// The state as the part of the address after "#", and back.
function stateToHash() {
  const fields = new URLSearchParams();
  if (state.view !== firstView()) fields.set("pair", state.view);
  if (state.grades.size < GRADES.length) fields.set("grades", GRADES.filter((grade) => state.grades.has(grade)).join("."));
  if (state.rule) fields.set("rule", state.rule);
  if (state.query) fields.set("q", state.query);
  if (state.open) fields.set("open", "1");
  if (state.folded) fields.set("fold", "1");
  if (state.selected >= 0) fields.set("finding", pair.findings[state.selected].id);
  return fields.toString();
}

function hashToState(hash) {
  const fields = new URLSearchParams(hash.replace(/^#/, ""));
  openView(fields.get("pair") ?? firstView());
  const grades = fields.get("grades");
  state.grades = new Set(grades === null ? GRADES : GRADES.filter((grade) => grades.split(".").includes(grade)));
  const rule = fields.get("rule") ?? "";
  state.rule = pair.findings.some((finding) => finding.rule === rule) ? rule : "";
  state.query = fields.get("q") ?? "";
  state.open = fields.get("open") === "1";
  state.folded = fields.get("fold") === "1";
  state.selected = fields.has("finding")
    ? pair.findings.findIndex((finding) => finding.id === fields.get("finding"))
    : -1;
}
