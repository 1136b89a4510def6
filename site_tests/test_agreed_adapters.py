"""Golden adapters: numbers, boundaries and signs in every combination that costs nothing, as somebody agreed them."""

# ruff: noqa: E501 (a case on one line is read more easily)

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pptx
import pytest
import xlsxwriter
from lxml import etree
from PIL import Image

from builder.adapters.archives import ArchiveError, is_document, is_zip, names_in, small_zip, unfolded, unzipped
from builder.adapters.documents.content import UnreadableDocumentError
from builder.adapters.documents.drawings import M, formula
from builder.adapters.documents.fields import equation
from builder.adapters.documents.placing import Box, reading_order
from builder.adapters.documents.symbols import as_shown, sign
from builder.adapters.documents.text import read_text
from builder.adapters.documents.web_page import read_page
from builder.adapters.pictures import fitted, shown
from builder.adapters.slides import fit, master
from builder.adapters.slides.base import frame_of, has_title_and_text, kinds_of, layout_of
from builder.adapters.slides.drawings import body_above, drawn, group_of
from builder.adapters.spreadsheets.cells import csv_with, csv_without, excel_with
from builder.adapters.spreadsheets.excel import Sheet, as_workbook
from builder.adapters.spreadsheets.harmless import as_csv
from builder.adapters.spreadsheets.typed_book import Sheet as TypedSheet
from builder.adapters.spreadsheets.typed_book import rows_in, with_rows
from builder.adapters.spreadsheets.workbook import read_workbook
from builder.adapters.stand_ins import text_with_stand_ins
from builder.adapters.tongues import marked, office_part, passage, pieces, runs_from_right, whole
from builder.adapters.yaml_lines import CannotChangeError, value_at, with_entry, with_value, without_entry

from .agreed_text import as_agreed, lines_of
from .conftest import EPOCH

# Places ------------------------------------------------------------------------------------------


def layouts() -> Iterator[tuple[str, list[Box]]]:
    """Pages as people lay them out, each shifted a little, some with a number, a title across or a hub."""
    for seed in range(160):
        rng = random.Random(seed)
        columns, rows = rng.choice((1, 2, 2, 3)), rng.choice((1, 2, 3, 4))
        gap, wide, high = rng.choice((2.0, 10.0, 40.0)), 200.0, rng.choice((40.0, 100.0))
        boxes: list[Box] = []
        numbers = rng.sample(range(1, columns * rows + 1), columns * rows) if rng.random() < 0.4 else []
        heads = rng.random() < 0.3
        if rng.random() < 0.4:
            boxes.append(Box(0, -60, columns * (wide + gap), -40, "Title", 0, short=True))
        for row in range(rows):
            for column in range(columns):
                if rng.random() < 0.12:
                    continue
                x, y = column * (wide + gap) + rng.choice((0, 0, 5, 15)), row * (high + gap) + rng.choice((0, 0, 4, 12))
                tall = high * rng.choice((1, 1, 0.6))
                words = f"{numbers[row * columns + column]} Panel" if numbers else "Words of it"
                own = len(boxes)
                if heads:
                    boxes.append(Box(x, y, x + wide * 0.9, y + 12, words, own, short=True))
                    boxes.append(Box(x, y + rng.choice((13, 20, 30)), x + wide, y + tall, "and its text", own + 1))
                else:
                    boxes.append(Box(x, y, x + wide, y + tall, words, own, headed=rng.random() < 0.3))
        if numbers and rng.random() < 0.5:
            middle = columns * (wide + gap) / 2
            boxes.append(Box(middle - 30, rows * high / 2 - 10, middle + 30, rows * high / 2 + 10, "A hub", len(boxes)))
        if rng.random() < 0.3:
            boxes.append(Box(0, rows * (high + gap) + 20, 150, rows * (high + gap) + 40, "A foot", len(boxes)))
        rng.shuffle(boxes)
        yield f"{seed}: {columns} by {rows}, {gap:g} apart", boxes


def test_boxes_in_the_order_of_reading() -> None:
    told = []
    for name, boxes in layouts():
        told.append(f"{name}: {' '.join(str(key) for key in reading_order(boxes))}")
        assert sorted(reading_order(boxes)) == sorted(box.key for box in boxes)
    as_agreed("\n".join((*told, "")), "adapters/places.txt")


# Signs and words -----------------------------------------------------------------------------------


