"""What is noted about imports in `records/imports/SLUG/`: the whole report, and the words of each import and export.

No build touches `records/`. The words are what a later import compares with, three ways.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from .report import Note, as_html, as_text

LAST = "last"


def noted_folder(project: Path, slug: str) -> Path:
    """Where the notes about a briefing's imports stand."""
    return project / "records" / "imports" / slug


def keep_report(project: Path, slug: str, notes: Sequence[Note], source: str) -> None:
    """Writes the whole report, with every word left out, as text and as a page."""
    folder = noted_folder(project, slug)
    folder.mkdir(parents=True, exist_ok=True)
    title = f"What came in from {source}"
    _whole(folder / "report.txt", f"{title}\n\n{as_text(notes, whole=True)}")
    _whole(folder / "report.html", as_html(notes, title))


def keep_words(project: Path, slug: str, files: Mapping[str, str], mark: str = LAST) -> None:
    """Keeps the words of an import, or of an export under its mark."""
    folder = noted_folder(project, slug) / mark
    draft = folder.with_name(f".{mark}.part")
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    for name, text in files.items():
        (draft / name).write_text(text, encoding="utf-8", newline="\n")
    shutil.rmtree(folder, ignore_errors=True)
    draft.rename(folder)


def kept_words(project: Path, slug: str, mark: str = "") -> dict[str, str]:
    """The words of an export by its mark, else of the last import; empty where nobody kept them."""
    for name in (mark, LAST):
        folder = noted_folder(project, slug) / name
        if name and folder.is_dir():
            try:
                return {f.name: f.read_text(encoding="utf-8") for f in sorted(folder.iterdir()) if f.is_file()}
            except (OSError, UnicodeDecodeError):
                continue
    return {}


def keep_export(project: Path, slug: str, data: bytes) -> None:
    """Notes the digest of a Word file that we wrote, so that it may be replaced while nobody has changed it."""
    known = exports(project, slug)
    digest = hashlib.sha256(data).hexdigest()
    _whole(noted_folder(project, slug) / "exports.txt", "\n".join(sorted({*known, digest})) + "\n")


def exports(project: Path, slug: str) -> frozenset[str]:
    """Digests of the Word files that we wrote."""
    file = noted_folder(project, slug) / "exports.txt"
    return frozenset(file.read_text(encoding="utf-8").split()) if file.is_file() else frozenset()


def _whole(file: Path, text: str) -> None:
    draft = file.with_name(f".{file.name}.part")
    draft.write_text(text, encoding="utf-8", newline="\n")
    draft.replace(file)
