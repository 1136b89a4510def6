// @ts-check
/* Opening a return file of this briefing: it is checked, shown, and put into the plan only when somebody says so. The file
   may be anything; its texts go into boxes and text nodes only. The builder reads the same files in returns/web_plan.py. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { every, one } = briefing;
  const MAX_FILE = 2000000; // bytes
  const MAX_ROWS = 200;
  const said = (name) => (one("[data-plan-said]").textContent = briefing.word(name));

  const isTexts = (found) =>
    Boolean(found) &&
    typeof found === "object" &&
    Object.keys(found).every((key) => /^[a-z]\w{0,63}$/i.test(key) && typeof found[key] === "string");

  /** The file, or the word that says why it cannot be opened here. */
  function understood(text) {
    let file = null;
    try {
      file = JSON.parse(text);
    } catch (error) {
      return "open-damaged";
    }
    if (!file || file.format !== "briefing-return") return "open-not";
    const mine = briefing.reference.own();
    const its = briefing.reference.parse(String(file.reference));
    if (!its || !isTexts(file.answers) || !isTexts(file.recommendations || {})) return "open-damaged";
    if (its.partnership !== mine.partnership || its.briefing !== mine.briefing) return "open-elsewhere";
    return its.kind === mine.kind && its.form <= mine.form ? file : "open-form";
  }

  /** A day that a calendar has, within the years of the form: no 31 February. */
  function isDay(value) {
    const day = /^(20\d\d)-(\d\d)-(\d\d)$/.exec(value);
    if (!day) return false;
    const made = new Date(Date.UTC(Number(day[1]), Number(day[2]) - 1, Number(day[3])));
    return made.toISOString().slice(0, 10) === value;
  }

  /** Whether this page has a place for `value`: a day, a number, or a tick at a recommendation with the same words. */
  function fits(spot, value, file) {
    if (spot.dataset.code)
      return value === "yes" && (file.recommendations || {})[spot.dataset.code] === spot.dataset.saidWords;
    const type = one("input, textarea", spot).getAttribute("type");
    return type === "date" ? isDay(value) : type === "number" ? /^\d+$/.test(value) : true;
  }

  /** What the file holds, in the page's order: `{id, label, row, value, good}`. An action comes whole, with its empty fields. */
  function held(file) {
    const list = [];
    const take = (spot, id, row, label) => {
      const value = (file.answers[id] || "").trim();
      if (value || row)
        list.push({ id: id, label: label, row: row, value: value, good: !value || fits(spot, value, file) });
    };
    every("[data-plan]").forEach((spot) => take(spot, spot.dataset.plan, 0, spot.dataset.label));
    const columns = every(
      "[data-field]",
      /** @type {HTMLTemplateElement} */ (document.getElementById("action-row")).content
    );
    const rowOf = (id) => Number((/^action_(\d{1,3})_/.exec(id) || [])[1]) || 0;
    const last = Object.keys(file.answers).reduce((most, id) => Math.max(most, rowOf(id)), 0);
    for (let row = 1; row <= Math.min(MAX_ROWS, last); row++)
      columns.forEach((spot) =>
        take(
          spot,
          "action_" + row + "_" + spot.dataset.field,
          row,
          briefing.word("in-row", { row: row, label: spot.dataset.label })
        )
      );
    const typed = one("[data-typed-reference]");
    if (briefing.reference.parse(file.reference).team)
      list.push({ id: "", label: typed.dataset.label, row: 0, value: file.reference, good: true });
    return list;
  }

  const boxOf = (each) =>
    /** @type {HTMLInputElement} */ (one(each.id ? "form [name=" + each.id + "]" : "[data-typed-reference] input"));

  /** Whether a box has something that the file would change. */
  function replaced(each) {
    const box = boxOf(each);
    const now = !box ? "" : box.type === "checkbox" ? (box.checked ? "yes" : "") : box.value.trim();
    return Boolean(now) && now !== each.value;
  }

  function put(list) {
    const rows = Math.max(0, ...list.map((each) => each.row));
    briefing.plan.add(Math.max(0, rows - every("[data-row]").length));
    list.forEach(function (each) {
      const box = boxOf(each);
      const tick = box.type === "checkbox";
      if (tick) box.checked = true;
      else box.value = each.value;
      box.dispatchEvent(new Event(tick ? "change" : "input"));
    });
    said("opened");
  }

  function ask(file, dialog) {
    const all = held(file);
    const list = all.filter((each) => each.good);
    const labels = (which) => which.map((each) => each.label).join("; ");
    const line = (name, which, none) =>
      (one("[data-open-" + name + "]").textContent = which.length
        ? briefing.word("open-" + name, { fields: labels(which) })
        : none);
    line("replaces", list.filter(replaced), briefing.word("open-none"));
    line(
      "lost",
      all.filter((each) => !each.good),
      ""
    );
    const shown = one("dl", dialog);
    shown.textContent = "";
    list.filter((each) => each.value).forEach((each) => briefing.plan.entry(shown, each));
    one("[data-yes]", dialog).onclick = function () {
      dialog.close();
      put(list);
    };
    dialog.showModal();
  }

  function open(text, dialog) {
    const file = understood(text);
    if (typeof file === "string") said(file);
    else ask(file, dialog);
  }

  briefing.start("open a return", function () {
    const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("open-return"));
    const button = /** @type {HTMLButtonElement} */ (one("[data-open-return]"));
    const chooser = /** @type {HTMLInputElement} */ (one("[data-return-file]"));
    if (!dialog.showModal) return void (button.hidden = true); // an old browser: what it holds could not be shown first
    button.addEventListener("click", () => chooser.click());
    one("[data-no]", dialog).addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => button.focus());
    chooser.addEventListener("change", function () {
      const file = chooser.files && chooser.files[0];
      chooser.value = "";
      if (!file) return;
      if (file.size > MAX_FILE) return void said("open-not");
      briefing.files.read(file).then(
        (text) => open(text, dialog),
        () => said("open-damaged")
      );
    });
  });
})();
