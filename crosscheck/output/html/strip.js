// A map of the whole document in one line: where findings are, where one version has no counterpart.

const BUCKETS = 480;
const SVG = "http://www.w3.org/2000/svg";

function svg(tag, attributes) {
  const node = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

function drawStrip() {
  const total = pair.links.length || 1;
  const count = Math.min(BUCKETS, total);
  const worst = new Array(count).fill(null);
  const alone = new Array(count).fill(false);
  const bucket = (place) => Math.min(count - 1, Math.floor((place / total) * count));
  for (const finding of pair.findings) {
    if (decisionOf(finding)?.decision === "accepted") continue;
    const at = bucket(finding.link);
    if (worst[at] === null || GRADES.indexOf(finding.grade) < GRADES.indexOf(worst[at])) worst[at] = finding.grade;
  }
  pair.links.forEach((link, place) => {
    if (!link[0].length || !link[1].length) alone[bucket(place)] = true;
  });
  const drawing = svg("svg", { viewBox: `0 0 ${count} 10`, preserveAspectRatio: "none" });
  const width = Math.max(1, count / 240);
  for (let at = 0; at < count; at += 1) {
    if (alone[at]) drawing.append(svg("rect", { x: at, y: 6.5, width, height: 3.5, class: "alone" }));
    if (worst[at]) drawing.append(svg("rect", { x: at, y: 0, width, height: 10, class: worst[at] }));
  }
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
