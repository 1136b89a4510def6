"""Makes the virtual environment and installs exact versions into it: `python3 tools/install.py .venv constraints.txt`.

Nothing is left for pip to resolve: the lists are complete. It runs with whatever Python there is, so it is written
for old ones too, and says in a sentence what to do where something is missing.
"""

import os
import subprocess
import sys

OLDEST = (3, 11)
NO_NETWORK = ("NewConnectionError", "ConnectTimeoutError", "Name or service not known", "Temporary failure in name")
NO_NETWORK += (
    "getaddrinfo failed",
    "nodename nor servname",
    "Network is unreachable",
    "ProxyError",
    "ReadTimeoutError",
)
NO_NETWORK += ("(from versions: none)",)  # every pin exists: pip saw no index at all


def stop(*sentences):
    """Ends with sentences on stderr."""
    sys.stderr.write("\n" + "\n".join(sentences) + "\n")
    sys.exit(1)


def look_at_python():
    """Stops where this Python is too old, or cannot make a virtual environment."""
    if sys.version_info[:2] < OLDEST:
        here = "%d.%d" % sys.version_info[:2]
        wanted = "%d.%d" % OLDEST
        stop(
            "This is Python " + here + ", and the program needs " + wanted + " or newer.",
            "Install one, then name it: make site PYTHON=python3.13",
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError:
        stop(
            "This Python (" + sys.executable + ") cannot make a virtual environment: the module venv is missing.",
            "On Debian and Ubuntu it is a package of its own: sudo apt install python3-venv",
        )


def programs(place):
    """The Python inside the virtual environment."""
    windows = os.path.join(place, "Scripts", "python.exe")
    return windows if os.path.exists(windows) else os.path.join(place, "bin", "python")


def pip(python, *arguments):
    """Runs pip; stops with a sentence where it failed."""
    command = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--no-compile"]  # Python does it when a module is first used: most never are
    done = subprocess.Popen(command + list(arguments), stderr=subprocess.PIPE)
    said = done.communicate()[1].decode("utf-8", "replace")
    if done.returncode == 0:
        return
    sys.stderr.write(said)
    if any(word in said for word in NO_NETWORK):
        stop(
            "pip could not reach the place where Python packages are kept. Look at the network and try again.",
            "Behind a proxy: set HTTPS_PROXY first.",
            "Without any network: CONTRIBUTING.md says how to carry the packages over.",
        )
    if "No space left" in said:
        stop("The disk is full. Make room, then try again.")
    stop("pip could not install a package; its words stand above.")


def main(place, *lists):
    """Makes the environment where it is missing, then installs each list, then this program itself."""
    look_at_python()
    if not os.path.exists(programs(place)) and subprocess.call([sys.executable, "-m", "venv", place]):
        stop("The virtual environment could not be made in " + os.path.abspath(place) + ".")
    for name in lists:
        pip(programs(place), "-r", name)
    pip(programs(place), "--no-build-isolation", "-e", os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


if __name__ == "__main__":
    main(*sys.argv[1:])
