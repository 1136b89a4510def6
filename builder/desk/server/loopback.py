"""Answers on this computer only: uvicorn in a thread, while a context lasts."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from ...remembered import Facts, Memory
from ..preview import Preview
from ..watching import followed
from .preview_server import PreviewServer
from .sockets import listening, port_of

Answer = tuple[socket.socket, ASGIApp]


@contextlib.contextmanager
def answered(answers: Sequence[Answer]) -> Iterator[None]:
    """Runs each application on its socket until the context ends; the sockets are closed then."""
    servers = [uvicorn.Server(_config(app)) for _, app in answers]

    async def run() -> None:
        pairs = zip(servers, answers, strict=True)
        await asyncio.gather(*(server.serve(sockets=[own]) for server, (own, _) in pairs))
        for connection in [c for server in servers for c in server.server_state.connections]:
            if connection.transport:
                connection.transport.abort()  # a browser that is still there would keep its socket open
        await asyncio.sleep(0)

    thread = threading.Thread(target=lambda: asyncio.run(run()), daemon=True)
    thread.start()
    try:
        yield
    finally:
        for server in servers:
            server.should_exit = True
        thread.join(2)
        for server in servers:
            server.force_exit = True
        thread.join(10)
        for own, _ in answers:
            own.close()


def _config(app: ASGIApp) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        http="h11",
        loop="asyncio",
        server_header=False,
        proxy_headers=False,
        limit_concurrency=200,
        timeout_graceful_shutdown=1,
    )


@contextlib.contextmanager
def served(project: Path, port: int = 0) -> Iterator[tuple[str, Preview]]:
    """Serves the preview of a project alone while the context lasts: yields its address and state.

    Raises OSError where the port is taken.
    """
    preview = Preview(project, memory=Memory(Facts.of(project)))
    preview_server, own = PreviewServer(preview, alone=True), listening(port)
    preview_server.port = port_of(own)
    with followed(preview), answered([(own, preview_server)]):
        try:
            yield preview_server.address(), preview
        finally:
            preview_server.ended = True
