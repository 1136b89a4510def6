// @ts-check
/* The session on the wall: one screen after the other, by keys, clicker, touch or the trainer's window; a screen whose text
   is long has further pages. Where the session stands is kept with the plan, under `<home>session`, so that a closed lid
   costs nothing. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { every, one } = briefing;
  const store = briefing.store;
  const word = (name, places) => briefing.word("s-" + name, places);
  const fresh = () => ({ length: 0, at: "start", page: 0, started: 0, since: 0, size: 0, call: false, extras: [] });
  /** @type {SessionState} */
  const state = fresh();
  const LARGER = 0.15; // what one A+ adds
  const MOST = 6;
  let pages = 1;
  let time = false;
  let way = ""; // the screen that somebody came from to mend something
  let paused = 0;
  let untouched = true;
  /** Screens that have pages of their own kind, such as an action each. @type {Record<string, SessionPager>} */
  const pagers = {};

  const choices = () => /** @type {HTMLInputElement[]} */ (every("[name=length]"));
  const screenOf = (name) => one("[data-screen='" + name + "']");

  /** The screens of this session's length, in the order of its run sheet, with the questions that the trainer added; before
      a length is chosen, the first alone. */
  function screens() {
    const chosen = choices().find((choice) => Number(choice.value) === state.length);
    const names = chosen ? chosen.dataset.screens.split(" ") : ["start"];
    state.extras.forEach(function (extra) {
      const after = names.indexOf(extra.after);
      if (!names.includes(extra.name) && screenOf(extra.name)) names.splice(after < 0 ? 1 : after + 1, 0, extra.name);
    });
    return names.map(screenOf);
  }

  const here = () => screens().findIndex((screen) => screen.dataset.screen === state.at);
  const grow = () => 1 + state.size * LARGER;
  const pagesOf = (screen) => (pagers[screen.dataset.screen] ? pagers[screen.dataset.screen].count() : pages);

  function keepState() {
    const key = briefing.home + "session";
    store
      .put("plan", store.plain(key, JSON.stringify(state)))
      .catch(briefing.accept("where the session stands is a help, no promise"));
  }

  // What is shown ------------------------------------------------------------------------------

  /** Shows a screen at a page; -1 is its last. */
  function show(at, focus, page) {
    const list = screens();
    const now = list.find((screen) => screen.dataset.screen === at) || list[0];
    const moved = state.at !== now.dataset.screen;
    const left = document.activeElement && document.activeElement.closest("[data-screen]");
    state.at = now.dataset.screen;
    if (moved || !state.since) state.since = Date.now();
    every("[data-screen]").forEach((screen) => screen.classList.toggle("shown", screen === now));
    document.body.classList.toggle("on-call", state.call);
    document.documentElement.style.setProperty("--grow", String(grow()));
    bars(list, list.indexOf(now));
    lay(now, page || 0);
    window.scrollTo(0, 0);
    if (focus) one("h2", now).focus({ preventScroll: true });
    // Orca says nothing of a heading that takes the focus from a button which goes.
    if (focus && left && left !== now) briefing.say(one("h2", now).textContent);
    if (state.at === "pause" && moved) paused = Date.now();
    showTime();
    document.dispatchEvent(new CustomEvent("briefing:screen", { detail: state.at }));
    tell();
  }

  /** Turns the shown screen to one of its pages. */
  function turn(screen, page) {
    state.page = Math.min(Math.max(page, 0), pagesOf(screen) - 1);
    if (pagers[state.at]) pagers[state.at].turn(state.page);
    else briefing.fit.turn(screen, state.page);
    besides(screen);
    where(screen);
  }

  function where(screen) {
    const part = Number(screen.dataset.part || 0);
    const count = Number(document.body.dataset.parts);
    const place = part ? word("place", { number: part, count: count }) : screen.dataset.title;
    const of = pagesOf(screen);
    one("[data-step-place]").textContent =
      of > 1 ? word("screen-of", { place: place, number: state.page + 1, count: of }) : place;
    const list = screens();
    const last = list[list.length - 1] === screen && state.page === of - 1;
    /** @type {HTMLButtonElement} */ (one("[data-next]")).disabled = last;
  }

  /** Sets the shown screen anew: the window, the type or what stands on it changed. */
  function again() {
    measure();
    lay(screenOf(state.at), state.page);
  }

  /** Sets a screen's text and turns to a page; -1 is its last. What the bars then say may leave it less room, so that it
      would have more pages than were counted: then it is set anew beside them. */
  function lay(screen, page) {
    pages = briefing.fit.set(screen, grow());
    turn(screen, page === -1 ? pagesOf(screen) - 1 : page);
    if (briefing.fit.holds(screen)) return;
    pages = briefing.fit.set(screen, grow());
    turn(screen, page === -1 ? pagesOf(screen) - 1 : page);
  }

  /** What the lower bar covers, for the style: whatever takes the focus scrolls clear of it. */
  const measure = () => document.documentElement.style.setProperty("--low", one(".low").offsetHeight + "px");

  function bars(list, n) {
    const part = Number(list[n].dataset.part || 0);
    const back = /** @type {HTMLButtonElement} */ (one("[data-back]"));
    const next = /** @type {HTMLButtonElement} */ (one("[data-next]"));
    one(".low").hidden = n === 0;
    back.disabled = n === 0;
    next.textContent = way
      ? word("back-to", { title: screenOf(way).dataset.title })
      : n < list.length - 1
        ? word("next", { title: list[n + 1].dataset.title })
        : word("finish");
    const passed = list.slice(0, n).map((screen) => Number(screen.dataset.part || 0));
    measure();
    every(".wheel [data-seg]").forEach(function (segment) {
      const number = Number(segment.dataset.seg);
      segment.classList.toggle("read", number !== part && passed.includes(number));
      segment.classList.toggle("here", number === part);
    });
  }

  /** A page on or back, else a screen. */
  function step(by) {
    if (state.at === "start") return;
    one(".low [data-trainer-said]").textContent = "";
    const list = screens();
    const n = here();
    const to = state.page + by;
    if (to >= 0 && to < pagesOf(list[n])) {
      turn(list[n], to);
      tell();
      return keepState();
    }
    const target = way && by > 0 ? screenOf(way) : list[n + by];
    if (!target || target.dataset.screen === "start") return;
    way = "";
    if (state.at === "team" && by > 0 && !state.started) state.started = Date.now();
    show(target.dataset.screen, true, by < 0 ? -1 : 0);
    keepState();
  }

  /** To another screen to mend something there; going on leads back. */
  function goTo(name, focus) {
    const from = state.at;
    way = from === name ? way : from;
    show(name, focus);
    keepState();
  }

  // Time: hidden until asked for, minutes only, the same colour to the end ------------------------

  const clock = (ms) => new Date(ms).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

  function showTime() {
    showPause();
    const line = one("[data-time]");
    const shown = time && state.started > 0;
    line.hidden = !shown;
    const toggle = one("[data-toggle-time]");
    const name = word(time ? "hide-time" : "show-time");
    if (toggle.textContent !== name) toggle.textContent = name; // each second: who listens need not hear of it
    if (!shown) return;
    const left = Math.ceil(state.length - (Date.now() - state.started) / 60000);
    const places = { minutes: left, time: clock(state.started + state.length * 60000) };
    line.textContent = left < 1 ? word("over-time") : word(left === 1 ? "left-one" : "left", places);
  }

  function showPause() {
    if (state.at !== "pause") return;
    const lasts = Number(screenOf("pause").dataset.minutes) * 60000;
    const left = Math.ceil((lasts - (Date.now() - paused)) / 60000);
    one("[data-pause-left]").textContent =
      left < 1 ? word("pause-over") : word(left === 1 ? "pause-left-one" : "pause-left", { minutes: left });
    one("[data-pause-at]").textContent = left < 1 ? "" : word("pause-at", { time: clock(paused + lasts) });
  }

  // Blank screen -------------------------------------------------------------------------------

  const cover = () => /** @type {HTMLDialogElement} */ (one("#blank"));

  function blank() {
    if (typeof cover().showModal !== "function") return;
    if (cover().open) cover().close();
    else cover().showModal();
    tell();
  }

  function resize(by) {
    state.size = Math.min(MOST, Math.max(0, state.size + by));
    show(state.at, false, state.page);
    keepState();
  }

  // Keys ---------------------------------------------------------------------------------------

  const typing = (target) => /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  const turns = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };

  /** Where a screen scrolls (in a narrow window, or below a form), Page Down shows the rest first: nothing is missed. */
  function scrolled(by) {
    const inner = briefing.fit.isWall() ? screenOf(state.at) : document.documentElement;
    const before = inner.scrollTop;
    inner.scrollBy(0, by * Math.max(100, window.innerHeight * 0.6));
    return Math.abs(inner.scrollTop - before) > 4;
  }

  function onKey(event) {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    const field = typing(event.target);
    const letter = /** @type {HTMLInputElement} */ (one("[data-key-b]")).checked;
    if (!field && letter && !one(".dialog[open]") && (event.key === "b" || event.key === "B" || event.key === ".")) {
      event.preventDefault();
      return blank();
    }
    const rtl = document.documentElement.dir === "rtl" && event.key.startsWith("Arrow");
    const by = turns[event.key] * (rtl ? -1 : 1);
    const paging = event.key.startsWith("Page");
    if (!by || cover().open || one(".dialog[open]") || (field && !paging) || state.at === "start") return;
    event.preventDefault();
    if (!(paging && scrolled(by))) step(by);
  }

  // The trainer's window -------------------------------------------------------------------------

  const link = briefing.windows("wall", hear);
  const names = () => screens().map((screen) => screen.dataset.screen);
  const speak = () =>
    link.say({
      what: "state",
      state: state,
      pages: pagesOf(screenOf(state.at)),
      screens: names(),
      blank: cover().open,
    });

  /** Says where the session stands; a page just opened says nothing of its own accord, since it may take up another's place. */
  const tell = () => (untouched ? undefined : speak());

  /** What the trainer's window may do here: move, never write. */
  const acts = {
    step: (said) => step(said.by > 0 ? 1 : -1),
    go: (said) => names().includes(said.at) && state.at !== "start" && (show(said.at, false), keepState()),
    blank: blank,
    size: (said) => resize(said.by > 0 ? 1 : -1),
    begin: function (said) {
      choices().forEach((choice) => (choice.checked = Number(choice.value) === said.minutes));
      if (state.at === "start") askToBegin();
    },
    add: function (said) {
      if (state.at === "start" || names().includes(said.at) || !/^talk-/.test(said.at) || !screenOf(said.at)) return;
      state.extras.push({ name: said.at, after: state.at });
      changed();
    },
    drop: function (said) {
      if (said.at === state.at) return;
      state.extras = state.extras.filter((extra) => extra.name !== said.at);
      changed();
    },
  };

  function changed() {
    bars(screens(), here());
    tell();
    keepState();
  }

  function hear(said) {
    trainerThere();
    if (said.what === "do" && Object.hasOwn(acts, said.act)) return acts[said.act](said);
    if (said.what !== "hello") return undefined;
    // The wall was closed or loaded again in the middle of a session that the trainer's window still holds.
    if (untouched && said.state && said.state.length && !state.length) {
      untouched = false;
      return kept().then(
        (at) => goOn(at && at.started === said.state.started ? at : said.state),
        () => goOn(said.state)
      );
    }
    return speak();
  }

  function trainerThere() {
    every("[data-open-trainer]").forEach((button) => (button.hidden = Boolean(button.closest(".low")) && link.there()));
  }

  function openTrainer() {
    const opened = link.open("trainer.html", "popup,width=1100,height=760");
    every("[data-trainer-said]").forEach((said) => (said.textContent = opened ? "" : word("not-opened")));
    tell();
  }

  // Beginning ----------------------------------------------------------------------------------

  const chosenLength = () => Number(choices().find((choice) => choice.checked).value);
  const onCall = () => /** @type {HTMLInputElement} */ (one("[data-call]")).checked;
  const kept = () =>
    store.get("plan", briefing.home + "session").then((record) => (record ? JSON.parse(record.answer) : null));

  function begin() {
    untouched = false;
    Object.assign(state, fresh(), { length: chosenLength(), call: onCall(), size: state.size });
    show("team", true);
    keepState();
  }

  function goOn(at) {
    untouched = false;
    Object.assign(state, fresh(), at);
    /** @type {HTMLInputElement} */ (one("[data-call]")).checked = state.call;
    const there = screens().some((screen) => screen.dataset.screen === state.at);
    show(there ? state.at : "before", true, state.page);
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
    kept().then((at) =>
      goOn(Object.assign({ at: "team", started: 0 }, at, { length: chosenLength(), call: onCall() }))
    );
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
      const choice = choices().every((each) => each.checked === each.defaultChecked);
      if (at && choice) choices().forEach((each) => (each.checked = Number(each.value) === at.length));
    });
  }

  /** What stands beside a question has pages of its own, so that going on leads to the next question. */
  function besides(screen) {
    every("[data-beside-pager]", screen).forEach(function (pager) {
      const flow = one("[data-aside]", pager.parentElement);
      const of = briefing.fit.isWall() ? briefing.fit.count(flow) : 1;
      const at = Math.min(Number(pager.dataset.page || 0), of - 1);
      pager.hidden = of < 2;
      pager.dataset.page = String(at);
      one("[data-beside-at]", pager).textContent = word("beside-at", { number: at + 1, count: of });
      briefing.fit.turnOne(flow, at);
    });
  }

  function moreBeside(pager) {
    const of = briefing.fit.count(one("[data-aside]", pager.parentElement));
    pager.dataset.page = String((Number(pager.dataset.page || 0) + 1) % of);
    besides(screenOf(state.at));
  }

  /** Whatever takes the focus on a further page brings that page with it. */
  function onFocus(event) {
    const screen = event.target.closest(".screen.shown");
    if (!screen || pagers[state.at] || !event.target.closest("[data-flow]:not([data-aside])")) return;
    const page = briefing.fit.pageOf(event.target);
    briefing.fit.turn(screen, page);
    if (page === state.page) return;
    turn(screen, page);
    tell();
  }

  briefing.session = {
    again: again,
    goTo: goTo,
    pager: (name, pager) => (pagers[name] = pager),
    at: () => state.at,
    page: () => state.page,
    turned: function (page) {
      state.page = page;
      where(screenOf(state.at));
      tell();
    },
  };

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
    cover().addEventListener("close", tell);
    one("[data-to-agree]").addEventListener("click", () => show("agree", true));
    every("[data-open-trainer]").forEach((button) => button.addEventListener("click", openTrainer));
    every("[data-beside-pager]").forEach((pager) =>
      one("[data-beside-on]", pager).addEventListener("click", () => moreBeside(pager))
    );
    every("[data-size]").forEach((button) =>
      button.addEventListener("click", () => resize(Number(button.dataset.size)))
    );
    one("[data-toggle-time]").addEventListener("click", function () {
      time = !time;
      showTime();
    });
    setInterval(function () {
      showTime();
      trainerThere();
    }, 2000);
    window.addEventListener("resize", again);
    document.fonts.addEventListener("loadingdone", again); // a face that only a later screen uses
    document.addEventListener("focusin", onFocus);
    document.addEventListener("keydown", onKey);
    document.addEventListener("briefing:look", (event) =>
      goTo(/** @type {HTMLElement} */ (event.target).closest(".screen").getAttribute("data-screen"), false)
    );
    link.say({ what: "here" });
    store.hear(function (news) {
      if (!news.gone || news.moved || !briefing.home.startsWith(news.gone)) return;
      untouched = false;
      Object.assign(state, fresh());
      way = "";
      one("[data-go-on]").hidden = true;
      show("start", true);
    });
  });
})();
