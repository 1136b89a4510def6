"""Turns a safeguarding review into changed practice: read, check, make, collect."""
