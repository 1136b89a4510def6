"""Finished pages as they stand inside an LMS package: what only makes sense on the web left out, every link alive.

A template marks what differs there with one attribute: `data-lms=""` is left out, `data-lms="place"` says the word
`lms.place` instead of its content. Everything else passes unchanged, byte for byte.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html import escape
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from .tags import Tag, tags_of

VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "param")
)
_CARRIES = {"link": "href", "script": "src", "img": "src", "button": "data-template", "source": "src"}
"""Elements that bring a file with them, and the attribute that names it. A button's is loaded when it is pressed."""


@dataclass(frozen=True, slots=True)
class Packed:
    """A page for the package, the files it needs by their path in the site, and links that had to go."""

    text: str
    needs: tuple[str, ...]
    lost: tuple[str, ...] = ()


_LATER = re.compile(
    r"( 'sha256-[^']+')(;[^>]*>.*?)(<style data-lms=\"\">.*?</style>.*?)"
    r"(<link rel=\"stylesheet\"[^>]*><noscript>[^\n]*?</noscript><script [^>]*></script>)",
    re.DOTALL,
)
"""A part's sheet behind what it draws first, and the hash of that in its policy."""


# The stand-ins of theme/assets/fonts.css hold one regular face each. Where they stay, headings need a bold one.
_BOLD = (
    '@font-face{font-family:"Sans stand-in";src:local("Arial Bold"),local("Arial-BoldMT"),'
    'local("Liberation Sans Bold"),local("Helvetica-Bold");font-weight:600;size-adjust:94%;}'
    '@font-face{font-family:"Sans stand-in 2";src:local("DejaVu Sans Bold");font-weight:600;size-adjust:81.6%;}\n'
)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a page is packed for: the pages that are in the package, those that stand in for others, and the words."""

    pages: Collection[str]
    instead: Mapping[str, str]
    words: Mapping[str, str] = field(default_factory=dict)


def pack_page(text: str, path: str, ground: Ground) -> Packed:
    """One page. `path` is its place in the site ("child-h/index.html"). Raises KeyError for an unknown word."""
    walk = _Walk(path, ground)
    walk.over(_with_its_sheet_first(text))
    return Packed("".join(walk.out), tuple(dict.fromkeys(walk.needs)), tuple(walk.lost))


def _with_its_sheet_first(text: str) -> str:
    """A part as every other page: a package has no way to save, and would carry its first style in each of them."""
    return _LATER.sub(r"\2\4\3", text, count=1)


def without_faces(css: str) -> str:
    """A style sheet without the fonts that are files: the faces on the reader's device stand in, bold ones too."""
    bare = re.sub(r"@font-face\s*\{[^}]*url\([^}]*\}\s*", "", css)
    return _BOLD + bare if bare != css else css


@lru_cache(maxsize=1000)
def _place(folder: str, path: str) -> str:
    """The place in the site that a page of a folder names."""
    return normpath(join(folder, unquote(path)))


class _Walk:
    """Copies a page, tag by tag. `skip` is the element whose content is left out, and how deep in it we are."""

    def __init__(self, path: str, ground: Ground) -> None:
        self.path, self.ground = path, ground
        self.out: list[str] = []
        self.needs: list[str] = []
        self.lost: list[str] = []
        self._skip: tuple[str, int, bool] | None = None
        self._links: list[str] = []

    # Tags ----------------------------------------------------------------------------------------

    def over(self, text: str) -> None:
        """Goes over a page. What stands between tags passes."""
        at, wanted = 0, {*_CARRIES, "a"}
        for tag in tags_of(text, wanted, "data-lms"):
            if not self._skip:
                self.out.append(text[at : tag.start])
            at = tag.end
            if tag.closes:
                self._closed(tag)
            elif self._skip:
                self._deeper(tag)
            else:
                self._opened(tag)
                if self._skip:
                    wanted.add(tag.name)
        if not self._skip:
            self.out.append(text[at:])

    def _opened(self, tag: Tag) -> None:
        """An opening tag: passed over, changed for the LMS, or copied as it stands."""
        values = tag.attributes()
        if "data-lms" in values and not tag.is_whole:
            self._differs(tag.name, values["data-lms"] or "", tag.raw)
        elif tag.name == "a" and values.get("href") is not None and not tag.is_whole:
            self._link(values["href"] or "", tag.raw)
        else:
            self._carry(tag.name, values)
            self.out.append(tag.raw)

    def _closed(self, tag: Tag) -> None:
        """A closing tag; that of a link may have become something else."""
        if self._skip:
            self._shallower(tag.name)
        elif tag.name == "a" and self._links:
            self.out.append(self._links.pop())
        else:
            self.out.append(tag.raw)

    def _deeper(self, tag: Tag) -> None:
        if self._skip and tag.name == self._skip[0] and not tag.is_whole:
            self._skip = (tag.name, self._skip[1] + 1, self._skip[2])

    def _shallower(self, tag: str) -> None:
        name, depth, kept = self._skip or ("", 0, False)
        if tag != name:
            return
        self._skip = (name, depth - 1, kept) if depth > 1 else None
        if depth == 1 and kept:
            self.out.append(f"</{tag}>")

    # What differs --------------------------------------------------------------------------------

    def _differs(self, tag: str, word: str, raw: str) -> None:
        if word:
            self.out.append(re.sub(r"\s+data-lms=(\"[^\"]*\"|'[^']*'|[^\s>]+)", "", raw))
            self.out.append(escape(self.ground.words[word], quote=False))
        if tag not in VOID:
            self._skip = (tag, 1, bool(word))

    def _link(self, href: str, raw: str) -> None:
        end = "</a>"
        parts = urlsplit(href)
        if parts.scheme in ("http", "https"):
            # A frame in a frame is no place for another website, and most refuse to be framed.
            raw = raw[:-1] + ' target="_blank" rel="noopener noreferrer">'
            end = f'<span class="vh"> {escape(self.ground.words["new_tab"])}</span></a>'
        elif not parts.scheme and parts.path:
            target = self._place(parts.path)
            if target in self.ground.instead:
                raw = raw.replace(f'"{escape(href)}"', f'"{self._way_to(self.ground.instead[target])}"')
            elif target not in self.ground.pages:
                self.lost.append(target)
                raw, end = "", ""
        self._links.append(end)
        self.out.append(raw)

    def _carry(self, tag: str, values: Mapping[str, str | None]) -> None:
        named = values.get(_CARRIES.get(tag, ""))
        if named and not urlsplit(named).scheme:
            self.needs.append(self._place(urlsplit(named).path))

    def _place(self, path: str) -> str:
        return _place(dirname(self.path), path)

    def _way_to(self, page: str) -> str:
        return "../" * self.path.count("/") + page
