"""Generated libraries: any number of different briefings and teams, as files. The same number gives the same files."""

from __future__ import annotations

import random
from pathlib import Path

from ..conftest import ROOT

_NOUNS = (
    "plan meeting record visit school nurse family worker review risk home call note question concern sibling".split()
)
_VERBS = (
    "shared recorded asked noticed planned checked discussed agreed offered missed followed heard raised named".split()
)
_TITLES = (
    "Background",
    "Safeguarding Concerns",
    "The Incident",
    "The Review",
    "The Findings",
    "Recommendations",
    "Implementing Change",
)


def write_library(project: Path, briefings: int, teams_each: int = 0) -> Path:
    """A project folder with so many briefings, and so many teams of their own for each. Returns the folder."""
    content = project / "content"
    content.mkdir(parents=True, exist_ok=True)
    (content / "partnership.yml").write_bytes((ROOT / "content" / "partnership.yml").read_bytes())
    rows = ["organisation,section_team,team_manager,contact,agency,id"]
    for n in range(1, briefings + 1):
        own = [f"team-{n}-{t}" for t in range(1, teams_each + 1)]
        rows += [
            f"Organisation {n},Team {t},Manager {n} {t},team{t}@org{n}.example,Health,{i}" for t, i in enumerate(own, 1)
        ]
        _write_briefing(content / f"child-{n:04}", n, own)
    _put(content / "teams.csv", "\n".join(rows) + "\n")
    return project


def _put(path: Path, text: str) -> None:
    """Writes a file; one that says the same stays as it is, as in a project that grows."""
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")


def _write_briefing(folder: Path, number: int, teams: list[str]) -> None:
    dice = random.Random(number)
    folder.mkdir(exist_ok=True)
    facts = (
        f"title: Child {number}",
        f"summary: {_sentence(dice)}",
        f"source_review: Review {number}",
        "period_described: 2020 to 2023",
        "published: 2026-11-09",
        "review_by: 2027-11-09",
        "lang: en-GB",
        f"content_notice: {_sentence(dice)}",
        "support: [{name: Your safeguarding lead}]",
        "glossary: {plan: What was agreed.}",
        f"teams: [{', '.join(teams)}]",
    )
    _put(folder / "briefing.yml", "\n".join(facts) + "\n")
    for n, title in enumerate(_TITLES, 1):
        name = f"{n:02}-{title.lower().replace(' ', '-')}.md"
        _put(folder / name, _section(dice, n, title))


def _section(dice: random.Random, number: int, title: str) -> str:
    if number in (5, 6):
        link = "" if number == 5 else " (F{})"
        items = (f"{i}. **Point {i}.** {_sentence(dice)}{link.format(i)}" for i in range(1, 7))
        body = "\n".join(items)
    else:
        body = "\n\n".join(" ".join(_sentence(dice) for _ in range(4)) for _ in range(2))
    prompt = f"- What {_sentence(dice).lower()[:-1]}?"
    return f"# {title}\n\n{body}\n\n## Reflect\n\n{prompt}\n\n## For trainers\n\n{_sentence(dice)}\n"


def _sentence(dice: random.Random) -> str:
    return (
        " ".join(
            [
                "The",
                dice.choice(_NOUNS),
                "was",
                dice.choice(_VERBS),
                "with the",
                dice.choice(_NOUNS),
                "and the",
                dice.choice(_NOUNS),
            ]
        )
        + "."
    )
