"""What a part is called: its title, or "Part 3" where its author gave none. Every product asks here."""

from __future__ import annotations

from collections.abc import Sequence

from ..form.plan import Words
from ..model.briefing import Section


def part_number(section: Section, words: Words) -> str:
    """ "Part 5"."""
    return words["part"]["untitled"].format(number=section.position)


def part_name(section: Section, words: Words) -> str:
    """ "The Findings", or "Part 5" where the author gave no heading."""
    return section.title or part_number(section, words)


def part_label(section: Section, words: Words) -> str:
    """ "Part 5, The Findings", or "Part 5" alone."""
    if not section.title:
        return part_number(section, words)
    return words["notes"]["part"].format(number=section.position, title=section.title)


def part_position(section: Section, count: int, words: Words) -> str:
    """ "Part 5 of 7"."""
    return words["part"]["position"].format(number=section.position, count=count)


def parts_range(sections: Sequence[Section], words: Words) -> str:
    """ "Part 5, The Findings", "parts 1 to 3" or "parts 1, 5 and 6", as short as it goes."""
    w = words["trainers"]
    if len(sections) == 1:
        return part_label(sections[0], words)
    numbers = [s.position for s in sections]
    if numbers == list(range(numbers[0], numbers[-1] + 1)):
        return w["parts_range"].format(first=numbers[0], last=numbers[-1])
    return w["parts_list"].format(numbers=", ".join(map(str, numbers[:-1])) + w["and"] + str(numbers[-1]))
