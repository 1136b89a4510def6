"""Settings as a form: each value is changed in its own line of the file, and comments stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ...adapters.yaml_lines import CannotChangeError, value_at, with_entry, with_value, without_entry
from ...form.plan import as_date
from ...model.problems import Problem
from ...read.settings.logos import LARGEST, LogoError, clean_logo
from ..state import Desk, briefing_of
from ..writing.files import ElsewhereError, NotThereError, digest_of
from ..writing.settings_form import BRIEFING, DECISION, MOMENT, PARTNERSHIP, SUPPORT, Groups, Line
from .common import Facts, changes, goes_to, not_there, page, shown, upload, word

Value = str | tuple[str, ...]
_LISTS = {"support": SUPPORT, "timeline": MOMENT}
"""Lists of entries, and what an entry says; an entry begins where its first box has words."""
_PICTURES = (".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif")


@dataclass(frozen=True, slots=True)
class Field:
    """A line with its value and what the check says of it."""

    line: Line
    value: Value
    problems: tuple[Problem, ...]


def routes(desk: Desk) -> list[Route]:
    """The screen's addresses."""
    own = "/briefing/{slug}/settings"
    pages = [shown(desk, "/settings", _view, reads=True), changes(desk, "/settings", _save)]
    return [
        *pages,
        shown(desk, own, _view, reads=True),
        changes(desk, own, _save),
        changes(desk, f"{own}/out", _take_out),
    ]


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
            new, pictures, wrong = _with_logo(desk, _changed(text, _groups(request), form), form)
        except CannotChangeError:
            return goes_to(request.url.path, "by_hand")
        if wrong:
            return _page(desk, request, file, text, typed=form, fault=wrong, status=400)
        if pictures:
            desk.files.put(pictures, desk.words["logo_changed"])
    try:
        desk.files.save({file: new}, desk.words["settings_changed"], {file: word(form, "seen")})
    except ElsewhereError:
        return _page(desk, request, file, desk.files.text(file), typed=form, status=409)
    return goes_to(request.url.path, "saved")


def _take_out(desk: Desk, request: Request, form: FormData) -> Response:
    try:
        file = desk.files.file("briefing.yml", request.path_params["slug"])
        which, place = word(form, "list"), word(form, "place")
        if which in (*_LISTS, "decisions") and place.isdecimal():
            text = without_entry(desk.files.text(file), (which, int(place)))
            desk.files.save({file: text}, desk.words["settings_changed"])
    except (NotThereError, CannotChangeError):
        return not_there(desk, request)
    return goes_to(f"/briefing/{request.path_params['slug']}/settings", "taken_out")


def _file(desk: Desk, request: Request) -> Path:
    slug = request.path_params.get("slug", "")
    return desk.files.file("briefing.yml" if slug else "partnership.yml", slug)


def _groups(request: Request) -> Groups:
    return BRIEFING if "slug" in request.path_params else PARTNERSHIP


# What was sent -----------------------------------------------------------------------------------


def _typed(form: FormData, line: Line) -> Value:
    """What stands in a box, as the file would hold it."""
    if line.kind in ("ticks", "teams"):
        return tuple(v for v in form.getlist(line.name) if isinstance(v, str) and v)
    text = word(form, line.name)
    if line.kind == "list":
        return tuple(" ".join(entry.split()) for entry in text.splitlines() if entry.strip())
    if line.kind == "passage":
        return "\n".join(entry.rstrip() for entry in text.strip().splitlines())
    value = " ".join(text.split())
    day = as_date(value) if line.kind == "date" and value else None
    return day.isoformat() if day else value


def _changed(text: str, groups: Groups, form: FormData) -> str:
    """The file with every value that differs from what it holds, and new entries where they were typed."""
    for line in (line for _, lines in groups for line in lines):
        if line.name in form or f"{line.name}.asked" in form:
            value, now = _typed(form, line), _value(text, line)
            if not _same(value, now) and " ".join(word(form, line.name).split()) != now:
                text = with_value(text, line.path, value or "")
    if groups is BRIEFING:
        text = _with_entries(text, form)
    return text


def _same(typed: Value, now: Value) -> bool:
    """Whether a box says what the file says: ticks have no order."""
    return typed == now if isinstance(typed, str) or isinstance(now, str) else sorted(typed) == sorted(now)


def _with_entries(text: str, form: FormData) -> str:
    """The file with what was typed about helpers, moments of the timeline and words that are explained."""
    for which, keys in _LISTS.items():
        for place in range(len(value_at(text, (which,)) or [])):
            for key in keys:
                name, path = f"{which}.{place}.{key}", (which, place, key)
                if name in form and word(form, name).strip() != (value_at(text, path) or ""):
                    text = with_value(text, path, " ".join(word(form, name).split()))
        new = {key: " ".join(word(form, f"{which}.new.{key}").split()) for key in keys}
        text = with_entry(text, (which,), new) if new[keys[0]] else text
    for place, (term, meaning) in enumerate(_glossary(text)):
        typed = " ".join(word(form, f"glossary.{place}").split())
        if f"glossary.{place}" in form and typed and typed != meaning:
            text = with_value(text, ("glossary", term), typed)
    term, meaning = (" ".join(word(form, f"glossary.new.{key}").split()) for key in ("term", "meaning"))
    return with_value(text, ("glossary", term), meaning) if term and meaning else text


