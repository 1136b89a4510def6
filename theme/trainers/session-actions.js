// @ts-check
/* One action a screen, as a sentence. The rows are the plan's own; which one is shown is a page of the screen. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { every, one } = briefing;
  const rows = () => every("[data-rows] > [data-row]");
  const textOf = (row) =>
    every("input, textarea", row)
      .map((box) => /** @type {Box} */ (box).value.trim())
      .join("");
  const what = (row) => /** @type {HTMLTextAreaElement} */ (one("[data-field=what] :is(textarea, input)", row));
  let now = 0;

  const written = () => rows().filter(textOf).length;
  /** How many actions there are to see: those with words, and the one that is shown. */
  const count = () => Math.max(1, written(), now + 1);

  function show() {
    const list = rows();
    now = Math.max(0, Math.min(now, list.length - 1));
    list.forEach((row, n) => row.classList.toggle("off", n !== now));
    one("[data-action-before]").hidden = now === 0;
    const of = count();
    one("[data-action-count]").textContent = of > 1 ? briefing.word("s-action-of", { number: now + 1, count: of }) : "";
  }

  function turn(n) {
    now = n;
    show();
    if (briefing.session.at() === "actions") briefing.session.turned(now);
  }

  /** The first row without words, made where there is none. */
  function free() {
    const empty = rows().findIndex((row) => !textOf(row));
    if (empty >= 0) return empty;
    one("[data-add]").click();
    return rows().length - 1;
  }

  function another() {
    turn(free());
    what(rows()[now]).focus();
  }

  const rowOf = (id) => rows().find((row) => row.dataset.row === id);

  briefing.actions = {
    /** Writes an action; gives the row's own id. */
    add: function (text) {
      const row = rows()[free()];
      const box = what(row);
      box.value = text;
      box.dispatchEvent(new Event("input", { bubbles: true }));
      show();
      return Promise.resolve(row.dataset.row);
    },
    has: (id) => Boolean(rowOf(id) && what(rowOf(id)).value.trim()),
    what: (id) => (rowOf(id) ? what(rowOf(id)) : null),
    numberOf: (id) => rows().findIndex((row) => row.dataset.row === id) + 1,
    /** Shows the action that holds an element. */
    showWith: (element) =>
      turn(
        Math.max(
          0,
          rows().findIndex((row) => row.contains(element))
        )
      ),
  };

  briefing.start("actions", function () {
    briefing.session.pager("actions", { count: () => Math.max(1, written()), turn: (page) => ((now = page), show()) });
    one("[data-action-before]").addEventListener("click", function () {
      turn(now - 1);
      if (!now) what(rows()[0]).focus(); // the button goes with its press
    });
    one("[data-action-another]").addEventListener("click", another);
    new MutationObserver(show).observe(one("[data-rows]"), { childList: true });
    document.addEventListener("briefing:plan", show);
    document.addEventListener("briefing:look", function (event) {
      const field = /** @type {HTMLElement} */ (event.target);
      if (field.closest("[data-rows]")) briefing.actions.showWith(field);
    });
    show();
  });
})();
