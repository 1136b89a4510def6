// Fills a PDF form with pdf.js, as Firefox does: node fill_pdf.mjs IN OUT, values by field name as JSON on stdin.
import fs from "node:fs";

// What pdf.js expects of newer versions of Node.js than the one on the machine.
Promise.withResolvers ??= function () {
  let resolve, reject;
  const promise = new Promise((yes, no) => { resolve = yes; reject = no; });
  return { promise, resolve, reject };
};
Promise.try ??= (work, ...rest) => new Promise((done) => done(work(...rest)));
ArrayBuffer.prototype.transferToFixedLength ??= function (length = this.byteLength) {
  const copy = new ArrayBuffer(length);
  new Uint8Array(copy).set(new Uint8Array(this, 0, Math.min(length, this.byteLength)));
  return copy;
};

const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
const [, , source, target] = process.argv;
const values = JSON.parse(fs.readFileSync(0, "utf8"));
const data = new Uint8Array(fs.readFileSync(source));
const document = await getDocument({ data, useSystemFonts: false, verbosity: 0 }).promise;
let fields = await document.getFieldObjects();
if (fields instanceof Map) fields = Object.fromEntries(fields);
for (const [name, value] of Object.entries(values)) {
  document.annotationStorage.setValue(fields[name][0].id, { value });
}
fs.writeFileSync(target, await document.saveDocument());
process.exit(0);
