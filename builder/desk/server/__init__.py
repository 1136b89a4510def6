"""Two ports of this computer: the desk's own, shut to all others, and one for pages that hold strangers' words."""
