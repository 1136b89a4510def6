"""Pictures of documents: what a reader sees comes along; nothing that was covered, repeated or told of them."""

from __future__ import annotations

import io
from pathlib import Path

import pymupdf
import pytest
import typst
from PIL import Image

from builder.read.documents import Imported, import_briefing

_TEXT = "The health visitor saw the child twice and wrote down what was said at home that day."


def picture(colour: str, kind: str = "PNG", size: tuple[int, int] = (640, 400)) -> bytes:
    """A picture of one colour whose file tells who made it."""
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x013B] = "ZQARTIST"
    Image.new("RGB", size, colour).save(out, kind, exif=exif)
    return out.getvalue()


def imported(document: pymupdf.Document, folder: Path) -> Imported:
    file = folder / "child-k.pdf"
    document.save(file)
    return import_briefing(file, "child-k")


def page_of(document: pymupdf.Document) -> pymupdf.Page:
    page = document.new_page(width=595, height=842)
    page.insert_text((60, 130), "Background", fontsize=18, fontname="hebo")
    page.insert_textbox(pymupdf.Rect(60, 140, 535, 190), _TEXT, fontsize=11)
    return page


def test_what_covers_a_picture_covers_it_still(tmp_path: Path) -> None:
    document = pymupdf.open()
    page = page_of(document)
    page.insert_image(pymupdf.Rect(60, 200, 380, 400), stream=picture("red", "JPEG"))
    page.draw_rect(pymupdf.Rect(60, 200, 380, 300), color=(0, 0, 0), fill=(0, 0, 0))
    made = imported(document, tmp_path)
    (data,) = made.pictures.values()
    drawn = Image.open(io.BytesIO(data)).convert("RGB")
    upper, lower = (drawn.crop((0, top, drawn.width, top + 100)) for top in (20, drawn.height - 120))
    assert max(high for _, high in upper.getextrema()) < 30, "the bar is gone"
    assert lower.getpixel((50, 50))[0] > 200
    assert b"ZQARTIST" not in data
    assert f"{_TEXT}\n\n![](picture-1.jpg)" in "\n".join(made.files.values())


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_picture_is_taken_from_a_turned_page(tmp_path: Path, turn: int) -> None:
    document = pymupdf.open()
    page = page_of(document)
    page.insert_image(pymupdf.Rect(60, 200, 380, 400), stream=picture("blue"))
    page.set_rotation(turn)
    (data,) = imported(document, tmp_path).pictures.values()
    drawn = Image.open(io.BytesIO(data)).convert("RGB")
    assert (drawn.width > drawn.height) == (turn in (0, 180))
    colours = {
        drawn.getpixel((x * (drawn.width - 1) // 4, y * (drawn.height - 1) // 4)) for x in (1, 2, 3) for y in (1, 2, 3)
    }
    assert colours == {(0, 0, 255)}


def test_tiles_are_one_picture_and_a_logo_on_each_page_is_none(tmp_path: Path) -> None:
    document = pymupdf.open()
    logo = picture("green", size=(200, 100))
    for number in range(3):
        page = page_of(document)
        page.insert_image(pymupdf.Rect(400, 20, 560, 100), stream=logo)
        for tile in range(4) if number == 1 else ():
            strip = pymupdf.Rect(60, 300 + 30 * tile, 300, 330 + 30 * tile)
            page.insert_image(strip, stream=picture(f"#f0{tile}0{tile}0", size=(480, 60)))
    made = imported(document, tmp_path)
    assert list(made.pictures) == ["picture-1.png"]
    assert "on every page" in "\n".join(map(str, made.report))


def test_the_words_for_people_who_cannot_see_it_come_along(tmp_path: Path) -> None:
    (tmp_path / "visits.png").write_bytes(picture("teal"))
    source = f'= Background\n{_TEXT}\n#image("visits.png", alt: "Visits fell in spring", width: 8cm)\n{_TEXT}'
    (tmp_path / "k.typ").write_text(source, encoding="utf-8")
    file = tmp_path / "k.pdf"
    file.write_bytes(typst.compile(str(tmp_path / "k.typ"), format="pdf"))
    made = import_briefing(file, "child-k")
    assert "![Visits fell in spring](picture-1" in "\n".join(made.files.values())
