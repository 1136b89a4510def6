// @ts-check
/* One box and its record: loads, saves at every input, says whether it is saved, prints, grows, offers what another
   tab or an earlier wording left. Notes, CPD fields and the action plan all use it. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const store = briefing.store;
  briefing.boxes = /** @type {Briefing["boxes"]} */ ({});
  const PAUSE = 900; // ms without a key before the status speaks
  const SLOW = 2500; // ms after which a save counts as stuck
  const sized = window.CSS && CSS.supports && CSS.supports("field-sizing", "content");

  const clock = () => new Date().toTimeString().slice(0, 5);

  /** One status line, perhaps of many boxes: good news only when all are saved, and after a pause; bad news at once. */
  briefing.boxes.status = function (line) {
    let timer = 0;
    const writing = new Set();
    const unsaved = new Set();
    function show(kind) {
      clearTimeout(timer);
      const mode = store.mode();
      const name = kind === "saved" ? "saved-" + mode : kind;
      line.textContent = briefing.word(name, { time: clock() });
      line.classList.toggle("tab", kind === "saved" && mode !== "browser");
      line.classList.toggle("warn", kind !== "saved" && kind !== "");
    }
    return {
      show: show,
      cleared: function (kind) {
        unsaved.clear();
        show(kind);
      },
      begun: function (box) {
        writing.add(box);
        clearTimeout(timer);
      },
      failed: function (box, kind) {
        writing.delete(box);
        unsaved.add(box);
        show(kind);
      },
      saved: function (box) {
        writing.delete(box);
        unsaved.delete(box);
        if (writing.size || unsaved.size) return;
        if (line.classList.contains("warn")) return show("saved");
        clearTimeout(timer);
        timer = setTimeout(() => show("saved"), PAUSE);
      },
      /** Words that were already there when the page opened. */
      found: () => (line.textContent = briefing.word("kept-" + store.mode())),
    };
  };

  function grow(box) {
    if (sized || box.tagName !== "TEXTAREA") return;
    box.style.height = "auto";
    box.style.height = box.scrollHeight + 4 + "px";
  }

  /** @returns {box is HTMLInputElement} */
  const isTick = (/** @type {Box} */ box) => box.type === "checkbox";
  const reason = (error) => (error && error.name === "QuotaExceededError" ? "full" : "unsaved");

  /**
   * Binds a box. `o`: store, name (end of the key), question; perhaps part, order, status (of `briefing.boxes.status`),
   * copy (print twin), printed (value to its printed words), offers (element for other answers), after (called when
   * the value changed). Returns `{set, load}`.
   */
  briefing.boxes.keep = function (box, o) {
    const key = briefing.home + o.name;
    const text = box.tagName === "TEXTAREA" || box.type === "text";
    // Boxes print badly, and only what fits: a twin prints in their place. A tick prints as it is.
    const twin = isTick(box) ? null : o.copy;
    if (twin) box.classList.add("twinned");
    const read = () => (isTick(box) ? (box.checked ? "yes" : "") : box.value);
    let base = "";
    let dirty = false;
    let writing = false;
    let frame = 0;
    let newest = null; // the record as this page knows it

    function write(answer) {
      if (isTick(box)) box.checked = answer === "yes";
      else if (box.value !== answer) box.value = answer;
      mirror();
    }

    function mirror() {
      frame = 0;
      grow(box);
      if (twin) twin.textContent = o.printed ? o.printed(read()) : read();
      if (o.after) o.after(read());
    }

    function record(before, answer, rev) {
      const earlier = before ? (before.earlier || []).slice() : [];
      if (text && before && before.rev !== base) earlier.push(store.then(before));
      const kept = store.distinct(earlier, answer);
      if (!answer && !kept.length) return null;
      return {
        key: key,
        question: o.question,
        answer: answer,
        time: Date.now(),
        rev: rev,
        earlier: kept,
        part: o.part || "",
        order: o.order || 0,
        text: text,
      };
    }

    function save() {
      if (writing) return;
      writing = true;
      dirty = false;
      const rev = store.rev();
      const late = setTimeout(() => o.status && o.status.show("slow"), SLOW);
      if (o.status) o.status.begun(box);
      store
        .change(o.store, key, (before) => record(before, read(), rev))
        .then(
          function (now) {
            base = now ? rev : "";
            newest = now;
            if (o.status) o.status.saved(box);
            offer(now);
          },
          function (error) {
            dirty = true;
            if (o.status) o.status.failed(box, reason(error));
          }
        )
        .then(function () {
          clearTimeout(late);
          writing = false;
          if (dirty && read() !== asked) save();
        });
      const asked = read();
    }

    function load() {
      return store.get(o.store, key).then(
        function (found) {
          if (dirty || writing) return;
          newest = found || null;
          // A label is the same question in every wording and language; a prompt is not.
          const reworded = found && o.store === "notes" && found.question !== o.question;
          base = found && !reworded ? found.rev : "";
          const answer = found && !reworded ? found.answer : "";
          // A box that could not be saved keeps its words: the page is the only place that has them.
          write(answer);
          if (answer && o.status) o.status.found();
          offer(
            found && reworded
              ? Object.assign({}, found, { earlier: [store.then(found)].concat(found.earlier || []) })
              : found
          );
        },
        () => o.status && o.status.show("unsaved")
      );
    }

    function offer(found) {
      if (o.offers)
        briefing.boxes.offer(o.offers, (found && found.earlier) || [], o.question, { take: take, leave: leave });
    }

    /** Puts an earlier answer into the box; what stood there takes its place among the earlier ones. */
    function take(one) {
      const rev = store.rev();
      const turn = function (before) {
        const list = before ? (before.earlier || []).concat([store.then(before)]) : [];
        const rest = list.filter((other) => other.answer !== one.answer);
        return Object.assign({ part: o.part || "", order: o.order || 0, text: true }, before, {
          key: key,
          question: o.question,
          answer: one.answer,
          time: Date.now(),
          rev: rev,
          earlier: store.distinct(rest, one.answer),
        });
      };
      return store
        .change(o.store, key, turn)
        .then(load)
        .then(() => box.focus());
    }

    const leave = (one) =>
      store
        .change(o.store, key, function (before) {
          const hide = (other) => (other.answer === one.answer ? Object.assign({}, other, { left: true }) : other);
          if (!before) return undefined;
          const whole = before.question === one.question && before.question !== o.question;
          return Object.assign({}, whole ? hide(before) : before, { earlier: (before.earlier || []).map(hide) });
        })
        .then(() => box.focus());

    box.addEventListener(isTick(box) || box.tagName === "SELECT" ? "change" : "input", function () {
      dirty = true;
      frame = frame || requestAnimationFrame(mirror);
      save();
    });
    window.addEventListener("pagehide", function () {
      const now = dirty || writing ? record(newest, read(), store.rev()) : null;
      if (now)
        store.put(o.store, now).catch(briefing.accept("the page is closing: what could not be written stays unsaid"));
    });
    store.hear(function (news) {
      if (news.gone && key.startsWith(news.gone) && (!news.stores || news.stores.includes(o.store))) {
        if (news.moved && dirty) return;
        dirty = false;
        base = "";
        write("");
        offer(null);
        if (o.status) o.status.cleared(news.moved ? "moved" : "");
      } else if (!news.gone && (!news.key || (news.key === key && news.store === o.store))) load();
    });
    // Typed before this script ran: newer than anything that is stored, which `record` keeps beside it.
    if (text && box.value !== /** @type {HTMLInputElement} */ (box).defaultValue) box.dispatchEvent(new Event("input"));
    const loaded = load();
    return { loaded: loaded, load: load, take: take };
  };

  /** Shows earlier answers below a box, each with what can be done with it. */
  briefing.boxes.offer = function (spot, list, question, act) {
    spot.textContent = "";
    const model = /** @type {HTMLTemplateElement} */ (document.getElementById("offer"));
    list
      .filter((one) => !one.left)
      .forEach(function (one) {
        const shown = /** @type {HTMLElement} */ (model.content.firstElementChild.cloneNode(true));
        const part = (name) => /** @type {HTMLElement} */ (shown.querySelector("[data-offer-" + name + "]"));
        const reworded = Boolean(one.question) && one.question !== question;
        shown.setAttribute("aria-label", briefing.word(reworded ? "offer-reworded" : "offer-tab"));
        part("why").textContent = briefing.word(reworded ? "offer-reworded" : "offer-tab");
        part("question").textContent = reworded ? one.question : "";
        part("question").hidden = !reworded;
        part("text").textContent = one.answer;
        part("take").addEventListener("click", () => act.take(one));
        part("leave").addEventListener("click", function () {
          shown.remove();
          act.leave(one);
        });
        spot.appendChild(shown);
      });
  };
})();
