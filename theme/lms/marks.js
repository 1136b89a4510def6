// @ts-check
/* What the learning system is given to remember: which parts are finished, and nothing else. Read and left out look the same. */
(function () {
  "use strict";
  const launch = (window.launch = window.launch || {});
  const DIGITS = "0123456789abcdefghijklmnopqrstuv";
  const FORM = /^1([ci])([0-9a-v]{2})-([0-9a-v]{6,32})$/;
  const SHORTEST = 6; // groups of five parts: up to thirty parts the text keeps one length

  /** "1i07-700000": version, "c" once completed, how many parts, then five parts a digit, the first part its lowest bit. */
  launch.encode = function (parts, finished, complete) {
    const groups = new Array(Math.max(SHORTEST, Math.ceil(parts / 5))).fill(0);
    finished.forEach((n) => (groups[Math.floor((n - 1) / 5)] |= 1 << ((n - 1) % 5)));
    const count = DIGITS[(parts >> 5) & 31] + DIGITS[parts & 31];
    return "1" + (complete ? "c" : "i") + count + "-" + groups.map((group) => DIGITS[group]).join("");
  };

  /** The finished parts and whether it was completed. Anything that we did not write says nothing; parts that the briefing no longer has are dropped. */
  launch.decode = function (text, parts) {
    const found = FORM.exec(text);
    if (!found) return { finished: [], complete: false };
    const bit = (n) => DIGITS.indexOf(found[3][Math.floor((n - 1) / 5)] || "0") & (1 << ((n - 1) % 5));
    const all = Array.from({ length: parts }, (_, n) => n + 1);
    return { finished: all.filter(bit), complete: found[1] === "c" };
  };

  /** Whether a text is one of ours: some learning systems answer "null" or "undefined" where nothing was kept. */
  launch.isOurs = (text) => FORM.test(text);

  /** The same values in other letters, so that a system which believes that it has them sends them all the same. What these
      mean is the same or less: never more than is so. */
  launch.disguise = function (values) {
    const other = {
      "cmi.suspend_data": (text) => (text.length > SHORTEST + 5 && text.endsWith("0") ? text.slice(0, -1) : text + "0"),
      "cmi.core.lesson_location": (text) => (text.startsWith("0") ? text.slice(1) : "0" + text),
      "cmi.core.lesson_status": (text) => (text === "incomplete" ? "browsed" : "incomplete"),
      "cmi.core.exit": (text) => (text === "suspend" ? "" : "suspend"),
      "cmi.core.score.raw": () => "0",
    };
    return Object.keys(values).reduce(
      (all, name) => Object.assign(all, { [name]: other[name] ? other[name](values[name]) : values[name] }),
      {}
    );
  };

  /** Seconds as SCORM's HHHH:MM:SS. */
  launch.timespan = function (seconds) {
    const whole = Math.min(Math.max(0, Math.floor(seconds)), 9999 * 3600 + 3599);
    const two = (n) => String(n).padStart(2, "0");
    return (
      String(Math.floor(whole / 3600)).padStart(4, "0") + ":" + two(Math.floor(whole / 60) % 60) + ":" + two(whole % 60)
    );
  };
})();
