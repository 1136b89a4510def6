// @ts-check
// What Material's script expects to find: its address and its memory. The memory lasts as long as the page, so that
// nothing is stored on the device and a browser that blocks storage does not stop the search.
(function () {
  "use strict";
  const memory = new Map();
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const page = /** @type {any} */ (window);
  page.__md_scope = new URL(script.dataset.base || ".", location.href);
  page.__md_hash = (/** @type {string} */ text) =>
    Array.from(text).reduce((sum, c) => ((sum << 5) - sum + c.charCodeAt(0)) | 0, 0);
  page.__md_get = (/** @type {string} */ key) => (memory.has(key) ? memory.get(key) : null);
  page.__md_set = (/** @type {string} */ key, /** @type {unknown} */ value) => void memory.set(key, value);
  for (const name of ["localStorage", "sessionStorage"]) {
    try {
      void page[name];
    } catch {
      Object.defineProperty(page, name, {
        value: { getItem: () => null, setItem: () => undefined, removeItem: () => undefined },
      });
    }
  }
})();
