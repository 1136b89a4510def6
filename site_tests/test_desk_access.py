"""Nobody but the person at this computer gets into the desk, and nobody else makes it change anything."""

from __future__ import annotations

import contextlib
import http.client
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from builder.desk.app import Opened, opened
from builder.desk.application import Application
from builder.desk.server import access
from builder.desk.server.one_desk import OtherDeskError

from .conftest import copy_drawn
from .desk_user import Person

PART = "/briefing/child-h/part/01-background"


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    with opened(copy_drawn(tmp_path_factory.mktemp("access"))) as desk:
        yield desk


def words(found: Opened) -> dict[str, bytes]:
    """Every text of the project."""
    content = found.desk.project / "content"
    return {p.relative_to(content).as_posix(): p.read_bytes() for p in content.rglob("*") if p.is_file()}


def raw(found: Opened, request: bytes, *, port: int = 0) -> bytes:
    """What comes back for bytes on the wire."""
    with socket.create_connection(("127.0.0.1", port or found.access.port), timeout=60) as line:
        line.sendall(request)
        line.settimeout(60)
        answer = b""
        with contextlib.suppress(ConnectionResetError):  # the desk hung up on what it would not read
            while more := line.recv(65536):
                answer += more
        return answer


def test_an_address_opens_once(found: Opened) -> None:
    address = found.access.new_address()
    person = Person(found)
    person.cookie = ""
    assert person.get(address).status == 200
    stranger = Person(found)
    stranger.cookie = ""
    assert stranger.get(address).status == 403 and not stranger.cookie
    assert stranger.get("/").status == 403
    assert "Today" not in stranger.get("/").text


def test_the_cookie_is_strict_hidden_from_scripts_and_named_by_port(found: Opened) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", found.access.port)
    connection.request("GET", found.access.new_address().partition(str(found.access.port))[2])
    cookie = (connection.getresponse().getheader("Set-Cookie") or "").lower()
    connection.close()
    assert cookie.startswith(f"briefing-desk-{found.access.port}=")
    assert "httponly" in cookie and "samesite=strict" in cookie and "domain" not in cookie


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": ""},
        {"Origin": "null"},
        {"Origin": "http://evil.example"},
        {"Origin": "http://127.0.0.1:1"},
        {"Host": "evil.example"},
        {"Host": "127.0.0.1"},
        {"Host": "127.0.0.1.evil.example:{port}"},
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_others_are_refused_even_with_stolen_cookie_and_token(
    found: Opened, method: str, headers: dict[str, str]
) -> None:
    person = Person(found)
    before, token = words(found), person.token()
    given = {name: value.format(port=found.access.port) for name, value in headers.items()}
    fields = {"form_token": token, "text": "evil", "seen": ""}
    answer = person.get(PART, **given) if method == "GET" else person.post(PART, fields, **given)
    assert answer.status == 403
    assert b"form_token" not in answer.body and b"almost" not in answer.body
    assert words(found) == before


def test_every_change_needs_the_form_token_of_its_session(found: Opened) -> None:
    person, other = Person(found), Person(found)
    paths = [
        r.path.replace(":int", "")
        for r in Application(found.desk).routes
        if "POST" in (getattr(r, "methods", None) or ())
    ]
    assert len(paths) > 10
    before = words(found)
    for path in paths:
        place = path.format(slug="child-h", name="01-background", number=1, team="west")
        for token in ("", "guess", other.token()):
            answer = person.post(place, {"form_token": token, "text": "evil", "name": "evil", "slug": "evil"})
            assert answer.status == 403, (place, token)
    assert words(found) == before and not found.desk.building.running


