"""Writing what the followers decide."""
