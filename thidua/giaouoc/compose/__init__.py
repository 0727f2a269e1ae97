"""The giao ước as text and as paper."""
