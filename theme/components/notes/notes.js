// @ts-check
/* My notes: every answer with its question. What leaves the page is in take-along.js. */
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

  /** Whether a list is to be made anew: entries that stay as they are keep the focus that one of them has. */
  function differs(list, records) {
    const now = JSON.stringify(records.map((each) => [each.key, each.question, each.answer]));
    const before = list.dataset.of;
    list.dataset.of = now;
    return before !== now;
  }

  /** Deletes an entry of a list, says so, and stands at the next, else at `heading()`. At the entry, not at its button: a
      second press would delete it, too. */
  function dropped(item, work, heading) {
    const list = item.parentElement;
    const n = Array.from(list.children).indexOf(item);
    return work()
      .then(refresh)
      .then(function () {
        const goal = list.children[n] || heading();
        if (goal.tagName !== "SUMMARY") goal.tabIndex = -1;
        goal.focus();
        briefing.say(briefing.word("dropped"));
      });
  }

  /** Where an answer's question stands now: folded away, perhaps, with those that have none. */
  function questionOf(spot) {
    const folded = /** @type {HTMLDetailsElement} */ (spot.closest("details"));
    return folded && !folded.open ? one("summary", folded) : one("[data-question]", spot.closest("[data-note]"));
  }

  function showEarlier(spot, list, question, record) {
    if (!differs(spot, list)) return;
    spot.textContent = "";
    list.forEach(function (other) {
      const item = copyOf("earlier");
      one("[data-was]", item).textContent =
        other.question === question
          ? briefing.word("earlier-version")
          : briefing.word("earlier-question", { question: other.question });
      one("[data-answer]", item).textContent = other.answer;
      one("[data-drop]", item).addEventListener("click", () =>
        dropped(
          item,
          () => drop(record, other),
          () => questionOf(spot)
        )
      );
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
    section.hidden = records.length === 0;
    if (!differs(list, records)) return;
    list.textContent = "";
    records.forEach(function (record) {
      const item = copyOf("orphan");
      one("[data-question]", item).textContent = record.question;
      one("[data-question]", item).dataset.question = record.question;
      show(one("[data-answer]", item), record.answer);
      one("[data-drop]", item).addEventListener("click", () =>
        dropped(
          item,
          () => store.change("notes", record.key, () => null),
          () => document.getElementById("kept-where")
        )
      );
      list.appendChild(item);
    });
  }

  /** Answers first; questions without one are folded away, in their order, and say where a part was left out. What stands
      where it belongs stays: a link that is moved loses the focus. */
  function sort(spots, left) {
    const folded = one("[data-unanswered]");
    const answered = one("[data-answered]");
    const rest = one("ol", folded);
    const next = new Map([rest, answered].map((list) => [list, list.firstElementChild]));
    let count = 0;
    spots.forEach(function (spot) {
      const empty = one("[data-answer]", spot).hidden && !one("[data-earlier]", spot).firstChild;
      const part = Number(spot.dataset.partNumber);
      one("[data-none-words]", spot).textContent = briefing.word(left.includes(part) ? "left-out" : "none");
      const goal = empty ? rest : answered;
      const item = spot.parentElement;
      const there = next.get(goal) === item;
      if (next.get(item.parentElement) === item) next.set(item.parentElement, item.nextElementSibling);
      if (!there) goal.insertBefore(item, next.get(goal));
      if (empty) count += 1;
    });
    folded.hidden = !count;
    one("[data-unanswered-count]").textContent = "(" + count + ")";
    return count === spots.length && one("[data-orphans]").hidden;
  }

  /** Nothing to take along yet: a line says so, and leads to where one writes. */
  function blank(nothing) {
    every("[data-some]").forEach((spot) => spot.classList.toggle("away", nothing));
    every("[data-nothing]").forEach((spot) => spot.classList.toggle("away", !nothing));
  }

  const noCpd = () =>
    store
      .all("cpd", briefing.home)
      .then((list) => list.every((field) => !field.answer))
      .catch(() => false);

  const marksLeft = () =>
    store
      .all("reading", briefing.home)
      .then((list) => list.filter((mark) => mark.answer === "left").map((mark) => Number(idOf(mark))))
      .catch(() => []);

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
      return Promise.all([marksLeft(), noCpd()]).then(([left, free]) => blank(sort(known, left) && free));
    });
  }

  briefing.start("notes", function () {
    const line = one("[data-out-said]");
    const here = () => every("[data-waiting]").forEach((spot) => spot.classList.remove("waiting"));
    refresh()
      .catch(() => (line.textContent = briefing.word("unsaved")))
      .then(here);
    document.addEventListener("input", () => blank(false));
    store.hear((news) => (!news.store || news.store === "notes" || news.store === "reading") && refresh());
    document.addEventListener("briefing:progress", function (event) {
      const marks = /** @type {CustomEvent<Marks>} */ (event).detail;
      const end = one("[data-end]");
      const shown = !end.hidden;
      end.hidden = !marks.finished;
      if (marks.finished && !shown && location.hash === "#end") end.scrollIntoView();
    });
  });
})();
