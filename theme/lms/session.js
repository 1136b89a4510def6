// @ts-check
/* The one session with the learning system, SCORM 1.2. It knows nothing of briefings. What it sends passes `put`: a
   handful of elements, none of them free text.

   A learning system's "true" is not proof. Moodle answers it where a request failed and a beacon was queued instead,
   others whatever happens; and some count values as sent although no request arrived, so that sending them again sends
   nothing. So each save is looked after (`proof`), and after a doubt values are sent changed first, then as they are. */
(function () {
  "use strict";
  const launch = (window.launch = window.launch || {});
  const HOPS = 500; // as many windows as the standard's own example climbs
  const SLOW = 8000; // ms after which the server counts as not reached
  const OWN = ["xmlhttprequest", "fetch", "beacon"]; // how a learning system sends
  const UNSEEN = 1500; // ms to wait for a request of a system that has not been seen to make one
  const AFTER = 40; // ms in which it begins to send what a call asked for

  /** The API object in a window or above it, with its window; `crossed` says that another origin stood in the way. */
  launch.find = function (start) {
    let hops = 0;
    let crossed = false;

    function look(read) {
      try {
        return read();
      } catch (error) {
        crossed = true;
        return null;
      }
    }

    function climb(from) {
      for (let here = from; here && hops < HOPS; hops++) {
        const api = look(() => here.API);
        // A page may have an element or a frame of that name.
        if (api && look(() => api.LMSInitialize)) return { api: api, at: here };
        const above = look(() => here.parent);
        if (above === here) return null;
        here = above;
      }
      return null;
    }

    const openers = [start, look(() => start.top)].map((one) => one && look(() => one.opener)).filter(Boolean);
    const found = [start].concat(openers).reduce((seen, one) => seen || climb(one), null) || { api: null, at: null };
    return { api: found.api, at: found.at, crossed: crossed };
  };

  /** Watches a window's own requests to this server. `outcome`: of what was sent between two moments, a promise of "failed"
      (all of it), "answered" or, where no request was seen, "unseen"; an answer may come long after the call that asked. */
  launch.watch = function (at) {
    const seen = [];
    let waiting = [];
    const take = function (list) {
      list
        .getEntries()
        .forEach(
          (one) => OWN.includes(one.initiatorType) && one.name.startsWith(location.origin + "/") && seen.push(one)
        );
      waiting = waiting.filter((look) => !look());
    };
    try {
      new at.PerformanceObserver(take).observe({ type: "resource" });
    } catch (error) {
      return { now: () => 0, outcome: () => Promise.resolve("unseen") }; // an old browser
    }
    return {
      now: () => at.performance.now(),
      outcome: (from, to) =>
        new Promise(function (done) {
          const look = function () {
            const sent = seen.filter(
              (one) => one.startTime >= from - 1 && one.startTime <= to + AFTER && one.responseStatus !== undefined
            );
            const good = sent.some((one) => one.responseStatus > 0 && one.responseStatus < 400);
            if (sent.length) done(good ? "answered" : "failed");
            return sent.length > 0;
          };
          if (look()) return;
          waiting.push(look);
          // A system that was seen to send takes its time; one that never was may send in ways that nobody sees.
          setTimeout(() => done("unseen"), seen.length ? SLOW : UNSEEN);
        }),
    };
  };

  /** Asks for a picture of this package past every cache: "here", "elsewhere" (signed out, say) or "lost". */
  launch.reach = function (address) {
    if (navigator.onLine === false) return Promise.resolve("lost");
    const fresh = address + "?" + Date.now().toString(36) + Math.random().toString(36).slice(2, 8);
    const stop = new AbortController();
    const late = setTimeout(() => stop.abort(), SLOW);
    return fetch(fresh, { cache: "no-store", credentials: "same-origin", redirect: "manual", signal: stop.signal })
      .then(function (answer) {
        if (answer.status >= 500) return "lost";
        if (!answer.ok) return "elsewhere"; // sent to a page for signing in, or refused
        return answer.text().then((text) => (text.trimStart().startsWith("<svg") ? "here" : "elsewhere"));
      })
      .catch(() => (stop.signal.aborted ? "lost" : seenAsPicture(fresh)))
      .finally(() => clearTimeout(late));
  };

  /** A server's own policy may forbid the request, and not the picture. */
  const seenAsPicture = (address) =>
    new Promise(function (done) {
      const picture = new Image();
      picture.onload = () => done("here");
      picture.onerror = () => done("lost");
      picture.src = address + "a";
    });

  /**
   * Opens the session; null where the learning system declines. In "review" and "browse" nothing is written, nor for guests.
   * `o`: at (the API's window), probe (address of a picture), refused(code, why) and saved(), called as a save turns out.
   */
  launch.open = function (api, o) {
    let open = true;
    let trouble = "";
    let turn = 0;
    let doubt = false; // something may not have arrived
    let standing = false; // a status was set, so that ending the session completes nothing by itself
    let sent = {}; // what the learning system was given and may have
    const owed = {}; // what it has not been seen to keep
    const watch = launch.watch(o.at || window);

    function call(name, ...given) {
      try {
        const answer = api[name].apply(api, given);
        return answer === null || answer === undefined ? "" : String(answer);
      } catch (error) {
        return "false";
      }
    }

    function done(name, one, two) {
      // The standard's "true"; some answer 1, or "True".
      const good = /^(true|1)$/i.test(two === undefined ? call(name, one) : call(name, one, two));
      if (!good) trouble = call("LMSGetLastError") || "?";
      return good;
    }

    if (!done("LMSInitialize", "")) {
      o.refused(trouble, "declined");
      return null;
    }
    const get = (element) => call("LMSGetValue", element);
    const word = (element) => get(element).trim().toLowerCase();
    const mode = word("cmi.core.lesson_mode");
    const learner = get("cmi.core.student_id");
    const status = word("cmi.core.lesson_status");
    const data = get("cmi.suspend_data");
    // Moodle answers guests "true" and keeps nothing.
    const guest = learner.toLowerCase() === "guest";
    const writes = mode !== "review" && mode !== "browse" && !guest;
    let known = data; // the marks that the learning system gave or was given
    standing = status !== "" && status !== "not attempted";
    // Ending a session without a status completes it in most systems. This one stays in the page, where nobody ends it.
    if (!writes && !standing && !guest) done("LMSSetValue", "cmi.core.lesson_status", "browsed");

    function put(values) {
      Object.keys(values).forEach(function (element) {
        if (sent[element] === values[element] || !done("LMSSetValue", element, values[element])) return;
        sent[element] = values[element];
        if (element === "cmi.suspend_data") known = values[element];
        if (element === "cmi.core.lesson_status") standing = true;
      });
    }

    /** Everything that is owed, committed; whether the learning system took it, as it says. */
    function send() {
      trouble = "";
      if (doubt) {
        sent = {};
        put(launch.disguise(owed));
        const took = done("LMSCommit", "");
        put(owed); // whatever came of it: the page's copy must not stay disguised
        if (!took || trouble) {
          call("LMSCommit", ""); // no value stays uncommitted, though this one is not believed either
          return false;
        }
      } else put(owed);
      return done("LMSCommit", "") && !trouble;
    }

    /** Commits, then looks whether it can have arrived; a promise of that. A later save speaks for an earlier one. */
    function save(values) {
      if (!open || !writes) return Promise.resolve(true);
      Object.assign(owed, values);
      const from = watch.now();
      const good = send();
      const to = watch.now();
      const code = trouble;
      const mine = ++turn;
      if (!good) refuse(code, "refused");
      return Promise.all([launch.reach(o.probe), good ? watch.outcome(from, to) : ""]).then(function ([
        place,
        outcome,
      ]) {
        if (mine !== turn) return false;
        if (place === "elsewhere") return refuse(code, "signed-out");
        if (place === "lost") return refuse(code, "offline");
        if (outcome === "failed") return refuse(code, "refused");
        if (good) keep();
        return good;
      });
    }

    function refuse(code, why) {
      doubt = true;
      o.refused(code || "?", why);
      return false;
    }

    function keep() {
      doubt = false;
      Object.keys(owed).forEach((element) => delete owed[element]);
      o.saved();
    }

    return {
      mode: mode,
      guest: guest,
      writes: writes,
      learner: learner,
      status: status,
      location: get("cmi.core.lesson_location"),
      data: data,
      isOpen: () => open,
      /** Sets elements without a commit; what the learning system has already is not sent again. */
      put: function (values) {
        if (!open || !writes) return;
        Object.assign(owed, values);
        if (!doubt) put(values);
      },
      save: save,
      /** The marks of another window or computer, where the learning system tells of them before its next launch; else "". */
      news: function () {
        const now = open && writes ? get("cmi.suspend_data") : known;
        if (now === known) return "";
        known = now;
        return now;
      },
      /** Ends the session. Nothing is called afterwards. A player that knows no end, or fails at it, has all that was saved. */
      finish: function () {
        if (open && standing) call("LMSFinish", "");
        open = false;
      },
    };
  };
})();
