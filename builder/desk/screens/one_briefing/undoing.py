"""The changes of this session: each can be seen, taken back and done again."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ...state import Desk
from ...writing.files import Change, ElsewhereError, NotThereError
from ..common import changes, goes_to, page, shown, word

Lines = list[tuple[str, str]]


def routes(desk: Desk) -> list[Route]:
    """The screen's addresses."""
    return [shown(desk, "/changes", _view), changes(desk, "/undo", _swap)]


def _view(desk: Desk, request: Request) -> Response:
    rows = [(c, _lines(c)) for c in reversed(desk.files.changes)]
    return page(desk, request, "changes.html", title=desk.words["changes"], rows=rows, undone=desk.files.undone)


def _swap(desk: Desk, request: Request, form: FormData) -> Response:
    number, back = word(form, "number"), word(form, "back")
    back = back if re.fullmatch(r"/(changes|briefing/[\w-]+/part/[\w%.-]+)", back) else "/changes"
    act, said = (desk.files.redo, "redone") if "redo" in form else (desk.files.undo, "undone")
    try:
        act(int(number) if number.isdecimal() else 0)
    except ElsewhereError:
        return goes_to("/changes", "undo_elsewhere")
    except NotThereError:
        return goes_to(back, "undo_nothing")
    return goes_to(back, said)


def _lines(change: Change) -> list[tuple[str, Lines]]:
    return [(name, _difference(change.before, change.after, name)) for name in sorted(change.after)]


def _difference(before: Mapping[str, bytes | None], after: Mapping[str, bytes | None], name: str) -> Lines:
    old, new = ((side[name] or b"").decode("utf-8", "replace").splitlines() for side in (before, after))
    kinds = {"+": "in", "-": "out", " ": ""}
    found = list(difflib.unified_diff(old, new, n=0, lineterm=""))[2:]
    return [("gap", "") if line.startswith("@@") else (kinds[line[0]], line[1:]) for line in found]
