"""Makes the web fonts in `theme/assets/fonts/` out of the variable fonts that two npm packages carry.

    npm pack @fontsource-variable/source-serif-4@5.3.1 @fontsource-variable/source-sans-3@5.3.0
    (unpack both into one folder), then: python theme/fonts/make_fonts.py FOLDER

Adobe reserves the name "Source" (OFL, Reserved Font Name), so that a subset has to carry another name: "Briefing
Serif" and "Briefing Sans". The licence stands beside the fonts. Prints the metrics that `reader.css` needs for
its fallback faces. Needs fonttools and brotli (`pip install seven-minute-briefings[test]`).
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from fontTools.otlLib.builder import buildPairPosClassesSubtable, buildValue
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

TARGET = Path(__file__).parents[1] / "assets" / "fonts"

ENGLISH = "U+20-22,U+25-29,U+2B-3B,U+3F-5B,U+5D,U+61-7A,U+A0,U+A3,U+2010-2015,U+2018-2019,U+201C-201D,U+2022,U+2026"
"""What every page has: the only letters of the two faces that always load."""

ACCENTED = (
    "U+23-24,U+2A,U+3C-3E,U+5C,U+5E-60,U+7B-7E,U+A1-A2,U+A4-FF,U+131,U+152-153,U+2002-200A,U+201A-201B,U+201E,"
    "U+2020-2021,U+2032-2033,U+20AC"
)
"""Signs that prose has not, the rest of Latin 1, what Irish and Gaelic have. Fetched only by pages that have any."""

PLAIN = "U+20-7E,U+A0,U+A3,U+C0-D6,U+D8-F6,U+F8-FF,U+2013-2014,U+2018-2019,U+201C-201D,U+2026"
EUROPE = "U+100-130,U+132-151,U+154-173,U+179-17F,U+192,U+218-21B,U+1E9E"
"""Polish and the other Latin alphabets of Europe. Fetched only by pages that have such letters."""

SEEN = 12
"""Kerning of fewer thousandths of an em is a quarter of a pixel at the size that we read at: nobody sees it."""
STEP = 16
"""Kerning is kept in steps of so many, so that more pairs are alike: 1.8 KB less in the two faces that always load. It
is wrong by half a step at most, which is less than what nobody sees."""

NAMES = (0, 1, 2, 4, 6)
"""Copyright and the names of the face; its licence stands beside it, its version in the first lines here."""

UNMET = ("fj", "ffj", "fft")
"""Ligatures of the two faces that stand in no English word but "fjord"."""

WELSH = "U+174-178,U+1E80-1E85,U+1EF2-1EF3"
"""What Welsh has beyond `ACCENTED`. Apart from Europe, so that a page with
Tŵr on it does not pay for Polish. The range of each stands in `theme/assets/fonts.css` too."""


@dataclass(frozen=True)
class Cut:
    """One web font: where it comes from, where on its axes it stands, which letters it keeps."""

    name: str
    family: str
    style: str
    source: str
    axes: dict[str, float | tuple[float, float]]
    letters: str


SERIF, SANS = "source-serif-4", "source-sans-3"
TEXT: dict[str, float | tuple[float, float]] = {"opsz": 20, "wght": 400}
"""Drawn for the size that we read at: about 20 px."""
CUTS = (
    Cut("serif", "Briefing Serif", "Regular", f"{SERIF}-latin-opsz-normal", TEXT, ENGLISH),
    Cut("serif-accented", "Briefing Serif", "Regular", f"{SERIF}-latin-opsz-normal", TEXT, ACCENTED),
    Cut("serif-europe", "Briefing Serif", "Regular", f"{SERIF}-latin-ext-opsz-normal", TEXT, EUROPE),
    Cut("serif-welsh", "Briefing Serif", "Regular", f"{SERIF}-latin-ext-opsz-normal", TEXT, WELSH),
    Cut("serif-italic", "Briefing Serif", "Italic", f"{SERIF}-latin-opsz-italic", TEXT, PLAIN),
    Cut("serif-italic-welsh", "Briefing Serif", "Italic", f"{SERIF}-latin-ext-opsz-italic", TEXT, WELSH),
    Cut("sans", "Briefing Sans", "Regular", f"{SANS}-latin-wght-normal", {"wght": (400, 600)}, ENGLISH),
    Cut("sans-accented", "Briefing Sans", "Regular", f"{SANS}-latin-wght-normal", {"wght": (400, 600)}, ACCENTED),
    Cut("sans-europe", "Briefing Sans", "Regular", f"{SANS}-latin-ext-wght-normal", {"wght": (400, 600)}, EUROPE),
    Cut("sans-welsh", "Briefing Sans", "Regular", f"{SANS}-latin-ext-wght-normal", {"wght": (400, 600)}, WELSH),
)


def make(cut: Cut, packages: Path) -> Path:
    """Cut one font and write it. Raises FileNotFoundError where the package is missing."""
    found = sorted(packages.rglob(f"{cut.source}.woff2"))
    if not found:
        raise FileNotFoundError(f"{cut.source}.woff2 below {packages}")
    font = reread(instantiateVariableFont(TTFont(found[0], recalcTimestamp=False), cut.axes))
    if cut.letters == ENGLISH:
        drop_ligatures(font)
    subset(font, cut.letters)
    if cut.letters == ENGLISH:
        lighten_kerning(font)
    rename(font, cut)
    font.flavor = "woff2"
    path = TARGET / f"{cut.name}.woff2"
    font.save(path)
    return path


def reread(font: TTFont) -> TTFont:
    """The font as a file would hold it: the instancer leaves tables that the subsetter trips over."""
    buffer = BytesIO()
    font.save(buffer)
    buffer.seek(0)
    return TTFont(buffer, recalcTimestamp=False)


def subset(font: TTFont, letters: str) -> None:
    """Keep the letters, kerning, ligatures and marks; drop hints and names of glyphs."""
    options = Options(hinting=False, glyph_names=False, notdef_outline=True, name_IDs=[*NAMES])
    options.drop_tables += ["STAT"]  # It names styles for menus of fonts by names that go: Firefox complains of it.
    options.drop_tables += ["BASE"]  # It aligns Latin letters with Chinese ones.
    options.layout_features = ["kern", "liga", "mark", "mkmk", "ccmp", "locl"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[code for part in letters.split(",") for code in codes(part)])
    subsetter.subset(font)


def drop_ligatures(font: TTFont) -> None:
    """No drawing of its own for the pairs of letters that no English word has: 0.7 KB less in the two faces."""
    names = font.getBestCmap()
    unmet = {tuple(names[ord(letter)] for letter in pair) for pair in UNMET}
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in (getattr(one, "ExtSubTable", one) for one in lookup.SubTable):
            for first, found in getattr(table, "ligatures", {}).items():
                found[:] = [one for one in found if (first, *one.Component) not in unmet]


def lighten_kerning(font: TTFont) -> None:
    """Kerning in steps, without what nobody sees, with letters that are kerned alike in one class."""
    order = font.getGlyphOrder()
    kept = {pair: STEP * round(by / STEP) for pair, by in kerned(font).items() if abs(by) >= SEEN}
    first, second = defaultdict(list), defaultdict(list)
    for glyph in order:
        first[tuple(kept.get((glyph, other), 0) for other in order)].append(glyph)
        second[tuple(kept.get((other, glyph), 0) for other in order)].append(glyph)
    classes = {
        (tuple(row), tuple(column)): (buildValue({"XAdvance": by}), None)
        for row in first.values()
        for column in second.values()
        if (by := kept.get((row[0], column[0]), 0))
    }
    (lookup,) = font["GPOS"].table.LookupList.Lookup
    lookup.SubTable = [buildPairPosClassesSubtable(classes, font.getReverseGlyphMap())]
    lookup.LookupType, lookup.SubTableCount = 2, 1


def kerned(font: TTFont) -> dict[tuple[str, str], int]:
    """Each pair of glyphs with how far its second one moves, in thousandths of an em at the face's lightest."""
    found: dict[tuple[str, str], int] = {}
    (lookup,) = font["GPOS"].table.LookupList.Lookup
    for table in (getattr(one, "ExtSubTable", one) for one in lookup.SubTable):
        for number, glyph in enumerate(table.Coverage.glyphs):
            if table.Format == 1:
                row = {record.SecondGlyph: record.Value1 for record in table.PairSet[number].PairValueRecord}
            else:
                records = table.Class1Record[table.ClassDef1.classDefs.get(glyph, 0)].Class2Record
                classes = table.ClassDef2.classDefs
                row = {other: records[classes.get(other, 0)].Value1 for other in font.getGlyphOrder()}
            for other, value in row.items():
                found.setdefault((glyph, other), (value and value.XAdvance) or 0)
    return found


