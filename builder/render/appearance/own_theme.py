"""A project's own theme: which of its files cannot be used, and where, before anything is made of them."""

from __future__ import annotations

import contextlib
import re
import traceback
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Any

from jinja2 import Environment, TemplateError, TemplateSyntaxError

from ...adapters.mkdocs import SiteError
from ...adapters.pdf.faces import is_face
from ...model.place import Place
from ...model.problems import Problem, Severity
from ...model.theme import SHIPPED, Theme, ThemeError, read_tokens, read_words, text_of

_TEXTS = frozenset({".html", ".typ", ".css", ".js", ".yml"})
_HINT = "Mend the file, or take it out of theme/: then the one that is shipped is used."


def theme_slips(project: Path) -> tuple[Problem, ...]:
    """What cannot be used in the project's own `theme/`, a problem for each file."""
    own = project / "theme"
    if not own.exists() or own.resolve() == SHIPPED.resolve():
        return ()
    if not own.is_dir():
        return (_slip("theme", 0, "“theme” is a file, and should be a folder"),)
    found = []
    for path in sorted(own.rglob("*")):
        name = path.relative_to(own).as_posix()
        try:
            _look(path, name)
        except ThemeError as error:
            found.append(_slip(f"theme/{name}", error.line, error.said))
        except OSError as error:
            found.append(_slip(f"theme/{name}", 0, f"This file cannot be read: {error.strerror}"))
    return tuple(found)


def _slip(path: str, line: int, said: str) -> Problem:
    return Problem("theme", Severity.ERROR, Place(path, line), said, _HINT)


def _look(path: Path, name: str) -> None:
    if path.is_dir():
        if (SHIPPED / name).is_file():
            raise ThemeError("This is a folder, and should be a file")
        return
    if path.suffix.lower() in (".ttf", ".otf") and not is_face(path):
        raise ThemeError("This is no font that can be used")
    if path.suffix not in _TEXTS:
        return
    text = text_of(path)
    if name == "assets/tokens.css":
        read_tokens(path)
    elif path.parent.name == "words" and path.name != "sources.yml":
        _gaps(read_words(path), text, path)
    elif path.suffix == ".html":
        _template(text)
    elif path.suffix == ".typ":
        from ...adapters.typst import slip_in  # late, as below: most projects have no template of paper

        if slip := slip_in(text):
            raise ThemeError(f"This line of the paper's template cannot be used: {slip[0].rstrip('.')}", line=slip[1])


def _gaps(words: dict[str, dict[str, Any]], text: str, path: Path) -> None:
    """A word may have the gaps that the English one has, such as {count}, and no others: nothing would fill them."""
    shipped = read_words(SHIPPED / "words" / "en.yml")
    for group, entries in words.items():
        for key, word in entries.items():
            known = shipped.get(group, {}).get(key)
            if group == "audience" or known is None:
                continue
            allowed = _named(str(known)) or frozenset()
            named = _named(str(word))
            if named is None and allowed:
                raise ThemeError(f"In “{key}” a brace {{ or }} is not closed or not opened", path, _line_of(text, key))
            if extra := sorted((named or frozenset()) - allowed - _FOR_AUDIENCE):
                has = ", ".join(f"{{{name}}}" for name in sorted(allowed)) or "no gaps"
                raise ThemeError(
                    f"In “{key}” nothing fills {{{extra[0]}}}. The English words have {has}", path, _line_of(text, key)
                )


_FOR_AUDIENCE = frozenset({"person", "people", "families", "allegations"})


def _line_of(text: str, key: str) -> int:
    lines = enumerate(text.split("\n"), 1)
    return next((n for n, line in lines if re.match(rf"\s+{re.escape(key)}\s*:", line)), 0)


def _named(word: str) -> frozenset[str] | None:
    """The names of a word's gaps; None where its braces make none."""
    try:
        return frozenset(name for _, name, _, _ in Formatter().parse(word) if name is not None)
    except ValueError:
        return None


def _template(text: str) -> None:
    try:
        Environment(autoescape=True).parse(text)
    except TemplateSyntaxError as error:
        said = (error.message or "unreadable").rstrip(".")
        raise ThemeError(f"This line of the template cannot be used: {said}", line=error.lineno) from error


@contextlib.contextmanager
def told_by_file(theme: Theme) -> Iterator[None]:
    """What a partnership's own template makes fail while pages and papers are made is a ThemeError, not our fault."""
    try:
        yield
    except Exception as error:
        own = theme.folders[0]
        if own == SHIPPED or own.name != "theme":
            raise
        from ...adapters.typst import SettingError

        in_it = any(frame.filename.endswith(".html") for frame in traceback.extract_tb(error.__traceback__))
        if not in_it and not isinstance(error, TemplateError | SiteError | SettingError):
            raise
        said = next((line for line in str(error).splitlines() if line.strip()), type(error).__name__)
        raise ThemeError(f"A template in theme/ cannot be used: {said[:300].rstrip('.')}") from error
