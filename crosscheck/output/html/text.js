// Sentences as elements: facts underlined, findings marked, hits of the search lit.

const GRAVEST = (marks) => GRADES.find((grade) => marks.some((mark) => mark.finding.grade === grade));

// One side of a passage.
function cell(side, indices) {
  const version = pair[side];
  if (!indices.length) {
    return el("div", { class: `cell ${side} empty` }, el("p", {}, "no counterpart"));
  }
  const first = version.sentences[indices[0]];
  const [, line, layout, , label] = first;
  const heading = /^h[1-6]$/.test(layout);
  const paragraph = el("p", { lang: first[5] ?? version.lang, dir: first[6] ?? version.dir, class: layout || null });
  indices.forEach((index, place) => {
    if (place) paragraph.append(" ");
    paragraph.append(sentence(side, index));
  });
  return el(
    "div",
    { class: `cell ${side}${heading ? " heading" : ""}` },
    el("span", { class: label ? "unit" : "line", title: label ? `row ${label}` : `line ${line}` },
      ...shown(label ?? String(line))),
    paragraph);
}

function sentence(side, index) {
  const [text, , , facts] = pair[side].sentences[index];
  const marks = pair.marks[side].get(index) ?? [];
  const inside = marks.filter((mark) => !mark.gap && mark.end > mark.start);
  const spans = [...inside];
  for (let at = 0; at < facts.length; at += 4) {
    spans.push({ start: facts[at], end: facts[at + 1], partner: facts[at + 2], derivation: facts[at + 3] });
  }
  for (const [start, end] of hits(text)) spans.push({ start, end, hit: true });
  const node = el("span", { class: "sentence" }, ...pieces(text, spans));
  for (const mark of marks) if (mark.gap) node.append(gap(mark.finding, side));
  return node;
}

// Cuts the text where any span begins or ends, and wraps each piece in what covers it.
function pieces(text, spans) {
  if (!spans.length) return shown(text);
  const cuts = [...new Set([0, text.length, ...spans.flatMap((span) => [span.start, span.end])])];
  cuts.sort((a, b) => a - b);
  const nodes = [];
  for (let at = 0; at + 1 < cuts.length; at += 1) {
    const [start, end] = [cuts[at], cuts[at + 1]];
    const over = spans.filter((span) => span.start <= start && span.end >= end);
    let content = shown(text.slice(start, end));
    if (over.some((span) => span.hit)) content = [el("span", { class: "hit" }, ...content)];
    const fact = over.find((span) => span.partner !== undefined);
    if (fact) {
      content = [el("span", { class: "fact", "data-partner": fact.partner, title: fact.derivation || null }, ...content)];
    }
    const marks = over.filter((span) => span.finding);
    if (marks.length) content = [markAround(marks, content, text.length, start > marks[0].start)];
    nodes.push(...content);
  }
  return nodes;
}

function markAround(marks, content, length, continued) {
  const shortest = marks.reduce((a, b) => (b.end - b.start < a.end - a.start ? b : a));
  const { finding } = shortest;
  const whole = shortest.end - shortest.start === length;
  return el(
    "mark",
    {
      class: `${GRAVEST(marks)}${whole ? " whole" : ""}`,
      "data-findings": marks.map((mark) => mark.finding.place).join(" "),
      role: "button",
      tabindex: continued ? null : 0,
      "aria-label": `${content.map((node) => node.textContent).join("")}: ${finding.grade}, ${finding.message}`,
    },
    ...content);
}

// A flag where something of the other version is not found.
function gap(finding, side) {
  const other = finding[side === "source" ? "target" : "source"];
  const label = other && other.value !== null ? other.text : "";
  return el(
    "button",
    {
      type: "button",
      class: `gap ${finding.grade}`,
      "data-findings": finding.place,
      "aria-label": `${finding.grade}: ${finding.message}`,
    },
    el("span", { "aria-hidden": "true" }, "∅ "),
    el("bdi", {}, ...shown(label.length > 40 ? `${label.slice(0, 39)}…` : label)));
}

function hits(text) {
  const query = state.query.toLowerCase();
  const found = [];
  const lower = text.toLowerCase();
  // Where lowering changes the length, offsets would lie: such a text goes without lights.
  if (!query || lower.length !== text.length) return found;
  for (let at = lower.indexOf(query); at >= 0; at = lower.indexOf(query, at + query.length)) {
    found.push([at, at + query.length]);
  }
  return found;
}

// Letters of `after` that do not stand in `before` in the same order, marked (longest common subsequence).
function difference(before, after) {
  const [a, b] = [Array.from(before), Array.from(after)];
  if (a.length * b.length > 40000) return shown(after);
  const best = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      best[i][j] = a[i] === b[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
    }
  }
  const nodes = [];
  let [i, j, run, changed] = [0, 0, "", false];
  const flush = () => {
    if (run) nodes.push(...(changed ? [el("b", {}, ...shown(run))] : shown(run)));
    run = "";
  };
  while (j < b.length) {
    const same = i < a.length && a[i] === b[j];
    if (!same && i < a.length && best[i + 1][j] >= best[i][j + 1]) {
      i += 1;
      continue;
    }
    if (same === changed) {
      flush();
      changed = !same;
    }
    run += b[j];
    j += 1;
    if (same) i += 1;
  }
  flush();
  return nodes;
}
