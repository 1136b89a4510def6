"""Finished work to disk: a shelf of what was made, and the swap that puts it into `dist/`."""
