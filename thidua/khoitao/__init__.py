"""The first start: a one-time code from the console sets up the office and its administrator, once."""
