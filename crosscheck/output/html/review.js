// Decisions on findings: kept in the browser under the pair's paths, exported as a baseline file, imported again.

const BASELINE = "crosscheck-baseline/1";
const WORDS = { accepted: "accepted", fix: "to be fixed" };

const decisionKey = (which) => `decisions:${which.source.path}\n${which.target.path}`;

// What a baseline or a comment accepted when the report was made, then what this browser remembers: null there has
// taken an acceptance back.
function readDecisions(which) {
  const decisions = new Map();
  for (const finding of which.findings) {
    if (finding.accepted) decisions.set(finding.id, { decision: "accepted", ...finding.accepted });
  }
  for (const [id, made] of Object.entries(memory.read(decisionKey(which)) ?? {})) {
    if (made) decisions.set(id, made);
    else decisions.delete(id);
  }
  return decisions;
}

const decisionOf = (finding) => finding.home.decisions.get(finding.id);

const today = () => new Date().toISOString().slice(0, 10);

// Sets the decision, or takes it back where it is the same already. Returns what holds now.
function decide(finding, decision) {
  const before = decisionOf(finding);
  if (before?.decision === decision) finding.home.decisions.delete(finding.id);
  else finding.home.decisions.set(finding.id, { decision, reason: before?.reason ?? "", date: today() });
  keepDecisions(finding.home);
  return decisionOf(finding);
}

function giveReason(finding, reason) {
  const decision = decisionOf(finding);
  if (!decision) return;
  decision.reason = reason.trim();
  keepDecisions(finding.home);
}

function keepDecisions(home) {
  const kept = Object.fromEntries(home.decisions);
  for (const finding of home.findings) {
    if (finding.accepted && !home.decisions.has(finding.id)) kept[finding.id] = null;
  }
  if (!memory.write(decisionKey(home), kept)) {
    toast("This browser keeps nothing: export your decisions before you leave");
  }
}

// The baseline of all pairs: what was accepted under "entries", what is to be fixed under "to_fix".
function baseline() {
  const author = memory.read("reviewer") ?? "";
  const result = { schema: BASELINE, entries: [], to_fix: [] };
  for (const each of report.pairs) {
    const decisions = each.decisions ?? readDecisions(each);
    for (const finding of each.findings) {
      const made = decisions.get(finding.id);
      if (!made) continue;
      const list = made.decision === "accepted" ? result.entries : result.to_fix;
      list.push({
        fingerprint: finding.id,
        rule: finding.rule,
        grade: finding.grade,
        message: finding.message,
        source: each.source.path,
        target: each.target.path,
        reason: made.reason,
        author: made.author ?? author,
        date: made.date || today(),
        ...(made.expires ? { expires: made.expires } : {}),
      });
    }
  }
  return result;
}

function exportBaseline() {
  const found = baseline();
  const text = `${JSON.stringify(found, null, 2)}\n`;
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  el("a", { href: address, download: "crosscheck-baseline.json" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
  toast(`${number.format(found.entries.length)} accepted, ${number.format(found.to_fix.length)} to be fixed: exported`);
}

// Takes decisions from the text of a baseline file. Returns the sentence to show.
function importBaseline(text) {
  let found;
  try {
    found = JSON.parse(text);
  } catch {
    return "That file is not JSON: choose a baseline that this page or crosscheck wrote";
  }
  if (found?.schema !== BASELINE || !Array.isArray(found.entries)) {
    return `That file is not a ${BASELINE} file`;
  }
  const homes = Map.groupBy(pair.findings, (finding) => finding.id);
  let taken = 0;
  let stale = 0;
  for (const [entries, decision] of [[found.entries, "accepted"], [found.to_fix ?? [], "fix"]]) {
    for (const entry of entries) {
      if (!homes.has(entry?.fingerprint)) {
        stale += 1;
        continue;
      }
      for (const { home } of homes.get(entry.fingerprint)) {
        home.decisions.set(entry.fingerprint, {
          decision,
          reason: String(entry.reason ?? ""),
          author: entry.author ? String(entry.author) : undefined,
          date: String(entry.date ?? today()),
          expires: entry.expires ? String(entry.expires) : undefined,
        });
      }
      taken += 1;
    }
  }
  pair.homes.forEach(keepDecisions);
  return `${plural(taken, "decision")} imported${stale ? `, ${number.format(stale)} for findings not in this report` : ""}`;
}
