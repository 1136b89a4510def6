"""Asks whether a wheel of every pin exists for 64-bit Windows and for macOS 15 on Apple silicon, on each Python."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parent.parent
SYSTEMS = {
    "Windows": ("win_amd64",),
    "macOS": tuple(f"macosx_{n}_0_arm64" for n in (11, 12, 13, 14, 15)),
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")


def missing(tags: tuple[str, ...], python: str, into: str) -> str:
    """What pip says is not there; empty where all wheels are."""
    places = [word for tag in tags for word in ("--platform", tag)]
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary=:all:", "--python-version", python, "--implementation", "cp", *places]
    command += ["--abi", "cp" + python.replace(".", ""), "--abi", "abi3", "--abi", "none"]
    command += ["--dest", into, "-r", str(ROOT / "constraints.txt")]
    done = subprocess.run(command, capture_output=True, text=True)
    return "" if done.returncode == 0 else done.stderr.strip().splitlines()[-1]


def main() -> None:
    """One line for each system and Python; exit code 1 where a wheel is missing."""
    lines = []
    for name, tags in SYSTEMS.items():
        for python in PYTHONS:
            with tempfile.TemporaryDirectory() as into:
                lines.append(f"{name}, Python {python}: {missing(tags, python, into) or 'all wheels are there'}")
                print(lines[-1], flush=True)
    sys.exit(any("all wheels are there" not in line for line in lines))


if __name__ == "__main__":
    main()