def test_signs_of_every_font() -> None:
    fonts = ("Symbol", "Wingdings", "Wingdings 2", "Wingdings 3", "Webdings", "Arial")
    codes = (0x1F, *range(0x20, 0x100), 0x100)
    told = [f"{font}: {''.join(sign(font, code) for code in codes)}" for font in fonts]
    told += [f"{font} moved: {''.join(sign(font, 0xF000 + code) for code in codes)}" for font in fonts]
    told += [as_shown(text, font) for font in ("Symbol", "Arial") for text in ("a b\u0100c", "\uf0b7 x", "plain")]
    edges = (0xDFFF + 1, 0xE000, 0xEFFF, 0xF8FF, 0xF900)
    told += [f"{sign('Arial', code)!r} {sign('Symbol', code)!r}" for code in edges]
    as_agreed("\n".join((*(repr(line) for line in told), "")), "adapters/signs.txt")


FORMULAS = (
    "<f><num><r><t>a</t></r></num><den><r><t>b+c</t></r></den></f>",
    "<sSup><e><r><t>x</t></r></e><sup><r><t>2</t></r></sup></sSup>",
    "<sSub><e><r><t>x</t></r></e><sub><r><t>i j</t></r></sub></sSub>",
    "<rad><radPr/><deg/><e><r><t>x−1</t></r></e></rad>",
    "<d><e><r><t>a</t></r></e><e><r><t>b</t></r></e></d>",
    "<nary><naryPr><chr m:val='∑'/></naryPr><sub><r><t>1</t></r></sub><sup><r><t>n</t></r></sup><e><r><t>k</t></r></e></nary>",
    "<nary><e><r><t>k</t></r></e></nary>",
)


def test_formulas_and_fields_as_words() -> None:
    told = []
    for xml in FORMULAS:
        root = etree.fromstring(f"<oMath xmlns='{M[1:-1]}' xmlns:m='{M[1:-1]}'>{xml}</oMath>")
        told.append(formula(root))
    told += [equation(code) for code in (r" EQ \o\ac(a,b) ", r"eq \f(1;2)", " PAGE ", r"EQ \* MERGEFORMAT \s\up6(x)")]
    as_agreed("\n".join((*told, "")), "adapters/formulas.txt")


def test_passages_of_another_language() -> None:
    told = [f"{tag}: {runs_from_right(tag)}" for tag in "ar ur-PK en cy-GB uz-Arab ar-Latn he-Hebr-IL az-Cyrl".split()]
    texts = ("{count} words\nand {name}.", "12 {n}", "a", "", "One. Two.")
    told += [repr(marked(text)) for text in texts] + [repr(passage(text)) for text in texts]
    told += [
        repr(list(whole(cut))) for cut in (["\ue000a", "b", "c\ue001"], ["a", "\ue000b\ue001"], ["\ue000a\ue001 b"])
    ]
    told += [repr(list(pieces(text))) for text in ("a \ue000b\ue001 c", "\ue000b\ue001", "x", "a\ue000")]
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    runs = (
        "<w:r><w:tab/><w:t>a \ue000b\ue001 c</w:t><w:br/></w:r>",
        "<w:r><w:rPr><w:b/><w:lang w:val='cy'/></w:rPr><w:t>\ue000all\ue001</w:t></w:r>",
        "<w:r><w:rPr><w:b/><w:specVanish/></w:rPr><w:t>\ue000all\ue001</w:t></w:r>",
        "<w:instrText>\ue000x\ue001</w:instrText>", "<w:p w:x='\ue000y\ue001'/>", "<w:r><w:t>plain</w:t></w:r>",
    )  # fmt: skip
    told += [office_part(f"<w:p xmlns:w='{w}'>{run}</w:p>".encode()).decode() for run in runs]
    a = "http://schemas.openxmlformats.org/drawingml/2006/main"
    told.append(office_part(f"<a:p xmlns:a='{a}'><a:r><a:t>a \ue000b\ue001</a:t></a:r></a:p>".encode()).decode())
    as_agreed("\n".join((*told, "")), "adapters/tongues.txt")


def test_signs_that_no_face_has() -> None:
    texts = (
        "漢字 x",
        "☃ and ☃☃",
        "שלום",
        "ﬁne",
        "a\u0301b\u200d",
        "👍🏽",
        "\ufffd",
        "\ue123",
        "①",
        "𓀀𓀁",
        "⁂",
        "𐌀",
        "٣",
        "é",
    )
    told = [text_with_stand_ins(text, lambda char: char.isascii() or char == "é") for text in texts]
    as_agreed("\n".join((*(repr(line) for line in told), "")), "adapters/stand-ins.txt")


