"""A message and what is attached to it, whatever program saved it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser

MAX_WORDS = 200_000
"""Characters of a message's own words. A longer one is cut, and says so."""


class MailError(Exception):
    """A message that cannot be taken apart: `why` is "damaged", "too_large" or "encrypted"."""

    def __init__(self, why: str, detail: str = "") -> None:
        super().__init__(f"{why} {detail}".strip())
        self.why = why
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Letter:
    """What a message says of itself. `sender` is an address in small letters, or "".

    `automatic` is "" for a message that a person wrote, else "absence" or "undelivered". `links` are addresses of
    files in a cloud, as they stand in the message. `sealed`: encrypted or sealed, so that its content is not seen;
    `signed`: all of it lay within a signature, which nobody has checked.
    """

    sender: str = ""
    sender_name: str = ""
    subject: str = ""
    sent: datetime | None = None
    words: str = ""
    automatic: str = ""
    links: tuple[str, ...] = ()
    sealed: bool = False
    signed: bool = False


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that came with a message. `inline`: the message shows it in its own text, as it shows a logo."""

    name: str
    data: bytes
    inline: bool = False


_CLOUD = re.compile(
    r"https?://[\w.-]*(?:sharepoint\.com|1drv\.ms|onedrive\.live\.com|drive\.google\.com|docs\.google\.com|dropbox\.com"
    r"|wetransfer\.com|we\.tl|box\.com|icloud\.com|egress\.com|mimecast\.com|transferxl\.com|smash\.com)/[^\s<>\"')\]]*",
    re.I,
)


def cloud_links(text: str) -> tuple[str, ...]:
    """Addresses of files that lie with a cloud service, each once, at most twenty."""
    return tuple(dict.fromkeys(found[:300] for found in _CLOUD.findall(text)))[:20]


_NO_WORDS = frozenset(("script", "style", "head", "title", "template", "noscript", "object", "svg"))
_EMPTY = frozenset(("br", "hr", "img", "meta", "link", "input", "wbr", "col", "area", "base", "source", "track"))
_BLOCKS = frozenset(
    ("p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "blockquote", "pre", "ul", "ol", "hr")
)
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all", re.I)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.links: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = dict(attrs)
        if tag == "a" and facts.get("href"):
            self.links.append(facts["href"] or "")
        if tag in _BLOCKS:
            self.pieces.append("\n")
        if tag not in _EMPTY:
            away = tag in _NO_WORDS or bool(_HIDDEN.search(facts.get("style") or ""))
            self._open.append((tag, away or self._hidden))

    def handle_endtag(self, tag: str) -> None:
        if any(name == tag for name, _ in self._open):
            while self._open and self._open.pop()[0] != tag:
                continue
        if tag in _BLOCKS:
            self.pieces.append("\n")
        elif tag in ("td", "th"):
            self.pieces.append("\t")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.pieces.append(re.sub(r"\s+", " ", data))

    @property
    def _hidden(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def html_words(html: str) -> tuple[str, tuple[str, ...]]:
    """What a person sees of an HTML message, a line for each block; and where its links lead."""
    walk = _Words()
    walk.feed(html[: MAX_WORDS * 10])
    walk.close()
    return tidy("".join(walk.pieces)), tuple(walk.links[:500])


def tidy(text: str) -> str:
    """Lines without spaces at their ends, never two empty ones together, cut at `MAX_WORDS`."""
    lines = [
        " ".join(line.split(" ")).strip(" \t\xa0")
        for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]
    whole = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    return whole if len(whole) <= MAX_WORDS else whole[:MAX_WORDS] + " […]"
