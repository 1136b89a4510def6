"""What a form says itself, so that the rest is a team's."""
