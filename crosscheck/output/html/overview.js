// Verdict, figures, what was compared; and the review's own tools.

function drawOverview() {
  const known = pair.findings.filter((finding) => finding.accepted);
  const counts = countBy(pair.findings.filter((finding) => !finding.accepted), "grade");
  const links = pair.homes.flatMap((home) => home.links);
  const linked = links.filter((link) => link[0].length && link[1].length).length;
  const decided = pair.findings.filter(decisionOf).length;
  const said = GRADES.filter((grade) => counts.get(grade)).map((grade) => plural(counts.get(grade), grade));
  if (known.length) said.push(`${number.format(known.length)} accepted`);
  byId("overview").replaceChildren(...present([
    el(
      "div",
      { class: "verdict" },
      el("h1", { class: report.verdict.passed ? "passed" : "failed" }, report.verdict.passed ? "Passed" : "Did not pass"),
      el("p", { class: "verdict-line" }, said.length ? `${said.join(", ")}${report.pairs.length > pair.homes.length ? (pair.homes.length > 1 ? " in these versions" : " in this pair") : ""}` : "Nothing found."),
      ...report.verdict.shortfalls.map((line) => el("p", { class: "verdict-line" }, ...shown(line)))),
    el("div", { class: "versions" }, ...["source", ...pair.versions].map(version)),
    el(
      "div",
      { class: "meters" },
      pair.facts[1] ? meter("Facts that agree", pair.facts[0], pair.facts[1]) : null,
      pair.terms[1] ? meter("Terms as in the glossary", pair.terms[0], pair.terms[1]) : null,
      meter("Passages with counterpart", linked, links.length),
      pair.findings.length ? meter("Findings reviewed", decided, pair.findings.length, "reviewed") : null),
    ruleCounts(),
    reviewTools(),
  ]));
  drawHeads();
  drawFoot();
}

function version(side) {
  const of = pair[side];
  const facts = [plural(of.sentences.length, "sentence"), of.encoding];
  if (of.origin === "detected") facts.push("language detected");
  return el(
    "div",
    { class: "version" },
    el("p", { class: "language" }, languageName(of.lang)),
    el("p", { class: "path" }, el("bdi", {}, ...shown(of.path))),
    el("p", { class: "details" }, ...shown(facts.join(" · "))),
    ...of.notices.map((notice) => el("p", { class: "notice" }, ...shown(notice))));
}

function meter(label, value, total, id) {
  const share = total ? value / total : 0;
  const bar = el("span", { class: "bar-fill" });
  bar.style.width = `${share * 100}%`;
  return el(
    "div",
    { class: "meter", id: id ?? null },
    el("p", { class: "figure" }, number.format(value), el("span", {}, ` of ${number.format(total)}`)),
    el("div", { class: "bar-track", "aria-hidden": "true" }, bar),
    el("p", { class: "meter-label" }, label));
}

function ruleCounts() {
  const grades = new Map(pair.findings.map((finding) => [finding.rule, finding.grade]));
  const counts = [...countBy(pair.findings, "rule")].sort(([, a], [, b]) => b - a);
  if (!counts.length) return null;
  return el(
    "div",
    { class: "rules", role: "group", "aria-label": "Findings by rule" },
    ...counts.map(([rule, count]) =>
      el(
        "button",
        { type: "button", class: "chip", "aria-pressed": String(state.rule === rule), onclick: () => chooseRule(state.rule === rule ? "" : rule) },
        el("span", { class: `glyph ${grades.get(rule)}`, "aria-hidden": "true" }, GLYPHS[grades.get(rule)]),
        el("span", {}, ...shown(rule)),
        el("span", { class: "chip-count" }, number.format(count)))));
}

function reviewTools() {
  if (!pair.findings.length) return null;
  const file = el("input", { type: "file", accept: ".json,application/json", class: "sr", id: "import-file", "aria-label": "Baseline file", tabindex: "-1" });
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    if (!chosen) return;
    toast(importBaseline(await chosen.text()));
    file.value = "";
    decisionsChanged();
  });
  const reviewer = el("input", { type: "text", id: "reviewer", placeholder: "Your name", autocomplete: "name", "aria-label": "Reviewer" });
  reviewer.value = memory.read("reviewer") ?? "";
  reviewer.addEventListener("change", () => memory.write("reviewer", reviewer.value.trim()));
  return el(
    "div",
    { class: "review" },
    el("label", { class: "reviewer", for: "reviewer" }, "Reviewer"),
    reviewer,
    button("Export baseline", { class: "button", id: "export" }, exportBaseline),
    button("Import", { class: "button", id: "import" }, () => file.click()),
    file,
    el("p", { class: "sign" }, "Date and signature"));
}

function drawHeads() {
  byId("heads").replaceChildren(...["source", ...pair.versions].map((side) =>
    el("div", { class: "head", dir: pair[side].dir }, el("span", { class: "language" }, languageName(pair[side].lang)),
      el("span", { class: "path" }, el("bdi", {}, ...shown(baseName(pair[side].path)))))));
  document.body.style.setProperty("--versions", pair.versions.length);
  document.body.classList.toggle("rows", Boolean(pair.source.sentences[0]?.[4]));
  document.body.classList.toggle("several", pair.versions.length > 1);
  const title = `${baseName(pair.source.path)} – ${baseName(pair[pair.versions[0]].path)}`;
  byId("bar-pair").replaceChildren(report.pairs.length > 1
    ? pairChoice()
    : el("span", { class: "bar-title" }, el("bdi", {}, ...shown(title))));
}

function pairChoice() {
  const choice = el("select", { id: "pair", "aria-label": "Pair", onchange: (event) => chooseView(event.target.value) },
    ...groups.map((pairs, index) =>
      el("option", { value: `all${index + 1}`, selected: state.view === `all${index + 1}` },
        spelled(`${baseName(pairs[0].source.path)} – ${pairs.length} versions side by side`))),
    ...report.pairs.map((each, index) => {
      const errors = each.findings.filter((finding) => finding.grade === "error").length;
      const name = `${baseName(each.source.path)} – ${baseName(each.target.path)} (${errors ? plural(errors, "error") : plural(each.findings.length, "finding")})`;
      return el("option", { value: index + 1, selected: state.view === String(index + 1) }, spelled(name));
    }));
  return choice;
}

function drawFoot() {
  const { name, version: release, model } = report.tool;
  byId("foot").replaceChildren(
    el("p", {}, ...shown(`${name} ${release}${model ? ` · model ${model}` : ""}`)),
    ...(Object.keys(pair.stats).length
      ? [el("details", {}, el("summary", {}, "Figures"),
          el("dl", {}, ...Object.entries(pair.stats).map(([key, value]) =>
            el("div", {}, el("dt", {}, ...shown(key)), el("dd", {}, ...shown(typeof value === "number" ? number.format(value) : value))))))]
      : []));
}
