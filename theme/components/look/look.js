// @ts-check
/* Chooses size of text and spacing. The choice stands under "briefings/look": in this browser, or in this tab on a shared
   computer, as the notes do; whoever deletes the notes deletes it too. early.js puts it on the next page. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { every, store } = briefing;
  const NAME = "briefings/look" + (briefing.space ? "/" + briefing.space.slice(0, -1) : "");
  const root = document.documentElement;
  const boxes = (name) => /** @type {HTMLInputElement[]} */ (every("[name=look-" + name + "]"));
  const chosen = (name) => (boxes(name).find((box) => box.checked) || { value: "normal" }).value;

  function forget() {
    for (const name of ["sessionStorage", "localStorage"])
      try {
        window[name].removeItem(NAME);
      } catch (error) {
        briefing.accept("where storage is blocked nothing is kept");
      }
  }

  function keep() {
    const value = (root.dataset.size || "normal") + " " + (root.dataset.spacing || "normal");
    forget();
    if (value === "normal normal") return;
    try {
      window[store.mode() === "browser" ? "localStorage" : "sessionStorage"].setItem(NAME, value);
    } catch (error) {
      briefing.accept("the choice holds while the page is open");
    }
  }

  briefing.start("look", function () {
    for (const name of ["size", "spacing"])
      boxes(name).forEach(function (box) {
        box.checked = box.value === (root.dataset[name] || "normal");
        box.addEventListener("change", function () {
          root.dataset[name] = chosen(name);
          store.ready.then(keep);
        });
      });
    // What was chosen moves with the notes to a tab and back, and goes with them; this page keeps its look while it is open.
    let where = "";
    store.ready.then(() => (where = store.mode()));
    store.hear(function (news) {
      if (news.gone && !news.moved) forget();
      if (!where || where === store.mode()) return;
      where = store.mode();
      keep();
    });
  });
})();
