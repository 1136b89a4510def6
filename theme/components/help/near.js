// @ts-check
/* In the head of every page, before anything is drawn: the reader's size of text, what opens and closes, and the way out.
   It stands alone, since pages without other scripts have it too. */
(function () {
  "use strict";
  const open = () => /** @type {HTMLDetailsElement[]} */ (Array.from(document.querySelectorAll("[data-opens][open]")));

  /** Closes what the focus or the tap is outside of. What stands in the page's text stays open: it covers nothing. */
  function leave(target) {
    open().forEach(function (one) {
      if (one.closest("header.slim, header.masthead, header.bar") && !(target instanceof Node && one.contains(target)))
        one.open = false;
    });
  }
  document.addEventListener("focusin", (event) => leave(event.target));
  document.addEventListener("pointerdown", (event) => leave(event.target));
  /* A number says whose it is, to who goes from link to link. */
  document.addEventListener(
    "toggle",
    (event) =>
      event.target instanceof Element &&
      event.target.querySelectorAll("li .number").forEach(function (link) {
        link.setAttribute("aria-label", link.closest("li").firstChild.textContent + ": " + link.textContent);
      }),
    true
  );
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const held = open().filter((one) => one.contains(document.activeElement));
    (held.length ? held : open()).forEach(function (one) {
      one.open = false;
      if (one.contains(document.activeElement)) one.querySelector("summary").focus();
      event.preventDefault();
    });
  });

  /* The way out: the page is blank at once, another stands in its place, and "Back" does not lead here. */
  document.addEventListener("click", function (event) {
    const link = event.target instanceof Element && event.target.closest("a[data-exit]");
    if (!link) return;
    event.preventDefault();
    document.documentElement.hidden = true;
    document.title = "";
    location.replace(/** @type {HTMLAnchorElement} */ (link).href);
  });
})();
