"""The day of a build."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime


def today() -> date:
    """The day of the build: that of SOURCE_DATE_EPOCH where it is set."""
    fixed = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(fixed), UTC).date() if fixed.isdecimal() else date.today()
