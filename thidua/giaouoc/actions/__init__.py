"""Writing the giao ước of a cụm or khối. Every act leaves its event and its line in the log."""
