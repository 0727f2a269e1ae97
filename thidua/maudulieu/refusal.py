"""How the sample data says no."""


class SampleDataRefused(ValueError):
    """A data file of the sample is wrong; the message is one Vietnamese sentence that names the place."""
