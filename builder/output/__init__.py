"""Finished work to disk: fingerprints, the shelf of what was made, and the swap that puts it into `dist/`."""
