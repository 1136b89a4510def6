// @ts-check
/* The agreement: what would leave the room, read aloud as sentences, one an action. `<home>agreed` keeps the very text that
   was agreed; what changes afterwards has to be agreed again. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { every, one } = briefing;
  const store = briefing.store;
  const word = (name, places) => briefing.word("s-" + name, places);
  const PIECES = {
    what: "will",
    who: "by-whom",
    when: "by-day",
    done: "known-done",
    worked: "known-worked",
    answers: "answers-to",
  };
  let agreed = "";

  const forAll = () =>
    briefing.plan.answers().filter((each) => /^(learning|relevant|sure|action)_|^(no_action|barriers)$/.test(each.id));
  const signature = () => JSON.stringify(forAll().map((each) => [each.id, each.value]));

  const tick = (each) => (each.id.startsWith("relevant_") ? one("[data-plan=" + each.id + "]").dataset : null);
  const valueOf = (each) => (tick(each) ? tick(each).saidWords : briefing.writtenDay(each.value));
  const labelOf = (each) =>
    each.row
      ? briefing.word("in-row", { row: each.row, label: each.label })
      : tick(each)
        ? tick(each).code
        : each.label;

  const made = function (tag, text, name) {
    const element = document.createElement(tag);
    element.textContent = text;
    element.className = name || "";
    element.dir = "auto";
    return element;
  };

  // As sentences -----------------------------------------------------------------------------------

  const unstopped = (text) => text.trim().replace(/[.\s]+$/, "");
  /** A piece of a sentence, with no stop before a stop: "Is it seen?." reads badly. */
  const piece = (name, value) =>
    word(name, { text: unstopped(briefing.writtenDay(value)) }).replace(/([?!…])\.$/, "$1");

  /** An action in one sentence after the other: what, who, by when, how it will be known. */
  function sentence(fields) {
    const known = Object.keys(PIECES).filter((name) => fields[name]);
    const rest = Object.keys(fields).filter((name) => !PIECES[name]);
    return known
      .map((name) => piece(PIECES[name], fields[name].value))
      .concat(rest.map((name) => fields[name].label + " " + fields[name].value))
      .join(" ");
  }

  /** The fields of each action by their names. */
  function actionsByRow(list) {
    const found = {};
    list.forEach(function (each) {
      if (each.row) (found[each.row] = found[each.row] || {})[each.id.replace(/^action_\d+_/, "")] = each;
    });
    return Object.keys(found).map((row) => found[row]);
  }

  const actions = (list) => actionsByRow(list).map(sentence);

  /** A recommendation with how sure the group is of it. */
  function recommendation(each, list) {
    const code = tick(each).code;
    const sure = list.find((other) => other.id === "sure_" + code.toLowerCase());
    return code + " " + valueOf(each) + (sure ? " " + word("sure-of", { text: sure.value }) : "");
  }

  function group(spot, title, items, tag) {
    if (!items.length) return;
    spot.appendChild(made("h3", title));
    const list = spot.appendChild(document.createElement(tag));
    items.forEach((text) => list.appendChild(made("li", text, "said-text")));
  }

  function read(spot, list) {
    spot.textContent = "";
    const of = (start) => list.filter((each) => each.id.startsWith(start));
    const ticked = of("relevant_");
    const alone = of("sure_").filter((each) => !ticked.some((one_) => one_.id.slice(9) === each.id.slice(5)));
    group(
      spot,
      word("points-agreed"),
      of("learning_").map((each) => each.value),
      "ul"
    );
    group(
      spot,
      word("recs-agreed"),
      ticked.map((each) => recommendation(each, list)).concat(alone.map((each) => each.label + " " + each.value)),
      "ul"
    );
    group(spot, word("actions-agreed"), actions(list), "ol");
    list
      .filter((each) => /^(no_action|barriers)$/.test(each.id))
      .forEach((each) => group(spot, each.label, [each.value], "ul"));
  }

  // Agreed -----------------------------------------------------------------------------------------

  function show() {
    const list = forAll();
    const good = list.length > 0 && agreed === signature();
    read(one("[data-agreed-text]"), list);
    one("[data-nothing]").hidden = list.length > 0;
    /** @type {HTMLButtonElement} */ (one("[data-agree]")).disabled = !list.length || good;
    one("[data-agreed-status]").textContent = good ? word("agreed") : agreed && list.length ? word("changed") : "";
    one("[data-outputs]").hidden = !good;
    one("[data-not-agreed]").hidden = good;
    showPrinted(good);
    if (briefing.session.at() === "agree") briefing.session.again();
  }

  function pair(list, label, value) {
    const row = list.appendChild(document.createElement("div"));
    row.appendChild(document.createElement("dt")).textContent = label;
    row.appendChild(made("dd", value));
  }

  /** What is printed is what was agreed, below the team's details: never the boxes. */
  function showPrinted(good) {
    const printed = one("[data-printed]");
    printed.textContent = "";
    if (!good) return;
    const list = briefing.plan.answers();
    const shared = forAll().map((each) => each.id);
    list
      .filter((each) => !shared.includes(each.id))
      .forEach((each) => pair(printed, each.label, briefing.writtenDay(each.value)));
    list.filter((each) => shared.includes(each.id)).forEach((each) => pair(printed, labelOf(each), valueOf(each)));
  }

  function agree() {
    const key = briefing.home + "agreed";
    const now = signature();
    const record = { key: key, question: "", answer: now, order: 0, time: Date.now(), rev: store.rev(), earlier: [] };
    return store
      .change("plan", key, () => record)
      .then(function () {
        agreed = now;
        show();
        one("[data-next]").focus();
      });
  }

  const load = () =>
    store.get("plan", briefing.home + "agreed").then(function (found) {
      agreed = found ? found.answer : "";
      show();
    });
  const quietly = () => load().catch(briefing.accept("what cannot be read is not shown"));

  briefing.start("agreement", function () {
    one("[data-agree]").addEventListener("click", agree);
    document.addEventListener("briefing:plan", show);
    document.addEventListener(
      "briefing:screen",
      (event) => /** @type {CustomEvent} */ (event).detail === "agree" && show()
    );
    store.hear((news) => (!news.key || news.store === "plan") && quietly());
    quietly();
  });
})();
