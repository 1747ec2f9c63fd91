// What is on show: one pair, or all versions of one source side by side. Both have the same shape:
//   source, and a document under each name of `versions` ("target"; or "target0", "target1" …)
//   links: [source sentences, [sentences of each version], score, moved], in order
//   findings: with `version`, the name of theirs, and `home`, the pair of the report that they belong to

const VERSIONS_SHOWN = 4; // more do not fit side by side

// Sources that have several versions, each as the list of its pairs.
const groups = [...Map.groupBy(report.pairs, (each) => `${each.source.path}\n${each.source.sentences.length}`).values()]
  .filter((pairs) => pairs.length > 1 && pairs.length <= VERSIONS_SHOWN);

function single(home) {
  return {
    homes: [home],
    versions: ["target"],
    source: home.source,
    target: home.target,
    links: home.links.map(([source, target, score, moved]) => [source, [target], score, moved]),
    findings: home.findings.map((finding) => ({ ...finding, version: "target", home })),
    facts: home.facts,
    terms: home.terms,
    stats: home.stats,
  };
}

// A row for each passage of the source; passages that any version runs together are one row. What a version adds
// stands in a row of its own, behind the one that it follows there.
function grouped(homes) {
  const versions = homes.map((_, at) => `target${at}`);
  const rowOf = joined(homes);
  const rows = [...new Set(rowOf)];
  const moved = homes.map((home, at) => {
    let last = null;
    return home.links.map(([source, target, score, away]) => {
      let to = source.length ? rowOf[source[0]] : null;
      if (!to) {
        to = newRow(versions);
        if (last) last.after.push(to);
        else rows.unshift(to);
      }
      to.targets[at].push(...target);
      to.score = Math.min(to.score, score);
      to.moved ||= Boolean(away);
      last = to;
      return to;
    });
  });
  const links = rows.flatMap((row) => [row, ...row.after]);
  links.forEach((row, place) => (row.place = place));
  const sum = (field) => [0, 1].map((at) => homes.reduce((total, home) => total + home[field][at], 0));
  return {
    homes,
    versions,
    source: homes[0].source,
    ...Object.fromEntries(versions.map((name, at) => [name, homes[at].target])),
    links: links.map((row) => [row.source, row.targets, row.score, row.moved ? 1 : 0]),
    findings: homes.flatMap((home, at) =>
      home.findings.map((finding) => ({ ...finding, link: moved[at][finding.link].place, version: versions[at], home }))),
    facts: sum("facts"),
    terms: sum("terms"),
    stats: {},
  };
}

const newRow = (versions, source = []) => ({ source, targets: versions.map(() => []), score: 1, moved: false, after: [] });

// The row of each source sentence: neighbours share one where a version links them together.
function joined(homes) {
  const count = homes[0].source.sentences.length;
  const together = new Array(count).fill(false); // with the sentence before
  for (const home of homes) {
    for (const [source] of home.links) {
      for (let at = 1; at < source.length; at += 1) if (source[at] === source[at - 1] + 1) together[source[at]] = true;
    }
  }
  const found = [];
  for (let index = 0; index < count; index += 1) {
    if (together[index]) found[index - 1].source.push(index);
    found.push(together[index] ? found[index - 1] : newRow(homes, [index]));
  }
  return found;
}

// The place of a finding in the source, or in its own version; null where it has none there.
const sideOf = (finding, side) => (side === "source" ? finding.source : side === finding.version ? finding.target : null);

// What tells a version from the others on show: its language, or the file where two have the same.
function nameOf(side) {
  const name = languageName(pair[side].lang);
  const alike = pair.versions.filter((each) => languageName(pair[each].lang) === name);
  return side !== "source" && alike.length > 1 ? baseName(pair[side].path) : name;
}

// The sentences of a link by version: ["source", …], ["target", …].
const sidesOf = (link) => [["source", link[0]], ...pair.versions.map((name, at) => [name, link[1][at]])];

// Facts of a sentence with the names of their connections: a fact of the source may have a partner in each version.
function factsOf(side, index) {
  const found = new Map();
  pair.homes.forEach((home, at) => {
    if (side !== "source" && side !== pair.versions[at]) return;
    const facts = (side === "source" ? home.source : home.target).sentences[index][3];
    for (let place = 0; place < facts.length; place += 4) {
      const [start, end, partner, derivation] = facts.slice(place, place + 4);
      const key = `${start} ${end}`;
      if (!found.has(key)) found.set(key, { start, end, derivation, partners: [] });
      if (partner >= 0) found.get(key).partners.push(`${at}.${partner}`);
    }
  });
  return [...found.values()];
}
