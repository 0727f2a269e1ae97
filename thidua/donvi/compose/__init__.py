"""What is asked of a unit and of the office, and their specimens."""
