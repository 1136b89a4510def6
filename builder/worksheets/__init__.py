"""The action plan of every team and what goes with it: PDF, Word, follow-ups, messages."""
