"""One file's bytes to returns, a reader for each format."""
