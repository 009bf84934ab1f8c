// What the HTML report can do beyond being read: filter findings, walk through them, open them from the text. Without this
// script everything is still there: underlined spans are links to details that open by themselves.
"use strict";
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const one = selector => document.querySelector(selector);
  const severities = ["critical", "major", "minor", "neutral"];

  // Every bead with its findings and the marks of each finding in the texts.
  const marksOf = new Map();
  for (const mark of all(".mark"))
    for (const id of mark.dataset.findings.split(" ")) marksOf.set(id, [...(marksOf.get(id) || []), mark]);
  const beads = all(".bead").map(element => ({
    element,
    text: null, // in lower case, read when it is first searched
    findings: all(".finding", element).map(finding => ({
      element: finding, severity: finding.dataset.severity, check: finding.dataset.check, state: finding.dataset.state, shown: true,
    })),
  }));
  const findings = beads.flatMap(bead => bead.findings);
  const byId = new Map(findings.map(finding => [finding.element.id, finding]));
  let current = null, cameFrom = null;

  const form = one(".filters"), search = form.elements.search, check = form.elements.check, only = form.elements.only;
  const state = form.elements.state, tally = one(".tally");

  // --- filling the controls ---
  const count = (list, key) => list.reduce((sums, item) => sums.set(item[key], (sums.get(item[key]) || 0) + 1), new Map());
  for (const severity of severities)
    form.elements[severity].parentElement.querySelector("b").textContent = count(findings, "severity").get(severity) || 0;
  for (const [name, number] of [...count(findings, "check")].sort((a, b) => b[1] - a[1])) check.add(new Option(`${name} (${number})`, name));
  const states = count(findings, "state");
  for (const [name, number] of states) state.add(new Option(`${name} (${number})`, name));
  state.parentElement.hidden = states.size < 2;
  form.elements.shading.parentElement.hidden = !one(".suspect");

  // --- filtering ---
  const matches = (bead, words) => {
    if (bead.text === null) bead.text = bead.element.textContent.toLowerCase();
    return words.every(word => bead.text.includes(word));
  };

  function filter() {
    const levels = new Set(severities.filter(severity => form.elements[severity].checked));
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0, visible = 0;
    for (const bead of beads) {
      const found = words.length === 0 || matches(bead, words);
      let any = false;
      for (const finding of bead.findings) {
        finding.shown = found && levels.has(finding.severity) && (!check.value || check.value === finding.check) &&
          (!state.value || state.value === finding.state);
        finding.element.hidden = !finding.shown;
        any ||= finding.shown;
        shown += finding.shown;
      }
      bead.element.hidden = !found || ((only.checked || check.value || state.value) && !any);
      visible += !bead.element.hidden;
    }
    document.documentElement.classList.toggle("unshaded", !form.elements.shading.checked);
    for (const mark of all(".mark")) mark.classList.toggle("off", !mark.dataset.findings.split(" ").some(id => byId.get(id).shown));
    tally.textContent = `${shown} of ${findings.length} findings`;
    for (const document_ of all(".document")) {
      const empty = document_.querySelector(".empty");
      empty.hidden = all(".bead", document_).some(bead => !bead.hidden);
    }
  }

  // --- one finding ---
  function mark(finding, on) {
    finding.element.classList.toggle("current", on);
    for (const element of marksOf.get(finding.element.id) || []) element.classList.toggle("current", on);
  }

  function show(finding, from = null) {
    if (current) mark(current, false);
    current = finding;
    cameFrom = from;
    mark(finding, true);
    finding.element.open = true;
    finding.element.querySelector("summary").focus({preventScroll: true});
    finding.element.closest(".bead").scrollIntoView({block: "center"});
    history.replaceState(null, "", `#${finding.element.id}`);
  }

  function close() {
    if (!current) return;
    mark(current, false);
    current.element.open = false;
    if (cameFrom) cameFrom.focus();
    current = null;
  }

  function walk(step) {
    const shown = findings.filter(finding => finding.shown);
    if (shown.length === 0) return;
    const at = shown.indexOf(current);
    show(shown[at < 0 ? (step > 0 ? 0 : shown.length - 1) : (at + step + shown.length) % shown.length]);
  }

  // --- what the reader does ---
  document.addEventListener("click", event => {
    const link = event.target.closest(".mark");
    if (!link) return;
    event.preventDefault();
    const finding = link.dataset.findings.split(" ").map(id => byId.get(id)).find(candidate => candidate.shown);
    if (finding) show(finding, link);
  });

  const keys = {
    j: () => walk(1), n: () => walk(1), k: () => walk(-1), p: () => walk(-1),
    "/": () => search.focus(), "?": () => one("dialog").showModal(), Escape: close,
    ...Object.fromEntries(severities.map((severity, i) => [String(i + 1), () => form.elements[severity].click()])),
  };
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || one("dialog").open) return;
    if (event.target.matches("input[type=search], select")) {
      if (event.key !== "Escape") return;
      event.target.blur();
    }
    const action = keys[event.key];
    if (!action) return;
    event.preventDefault();
    action();
  });

  form.addEventListener("input", filter);
  form.addEventListener("submit", event => event.preventDefault());
  one(".previous").addEventListener("click", () => walk(-1));
  one(".next").addEventListener("click", () => walk(1));
  one(".help").addEventListener("click", () => one("dialog").showModal());
  one("dialog button").addEventListener("click", () => one("dialog").close());

  // Paper shows everything.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = findings.filter(finding => !finding.element.open);
    for (const finding of opened) finding.element.open = true;
  });
  addEventListener("afterprint", () => opened.forEach(finding => { finding.element.open = false; }));

  // The corpus comes last in the file, since it is known last, and first for the reader.
  const corpus = one(".corpus");
  if (corpus) corpus.parentElement.prepend(corpus);
  document.documentElement.classList.add("script");
  filter();
  const wanted = byId.get(location.hash.slice(1));
  if (wanted) show(wanted);
})();
