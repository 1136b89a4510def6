// @ts-check
/* Where a reader's words live: in this browser, in this tab, or (where the browser allows neither) in this page.

   Object stores of the IndexedDB database "briefings", each record `{key, question, answer, time, rev, earlier}`:
     notes    answers to prompts        <space><partnership>/<briefing>/<prompt>
     cpd      fields of My notes        <space><partnership>/<briefing>/<field>
     reading  parts read or left out    <space><partnership>/<briefing>/<part number>, …/here for the last part
     plan     the action plan           <space><partnership>/<briefing>/<field>
   On a shared computer the same records stand in sessionStorage under "briefings/<store>/<key>", and the choice itself
   under "briefings/shared". Nothing else is stored. Texts never leave this file but to the page that asked for them.

   <space> is "" or what an embedding page gave its frame as a name, `<iframe name="briefing-space:HASH">`, so that
   neither two learners nor two packages of an LMS share a key. A frame keeps its name from page to page. */
(function () {
  "use strict";
  const briefing = window.briefing;
  /** @type {StoreName[]} */
  const STORES = ["notes", "cpd", "reading", "plan"];
  const SESSION = "briefings/";
  const EARLIER_KEPT = 20;

  // In this browser ----------------------------------------------------------------------------

  let opening = null;
  let database = null;

  function open() {
    if (!opening) {
      opening = new Promise(function (done, fail) {
        const asked = window.indexedDB.open("briefings", 1);
        // Some browsers never answer where storage is blocked.
        const late = setTimeout(() => fail(new Error("no answer")), 8000);
        asked.onupgradeneeded = () =>
          STORES.forEach((name) => asked.result.createObjectStore(name, { keyPath: "key" }));
        asked.onerror = () => fail(asked.error);
        asked.onsuccess = function () {
          clearTimeout(late);
          const db = (database = asked.result);
          db.onclose = db.onversionchange = function () {
            opening = database = null;
            db.close();
          };
          done(db);
        };
      });
      opening.catch(() => (opening = null));
    }
    return opening;
  }

  /* WebKit keeps a page that the reader left with whatever it was doing, and an unfinished transaction then holds up every
     page after it. So all are committed as soon as their last request is made, and the rest is given up on leaving. */
  const unfinished = new Set();
  window.addEventListener("pagehide", () =>
    unfinished.forEach((work) => briefing.start("leaving", () => work.abort()))
  );

  function begin(db, name, mode) {
    // "strict" waits for the disk: a killed browser then loses milliseconds, not seconds.
    const work = db.transaction(name, mode, { durability: "strict" });
    unfinished.add(work);
    work.addEventListener("complete", () => unfinished.delete(work));
    work.addEventListener("abort", () => unfinished.delete(work));
    return work;
  }

  /** No more requests will come: what was asked is finished even where the page is closing. */
  function commit(work) {
    if (!work.commit) return;
    work.commit();
    unfinished.delete(work);
  }

  const browser = {
    mode: "browser",
    all: (name, prefix) =>
      open().then(
        (db) =>
          new Promise(function (done, fail) {
            const work = begin(db, name, "readonly");
            const asked = work.objectStore(name).getAll(IDBKeyRange.bound(prefix, prefix + "\uffff"));
            commit(work);
            asked.onsuccess = () => done(asked.result);
            asked.onerror = () => fail(asked.error);
          })
      ),
    change: (name, key, turn) =>
      open().then(
        (db) =>
          new Promise(function (done, fail) {
            const work = begin(db, name, "readwrite");
            const kept = work.objectStore(name);
            const asked = kept.get(key);
            let now;
            asked.onsuccess = function () {
              now = turn(asked.result);
              if (now) kept.put(now);
              else if (asked.result && now === null) kept.delete(key);
              commit(work);
            };
            work.oncomplete = () => done(now);
            work.onabort = () => fail(work.error || new Error("aborted"));
          })
      ),
    put: (name, record) => (database ? putNow(database, name, record) : open().then((db) => putNow(db, name, record))),
  };

  const putNow = (db, name, record) =>
    new Promise(function (done, fail) {
      const work = begin(db, name, "readwrite");
      work.objectStore(name).put(record);
      commit(work);
      work.oncomplete = done;
      work.onabort = () => fail(work.error || new Error("aborted"));
    });

  // In this tab, or in this page -----------------------------------------------------------------

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
      change: (name, key, turn) =>
        Promise.resolve().then(function () {
          const before = read(full(name, key));
          const now = turn(before);
          if (now) items.setItem(full(name, key), JSON.stringify(now));
          else if (before && now === null) items.removeItem(full(name, key));
          return now;
        }),
      put: function (name, record) {
        try {
          items.setItem(full(name, record.key), JSON.stringify(record));
          return Promise.resolve();
        } catch (error) {
          return Promise.reject(error);
        }
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
  let place = null;

  /** Decides once where words are kept: asked for, else the best that this browser allows. */
  const ready = Promise.resolve()
    .then(() => (shared ? inItems("tab", sessionItems) : open().then(() => browser)))
    .catch(() => (inTab ? inItems("tab-only", sessionItems) : inItems("page", heldItems)))
    .then((found) => (place = found));

  // Two tabs -----------------------------------------------------------------------------------

  const listeners = [];
  let channel = null;
  try {
    channel = new BroadcastChannel("briefings"); // Says which key changed, never what was typed.
    channel.onmessage = (event) => place && place.mode === "browser" && tell(event.data);
  } catch (error) {
    channel = null; // Tabs then look again when they come to the front.
  }
  const tell = (news) => listeners.forEach((hear) => briefing.start("listener", () => hear(news)));
  const announce = (news) => channel && place.mode === "browser" && channel.postMessage(news);
  window.addEventListener("pageshow", (event) => event.persisted && tell({}));
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && tell({}));

  const tab = Math.random().toString(36).slice(2, 8);
  let count = 0;

  // What others use ----------------------------------------------------------------------------

  const same = (a, b) => a.answer === b.answer && a.question === b.question;

  /** Earlier answers, each once; what is only the beginning of another one says nothing new and goes. */
  function distinct(list, answer) {
    return list
      .filter(
        (one, n) => one.answer && !answer.startsWith(one.answer) && list.findIndex((other) => same(one, other)) === n
      )
      .filter(
        (one) =>
          !list.some(
            (other) => other !== one && other.answer.length > one.answer.length && other.answer.startsWith(one.answer)
          )
      )
      .slice(-EARLIER_KEPT);
  }

  const then = (record) =>
    Object.assign(
      { question: record.question, answer: record.answer, time: record.time },
      record.left ? { left: true } : {}
    );

  const rev = () => Date.now().toString(36) + "-" + tab + "-" + count++;

  briefing.store = {
    STORES: STORES,
    ready: ready,
    distinct: distinct,
    then: then,
    mode: () => (place ? place.mode : ""),
    rev: rev,
    plain: (key, answer) => ({ key: key, question: "", answer: answer, time: Date.now(), rev: rev(), earlier: [] }),
    /** Hears of changes in other tabs: `{store, key}`, `{gone: prefix, stores, moved}`, or `{}` for "look again". */
    hear: (listener) => listeners.push(listener),
    /** Looks again at everything on this page. */
    look: () => tell({}),
    /** Records of a store whose keys start with `prefix`. */
    all: (name, prefix) => ready.then(() => place.all(name, prefix)),
    get: (name, key) => ready.then(() => place.all(name, key)).then((list) => list.find((one) => one.key === key)),
    /** Reads, lets `turn` decide (a record, null: delete, undefined: leave) and writes, all in one transaction. */
    change: (name, key, turn) =>
      ready
        .then(() => place.change(name, key, turn))
        .then(function (now) {
          if (now !== undefined) announce({ store: name, key: key });
          return now;
        }),
    /** Writes a record over whatever is there, in one step that a closing page still finishes. */
    put: (name, record) =>
      (place ? place.put(name, record) : ready.then(() => place.put(name, record))).then(function () {
        announce({ store: name, key: record.key });
        return record;
      }),
    /** Two records of one key: the newest counts, the other stays beside it. */
    merge: function (a, b) {
      if (!a || !b) return a || b;
      const newest = b.time > a.time ? b : a;
      const other = newest === a ? b : a;
      const list = (a.earlier || []).concat(b.earlier || []);
      if (newest.text && other.answer !== newest.answer) list.push(then(other));
      return Object.assign({}, newest, { earlier: distinct(list, newest.answer) });
    },
    /** Shared computer on or off: what this briefing holds moves along, and is deleted where it was. */
    share: function (on) {
      const from = place;
      const to = on ? inItems("tab", sessionItems) : browser;
      return carry(from, to).then(function () {
        if (on) announce({ gone: briefing.home, moved: true });
        place = to;
        if (on) sessionItems.setItem(SESSION + "shared", "yes");
        else sessionItems.removeItem(SESSION + "shared");
        tell({});
      });
    },
    /** Deletes every record whose key starts with `prefix`, in this browser and in this tab, in the stores named. */
    forget: function (prefix, names) {
      const places = [place, browser].concat(inTab ? [inItems("tab", sessionItems)] : []);
      const stores = names || STORES;
      return each(places, (one) =>
        each(stores, (name) =>
          one.all(name, prefix).then((list) => each(list, (r) => one.change(name, r.key, () => null)))
        ).catch(briefing.accept("a place that cannot be read is looked at again below"))
      )
        .then(() => each(stores, (name) => place.all(name, prefix)))
        .then(function (left) {
          announce({ gone: prefix, stores: stores });
          tell({ gone: prefix, stores: stores });
          if (left.some((list) => list.length)) throw new Error("not deleted");
        });
    },
  };

  const each = (list, work) => Promise.all(list.map(work));

  function carry(from, to) {
    return each(STORES, (name) =>
      from
        .all(name, briefing.home)
        .then((list) =>
          each(list, (record) => to.change(name, record.key, (there) => briefing.store.merge(there, record)))
        )
        .then((done) => each(done, (record) => from.change(name, record.key, () => null)))
    );
  }
})();
