"""Each role's first page, the frame around every page, help and search."""
