"""An action-plan form inside a document: recognised by its labels and its empty cells, left out and named.

Every briefing gets a form by itself. Any form is meant, not only ours; a table of recommendations with words in it is
none.
"""

# ruff: noqa: E501 (a pattern on one line is read more easily)

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ....adapters.documents.content import Kind, Left, Piece, Shape
from .names import Opens, meant, opens

OWN_LABELS = (
    *("name of organisation", "team manager", "name of section & team", "name of section and team", "contact details"),
    *("identify the learning", "what actions have been agreed", "what needs to happen", "who will do it", "by when"),
    "how will you know",
)
"""Labels of our own form, in small letters, as they begin."""

_COLUMN = re.compile(
    r"(?:agreed |key |smart |specific |proposed |our |the )*(?:"
    r"actions?(?: (?:required|needed|agreed|to be taken|plan|point|points))?|tasks?|who(?: is responsible| will do it| by)?|"
    r"by whom|whom?|person responsible|responsib(?:le|ility)(?: person| officer)?|lead(?: (?:person|officer|agency|professional))?|"
    r"owner|by when|when|deadlines?|timescales?|target date|due(?: date)?|date(?: (?:due|completed|for completion|of review))?|"
    r"(?:expected |intended )?outcomes?|impact|evidence(?: of .*)?|progress|review(?: date)?|rag(?: rating| status)?|status|"
    r"completed(?: by| on)?|comments?|how will (?:you|we) know.*|how (?:will|it will) .*|what (?:will|do|does|needs?|are|have|actions?) .*|"
    r"resources?(?: needed| required)?|success (?:measure|criteria)s?|measure(?: of success)?|learning point|issue|"
    r"cam(?:au)?(?: gweithredu)?|pwy|erbyn pryd|pryd|canlyniad(?:au)?|tystiolaeth|cynnydd|dyddiad)",
    re.I,
)
_FIELD = re.compile(
    r"(?:name(?:s)?(?: of .*)?|team(?: name| manager)?|service(?: area)?|organisation|agency|department|section|manager|"
    r"(?:completed|discussed|signed|agreed|returned?)(?: by| on| with| to)?|signature|sign(?:ed)?|date(?: .*)?|job title|role|"
    r"contact(?: details)?|e-?mail|telephone|phone|number of (?:staff|people|attendees|participants).*|attend(?:ees|ance)|"
    r"present|venue|summary of (?:the )?(?:team )?discussion.*|please (?:return|send|complete).*|"
    r"enw(?:'r)? .*|llofnod|dyddiad|sefydliad|tîm|rheolwr)",
    re.I,
)
_BLANK = re.compile(r"_{3,}|\.{6,}|…{2,}|-{6,}")
_NUMBER_ONLY = re.compile(r"^(?:\d{0,2}[.)]?|[•·▪-])$")
_TITLED = re.compile(r"^(?P<title>.{1,80}?)\s*[-–—:]\s*(?:team )?action plan\s*$", re.I)


@dataclass(frozen=True, slots=True)
class Formless:
    """The pieces without forms, the title that a form bore, and what was left out."""

    pieces: tuple[Piece, ...]
    title: str = ""
    left: tuple[Left, ...] = ()


def without_forms(pieces: list[Piece]) -> Formless:
    """The document without its forms."""
    marks = [_formal(p) for p in pieces]
    spans = _spans(pieces, marks)
    title = next((t for span in spans for t in _titles(pieces[span[0] : span[1]])), "")
    gone = {n for start, end in spans for n in range(start, end)}
    left = tuple(
        Left(Kind.FORM, " ".join(w for p in pieces[start:end] for w in _words(p)), pieces[start].where)
        for start, end in spans
    )
    return Formless(tuple(p for n, p in enumerate(pieces) if n not in gone), title, left)


_ASKS_FOR_IT = re.compile(
    r"\b(?:complete|fill|return|send|submit|use|discuss|cwblhewch|llenwch|dychwelwch|anfonwch)\b[^.!?]*"
    r"\b(?:form|template|action plan|proforma|pro-forma|worksheet|response sheet|feedback sheet|table|ffurflen|cynllun gweithredu)\b",
    re.I,
)
_MOST_WORDS = 60


