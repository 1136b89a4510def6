"""paper.csv, in which a person types what came back on paper, to one `Return` a line.

The first line names the columns: `reference`, then field ids (`organisation`, `action_1_what`, `R1`) or the labels
printed on the form. Which reference a sheet has stands on every page of it. A line that cannot be used is a problem
with its number; the others count.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from ...adapters.spreadsheets.harmless import as_csv
from ...form.definition import Form
from ...form.field_ids import action_id, column_of, is_answer, tick_id
from ...form.reference import typed_reference
from ...model.place import Place
from ...model.problems import Problem, Severity
from ..replies import How, NotRead, Reason, Return, require_known

MAX_FILE = 20_000_000
MAX_LINES = 20_000


@dataclass(frozen=True, slots=True)
class PaperReading:
    """The returns with their line in the file, and what could not be used."""

    returns: tuple[tuple[int, Return], ...]
    problems: tuple[Problem, ...]


def read_paper(data: bytes, path: str, forms: Iterable[Form] = ()) -> PaperReading:
    """The returns in a paper.csv. `forms` give the labels that may head a column beside the ids.

    Raises NotRead where it is not such a table at all.
    """
    lines = _lines(data)
    if not lines:
        raise NotRead(Reason.NOT_A_WORKSHEET)
    labels = {_folded(label): name for form in forms for label, name in form.paper_columns().items()}
    problems: list[Problem] = []
    names = [_name_of(head, labels, path, problems) for head in lines[0][1]]
    if "reference" not in names:
        raise NotRead(Reason.NOT_A_WORKSHEET, "no column “reference”")
    if not any(map(is_answer, names)):
        raise NotRead(Reason.NOT_A_WORKSHEET, "no column for an answer")
    returns: list[tuple[int, Return]] = []
    seen: dict[str, int] = {}
    for number, cells in lines[1:]:
        found = _line(dict(zip(names, cells, strict=False)), Place(path, number), problems)
        if found is None:
            continue
        if (first := seen.setdefault(found.reference_text, number)) != number:
            message = f"Line {first} has the same reference"
            problems.append(_problem("paper-twice", Place(path, number), message, "The later line counts."))
        returns.append((number, found))
    return PaperReading(tuple(returns), tuple(problems))


def with_lines(present: bytes | None, made: bytes) -> bytes | None:
    """A table that stands already, with those lines of `made` whose reference it lacks below it; None: it lacks none.

    No cell that is there changes; a column that it lacks is added at the end. Raises NotRead where it is no table.
    """
    if present is None:
        return made
    (_, head), *old = _lines(present) or [(1, [])]
    (_, new_head), *new = _lines(made)
    if "reference" not in head:
        raise NotRead(Reason.NOT_A_WORKSHEET)
    known = {_at(head, cells).get("reference", "").strip() for _, cells in old}
    missing = [_at(new_head, cells) for _, cells in new]
    missing = [line for line in missing if line["reference"] not in known]
    if not missing:
        return None
    columns = [*head, *(name for name in new_head if name not in head)]
    rows = [[*cells, *[""] * (len(columns) - len(cells))] for _, cells in old]
    return as_csv(columns, (*rows, *([line.get(name, "") for name in columns] for line in missing)))


def _at(head: list[str], cells: list[str]) -> dict[str, str]:
    return dict(zip(head, cells, strict=False))


def _lines(data: bytes) -> list[tuple[int, list[str]]]:
    """Lines that hold anything, with the number of the line in the file on which each begins."""
    if len(data) > MAX_FILE:
        raise NotRead(Reason.TOO_LARGE, f"more than {MAX_FILE // 1_000_000} MB")
    text = _decoded(data)
    head = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    lines: list[tuple[int, list[str]]] = []
    begins = 1
    try:
        for cells in reader:
            if any(c.strip() for c in cells):
                lines.append((begins, cells))
            begins = reader.line_num + 1
            if len(lines) > MAX_LINES:
                raise NotRead(Reason.TOO_LARGE, f"more than {MAX_LINES} lines")
    except csv.Error as error:
        raise NotRead(Reason.DAMAGED, f"line {reader.line_num}") from error
    return lines


def _decoded(data: bytes) -> str:
    """Text as Excel saves it: UTF-8, or the old Western code page where it is not."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _name_of(head: str, labels: Mapping[str, str], path: str, problems: list[Problem]) -> str:
    folded = _folded(head)
    if not folded:
        return ""
    ids = set(labels.values()) | {"reference"}
    name = folded.replace(" ", "_")
    if re.fullmatch(r"r\d{1,3}", name):
        return tick_id(name)
    if name in ids or is_answer(name):
        return name
    if found := _labelled(folded, labels):
        return found
    near = get_close_matches(folded, labels, n=1) or get_close_matches(name, ids, n=1)
    hint = f"Did you mean “{near[0]}”?" if near else "Name columns as in the paper.csv that lies with the worksheets."
    problems.append(_problem("paper-column", Place(path, 1), f"The form has no “{head.strip()[:60]}”", hint))
    return ""


def _labelled(folded: str, labels: Mapping[str, str]) -> str:
    """The field of a label; of an action beyond those that are printed too."""
    first = re.sub(r"\d{1,3}(?=: )", "1", folded, count=1)
    column = column_of(labels.get(first, ""))
    if folded in labels or not column:
        return labels.get(folded, "")
    return action_id(int(re.findall(r"[0-9]+", folded)[0]), column)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip("?:. ")


def _line(cells: Mapping[str, str], place: Place, problems: list[Problem]) -> Return | None:
    text = cells.get("reference", "").strip()[:300]
    reference = typed_reference(text)
    try:
        require_known(reference, text)
    except NotRead:
        message = f"“{text[:60]}” is of a form newer than this program knows"
        problems.append(_problem("paper-version", place, message, "Use the newest version.", Severity.ERROR))
        return None
    if reference is None:
        said = f"“{text[:60]}” is not a reference" if text else "This line has no reference"
        hint = "At the top of each page of the PDF, at the foot in Word: wrenford/child-h/1.0/assessment-east/plan-2."
        problems.append(_problem("paper-reference", place, said, hint, Severity.ERROR))
        return None
    answers = {name: value for name, value in cells.items() if name not in ("", "reference") and value}
    return Return(How.PAPER, answers, reference, str(reference))


def _problem(rule: str, place: Place, message: str, hint: str, severity: Severity = Severity.WARNING) -> Problem:
    return Problem(rule, severity, place, message, hint)
