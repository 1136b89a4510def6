"""Writes the complete lists of exact versions: `.venv/bin/python tools/pins.py`, after `pip install PACKAGE==VERSION`.

`constraints.txt` holds all that the program needs to run and to be installed, `constraints-test.txt` what the tests
need besides: everything that the packages of `pyproject.toml` ask for, on any system, at the version installed here.
"""

from __future__ import annotations

import importlib.metadata
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
SYSTEMS = (("linux", "Linux"), ("win32", "Windows"), ("darwin", "Darwin"))
PYTHONS = ("3.11.0", "3.12.0", "3.13.0", "3.14.0")
HEAD = "# Exact versions, all of them, so that nothing is left to resolve. Made by: .venv/bin/python tools/pins.py\n"
RUN, TEST = "constraints.txt", "constraints-test.txt"


def wanted(requirement: Requirement, extras: Iterable[str]) -> bool:
    """Whether a requirement counts on any of the systems and Pythons that we serve."""
    if requirement.marker is None:
        return True
    return any(
        requirement.marker.evaluate(
            {
                "sys_platform": system,
                "platform_system": name,
                "os_name": "nt" if system == "win32" else "posix",
                "python_version": python.rpartition(".")[0],
                "python_full_version": python,
                "implementation_name": "cpython",
                "platform_python_implementation": "CPython",
                "extra": extra,
            }
        )
        for system, name in SYSTEMS
        for python in PYTHONS
        for extra in ("", *extras)
    )


def closure(first: Iterable[str]) -> dict[str, str]:
    """Canonical name to `Name==version` of what the first requirements need, themselves included."""
    found: dict[str, str] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    queue = [Requirement(line) for line in first]
    while queue:
        now = queue.pop()
        name = canonicalize_name(now.name)
        if (name, frozenset(now.extras)) in seen:
            continue
        seen.add((name, frozenset(now.extras)))
        try:
            package = importlib.metadata.distribution(now.name)
        except importlib.metadata.PackageNotFoundError:
            sys.exit(f"{now} is wanted on some system and is not installed here: pip install it first.")
        found[name] = f"{package.metadata['Name']}=={package.version}"
        queue += [r for line in package.requires or () if wanted(r := Requirement(line), now.extras)]
    return found


def lists() -> dict[str, dict[str, str]]:
    """File to its pins, by canonical name."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    run = closure([*project["project"]["dependencies"], *project["build-system"]["requires"]])
    test = closure(project["project"]["optional-dependencies"]["test"])
    return {RUN: run, TEST: {name: pin for name, pin in test.items() if name not in run}}


def main() -> None:
    """Writes both lists."""
    for name, pins in lists().items():
        (ROOT / name).write_text(HEAD + "".join(f"{pins[key]}\n" for key in sorted(pins)), encoding="utf-8")


if __name__ == "__main__":
    main()
