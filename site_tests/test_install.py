"""Installing: complete lists of exact versions for the oldest Python; a sentence where it cannot go on."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from tools import pins

from .conftest import ROOT

INSTALL = ROOT / "tools" / "install.py"
LISTED = {
    canonicalize_name(name): version
    for file in (pins.RUN, pins.TEST)
    for name, version in re.findall(r"^([\w.-]+)==(\S+)$", (ROOT / file).read_text("utf-8"), flags=re.M)
}


def oldest_python() -> str:
    """The oldest Python that we say we serve, with its first release: "3.11.0"."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        floor = tomllib.load(file)["project"]["requires-python"]
    return floor.removeprefix(">=") + ".0"


@pytest.mark.parametrize("file", [pins.RUN, pins.TEST])
def test_the_lists_are_complete_and_hold_nothing_else(file: str) -> None:
    lines = [line for line in (ROOT / file).read_text("utf-8").splitlines() if not line.startswith("#")]
    names = [canonicalize_name(line.split("==")[0]) for line in lines]
    assert names == sorted(pins.lists()[file]), "run .venv/bin/python tools/pins.py"


@pytest.mark.parametrize("name", sorted(LISTED))
def test_every_pin_takes_the_oldest_python_and_its_neighbours(name: str) -> None:
    package = importlib.metadata.distribution(name)
    assert package.version == LISTED[name], "another version is installed here than the list says"
    assert oldest_python() in SpecifierSet(package.metadata["Requires-Python"] or "")
    for line in package.requires or ():
        needs = Requirement(line)
        if pins.wanted(needs, ()) and needs.marker is None:
            assert LISTED[canonicalize_name(needs.name)] in SpecifierSet(str(needs.specifier), prereleases=True), line


def test_every_range_of_ours_holds_the_pin() -> None:
    """Else the lists install, and the wheel from a folder does not."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    ranges = [
        *project["dependencies"],
        *(line for lines in project["optional-dependencies"].values() for line in lines),
    ]
    ours = [Requirement(line) for line in ranges]
    wrong = [str(r) for r in ours if LISTED[canonicalize_name(r.name)] not in r.specifier]
    assert wrong == []


def run_install(tmp_path: Path, start: str, *arguments: str, **environment: str) -> str:
    """What the installer says where it must stop; `start` is Python that runs before it."""
    code = f"import runpy, sys\nsys.argv = ['install.py', *{list(arguments)!r}]\n{start}\n"
    code += f"runpy.run_path({str(INSTALL)!r}, run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, env={"PATH": "", **environment}
    )
    assert done.returncode == 1 and "Traceback" not in done.stderr, done.stderr
    assert not (tmp_path / "made").exists()
    return done.stderr


@pytest.mark.parametrize(
    ("start", "said"),
    [
        ("sys.version_info = (3, 9, 2, 'final', 0)", "This is Python 3.9, and the program needs 3.11 or newer."),
        ("sys.modules['ensurepip'] = None", "sudo apt install python3-venv"),
        ("sys.modules['venv'] = None", "sudo apt install python3-venv"),
    ],
    ids=["old Python", "no ensurepip", "no venv"],
)
def test_a_python_that_will_not_do_is_told_in_a_sentence(tmp_path: Path, start: str, said: str) -> None:
    assert said in run_install(tmp_path, start, "made", "constraints.txt")


def test_old_pythons_can_read_the_installer() -> None:
    text = INSTALL.read_text("utf-8")
    assert not re.search(r"""\bf["']|: (str|int)\b|->|:=|\[\*""", text), "Python 2 must reach the sentence"


def test_no_network_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "here" / "bin").mkdir(parents=True)
    (tmp_path / "here" / "bin" / "python").symlink_to(sys.executable)
    (tmp_path / "list.txt").write_text("no-such-package-of-ours==1\n", "utf-8")
    nowhere = {"PIP_CONFIG_FILE": "/dev/null", "PIP_RETRIES": "0", "PIP_INDEX_URL": "http://127.0.0.1:9/simple"}
    said = run_install(tmp_path, "", "here", "list.txt", **nowhere)
    assert "Look at the network and try again." in said
