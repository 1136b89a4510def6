"""Tables on a stranger's PDF page: what rules make, and what is only aligned."""