TEXTS = (
    "# One #\n\ntext\n\n## Two\nmore\n",
    "Title\n=====\n\nwords\n\nHead\n-----\nmore\n",
    f"{'a' * 55}\ngoes on\n\n{'b' * 54}\ndoes not\n\n{'c' * 100}\ngoes on\n\n{'d' * 101}\ndoes not\n",
    f"{'e' * 60}\n- item {'f' * 60}\n  goes on\n1. {'g' * 60}\nSHOUTED\nwords.\nSHOUTED TOO\nABC\n",
    "- one\n - slip\n  - level\n    - deep\n- back\n\no circle\n  ◦ other\n\n* * *\n1. one\n2) two\n  3. deep\n\n4. alone\n",
    "a\tb\n\tindented\nname\tvalue\tthird\n- x\ty\n" + "z" * 61 + "\tlong\n" + "z" * 60 + "\tnot long\n",
    "one\f two\r\nthree\rfour\n\n\n***\nfive",
)


def test_texts_of_every_shape() -> None:
    told = [line for text in TEXTS for line in (repr(text), *lines_of(read_text(text.encode()).pieces, 2))]
    as_agreed("\n".join((*told, "")), "adapters/texts.txt")


PAGES = (
    "<title>no</title><h1>One</h1><p>a <b>b</b> <i>c</i><br>d <a href='https://x.example'>e</a></p>tail",
    "<ul><li>one<ul><li>two</li></ul></li><li><p>three</p><p>four</p></li><li></li></ul><ol><li>five</li></ol>",
    "<table><tr><th>a</th><td><p>b</p><p>c</p></td></tr></table><div>x<p>y</p>z</div><script>no</script>",
    "<p style='display: none'>hidden</p><p hidden>too</p><p style='mso-hide:all'>three</p><p>seen</p><h6>Six</h6>",
    "MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<p>In an archive</p>",
    "<a href='javascript:x'>no</a><a href='mailto:a@b.example'>mail</a>",
)


def test_web_pages_of_every_shape() -> None:
    told: list[str] = []
    for page in PAGES:
        found = read_page(page.encode())
        told += [repr(page), *lines_of(tuple(replace(p, of="") for p in found.pieces), 2)]
        told += [f"  left: {one.kind.value} {one.words}" for one in found.left] + [
            f"  seen: {s.words}" for s in found.visible
        ]
    as_agreed("\n".join((*told, "")), "adapters/pages.txt")
    with pytest.raises(UnreadableDocumentError, match="not a web page"):
        read_page(b"MIME-Version: 1.0\nContent-Type: text/plain\n\nno page")


# Settings, changed line by line --------------------------------------------------------------------

SETTINGS = """# Top
title: Child R   # as readers know it
summary: >-
  Words that go on
  here.
# alias:    # a hint
note: |-
  line one
  line two
topics: [one, "two"]
support:
  - name: Line
    phone: 01632 960 111

  - name: Other
    detail: "x: y"
glossary:
  GP: General practitioner
  "a: b": quoted
empty:
group:
    deep: 1
    list:
    - a: b
# support2:
last: "end" #x"""
PATHS: tuple[tuple[str | int, ...], ...] = (
    *(("title",), ("summary",), ("alias",), ("note",), ("topics",), ("support", 0, "phone"), ("support", 1, "detail")),
    *(("support", 0, "url"), ("glossary", "GP"), ("glossary", "a: b"), ("glossary", "New one"), ("empty",)),
    *(("group", "deep"), ("group", "new"), ("group", "list", 0, "c"), ("fresh",), ("fresh", "inner"), ("last",)),
    *(("empty", "inner"), ("support", 5, "x"), ("title", "x"), ("yes",), ("a-b: c",)),
)
VALUES: tuple[str | list[str], ...] = (
    *("", "plain words", "2027-01-31", "no", "01632 960", "a: b", "x #y", "# x", "two\nlines", " \nodd", "tail:"),
    *(" ".join(["word"] * 30), 'q "in" it', "\u2028x", ["a", "b c"], "Null", "ein-s (x)", "@home", "a#b c:d"),
)


def changed(made: Callable[[], str]) -> list[str]:
    """The lines that a change puts in or takes out; or that it cannot be made."""
    try:
        now = made().split("\n")
    except CannotChangeError as error:
        return [f"  cannot: {str(error)[:40]}"]
    before = SETTINGS.split("\n")
    gone, new = [x for x in before if x not in now], [x for x in now if x not in before]
    return [*(f"  - {line}" for line in gone), *(f"  + {now.index(line)}: {line}" for line in new)]


