// @ts-check
/* A second look before writing leaves the device: passages that look like somebody's particulars. It may be wrong either
   way, so it shows places and leaves the decision to the person; it never says that a text is anonymous. */
(function () {
  "use strict";
  const briefing = window.briefing;
  briefing.details = /** @type {Briefing["details"]} */ ({});
  // Names begin with a capital, so a pattern cannot ignore case as a whole: these words do so letter by letter.
  const either = (text) => text.replace(/[a-z]/g, (letter) => "[" + letter + letter.toUpperCase() + "]");
  const MONTH = "(?:" + either("jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec") + ")[a-z]*";
  const DAY =
    "(?:\\d{1,2}[./-]\\d{1,2}[./-](?:\\d{4}|\\d{2})|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}(?:st|nd|rd|th)?\\s+" +
    MONTH +
    ",?\\s+\\d{2,4})";
  const WORD = "\\p{Lu}[\\p{L}'’-]+";
  const NAME = WORD + "(?:\\s+" + WORD + "){0,3}";
  const BORN = "(?:" + either("d\\.? ?o\\.? ?b") + "\\.?|" + either("date of birth|born|dyddiad geni|ganwyd") + ")";
  const BIRTH = [
    NAME + "[^.\\n]{0,40}?" + BORN + "[^.\\n]{0,12}?" + DAY,
    BORN + "[^.\\n]{0,12}?" + DAY,
    NAME + "\\s*[,(]\\s*" + DAY,
    WORD + "\\s+" + WORD + "\\s+" + DAY,
  ];
  /** Words with a capital that stand before a day without being a name. */
  const NO_NAME = new RegExp(
    "(?:" +
      either(
        "on|by|in|from|until|till|since|before|after|the|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
      ) +
      ")(?![\\p{L}])|" +
      MONTH,
    "gu"
  );

  /** The ten-digit NHS number: weights 10 to 2, modulus 11 (NHS Data Dictionary, "NHS NUMBER"). */
  function isNhsNumber(text) {
    const digits = text.replace(/\D/g, "").split("").map(Number);
    if (digits.length !== 10 || new Set(digits).size === 1) return false;
    const rest = 11 - (digits.slice(0, 9).reduce((sum, digit, n) => sum + digit * (10 - n), 0) % 11);
    return rest !== 10 && rest % 11 === digits[9];
  }

  const particulars = [
    { kind: "nhs", pattern: /(^|\D)(\d{3}[ -]?\d{3}[ -]?\d{4})(?!\d)/g, really: isNhsNumber },
    {
      kind: "phone",
      pattern: /(^|[^\d+])((?:\+44[\s-]?(?:\(0\))?|\(?0)(?:[\d()][\s-]?){8,10}\d)(?!\d)/g,
      really: (text) => /^(44\d{9,10}|440\d{9,10}|0\d{9,10})$/.test(text.replace(/\D/g, "")),
    },
    {
      kind: "postcode",
      pattern: /(^|[^A-Z\d])((?:[A-PR-UWYZ][A-HK-Y]?\d[\dA-HJKMNP-Z]?|GIR)\s?\d[ABD-HJLNP-UW-Z]{2})(?![A-Z\d])/gi,
      really: (text) => /\s/.test(text) || text === text.toUpperCase(),
    },
    { kind: "birth", pattern: new RegExp("()(" + BIRTH.join("|") + ")", "gu"), really: namesSomebody },
  ];

  function namesSomebody(text) {
    return new RegExp(BORN, "u").test(text) || new RegExp(WORD, "u").test(text.replace(NO_NAME, ""));
  }

  /** What `text` seems to hold: `{kind, start, end}`, in order, never overlapping. */
  briefing.details.find = function (text) {
    const found = [];
    particulars.forEach(function (one) {
      for (const match of text.matchAll(one.pattern)) {
        const start = (match.index || 0) + match[1].length;
        const end = start + match[2].length;
        if (one.really(match[2]) && !found.some((other) => start < other.end && other.start < end))
          found.push({ kind: one.kind, start: start, end: end });
      }
    });
    return found.sort((a, b) => a.start - b.start);
  };

  /** Goes to a place and marks the passage. `spot` is an element with the text, or a box. */
  function show(spot, start, end) {
    spot.dispatchEvent(new CustomEvent("briefing:look", { bubbles: true })); // for pages that hide what is not in turn
    if (spot.setSelectionRange && spot.type !== "date") {
      spot.focus();
      return spot.setSelectionRange(start, end);
    }
    spot.tabIndex = -1;
    spot.focus();
    spot.scrollIntoView({ block: "center" });
    const range = document.createRange();
    if (!spot.firstChild) return undefined;
    range.setStart(spot.firstChild, start);
    range.setEnd(spot.firstChild, end);
    const selection = window.getSelection();
    selection.removeAllRanges();
    selection.addRange(range);
    return undefined;
  }

  /**
   * Guards exports: `places()` gives `[{label, text, spot}]`. `refresh()` fills the standing list; `guard(act)` asks
   * first where something was found, and acts at once where nothing was.
   */
  briefing.details.guard = function (places) {
    const box = /** @type {HTMLElement} */ (document.querySelector("[data-lookout]"));
    const dialog = /** @type {HTMLDialogElement} */ (document.getElementById("look-again"));
    const lists = [box.querySelector("ul"), dialog.querySelector("ul")];
    let act = null;

    function refresh() {
      const found = [].concat(
        ...places().map((place) => briefing.details.find(place.text).map((one) => Object.assign({ place: place }, one)))
      );
      box.hidden = found.length === 0;
      lists.forEach(function (list) {
        list.textContent = "";
        found.slice(0, 50).forEach((one) => list.appendChild(line(one)));
      });
      // What the dialog is described by: the sentences alone, since each button says its own again.
      dialog.querySelector("[hidden]").textContent = found.slice(0, 50).map(sentence).join(" ");
      return found;
    }

    const sentence = (one) => briefing.word("lookout-" + one.kind, { where: one.place.label });

    function line(one) {
      const item = document.createElement("li");
      item.append(sentence(one) + " ");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "link";
      button.textContent = briefing.word("lookout-show");
      button.setAttribute("aria-label", briefing.word("lookout-show") + ": " + item.textContent.trim());
      button.addEventListener("click", function () {
        act = null;
        if (dialog.open) dialog.close();
        one.place.spot.dispatchEvent(new CustomEvent("briefing:reveal", { bubbles: true }));
        show(one.place.spot, one.start, one.end);
      });
      item.append(button);
      return item;
    }

    dialog.querySelector("[data-no]").addEventListener("click", () => dialog.close());
    dialog.querySelector("[data-yes]").addEventListener("click", function () {
      const wanted = act;
      dialog.close();
      if (wanted) wanted();
    });
    return {
      refresh: refresh,
      guard: function (button, wanted) {
        button.addEventListener("click", function () {
          if (!refresh().length) return wanted();
          if (!dialog.showModal) return window.confirm(dialog.querySelector("h2").textContent) && wanted();
          act = wanted;
          return dialog.showModal();
        });
      },
    };
  };
})();
