"""The desk opens soon: what its address, and then Today, do not need is not loaded before they stand there."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys

import pytest

from .conftest import ROOT, copy_project

OPENED = """
import http.client, json, pathlib, sys, threading
from builder.cli import main
from builder.desk.app import opened

seen, loaded = threading.Event(), {}

def tell(address):
    loaded["address"] = sorted(sys.modules)
    loaded["told"] = address
    from builder.desk.application import Application
    Application.load_behind = lambda pages: seen.wait(120)

def asked(path, cookie=""):
    desk = http.client.HTTPConnection(*loaded["told"].split("/")[2].split(":"), timeout=120)
    desk.request("GET", path, headers={"Cookie": cookie})
    answer = desk.getresponse()
    return answer.status, answer.read().decode(), answer.getheader("Set-Cookie", "").split(";")[0]

with opened(pathlib.Path(sys.argv[1]), tell=tell) as found:
    assert found.address == loaded["told"]
    cookie = asked("/" + loaded["told"].rpartition("/")[2])[2]
    status, loaded["page"], _ = asked("/", cookie)
    loaded["today"] = sorted(sys.modules)
    loaded["help"] = asked("/help", cookie)[0]
    seen.set()
print(json.dumps(loaded))
"""

NOT_FOR_TODAY = {"builder.pipeline", "builder.check", "builder.read", "builder.site.pages", "builder.returns.collected"}
NOT_FOR_TODAY |= {"docx", "lxml", "markdown", "markdown_it", "mkdocs", "openpyxl", "phonenumbers", "pikepdf", "pyphen"}
NOT_FOR_TODAY |= {"pptx", "python_calamine", "typst", "builder.desk.screens.others"}
NOT_FOR_THE_ADDRESS = NOT_FOR_TODAY | {
    "asyncio",
    "jinja2",
    "starlette",
    "uvicorn",
    "watchdog",
    "yaml",
    "builder.model.theme",
}


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    project = copy_project(tmp_path_factory.mktemp("opening"))
    command = [sys.executable, "-c", OPENED, str(project)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.mark.parametrize(("when", "later"), [("address", NOT_FOR_THE_ADDRESS), ("today", NOT_FOR_TODAY)])
def test_what_comes_later_is_not_loaded_before(loaded: dict[str, list[str]], when: str, later: set[str]) -> None:
    assert later.isdisjoint(loaded[when]), sorted(later.intersection(loaded[when]))


def test_today_has_its_titles_and_the_other_screens_come_when_asked(loaded: dict[str, object]) -> None:
    assert "Child H" in str(loaded["page"]) and "Being read" in str(loaded["page"])
    assert loaded["help"] == 200, "nobody has to wait for what is loaded in the background"


@pytest.mark.parametrize("name", sorted(NOT_FOR_THE_ADDRESS))
def test_the_names_of_what_comes_later_are_right(name: str) -> None:
    assert importlib.util.find_spec(name), "a module that was renamed would be missed above"
