"""Sockets on 127.0.0.1: what connects waits in their queue until somebody answers there."""

from __future__ import annotations

import socket


def listening(port: int = 0) -> socket.socket:
    """A socket on 127.0.0.1. Raises OSError where the port is taken."""
    own = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    try:
        if hasattr(socket, "SO_EXCLUSIVEADDRUSE"):  # on Windows another program could else share the port
            own.setsockopt(socket.SOL_SOCKET, socket.SO_EXCLUSIVEADDRUSE, 1)
        else:
            own.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        own.bind(("127.0.0.1", port))
        own.listen(100)
    except OSError:
        own.close()
        raise
    return own


def port_of(own: socket.socket) -> int:
    """The number of a socket's port."""
    return int(own.getsockname()[1])
