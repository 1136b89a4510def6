// @ts-check
/* What the group says: points typed once, read by everybody, taken up into the plan, and agreed before anything leaves.
   A point is a record of the plan's store, `<home>said.<screen>.<id>`; the agreement is `<home>agreed`, the very text that
   was agreed. What is typed and not added yet is `<home>draft.<screen>`, its question the key of the point that it would
   change; whoever goes on to another screen has added it. What is not taken up never reaches the plan. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { every, one } = briefing;
  const store = briefing.store;
  const word = (name, places) => briefing.word("s-" + name, places);
  const PREFIX = () => briefing.home + "said.";
  const record = (key, answer, order, question) => ({
    key: key,
    question: question,
    answer: answer,
    order: order,
    time: Date.now(),
    rev: store.rev(),
    earlier: [],
  });
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

  const boxIn = (capture) => /** @type {HTMLTextAreaElement} */ (one("textarea", capture));

  /** The box's words as they are now, so that a reload costs none. */
  function keepDraft(capture) {
    const key = briefing.home + "draft." + capture.dataset.capture;
    const text = boxIn(capture).value;
    const kept = text.trim()
      ? store.put("plan", record(key, text, 0, capture.dataset.changing || ""))
      : store.change("plan", key, () => null);
    return kept.catch(briefing.accept("a draft that is not kept stays in its box"));
  }

  const loadDraft = (capture) =>
    store.get("plan", briefing.home + "draft." + capture.dataset.capture).then(function (found) {
      const box = boxIn(capture);
      if (!found || box.value) return;
      box.value = found.answer;
      if (found.question) capture.dataset.changing = found.question;
    });

  /** Adds what stands in the box, or changes the point that it came from. The box is empty at once: nothing is added twice. */
  function addPoint(capture) {
    const box = boxIn(capture);
    const text = box.value.trim();
    const changing = capture.dataset.changing;
    const status = one("[data-said-status]", capture);
    if (!text) return Promise.resolve();
    const key = changing || PREFIX() + capture.dataset.capture + "." + Math.random().toString(36).slice(2, 10);
    const turn = (before) => record(key, text, before ? before.order : Date.now(), capture.dataset.partTitle);
    box.value = "";
    delete capture.dataset.changing;
    return store.change("plan", key, turn).then(
      function () {
        status.textContent = word("added");
        return keepDraft(capture).then(refresh);
      },
      function () {
        box.value = [text, box.value].filter(Boolean).join("\n");
        if (changing) capture.dataset.changing = changing;
        status.textContent = briefing.word("unsaved");
      }
    );
  }

  /** Adds a point and stays: the box is ready for the next, and in sight below a list that grew. */
  function addAndStay(capture) {
    boxIn(capture).focus();
    return addPoint(capture).then(() => one(".add", capture).scrollIntoView({ block: "nearest" }));
  }

  /** Whoever goes on takes along what was typed; at the start there may be another group, and what was there may just be deleted. */
  const addLeft = (event) => event.detail !== "start" && every(".screen:not(.shown) [data-capture]").forEach(addPoint);

  function typing(capture) {
    const status = one("[data-said-status]", capture);
    if (status.textContent === word("added")) status.textContent = "";
    keepDraft(capture);
  }

  function removePoint(capture, point) {
    const status = one("[data-said-status]", capture);
    if (capture.dataset.changing === point.key) emptyBox(capture);
    return store
      .change("plan", point.key, () => null)
      .then(refresh)
      .then(function () {
        status.textContent = word("removed") + " ";
        const undo = status.appendChild(
          button(word("undo"), "", () =>
            store
              .change("plan", point.key, () => point)
              .then(refresh)
              .then(function () {
                status.textContent = "";
                boxIn(capture).focus();
              })
          )
        );
        undo.focus();
      });
  }

  function emptyBox(capture) {
    boxIn(capture).value = "";
    delete capture.dataset.changing;
    keepDraft(capture);
  }

  /** Puts a point's words into the box; the point stays as it is until the new words are added. What stood there is added first. */
  function changePoint(capture, point) {
    const box = boxIn(capture);
    box.focus();
    if (capture.dataset.changing === point.key && box.value.trim()) return Promise.resolve();
    return addPoint(capture).then(function () {
      if (box.value.trim()) return; // it could not be added, and says so
      capture.dataset.changing = point.key;
      box.value = point.answer;
      box.focus();
      keepDraft(capture);
    });
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
      tools.appendChild(
        button(word("edit"), word("edit-tip", { text: short(point.answer) }), () => changePoint(capture, point))
      );
      tools.appendChild(
        button(word("remove"), word("remove-tip", { text: short(point.answer) }), () => removePoint(capture, point))
      );
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
      list
        .filter((point) => point.question === title)
        .forEach(function (point) {
          const item = items.appendChild(document.createElement("li"));
          item.appendChild(line("span", point.answer, "said-text"));
          item.appendChild(
            button(word("use"), word("use-tip", { text: short(point.answer) }), () => takeUp(point.answer))
          );
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

  const forAll = () =>
    briefing.plan.answers().filter((each) => /^(learning|relevant|sure|action)_|^(no_action|barriers)$/.test(each.id));
  const signature = () => JSON.stringify(forAll().map((each) => [each.id, each.value]));

  function pair(list, label, value) {
    const row = list.appendChild(document.createElement("div"));
    row.appendChild(document.createElement("dt")).textContent = label;
    row.appendChild(line("dd", value));
  }

  const tick = (each) => (each.id.startsWith("relevant_") ? one("[data-plan=" + each.id + "]").dataset : null);
  const labelOf = (each) =>
    each.row
      ? briefing.word("in-row", { row: each.row, label: each.label })
      : tick(each)
        ? tick(each).code
        : each.label;
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
    const list = briefing.plan.answers();
    const shared = forAll().map((each) => each.id);
    const rest = list.filter((each) => shared.includes(each.id));
    list
      .filter((each) => !shared.includes(each.id))
      .forEach((each) => pair(printed, each.label, briefing.writtenDay(each.value)));
    rest.forEach((each) => pair(printed, labelOf(each), valueOf(each)));
  }

  function agree() {
    const key = briefing.home + "agreed";
    const now = signature();
    return store
      .change("plan", key, () => record(key, now, 0, ""))
      .then(function () {
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
      one("[data-add-point]", capture).addEventListener("click", () => addAndStay(capture));
      boxIn(capture).addEventListener("input", () => typing(capture));
      boxIn(capture).addEventListener("keydown", function (event) {
        if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
        event.preventDefault();
        addAndStay(capture);
      });
      loadDraft(capture).catch(briefing.accept("a draft that cannot be read is not shown"));
    });
    document.addEventListener("briefing:screen", addLeft);
    one("[data-agree]").addEventListener("click", agree);
    document.addEventListener("briefing:plan", showAgreement);
    store.hear(function (news) {
      if (news.gone && !news.moved && briefing.home.startsWith(news.gone)) every("[data-capture]").forEach(emptyBox);
      if (!news.key || news.store === "plan")
        Promise.all([refresh(), loadAgreement()]).catch(briefing.accept("what cannot be read is not shown"));
    });
    Promise.all([refresh(), loadAgreement()]).catch(briefing.accept("what cannot be read is not shown"));
  });
})();
