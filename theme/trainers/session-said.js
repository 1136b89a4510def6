// @ts-check
/* What the group says: points typed once, read by everybody, taken up into the plan or made into an action.
   A point is a record of the plan's store, `<home>said.<screen>.<id>`; where it was taken up, `<home>taken.<screen>.<id>` says
   under which field. What is typed and not added yet is `<home>draft.<screen>`, its question the key of the point that it would
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
  const short = (text) => (text.length > 60 ? Array.from(text).slice(0, 57).join("") + "…" : text);

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
    return addPoint(capture).then(function () {
      one(".add", capture).scrollIntoView({ block: "nearest" });
      const points = one("[data-said-list]", capture);
      points.scrollTop = points.scrollHeight;
    });
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

  // Taken up, or made into an action ----------------------------------------------------------------

  const takenKey = (point) => briefing.home + "taken." + point.key.slice(PREFIX().length);
  const takenAll = () => store.all("plan", briefing.home + "taken.");
  const boxes = () => /** @type {HTMLTextAreaElement[]} */ (every(".learning textarea"));
  const byId = (id) => /** @type {HTMLTextAreaElement | null} */ (document.getElementById(id));
  const use = (text) => (one("[data-used]").textContent = text);

  function write(box, text) {
    box.value = text;
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }

  const note = (point, where) =>
    store.change("plan", takenKey(point), () => (where ? record(takenKey(point), where, 0, point.answer) : null));

  /** Whether a point stands where it was taken up: somebody may have emptied the field since. */
  function standsIn(found) {
    if (!found) return "";
    if (found.answer.startsWith("row:")) return briefing.actions.has(found.answer.slice(4)) ? found.answer : "";
    const box = byId(found.answer);
    return box && box.value.trim() ? found.answer : "";
  }

  /** Into the first empty point of the plan; where none is, into the one that somebody names. */
  function takeUp(point, box) {
    const free = box || boxes().find((each) => !each.value.trim());
    if (!free) return askWhich(point);
    write(free, point.answer);
    return note(point, free.id)
      .then(() => (box ? forgetOthers(point, box.id) : undefined))
      .then(refresh)
      .then(() => use(word("used", { number: boxes().indexOf(free) + 1 })))
      .then(() => standAt(point.key));
  }

  const forgetOthers = (point, id) =>
    takenAll().then((list) =>
      Promise.all(
        list
          .filter((each) => each.answer === id && each.key !== takenKey(point))
          .map((each) => store.change("plan", each.key, () => null))
      )
    );

  function askWhich(point) {
    const status = one("[data-used]");
    use(word("full") + " ");
    boxes().forEach(function (box, n) {
      const made = status.appendChild(button(word("instead", { number: n + 1 }), "", () => takeUp(point, box)));
      if (!n) made.focus();
    });
  }

  /** Takes a point out of the plan again; its words in the field go with it, and can be put back. */
  function takeOut(point, where) {
    const row = where.startsWith("row:") ? where.slice(4) : "";
    const box = row ? briefing.actions.what(row) : byId(where);
    const before = box ? box.value : "";
    if (box) write(box, "");
    return note(point, "")
      .then(refresh)
      .then(function () {
        use(word("taken-out") + " ");
        const undo = button(word("undo"), "", function () {
          if (box) write(box, before);
          return note(point, where)
            .then(refresh)
            .then(() => use(""))
            .then(() => standAt(point.key));
        });
        one("[data-used]").appendChild(undo);
        undo.focus();
      });
  }

  /** The buttons of a point go with their press, or with the next look at what was said: the focus stays at the point. */
  function standAt(key) {
    const item = every("li", one("[data-all-said]")).find((each) => each.dataset.of === key);
    if (item) one("button", item).focus({ preventScroll: true });
  }

  function makeAction(point) {
    return briefing.actions.add(point.answer).then((row) =>
      note(point, "row:" + row)
        .then(refresh)
        .then(() => use(word("made-action", { number: briefing.actions.numberOf(row) })))
    );
  }

  function toolsFor(point, where) {
    const tip = (name) => word(name, { text: short(point.answer) });
    const tools = line("span", "", "tools");
    const add = (...what) => tools.appendChild(button(...what));
    if (where) {
      const n = boxes().findIndex((box) => box.id === where) + 1;
      tools.appendChild(line("span", n ? word("taken", { number: n }) : word("is-action"), "is-taken"));
      add(word("take-out"), tip("take-out-tip"), () => takeOut(point, where));
    } else {
      add(word("use"), tip("use-tip"), () => takeUp(point, null));
      add(word("make-action"), tip("make-action-tip"), () => makeAction(point));
    }
    return tools;
  }

  function showAll(list, taken) {
    const spot = one("[data-all-said]");
    const parts = list.map((point) => point.question).filter((title, n, all) => all.indexOf(title) === n);
    const where = (point) => standsIn(taken.find((each) => each.key === takenKey(point)));
    const stood = /** @type {HTMLElement} */ (every("li", spot).find((item) => item.contains(document.activeElement)));
    spot.textContent = "";
    one("[data-none-at-all]").hidden = list.length > 0;
    parts.forEach(function (title) {
      spot.appendChild(line("h4", title));
      const items = spot.appendChild(document.createElement("ul"));
      list
        .filter((point) => point.question === title)
        .forEach(function (point) {
          const item = items.appendChild(document.createElement("li"));
          item.dataset.of = point.key;
          item.appendChild(line("span", point.answer, "said-text"));
          item.appendChild(toolsFor(point, where(point)));
        });
    });
    if (stood) standAt(stood.dataset.of);
  }

  /** Beside later questions stands what was said before. */
  function showBeside(list) {
    every("[data-said-beside]").forEach(function (spot) {
      const mine = one("[data-capture]", spot.closest(".screen")).dataset.capture;
      const items = one("ul", spot);
      const earlier = list.filter((point) => !point.key.startsWith(PREFIX() + mine + "."));
      items.textContent = "";
      spot.hidden = earlier.length === 0;
      earlier.forEach((point) => items.appendChild(line("li", point.answer, "said-before")));
    });
  }

  const refresh = () =>
    Promise.all([said(), takenAll()]).then(function ([list, taken]) {
      every("[data-capture]").forEach((capture) => showCapture(capture, list));
      showAll(list, taken);
      showBeside(list);
      const now = briefing.session.at();
      if (now.startsWith("talk-")) briefing.session.again();
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
    let later = 0;
    document.addEventListener("briefing:plan", function () {
      clearTimeout(later);
      later = window.setTimeout(() => briefing.session.at() === "points" && refresh(), 400);
    });
    store.hear(function (news) {
      if (news.gone && !news.moved && briefing.home.startsWith(news.gone)) every("[data-capture]").forEach(emptyBox);
      if (!news.key || news.store === "plan") refresh().catch(briefing.accept("what cannot be read is not shown"));
    });
    refresh().catch(briefing.accept("what cannot be read is not shown"));
  });
})();
