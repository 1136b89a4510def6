"""Settings as a form: each value is changed in its own line of the file, and comments stay."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ...adapters.yaml_lines import CannotChangeError, value_at, with_entry, with_value, without_entry
from ...form.plan import as_date
from ...model.problems import Problem
from ..files import ElsewhereError, NotThereError, digest_of
from ..state import Desk
from .common import Facts, changes, goes_to, not_there, page, shown, word
from .start import AUDIENCES

Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One value of a settings file: its place there, and the box it is shown in."""

    path: Where
    kind: str = "text"

    @property
    def name(self) -> str:
        """Its name in the form and among the words."""
        return ".".join(map(str, self.path))


@dataclass(frozen=True, slots=True)
class Field:
    """A line with its value and what the check says of it."""

    line: Line
    value: str
    problems: tuple[Problem, ...]


PARTNERSHIP = (
    *(Line(("name",)), Line(("contact",)), Line(("address",)), Line(("audience",), "audience")),
    *(Line(("worried", "line"), "long"), Line(("worried", "number")), Line(("worried", "detail"), "long")),
    *(Line(("returns", "to")), Line(("returns", "by"), "date"), Line(("returns", "keep_months"))),
    *(Line(("accessibility", "status"), "long"), Line(("accessibility", "tested_on"), "date")),
    *(Line(("accessibility", "tested_by")), Line(("accessibility", "contact"))),
)
BRIEFING = (
    *(Line(("title",)), Line(("alias",)), Line(("summary",), "long"), Line(("source_review",))),
    *(Line(("period_described",)), Line(("published",), "date"), Line(("review_by",), "date")),
    *(Line(("withdraw_on",), "date"), Line(("version",)), Line(("lang",)), Line(("content_notice",), "long")),
)
SUPPORT = ("name", "detail", "phone", "url")
DECISION = ("rule", "reason", "who", "when")


def routes(desk: Desk) -> list[Route]:
    """The screen's addresses."""
    own = "/briefing/{slug}/settings"
    pages = [shown(desk, "/settings", _view), changes(desk, "/settings", _save)]
    return [*pages, shown(desk, own, _view), changes(desk, own, _save), changes(desk, f"{own}/out", _take_out)]


def _view(desk: Desk, request: Request) -> Response:
    try:
        file = _file(desk, request)
        text = desk.files.text(file)
    except NotThereError:
        return not_there(desk, request)
    return _page(desk, request, file, text)


def _save(desk: Desk, request: Request, form: FormData) -> Response:
    try:
        file = _file(desk, request)
    except NotThereError:
        return not_there(desk, request)
    text = desk.files.text(file)
    if "whole" in form:
        new = word(form, "whole")
    else:
        if digest_of(text) != word(form, "seen"):
            return _page(desk, request, file, text, typed=form, status=409)
        try:
            new = _changed(text, _lines(request), form)
        except CannotChangeError:
            return goes_to(request.url.path, "by_hand")
    try:
        desk.files.save({file: new}, desk.words["settings_changed"], {file: word(form, "seen")})
    except ElsewhereError:
        return _page(desk, request, file, desk.files.text(file), typed=form, status=409)
    return goes_to(request.url.path, "saved")


def _take_out(desk: Desk, request: Request, form: FormData) -> Response:
    try:
        file = desk.files.file("briefing.yml", request.path_params["slug"])
        which, place = word(form, "list"), word(form, "place")
        if which in ("support", "decisions") and place.isdecimal():
            text = without_entry(desk.files.text(file), (which, int(place)))
            desk.files.save({file: text}, desk.words["settings_changed"])
    except (NotThereError, CannotChangeError):
        return not_there(desk, request)
    return goes_to(f"/briefing/{request.path_params['slug']}/settings", "taken_out")


def _file(desk: Desk, request: Request) -> Path:
    slug = request.path_params.get("slug", "")
    return desk.files.file("briefing.yml" if slug else "partnership.yml", slug)


def _lines(request: Request) -> tuple[Line, ...]:
    return BRIEFING if "slug" in request.path_params else PARTNERSHIP


def _changed(text: str, lines: tuple[Line, ...], form: FormData) -> str:
    """The file with every value that differs from what it holds, and a new helper where one was typed."""
    for line in lines:
        if line.name in form:
            value = " ".join(word(form, line.name).split())
            day = as_date(value) if line.kind == "date" and value else None
            value = day.isoformat() if day else value
            if value != (value_at(text, line.path) or ""):
                text = with_value(text, line.path, value)
    for place in range(len(value_at(text, ("support",)) or [])):
        for key in SUPPORT:
            name, path = f"support.{place}.{key}", ("support", place, key)
            if name in form and word(form, name).strip() != (value_at(text, path) or ""):
                text = with_value(text, path, " ".join(word(form, name).split()))
    new = {key: " ".join(word(form, f"support.new.{key}").split()) for key in SUPPORT}
    return with_entry(text, ("support",), new) if new["name"] else text


def _page(
    desk: Desk, request: Request, file: Path, text: str, *, typed: FormData | None = None, status: int = 200
) -> Response:
    slug = request.path_params.get("slug", "")
    reading = desk.read()
    found = tuple(p for p in reading.problems if p.place.path == desk.files.name(file))
    facts: Facts = {"slug": slug, "seen": desk.files.seen(text), "problems": found, "whole": text}
    try:
        fields, support, decisions = (
            _fields(text, _lines(request), found),
            _entries(text, "support", SUPPORT),
            (_entries(text, "decisions", DECISION)),
        )
    except CannotChangeError:
        facts |= {"fields": None, "support": [], "decisions": []}
    else:
        facts |= {"fields": fields, "support": support, "decisions": decisions}
    mine = {f.line.name: (f.value, word(typed, f.line.name)) for f in facts["fields"] or ()} if typed else {}
    facts["elsewhere"] = {name: pair for name, pair in mine.items() if pair[0] != " ".join(pair[1].split())}
    title = desk.words["settings_of" if slug else "settings"].format(briefing=slug)
    names = {"audiences": AUDIENCES, "support_keys": SUPPORT, "typed": bool(typed)}
    return page(desk, request, "settings.html", status, title=title, **facts, **names)


def _fields(text: str, lines: tuple[Line, ...], problems: tuple[Problem, ...]) -> list[Field]:
    out = []
    for line in lines:
        value = value_at(text, line.path)
        name = str(line.path[-1])
        own = tuple(p for p in problems if p.place.line and _key_on(text, p.place.line) == name)
        out.append(Field(line, value if isinstance(value, str) else "", own))
    return out


def _key_on(text: str, line: int) -> str:
    lines = text.split("\n")
    return lines[line - 1].partition(":")[0].strip(" -") if line <= len(lines) else ""


def _entries(text: str, name: str, keys: tuple[str, ...]) -> list[dict[str, str]]:
    found = value_at(text, (name,))
    entries = found if isinstance(found, list) else []
    return [{k: str(e.get(k) or "") for k in keys} for e in entries if isinstance(e, dict)]
