"""The administrator's lists: the log, units, accounts; and the checker for any document."""
