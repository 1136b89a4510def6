// @ts-check
/* The reader's size of text and spacing, put on the page before anything is drawn. Kept where the notes are: look.js. */
(function () {
  "use strict";
  const named = /^briefing-space:([\w-]{1,64})$/.exec(window.name);
  const name = "briefings/look" + (named ? "/" + named[1] : "");
  for (const store of ["sessionStorage", "localStorage"]) {
    try {
      const kept = /^(normal|large|largest) (normal|wide)$/.exec(window[store].getItem(name) || "");
      if (!kept) continue;
      document.documentElement.dataset.size = kept[1];
      document.documentElement.dataset.spacing = kept[2];
      return;
    } catch (error) {
      // Storage is blocked: the page has its usual look.
    }
  }
})();
