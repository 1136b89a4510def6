"""No sign stops a build: letters of every Unicode block in text, settings and names, through every product."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from builder.adapters.pdf.faces import letters_missing
from builder.adapters.stand_ins import text_with_stand_ins
from builder.model.theme import SHIPPED
from builder.pipeline import build, inspect
from builder.render.paper.letters import USUAL

from .conftest import ROOT

SIGNS = "☎ 📞 👍🏽 ★ ⚠️ ① ➤ 中文 אב \ufffd 👩‍👩‍👧 🇬🇧 e\u0489 a\u20dd ₪ ﷽ \U0001f9ff ᚠᛇ 𝔸 \ue000 \U000e0041"


def test_letters_that_are_never_looked_for_are_in_the_shipped_faces() -> None:
    assert letters_missing("".join(sorted(USUAL)), sorted(SHIPPED.glob("fonts/*.ttf"))) == ""


def blocks() -> Iterator[str]:
    """Two letters out of every 128 code points that hold any."""
    for start in range(0xA0, 0x20000, 128):
        held = [
            chr(c) for c in range(start, start + 128) if unicodedata.category(chr(c)) not in ("Cn", "Cs", "Cc", "Co")
        ]
        yield from (held[0] + held[-1],) if held else ()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A briefing with signs wherever words can stand."""
    folder = tmp_path_factory.mktemp("signs")
    shutil.copytree(ROOT / "content", folder / "content", ignore=shutil.ignore_patterns("child-h"))
    partnership = yaml.safe_load((folder / "content/partnership.yml").read_text("utf-8"))
    partnership |= {"name": f"Wrenford {SIGNS}"}
    partnership["worried"] |= {"line": f"Worried? {SIGNS}", "detail": SIGNS}
    partnership["accessibility"] |= {"status": SIGNS}
    _write(folder / "content/partnership.yml", partnership)
    facts = dict.fromkeys(
        ("summary", "content_notice", "source_review", "period_described", "publisher", "since"), SIGNS
    )
    facts |= {"title": f"Child K {SIGNS}", "glossary": {"term": SIGNS}, "sheet": f"# A\n\n{SIGNS}\n"}
    facts |= {"support": [{"name": SIGNS, "detail": SIGNS, "phone": f"☎ 01632 960 101 {SIGNS}"}]}
    own = folder / "content/child-k"
    own.mkdir()
    _write(own / "briefing.yml", facts)
    letters = " ".join(blocks())
    lines = "\n\n".join(letters[n : n + 400] for n in range(0, len(letters), 400))
    end = f"## Reflect\n\n- What {SIGNS}?\n\n## For trainers\n\n{SIGNS}\n"
    (own / "01-background.md").write_text(
        f"# Background {SIGNS}\n\nWords.[^1] {lines}\n\n[^1]: {SIGNS}\n\n{end}", "utf-8"
    )
    last = end.replace("- What ", "- How ")
    (own / "02-recommendations.md").write_text(f"# Recommendations\n\n1. Meet {SIGNS}\n\n{last}", "utf-8")
    teams = f"organisation,section_team,team_manager,contact\nCouncil {SIGNS},East {SIGNS},A {SIGNS},b {SIGNS}\n"
    (folder / "content/teams.csv").write_text(teams, "utf-8")
    return folder


def _write(file: Path, value: object) -> None:
    file.write_text(yaml.safe_dump(value, allow_unicode=True), encoding="utf-8")


def test_every_product_is_made(project: Path) -> None:
    outcome = build(project)
    assert outcome.done and not outcome.stopped, [p for p in outcome.problems if str(p.severity) == "error"]
    made = {p.suffix for p in (project / "dist").rglob("*") if p.is_file()}
    assert {".pdf", ".docx", ".pptx", ".html", ".zip"} <= made
    sheet = next((project / "dist").rglob("*-briefing.pdf"))
    text = subprocess.run(["pdftotext", sheet, "-"], capture_output=True, text=True, check=True).stdout
    assert "☎" in text and "★" in text and "[Hebrew letters]" in text and "[Chinese letters]" in text


def test_an_author_hears_of_signs_that_stand_in_words(project: Path) -> None:
    said = [p for p in inspect(project).problems if p.rule == "unprintable-letters"]
    assert {p.place.path.rsplit("/", 1)[-1] for p in said} >= {"briefing.yml", "01-background.md", "teams.csv"}
    assert all(p.place.line for p in said) and "中" in " ".join(p.message for p in said)


@settings(max_examples=200)
@given(st.text(max_size=30))
def test_words_stand_where_a_face_has_nothing(text: str) -> None:
    out = text_with_stand_ins(text, lambda c: ord(c) < 0x180)
    assert all(ord(c) < 0x180 or c.isspace() for c in out)
