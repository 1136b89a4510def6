"""A part's file taken apart into plain boxes and put together again, without losing a letter.

    front matter · # Title · text · ## Reflect · ## For trainers

A file of another order is shown whole, in one box: `part_source(parse_part(text)) == text` holds for every file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ...model.text import Heading, plain_inlines
from ...read.markdown import parse
from ...read.section import REFLECT, TRAINERS

_FRONT = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_ATX = re.compile(r"(# +)(.+?)([ \t]*#*[ \t]*)\Z")
_LEAD = re.compile(r"\A(?:\s*<!--.*?-->[ \t]*\n?)*\s*", re.S)
_ITEM = re.compile(r"[-*+] +(\S.*)")
_ID = re.compile(r"[ \t]+\{#[\w-]+\}[ \t]*\Z")


_Pieces = tuple[str, tuple[str, str, str], str, tuple[str, str], tuple[str, str]]
"""Lead, title line, text, and the two named pieces as (heading, body)."""


@dataclass(frozen=True, slots=True)
class PartText:
    """The boxes of a part. `whole`: the file has another order, and all of it but the front matter is in `text`.

    `listed`: `questions` holds one question a line; else it is what stands under the heading, as it is.
    """

    front: str
    lead: str
    title: str
    text: str
    questions: str
    notes: str
    whole: bool
    listed: bool
    _title_line: tuple[str, str]
    _reflect: tuple[str, str]
    _trainers: tuple[str, str]
    _edges: tuple[tuple[str, str], tuple[str, str], tuple[str, str]]


def parse_part(source: str) -> PartText:
    """The boxes of a file's text (line ends are `\\n`)."""
    found = _FRONT.match(source)
    front, body = (found[0], source[found.end() :]) if found else ("", source)
    pieces = _pieces(body)
    part = _boxes(front, pieces) if pieces and front[-1:] in ("", "\n") else None
    if part and part_source(part) == source:
        return part
    edges, text = _edged(body)
    none = ("", "")
    return PartText(front, "", "", text, "", "", True, False, none, none, none, (edges, none, none))


def _boxes(front: str, pieces: _Pieces) -> PartText:
    lead, title_line, raw_text, reflect, trainers = pieces
    before, title, after = title_line
    text_edges, text = _edged(raw_text)
    asked_edges, asked = _edged(reflect[1])
    notes_edges, notes = _edged(trainers[1])
    questions = _listed(asked)
    return PartText(
        front,
        lead,
        title,
        text,
        asked if questions is None else questions,
        notes,
        False,
        questions is not None,
        (before, after),
        (reflect[0], asked),
        (trainers[0], ""),
        (text_edges, asked_edges, notes_edges),
    )


def part_source(part: PartText) -> str:
    """The file's text again."""
    if part.whole:
        return part.front + _with_edges(part.text, part._edges[0])
    before, after = part._title_line
    title = f"{before}{part.title}{after}"
    text = _with_edges(part.text, part._edges[0])
    asked = _bulleted(part.questions, part._reflect[1]) if part.listed else part.questions
    reflect, notes = _with_edges(asked, part._edges[1]), _with_edges(part.notes, part._edges[2])
    reflect_heading, trainers_heading = part._reflect[0], part._trainers[0]
    out = part.front + part.lead + title + text
    out += _below(out, reflect_heading, "## Reflect", reflect)
    out += _below(out, trainers_heading, "## For trainers", notes)
    return out


def with_boxes(part: PartText, *, title: str, text: str, questions: str, notes: str) -> PartText:
    """The part with other words in its boxes; a title is one line, and a new one gets its sign."""
    title = part.title if title == part.title else " ".join(title.split())
    line = part._title_line
    if title and not part.title and not part.whole:
        line = ("# ", "\n\n" if part.text or text.strip() else "\n")
    elif not title and part.title:
        line = ("", "")
    typed = {"text": text, "questions": questions, "notes": notes}
    kept = {name: _typed(box, getattr(part, name)) for name, box in typed.items()}
    if part.whole:
        return replace(part, text=kept["text"])
    if title and kept["text"] and not part.text and not line[1].endswith("\n"):
        line = (line[0], line[1] + "\n")
    filled = [bool(kept[name]) and not getattr(part, name) for name in typed]
    edges = [("\n", "\n\n") if new else old for new, old in zip(filled, part._edges, strict=True)]
    boxes = replace(part, text=kept["text"], questions=kept["questions"], notes=kept["notes"])
    return replace(boxes, title=title, _title_line=line, _edges=(edges[0], edges[1], edges[2]))


def _typed(box: str, before: str) -> str:
    """What a box holds now; untouched where it holds what it held."""
    lines = box.replace("\r\n", "\n").replace("\r", "\n")
    if lines == before:
        return before
    return _edged(lines)[1] if lines.strip() else ""


