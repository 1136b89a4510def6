"""The secrets of one run of the desk: addresses that open once, the sessions they opened, tokens of their forms."""

from __future__ import annotations

import hashlib
import hmac
import threading

from .origin import new_secret

MAX_SESSIONS = 20
"""Windows that stay open at once; the oldest closes first."""


class Sessions:
    """Secrets of one run: addresses that open once, and the sessions they opened."""

    def __init__(self) -> None:
        self.secret = new_secret()
        """What a second desk of the same person shows to get an address."""
        self._once: set[str] = set()
        self._sessions: dict[str, None] = {}
        self._form_key = new_secret().encode()
        self._lock = threading.Lock()

    def once(self) -> str:
        """A new token for an address that opens once."""
        token = new_secret()
        with self._lock:
            self._once.add(_digest(token))
        return token

    def new_address(self, port: int) -> str:
        """An address that opens the desk once."""
        return f"http://127.0.0.1:{port}/?key={self.once()}"

    def admit(self, token: str) -> str | None:
        """A new session for a token that was not used yet; None for every other."""
        with self._lock:
            if _digest(token) not in self._once:
                return None
            self._once.discard(_digest(token))
            session = new_secret()
            self._sessions[_digest(session)] = None
            while len(self._sessions) > MAX_SESSIONS:
                self._sessions.pop(next(iter(self._sessions)))
            return session

    def knows(self, session: str) -> bool:
        """Whether this is an open session."""
        return _digest(session) in self._sessions

    def form_token(self, session: str) -> str:
        """What each form of a session carries."""
        return hmac.new(self._form_key, session.encode(), hashlib.sha256).hexdigest()

    def is_form_token(self, session: str, token: str) -> bool:
        """Whether a form came from a page of this session."""
        return hmac.compare_digest(self.form_token(session).encode(), token.encode("utf-8", "replace"))


def _digest(secret: str) -> str:
    """Secrets are looked up by a digest, so that no comparison's time tells anything about them."""
    return hashlib.sha256(secret.encode("utf-8", "replace")).hexdigest()
