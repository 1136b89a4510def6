// @ts-check
/* The choice for shared computers, and a plain word where the browser keeps nothing. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { every } = briefing;
  const store = briefing.store;

  briefing.start("shared", function () {
    const choices = /** @type {HTMLInputElement[]} */ (every("[data-shared]"));
    const lines = every("[data-privacy]").map((line) => ({ line: line, text: line.textContent }));
    function show() {
      choices.forEach((choice) => (choice.checked = store.mode() === "tab"));
      lines.forEach((one) => (one.line.textContent = briefing.word("privacy-" + store.mode()) || one.text));
    }
    /** What is true of where words are kept now; a browser may come to its senses while the page is open. */
    function settled() {
      show();
      // Where the browser keeps nothing anyway there is nothing to choose.
      const chosen = store.mode() === "browser" || store.mode() === "tab";
      every("[data-shared-choice], [data-shared-way]").forEach((part) => (part.hidden = !chosen));
      every("[data-where]").forEach((line) => (line.textContent = briefing.word("where-" + store.mode())));
      every("[data-storage]").forEach(function (line) {
        line.hidden = chosen;
        if (!chosen) line.textContent = briefing.word("storage-" + store.mode());
      });
    }
    store.hear((news) => store.mode() && !news.key && settled());
    store.ready.then(function () {
      const early = choices.find((choice) => choice.checked); // ticked before this script ran
      if (early && store.mode() === "browser") early.dispatchEvent(new Event("change"));
      else settled();
    });
    choices.forEach((choice) =>
      choice.addEventListener("change", () =>
        store.share(choice.checked).then(
          function () {
            show();
            every("[data-shared-said]").forEach(
              (line) => (line.textContent = briefing.word(choice.checked ? "shared-on" : "shared-off"))
            );
          },
          function () {
            show();
            every("[data-shared-said]").forEach((line) => (line.textContent = briefing.word("shared-failed")));
          }
        )
      )
    );
  });
})();
