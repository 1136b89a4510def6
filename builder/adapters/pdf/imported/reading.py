"""A PDF's words: lines with their size and weight, joined to paragraphs, headings and items. Knows no briefing.

A PDF keeps no paragraphs: sizes, gaps and marks are all there is. The report says so.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import pypdfium2 as pdfium

from ...documents import Document, Kind, Left, Piece, Run, Seen, Shape, UnreadableDocumentError
from ...placing import Box, reading_order
from .page_text import MAX_CHARACTERS, Letter, PageText, TextLine, page_text

INDENTED = 18.0
"""Points from the margin on which a short paragraph is taken for a list item: some programs draw their bullets."""

MAX_PAGES = 120
_BULLET = re.compile(r"^(?:[•·▪●◦‣○■➢✓→]|[–*o-](?=\s))\s*(?P<text>\S.*)$")
_NUMBER = re.compile(r"^(?P<number>\d{1,2})[.)]\s+(?P<text>\S.*)$")
_MARGIN = 0.13
"""The part of a page's height at its top and foot in which headers and footers stand."""
LOSS = (
    "A PDF keeps no paragraphs, lists or tables: read every part once against the original. A Word file imports better."
)
_KEPT_HYPHEN = frozenset(
    "multi non self co well half cross post pre anti one two three four five six seven eight nine ten long short full "
    "part high low old year single decision follow drop check sub inter ex semi mid all ill front day face step hand "
    "child parent".split()
)


def read_pdf(data: bytes) -> Document:
    """What stands in a PDF. Raises UnreadableDocumentError with a sentence for a person."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        reason = "It has a password." if "assword" in str(error) else "It is not a whole PDF."
        raise UnreadableDocumentError(f"{reason} Ask for the Word file.") from error
    try:
        if len(document) > MAX_PAGES:
            raise UnreadableDocumentError(f"It has more than {MAX_PAGES} pages.")
        pages: list[PageText] = []
        budget = MAX_CHARACTERS
        for number in range(len(document)):
            pages.append(page_text(document[number], number + 1, budget))
            budget -= sum(len(line.letters) for line in pages[-1].lines)
        title = " ".join(document.get_metadata_value("Title").split())
    finally:
        document.close()
    running = _running(pages)
    left = [one for page in pages for one in page.left]
    left += [Left(Kind.SCAN, "", f"page {p.number}") for p in pages if p.is_picture]
    left += _named(running)
    gone = {id(line) for line, _ in running}
    lines = [line for page in pages for line in _ordered(page, gone)]
    seen = tuple(_seen(lines))
    headers = tuple(dict.fromkeys(line.text for line, kind in running if kind is Kind.HEADER))
    if budget <= 0:
        left.append(Left(Kind.OTHER, "words after the first 400,000 letters"))
    return Document(tuple(_pieces(lines)), title, (LOSS,) if lines else (), tuple(left), seen, headers=headers)


def _seen(lines: Sequence[TextLine]) -> Iterator[Seen]:
    """The words of the lines; those that a hyphen at a line's end parts are told together."""
    held, page = "", 0
    for line in lines:
        held = f"{held} {line.text}" if held else line.text
        held, page = re.sub("\u00ad$", "-", held), line.page
        if not held.endswith(("-", "\u00ad", "\u2010")):
            yield Seen(held, f"page {page}")
            held = ""
    if held:
        yield Seen(held, f"page {page}")


# Headers and footers -----------------------------------------------------------------------------

_PAGE = re.compile(r"(?:page|tudalen|p\.?)?\s*\d{1,3}(?:\s*(?:of|/|o)\s*\d{1,3})?", re.I)


def _running(pages: Sequence[PageText]) -> list[tuple[TextLine, Kind]]:
    """Headers and footers: lines in the margins that come back at their place, digits aside; page numbers."""
    places: Counter[tuple[str, int]] = Counter()
    everywhere: Counter[str] = Counter()
    for page in pages:
        places.update({_key(line, page) for line in page.lines if _in_margin(line, page)})
        everywhere.update({_worded(line) for line in page.lines})
    found = []
    for page in pages:
        for line in page.lines:
            margin = _in_margin(line, page)
            key = _key(line, page)
            near = sum(places[key[0], key[1] + step] for step in (-1, 0, 1))
            again = margin and len(pages) > 1 and near >= max(2, 0.4 * len(pages))
            often = len(pages) > 2 and everywhere[_worded(line)] > 0.6 * len(pages)
            if again or often or (margin and _PAGE.fullmatch(line.text) and len(line.text) < 20):
                found.append((line, Kind.HEADER if line.top < page.height / 2 else Kind.FOOTER))
        numbers = [line for line, _ in found if line.page == page.number and _PAGE.fullmatch(line.text)]
        taken = {id(line) for line, _ in found}
        for line in page.lines:  # what stands beside a page number is of the header or footer too
            beside = any(abs(line.bottom - n.bottom) < 0.5 * n.size for n in numbers)
            if beside and id(line) not in taken and _in_margin(line, page) and len(line.text.split()) <= 16:
                found.append((line, Kind.HEADER if line.top < page.height / 2 else Kind.FOOTER))
    return found


