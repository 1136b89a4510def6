"""The window on a project in a browser on this computer."""
