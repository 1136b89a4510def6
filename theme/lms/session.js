// @ts-check
/* The one session with the learning system, SCORM 1.2. It knows nothing of briefings. What it sends passes `put`: a
   handful of elements, none of them free text. */
(function () {
  "use strict";
  const launch = (window.launch = window.launch || {});
  const HOPS = 500; // as many windows as the standard's own example climbs

  /** The API object in a window or above it; `crossed` says that another origin stood in the way. */
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
        if (api && look(() => api.LMSInitialize)) return api;
        const above = look(() => here.parent);
        if (above === here) return null;
        here = above;
      }
      return null;
    }

    const openers = [start, look(() => start.top)].map((one) => one && look(() => one.opener)).filter(Boolean);
    const api = [start].concat(openers).reduce((found, one) => found || climb(one), null);
    return { api: api, crossed: crossed };
  };

  /**
   * Opens the session; null where the learning system declines. In "review" and "browse" nothing is written.
   * `failed` is called with an error code whenever the learning system did not take something, `saved` when it did.
   */
  launch.open = function (api, failed, saved) {
    let open = true;
    let trouble = "";
    const sent = {};

    function call(name, ...given) {
      try {
        const answer = api[name].apply(api, given);
        return answer === null || answer === undefined ? "" : String(answer);
      } catch (error) {
        return "false";
      }
    }

    function done(name, one, two) {
      const good = (two === undefined ? call(name, one) : call(name, one, two)) === "true";
      if (!good) trouble = call("LMSGetLastError") || "?";
      return good;
    }

    if (!done("LMSInitialize", "")) {
      failed(trouble);
      return null;
    }
    const get = (element) => call("LMSGetValue", element);
    const mode = get("cmi.core.lesson_mode");
    const writes = mode !== "review" && mode !== "browse";

    function put(values) {
      if (!open || !writes) return;
      Object.keys(values).forEach(function (element) {
        if (sent[element] !== values[element] && done("LMSSetValue", element, values[element]))
          sent[element] = values[element];
      });
    }

    function save(values) {
      if (!open || !writes) return;
      trouble = "";
      put(values);
      const good = done("LMSCommit", "") && !trouble;
      if (good) saved();
      else failed(trouble);
    }

    return {
      mode: mode,
      writes: writes,
      learner: get("cmi.core.student_id"),
      status: get("cmi.core.lesson_status"),
      location: get("cmi.core.lesson_location"),
      data: get("cmi.suspend_data"),
      isOpen: () => open,
      /** Sets elements; what the learning system has already is not sent again. */
      put: put,
      /** Sets elements and commits. */
      save: save,
      /** Sets elements, commits and ends the session. Nothing is called afterwards. */
      finish: function (values) {
        if (!open) return;
        save(values);
        const good = done("LMSFinish", "");
        open = false;
        if (!good) failed(trouble);
      },
    };
  };
})();
