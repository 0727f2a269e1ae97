"""Rows of what is followed, as the papers and tables print them."""
