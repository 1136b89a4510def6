// What pdf.js, Firefox's reader of PDFs, makes of a file: node hear_pdf.mjs IN, JSON on stdout:
// {pages: [{words, links, roles}], lang}. `words` are the page's pieces of text, `roles` its structure as
// [role, all text in it, lang, alternative], in reading order.
import fs from "node:fs";

// What pdf.js expects of newer versions of Node.js than the one on the machine.
Promise.withResolvers ??= function () {
  let resolve, reject;
  const promise = new Promise((yes, no) => { resolve = yes; reject = no; });
  return { promise, resolve, reject };
};
Promise.try ??= (work, ...rest) => new Promise((done) => done(work(...rest)));

const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
const data = new Uint8Array(fs.readFileSync(process.argv[2]));
const document = await getDocument({ data, useSystemFonts: false, verbosity: 0 }).promise;

/** The text of each marked passage by its id. */
function passages(items) {
  const found = new Map();
  const open = [];
  for (const item of items) {
    if (item.type === "beginMarkedContent" || item.type === "beginMarkedContentProps") open.push(item.id);
    else if (item.type === "endMarkedContent") open.pop();
    else for (const id of open) if (id) found.set(id, (found.get(id) || "") + item.str + (item.hasEOL ? " " : ""));
  }
  return found;
}

/** Everything in an element, in the order of the structure. */
const inside = (node, said) =>
  (node.children || []).map((kid) => (kid.type === "content" ? said.get(kid.id) || "" : kid.role ? inside(kid, said) : "")).join("");

function walk(node, said, out, lang) {
  const here = node.lang || lang;
  if (node.role && node.role !== "Root") out.push([node.role, inside(node, said).trim(), here || "", node.alt || ""]);
  for (const kid of node.children || []) if (kid.role) walk(kid, said, out, here);
  return out;
}

const pages = [];
for (let n = 1; n <= document.numPages; n++) {
  const page = await document.getPage(n);
  const text = await page.getTextContent({ includeMarkedContent: true });
  const tree = await page.getStructTree();
  const notes = await page.getAnnotations();
  pages.push({
    words: text.items.filter((item) => item.str !== undefined).map((item) => item.str),
    links: notes.filter((note) => note.subtype === "Link").map((note) => note.unsafeUrl || note.url || ""),
    roles: tree ? walk(tree, passages(text.items), [], "") : [],
  });
}
const { info } = await document.getMetadata();
process.stdout.write(JSON.stringify({ pages, lang: info.Language || "" }));
process.exit(0);