def _below(above: str, heading: str, new: str, body: str) -> str:
    """A named piece, with its heading; one that did not stand yet comes only with words."""
    if heading:
        gap = "" if not above or above.endswith("\n") else "\n\n"
        return gap + heading + ("" if heading.endswith("\n") or not body else "\n") + body
    if not body.strip():
        return body
    gap = "" if not above or above.endswith("\n\n") else "\n" if above.endswith("\n") else "\n\n"
    return f"{gap}{new}\n\n{body.strip(chr(10))}\n"


def _pieces(body: str) -> _Pieces | None:
    """The pieces of what follows the front matter; None where the order is another."""
    lines = body.split("\n")
    headings = [b for b in parse(body).blocks if isinstance(b, Heading)]
    named = [(b.line, _name(b), b.level) for b in headings if _name(b)]
    starts = {name: line for line, name, _ in named}
    if len(named) != len(starts) or list(starts) not in ([], ["reflect"], ["trainers"], ["reflect", "trainers"]):
        return None
    if any(level != 2 or not _is_atx(lines[line - 1]) for line, _, level in named):
        return None
    after = [b for b in headings if starts and b.line > min(starts.values()) and not _name(b) and b.level <= 2]
    if after:
        return None
    end = len(lines)
    reflect = starts.get("reflect", starts.get("trainers", end + 1)) - 1
    trainers = starts.get("trainers", end + 1) - 1
    opening = "\n".join(lines[:reflect]) + ("\n" if 0 < reflect < end else "")
    lead, title, text = _title(opening, headings)
    return (
        lead,
        title,
        text,
        _named_piece(lines, reflect, trainers, "reflect" in starts, trainers < end),
        (_named_piece(lines, trainers, end, "trainers" in starts, False)),
    )


def _named_piece(lines: list[str], start: int, end: int, is_there: bool, more: bool) -> tuple[str, str]:
    if not is_there:
        return "", ""
    has_body = start + 1 < end or more
    heading = lines[start] + ("\n" if has_body else "")
    return heading, "\n".join(lines[start + 1 : end]) + ("\n" if more and start + 1 < end else "")


def _title(opening: str, headings: list[Heading]) -> tuple[str, tuple[str, str, str], str]:
    """What stands before the title, the title's line (sign, words, end) and the text."""
    lead = _LEAD.match(opening)
    assert lead
    rest = opening[lead.end() :]
    line, newline, text = rest.partition("\n")
    found = _ATX.fullmatch(line)
    number = opening[: lead.end()].count("\n") + 1
    is_title = headings and headings[0].line == number and headings[0].level == 1 and not _name(headings[0])
    if found and is_title and found[2].strip():
        return lead[0], (found[1], found[2], found[3] + newline), text
    return "", ("", "", ""), opening


def _name(heading: Heading) -> str:
    words = " ".join(plain_inlines(heading.inlines).split()).rstrip(":.").casefold()
    return "reflect" if words in REFLECT else "trainers" if words in TRAINERS else ""


def _is_atx(line: str) -> bool:
    return bool(re.match(r"#{1,6}[ \t]", line))


def _edged(text: str) -> tuple[tuple[str, str], str]:
    """Blank lines around a text, and the text."""
    inner = text.strip("\n")
    if not inner:
        return ("", text), ""
    start = text.index(inner)
    return (text[:start], text[start + len(inner) :]), inner


def _with_edges(inner: str, edges: tuple[str, str]) -> str:
    return f"{edges[0]}{inner}{edges[1]}"


def _listed(asked: str) -> str | None:
    """One question a line, where the piece is a list of single lines; None where it is not."""
    items = [_ITEM.fullmatch(line.rstrip()) for line in asked.split("\n") if line.strip()]
    if not all(items) or (asked and _bulleted_plainly(asked) != asked):
        return None
    return "\n".join(_ID.sub("", item[1]) for item in items if item)


def _bulleted_plainly(asked: str) -> str:
    return "\n".join(f"- {found[1]}" for line in asked.split("\n") if (found := _ITEM.fullmatch(line.rstrip())))


def _bulleted(questions: str, before: str) -> str:
    """Questions as a list; one that was there keeps its id, by its words or, where none came or went, by its place."""
    old = [found[1] for line in before.split("\n") if (found := _ITEM.fullmatch(line.rstrip()))]
    new = [re.sub(r"\A[-*+•] +", "", line.strip()) for line in questions.split("\n") if line.strip()]
    ids = {_ID.sub("", text): found[0].rstrip() for text in old if (found := _ID.search(text))}
    placed = [ids.get(_ID.sub("", text), "") for text in old] if len(old) == len(new) else [""] * len(new)
    taken_ids = {ids[text] for text in new if text in ids}
    out = []
    for text, by_place in zip(new, placed, strict=True):
        own = ids.get(text) or (by_place if by_place not in taken_ids else "")
        out.append(f"- {text}{own}" if not _ID.search(text) else f"- {text}")
    return "\n".join(out)
