"""Build and results: one button, how far it is, what stopped it; then what to do with each result."""

from __future__ import annotations

import asyncio
import json
import os
import tempfile
import zipfile
from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

from starlette.background import BackgroundTask
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from ...model.problems import Severity
from ...output.swap import MARKER
from ..state import Desk
from .common import Facts, changes, goes_to, is_script, not_there, page, shown

ZIPPED = ("site", "worksheets", "trainers", "lms")
"""Results that are given on as one file."""

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)


def routes(desk: Desk) -> list[Route]:
    """The screen's addresses."""
    return [
        shown(desk, "/build", _view, reads=True),
        changes(desk, "/build", _begin),
        Route("/build/events", partial(_events, desk), methods=["GET"]),
        shown(desk, "/build/{name}.zip", _zipped),
        changes(desk, "/open", _show_folder),
    ]


def _view(desk: Desk, request: Request) -> Response:
    facts = _state(desk)
    if is_script(request):
        return JSONResponse(facts)
    outcome = desk.building.outcome
    stopped = outcome.problems if outcome and not outcome.done else ()
    errors = [p for p in stopped if p.severity is Severity.ERROR]
    held = ", ".join(outcome.stopped) if outcome and outcome.done else ""
    now = [p for p in desk.read().problems if p.severity is Severity.ERROR]
    shown_now: Facts = {
        "state": facts,
        "stopped": errors,
        "waiting": now,
        "fault": desk.building.fault,
        "held": held,
    }
    return page(desk, request, "build.html", title=desk.words["build"], **shown_now, results=_results(desk))


def _begin(desk: Desk, request: Request, form: FormData) -> Response:
    desk.building.start()
    return goes_to("/build")


async def _events(desk: Desk, request: Request) -> Response:
    return StreamingResponse(_told(desk, request), media_type="text/event-stream")


def _zipped(desk: Desk, request: Request) -> Response:
    name = request.path_params["name"]
    folder = desk.project / "dist" / name
    if name not in ZIPPED or not (folder / MARKER).is_file():
        return not_there(desk, request)
    file = _zip(folder)
    after = BackgroundTask(os.unlink, file)
    return FileResponse(file, filename=f"{name}.zip", media_type="application/zip", background=after)


def _show_folder(desk: Desk, request: Request, form: FormData) -> Response:
    name = str(form.get("folder", ""))
    places = {n: desk.project / "dist" / n for n in _made(desk)}
    places |= {n: desk.project / n for n in ("returned", "content", "records")}
    folder = places.get(name)
    if folder is None or not folder.is_dir() or folder.is_symlink():
        return not_there(desk, request)
    desk.opener(folder)
    back = {"returned": "/returned", "content": "/", "records": "/returned"}.get(name, "/build")
    return goes_to(back, "opened")


def _state(desk: Desk) -> dict[str, object]:
    b = desk.building
    kind, _, slug = b.name.partition("/")
    making = desk.words.get(f"making_{kind}", kind)
    message = desk.words["made_so_far"].format(done=b.done, total=b.total, what=f"{making} {slug}".strip())
    if not b.total:
        message = desk.words["making_pages"]
    return {"running": b.running, "done": b.done, "total": b.total, "message": message, "number": b.number}


async def _told(desk: Desk, request: Request) -> AsyncIterator[str]:
    """The state whenever it changes, until the build has ended."""
    last = ""
    while not await request.is_disconnected():
        state = _state(desk)
        now = json.dumps(state)
        if now != last:
            last = now
            yield f"data: {now}\n\n"
        if not state["running"]:
            return
        await asyncio.sleep(0.2)


def _made(desk: Desk) -> list[str]:
    dist = desk.project / "dist"
    folders = sorted(dist.iterdir()) if dist.is_dir() and not dist.is_symlink() else []
    return [f.name for f in folders if f.is_dir() and not f.is_symlink() and (f / MARKER).is_file()]


def _results(desk: Desk) -> list[dict[str, str]]:
    out = []
    for name in _made(desk):
        if name in ZIPPED:
            about = desk.words[f"result_{name}"]
            look = desk.preview_server.folder_address(desk.project / "dist" / name) if name == "site" else ""
            out.append({"name": name, "about": about, "look": look, "title": desk.words[f"result_{name}_title"]})
    return out


def _zip(folder: Path) -> str:
    """The folder as one file, without our marker; made beside no project, and removed when it was sent."""
    handle, name = tempfile.mkstemp(suffix=".zip")
    with os.fdopen(handle, "wb") as out, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file() and not file.is_symlink() and file.name != MARKER:
                info = zipfile.ZipInfo(file.relative_to(folder).as_posix(), _FIRST_DAY)
                info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                archive.writestr(info, file.read_bytes())
    return name
