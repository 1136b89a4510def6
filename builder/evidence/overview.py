"""Writes the overview: an HTML page that stands alone, CSV files and a calendar; or the form without names.

The page carries its style and fonts, has no script and, by its policy, can ask no other computer for anything.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from ..model.partnership import Partnership
from ..model.theme import Theme
from ..render.compiled import Compiled
from ..returns.collected import Collected, FileResult
from ..returns.matching.match import names
from .calendar import as_calendar
from .chapters import Chapter, Report
from .phrases import Phrases
from .privacy.anonymous import anonymous_tables, make_anonymous
from .privacy.particulars import known_places, marked, particulars
from .report import make_report
from .tables import all_tables, entries

BESIDE = ("replies.csv", "recommendations.csv", "actions.csv", "follow-up.csv", "words.csv", "files.csv", "actions.ics")
"""What lies beside the page."""

MOST = 300
"""So many rows of a list stand on the page; a longer one goes on in the table beside it."""

_FACES = (
    *(("Briefing Serif", "serif-welsh.woff2", "400"), ("Briefing Sans", "sans-welsh.woff2", "400 600")),
    *(("Briefing Serif", "serif-accented.woff2", "400"), ("Briefing Sans", "sans-accented.woff2", "400 600")),
    *(("Briefing Serif", "serif.woff2", "400"), ("Briefing Sans", "sans.woff2", "400 600")),
)


def make_overview(
    collected: Collected,
    theme: Theme,
    folder: Path,
    *,
    anonymous: bool = False,
    today: date,
    briefing: str = "",
    records: Iterable[FileResult] = (),
) -> Report:
    """Writes the overview into `folder` (there and empty) as on `today`, and returns what it shows.

    `briefing` keeps it to one briefing's slug. `anonymous` leaves out names, contacts, free text and counts under five.
    `records` are files beside the returns, for the list of what is due for deletion.
    """
    partnership = collected.library.partnership
    say = Phrases(theme.words(partnership.lang, partnership.audience))
    report = make_report(collected, say, today, briefing, records)
    facts: dict[str, Any] = {"say": say, "partnership": partnership, "lang": partnership.lang, "report": report}
    if anonymous:
        _write(folder, "index.html", _page(theme, "anonymous.html", facts | {"anonymous": make_anonymous(report, say)}))
        for name, table in anonymous_tables(make_anonymous(report, say)):
            _write(folder, name, table)
        return report
    known = known_places(collected.library)
    facts |= {"theirs": lambda text: marked(text, known), "most": MOST}
    facts |= {"names": names(collected.library.teams), "brief": _brief(report, collected, say)}
    facts |= {"report_files": [say.named(collected, f) for f in collected.files], "beside": BESIDE}
    facts["files"] = say.count("files", len(collected.files)) if collected.files else say("no_files")
    _write(folder, "index.html", _page(theme, "index.html", facts))
    for name, table in all_tables(collected, report, say):
        _write(folder, name, table)
    calendar = as_calendar(
        entries(collected, report, say, partnership),
        say("ical_name", partnership=partnership.name),
        _host(partnership),
    )
    _write(folder, "actions.ics", calendar)
    return report


def _write(folder: Path, name: str, data: bytes) -> None:
    (folder / name).write_bytes(data)


def _host(partnership: Partnership) -> str:
    return urlsplit(partnership.address).hostname or f"{partnership.id}.invalid"


def _brief(report: Report, collected: Collected, say: Phrases) -> tuple[str, ...]:
    """The report in a few sentences."""
    lines = [line for chapter in report.chapters for line in _brief_of(chapter, say)]
    if not report.chapters or not any(c.standing.replied for c in report.chapters):
        lines.append(say("nothing_at_all"))
    if report.unanswered:
        lines.append(say("brief_nothing", briefings=", ".join(b.title for b in report.unanswered)))
    known = known_places(collected.library)
    if found := sum(bool(particulars(text, known)) for text in _texts(report)):
        lines.append(say.count("brief_particulars", found))
    if waiting := len({w.file for w in report.waiting}):
        lines.append(say.count("brief_person", waiting))
    return tuple(lines)


def _texts(report: Report) -> Iterator[str]:
    """What strangers wrote, as far as the page shows it."""
    for chapter in report.chapters:
        for a in chapter.actions:
            yield from (a.what, a.who, a.when, a.known_done, a.known_worked, a.reported_said)
        for stage in chapter.stages:
            for f in stage.rows:
                yield from (f.what, f.reported_said, f.evidence, f.change, f.checked)
        for said in (*chapter.said, *(one for stage in chapter.stages for one in stage.said)):
            yield from said.texts
        yield from (remark.text for beside in chapter.beside for remark in beside.remarks)
    yield from (wrote.letter.words for wrote in report.letters)
    yield from (words for _, words in report.unread_words)


def _brief_of(chapter: Chapter, say: Phrases) -> list[str]:
    total, actions = chapter.standing.total, chapter.actions
    replied = {"replied": total.replied, "asked": total.asked, "briefing": chapter.briefing.title}
    lines = [say.count("brief_replied", total.asked, **replied)]
    stand = chapter.standing
    for key, number in (
        ("brief_decide", len(stand.deciding)),
        ("brief_unread", len(stand.unread)),
        ("brief_silent", len(stand.silent)),
    ):
        lines += [say.count(key, number)] if number else []
    if stand.editions:
        lines.append(say.editions(stand.editions))
    if total.stated:
        lines.append(say.count("brief_people", total.people, teams=say.count("teams", total.stated)))
    if actions:
        lines.append(say.count("brief_actions", len(actions)))
    if chapter.overdue:
        lines.append(say.count("brief_overdue", chapter.overdue))
    if unmeasured := sum(not a.known_worked for a in actions):
        lines.append(say.count("brief_worked", unmeasured, of=len(actions)))
    for stage in chapter.stages:
        followed = {"followed": stage.teams, "months": stage.months}
        lines.append(say.count("brief_follow_up", total.replied, **followed))
    return lines


# The page ----------------------------------------------------------------------------------------


_KINDS = {"svg": "svg+xml", "png": "png"}


def _page(theme: Theme, template: str, facts: dict[str, Any]) -> bytes:
    folders = [str(folder / "overview") for folder in theme.folders]
    surroundings = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=Compiled("overview"),
    )
    style = _style(theme)
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    logo = facts["partnership"].appearance.logo
    shown = f"data:image/{_KINDS[logo.kind]};base64,{base64.b64encode(logo.data).decode('ascii')}" if logo else ""
    html = surroundings.get_template(template).render(
        facts, logo=logo, logo_src=shown, style=Markup(style), style_hash=f"sha256-{digest}"
    )
    return html.encode("utf-8")


def _style(theme: Theme) -> str:
    """Fonts, tokens and the page's own rules in one. Our files only, so nothing in it needs escaping."""
    faces = [_face(theme.path(f"assets/fonts/{file}"), *rest) for *rest, file in ((n, w, f) for n, f, w in _FACES)]
    sheets = [theme.path(name).read_text(encoding="utf-8") for name in ("assets/tokens.css", "overview/overview.css")]
    return "\n".join((*faces, *sheets)).replace("</", "<\\/")


def _face(file: Path, family: str, weight: str) -> str:
    data = base64.b64encode(file.read_bytes()).decode("ascii")
    source = f"url(data:font/woff2;base64,{data}) format('woff2')"
    return f"@font-face{{font-family:'{family}';font-weight:{weight};font-display:swap;src:{source}}}"