def test_settings_are_changed_in_their_line() -> None:
    told: list[str] = []
    for path in PATHS:
        told.append(f"{path}: {value_at(SETTINGS, path)!r}")
        for value in VALUES if path in PATHS[:3] else VALUES[:7]:
            told += [f" {value!r}", *changed(lambda path=path, value=value: with_value(SETTINGS, path, value))]  # type: ignore[misc]
    for key in ("support", "decisions", "empty", "support2", "topics", "group"):
        entry: dict[str, str | list[str]] = {"name": "New: line", "words": ["a"], "none": ""}
        told += [f"one more {key}", *changed(lambda key=key, entry=entry: with_entry(SETTINGS, (key,), entry))]  # type: ignore[misc]
    for name, place in (("support", 0), ("support", 1), ("support", 2), ("support", -1), ("topics", 0), ("group", 0)):
        told += [f"without {name} {place}", *changed(lambda n=name, p=place: without_entry(SETTINGS, (n, p)))]  # type: ignore[misc]
    as_agreed("\n".join((*told, "")), "adapters/settings.txt")


# Tables and archives -------------------------------------------------------------------------------


def workbook() -> bytes:
    """A workbook with merged, hidden and worked-out cells, by XlsxWriter."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet("Teams")
    page.write_row(2, 1, ["Organisation", "Team", "When", "Count"])
    page.merge_range(3, 1, 5, 1, "Council")
    page.merge_range(7, 1, 7, 3, "Across")
    for row, (team, when, count) in enumerate((("East", 46000, 3), ("West", 46000.5, 2.5), ("North", 1, 0)), 3):
        page.write(row, 2, team)
        page.write_datetime(row, 3, date(2026, 11, row)) if row < 5 else page.write(row, 3, when)
        page.write(row, 4, count)
    page.write_formula(6, 2, "=1+1", None, "")
    page.write_formula(6, 28, "=1+1", None, 2)
    page.write_boolean(6, 3, True)
    page.set_row(4, None, None, {"hidden": True})
    book.add_worksheet("Hidden").hide()
    book.add_worksheet("Other").write(0, 0, " x ")
    book.close()
    return out.getvalue()


def test_workbooks_there_and_back() -> None:
    told = []
    for sheet in read_workbook(workbook()):
        told.append(f"{sheet.name}: {sorted(sheet.hidden)} {sorted(sheet.unknown)} {sorted(sheet.merged)}")
        told += [f"  {row}" for row in sheet.rows]
    told += [f"{name}: {rows}" for name, rows in rows_in(workbook()).items()]
    rows = (("a" * 15, 1, date(2026, 1, 2)), ("=x", 2.5, None), ("one\ntwo " + "w" * 300, True, ""), ("b\x07", "", "c"))
    made = as_workbook(
        (Sheet("A/b: " + "n" * 40, ("Head one that is long", "N", "D"), rows, (10,)), Sheet("a b  " + "n" * 40, ("X",), ()), Sheet("?", ("Y",), (("z" * 40_000,),))),
        title="T" * 300, author="A", epoch=int(EPOCH),
    )  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        told += [
            archive.read(name).decode()[:6000]
            for name in ("xl/workbook.xml", "xl/worksheets/sheet1.xml", "docProps/core.xml")
        ]
        told.append(str(len(archive.read("xl/sharedStrings.xml"))))
    typed = with_rows(None, {"S": TypedSheet(("K", "Typed"), (12, 20), (("=a", "1"), ("b", "")), 1)}, 1)
    assert typed and with_rows(typed, {"S": TypedSheet(("K", "Typed"), (12, 20), (("b", "x"),), 1)}, 1) is None
    more = with_rows(typed, {"S": TypedSheet(("K", "Typed"), (12, 20), (("c", "2"),), 1)}, 1)
    assert more
    told += [str(rows_in(typed)), str(rows_in(more))]
    with zipfile.ZipFile(io.BytesIO(typed)) as archive:
        told += [archive.read(name).decode() for name in ("xl/worksheets/sheet1.xml", "xl/styles.xml")]
    as_agreed("\n".join((*told, "")).replace("\r", ""), "adapters/workbooks.txt")


def test_cells_are_changed_and_nothing_else() -> None:
    text = 'a,b\n"x\ny",2\n3,"q ""w"""\n'
    told = [
        csv_with(text, ",", {(2, 2): "new", (4, 1): "=danger", (6, 3): "below"}),
        csv_with("a;b", ";", {(1, 1): "c;d", (2, 1): "e"}),
        csv_with(text, ",", {}), csv_without(text, ",", 2), csv_without(text, ",", 4),
        as_csv(("H", "=1"), [("-a", 3), ("\ufeff@b", "plain"), (" c", "a\rb"), ("", "+1")]).decode(),
    ]  # fmt: skip
    book = excel_with(workbook(), "Teams", {(4, 3): "007", (5, 3): "", (9, 2): "Added"})
    told.append(str(rows_in(book)["Teams"]))
    for wrong in ((2, 9),):
        with pytest.raises(Exception, match="no row"):
            csv_without(text, ",", wrong[1])
    as_agreed("\n".join(repr(one) for one in told) + "\n", "adapters/cells.txt")


