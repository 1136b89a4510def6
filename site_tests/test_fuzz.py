"""A short fuzzing run through every door; `make deep` makes it a long one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .fuzz import doors, run

CASES = 2000 if os.environ.get("HYPOTHESIS_PROFILE") == "deep" else 6


@pytest.mark.filterwarnings("ignore")  # libraries warn of what is wrong in a damaged file
def test_no_door_breaks(tmp_path: Path) -> None:
    for name, (door, seeds) in doors(tmp_path).items():
        assert seeds, f"no sound file for {name}"
        tally = run(door, seeds, CASES)
        assert tally.broke == [], name
        assert tally.met, f"{name}: every damaged file was taken for a sound one"
