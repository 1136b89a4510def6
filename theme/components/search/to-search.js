// @ts-check
/* Takes the words to the search page behind a "#": browsers keep that part of an address to themselves, and the search
   page takes it out of the address at once. */
(function () {
  "use strict";
  const form = document.querySelector("form.search[data-to]");
  if (!form) return;
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    const box = /** @type {HTMLInputElement} */ (form.querySelector("input"));
    location.href = form.getAttribute("data-to") + "#q=" + encodeURIComponent(box.value);
  });
})();
