// @ts-check
/* A word of the glossary opens its meaning where it stands, by a tap or with the keyboard; without scripts it stands at the end. */
(function () {
  "use strict";
  const briefing = window.briefing;

  briefing.component("glossary", ".text abbr[title]", function (word) {
    const meaning = document.createElement("span");
    meaning.className = "meaning";
    word.tabIndex = 0;
    word.setAttribute("role", "button");
    word.setAttribute("aria-label", word.textContent.trim()); // else some say the meaning in place of the word
    word.setAttribute("aria-expanded", "false");
    word.after(meaning);
    function turn() {
      const open = word.getAttribute("aria-expanded") !== "true";
      word.setAttribute("aria-expanded", String(open));
      meaning.textContent = open ? " (" + word.title + ")" : "";
      if (open) briefing.say(word.title);
    }
    word.addEventListener("click", turn);
    word.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      turn();
    });
  });
})();
