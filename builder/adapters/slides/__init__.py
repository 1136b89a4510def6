"""PowerPoint files through python-pptx. Knows no briefing."""
