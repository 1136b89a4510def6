"""Makes the empty Word file that every Word file of ours begins from: `make bases` writes `theme/paper/base.docx`.

It is kept, so that a partnership sees what it would replace: A4, our styles in the theme's colours, and nothing else.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from builder.adapters.word.base import Base, without_junk  # noqa: E402
from builder.adapters.word.document import Face, new_document  # noqa: E402
from builder.adapters.word.package import zip_parts  # noqa: E402
from builder.model.theme import SHIPPED, Theme  # noqa: E402

EPOCH = 1_793_750_400
"""The day that it is dated: 4 November 2026, so that it comes out the same."""


def base_document() -> bytes:
    """The base as a Word file."""
    face = Face.of(Theme((SHIPPED,)).tokens(), Base(None))
    document = new_document(face, title="", author="", subject="", lang="en", epoch=EPOCH)
    out = io.BytesIO()
    document.save(out)
    return zip_parts(without_junk(out.getvalue()), EPOCH)


if __name__ == "__main__":
    target = ROOT / "theme" / "paper" / "base.docx"
    target.write_bytes(base_document())
    print(target.relative_to(ROOT), target.stat().st_size, "bytes")
