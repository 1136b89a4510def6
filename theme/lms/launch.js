// @ts-check
/* The launch page: frames the briefing, hears which parts are finished, and tells the learning system.

   The reader's pages name their state as theme/components/progress/progress.js says: `{source: "briefing", type: "progress", read, left, here}`,
   with `{source: "briefing-lms", type: "restore", read, left}` as the answer where a page knows less than the learning system does.
   Nothing else crosses the frame's border: no page has a way to hand over what was typed.

   What the line says is what the learning system was seen to take (session.js): "recorded" only after that.

   The session ends with the button, or at `pagehide`: never at `unload`, which phones leave out and which bars the page
   from the browser's back-forward cache. Whoever hides the page for good without `pagehide` has lost no mark: each is committed at once. */
(function () {
  "use strict";
  const launch = window.launch;
  const at = document.body.dataset;
  const parts = JSON.parse(at.pages || "[]");
  const PATIENCE = 3000; // ms after which no learning system will come
  const one = (name) => /** @type {HTMLElement} */ (document.querySelector("[data-" + name + "]"));
  const frame = /** @type {HTMLIFrameElement} */ (one("frame"));
  const words = one("words");

  let session = null;
  let complete = false; // once true, never false again
  let settled = false; // the learning system has it as completed or passed: the status is not touched any more
  let marks = { read: [], left: [] };
  let shown = null; // the document whose state was heard last
  let owed = []; // parts that it was asked to restore and has not shown yet
  let fresh = ""; // "ask" where the learning system starts afresh and this browser may know of earlier marks; "wait" while they are undone
  let noted = "";
  let standing = null; // what was said last about the record: [name, places, grave]
  let away = ""; // the word for a frame that shows a page that is not ours
  let signedOut = false; // a page of the learning system stood in the frame, or instead of our files
  let leaving = false; // the button was pressed; what is said stands below, in words of its own

  // Words --------------------------------------------------------------------------------------

  function word(name, places) {
    const text = words.getAttribute("data-w-say-" + name) || "";
    return text.replace(/\{(\w+)\}/g, (whole, key) => (places && key in places ? String(places[key]) : whole));
  }

  /** Says how the record stands; `grave` where something is not recorded. */
  function say(name, places, grave) {
    standing = [name, places, grave];
    tell();
  }

  /** Shows what was said; while the frame is away that goes first, and what was said waits behind it. */
  function tell() {
    if (!standing) return;
    const [name, places, grave] = away ? [away, {}, true] : standing;
    const text = word(name, places);
    const line = one("say");
    one("bar").classList.toggle("grave", Boolean(grave));
    if (line.textContent !== text) line.textContent = text;
  }

  function sayProgress() {
    if (!session || !session.isOpen() || !one("again").hidden) return;
    if (session.guest) return say("guest", {}, true);
    if (!session.writes) return say(session.mode === "browse" ? "browse" : "review");
    say(complete ? "complete" : "progress", { done: finished().length, parts: parts.length });
  }

  /** `why`: "declined" at the start; else "offline", "signed-out" or "refused". */
  function refused(code, why) {
    if (why === "declined") return say("declined", { code: code }, true);
    signedOut = signedOut || why === "signed-out";
    say(signedOut ? "signed-out" : why === "offline" ? "offline" : "failed", { code: code }, true);
    one("again").hidden = false;
  }

  function saved() {
    signedOut = false;
    one("again").hidden = true;
    sayProgress();
  }

  // Time: only while the page can be seen ------------------------------------------------------

  let before = 0;
  let since = document.visibilityState === "visible" ? performance.now() : null;
  const seconds = () => (before + (since === null ? 0 : performance.now() - since)) / 1000;

  function watchTime() {
    const visible = document.visibilityState === "visible";
    if (visible && since === null) since = performance.now();
    if (!visible && since !== null) {
      before += performance.now() - since;
      since = null;
    }
  }

  // What the learning system is told -----------------------------------------------------------

  const finished = () => marks.read.concat(marks.left).sort((a, b) => a - b);
  const isWhole = () => parts.length > 0 && finished().length === parts.length;

  /**
   * All that is ever sent: marks as bits, the part opened last, the status, the way out and the time. No marks before the
   * reader has said whether earlier ones count: the learning system would have some next time, and nobody would be asked.
   */
  function values() {
    const list = {};
    if (!fresh) list["cmi.suspend_data"] = launch.encode(parts.length, finished(), complete);
    if (noted) list["cmi.core.lesson_location"] = noted;
    if (complete && !settled) {
      list["cmi.core.lesson_status"] = at.status;
      if (at.score)
        Object.assign(list, { "cmi.core.score.min": "0", "cmi.core.score.max": "100", "cmi.core.score.raw": at.score });
    }
    list["cmi.core.exit"] = complete ? "" : "suspend";
    list["cmi.core.session_time"] = launch.timespan(seconds());
    return list;
  }

  function record() {
    if (session) unite();
    complete = complete || isWhole();
    if (session) session.save(values());
  }

  /** Marks that another window or computer has made since, where the learning system tells of them: they count here too. */
  function unite() {
    const theirs = launch.decode(session.news(), parts.length);
    const more = without(theirs.finished, finished());
    complete = complete || theirs.complete;
    if (!more.length) return;
    marks = { read: marks.read.concat(more), left: marks.left };
    owed = owed.concat(more);
    ask();
  }

  // What the pages say -------------------------------------------------------------------------

  const known = (list) =>
    (Array.isArray(list) ? list : []).filter((n) => Number.isInteger(n) && n > 0 && n <= parts.length);
  const without = (list, other) => list.filter((n) => !other.includes(n));

  function inside() {
    try {
      return frame.contentDocument;
    } catch (error) {
      return null;
    }
  }

  /**
   * A page's state. The first of each page may lack marks: another browser, storage lost or blocked. They are given
   * back, and count until the page shows them; from then on a missing mark is one that the reader took back.
   */
  function hear(told) {
    const said = { read: known(told.read), left: known(told.left) };
    const all = said.read.concat(said.left);
    const page = inside();
    if (page && page !== shown) {
      owed = without(finished(), all);
      if (owed.length) ask();
    } else owed = without(owed, all);
    shown = page;
    if (known([told.here]).length) noted = String(told.here);
    if (fresh && all.length) return choose();
    fresh = "";
    take({
      read: said.read.concat(without(owed, marks.left)),
      left: said.left.concat(owed.filter((n) => marks.left.includes(n))),
    });
  }

  /** Marks as they are now: a change is committed at once. */
  function take(now) {
    const before = String(finished());
    marks = now;
    if (before !== String(finished())) record();
    else if (session && noted) session.put({ "cmi.core.lesson_location": noted });
  }

  function ask() {
    const wanted = {
      source: "briefing-lms",
      type: "restore",
      read: without(owed, marks.left),
      left: owed.filter((n) => marks.left.includes(n)),
    };
    frame.contentWindow.postMessage(wanted, location.origin);
  }

  /** The learning system knows nothing, the browser does: only the reader can say whether that counts again. */
  function choose() {
    if (fresh !== "ask" || leaving || !session.isOpen()) return;
    one("choice").hidden = false;
    frame.hidden = true;
    one("count").focus();
  }

  function chosen(counts) {
    if (leaving || !session.isOpen()) return;
    const progress = /** @type {any} */ (frame.contentWindow).briefing.progress;
    one("choice").hidden = true;
    frame.hidden = false;
    frame.focus();
    fresh = counts ? "" : "wait";
    const undone = counts
      ? Promise.resolve()
      : parts.reduce((work, _, n) => work.then(() => progress.mark(n + 1, "")), Promise.resolve());
    undone.then(function () {
      fresh = "";
      hear(progress.state());
    });
  }

  // The frame ----------------------------------------------------------------------------------

  /** Where to go on: the part opened last if it is open still, else the next open one. */
  function resume() {
    const done = finished();
    const last = Number(session && session.location) || 0;
    const open = parts.map((_, n) => n + 1).filter((n) => !done.includes(n));
    if (!open.length || !(last || done.length)) return at.first;
    return parts[(open.find((n) => n >= last) || open[0]) - 1];
  }

  function show(page) {
    // A name of its own for every package and learner: two of them never share what they keep on this device.
    const name = "briefing-space:" + launch.sha256(at.package + "\n" + (session ? session.learner : "")).slice(0, 32);
    const place = frame.parentNode;
    const next = frame.nextSibling;
    // A window takes its frame's name only as it is put in.
    frame.remove();
    frame.name = name;
    frame.src = page;
    place.insertBefore(frame, next);
  }

  /** What stands in the frame: nothing yet, a page of ours, another one of the learning system's (its login, say), or a stranger's. */
  function framed() {
    const page = inside();
    if (!page || !page.body) return "frame";
    return page.URL === "about:blank" || page.body.dataset.partnership ? "" : "signed-out";
  }

  function loaded() {
    if (location.protocol === "file:" || !frame.src || (session && !session.isOpen())) return;
    away = session ? framed() : inside() ? "" : "frame";
    signedOut = signedOut || away === "signed-out";
    one("back").hidden = away !== "frame";
    tell();
    // Ours again after somebody signed in: whether the record still stands open shows only when something is sent.
    if (!away && signedOut) retry();
  }

  // From start to end --------------------------------------------------------------------------

  function end() {
    if (!session || !session.isOpen()) return;
    session.save(values());
    session.finish();
  }

  function leave() {
    leaving = true;
    one("exit").hidden = one("choice").hidden = one("back").hidden = true;
    away = "";
    frame.hidden = true; // kept, not removed: a box may still be saving its last words
    one("closed").hidden = false;
    one("closed-text").textContent = word("closing");
    one("closed").focus();
    session.save(values()).then(left);
  }

  /** Leaving, once it is known whether all of it is kept; where it is not, the session stays open for another try. */
  function left(good) {
    one("closed-text").textContent = word(
      session.writes ? (good ? "closed" : "closed-failed") : session.guest ? "closed-guest" : "closed-review"
    );
    if (!good) return;
    session.finish();
    one("again").hidden = true;
    say("ended");
  }

  function retry() {
    if (session && session.isOpen()) session.save(values()).then((good) => leaving && left(good));
  }

  function begin(found) {
    session = launch.open(found.api, { at: found.at, probe: at.probe, refused: refused, saved: saved });
    if (!session) return;
    const kept = launch.decode(session.data, parts.length);
    marks = { read: kept.finished, left: [] };
    settled = session.status === "passed" || session.status === at.status;
    complete = settled || session.status === "completed" || kept.complete || isWhole();
    // Not by `cmi.core.entry`: after a first visit without an answer it says "resume", and there are still no marks.
    fresh = session.writes && !launch.isOurs(session.data) && !complete ? "ask" : "";
    const last = Number(session.location);
    noted = known([last]).length ? String(last) : "";
    one("exit").hidden = false;
    if (!session.writes || settled) return sayProgress();
    // Open edX tells no status: a completion that only the remembered text knows of is said once more.
    session.save(complete ? values() : { "cmi.core.lesson_status": "incomplete", "cmi.core.exit": "suspend" });
  }

  /** Looks for the learning system. Some (Open edX) put their API in place only after the frame has begun to load. */
  function connect() {
    const found = launch.find(window);
    const alone = window.parent === window && !window.opener;
    if (!found.api && !alone && performance.now() < PATIENCE) return setTimeout(connect, 100);
    if (found.api) begin(found);
    else say(found.crossed ? "crossed" : "alone", {}, true);
    return show(resume());
  }

  window.addEventListener("message", function (event) {
    const told = event.data;
    if (event.source !== frame.contentWindow || event.origin !== location.origin) return;
    if (told && told.source === "briefing" && told.type === "progress" && told.briefing === at.briefing) hear(told);
  });
  frame.addEventListener("load", loaded);
  one("exit").addEventListener("click", leave);
  one("again").addEventListener("click", retry);
  one("back").addEventListener("click", () => show(resume()));
  one("count").addEventListener("click", () => chosen(true));
  one("anew").addEventListener("click", () => chosen(false));
  window.addEventListener("online", () => one("again").hidden || retry());
  document.addEventListener("visibilitychange", function () {
    watchTime();
    if (document.visibilityState === "hidden" && session) session.save(values());
    else if (!one("again").hidden) retry();
  });
  window.addEventListener("pagehide", end);
  // Back from the browser's cache: the session is over, a new one needs a new page.
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  connect();
})();
