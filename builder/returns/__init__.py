"""What came back, in whatever way: files to replies, every file accounted for."""
