"""Days as an iCalendar file (RFC 5545): whole-day events with names that never change."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

MEDIA_TYPE = "text/calendar; charset=utf-8"
_PRODUCT = "-//thidua//lich cong tac//VI"
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SuKienLich:
    """A whole-day event; the same thing keeps its `uid`, so that a second import replaces the first."""

    uid: str
    ngay: date
    ten: str
    mo_ta: str = ""


def to_ics(name: str, events: Iterable[SuKienLich], *, stamp: datetime) -> bytes:
    """The calendar `name` as a file; `stamp` is when it was made."""
    # Loaded only where a file is made.
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for one in events:
        event = Event()
        event.add("uid", one.uid)
        event.add("dtstamp", stamp)
        event.add("dtstart", one.ngay)
        event.add("dtend", one.ngay + _DAY)
        event.add("summary", one.ten)
        event.add("transp", "TRANSPARENT")
        if one.mo_ta:
            event.add("description", one.mo_ta)
        calendar.add_component(event)
    return bytes(calendar.to_ical())
