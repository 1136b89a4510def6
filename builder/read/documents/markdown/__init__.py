"""Pieces of a document as the Markdown of a part's file."""
