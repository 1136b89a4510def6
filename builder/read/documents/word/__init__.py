"""Our own Word form: the template, a briefing written into it, and the form read back without a guess."""
