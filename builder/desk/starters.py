"""“Open the desk”: files to double-click on Windows, macOS and Linux. They find the Python that has the program."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

NAME = "Open the desk"

_WINDOWS = """\
@echo off
chcp 65001 >nul
title Briefing desk
pushd "{folder}" || goto gone
set "PY={python}"
if exist "%PY%" goto run
for %%P in ("%LOCALAPPDATA%" "%USERPROFILE%") do (
  if exist "%%~P\\seven-minute-briefings\\Scripts\\python.exe" (
    set "PY=%%~P\\seven-minute-briefings\\Scripts\\python.exe"
    goto run
  )
)
for %%P in (py.exe python.exe) do (
  where %%P >nul 2>nul && %%P -P -c "import builder.cli" >nul 2>nul && set "PY=%%P" && goto run
)
echo.
echo The program that makes briefings is not on this computer, or it was moved.
echo Ask whoever installed it to install it again, then double-click this file once more.
echo Nothing of yours is lost: your briefings are in this folder.
echo.
pause
exit /b 1
:run
"%PY%" -P -m builder desk %*
if errorlevel 1 (
  echo.
  echo The desk has ended. The lines above say why.
  pause
)
popd
exit /b 0
:gone
echo.
echo The folder with your briefings is not where it was. Open it, and double-click "Open the desk" there.
echo.
pause
exit /b 1
"""

_UNIX = """\
#!/bin/sh
cd {folder} || exit 1
for python in {python} "${{XDG_DATA_HOME:-$HOME/.local/share}}/seven-minute-briefings/bin/python" python3 python; do
  if "$python" -P -c "import builder.cli" >/dev/null 2>&1; then
    exec "$python" -P -m builder desk "$@"
  fi
done
echo "The program that makes briefings is not on this computer, or it was moved."
echo "Ask whoever installed it to install it again, then double-click this file once more."
echo "Nothing of yours is lost: your briefings are in this folder."
[ -t 0 ] && read -r _
exit 1
"""

_LINUX = """\
[Desktop Entry]
Type=Application
Version=1.5
Name={name}
Comment=Write, look and build briefings
Exec=/bin/sh -c 'exec "$(dirname "$1")/{name}.command"' sh %k
Terminal=true
Icon=accessories-text-editor
"""


def starters() -> dict[str, bytes]:
    """The files by their name, for the folder of a project; each opens the folder it stands in."""
    return {
        f"{NAME}.cmd": windows("%~dp0"),
        f"{NAME}.command": unix('"$(dirname "$0")"'),
        f"{NAME}.desktop": _LINUX.format(name=NAME).encode(),
    }


def windows(folder: str) -> bytes:
    """The file for Windows. In a batch file a percent sign of a path is written twice."""
    own = sys.executable.replace("%", "%%") if sys.platform == "win32" else ""
    return _WINDOWS.format(folder=folder, python=own).replace("\n", "\r\n").encode()


def unix(folder: str) -> bytes:
    """The file for macOS and Linux; `folder` is written as the shell reads it."""
    own = shlex.quote(sys.executable) if sys.platform != "win32" else ""
    return _UNIX.format(folder=folder, python=own).encode()


def on_desktop(project: Path) -> dict[str, bytes]:
    """The same for a desktop: they open a project that stands elsewhere. Only this computer's own kind."""
    if sys.platform == "win32":
        return {f"{NAME}.cmd": windows(str(project).replace("%", "%%"))}
    return {f"{NAME}.command": unix(shlex.quote(str(project)))}
