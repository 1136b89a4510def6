// @ts-check
/* The preview's part of a page: reloads it when something changed, and shows the author what to look at.
   Only `briefing serve` adds it; it is in no published page. */
"use strict";
(function () {
  const own = document.currentScript; // its key opens the state; other sites can load this script, but not read the page
  const key = (own && own.dataset.key) || "",
    root = (own && own.dataset.root) || "/";
  const body = (own && own.dataset.body) || ""; // a mark of the page as it was loaded
  const GAP = 60; // milliseconds in which nothing is asked, so that a browser sees a page that has been loaded
  let told = "";

  /** Asks for the state that follows; the answer is a script that calls `briefingLive`. */
  function ask() {
    const script = document.createElement("script");
    const page = encodeURIComponent(location.pathname.slice(root.length));
    script.src = root + "_live/state.js?key=" + key + "&body=" + body + "&told=" + told + "&page=" + page;
    script.onload = function () {
      script.remove();
      setTimeout(ask, GAP);
    };
    script.onerror = function () {
      script.remove();
      setTimeout(ask, 1000);
    };
    document.head.append(script);
  }

  /** @param {{body: string, told: string, problems: any[], elsewhere: number, words: Record<string, string>}} state */
  function show(state) {
    if (state.body !== body || (told && state.told !== told)) {
      location.reload();
      return;
    }
    if (told) return;
    told = state.told;
    const top = document.createElement("aside");
    top.className = "live-list";
    top.setAttribute("aria-label", state.words.title || "");
    for (const problem of state.problems) {
      const note = noteOf(problem);
      const block = problem.passage && blockWith(problem.passage);
      if (block && block.matches("li")) block.append(note);
      else if (block) block.after(note);
      else top.append(note);
    }
    if (state.elsewhere) {
      const more = document.createElement("p");
      more.textContent = (state.words.elsewhere || "").replace("{number}", String(state.elsewhere));
      top.append(more);
    }
    const main = document.querySelector("main");
    if (top.childElementCount && main) main.before(top);
  }

  /** @param {any} problem */
  function noteOf(problem) {
    const note = document.createElement("div");
    note.className = "live-note live-" + problem.severity;
    for (const [name, text] of [
      ["message", problem.message],
      ["hint", problem.hint],
      ["place", problem.place],
    ]) {
      if (!text) continue;
      const line = document.createElement("p");
      line.className = "live-" + name;
      line.textContent = text;
      note.append(line);
    }
    return note;
  }

  /** The smallest block whose words hold the passage. @param {string} passage */
  function blockWith(passage) {
    const wanted = flat(passage).slice(0, 80);
    const blocks = Array.from(
      document.querySelectorAll("main p, main li, main h1, main h2, main h3, main td, main label")
    );
    const holding = blocks.filter(function (block) {
      return flat(block.textContent || "").includes(wanted);
    });
    const found = holding[holding.length - 1];
    if (!found) return null;
    return found.closest("td, label, h1") ? found.closest("table, section, header, div") : found;
  }

  /** Letters alone: a page sets the same passage with other punctuation and spaces. @param {string} text */
  function flat(text) {
    return text.replace(/[^\p{L}\p{N}]+/gu, "").toLowerCase();
  }

  Object.assign(window, { briefingLive: show });
  // Before, a waiting script would hold the load event back; at once, it would in WebKit hold back that of a page around.
  addEventListener("load", function () {
    setTimeout(ask, 2 * GAP);
  });
})();
