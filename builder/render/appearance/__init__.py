"""How a partnership looks: its colours, its own theme, and the styles and scripts made of it."""
