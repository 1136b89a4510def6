// @ts-check
/* On a phone each action is a card: one is open, the others are folded to a line that says what they hold. How one will know
   stands behind a button until it is wanted, and recommendations are ticked instead of typed. plan.css says from which width
   on the table is a table; there only the ticks show. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { every, one } = briefing;
  const MEASURES = ["done", "worked"];
  let chosen = false; // somebody opened or closed a card: from then on none moves by itself

  const rows = () => every("[data-row]");
  const boxOf = (row, name) =>
    /** @type {HTMLInputElement} */ (one("[data-field=" + name + "] :is(input, textarea)", row));
  const text = (row, name) => (boxOf(row, name) ? boxOf(row, name).value.trim() : "");

  function made(name, className, inside) {
    const element = document.createElement(name);
    element.className = className;
    if (inside) element.append(inside);
    return element;
  }

  function button(className, inside) {
    const found = /** @type {HTMLButtonElement} */ (made("button", className, inside));
    found.type = "button";
    return found;
  }

  // Folding --------------------------------------------------------------------------------------

  function fold(row, folded) {
    if (row.classList.contains("folded") === folded && one(".fold", row).hasAttribute("aria-expanded")) return;
    row.classList.toggle("folded", folded);
    one(".fold", row).setAttribute("aria-expanded", String(!folded));
  }

  const open = (row) => rows().forEach((each) => one(".fold", each) && fold(each, each !== row));

  function head(row) {
    const toggle = button("fold");
    toggle.append(made("span", "fold-number"), made("span", "fold-text"));
    const words = /** @type {HTMLElement} */ (toggle.lastChild);
    words.translate = false;
    words.dir = "auto";
    toggle.addEventListener("click", function () {
      chosen = true;
      if (row.classList.contains("folded")) open(row);
      else fold(row, true);
    });
    row.prepend(made("td", "card-head", toggle));
  }

  function summary(row, number) {
    one(".fold-number", row).textContent = briefing.word("card", { row: number });
    const day = briefing.writtenDay(text(row, "when"));
    const said = [text(row, "what"), text(row, "who"), day].filter(Boolean).join(" · ");
    one(".fold-text", row).textContent = said || briefing.word("card-empty");
  }

  // What the head of the table says stands with each box of a card.
  function hints(row) {
    const heads = every(".acts thead th").slice(1);
    every("td[data-label]", row).forEach(function (cell, n) {
      const hint = heads[n] && every(".hint", heads[n]).pop();
      if (hint && !cell.dataset.optional) cell.prepend(made("p", "hint card-hint", hint.textContent));
    });
  }

  // How one will know ------------------------------------------------------------------------------

  function measures(row) {
    const cells = MEASURES.map((name) => one("[data-field=" + name + "]", row)).filter(Boolean);
    if (!cells.length) return;
    cells.forEach((spot) => spot.parentElement.classList.add("measure"));
    const toggle = button("link measures", briefing.word("measures"));
    toggle.addEventListener("click", function () {
      row.classList.add("measured");
      boxOf(row, cells[0].dataset.field).focus();
    });
    cells[0].parentElement.before(made("td", "card-measures", toggle));
  }

  // Recommendations ----------------------------------------------------------------------------------

  const codes = () => every("[data-code]").map((spot) => ({ code: spot.dataset.code, words: spot.dataset.saidWords }));
  const has = (value, code) => new RegExp("(^|[^A-Za-z0-9])" + code + "(?![A-Za-z0-9])", "i").test(value);
  const without = (value, code) =>
    value.replace(new RegExp("(^|[,;\\s]+)" + code + "(?![A-Za-z0-9])", "i"), "").replace(/^[,;\s]+/, "");

  function ticks(row) {
    const spot = one("[data-field=answers]", row);
    if (!spot || !codes().length) return;
    const box = boxOf(row, "answers");
    const group = made("div", "ticks");
    group.setAttribute("role", "group");
    codes().forEach(function (each) {
      const tick = document.createElement("input");
      tick.type = "checkbox";
      tick.dataset.tick = each.code;
      tick.title = each.words;
      tick.autocomplete = "off";
      tick.addEventListener("change", function () {
        const rest = without(box.value, each.code);
        const all = codes().map((one) => one.code);
        const list = rest.split(/[,;\s]+/).filter(Boolean);
        const plain = list.every((code) => all.includes(code.toUpperCase()));
        // Codes alone are kept in their order; what else stands there stays as it is.
        if (!tick.checked) box.value = rest;
        else if (plain) box.value = all.filter((code) => code === each.code || has(rest, code)).join(", ");
        else box.value = rest + ", " + each.code;
        box.dispatchEvent(new Event("input", { bubbles: true }));
      });
      const label = made("label", "tick-code", tick);
      label.append(each.code);
      group.append(label);
    });
    spot.append(group);
  }

  function showTicks(row) {
    const group = one(".ticks", row);
    if (!group) return;
    const box = boxOf(row, "answers");
    group.setAttribute("aria-label", box.getAttribute("aria-label"));
    every("[data-tick]", group).forEach(function (each) {
      const tick = /** @type {HTMLInputElement} */ (each);
      tick.checked = has(box.value, tick.dataset.tick);
    });
    const more = codes().reduce((value, each) => without(value, each.code), box.value);
    group.parentElement.classList.toggle("ticked", !more.trim());
  }

  // ------------------------------------------------------------------------------------------------

  function dress(row) {
    head(row);
    hints(row);
    measures(row);
    ticks(row);
    const place = rows().indexOf(row);
    summary(row, place + 1); // a button has its name from the first moment on
    showTicks(row);
    fold(row, place > 0);
  }

  function refresh() {
    rows().forEach(function (row, n) {
      summary(row, n + 1);
      showTicks(row);
      if (MEASURES.some((name) => text(row, name))) row.classList.add("measured");
    });
    if (!chosen) open(rows().find((row) => !text(row, "what")));
  }

  briefing.start("plan cards", function () {
    document.addEventListener("briefing:row", (event) => dress(/** @type {CustomEvent} */ (event).detail));
    document.addEventListener("briefing:plan", refresh);
    // Whatever leads to a box opens its card; somebody at work in a card keeps it.
    const wanted = (event) => {
      const row = /** @type {HTMLElement} */ (event.target).closest("[data-row]");
      if (!row) return;
      chosen = true;
      if (row.classList.contains("folded")) open(row);
      if (event.type === "briefing:reveal" && event.target.closest(".measure")) row.classList.add("measured");
    };
    document.addEventListener("briefing:reveal", wanted);
    one("[data-rows]").addEventListener("input", wanted);
  });
})();
