"""The typed base of every table, the unit of work, and the migrations."""
