"""A briefing's folder to a `Briefing`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ..model.briefing import Audience, Briefing, Decision, Links, Moment, Nation, Role, Section, Term
from ..model.place import Place
from ..model.problems import Problem
from ..model.slugs import LONGEST, ascii_slug, is_briefing_slug
from ..model.topics import TOPICS
from .markdown import parse
from .numbered import with_points
from .pictures import read_pictures
from .placeholders import in_settings, in_text
from .rules import rule
from .section import read_section
from .settings.reach import read_reach, read_support, read_worried
from .settings.values import Settings, read_settings, unreadable
from .source import Source, read_source

KEYS = (
    *("title", "alias", "alias_chosen_by", "summary", "source_review", "period_described", "published", "review_by"),
    *("withdraw_on", "since", "links", "topics", "timeline"),
    *("version", "lang", "content_notice", "support", "glossary", "decisions", "sheet", "teams", "audience", "nation"),
    *("publisher", "worried", "allegations", "formerly", "draft", "translation_of"),
)
"""Every key of briefing.yml."""

MAX_SECTIONS = 99
_NUMBERED = re.compile(r"(\d{1,3})(?!\d)[-_. ]*(.*)", re.S)


def _fitting(name: str) -> str:
    plain = ascii_slug(name)[: LONGEST - 9].strip("-")
    return plain if is_briefing_slug(plain) else f"{plain}-briefing" if plain else "child-h"


def read_briefing(root: Path, folder: Path, problems: list[Problem]) -> Briefing | None:
    """The briefing in `folder`; None only where there is nothing to work with."""
    place = Place(folder.relative_to(root).as_posix())
    if not is_briefing_slug(folder.name):
        hint = f"Rename the folder, for example to {_fitting(folder.name)}."
        problems.append(rule("briefing-name").at(place, f"“{folder.name}” is not a name for an address", hint=hint))
        return None
    source = read_source(root, folder / "briefing.yml")
    if isinstance(source, Problem):
        problems.append(source)
        if source.rule != "unreadable-file":  # a folder without settings is no briefing; a damaged one is read on
            return None
        settings = unreadable(Source(source.place.path, ""), problems)
    else:
        settings = read_settings(source, problems) or unreadable(source, problems)
    problems += in_settings(settings.source)
    sections = _sections(root, folder, problems)
    briefing = _from_settings(settings, folder.name, sections)
    _check_references(briefing, problems)
    return replace(briefing, pictures=read_pictures(folder, sections, problems))


def _from_settings(settings: Settings, name: str, sections: tuple[Section, ...]) -> Briefing:
    settings.known(*KEYS)
    sheet = settings.text("sheet")
    return Briefing(
        slug=name,
        title=settings.text("title", required=True),
        place=settings.source.at(),
        sections=sections,
        alias=settings.text("alias"),
        alias_chosen_by=settings.text("alias_chosen_by"),
        summary=settings.text("summary"),
        source_review=settings.text("source_review"),
        period_described=settings.text("period_described"),
        published=settings.date("published"),
        review_by=settings.date("review_by"),
        withdraw_on=settings.date("withdraw_on"),
        version=_version(settings),
        lang=settings.language(),
        content_notice=settings.text("content_notice"),
        since=" ".join(settings.text("since").split()),
        topics=_topics(settings),
        links=_links(settings),
        timeline=tuple(m for entry in settings.records("timeline") if (m := _moment(entry))),
        support=tuple(read_support(s) for s in settings.records("support")),
        glossary=_with_terms(_glossary(settings), sections),
        decisions=tuple(d for s in settings.records("decisions") if (d := _decision(s))),
        sheet=parse(sheet, settings.place("sheet").line + 1).blocks if sheet else (),
        teams=settings.texts("teams") if settings.values.get("teams") is not None else None,
        audience=settings.member("audience", Audience),
        nation=settings.member("nation", Nation),
        publisher=settings.text("publisher"),
        worried=read_worried(settings),
        allegations=read_reach(settings, "allegations"),
        formerly=settings.texts("formerly"),
        draft=settings.truth("draft"),
        translation_of=settings.text("translation_of"),
        lines=tuple(settings.lines.items()),
    )


def _topics(settings: Settings) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(" ".join(text.split()).casefold() for text in settings.texts("topics")))
    known = {topic.casefold(): topic for topic in TOPICS}
    if strange := [text for text in found if text not in known]:
        settings.wrong("topics", f"tags from the list in the guide; “{strange[0]}” is none")
    return tuple(known[text] for text in found if text in known)


def _moment(entry: Settings) -> Moment | None:
    """A line of the timeline: a year or a season, and what happened, both in the author's words."""
    entry.known("when", "what")
    when, what = (" ".join(entry.text(key, required=True).split()) for key in ("when", "what"))
    return Moment(when, what, entry.line) if when and what else None


def _links(settings: Settings) -> Links:
    if settings.values.get("links") is None:
        return Links.UNSAID
    return Links(settings.choice("links", (str(Links.OURS), str(Links.REVIEW)), str(Links.OURS)))


