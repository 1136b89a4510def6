"""Who may ask: what every request to this computer's own windows must show before it is answered.

Other sites can make a browser send requests here, and another port of this computer counts as the same site. So a
request must name our own address (or a site could rename itself to it), and must not come from another page.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping

LOOPBACK = ("127.0.0.1", "localhost")
FROM_OURSELVES = ("same-origin", "none")
"""Values of Sec-Fetch-Site: from our own page, or typed by a person. `same-site` may be another port."""

SEALED = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""On every answer: no other page may frame it, load it, or hold its window."""


def new_secret() -> str:
    """Letters that nobody guesses: 32 bytes for an address or a form."""
    return secrets.token_urlsafe(32)


def hosts(port: int) -> frozenset[str]:
    """The values of Host under which this computer is asked on a port."""
    return frozenset(f"{name}:{port}" for name in LOOPBACK) | (frozenset(LOOPBACK) if port == 80 else frozenset())


def refused(method: str, headers: Mapping[str, str], port: int, *, shown: bool = False) -> bool:
    """Whether a request is none of a person at this computer. `headers` are found by their names in small letters.

    A browser that does not send Sec-Fetch-Site may read (what others could load has a secret address), and may change
    something where Origin says that our own page asks. `shown`: the desk, on another port, may lead a person here.
    """
    host = headers.get("host", "")
    if host not in hosts(port):
        return True
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    if origin is not None and origin != f"http://{host}":
        return True
    if site is None:
        return method not in ("GET", "HEAD") and origin is None
    led_here = shown and site == "same-site" and headers.get("sec-fetch-mode") == "navigate"
    return site not in FROM_OURSELVES and not led_here


def single(headers: Iterable[tuple[bytes, bytes]]) -> dict[str, str] | None:
    """The headers of a request by their small names, or None where one that decides stands twice."""
    found: dict[str, str] = {}
    for name, value in headers:
        key = name.decode("latin-1").lower()
        if key in found and key in DECIDING:
            return None
        found[key] = value.decode("latin-1")
    return found


DECIDING = frozenset({"host", "origin", "sec-fetch-site", "sec-fetch-mode", "content-length", "content-type"})
