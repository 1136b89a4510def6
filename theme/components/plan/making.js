// @ts-check
/* What a team takes from the plan: the completed Word file, the return file, due dates for a calendar. Loaded when one of
   them is wanted: neither reading the plan nor typing needs it. Each gives the word to be said. */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { every, one } = briefing;
  const store = briefing.store;
  if (!briefing.plan) return; // My notes wants the Word file's maker alone, which stands in the same joined script
  const W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
  const W14 = "http://schemas.microsoft.com/office/word/2010/wordml";
  const W15 = "http://schemas.microsoft.com/office/word/2012/wordml";
  const answersById = () =>
    briefing.plan.answers().reduce((all, each) => Object.assign(all, { [each.id]: each.value }), {});
  const taken = () => document.dispatchEvent(new CustomEvent("briefing:downloaded"));

  // The return file ------------------------------------------------------------------------------

  function asReturn() {
    const { text: reference, from } = briefing.plan.reference();
    const recommendations = {};
    every("[data-code]").forEach((spot) => (recommendations[spot.dataset.code] = spot.dataset.saidWords));
    return {
      ...(from ? { typed_from: from } : {}),
      format: "briefing-return",
      form: Number(one("[data-form]").dataset.form.split("-").pop()),
      reference: reference,
      kind: "plan",
      recommendations: recommendations,
      answers: answersById(),
      saved: new Date().toISOString(),
    };
  }

  function asFile() {
    briefing.files.download(briefing.plan.fileName(".json"), JSON.stringify(asReturn(), null, 1), "application/json");
    taken();
    return Promise.resolve(briefing.files.downloaded);
  }

  // Word: builder/adapters/word/controls.py says how controls are filled ---------------------------

  const children = (node, space, name) =>
    node ? Array.from(node.childNodes).filter((child) => child.localName === name && child.namespaceURI === space) : [];
  const child = (node, space, name) => children(node, space, name)[0];
  const about = (control) => child(control, W, "sdtPr");
  const inside = (control) => child(control, W, "sdtContent");
  const tagOf = function (control) {
    const tag = child(about(control), W, "tag");
    return tag ? tag.getAttributeNS(W, "val") : "";
  };
  const controls = (root) => Array.from(root.getElementsByTagNameNS(W, "sdt"));

  /** As many rows as the plan has: copies of the last empty one, with numbers of their own. */
  function addRows(made, wanted) {
    const section = made.getElementsByTagNameNS(W15, "repeatingSection")[0];
    if (!section) return;
    const holder = inside(section.parentNode.parentNode);
    const items = children(holder, W, "sdt");
    let id = Math.max(
      ...Array.from(made.getElementsByTagNameNS(W, "id")).map((each) => Number(each.getAttributeNS(W, "val")) || 0)
    );
    for (let row = items.length + 1; row <= wanted; row++) {
      const copy = items[items.length - 1].cloneNode(true);
      [copy].concat(controls(copy)).forEach(function (control) {
        Array.from(about(control).childNodes).forEach(function (each) {
          const value = each.getAttributeNS ? each.getAttributeNS(W, "val") || "" : "";
          if (each.localName === "id") each.setAttributeNS(W, "w:val", String(++id));
          if (each.localName === "tag")
            each.setAttributeNS(W, "w:val", value.replace(/^action_\d+_/, "action_" + row + "_"));
          if (each.localName === "alias") each.setAttributeNS(W, "w:val", value.replace(/\d+/, String(row)));
        });
      });
      holder.appendChild(copy);
    }
  }

  /** A day as people write it: in words in English, in figures elsewhere, where a reader could not know the month's name. */
  function dayForWord(value) {
    const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
    if (!found || document.documentElement.lang.startsWith("en")) return briefing.writtenDay(value);
    return Number(found[3]) + "/" + Number(found[2]) + "/" + found[1];
  }

  function fillControl(control, value) {
    const properties = about(control);
    const content = inside(control);
    const box = child(properties, W14, "checkbox");
    if (box) {
      child(box, W14, "checked").setAttributeNS(W14, "w14:val", value === "yes" ? "1" : "0");
      content.getElementsByTagNameNS(W, "t")[0].textContent = value === "yes" ? "\u2611" : "\u2610";
      return;
    }
    const first = child(content, W, "p");
    const say = function (place, text) {
      children(place, W, "r").forEach((run) => run.remove());
      place.appendChild(briefing.wordFile.run(control.ownerDocument, text));
    };
    if (!first) say(content, dayForWord(value));
    else {
      // A paragraph of the control's own kind for each line.
      briefing.wordFile
        .lines(dayForWord(value))
        .forEach((line) => say(content.appendChild(first.cloneNode(true)), line));
      first.remove();
    }
    children(properties, W, "showingPlcHdr").forEach((each) => each.remove());
    const picker = child(properties, W, "date");
    if (picker && /^\d{4}-\d\d-\d\d$/.test(value)) picker.setAttributeNS(W, "w:fullDate", value + "T00:00:00Z");
  }

  /** The file's own properties with one more; Word numbers them from 2. */
  function withProperty(properties, name, value) {
    const number = properties.split("<property ").length + 1;
    const made =
      '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="' +
      number +
      '" name="' +
      name +
      '"><vt:lpwstr>' +
      value +
      "</vt:lpwstr></property>";
    return properties.replace("</Properties>", made + "</Properties>");
  }

  function filled(parts) {
    const blank = one("[data-reference]").dataset.reference;
    const { text: reference, from } = briefing.plan.reference();
    const replaced = {};
    // The reference stands in the headers, the footers and the properties as well: it has no letter that XML escapes.
    Object.keys(parts).forEach((name) => (replaced[name] = parts[name].split(blank).join(reference)));
    if (from) replaced["docProps/custom.xml"] = withProperty(replaced["docProps/custom.xml"], "TypedFrom", from);
    const made = briefing.wordFile.parse(replaced["word/document.xml"]);
    const answers = answersById();
    const rows = Math.max(0, ...briefing.plan.answers().map((each) => each.row));
    addRows(made, rows);
    controls(made).forEach(function (control) {
      const value = answers[tagOf(control)];
      if (value) fillControl(control, value);
    });
    replaced["word/document.xml"] = briefing.wordFile.text(made);
    return briefing.wordFile.pack(parts, replaced);
  }

  function asWord(button) {
    return briefing.wordFile.template("plan", button.dataset.template).then(function (parts) {
      briefing.files.download(briefing.plan.fileName(".docx"), filled(parts), briefing.wordFile.TYPE);
      taken();
      return briefing.files.downloaded;
    });
  }

  // Calendar: RFC 5545 -----------------------------------------------------------------------------

  const escaped = (text) =>
    text
      .replace(/[\\;,]/g, "\\$&")
      .replace(/\r\n|\r|\n/g, "\\n")
      .replace(/[\u0000-\u001f\u007f]/g, "");

  /** Lines of at most 75 octets, the rest after a space; never inside a letter. */
  function folded(line) {
    const out = [];
    let now = "";
    let size = 0;
    for (const letter of line) {
      const bytes = new TextEncoder().encode(letter).length;
      if (size + bytes > 75) {
        out.push(now);
        now = " ";
        size = 1;
      }
      now += letter;
      size += bytes;
    }
    return out.concat(now).join("\r\n");
  }

  /** One number for this plan on this device, so that a calendar knows its events again. */
  function planId() {
    const key = briefing.home + "id";
    const made = {
      key: key,
      question: "",
      answer: Math.random().toString(36).slice(2, 12),
      time: Date.now(),
      rev: "",
      earlier: [],
    };
    return store.change("plan", key, (before) => before || made).then((record) => record.answer);
  }

  const dayAfter = (iso) => new Date(Date.parse(iso + "T00:00:00Z") + 86400000).toISOString().slice(0, 10);

  function events(id) {
    const rows = {};
    briefing.plan
      .answers()
      .forEach(
        (each) => each.row && ((rows[each.row] = rows[each.row] || { place: each.place })[each.id.split("_")[2]] = each)
      );
    const stamp = new Date().toISOString().replace(/[-:]|\.\d+/g, "");
    return Object.keys(rows)
      .map((row) => rows[row])
      .filter((row) => row.when && /^\d{4}-\d\d-\d\d$/.test(row.when.value))
      .map(function (row) {
        const about = ["who", "done", "worked"]
          .filter((name) => row[name])
          .map((name) => row[name].label + " " + row[name].value);
        return [
          "BEGIN:VEVENT",
          "UID:" + id + "-" + row.place + "@" + document.body.dataset.partnership + ".briefings",
          "DTSTAMP:" + stamp,
          "SEQUENCE:" + Math.floor(Date.now() / 60000),
          "DTSTART;VALUE=DATE:" + row.when.value.replace(/-/g, ""),
          "DTEND;VALUE=DATE:" + dayAfter(row.when.value).replace(/-/g, ""),
          "SUMMARY:" + escaped(row.what ? row.what.value : one("h1").textContent.trim()),
          "DESCRIPTION:" + escaped([one("h1").textContent.trim()].concat(about).join("\n")),
          "TRANSP:TRANSPARENT",
          "END:VEVENT",
        ];
      });
  }

  function asCalendar() {
    return planId().then(function (id) {
      const list = events(id);
      if (!list.length) return "no-dates";
      const lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Seven-minute briefings//Action plan//EN"].concat(
        ...list,
        ["END:VCALENDAR"]
      );
      briefing.files.download(briefing.plan.fileName(".ics"), lines.map(folded).join("\r\n") + "\r\n", "text/calendar");
      return briefing.files.downloaded;
    });
  }

  briefing.plan.make = { word: asWord, json: asFile, calendar: asCalendar };
})();
