"""`briefing new`: a folder for a briefing, empty with guiding comments, from a document, or from one again."""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from pathlib import Path

from ...model.slugs import LONGEST, ascii_slug, is_briefing_slug
from . import Imported, Note, import_briefing
from .facts import settings_file, with_facts
from .merging import merged

_PARTS: tuple[tuple[str, str, str], ...] = (
    ("Background", "Who is this about, and what was their life like? No detail that could identify anybody.", "what?"),
    ("Safeguarding concerns", "What was known, to whom, and what was done?", "what?"),
    ("The incident", "What happened, in two or three calm sentences.", "what?"),
    ("The review", "What did the review look at?", "so what?"),
    ("The findings", "A numbered list. Each becomes F1, F2 and so on: 1. Strategy meetings …", "so what?"),
    ("Recommendations", "A numbered list. (F1) at the end says which finding one answers.", "now what?"),
    ("Implementing change", "What should a team do with this?", "now what?"),
)


FIRST = "first-briefing"
"""The empty briefing of a new project."""


class StartingError(Exception):
    """The folder cannot be made; the text says why, for a person."""


@dataclass(frozen=True, slots=True)
class Started:
    """What happened: the folder, files written, differences where a folder was there already, and the report.

    `tidied` says whether the empty briefing of `briefing init` made way.
    """

    folder: Path
    written: tuple[str, ...]
    differences: str = ""
    report: tuple[Note, ...] = ()
    tidied: bool = False


def new_briefing(project: Path, slug: str, source: Path | None = None, *, update: bool = False) -> Started:
    """Makes `content/slug`; importing over an existing folder shows the differences and writes only on `update`.

    Raises StartingError for a name or folder that cannot be, UnreadableDocumentError for a source that cannot be read.
    """
    if not is_briefing_slug(slug):
        raise StartingError(_why_not(slug))
    folder = project / "content" / slug
    if source is None:
        if folder.exists():
            raise StartingError(f"content/{slug} is there already. Nothing was changed.")
        return Started(folder, _write(folder, _empty(slug)), tidied=_made_way(project, slug))
    imported = import_briefing(source, slug)
    if not folder.exists():
        return Started(folder, _write(folder, imported.files), "", imported.report, _made_way(project, slug))
    before = _existing(folder)
    after, kept = _combined(before, imported)
    written = _write(folder, {name: text for name, text in after.items() if before.get(name) != text}) if update else ()
    return Started(folder, written, _differences(slug, before, after), (*imported.report, *kept))


def _why_not(slug: str) -> str:
    """Why a folder in `content/` cannot bear a name: one rule with `check` (`model/slugs.py`)."""
    plain = ascii_slug(slug)
    if slug and plain == slug and len(slug) <= LONGEST:
        return f"“{slug}” is kept for the site or for Windows. Choose another name, such as {slug}-briefing."
    return f"“{slug}” cannot be part of an address. Use small letters, digits and hyphens: child-h."


def _made_way(project: Path, slug: str) -> bool:
    """Removes the briefing that a project begins with, while nobody has written in it: it would be published, empty."""
    first = project / "content" / FIRST
    if slug == FIRST or not first.is_dir() or first.is_symlink():
        return False
    try:
        known = _empty(FIRST)
        if {f.name for f in first.iterdir()} != set(known) or _existing(first) != known:
            return False
        for name in known:
            (first / name).unlink()
        first.rmdir()
    except (OSError, StartingError):
        return False  # it stays, and `briefing check` speaks of it
    return True


def _empty(slug: str) -> dict[str, str]:
    title = slug.replace("-", " ").capitalize()
    files = {"briefing.yml": settings_file({"title": title}, ("What readers are told before they begin.",))}
    for number, (heading, guide, asks) in enumerate(_PARTS, 1):
        name = f"{number:02d}-{heading.lower().replace(' ', '-')}.md"
        files[name] = (
            f"# {heading}\n\n<!-- {guide} -->\n\n## Reflect\n\n"
            f"<!-- One open question that asks {asks} Start with what or how: - What helps you to …? -->\n\n"
            "## For trainers\n\n<!-- Readers never see this: how to run the part, and what to watch for. -->\n"
        )
    return files


def _existing(folder: Path) -> dict[str, str]:
    try:
        files = [f for f in sorted(folder.iterdir()) if f.suffix == ".md" or f.name == "briefing.yml"]
        return {f.name: f.read_text(encoding="utf-8-sig").replace("\r\n", "\n") for f in files}
    except (OSError, UnicodeDecodeError) as error:
        raise StartingError(f"{folder.name} holds a file that cannot be read as text. Nothing was changed.") from error


def _combined(before: dict[str, str], imported: Imported) -> tuple[dict[str, str], list[Note]]:
    """Every file after the import; a part keeps its file's name, since addresses hang on it."""
    numbered = {_number(name): name for name in before if name.endswith(".md")}
    after: dict[str, str] = {}
    for name, text in imported.files.items():
        if name == "briefing.yml":
            facts = {k: v for k, v in imported.settings.items() if k != "title" or v not in before.get(name, "")}
            after[name] = with_facts(before[name], facts) if name in before else text
        else:
            own = numbered.get(_number(name), name)
            after[own] = merged(before[own], text) if own in before else text
    left = [name for name in before if name not in after]
    notes = [
        Note(name, "Only in the folder, not in the document. It was kept: delete it if it should go.") for name in left
    ]
    return after, notes


def _number(name: str) -> int:
    found = re.match(r"\d{1,3}", name)
    return int(found[0]) if found else -1


def _differences(slug: str, before: dict[str, str], after: dict[str, str]) -> str:
    """A unified diff, file by file."""
    out: list[str] = []
    for name in sorted(after):
        old, new = (texts.get(name, "").splitlines(keepends=True) for texts in (before, after))
        out += difflib.unified_diff(old, new, f"content/{slug}/{name} (now)", f"content/{slug}/{name} (imported)", n=1)
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in out)


def _write(folder: Path, files: dict[str, str]) -> tuple[str, ...]:
    """Writes each file whole or not at all; gives the names."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            draft = folder / f".{name}.part"
            draft.write_text(text, encoding="utf-8", newline="\n")
            draft.replace(folder / name)
    except OSError as error:
        raise StartingError(f"{folder} cannot be written: {error.strerror}.") from error
    return tuple(files)
