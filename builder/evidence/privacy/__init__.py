"""What may leave the partnership and how long it is kept: figures without names, personal particulars, due days."""
