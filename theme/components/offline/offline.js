// @ts-check
/* All parts of a briefing are kept on the first visit, where the browser allows it: over https or from this computer, never
   in a frame (an LMS has rules of its own), never on a shared computer, and never where the reader wants no place kept: the
   pages kept would tell which were opened. The page says when it is offline. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const at = document.body.dataset;
  const root = new URL(at.root || "./", location.href).href;
  const able =
    location.protocol.startsWith("http") &&
    window.isSecureContext &&
    window.parent === window &&
    Boolean(navigator.serviceWorker) &&
    Boolean(window.caches);

  /** Everything that was kept of this site goes, and the worker with it. */
  function forget() {
    if (!able) return Promise.resolve();
    const worker = navigator.serviceWorker.getRegistration(root).then((found) => found && found.unregister());
    const pages = caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => /^briefings-\d+ /.test(name) && name.endsWith(" " + root))
            .map((name) => caches.delete(name))
        )
      );
    return Promise.all([worker, pages]).then(() => undefined);
  }

  /** This briefing's pages, and what they are made of. */
  function wanted() {
    const pages = briefing.every("[data-seg] > a[href]").map((a) => /** @type {HTMLAnchorElement} */ (a).href);
    const beside = ["index.html", "notes.html", "plan.html", "help.html", "word.js"];
    const files = ["head.js", "base.js", "reading.js", "leaving.js", "notes.js", "plan.js", "making.js"];
    const styles = ["reader.css", "overview.css", "forms.css"];
    return [location.href.split("#")[0]]
      .concat(
        pages,
        beside.map((name) => new URL(name, location.href).href),
        files.concat(styles).map((name) => root + "assets/" + name)
      )
      .concat(performance.getEntriesByType("resource").map((entry) => entry.name))
      .filter((url, n, all) => url.startsWith(root) && all.indexOf(url) === n);
  }

  function keep() {
    navigator.serviceWorker
      .register(root + "offline-worker.js", { scope: root })
      .then(() => navigator.serviceWorker.ready)
      .then((found) => found.active && found.active.postMessage({ keep: wanted() }))
      .catch(briefing.accept("without it each part needs a signal, as before"));
  }

  briefing.offline = { forget: forget };

  briefing.start("offline", function () {
    const line = briefing.one("[data-offline]");
    const show = () => line && (line.textContent = navigator.onLine === false ? briefing.word("offline") : "");
    window.addEventListener("online", show);
    window.addEventListener("offline", function () {
      show();
      briefing.say(briefing.word("offline"));
    });
    show();
    if (!able || !at.briefing) return;
    briefing.store.hear((news) => !news.key && briefing.store.mode() === "tab" && forget());
    const begin = () =>
      briefing.store.ready.then((place) =>
        place.mode === "browser"
          ? briefing.place.kept().then((kept) => (kept ? keep() : forget()))
          : place.mode === "tab"
            ? forget()
            : undefined
      );
    if (document.readyState === "complete") begin();
    else window.addEventListener("load", begin);
  });
})();
