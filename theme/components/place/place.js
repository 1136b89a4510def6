// @ts-check
/* The reader's place: the parts marked as read or left out, the part opened last, and the pages kept to be read without a
   signal. It is kept so that the pages appear as the reader left them, until the reader says otherwise on the Privacy page.
   The "no" stands beside the places, in the store "reading" under "<space><partnership>/-/place": a briefing is never
   called "-". A learning system is told which parts are finished, so there is no choice inside one. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const store = briefing.store;
  const KEY = briefing.library + "-/place";

  /** What the last look found: a mark is then written at once, since a closing page waits for nothing. */
  let known = Boolean(briefing.space);

  function kept() {
    if (briefing.space) return Promise.resolve(true);
    return store
      .get("reading", KEY)
      .then((choice) => !choice || choice.answer !== "no")
      .catch(() => true)
      .then((keep) => (known = keep));
  }

  /** Forgets every place of this site first, so that a "no" leaves nothing behind. */
  const choose = (keep) =>
    store
      .forget(briefing.library, ["reading"])
      .then(() => (keep || !briefing.offline ? undefined : briefing.offline.forget()))
      .then(() => (keep ? undefined : store.put("reading", store.plain(KEY, "no"))));

  briefing.place = {
    kept: kept,
    put: (record) =>
      known ? store.put("reading", record) : kept().then((keep) => (keep ? store.put("reading", record) : undefined)),
  };

  briefing.component("place", "[data-place]", function (root) {
    if (briefing.space) {
      root.hidden = true; // in a learning system
      return;
    }
    const tick = /** @type {HTMLInputElement} */ (briefing.one("input", root));
    const said = briefing.one("[data-place-said]", root);
    let choosing = 0; // what is stored says nothing of the box while a choice is being written
    const show = () => kept().then((keep) => choosing || (tick.checked = keep));
    tick.addEventListener("change", function () {
      const keep = tick.checked;
      choosing += 1;
      choose(keep)
        .then(() => (said.textContent = said.dataset[keep ? "on" : "off"]))
        .catch(() => (said.textContent = said.dataset.failed))
        .then(() => (choosing -= 1))
        .then(show);
    });
    store.hear((news) => (news.gone || !news.store || news.store === "reading") && show());
    show();
  });
})();
