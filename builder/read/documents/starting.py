"""`briefing new`: a folder for a briefing, empty with guiding comments, from a document, or from one again."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from ...model.slugs import LONGEST, ascii_slug, is_briefing_slug
from ...model.theme import Theme
from . import Imported, Note, import_briefing
from .facts import settings_file, with_facts
from .keeping import exports, keep_export, keep_report, keep_words, kept_words
from .merging import merged
from .report import Weight, ordered
from .word.form import pictures_in, word_form

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


def new_briefing(
    project: Path, slug: str, source: Path | None = None, *, update: bool = False, word_wins: bool = False
) -> Started:
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
        written = _write(folder, imported.files, imported.pictures)
        _keep(project, slug, imported, imported.report, source)
        return Started(folder, written, "", imported.report, _made_way(project, slug))
    before = _existing(folder)
    base = kept_words(project, slug, imported.base)
    after, kept = _combined(before, imported, base, word_wins=word_wins)
    changed = {name: text for name, text in after.items() if before.get(name) != text}
    pictures = {name: data for name, data in imported.pictures.items() if not (folder / name).exists()}
    written = _write(folder, changed, pictures) if update else ()
    report = ordered((*imported.report, *kept))
    _keep(project, slug, imported if update else None, report, source)
    return Started(folder, written, _differences(slug, before, after), report)


def _keep(project: Path, slug: str, imported: Imported | None, report: tuple[Note, ...], source: Path) -> None:
    """Notes the report and, where something was written, the words that came in."""
    try:
        keep_report(project, slug, report, source.name)
        if imported:
            keep_words(project, slug, imported.files)
    except OSError as error:
        raise StartingError(f"records/imports/{slug} cannot be written: {error.strerror}.") from error


def briefing_in_word(project: Path, slug: str, target: Path, theme: Theme, epoch: int) -> tuple[str, ...]:
    """Writes a briefing as a Word file to `target`; gives what Word does not hold. Raises StartingError."""
    folder = project / "content" / slug
    if not is_briefing_slug(slug) or not (folder / "briefing.yml").is_file():
        raise StartingError(f"There is no briefing in content/{slug}.")
    if target.suffix.lower() != ".docx":
        raise StartingError(f"{target.name} must end in .docx.")
    dist = (project / "dist").resolve()
    if target.resolve().is_relative_to(dist) or target.resolve().is_relative_to((project / "build").resolve()):
        raise StartingError(
            "A build replaces what is in dist/ and build/. Choose another place for a file to write in."
        )
    files = _existing(folder)
    try:
        form = word_form(files, pictures_in(folder, files), theme, epoch)
    except yaml.YAMLError as error:
        raise StartingError(f"content/{slug}/briefing.yml cannot be read: run `briefing check`.") from error
    if target.exists() and not _is_ours(project, slug, target) and target.read_bytes() != form.data:
        raise StartingError(f"{target} is there already, and may have been changed. Nothing was written: use --to.")
    try:
        keep_words(project, slug, files, form.mark)
        draft = target.with_name(f".{target.name}.part")
        draft.write_bytes(form.data)
        draft.replace(target)
        keep_export(project, slug, form.data)
    except OSError as error:
        raise StartingError(f"{target} cannot be written: {error.strerror}.") from error
    return form.notes


def _is_ours(project: Path, slug: str, target: Path) -> bool:
    """Whether a file is one that we wrote and nobody has changed since."""
    return hashlib.sha256(target.read_bytes()).hexdigest() in exports(project, slug)


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


def _combined(
    before: dict[str, str], imported: Imported, base: dict[str, str], *, word_wins: bool
) -> tuple[dict[str, str], list[Note]]:
    """Every file after the import; a part keeps its file's name, since addresses hang on it."""
    based = {_number(name): text for name, text in base.items() if name.endswith(".md")}
    notes: list[Note] = []
    numbered = {_number(name): name for name in before if name.endswith(".md")}
    after: dict[str, str] = {}
    for name, text in imported.files.items():
        if name == "briefing.yml":
            facts = _changed_facts(imported, before.get(name, ""), base.get(name, ""), notes, word_wins=word_wins)
            after[name] = with_facts(before[name], facts) if name in before else text
        else:
            own = numbered.get(_number(name), name)
            if own not in before:
                after[own] = text
                continue
            made = merged(before[own], text, based.get(_number(name), ""), word_wins=word_wins)
            after[own] = made.text
            notes += [_conflict(own, c.word, c.folder, word_wins=word_wins) for c in made.conflicts]
    left = [name for name in before if name not in after]
    notes += [
        Note(name, "Only in the folder, not in the document. It was kept: delete it if it should go.") for name in left
    ]
    return after, notes


def _conflict(where: str, word: str, folder: str, *, word_wins: bool) -> Note:
    kept = "Word's words are taken" if word_wins else "The folder's words stay; --word-wins takes Word's"
    said = f"Changed in Word and in the folder. {kept}. Word says “{word}”; the folder says “{folder}”."
    return Note(where, said, Weight.FIRST)


def _changed_facts(imported: Imported, now: str, base: str, notes: list[Note], *, word_wins: bool) -> dict[str, Any]:
    """The facts that Word changed since the last import; without one, those that the document states."""
    try:
        old, here = (yaml.load(text, Loader=yaml.BaseLoader) or {} for text in (base, now))
    except yaml.YAMLError:
        return {}
    if not base or not isinstance(old, dict) or not isinstance(here, dict):
        return {k: v for k, v in imported.settings.items() if k != "title" or v not in now}
    facts: dict[str, Any] = {}
    for key, value in imported.settings.items():
        mine, was = here.get(key), old.get(key)
        if _plain(value) == _plain(was) or _plain(value) == _plain(mine):
            continue
        if mine is None or _plain(mine) == _plain(was):
            facts[key] = value
        else:
            notes.append(_conflict("briefing.yml", f"{key}: {value}", f"{key}: {mine}", word_wins=word_wins))
            facts |= {key: value} if word_wins else {}
    return facts


def _plain(value: Any) -> Any:
    return " ".join(str(value).split()) if not isinstance(value, dict | list) else value


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


def _write(folder: Path, files: Mapping[str, str], pictures: Mapping[str, bytes] | None = None) -> tuple[str, ...]:
    """Writes each file whole or not at all; gives the names."""
    pictures = pictures or {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            draft = folder / f".{name}.part"
            draft.write_text(text, encoding="utf-8", newline="\n")
            draft.replace(folder / name)
        for name, data in pictures.items():
            draft = folder / f".{name}.part"
            draft.write_bytes(data)
            draft.replace(folder / name)
    except OSError as error:
        raise StartingError(f"{folder} cannot be written: {error.strerror}.") from error
    return (*files, *pictures)
