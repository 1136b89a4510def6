"""Installs the program for one user from a folder of wheels, without network; starts a project; puts it on the desktop.

`tools/package.py` packs it beside the wheels. It runs with whatever Python there is: `python install_offline.py`.
"""

import os
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
WINDOWS = sys.platform == "win32"
MADE_FOR = ((3, 11), (3, 14))


def stop(*sentences):
    """Ends with sentences, and a failure."""
    print("\n" + "\n".join(sentences))
    sys.exit(1)


def place():
    """Where the program goes: a folder of this user's own."""
    base = os.environ.get("LOCALAPPDATA") if WINDOWS else os.environ.get("XDG_DATA_HOME")
    home = os.path.expanduser("~")
    if WINDOWS and "windowsapps" in (sys.executable + sys.base_prefix).lower():
        # what the Store's Python writes to AppData goes to a place that other programs do not see
        return os.path.join(home, "seven-minute-briefings")
    return os.path.join(base or os.path.join(home, ".local", "share"), "seven-minute-briefings")


def folders():
    """This user's Documents and Desktop, wherever a council moved them."""
    home = os.path.expanduser("~")
    found = {"Personal": os.path.join(home, "Documents"), "Desktop": os.path.join(home, "Desktop")}
    if WINDOWS:
        import winreg

        key = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
        for name in found:
            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as shell:
                    found[name] = os.path.expandvars(winreg.QueryValueEx(shell, name)[0])
            except OSError:
                continue
    return found["Personal"], found["Desktop"]


def run(command, why):
    """Runs a program; stops with a sentence where it fails."""
    if subprocess.call(command):
        stop(why, "The lines above say more. Send them to whoever gave you this file.")


def works(python):
    """Whether the Python of an earlier install is there and runs: its base may have been taken away meanwhile."""
    try:
        return subprocess.call([python, "-I", "-c", ""], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def main():
    """Installs, starts a project where there is none, puts “Open the desk” on the desktop."""
    version = sys.version_info[:2]
    if not MADE_FOR[0] <= version <= MADE_FOR[1]:
        stop("This is Python %d.%d. Ask your IT service for Python 3.11, 3.12, 3.13 or 3.14." % version)
    target = place()
    print("Installing for you alone, into " + target + ". This takes a minute or two.")
    python = os.path.join(target, "Scripts", "python.exe") if WINDOWS else os.path.join(target, "bin", "python")
    if not works(python):
        run([sys.executable, "-I", "-m", "venv", "--clear", target], "The folder for the program could not be made.")
    wheels = os.path.join(HERE, "wheels")
    # isolated: a council's own settings for pip may name an index, or ask for installs "for the user"
    pip = [python, "-I", "-m", "pip", "--isolated", "--quiet", "--disable-pip-version-check", "install", "--no-index"]
    why = "A part of the program could not be installed."
    run([*pip, "--upgrade", "--find-links", wheels, "seven-minute-briefings"], why)
    own = [os.path.join(wheels, name) for name in os.listdir(wheels) if name.startswith("seven_minute_briefings-")]
    run([*pip, "--no-deps", "--force-reinstall", *own], why)
    documents, desktop = folders()
    project = os.path.join(documents, "Briefings")
    os.makedirs(project, exist_ok=True)
    run([python, "-P", "-m", "builder", "--project", project, "init"], "The project could not be started.")
    if os.path.isdir(desktop):
        write = "import sys, pathlib; from builder.desk.starters import on_desktop\n"
        write += "for name, data in on_desktop(pathlib.Path(sys.argv[1])).items():\n"
        write += "    file = pathlib.Path(sys.argv[2], name); file.write_bytes(data); file.chmod(0o755)"
        run([python, "-P", "-c", write, project, desktop], "“Open the desk” could not be put on the desktop.")
    print("\nDone. Your briefings are in " + project + ".")
    print(
        "Double-click “Open the desk” " + ("on the desktop, or " if os.path.isdir(desktop) else "") + "in that folder."
    )


if __name__ == "__main__":
    main()
