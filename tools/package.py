"""`make package`: the wheel, and zips that install without internet, for Windows and for this computer's own system.

A zip holds the program's wheel, every wheel it needs at the exact version (CPython 3.11 to 3.14), a script and a page
that says what to do.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)

WINDOWS_STARTER = """\
@echo off
chcp 65001 >nul
pushd "%~dp0"
if not exist install_offline.py (
  echo This was started from inside the zip. Close this window, right-click the zip, choose "Extract all",
  echo then double-click Install.cmd in the folder that appears.
  goto end
)
set "FITS=import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))"
for %%V in (3.13 3.12 3.14 3.11) do (
  py.exe -%%V -c "%FITS%" >nul 2>nul && (
    py.exe -%%V install_offline.py
    goto end
  )
)
for %%P in (python.exe python3.exe) do (
  %%P -c "%FITS%" >nul 2>nul && (
    %%P install_offline.py
    goto end
  )
)
for /d %%D in ("%LOCALAPPDATA%\\Programs\\Python\\Python3*" "%ProgramFiles%\\Python3*") do (
  "%%~D\\python.exe" -c "%FITS%" >nul 2>nul && (
    "%%~D\\python.exe" install_offline.py
    goto end
  )
)
echo Python is not on this computer, or it is another than 3.11, 3.12, 3.13 or 3.14.
echo Ask your IT service for one of these; the Company Portal or the Microsoft Store may have it.
:end
pause
popd
"""
UNIX_STARTER = '#!/bin/sh\ncd "$(dirname "$0")" || exit 1\nexec python3 install_offline.py\n'

READ_ME = """\
Seven-minute briefings: install without internet

1. Unpack this file: right-click it, then "Extract all". Do not run anything from inside the zip.
2. Double-click "{starter}" in the folder that appeared. It installs the program for you alone.
   If Windows asks whether you trust it: "More info", then "Run anyway", or ask your IT service.
3. Double-click "Open the desk" on your desktop. Your browser opens, and asks four questions.

You need Python 3.11, 3.12, 3.13 or 3.14. If it is missing, ask your IT service for it by that name.
Your briefings are in Documents, in the folder "Briefings". Copy that folder to back it up.
To update: unpack the newer file and double-click "{starter}" again. Your folder stays as it is.
To remove: delete the folder the installer named. Your briefings stay.
"""


def main(*names: str) -> None:
    """Writes into `build/package/`; `names` may choose among wheel, windows and here."""
    chosen = names or ("wheel", "windows", "here")
    out = ROOT / "build" / "package"
    out.mkdir(parents=True, exist_ok=True)
    for old in out.glob("seven_minute_briefings-*.whl"):
        old.unlink()
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(out)], cwd=ROOT, check=True)
    (wheel,) = out.glob("seven_minute_briefings-*.whl")
    if "windows" in chosen:
        packed(out / f"{wheel.stem.split('-py3')[0]}-windows.zip", wheel, [("win_amd64",)] * len(PYTHONS), PYTHONS)
    if "here" in chosen:
        here = f"{sys.version_info[0]}.{sys.version_info[1]}"
        system = platform.system().lower()
        packed(out / f"{wheel.stem.split('-py3')[0]}-{system}.zip", wheel, [()], (here,))
    for made in sorted(out.iterdir()):
        print(made.relative_to(ROOT).as_posix())


def packed(target: Path, wheel: Path, systems: Sequence[tuple[str, ...]], pythons: Sequence[str]) -> None:
    """One zip: wheels for each Python, the installer, what to read first."""
    windows = bool(systems[0])
    starter = "Install.cmd" if windows else "Install.sh"
    with tempfile.TemporaryDirectory() as folder:
        for tags, python in zip(systems, pythons, strict=True):
            fetch(Path(folder), tags, python)
        files = {f"wheels/{file.name}": file.read_bytes() for file in sorted(Path(folder).iterdir())}
    files[f"wheels/{wheel.name}"] = wheel.read_bytes()
    files["install_offline.py"] = (ROOT / "tools" / "install_offline.py").read_bytes()
    files[starter] = (WINDOWS_STARTER.replace("\n", "\r\n") if windows else UNIX_STARTER).encode()
    files["Read me first.txt"] = READ_ME.format(starter=starter).replace("\n", "\r\n").encode()
    partial = target.with_suffix(".part")
    with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            info = zipfile.ZipInfo(f"{target.stem}/{name}", _FIRST_DAY)
            info.compress_type = zipfile.ZIP_STORED if name.endswith(".whl") else zipfile.ZIP_DEFLATED
            info.external_attr = (0o755 if name == starter else 0o644) << 16
            archive.writestr(info, data)
    shutil.move(partial, target)


def fetch(into: Path, tags: tuple[str, ...], python: str) -> None:
    """The wheels of every pin for a system (none: this one) and a Python."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary=:all:", "--dest", str(into), "-r", str(ROOT / "constraints.txt")]
    if tags:
        abi = "cp" + python.replace(".", "")
        command += [word for tag in tags for word in ("--platform", tag)]
        command += ["--python-version", python, "--implementation", "cp"]
        command += ["--abi", abi, "--abi", "abi3", "--abi", "none"]
    subprocess.run(command, check=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
