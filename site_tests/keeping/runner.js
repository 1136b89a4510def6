/* Random sequences of faults against one page in two tabs (frames, each with what a tab keeps). `run(seed, length)` gives "" or what went wrong, with the story.
   The real storage is looked at from here, past the shim.

   promised: words that stood in a box when its frame was left, since a tab takes what it is given, or whose page said "saved"
             (or "kept in this tab") at the end.
   deleted:  words that had been typed when a deletion was said to have worked. */
"use strict";
const PAGE = "/child-h/02-safeguarding-concerns.html";
/* How many times as fast waits are: a slow engine on a busy machine needs its time. */
const fast = Number(new URLSearchParams(location.search).get("fast")) || 40;
window.faults = { fast: fast, kind: "", clock: 0, slow: 30, died: 0, opened: 0 };
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const frames = [];

function random(seed) {
  let a = seed >>> 0;
  return function () {
    a = (a + 0x6d2b79f5) >>> 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function loaded(frame, go) {
  return new Promise(function (done) {
    frame.onload = () => done();
    go();
  });
}

async function fresh() {
  while (frames.length) frames.pop().remove();
  Object.assign(faults, { kind: "", clock: 0 });
  await new Promise((done) => {
    const asked = indexedDB.deleteDatabase("briefings");
    asked.onsuccess = asked.onerror = asked.onblocked = () => done();
  });
  for (let n = 0; n < 2; n++) {
    const frame = document.createElement("iframe");
    frames.push(frame);
    await loaded(frame, () => { frame.src = PAGE; document.body.append(frame); });
  }
}

const doc = (n) => frames[n].contentDocument;
const boxes = (n) => Array.from(doc(n).querySelectorAll("[data-prompt] textarea"));
const line = (n, m) => doc(n).querySelectorAll("[data-saved]")[m];
const claims = (n, m) => /^(Saved|Kept in this tab)/.test(line(n, m).textContent);
const wordsIn = (text) => (text || "").match(/\bw\d+\b/g) || [];

/* Turns of 5 ms in which a page must say what it has to say: only what never comes takes them all. */
const PATIENCE = 12000;

async function settle() {
  for (let n = 0; n < PATIENCE; n++) {
    const open = [0, 1].some((f) => boxes(f).some((box, m) => box.value && !claims(f, m)));
    if (!open) return true;
    await sleep(5);
  }
  return false;
}

/** As a page asks: once more where a busy machine was silent. */
async function answered(ask) {
  for (let n = 0; n < 30; n++) {
    try {
      return await ask();
    } catch (error) {
      await sleep(20);
    }
  }
  return ask();
}

/** Waits until the other tab has heard what tab `f` said last: nobody deletes in one and types in another at once. Said
    more than once, since a channel that was just made may miss the first. */
async function heard(f) {
  const [mine, other] = [f, 1 - f].map((n) => new frames[n].contentWindow.BroadcastChannel("heard"));
  let done = false;
  other.onmessage = () => (done = true);
  for (let n = 0; n < PATIENCE && !done; n++) {
    if (n % 10 === 0) mine.postMessage(n);
    await sleep(5);
  }
  mine.close();
  other.close();
}

/** Every word that is stored anywhere, with the truth about the database. The tabs first: a word that moves is written in
    the browser before it is taken out of its tab, and so is seen in one of them. */
let dump = "";
async function stored() {
  const inTab = frames.flatMap((frame) => Array.from(frame.kept.values()));
  const found = new Set(inTab.flatMap(wordsIn));
  dump = JSON.stringify(inTab) + "\n";
  const db = await new Promise((done) => { const asked = indexedDB.open("briefings"); asked.onsuccess = () => done(asked.result); asked.onerror = () => done(null); });
  if (db) {
    for (const name of db.objectStoreNames) {
      const list = await new Promise((done) => { const asked = db.transaction(name).objectStore(name).getAll(); asked.onsuccess = () => done(asked.result); });
      if (list.length) dump += name + JSON.stringify(list) + "\n";
      wordsIn(JSON.stringify(list)).forEach((word) => found.add(word));
    }
    db.close();
  }
  return found;
}

const KINDS = ["refuses", "silent", "throws", "slow", "full", "hangs"];

async function run(seed, length) {
  const roll = random(seed);
  const pick = (list) => list[Math.floor(roll() * list.length)];
  const story = [];
  const promised = new Set();
  const deleted = new Set();
  const typed = new Set();
  const replaced = new Set(); // by the writer
  let count = 0;
  await fresh();

  const promises = (f, all) => boxes(f).forEach((box, m) => (all || claims(f, m)) && wordsIn(box.value).forEach((word) => promised.add(word)));

  const acts = {
    type() {
      const f = pick([0, 1]);
      const box = pick(boxes(f));
      const word = "w" + seed + String(count++).padStart(3, "0");
      typed.add(word);
      const anew = roll() < 0.2;
      if (anew) wordsIn(box.value).forEach((each) => replaced.add(each));
      box.value = anew ? word : box.value + " " + word;
      box.dispatchEvent(new frames[f].contentWindow.Event("input", { bubbles: true }));
      story.push("type " + word + " in frame " + f);
    },
    async reload() {
      const f = pick([0, 1]);
      promises(f, true);
      story.push("reload " + f);
      await loaded(frames[f], () => frames[f].contentWindow.location.reload());
    },
    fail() { faults.kind = pick(KINDS); story.push("storage " + faults.kind); },
    heal() { faults.kind = ""; story.push("storage well"); },
    die() { faults.died = faults.opened + 0.5; story.push("connections die"); },
    clock() { faults.clock = pick([0, 3600e3, -3600e3, 400 * 86400e3, -400 * 86400e3]); story.push("clock " + faults.clock); },
    translate() {
      const f = pick([0, 1]);
      doc(f).querySelectorAll("label, .copy:not([translate=no]), [data-offer-text]:not([translate=no])").forEach((each) => (each.textContent = "przetłumaczone " + each.textContent.replace(/\bw\d+/g, "słowo")));
      story.push("translate " + f);
    },
    async rest() { const ms = pick([5, 30, 120]); story.push("rest " + ms); await sleep(ms); },
    async forget() {
      const f = pick([0, 1]);
      const before = Array.from(typed);
      const w = frames[f].contentWindow;
      const said = await Promise.race([w.briefing.store.forget(w.briefing.home).then(() => "deleted", (error) => error.message), sleep(5 * PATIENCE).then(() => "silence")]);
      story.push("delete from " + f + ": " + said);
      await heard(f);
      // One that is still at work would take words that a page called saved meanwhile.
      if (said === "silence") throw new Error("a deletion that says neither yes nor no");
      // Nobody is owed what she wished to delete, where only a part of it could be.
      before.forEach((word) => promised.delete(word));
      if (said !== "deleted") return;
      before.forEach((word) => deleted.add(word));
      await sleep(15);
      const left = Array.from(await stored()).filter((word) => deleted.has(word));
      if (left.length) throw new Error("still there after deletion: " + left);
    },
  };
  const often = ["type", "type", "type", "type", "type", "rest", "rest", "reload", "fail", "fail", "heal", "die", "clock", "translate", "forget"];
  try {
    for (let n = 0; n < length; n++) { await acts[pick(often)](); if (window.debug) { await sleep(20); await stored(); story.push("      " + dump.replace(/"question":"[^"]*",|"part":"[^"]*",/g, "")); } }
    acts.heal();
    await sleep(20);
    for (const f of [0, 1]) frames[f].contentWindow.dispatchEvent(new frames[f].contentWindow.PageTransitionEvent("pageshow", { persisted: true }));
    if (!(await settle())) throw new Error("never saved after storage came back: " + [0, 1].map((f) => boxes(f).map((b, m) => line(f, m).textContent)).join(" | "));
    [0, 1].forEach((f) => promises(f, false));
    for (const f of [0, 1]) await loaded(frames[f], () => frames[f].contentWindow.location.reload());
    // Each page has asked for its records by now; the same question, asked last, is answered last.
    for (const f of [0, 1]) {
      const { store, home } = frames[f].contentWindow.briefing;
      for (const name of store.STORES) await answered(() => store.all(name, home));
    }
    await sleep(5);
    const found = await stored();
    const lost = Array.from(promised).filter((word) => !found.has(word) && !replaced.has(word));
    if (lost.length) throw new Error("lost: " + lost);
    const back = Array.from(found).filter((word) => deleted.has(word));
    if (back.length) throw new Error("came back after deletion: " + back);
    const shown = (f) => new Set(wordsIn(boxes(f).map((b) => b.value).join(" ") + doc(f).body.textContent));
    const missing = () => Array.from(promised).filter((word) => !replaced.has(word) && (!shown(0).has(word) || !shown(1).has(word)));
    // A busy machine opens the database late: the page then shows its words late.
    for (let n = 0; n < PATIENCE && missing().length; n++) await sleep(5);
    const unseen = missing();
    if (unseen.length) throw new Error("kept, and not shown in both: " + unseen + [0, 1].map((f) => "\n  " + f + ": " + boxes(f).map((b, m) => b.value + " (" + line(f, m).textContent + ")").join(" | ")));
  } catch (error) {
    return "seed " + seed + ": " + error.message + "\n  " + story.join("\n  ") + "\n" + dump;
  }
  return "";
}

/* A page of the crew runs what the one that hosts it asks for. */
window.addEventListener("message", async function (event) {
  const { seed, length } = event.data;
  if (!length) return;
  const found = await run(seed, length).catch((error) => "seed " + seed + ": " + error.message);
  event.source.postMessage({ seed: seed, found: found }, "*");
});

/* ms that one sequence may take on the busiest machine. */
const LONGEST = 280000;

const crew = Promise.all(
  document.body.dataset.crew.split(" ").filter(Boolean).map(async function (address) {
    const frame = document.createElement("iframe");
    await loaded(frame, () => { frame.src = address + location.search; document.body.append(frame); });
    return frame.contentWindow;
  })
);

/** `many` sequences from the one numbered `first` on, several at a time; gives what went wrong, or "". */
window.runAll = async function (first, many, length) {
  const wrong = [];
  let next = first;
  const answers = new Map();
  window.onmessage = (event) => answers.get(event.data.seed)(event.data.found);
  await Promise.all((await crew).map(async function (page) {
    while (next < first + many && wrong.length < 3) {
      const seed = next++;
      const answer = new Promise((done) => answers.set(seed, done));
      page.postMessage({ seed: seed, length: length }, "*");
      const found = await Promise.race([answer, sleep(LONGEST).then(() => "seed " + seed + ": has no end")]);
      if (!found) continue;
      wrong.push(found);
      if (found.endsWith("no end")) return; // whoever had it is still at it
    }
  }));
  return wrong.join("\n");
};
