// @ts-check
// Search needs a worker and a fetched index: browsers allow neither from disk. There the page says so instead.
(function () {
  "use strict";
  const disk = location.protocol === "file:";
  const shown = document.querySelector(disk ? ".search-disk" : ".search-hint");
  if (shown) shown.removeAttribute("hidden");
  if (disk) document.querySelectorAll(".md-search").forEach((search) => search.remove());
  const page = location.pathname;
  const behind = /^#q=/.test(location.hash);
  // Material looks for the words before the "#". They stand there only while it starts: a reload must not send them.
  if (behind && !disk) history.replaceState(null, "", page + "?" + location.hash.slice(1));
  const query = new URLSearchParams(location.search).get("q");
  const hide = () => history.replaceState(null, "", page + "#q=" + encodeURIComponent(query || ""));
  if (query && !disk) addEventListener("load", () => setTimeout(hide));
  if (query) document.title = query + " – " + document.title;
})();
