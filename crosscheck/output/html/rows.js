// The two versions, passage by passage, in chunks. A short text is drawn at once. A longer one is drawn where the
// reader is, and the rest in idle moments, so that the browser's own search finds it. A very long one is taken down
// again far from the reader, so that 50,000 sentences scroll like fifty.

const CHUNK = 20;
const DRAWN_AT_ONCE = 100;
const DRAWN_WHOLLY = 2000;
const UNSURE = 0.5; // the confidence below which a link is said to be unsure

const rows = { links: [], chunks: [], where: new Map(), lazy: false, passing: false, observer: null, idle: 0, later: 0 };

function drawText() {
  const holder = byId("main-text");
  rows.observer?.disconnect();
  rows.links = state.folded ? foldedLinks() : pair.links;
  rows.lazy = rows.links.length > DRAWN_AT_ONCE;
  rows.passing = rows.links.length > DRAWN_WHOLLY;
  clearTimeout(rows.idle);
  // Unfolded, a link stands at its own place.
  rows.where = state.folded
    ? new Map(rows.links.map((link, place) => [link.place, place]))
    : { has: (place) => place in pair.links, get: (place) => (place in pair.links ? place : undefined) };
  rows.observer = rows.lazy ? new IntersectionObserver(chunksMoved, { rootMargin: "1000px 0px" }) : null;
  rows.chunks = [];
  const width = holder.clientWidth;
  const nodes = [];
  for (let start = 0; start < rows.links.length; start += CHUNK) {
    const node = el("div", { class: "chunk" });
    node.index = rows.chunks.length;
    rows.chunks.push({ node, start, drawn: false });
    nodes.push(node);
    if (rows.lazy) node.style.height = `${guessHeight(start, width)}px`;
    else drawChunk(rows.chunks.at(-1));
  }
  if (!rows.links.length) nodes.push(el("p", { class: "nothing" }, "No passage to show: the filters leave no finding."));
  holder.replaceChildren(...nodes);
  if (rows.lazy) for (const chunk of rows.chunks) rows.observer.observe(chunk.node);
  if (rows.lazy && !rows.passing) drawInIdleMoments(0);
}

function drawInIdleMoments(at) {
  rows.idle = setTimeout(() => {
    if (at >= rows.chunks.length) return;
    keepingPlace(() => drawChunk(rows.chunks[at]));
    drawInIdleMoments(at + 1);
  }, 30);
}

function foldedLinks() {
  const wanted = new Set(filtered().map((finding) => finding.link));
  return pair.links.filter((link) => wanted.has(link.place));
}

function guessHeight(start, width) {
  const perLine = Math.max(24, width / (9.5 * (pair.versions.length + 1)));
  let height = 0;
  for (const link of rows.links.slice(start, start + CHUNK)) {
    link.longest ??= Math.max(...sidesOf(link).map(([side, indices]) =>
      indices.reduce((sum, index) => sum + sentenceText(side, index).length, 0)));
    height += Math.ceil(link.longest / perLine) * 27 + 10;
  }
  return height;
}

function chunksMoved(entries) {
  for (const entry of entries) {
    const chunk = rows.chunks[entry.target.index];
    if (chunk?.node !== entry.target) continue;
    if (entry.isIntersecting) drawChunk(chunk);
    else if (chunk.drawn && rows.passing) clearChunk(chunk, entry.boundingClientRect.height);
  }
}

function drawChunk(chunk) {
  if (chunk.drawn) return;
  chunk.drawn = true;
  chunk.node.style.height = "";
  chunk.node.replaceChildren(...rows.links.slice(chunk.start, chunk.start + CHUNK).map(row));
}

function clearChunk(chunk, height) {
  chunk.drawn = false;
  chunk.node.style.height = `${height}px`;
  chunk.node.replaceChildren();
}

function row(link) {
  const [source, , score, moved] = link;
  const sides = sidesOf(link);
  const [side, indices] = sides.find(([, each]) => each.length);
  const first = pair[side].sentences[indices[0]];
  const findings = pair.byLink.get(link.place) ?? [];
  const remarks = [];
  if (moved) remarks.push(el("span", { class: "remark", title: "This passage stands elsewhere in the other version" }, "moved"));
  if (source.length && sides.every(([, each]) => each.length) && score < UNSURE) {
    remarks.push(el("span", { class: "remark", title: "Little speaks for it that these two belong together" }, "unsure"));
  }
  const grade = GRADES.find((each) => findings.some((finding) => finding.grade === each));
  const node = el(
    "div",
    { class: `row${first[2] ? " begins" : ""}${first[2] === "r" ? " table" : ""}${grade ? ` has ${grade}` : ""}`, "data-link": link.place },
    cell("source", source),
    el("div", { class: "between" }, ...remarks),
    ...sides.slice(1).map(([name, each]) => cell(name, each)));
  for (const finding of findings) if (finding.place === state.selected) node.append(card(finding));
  return node;
}