def test_archives_are_small_and_ours() -> None:
    files = {"a.txt": b"a" * 5000, "ŵ.txt": b"", "d/e.bin": bytes(range(256))}
    told = []
    for when in ((2026, 11, 4, 13, 59, 58), (1979, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 1, 3)):
        data = small_zip(files, when)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert archive.testzip() is None
            assert {i.filename: archive.read(i) for i in archive.infolist()} == files
            told += [
                f"{i.filename} {i.date_time} {i.flag_bits} {i.external_attr:o} {i.create_system} {i.create_version} {i.compress_type}"
                for i in archive.infolist()
            ]
    data = small_zip(files, (2026, 11, 4, 13, 59, 58))
    told += [f"{e.name} {len(e.data)} {e.why}" for most in (255, 256, 5000) for e in unzipped(data, most)]
    told += [str(unfolded(data)), str(names_in(data)), str((is_zip(data), is_zip(data[2:]), is_document(data)))]
    bomb = small_zip({"b": b"\0" * 1_000_001, "c": b"\0" * 1_000_000, "mimetype": b""}, (2026, 1, 1, 0, 0, 0))
    told += [f"{e.name} {len(e.data)} {e.why}" for e in unzipped(bomb, 10_000_000)] + [str(is_document(bomb))]
    broken = data[:40] + bytes([data[40] ^ 255]) + data[41:]
    told += [f"{e.name} {e.why}" for e in unzipped(broken, 9999)] + [str((names_in(b"x"), unfolded(b"x")))]
    with pytest.raises(ArchiveError, match="damaged zip"):
        list(unzipped(b"x", 1))
    as_agreed("\n".join((*told, "")), "adapters/archives.txt")


def picture(kind: str, size: tuple[int, int], mode: str = "RGB", **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 128 if mode in ("L", "P") else (10, 20, 30, 40)[: len(mode)]).save(out, kind, **more)
    return out.getvalue()


def test_pictures_are_fit_for_a_page() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    given = {
        "23": picture("PNG", (23, 23)), "24": picture("PNG", (24, 3)), "1600": picture("PNG", (1600, 4)),
        "1601": picture("PNG", (1601, 4)), "gif": picture("GIF", (30, 40), "P"), "see-through": picture("BMP", (30, 40), "RGB"),
        "alpha": picture("TIFF", (30, 40), "RGBA"), "jpeg": picture("JPEG", (40, 30)), "turned": picture("JPEG", (40, 30), exif=exif),
        "told": picture("JPEG", (40, 30), comment=b"who"), "tail": picture("PNG", (30, 30)) + b"more", "none": b"x",
        "two jpegs": picture("JPEG", (40, 30)) + picture("JPEG", (40, 30)), "zeros": picture("JPEG", (40, 30)) + b"\0\0",
        "cut": picture("PNG", (30, 30))[:-4], "jpeg large": picture("JPEG", (1700, 30)), "text": picture("PNG", (30, 30), dpi=(72, 72)),
    }  # fmt: skip
    told = []
    for name, data in given.items():
        made = fitted(data)
        if made is None:
            told.append(f"{name}: none, in Word {shown(data) is not None}")
            continue
        with Image.open(io.BytesIO(made.data)) as opened:
            same = "as it is" if made.data == data else "anew"
            told.append(
                f"{name}: {opened.format} {opened.mode} {opened.size} {made.suffix} {same}, in Word {shown(data) == data}"
            )
    as_agreed("\n".join((*told, "")), "adapters/pictures.txt")


# Slides --------------------------------------------------------------------------------------------


