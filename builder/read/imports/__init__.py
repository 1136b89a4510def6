"""Word, PowerPoint, PDF and text to content files."""
