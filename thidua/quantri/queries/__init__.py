"""Reads of the administration: the log, the units, the accounts."""
