"""Makes theme/fonts/BriefingType.ttf: the small face in which people type into a worksheet.

A viewer types with a simple font of at most 256 letters. This one holds those of `builder/adapters/pdf_form.py`
(English, Welsh, Polish and their neighbours), taken from Source Sans 3. Adobe reserves the name "Source", so a
subset carries another. Run it again only if that list changes: `python tools/typing_font.py`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).parent.parent
FAMILY = "Briefing Type"


def main() -> None:
    """Writes the face beside the one it is made from."""
    sys.path.insert(0, str(ROOT))
    from builder.adapters.pdf.form import TYPED_LETTERS

    font = TTFont(ROOT / "theme/fonts/SourceSans3-Regular.ttf", recalcTimestamp=False)
    options = Options()
    options.layout_features, options.hinting, options.notdef_outline = [], False, True
    options.glyph_names, options.name_IDs = True, [0, 1, 2, 3, 4, 5, 6, 13, 14]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=[ord(c) for c in TYPED_LETTERS.values()])
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4):
            record.string = FAMILY
        elif record.nameID == 6:
            record.string = FAMILY.replace(" ", "")
    font.save(ROOT / "theme/fonts/BriefingType.ttf", reorderTables=True)


if __name__ == "__main__":
    main()
