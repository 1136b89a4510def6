"""The Material pages: the guide, from the Markdown files of `docs/guide/`."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ..model.theme import SHIPPED


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of the guide: its title and its address from the site's root."""

    title: str
    href: str


def files(project: Path) -> dict[str, Path]:
    """The guide's files by their path below the site, in order: the project's own, else the shipped ones."""
    for root in (project, SHIPPED.parent):
        folder = root / "docs" / "guide"
        if folder.is_dir():
            found = sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.startswith("."))
            return {f"guide/{p.relative_to(folder).as_posix()}": p for p in found}
    return {}


def pictures(project: Path) -> dict[str, Path]:
    """The pictures that the guide's pages show and that are there, by their path below the site."""
    guide = files(project)
    docs = next((path.parents[len(Path(name).parts) - 1] for name, path in guide.items()), SHIPPED.parent / "docs")
    texts = (text_of(path) for path in guide.values() if path.suffix == ".md")
    shown = {found[1] for text in texts for found in _PICTURE.finditer(text)}
    found = {f"pictures/{name}": docs / "pictures" / name for name in sorted(shown)}
    return {name: path for name, path in found.items() if path.is_file()}


def sized(page: str, shown: Mapping[str, Path]) -> str:
    """A finished page whose pictures say how large they are: nothing moves when one comes. `shown`: `pictures`."""
    from ..adapters.pictures import size_of  # late: a build without a guide needs no pictures

    def with_size(found: re.Match[str]) -> str:
        picture = shown.get(found[1])
        size = size_of(picture.read_bytes()) if picture else None
        return f'{found[0]} width="{size[0]}" height="{size[1]}"' if size else found[0]

    return re.sub(r'<img [^>]*src="\.\./(pictures/[\w-]+\.(?:png|webp))"', with_size, page)


_PICTURE = re.compile(r"^!\[[^\]\n]*\]\(\.\./pictures/([\w-]+\.(?:png|webp))\)\n\n?", re.M)


def chapters(project: Path) -> tuple[Chapter, ...]:
    """The guide's pages; `index.md` first, the others as it names them, then by name. A title is a first heading."""
    pages = [(name, path) for name, path in files(project).items() if name.endswith(".md")]
    first = next((text_of(path) for name, path in pages if name == "guide/index.md"), "")
    named = list(dict.fromkeys(f"guide/{name}" for name in re.findall(r"\]\(([\w-]+\.md)", first)))
    order = {name: at for at, name in enumerate(("guide/index.md", *named))}
    pages.sort(key=lambda page: (order.get(page[0], len(order)), page[0]))
    return tuple(Chapter(_title(path), f"{name.removesuffix('.md')}.html") for name, path in pages)


def _title(path: Path) -> str:
    found = re.search(r"^# +(.+?) *#*$", text_of(path), flags=re.M)
    return re.sub(r"[*_`]", "", found[1]) if found else path.stem.replace("-", " ").capitalize()


def text_of(path: Path) -> str:
    """A chapter's text; read again where its file is another. A preview asks for all of them at every saved file."""
    stat = path.stat()
    return _text(path, stat.st_size, stat.st_mtime_ns)


@lru_cache(maxsize=64)
def _text(path: Path, _size: int, _time: int) -> str:
    return path.read_text(encoding="utf-8")


def write(project: Path, docs: Path) -> None:
    """Put the guide's files below MkDocs's docs folder, and its pictures. A missing picture leaves no hole."""
    shown = pictures(project)
    for name, path in (files(project) | shown).items():
        target = docs / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        if name.endswith(".md"):
            text = target.read_text(encoding="utf-8")
            kept = _PICTURE.sub(lambda m: m[0] if f"pictures/{m[1]}" in shown else "", text)
            target.write_text(kept, encoding="utf-8")


def wanted(site: Path) -> Iterable[str]:
    """What the site takes from a Material build: pages, scripts and styles; no source maps, no spare languages."""
    names = (p.relative_to(site).as_posix() for p in sorted(site.rglob("*")) if p.is_file())
    return [name for name in names if not _spare(name)]


def _spare(name: str) -> bool:
    return (
        name.endswith((".map", ".gz", "sitemap.xml"))
        or name in ("404.html", "index.html")
        or name.startswith(("assets/images/", "assets/javascripts/lunr/"))
    )
