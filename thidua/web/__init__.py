"""Flask's side of the wall: what every page shares; it knows no stage."""
