"""Files that are no form of ours and came from a team all the same: its answer may stand in them, so they wait.

A team that writes its plan into a document of its own has answered; nobody may call it silent, and a person reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..collected import FileResult, Outcome, Reply
from .teams import Teams

_INSIDE = " › "


def own_documents(files: Sequence[FileResult], replies: Iterable[Reply], teams: Teams) -> tuple[FileResult, ...]:
    """The files, where a team's own documents wait to be read.

    By the message that brought them, unless it brought a reply too: then they came along. By a name in their own name
    or folder, where nothing else came from that team.
    """
    replied = {reply.match.team for reply in replies if reply.filled}
    of_letters = {file.path for file in files if file.letter}
    answered = {top for file in files if file.replies for top in _top(file.path, of_letters)}
    return tuple(
        replace(file, outcome=Outcome.UNREADABLE, reason="why_own_document", detail="")
        if _may_be_one(file) and _waits(file, teams, replied, of_letters, answered)
        else file
        for file in files
    )


def _may_be_one(file: FileResult) -> bool:
    if file.outcome is Outcome.NOT_A_WORKSHEET:
        return file.reason == "not_a_worksheet"
    words = bool(file.reached and file.reached.words.strip())
    return file.outcome is Outcome.LEFT_ALONE and file.reason == "why_came_along" and words


def _waits(file: FileResult, teams: Teams, replied: set[str], of_letters: set[str], answered: set[str]) -> bool:
    if file.letter is None:
        named = {*teams.named_by_file(file.path), *teams.named_in(file.path)}
        return bool(named) and not named & replied
    if file.letter.automatic or any(top in answered for top in _top(file.path, of_letters)):
        return False
    return bool(teams.whose(file.path, file.letter, file.reached.words if file.reached else ""))


def _top(path: str, of_letters: set[str]) -> Iterator[str]:
    """The outermost message that a file lies in, if any."""
    pieces = path.split(_INSIDE)
    around = (_INSIDE.join(pieces[:n]) for n in range(1, len(pieces)))
    yield from [p for p in around if p in of_letters][:1]
