// @ts-check
/* The desk's script: keeps typed words at every pause, follows a build, takes dropped files. All else works without. */
"use strict";
(function () {
  const PAUSE = 90; // milliseconds without a key: the page beside is redrawn within 0.3 s of it
  const AGAIN = 2000;
  const REMARKS = 1500; // milliseconds without a key until the remarks are looked up again

  /** @param {HTMLFormElement} form */
  function keep(form) {
    const status = /** @type {HTMLElement} */ (form.querySelector("[data-status]"));
    const seen = /** @type {HTMLInputElement} */ (form.elements.namedItem("seen"));
    // This page's own name: its later words follow its earlier ones, in whatever order they arrive.
    const own = Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join("-");
    let typed = 0,
      kept = 0,
      busy = false,
      timer = 0;

    /** @param {string} text @param {string} state */
    function say(text, state) {
      if (status.dataset.state !== state || state !== "waiting") status.textContent = text;
      status.dataset.state = state;
    }
    /** @param {number} wait */
    function later(wait) {
      clearTimeout(timer);
      timer = setTimeout(save, wait);
    }
    let looks = 0;
    /** The remarks follow when nobody types: not under the hand of who decides there. */
    function soon() {
      clearTimeout(looks);
      looks = setTimeout(async function () {
        const place = document.getElementById("remarks");
        if (!place || typed !== kept || place.contains(document.activeElement) || place.querySelector("details[open]"))
          return;
        const answer = await fetch(location.pathname);
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("remarks");
        if (answer.ok && fresh && typed === kept && fresh.innerHTML !== place.innerHTML)
          place.replaceChildren(...fresh.childNodes);
      }, REMARKS);
    }
    function words() {
      const all = new FormData(form);
      all.set("page", own);
      all.set("turn", String(typed));
      return all;
    }
    async function save() {
      if (busy || typed === kept) return;
      busy = true;
      const now = typed;
      try {
        const answer = await fetch(form.action, {
          method: "POST",
          body: words(),
          headers: { Accept: "application/json" },
          redirect: "error",
        });
        const found = await answer.json();
        if (found.state === "elsewhere") {
          kept = typed;
          location.assign(found.href);
          return;
        }
        if (found.state !== "saved") throw new Error(found.message);
        seen.value = found.seen;
        kept = now;
        say(found.message, typed === kept ? "saved" : "waiting");
        if (found.again && typed === kept) location.reload();
        soon();
        if (typed !== kept) later(PAUSE);
      } catch (error) {
        const said = error instanceof Error && error.message.includes(" ") ? error.message + " " : "";
        say(said + form.dataset.failed, "failed");
        later(AGAIN);
      } finally {
        busy = false;
      }
    }
    // words that were typed before this script began are typed words too
    for (const box of form.querySelectorAll("textarea, input:not([type=hidden])")) {
      const own = /** @type {HTMLTextAreaElement | HTMLInputElement} */ (box);
      if (own.value !== own.defaultValue) typed = 1;
    }
    if (typed) later(PAUSE);
    form.addEventListener("input", function () {
      typed += 1;
      say(form.dataset.unsaved || "", "waiting");
      later(PAUSE);
    });
    form.addEventListener("submit", function (event) {
      event.preventDefault();
      typed += 1;
      later(0);
    });
    addEventListener("beforeunload", function (event) {
      if (typed !== kept) event.preventDefault();
    });
    addEventListener("pagehide", function () {
      if (typed !== kept) navigator.sendBeacon(form.action, words());
    });
  }

  /** The page for a desk is shown whole, smaller. @param {HTMLElement} seen */
  function fit(seen) {
    const frame = /** @type {HTMLElement} */ (seen.querySelector(".frame"));
    const inner = /** @type {HTMLIFrameElement} */ (seen.querySelector("iframe"));
    function draw() {
      const wide = /** @type {HTMLInputElement} */ (seen.querySelector("[value=desk]")).checked;
      const scale = wide ? Math.min(1, frame.clientWidth / 1280) : 1;
      inner.style.transform = scale < 1 ? "scale(" + scale + ")" : "";
      inner.style.height = scale < 1 ? 100 / scale + "%" : "";
      frame.style.overflow = scale < 1 ? "hidden" : "";
    }
    seen.addEventListener("change", draw);
    addEventListener("resize", draw);
    draw();
  }

  /** @param {HTMLElement} place */
  function follow(place) {
    const message = /** @type {HTMLElement} */ (place.querySelector("[data-message]"));
    const bar = /** @type {HTMLProgressElement} */ (place.querySelector("progress"));
    const events = new EventSource("/build/events");
    let said = 0;
    events.onmessage = function (event) {
      const state = JSON.parse(event.data);
      if (state.total) {
        bar.max = state.total;
        bar.value = state.done;
      }
      if (Date.now() - said > 1500) {
        message.textContent = state.message;
        said = Date.now();
      }
      if (!state.running) {
        events.close();
        location.reload();
      }
    };
    events.onerror = function () {
      events.close();
      setTimeout(function () {
        location.reload();
      }, 1000);
    };
  }

  /** @param {HTMLElement} place */
  function take(place) {
    const input = /** @type {HTMLInputElement} */ (place.querySelector("input[type=file]"));
    const show = function (/** @type {boolean} */ on) {
      place.classList.toggle("over", on);
    };
    place.addEventListener("dragover", function (event) {
      event.preventDefault();
      show(true);
    });
    place.addEventListener("dragleave", function () {
      show(false);
    });
    place.addEventListener("drop", function (event) {
      event.preventDefault();
      show(false);
      if (event.dataTransfer && event.dataTransfer.files.length) input.files = event.dataTransfer.files;
    });
  }

  /** What is still being read fills itself; who is on a link stays there. @param {HTMLElement} place */
  function fill(place) {
    const line = document.querySelector("[data-said-here]");
    let said = 0;
    async function more() {
      let text = "";
      try {
        const answer = await fetch(place.dataset.fill || "");
        if (answer.ok) text = await answer.text();
      } catch (error) {
        text = ""; // the desk is busy: asked again
      }
      if (!text) {
        setTimeout(more, AGAIN);
        return;
      }
      const fresh = new DOMParser().parseFromString(text, "text/html");
      const still = fresh.querySelector("[data-more]") !== null;
      const words = /** @type {HTMLElement | null} */ (fresh.querySelector("[data-said]"));
      if (line && (!still || Date.now() - said > 2000)) {
        line.textContent = (words && words.dataset.said) || "";
        said = Date.now();
      }
      if (place.innerHTML !== fresh.body.innerHTML) {
        const on = place.contains(document.activeElement) && document.activeElement;
        const href = on && on.getAttribute("href");
        place.replaceChildren(...fresh.body.childNodes);
        const again = href && place.querySelector('a[href="' + CSS.escape(href) + '"]');
        if (again) /** @type {HTMLElement} */ (again).focus();
      }
      if (still) setTimeout(more, 300);
    }
    if (place.querySelector("[data-more]")) more();
  }

  /** @template {Element} T @param {string} where @param {(found: T) => void} start */
  function each(where, start) {
    for (const found of document.querySelectorAll(where)) start(/** @type {T} */ (found));
  }
  each("form[data-keep]", keep);
  each(".seen", fit);
  each("[data-progress]", follow);
  each("[data-fill]", fill);
  each("[data-drop]", take);
  each("[data-focus]", function (/** @type {HTMLElement} */ found) {
    found.focus();
  });
  each("form[data-busy]", function (/** @type {HTMLFormElement} */ form) {
    form.addEventListener("submit", function () {
      const status = form.querySelector("[data-status]");
      if (status) status.textContent = form.dataset.busy || "";
    });
  });
})();
