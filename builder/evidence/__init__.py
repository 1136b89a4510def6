"""Replies to evidence: the overview, counts, calendars, tables."""
