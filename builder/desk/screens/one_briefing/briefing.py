"""A briefing: its parts with their remarks; bringing in a Word file, for the first time and again."""

from __future__ import annotations

import re
import shutil
import tempfile
from itertools import groupby
from pathlib import Path, PurePath

from starlette.background import BackgroundTask
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from ....model.slugs import ascii_slug, is_briefing_slug
from ....model.theme import SHIPPED, Theme
from ...importing import bring_in
from ...state import Desk, Incoming, briefing_of, problems_of
from ...writing.files import NotThereError
from ..common import Facts, changes, not_there, page, shown, upload, word
from ..uploads import kept_upload

Report = tuple[tuple[str, str], ...]
"""Kind and words of each remark."""

WORD_DAY = 1_700_000_000
"""The time that a Word file carries, as in `briefing word`: the same text gives the same bytes."""


def routes(desk: Desk) -> list[Route]:
    """The screen's addresses."""
    return [
        changes(desk, "/briefing/{slug}/word", _as_word),
        shown(desk, "/briefing/{slug}", _view, reads=True),
        shown(desk, "/bring", _ask),
        changes(desk, "/bring", _begin),
        changes(desk, "/briefing/{slug}/take", _take),
    ]


def _view(desk: Desk, request: Request) -> Response:
    slug = request.path_params["slug"]
    try:
        folder = desk.files.briefing(slug)
    except NotThereError:
        return not_there(desk, request)
    reading = desk.read()
    briefing = briefing_of(reading, slug)
    found = problems_of(reading, slug)
    files = sorted(f.name for f in folder.glob("*.md") if re.match(r"\d", f.name) and not f.is_symlink())
    titles = {s.place.path.rpartition("/")[2]: s.title for s in briefing.sections} if briefing else {}
    parts = [(name, titles.get(name, ""), [p for p in found if p.place.path.endswith(f"/{name}")]) for name in files]
    others = [p for p in found if not any(p.place.path.endswith(f"/{name}") for name in files)]
    facts: Facts = {
        "slug": slug,
        "briefing": briefing,
        "parts": parts,
        "others": others,
        "look": desk.preview_server.address(f"{slug}/index.html"),
        "decider": desk.decider,
    }
    return page(desk, request, "briefing.html", title=briefing.title if briefing else slug, **facts)


def _ask(desk: Desk, request: Request) -> Response:
    return _bring_page(desk, request, "", request.query_params.get("into", ""))


def _begin(desk: Desk, request: Request, form: FormData) -> Response:
    sent, slug = upload(form, "file"), word(form, "slug").strip()
    if sent is None and not word(form, "empty"):
        return _bring_page(desk, request, desk.words["bring_no_file"], slug, 400)
    slug = slug or _fitting(sent.filename or "" if sent else "")
    if not is_briefing_slug(slug):
        return _bring_page(desk, request, desk.words["bring_slug_wrong"].format(slug=slug), slug, 400)
    kept = kept_upload(desk, sent) if sent else None
    there = (desk.project / "content" / slug).exists()
    if there and kept is None:
        return _bring_page(desk, request, desk.words["bring_there"].format(slug=slug), slug, 400)
    before = _files(desk, slug)
    found = bring_in(desk.project, slug, kept.file if kept else None)
    if found.fault:
        return _bring_page(desk, request, found.fault, slug, 400)
    if there:
        return _compared(desk, request, slug, found.differences, found.report, kept)
    desk.files.noted(desk.words["brought_in"], dict.fromkeys(_files(desk, slug)) | before)
    return _report(desk, request, slug, found.report, kept.name if kept else "")


