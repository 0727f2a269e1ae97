"""What is sent in to what is followed."""
