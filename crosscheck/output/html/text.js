// Sentences as elements: facts underlined, findings marked, hits of the search lit.

const gravest = (marks) => GRADES.find((grade) => marks.some((mark) => mark.finding.grade === grade));

// One side of a passage.
function cell(side, indices) {
  const version = pair[side];
  const kind = side === "source" ? "source" : "target";
  const name = pair.versions.length > 1 ? spelled(nameOf(side)) : null;
  if (!indices.length) {
    return el("div", { class: `cell ${kind} empty`, "data-name": name }, el("p", {}, "no counterpart"));
  }
  const first = version.sentences[indices[0]];
  const [, line, layout, , label] = first;
  const paragraph = el("p", { lang: first[5] ?? version.lang, class: layout || null });
  indices.forEach((index, place) => {
    if (place) paragraph.append(" ");
    paragraph.append(sentence(side, index));
  });
  return el(
    "div",
    { class: `cell ${kind}`, "data-name": name, dir: first[6] ?? version.dir },
    el("span", { class: label ? "unit" : "line", title: label ? `row ${label}` : `line ${line}` },
      ...shown(label ?? String(line))),
    paragraph);
}

function sentence(side, index) {
  const text = sentenceText(side, index);
  const marks = pair.marks[side].get(index) ?? [];
  const inside = marks.filter((mark) => !mark.gap && mark.end > mark.start);
  const spans = [...inside, ...factsOf(side, index)];
  for (const [start, end] of hits(text)) spans.push({ start, end, hit: true });
  const node = el("span", { class: "sentence" }, ...pieces(text, spans));
  for (const mark of marks) if (mark.gap) node.append(gap(mark.finding, side));
  return node;
}

// Cuts the text where any span begins or ends, and wraps the pieces in what covers them. Neighbours under the same
// findings share one mark.
function pieces(text, spans) {
  if (!spans.length) return shown(text);
  const cuts = [...new Set([0, text.length, ...spans.flatMap((span) => [span.start, span.end])])];
  cuts.sort((a, b) => a - b);
  const nodes = [];
  let open = null; // the mark that still grows
  for (let at = 0; at + 1 < cuts.length; at += 1) {
    const [start, end] = [cuts[at], cuts[at + 1]];
    const over = spans.filter((span) => span.start <= start && span.end >= end);
    let content = shown(text.slice(start, end));
    if (over.some((span) => span.hit)) content = [el("span", { class: "hit" }, ...content)];
    const fact = over.find((span) => span.partners);
    if (fact) {
      content = [el("span", { class: "fact", "data-partners": fact.partners.join(" "), title: fact.derivation || null }, ...content)];
    }
    const marks = over.filter((span) => span.finding);
    if (!marks.length) {
      open = null;
      nodes.push(...content);
    } else if (open?.dataset.findings === placesOf(marks)) open.append(...content);
    else {
      open = markOf(marks, text, start > Math.min(...marks.map((mark) => mark.start)));
      open.append(...content);
      nodes.push(open);
    }
  }
  return nodes;
}

const placesOf = (marks) => marks.map((mark) => mark.finding.place).join(" ");

function markOf(marks, text, continued) {
  const shortest = marks.reduce((a, b) => (b.end - b.start < a.end - a.start ? b : a));
  const { finding, start, end } = shortest;
  return el("mark", {
    class: `${gravest(marks)}${end - start === text.length ? " whole" : ""}`,
    "data-findings": placesOf(marks),
    role: "button",
    tabindex: continued ? null : 0,
    "aria-label": `${text.slice(start, end)}: ${finding.grade}, ${finding.message}`,
  });
}

// A flag where something of the other version is not found.
function gap(finding, side) {
  const other = otherSide(finding, side);
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

// The letters of `after` that are new against `before`: place by place where they are equally long (4.952, 4.925),
// else by the longest common subsequence.
function difference(before, after) {
  const [a, b] = [Array.from(before), Array.from(after)];
  if (a.length === b.length) return emphasised(b, (letter, at) => letter !== a[at]);
  // A suggestion for a whole mention ("31 to 39" for "93") is no other spelling of one value.
  if (a.length * b.length > 40000 || b.length > a.length + 3) return shown(after);
  const best = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      best[i][j] = a[i] === b[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1]);
    }
  }
  const added = new Set();
  for (let i = 0, j = 0; j < b.length; ) {
    if (i < a.length && a[i] === b[j]) {
      i += 1;
      j += 1;
    } else if (i < a.length && best[i + 1][j] >= best[i][j + 1]) i += 1;
    else added.add(j++);
  }
  return emphasised(b, (_, at) => added.has(at));
}

function emphasised(letters, isNew) {
  const nodes = [];
  for (let start = 0, end; start < letters.length; start = end) {
    const fresh = isNew(letters[start], start);
    for (end = start + 1; end < letters.length && isNew(letters[end], end) === fresh; ) end += 1;
    const run = shown(letters.slice(start, end).join(""));
    nodes.push(...(fresh ? [el("b", {}, ...run)] : run));
  }
  return nodes;
}
