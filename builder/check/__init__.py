"""The model to problems. A rule is one entry in a table."""
