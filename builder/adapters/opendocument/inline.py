"""The words of an OpenDocument paragraph as runs: spans, links, notes, pictures, and what nobody is meant to read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..documents.content import Kind, Left, Run, Seen, TakenPicture
from ..documents.office import OfficeFile
from ..documents.symbols import as_shown
from ..pictures import fitted
from .styles import OdfStyles

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
LINK = "{http://www.w3.org/1999/xlink}href"
_PAGE_FIELDS = frozenset(f"{TEXT}{n}" for n in ("page-number", "page-count", "page-continuation"))
_HIDDEN_FIELDS = frozenset(f"{TEXT}{n}" for n in ("hidden-text", "hidden-paragraph"))


@dataclass
class OdfInlines:
    """Reads runs; what it leaves out goes to `left`, what hangs in a paragraph to `frames`."""

    file: OfficeFile
    styles: OdfStyles
    left: list[Left] = field(default_factory=list)
    seen: list[Seen] = field(default_factory=list)
    pictures: dict[str, TakenPicture] = field(default_factory=dict)
    frames: list[Any] = field(default_factory=list)
    heading: str = ""
    """The heading above, to say where something stood."""

    def spot(self) -> str:
        """Where the reading is."""
        return f"under “{self.heading}”" if self.heading else "at the start"

    def runs(self, element: Any, style: str, href: str = "", spans: tuple[str, ...] = ()) -> Iterator[Run]:
        """The runs below a paragraph, span or link."""
        look = self.styles.look(style, spans)
        yield from self.worded(element.text, look, href)
        for child in element:
            tag = child.tag if isinstance(child.tag, str) else ""
            if tag == f"{TEXT}span":
                yield from self.runs(child, style, href, (*spans, child.get(f"{TEXT}style-name") or ""))
            elif tag == f"{TEXT}a":
                yield from self.runs(child, style, child.get(LINK) or href, spans)
            elif tag == f"{TEXT}s":
                count = child.get(f"{TEXT}c") or "1"
                yield Run(" " * (min(int(count), 80) if count.isdecimal() else 1))
            elif tag == f"{TEXT}tab":
                yield Run("\t")
            elif tag == f"{TEXT}line-break":
                yield Run("\n")
            elif tag == f"{TEXT}note":
                yield Run("", footnote=tuple(self.note(child)))
            elif tag == f"{OFFICE}annotation":
                words = " ".join(" ".join("".join(p.itertext()) for p in child.iter(f"{TEXT}p")).split())
                self.left.append(Left(Kind.COMMENT, words))
            elif tag in _HIDDEN_FIELDS:
                if words := " ".join("".join(child.itertext()).split()):
                    self.left.append(Left(Kind.HIDDEN, words))
            elif tag.startswith(DRAW):
                if (run := self.picture(child)) is not None:
                    yield run
                else:
                    self.frames.append(child)
            elif tag == f"{TEXT}ruby":
                yield Run("".join(child.itertext()))
            elif tag not in _PAGE_FIELDS and not tag.startswith(OFFICE):
                yield from self.runs(child, style, href, spans)
            yield from self.worded(child.tail, look, href)

    def worded(self, text: str | None, look: Any, href: str) -> Iterator[Run]:
        """Words with a look, unless nobody is meant to read them."""
        if not text:
            return
        flat = text.replace("\n", " ")
        if look.hidden or look.struck:
            if flat.strip():
                self.left.append(Left(Kind.HIDDEN if look.hidden else Kind.STRUCK, " ".join(flat.split())))
            return
        web = href if href.startswith(("http://", "https://", "mailto:", "tel:")) else ""
        yield Run(as_shown(flat, look.font), look.bold, look.italic, web, size=look.size)

    def note(self, note: Any) -> Iterator[Run]:
        """The runs of a foot- or endnote."""
        body = note.find(f"{TEXT}note-body")
        first = True
        for paragraph in body.iter(f"{TEXT}p") if body is not None else ():
            runs = tuple(self.runs(paragraph, paragraph.get(f"{TEXT}style-name") or ""))
            if not any(r.text.strip() for r in runs):
                continue
            yield from () if first else (Run("\n\n"),)
            first = False
            self.seen.append(Seen(" ".join("".join(r.text for r in runs).split()), "a note"))
            yield from runs

    def picture(self, frame: Any) -> Run | None:
        """A frame that holds a picture and no text, as a run; None for another one."""
        image = frame.find(f"{DRAW}image")
        if image is None or frame.find(f"{DRAW}text-box") is not None or frame.find(f"{DRAW}object") is not None:
            return None
        words = (frame.findtext(f"{SVG}desc") or "", frame.findtext(f"{SVG}title") or "")
        alt = " ".join(next((w for w in words if w.strip()), "").split())
        data = self.file.data((image.get(LINK) or "").removeprefix("./"))
        fit = fitted(data) if data else None
        if fit is None:
            self.left.append(Left(Kind.PICTURE, alt))
            return Run("")
        name = f"picture-{len(self.pictures) + 1}{fit.suffix}"
        self.pictures[name] = TakenPicture(name, fit.data, alt, self.spot())
        return Run(alt, picture=name)
