// @ts-check
/* Where a reader's words live: in this browser, in this tab, or (where the browser allows neither) in this page.

   What the browser keeps stands in database.js. On a shared computer the same records stand in sessionStorage under
   "briefings/<store>/<key>", and the choice itself under "briefings/shared". The same place holds what the browser did not
   take: it goes into the browser as soon as that takes it. Nothing else is stored. Texts never leave this file but to the
   page that asked for them. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const browser = briefing.database.place;
  const { STORES } = briefing.database;
  const { distinct, then, merge, late, fold, without } = briefing.merging;
  const SESSION = "briefings/";
  const FIRST_PAUSE = 4000; // ms until an unwilling browser is asked again; doubled each time
  const LONGEST_PAUSE = 120000;

  // In this tab, or in this page -----------------------------------------------------------------

  /** @returns {Place} */
  function inItems(mode, items) {
    const full = (name, key) => SESSION + name + "/" + key;
    const read = (whole) => JSON.parse(items.getItem(whole) || "null") || undefined;
    return {
      mode: mode,
      all: (name, prefix) =>
        Promise.resolve().then(() =>
          items
            .names()
            .filter((whole) => whole.startsWith(full(name, prefix)))
            .map(read)
        ),
      // At once, since a closing page waits for nothing.
      change: (name, key, turn) =>
        new Promise(function (done) {
          const before = read(full(name, key));
          const now = turn(before);
          if (now) items.setItem(full(name, key), JSON.stringify(now));
          else if (before && now === null) items.removeItem(full(name, key));
          done(now);
        }),
      put: (name, record) => new Promise((done) => done(items.setItem(full(name, record.key), JSON.stringify(record)))),
      late(name, record, base) {
        return this.change(name, record.key, (there) => fold([there, late(record, base)].filter(Boolean))[0]);
      },
    };
  }

  const sessionItems = {
    getItem: (name) => window.sessionStorage.getItem(name),
    setItem: (name, text) => window.sessionStorage.setItem(name, text),
    removeItem: (name) => window.sessionStorage.removeItem(name),
    names: () => Object.keys(window.sessionStorage),
  };
  const held = new Map();
  const heldItems = {
    getItem: (name) => held.get(name),
    setItem: (name, text) => held.set(name, text),
    removeItem: (name) => held.delete(name),
    names: () => Array.from(held.keys()),
  };

  function sessionWorks() {
    try {
      sessionItems.setItem(SESSION + "shared", sessionItems.getItem(SESSION + "shared") || "no");
      if (sessionItems.getItem(SESSION + "shared") === "no") sessionItems.removeItem(SESSION + "shared");
      return true;
    } catch (error) {
      return false;
    }
  }

  const inTab = sessionWorks();
  const shared = inTab && sessionItems.getItem(SESSION + "shared") === "yes";
  const tabPlace = inItems("tab", sessionItems);
  /** What the browser did not take waits here. */
  const waiting = inTab ? inItems("tab-only", sessionItems) : inItems("page", heldItems);
  /** @type {Place | null} */
  let place = null;

  /** Deletions that this page heard of. */
  const forgotten = [];
  const each = (list, work) => Promise.all(list.map(work));
  /** Nothing came in since: a merge may keep a revision, and adds to what was earlier. */
  const alike = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  /** Moves every record below `prefix`; what is there already is merged, never written over. Other tabs hear of each that
      comes into the browser. */
  const carry = (from, to, prefix, heard = forgotten.length) =>
    each(STORES, (name) =>
      from.all(name, prefix).then((list) =>
        each(list, (record) =>
          to
            .change(name, record.key, (there) => merge(there, record))
            // Deleted while it was on its way: it goes as well.
            .then(
              () =>
                forgotten.slice(heard).some((news) => record.key.startsWith(news.gone) && news.stores.includes(name)) &&
                to.change(name, record.key, (there) => without(there, record))
            )
            .then(() => to === browser && channel && channel.postMessage({ store: name, key: record.key }))
            // Only what was carried goes: a newer text may have come in meanwhile.
            .then(() => from.change(name, record.key, (now) => (now && !alike(now, record) ? undefined : null)))
            .then(() => 1)
        )
      )
    ).then((lists) => [].concat(...lists).length);

  const begun = () => (shared ? Promise.resolve(tabPlace) : briefing.database.open().then(() => browser));

  /** Decides where words are kept: asked for, else the best that this browser allows. */
  const ready = Promise.resolve()
    .then(begun)
    .catch(() => waiting)
    .then((found) => (place = /** @type {Place} */ (found)))
    .then(() => gather())
    .then(() => move(briefing.former, briefing.home))
    .then(() => place);

  /** Takes what waited into the browser, so that words typed while it refused come back. */
  /** @returns {Promise<unknown>} */
  function gather() {
    if (place === browser)
      return carry(waiting, browser, briefing.space).catch(function () {
        owed = true;
        regain(FIRST_PAUSE);
      });
    regain(FIRST_PAUSE);
    return Promise.resolve();
  }

  /** Brings what was kept under an earlier address of this briefing to where it is kept now; nothing is written over. */
  /** @returns {Promise<unknown>} */
  function move(former, home) {
    if (!former) return Promise.resolve();
    const one = (name, record) =>
      place
        .change(name, home + record.key.slice(former.length), (there) =>
          merge(there, Object.assign({}, record, { key: home + record.key.slice(former.length) }))
        )
        .then(() => place.change(name, record.key, (now) => (now && !alike(now, record) ? undefined : null)));
    return each(STORES, (name) =>
      place.all(name, former).then((list) => each(list, (record) => one(name, record)))
    ).catch(briefing.accept("it moves at the next visit"));
  }

  let again = 0;
  let trying = false;
  let owed = false; // the browser is in use, and has not taken all that waits

  const unwilling = () => place === waiting || (place === browser && owed);

  /** Asks an unwilling browser again, after longer and longer pauses and whenever the page comes to the front. */
  function regain(pause) {
    clearTimeout(again);
    if (unwilling()) again = window.setTimeout(() => attempt(Math.min(pause * 2, LONGEST_PAUSE)), pause);
  }

  function attempt(pause) {
    if (trying || !unwilling()) return;
    trying = true;
    briefing.database
      .open()
      .then(() => carry(waiting, browser, briefing.space))
      .then(function () {
        if (!unwilling()) return undefined;
        place = browser;
        owed = true; // what was written while the rest was carried
        return carry(waiting, browser, briefing.space).then(function () {
          owed = false;
          tell({});
        });
      })
      .catch(briefing.accept("it is asked again"))
      .then(function () {
        trying = false;
        regain(pause);
      });
  }

  // Two tabs -----------------------------------------------------------------------------------

  const listeners = [];
  let channel = null;
  try {
    channel = new BroadcastChannel("briefings"); // Says which key changed, never what was typed.
    channel.onmessage = (event) => hearOf(event.data);
  } catch (error) {
    channel = null; // Tabs then look again when they come to the front.
  }
  const tell = (news) => listeners.forEach((hear) => briefing.start("listener", () => hear(news)));
  const announce = (news) => channel && (news.gone || place.mode === "browser") && channel.postMessage(news);
  const front = function () {
    attempt(FIRST_PAUSE);
    tell({});
  };
  window.addEventListener("pageshow", (event) => event.persisted && front());
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && front());

  briefing.database.late = function () {
    announce({});
    tell({});
  };

  const tab = Math.random().toString(36).slice(2, 8);
  let count = 0;

  // Answers ------------------------------------------------------------------------------------

  const rev = () => Date.now().toString(36) + "-" + tab + "-" + count++;

  /** What waits under a key besides the record that its box has written by now: it goes on waiting. */
  function others(there) {
    const list = there.earlier || [];
    if (!list.length) return null;
    return Object.assign({}, there, list[list.length - 1], { rev: rev(), earlier: list.slice(0, -1) });
  }

  // Deletion -----------------------------------------------------------------------------------

  /** Every place that may hold something: also the one that is not in use now. */
  const places = () =>
    [inItems("page", heldItems)].concat(inTab ? [tabPlace] : [], briefing.database.isThere() ? [browser] : []);

  /** Each store to its end: nothing of it may go on once somebody was told how it ended. */
  const removeAll = (one, stores, prefix) =>
    each(stores, (name) =>
      one
        .all(name, prefix)
        .then((list) => Promise.allSettled(list.map((record) => one.change(name, record.key, () => null))))
        .catch(briefing.accept("what is left is seen when it is looked for"))
    );

  const left = (one, stores, prefix) =>
    each(stores, (name) => one.all(name, prefix)).then((lists) => [].concat(...lists).length);

  /** Deletes in one place, looks again, and deletes what another tab had at hand; gives how many are left, -1 for unknown. */
  const clear = (one, stores, prefix) =>
    removeAll(one, stores, prefix)
      .then(() => left(one, stores, prefix))
      .then((some) => some && removeAll(one, stores, prefix).then(() => left(one, stores, prefix)))
      .catch(() => -1);

  function forget(prefix, names) {
    const stores = names || STORES;
    const news = { gone: prefix, stores: stores };
    forgotten.push(news);
    tell(news); // boxes first: what is in them must not be written once more
    return ready
      .then(() => announce(news))
      .then(() => each(places(), (one) => clear(one, stores, prefix)))
      .then(function (found) {
        // A page may have read a record while it was being deleted: all look again.
        if (place.mode === "browser") announce({});
        tell({});
        if (found.every((some) => some === 0)) return;
        throw new Error(found.some((some) => some < 0) ? "not-looked" : "not-cleared");
      });
  }

  /** Another tab deleted or moved something: what this one holds of it goes too. */
  function hearOf(news) {
    if (news.gone && !news.moved) forgotten.push(Object.assign({ stores: STORES }, news));
    if (news.gone && !news.moved) each(places().slice(0, inTab ? 2 : 1), (one) => clear(one, news.stores, news.gone));
    if (news.gone || (place && place.mode === "browser")) tell(news);
  }

  // What others use ----------------------------------------------------------------------------

  briefing.store = {
    STORES: STORES,
    ready: ready,
    distinct: distinct,
    then: then,
    merge: merge,
    rev: rev,
    plain: (key, answer) => ({
      key: key,
      question: "",
      answer: answer,
      time: Date.now(),
      rev: rev(),
      earlier: [],
    }),
    mode: () => (place ? place.mode : ""),
    hear: (listener) => listeners.push(listener),
    look: () => tell({}),
    all: (name, prefix) => ready.then(() => place.all(name, prefix)),
    get: (name, key) => ready.then(() => place.all(name, key)).then((list) => list.find((one) => one.key === key)),
    change: (name, key, turn) =>
      ready
        .then(() => place.change(name, key, turn))
        .then(function (now) {
          if (now !== undefined) announce({ store: name, key: key });
          return now;
        }),
    put: (name, record) =>
      (place ? place.put(name, record) : ready.then(() => place.put(name, record))).then(function () {
        announce({ store: name, key: record.key });
        return record;
      }),
    late: (name, record, base) =>
      place ? place.late(name, record, base).then(() => announce({ store: name, key: record.key })) : Promise.resolve(), // it was set aside
    setAside: function (name, record, last) {
      if (place && place !== browser) return; // it is there already
      waiting
        .change(name, record.key, (there) => merge(there && there.rev === last ? others(there) : there, record))
        .catch(briefing.accept("there is no other place"));
    },
    settle: function (name, key, last) {
      waiting
        .change(name, key, (there) => (there && there.rev === last ? others(there) : undefined))
        .catch(briefing.accept("it is merged at the next visit of this tab"));
    },
    share: function (on) {
      const from = place;
      const to = on ? tabPlace : browser;
      // What waits in this tab is there already.
      const moved = on && from === waiting ? Promise.resolve() : carry(from, to, briefing.home);
      return moved.then(function () {
        if (on) announce({ gone: briefing.home, moved: true });
        place = to;
        if (on) sessionItems.setItem(SESSION + "shared", "yes");
        else sessionItems.removeItem(SESSION + "shared");
        tell({});
      });
    },
    forget: forget,
  };
})();
