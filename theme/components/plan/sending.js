// @ts-check
/* The buttons that take the plan along. What makes a file (making.js) may not be here yet: a press is kept until it is,
   and nothing leaves that was not looked at. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { every, one } = briefing;
  const SLOW = 1000; // ms until it is said that a file is on its way
  const said = (name) => (one("[data-plan-said]").textContent = briefing.word(name));
  const pressed = new Set(); // what is being made

  briefing.plan.fileName = function (ending) {
    const team = briefing.plan.answers().find((each) => each.id === "section_team");
    return briefing.files.name(one("h1").textContent.trim() + (team ? " " + team.value : ""), ending);
  };

  /** What somebody wrote, for a second look; a team's own contact details are meant to be there. */
  const written = () =>
    briefing.plan
      .answers()
      .filter((each) => each.spot.type !== "date" && each.id !== "contact")
      .map((each) => ({ label: briefing.plan.label(each), text: each.spot.value, spot: each.spot }));
  const words = () =>
    written()
      .map((each) => each.text)
      .join("\n");

  /** Settled once a file can be made here. */
  const able = () => (briefing.plan.make ? Promise.resolve() : briefing.files.late(one("[data-maker]").dataset.maker));
  const ahead = () => able().catch(briefing.accept("a press asks again, and says what is wrong"));

  function make(name, button) {
    if (pressed.has(name)) return; // pressed again while it is on its way
    pressed.add(name);
    const looked = words();
    const slow = setTimeout(() => said("making"), SLOW);
    const parts = name === "word" ? button.dataset.template : "";
    able()
      .then(() => parts && briefing.wordFile.template("plan", parts))
      .then(
        () => (words() === looked ? briefing.plan.make[name](button) : ""), // changed meanwhile: looked at again
        () => (briefing.plan.make ? "no-word" : "no-file")
      )
      .catch(() => (name === "word" ? "no-word" : "unsaved"))
      .then(function (told) {
        clearTimeout(slow);
        pressed.delete(name);
        if (told) said(told);
        else button.click();
      });
  }

  briefing.start("plan return", function () {
    const watch = briefing.details.guard(written);
    const out = (name, act) =>
      every("[data-plan-out=" + name + "]").forEach((button) =>
        watch.guard(button, () => briefing.start(name, () => act(name, button)))
      );
    document.addEventListener("briefing:plan", watch.refresh);
    ["word", "json", "calendar"].forEach((name) => out(name, make));
    out("print", () => said(briefing.files.print()));
    // Who types will want a file, perhaps where there is no signal; who comes to a button wants one now.
    one("form").addEventListener("input", ahead, { once: true });
    every("[data-plan-out]").forEach((button) => button.addEventListener("focus", ahead, { once: true }));
  });
})();
