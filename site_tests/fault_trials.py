"""Trials with faults: a build that is killed, or meets a full or closed disk, at its n-th step on the disk.

    python -m site_tests.fault_trials PROJECT kill,full 40

runs in a process of its own (it forks), with an audit hook that counts every step that changes the disk. It prints one
line of JSON: how many trials, and each finding that should not be. PROJECT is a folder with content/; it is changed.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from click.testing import CliRunner

from builder.cli import main

CHANGES = frozenset({"os.rename", "os.link", "os.mkdir", "os.rmdir", "os.remove", "shutil.copyfile"})
FAULTS = {"full": errno.ENOSPC, "closed": errno.EACCES}
ONLY, CHILD = "pages", "site"


def state(folder: Path) -> str:
    """A digest of all files below a folder: their names and contents."""
    whole = hashlib.sha256()
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        whole.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return whole.hexdigest()


def build(project: Path) -> tuple[int, str]:
    """Builds as a person would; the exit code and what was said. An exception of ours is exit code 70."""
    result = CliRunner().invoke(main, ["--project", str(project), "build", "--only", ONLY])
    if result.exception and not isinstance(result.exception, SystemExit):
        return 70, f"{result.output}\n{result.exception!r}"
    return result.exit_code, result.output


def in_child(project: Path, at: int, fault: str, report: Path) -> int:
    """A build in a forked process with a fault at step `at` (0: none). Returns its wait status."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    count = 0

    def hook(event: str, args: tuple[object, ...]) -> None:
        nonlocal count
        if event in CHANGES or (event == "open" and isinstance(args[1], str) and set(args[1]) & set("wax+")):
            where = os.fspath(args[0]) if isinstance(args[0], str | os.PathLike) else ""
            if str(project) not in str(where):
                return
            count += 1
            if count == at:
                if fault == "kill":
                    os.kill(os.getpid(), signal.SIGKILL)
                raise OSError(FAULTS[fault], os.strerror(FAULTS[fault]), where)

    sys.addaudithook(hook)
    code, said = build(project)
    at = 0
    report.write_text(json.dumps({"code": code, "said": said, "steps": count}))
    os._exit(0)


def trials(project: Path, faults: Sequence[str], number: int) -> dict[str, object]:
    """`number` trials of each fault, spread over every step of a build that has something to change.

    What a trial changes, the next changes back.
    """
    said = project.parent / "said.json"
    section = project / "content" / "child-h" / "01-background.md"
    old_text = section.read_text(encoding="utf-8")
    new_text = old_text.replace("almost three", "nearly three")
    build(project)
    old = state(project / "dist" / CHILD)
    section.write_text(new_text, encoding="utf-8")
    in_child(project, 0, "", said)
    steps = int(json.loads(said.read_text())["steps"])
    new = state(project / "dist" / CHILD)
    findings: list[str] = []
    many = number * len(faults)
    for n in range(many):
        fault, at = faults[n % len(faults)], 1 + (2 * n + 1) * steps // (2 * many)
        old, new, old_text, new_text = new, old, new_text, old_text
        section.write_text(new_text, encoding="utf-8")
        said.unlink(missing_ok=True)
        in_child(project, at, fault, said)
        now = state(project / "dist" / CHILD) if (project / "dist" / CHILD).is_dir() else "gone"
        if now not in (old, new):
            findings.append(f"{fault} at {at}: dist/{CHILD} is neither the last nor the new one")
        if said.exists():
            heard = json.loads(said.read_text())
            if heard["code"] not in (0, 1) or "Traceback" in heard["said"]:
                findings.append(f"{fault} at {at}: {heard['code']} {heard['said'][-300:]}")
        if build(project)[0] != 0 or state(project / "dist" / CHILD) != new:
            findings.append(f"{fault} at {at}: the next build does not mend it")
        left = [p.name for p in (project / "dist").iterdir() if p.name.startswith(".")]
        if left:
            findings.append(f"{fault} at {at}: left behind {left}")
    return {"trials": many, "steps": steps, "findings": findings}


if __name__ == "__main__":
    print(json.dumps(trials(Path(sys.argv[1]), sys.argv[2].split(","), int(sys.argv[3]))))
