// @ts-check
/* Before the plan leaves: what is missing in it, each with the way to its field. Nothing is held back for it. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { every, one } = briefing;
  const word = (name, places) => briefing.word("s-" + name, places);
  const WANTED = { what: "miss-what", who: "miss-who", when: "miss-when" };

  const boxOf = (spot) => /** @type {HTMLInputElement} */ (one("input, textarea", spot));
  const rows = () => every("[data-rows] > [data-row]");

  /** What is missing, as words and field. */
  function missing() {
    const found = [];
    every("[data-needed]").forEach(function (spot) {
      if (!boxOf(spot).value.trim())
        found.push({ text: word("miss-detail", { label: spot.dataset.label }), field: boxOf(spot) });
    });
    rows()
      .filter((row) => every("[data-field]", row).some((spot) => boxOf(spot).value.trim()))
      .forEach((row, n) =>
        every("[data-field]", row).forEach(function (spot) {
          const name = WANTED[spot.dataset.field];
          if (name && !boxOf(spot).value.trim()) found.push({ text: word(name, { row: n + 1 }), field: boxOf(spot) });
        })
      );
    return found;
  }

  function lead(field) {
    briefing.session.goTo(field.closest(".screen").dataset.screen, false);
    if (field.closest("[data-rows]")) briefing.actions.showWith(field);
    field.focus();
  }

  function show() {
    const list = one("[data-missing]");
    const found = missing();
    list.textContent = "";
    one("[data-missing-none]").hidden = found.length > 0;
    found.forEach(function (each) {
      const button = list.appendChild(document.createElement("li")).appendChild(document.createElement("button"));
      button.type = "button";
      button.className = "link";
      button.textContent = each.text;
      button.addEventListener("click", () => lead(each.field));
    });
  }

  briefing.start("missing", function () {
    document.addEventListener("briefing:plan", show);
    document.addEventListener("briefing:screen", show);
    show();
  });
})();
