"""The package for a learning management system."""
