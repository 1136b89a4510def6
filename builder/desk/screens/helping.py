"""Help: the guide, in the desk."""

from __future__ import annotations

import re

from markdown_it import MarkdownIt
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from ...model.slugs import ascii_slug
from ...model.theme import SHIPPED
from ..help_places import way_back
from ..state import Desk
from .common import not_there, page, shown

_GUIDE = SHIPPED.parent / "docs" / "guide"
_PICTURES = SHIPPED.parent / "docs" / "pictures"


def routes(desk: Desk) -> list[Route]:
    """The screen's addresses."""
    return [
        shown(desk, "/help", _view),
        shown(desk, "/help/pictures/{name}", _picture),
        shown(desk, "/help/{name}", _view),
    ]


def _view(desk: Desk, request: Request) -> Response:
    name = request.path_params.get("name", "index")
    file = next((f for f in sorted(_GUIDE.glob("*.md")) if f.stem == name), None)
    if file is None:
        return not_there(desk, request)
    html, title = _rendered(file.read_text(encoding="utf-8"))
    pages = [(f.stem, _title(f.read_text(encoding="utf-8"))) for f in sorted(_GUIDE.glob("*.md"))]
    back = way_back(request.query_params.get("from", ""))
    return page(desk, request, "help.html", title=title or name, text=Markup(html), pages=pages, name=name, back=back)


def _picture(desk: Desk, request: Request) -> Response:
    name = request.path_params["name"]
    file = next((f for f in _PICTURES.iterdir() if f.name == name and f.suffix in (".webp", ".png", ".svg")), None)
    return FileResponse(file) if file else not_there(desk, request)


def _title(text: str) -> str:
    found = re.search(r"^# +(.+)$", text, re.M)
    return found[1] if found else ""


def _rendered(text: str) -> tuple[str, str]:
    """The guide is ours: its HTML is not escaped away, and its links lead to the desk's pages."""
    html = str(MarkdownIt("commonmark", {"html": False}).enable("table").render(text))
    html = re.sub(r"<h([23])>(.*?)</h\1>", _with_id, html)
    html = re.sub(r'href="([\w-]+)\.md(#[\w-]+)?"', r'href="/help/\1\2"', html)
    html = re.sub(r'src="\.\./pictures/', 'src="/help/pictures/', html)
    return re.sub(r"<h1>.*?</h1>\n?", "", html, count=1), _title(text)


def _with_id(found: re.Match[str]) -> str:
    words = ascii_slug(re.sub(r"<[^>]+>", "", found[2]))
    return f'<h{found[1]} id="{words}">{found[2]}</h{found[1]}>'
