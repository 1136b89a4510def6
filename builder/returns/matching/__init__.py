"""Whose it is: briefing and team, pages of one worksheet, versions, what came and is no reply."""
