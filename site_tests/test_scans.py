"""Scans and photographs are filed by the code on each page: drawn by poppler, turned, blurred, in four formats."""

from __future__ import annotations

import io
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageFilter

from builder.model.partnership import Library
from builder.returns.reading.formats import read_any
from builder.returns.replies import NotRead, Reason
from builder.worksheets.pdf import Press

from .returned import Writers


@pytest.fixture(scope="module")
def pages(library: Library, tmp_path_factory: pytest.TempPathFactory) -> list[Image.Image]:
    """The pages of a team's form as a hurried person photographs them."""
    folder = tmp_path_factory.mktemp("scan")
    ((_, data),) = Press(Writers.of(library).job).copies(library.teams[:1])
    (folder / "form.pdf").write_bytes(data)
    subprocess.run(["pdftoppm", "-r", "150", "-png", "form.pdf", "page"], cwd=folder, check=True)
    drawn = [Image.open(path).convert("L") for path in sorted(Path(folder).glob("page-*.png"))]
    return [p.rotate(4, expand=True, fillcolor=200).filter(ImageFilter.GaussianBlur(0.8)) for p in drawn]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "PDF"])
def test_each_page_says_whose_it_is(library: Library, pages: list[Image.Image], kind: str) -> None:
    assert len(pages) > 1
    for page in pages:
        out = io.BytesIO()
        page.convert("RGB").save(out, kind)
        with pytest.raises(NotRead) as refusal:
            read_any(f"IMG_1.{kind.lower()}", out.getvalue())
        assert refusal.value.reason is Reason.PICTURE
        assert f"/{library.teams[0].id}/plan-" in refusal.value.reference_text


def test_a_photograph_of_a_telephone() -> None:
    """HEIC, made once by another program; its small picture shows the code of the address only."""
    with pytest.raises(NotRead) as refusal:
        read_any("IMG_2.HEIC", (Path(__file__).parent / "returns" / "photo.heic").read_bytes())
    assert (refusal.value.reason, refusal.value.reference_text) == (
        Reason.PICTURE, "wrenford/child-h/1.1/assessment-east/plan-2",
    )  # fmt: skip


def test_a_picture_without_a_code_is_a_picture() -> None:
    out = io.BytesIO()
    Image.new("L", (900, 900), 255).save(out, "PNG")
    with pytest.raises(NotRead) as refusal:
        read_any("x.png", out.getvalue())
    assert (refusal.value.reason, refusal.value.reference_text) == (Reason.PICTURE, "")
