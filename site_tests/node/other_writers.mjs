// Worksheets as npm's libraries write them: node other_writers.mjs WRITER IN OUT, values by field name as JSON on stdin.
import fs from "node:fs";

const [, , writer, source, target] = process.argv;
const values = JSON.parse(fs.readFileSync(0, "utf8"));

async function pdfLib(flatten) {
  const { PDFDocument } = await import("pdf-lib");
  const document = await PDFDocument.load(fs.readFileSync(source));
  const form = document.getForm();
  for (const [name, value] of Object.entries(values)) {
    const field = form.getField(name);
    if (field.constructor.name === "PDFCheckBox") field.check();
    else field.setText(value);
  }
  if (flatten) form.flatten();
  fs.writeFileSync(target, await document.save());
}

async function docx() {
  const { Document, Packer, Paragraph, Table, TableRow, TableCell } = await import("docx");
  const cell = (text) => new TableCell({ children: [new Paragraph(text)] });
  const rows = Object.entries(values).map(([name, value]) => new TableRow({ children: [cell(name), cell(value)] }));
  const document = new Document({ sections: [{ children: [new Paragraph("Our plan"), new Table({ rows })] }] });
  fs.writeFileSync(target, await Packer.toBuffer(document));
}

await { "pdf-lib": () => pdfLib(false), "pdf-lib flattened": () => pdfLib(true), docx }[writer]();
