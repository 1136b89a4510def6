"""Strangers' Word files: what stands in them, in order, and what was left out. Knows no briefing."""
