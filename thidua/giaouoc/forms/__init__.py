"""What people type about a giao ước."""
