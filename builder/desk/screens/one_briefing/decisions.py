"""What a person decides at the passage, and links between findings and recommendations by ticking."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ....adapters.yaml_lines import CannotChangeError, with_entry
from ....model.briefing import Briefing
from ....model.text import plain
from ....render.job import today
from ...state import Desk, briefing_of
from ...writing.files import NotThereError
from ..common import Facts, changes, goes_to, not_there, page, shown, word

_CODES = re.compile(r"\s*[(\[]\s*[FR]\d{1,3}(?:\s*(?:,|;|&|and|a)?\s*[FR]\d{1,3})*\s*[)\]]\s*(\.?)\s*$", re.I)
_NEW_ITEM = re.compile(r"\s{0,3}(?:\d{1,3}[.)]|[-*+])\s")


def routes(desk: Desk) -> list[Route]:
    """The screen's addresses."""
    return [
        changes(desk, "/briefing/{slug}/decide", _decide),
        shown(desk, "/briefing/{slug}/links", _links, reads=True),
        changes(desk, "/briefing/{slug}/links", _link),
    ]


def _decide(desk: Desk, request: Request, form: FormData) -> Response:
    slug = request.path_params["slug"]
    try:
        file = desk.files.file("briefing.yml", slug)
    except NotThereError:
        return not_there(desk, request)
    rule, reason, who = (" ".join(word(form, n).split()) for n in ("rule", "reason", "who"))
    back = word(form, "back")
    back = back if re.fullmatch(rf"/briefing/{re.escape(slug)}(/part/[\w%.-]+)?", back) else f"/briefing/{slug}"
    if not (rule and reason and who):
        return page(desk, request, "undecided.html", 400, title=desk.words["undecided_title"], back=back)
    desk.decider = who
    words = " ".join(word(form, "words").split())
    given: dict[str, str | list[str]] = {"rule": rule, "words": [words] if words else []}
    entry = given | {"reason": reason, "who": who, "when": today().isoformat()}
    try:
        text = with_entry(desk.files.text(file), ("decisions",), entry)
    except CannotChangeError:
        return goes_to(f"/briefing/{slug}/settings", "by_hand")
    desk.files.save({file: text}, desk.words["decided"].format(rule=rule))
    return goes_to(back, "decided", "remarks")


def _links(desk: Desk, request: Request) -> Response:
    slug = request.path_params["slug"]
    briefing = briefing_of(desk.read(), slug)
    if briefing is None:
        return not_there(desk, request)
    rows = [(p.code, plain(p.blocks), set(p.links)) for p in briefing.recommendations]
    finds = [(p.code, plain(p.blocks)) for p in briefing.findings]
    facts: Facts = {"slug": slug, "briefing": briefing, "rows": rows, "finds": finds}
    return page(desk, request, "links.html", title=desk.words["links_title"], **facts)


def _link(desk: Desk, request: Request, form: FormData) -> Response:
    slug = request.path_params["slug"]
    briefing = briefing_of(desk.read(), slug)
    if briefing is None:
        return not_there(desk, request)
    ticked = {
        p.code: tuple(f.code for f in briefing.findings if word(form, f"{p.code}-{f.code}"))
        for p in briefing.recommendations
    }
    texts = _linked(desk, briefing, ticked)
    desk.files.save(texts, desk.words["linked"])
    now = briefing_of(desk.read(), slug)
    missed = [p.code for p in now.recommendations if set(p.links) != set(ticked.get(p.code, ()))] if now else []
    return goes_to(f"/briefing/{slug}/links", "linked_partly" if missed else "linked")


def _linked(desk: Desk, briefing: Briefing, ticked: dict[str, tuple[str, ...]]) -> dict[Path, str]:
    """The text of each file whose recommendations get other codes at their end."""
    texts: dict[Path, str] = {}
    for section in briefing.sections:
        points = [p for p in section.points if p.code in ticked and set(p.links) != set(ticked[p.code])]
        if points:
            file = desk.files.file(section.place.path.rpartition("/")[2], briefing.slug)
            lines = desk.files.text(file).split("\n")
            for point in points:
                kept = tuple(c for c in point.links if c.startswith("R"))
                with_codes(lines, point.line, (*ticked[point.code], *kept))
            texts[file] = "\n".join(lines)
    return texts


def with_codes(lines: list[str], line: int, codes: Sequence[str]) -> None:
    """Puts codes, or none, at the end of the first paragraph of the list item that begins on a line (from 1)."""
    at = line - 1
    while at + 1 < len(lines) and lines[at + 1].strip() and not _NEW_ITEM.match(lines[at + 1]):
        at += 1
    bare = _CODES.sub(lambda found: found[1], lines[at].rstrip())
    lines[at] = f"{bare} ({', '.join(codes)})" if codes else bare
