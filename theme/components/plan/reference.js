// @ts-check
/* The reference of a return, taken apart: the page's own as data, another's read from a text as the builder reads it
   (`Reference.parse` in form/reference.py; `site_tests/references.yml` holds both to the same cases). */
(function () {
  "use strict";
  const briefing = window.briefing;
  const { one } = briefing;
  const SLUG = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?";
  const REFERENCE = new RegExp(
    "(?:^|[^\\w/-])((" +
      SLUG +
      ")/(" +
      SLUG +
      ")/([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)/(" +
      SLUG +
      "|-)/(plan|after2|after6|after12)-([0-9]{1,4}))(?![\\w/-])",
    "i"
  );

  /** The reference that stands in a text, whole and apart from other words; null where there is none. */
  function parse(text) {
    const found = REFERENCE.exec(text.slice(0, 400).normalize("NFKC"));
    if (!found) return null;
    const [, whole, partnership, name, version, team, kind, form] = found;
    return {
      partnership: partnership.toLowerCase(),
      briefing: name.toLowerCase(),
      version: whole === whole.toUpperCase() ? version.toLowerCase() : version,
      team: team === "-" ? "" : team.toLowerCase(),
      kind: kind.toLowerCase(),
      form: Number(form),
    };
  }

  /** A reference as it is printed. */
  const text = (parts) =>
    [parts.partnership, parts.briefing, parts.version, parts.team || "-", parts.kind + "-" + parts.form].join("/");

  /** The page's own reference. */
  function own() {
    const form = one("[data-reference]").dataset;
    return form.parts ? JSON.parse(form.parts) : parse(form.reference);
  }

  briefing.reference = { own: own, parse: parse, text: text };
})();
