// @ts-check
/* The session: one screen after the other, with keys and clicker, the time for those who ask for it, a blank screen.
   Where the session stands is kept with the plan, under `<home>session`, so that a closed lid costs nothing. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const store = briefing.store;
  const every = (selector, root) => /** @type {HTMLElement[]} */ (Array.from((root || document).querySelectorAll(selector)));
  const one = (selector, root) => /** @type {HTMLElement} */ ((root || document).querySelector(selector));
  const word = (name, places) => briefing.word("s-" + name, places);
  const fresh = () => ({ length: 0, at: "start", started: 0 });
  const state = fresh();
  let time = false;

  /** The screens of this session's length, in order. */
  const screens = () => every("[data-screen]").filter((screen) => !state.length || screen.dataset.lengths.split(" ").includes(String(state.length)));
  const here = () => screens().findIndex((screen) => screen.dataset.screen === state.at);

  function keepState() {
    const key = briefing.home + "session";
    store.change("plan", key, () => ({ key: key, question: "", answer: JSON.stringify(state), time: Date.now(), rev: store.rev(), earlier: [] })).catch(() => 0);
  }

  // What is shown ------------------------------------------------------------------------------

  function show(at, focus) {
    const list = screens();
    const now = list.find((screen) => screen.dataset.screen === at) || list[0];
    state.at = now.dataset.screen;
    every("[data-screen]").forEach((screen) => screen.classList.toggle("shown", screen === now));
    bars(list, list.indexOf(now));
    window.scrollTo(0, 0);
    if (focus) one("h2", now).focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("briefing:screen", { detail: state.at }));
  }

  function bars(list, n) {
    const part = Number(list[n].dataset.part || 0);
    const parts = Number(document.body.dataset.parts);
    one("[data-where]").textContent = part ? word("place", { number: part, count: parts }) : list[n].dataset.title;
    const back = /** @type {HTMLButtonElement} */ (one("[data-back]"));
    const next = /** @type {HTMLButtonElement} */ (one("[data-next]"));
    one(".low").hidden = n === 0;
    back.disabled = n === 0;
    next.disabled = n === list.length - 1;
    next.textContent = n < list.length - 1 ? word("next", { title: list[n + 1].dataset.title }) : word("finish");
    const done = list.slice(0, n).map((screen) => Number(screen.dataset.part || 0));
    const passed = part ? part - 1 : Math.max(0, ...done);
    every(".wheel [data-seg]").forEach(function (segment) {
      segment.classList.toggle("read", Number(segment.dataset.seg) <= passed);
      segment.classList.toggle("here", Number(segment.dataset.seg) === part);
    });
  }

  function step(by) {
    const list = screens();
    const target = list[here() + by];
    if (!target || state.at === "start") return;
    show(target.dataset.screen, true);
    keepState();
  }

  // Time: hidden until asked for, minutes only, the same colour to the end ------------------------

  function showTime() {
    const line = one("[data-time]");
    line.hidden = !time;
    one("[data-toggle-time]").textContent = word(time ? "hide-time" : "show-time");
    if (!time) return;
    const left = Math.ceil(state.length - (Date.now() - state.started) / 60000);
    line.textContent = left < 1 ? word("over-time") : left === 1 ? word("left-one") : word("left", { minutes: left });
  }

  // Blank screen -------------------------------------------------------------------------------

  function blank() {
    const cover = /** @type {HTMLDialogElement} */ (one("#blank"));
    if (typeof cover.showModal !== "function") return;
    if (cover.open) cover.close();
    else cover.showModal();
  }

  // Keys ---------------------------------------------------------------------------------------

  const typing = (target) => /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  const turns = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };

  /** Page Down scrolls a screen that goes on below; a clicker then needs one more press, and nothing is missed. */
  function scrolled(by) {
    const root = document.documentElement;
    const before = root.scrollTop;
    window.scrollBy(0, by * Math.max(100, window.innerHeight * 0.6));
    return Math.abs(root.scrollTop - before) > 4;
  }

  function onKey(event) {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const cover = /** @type {HTMLDialogElement} */ (one("#blank"));
    const field = typing(event.target);
    const letter = /** @type {HTMLInputElement} */ (one("[data-key-b]")).checked;
    if (!field && letter && (event.key === "b" || event.key === "B" || event.key === ".")) {
      event.preventDefault();
      return blank();
    }
    const by = turns[event.key];
    const paging = event.key.startsWith("Page");
    if (!by || cover.open || one("#ask-again[open]") || (field && !paging) || state.at === "start") return;
    event.preventDefault();
    if (!(paging && scrolled(by))) step(by);
  }

  // Beginning ----------------------------------------------------------------------------------

  function begin() {
    const chosen = /** @type {HTMLInputElement} */ (one("[name=length]:checked"));
    state.length = Number(chosen.value);
    state.started = Date.now();
    show("before", true);
    showTime();
    keepState();
  }

  function goOn(kept) {
    Object.assign(state, kept);
    show(state.at, true);
    showTime();
  }

  function offerToGoOn() {
    return store.get("plan", briefing.home + "session").then(function (record) {
      const kept = record ? JSON.parse(record.answer) : null;
      const button = one("[data-go-on]");
      button.hidden = !kept || kept.at === "start";
      button.onclick = () => goOn(kept);
    });
  }

  briefing.start("session", function () {
    document.body.classList.add("on");
    show("start", false);
    offerToGoOn().catch(() => 0);
    one("[data-begin]").addEventListener("click", begin);
    one("[data-next]").addEventListener("click", () => step(1));
    one("[data-back]").addEventListener("click", () => (here() === 1 ? show("start", true) : step(-1)));
    one("[data-blank]").addEventListener("click", blank);
    one("[data-unblank]").addEventListener("click", blank);
    one("[data-to-agree]").addEventListener("click", () => show("agree", true));
    one("[data-toggle-time]").addEventListener("click", function () {
      time = !time;
      showTime();
    });
    setInterval(showTime, 5000);
    document.addEventListener("keydown", onKey);
    store.hear(function (news) {
      if (!news.gone || news.moved) return;
      Object.assign(state, fresh());
      one("[data-go-on]").hidden = true;
      show("start", true);
    });
  });
})();
