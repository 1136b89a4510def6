"""The zip for computers without internet: installed for one user with the network away, then opened.

`HYPOTHESIS_PROFILE=deep` makes the zip of `make package` for this system and installs that. Else a program of one file
stands for ours: what the installer does with it is the same.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools.package import READ_ME, UNIX_STARTER, WINDOWS_STARTER

from .conftest import ROOT

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
STAND_IN = {
    "builder/__init__.py": "",
    "builder/__main__.py": "import pathlib, sys\npathlib.Path(sys.argv[2], 'begun').write_text('{version}')\n",
    "builder/desk/__init__.py": "",
    "builder/desk/starters.py": "def on_desktop(to):\n    return {{'Open the desk.command': str(to).encode()}}\n",
}


def wheel(folder: Path, version: str) -> None:
    """A wheel with the program's name, made by hand."""
    info = "seven_minute_briefings-9.dist-info"
    files = {name: text.format(version=version) for name, text in STAND_IN.items()}
    files[f"{info}/METADATA"] = "Metadata-Version: 2.1\nName: seven-minute-briefings\nVersion: 9\n"
    files[f"{info}/WHEEL"] = "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
    files[f"{info}/RECORD"] = "".join(f"{name},,\n" for name in (*files, f"{info}/RECORD"))
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(folder / "seven_minute_briefings-9-py3-none-any.whl", "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)


def installed(unpacked: Path, home: Path) -> subprocess.CompletedProcess[str]:
    """Double-clicks the starter, as somebody whose council has its own settings for pip; no network answers."""
    shut = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
    own = {"HOME": str(home), "PIP_USER": "1", "PIP_REQUIRE_VIRTUALENV": "1", "PYTHONPATH": "/nowhere"}
    path = f"{Path(sys._base_executable).parent}{os.pathsep}{os.environ['PATH']}"  # type: ignore[attr-defined]
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "PYTHON", "XDG_", "VIRTUAL_"))}
    env = kept | shut | own | {"PATH": path}
    return subprocess.run(
        [str(unpacked / "Install.sh")], env=env, cwd=home, capture_output=True, text=True, timeout=600
    )


def test_it_installs_and_updates_without_network(tmp_path: Path) -> None:
    unpacked, home = tmp_path / "It's unpacked here", tmp_path / "Zoë's home"
    for folder in (unpacked, home / "Desktop"):
        folder.mkdir(parents=True)
    shutil.copy(ROOT / "tools" / "install_offline.py", unpacked)
    (unpacked / "Install.sh").write_text(UNIX_STARTER, encoding="utf-8")
    (unpacked / "Install.sh").chmod(0o755)
    program, begun = home / ".local" / "share" / "seven-minute-briefings", home / "Documents" / "Briefings" / "begun"
    for version in ("first", "second"):  # the same number: an update must not be taken for what is there
        wheel(unpacked / "wheels", version)
        done = installed(unpacked, home)
        assert done.returncode == 0, done.stdout + done.stderr
        assert begun.read_text(encoding="utf-8") == version and "Done." in done.stdout
    starter = home / "Desktop" / "Open the desk.command"
    assert starter.read_text(encoding="utf-8") == str(home / "Documents" / "Briefings")
    assert (program / "bin" / "python").exists()


@pytest.mark.parametrize("name", ["the whole program"] if DEEP else [])
def test_the_zip_of_this_system_opens_the_desk(tmp_path: Path, name: str) -> None:
    subprocess.run([sys.executable, "tools/package.py", "here"], cwd=ROOT, check=True)
    (archive,) = (ROOT / "build" / "package").glob(f"*-{sys.platform}.zip")
    home = tmp_path / "Zoë's home"
    (home / "Desktop").mkdir(parents=True)
    subprocess.run(["unzip", "-q", str(archive), "-d", str(tmp_path)], check=True)
    (unpacked,) = tmp_path.glob(f"*-{sys.platform}")
    done = installed(unpacked, home)
    assert done.returncode == 0, done.stdout + done.stderr
    starter = home / "Desktop" / "Open the desk.command"
    env = {"HOME": str(home), "PATH": os.environ["PATH"]}
    with subprocess.Popen([str(starter), "--no-browser"], stdout=subprocess.PIPE, cwd=home, env=env) as run:
        assert run.stdout
        first = run.stdout.readline().decode()
        run.terminate()
    assert first.startswith("http://127.0.0.1:") and "/?key=" in first


def test_the_windows_script_asks_for_nothing_that_a_council_forbids() -> None:
    """It was never run on Windows. What can be read in it: no PowerShell, no administrator, quoted paths."""
    script = WINDOWS_STARTER
    assert script.isascii() and "powershell" not in script.lower() and "runas" not in script.lower()
    assert '"%~dp0"' in script and '"%%~D\\python.exe"' in script, "paths with blanks stand between quotation marks"
    assert script.index("if not exist install_offline.py") < script.index("py.exe"), "started from inside the zip"
    assert (
        all(f"{n}" in script for n in ("3.11", "3.12", "3.13", "3.14"))
        and "python.exe -c" not in script.split(":end")[1]
    )
    assert READ_ME.isascii() and max(map(len, READ_ME.splitlines())) < 125
