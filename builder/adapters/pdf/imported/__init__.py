"""Strangers' PDFs: letters to lines, lines to paragraphs and headings. Knows no briefing."""
