"""The theme as the site needs it: templates for MkDocs, and finished styles and scripts.

Styles and scripts are joined into few files, since a first visit may cost eight requests and 60 KB.
A project's own theme goes over the shipped one, file by file.
"""

from __future__ import annotations

import re
import shutil
from functools import lru_cache
from pathlib import Path

from ...model.theme import SHIPPED, Theme
from ...output.fingerprints import files_digest

_GROUND = ("assets/tokens.css", "assets/fonts.css")
_PARTS_OF_PAGES = (
    "components/header/header.css",
    "components/help/near.css",
    "components/look/look.css",
    "components/footer/footer.css",
    "components/wheel/wheel.css",
    "components/progress/progress.css",
    "reader/part.css",
    "components/glossary/glossary.css",
    "components/drawings/drawings.css",
    "components/reflection/reflection.css",
    "components/keeping/keeping.css",
    "components/shared-computer/shared-computer.css",
)
_FORMS = (
    "components/notes/notes.css",
    "components/personal-details/personal-details.css",
    "components/cpd/cpd.css",
    "components/plan/plan.css",
)
FIRST = ("components/look/first.css", "assets/tokens.css")
"""What stands in a part's page itself: see first_paint.py."""
_ELSEWHERE = ("components/header/masthead.css", "assets/elsewhere.css")
"""What no part needs: it stands in the sheets of the other pages, and in one of its own for those that have none."""
STYLES = {
    "reader.css": (*_GROUND, "assets/reader.css", *_PARTS_OF_PAGES),
    "overview.css": (*_ELSEWHERE, "reader/overview.css"),
    "opening.css": (*_ELSEWHERE, "components/search/search.css", "reader/home.css"),
    "forms.css": (*_ELSEWHERE, "assets/forms.css", *_FORMS),
    "elsewhere.css": _ELSEWHERE,
    "material.css": (*_GROUND, "assets/material.css", "components/help/near.css", "components/look/look.css"),
    "without-scripts.css": ("assets/without-scripts.css",),
}
_WHOLE = (*_GROUND, "assets/reader.css", *_ELSEWHERE, *_PARTS_OF_PAGES)
_KEEPING = (
    "components/page/page.js",
    "components/keeping/merging.js",
    "components/keeping/database.js",
    "components/keeping/store.js",
    "components/keeping/status.js",
    "components/keeping/box.js",
    "components/shared-computer/shared-computer.js",
    "components/place/place.js",
    "components/look/look.js",
)
_LEAVING = (
    "components/deletion/deletion.js",
    "components/files/files.js",
    "components/personal-details/personal-details.js",
)
_MAKING = ("components/files/word-file.js", "components/plan/making.js")
_PLAN = (
    "components/plan/reference.js",
    "components/plan/plan.js",
    "components/plan/sending.js",
    "components/strength/strength.js",
    "components/drawings/chain.js",
)
SCRIPTS = {
    "head.js": ("components/look/early.js", "components/look/faces.js", "components/help/near.js"),
    "base.js": _KEEPING,
    "reading.js": (
        "components/progress/progress.js",
        "components/reflection/reflection.js",
        "components/glossary/glossary.js",
        "components/offline/offline.js",
    ),
    "leaving.js": _LEAVING,
    "notes.js": ("components/notes/notes.js", "components/cpd/cpd.js", "components/notes/take-along.js"),
    "plan.js": (
        *_PLAN,
        "components/plan/cards.js",
        "components/plan/steps.js",
        "components/plan/open-return.js",
    ),
    "making.js": _MAKING,
    "offline.js": ("components/offline/offline.js",),
    "to-search.js": ("components/search/to-search.js",),
    "search.js": (
        "components/page/page.js",
        "components/files/files.js",
        "kept/minisearch/minisearch.js",
        "components/search/pieces.js",
        "components/search/search.js",
    ),
}
"""Joined file: what it is made of, in order (see theme/reader/HOOKS.md). Plan and notes load making.js at a press."""

_WEB_ALONE = frozenset(
    ("components/offline/offline.js", "components/look/faces.js", "components/search/search.css", "reader/home.css")
)
"""Pages kept without a signal, faces, search and the list of briefings: a learning system has none of them."""

WORKER = "offline-worker.js"
"""Stands at the site's root, since a service worker answers for pages below it only."""

