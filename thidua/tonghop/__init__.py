"""Consolidation by cụm, khối, town."""
