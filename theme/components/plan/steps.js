// @ts-check
/* Before a plan is sent: what is missing, each with a way there; an e-mail that says what to attach; when the file was
   downloaded, and whether the plan says something else since. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { every, one } = briefing;
  const { store } = briefing;
  const NEEDED = ["what", "who", "when"]; // of each action
  const key = briefing.home + "downloaded";
  const boxOf = (spot) => /** @type {HTMLInputElement} */ (one("input, textarea", spot));
  const empty = (spot) => !boxOf(spot).value.trim();
  let sent = ""; // when, and what the plan said then

  /** Everything that a plan needs and this one lacks: `{text, spot}` in the page's order. */
  function missing() {
    const list = every("[data-needed]")
      .filter(empty)
      .map((spot) => ({ text: briefing.word("missing-detail", { label: spot.dataset.label }), spot: boxOf(spot) }));
    let actions = 0;
    every("[data-row]").forEach(function (row, n) {
      const spots = every("[data-field]", row);
      if (spots.every(empty)) return;
      actions += 1;
      spots
        .filter((spot) => NEEDED.includes(spot.dataset.field) && empty(spot))
        .forEach((spot) =>
          list.push({ text: briefing.word("missing-" + spot.dataset.field, { row: n + 1 }), spot: boxOf(spot) })
        );
    });
    const why = one("[data-plan=no_action]");
    if (!actions && why && empty(why)) {
      const first = one("[data-row] [data-field]");
      list.push({ text: briefing.word("missing-action"), spot: boxOf(first || why) });
    }
    return list;
  }

  function line(each) {
    const item = document.createElement("li");
    const way = item.appendChild(document.createElement("button"));
    way.type = "button";
    way.className = "link";
    way.textContent = each.text;
    way.addEventListener("click", () => briefing.plan.go(each.spot));
    return item;
  }

  function showMissing() {
    const list = missing();
    const box = one("[data-missing]");
    box.hidden = !list.length;
    one("ul", box).replaceChildren(...list.map(line));
    const button = one("[data-plan-out=word]");
    button.textContent = list.length ? button.dataset.anyway : button.dataset.label;
  }

  // What was downloaded ------------------------------------------------------------------------------

  /** A number for everything that the plan says. */
  function print() {
    const text = JSON.stringify(briefing.plan.answers().map((each) => [each.id, each.value]));
    let sum = 0;
    for (let n = 0; n < text.length; n++) sum = (Math.imul(sum, 31) + text.charCodeAt(n)) | 0;
    return String(sum);
  }

  function showSent() {
    const [when, what] = sent.split(" ");
    const day = new Date(Number(when));
    const place = {
      date: briefing.writtenDay(new Date(day.getTime() - day.getTimezoneOffset() * 60000).toISOString().slice(0, 10)),
      time: day.toTimeString().slice(0, 5),
    };
    one("[data-sent]").textContent = sent ? briefing.word(what === print() ? "sent-same" : "sent-changed", place) : "";
  }

  function keepSent() {
    sent = Date.now() + " " + print();
    showSent();
    store
      .put("plan", store.plain(key, sent))
      .catch(briefing.accept("it is shown, and only not known at the next visit"));
  }

  // The message ----------------------------------------------------------------------------------------

  function message() {
    const link = /** @type {HTMLAnchorElement | null} */ (one("[data-mail]"));
    if (!link) return;
    const team = briefing.plan.answers().find((each) => each.id === "section_team");
    const title = one("h1").textContent.trim() + (team ? ": " + team.value.replace(/\s+/g, " ") : "");
    const body = briefing.word("mail-body", { file: briefing.plan.fileName(".docx") });
    link.href =
      "mailto:" +
      link.dataset.mail +
      "?subject=" +
      encodeURIComponent(
        Array.from(title)
          .slice(0, 150)
          .join("")
          .replace(/[\uD800-\uDFFF]/gu, "")
      ) +
      "&body=" +
      encodeURIComponent(body);
  }

  briefing.start("plan steps", function () {
    const all = () => [showMissing, showSent, message].forEach((each) => briefing.start("plan steps", each));
    document.addEventListener("briefing:plan", all);
    document.addEventListener("briefing:downloaded", keepSent);
    store.get("plan", key).then(function (found) {
      sent = (found && found.answer) || "";
      showSent();
    }, briefing.accept("the line stays empty"));
    store.hear(function (news) {
      if (!news.gone || !key.startsWith(news.gone) || news.moved) return;
      sent = "";
      showSent();
    });
  });
})();
