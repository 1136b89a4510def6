"""OpenDocument text files."""
