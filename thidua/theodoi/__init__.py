"""The board: what is missing where, days late."""
