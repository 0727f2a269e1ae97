"""The giao ước of the cụm and khối: who signed, who has not."""
