"""Replies to the report for a board: figures, the chain, five answers in words, and the files that say them."""
