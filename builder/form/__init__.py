"""The action plan as a form: its fields, its reference, and what answers mean. The same for every format."""
