// @ts-check
/* A zip, and Word documents from parts that the build left beside the page. */
(function () {
  "use strict";
  const briefing = window.briefing;
  briefing.wordFile = /** @type {Briefing["wordFile"]} */ ({});
  const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const XML_REFUSES = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
  const RIGHT_TO_LEFT = /^[^A-Za-z]*[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

  // Zip, without compression ---------------------------------------------------------------------

  const TABLE = Array.from({ length: 256 }, function (_, n) {
    for (let bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
    return n >>> 0;
  });

  function checksum(bytes) {
    let sum = 0xffffffff;
    for (const byte of bytes) sum = (sum >>> 8) ^ TABLE[(sum ^ byte) & 255];
    return (sum ^ 0xffffffff) >>> 0;
  }

  /** Little-endian numbers: `[value, bytes]` each. */
  const numbers = (list) =>
    list.reduce(
      (out, [value, size]) => out.concat(Array.from({ length: size }, (_, n) => Math.floor(value / 256 ** n) & 255)),
      []
    );

  /** Parts `[name, bytes]` as one zip, in their order. */
  briefing.wordFile.zip = function (parts) {
    const pieces = [];
    const directory = [];
    const day = new Date();
    const when =
      (Math.max(day.getFullYear() - 1980, 0) << 25) |
      ((day.getMonth() + 1) << 21) |
      (day.getDate() << 16) |
      (day.getHours() << 11) |
      (day.getMinutes() << 5);
    let place = 0;
    for (const [name, bytes] of parts) {
      const title = new TextEncoder().encode(name);
      // Version 2.0, names in UTF-8, stored; then time, checksum, size twice, length of the name, no extra field.
      const facts = [
        [20, 2],
        [0x0800, 2],
        [0, 2],
        [when >>> 0, 4],
        [checksum(bytes), 4],
        [bytes.length, 4],
        [bytes.length, 4],
        [title.length, 2],
        [0, 2],
      ];
      const head = new Uint8Array(numbers([[0x04034b50, 4]].concat(facts)));
      directory.push(
        new Uint8Array(
          numbers(
            [
              [0x02014b50, 4],
              [20, 2],
            ].concat(facts, [
              [0, 2],
              [0, 2],
              [0, 2],
              [0, 4],
              [place, 4],
            ])
          )
        ),
        title
      );
      pieces.push(head, title, bytes);
      place += head.length + title.length + bytes.length;
    }
    const size = directory.reduce((sum, piece) => sum + piece.length, 0);
    const end = numbers([
      [0x06054b50, 4],
      [0, 2],
      [0, 2],
      [parts.length, 2],
      [parts.length, 2],
      [size, 4],
      [place, 4],
      [0, 2],
    ]);
    return new Blob(pieces.concat(directory, [new Uint8Array(end)]), { type: "application/zip" });
  };

  // Word ---------------------------------------------------------------------------------------

  /** The parts that the build left in a script beside the page, loaded when they are wanted. `{name: text}`. */
  briefing.wordFile.template = (name, address) =>
    (briefing.templates[name] ? Promise.resolve() : briefing.files.late(address)).then(function () {
      if (!briefing.templates[name]) throw new Error(address);
      return briefing.templates[name];
    });

  /** A part as a document; throws where it is not XML. */
  briefing.wordFile.parse = function (text) {
    const made = new DOMParser().parseFromString(text, "application/xml");
    if (made.getElementsByTagName("parsererror").length) throw new Error("not XML");
    return made;
  };

  const element = (owner, name, values) => {
    const made = owner.createElementNS(W, "w:" + name);
    Object.keys(values || {}).forEach((key) => made.setAttributeNS(W, "w:" + key, values[key]));
    return made;
  };

  /** Lines of a text: every sign that ends one counts, as in `builder/form/answers.py`; what XML refuses goes. */
  briefing.wordFile.lines = (text) =>
    text.split(/\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]/).map((line) => line.replace(XML_REFUSES, ""));

  /** A run of text, its line ends as breaks. */
  briefing.wordFile.run = function (owner, text) {
    const run = element(owner, "r");
    if (RIGHT_TO_LEFT.test(text)) run.appendChild(element(owner, "rPr")).appendChild(element(owner, "rtl"));
    briefing.wordFile.lines(text).forEach(function (line, n) {
      if (n) run.appendChild(element(owner, "br"));
      const words = run.appendChild(element(owner, "t"));
      words.setAttribute("xml:space", "preserve");
      words.textContent = line;
    });
    return run;
  };

  /** A paragraph in a style ("Heading1"), or in the normal one. */
  briefing.wordFile.paragraph = function (owner, text, style) {
    const paragraph = element(owner, "p");
    const about = paragraph.appendChild(element(owner, "pPr"));
    if (style) about.appendChild(element(owner, "pStyle", { val: style }));
    if (RIGHT_TO_LEFT.test(text)) about.appendChild(element(owner, "bidi"));
    paragraph.appendChild(briefing.wordFile.run(owner, text));
    return paragraph;
  };

  /** The finished Word file: the template's parts, some of them replaced. */
  briefing.wordFile.pack = function (parts, replaced) {
    const now = new Date().toISOString().replace(/\.\d+/, "");
    const text = (name) => (name in replaced ? replaced[name] : parts[name]);
    // The newest return of a team counts: say when this one was made.
    const dated = (name) =>
      name === "docProps/core.xml" ? text(name).replace(/(<dcterms:modified[^>]*>)[^<]*/, "$1" + now) : text(name);
    const list = Object.keys(parts).map(
      (name) => /** @type {[string, Uint8Array<ArrayBuffer>]} */ ([name, new TextEncoder().encode(dated(name))])
    );
    return briefing.wordFile.zip(list);
  };

  briefing.wordFile.TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

  /** `document.xml` as text with its declaration. */
  briefing.wordFile.text = (made) =>
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    new XMLSerializer().serializeToString(made.documentElement);
})();
