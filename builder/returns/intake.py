"""The files of a folder one by one, and what lies inside messages and archives: each opened, each accounted for.

An unreadable file still says what it can: the words on it, the reference printed on it, the message that brought it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from ..adapters.mail.internet import is_mailbox
from ..adapters.mail.letter import Letter
from ..form.definition import Form
from ..form.record import FormRecord
from ..model.problems import Problem, Severity
from .apart.process import Reader
from .collected import FileResult, Outcome, printable
from .findings import INSIDE_WHY, SKIPPED, letter_result, not_read, result
from .limits import MAX_BYTES, MAX_CONTAINER, MAX_FILES, MAX_MAILBOX, SMALL_PICTURE
from .post.folder import Found, carried_along, walk
from .post.kinds import kind_of
from .post.leaf import Leaf
from .post.mailbox import split
from .reading.sent_form import forms_for
from .records.paper import read_paper
from .records.paper_book import is_rows, read_book
from .replies import NotRead, Reason, Return, is_filled

INSIDE = " › "
"""Between a message or archive and what lies in it."""


@dataclass(frozen=True, slots=True)
class Opened:
    """One file after reading: what became of it so far, its returns with their lines in a table (else 0)."""

    result: FileResult
    returns: tuple[tuple[int, Return], ...] = ()
    problems: tuple[Problem, ...] = ()


def open_all(
    folder: Path,
    reader: Reader,
    forms: Iterable[Form],
    typed: Iterable[Path] = (),
    sent: Sequence[FormRecord] = (),
    decided: frozenset[str] = frozenset(),
) -> Iterator[Opened]:
    """Every file below `folder` in a settled order, each followed by what lies in it; then what people typed in.

    A table into which nobody has typed anything yet is not listed: we made it, and it did not come back.
    """
    intake = Intake(reader, tuple(forms), sent, decided)
    for found in walk(folder):
        yield from intake.take(found)
    for path in typed:
        facts = path.stat()
        name = f"{path.parent.name}/{path.name}"
        found = Found(path, name, facts.st_size, datetime.fromtimestamp(int(facts.st_mtime), UTC))
        yield from (o for o in intake.take(found) if o.result.outcome is not Outcome.EMPTY)


@dataclass
class Intake:
    """Opens files, and knows which bytes it has met and which forms were `sent`."""

    reader: Reader
    forms: tuple[Form, ...]
    sent: Sequence[FormRecord] = ()
    decided: frozenset[str] = frozenset()
    _seen: dict[bytes, str] = field(default_factory=dict)
    _opened: int = 0

    def take(self, found: Found) -> Iterator[Opened]:
        """A file, and what lies inside it."""
        skip = found.skip or ("why_too_many" if self._opened >= MAX_FILES else "")
        if skip:
            yield Opened(result(found, SKIPPED.get(skip, Outcome.LEFT_ALONE), skip))
            return
        self._opened += 1
        try:
            with found.path.open("rb") as source:
                start = source.read(8_192)
                if is_mailbox(start):
                    yield from self._mailbox(found)
                    return
                data = start + source.read(MAX_CONTAINER + 1 - len(start))
        except OSError:
            yield Opened(result(found, Outcome.UNREADABLE, "why_closed"))
            return
        yield from self._bytes(found, data)

    def _mailbox(self, found: Found) -> Iterator[Opened]:
        """A mailbox of any size, message by message."""
        if found.size > MAX_MAILBOX:
            yield Opened(result(found, Outcome.UNREADABLE, "why_too_large"))
            return
        yield Opened(result(found, Outcome.OPENED))
        try:
            for number, message in enumerate(split(found.path), start=1):
                inside = replace(found, name=f"{found.name}{INSIDE}message {number}", size=len(message))
                yield from self._container(inside, "message.eml", message)
        except OSError:
            yield Opened(result(found, Outcome.UNREADABLE, "why_closed"))

    def _bytes(self, found: Found, data: bytes) -> Iterator[Opened]:
        name = found.path.name
        kind = kind_of(name, data[:MAX_CONTAINER])
        if len(data) > (MAX_CONTAINER if kind else MAX_BYTES):
            yield Opened(result(found, Outcome.UNREADABLE, "why_too_large"))
        elif (first := self._met(found.name, data)) is not None:
            yield Opened(result(found, Outcome.DUPLICATE, "why_same", first))
        elif kind:
            yield from self._container(found, name, data)
        else:
            yield from self._one(found, name, data, None)

    def _met(self, name: str, data: bytes) -> str | None:
        """The name under which these bytes were met before, else None; None too for what a person said is a reply."""
        if printable(name) in self.decided:
            return None
        digest = hashlib.sha256(data).digest()
        if digest in self._seen:
            return self._seen[digest]
        self._seen[digest] = printable(name)
        return None

    def _container(self, found: Found, name: str, data: bytes, *, portfolio: bool = False) -> Iterator[Opened]:
        """What lies inside, one after another, under the name of what holds it."""
        letters: dict[tuple[str, ...], Letter] = {}
        named = portfolio
        for leaf in self.reader.leaves(name, data, portfolio=portfolio):
            inside = replace(found, name=INSIDE.join((found.name, *map(printable, leaf.path))), size=len(leaf.data))
            around = [letters[leaf.path[:n]] for n in range(len(leaf.path) + 1) if leaf.path[:n] in letters]
            if leaf.letter:
                letters[leaf.path] = _sent_with(leaf.letter, around[-1] if around else None)
                leaf, around = replace(leaf, letter=letters[leaf.path]), [*around, letters[leaf.path]]
            letter = around[-1] if around else None
            if not named and leaf.path:
                named = True
                yield Opened(result(found, Outcome.OPENED))
            named = True
            opened = self._leaf(inside, leaf, letter)
            yield from self._of_ours(opened) if any(one.automatic == "undelivered" for one in around) else opened
        if not named:
            yield Opened(result(found, Outcome.OPENED, "why_nothing_inside"))

    def _of_ours(self, opened: Iterator[Opened]) -> Iterator[Opened]:
        """What lies in a message that could not be delivered: our own blank form, which nobody sent back, or a plan."""
        for one in opened:
            if one.returns and not any(is_filled(r) for _, r in one.returns):
                yield Opened(replace(one.result, outcome=Outcome.LEFT_ALONE, reason="why_undelivered"))
            else:
                yield one

    def _leaf(self, found: Found, leaf: Leaf, letter: Letter | None) -> Iterator[Opened]:
        along = carried_along(leaf.path[-1]) if leaf.path and not leaf.letter else ""
        if along:
            yield Opened(result(found, SKIPPED.get(along, Outcome.LEFT_ALONE), along, letter=letter))
        elif leaf.why:
            yield Opened(result(found, Outcome.UNREADABLE, INSIDE_WHY.get(leaf.why, leaf.why), letter=letter))
        elif leaf.letter:
            yield Opened(letter_result(found, leaf.letter))
        elif leaf.holds:
            yield Opened(result(found, Outcome.OPENED, letter=letter))
        elif (first := self._met(found.name, leaf.data)) is not None:
            yield Opened(result(found, Outcome.DUPLICATE, "why_same", first, letter=letter))
        elif leaf.inline and len(leaf.data) < SMALL_PICTURE:
            yield Opened(result(found, Outcome.LEFT_ALONE, "why_small_picture", letter=letter))
        else:
            yield from self._one(found, leaf.path[-1], leaf.data, letter)

    def _one(self, found: Found, name: str, data: bytes, letter: Letter | None) -> Iterator[Opened]:
        try:
            if name.casefold().endswith((".csv", ".xlsx")) and b"%PDF-" not in data[:1024]:
                yield self._typed(found, data, letter)
            else:
                returns = self.reader.read(name, data)
                yield Opened(result(found, Outcome.READ, letter=letter), tuple((0, r) for r in returns))
                if any(r.holds_files for r in returns):
                    yield from self._pinned(found, name, data, letter)
        except NotRead as problem:
            yield from self._without_fields(found, name, data, problem, letter)

    def _without_fields(
        self, found: Found, name: str, data: bytes, problem: NotRead, letter: Letter | None
    ) -> Iterator[Opened]:
        """A file that is no form, or is one no longer: read from print, or a cover for other files, or not at all."""
        if b"%PDF-" not in data[:1024]:
            yield Opened(not_read(found, problem, letter))
            return
        if problem.reason is Reason.NO_FORM_FIELDS:
            yield self._printed(found, data, problem, letter)
            yield from self._pinned(found, name, data, letter)
            return
        cover = problem.reason in (Reason.PICTURE, Reason.NOT_A_WORKSHEET)
        inside = [*self._pinned(found, name, data, letter)] if cover else []
        yield Opened(result(found, Outcome.OPENED, letter=letter) if inside else not_read(found, problem, letter))
        yield from inside

    def _pinned(self, found: Found, name: str, data: bytes, letter: Letter | None) -> Iterator[Opened]:
        """The files inside a PDF."""
        for inside in self._container(found, name, data, portfolio=True):
            yield replace(inside, result=replace(inside.result, letter=letter))

    def _printed(self, found: Found, data: bytes, problem: NotRead, letter: Letter | None) -> Opened:
        """A worksheet without fields: its words by the places of the form that was sent, while a person looks."""
        unread = not_read(found, problem, letter)
        forms = [*forms_for((problem.reference_text, *problem.more), self.sent)]
        try:
            returns = self.reader.read_print(data, forms) if forms else ()
        except NotRead:
            returns = ()
        if not returns:
            return Opened(unread)
        read = result(found, Outcome.READ, letter=letter, reached=unread.reached)
        return Opened(read, tuple((0, r) for r in returns))

    def _typed(self, found: Found, data: bytes, letter: Letter | None) -> Opened:
        """A table typed from paper: read here, since its readers know their bounds."""
        name = printable(found.name)
        reading = read_book(data, name) if _by_rows(data) else read_paper(data, name, self.forms)
        filled = any(is_filled(r) for _, r in reading.returns)
        if not filled and not reading.problems:
            return Opened(result(found, Outcome.EMPTY, "why_no_lines", letter=letter))
        unused = sorted({p.place.line for p in reading.problems if p.severity is Severity.ERROR})
        if not unused:
            return Opened(result(found, Outcome.READ, letter=letter), reading.returns, reading.problems)
        lines = ", ".join(map(str, unused[:20])) + (" …" if len(unused) > 20 else "")
        person = result(found, Outcome.FOR_A_PERSON, "why_unused_lines", lines, letter=letter)
        return Opened(person, reading.returns, reading.problems)


def _sent_with(letter: Letter, around: Letter | None) -> Letter:
    """What has no head of its own (within a signature, in winmail.dat) was sent by who sent what it lay in."""
    if around is None or letter.sender:
        return letter
    subject, sent = letter.subject or around.subject, letter.sent or around.sent
    return replace(letter, sender=around.sender, sender_name=around.sender_name, subject=subject, sent=sent)


def _by_rows(data: bytes) -> bool:
    """Whether a table has a row for each action, as `records/paper.xlsx` has, rather than a line for each plan."""
    head = data[:2_000].decode("utf-8", "replace").lstrip("\ufeff").split("\n", 1)[0]
    return data.startswith(b"PK") or is_rows(re.split("[,;\t]", head.replace('"', "").strip()))
