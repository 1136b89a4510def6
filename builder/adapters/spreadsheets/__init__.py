"""Tables for people who use Excel: read, written, changed cell by cell, and never run."""
