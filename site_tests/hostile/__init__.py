"""Returned files that are damaged or made to do harm: made by code, so that none lies about in the repository."""
