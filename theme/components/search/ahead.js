// @ts-check
/* In the first file of an index in pieces, which comes before the page's other scripts and waits for none: for words behind
   the "#" their pieces are asked for by now, and the page's long list of briefings waits until the first result is drawn. */
(function () {
  "use strict";
  const asked = /^#q=(.+)/.exec(location.hash);
  const about = /** @type {SearchPieces} */ (window.briefingSearch);
  if (!asked) return;
  const { dataset } = document.documentElement;
  dataset.asked = "";
  window.addEventListener("error", () => delete dataset.asked, true); // whatever fails, a file that is not there too
  const terms = decodeURIComponent(asked[1]).normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  for (const term of terms.split(/[^\p{L}\p{N}]+/u).filter(Boolean)) {
    const place = (what) => Math.max(0, about.words.filter((start) => start <= what).length - 1);
    for (let n = place(term); n <= place(term.length > 2 ? term + "\uffff" : term); n++)
      document.head.append(
        Object.assign(document.createElement("link"), {
          rel: "preload",
          as: "script",
          href: "search/words-" + n + ".js",
        })
      );
  }
})();
