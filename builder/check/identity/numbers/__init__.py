"""Ages, dates, addresses, and numbers that belong to one person."""