def _with_logo(desk: Desk, text: str, form: FormData) -> tuple[str, dict[Path, bytes], str]:
    """The file with the logo that was sent, the picture to put beside it, and what is wrong with it."""
    sent = upload(form, "logo.sent")
    if sent is None:
        return text, {}, ""
    data = sent.file.read(LARGEST + 1)
    try:
        clean_logo(data, "")
    except LogoError as error:
        return text, {}, desk.words["logo_wrong"].format(why=error)
    suffix = PurePath(sent.filename or "").suffix.lower()
    name = f"logo{suffix if suffix in _PICTURES else '.png'}"
    return with_value(text, ("logo", "file"), name), {desk.project / "content" / name: data}, ""


# What is shown -----------------------------------------------------------------------------------


def _page(
    desk: Desk,
    request: Request,
    file: Path,
    text: str,
    *,
    typed: FormData | None = None,
    fault: str = "",
    status: int = 200,
) -> Response:
    slug = request.path_params.get("slug", "")
    reading, groups = desk.read(), _groups(request)
    found = tuple(p for p in reading.problems if p.place.path == desk.files.name(file))
    teams = reading.library.teams if reading.library else ()
    facts: Facts = {"slug": slug, "seen": desk.files.seen(text), "problems": found, "whole": text}
    facts |= {"fault": fault, "groups": None, "elsewhere": {}, "id": ""}
    facts |= {"support": [], "timeline": [], "decisions": [], "glossary": []}
    try:
        shown_groups = [(name, _fields(text, lines, found)) for name, lines in groups]
        facts |= {which: _entries(text, which, keys) for which, keys in _LISTS.items()}
        facts |= {"decisions": _entries(text, "decisions", DECISION)}
        facts |= {"groups": shown_groups, "glossary": _glossary(text), "id": value_at(text, ("id",)) or ""}
        if typed is not None:
            facts["elsewhere"] = _elsewhere(shown_groups, typed)
    except CannotChangeError:
        pass
    briefing = briefing_of(reading, slug)
    of = (briefing.title if briefing else "") or slug
    title = desk.words["settings_of" if slug else "settings"].format(briefing=of)
    names = {
        "lists": _LISTS,
        "briefings": [
            (b.slug, b.title) for b in (reading.library.briefings if reading.library else ()) if b.slug != slug
        ],
        "of": of,
        "typed": typed is not None,
        "teams": [(t.id, ", ".join(filter(None, (t.organisation, t.section_team)))) for t in teams],
    }
    return page(desk, request, "settings.html", status, title=title, **facts, **names)


def _elsewhere(groups: Sequence[tuple[str, list[Field]]], typed: FormData) -> dict[str, tuple[Value, Value]]:
    """The file's value and the typed one of every box where they differ."""
    fields = [f for _, own in groups for f in own]
    both = {f.line.name: (f.value, _typed(typed, f.line)) for f in fields if f.line.name in typed}
    return {name: pair for name, pair in both.items() if pair[0] != pair[1]}


def _fields(text: str, lines: tuple[Line, ...], problems: tuple[Problem, ...]) -> list[Field]:
    out = []
    for line in lines:
        name = str(line.path[-1])
        own = tuple(p for p in problems if p.place.line and _key_on(text, p.place.line) == name)
        out.append(Field(line, _value(text, line), own))
    return out


def _value(text: str, line: Line) -> Value:
    """What the file holds for a line."""
    found = value_at(text, line.path)
    if line.kind in ("list", "ticks", "teams"):
        entries = [found] if isinstance(found, str) else found if isinstance(found, list) else []
        return tuple(" ".join(str(e).split()) for e in entries)
    if not isinstance(found, str):
        return ""
    if line.kind == "choice":
        plain = found.strip().casefold().replace(" ", "-").replace("_", "-")
        return plain if plain in line.options else found
    if line.kind == "passage":
        return "\n".join(entry.rstrip() for entry in found.strip().splitlines())
    return " ".join(found.split())


def _key_on(text: str, line: int) -> str:
    lines = text.split("\n")
    return lines[line - 1].partition(":")[0].strip(" -") if line <= len(lines) else ""


def _entries(text: str, name: str, keys: tuple[str, ...]) -> list[dict[str, str]]:
    found = value_at(text, (name,))
    entries = found if isinstance(found, list) else []
    return [{k: str(e.get(k) or "") for k in keys} for e in entries if isinstance(e, dict)]


def _glossary(text: str) -> list[tuple[str, str]]:
    found = value_at(text, ("glossary",))
    return [(str(k), " ".join(str(v or "").split())) for k, v in found.items()] if isinstance(found, dict) else []
