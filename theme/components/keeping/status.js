// @ts-check
/* The line that says whether it is saved, for one box or for many: good news only when every box is saved, and after a
   pause; bad news at once. The line is for the eyes. Who listens hears of it once for a stretch of writing: when the box
   is left, or after a long pause, and not again until something went wrong or another box is written in; bad news at once,
   and once. Nothing is said of what stood there when the page opened. States of a box: see box.js. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { store } = briefing;
  const PAUSE = 900; // ms without a key before the line speaks
  const LONG_PAUSE = 2500; // ms without a key before it is spoken
  const GOOD = ["saved", "found", ""];

  let lines = 0;

  const clock = () => new Date().toTimeString().slice(0, 5);

  briefing.boxes = /** @type {Briefing["boxes"]} */ ({});
  briefing.boxes.status = function (line) {
    if (!line.id) line.id = "saved-" + ++lines;
    let timer = 0;
    let typed = false; // somebody has typed since the page opened
    /** What is not well with a box; a box that is not here is saved. */
    const open = new Map();
    const doubts = new Map();
    let last = null; // the box last written in
    let told = ""; // what was spoken of this stretch of writing
    let heard = false; // that all is saved was spoken when the box was left
    let speaking = 0;

    function tell(kind) {
      clearTimeout(speaking);
      if (told === kind) return;
      told = kind;
      const mode = store.mode();
      briefing.say(kind === "saved" ? briefing.word("kept-" + mode) || line.textContent : line.textContent);
    }

    /** Good news waits until nobody writes; bad news does not. */
    function speak(kind) {
      clearTimeout(speaking);
      if (!typed || kind === "found" || kind === "" || (heard && kind === "saved")) return;
      if (kind !== "saved") return tell(kind);
      if (document.activeElement !== last) return tell(kind);
      speaking = window.setTimeout(() => tell(kind), LONG_PAUSE);
    }

    document.addEventListener("focusout", function (event) {
      if (event.target !== last) return;
      heard = !open.size && !doubts.size && typed;
      if (heard) tell("saved");
      told = "";
      last = null;
    });

    function show(kind) {
      clearTimeout(timer);
      const mode = store.mode();
      line.textContent =
        kind === "found"
          ? briefing.word("kept-" + mode)
          : briefing.word(kind === "saved" ? "saved-" + mode : kind, { time: clock() });
      line.classList.toggle("tab", kind === "saved" && mode !== "browser");
      line.classList.toggle("warn", !GOOD.includes(kind));
      speak(kind);
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
          if (box !== last) told = "";
          heard = false;
          last = box;
          clearTimeout(speaking);
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
        if (open.delete(box) && !open.size && line.classList.contains("warn"))
          show(trouble() || (typed ? "found" : ""));
      },
      slow: (box) => open.get(box) === "open" && show("slow"),
      show: show,
      cleared: function (kind) {
        open.clear();
        doubts.clear();
        show(kind);
        typed = false; // what another tab writes from now on is told of, as when the page opened
      },
      line: line,
      found: () => typed || open.size || doubts.size || line.classList.contains("warn") || show("found"),
    };
  };
})();
