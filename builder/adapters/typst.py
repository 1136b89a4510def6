"""Typst, the engine that sets paper: templates of the theme and values in, PDF out. Knows no briefing.

Values reach a template as JSON in `sys.inputs.data`, never as source, so that nothing in a name or a text is a command.
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pikepdf
import typst

from .pdf.faces import core_of, glyphs_of
from .stand_ins import with_stand_ins
from .tongues import END, START, plain

Value = Any
"""Anything that JSON holds."""


class SettingError(Exception):
    """A template of the theme that Typst refuses. The message is Typst's, with what led to it."""


class Typesetter:
    """One compiler and its fonts, kept alive: starting it costs more than a page does."""

    def __init__(self, templates: Iterable[Path], fonts: Iterable[Path]) -> None:
        """`templates` are read one after the other into one source; `fonts` are font files. Nothing else is seen."""
        paths = tuple(templates)
        self._source = "\n".join(path.read_text(encoding="utf-8") for path in paths).encode()
        self._fonts = tuple(fonts)
        faces = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=sorted({p.parent for p in self._fonts})
        )
        self._compiler = typst.Compiler(root=paths[-1].parent, font_paths=faces, ignore_system_fonts=True)
        self._runs = 0

    def pdf(self, data: Mapping[str, Value], epoch: int, *, tagged: bool = True) -> bytes:
        """The template set with `data`, dated `epoch` (seconds since 1970).

        A letter that no face has is put in words. Tagged output follows the rules of PDF/UA-1 as far as Typst checks
        them. Raises SettingError.
        """
        glyphs = glyphs_of(self._fonts)
        try:
            return self._set(with_stand_ins(data, lambda c: ord(c) in glyphs or c in _MARKS), epoch, tagged=tagged)
        except SettingError:
            # Marks and letters that stand in two faces cannot be joined: plain letters always can.
            core = core_of(self._fonts)
            return self._set(with_stand_ins(data, lambda c: ord(c) in core or c in _MARKS), epoch, tagged=tagged)

    def _set(self, data: Value, epoch: int, *, tagged: bool) -> bytes:
        inputs = {"data": json.dumps(data, ensure_ascii=False)}
        try:
            made = self._compiler.compile(
                input=self._source,
                format="pdf",
                sys_inputs=inputs,
                timestamp=epoch,
                pdf_tags=tagged,
                pdf_standards=["ua-1"] if tagged else [],
            )
        except typst.TypstError as error:
            raise SettingError("\n".join((error.message, *error.hints, *error.trace))) from error
        if not isinstance(made, bytes):
            raise SettingError("Typst gave no document")
        self._forget()
        return _without_marks(made) if any(mark in inputs["data"] for mark in _MARKS) else made

    def picture(self, data: Mapping[str, Value], dots: float = 200) -> bytes:
        """The template's one page as a PNG, so many dots to an inch. Raises SettingError."""
        inputs = {"data": json.dumps(data, ensure_ascii=False)}
        try:
            made = self._compiler.compile(input=self._source, format="png", sys_inputs=inputs, ppi=dots)
        except typst.TypstError as error:
            raise SettingError("\n".join((error.message, *error.hints, *error.trace))) from error
        if not isinstance(made, bytes):
            raise SettingError("Typst gave no picture")
        return made

    def _forget(self) -> None:
        """Lets Typst's cache go, every fourth time: it keeps what its last ten runs remembered, 6 MB for each batch
        of values.
        """
        self._runs += 1
        for _ in range(11 if self._runs % 4 == 0 else 0):
            self._compiler.compile(input=b"", format="svg")


def slip_in(template: str) -> tuple[str, int] | None:
    """What of a template cannot be read as Typst, and its line; None for nothing. It is read and never run.

    Typst reads the whole source before it runs the first line, and the line that we put before it stops there.
    """
    try:
        typst.Compiler(ignore_system_fonts=True).compile(input=f'#panic("{_READ}")\n{template}'.encode(), format="pdf")
    except typst.TypstError as error:
        found = re.search(r":(\d+):\d+", error.diagnostic or "")
        return None if _READ in error.message else (error.message, int(found[1]) - 1 if found else 0)
    return None


_READ = "read to the end"


_MARKS = (START, END)


def _without_marks(made: bytes) -> bytes:
    """The same document; in bookmarks and descriptions no mark of a passage's language stays."""
    signs = (*(mark.encode("utf-16-be") for mark in _MARKS), *(mark.encode() for mark in _MARKS))
    if not any(sign in made for sign in signs):
        return made
    with pikepdf.open(io.BytesIO(made)) as pdf:
        for one in pdf.objects:
            if isinstance(one, pikepdf.Dictionary):
                for key in ("/Title", "/T", "/Alt", "/Contents", "/ActualText"):
                    if isinstance(text := one.get(key), pikepdf.String) and START in str(text):
                        one[key] = pikepdf.String(plain(str(text)))
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.preserve)
        return out.getvalue()


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)
