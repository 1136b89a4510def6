// @ts-check
/* The team's action plan: fields kept like notes but in a store of their own, rows that come and go, and the preview of
   what a return holds. The form itself is the page's, made from `builder/form/definition.py`: a field's id is its HTML name. */
(function () {
  "use strict";
  const briefing = window.briefing;
  briefing.plan = /** @type {Briefing["plan"]} */ ({});
  const { every, one } = briefing;
  const store = briefing.store;
  const START = ["1", "2", "3"]; // Rows on a fresh page; others carry an id of their own, so that two tabs never share one.
  const rowKey = (id) => briefing.home + "row." + id;
  const DAY = 86400000; // ms
  const kept = new Map(); // row: what keeps its boxes
  let status = null;
  let later = 0;

  const printed = (box) => (value) => (box.type === "date" ? briefing.writtenDay(value) : value);
  const boxOf = (spot) => /** @type {HTMLInputElement} */ (one("input, textarea", spot));

  function changed() {
    clearTimeout(later);
    later = setTimeout(() => document.dispatchEvent(new CustomEvent("briefing:plan")), 60);
  }

  function keep(spot, name) {
    const box = boxOf(spot);
    return briefing.boxes.keep(box, {
      store: "plan",
      name: name,
      question: spot.dataset.label,
      status: status,
      copy: one(".copy", spot),
      printed: printed(box),
      offers: one("[data-offers]", spot),
      after: changed,
    });
  }

  // Rows ---------------------------------------------------------------------------------------

  const rows = () => every("[data-row]");

  /** Gives every row its number: in its heading, its names and what a screen reader says. */
  function renumber() {
    rows().forEach(function (row, n) {
      const fill = (text) => text.replace(/\{row\}/g, String(n + 1));
      one("[data-number]", row).textContent = String(n + 1);
      every("[data-field]", row).forEach(function (spot) {
        const box = boxOf(spot);
        box.id = box.name = "action_" + (n + 1) + "_" + spot.dataset.field;
        // A date is in a group of its own, which is named as its box is.
        for (const named of spot.hasAttribute("role") ? [spot, box] : [box])
          named.setAttribute("aria-label", fill(spot.dataset.tip));
      });
      one("[data-remove]", row).setAttribute("aria-label", fill(one("[data-remove]", row).dataset.tip));
    });
    changed();
  }

  function addRow(id, before) {
    const model = /** @type {HTMLTemplateElement} */ (document.getElementById("action-row"));
    const row = /** @type {HTMLElement} */ (model.content.firstElementChild.cloneNode(true));
    row.dataset.row = id;
    one("[data-rows]").insertBefore(row, before || null);
    kept.set(
      row,
      every("[data-field]", row).map((spot) => keep(spot, "row." + id + "." + spot.dataset.field))
    );
    one("[data-remove]", row).addEventListener("click", () => remove(row));
    document.dispatchEvent(new CustomEvent("briefing:row", { detail: row }));
    return row;
  }

  const setRow = (id, answer) => store.put("plan", store.plain(rowKey(id), answer)).catch(() => status.show("unsaved"));

  function remove(row) {
    const id = row.dataset.row;
    const next = row.nextElementSibling;
    const number = one("[data-number]", row).textContent;
    const order = row.dataset.order || "";
    row.remove();
    renumber();
    setRow(id, "gone");
    const said = one("[data-removed]");
    const undo = one("button", said);
    one("span", said).textContent = briefing.word("removed", { row: number });
    said.hidden = false;
    briefing.say(one("span", said).textContent);
    undo.onclick = function () {
      one("[data-rows]").insertBefore(row, next && next.isConnected ? next : null);
      renumber();
      setRow(id, order || "1");
      // Whatever became of the stored text meanwhile: the row has it.
      (kept.get(row) || []).forEach((each) => each.save());
      said.hidden = true;
      one("span", said).textContent = "";
      briefing.plan.go(boxOf(one("[data-field]", row)));
    };
    undo.focus();
  }

  /** Which rows there are: those of a fresh page and those added, without those removed. */
  function listed(records) {
    const state = {};
    records.forEach((record) => (state[record.key.slice(rowKey("").length)] = record.answer));
    const added = Object.keys(state).filter((id) => !START.includes(id) && state[id] !== "gone");
    added.sort((a, b) => Number(state[a]) - Number(state[b]));
    return START.filter((id) => state[id] !== "gone")
      .concat(added)
      .map((id) => ({ id: id, order: state[id] || "" }));
  }

  /** Brings the table to what the store says, without touching rows that are already there. */
  function showRows() {
    return store.all("plan", rowKey("")).then(function (records) {
      const wanted = listed(records.filter((record) => !record.key.slice(rowKey("").length).includes(".")));
      rows().forEach((row) => !wanted.some((each) => each.id === row.dataset.row) && row.remove());
      let last = null;
      wanted.forEach(function (each) {
        const row = rows().find((there) => there.dataset.row === each.id) || addRow(each.id);
        row.dataset.order = each.order;
        // A row that came back stands where it stood, in every tab.
        const place = last ? last.nextElementSibling : rows()[0];
        if (place !== row) one("[data-rows]").insertBefore(row, place);
        last = row;
      });
      renumber();
    });
  }

  /** Text of removed rows goes a day later: until then another tab, too, may take the row back. */
  function sweep() {
    return store.all("plan", rowKey("")).then(function (records) {
      const gone = records.filter(
        (record) =>
          record.answer === "gone" &&
          record.time < Date.now() - DAY &&
          !record.key.slice(rowKey("").length).includes(".")
      );
      const texts = records.filter((record) => gone.some((row) => record.key.startsWith(row.key + ".")));
      return Promise.all(texts.map((record) => store.change("plan", record.key, () => null)));
    });
  }

  briefing.plan.add = function (count) {
    for (let n = 0; n < count; n++) {
      const id = Math.random().toString(36).slice(2, 10);
      const order = String(Date.now() + n); // one after the other, also within a millisecond
      addRow(id).dataset.order = order;
      setRow(id, order);
    }
    renumber();
  };

  function add() {
    briefing.plan.add(1);
    const row = rows().pop();
    briefing.plan.go(boxOf(one("[data-field]", row)));
  }

  /** Leads to a box, also in a card that is folded. */
  briefing.plan.go = function (box) {
    box.dispatchEvent(new CustomEvent("briefing:reveal", { bubbles: true }));
    box.focus();
  };

  // What the plan says ---------------------------------------------------------------------------

  /** Every answer as `{id, label, value, row, spot}`, empty ones left out; rows without text do not count. */
  briefing.plan.answers = function () {
    const list = [];
    const take = function (spot, id, row) {
      const box = boxOf(spot);
      const value = box.type === "checkbox" ? (box.checked ? "yes" : "") : box.value.trim();
      if (value) list.push({ id: id, label: spot.dataset.label, value: value, row: row, spot: box });
    };
    every("[data-plan]").forEach((spot) => take(spot, spot.dataset.plan, 0));
    let number = 1;
    rows().forEach(function (row) {
      const before = list.length;
      every("[data-field]", row).forEach((spot) => take(spot, "action_" + number + "_" + spot.dataset.field, number));
      if (list.length > before) list.slice(before).forEach((each) => (each.place = row.dataset.row));
      if (list.length > before) number += 1;
    });
    return list;
  };

  /** The reference of the return: the page's, or what was typed from a worksheet, if it belongs to this briefing.
      `from` is "paper" where somebody types in what a team wrote on paper. */
  briefing.plan.reference = function () {
    const mine = briefing.reference.own();
    const { text, parse } = briefing.reference;
    const spot = one("[data-typed-reference]");
    const typed = boxOf(spot).value.trim();
    const from = spot.dataset.typedReference;
    // The edition of the form is this page's, whatever the sheet was: its fields are the ones that are filled in.
    const found = parse(typed);
    const ours = found && found.partnership === mine.partnership && found.briefing === mine.briefing;
    if (ours && found.kind === mine.kind) return { text: text({ ...found, form: mine.form }), good: true, from: from };
    if (/^[a-z0-9][a-z0-9-]*$/.test(typed)) return { text: text({ ...mine, team: typed }), good: true, from: from };
    return { text: text(mine), good: !typed, from: "" };
  };

  /** Takes organisation, team and reference from the team's own link, which no server hears of: boxes that are empty are
      filled, and a plan that is kept here for another team stays that team's. */
  function fromLink() {
    const link = new URLSearchParams(location.hash.slice(1));
    const reference = link.get("reference") || "";
    const box = boxOf(one("[data-typed-reference]"));
    if (!reference.startsWith(one("[data-reference]").dataset.reference.split("/").slice(0, 2).join("/") + "/")) return;
    const other = Boolean(box.value) && box.value !== reference;
    const warning = one("[data-own-other]");
    warning.hidden = !other;
    if (other) return briefing.say(warning.textContent);
    const said = { organisation: link.get("organisation"), section_team: link.get("team"), reference: reference };
    Object.keys(said).forEach(function (name) {
      const spot = one(name === "reference" ? "[data-typed-reference]" : '[data-plan="' + name + '"]');
      if (!spot || !said[name] || boxOf(spot).value) return;
      boxOf(spot).value = Array.from(said[name]).slice(0, 300).join("");
      boxOf(spot).dispatchEvent(new Event("input"));
    });
  }

  function ownTeam() {
    const spot = one("[data-own-team]");
    if (!spot) return;
    spot.hidden = !boxOf(spot).value;
    one("[data-own-reference]", spot).textContent = briefing.plan.reference().text;
  }

  function startOwnTeam(loaded) {
    if (!one("[data-own-team]")) return;
    Promise.all(loaded).then(fromLink);
    window.addEventListener("hashchange", fromLink);
    one("[data-not-mine]").addEventListener("click", function () {
      const box = boxOf(one("[data-own-team]"));
      box.value = "";
      box.dispatchEvent(new Event("input"));
      location.hash = "";
    });
  }

  function entry(list, label, value) {
    const row = list.appendChild(document.createElement("div"));
    row.appendChild(document.createElement("dt")).textContent = label;
    const shown = row.appendChild(document.createElement("dd"));
    shown.textContent = value;
    shown.translate = false;
    shown.dir = "auto";
  }

  /** A line of the plan in a list: a tick and a day in words. */
  briefing.plan.entry = (list, each) =>
    entry(
      list,
      each.label,
      each.value === "yes" && each.id.startsWith("relevant_")
        ? briefing.word("ticked")
        : briefing.writtenDay(each.value)
    );
  briefing.plan.label = (each) =>
    each.row ? briefing.word("in-row", { row: each.row, label: each.label }) : each.label;

  function preview() {
    const list = one("[data-preview]");
    const reference = briefing.plan.reference();
    list.textContent = "";
    entry(list, briefing.word("reference"), reference.text);
    if (reference.from) entry(list, briefing.word("from-paper"), briefing.word("ticked"));
    briefing.plan.answers().forEach(function (each) {
      briefing.plan.entry(list, Object.assign({}, each, { label: briefing.plan.label(each) }));
    });
    entry(list, briefing.word("also"), briefing.word("also-text"));
    one("[data-reference-shown]").textContent = reference.text;
    const wrong = one("[data-reference-wrong]");
    const box = boxOf(one("[data-typed-reference]"));
    if (!reference.good && wrong.hidden && document.activeElement === box) briefing.say(wrong.textContent);
    wrong.hidden = reference.good;
    if (reference.good === box.hasAttribute("aria-invalid")) briefing.wrong(box, wrong.id, !reference.good);
    ownTeam();
  }

  briefing.start("plan", function () {
    status = briefing.boxes.status(one("[data-plan-saved]"));
    const boxes = every("[data-plan], [data-typed-reference]").map((spot) =>
      keep(spot, spot.dataset.plan || "reference")
    );
    startOwnTeam(boxes.map((each) => each.loaded));
    rows().forEach((row) => row.remove()); // Those that stand there without scripts.
    const withoutStore = function () {
      START.slice(rows().length).forEach((id) => addRow(id));
      renumber();
    };
    const quietly = () => showRows().catch(withoutStore);
    store.ready.then(sweep).catch(briefing.accept("what is swept is only text of removed rows")).then(quietly);
    store.hear((news) => (!news.store || (news.store === "plan" && /\/row\.[^.]+$/.test(news.key))) && quietly());
    one("[data-add]").addEventListener("click", add);
    document.addEventListener("briefing:plan", preview);
    one("form").addEventListener("submit", (event) => event.preventDefault());
  });
})();