PLAN_ELSEWHERE = (*_KEEPING, *_LEAVING, *_PLAN, *_MAKING)
"""The action plan's scripts for a page outside the site, in order."""

_TEMPLATES = ("*.html", "partials/**/*.html", "components/**/*.html", "reader/**/*.html")


def templates(theme: Theme) -> dict[str, Path]:
    """Every template by its name, the project's own over the shipped one."""
    found: dict[str, Path] = {}
    for folder in reversed(theme.folders):
        for pattern in _TEMPLATES:
            found |= {path.relative_to(folder).as_posix(): path for path in sorted(folder.glob(pattern))}
    return found


def assets(theme: Theme) -> dict[str, bytes]:
    """Styles, scripts, fonts and pictures of our own by their path below the site."""
    joined = {f"assets/{name}": _joined(theme, parts) for name, parts in (STYLES | SCRIPTS).items()}
    if has_own_templates(theme):
        joined["assets/reader.css"] = _joined(theme, _WHOLE)
    faces = _first_faces(theme)
    joined |= {name: _still(joined[name]) for name in ("assets/reader.css", "assets/material.css")}
    joined["assets/faces.css"] = faces
    joined["assets/without-scripts.css"] += faces
    joined[WORKER] = _joined(theme, ("components/offline/worker.js",))
    used = {part for parts in STYLES.values() for part in parts}
    rest = {name: path.read_bytes() for name, path in _single_files(theme).items() if name not in used}
    return {name: data for name, data in (rest | joined).items() if data}


def packed_assets(theme: Theme) -> dict[str, bytes]:
    """The joined files that differ in a learning system's package: without what is at work on the web alone, and with
    what the web loads at a press, since a package counts as a whole.
    """
    alone = {name: parts for name, parts in (STYLES | SCRIPTS).items() if not _WEB_ALONE.isdisjoint(parts)}
    late = {name: (*SCRIPTS[name], part) for name, part in zip(("leaving.js", "plan.js"), _MAKING, strict=True)}
    once = {
        name: tuple(part for part in STYLES[name] if part not in _ELSEWHERE) for name in ("overview.css", "forms.css")
    }
    return {
        f"assets/{name}": _joined(theme, tuple(part for part in parts if part not in _WEB_ALONE))
        for name, parts in (alone | late | once | {"reader.css": _WHOLE}).items()
    }


def has_own_templates(theme: Theme) -> bool:
    """Whether a partnership has templates of its own, which may be older than how the shipped ones share sheets."""
    return any(not path.is_relative_to(SHIPPED) for path in templates(theme).values())


def digest(theme: Theme) -> str:
    """A hash of everything that decides how pages are built from their front matter."""
    return files_digest(sorted((templates(theme) | {name: theme.path(name) for name in FIRST}).items()))


def word_groups(theme: Theme) -> tuple[str, ...]:
    """The groups of words that templates use: only these go into the configuration, which is slow to read."""
    texts = (path.read_text(encoding="utf-8") for path in templates(theme).values())
    return tuple(sorted({name for text in texts for name in re.findall(r"\bwords\.(\w+)", text)}))


def write_templates(theme: Theme, folder: Path) -> None:
    """Write all templates below `folder`, as MkDocs's custom_dir."""
    for name, path in templates(theme).items():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


_FACE = re.compile(rb'@font-face\{[^}]*"fonts/(?:serif|sans)\.woff2"[^}]*\}')
"""The two faces that every page needs, as `lighter` leaves them; components/look/faces.js asks for them ahead."""


def _still(css: bytes) -> bytes:
    """A style whose first faces are there when a page is drawn or not at all: nothing moves when they come."""
    return _FACE.sub(lambda found: found[0].replace(b"font-display:swap", b"font-display:optional"), css)


def _first_faces(theme: Theme) -> bytes:
    """These faces for pages that cannot ask ahead, from disk and without scripts: they are shown when they come."""
    return b"".join(found[0] for found in _FACE.finditer(_joined(theme, ("assets/fonts.css",))))


def _single_files(theme: Theme) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for folder in reversed(theme.folders):
        for path in sorted((folder / "assets").rglob("*")):
            if path.is_file() and path.suffix not in (".md", ".py") and not path.name.startswith("."):
                found[path.relative_to(folder).as_posix()] = path
    return found


