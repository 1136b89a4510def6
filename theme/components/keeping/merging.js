// @ts-check
/* What becomes of two records of one key: the newest counts, and words of the other stay beside it as an earlier answer.
   A closing page can ask nothing, so it writes its words late, beside the record: under the key, a mark and its revision,
   with `grew`, the revision that they grew from. Whoever reads next finds them folded in. */
(function () {
  "use strict";
  const EARLIER_KEPT = 20;
  const AHEAD = 60000; // ms that a clock may be ahead before a time says nothing
  const LATE = "\u0001";

  const same = (a, b) => a.answer === b.answer && a.question === b.question;

  function distinct(list, answer) {
    return list
      .filter(
        (one, n) => one.answer && !answer.startsWith(one.answer) && list.findIndex((other) => same(one, other)) === n
      )
      .filter(
        (one) =>
          !list.some(
            (other) => other !== one && other.answer.length > one.answer.length && other.answer.startsWith(one.answer)
          )
      )
      .slice(-EARLIER_KEPT);
  }

  const then = (record) =>
    Object.assign(
      { question: record.question, answer: record.answer, time: record.time },
      record.left ? { left: true } : {}
    );

  /** When it was written; a time in the future was told by a wrong clock and counts as the oldest. */
  const when = (record) => (record.time <= Date.now() + AHEAD ? record.time : 0);

  function merge(a, b) {
    if (!a || !b) return a || b;
    const newest = when(b) > when(a) || (when(b) === when(a) && !a.answer) ? b : a;
    const other = newest === a ? b : a;
    const list = (a.earlier || []).concat(b.earlier || []);
    if (newest.text && other.answer !== newest.answer) list.push(then(other));
    return Object.assign({}, newest, { earlier: distinct(list, newest.answer) });
  }

  const late = (record, base) => Object.assign({}, record, { key: record.key + LATE + record.rev, grew: base });

  function fold(list) {
    const whole = new Map();
    list.forEach(function (one) {
      const [key, isLate] = one.key.split(LATE);
      const there = whole.get(key);
      const plain = isLate ? Object.assign({}, one, { key: key, grew: undefined }) : one;
      whole.set(key, there && there.rev !== one.grew ? merge(there, plain) : plain);
    });
    return Array.from(whole.values());
  }

  /** What is left of a record without the words of `gone`, which came in after somebody deleted them; null for nothing. */
  function without(there, gone) {
    if (!there || !gone) return undefined;
    const words = [gone].concat(gone.earlier || []).map((one) => one.answer);
    const rest = (there.earlier || []).filter((one) => !words.includes(one.answer));
    if (there.rev !== gone.rev) return Object.assign({}, there, { earlier: rest });
    return rest.length ? Object.assign({}, there, rest[rest.length - 1], { earlier: rest.slice(0, -1) }) : null;
  }

  window.briefing.merging = { distinct: distinct, then: then, merge: merge, late: late, fold: fold, without: without };
})();
