"""Each detail once: none that a longer one, or another kind, says already."""

from __future__ import annotations

from collections.abc import Iterable

_COVERS = {
    "street": ("full-name", "name", "place", "hospital"),
    "school": ("full-name", "name", "place", "belief", "street", "hospital"),
    "hospital": ("full-name", "name", "place", "street"),
    "court-name": ("full-name", "name", "place"),
    "ward": ("full-name", "name", "place"),
    "press": ("place",),
    "email": ("full-name", "name", "place"),
    "court": ("full-name", "name"),
    "birth-date": ("exact-date", "approximate-date"),
    "exact-date": ("approximate-date",),
    "full-name": ("place", "name"),
    "name": ("place",),
}
"""What a kind says already: the town in a school's name is not said again."""


def worded_once(found: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """The details without those that another kind says already; the two widest nets give way to all others."""
    for name, others in _COVERS.items():
        for other in others:
            if name in found and other in found:
                kept = tuple(w for w in found[other] if not any(_says(longer, w) for longer in found[name]))
                found = _with(found, other, kept)
    for name in _WIDEST:
        told = [each for kind, words in found.items() if kind != name for each in words]
        others_say = {w for each in told for w in each.split()}
        own = tuple(
            words
            for words in found.get(name, ())
            if others_say.isdisjoint(_telling(words)) and not any(_says(o, words) or _says(words, o) for o in told)
        )
        found = _with(found, name, own)
    return found


_WIDEST = ("local-name", "rare-detail")


def _with(found: dict[str, tuple[str, ...]], name: str, words: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {**found, name: words} if words else {kind: kept for kind, kept in found.items() if kind != name}


def _telling(words: str) -> list[str]:
    """The words by which a detail is known: its capitals, or the one word that it is."""
    return [w for w in words.split() if w[0].isupper()] if " " in words else [words]


def longest(words: Iterable[str]) -> tuple[str, ...]:
    """Each once, and none that a longer one says already: "aged 19" beside "mum (aged 19)"."""
    each = tuple(dict.fromkeys(words))
    if len(each) < 2:
        return each
    return tuple(w for w in each if not any(w != longer and _says(longer, w) for longer in each))


def _says(longer: str, words: str) -> bool:
    """Whether `longer` has `words` as whole words."""
    at = longer.find(words)
    while at >= 0:
        end = at + len(words)
        if not (_is_letter(longer[at - 1 : at]) or _is_letter(longer[end : end + 1])):
            return True
        at = longer.find(words, at + 1)
    return False


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or sign == "_"
