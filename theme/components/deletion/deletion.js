// @ts-check
/* Asking before something is deleted, and deleting it. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const store = briefing.store;
  briefing.dialogs = /** @type {Briefing["dialogs"]} */ ({});

  /** Opens `dialog` from `button`; `[data-yes]` in it runs `act`, everything else closes it. Focus goes back to the button. */
  briefing.dialogs.ask = function (button, dialog, act) {
    if (typeof dialog.showModal !== "function") {
      dialog.hidden = true;
      button.addEventListener("click", () => window.confirm(dialog.querySelector("p").textContent) && act());
      return;
    }
    button.addEventListener("click", () => dialog.showModal());
    dialog.addEventListener("close", () => button.focus());
    dialog.querySelector("[data-no]").addEventListener("click", () => dialog.close());
    dialog.querySelector("[data-yes]").addEventListener("click", function () {
      dialog.close();
      act();
    });
  };

  /* `data-clear` names the dialog, `data-said` the line that tells the outcome. What goes is this briefing's in the stores that
     `data-stores` names, or everything with `data-clear-all`. */
  briefing.start("clear", function () {
    briefing.every("[data-clear]").forEach(function (button) {
      const dialog = /** @type {HTMLDialogElement} */ (document.getElementById(button.getAttribute("data-clear")));
      const said = document.getElementById(button.getAttribute("data-said"));
      const all = button.hasAttribute("data-clear-all");
      const names = /** @type {StoreName[]} */ ((button.getAttribute("data-stores") || "").split(" ").filter(Boolean));
      briefing.dialogs.ask(button, dialog, () =>
        Promise.all([
          store.forget(all ? briefing.library : briefing.home, all || !names.length ? store.STORES : names),
          all && briefing.offline ? briefing.offline.forget() : undefined,
        ]).then(
          () => (said.textContent = briefing.word("cleared")),
          (error) => (said.textContent = briefing.word(error.message) || briefing.word("not-cleared"))
        )
      );
    });
  });
})();
