// @ts-check
/* The boxes for reflection on a part: each with its record, answers that an earlier wording left. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { every } = briefing;
  const store = briefing.store;

  briefing.start("reflect", function () {
    const spots = every("[data-prompt]").map(function (spot) {
      const box = spot.querySelector("textarea");
      const one = (name) => /** @type {HTMLElement} */ (spot.querySelector(name));
      const status = briefing.boxes.status(one("[data-saved]"));
      return {
        id: spot.dataset.prompt,
        question: one("[data-question]").dataset.question,
        box: box,
        spare: one("[data-spare]"),
        kept: briefing.boxes.keep(box, {
          store: "notes",
          name: spot.dataset.prompt,
          question: one("[data-question]").dataset.question,
          part: spot.dataset.stem,
          order: Number(spot.dataset.order),
          status: status,
          copy: one(".copy"),
          offers: one("[data-offers]"),
        }),
      };
    });
    if (!spots.length) return;
    offerOrphans(spots);
    if (location.hash === "#resume") resume(spots);
  });

  /** Back to the line where somebody was writing. The keyboard stays away until they touch it. */
  function resume(spots) {
    Promise.all(spots.map((spot) => spot.kept.loaded))
      .then(() => store.all("notes", briefing.home))
      .then(function (records) {
        const newest = records.filter((one) => one.answer).sort((a, b) => b.time - a.time)[0];
        const spot = newest && spots.find((one) => briefing.home + one.id === newest.key);
        if (!spot || !spot.box.value) return;
        const line = document.createElement("p");
        line.className = "writing-here";
        line.textContent = briefing.word("writing-here");
        spot.box.closest(".ruled").before(line);
        line.scrollIntoView({ block: "center" });
      })
      .catch(briefing.accept("one begins at the top of the part"));
  }

  /** Answers to questions that this part no longer asks, offered at its first empty box. */
  function offerOrphans(spots) {
    const stem = every("[data-prompt]")[0].dataset.stem;
    const ids = spots.map((spot) => briefing.home + spot.id);
    Promise.all(spots.map((spot) => spot.kept.loaded))
      .then(() => store.all("notes", briefing.home))
      .then(function (records) {
        const lost = records.filter((one) => one.part === stem && !ids.includes(one.key) && one.answer);
        const spot = spots.find((one) => !one.box.value) || spots[0];
        briefing.boxes.offer(spot.spare, lost, spot.question, {
          take: (one) =>
            spot.kept
              .take(one)
              .then(() => store.change("notes", one.key, () => null))
              .then(() => (spot.spare.textContent = "")),
          leave: (one) =>
            store
              .change("notes", one.key, (before) => before && Object.assign({}, before, { left: true }))
              .then(() => spot.box.focus()),
        });
      })
      .catch(briefing.accept("what cannot be read cannot be offered"));
  }
})();
