"""Documents as people have them: each kind that was once read wrongly gives the right files and a true report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.read import read_library
from builder.read.documents.starting import new_briefing

from .conftest import copy_project

HERE = Path(__file__).parent / "imports"
KINDS = yaml.safe_load((HERE / "kinds.yml").read_text(encoding="utf-8"))


def test_every_kind_has_a_right_value() -> None:
    assert sorted(KINDS) == sorted(f.name for f in (HERE / "kinds").iterdir())


@pytest.mark.parametrize("name", sorted(KINDS))
def test_read_as_a_reader_sees_it(name: str, tmp_path: Path) -> None:
    right: dict[str, Any] = KINDS[name]
    root = copy_project(tmp_path)
    started = new_briefing(root, "case-k", HERE / "kinds" / name)
    texts = {
        f.name: f.read_text(encoding="utf-8") for f in sorted(started.folder.iterdir()) if f.suffix in (".md", ".yml")
    }
    everything = "\n".join(texts.values())
    report = "\n".join(map(str, started.report))
    for words in right.get("has", ()):
        assert words in everything, everything
    for words in right.get("not", ()):
        assert words not in "\n".join(t for n, t in texts.items() if n != "briefing.yml"), words
        if "OFFICIAL" not in right["not"]:
            assert words not in everything
    for words in right.get("named", ()):
        assert words in report, report
    for words in right.get("report_not", ()):
        assert words not in report
    library = read_library(root).library
    assert library
    briefing = next(b for b in library.briefings if b.slug == "case-k")
    if "title" in right:
        assert briefing.title == right["title"]
    if "parts" in right:
        assert [s.title for s in briefing.sections] == right["parts"]
    for kind in ("findings", "recommendations"):
        if kind in right:
            assert [p.text for p in getattr(briefing, kind)] == right[kind]
    if "prompts" in right:
        assert [p.text for p in briefing.prompts] == right["prompts"]
