// @ts-check
/* What every component stands on: who the page is of, words of the interface, finding places, and starting.
   `theme/types.d.ts` says what components give each other. */
(function () {
  "use strict";
  const briefing = (window.briefing = window.briefing || /** @type {Briefing} */ ({}));
  const at = document.body.dataset;
  const named = /^briefing-space:([\w-]{1,64})$/.exec(window.name);

  briefing.space = named ? named[1] + ":" : "";
  briefing.library = briefing.space + at.partnership + "/";
  /* A translation's words are kept with the original's; what was kept under its own address moves there (store.js). */
  briefing.home = briefing.library + (at.keeps || at.briefing) + "/";
  briefing.former = at.keeps ? briefing.library + at.briefing + "/" : "";
  briefing.templates = {};

  briefing.start = function (name, run) {
    try {
      run();
    } catch (error) {
      console.error("briefing: " + name, error);
    }
  };

  briefing.component = (name, selector, run) =>
    briefing.every(selector).forEach((root) => briefing.start(name, () => run(root)));

  briefing.accept = () => () => undefined;

  briefing.one = (selector, root) => (root || document).querySelector(selector);
  briefing.every = (selector, root) => Array.from((root || document).querySelectorAll(selector));

  briefing.copyOf = function (id) {
    const model = /** @type {HTMLTemplateElement} */ (document.getElementById(id));
    return /** @type {HTMLElement} */ (model.content.firstElementChild.cloneNode(true));
  };

  /* Words that the page's language lacks, without the full stop that ends them. */
  const english = new Set();
  const bare = (text) => text.trim().replace(/\.+$/, "");

  briefing.word = function (name, places) {
    for (const list of document.querySelectorAll("[data-words]")) {
      const text = list.getAttribute("data-w-" + name);
      if (text === null) continue;
      const filled = text.replace(/\{(\w+)\}/g, (whole, key) =>
        places && key in places ? String(places[key]) : whole
      );
      const lacking = list.getAttribute("data-english");
      if (lacking !== null && lacking.split(" ").includes(name)) english.add(bare(filled));
      return filled;
    }
    return "";
  };

  briefing.wrong = function (box, id, on) {
    const said = (box.getAttribute("aria-describedby") || "").split(" ").filter((name) => name && name !== id);
    if (on) said.push(id);
    if (said.length) box.setAttribute("aria-describedby", said.join(" "));
    else box.removeAttribute("aria-describedby");
    if (on) box.setAttribute("aria-invalid", "true");
    else box.removeAttribute("aria-invalid");
  };

  /* One place from which who listens is spoken to. It stands in the page from the beginning: what comes into the page
     together with its words is not said by a slow computer. */
  const spoken = document.body.appendChild(document.createElement("p"));
  spoken.className = "vh";
  spoken.setAttribute("role", "status");
  let silence = 0;
  briefing.say = function (text) {
    clearTimeout(silence);
    if (spoken.textContent !== text) spoken.textContent = text;
    silence = window.setTimeout(() => (spoken.textContent = ""), 8000);
  };

  /* Words that the page's language lacks are English wherever a script puts them, and say so. */
  const isText = (node) => node.nodeType === Node.TEXT_NODE;
  function inEnglish(node) {
    const place = isText(node) ? node.parentElement : node;
    if (!place || place.closest("template, script, textarea")) return;
    const whole = english.has(bare(place.textContent));
    if (whole) place.setAttribute("lang", "en");
    else if (place.hasAttribute("data-in-english")) place.removeAttribute("lang");
    place.toggleAttribute("data-in-english", whole);
    if (whole || !isText(node) || !english.has(bare(node.data))) return;
    const span = document.createElement("span");
    span.lang = "en";
    node.replaceWith(span);
    span.append(node);
  }
  if (document.querySelector("[data-english]")) {
    const within = [document].concat(/** @type {any} */ (briefing.every("template").map((one) => one["content"])));
    within.forEach(function (root) {
      briefing.every("[lang=en]", root).forEach((place) => english.add(bare(place.textContent)));
      briefing
        .every("[data-english-of]", root)
        .forEach((place) =>
          place.dataset.englishOf.split(" ").forEach((name) => english.add(bare(place.getAttribute("data-" + name))))
        );
    });
    new MutationObserver((seen) =>
      seen.forEach(function (one) {
        if (one.type === "characterData") inEnglish(one.target);
        one.addedNodes.forEach((node) => {
          if (isText(node)) inEnglish(node);
          else if (node instanceof Element)
            [node]
              .concat(Array.from(node.querySelectorAll("*")))
              .forEach((place) => Array.from(place.childNodes).filter(isText).forEach(inEnglish));
        });
      })
    ).observe(document.body, { childList: true, characterData: true, subtree: true });
  }

  briefing.writtenDay = function (text) {
    const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text);
    const months = briefing.word("months").split("|");
    return found && months.length === 12
      ? Number(found[3]) + " " + months[Number(found[2]) - 1] + " " + found[1]
      : text;
  };
})();
