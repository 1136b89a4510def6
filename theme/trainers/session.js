// @ts-check
/* The session: one screen after the other, with keys and clicker, the time for those who ask for it, a blank screen.
   Where the session stands is kept with the plan, under `<home>session`, so that a closed lid costs nothing. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { every, one } = briefing;
  const store = briefing.store;
  const word = (name, places) => briefing.word("s-" + name, places);
  const fresh = () => ({ length: 0, at: "start", started: 0 });
  const state = fresh();
  let time = false;

  const choices = () => /** @type {HTMLInputElement[]} */ (every("[name=length]"));

  /** The screens of this session's length, in the order of its run sheet; before a length is chosen, the first alone. */
  function screens() {
    const chosen = choices().find((choice) => Number(choice.value) === state.length);
    const names = chosen ? chosen.dataset.screens.split(" ") : ["start"];
    return names.map((name) => one("[data-screen='" + name + "']"));
  }

  const here = () => screens().findIndex((screen) => screen.dataset.screen === state.at);

  function keepState() {
    const key = briefing.home + "session";
    store
      .put("plan", store.plain(key, JSON.stringify(state)))
      .catch(briefing.accept("where the session stands is a help, no promise"));
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

  /** What the lower bar covers, for the style: whatever takes the focus scrolls clear of it. */
  const measure = () => document.documentElement.style.setProperty("--low", one(".low").offsetHeight + "px");

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
    const passed = list.slice(0, n).map((screen) => Number(screen.dataset.part || 0));
    measure();
    every(".wheel [data-seg]").forEach(function (segment) {
      const number = Number(segment.dataset.seg);
      segment.classList.toggle("read", number !== part && passed.includes(number));
      segment.classList.toggle("here", number === part);
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
    if (!field && letter && !one(".dialog[open]") && (event.key === "b" || event.key === "B" || event.key === ".")) {
      event.preventDefault();
      return blank();
    }
    const by = turns[event.key];
    const paging = event.key.startsWith("Page");
    if (!by || cover.open || one(".dialog[open]") || (field && !paging) || state.at === "start") return;
    event.preventDefault();
    if (!(paging && scrolled(by))) step(by);
  }

  // Beginning ----------------------------------------------------------------------------------

  const chosenLength = () => Number(choices().find((choice) => choice.checked).value);
  const kept = () =>
    store.get("plan", briefing.home + "session").then((record) => (record ? JSON.parse(record.answer) : null));

  function begin() {
    Object.assign(state, { length: chosenLength(), started: Date.now() });
    show("before", true);
    showTime();
    keepState();
  }

  function goOn(at) {
    Object.assign(state, at);
    show(screens().some((screen) => screen.dataset.screen === state.at) ? state.at : "before", true);
    showTime();
  }

  /** What a group typed: anything but where the session stands. */
  const typed = () =>
    store.all("plan", briefing.home).then((list) => list.some((record) => record.key !== briefing.home + "session"));

  /** Begins; asks first where an earlier group's words are kept, so that they do not become this group's. */
  function askToBegin() {
    const dialog = /** @type {HTMLDialogElement} */ (one("#ask-begin"));
    const ask = () =>
      typeof dialog.showModal === "function"
        ? dialog.showModal()
        : window.confirm(one("p", dialog).textContent)
          ? beginAnew()
          : goOnAsChosen();
    return typed().then((found) => (found ? ask() : begin()), begin);
  }

  const goOnAsChosen = () =>
    kept().then((at) => goOn(Object.assign({ at: "before", started: Date.now() }, at, { length: chosenLength() })));
  const beginAnew = () =>
    store
      .forget(briefing.home, ["plan"])
      .then(begin, () => (one("#cleared-start").textContent = briefing.word("not-cleared")));

  function answer(button, act) {
    const dialog = /** @type {HTMLDialogElement} */ (one("#ask-begin"));
    one(button, dialog).addEventListener("click", function () {
      dialog.close();
      act();
    });
  }

  function offerToGoOn() {
    return kept().then(function (at) {
      const button = one("[data-go-on]");
      button.hidden = !at || at.at === "start";
      button.onclick = () => goOn(at);
      const untouched = choices().every((choice) => choice.checked === choice.defaultChecked);
      if (at && untouched) choices().forEach((choice) => (choice.checked = Number(choice.value) === at.length));
    });
  }

  briefing.start("session", function () {
    document.body.classList.add("on");
    show("start", false);
    offerToGoOn().catch(briefing.accept("what cannot be read is not offered"));
    one("[data-begin]").addEventListener("click", askToBegin);
    answer("[data-yes]", beginAnew);
    answer("[data-no]", goOnAsChosen);
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
    window.addEventListener("resize", measure);
    document.addEventListener("keydown", onKey);
    document.addEventListener("briefing:look", (event) =>
      show(/** @type {HTMLElement} */ (event.target).closest(".screen").getAttribute("data-screen"), false)
    );
    store.hear(function (news) {
      if (!news.gone || news.moved || !briefing.home.startsWith(news.gone)) return;
      Object.assign(state, fresh());
      one("[data-go-on]").hidden = true;
      show("start", true);
    });
  });
})();
