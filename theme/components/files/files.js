// @ts-check
/* Files that leave the browser and come into it: a download, a print, a chosen file; and scripts that are loaded when they
   are wanted. What makes a Word file stands in word-file.js. */
(function () {
  "use strict";
  const briefing = window.briefing;
  briefing.files = /** @type {Briefing["files"]} */ ({});

  /** Hands a file to the reader. `content`: text or bytes. */
  briefing.files.download = function (name, content, type) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type: type }));
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  /** "Child H: notes" as a file name that every system takes. */
  briefing.files.name = (text, ending) =>
    (text
      .normalize("NFC")
      .replace(/[\u0000-\u001f\u007f-\u009f<>:"/\\|?*.]+/g, " ")
      .trim()
      .replace(/[\s-]+/g, "-")
      .match(/^.{0,80}/u)[0] || "file") + ending;

  // In a frame a browser may stop a download or a print without a word.
  const framed = window.parent !== window;
  briefing.files.downloaded = framed ? "downloaded-framed" : "downloaded";
  briefing.files.print = function () {
    window.print();
    return framed ? "printed-framed" : "";
  };

  /** UTF-16 says so in its first bytes; what is no UTF-8 was saved by an older program on Windows. */
  function decoded(bytes) {
    const [one, two] = bytes;
    if ((one === 0xff && two === 0xfe) || (one === 0xfe && two === 0xff))
      return new TextDecoder(one === 0xff ? "utf-16le" : "utf-16be").decode(bytes);
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    } catch (error) {
      return new TextDecoder("windows-1252").decode(bytes);
    }
  }

  briefing.files.read = (file) =>
    new Promise(function (done, fail) {
      const reader = new FileReader();
      reader.onload = () => done(decoded(new Uint8Array(/** @type {ArrayBuffer} */ (reader.result))));
      reader.onerror = () => fail(reader.error);
      reader.readAsArrayBuffer(file);
    });

  const asked = {}; // what was asked for already, by address

  briefing.files.late = function (address) {
    asked[address] =
      asked[address] ||
      new Promise(function (done, fail) {
        const script = document.createElement("script");
        script.src = address;
        script.onload = () => done(undefined);
        script.onerror = function () {
          delete asked[address]; // pressed again, it is asked for again
          script.remove();
          fail(new Error(address));
        };
        document.head.appendChild(script);
      });
    return asked[address];
  };
})();
