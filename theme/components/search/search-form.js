// @ts-check
// Takes the words to the search page behind a "#": browsers keep that part of an address to themselves,
// so that nobody who runs the web server learns what was looked for.
(function () {
  "use strict";
  const form = document.querySelector("form.search");
  if (!form) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const box = /** @type {HTMLInputElement} */ (form.querySelector("input"));
    location.href = form.getAttribute("action") + "#q=" + encodeURIComponent(box.value);
  });
})();
