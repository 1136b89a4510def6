"""Returned files to answers; answers to the overview and follow-ups."""
