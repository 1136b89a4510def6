// @ts-check
/* The fields of a CPD record: those that a regulator wants, filled in as far as the page knows, with one's own answers at hand. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { every, one } = briefing;
  const store = briefing.store;
  const changed = () => document.dispatchEvent(new CustomEvent("briefing:notes"));

  /** Shows the fields that a regulator wants. */
  function choose(regulator) {
    every("[data-for]").forEach((part) => (part.hidden = !part.dataset.for.split(" ").includes(regulator)));
    one("[data-cpd-fields]").hidden = !regulator || regulator === "none";
    changed();
  }

  /** Date, title and type are known; they are filled in where nobody wrote anything, to be changed. Time spent never is. */
  function fillIn() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    const day = now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate());
    every("[data-cpd][data-fill]").forEach(function (spot) {
      const box = /** @type {HTMLInputElement} */ (one("input", spot));
      if (box.value || spot.hidden) return;
      box.value = spot.dataset.fill === "today" ? day : spot.dataset.fill;
      box.dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  /** Own answers, to be put into a field with one press. The focus stays there: the next answer is the next thing. */
  function offerAnswers() {
    const answers = every("[data-note]").filter((spot) => one("[data-answer]", spot).dataset.answer);
    const which = answers.map((spot) => spot.dataset.note).join(" ");
    every("[data-cpd-answers]").forEach(function (place) {
      if (place.dataset.of === which) return;
      const box = /** @type {HTMLTextAreaElement} */ (one("textarea", place.parentElement));
      place.dataset.of = which;
      place.textContent = "";
      answers.forEach(function (spot) {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "link";
        button.textContent = briefing.word("use-answer", { number: spot.dataset.partNumber });
        button.title = one("[data-question]", spot).dataset.question;
        button.addEventListener("click", function () {
          const text = one("[data-answer]", spot).dataset.answer;
          if (!box.value.includes(text)) box.value = box.value.trim() ? box.value.trim() + "\n" + text : text;
          box.dispatchEvent(new Event("input", { bubbles: true }));
          briefing.say(briefing.word("used-answer"));
        });
        place.appendChild(button);
      });
    });
  }

  document.addEventListener("briefing:notes", offerAnswers);

  briefing.start("cpd", function () {
    const status = briefing.boxes.status(one("[data-cpd-saved]"));
    const radios = /** @type {HTMLInputElement[]} */ (every("[name=regulator]"));
    const key = briefing.home + "regulator";
    const load = () =>
      store.get("cpd", key).then(function (record) {
        radios.forEach((radio) => (radio.checked = radio.value === (record ? record.answer : "")));
        choose(record ? record.answer : "");
      });
    radios.forEach((radio) =>
      radio.addEventListener("change", function () {
        choose(radio.value);
        if (radio.value !== "none") fillIn();
        status.says(key, "writing");
        store.put("cpd", store.plain(key, radio.value)).then(
          () => status.says(key, "written"),
          () => status.says(key, "failed", "unsaved")
        );
      })
    );
    store.hear((news) => (!news.store || news.key === key) && load());
    load().catch(() => choose(""));
    every("[data-cpd]").forEach(function (spot) {
      const box = /** @type {HTMLInputElement} */ (one("input, textarea, select", spot));
      const printed = (value) =>
        box.type === "date"
          ? briefing.writtenDay(value)
          : box.tagName === "SELECT" && value
            ? /** @type {any} */ (box).selectedOptions[0].text
            : value;
      briefing.boxes.keep(box, {
        store: "cpd",
        name: spot.dataset.cpd,
        question: one("[data-question]", spot).dataset.question,
        status: status,
        copy: one(".copy", spot),
        printed: printed,
        offers: one("[data-offers]", spot),
        after: changed,
      });
    });
  });
})();
