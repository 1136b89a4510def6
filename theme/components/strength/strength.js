// @ts-check
/* Asks kindly, and once at a time, what would make an action easy to do whose words rely on people remembering it. The
   same words decide in builder/evidence/strength.py; they stand in the theme, group `action_words`. The question is asked
   when somebody leaves the box, in the card of its action, never while they type and never of what was there before; it goes when the words change,
   and for good when somebody leaves it as it is. */
(function () {
  "use strict";
  const briefing = window.briefing;

  /** Stems, one a line, each at the beginning of a word; a bar at the end means the end of the word too. */
  function pattern(listed) {
    const stems = listed
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean)
      .map(function (line) {
        const stem = line.replace(/\|$/, "").replace(/[.*+?^${}()[\]\\|]/g, "\\$&");
        return stem.replace(/ /g, "\\s+") + (line.endsWith("|") ? "(?![\\p{L}\\p{N}_])" : "");
      });
    return new RegExp("(?:^|[^\\p{L}\\p{N}_])(?:" + stems.join("|") + ")", "iu");
  }

  briefing.component("strength", "[data-strength]", function (root) {
    const weak = pattern(root.dataset.weak);
    const strong = pattern(root.dataset.strong);
    const isWeak = (text) => weak.test(text) && !strong.test(text);
    const left = new Set(); // words that somebody leaves as they are
    /** @type {HTMLTextAreaElement | null} */
    let asked = null;

    const home = /** @type {HTMLElement} */ (root.parentElement);

    function clear() {
      asked = null;
      root.textContent = "";
      home.appendChild(root); // out of a card that may be taken away
    }

    /** Stands in the card that it is about, below the box; it is there before its words, so that they are read out. */
    function ask(box) {
      asked = box;
      const field = box.closest("[data-field]");
      if (field) field.after(root);
      const number = (/^action_(\d+)_/.exec(box.name) || ["", ""])[1];
      const line = document.createElement("p");
      line.textContent = root.dataset.ask.replace("{number}", number) + " ";
      const leave = document.createElement("button");
      leave.type = "button";
      leave.className = "link";
      leave.textContent = root.dataset.leave;
      leave.addEventListener("click", function () {
        left.add(box.value);
        clear();
        box.focus();
      });
      line.appendChild(leave);
      setTimeout(() => asked === box && root.replaceChildren(line), 50);
    }

    document.addEventListener("change", function (event) {
      const box = /** @type {HTMLTextAreaElement} */ (event.target);
      if (!/^action_\d+_what$/.test(box.name || "")) return;
      if (asked === box && !isWeak(box.value)) clear();
      if (!asked && isWeak(box.value) && !left.has(box.value)) ask(box);
    });
    // A row that was taken away, or a plan that was deleted, leaves no question behind.
    document.addEventListener("briefing:plan", () => asked && (!asked.isConnected || !isWeak(asked.value)) && clear());
  });
})();
