"""Tables as .xlsx files."""