def _version(settings: Settings) -> str:
    version = settings.text("version", default="1")
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.-]{0,19}", version):
        settings.wrong("version", "letters, digits, dots and hyphens, at most 20, such as 1.2")
        return "1"
    return version


def _glossary(settings: Settings) -> tuple[Term, ...]:
    entries = settings.record("glossary")
    return tuple(Term(term, entries.text(term, required=True)) for term in entries.values)


def _with_terms(glossary: tuple[Term, ...], sections: Sequence[Section]) -> tuple[Term, ...]:
    """The glossary, and the abbreviations that parts explain (`*[ABC]: meaning`), each once."""
    known = {t.term for t in glossary}
    own = {t.term: t for s in sections for t in s.terms if t.term not in known}
    return (*glossary, *own.values())


def _decision(entry: Settings) -> Decision | None:
    entry.known("rule", "words", "reason", "who", "when")
    when = entry.date("when")
    rule_name, reason, who = (entry.text(key, required=True) for key in ("rule", "reason", "who"))
    if when is None:
        if entry.values.get("when") is None:
            entry.text("when", required=True)
        return None
    words = entry.texts("words")
    return Decision(rule_name, reason, who, when, entry.line, words) if rule_name and reason and who else None


# Sections ----------------------------------------------------------------------------------------


def _sections(root: Path, folder: Path, problems: list[Problem]) -> tuple[Section, ...]:
    numbered: dict[int, Path] = {}
    for file in sorted(folder.glob("*.md")):
        found = _NUMBERED.fullmatch(file.stem)
        place = Place(file.relative_to(root).as_posix())
        if not found:
            if file.stem.casefold() != "readme":
                problems.append(rule("section-name").at(place, f"{file.name} has no number and is left out"))
        elif (number := int(found[1])) in numbered:
            problems.append(rule("duplicate-section").at(place, f"Part {number} is also in {numbered[number].name}"))
        else:
            numbered[number] = file
    problems += [
        rule("section-name").at(
            Place(file.relative_to(root).as_posix()),
            f"{file.name} does not end in .md and is left out",
            hint=f"Save it as text under the name {file.name.split('.')[0]}.md, or take it out of this folder.",
        )
        for file in sorted(folder.iterdir())
        if _NUMBERED.fullmatch(file.stem) and file.suffix.casefold() in (".txt", ".doc", ".docx", ".rtf", ".odt")
    ]
    if not numbered:
        problems.append(rule("no-sections").at(Place(folder.relative_to(root).as_posix()), "The briefing has no parts"))
    _report_gaps(numbered, Place(folder.relative_to(root).as_posix()), problems)
    sections: list[Section] = []
    for position, number in enumerate(sorted(numbered)[:MAX_SECTIONS], 1):
        source = read_source(root, numbered[number])
        if isinstance(source, Source):
            problems += in_text(source)
            sections.append(read_section(source, number, position, _stem(numbered[number]), problems))
        else:
            problems.append(source)
    return _distinct_prompts(_coded(sections), problems)


def _stem(file: Path) -> str:
    return ascii_slug(file.stem) or "part"


def _report_gaps(numbered: dict[int, Path], place: Place, problems: list[Problem]) -> None:
    if not numbered:
        return
    first = min(1, *numbered)
    missing = sorted(set(range(first, max(numbered) + 1)) - set(numbered))
    if missing:
        named = ", ".join(str(n) for n in missing[:5])
        problems.append(
            rule("missing-section").at(place, f"Part {named} is missing between {first} and {max(numbered)}")
        )


def _coded(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Findings and recommendations numbered through all sections of their role."""
    letters = {Role.FINDINGS: "F", Role.RECOMMENDATIONS: "R"}
    counts = dict.fromkeys(letters, 0)
    out = []
    for section in sections:
        role = section.role
        if role in letters:
            section = with_points(section, letters[role], counts[role])
            counts[role] += len(section.points)
        out.append(section)
    return tuple(out)


def _distinct_prompts(sections: Sequence[Section], problems: list[Problem]) -> tuple[Section, ...]:
    seen: dict[str, Place] = {}
    for section in sections:
        for prompt in section.prompts:
            place = Place(section.place.path, prompt.line)
            if prompt.id in seen:
                problems.append(
                    rule("duplicate-prompt").at(
                        place, f"This prompt has the id of the one at {seen[prompt.id]}", passage=prompt.text
                    )
                )
            seen.setdefault(prompt.id, place)
    return tuple(sections)


def _check_references(briefing: Briefing, problems: list[Problem]) -> None:
    codes = [p.code for p in briefing.findings + briefing.recommendations]
    for section in briefing.sections:
        for point in section.points:
            for link in point.links:
                if link not in codes:
                    known = f"There are {', '.join(codes)}." if codes else "There are none yet."
                    if link.startswith("F") and not briefing.findings:
                        known = "No part has findings yet: give it the heading “The findings” and number its points."
                    place = Place(section.place.path, point.line)
                    problems.append(
                        rule("unknown-reference").at(
                            place, f"{point.code} links to {link}, which is not here", hint=known, passage=point.text
                        )
                    )
