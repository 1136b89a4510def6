"""Wall and trainer's window in Firefox and WebKit, from disk and from a server; Chromium's turn is in test_wall."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path

import pytest

from builder.render.job import Job
from builder.trainers.pack import write_assets
from builder.trainers.session_page import make_session
from builder.trainers.trainer_window import make_trainer_window
from builder.worksheets.word import template_parts

from .engines import Tab, becomes, firefox, webkit
from .reader import serving
from .test_wall import MEASURE

pytestmark = pytest.mark.browser

Reader = Callable[[Path], AbstractContextManager[Tab]]
SCREEN = "(document.querySelector('.screen.shown') || { dataset: {} }).dataset.screen"


@pytest.fixture(scope="module", params=("firefox", "webkit"))
def reader(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Lets trainers come, in one engine."""
    if request.param == "firefox":
        with firefox.running(tmp_path_factory.mktemp("browser")) as running:
            yield partial(firefox.reader, running)
    else:
        with webkit.display() as display:
            yield partial(webkit.reader, display)


@pytest.fixture(scope="module")
def pack(job: Job, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("pack")
    write_assets(job, folder / "assets")
    make_session(job, folder, template_parts(job))
    make_trainer_window(job, folder)
    return folder


@pytest.mark.parametrize("way", ["from disk", "from a server"])
def test_two_windows_drive_each_other(reader: Reader, pack: Path, tmp_path: Path, way: str) -> None:
    with ExitStack() as stack:
        base = pack.as_uri() + "/" if way == "from disk" else stack.enter_context(serving(pack))
        wall = stack.enter_context(reader(tmp_path))
        wall.open(base + "session.html")
        becomes(wall, SCREEN, "start")
        trainer = wall.opened(".start [data-open-trainer]")
        becomes(trainer, "document.body && document.body.dataset.at || ''", "start 0")
        becomes(trainer, "document.querySelector('[data-begin-here]').hidden", False)
        trainer.click("[data-begin-minutes='7']")
        becomes(wall, SCREEN, "team")
        becomes(trainer, "document.body.dataset.at", "team 0")
        trainer.click("[data-forward]")
        becomes(wall, SCREEN, "before")
        found = wall.evaluate(f"({MEASURE})()")
        assert (found["small"], found["cut"]) == ([], [])
        trainer.close()
        becomes(wall, "document.querySelector('.low [data-open-trainer]').hidden", False)
        trainer = wall.opened(".low [data-open-trainer]")
        becomes(trainer, "document.body && document.body.dataset.at || ''", "before 0")
        wall.reload()
        becomes(wall, SCREEN, "before")
        assert wall.complaints() == []
