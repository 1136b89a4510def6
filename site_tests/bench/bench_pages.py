"""How long a thousand pages take, against bare MkDocs with stock Material over the same text, in one run.

    python -m site_tests.bench.bench_pages [--quick]

Figures are processor seconds of this process, so that other work on the machine counts little. Prints the ratio
(at most 0.15 is promised), how time grows from 100 to 1,000 pages (at most 11 times) and what a rebuild costs
after one briefing of a hundred changed.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from builder.adapters import mkdocs
from builder.model.briefing import Briefing
from builder.model.partnership import Library
from builder.model.text import plain
from builder.model.theme import Theme

from ..site_models import ROOT, briefing, jobs, lay_out_pages, library

PROMISED = 0.15
GROWTH = 11.0


def briefings(count: int) -> Library:
    """A library of that many different briefings, ten pages each."""
    return library(*(briefing(f"child-{n}", f"Child {n}", salt=f"number {n}") for n in range(count)))


def ours(one: Library, base: Path, *, fresh: bool) -> float:
    """Seconds for the whole site; `fresh` empties the cache before."""
    if fresh:
        shutil.rmtree(base / "work", ignore_errors=True)
    shutil.rmtree(base / "site", ignore_errors=True)
    (base / "site").mkdir(parents=True)
    given = jobs(one, Theme.of(ROOT))
    return seconds(lambda: lay_out_pages(given, one, Theme.of(ROOT), base / "site", project=ROOT, work=base / "work"))


def bare(one: Library, base: Path) -> float:
    """Seconds for MkDocs with stock Material over the same text as Markdown: ten pages a briefing."""
    for each in one.briefings:
        write_markdown(each, base / "docs" / each.slug)
    (base / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    config = base / "mkdocs.yml"
    config.write_text("site_name: Bare\ntheme: {name: material}\nplugins: [search]\n", encoding="utf-8")
    return seconds(lambda: mkdocs.build(config))


def write_markdown(one: Briefing, folder: Path) -> None:
    """A briefing's parts as plain Markdown, and three short pages for overview, notes and plan."""
    folder.mkdir(parents=True)
    for part in one.sections:
        prompts = "\n".join(f"- {p.text}" for p in part.prompts)
        text = "\n\n".join(plain((block,)) for block in part.blocks)
        (folder / f"{part.stem}.md").write_text(
            f"# {part.title}\n\n{text}\n\n## Reflect\n\n{prompts}\n", encoding="utf-8"
        )
    for name in ("index", "notes", "plan"):
        (folder / f"{name}.md").write_text(f"# {one.title}: {name}\n\n{one.summary}\n", encoding="utf-8")


def seconds(run: Callable[[], None]) -> float:
    """Processor seconds of a call."""
    start = time.process_time()
    run()
    return time.process_time() - start


def main(quick: bool) -> int:
    """Run and print; 1 where a promise is broken. `quick` takes a tenth of the pages and judges nothing."""
    count = 10 if quick else 100
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        ours(briefings(1), base / "warm", fresh=True)  # imports and templates are paid for once
        few = ours(briefings(count // 10), base / "few", fresh=True)
        many_library = briefings(count)
        many = ours(many_library, base / "many", fresh=True)
        first = replace(many_library.briefings[0], summary="Changed.")
        changed = ours(
            replace(many_library, briefings=(first, *many_library.briefings[1:])), base / "many", fresh=False
        )
        stock = bare(many_library, base / "bare")
    print(f"pages: {count * 10} pages in {many:.2f} s, stock Material {stock:.2f} s, ratio {many / stock:.3f}")
    print(f"pages: {count} pages in {few:.2f} s, ten times as many take {many / few:.1f} times as long")
    print(f"pages: one briefing of {count} changed: {changed:.2f} s")
    return 0 if quick or (many / stock <= PROMISED and many / few <= GROWTH) else 1


if __name__ == "__main__":
    raise SystemExit(main("--quick" in sys.argv))
