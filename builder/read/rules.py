"""The rules that the model cannot live without. Each is found while reading; `builder.check` holds the others."""

from __future__ import annotations

from dataclasses import dataclass

from ..model.place import Place
from ..model.problems import Problem, Severity


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of the table: why it matters, what to do, a short example of wrong and right, where it comes from."""

    name: str
    severity: Severity
    explanation: str
    hint: str = ""
    bad: str = ""
    good: str = ""
    source: str = ""
    group: str = "reading"

    def at(self, place: Place, message: str, *, hint: str = "", passage: str = "") -> Problem:
        """A problem of this rule; `hint` replaces the rule's own where it can say more."""
        return Problem(self.name, self.severity, place, message, hint or self.hint, passage)


_E, _W = Severity.ERROR, Severity.WARNING

READING_RULES: tuple[Rule, ...] = (
    Rule("missing-file", _E, "A briefing cannot be read without its files.", "Create the file, or restore it."),
    Rule(
        "link-out",
        _E,
        "A link on disk may publish a file that nobody meant to publish.",
        "Put a copy of the file there.",
    ),
    Rule(
        "unreadable-file",
        _E,
        "A file that is no plain text, or is saved in an old way, may lose letters.",
        "Save it again in Notepad, with “UTF-8” chosen beside “Encoding”.",
    ),
    Rule("empty-file", _E, "An empty file would give readers an empty page.", "Write the text, or delete the file."),
    Rule(
        "unreadable-settings",
        _E,
        "A line of the settings that cannot be read may be published wrongly or not at all.",
        "Compare with a line that works. Text with a colon in it needs quotation marks.",
        bad="title: Child H: what we learned",
        good='title: "Child H: what we learned"',
        source="How the settings files are written",
    ),
    Rule(
        "cut-short",
        _W,
        "In the settings, what follows a blank and the sign # is a remark: it is not published.",
        "Put the text between straight quotation marks. A remark has two blanks before the # and one after it.",
        bad="source_review: Rapid review #4 of 2025",
        good='source_review: "Rapid review #4 of 2025"',
        source="How the settings files are written",
    ),
    Rule(
        "unknown-key",
        _E,
        "A misspelt setting would be ignored in silence.",
        bad="sumary: …",
        good="summary: …",
    ),
    Rule("missing-key", _E, "Readers need this to trust and to use a briefing.", "Add the line."),
    Rule(
        "wrong-value",
        _E,
        "A value of the wrong kind cannot be shown.",
        bad="published: soon",
        good="published: 2026-11-09",
    ),
    Rule(
        "section-name",
        _W,
        "A file's number orders it; without one it is left out.",
        "Rename the file, for example 03-the-incident.md.",
        bad="incident.md",
        good="03-the-incident.md",
    ),
    Rule(
        "trainers-heading",
        _E,
        "A heading that is only nearly “For trainers” would show trainers' notes to every reader.",
        "Write “For trainers” exactly (in Word as Heading 2, in a part's file as ## For trainers). "
        "If it is meant for readers, call it otherwise.",
        bad="## For trainer",
        good="## For trainers",
    ),
    Rule("duplicate-section", _E, "Two parts with one number have no order.", "Give each file its own number."),
    Rule(
        "missing-section",
        _E,
        "A gap in the numbers may be a lost part.",
        "Add the missing part, or renumber the files.",
    ),
    Rule(
        "no-sections", _E, "A briefing without parts is an empty page.", "Add 01-background.md, or run `briefing new`."
    ),
    Rule(
        "unknown-reference",
        _E,
        "A link to a finding or recommendation that does not exist leads nowhere.",
        "Name one that exists.",
        bad="1. Record meetings in one format. (F9)",
        good="1. Record meetings in one format. (F1)",
    ),
    Rule(
        "reflect-text",
        _W,
        "Only the list under “Reflect” becomes prompts.",
        "Move this text above the heading, or make it a prompt.",
    ),
    Rule(
        "duplicate-prompt",
        _E,
        "Two prompts with one id would share an answer.",
        "Reword one, or give it its own {#id}.",
    ),
    Rule("duplicate-briefing", _E, "Folder names that differ only in case collide on Windows.", "Rename one folder."),
    Rule(
        "briefing-name", _E, "The folder's name becomes part of an address.", "Use small letters, digits and hyphens."
    ),
    Rule("raw-html", _W, "Signs such as <b> are shown as they stand.", "Delete them; type **bold** or *italic*."),
    Rule(
        "unsafe-link",
        _W,
        "A link that could run a script is left as text.",
        "Use an address that begins with https://.",
    ),
    Rule("missing-image", _E, "A picture that is not there leaves a hole.", "Put the file in the briefing's folder."),
    Rule(
        "not-replaced",
        _E,
        "Readers would see a gap that nobody filled, such as REPLACE or [insert name], and worksheets go nowhere.",
        "Put your own words there: until then it is not built. The preview shows the pages.",
        bad="contact: REPLACE with an e-mail address",
        good="contact: learning@wrenford.example",
    ),
    Rule(
        "no-local-number",
        _E,
        "Every page tells readers who are worried about somebody now which number to call.",
        "Put the local number there: until then nothing is built. The preview shows the pages.",
        bad="number: REPLACE with the local number",
        good="number: 01632 960101",
    ),
    Rule(
        "reference-across",
        _E,
        "What is defined under “For trainers” stays there: a reader must not get it, and the other way round.",
        "Write the footnote, link or abbreviation in the section that refers to it.",
        bad="See the note.[^1] … ## For trainers … [^1]: What the trainer knows",
        good="See the note.[^1] … [^1]: What readers may know … ## For trainers",
    ),
    Rule(
        "not-a-number",
        _W,
        "Somebody may need to ring it tonight.",
        "Write the number in full, with its area code. Words beside it may stay.",
        bad="phone: 01632 960 xxx",
        good="phone: 01632 960 101 (out of hours 01632 960 102)",
    ),
    Rule(
        "missing-column",
        _E,
        "Worksheets need to name organisation and team.",
        "Name the columns in one row: organisation, section_team, team_manager, contact.",
    ),
    Rule("missing-contact", _W, "Worksheets and messages go out without it.", "Add the column, if you have it."),
    Rule("unknown-column", Severity.NOTE, "It may be a misspelt one.", "Rename it, or leave it as it is."),
    Rule("unreadable-row", _W, "A row with too many cells may be shifted.", "Compare it with the header."),
    Rule("odd-row", _W, "A row that is no team, or that you may not have meant.", "Look whether it is right so."),
    Rule(
        "second-list",
        Severity.NOTE,
        "What is changed in a list that is not read changes nothing.",
        "Keep one list of teams in the folder content.",
    ),
    Rule("odd-cell", _W, "A spreadsheet may have changed what was typed.", "Compare it with your list."),
    Rule("filled-down", Severity.NOTE, "Merged cells belong to several teams.", "Nothing to do, if it is right so."),
    Rule(
        "duplicate-team", _W, "Two teams with one name would get each other's worksheet.", "Give each team its own row."
    ),
    Rule(
        "translation",
        _W,
        "Answers, and the place that somebody has reached, are to belong to one question in both languages.",
        "Keep parts and questions in the original's order, or give a question the original's id: - … {#its-id}",
        bad="translation_of: child-q",
        good="translation_of: child-h",
    ),
    Rule("unknown-team", _E, "A briefing names a team that the list lacks.", "Use the id of a team on your list."),
    Rule(
        "unprintable-letters",
        Severity.NOTE,
        "Letters that no font of the theme has stand in words on paper. The site shows them with a reader's own.",
        "Nothing to do, if that is right; else write them in letters, or add a font (.ttf) to theme/fonts.",
    ),
    Rule(
        "colour-contrast",
        _E,
        "A colour that is too pale shuts out people with low sight, and everybody in the sun.",
        "Choose another tone.",
        bad='accent: "#ffcc00"',
        good='accent: "#7a5c00"',
        source="WCAG 2.2, 1.4.3",
    ),
    Rule(
        "logo-unusable",
        _E,
        "A logo stands on every page, sheet and slide. Only its shapes are taken from an SVG: no scripts, no links.",
        "Save it as a PNG or an SVG with its text turned into outlines, and put it into the folder content.",
        bad="logo: with a file that is not there",
        good="logo: with file: logo.svg and alt: what it says in words",
        source="How this project works",
    ),
    Rule(
        "logo-in-part",
        _W,
        "Only shapes are taken from an SVG: a name that is text would be missing on every page, sheet and slide.",
        "Have its text turned into outlines, or save it as a PNG.",
    ),
    Rule("no-teams", _W, "Without teams only the blank worksheet is made.", "Add a row for each team to your list."),
)

_BY_NAME = {rule.name: rule for rule in READING_RULES}


def rule(name: str) -> Rule:
    """The reading rule of that name. Raises KeyError for a name that is not in the table."""
    return _BY_NAME[name]
