"""The first start: four questions, one a page, instead of a settings file."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ...adapters.yaml_lines import CannotChangeError, value_at, with_value
from ...model.partnership import Audience
from ...model.slugs import name_slug
from ..state import Desk
from .common import Facts, changes, goes_to, page, shown, word


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a question: the place in partnership.yml it fills."""

    name: str
    path: tuple[str, ...]
    kind: str = "text"
    required: bool = True


QUESTIONS: tuple[tuple[str, tuple[Box, ...]], ...] = (
    ("partnership", (Box("name", ("name",)), Box("contact", ("contact",), "email"))),
    ("worried", (Box("number", ("worried", "number")), Box("detail", ("worried", "detail"), required=False))),
    ("returns", (Box("to", ("returns", "to"), "email"), Box("by", ("returns", "by"), "date", required=False))),
    ("audience", (Box("audience", ("audience",), "choice"),)),
)
AUDIENCES = tuple(str(a) for a in Audience)


def routes(desk: Desk) -> list[Route]:
    """The screen's addresses."""
    numbered = "/start/{number:int}"
    return [
        shown(desk, "/start", _begin),
        changes(desk, "/start", _make),
        shown(desk, numbered, _ask),
        changes(desk, numbered, _answer),
    ]


def _begin(desk: Desk, request: Request) -> Response:
    return page(desk, request, "start.html", title=desk.words["start_title"], questions=_tasks(desk))


def _make(desk: Desk, request: Request, form: FormData) -> Response:
    from ...new_project import start_project  # late: opening the desk needs none of what it brings

    start_project(desk.project)
    return goes_to("/start/1")


def _ask(desk: Desk, request: Request) -> Response:
    number = _number(request)
    text = desk.files.text(desk.project / "content" / "partnership.yml")
    _, boxes = QUESTIONS[number]
    values = {box.name: _answered(text, box) for box in boxes}
    return _question(desk, request, number, values, {})


def _answer(desk: Desk, request: Request, form: FormData) -> Response:
    number = _number(request)
    name, boxes = QUESTIONS[number]
    values = {box.name: " ".join(word(form, box.name).split()) for box in boxes}
    missing = {b.name: desk.words[f"start_{name}_{b.name}_missing"] for b in boxes if _lacks(b, values[b.name])}
    if missing:
        return _question(desk, request, number, values, missing, 400)
    file = desk.files.file("partnership.yml")
    text = desk.files.text(file)
    desk.files.save({file: _filled(text, boxes, values)}, desk.words[f"start_{name}"])
    last = number + 1 == len(QUESTIONS)
    return goes_to("/" if last else f"/start/{number + 2}", "started" if last else "")


def unanswered(desk: Desk) -> int:
    """The number of the first question that waits for an answer, from 1; 0 where all are answered."""
    text = desk.files.text(desk.project / "content" / "partnership.yml")
    for number, (_, boxes) in enumerate(QUESTIONS, 1):
        if any(box.required and not _answered(text, box) for box in boxes):
            return number
    return 0


def _tasks(desk: Desk) -> list[tuple[str, bool]]:
    text = desk.files.text(desk.project / "content" / "partnership.yml")
    return [(name, all(_answered(text, b) for b in boxes if b.required)) for name, boxes in QUESTIONS]


def _number(request: Request) -> int:
    return min(max(int(request.path_params["number"]), 1), len(QUESTIONS)) - 1


def _answered(text: str, box: Box) -> str:
    try:
        found = value_at(text, box.path)
    except CannotChangeError:
        return "?"
    return "" if not isinstance(found, str) or found.startswith("REPLACE") else found


def _lacks(box: Box, value: str) -> bool:
    if box.kind == "email" and value:
        return "@" not in value
    if box.kind == "choice":
        return value not in AUDIENCES
    return box.required and not value


def _filled(text: str, boxes: tuple[Box, ...], values: dict[str, str]) -> str:
    """The file with the answers; what follows from the first answer is filled in where it still waits."""
    for box in boxes:
        text = with_value(text, box.path, values[box.name])
    if "name" in values:
        if value_at(text, ("id",)) in (None, "our-partnership"):
            text = with_value(text, ("id",), name_slug(values["name"], "our-partnership"))
        waiting = value_at(text, ("accessibility", "contact"))
        if isinstance(waiting, str) and waiting.startswith("REPLACE"):
            text = with_value(text, ("accessibility", "contact"), values["contact"])
    return text


def _question(
    desk: Desk, request: Request, number: int, values: dict[str, str], wrong: dict[str, str], status: int = 200
) -> Response:
    name, boxes = QUESTIONS[number]
    facts: Facts = {"name": name, "boxes": boxes, "values": values, "wrong": wrong, "audiences": AUDIENCES}
    title = desk.words[f"start_{name}"]
    if wrong:
        title = f"{desk.words['error']}: {title}"
    return page(desk, request, "question.html", status, title=title, number=number + 1, of=len(QUESTIONS), **facts)
