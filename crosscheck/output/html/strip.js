// A map of the whole document in one line: where findings are, where one version has no counterpart.

const BUCKETS = 480;
const SVG = "http://www.w3.org/2000/svg";

function svg(tag, attributes) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

// Graver is taller, so that colour is not all that tells them.
const TOPS = { error: 0, warning: 2.5, note: 5 };

function drawStrip() {
  const total = pair.links.length || 1;
  const count = Math.min(BUCKETS, total);
  const perBucket = total / count;
  pair.alone ??= pair.links.filter((link) => sidesOf(link).some(([, indices]) => !indices.length));
  const found = Array.from({ length: count }, () => ({ error: 0, warning: 0, note: 0, alone: 0 }));
  const bucket = (place) => found[Math.min(count - 1, Math.floor(place / perBucket))];
  for (const finding of pair.findings) {
    if (decisionOf(finding)?.decision !== "accepted") bucket(finding.link)[finding.grade] += 1;
  }
  for (const link of pair.alone) bucket(link.place).alone += 1;
  const drawing = svg("svg", { viewBox: `0 0 ${count} 10`, preserveAspectRatio: "none" });
  const width = count > 100 ? 1 : 0.94;
  found.forEach((counts, at) => {
    const place = { x: at, width };
    if (counts.alone) drawing.append(svg("rect", { ...place, y: 7.5, height: 2.5, class: "alone" }));
    const grade = GRADES.find((each) => counts[each]);
    if (!grade) return;
    // A bucket of many passages with one finding is paler than a passage that has one.
    const opacity = 0.3 + 0.7 * Math.min(1, (counts[grade] / perBucket) * 4);
    drawing.append(svg("rect", { ...place, y: TOPS[grade], height: 10 - TOPS[grade], class: grade, opacity }));
  });
  byId("strip").replaceChildren(drawing, el("div", { class: "here", id: "here" }));
  moveHere();
}

function moveHere() {
  const box = byId("main-text").getBoundingClientRect();
  const here = byId("here");
  if (!here || box.height <= 0) return;
  const clamp = (value) => Math.min(1, Math.max(0, value));
  const from = clamp(-box.top / box.height);
  const to = clamp((innerHeight - box.top) / box.height);
  here.style.left = `${from * 100}%`;
  here.style.width = `${Math.max(0.6, (to - from) * 100)}%`;
}

function stripClicked(event) {
  const box = byId("strip").getBoundingClientRect();
  const share = Math.min(0.9999, Math.max(0, (event.clientX - box.left) / box.width));
  showRow(pair.links[Math.floor(share * pair.links.length)]?.place ?? -1);
}
