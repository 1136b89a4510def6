"""A browser of one window over WebKitGTK, which WebKitWebDriver starts: run by the system's Python, which has GTK.

MiniBrowser, the driver's own, neither prints without a dialog nor says where a download went. This one does, and no
more. `webkit_window.py FOLDER`: downloads end in FOLDER/downloads, a signal USR1 prints the tab that FOLDER/tab names
by its number into FOLDER/paper, console messages go to FOLDER/console.
"""

import os
import signal
import sys
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

FOLDER = Path(sys.argv[1])
VIEWS: list[WebKit2.WebView] = []
PRINTING: list[WebKit2.PrintOperation] = []


def main() -> None:
    """Waits for the driver."""
    console = os.open(FOLDER / "console", os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    os.dup2(console, 1)
    os.dup2(console, 2)
    data = WebKit2.WebsiteDataManager(
        base_data_directory=str(FOLDER / "data"), base_cache_directory=str(FOLDER / "cache")
    )
    context = WebKit2.WebContext(website_data_manager=data)
    context.set_automation_allowed(True)
    context.connect("download-started", download)
    context.connect("automation-started", automation)
    GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGUSR1, paper)
    (FOLDER / "process").write_text(str(os.getpid()))
    Gtk.main()


def automation(context: WebKit2.WebContext, session: WebKit2.AutomationSession) -> None:
    """The driver has come: every tab it wants is a window."""
    about = WebKit2.ApplicationInfo()
    about.set_name("reader")
    session.set_application_info(about)
    session.connect("create-web-view", lambda _: window(context))


def window(context: WebKit2.WebContext) -> WebKit2.WebView:
    """A window with a page in it."""
    return shown_in_a_window(WebKit2.WebView(is_controlled_by_automation=True, web_context=context))


def shown_in_a_window(view: WebKit2.WebView) -> WebKit2.WebView:
    """The same page, to be seen; what it opens comes in a window of its own."""
    view.get_settings().set_enable_write_console_messages_to_stdout(True)
    shown = Gtk.Window()
    shown.set_default_size(1280, 900)
    shown.add(view)
    shown.show_all()
    view.get_settings().set_javascript_can_open_windows_automatically(True)
    view.connect("create", lambda one, _: opened_by(one))
    view.connect("close", lambda _: shown.destroy())
    VIEWS.append(view)
    return view


def opened_by(view: WebKit2.WebView) -> WebKit2.WebView:
    """The window that a page asks for."""
    return shown_in_a_window(WebKit2.WebView(related_view=view, is_controlled_by_automation=True))


def download(_: WebKit2.WebContext, one: WebKit2.Download) -> None:
    """Under the page's name for it, in its place when it is whole."""
    coming = FOLDER / "coming"

    def decide(one: WebKit2.Download, name: str) -> bool:
        one.set_destination((coming / name).as_uri())
        return True

    def finished(one: WebKit2.Download) -> None:
        for file in coming.iterdir():
            file.rename(FOLDER / "downloads" / file.name)

    one.connect("decide-destination", decide)
    one.connect("finished", finished)


def paper() -> bool:
    """Prints a tab into a PDF, without asking."""
    number = int((FOLDER / "tab").read_text())
    operation = WebKit2.PrintOperation.new(VIEWS[number])
    settings = Gtk.PrintSettings()
    settings.set_printer("Print to File")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_FILE_FORMAT, "pdf")
    settings.set(Gtk.PRINT_SETTINGS_OUTPUT_URI, (FOLDER / "coming.pdf").as_uri())
    operation.set_print_settings(settings)
    operation.connect("finished", lambda _: (FOLDER / "coming.pdf").rename(FOLDER / "paper"))
    operation.print_()
    PRINTING.append(operation)  # Python would drop it while it prints.
    return True


main()
