// @ts-check
/* Taking notes along: copied, printed, as a Word record, as a file for another device; and reading such a file, which may
   be anything: it is checked field by field, and merged, never written over what is there. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { every, one } = briefing;
  const store = briefing.store;
  const textOf = (selector, root) => (one(selector, root) ? one(selector, root).textContent.trim() : "");
  let atTop = false; // the button was the first one: what is said stands beside it
  const said = (name, places) =>
    (one(atTop ? "[data-out-top]" : "[data-out-said]").textContent = briefing.word(name, places));
  const title = () => textOf("[data-notes-title]");

  /** What the page shows, in order: `{part, question, answer, spot}`. */
  function answers() {
    return every("[data-note], [data-orphan]")
      .map((spot) => ({
        part: textOf("[data-part-name]", spot),
        question: one("[data-question]", spot).dataset.question,
        answer: one("[data-answer]", spot).dataset.answer || "",
        spot: one("[data-answer]", spot),
      }))
      .filter((each) => each.answer);
  }

  /** What a field holds, in words; read from the field itself, since a translated page shows something else. */
  function valueOf(box) {
    if (box.type === "checkbox") return box.checked ? briefing.word("yes") : "";
    if (box.type === "date") return briefing.writtenDay(box.value);
    return box.tagName === "SELECT" && box.value ? box.selectedOptions[0].text : box.value;
  }

  /** CPD fields in use: `{label, text, spot}`. */
  function record() {
    return every("[data-cpd]")
      .filter((spot) => !spot.hidden && !one("[data-cpd-fields]").hidden)
      .map(function (spot) {
        const box = /** @type {HTMLInputElement} */ (one("input, textarea, select", spot));
        return { label: one("[data-question]", spot).dataset.question, text: valueOf(box), spot: box };
      })
      .filter((each) => each.text);
  }

  const regulator = function () {
    const chosen = /** @type {HTMLInputElement} */ (one("[name=regulator]:checked"));
    return chosen && chosen.value !== "none" ? chosen.parentElement.textContent.trim() : "";
  };

  const places = () =>
    answers()
      .map((each) => ({ label: each.part || each.question, text: each.answer, spot: each.spot }))
      .concat(record().filter((each) => each.spot.type !== "date"));

  /** The notes as lines, `[style, text]`. */
  function lines() {
    const list = [
      ["Heading1", title()],
      ["", textOf("[data-notes-about]")],
    ];
    answers().forEach(function (each, n, all) {
      if (each.part && (n === 0 || all[n - 1].part !== each.part)) list.push(["Heading2", each.part]);
      list.push(["Heading3", each.question], ["", each.answer]);
    });
    const fields = record();
    if (fields.length) list.push(["Heading2", briefing.word("cpd-title")]);
    if (fields.length && regulator()) list.push(["", regulator()]);
    fields.forEach((each) => list.push(["Heading3", each.label], ["", each.text]));
    return list;
  }

  const asText = () =>
    lines()
      .map(([style, text]) => (style ? "\n" + text : text))
      .join("\n")
      .trim() + "\n";

  function copyAll() {
    const done = () => said("copied");
    const before = /** @type {HTMLElement} */ (document.activeElement);
    const plain = function () {
      const box = document.createElement("textarea");
      box.value = asText();
      document.body.appendChild(box);
      box.select();
      const worked = document.execCommand("copy");
      box.remove();
      if (before) before.focus();
      said(worked ? "copied" : "not-copied");
    };
    if (navigator.clipboard) navigator.clipboard.writeText(asText()).then(done, plain);
    else plain();
  }

  function asWord(button) {
    const { maker, template } = button.dataset;
    const able = briefing.wordFile ? Promise.resolve() : briefing.files.late(maker);
    const parts = able.then(() => briefing.wordFile.template("notes", template));
    return parts.then(function (parts) {
      const made = briefing.wordFile.parse(parts["word/document.xml"]);
      const body = made.getElementsByTagNameNS("*", "body")[0];
      const end = body.lastElementChild;
      lines().forEach(
        ([style, text]) => text && body.insertBefore(briefing.wordFile.paragraph(made, text, style), end)
      );
      const file = briefing.wordFile.pack(parts, { "word/document.xml": briefing.wordFile.text(made) });
      briefing.files.download(briefing.files.name(title(), ".docx"), file, briefing.wordFile.TYPE);
      said(briefing.files.downloaded);
    });
  }

  // A file for another device --------------------------------------------------------------------

  const FILE = "briefing-notes";
  /** @type {StoreName[]} */
  const STORES = ["notes", "cpd", "reading"];
  const MAX_FILE = 5000000;
  const MAX_TEXT = 200000;

  function save() {
    return Promise.all(STORES.map((name) => store.all(name, briefing.home))).then(function (lists) {
      const at = document.body.dataset;
      const file = {
        format: FILE,
        version: 1,
        partnership: at.partnership,
        briefing: at.briefing,
        saved: new Date().toISOString(),
      };
      STORES.forEach(
        (name, n) =>
          (file[name] = lists[n].map((each) => Object.assign({}, each, { key: each.key.slice(briefing.home.length) })))
      );
      briefing.files.download(briefing.files.name(title(), ".json"), JSON.stringify(file, null, 1), "application/json");
      said(briefing.files.downloaded);
    });
  }

  const isText = (value) => typeof value === "string" && value.length <= MAX_TEXT;
  const isTime = (value) => typeof value === "number" && isFinite(value) && value > 0;
  // A clock that runs ahead must not win over everything that is written later.
  const time = (value) => (isTime(value) ? Math.min(value, Date.now()) : 1);

  /** One record of a file, field by field, or null. Nothing else of it is taken over. */
  function checked(raw) {
    if (
      !raw ||
      typeof raw !== "object" ||
      !isText(raw.key) ||
      !/^[^/\u0000-\u001f]{1,200}$/.test(raw.key) ||
      !isText(raw.answer)
    )
      return null;
    const earlier = (Array.isArray(raw.earlier) ? raw.earlier.slice(0, 20) : []).filter(
      (each) => each && isText(each.question) && isText(each.answer)
    );
    return {
      key: briefing.home + raw.key,
      question: isText(raw.question) ? raw.question : "",
      answer: raw.answer,
      time: time(raw.time),
      rev: store.rev(),
      earlier: earlier.map((each) => ({ question: each.question, answer: each.answer, time: time(each.time) })),
      part: isText(raw.part) ? raw.part : "",
      order: typeof raw.order === "number" && isFinite(raw.order) ? raw.order : 0,
      text: raw.text === true,
    };
  }

  /** How many answers of a list are longer than this page keeps. */
  const tooLong = (list) =>
    (Array.isArray(list) ? list : []).filter(
      (each) => each && typeof each.answer === "string" && each.answer.length > MAX_TEXT
    ).length;

  function parsed(text) {
    try {
      const file = JSON.parse(text);
      return file && file.format === FILE && file.version === 1 ? file : null;
    } catch (error) {
      return null;
    }
  }

  function restore(text) {
    const at = document.body.dataset;
    const file = parsed(text);
    if (!file) return said("not-notes");
    if (file.partnership !== at.partnership || file.briefing !== at.briefing) return said("other-briefing");
    const work = [];
    let answers = 0;
    STORES.forEach((name) =>
      (Array.isArray(file[name]) ? file[name].slice(0, 2000) : [])
        .map(checked)
        .filter(Boolean)
        .filter((each) => name !== "reading" || /\/(\d{1,3}|here)$/.test(each.key))
        .forEach(function (each) {
          if (name === "notes" && each.answer) answers += 1;
          work.push(store.change(name, each.key, (there) => store.merge(there, each)));
        })
    );
    const long = STORES.reduce((sum, name) => sum + tooLong(file[name]), 0);
    return Promise.all(work).then(
      function () {
        said(long ? "restored-long" : "restored", { count: answers, long: long });
        store.look();
      },
      () => said("not-restored")
    );
  }

  briefing.start("taking notes along", function () {
    const watch = briefing.details.guard(places);
    const out = (name, act) =>
      every("[data-out=" + name + "]").forEach((button) =>
        watch.guard(button, function () {
          atTop = button.hasAttribute("data-out-first");
          briefing.start(name, () => act(button));
        })
      );
    out("word", (button) => asWord(button).catch(() => said("no-word")));
    out("copy", copyAll);
    out("print", () => said(briefing.files.print()));
    out("save", () => save().catch(() => said("unsaved")));
    document.addEventListener("briefing:notes", watch.refresh);
    const chooser = /** @type {HTMLInputElement} */ (one("[data-restore-file]"));
    one("[data-restore]").addEventListener("click", () => chooser.click());
    chooser.addEventListener("change", function () {
      const file = chooser.files && chooser.files[0];
      chooser.value = "";
      if (!file) return;
      if (file.size > MAX_FILE) return void said("not-notes");
      briefing.files.read(file).then(restore, () => said("not-notes"));
    });
  });
})();
