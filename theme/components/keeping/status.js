// @ts-check
/* The line that says whether it is saved, for one box or for many: good news only when every box is saved, and after a
   pause; bad news at once. States of a box: see box.js. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { store } = briefing;
  const PAUSE = 900; // ms without a key before the line speaks
  const GOOD = ["saved", "found", ""];

  const clock = () => new Date().toTimeString().slice(0, 5);

  briefing.boxes = /** @type {Briefing["boxes"]} */ ({});
  briefing.boxes.status = function (line) {
    let timer = 0;
    let typed = false; // somebody has typed since the page opened
    /** What is not well with a box; a box that is not here is saved. */
    const open = new Map();
    const doubts = new Map();

    function show(kind) {
      clearTimeout(timer);
      const mode = store.mode();
      line.textContent =
        kind === "found"
          ? briefing.word("kept-" + mode)
          : briefing.word(kind === "saved" ? "saved-" + mode : kind, { time: clock() });
      line.classList.toggle("tab", kind === "saved" && mode !== "browser");
      line.classList.toggle("warn", !GOOD.includes(kind));
    }

    /** The worst that is to be said of all boxes: what failed or does not fit, else what is in doubt. */
    const trouble = () => Array.from(open.values()).find((kind) => kind !== "open") || Array.from(doubts.values())[0];

    function well() {
      if (open.size) return trouble() && show(trouble());
      const kind = trouble() || "saved";
      if (line.classList.contains("warn") || kind !== "saved") return show(kind);
      clearTimeout(timer);
      timer = window.setTimeout(() => open.size || show("saved"), PAUSE);
      return undefined;
    }

    return {
      says: function (box, state, kind) {
        doubts.delete(box);
        if (state === "typed" || state === "writing") {
          typed = true;
          if (!open.has(box) || open.get(box) === "open") open.set(box, "open");
          clearTimeout(timer);
          // What is on its way is not saved yet: nothing is claimed meanwhile.
          if (line.textContent && !line.classList.contains("warn")) show("");
        } else if (state === "failed" || state === "unfit") {
          open.set(box, kind || state);
          show(kind || state);
        } else {
          open.delete(box);
          if (kind) doubts.set(box, kind);
          well();
        }
      },
      /** The stored text of a box was read, after a failure perhaps. */
      read: function (box) {
        if (open.delete(box) && !open.size && line.classList.contains("warn")) show(trouble() || "");
      },
      slow: (box) => open.get(box) === "open" && show("slow"),
      show: show,
      cleared: function (kind) {
        open.clear();
        doubts.clear();
        show(kind);
      },
      found: () => typed || open.size || doubts.size || line.classList.contains("warn") || show("found"),
    };
  };
})();
