/* Before the page's own scripts: a browser whose storage fails as `parent.faults` says, whose clock jumps, and whose time runs
   many times as fast, so that patience and pauses can be tried. Each frame is a tab of its own: what a tab keeps stands at the
   frame, as a map `kept` from names to texts, and so lasts over reloads. */
(function () {
  "use strict";
  const faults = window.parent.faults;
  if (!faults || window.parent === window) return;
  const later = window.setTimeout;
  window.setTimeout = (run, ms, ...rest) => later(run, (ms || 0) / faults.fast, ...rest);
  const now = Date.now;
  Date.now = () => now() + faults.clock;

  const real = window.indexedDB;
  const never = new Promise(() => 0);
  const wait = (ms) => new Promise((done) => later(done, ms));
  let generation = 0;

  /** A request that answers as told. */
  function request(outcome) {
    const asked = { result: null, error: null, onsuccess: null, onerror: null, onupgradeneeded: null };
    outcome(asked);
    return asked;
  }

  function wrapped(db, born) {
    const start = db.transaction.bind(db);
    db.transaction = function (names, mode, options) {
      // A connection that died without an event: every later use of it fails, a new one works.
      if (faults.died > born) throw new DOMException("The connection is closed.", "InvalidStateError");
      const work = start(names, mode, options);
      if (mode === "readwrite" && faults.kind === "full") {
        const store = work.objectStore.bind(work);
        work.objectStore = function (name) {
          const kept = store(name);
          kept.put = function () {
            Object.defineProperty(work, "error", { value: new DOMException("full", "QuotaExceededError") });
            work.abort(); // at once: what is asked for nothing more is complete
            return {};
          };
          return kept;
        };
        work.commit = undefined;
      }
      if (faults.kind === "hangs") {
        // Nothing of it is ever answered.
        const dead = { commit() {}, abort() {}, addEventListener() {}, objectStore: () => ({ get: () => ({}), getAll: () => ({}), put: () => ({}), delete: () => ({}) }) };
        try {
          work.abort();
        } catch (error) {
          return dead;
        }
        return dead;
      }
      return work;
    };
    return db;
  }

  const shim = {
    open(name, version) {
      const kind = faults.kind;
      if (kind === "refuses")
        return request((asked) => later(() => { asked.error = new DOMException("no", "UnknownError"); if (asked.onerror) asked.onerror({}); }, 0));
      if (kind === "silent") return request(() => never);
      if (kind === "throws") throw new DOMException("no", "SecurityError");
      return request(function (asked) {
        const begin = kind === "slow" ? wait(faults.slow) : wait(0);
        begin.then(function () {
          const opened = version === undefined ? real.open(name) : real.open(name, version);
          opened.onupgradeneeded = (event) => { asked.result = opened.result; asked.transaction = opened.transaction; if (asked.onupgradeneeded) asked.onupgradeneeded(event); };
          opened.onerror = () => { asked.error = opened.error; if (asked.onerror) asked.onerror({}); };
          opened.onsuccess = () => { asked.result = wrapped(opened.result, ++faults.opened); if (asked.onsuccess) asked.onsuccess({}); };
        });
      });
    },
  };
  Object.defineProperty(window, "indexedDB", { value: shim, configurable: true });

  const kept = (window.frameElement.kept = window.frameElement.kept || new window.parent.Map());
  const methods = {
    getItem: (name) => (kept.has(String(name)) ? kept.get(String(name)) : null),
    setItem: (name, text) => void kept.set(String(name), String(text)),
    removeItem: (name) => void kept.delete(String(name)),
    clear: () => kept.clear(),
    key: (n) => [...kept.keys()][n] ?? null,
  };
  const tab = new Proxy(methods, {
    get: (_, name) => (name === "length" ? kept.size : name in methods ? methods[name] : kept.get(name)),
    set: (_, name, text) => kept.set(name, String(text)),
    has: (_, name) => name in methods || kept.has(name),
    deleteProperty: (_, name) => kept.delete(name) || true,
    ownKeys: () => [...kept.keys()],
    getOwnPropertyDescriptor: (_, name) =>
      kept.has(name) ? { value: kept.get(name), writable: true, enumerable: true, configurable: true } : undefined,
  });
  Object.defineProperty(window, "sessionStorage", { value: tab, configurable: true });
})();
