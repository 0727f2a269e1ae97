"""Registration of the unit's emulation plan."""
