"""A partnership's colours and logo: refused where many could not read them, cleaned before they go anywhere."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from builder.model.appearance import ENOUGH, GROUNDS, as_colour, contrast, lowest, tone_that_holds
from builder.model.problems import Problem
from builder.model.theme import SHIPPED, Theme
from builder.pipeline import inspect
from builder.read.partnership import read_partnership
from builder.read.settings.logos import LogoError, clean_logo

ROOT = Path(__file__).parent.parent
DRAWING = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 6">{}<path d="M0 0h9v6z"/></svg>'


@pytest.fixture
def project(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    return tmp_path


def found(project: Path, settings: str) -> list[Problem]:
    """What is said of colours and logo when these lines are added to partnership.yml."""
    file = project / "content" / "partnership.yml"
    file.write_text(file.read_text(encoding="utf-8") + settings, encoding="utf-8")
    return [p for p in inspect(project).problems if p.rule in ("colour-contrast", "logo-unusable", "wrong-value")]


def said_of(project: Path, settings: str) -> list[Problem]:
    """What reading partnership.yml says when these lines are added to it."""
    file = project / "content" / "partnership.yml"
    file.write_text(file.read_text(encoding="utf-8") + settings, encoding="utf-8")
    problems: list[Problem] = []
    read_partnership(project, file, problems)
    return problems


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#767676", "#ffffff", 4.54),
        ("#777777", "#ffffff", 4.48),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_that_of_the_standard(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


def test_grounds_are_those_of_the_theme() -> None:
    light, _, dark = (
        (SHIPPED / "assets" / "tokens.css").read_text(encoding="utf-8").partition("@media screen and (pref")
    )
    for css, scheme in ((light, "light"), (dark, "dark")):
        tokens = dict(re.findall(r"--(\w+): (#\w+);", css))
        assert {tokens["paper"], tokens["notebook"], tokens["field"]} == set(GROUNDS[scheme])


@given(st.integers(0, 0xFFFFFF), st.sampled_from(["light", "dark"]))
def test_the_tone_that_is_offered_can_be_read(colour: int, scheme: str) -> None:
    assert lowest(tone_that_holds(f"#{colour:06x}", scheme), scheme)[0] >= ENOUGH


def test_a_colour_is_read_as_people_write_it() -> None:
    assert [as_colour(c) for c in ("#0B5D4B", "0b5d4b", "#abc", "green", "#12345", "url(x)")] == [
        *("#0b5d4b", "#0b5d4b", "#aabbcc"),
        *("", "", ""),
    ]


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ('\ncolours:\n  accent: "#ffcc00"\n', "contrast of 1.3 to 1"),
        ('\ncolours:\n  accent: "#7a1f5c"\n  accent_dark: "#333333"\n', "on a dark screen"),
        ("\ncolours:\n  accent: green\n", "between quotation marks"),
        ("\nlogo:\n  file: none.svg\n  alt: x\n", "There is no file none.svg"),
        ("\nlogo:\n  file: ../../etc/passwd\n  alt: x\n", "There is no file"),
        ("\nlogo:\n  file: teams.csv\n  alt: x\n", "neither an SVG nor a PNG"),
        ("\nlogo: logo.svg\n", "a group of lines"),
        ('\ncolours:\n  accent: "#6f6f6f"\n', "contrast of 4.4 to 1"),
    ],
)
def test_what_cannot_be_used_is_refused_in_one_sentence(project: Path, settings: str, said: str) -> None:
    (problem,) = said_of(project, settings)
    assert said in problem.message + problem.hint and problem.place.line


def test_colours_and_logo_are_those_of_every_product(project: Path) -> None:
    assert Theme.of(project).tokens()["accent"] == "#15505f"
    (project / "content" / "logo.svg").write_text(DRAWING.format(""), encoding="utf-8")
    assert found(project, '\ncolours:\n  accent: "#7a1f5c"\nlogo:\n  file: logo.svg\n  alt: Ours\n') == []
    worn = Theme.of(project)
    css = worn.path("assets/tokens.css").read_text(encoding="utf-8")
    dark = re.findall(r"--accent: (#\w+);", css)[1]
    assert worn.tokens()["accent"] == "#7a1f5c" and lowest(dark, "dark")[0] >= 7
    assert worn.has("assets/logo.svg")
    file = project / "content" / "partnership.yml"
    file.write_text(file.read_text(encoding="utf-8").partition("\ncolours:")[0], encoding="utf-8")
    inspect(project)
    assert Theme.of(project).folders == (SHIPPED,)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>",
        '<image href="http://evil.example/a.png"/>',
        '<use href="http://evil.example/#a"/>',
        '<a href="javascript:alert(1)"><rect width="1" height="1"/></a>',
        '<rect width="1" height="1" onload="alert(1)" onclick="x()"/>',
        '<rect width="1" height="1" style="fill:url(http://evil.example/x)"/>',
        '<rect width="1" height="1" fill="url(http://evil.example/x)"/>',
        "<style>@import 'http://evil.example/x.css';</style>",
        '<foreignObject><iframe src="http://evil.example"/></foreignObject>',
        '<animate attributeName="href" to="javascript:alert(1)"/>',
        "<!--evil--><?evil x?>",
        '<set attributeName="onload" to="alert(1)"/>',
        "<text>evil</text><metadata>evil</metadata><title>evil</title>",
    ],
)
def test_only_shapes_come_out_of_a_drawing(hostile: str) -> None:
    logo = clean_logo(DRAWING.format(hostile).encode(), "Ours")
    text = logo.data.decode()
    assert (logo.kind, logo.width, logo.height) == ("svg", 24, 6) and '<path d="M0 0h9v6z"/>' in text
    assert not re.search(
        r"evil|script|alert|http://(?!www\.w3\.org/2000/svg\")|\bon\w+=|<(?:a|use|image|style)\b", text
    )


def test_classes_of_a_drawing_keep_their_colours() -> None:
    sheet = "<defs><style>.cls-1, .b{fill:#123456;stroke:none}.cls-2{fill:url(http://evil.example/x)}</style></defs>"
    inner = sheet + '<g class="b"><rect class="cls-1" fill="red" width="1" height="1"/></g>'
    inner += '<circle class="cls-1 cls-2" style="fill:#abc" r="1"/>'
    text = clean_logo(DRAWING.format(inner).encode(), "Ours").data.decode()
    assert '<g fill="#123456" stroke="none"><rect fill="#123456" width="1" height="1" stroke="none"/>' in text
    assert '<circle r="1" fill="#abc" stroke="none"/>' in text and "evil" not in text


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ('viewBox="0 0 24 6"', (24, 6)), ('viewBox="0,0,2.4e1,6"', (24, 6)), ('viewBox="0 0 .4 .4"', (1, 1)),
        ('viewBox="0 0 -5 0" width="9" height="7"', (9, 7)), ('width="0.2in" height="12mm"', (1, 12)),
        ('viewBox="0 0 -5 0"', "how large"), ("", "how large"), ('width="0" height="0"', "how large"),
        ('viewBox="0 0 1e99 1"', "how large"),
    ],
)  # fmt: skip
def test_how_large_a_drawing_is(head: str, said: tuple[int, int] | str) -> None:
    data = f'<svg xmlns="http://www.w3.org/2000/svg" {head}><path d="M0 0h9v6z"/></svg>'.encode()
    if isinstance(said, str):
        with pytest.raises(LogoError, match=said):
            clean_logo(data, "Ours")
    else:
        logo = clean_logo(data, "Ours")
        assert (logo.width, logo.height) == said and b"-5" not in logo.data


def test_what_a_drawing_loses_is_said(project: Path) -> None:
    (project / "content" / "logo.svg").write_text(DRAWING.format("<text>Wren</text><image/>"), encoding="utf-8")
    said = said_of(project, "\nlogo:\n  file: logo.svg\n")
    assert [(p.rule, p.message) for p in said] == [
        ("missing-key", "logo.alt is missing"),
        ("logo-in-part", "logo.svg comes without a picture and text"),
    ]


def test_a_picture_of_too_many_dots_is_said_so() -> None:
    out = io.BytesIO()
    Image.new("1", (10_000, 10_000)).save(out, "PNG")
    with pytest.raises(LogoError, match="more dots"):
        clean_logo(out.getvalue(), "Ours")


@pytest.mark.parametrize(
    "broken",
    [b"", b"<svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\x89PNG\r\n", b"%PDF-1.7", b"<svg>" * 9999,
     b"x" * 2_100_000, b"<!DOCTYPE svg [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><svg viewBox='0 0 1 1'>&b;</svg>"],
)  # fmt: skip
def test_what_is_no_picture_is_said(broken: bytes) -> None:
    with pytest.raises(LogoError):
        clean_logo(broken, "Ours")


def test_a_picture_of_pixels_is_written_anew() -> None:
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken by somebody"
    Image.new("RGB", (3000, 600), "#7a1f5c").save(out, "JPEG", exif=exif)
    logo = clean_logo(out.getvalue(), "Ours")
    assert (logo.kind, logo.width, logo.height) == ("png", 1200, 240) and b"somebody" not in logo.data
