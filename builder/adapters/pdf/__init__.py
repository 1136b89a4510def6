"""PDF through pikepdf and PDFium: forms, letters, print runs, words. Knows no briefing."""
