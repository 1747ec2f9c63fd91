// Wiring: what the reader does, what changes on the page.

function select(place, { reveal = true } = {}) {
  const before = pair.findings[state.selected];
  state.selected = place;
  const now = pair.findings[place];
  if (before) {
    redrawRow(before.link);
    redrawItem(before);
  }
  if (!now) {
    saveHash();
    return;
  }
  const at = listed.indexOf(now);
  if (at >= listShown) growList(at - listShown + LIST_STEP);
  redrawItem(now);
  // First shown, then drawn with its card: a folded text may have to be unfolded for it.
  if (reveal) setView("text");
  if (!rows.where.has(now.link) && state.folded) showRow(now.link);
  redrawRow(now.link);
  if (reveal) showRow(now.link);
  byId("list").querySelector(`[data-item="${place}"]`)?.scrollIntoView({ block: "nearest" });
  lightSelected();
  saveHash();
}

function step(by) {
  if (!listed.length) return;
  const at = listed.findIndex((finding) => finding.place === state.selected);
  const next = listed[at < 0 ? (by > 0 ? 0 : listed.length - 1) : Math.min(listed.length - 1, Math.max(0, at + by))];
  // Where only open ones are wanted, what was just decided goes when it is left.
  if (state.open && listed.some(decisionOf)) drawList();
  select(next.place);
}

function makeDecision(finding, decision) {
  const made = decide(finding, decision);
  decisionsChanged(finding);
  if (made) document.querySelector(`.card[data-finding="${finding.place}"] .reason`)?.focus();
  else document.querySelector(`.card[data-finding="${finding.place}"]`)?.focus();
}

function decisionsChanged(finding) {
  if (finding) {
    redrawRow(finding.link);
    redrawItem(finding);
    lightSelected();
  } else {
    keepingPlace(drawText);
    drawList();
  }
  const decided = pair.findings.filter(decisionOf).length;
  byId("reviewed")?.replaceWith(meter("Findings reviewed", decided, pair.findings.length, "reviewed"));
  drawStrip();
}

function filtersChanged() {
  drawFilters();
  drawList();
  if (state.folded) keepingPlace(drawText);
  if (state.selected >= 0) lightSelected();
  for (const chip of document.querySelectorAll(".chip")) {
    chip.setAttribute("aria-pressed", String(chip.children[1].textContent === state.rule && state.rule !== ""));
  }
  moveHere();
  saveHash();
}

function search() {
  const query = byId("query").value.trim();
  if (query === state.query) return;
  const before = passages.found;
  state.query = query;
  filtersChanged();
  if (state.folded) return;
  // The list answers at once, the lights in the text follow when it is painted.
  const links = new Set([...before, ...passages.found]);
  requestAnimationFrame(() => setTimeout(() => {
    redrawDrawn(links);
    lightSelected();
  }));
}

function chooseRule(rule) {
  state.rule = rule;
  filtersChanged();
}

function chooseView(view) {
  openView(view);
  state.rule = "";
  state.selected = -1;
  drawAll();
  saveHash();
  scrollTo(0, 0);
}

function setView(view) {
  document.body.dataset.view = view;
  for (const tab of document.querySelectorAll(".tabs button")) {
    tab.setAttribute("aria-pressed", String(tab.dataset.view === view));
  }
}

let hashSaved = "";
function saveHash() {
  const hash = stateToHash();
  hashSaved = hash;
  history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
}

function drawAll() {
  drawOverview();
  drawFilters();
  drawList();
  drawText();
  drawStrip();
  lightSelected();
  gatherWords(pair);
}