def test_a_change_that_does_not_say_where_it_comes_from_is_refused(found: Opened) -> None:
    person = Person(found, say={})
    assert person.get("/").status == 200
    token = person.token()
    connection = http.client.HTTPConnection("127.0.0.1", found.access.port)
    body = f"form_token={token}"
    headers = {"Cookie": person.cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/build", body, headers)
    assert connection.getresponse().status == 403
    connection.close()
    assert not found.desk.building.running


@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS", "PATCH", "TRACE"])
def test_other_methods_do_nothing(found: Opened, method: str) -> None:
    person = Person(found)
    connection = http.client.HTTPConnection("127.0.0.1", found.access.port)
    origin = {"Origin": f"http://127.0.0.1:{found.access.port}", "Cookie": person.cookie}
    connection.request(method, PART, headers=origin)
    assert connection.getresponse().status == 405
    connection.close()


@pytest.mark.parametrize(
    "path",
    [
        "/briefing/..%2f..%2fcontent/settings",
        "/briefing/child-h/part/..%2f..%2fteams",
        "/briefing/child-h/part/%2e%2e%2f%2e%2e%2fpartnership",
        "/briefing/child-h/part/..%5c..%5cpartnership",
        "/briefing//etc/part/passwd",
        "/briefing/child-h/part/briefing",
        "/look/..%2fwords%2fen.yml",
        "/look/%2e%2e/%2e%2e/pyproject.toml",
        "/help/..%2f..%2fREADME",
        "/help/pictures/..%2f..%2fREADME.md",
        "/build/..%2fcontent.zip",
        "/build/content.zip",
        "/briefing/child-h%00/settings",
    ],
)
def test_no_path_leads_out(found: Opened, path: str) -> None:
    answer = Person(found).get(path)
    assert answer.status in (400, 403, 404)
    assert b"Wrenford" not in answer.body and b"seven-minute-briefings" not in answer.body


def test_links_are_not_followed(found: Opened, tmp_path: Path) -> None:
    outside = tmp_path / "outside.md"
    outside.write_text("# Secret\n\nWords from elsewhere.\n", encoding="utf-8")
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "01-secret.md").write_text("# Secret\n\nWords from elsewhere.\n", encoding="utf-8")
    content = found.desk.project / "content"
    links = {content / "child-h" / "09-link.md": outside, content / "linked": folder}
    for link, target in links.items():
        link.symlink_to(target)
    try:
        person = Person(found)
        for path in ("/briefing/child-h/part/09-link", "/briefing/linked", "/briefing/linked/part/01-secret"):
            assert person.get(path).status == 404
            fields = {"form_token": person.token(), "text": "evil", "title": "evil"}
            assert person.post(path, fields).status in (404, 405)
        assert "elsewhere" in outside.read_text(encoding="utf-8")
    finally:
        for link in links:
            link.unlink()


def test_huge_uploads_are_refused(found: Opened, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(access, "MAX_BODY", 100_000)
    large = tmp_path / "large.docx"
    large.write_bytes(b"x" * 200_000)
    person = Person(found)
    fields = {"form_token": person.token(), "slug": "large", "file": large}
    assert person.post("/bring", fields).status == 413
    head = (
        f"POST /bring HTTP/1.1\r\nHost: 127.0.0.1:{found.access.port}\r\nCookie: {person.cookie}\r\n"
        f"Origin: http://127.0.0.1:{found.access.port}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\n\r\n"
    )
    chunk = b"ffff\r\n" + b"y" * 0xFFFF + b"\r\n"
    first = raw(found, head.encode() + chunk * 4 + b"0\r\n\r\n").split(b"\r\n")[0]
    assert first == b"" or b" 413 " in first
    assert not (found.desk.project / "content" / "large").exists()


def test_an_upload_that_stalls_is_ended(found: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "MAX_WAIT", 0.3)
    person = Person(found)
    head = (
        f"POST /bring HTTP/1.1\r\nHost: 127.0.0.1:{found.access.port}\r\nCookie: {person.cookie}\r\n"
        f"Origin: http://127.0.0.1:{found.access.port}\r\nContent-Length: 5000\r\n"
        "Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\n"
    )
    began = time.monotonic()
    assert b" 408 " in raw(found, head.encode()).split(b"\r\n")[0]
    assert time.monotonic() - began < 30


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("multipart/form-data; boundary=x", b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nno end'),
        ("multipart/form-data; boundary=x", b"--y\r\n\r\n\r\n--y--"),
        ("multipart/form-data", b"--x--"),
        ("multipart/form-data; boundary=" + "b" * 5000, b"--x--"),
        ("multipart/form-data; boundary=x", b"--x\r\n" + b"X: y\r\n" * 3000 + b"\r\n--x--"),
        ("application/json", b"{}"),
        ("text/plain", b"form_token=x"),
        ("application/x-www-form-urlencoded", b"\xff%%%=&&&;==\x00"),
    ],
)
def test_broken_forms_change_nothing(found: Opened, kind: str, body: bytes) -> None:
    person, before = Person(found), words(found)
    head = (
        f"POST /bring HTTP/1.1\r\nHost: 127.0.0.1:{found.access.port}\r\nCookie: {person.cookie}\r\n"
        f"Origin: http://127.0.0.1:{found.access.port}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n"
        f"Content-Type: {kind}\r\n\r\n"
    )
    status = raw(found, head.encode() + body).split(b" ")[1]
    assert status in (b"400", b"403") and words(found) == before
    assert person.get("/").status == 200


