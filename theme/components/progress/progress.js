// @ts-check
/* Which parts are read or left out, on every page that shows it, and the way back to where the reader stopped.

   A page that frames the site (the LMS launch page) may
   - name its frame `briefing-space:HASH` (see store.js): keys are then its own;
   - hear `window.addEventListener("message")` with data `{source: "briefing", type: "progress", briefing, parts, read, left,
     here, finished}` once a page has loaded and at every mark; posted only to a parent that named its frame, on this origin;
   - post `{source: "briefing-lms", type: "restore", read: [1, 2], left: [3]}` to it, or call
     `frame.contentWindow.briefing.progress.restore({read, left})`: marks that this device lacks are added, none is removed.
   In the page itself: `briefing.progress.state()`, and the event "briefing:progress" on `document`, its `detail` the state. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { every } = briefing;
  const store = briefing.store;
  const at = document.body.dataset;
  const number = (text) => Number(text) || 0;
  let now = state([], number(at.parts), number(at.part));

  /** What the records of one briefing say. `here`: the part opened last; `next`: where to go on, 0 when all are finished. */
  function state(records, parts, here) {
    const marks = {};
    records.forEach((one) => (marks[one.key.slice(one.key.lastIndexOf("/") + 1)] = one.answer));
    const all = Array.from({ length: parts }, (_, n) => n + 1);
    const last = here || number(marks.here);
    const open = all.filter((n) => !marks[n]);
    return {
      parts: parts,
      read: all.filter((n) => marks[n] === "read"),
      left: all.filter((n) => marks[n] === "left"),
      here: last,
      next: open.find((n) => n >= last) || open[0] || 0,
      begun: records.length > 0,
      finished: parts > 0 && open.length === 0,
    };
  }

  const markOf = (one, n) => (one.read.includes(n) ? "read" : one.left.includes(n) ? "left" : "");

  function count(one) {
    const name = one.left.length ? "count-left" : "count";
    return briefing.word(name, { read: one.read.length, left: one.left.length, parts: one.parts });
  }

  /** Fills wheels, strips, lists and counts below `root`. */
  function paint(root, one, here) {
    every("[data-seg]", root).forEach(function (place) {
      const n = number(place.getAttribute("data-seg"));
      const mark = markOf(one, n);
      place.classList.toggle("read", mark === "read");
      place.classList.toggle("left", mark === "left");
      place.classList.toggle("here", n === here);
      const words = place.querySelector("[data-state]");
      if (words) words.textContent = briefing.word(n === here ? "state-here" : "state-" + (mark || "open"));
    });
    every("[data-hub]", root).forEach((place) => (place.textContent = String(one.read.length)));
    every("[data-count]", root).forEach(function (place) {
      const text = one.begun || place.hasAttribute("data-always") ? count(one) : "";
      if (place.textContent !== text) place.textContent = text;
    });
  }

  function paintButtons(one) {
    const here = number(at.part);
    const now = markOf(one, here);
    every("[data-read-toggle]").forEach(function (button) {
      button.classList.toggle("plain", now === "read");
      button.textContent = briefing.word(now === "read" ? "unread" : "mark", { number: here });
    });
    every("[data-leave-toggle]").forEach(function (button) {
      button.hidden = now !== "left";
    });
    every("[data-read-word], [data-unmarked-way]").forEach((spot) => (spot.hidden = now === "read"));
    every("[data-leave-way], #leave-hint").forEach((spot) => (spot.hidden = now !== ""));
  }

  /** Where to go on: straight to the part, and there to the line where one was writing; at the end, to what was written. */
  function paintResume(link, one) {
    const goal = one.finished ? "notes.html#end" : briefing.parts && briefing.parts[one.next - 1];
    if (!one.begun || !goal) return;
    link.setAttribute("href", one.finished ? goal : goal + "#resume");
    link.textContent = briefing.word(one.finished ? "end" : "resume", { number: one.next });
  }

  /** The addresses of the parts, read from the list on the page. */
  function addresses(root) {
    const list = [];
    every("[data-seg] > a[href]", root).forEach(
      (a) => (list[number(a.parentElement.dataset.seg) - 1] = a.getAttribute("href"))
    );
    return list;
  }

  function show(records) {
    now = state(records, number(at.parts), number(at.part));
    paint(document, now, number(at.part) || (now.begun && !now.finished ? now.next : 0));
    paintButtons(now);
    every("[data-resume]").forEach((link) => paintResume(link, now));
    document.dispatchEvent(new CustomEvent("briefing:progress", { detail: now }));
    if (briefing.space && window.parent !== window) {
      const origin = location.origin === "null" ? "*" : location.origin;
      window.parent.postMessage(
        Object.assign({ source: "briefing", type: "progress", briefing: at.briefing }, now),
        origin
      );
    }
  }

  /** A reader who wants no place kept is not asked for one: the ways on stay, and say nothing of marks. */
  function showUnkept() {
    every(
      "[data-read-toggle], [data-leave-toggle], [data-read-word], [data-unmarked-way], [data-leave-way], #leave-hint"
    ).forEach((spot) => (spot.hidden = true));
    every("[data-count][data-always]").forEach((place) => (place.textContent = briefing.word("place-unkept")));
  }

  const refresh = () =>
    Promise.all([store.all("reading", briefing.home), briefing.place.kept()]).then(function ([records, kept]) {
      show(records);
      if (!kept) showUnkept();
    });

  const record = (n, what) => store.plain(briefing.home + n, what);
  const mark = (n, what) => briefing.place.put(record(n, what)).then(refresh);
  const add = (n, what) =>
    store.change("reading", briefing.home + n, (before) => (before && before.answer ? undefined : record(n, what)));

  function restore(marks) {
    const wanted = (list) =>
      (Array.isArray(list) ? list : []).filter((n) => Number.isInteger(n) && n > 0 && n <= number(at.parts));
    const work = wanted(marks.read)
      .map((n) => add(n, "read"))
      .concat(wanted(marks.left).map((n) => add(n, "left")));
    return Promise.all(work).then(refresh);
  }

  /** Marks this part and follows the link; a mark that cannot be kept holds nobody up. */
  function on(event, link, n, what) {
    const done = markOf(now, n) === "read" || markOf(now, n) === what;
    const marked = done ? Promise.resolve() : mark(n, what);
    const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
    if (elsewhere) return void marked.catch(briefing.accept("the part stays unmarked, and says so"));
    event.preventDefault();
    const go = () => location.assign(link.href);
    return void Promise.race([marked, new Promise((late) => setTimeout(late, 1500))]).then(go, go);
  }

  briefing.progress = { state: () => now, mark: mark, restore: restore, paint: paint };

  briefing.start("progress", function () {
    if (!at.briefing) return;
    briefing.parts = addresses(document);
    // A tap that cannot be kept still shows while the page is open.
    const failed = function () {
      every("[data-count]").forEach((place) => (place.textContent = briefing.word("unsaved")));
      briefing.say(briefing.word("unsaved"));
    };
    const press = (button, n, what) =>
      button.addEventListener("click", () =>
        mark(n, markOf(now, n) === what ? "" : what).then(function () {
          briefing.say(count(now));
          if (button.hidden) briefing.one("[data-read-toggle]").focus(); // its press took it away
        }, failed)
      );
    const buttons = /** @type {HTMLButtonElement[]} */ (every("[data-read-toggle], [data-leave-toggle]"));
    buttons.forEach(function (button) {
      const read = button.dataset.readToggle;
      press(button, number(read || button.dataset.leaveToggle), read ? "read" : "left");
      button.disabled = false; // as the page has it: a tap before anybody listens would be lost in silence
    });
    for (const [name, what] of [
      ["read", "read"],
      ["leave", "left"],
    ])
      every("[data-" + name + "-on]").forEach((link) =>
        link.addEventListener("click", (event) => on(event, link, number(at.part), what))
      );
    store.hear(
      (news) =>
        (!news.store || news.store === "reading") &&
        refresh().catch(briefing.accept("marks that cannot be read are not shown"))
    );
    window.addEventListener("message", function (event) {
      const asked = event.data;
      if (
        event.source === window.parent &&
        event.origin === location.origin &&
        asked &&
        asked.source === "briefing-lms" &&
        asked.type === "restore"
      )
        restore(asked);
    });
    const here = number(at.part) ? briefing.place.put(record("here", String(number(at.part)))) : Promise.resolve();
    here
      .catch(briefing.accept("where one is reading is a help, no promise"))
      .then(refresh)
      .catch(briefing.accept("marks that cannot be read are not shown"));
  });

  briefing.start("library", function () {
    every("[data-progress-of]").forEach(function (entry) {
      const prefix = briefing.library + (entry.dataset.keeps || entry.dataset.progressOf) + "/";
      store
        .all("reading", prefix)
        .then(function (records) {
          const one = state(records, number(entry.dataset.parts), 0);
          paint(entry, one, 0);
          every("[data-count]", entry).forEach((place) => (place.hidden = !one.begun));
          every("[data-resume]", entry).forEach(function (link) {
            link.parentElement.hidden = !one.begun;
            const goal = one.finished ? "notes.html#end" : entry.dataset.hrefs.split(" ")[one.next - 1] + "#resume";
            link.setAttribute("href", entry.dataset.progressOf + "/" + goal);
            if (one.finished) link.textContent = link.dataset.again;
          });
        })
        .catch(briefing.accept("marks that cannot be read are not shown"));
    });
  });
})();
