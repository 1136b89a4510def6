"""Text for slides: the model's blocks to lines of one sentence each, and lines to slides by measured height."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ...adapters.slides.fit import OURS, Frame, Line, Run, height, room, type_of, width
from ...model import text as prose

_ABBREVIATIONS = frozenset(
    (
        *("dr", "mr", "mrs", "ms", "prof", "st", "no", "nos", "e.g", "i.e", "eg", "ie", "etc", "cf", "vs", "para"),
        *("paras", "p", "pp", "s", "ss", "ch", "fig", "approx", "dept", "ref", "sect"),
    )
)
_PLAIN = Run("")
_END = re.compile(r"[.!?…]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]*[A-ZÀ-ÞŁŚŻŹ0-9])")


def sentences(runs: Sequence[Run]) -> tuple[tuple[Run, ...], ...]:
    """The runs cut at the ends of sentences. Not a word is lost: joined with spaces they are the same text."""
    text = "".join(r.text for r in runs)
    cuts = [m.end() for m in _END.finditer(text) if not _abbreviated(text[: m.start() + 1])]
    ends = [*cuts, len(text)]
    found = (_trimmed(_slice(runs, a, b)) for a, b in zip([0, *cuts], ends, strict=True))
    return tuple(s for s in found if s)


def _abbreviated(before: str) -> bool:
    word = re.split(r"[\s(\[“‘\"']", before.rstrip("."))[-1]
    return before.endswith(".") and (word.casefold() in _ABBREVIATIONS or (len(word) == 1 and word.isupper()))


def _slice(runs: Sequence[Run], start: int, end: int) -> Iterator[Run]:
    at = 0
    for run in runs:
        a, b = max(start - at, 0), min(end - at, len(run.text))
        if a < b:
            yield replace(run, text=run.text[a:b])
        at += len(run.text)


def _trimmed(runs: Iterable[Run]) -> tuple[Run, ...]:
    kept = [r for r in runs if r.text]
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(r for r in kept if r.text)


def runs_of(inlines: Sequence[prose.Inline], picture: str, style: Run = _PLAIN) -> tuple[Run, ...]:
    """Inlines as runs. `picture` is the words for an image, with {alt}."""
    out: list[Run] = []
    for inline in inlines:
        match inline:
            case prose.Text(text) | prose.Code(text):
                out.append(replace(style, text=re.sub(r"\s+", " ", text)))
            case prose.LineBreak():
                out.append(replace(style, text=" "))
            case prose.Emphasis(children):
                out += runs_of(children, picture, replace(style, italic=True))
            case prose.Strong(children):
                out += runs_of(children, picture, replace(style, bold=True))
            case prose.Span(children, lang):
                out += runs_of(children, picture, replace(style, lang=lang))
            case prose.Link(href, children, title):
                way = replace(style, href=href, tip=title) if _external(href) else replace(style, href="")
                out += runs_of(children, picture, way)
            case prose.Image(alt=alt):
                out.append(replace(style, text=picture.format(alt=alt) if alt else ""))
            case prose.FootnoteRef(number):
                out.append(replace(style, text=str(number), raised=True))
    return tuple(r for r in out if r.text)


def _external(href: str) -> bool:
    return href.startswith(("http://", "https://", "mailto:", "tel:"))


def lines_of_blocks(blocks: Sequence[prose.Block], picture: str, level: int = 0) -> tuple[Line, ...]:
    """Every word of the blocks in reading order, a sentence each; a lead-in has no bullet and stays with its list."""
    out: list[Line] = []
    for number, block in enumerate(blocks):
        following = blocks[number + 1] if number + 1 < len(blocks) else None
        out += _block(block, following, picture, level)
    return tuple(out)


def _block(block: prose.Block, following: prose.Block | None, picture: str, level: int) -> Iterator[Line]:
    match block:
        case prose.Paragraph(inlines):
            said = sentences(_languaged(runs_of(inlines, picture), block.lang))
            leads = isinstance(following, prose.ListBlock | prose.PointList | prose.Table)
            for i, sentence in enumerate(said):
                lead = leads and i == len(said) - 1
                yield Line(sentence, level, bullet=not lead, keep=lead)
        case prose.Heading(_, inlines):
            yield Line(tuple(replace(r, bold=True) for r in runs_of(inlines, picture)), level, bullet=False, keep=True)
        case prose.ListBlock(ordered, items, start):
            for number, item in enumerate(items, start=start):
                yield from _marked(lines_of_blocks(item.blocks, picture, level), f"{number}." if ordered else "", level)
        case prose.PointList(points):
            for point in points:
                yield from point_lines(point, picture, level)
        case prose.Quote(blocks):
            yield from lines_of_blocks(blocks, picture, level)
        case prose.Table(header, rows):
            heads = [prose.plain_inlines(c.inlines).strip() for c in header]
            for row in rows:
                cells = [_languaged(runs_of(c.inlines, picture), block.lang) for c in row]
                yield Line(_row(heads, cells), level)
        case prose.CodeBlock(text):
            for literal in text.splitlines():
                if literal.strip():
                    yield Line((Run(literal.strip()),), level, bullet=False)
        case prose.Rule():
            return


def _languaged(runs: tuple[Run, ...], lang: str) -> tuple[Run, ...]:
    return tuple(replace(r, lang=r.lang or lang) for r in runs) if lang else runs


def in_language(lines: Sequence[Line], lang: str) -> tuple[Line, ...]:
    """The lines of a part that has a language of its own; words with another keep theirs."""
    return tuple(replace(line, runs=_languaged(line.runs, lang)) for line in lines)


def _row(heads: Sequence[str], cells: Sequence[tuple[Run, ...]]) -> tuple[Run, ...]:
    """A table's row as one line: "Head: cell; head: cell"."""
    out: list[Run] = []
    for head, cell in zip(heads, cells, strict=False):
        out += [Run("; ")] if out else []
        out += [Run(f"{head}: ", bold=True)] if head else []
        out += cell
    return tuple(out)


