"""Words that set a scene: said of somebody, they point to one place, one happening, one trade or one life."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from ..cases import of_the_case
from ..general import is_general
from ..somebody import sentence_at, tells_of_people

_DATA = Path(__file__).parents[2] / "data" / "scene-words.txt"
_WORD = re.compile(r"(?<![\w’'-])[a-z]+(?:[-’'][a-z]+)*")
_HARMLESS = re.compile(
    r"\b(?:mental health|the ward|art|story|model of|role model|working model|care model|medical model|social model"
    r"|well(?! (?:behind|in the garden|outside))|skip(?:s|ped)? (?:a|the|school|meals|lessons|lunch)|family judge"
    r"|(?:safeguarding|practice|neglect|abuse|participation|learning|dementia|health|team|ward|children['’]s"
    r"|fathers?) champions?"
    r"|tip of (?:the|an) iceberg|(?:drowning|drowned|swamped|buried) in|elephant in the room|anchor (?:for|point)"
    r"|in silos?"
    r"|(?:worked|working|works|sat|stuck) in (?:\w+ )?silos|silo (?:working|thinking|mentality)"
    r"|(?:flood|avalanche|mountain|sea|storm|tide|wave|ocean|barrage|whirlwind|tsunami|treasure|chorus|orchestra"
    r"|jungle"
    r"|desert|island|oasis|snowstorm|mine|harvest|diet|plague|army|battle|ring|web|forest) of"
    r"|(?:postcode|lucky dip) lottery|lottery of|marathon,? not|lifeline|cliff[- ]edge|black sheep|guinea pigs?"
    r"|red herring"
    r"|lion['’]s share|white elephant|ghost (?:in|family|children)|eye of the storm|perfect storm|battle lines"
    r"|(?:on|in) the same (?:boat|ship)|rock(?:ed|ing)? the boat|missed the boat|bull in a|bulls? by the horns"
    r"|tunnel vision|(?:light at the )?end of the tunnel|juggl\w+|tightrope|house of cards|tug[- ]of[- ]war"
    r"|hot potato"
    r"|throne|puppets? (?:of|to)|scapegoat|wolf in|sheep in|smoke screen|minefield|time bomb|bombshell|rocket science"
    r"|(?:weather|ride|rode|after|before) (?:the|a) storm|storm(?:ed)? (?:out|in)\b|magician|magic wand|crystal ball"
    r"|(?:by|to|from|at) (?:a|the) vet|judge (?:may|might|can|will|should)|family tree|bed in the cottage)\b"
)
_PICTURED = re.compile(
    r"\b(?:drew|draws|drawn|drawing|painted|dreamt|dreamed|toy|book about|story about|watched|pretend\w*)\b"
)


@cache
def scene_words() -> frozenset[str]:
    """The list, each word with its plural; two words that go together with a blank between them."""
    lines = _DATA.read_text(encoding="utf-8").splitlines()
    words = {word.replace("_", " ") for line in lines if not line.startswith("#") for word in line.split()}
    return frozenset(words | {f"{word}s" for word in words if not word.endswith("s")})


@cache
def _first_words() -> frozenset[str]:
    """Words of the list, and those that begin a pair of it."""
    return frozenset(word.split()[0] for word in scene_words())


def scenes(text: str) -> Iterator[str]:
    """Words of the list in a sentence about somebody of the case; none where they are drawn, played or read of."""
    told = _WORD.findall(text.replace("’", "'"))
    if _first_words().isdisjoint(told) and not any("'" in word for word in told):
        return
    held: tuple[str, re.Match[str]] | None = None
    for match in _WORD.finditer(text.replace("’", "'")):
        pair = held and text[held[1].end() : match.start()] == " " and f"{held[0]} {match[0]}"
        held = (match[0], match)
        if pair and pair in scene_words():
            words, start = pair, match.start() - len(pair) + len(match[0])
        elif match[0] in scene_words() or match[0].removesuffix("'s") in scene_words():
            words, start = match[0], match.start()
        else:
            continue
        sentence = sentence_at(text, start)
        if _is_told(sentence, words) and not _PICTURED.search(sentence) and not _is_harmless(text, start, match.end()):
            yield text[start : match.end()]


_OF_ANYBODY = frozenset(
    "river medium singer singers village wheelchair christening choir rugby look-alike look-alikes hockey netball "
    "football hamlet island headline headlines petition signatures anthem hymn chess broadcast statue storm flood "
    "floods campaign village hall public inquiry general election mayor councillor journalist documentary podcast "
    "champion champions clip choirs vet chaplain".split()
) | {"village hall", "village halls", "public inquiry", "public inquiries", "general election", "rugby club"}
"""Words of the list that set no scene by themselves: somebody of the case must stand in the sentence."""


def _is_told(sentence: str, words: str) -> bool:
    """Whether somebody of the case is spoken of, or something is told that happened."""
    if of_the_case(sentence):
        return True
    return not {words, words.removesuffix("s")} & _OF_ANYBODY and is_an_event(sentence)


def is_an_event(sentence: str) -> bool:
    """Whether something is told that happened where somebody lives, though nobody is named in it."""
    return (
        _LITERALLY.search(sentence) is not None
        and not (_IN_GENERAL.search(sentence) or tells_of_people(sentence))
        and not is_general(sentence)
    )


_LITERALLY = re.compile(
    r"\b(?:found|lived?|slept|died|born|stood|moored|fell|fallen|fall|hidden|parked|built|burn(?:ed|t)|house|houseboat"
    r"|flat"
    r"|home|shop|cottage|caravan|lane|road|street|estate|garden|nurse|midwife|ambulance|doctor|neighbours?|door|window"
    r"|killed|buried|ran|rang|shot|stabbed|drowned|school|pub|bed|car|van|boat|dog|night|Sunday|Saturday|miles?|body"
    r"|tower"
    r"|flats|letter|schools|snow|helter-skelter|kitchen|visitor|tablets|brick|tree|yard|referral|call|Fridays)\b"
    r"|^\W*It was "
)
"""Where a word of the list is no figure of speech."""
_IN_GENERAL = re.compile(
    r"\b(?:should|must|may|might|can|cannot|can['’]t|needs? to|ought|shall|please|do not|don['’]t)\b"
    r"|^\W*(?:Many|Most|Some|Few|A few|Several|Half|Nearly|Almost|All|The most|In many|In some|Across|Nationally|People"
    r"|Families|Agencies|Services|Practitioners|Professionals|Staff|Teams|Organisations|Partners)\b"
)


def _is_harmless(text: str, start: int, end: int) -> bool:
    return any(h.start() <= start < h.end() for h in _HARMLESS.finditer(text)) or text[end : end + 1] == "-"
