"""The screens of one briefing: its parts, a part in boxes, decisions, undo."""
