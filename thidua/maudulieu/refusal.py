"""How the sample data says no."""

from collections.abc import Container, Iterable


class SampleDataRefused(ValueError):
    """A data file of the sample is wrong; the message is one Vietnamese sentence that names the place."""


def refuse_unless(holds: bool, sentence: str) -> None:
    """Raises SampleDataRefused with this sentence when the thing does not hold."""
    if not holds:
        raise SampleDataRefused(sentence)


def once(codes: Iterable[str], where: str) -> set[str]:
    """The codes as a set. Raises SampleDataRefused when one stands twice."""
    seen: set[str] = set()
    for code in codes:
        refuse_unless(code not in seen, f"{where}: “{code}” có hai lần.")
        seen.add(code)
    return seen


def among(named: Iterable[str], known: Container[str], where: str) -> None:
    """Raises SampleDataRefused when a code is named that is not known."""
    for code in named:
        refuse_unless(code in known, f"{where}: không có “{code}”.")
