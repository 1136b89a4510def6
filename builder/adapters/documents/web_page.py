"""The words of a web page that was put into a Word file: headings, lists, tables, paragraphs. Knows no briefing."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from typing import Any

from lxml import etree, html

from .content import MAX_PIECES, Document, Kind, Left, Piece, Run, Seen, Shape, UnreadableDocumentError

_NEVER = ("script", "style", "head", "title", "template", "noscript")
_BLOCKS = ("p", "div", "section", "article", "li", "td", "th", "blockquote", "pre", "figcaption", "dt", "dd", "address")
_HEADS = tuple(f"h{n}" for n in range(1, 7))
_HOLDS = ("ul", "ol", "table", "hr", *_BLOCKS, *_HEADS)


def read_page(data: bytes) -> Document:
    """What stands on a web page, alone or in an archive (.mht). Raises UnreadableDocumentError where it is none."""
    try:
        root = html.fromstring(_page(data), parser=html.HTMLParser(no_network=True, huge_tree=False))
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableDocumentError("It is not a web page.") from error
    left = [Left(Kind.HIDDEN, words) for e in list(root.iter()) if _is_hidden(e) and (words := _words(e))]
    for element in [e for e in root.iter() if _is_hidden(e) or e.tag in _NEVER or not isinstance(e.tag, str)]:
        if element.getparent() is not None:
            element.drop_tree()
    body = root.find(".//body")
    pieces = tuple(_pieces(body if body is not None else root))[:MAX_PIECES]
    seen = tuple(Seen(words, "a file put in whole") for words in " ".join(root.itertext()).split("\n") if words.strip())
    return Document(pieces, left=tuple(left), visible=seen)


def _page(data: bytes) -> bytes:
    """The page itself, out of an archive with its pictures."""
    if b"mime-version" not in data[:2_000].lower():
        return data or b" "
    message = email.message_from_bytes(data, policy=email.policy.default)
    part = next((p for p in message.walk() if p.get_content_type() == "text/html"), None)
    content = part.get_payload(decode=True) if part is not None else b""
    return content if isinstance(content, bytes) and content else b" "


def _is_hidden(element: Any) -> bool:
    if not isinstance(element.tag, str) or element.tag in _NEVER:
        return False
    look = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or any(
        x in look for x in ("display:none", "visibility:hidden", "mso-hide:all")
    )


def _words(element: Any) -> str:
    return " ".join(" ".join(element.itertext()).split())


def _pieces(parent: Any, depth: int = 0) -> Iterator[Piece]:
    """The pieces below an element: what holds no other block is one."""
    loose: list[Run] = [Run(parent.text or "")]
    for child in parent:
        if next(child.iter(*_HOLDS), None) is None:
            loose += _runs(child)
        else:
            yield from _text(loose)
            loose = []
            yield from _block(child, depth)
        loose.append(Run(child.tail or ""))
    yield from _text(loose)


def _block(element: Any, depth: int) -> Iterator[Piece]:
    tag = element.tag
    if tag in ("ul", "ol"):
        for item in element.iterchildren("li"):
            own, *more = [*_pieces(item, depth + 1), None] if len(item) or item.text else [None]
            if own is not None:
                yield Piece(Shape.ITEM, own.runs, depth, tag == "ol", of=str(id(element)))
            yield from (p for p in more if p is not None)
    elif tag in _HEADS:
        yield Piece(Shape.HEADING, tuple(_runs(element)), int(tag[1]))
    elif tag == "table":
        rows = tuple(tuple(tuple(_pieces(cell)) for cell in row.iterchildren("td", "th")) for row in element.iter("tr"))
        yield Piece(Shape.TABLE, rows=rows)
    else:
        yield from _pieces(element, depth)


def _text(runs: list[Run]) -> Iterator[Piece]:
    if any(r.text.strip() for r in runs):
        yield Piece(
            Shape.TEXT, tuple(Run(" ".join(f"|{r.text}|".split())[1:-1], r.bold, r.italic, r.href) for r in runs)
        )


def _runs(element: Any, bold: bool = False, italic: bool = False, href: str = "") -> Iterator[Run]:
    """The words below an element with their look."""
    bold, italic = bold or element.tag in ("b", "strong"), italic or element.tag in ("i", "em")
    address = element.get("href") or "" if element.tag == "a" else ""
    href = address if address.startswith(("http://", "https://", "mailto:", "tel:")) else href
    if element.tag == "br":
        yield Run("\n")
    yield Run(element.text or "", bold, italic, href)
    for child in element:
        yield from _runs(child, bold, italic, href)
        yield Run(child.tail or "", bold, italic, href)
