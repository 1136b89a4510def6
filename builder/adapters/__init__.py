"""One module for each outside engine. They know no briefing."""
