"""The slides of a session: what stands on them, what they are called, and their notes."""