def codes(part: str) -> range:
    """The code points of "U+20" or "U+20-7E"."""
    first, _, last = part.removeprefix("U+").partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)


def rename(font: TTFont, cut: Cut) -> None:
    """Give the font its permitted name; the notice of copyright stays."""
    post = f"{cut.family}-{cut.style}".replace(" ", "")
    fresh = {1: cut.family, 2: cut.style, 4: f"{cut.family} {cut.style}", 6: post}
    for number, text in fresh.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    for record in list(font["name"].names):
        if record.nameID not in NAMES or record.platformID != 3:
            font["name"].removeNames(record.nameID, record.platformID, record.platEncID, record.langID)


def metrics(path: Path) -> str:
    """Ascent, descent and average width of English text, in parts of an em."""
    font = TTFont(path)
    em, cmap, widths = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"]
    text = "the quick brown fox jumps over a lazy dog and what a review learned in the time you have "
    average = sum(widths[cmap[ord(c)]][0] for c in text) / len(text) / em
    hhea = font["hhea"]
    return f"ascent {hhea.ascent / em:.3f} descent {-hhea.descent / em:.3f} width {average:.4f}"


if __name__ == "__main__":
    TARGET.mkdir(parents=True, exist_ok=True)
    for one in CUTS:
        written = make(one, Path(sys.argv[1]))
        print(written.name, written.stat().st_size, metrics(written) if one.letters in (ENGLISH, PLAIN) else "")
