"""Whom to remind, of what, and in which words."""
