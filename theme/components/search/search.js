// @ts-check
/* The search page. The texts stand in a script beside it (so it works from disk too) and are indexed here, by MiniSearch; of
   many briefings that script has only the way to pieces (pieces.js). What is looked for never leaves the page. Results are links in a list. Enter goes to them and opens nothing. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { one } = briefing;
  const PAUSE = 600; // ms without a change before the count is spoken
  const AROUND = 90; // letters shown on each side of a word found
  const MOST = 50;

  const { plain, OPTIONS, find } = briefing.search;

  /** An index of texts that are all here: what it finds is shown at once. */
  function whole(docs) {
    const index = new window.MiniSearch(OPTIONS);
    index.addAll(docs.map((doc, n) => ({ id: n, title: doc.title, text: doc.text })));
    return (query, shown) =>
      shown(
        find(index, query).map((result) => ({ ...docs[result.id], terms: result.terms })),
        true
      );
  }

  /** Text with the words found as `<mark>`; nothing of it is read as HTML. */
  function marked(place, text, terms) {
    const found = (word) => terms.some((term) => plain(word) === term);
    for (const piece of text.split(/([^\p{L}\p{M}\p{N}]+)/u)) {
      if (!found(piece)) place.append(piece);
      else place.appendChild(document.createElement("mark")).textContent = piece;
    }
  }

  /** The sentences around the first word found. */
  function excerpt(text, terms) {
    const at = Math.max(0, ...terms.map((term) => plain(text).indexOf(term)));
    const from = at <= AROUND ? 0 : text.indexOf(" ", at - AROUND) + 1;
    const end = text.lastIndexOf(" ", from + 2 * AROUND);
    const to = text.length <= from + 2 * AROUND || end <= from ? text.length : end; // some languages write no spaces
    return (from ? "… " : "") + text.slice(from, to) + (to < text.length ? " …" : "");
  }

  /** Results in the list. Those that stand there already stay as they are: somebody may be among them. */
  function show(list, found) {
    const name = (result) => result.location + " " + result.terms;
    const there = Array.from(list.children, (item) => item.dataset.result);
    const same = there.length <= found.length && there.every((old, n) => old === name(found[n]));
    if (!same && list.contains(document.activeElement) && document.activeElement !== list) return;
    if (!same) list.textContent = "";
    for (const result of found.slice(list.children.length)) {
      const item = list.appendChild(document.createElement("li"));
      item.dataset.result = name(result);
      const link = item.appendChild(document.createElement("a"));
      link.href = result.location;
      marked(link, result.title, result.terms);
      if (result.text)
        marked(item.appendChild(document.createElement("p")), excerpt(result.text, result.terms), result.terms);
    }
  }

  function begin() {
    const root = one("[data-search]");
    const given = window.briefingSearch || [];
    const search = Array.isArray(given) ? whole(given) : briefing.search.inPieces(given);
    const box = /** @type {HTMLInputElement} */ (one("input", root));
    const list = one("[data-results]", root);
    const said = one("[data-results-said]", root);
    const miss = one("[data-miss]", root);
    let later = 0;
    let turn = 0; // what comes for words that were typed before is not shown
    const { dataset } = document.documentElement;
    const all = () => delete dataset.asked;
    let going = false; // Enter was pressed: to the results, once there are some

    function say(query, count, failed) {
      const name = count === 1 ? "found-one" : count ? "found-many" : "found-none";
      clearTimeout(later);
      later = window.setTimeout(function () {
        const told = !query ? "" : failed ? briefing.word("unloaded") : briefing.word(name, { count: count });
        if (said.textContent !== told) said.textContent = told; // the same count is not spoken twice
      }, PAUSE);
    }

    function look() {
      const query = box.value.trim();
      const mine = ++turn;
      const shown = function (found, done, failed, count) {
        if (mine !== turn) return;
        show(list, found);
        if (done || found.length) requestAnimationFrame(() => setTimeout(all)); // what ahead.js left out
        list.hidden = !found.length;
        miss.hidden = !query || found.length > 0 || !done || failed;
        if (done) say(query, Math.max(count || 0, found.length), failed);
        if (going && (done || found.length)) goal().focus();
        if (done || found.length) going = false;
      };
      if (query) search(query, shown);
      else shown([], true);
    }

    const goal = () => (list.hidden ? (miss.hidden ? box : miss) : list);

    box.addEventListener("input", function () {
      going = false;
      look();
    });
    one("form", root).addEventListener("submit", function (event) {
      event.preventDefault();
      going = true;
      look();
    });
    const asked = /^#q=(.*)/.exec(location.hash);
    if (asked) {
      box.value = decodeURIComponent(asked[1]);
      history.replaceState(null, "", location.pathname);
      look();
    }
    // Back from a result: browsers give the box its words again.
    window.addEventListener("pageshow", () => box.value && look());
  }

  briefing.start("search", function () {
    const index = one("[data-index]"); // where it is in pieces it comes at any time
    if (!index || window.briefingSearch) return begin();
    let begun = false;
    const once = () => !begun && (begun = true) && begin();
    for (const what of ["load", "error"]) index.addEventListener(what, once);
    window.addEventListener("load", once);
  });
})();
