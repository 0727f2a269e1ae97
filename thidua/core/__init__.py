"""The law of the house: pure rules, standard library only."""
