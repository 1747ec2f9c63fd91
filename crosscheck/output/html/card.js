// The reasoning about one finding, under its passage.

function card(finding) {
  const made = decisionOf(finding);
  const node = el(
    "section",
    {
      class: `card ${finding.grade}${made ? ` ${made.decision}` : ""}`,
      "data-finding": finding.place,
      "aria-label": `${finding.grade}: ${finding.message}`,
      tabindex: "-1",
    },
    el(
      "header",
      {},
      el("span", { class: `glyph ${finding.grade}`, "aria-hidden": "true" }, GLYPHS[finding.grade]),
      el("h3", {}, el("bdi", {}, ...shown(finding.message))),
      el("code", { class: "rule" }, ...shown(finding.rule))),
    el("div", { class: "readings" }, reading("source", finding), reading(finding.version, finding)),
    finding.cause && el("p", { class: "cause" }, el("span", { class: "label" }, "Likely"), el("bdi", {}, ...shown(finding.cause))),
    finding.suggestion && suggestion(finding),
    actions(finding, made));
  return node;
}

// Whether all that was read stands in the text as it is: then it need not be said again.
const saysItself = (finding) =>
  [finding.source, finding.target].every((side) => !side || side.value === null || side.value === side.text);

function reading(side, finding) {
  const version = pair[side];
  const found = sideOf(finding, side);
  if (!found) {
    return el("div", { class: "reading" }, el("p", { class: "where" }, ...shown(nameOf(side))), el("p", { class: "none" }, "not there"));
  }
  const where = typeof found.unit === "string"
    ? `${nameOf(side)}, row ${found.unit}`
    : `${nameOf(side)}, line ${number.format(found.line)}, column ${number.format(found.column)}`;
  return el(
    "div",
    { class: "reading" },
    el("p", { class: "where" }, ...shown(where)),
    isGap(finding, side)
      ? el("p", { class: "none" }, "nothing read that would match")
      : [
          el("p", { class: "read", lang: version.lang }, el("bdi", {}, ...shown(found.text))),
          found.value !== null && !saysItself(finding) && el("p", { class: "value" }, "read as ", el("bdi", {}, ...shown(found.value))),
        ],
    // "4,925 = 4925" says no more than "read as 4925".
    found.derivation && found.derivation !== `${found.text} = ${found.value}` && el("p", { class: "derivation" }, el("bdi", {}, ...shown(found.derivation))));
}

function suggestion(finding) {
  const before = finding.target && finding.target.value !== null ? finding.target.text : "";
  return el(
    "p",
    { class: "suggestion" },
    el("span", { class: "label" }, "Suggested"),
    el(
      "span",
      {},
      el("bdi", { class: "proposal", lang: pair[finding.version].lang },
        ...(before ? difference(before, finding.suggestion) : shown(finding.suggestion))),
      button("Copy", { class: "quiet copy", title: "Copy the suggestion (c)" }, () => copy(finding.suggestion, "Suggestion"))));
}

function actions(finding, made) {
  const field = el("input", {
    type: "text",
    class: "reason",
    placeholder: made?.decision === "fix" ? "Remark for whoever fixes it" : "Reason",
    "aria-label": "Reason",
    autocomplete: "off",
    onchange: (event) => giveReason(finding, event.target.value),
    onkeydown: (event) => {
      if (event.key === "Enter") {
        giveReason(finding, event.target.value);
        event.target.closest(".card").focus();
      }
    },
  });
  field.value = made?.reason ?? "";
  return el(
    "div",
    { class: "actions" },
    button("Accept", { class: "button accept", "aria-pressed": String(made?.decision === "accepted"), title: "Known and in order (a)" },
      () => makeDecision(finding, "accepted")),
    button("Needs fixing", { class: "button fix", "aria-pressed": String(made?.decision === "fix"), title: "Reject: the text is wrong (r)" },
      () => makeDecision(finding, "fix")),
    made && field,
    el("span", { class: "walk" },
      button("Previous", { class: "quiet", title: "Previous finding (k)" }, () => step(-1)),
      button("Next", { class: "quiet", title: "Next finding (j)" }, () => step(1))),
    button("Copy as text", { class: "quiet", title: "Copy the finding for a mail or a ticket" }, () => copy(asText(finding), "Finding")));
}

function asText(finding) {
  const lines = [`${finding.grade} ${finding.rule}: ${finding.message}`];
  for (const side of ["source", finding.version]) {
    const found = sideOf(finding, side);
    if (found) lines.push(`${pair[side].path}:${found.line}:${found.column}: ${found.text}`);
  }
  if (finding.cause) lines.push(`Likely: ${finding.cause}`);
  if (finding.suggestion) lines.push(`Suggested: ${finding.suggestion}`);
  return lines.join("\n");
}