// Draws, and leaves the passage at the top of the window where it was.
function keepingPlace(draw) {
  const edge = byId("strip-holder").getBoundingClientRect().bottom;
  const below = (node) => node.getBoundingClientRect().bottom > edge;
  const chunk = rows.chunks.find((each) => below(each.node));
  const anchor = chunk && [...chunk.node.children].find(below);
  const link = anchor && Number(anchor.dataset.link);
  const top = anchor?.getBoundingClientRect().top;
  draw();
  if (!anchor || scrollY === 0 || !rows.where.has(link)) return;
  scrollBy(0, rowOf(link).getBoundingClientRect().top - top);
}

// The row of a link, drawn if need be; null where the text is folded without it.
function rowOf(linkPlace) {
  const place = rows.where.get(linkPlace);
  if (place === undefined) return null;
  drawChunk(rows.chunks[Math.floor(place / CHUNK)]);
  return byId("main-text").querySelector(`.row[data-link="${linkPlace}"]`);
}

// Draws a row anew, after a decision or another choice.
function redrawRow(linkPlace) {
  const place = rows.where.get(linkPlace);
  if (place === undefined || !rows.chunks[Math.floor(place / CHUNK)].drawn) return;
  rowOf(linkPlace)?.replaceWith(row(pair.links[linkPlace]));
}

// The same for those of many links that are drawn: first what the reader sees, then the rest.
function redrawDrawn(links) {
  const redraw = (chunk) => {
    for (const node of [...chunk.node.children]) {
      const link = pair.links[Number(node.dataset.link)];
      if (links.has(link)) node.replaceWith(row(link));
    }
  };
  const drawn = rows.chunks.filter((chunk) => chunk.drawn);
  const seen = new Set(drawn.filter(({ node }) => {
    const { top, bottom } = node.getBoundingClientRect();
    return bottom > 0 && top < innerHeight;
  }));
  seen.forEach(redraw);
  clearTimeout(rows.later);
  const rest = drawn.filter((chunk) => !seen.has(chunk));
  const next = () => {
    const chunk = rest.shift();
    if (!chunk) return;
    if (chunk.drawn && chunk.node.isConnected) redraw(chunk);
    rows.later = setTimeout(next, 15);
  };
  rows.later = setTimeout(next, 50);
}

function showRow(linkPlace) {
  if (!rows.where.has(linkPlace)) {
    if (!state.folded) return;
    state.folded = false;
    byId("rows-only").setAttribute("aria-pressed", "false");
    drawText();
  }
  // The neighbours are drawn with it, so that the passage does not slip away when they come.
  const index = Math.floor((rows.where.get(linkPlace) ?? 0) / CHUNK);
  for (const chunk of rows.chunks.slice(Math.max(0, index - 1), index + 2)) drawChunk(chunk);
  const place = () => rowOf(linkPlace)?.scrollIntoView({ block: "center" });
  place();
  // What is drawn on the way changes heights: set right once it stands.
  if (rows.lazy) requestAnimationFrame(() => requestAnimationFrame(place));
}

function lightSelected() {
  for (const node of document.querySelectorAll("[data-findings].selected")) node.classList.remove("selected");
  if (state.selected < 0) return;
  for (const node of document.querySelectorAll(`[data-findings~="${state.selected}"]`)) node.classList.add("selected");
}

const partnersOf = (fact) => fact.dataset.partners.split(" ").filter(Boolean);

// Facts that say the same on both sides light up together.
function lightPartners(target) {
  for (const node of document.querySelectorAll(".fact.lit")) node.classList.remove("lit");
  const fact = target.closest?.(".fact");
  if (!fact) return;
  fact.classList.add("lit");
  const facts = [...fact.closest(".row").querySelectorAll(".fact")];
  const names = new Set(partnersOf(fact));
  // By way of the source, what stands in one version is connected with what stands in the others.
  for (const node of facts) if (partnersOf(node).some((name) => names.has(name))) partnersOf(node).forEach((name) => names.add(name));
  for (const node of facts) if (partnersOf(node).some((name) => names.has(name))) node.classList.add("lit");
}
