// @ts-check
/* In the chain from findings to recommendations a team's own actions stand with the recommendation that they name. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { every, one } = briefing;

  /** What an action says and which recommendations it names, by its row. */
  function actions() {
    const found = {};
    briefing.plan.answers().forEach(function (each) {
      const name = each.id.replace(/^action_\d+_/, "");
      if (each.row) (found[each.row] = found[each.row] || {})[name] = each.value;
    });
    return Object.values(found).filter((fields) => fields.what);
  }

  function item(text) {
    const made = document.createElement("li");
    made.textContent = text;
    made.dir = "auto";
    made.translate = false;
    return made;
  }

  briefing.component("chain", ".chain", function (root) {
    const rooms = every("[data-acts-of]", root);
    const free = one("[data-acts-free]", root);
    if (!free) return; // a page without a plan
    function show() {
      const rest = one("ul", free);
      rooms.concat(rest).forEach((room) => (room.textContent = ""));
      actions().forEach(function (fields) {
        const named = (fields.answers || "").toUpperCase().match(/R\d+/g) || [];
        const mine = rooms.filter((room) => named.includes(room.dataset.actsOf));
        (mine.length ? mine : [rest]).forEach((room) => room.appendChild(item(fields.what)));
      });
      rooms.forEach((room) => (room.hidden = !room.childElementCount));
      free.hidden = !rest.childElementCount;
    }
    document.addEventListener("briefing:plan", show);
  });
})();
