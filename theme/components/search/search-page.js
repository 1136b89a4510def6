// @ts-check
// Search needs a worker and a fetched index: browsers allow neither from disk. There the page says so instead.
(function () {
  "use strict";
  const disk = location.protocol === "file:";
  const shown = document.querySelector(disk ? ".search-disk" : ".search-hint");
  if (shown) shown.removeAttribute("hidden");
  if (disk) document.querySelectorAll(".md-search").forEach((search) => search.remove());
  // Material reads its words from the page when it starts; ours take their place. The hint above says how to begin.
  const result = document.querySelector(".md-search-result");
  const config = document.getElementById("__config");
  if (result && config) {
    const said = JSON.parse(config.textContent || "{}");
    for (const key of Object.keys(said.translations)) {
      const ours = result.getAttribute(key.replace("search.result.", "data-w-").replace(/\./g, "-"));
      if (ours !== null) said.translations[key] = ours;
    }
    config.textContent = JSON.stringify(said);
  }
  const page = location.pathname;
  const behind = /^#q=/.test(location.hash);
  // Material looks for the words before the "#". They stand there only while it starts: a reload must not send them.
  if (behind && !disk) history.replaceState(null, "", page + "?" + location.hash.slice(1));
  const query = new URLSearchParams(location.search).get("q");
  const hide = () => history.replaceState(null, "", page + "#q=" + encodeURIComponent(query || ""));
  if (query && !disk) addEventListener("load", () => setTimeout(hide));
  if (query) document.title = query + " – " + document.title;
})();
