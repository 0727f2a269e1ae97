"""The sample town: its year as data files, the reader of them, and what makes a larger town of it."""
