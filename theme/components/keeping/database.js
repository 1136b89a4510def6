// @ts-check
/* The browser's database "briefings": opened when it is wanted, opened again when its connection has died, mended when it
   lacks our stores. Each record is `{key, question, answer, time, rev, earlier}`; its object stores:
     notes    answers to prompts        <space><partnership>/<briefing>/<prompt>
     cpd      fields of My notes        <space><partnership>/<briefing>/<field>
     reading  parts read or left out    <space><partnership>/<briefing>/<part number>, …/here for the last part
     plan     the action plan           <space><partnership>/<briefing>/<field>
   <space> is "" or what an embedding page gave its frame as a name, `<iframe name="briefing-space:HASH">`, so that
   neither two learners nor two packages of an LMS share a key. A frame keeps its name from page to page. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { fold, late } = briefing.merging;
  /** @type {StoreName[]} */
  const STORES = ["notes", "cpd", "reading", "plan"];
  const PATIENCE = 8000; // ms; some browsers never answer where storage is blocked

  /** @type {Promise<IDBDatabase> | null} */
  let opening = null;
  /** @type {IDBDatabase | null} */
  let database = null;

  const lacking = (db) => STORES.filter((name) => !db.objectStoreNames.contains(name));
  const isThere = () => Boolean(window.indexedDB);

  /** The connection in hand is no good: the next wish opens another. */
  function drop(db) {
    if (database === db) opening = database = null;
    try {
      db.close();
    } catch (error) {
      briefing.accept("it is closed already");
    }
  }

  /** Opens whatever version is stored, 0.1.0's or a later one; with a number it adds the stores that are missing. */
  function connect(version) {
    return new Promise(function (done, fail) {
      const asked = window.indexedDB.open("briefings", version);
      asked.onupgradeneeded = function () {
        watch(asked.transaction);
        lacking(asked.result).forEach((name) => asked.result.createObjectStore(name, { keyPath: "key" }));
      };
      asked.onerror = () => fail(asked.error);
      asked.onsuccess = function () {
        const db = asked.result;
        db.onclose = db.onversionchange = () => drop(db);
        done(db);
      };
    });
  }

  /** @returns {Promise<IDBDatabase>} */
  function whole() {
    return connect(undefined).then(function (db) {
      if (!lacking(db).length) return db;
      db.close();
      return connect(db.version + 1);
    });
  }

  /** @template T @param {Promise<T>} work @param {() => void} [silent] @returns {Promise<T>} */
  const inTime = (work, silent) =>
    new Promise(function (done, fail) {
      const timer = setTimeout(function () {
        if (silent) silent();
        fail(new Error("no answer"));
      }, PATIENCE);
      work.then(done, fail).then(() => clearTimeout(timer));
    });

  function open() {
    if (!opening) {
      // An answer that comes too late is used all the same, by the next wish.
      const whenever = whole().then(function (db) {
        database = db;
        opening = whenever;
        return db;
      });
      const mine = inTime(whenever);
      opening = mine;
      mine.catch(() => opening === mine && (opening = null));
    }
    return opening;
  }

  /* WebKit keeps a page that the reader left with whatever it was doing, and an unfinished transaction then holds up every
     page after it. So all are committed as soon as their last request is made, and the rest is given up on leaving. */
  const unfinished = new Set();
  function giveUp(work) {
    try {
      work.abort();
    } catch (error) {
      briefing.accept("it had just finished");
    }
  }
  window.addEventListener("pagehide", () => unfinished.forEach(giveUp));

  function watch(work) {
    unfinished.add(work);
    work.addEventListener("complete", () => unfinished.delete(work));
    work.addEventListener("abort", () => unfinished.delete(work));
    return work;
  }

  // "strict" waits for the disk: a killed browser then loses milliseconds, not seconds.
  const begin = (db, name, mode) => watch(db.transaction(name, mode, { durability: "strict" }));

  /** No more requests will come: what was asked is finished even where the page is closing. */
  function commit(work) {
    if (!work.commit) return;
    work.commit();
    unfinished.delete(work);
  }

  const why = (work) => work.error || new Error("aborted");

  function readAll(db, name, prefix) {
    return new Promise(function (done, fail) {
      const work = begin(db, name, "readonly");
      const asked = work.objectStore(name).getAll(IDBKeyRange.bound(prefix, prefix + "\uffff"));
      commit(work);
      asked.onsuccess = () => done(fold(asked.result));
      asked.onerror = () => fail(asked.error);
      work.onabort = () => fail(why(work));
    });
  }

  function changeOne(db, name, key, turn) {
    return new Promise(function (done, fail) {
      const work = begin(db, name, "readwrite");
      const kept = work.objectStore(name);
      // The record, and what closing pages wrote beside it.
      const asked = kept.getAll(IDBKeyRange.bound(key, key + "\u0001\uffff"));
      let now;
      asked.onsuccess = function () {
        now = turn(fold(asked.result)[0]);
        if (now !== undefined) asked.result.forEach((one) => (now && one.key === key) || kept.delete(one.key));
        if (now) kept.put(now);
        commit(work);
      };
      work.oncomplete = () => done(now);
      work.onabort = () => fail(why(work));
    });
  }

  function putNow(db, name, record) {
    return new Promise(function (done, fail) {
      const work = begin(db, name, "readwrite");
      work.objectStore(name).put(record);
      commit(work);
      work.oncomplete = done;
      work.onabort = () => fail(why(work));
    });
  }

  /* A full disk stays full; any other failure may be the connection's, which says nothing when it dies. */
  const hopeless = (error) => Boolean(error) && error.name === "QuotaExceededError";

  /** Does `act` with a connection. Where no answer comes in time, what can be stopped is stopped, so that what is called
      failed has no effect later; what was written after all is news. */
  function tried(db, act, writes) {
    const work = new Promise((done) => done(act(db)));
    return inTime(work, function () {
      unfinished.forEach((one) => one.db === db && giveUp(one));
      work.then(() => writes && briefing.database.late()).catch(briefing.accept("it failed, as was said"));
    });
  }

  /** The same, and where that fails once more with a fresh connection. */
  const twice = (db, act, writes) =>
    tried(db, act, writes).catch(function (error) {
      if (hopeless(error)) throw error;
      drop(db);
      return open().then((again) => tried(again, act, writes));
    });
  const withDatabase = (act, writes) => open().then((db) => twice(db, act, writes));

  /** In one step where a connection is at hand, which a closing page still finishes. */
  function put(name, record) {
    const act = (db) => putNow(db, name, record);
    return database ? twice(database, act, true) : withDatabase(act, true);
  }

  briefing.database = {
    STORES: STORES,
    isThere: isThere,
    open: open,
    late: () => 0,
    place: {
      mode: "browser",
      all: (name, prefix) => withDatabase((db) => readAll(db, name, prefix), false),
      change: (name, key, turn) => withDatabase((db) => changeOne(db, name, key, turn), true),
      put: put,
      late: (name, record, base) => put(name, late(record, base)),
    },
  };
})();
