"""Lock numbers of rows without a counter."""

from thidua.core.lock import lock_number


def test_it_changes_with_any_part_and_fits_a_form() -> None:
    parts = ("a", None, 3)
    assert lock_number(parts) == lock_number(parts)
    assert (
        len({lock_number(parts), lock_number(("a", None, 4)), lock_number(("a", 3, None)), lock_number(())})
        == 4
    )
    assert all(len(str(lock_number((n,)))) < 10 for n in range(200))


def test_a_lone_surrogate_does_not_stop_it() -> None:
    assert lock_number(("\ud800",)) >= 0
