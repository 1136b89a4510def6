"""Every screen but Today, which is loaded before them."""

from __future__ import annotations

from . import helping, making, replies, returned, settings, start, teams
from .one_briefing import briefing, decisions, part, undoing

OTHERS = (start, briefing, part, decisions, settings, teams, making, returned, replies, undoing, helping)