def _worded(line: TextLine) -> str:
    return re.sub(r"\d+", "#", line.text)


def _key(line: TextLine, page: PageText) -> tuple[str, int]:
    return _worded(line), round(line.top / 4)


def _in_margin(line: TextLine, page: PageText) -> bool:
    return line.bottom < _MARGIN * page.height or line.top > (1 - _MARGIN) * page.height


def _named(running: list[tuple[TextLine, Kind]]) -> Iterator[Left]:
    said: set[str] = set()
    for line, kind in running:
        if _worded(line) not in said and not _PAGE.fullmatch(line.text):
            said.add(_worded(line))
            yield Left(kind, line.text)


# Reading order -----------------------------------------------------------------------------------


def _ordered(page: PageText, gone: set[int]) -> list[TextLine]:
    """The lines of a page in reading order: blocks of lines, put in order as boxes."""
    lines = sorted((x for x in page.lines if id(x) not in gone), key=lambda x: (x.top, x.left))
    blocks: list[list[TextLine]] = []
    for line in lines:
        home = next((b for b in reversed(blocks) if _goes_under(b, line, blocks)), None)
        if home is None:
            blocks.append([line])
        else:
            home.append(line)
    boxes = [_box(block, n) for n, block in enumerate(blocks)]
    return [line for n in reading_order(boxes) for line in blocks[n]] if len(boxes) > 1 else lines


def _goes_under(block: list[TextLine], line: TextLine, blocks: list[list[TextLine]]) -> bool:
    last = block[-1]
    gap = line.top - last.bottom
    left, right = min(x.left for x in block), max(x.right for x in block)
    overlap = min(right, line.right) - max(left, line.left)
    reach = 1.3 * line.size if line.size < 1.12 * last.size else 0.8 * last.size
    if last.bold and not line.bold and line.size < last.size < 1.7 * line.size:
        reach = 1.3 * last.size  # a heading stands a little off the text below it
    heads = (line.bold and not last.bold) or line.size > last.size * 1.12
    if heads or gap > reach or gap < -0.6 * line.size:
        return False
    if overlap < 0.5 * min(right - left, line.right - line.left):
        return False
    # a line that lies across two columns opens a block of its own
    return not any(
        other is not block
        and min(max(x.right for x in other), line.right) - max(min(x.left for x in other), line.left) > 0.5 * line.size
        and abs(other[-1].bottom - last.bottom) < 0.8 * line.size
        for other in blocks[-6:]
    )


def _box(block: list[TextLine], key: int) -> Box:
    first = block[0]
    short = len(block) == 1 and len(first.text.split()) <= 12
    rest = block[1:]
    headed = bool(rest) and (first.bold or first.size > rest[0].size * 1.08) and not all(x.bold for x in rest)
    return Box(
        min(x.left for x in block), first.top, max(x.right for x in block), max(x.bottom for x in block),
        first.text, key, headed, short and (first.bold or len(first.text.split()) <= 6),
    )  # fmt: skip


# Paragraphs --------------------------------------------------------------------------------------


def _pieces(lines: list[TextLine]) -> Iterator[Piece]:
    if not lines:
        return
    weights: Counter[float] = Counter()
    for line in lines:
        weights[line.size] += len(line.text)
    body = weights.most_common(1)[0][0]
    large = {x.size for x in lines if x.size > body * 1.12}
    levels = {s: n for n, s in enumerate(sorted(large, reverse=True), 1)}
    known = Counter(re.findall(r"[\w-]+", " ".join(line.text.lower() for line in lines)))
    columns = _columns(lines)
    held: list[TextLine] = []
    indents: list[float] = []
    for line in lines:
        if held and not _continues(held, line, body, columns[id(line)]):
            yield _piece(held, levels, columns[id(held[0])], indents, known)
            held = []
        held.append(line)
    yield _piece(held, levels, columns[id(held[0])], indents, known)


Column = tuple[float, float]
"""Left and right edge."""


def _columns(lines: list[TextLine]) -> dict[int, Column]:
    """The edges of the column that each line stands in: of the lines around it that overlap it."""
    found: dict[int, Column] = {}
    for n, line in enumerate(lines):
        near = [
            x
            for x in lines[max(0, n - 40) : n + 41]
            if min(x.right, line.right) - max(x.left, line.left) > 0.1 * min(x.right - x.left, line.right - line.left)
            and _same_stack(x, line)
        ]
        found[id(line)] = min(x.left for x in near), max(x.right for x in near)
    return found


def _same_stack(a: TextLine, b: TextLine) -> bool:
    """Whether two lines that overlap may be of one column: neither spans far more than the other's column."""
    if a.page != b.page:
        return abs(a.left - b.left) < 80
    return True