def _marked(lines: Sequence[Line], mark: str, level: int) -> Iterator[Line]:
    """An item's lines: its first carries the mark and a bullet, its other sentences follow one level in."""
    for number, line in enumerate(lines):
        if number == 0:
            yield replace(line, mark=mark, bullet=True)
        else:
            yield replace(line, level=max(line.level, level) + 1) if line.level == level else line


def point_lines(point: prose.Point, picture: str, level: int = 0) -> Iterator[Line]:
    """A finding or recommendation: its code in bold, its sentences; the first is kept with what follows it."""
    lines = _with_title_joined(lines_of_blocks(point.blocks, picture, level))
    for number, line in enumerate(lines):
        if number == 0:
            yield replace(line, mark=point.code, bullet=True, keep=len(lines) > 1)
        else:
            yield replace(line, level=max(line.level, level + 1))


def _with_title_joined(lines: Sequence[Line]) -> Sequence[Line]:
    """A bold title and the sentence after it on one line: "Strategy meetings. They could be …" reads as one thought."""
    if len(lines) > 1 and all(r.bold for r in lines[0].runs):
        joined = replace(lines[0], runs=(*lines[0].runs, Run(" "), *lines[1].runs))
        return (joined, *lines[2:])
    return lines


# Lines to slides -------------------------------------------------------------------------------------


def pages(
    lines: Sequence[Line], layout: str, title: Sequence[Run], frame: Frame = OURS
) -> tuple[tuple[Line, ...], ...]:
    """The lines in as many runs as slides are needed, balanced; each fits beneath `title`. No line is lost or cut."""
    kind = type_of(layout)
    wide, high = room(layout, title, frame)
    fitting = [part for line in lines for part in _fit(line, layout, wide, high)]
    heights = [height(line, kind, wide) for line in fitting]
    if not fitting:
        return ()
    best = _fill(fitting, heights, high)
    low, limit = 0.0, high
    for _ in range(12):  # the smallest height that needs no more slides: even slides, no orphan at the end
        middle = (low + limit) / 2
        if middle >= max(heights) and len(_fill(fitting, heights, middle)) == len(best):
            limit = middle
        else:
            low = middle
    return _fill(fitting, heights, limit)


def _fill(lines: Sequence[Line], heights: Sequence[float], high: float) -> tuple[tuple[Line, ...], ...]:
    out: list[list[int]] = [[]]
    used = 0.0
    for number in range(len(lines)):
        if out[-1] and used + heights[number] > high:
            carried: list[int] = []
            while len(out[-1]) > 1 and lines[out[-1][-1]].keep:
                carried.insert(0, out[-1].pop())
            if sum(heights[i] for i in [*carried, number]) > high:
                out[-1] += carried
                carried = []
            out.append(carried)
            used = sum(heights[i] for i in carried)
        out[-1].append(number)
        used += heights[number]
    return tuple(tuple(lines[i] for i in page) for page in out if page)


def _fit(line: Line, layout: str, wide: float, high: float) -> Iterator[Line]:
    """A line too long for a whole slide in pieces that fit, cut between words; else the line itself."""
    kind = type_of(layout)
    if height(line, kind, wide) <= high:
        yield line
        return
    words = [replace(r, text=w) for r in line.runs for w in re.findall(r"\S+\s*|\s+", r.text)]
    pieces = [q for w in words for q in _chopped(w, kind.size, wide)]
    piece: list[Run] = []
    bullet, mark = line.bullet, line.mark
    for word in pieces:
        if piece and height(replace(line, runs=(*piece, word)), kind, wide) > high:
            yield replace(line, runs=_trimmed(piece), bullet=bullet, mark=mark)
            piece, bullet, mark = [], False, ""
        piece.append(word)
    if piece:
        yield replace(line, runs=_trimmed(piece), bullet=bullet, mark=mark)


def _chopped(word: Run, size: float, wide: float) -> Iterator[Run]:
    """A word as it is; one longer than several lines (an address) in pieces."""
    if width(word.text, size) <= wide * 2:
        yield word
        return
    step = max(1, int(wide / size))
    for start in range(0, len(word.text), step):
        yield replace(word, text=word.text[start : start + step])