def test_what_fits_on_a_slide() -> None:
    words = ("iiii", "MMMM", "A word", "漢字", "é", "ﬁ", "", "x" * 200, "some words " * 40)
    told = [f"{w[:12]!r}: {fit.width(w, 20):.2f} {fit.width(w, 20, bold=True):.2f}" for w in words]
    told += [f"{w[:12]!r}: {[fit.lines_of((fit.Run(w),), 20, n) for n in (60.0, 300.0, 840.0)]}" for w in words]
    lines = (fit.Line((fit.Run("words " * 30),)), fit.Line((fit.Run("deep"),), 2), fit.Line((fit.Run("x"),), mark="F1"),
             fit.Line((fit.Run("lead"),), bullet=False), fit.Line((fit.Run("y"),), 9), fit.Line((fit.Run("z"),), 1, bullet=False))  # fmt: skip
    told += [f"left {line.left:.2f}, high {fit.height(line, master.BODY_TYPE, 840):.2f}" for line in lines]
    for layout in ("text", "prompt", "cover"):
        for title in ("Short", "A long title of many words that takes several lines on a slide " * 3):
            runs = (fit.Run(title),)
            told.append(f"{layout}: {fit.boxes(fit.Slide(layout, runs, ()))} {fit.room(layout, runs)}")
            for count in (1, 3, 6, 12):
                pages = [[fit.Line((fit.Run("some words that are read " * 3),))] * count]
                told.append(f"  {count}: {fit.largest(pages, layout, runs)}")
        told += [f"{layout} {size}: {fit.type_of(layout, size)}" for size in (0, 24, 33)]
    as_agreed("\n".join((*told, "")), "adapters/fit.txt")


def rows(count: int, then: int, words: str) -> list[fit.Row]:
    return [
        fit.Row(
            fit.Entry((fit.Run(f"First {n}. "), fit.Run(words))), tuple(fit.Entry((fit.Run(f"Then {n}.{k}"),), k == 1) for k in range(then)),
            (fit.Line((fit.Run(f"Line {n}"),)),), n != 1,
        )
        for n in range(count)
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ["chain", "timeline"])
def test_drawings_take_as_many_slides_as_they_need(kind: str) -> None:
    told, slides = [], []
    title = (fit.Run("A title"),)
    for count, then, words in (
        (1, 1, ""),
        (3, 2, "and more words"),
        (9, 1, "words"),
        (4, 9, "w " * 60),
        (2, 40, ""),
        (1, 1, "w " * 900),
        (0, 0, ""),
    ):
        made = drawn(kind, rows(count, then, words), (fit.Line((fit.Run("above"),)),), title)
        slides += list(made[:2]) if count in (1, 3) and made and len(made) < 3 else []
        told.append(f"{count} to {then} of {len(words)}: {len(made)} slides")
        for slide in made:
            d = slide.drawing
            assert d
            told.append(
                f"  {slide.size} {len(slide.lines)} {[len(r.then) for r in d.rows]} {d.before} {d.after} {d.alt[:60]!r} {len(slide.said)}"
            )
    for slide in slides:
        for rtl in (False, True) if len(slide.drawing.rows) == 3 else (False,):
            made = group_of(slide, fit.OURS, lambda runs: f"<a:p>{''.join(r.text for r in runs)}</a:p>", rtl=rtl)
            told += [f"rtl {rtl} {body_above(slide)}", *made.replace("><p:", ">\n<p:").split("\n")]
    as_agreed("\n".join((*told, "")), f"adapters/drawings-{kind}.txt")


def test_somebodys_own_deck_says_where_things_stand() -> None:
    deck = pptx.Presentation()
    deck.slides.add_slide(deck.slide_layouts[1])
    told = [f"{layout.name}: {kinds_of(layout)} {has_title_and_text(layout)}" for layout in deck.slide_layouts]
    told += [f"{name}: {layout_of(deck, name).name}" for name in ("cover", "text", "prompt", "title only", "blank")]
    out = io.BytesIO()
    deck.save(out)
    frame = frame_of(out.getvalue())
    told += [f"{name}: {boxes}" for name, boxes in frame.boxes.items()]
    told.append(str(len(pptx.Presentation(io.BytesIO(frame.base)).slides)))
    long = fit.Slide("text", (fit.Run("A long title of many words " * 8),), ())
    told += [f"{fit.boxes(long, frame)}", f"{fit.boxes(fit.Slide('text', (fit.Run('Short'),), ()), frame)}"]
    with pytest.raises(ValueError, match="no PowerPoint file"):
        frame_of(b"x")
    as_agreed("\n".join((*told, "")), "adapters/own-deck.txt")
