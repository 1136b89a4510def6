// @ts-check
// Search needs a worker and a fetched index: browsers allow neither from disk. There the page says so instead.
(function () {
  "use strict";
  const disk = location.protocol === "file:";
  const shown = document.querySelector(disk ? ".search-disk" : ".search-hint");
  if (shown) shown.removeAttribute("hidden");
  if (disk) document.querySelectorAll(".md-search").forEach((search) => search.remove());
  const query = new URLSearchParams(location.search).get("q");
  if (query) document.title = query + " – " + document.title;
})();
