// @ts-check
/* How texts are searched, and a search in pieces: of the index of many briefings those are loaded that hold the words looked
   for, or words like them, and the texts that are shown. builder/site/search_pieces.py makes them. What is found is what one
   whole index finds: the parts that MiniSearch reckons with are the same. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const MOST = 50;
  const PAUSE = 150; // ms in which another letter may come
  const FRAME = 20; // ms after which what a script changed has been drawn
  const END = "\uffff"; // after everything that begins with a word

  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const words = (text) => text.split(/[^\p{L}\p{M}\p{N}]+/u).filter(Boolean);
  const begins = (term) => term.length > 2;
  const apart = (term) => (term.length > 5 ? 0.2 : 0);
  const OPTIONS = {
    fields: ["title", "text"],
    tokenize: words,
    processTerm: plain,
    searchOptions: { boost: { title: 3 }, prefix: begins, fuzzy: apart },
  };

  /** All the words, else any of them. */
  function find(index, query) {
    const all = index.search(query, { combineWith: "AND" });
    return (all.length ? all : index.search(query)).slice(0, MOST);
  }

  /** Whether two words differ by at most `most` letters: changed, added or left out. */
  function near(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return false;
    let row = Array.from({ length: other.length + 1 }, (_, n) => n);
    for (let a = 1; a <= one.length; a++) {
      const next = [a];
      let least = a;
      for (let b = 1; b <= other.length; b++) {
        next[b] = Math.min(row[b] + 1, next[b - 1] + 1, row[b - 1] + (one[a - 1] === other[b - 1] ? 0 : 1));
        least = Math.min(least, next[b]);
      }
      if (least > most) return false;
      row = next;
    }
    return row[other.length] <= most;
  }

  const like = (term, word) => apart(term) > 0 && near(term, word, Math.min(6, Math.round(term.length * apart(term))));
  const meant = (terms) => (word) =>
    terms.some((term) => word === term || (begins(term) && word.startsWith(term)) || like(term, word));

  /** An index for words that are here: `{term: places}` as the pieces have them. */
  function made(about, entries) {
    const index = [];
    const lengths = {};
    const ids = {};
    for (const [word, ...fields] of entries) {
      const data = {};
      fields.forEach(function (places, field) {
        let doc = 0;
        const times = {};
        for (let n = 0; n < places.length; n += 3) {
          doc += places[n];
          times[doc] = places[n + 1];
          (lengths[doc] = lengths[doc] || [0, 0])[field] = places[n + 2];
          ids[doc] = doc;
        }
        if (places.length) data[field] = times;
      });
      index.push([word, data]);
    }
    return window.MiniSearch.loadJS(
      {
        documentCount: about.count,
        nextId: about.count,
        documentIds: ids,
        fieldIds: { title: 0, text: 1 },
        fieldLength: lengths,
        averageFieldLength: about.average,
        storedFields: {},
        dirtCount: 0,
        index: index,
        serializationVersion: 2,
      },
      OPTIONS
    );
  }

  function inPieces(about) {
    const pieces = (window.briefingPieces = window.briefingPieces || {});
    let failed = false;
    let waiting = 0;
    let turn = 0;
    let stages = 0;

    const load = (names) =>
      Promise.all(
        names
          .filter((name) => !pieces[name])
          .map((name) => briefing.files.late("search/" + name + ".js").catch(() => (failed = true)))
      );

    /** The piece in which something stands, by where each begins. */
    const place = (starts, what) => Math.max(0, starts.filter((start) => start <= what).length - 1);

    /** The pieces of words that hold a word, or what begins with it. */
    function holding(word, all) {
      const last = place(about.words, word + (all ? END : ""));
      const list = [];
      for (let n = place(about.words, word); n <= last; n++) list.push("words-" + n);
      return list;
    }

    const drawn = () => new Promise((done) => setTimeout(done, FRAME));
    const unique = (list) => Array.from(new Set(list));

    /** What the pieces named find, best first; those that are as good in the order of the texts. */
    function results(query, terms, names) {
      const wanted = meant(terms);
      const entries = [].concat(...names.map((name) => pieces[name] || [])).filter((entry) => wanted(entry[0]));
      const index = made(about, entries);
      const close = (one) => Number(one.score.toPrecision(9));
      const sorted = (list) => list.sort((a, b) => close(b) - close(a) || a.id - b.id);
      const all = sorted(index.search(query, { combineWith: "AND" }));
      return (all.length ? all : sorted(index.search(query))).slice(0, MOST);
    }

    /** Hands over results as their texts come, the best first: `begun` when those were drawn, `all` asks for the others. */
    function tell(found, done, mine, shown) {
      const of = (result) => place(about.texts, result.id);
      const groups = unique(found.map(of));
      const stage = ++stages;
      const say = function () {
        if (mine !== turn || stage !== stages) return;
        const here = [];
        for (const result of found) {
          const group = pieces["texts-" + of(result)];
          if (!group) break;
          here.push({ ...group[result.id - about.texts[of(result)]], terms: result.terms });
        }
        const every = here.length === found.length;
        shown(here, done && (every || failed), failed, found.length);
      };
      const rest = () => Promise.all(groups.slice(1).map((group) => load(["texts-" + group]).then(say)));
      const begun = load(groups.slice(0, 1).map((group) => "texts-" + group)).then(say);
      return { begun: begun.then(drawn), all: () => begun.then(rest) };
    }

    return function (query, shown) {
      const mine = ++turn;
      const terms = words(query).map(plain).filter(Boolean);
      failed = false;
      clearTimeout(waiting);
      waiting = window.setTimeout(
        function () {
          const first = unique([].concat(...terms.map((term) => holding(term, begins(term)))));
          const misspelt = terms.filter((term) => apart(term) > 0);
          const still = () => mine === turn;
          load(first).then(function () {
            if (!still()) return undefined;
            const found = results(query, terms, first);
            const told = tell(found, !misspelt.length, mine, shown);
            if (!misspelt.length) return told.all();
            // What is spelt another way is looked for when the first results are to be seen.
            return Promise.all([load(["words"]), told.begun]).then(function () {
              if (!still()) return undefined;
              const alike = (pieces.words ? pieces.words[0].split(" ") : []).filter(meant(misspelt));
              const names = unique(first.concat(...alike.map((word) => holding(word, false))));
              return load(names).then(() => still() && tell(results(query, terms, names), true, mine, shown).all());
            });
          });
        },
        document.readyState === "complete" ? PAUSE : 0
      );
    };
  }

  briefing.search = { plain, OPTIONS, find, inPieces };
})();