function dark() {
  const chosen = memory.read("theme");
  return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

function drawTheme() {
  document.documentElement.dataset.theme = dark() ? "dark" : "light";
  byId("theme").setAttribute("aria-pressed", String(dark()));
}

function toggleTheme() {
  const wanted = dark() ? "light" : "dark";
  if (!memory.write("theme", wanted)) document.documentElement.dataset.theme = wanted;
  else drawTheme();
}

const KEYS = {
  j: () => step(1),
  k: () => step(-1),
  a: () => state.selected >= 0 && makeDecision(pair.findings[state.selected], "accepted"),
  r: () => state.selected >= 0 && makeDecision(pair.findings[state.selected], "fix"),
  c: () => pair.findings[state.selected]?.suggestion && copy(pair.findings[state.selected].suggestion, "Suggestion"),
  o: () => byId("open-only").click(),
  f: () => byId("rows-only").click(),
  d: toggleTheme,
  "/": () => byId("query").focus(),
  "?": () => byId("help").showModal(),
};

function keyPressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || byId("help").open) return;
  const field = event.target.closest?.("input, select, textarea");
  if (field) {
    if (event.key === "Escape") field.blur();
    return;
  }
  if (event.key === "Escape") return void select(-1);
  const mark = event.target.closest?.("mark[data-findings]");
  if (mark && (event.key === "Enter" || event.key === " ")) {
    event.preventDefault();
    return void markClicked(mark);
  }
  if (!Object.hasOwn(KEYS, event.key)) return;
  event.preventDefault();
  KEYS[event.key]();
}

// Several findings on one mark take turns.
function markClicked(mark) {
  const places = mark.dataset.findings.split(" ").map(Number);
  select(places[(places.indexOf(state.selected) + 1) % places.length]);
}

function start() {
  drawTheme();
  hashToState(location.hash);
  drawAll();
  if (state.selected >= 0) select(state.selected);

  addEventListener("keydown", keyPressed);
  addEventListener("hashchange", () => {
    if (location.hash.replace(/^#/, "") === hashSaved) return;
    hashToState(location.hash);
    drawAll();
    if (state.selected >= 0) select(state.selected);
  });
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      moveHere();
    });
  }, { passive: true });

  const text = byId("main-text");
  text.addEventListener("click", (event) => {
    const mark = event.target.closest("[data-findings]");
    if (mark && getSelection().isCollapsed) markClicked(mark);
  });
  text.addEventListener("mouseover", (event) => lightPartners(event.target));
  text.addEventListener("mouseleave", () => lightPartners(document.body));

  let typing = 0;
  byId("query").addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(search);
  });
  byId("filters").addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(typing);
    search();
    walkPassages(1);
  });
  byId("passage-next").addEventListener("click", () => walkPassages(1));
  byId("passage-previous").addEventListener("click", () => walkPassages(-1));
  byId("rule").addEventListener("change", (event) => chooseRule(event.target.value));
  byId("open-only").addEventListener("click", () => {
    state.open = !state.open;
    filtersChanged();
  });
  byId("rows-only").addEventListener("click", () => {
    state.folded = !state.folded;
    byId("rows-only").setAttribute("aria-pressed", String(state.folded));
    keepingPlace(drawText);
    lightSelected();
    moveHere();
    saveHash();
  });
  byId("strip").addEventListener("click", stripClicked);
  byId("theme").addEventListener("click", toggleTheme);
  byId("help-open").addEventListener("click", () => byId("help").showModal());
  for (const tab of document.querySelectorAll(".tabs button")) {
    tab.addEventListener("click", () => setView(tab.dataset.view));
  }
  preparePrint();
}

// On paper every finding of the text shows its reasoning; a long text is printed folded to its findings.
function preparePrint() {
  let folded = false;
  addEventListener("beforeprint", () => {
    folded = state.folded;
    if (rows.passing) {
      state.folded = true;
      drawText();
    }
    for (const chunk of rows.chunks) drawChunk(chunk);
    for (const finding of filtered()) {
      if (finding.place !== state.selected) rowOf(finding.link)?.append(card(finding));
    }
  });
  addEventListener("afterprint", () => {
    state.folded = folded;
    drawText();
    lightSelected();
  });
}

start();
