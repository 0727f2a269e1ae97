"""Paper as data: a tree of blocks, and the writers that make .docx and a preview of it."""