def _take(desk: Desk, request: Request, form: FormData) -> Response:
    slug, waiting = request.path_params["slug"], desk.incoming.get(word(form, "file"))
    if waiting is None:
        return _bring_page(desk, request, desk.words["bring_again"], slug, 400)
    before = _files(desk, slug)
    wins = bool(word(form, "word_wins"))
    found = bring_in(desk.project, slug, waiting.file, update=True, word_wins=wins)
    if found.fault:
        return _bring_page(desk, request, found.fault, slug, 400)
    desk.files.noted(desk.words["taken_in"], dict.fromkeys(_files(desk, slug)) | before)
    return _report(desk, request, slug, found.report, waiting.name)


def _as_word(desk: Desk, request: Request, form: FormData) -> Response:
    from ....read.documents.starting import StartingError, briefing_in_word  # late: opening the desk needs none of it

    slug = request.path_params["slug"]
    folder = Path(tempfile.mkdtemp())
    try:
        desk.files.briefing(slug)
        briefing_in_word(desk.project, slug, folder / f"{slug}.docx", Theme((SHIPPED,)), WORD_DAY)
    except (NotThereError, StartingError) as error:
        shutil.rmtree(folder, ignore_errors=True)
        return page(desk, request, "word_no.html", 409, title=desk.words["word_no_title"], why=str(error), slug=slug)
    after = BackgroundTask(shutil.rmtree, folder, ignore_errors=True)
    return FileResponse(folder / f"{slug}.docx", filename=f"{slug}.docx", background=after)


def _bring_page(desk: Desk, request: Request, fault: str, slug: str, status: int = 200) -> Response:
    title = desk.words["bring_title"]
    title = f"{desk.words['error']}: {title}" if fault else title
    return page(desk, request, "bring.html", status, title=title, fault=fault, slug=slug)


def _report(desk: Desk, request: Request, slug: str, report: Report, name: str) -> Response:
    return page(
        desk, request, "report.html", title=desk.words["report_title"], slug=slug, report=_grouped(report), name=name
    )


def _compared(
    desk: Desk,
    request: Request,
    slug: str,
    differences: str,
    report: Report,
    kept: Incoming | None,
) -> Response:
    token = next((t for t, i in desk.incoming.items() if i is kept), "")
    name = kept.name if kept else ""
    facts: Facts = {
        "slug": slug,
        "changes": _sides(differences),
        "report": _grouped(report),
        "file": token,
        "name": name,
    }
    return page(desk, request, "compare.html", title=desk.words["compare_title"], **facts)


def _grouped(report: Report) -> list[tuple[str, list[str]]]:
    return [(kind, [words for _, words in group]) for kind, group in groupby(report, key=lambda note: note[0])]


def _sides(differences: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """A unified difference as (file, lines), a line being what happens to it ("", "out", "in", "gap") and its words."""
    kinds = {"+": "in", "-": "out", " ": ""}
    files: list[tuple[str, list[tuple[str, str]]]] = []
    for line in differences.splitlines():
        if line.startswith("--- "):
            files.append((line.removeprefix("--- ").rpartition(" (")[0].rpartition("/")[2], []))
        elif line.startswith("@@") and files:
            files[-1][1].append(("gap", ""))
        elif line[:1] in kinds and files and not line.startswith("+++ "):
            files[-1][1].append((kinds[line[0]], line[1:]))
    return files


def _fitting(name: str) -> str:
    plain = ascii_slug(PurePath(name.replace("\\", "/")).stem)[:50].strip("-")
    plain = re.sub(r"^(?:seven|7)-?(?:minute|min)-(?:learning-)?briefing-", "", plain)
    plain = re.sub(r"(?:-(?:final|draft|copy|version|new|v\d{1,2}(?:-\d{1,2})?))+$", "", plain) or plain
    return plain if is_briefing_slug(plain) else f"{plain}-briefing" if plain else ""


def _files(desk: Desk, slug: str) -> dict[Path, bytes | None]:
    """Every text of a briefing as it is now."""
    folder = desk.project / "content" / slug
    texts = [f for f in folder.iterdir() if f.is_file() and not f.is_symlink()] if folder.is_dir() else []
    return {f: f.read_bytes() for f in texts if f.suffix in (".md", ".yml")}
