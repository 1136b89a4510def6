"""The preview answers the person at this computer, and nobody else: other origins, other hosts, other ports."""

from __future__ import annotations

import http.client
import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Error, Page

from builder.desk.server.loopback import served
from builder.site.groups import INDEX

from .conftest import copy_drawn

SECRET_WORDS = "almost three years old"
PAGE = "/child-h/01-background.html"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    project = copy_drawn(tmp_path_factory.mktemp("shut"))
    with served(project) as (where, _):
        yield where


def ask(address: str, path: str, method: str = "GET", **headers: str) -> tuple[int, str, dict[str, str]]:
    """Status, body and headers of one raw request; header names are written with underscores."""
    connection = http.client.HTTPConnection("127.0.0.1", urlsplit(address).port, timeout=40)
    connection.putrequest(method, path, skip_host="Host" in headers, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, body, {k.lower(): v for k, v in answer.getheaders()}


def key_of(address: str) -> str:
    """The secret of the page, as only a person's own browser reads it."""
    return re.findall(r'data-key="([^"]+)"', ask(address, PAGE)[1])[0]


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Sec_Fetch_Site": "none"}, 200),
        ({"Sec_Fetch_Site": "same-origin"}, 200),
        ({"Sec_Fetch_Site": "same-site"}, 403),
        ({"Sec_Fetch_Site": "cross-site"}, 403),
        ({"Sec_Fetch_Site": "unheard-of"}, 403),
        ({"Sec_Fetch_Site": ""}, 403),
        ({"Host": "evil.example:{port}"}, 403),
        ({"Host": "127.0.0.1.evil.example:{port}"}, 403),
        ({"Host": "127.0.0.1"}, 403),
        ({"Host": "127.0.0.1:1"}, 403),
        ({"Host": ""}, 403),
        ({"Host": "localhost:{port}"}, 200),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:1"}, 403),
        ({"Origin": "http://127.0.0.1:{port}"}, 200),
        ({"Origin": "http://localhost:{port}"}, 403),
    ],
)
@pytest.mark.parametrize("path", [PAGE, f"/{INDEX}", "/_live/state.js?key={key}"])
def test_only_the_person_at_this_computer_is_answered(
    address: str, path: str, headers: dict[str, str], status: int
) -> None:
    port = urlsplit(address).port
    given = {name: value.format(port=port) for name, value in headers.items()}
    found, body, sent = ask(address, path.format(key=key_of(address)), **given)
    assert found == status
    if status == 403:
        assert SECRET_WORDS not in body and "briefingLive" not in body
    assert sent["cross-origin-resource-policy"] == "same-origin" and sent["x-frame-options"] == "SAMEORIGIN"
    assert "access-control-allow-origin" not in sent


@pytest.mark.parametrize("key", ["", "?key=", "?key=guess", "?after=0&page=/"])
def test_remarks_need_the_secret_that_stands_in_our_own_pages(address: str, key: str) -> None:
    assert ask(address, f"/_live/state.js{key}")[:2] == (404, "")


def test_no_script_that_others_can_load_holds_the_secret(address: str) -> None:
    key = key_of(address)
    assert len(key) > 40
    assert key not in ask(address, "/_live/live.js")[1] + ask(address, "/_live/live.css")[1]


def test_two_hosts_in_one_request_are_refused(address: str) -> None:
    port = urlsplit(address).port
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.putrequest("GET", PAGE, skip_host=True)
    connection.putheader("Host", "evil.example")
    connection.putheader("Host", f"127.0.0.1:{port}")
    connection.endheaders()
    assert connection.getresponse().status in (400, 403)
    connection.close()


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"])
def test_nothing_can_be_changed(address: str, method: str) -> None:
    assert ask(address, PAGE, method)[0] == 403
    assert ask(address, PAGE, method, Origin=address.rstrip("/"))[0] == 405


HOSTILE = """<!doctype html><meta charset="utf-8"><title>Elsewhere</title>
<script>
const heard = [];
window.briefingLive = state => heard.push("script: " + JSON.stringify(state));
</script>
<iframe id="framed" src="%(target)schild-h/01-background.html"></iframe>
<iframe name="posted"></iframe><iframe name="got"></iframe>
<form id="post" method="post" target="posted" action="%(target)schild-h/01-background.html"><input name="a"></form>
<form id="get" method="get" target="got" action="%(target)schild-h/01-background.html"><input name="a"></form>
<script>
const target = "%(target)s", key = "%(key)s";
const loaded = (tag, src) => new Promise(done => {
  const element = document.createElement(tag);
  element.onload = () => { heard.push(tag + " loaded " + src); done(); };
  element.onerror = () => done();
  element[tag === "link" ? "href" : "src"] = src;
  if (tag === "link") element.rel = "stylesheet";
  document.body.append(element);
});
const fetched = mode => fetch(target + "child-h/01-background.html", {mode, credentials: "include"})
  .then(a => a.text()).then(text => text && heard.push("fetch " + text), () => null);
document.getElementById("post").submit();
document.getElementById("get").submit();
window.tried = Promise.all([
  loaded("script", target + "_live/state.js?after=0&key=" + key), loaded("script", target + "_live/live.js"),
  loaded("img", target + "favicon.svg"), loaded("link", target + "_live/live.css"),
  fetched("cors"), fetched("no-cors"),
]).then(() => heard);
</script>"""


@pytest.fixture
def elsewhere(address: str) -> Iterator[int]:
    """A site of somebody else on this computer; its port."""
    page = (HOSTILE % {"target": address, "key": key_of(address)}).encode()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(page)))
            self.end_headers()
            self.wfile.write(page)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server.server_port
    server.shutdown()
    server.server_close()
    thread.join()


def everything_shown(page: Page) -> str:
    """The text of a page and of every frame in it, as a witness outside the page sees it."""
    texts = []
    for frame in page.frames:
        try:
            texts.append(frame.locator(":root").inner_text())
        except Error:  # a frame that the browser refused to fill
            texts.append("")
    return "\n".join(texts)


@pytest.mark.browser
@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_page_of_another_origin_reads_nothing(chromium: Browser, address: str, elsewhere: int, host: str) -> None:
    page = chromium.new_page()
    page.goto(f"http://{host}:{elsewhere}/")
    assert page.evaluate("window.tried") == []
    for frame in page.frames:
        frame.wait_for_load_state()
    assert len(page.frames) == 4
    assert SECRET_WORDS not in everything_shown(page)
    with page.expect_popup() as opened:
        page.evaluate("window.opened = window.open(target + 'child-h/01-background.html'); undefined")
    popup = opened.value
    popup.wait_for_load_state()
    assert SECRET_WORDS not in popup.locator(":root").inner_text()
    page.close()
    popup.close()


@pytest.mark.browser
def test_the_person_still_sees_site_and_remarks(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    with page.expect_response(re.compile(r"/_live/state\.js")) as answered:
        page.goto(f"{address}child-h/01-background.html")
    assert answered.value.status == 200
    assert SECRET_WORDS in page.locator("main").inner_text()
    page.close()
