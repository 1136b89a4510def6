// @ts-check
/* My notes: every answer with its question, and the fields of a CPD record. What leaves the page is in take-along.js. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { copyOf, every, one } = briefing;
  const store = briefing.store;
  const changed = () => document.dispatchEvent(new CustomEvent("briefing:notes"));
  const idOf = (record) => record.key.slice(briefing.home.length);

  // Answers ------------------------------------------------------------------------------------

  /** What somebody wrote is kept beside what is shown: a translated page shows something else. */
  function show(place, answer) {
    place.textContent = place.dataset.answer = answer;
  }

  function showAnswer(spot, record) {
    const question = one("[data-question]", spot).dataset.question;
    const same = record && record.question === question;
    const answer = same ? record.answer : "";
    show(one("[data-answer]", spot), answer);
    one("[data-answer]", spot).hidden = !answer;
    one("[data-none]", spot).hidden = Boolean(answer);
    one("[data-change]", spot).hidden = !answer;
    const earlier = (record ? record.earlier || [] : []).concat(
      record && !same && record.answer ? [store.then(record)] : []
    );
    showEarlier(one("[data-earlier]", spot), earlier, question, record);
  }

  function showEarlier(spot, list, question, record) {
    spot.textContent = "";
    list.forEach(function (other) {
      const item = copyOf("earlier");
      one("[data-was]", item).textContent =
        other.question === question
          ? briefing.word("earlier-version")
          : briefing.word("earlier-question", { question: other.question });
      one("[data-answer]", item).textContent = other.answer;
      one("[data-drop]", item).addEventListener("click", () => drop(record, other).then(refresh));
      spot.appendChild(item);
    });
  }

  /** Deletes one earlier answer, or the record itself where that is what it is. */
  const drop = (record, other) =>
    store.change("notes", record.key, function (before) {
      if (!before) return undefined;
      const rest = (before.earlier || []).filter((each) => each.answer !== other.answer);
      if (before.answer === other.answer && before.question === other.question) return null;
      return Object.assign({}, before, { earlier: rest });
    });

  /** Answers to questions that no part asks any more. */
  function showOrphans(records) {
    const section = one("[data-orphans]");
    const list = one("ol", section);
    list.textContent = "";
    records.forEach(function (record) {
      const item = copyOf("orphan");
      one("[data-question]", item).textContent = record.question;
      one("[data-question]", item).dataset.question = record.question;
      show(one("[data-answer]", item), record.answer);
      one("[data-drop]", item).addEventListener("click", () =>
        store.change("notes", record.key, () => null).then(refresh)
      );
      list.appendChild(item);
    });
    section.hidden = records.length === 0;
  }

  function refresh() {
    return store.all("notes", briefing.home).then(function (records) {
      const known = every("[data-note]");
      known.forEach((spot) =>
        showAnswer(
          spot,
          records.find((record) => idOf(record) === spot.dataset.note)
        )
      );
      const ids = known.map((spot) => spot.dataset.note);
      showOrphans(
        records.filter((record) => !ids.includes(idOf(record)) && record.answer).sort((a, b) => a.order - b.order)
      );
      changed();
    });
  }

  briefing.start("notes", function () {
    const line = one("[data-out-said]");
    refresh().catch(() => (line.textContent = briefing.word("unsaved")));
    store.hear((news) => (!news.store || news.store === "notes") && refresh());
  });

  // CPD ----------------------------------------------------------------------------------------

  /** Shows the fields that a regulator wants. */
  function choose(regulator) {
    every("[data-for]").forEach((part) => (part.hidden = !part.dataset.for.split(" ").includes(regulator)));
    one("[data-cpd-fields]").hidden = !regulator || regulator === "none";
    changed();
  }

  briefing.start("cpd", function () {
    const status = briefing.boxes.status(one("[data-cpd-saved]"));
    const radios = /** @type {HTMLInputElement[]} */ (every("[name=regulator]"));
    const key = briefing.home + "regulator";
    const load = () =>
      store.get("cpd", key).then(function (record) {
        radios.forEach((radio) => (radio.checked = radio.value === (record ? record.answer : "")));
        choose(record ? record.answer : "");
      });
    radios.forEach((radio) =>
      radio.addEventListener("change", function () {
        choose(radio.value);
        status.says(key, "writing");
        store.put("cpd", store.plain(key, radio.value)).then(
          () => status.says(key, "written"),
          () => status.says(key, "failed", "unsaved")
        );
      })
    );
    store.hear((news) => (!news.store || news.key === key) && load());
    load().catch(() => choose(""));
    every("[data-cpd]").forEach(function (spot) {
      const box = /** @type {HTMLInputElement} */ (one("input, textarea, select", spot));
      const printed = (value) =>
        box.type === "date"
          ? briefing.writtenDay(value)
          : box.tagName === "SELECT" && value
            ? /** @type {any} */ (box).selectedOptions[0].text
            : value;
      briefing.boxes.keep(box, {
        store: "cpd",
        name: spot.dataset.cpd,
        question: one("[data-question]", spot).dataset.question,
        status: status,
        copy: one(".copy", spot),
        printed: printed,
        offers: one("[data-offers]", spot),
        after: changed,
      });
    });
  });
})();
