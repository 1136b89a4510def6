// @ts-check
/* Type that fills the wall: each text on a screen takes the largest size at which it fits, and never less than 28 points of
   a slide (960 by 540 points). What does not fit then goes on on a further page of the same screen, balanced. The browser
   breaks the text into columns as wide as the box, so nothing is cut; a page is a column.
   `data-flow` names the largest size in points. Narrow and upright windows scroll, as every page does. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { every } = briefing;
  const LEAST = 28; // points, as on a slide
  const GAP = 64; // px between two pages
  const STEPS = 7; // of a search for a size: within a hundredth of the range
  const wide = window.matchMedia("(min-width: 48rem) and (min-height: 27rem) and (min-aspect-ratio: 6/5)");

  /** A point of the wall in px. */
  const point = () => Math.min(window.innerWidth / 960, window.innerHeight / 540);
  const isWall = () => wide.matches && document.body.classList.contains("on");

  /** Pixels from one page to the next. A column is as wide as its box, parts of a pixel too: over many pages they add up. */
  const pitch = (flow) => flow.getBoundingClientRect().width + GAP;
  const count = (flow) => Math.max(1, Math.round((flow.scrollWidth + GAP) / pitch(flow)));

  function clear(flow) {
    ["font-size", "column-width", "column-gap", "max-height"].forEach((name) => flow.style.removeProperty(name));
    flow.scrollLeft = 0;
  }

  /** The largest number between two for which `good` holds; `low` counts as good. */
  function largest(low, high, good) {
    let a = low;
    let b = high;
    if (good(b)) return b;
    for (let n = 0; n < STEPS; n++) {
      const middle = (a + b) / 2;
      if (good(middle)) a = middle;
      else b = middle;
    }
    return a;
  }

  /** Sets a text, and gives its pages. */
  function set(flow, grow) {
    clear(flow);
    const least = LEAST * point() * grow;
    const most = Math.max(least, Number(flow.dataset.flow) * point() * Math.max(1, grow));
    flow.style.setProperty("column-width", flow.clientWidth + "px");
    flow.style.setProperty("column-gap", GAP + "px");
    const at = function (size) {
      flow.style.setProperty("font-size", size.toFixed(2) + "px");
      return count(flow);
    };
    const pages = at(least);
    at(largest(least, most, (size) => at(size) <= pages));
    if (pages > 1) balance(flow, pages);
    flow.dataset.room = room(flow);
    return pages;
  }

  /** The box that a text has, and what it fills of it. */
  const room = (flow) => [flow.clientWidth, flow.clientHeight, flow.scrollWidth].join(" ");

  /** The lowest pages that are no more of them: the last is no orphan. */
  function balance(flow, pages) {
    const full = flow.clientHeight;
    const lower = (cut) => flow.style.setProperty("max-height", full - cut + "px");
    const cut = largest(0, full / 2, function (some) {
      lower(some);
      return count(flow) <= pages;
    });
    if (cut > 1) lower(cut);
    else flow.style.removeProperty("max-height"); // the box may be a part of a pixel higher than it says
  }

  function turnOne(flow, page) {
    const to = Math.min(page, count(flow) - 1) * pitch(flow);
    flow.scrollLeft = getComputedStyle(flow).direction === "rtl" ? -to : to;
  }

  const shownFlows = (screen) => every("[data-flow]", screen).filter((flow) => flow.offsetParent !== null);

  briefing.fit = {
    isWall: isWall,
    point: point,
    /** Sets every text of a screen; gives how many pages the longest has. `grow`: how much larger somebody wants it. */
    set: function (screen, grow) {
      if (!isWall()) {
        every("[data-flow]", screen).forEach(clear);
        return 1;
      }
      let most = 1;
      shownFlows(screen).forEach(function (flow) {
        const pages = set(flow, grow);
        if (!("aside" in flow.dataset)) most = Math.max(most, pages);
      });
      return most;
    },
    /** Whether every text of a screen still has the room in which it was set. */
    holds: (screen) => !isWall() || shownFlows(screen).every((flow) => flow.dataset.room === room(flow)),
    /** Turns every text of a screen to page `page`, from 0; a shorter one stays on its last. */
    turn: function (screen, page) {
      if (!isWall()) return;
      shownFlows(screen)
        .filter((flow) => !("aside" in flow.dataset))
        .forEach((flow) => turnOne(flow, page));
    },
    turnOne: turnOne,
    count: count,
    /** The page that holds an element, from 0. */
    pageOf: function (element) {
      const flow = /** @type {HTMLElement | null} */ (element.closest("[data-flow]"));
      if (!flow || !isWall()) return 0;
      const rtl = getComputedStyle(flow).direction === "rtl";
      const box = flow.getBoundingClientRect();
      const mine = element.getBoundingClientRect();
      const off = rtl ? box.right - mine.right - flow.scrollLeft : mine.left - box.left + flow.scrollLeft;
      return Math.max(0, Math.floor((off + 2) / pitch(flow)));
    },
  };
})();
