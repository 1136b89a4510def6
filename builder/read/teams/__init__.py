"""A list of teams as people keep it, to teams."""
