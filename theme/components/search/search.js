// @ts-check
/* The search page. The texts stand in a script beside it (so it works from disk too) and are indexed here, by MiniSearch;
   what is looked for never leaves the page. Results are links in a list. Enter goes to them and opens nothing. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { one } = briefing;
  const PAUSE = 600; // ms without a change before the count is spoken
  const AROUND = 90; // letters shown on each side of a word found
  const MOST = 50;

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = (text) => text.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);

  function made(docs) {
    const index = new window.MiniSearch({
      fields: ["title", "text"],
      tokenize: words,
      processTerm: plain,
      searchOptions: {
        boost: { title: 3 },
        prefix: (term) => term.length > 2,
        fuzzy: (term) => (term.length > 5 ? 0.2 : 0),
      },
    });
    index.addAll(docs.map((doc, n) => ({ id: n, title: doc.title, text: doc.text })));
    return index;
  }

  /** All the words, else any of them. */
  function find(index, query) {
    const all = index.search(query, { combineWith: "AND" });
    return (all.length ? all : index.search(query)).slice(0, MOST);
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

  function show(list, docs, found) {
    list.textContent = "";
    for (const result of found) {
      const doc = docs[result.id];
      const item = list.appendChild(document.createElement("li"));
      const link = item.appendChild(document.createElement("a"));
      link.href = doc.location;
      marked(link, doc.title, result.terms);
      if (doc.text)
        marked(item.appendChild(document.createElement("p")), excerpt(doc.text, result.terms), result.terms);
    }
  }

  briefing.start("search", function () {
    const root = one("[data-search]");
    const docs = window.briefingSearch || [];
    const index = made(docs);
    const box = /** @type {HTMLInputElement} */ (one("input", root));
    const list = one("[data-results]", root);
    const said = one("[data-results-said]", root);
    const miss = one("[data-miss]", root);
    let later = 0;

    function look() {
      const query = box.value.trim();
      const found = query ? find(index, query) : [];
      show(list, docs, found);
      list.hidden = !found.length;
      miss.hidden = !query || found.length > 0;
      const count = found.length === 1 ? "found-one" : found.length ? "found-many" : "found-none";
      clearTimeout(later);
      later = window.setTimeout(function () {
        const told = query ? briefing.word(count, { count: found.length }) : "";
        if (said.textContent !== told) said.textContent = told; // the same count is not spoken twice
      }, PAUSE);
    }

    box.addEventListener("input", look);
    one("form", root).addEventListener("submit", function (event) {
      event.preventDefault();
      look();
      const goal = list.hidden ? (miss.hidden ? box : miss) : list;
      goal.focus();
    });
    const asked = /^#q=(.*)/.exec(location.hash);
    if (asked) {
      box.value = decodeURIComponent(asked[1]);
      history.replaceState(null, "", location.pathname);
      look();
    }
    // Back from a result: browsers give the box its words again.
    window.addEventListener("pageshow", () => box.value && look());
  });
})();
