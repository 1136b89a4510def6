"""Strangers' files are opened in processes of their own."""
