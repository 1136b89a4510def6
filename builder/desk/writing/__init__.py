"""What a person types at the desk, written into the files that people keep."""
