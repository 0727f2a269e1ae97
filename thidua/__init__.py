"""The software with which a town runs its year of emulation (thi đua)."""

__version__ = "0.1.0"
