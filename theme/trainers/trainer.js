// @ts-check
/* The trainer's window: what the wall shows now, what to say there, the clock, what comes next. It moves the wall and hears
   where it stands; without a wall it goes through the session by itself. It keeps nothing. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { every, one } = briefing;
  const word = (name, places) => briefing.word("t-" + name, places);
  const HELLO = 1000; // ms between two words to the wall
  const QUIET = 3500; // ms after which a wall counts as gone
  /** @type {SessionState} */
  let state = { length: 0, at: "start", page: 0, started: 0, since: 0, size: 0, call: false, extras: [] };
  let list = ["start"];
  let pages = 1;
  let heard = 0;

  const link = briefing.windows("trainer", hear);
  const wallIsThere = () => link.there() && Date.now() - heard < QUIET;

  function hear(said) {
    heard = Date.now();
    if (said.what !== "state") return link.say({ what: "hello", state: state });
    state = said.state;
    list = said.screens;
    pages = said.pages;
    one("[data-black]").hidden = !said.blank;
    return show();
  }

  // What stands here -----------------------------------------------------------------------------

  /** The seconds from when to when the plan shows a screen; nothing for one that was added. */
  function planned(name) {
    const plan = every("[data-plan]").find((each) => Number(each.dataset.plan) === state.length);
    const found = (plan ? plan.dataset.times.split(" ") : []).find((each) => each.startsWith(name + ":"));
    return found ? found.split(":").slice(1).map(Number) : null;
  }

  const cueOf = function (name) {
    const all = every("[data-cue='" + name + "']");
    return all.find((cue) => Number(cue.dataset.length) === state.length) || all[0];
  };

  function show() {
    const now = cueOf(state.at);
    document.body.dataset.at = state.at + " " + state.page;
    every("[data-cue]").forEach((cue) => (cue.hidden = cue !== now));
    const part = now ? now.dataset.part : "0";
    every("[data-notes-of]").forEach((notes) => (notes.hidden = notes.dataset.notesOf !== part));
    every("[data-text-of]").forEach((text) => (text.hidden = state.at !== "part-" + text.dataset.textOf));
    document.body.classList.toggle("on-call", state.call);
    one("[data-begin-here]").hidden = state.at !== "start" || !wallIsThere();
    one("[data-page]").textContent = pages > 1 ? word("page", { number: state.page + 1, count: pages }) : "";
    const n = list.indexOf(state.at);
    const next = n < 0 ? null : list[n + 1];
    const after = next && cueOf(next);
    one("[data-next-title]").textContent = !state.length
      ? ""
      : after
        ? word("next", { title: after.dataset.title })
        : word("last");
    one("[data-next-ask]").textContent =
      after && one("[data-asked]", after) ? one("[data-asked]", after).textContent : "";
    questions();
    clock();
  }

  function questions() {
    let some = false;
    every("[data-question]").forEach(function (question) {
      const name = question.dataset.question;
      const added = state.extras.some((extra) => extra.name === name);
      question.hidden = state.length === 0 || (list.includes(name) && !added);
      some = some || !question.hidden;
      one("[data-add]", question).hidden = added || !wallIsThere();
      one("[data-added]", question).hidden = !added;
      one("[data-drop]", question).hidden = !added || state.at === name;
    });
    one("[data-none-left]").hidden = some || state.length === 0;
  }

  // The clock ------------------------------------------------------------------------------------

  const time = (ms) => new Date(ms).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const counted = (name, minutes) => word(minutes === 1 ? name + "-one" : name, { minutes: minutes });
  const used = (seconds) => Math.floor(seconds / 60) + ":" + String(Math.floor(seconds % 60)).padStart(2, "0");

  /** Whether the session is ahead of the plan or behind it: within a minute it is neither. */
  function pace(elapsed, plan) {
    const late = Math.round((elapsed - plan[1]) / 60);
    const early = Math.round((plan[0] - elapsed) / 60);
    return late >= 1 ? counted("behind", late) : early >= 1 ? counted("ahead", early) : word("on-time");
  }

  function clock() {
    const now = Date.now();
    const plan = planned(state.at);
    one("[data-now]").textContent = word("clock", { time: time(now) });
    one("[data-plan-time]").textContent = state.started
      ? word("begun", { start: time(state.started), end: time(state.started + state.length * 60000) })
      : word("not-begun");
    const timed = Boolean(state.started && plan && plan[1]);
    one("[data-pace]").textContent = timed ? pace((now - state.started) / 1000, plan) : "";
    one("[data-this-screen]").textContent = timed
      ? word(lasts(plan), { minutes: Math.round((plan[1] - plan[0]) / 60), used: used((now - state.since) / 1000) })
      : state.started
        ? word("no-time")
        : "";
    const there = wallIsThere();
    one("[data-no-wall]").hidden = there;
    document.body.classList.toggle("alone", !there);
    every("[data-wall-only]").forEach((part) => (part.hidden = !there));
  }

  const lasts = function (plan) {
    const minutes = Math.round((plan[1] - plan[0]) / 60);
    return minutes < 1 ? "this-screen-short" : minutes === 1 ? "this-screen-one" : "this-screen";
  };

  // What it does ---------------------------------------------------------------------------------

  /** Moves the wall; without one, what stands here. */
  function step(by) {
    if (wallIsThere()) return link.say({ what: "do", act: "step", by: by });
    const to = list[list.indexOf(state.at) + by];
    if (!to || to === "start") return undefined;
    state.at = to;
    state.page = 0;
    state.since = Date.now();
    return show();
  }

  const act = (name, what) => link.say(Object.assign({ what: "do", act: name }, what));
  const keys = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };

  function onKey(event) {
    if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "b" || event.key === "B" || event.key === ".") {
      event.preventDefault();
      return act("blank", {});
    }
    const rtl = document.documentElement.dir === "rtl" && event.key.startsWith("Arrow");
    const by = keys[event.key] * (rtl ? -1 : 1);
    if (!by) return undefined;
    event.preventDefault();
    return step(by);
  }

  function openWall() {
    heard = 0;
    const opened = link.open("session.html", "");
    one("[data-wall-said]").textContent = opened ? "" : word("not-opened");
  }

  briefing.start("trainer", function () {
    document.body.classList.add("on");
    const press = (selector, run) =>
      every(selector).forEach((button) => button.addEventListener("click", () => run(button)));
    press("[data-forward]", () => step(1));
    press("[data-back]", () => step(-1));
    press("[data-blank]", () => act("blank", {}));
    press("[data-size]", (button) => act("size", { by: Number(button.dataset.size) }));
    press("[data-begin-minutes]", (button) => act("begin", { minutes: Number(button.dataset.beginMinutes) }));
    press("[data-add]", (button) => act("add", { at: button.closest("[data-question]").dataset.question }));
    press("[data-drop]", (button) => act("drop", { at: button.closest("[data-question]").dataset.question }));
    press("[data-open-wall]", openWall);
    document.addEventListener("keydown", onKey);
    const hello = () => link.say({ what: "hello", state: state });
    setInterval(function () {
      hello();
      clock();
    }, HELLO);
    hello();
    show();
  });
})();