def _joined(theme: Theme, parts: tuple[str, ...]) -> bytes:
    texts = [(part, theme.path(part).read_text(encoding="utf-8")) for part in parts if theme.has(part)]
    between = "" if all(name.endswith(".css") for name in parts) else "\n"
    return between.join(lighter(name, text) for name, text in texts).encode()


@lru_cache(maxsize=256)
def lighter(name: str, text: str) -> str:
    """A style without comments and spare space, a script without the lines that are comments."""
    if name.endswith(".js"):
        text = re.sub(r"^[ ]*/\*(?:(?!\*/).)*\*/[ ]*$", "", text, flags=re.S | re.M)
        text = re.sub(r"/\*\* @type [^*\n]*\*/ ?", "", text)
        # Why a fault may pass is said to who reads the code: the function takes nothing (components/page/page.js).
        text = re.sub(r'briefing\.accept\(\s*"[^"\n]*"\s*\)', "briefing.accept()", text)
        # What follows code on its line, where no quote says that it may be part of a text.
        text = re.sub(r"[ ]+// [^\"'`\n]*$", "", text, flags=re.M)
        # And where whole texts and no other sign of one stand before it.
        text = re.sub(r"^((?:[^\"'`/\n]|\"[^\"\\\n]*\")*[^\"'`/\n ])[ ]+// .*$", r"\1", text, flags=re.M)
    if name.endswith(".css"):
        flat = re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", text, flags=re.S))
        flat = re.sub(r" ?([{};,]) ?", r"\1", flat).replace(": ", ":").replace(";}", "}")
        return re.sub(r" ([>~]) ", r"\1", re.sub(r"(?<![\w.])0\.(?=\d)", ".", flat)).strip()
    kept = [line for line in text.splitlines() if line.strip() and not line.strip().startswith("//")]
    if "`" in "".join(kept):
        return "\n".join(kept)
    kept = [line.strip() for line in kept]
    pairs = list(zip(kept, [*kept[1:], ""], strict=True))
    joined = "".join(_tight(_ended(line, after)) + _end(line, after) for line, after in pairs).rstrip()
    return re.sub(_ONE_BY_ONE, r"\1,", joined)


def _ended(line: str, after: str) -> str:
    """A line without the sign at its end that the bracket after it makes needless."""
    needless = (line.endswith(";") and after.startswith("}")) or (line.endswith(",") and after[:1] in ("]", "}", ")"))
    return line[:-1] if needless and after and "//" not in line else line


def _tight(line: str) -> str:
    """A line of a script without the spaces around signs, outside texts; as it is where one sign may be many things."""
    parts = line.split('"')
    if "'" in line or "\\" in line or "/" in "".join(parts[::2]):
        return line
    parts[::2] = [re.sub(r"(?<!\+) ?\+ (?![ +])", "+", re.sub(_SIGNS, r"\1", part)) for part in parts[::2]]
    parts[::2] = [re.sub(_ALONE, r"\1=>", re.sub(_SAME, r"\1\2", part)) for part in parts[::2]]
    return '"'.join(parts)


def _end(line: str, after: str) -> str:
    """No end of line where the language would not end a statement there: after an open one, or before what goes on."""
    goes_on = after.startswith(_GOES_ON) or re.match(r"\.\D", after)
    return "" if "//" not in line and (line.endswith(_OPEN) or goes_on) else "\n"


_SIGNS = r" ?([{}()\[\]=,;:<>|&?!*]) ?"
_SAME = r"(^|[{,])(?!true\b|false\b|null\b|this\b)([a-zA-Z]\w*):\2(?=[,}]|$)"
"""A name that stands for itself: {a:a} is {a}."""
_ALONE = r"(?<![\w$)\]])\((\w+)\)=>"
"""A function's only name: (a)=> is a=>."""
_OPEN = ("{", ";", ",", "(", "[", "=", "=>", "&&", "||", "?", ":")
_ONE_BY_ONE = r"((?:^|[;{}\n])const [^;{}\n\"'`/]*);\n?const (?=[\w{])"
"""One name and then another, the first with neither a text nor a body: "const a=1;const b=" is "const a=1,b="."""
_GOES_ON = ("}", ")", "]", "? ", ": ", "&& ", "|| ")
