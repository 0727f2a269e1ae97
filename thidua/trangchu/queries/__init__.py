"""Reads of the first pages: the frame, a unit's year, the office's day, the search."""
