"""Word, OpenDocument and rich text forms that came back, as one tree of words and controls."""
