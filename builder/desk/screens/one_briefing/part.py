"""A part: its words in plain boxes beside the page, saved at each pause; remarks and decisions at their passage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from starlette.background import BackgroundTask
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ...state import Desk, briefing_of, problems_of, section_of
from ...writing.files import ElsewhereError, HeldError, NotThereError, digest_of
from ...writing.part_text import PartText, parse_part, part_source, with_boxes
from ...writing.typed_words import Turn
from ..common import Facts, changes, goes_to, is_script, not_there, page, shown, word

BOXES = ("title", "text", "questions", "notes")


@dataclass(frozen=True, slots=True)
class Sides:
    """One box as it is in the file and as it was typed."""

    name: str
    theirs: str
    mine: str


def routes(desk: Desk) -> list[Route]:
    """The screen's addresses."""
    at = "/briefing/{slug}/part/{name}"
    return [
        shown(desk, at, _view, reads=True),
        changes(desk, at, _keep),
        shown(desk, f"{at}/both", _both, reads=True),
        changes(desk, f"{at}/both", _settle),
    ]


def _view(desk: Desk, request: Request) -> Response:
    slug, name = request.path_params["slug"], request.path_params["name"]
    try:
        file = _file(desk, slug, name)
        text = desk.files.text(file)
    except NotThereError:
        return not_there(desk, request)
    if desk.typed.aside(file):
        return goes_to(f"{_here(slug, name)}/both")
    return _part_page(desk, request, slug, name, file, text)


def _keep(desk: Desk, request: Request, form: FormData) -> Response:
    slug, name = request.path_params["slug"], request.path_params["name"]
    try:
        file = _file(desk, slug, name)
    except NotThereError:
        return not_there(desk, request)
    typed = {box: word(form, box) for box in BOXES}
    return _kept(desk, request, file, typed, form)


def _both(desk: Desk, request: Request) -> Response:
    slug, name = request.path_params["slug"], request.path_params["name"]
    try:
        file = _file(desk, slug, name)
        theirs = desk.files.text(file)
        aside = desk.typed.aside(file)
        if aside is None:
            return goes_to(_here(slug, name))
        mine = desk.files.text(aside)
    except NotThereError:
        return not_there(desk, request)
    now, typed = parse_part(theirs), parse_part(mine)
    sides = [Sides(box, getattr(now, box), getattr(typed, box)) for box in BOXES]
    sides = [s for s in sides if s.theirs != s.mine]
    facts: Facts = {"slug": slug, "name": name, "sides": sides, "seen": desk.files.seen(theirs), "part": typed}
    return page(desk, request, "both.html", title=desk.words["both_title"], **facts)


def _settle(desk: Desk, request: Request, form: FormData) -> Response:
    slug, name = request.path_params["slug"], request.path_params["name"]
    try:
        file = _file(desk, slug, name)
    except NotThereError:
        return not_there(desk, request)
    now = parse_part(desk.files.text(file))
    boxes = {box: word(form, box) if box in form else getattr(now, box) for box in BOXES}
    try:
        text = part_source(with_boxes(now, **boxes))
        desk.files.save({file: text}, desk.words["typed"].format(part=name), {file: word(form, "seen")})
    except ElsewhereError:
        desk.typed.asked_again(file, part_source(with_boxes(now, **boxes)))
        return goes_to(f"{_here(slug, name)}/both", "again")
    desk.typed.settled(file)
    return goes_to(_here(slug, name), "saved")


def _kept(desk: Desk, request: Request, file: Path, typed: dict[str, str], form: FormData) -> Response:
    """Puts typed words into the file; where others changed it meanwhile, what does not touch is joined."""
    slug, name = request.path_params["slug"], request.path_params["name"]
    page, count = word(form, "page"), _number(word(form, "turn"))
    with desk.files.lock:
        now = desk.files.text(file)
        last = desk.typed.last(page, file)
        if last and count <= last.number:  # words of this page that were overtaken by its later ones
            return _saved(desk, request, file, now, again=False)
        part = parse_part(now)
        unseen = digest_of(now) not in (word(form, "seen"), digest_of(last.text) if last else "")
        base = last.text if last and last.text else desk.files.shown(word(form, "seen"))
        joined = _joined(part, base, typed) if unseen else typed
        text = part_source(with_boxes(part, **(joined or typed)))
        try:
            if joined is None:
                raise ElsewhereError(name)
            desk.files.save({file: text}, desk.words["typed"].format(part=name), {file: digest_of(now)})
        except (ElsewhereError, HeldError) as error:
            desk.typed.set_aside(file, text, page)
            desk.typed.sent(page, file, Turn(count, last.text if last else ""))
            if isinstance(error, HeldError):
                raise
            where = f"{_here(slug, name)}/both"
            return JSONResponse({"state": "elsewhere", "href": where}) if is_script(request) else goes_to(where)
        desk.typed.found_place(file, text, page)
        desk.typed.sent(page, file, Turn(count, text))
    return _saved(desk, request, file, text, again=joined is not typed)


def _number(turn: str) -> int:
    return int(turn) if turn.isdecimal() and len(turn) < 12 else 0


def _saved(desk: Desk, request: Request, file: Path, text: str, *, again: bool) -> Response:
    """Says that the words are in the file. `again`: words of others stand there too, so that the page is shown anew."""
    slug, name = request.path_params["slug"], request.path_params["name"]
    if not is_script(request):
        return goes_to(_here(slug, name), "joined" if again else "saved")
    said = desk.words["saved_at"].format(time=f"{datetime.now():%H:%M:%S}")
    facts = {"state": "saved", "seen": desk.files.seen(text), "message": said, "again": again}
    return JSONResponse(facts, background=BackgroundTask(desk.preview.redraw, slug, file.name))


def _joined(part: PartText, base: str | None, typed: dict[str, str]) -> dict[str, str] | None:
    """Both changes where they are in different boxes; None where one box was changed twice."""
    if base is None:
        return None
    before = parse_part(base)
    if before.whole or part.whole:
        return None
    out = {}
    for box, mine in typed.items():
        was, theirs = getattr(before, box), getattr(part, box)
        mine = mine.replace("\r\n", "\n")
        if mine not in (was, theirs) and theirs != was:
            return None
        out[box] = theirs if mine == was else mine
    return out


def _part_page(desk: Desk, request: Request, slug: str, name: str, file: Path, text: str) -> Response:
    reading = desk.read()
    briefing = briefing_of(reading, slug)
    section = section_of(briefing, file.name)
    done, again = desk.files.last(file)
    names = [s.place.path.rpartition("/")[2] for s in briefing.sections] if briefing else []
    at = names.index(file.name) if file.name in names else -1
    facts: Facts = {
        "slug": slug,
        "name": name,
        "briefing": briefing,
        "section": section,
        "part": parse_part(text),
        "seen": desk.files.seen(text),
        "problems": problems_of(reading, slug, file.name),
        "look": desk.preview_server.address(f"{slug}/{quote(section.stem)}.html") if section else "",
        "before": names[at - 1].removesuffix(".md") if at > 0 else "",
        "after": names[at + 1].removesuffix(".md") if 0 <= at < len(names) - 1 else "",
        "undo": done,
        "redo": again,
        "decider": desk.decider,
    }
    title = (section.title if section else "") or name
    return page(desk, request, "part.html", title=title, **facts)


def _file(desk: Desk, slug: str, name: str) -> Path:
    return desk.files.file(f"{name}.md", slug)


def _here(slug: str, name: str) -> str:
    return f"/briefing/{slug}/part/{quote(name)}"
