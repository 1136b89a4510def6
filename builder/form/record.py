"""What was asked of teams: one record for each edition of a briefing's form and each layout, in `records/forms/`.

{"format": "briefing-form", "form": 2, "kind": "plan", "layout": "plan", "look": "3f…", "partnership": "wrenford",
"briefing": "child-h", "version": "1.0", "lang": "en-GB", "title": "…", "recommendations": {"R1": "words"},
"labels": {"organisation": "…"}, "said": ["Return this to …"],
"pages": 2, "printed": ["all words of page 1", "…"],
"places": {"organisation": [1, 45.4, 590.1, 250.0, 26.9]}, "marks": ["1 70.2 580.0 organisation"],
"teams": ["-", "east"]}

Its name ends in a digest of what it says, so a form with other words has a record of its own and none is overwritten;
only `teams`, to whom it was made out ("-" is the blank one), grow. No build deletes it. Edition 1 left no records.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from .definition import Form
from .reference import Reference, ReturnKind

FOLDER = "records/forms"
_FORMAT = "briefing-form"

Place = tuple[int, float, float, float, float]
"""Page from 1; then left, bottom, width and height in points from the lower left corner of the page."""

Mark = tuple[int, float, float, str]
"""Page from 1, the middle of a word that stands there once, and its letters: by them a print is laid on the form."""


@dataclass(frozen=True, slots=True)
class FormRecord:
    """One form as it was sent. `labels` are those of every field, of an action's without the row; `places` are empty
    where each team's form is laid out for itself, as a follow-up is. `layout` tells editions for the eye apart; `look`
    stands for the theme and the program that laid it out. `said` are sentences with the partnership's own facts.
    """

    kind: ReturnKind
    form: int
    layout: str
    look: str
    partnership: str
    briefing: str
    version: str
    lang: str
    title: str
    recommendations: Mapping[str, str] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    said: tuple[str, ...] = ()
    pages: int = 0
    places: Mapping[str, Place] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    printed: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()

    def asks_the_same(self, other: FormRecord) -> bool:
        """Whether the same words were laid out in the same way: then the places are the same, too."""
        mine, its = (replace(r, pages=0, places={}, marks=(), printed=(), teams=()) for r in (self, other))
        return mine == its

    def is_of(self, reference: Reference) -> bool:
        """Whether it is the form that a reference names."""
        mine = (self.partnership, self.briefing, self.version, self.kind, self.form)
        its = (reference.partnership, reference.briefing, reference.version, reference.kind, reference.form)
        return mine == its and (reference.team or "-") in self.teams

    @property
    def name(self) -> str:
        """The name of its file."""
        said = json.dumps(_plain(replace(self, teams=())), sort_keys=True, ensure_ascii=False)
        digest = hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest()[:10]
        return f"{self.briefing}-{self.version}-{self.layout}-{self.form}-{digest}.json"


def record_of(form: Form, lang: str, layout: str, look: str, teams: Iterable[str]) -> FormRecord:
    """The record of a form in one layout, without the places."""
    r = form.reference
    once = (*form.details, *form.learning, *form.columns, *form.closing)
    return FormRecord(
        kind=r.kind,
        form=r.form,
        layout=layout,
        look=look,
        partnership=r.partnership,
        briefing=r.briefing,
        version=r.version,
        lang=lang,
        title=form.title,
        recommendations={tick.code: tick.words for tick in form.ticks},
        labels={f.id: f.label for f in once},
        teams=tuple(sorted(set(teams))),
    )


def keep_record(project: Path, record: FormRecord) -> Path:
    """Writes a record, or adds its teams to the one that is there. A damaged one is left as it is, and joined."""
    folder = project / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / record.name
    known = _read(path)
    if path.exists() and known is None:
        path = path.with_stem(f"{path.stem}-2")
        known = _read(path)
    teams = tuple(sorted({*(known.teams if known else ()), *record.teams}))
    if known is None or teams != known.teams:
        partial = path.with_suffix(f".{os.getpid()}.part")
        text = json.dumps(_plain(replace(record, teams=teams)), ensure_ascii=False, indent=1)
        partial.write_text(text + "\n", encoding="utf-8", newline="\n")
        partial.replace(path)
    return path


def forms_sent(project: Path) -> Iterator[FormRecord]:
    """Every record of a project that can be read, by name."""
    for path in sorted((project / FOLDER).glob("*.json")):
        if found := _read(path):
            yield found


def _plain(record: FormRecord) -> dict[str, object]:
    marks = [f"{page} {x} {y} {text}" for page, x, y, text in record.marks]
    return {"format": _FORMAT, **asdict(record), "kind": record.kind.value, "marks": marks}


def _read(path: Path) -> FormRecord | None:
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        found = json.loads(path.read_text(encoding="utf-8"))
        if found.pop("format") == _FORMAT:
            kind = ReturnKind(found.pop("kind"))
            places = {str(name): _place(*place) for name, place in found.pop("places").items()}
            marks = tuple(_mark(*mark.split(" ", 3)) for mark in found.pop("marks", ()))
            said, printed, teams = (tuple(map(str, found.pop(name, ()))) for name in ("said", "printed", "teams"))
            lists = {"marks": marks, "said": said, "printed": printed, "teams": teams}
            return FormRecord(**{"kind": kind, "places": places, **lists, **found})
    return None


def _mark(page: str, x: str, y: str, text: str) -> Mark:
    return int(page), float(x), float(y), text


def _place(page: int, x: float, y: float, width: float, height: float) -> Place:
    return int(page), float(x), float(y), float(width), float(height)
