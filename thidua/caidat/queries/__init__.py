"""Reading what a year is made of and what is still open in it."""
