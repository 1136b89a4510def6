"""Word files through python-docx and lxml. Knows no briefing."""
