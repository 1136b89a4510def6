// @ts-check
/* Two windows of one session: the wall, which everybody sees, and the trainer's own. Each speaks to the other by
   `postMessage`, the only way that two files on a disk share in every browser. Either may open the other, be closed, be
   loaded again. What is said: where the session stands and what to do, never a word that somebody typed. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const disk = location.protocol === "file:";
  const NAMES = { wall: "session-wall", trainer: "session-trainer" };

  /** From disk every page is of an origin without a name: then the message says which session it belongs to. */
  const ours = (origin) => (disk ? origin === "null" || origin.startsWith("file:") : origin === location.origin);

  briefing.windows = function (me, hear) {
    const you = me === "wall" ? "trainer" : "wall";
    /** @type {Window | null} */
    let other = window.opener;

    function say(what) {
      if (!other || other.closed) return;
      try {
        other.postMessage(Object.assign({ session: briefing.home, from: me }, what), disk ? "*" : location.origin);
      } catch (error) {
        other = null; // The window went elsewhere.
      }
    }

    window.addEventListener("message", function (event) {
      const said = event.data;
      if (!ours(event.origin) || !said || said.session !== briefing.home || said.from !== you || !event.source) return;
      other = /** @type {Window} */ (event.source);
      hear(said);
    });

    return {
      say: say,
      /** Opens the other window, or brings it to the front; gives whether the browser let it. */
      open: function (address, features) {
        const made = window.open(address, NAMES[you], features);
        if (made) other = made;
        return Boolean(made);
      },
      there: () => Boolean(other && !other.closed),
    };
  };
})();