def _continues(held: list[TextLine], line: TextLine, body: float, column: Column) -> bool:
    """Whether a line goes on with the paragraph of the line above it."""
    before, first = held[-1], held[0]
    if (
        _BULLET.match(line.text)
        or _NUMBER.match(line.text)
        or abs(line.size - before.size) > 0.6
        or line.bold != before.bold
    ):
        return False
    if line.page != before.page or line.top < before.top - before.size:
        return before.text[-1] not in ".?!:" and line.text[0].islower() and not before.bold
    gap = line.top - before.bottom
    if gap > 0.95 * before.size:
        return False
    if line.size > body * 1.12:
        return True
    hanging = bool(_BULLET.match(first.text) or _NUMBER.match(first.text)) and line.left > first.left + 4
    aligned = abs(line.left - before.left) < 6 or hanging or (len(held) == 1 and 0 < before.left - line.left < 40)
    right = max(column[1], before.right)
    wide = max(1.0, right - column[0])
    missing = (right - before.right) / wide
    next_word = max((x.right for x in _first_word(line)), default=line.left) - line.left
    fits = before.right + next_word + 0.3 * line.size < right
    return aligned and (not fits or missing < 0.12 or (line.text[0].islower() and before.text[-1] not in ".?!:"))


def _first_word(line: TextLine) -> list[Letter]:
    word: list[Letter] = []
    for letter in line.letters:
        if letter.text.isspace() and word:
            break
        if not letter.text.isspace():
            word.append(letter)
    return word


def _piece(
    held: list[TextLine], levels: dict[float, int], column: Column, indents: list[float], known: Counter[str]
) -> Piece:
    """A paragraph as what it looks like; `indents` are those of the items it may stand under."""
    first = held[0]
    runs = tuple(_runs(held, known))
    words = " ".join("".join(r.text for r in runs).split())
    where = f"page {first.page}"
    bullet, number = _BULLET.match(words), _NUMBER.match(words)
    if first.size in levels:
        indents.clear()
        plain = tuple(Run(r.text, italic=r.italic, href=r.href, size=r.size) for r in runs)
        return Piece(Shape.HEADING, plain, levels[first.size], where=where)
    if bullet or (number and not first.bold):
        found = bullet or number
        assert found is not None
        cut = _without(runs, len(words) - len(found["text"]))
        label = number["number"] if number and not bullet else ""
        return Piece(Shape.ITEM, cut, _level(first.left, indents), not bullet, where, label=label)
    middle = (first.left + first.right) / 2 - (column[0] + column[1]) / 2
    centred = abs(middle) < 8 and first.left - column[0] > INDENTED and column[1] - first.right > INDENTED
    if first.left - column[0] > INDENTED and len(words.split()) < 60 and not centred and not first.bold:
        return Piece(Shape.ITEM, runs, _level(first.left, indents), where=where)
    indents.clear()
    return Piece(Shape.TEXT, runs, where=where)


def _without(runs: tuple[Run, ...], letters: int) -> tuple[Run, ...]:
    out = []
    for run in runs:
        cut = min(letters, len(run.text))
        letters -= cut
        if run.text[cut:]:
            out.append(Run(run.text[cut:], run.bold, run.italic, run.href, size=run.size))
    return tuple(out)


def _level(left: float, indents: list[float]) -> int:
    """How deep an item stands among those above it; less than 6 points are no step."""
    while indents and left < indents[-1] - 6:
        indents.pop()
    if not indents or left > indents[-1] + 6:
        indents.append(left)
    return len(indents) - 1


def _runs(held: list[TextLine], known: Counter[str]) -> Iterator[Run]:
    """The letters of a paragraph as runs, its lines joined."""
    out: list[Run] = []
    for n, line in enumerate(held):
        text = [(x.text, x.bold, x.italic, x.href, x.size) for x in line.letters]
        while text and text[-1][0].isspace():
            text.pop()
        while text and text[0][0].isspace():
            text.pop(0)
        if n + 1 < len(held) and text and text[-1][0] in "-\u00ad\u2010":
            if _is_one_word(line.text, held[n + 1].text, known):
                text.pop()
        elif n + 1 < len(held) and text:
            text.append((" ", *text[-1][1:]))
        for letters, bold, italic, href, size in text:
            last = out[-1] if out else None
            if last and (last.bold, last.italic, last.href, last.size) == (bold, italic, href, size):
                out[-1] = Run(last.text + letters, bold, italic, href, size=size)
            else:
                out.append(Run(letters, bold, italic, href, size=size))
    return iter(out)


def _is_one_word(line: str, after: str, known: Counter[str]) -> bool:
    """Whether the hyphen at a line's end only broke a word: it stands whole elsewhere, or nothing speaks for it."""
    if line.endswith("\u00ad"):
        return True
    start = re.search(r"([\w’'-]+)[-\u2010]$", line)
    rest = re.match(r"[\w’']+", after)
    if not start or not rest or not rest[0][0].islower():
        return False
    head, tail = start[1].lower(), rest[0].lower()
    if known[f"{head}-{tail}"]:
        return False
    return bool(known[f"{head}{tail}"]) or (head not in _KEPT_HYPHEN and "-" not in head)
