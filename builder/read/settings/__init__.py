"""Settings files to values with their lines, and the values that need a reader of their own."""