def test_every_answer_is_sealed(found: Opened) -> None:
    person = Person(found)
    for path in ("/", "/nowhere", "/look/desk.css", PART, "/?key=stale"):
        sent = person.get(path).headers
        policy = sent["content-security-policy"]
        assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy
        assert sent["x-frame-options"] == "DENY" and sent["cache-control"] == "no-store"
        assert sent["cross-origin-resource-policy"] == "same-origin" and sent["referrer-policy"] == "same-origin"
        assert "access-control-allow-origin" not in sent and "server" not in sent


def test_no_address_in_any_page_is_of_another_host(found: Opened) -> None:
    person = Person(found)
    own = (f"http://127.0.0.1:{found.access.port}", f"http://127.0.0.1:{found.desk.preview_server.port}/")
    for path in ("/", PART, "/settings", "/build", "/returned", "/bring", "/briefing/child-h"):
        page = person.get(path).tree
        for name in ("src", "action"):
            assert [v for v in page.xpath(f"//@{name}") if "//" in v and not v.startswith(own)] == []


def test_what_is_shown_has_a_secret_address_and_takes_nothing(found: Opened) -> None:
    person = Person(found)
    look = person.get("/briefing/child-h").tree.xpath("//a[@target='_blank']/@href")[0]
    other = found.desk.preview_server.port
    assert look.startswith(f"http://127.0.0.1:{other}/") and len(look.split("/")[3]) > 40
    for path in ("/", "/child-h/index.html", "/guess/child-h/index.html", "/_live/state.js", "//child-h/index.html"):
        head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{other}\r\nConnection: close\r\n\r\n"
        answer = raw(found, head.encode(), port=other)
        assert b" 404 " in answer.split(b"\r\n")[0] and b"<title>" not in answer
    head = f"POST {look.partition(str(other))[2]} HTTP/1.1\r\nHost: 127.0.0.1:{other}\r\nConnection: close\r\n"
    assert b" 405 " in raw(found, f"{head}Origin: http://127.0.0.1:{other}\r\n\r\n".encode(), port=other)
    assert b" 403 " in raw(found, f"{head}Origin: http://127.0.0.1:{found.access.port}\r\n\r\n".encode(), port=other)
    for site in ("same-site", "cross-site"):
        head = f"GET {look.partition(str(other))[2]} HTTP/1.1\r\nHost: 127.0.0.1:{other}\r\nConnection: close\r\n"
        head += f"Sec-Fetch-Site: {site}\r\nSec-Fetch-Mode: no-cors\r\n\r\n"
        assert b" 403 " in raw(found, head.encode(), port=other).split(b"\r\n")[0]


def test_a_second_desk_says_where_the_first_is_and_opens_it(found: Opened) -> None:
    with pytest.raises(OtherDeskError) as met, opened(found.desk.project):
        raise AssertionError("two desks")
    assert met.value.address.startswith(f"http://127.0.0.1:{found.access.port}/?key=")
    person = Person(found)
    person.cookie = ""
    assert person.get(met.value.address).status == 200


@pytest.mark.parametrize("secret", ["", "guess"])
def test_only_the_same_persons_second_desk_gets_an_address(found: Opened, secret: str) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", found.access.port)
    connection.request("POST", "/again", headers={"X-Desk": secret, "Origin": f"http://127.0.0.1:{found.access.port}"})
    assert connection.getresponse().status == 403
    connection.close()


def test_a_desk_that_was_killed_is_in_nobodys_way(tmp_path: Path) -> None:
    project = copy_drawn(tmp_path)
    (project / "build" / "desk").mkdir(parents=True)
    (project / "build" / "desk" / "open.json").write_text('{"port": 1, "secret": "x", "computer": "y"}')
    (project / "build" / "desk" / "lock").touch()
    with opened(project) as desk:
        assert Person(desk).get("/").status == 200
