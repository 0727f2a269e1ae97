"""Units of the town: dated names, header lines, posts."""
