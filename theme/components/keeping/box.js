// @ts-check
/* One box and its record. Notes, CPD fields and the action plan all use it. A box is always in one state:

     written   what stands in it is what the store is known to hold
     typed     it says something newer; the store is asked at once
     writing   the store was asked and has not answered
     failed    the store did not take it: asked again, after longer and longer pauses and when the page comes to the front
     unfit     it shows something that has no value ("31 February", "about 12"): not kept, and said

     written ─input→ typed ─ask→ writing ─stored, same text→ written
                       ↑            ├──stored, newer text→ typed
                       │            └──refused→ failed ─pause, input, front→ typed
     any ─input without a value→ unfit ─input→ typed        any ─deleted→ written, empty

   Only "written" is ever called saved. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { store } = briefing;
  const SLOW = 2500; // ms after which a save counts as stuck
  const FIRST_PAUSE = 1000; // ms until a failed save is tried again; doubled each time
  const LONGEST_PAUSE = 30000;
  const sized = window.CSS && CSS.supports && CSS.supports("field-sizing", "content");

  function grow(box) {
    if (sized || box.tagName !== "TEXTAREA") return;
    box.style.height = "auto";
    box.style.height = box.scrollHeight + 4 + "px";
  }

  /** @returns {box is HTMLInputElement} */
  const isTick = (/** @type {Box} */ box) => box.type === "checkbox";
  const reason = (error) => (error && error.name === "QuotaExceededError" ? "full" : "unsaved");
  const noValue = (box) => Boolean(box.validity) && box.validity.badInput;
  const outOfRange = (box) => Boolean(box.validity) && (box.validity.rangeUnderflow || box.validity.rangeOverflow);
  /** @type {Status} */
  const silent = { says: () => 0, read: () => 0, slow: () => 0, show: () => 0, cleared: () => 0, found: () => 0 };

  briefing.boxes.keep = function (box, o) {
    const key = briefing.home + o.name;
    const text = box.tagName === "TEXTAREA" || box.type === "text";
    const status = o.status || silent;
    // Boxes print badly, and only what fits: a twin prints in their place. A tick prints as it is.
    const twin = isTick(box) ? null : o.copy;
    if (twin) box.classList.add("twinned");
    if (twin) twin.translate = false; // what somebody wrote is no text of the page
    const read = () => (isTick(box) ? (box.checked ? "yes" : "") : box.value);
    /** @type {BoxState} */
    let state = "written";
    let base = ""; // the revision that this box grew from
    let aside = ""; // the revision that waits beside, since the browser did not take it
    let newest = null; // the record as this page knows it
    let frame = 0;
    let pause = FIRST_PAUSE;
    let age = 0; // deletions: what was asked before one is no answer after it
    let retry = 0;

    function enter(next, kind) {
      // An error exists while it is true, and names the line that says it.
      if (status.line && (next === "unfit") !== (state === "unfit"))
        briefing.wrong(box, status.line.id, next === "unfit");
      state = next;
      clearTimeout(retry);
      status.says(box, next, kind);
    }

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

    function typed() {
      if (noValue(box)) return state === "writing" ? undefined : enter("unfit");
      if (state === "writing") return undefined; // looked at again when the store has answered
      enter("typed");
      return ask();
    }

    function ask() {
      enter("writing");
      const rev = store.rev();
      const asked = age;
      let answer = read();
      const late = setTimeout(() => status.slow(box), SLOW);
      store
        .change(o.store, key, function (before) {
          answer = read();
          return record(before, answer, rev);
        })
        .then(
          (now) => void (asked === age ? stored(now, answer, rev) : undo(now)),
          (error) => refused(error)
        )
        .then(() => clearTimeout(late));
    }

    function stored(now, answer, rev) {
      if (state !== "writing") return; // deleted meanwhile
      base = now ? rev : "";
      newest = now || null;
      pause = FIRST_PAUSE;
      if (aside) store.settle(o.store, key, aside);
      aside = "";
      offer(newest);
      if (noValue(box)) enter("unfit");
      else if (read() !== answer) {
        enter("typed");
        ask();
      } else enter("written", outOfRange(box) ? "range" : "");
    }

    /** It was on its way when somebody deleted it: it goes as well, and nothing that was written since. */
    const undo = (now) =>
      store
        .change(o.store, key, (there) => briefing.merging.without(there, now))
        .catch(briefing.accept("the page shows it again, and it can be deleted"));

    function refused(error) {
      if (state !== "writing") return;
      setAside(record(newest, read(), store.rev()));
      enter("failed", reason(error));
      retry = window.setTimeout(typed, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }

    function setAside(now) {
      if (!now) return;
      store.setAside(o.store, now, aside);
      aside = now.rev;
    }

    function load() {
      const asked = age;
      return store.get(o.store, key).then(
        function (found) {
          if (state !== "written" || asked !== age) return;
          status.read(box);
          pause = FIRST_PAUSE;
          newest = found || null;
          // A label is the same question in every wording and language; a prompt is not.
          const reworded = found && o.store === "notes" && found.question !== o.question;
          base = found && !reworded ? found.rev : "";
          const answer = found && !reworded ? found.answer : "";
          write(answer);
          if (answer) status.found();
          offer(
            found && reworded
              ? Object.assign({}, found, { earlier: [store.then(found)].concat(found.earlier || []) })
              : found
          );
        },
        function () {
          if (state !== "written") return;
          status.says(box, "failed", "unsaved");
          clearTimeout(retry);
          retry = window.setTimeout(load, pause);
          pause = Math.min(pause * 2, LONGEST_PAUSE);
        }
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

    function gone(news) {
      if (news.moved && state !== "written") return; // typed here since: it is written where words are kept now
      enter("written");
      age += 1;
      base = "";
      newest = null;
      write("");
      offer(null);
      status.cleared(news.moved ? "moved" : "");
    }

    box.addEventListener(isTick(box) || box.tagName === "SELECT" ? "change" : "input", function () {
      frame = frame || requestAnimationFrame(mirror);
      typed();
    });
    // Half a date says nothing while it is typed, and has no value when one leaves it.
    box.addEventListener("blur", () => noValue(box) && state !== "unfit" && typed());
    // Turning the wheel over a number would change and save it.
    if (box.type === "number") box.addEventListener("wheel", () => box.blur());
    window.addEventListener("pagehide", function () {
      const now = ["typed", "writing", "failed"].includes(state) ? record(newest, read(), store.rev()) : null;
      if (!now) return;
      setAside(now);
      store
        .late(o.store, now, base)
        .catch(briefing.accept("it was set aside, and goes in at the next visit of this tab"));
    });
    store.hear(function (news) {
      if (news.gone && key.startsWith(news.gone) && (!news.stores || news.stores.includes(o.store))) gone(news);
      else if (!news.gone && (!news.key || (news.key === key && news.store === o.store))) {
        if (state === "failed") typed();
        else load();
      }
    });
    // Typed before this script ran: newer than anything that is stored, which `record` keeps beside it.
    if (text && box.value !== /** @type {HTMLInputElement} */ (box).defaultValue) box.dispatchEvent(new Event("input"));
    const loaded = load();
    return { loaded: loaded, load: load, take: take, save: typed };
  };

  briefing.boxes.offer = function (spot, list, question, act) {
    spot.textContent = "";
    list
      .filter((one) => !one.left)
      .forEach(function (one) {
        const shown = briefing.copyOf("offer");
        const part = (name) => briefing.one("[data-offer-" + name + "]", shown);
        const reworded = Boolean(one.question) && one.question !== question;
        const why = briefing.word(reworded ? "offer-reworded" : "offer-tab");
        shown.setAttribute("aria-label", why);
        part("why").textContent = why;
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
