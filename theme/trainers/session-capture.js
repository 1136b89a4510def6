// @ts-check
/* What the group says: points typed once, read by everybody, taken up into the plan, and agreed before anything leaves.
   A point is a record of the plan's store, `<home>said.<screen>.<id>`; the agreement is `<home>agreed`, the very text that
   was agreed. What is not taken up never reaches the plan. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const store = briefing.store;
  const every = (selector, root) => /** @type {HTMLElement[]} */ (Array.from((root || document).querySelectorAll(selector)));
  const one = (selector, root) => /** @type {HTMLElement} */ ((root || document).querySelector(selector));
  const word = (name, places) => briefing.word("s-" + name, places);
  const PREFIX = () => briefing.home + "said.";
  const record = (key, answer, order, question) => ({ key: key, question: question, answer: answer, order: order, time: Date.now(), rev: store.rev(), earlier: [] });
  const short = (text) => (text.length > 60 ? text.slice(0, 57) + "…" : text);
  let agreed = "";

  function button(text, tip, act, name) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = name || "link";
    made.textContent = text;
    if (tip) made.setAttribute("aria-label", tip);
    made.addEventListener("click", act);
    return made;
  }

  const line = (tag, text, name) => {
    const made = document.createElement(tag);
    made.textContent = text;
    made.className = name || "";
    made.dir = "auto";
    return made;
  };

  // Points -------------------------------------------------------------------------------------

  const said = () => store.all("plan", PREFIX()).then((list) => list.sort((a, b) => (a.order || 0) - (b.order || 0)));
  const ofScreen = (list, id) => list.filter((point) => point.key.startsWith(PREFIX() + id + "."));

  function addPoint(capture) {
    const box = /** @type {HTMLTextAreaElement} */ (one("textarea", capture));
    const text = box.value.trim();
    const status = one("[data-said-status]", capture);
    if (!text) return box.focus();
    const key = capture.dataset.changing || PREFIX() + capture.dataset.capture + "." + Math.random().toString(36).slice(2, 10);
    const turn = (before) => record(key, text, before ? before.order : Date.now(), capture.dataset.partTitle);
    return store.change("plan", key, turn).then(
      function () {
        delete capture.dataset.changing;
        box.value = "";
        box.focus();
        status.textContent = word("added");
        return refresh();
      },
      () => (status.textContent = briefing.word("unsaved"))
    );
  }

  function removePoint(capture, point) {
    const status = one("[data-said-status]", capture);
    delete capture.dataset.changing;
    return store.change("plan", point.key, () => null).then(refresh).then(function () {
      status.textContent = word("removed") + " ";
      const undo = status.appendChild(button(word("undo"), "", () => store.change("plan", point.key, () => point).then(refresh).then(function () {
        status.textContent = "";
        one("textarea", capture).focus();
      })));
      undo.focus();
    });
  }

  /** Puts a point's words into the box; the point stays as it is until the new words are added. */
  function changePoint(capture, point) {
    const box = /** @type {HTMLTextAreaElement} */ (one("textarea", capture));
    capture.dataset.changing = point.key;
    box.value = point.answer;
    box.focus();
  }

  function showCapture(capture, list) {
    const spot = one("[data-said-list]", capture);
    const mine = ofScreen(list, capture.dataset.capture);
    spot.textContent = "";
    one("[data-none]", capture).hidden = mine.length > 0;
    mine.forEach(function (point) {
      const item = spot.appendChild(document.createElement("li"));
      item.appendChild(line("span", point.answer, "said-text"));
      const tools = item.appendChild(line("span", "", "tools"));
      tools.appendChild(button(word("edit"), word("edit-tip", { text: short(point.answer) }), () => changePoint(capture, point)));
      tools.appendChild(button(word("remove"), word("remove-tip", { text: short(point.answer) }), () => removePoint(capture, point)));
    });
  }

  function showAll(list) {
    const spot = one("[data-all-said]");
    const parts = list.map((point) => point.question).filter((title, n, all) => all.indexOf(title) === n);
    spot.textContent = "";
    one("[data-none-at-all]").hidden = list.length > 0;
    parts.forEach(function (title) {
      spot.appendChild(line("h4", title));
      const items = spot.appendChild(document.createElement("ul"));
      list.filter((point) => point.question === title).forEach(function (point) {
        const item = items.appendChild(document.createElement("li"));
        item.appendChild(line("span", point.answer, "said-text"));
        item.appendChild(button(word("use"), word("use-tip", { text: short(point.answer) }), () => takeUp(point.answer)));
      });
    });
  }

  const refresh = () =>
    said().then(function (list) {
      every("[data-capture]").forEach((capture) => showCapture(capture, list));
      showAll(list);
    });

  /** Into the first empty point of the plan, or below the last one. */
  function takeUp(text) {
    const boxes = /** @type {HTMLTextAreaElement[]} */ (every(".learning textarea"));
    const box = boxes.find((each) => !each.value.trim()) || boxes[boxes.length - 1];
    box.value = box.value.trim() ? box.value.trim() + "\n" + text : text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    one("[data-used]").textContent = word("used", { number: boxes.indexOf(box) + 1 });
  }

  // Agreement ----------------------------------------------------------------------------------

  const forAll = () => briefing.planAnswers().filter((each) => /^(learning|relevant|action)_/.test(each.id));
  const signature = () => JSON.stringify(forAll().map((each) => [each.id, each.value]));

  function pair(list, label, value) {
    const row = list.appendChild(document.createElement("div"));
    row.appendChild(document.createElement("dt")).textContent = label;
    row.appendChild(line("dd", value));
  }

  const tick = (each) => (each.id.startsWith("relevant_") ? one("[data-plan=" + each.id + "]").dataset : null);
  const labelOf = (each) => (each.row ? briefing.word("in-row", { row: each.row, label: each.label }) : tick(each) ? tick(each).code : each.label);
  const valueOf = (each) => (tick(each) ? tick(each).saidWords : briefing.writtenDay(each.value));

  function showAgreement() {
    const text = one("[data-agreed-text]");
    const list = forAll();
    const good = list.length > 0 && agreed === signature();
    text.textContent = "";
    list.forEach((each) => pair(text, labelOf(each), valueOf(each)));
    one("[data-nothing]").hidden = list.length > 0;
    /** @type {HTMLButtonElement} */ (one("[data-agree]")).disabled = !list.length || good;
    one("[data-agreed-status]").textContent = good ? word("agreed") : agreed && list.length ? word("changed") : "";
    one("[data-outputs]").hidden = !good;
    one("[data-not-agreed]").hidden = good;
    showPrinted(good);
  }

  /** What is printed is what was agreed, below the team's details: never the boxes. */
  function showPrinted(good) {
    const printed = one("[data-printed]");
    printed.textContent = "";
    if (!good) return;
    const list = briefing.planAnswers();
    const shared = forAll().map((each) => each.id);
    const rest = list.filter((each) => shared.includes(each.id));
    list.filter((each) => !shared.includes(each.id)).forEach((each) => pair(printed, each.label, briefing.writtenDay(each.value)));
    rest.forEach((each) => pair(printed, labelOf(each), valueOf(each)));
  }

  function agree() {
    const key = briefing.home + "agreed";
    const now = signature();
    return store.change("plan", key, () => record(key, now, 0, "")).then(function () {
      agreed = now;
      showAgreement();
      one("[data-next]").focus();
    });
  }

  const loadAgreement = () =>
    store.get("plan", briefing.home + "agreed").then(function (found) {
      agreed = found ? found.answer : "";
      showAgreement();
    });

  briefing.start("capture", function () {
    every("[data-capture]").forEach(function (capture) {
      one("[data-add-point]", capture).addEventListener("click", () => addPoint(capture));
      one("textarea", capture).addEventListener("keydown", function (event) {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        addPoint(capture);
      });
    });
    one("[data-agree]").addEventListener("click", agree);
    document.addEventListener("briefing:plan", showAgreement);
    store.hear(function (news) {
      if (!news.key || news.store === "plan") Promise.all([refresh(), loadAgreement()]).catch(() => 0);
    });
    Promise.all([refresh(), loadAgreement()]).catch(() => 0);
  });
})();
