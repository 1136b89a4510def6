"""Opens the desk of a project: its address first, then all that stands behind it.

A browser takes its time to start. What it asks meanwhile waits in the socket's queue, so the address is told as soon as
there is a port, before anything that answers there is loaded.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from socket import socket
from typing import TYPE_CHECKING

from .server.one_desk import announce, the_only_desk
from .server.sessions import Sessions
from .server.sockets import listening, port_of

if TYPE_CHECKING:
    from .server.access import Access
    from .state import Desk


@dataclass(frozen=True, slots=True)
class Opened:
    """A desk that answers: its address opens it once."""

    address: str
    access: Access
    desk: Desk


@contextlib.contextmanager
def opened(project: Path, port: int = 0, tell: Callable[[str], None] = lambda address: None) -> Iterator[Opened]:
    """Opens the desk of a project while the context lasts; `tell` is given its address as soon as there is one.

    Raises OtherDeskError where one is open already, OSError where the port is taken.
    """
    with the_only_desk(project) as folder, contextlib.closing(listening(port)) as own:
        sessions = Sessions()
        address = sessions.new_address(port_of(own))
        announce(folder, port_of(own), sessions.secret)
        tell(address)
        with _answering(project, own, sessions) as (access, desk):
            yield Opened(address, access, desk)


@contextlib.contextmanager
def _answering(project: Path, own: socket, sessions: Sessions) -> Iterator[tuple[Access, Desk]]:
    from ..remembered import Facts, Memory  # late, like all that follows: the address is told before
    from .application import Application
    from .preview import Preview
    from .server.access import Access
    from .server.loopback import answered
    from .server.preview_server import PreviewServer
    from .state import Desk
    from .watching import followed

    preview = Preview(project, memory=Memory(Facts.of(project)))
    preview_server, other = PreviewServer(preview), listening()
    desk = Desk(project, preview, preview_server, sessions)
    pages = Application(desk)
    access = Access(pages, sessions, desk.locked)
    access.port, preview_server.port = port_of(own), port_of(other)
    access.framed, preview_server.desk = (f"http://127.0.0.1:{port}" for port in (preview_server.port, access.port))
    with followed(preview, behind=pages.load_behind), answered([(own, access), (other, preview_server)]):
        try:
            yield access, desk
        finally:
            preview_server.ended = True
            pages.answered.set()
