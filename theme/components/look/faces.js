// @ts-check
/* The two faces of every page are asked for at once, so that a page has them from its first drawing on; where they come
   later, it stays as it was drawn: no line moves under the eyes of who reads (font-display: optional). From disk a browser
   lets no page ask ahead: there the faces may come later. */
(function () {
  "use strict";
  const { currentScript, head } = document;
  const own = /** @type {HTMLScriptElement} */ (currentScript).src;
  function link(file, values) {
    const made = document.createElement("link");
    made.href = own.replace("head.js", file);
    head.append(Object.assign(made, values));
  }
  if (location.protocol === "file:") link("faces.css", { rel: "stylesheet" });
  else
    for (const name of ["serif", "sans"])
      link("fonts/" + name + ".woff2", { rel: "preload", as: "font", crossOrigin: "" });
})();
