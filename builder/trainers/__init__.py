"""The trainers' pack: guide, slides, session page, handouts."""
