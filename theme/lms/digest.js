// @ts-check
/* SHA-256, so that keys on a device tell learners apart without holding who they are. Not crypto.subtle: many
   learning systems inside an organisation answer over plain http, where browsers leave it out. */
(function () {
  "use strict";
  const launch = (window.launch = window.launch || {});
  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every((p) => n % p)) primes.push(n);
  const fraction = (x) => ((x - Math.floor(x)) * 0x100000000) | 0;
  const FIRST = primes.slice(0, 8).map((p) => fraction(Math.sqrt(p)));
  const ROUND = primes.map((p) => fraction(Math.cbrt(p)));
  const turn = (x, n) => (x >>> n) | (x << (32 - n));

  /** The bytes of a text as 32-bit words, filled up as FIPS 180-4 says. */
  function padded(text) {
    const bytes = new TextEncoder().encode(text);
    const words = new Array(((bytes.length + 8) >> 6) * 16 + 16).fill(0);
    bytes.forEach((byte, n) => (words[n >> 2] |= byte << (24 - (n % 4) * 8)));
    words[bytes.length >> 2] |= 0x80 << (24 - (bytes.length % 4) * 8);
    words[words.length - 1] = bytes.length * 8;
    return words;
  }

  function block(state, part) {
    const w = part.slice();
    for (let n = 16; n < 64; n++) {
      const a = w[n - 15];
      const b = w[n - 2];
      w[n] =
        (w[n - 16] + (turn(a, 7) ^ turn(a, 18) ^ (a >>> 3)) + w[n - 7] + (turn(b, 17) ^ turn(b, 19) ^ (b >>> 10))) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let n = 0; n < 64; n++) {
      const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUND[n] + w[n]) | 0;
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    return [a, b, c, d, e, f, g, h].map((x, n) => (x + state[n]) | 0);
  }

  /** The SHA-256 of a text, 64 hexadecimal digits. */
  launch.sha256 = function (text) {
    const words = padded(text);
    let state = FIRST;
    for (let n = 0; n < words.length; n += 16) state = block(state, words.slice(n, n + 16));
    return state.map((x) => (x >>> 0).toString(16).padStart(8, "0")).join("");
  };
})();