def asking(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """What still asks people to fill in or send back a form, where the form itself was left out."""
    for piece in pieces:
        if (
            piece.shape is not Shape.TABLE
            and len(piece.text.split()) <= _MOST_WORDS
            and _ASKS_FOR_IT.search(piece.text)
        ):
            yield piece


def _titles(inside: list[Piece]) -> list[str]:
    return [found["title"].strip(" -–—:") for p in inside if (found := _TITLED.match(p.text))]


def _words(piece: Piece) -> list[str]:
    if piece.rows:
        return [w for row in piece.rows for cell in row for p in cell for w in _words(p)]
    return [piece.text] if piece.text else []


def _formal(piece: Piece) -> int:
    """How much a piece looks like a form: 3 for certain, 2 a label with room to write, 1 may stand in one, 0 not."""
    if piece.shape is Shape.TABLE:
        return 0 if piece.of == "chart" else _formal_table(piece)
    text = piece.text
    words = text.casefold()
    if any(words.startswith(label) for label in OWN_LABELS) and len(text.split()) < 40:
        return 2
    if sum(label in words for label in OWN_LABELS) and len(text.split()) < 25 and not text.endswith("."):
        return 2
    if not text or _NUMBER_ONLY.match(text):
        return 1
    if len(text.split()) > 30:
        return 0
    if _BLANK.search(text):
        return 2
    label = text.rstrip(" :*_?").strip()
    if text.rstrip().endswith(":") and (_FIELD.fullmatch(label) or _COLUMN.fullmatch(label)):
        return 2
    if opens(text, Opens.FORM) and len(text.split()) < 12:
        return 1
    return 1 if _FIELD.fullmatch(label) or _COLUMN.fullmatch(label) else 0


def _formal_table(table: Piece) -> int:
    rows = [[" ".join(_cell(cell)) for cell in row] for row in table.rows]
    cells = [cell for row in rows for cell in row]
    words = " ".join(cells).casefold()
    if sum(label in words for label in OWN_LABELS) >= 3 and len(words.split()) < 160:
        return 3
    body = [cell for row in rows[1:] for cell in row]
    empty = sum(not c.strip() or bool(_NUMBER_ONLY.match(c.strip())) or bool(_BLANK.fullmatch(c.strip())) for c in body)
    head = [c for c in rows[0] if c.strip()] if rows else []
    columns = sum(bool(_COLUMN.fullmatch(c.strip(" :*?"))) for c in head)
    if columns >= 2 and (not body or empty >= 0.6 * len(body)):
        return 3
    labels = [row[0] for row in rows if len(row) >= 2 and row[0].strip()]
    open_rows = [row for row in rows if len(row) >= 2 and row[0].strip() and not any(c.strip() for c in row[1:])]
    named = sum(bool(_FIELD.fullmatch(x.strip(" :*?")) or _COLUMN.fullmatch(x.strip(" :*?"))) for x in labels)
    if named >= 2 and len(open_rows) >= 0.6 * len(labels):
        return 3
    if len(rows) == 1 and columns + sum(bool(_FIELD.fullmatch(c.strip(" :*?"))) for c in head) >= 2:
        return 2
    if all(not c.strip() for c in cells):
        return 1
    return 2 if any(label in words for label in OWN_LABELS) and len(words.split()) < 60 else 0


def _cell(cell: tuple[Piece, ...]) -> list[str]:
    return [w for p in cell for w in _words(p)]


def _spans(pieces: list[Piece], marks: list[int]) -> list[tuple[int, int]]:
    """Where forms stand: runs of formal pieces with a certain one, with three labels, or under a form's heading."""
    spans: list[tuple[int, int]] = []
    n = 0
    while n < len(pieces):
        if not marks[n]:
            n += 1
            continue
        end = n
        while end < len(pieces) and (marks[end] or _is_gap(pieces, marks, end)):
            end += 1
        start, stop = _trimmed(pieces, marks, n, end)
        inside = range(start, stop)
        certain = any(marks[k] == 3 for k in inside)
        labels = sum(marks[k] == 2 for k in inside)
        headed = any(_heads(pieces[k]) for k in inside)
        while _own_words(pieces, start, stop) and stop < len(pieces) and _is_rest(pieces[stop]):
            stop += 1
        end = max(end, stop)
        if stop > start and (certain or _own_words(pieces, start, stop) or labels >= 4 or (headed and labels >= 2)):
            spans.append((start, stop))
        n = end
    return _widened(pieces, spans)


def _is_gap(pieces: list[Piece], marks: list[int], n: int) -> bool:
    """Whether a piece is the rest of a label that a PDF broke off: a few words between two formal pieces."""
    piece = pieces[n]
    if (
        piece.shape is Shape.HEADING
        or len(piece.text.split()) > 6
        or piece.text[-1:] in ".!"
        or not piece.text[:1].islower()
    ):
        return False
    return any(marks[k] == 2 for k in range(n + 1, min(n + 3, len(pieces))))


def _own_words(pieces: list[Piece], start: int, stop: int) -> bool:
    """Whether three labels of our own form stand in a run."""
    return sum(any(label in _all(p) for p in pieces[start:stop]) for label in OWN_LABELS) >= 3


def _is_rest(piece: Piece) -> bool:
    return piece.shape in (Shape.TEXT, Shape.ITEM) and piece.text[:1].islower() and len(piece.text.split()) <= 8


def _all(piece: Piece) -> str:
    return " ".join(_words(piece)).casefold()


def _heads(piece: Piece) -> bool:
    return piece.shape is not Shape.TABLE and opens(piece.text, Opens.FORM)


def _trimmed(pieces: list[Piece], marks: list[int], start: int, end: int) -> tuple[int, int]:
    """The run without what only may stand in a form at its edges: a heading "Action plan" stays at its start."""
    while start < end and marks[start] == 1 and not _heads(pieces[start]) and not _is_label(pieces[start]):
        start += 1
    while (
        end > start
        and marks[end - 1] == 1
        and pieces[end - 1].text
        and not _is_label(pieces[end - 1])
        and not _heads(pieces[end - 1])
    ):
        end -= 1
    return start, end


def _is_label(piece: Piece) -> bool:
    return piece.shape is not Shape.HEADING and bool(_FIELD.fullmatch(piece.text.rstrip(" :*?")))


def _widened(pieces: list[Piece], spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans with their headings above, a short line that explains the form, and the same title again."""
    out: list[tuple[int, int]] = []
    for start, end in spans:
        title = next(iter(_titles(pieces[start:end])), "")
        begin = start
        while begin > (out[-1][1] if out else 0):
            above = pieces[begin - 1]
            titled = _TITLED.match(above.text)
            if titled or _heads(above) or (title and above.text.casefold() == title.casefold()):
                title = title or (titled["title"].strip(" -–—:") if titled else "")
                begin -= 1
            elif (
                begin >= 2
                and _heads(pieces[begin - 2])
                and len(above.text.split()) <= 40
                and above.shape is Shape.TEXT
                and meant(above.text) is None
            ):
                begin -= 1
            else:
                break
        out.append((begin, end))
    joined: list[tuple[int, int]] = []
    for start, end in out:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
