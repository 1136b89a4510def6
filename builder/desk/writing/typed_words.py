"""Words as open pages send them: in the order of typing, and kept where they have no place in a file yet.

A page that is left sends its last words while its save before is still on the way; either may arrive first, and both
name what the page saw before. So each open page names itself and counts its turns: later words of one page follow its
earlier ones and are never taken for somebody else's, and earlier words that come late change nothing.

Words that cannot be put into their file (another program holds it, it was changed meanwhile) wait in `records/desk/`,
those of each page in a file of their own.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from pathlib import Path

from .files import Files, held_said, replace

MAX_PAGES = 500
"""Open pages whose last words are remembered; the oldest are forgotten."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one open page sent last for one file: its count, the file's text after it ("" where it found no place)."""

    number: int
    text: str


@dataclass
class TypedWords:
    """What the pages of one desk sent in this session."""

    files: Files
    _turns: dict[tuple[str, Path], Turn] = field(default_factory=dict)
    _own: dict[tuple[str, Path], Path] = field(default_factory=dict)

    def last(self, page: str, file: Path) -> Turn | None:
        """What a page sent last for a file; None for a page without a name, which has no scripts."""
        return self._turns.get((page, file)) if page else None

    def sent(self, page: str, file: Path, turn: Turn) -> None:
        """Remembers it."""
        if not page:
            return
        self._turns.pop((page, file), None)
        self._turns[page, file] = turn
        while len(self._turns) > MAX_PAGES:
            self._turns.pop(next(iter(self._turns)))

    def set_aside(self, file: Path, text: str, page: str = "") -> None:
        """Puts words that have no place in their file where no build replaces them. Raises HeldError.

        They take the place of what the same page set aside before, and of nobody else's.
        """
        if any(self.files.text(one) == text for one in self._waiting(file)):
            return
        aside = (self._own.get((page, file)) if page else None) or self._free(file)
        self._put(aside, text)
        self._own[page, file] = aside

    def asked_again(self, file: Path, text: str) -> None:
        """Puts what a person made of the words that she was asked about in their place. Raises HeldError."""
        self._put(self.aside(file) or self._free(file), text)

    def aside(self, file: Path) -> Path | None:
        """The words that a person is asked about next; None where none wait."""
        return next(iter(self._waiting(file)), None)

    def settled(self, file: Path) -> None:
        """Forgets the words that a person was asked about; the next are asked about then."""
        self._gone(self.aside(file))

    def found_place(self, file: Path, text: str, page: str) -> None:
        """Forgets words that stand in their file now: those of this page, and the same text sent without a name."""
        self._gone(self._own.get((page, file)) if page else None)
        for one in self._waiting(file):
            if self.files.text(one) == text:
                self._gone(one)

    def _put(self, aside: Path, text: str) -> None:
        with held_said(aside):
            aside.parent.mkdir(parents=True, exist_ok=True)
            replace(aside, text.encode())

    def _gone(self, aside: Path | None) -> None:
        if aside is None:
            return
        self._own = {key: path for key, path in self._own.items() if path != aside}
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)

    def _waiting(self, file: Path) -> list[Path]:
        """What waits for a file, the oldest first: NAME.md, NAME.2.md and so on."""
        first = self._first(file)
        more = [first.with_suffix(f".{n}{first.suffix}") for n in range(2, self._count(first) + 2)]
        return [one for one in (first, *more) if one.is_file() and not one.is_symlink()]

    def _free(self, file: Path) -> Path:
        first = self._first(file)
        if not first.exists():
            return first
        return first.with_suffix(f".{self._count(first) + 2}{first.suffix}")

    def _count(self, first: Path) -> int:
        """The highest number in use, less one."""
        beside = first.parent.iterdir() if first.parent.is_dir() else ()
        stems = (one.stem.rpartition(".") for one in beside if one.suffix == first.suffix)
        return max((int(n) for stem, _, n in stems if stem == first.stem and n.isdecimal()), default=1) - 1

    def _first(self, file: Path) -> Path:
        folder = self.files.project / "records" / "desk" / "not-in-the-file"
        return folder / file.relative_to(self.files.project / "content")
