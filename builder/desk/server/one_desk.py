"""One desk for a project: a second one says where the first is, and asks it for an address that opens it.

`build/desk/open.json` tells port and a secret of the first. The lock is the operating system's: a desk that was killed
leaves no trace that is in the way.
"""

from __future__ import annotations

import contextlib
import json
import os
import platform
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ...output.lock import BusyError, only_one

AGAIN = "/again"
"""Where a second desk asks the first for an address."""


@dataclass(frozen=True, slots=True)
class OtherDeskError(Exception):
    """A desk is open on this project. `address` opens it ("" if it does not answer), `computer` says where it is."""

    address: str
    computer: str


@contextlib.contextmanager
def the_only_desk(project: Path) -> Iterator[Path]:
    """Holds the project's desk: yields the folder for what is passing. Raises OtherDeskError."""
    folder = project / "build" / "desk"
    try:
        with only_one(folder):
            yield folder
    except BusyError:
        raise _other(folder) from None
    finally:
        pass


def announce(folder: Path, port: int, secret: str) -> None:
    """Notes where this desk is, for a second one of the same person."""
    facts = json.dumps({"port": port, "secret": secret, "computer": platform.node()})
    file = folder / "open.json"
    file.unlink(missing_ok=True)
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as out:  # noqa: PTH123
        out.write(facts)


def _other(folder: Path) -> OtherDeskError:
    try:
        facts = json.loads((folder / "open.json").read_text(encoding="utf-8"))
        port, secret, computer = int(facts["port"]), str(facts["secret"]), str(facts["computer"])
    except (OSError, ValueError, KeyError, TypeError):
        return OtherDeskError("", "")
    if computer != platform.node():
        return OtherDeskError("", computer)
    import http.client  # late: only the second desk asks

    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("POST", AGAIN, headers={"X-Desk": secret, "Origin": f"http://127.0.0.1:{port}"})
        answer = connection.getresponse()
        address = answer.read(500).decode("ascii", "replace") if answer.status == 200 else ""
    except (OSError, http.client.HTTPException):
        address = ""
    finally:
        connection.close()
    return OtherDeskError(address if address.startswith(f"http://127.0.0.1:{port}/") else "", computer)
