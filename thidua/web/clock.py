"""The one place where the program asks what time it is."""

from datetime import UTC, date, datetime, timedelta

from flask import Flask, current_app, has_request_context, request

from thidua.core.calendar import VN, local_day

_ARRIVED = "thidua.luc_den"


class Clock:
    """The server's clock, shifted by a fixed span; it never stands still."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self._offset = offset

    @classmethod
    def on(cls, day: date) -> "Clock":
        """A clock that shows `day` (Vietnam's) at the present time of day, and runs on from there."""
        return cls(day - local_day(datetime.now(UTC)))

    def now(self) -> datetime:
        """The moment, aware, in UTC."""
        return datetime.now(UTC) + self._offset


def init_app(app: Flask, clock: Clock) -> None:
    """Make `clock` the app's clock; the moment a request arrives is taken before anything else is done."""
    app.extensions["thidua_clock"] = clock
    app.before_request(_note_arrival)


def now() -> datetime:
    """The moment that counts: in a request the one at which it arrived, else the present (aware, UTC)."""
    if has_request_context():
        return _note_arrival_once()
    return _clock().now()


def today() -> date:
    """Vietnam's day at that moment."""
    return local_day(now())


def local_now() -> datetime:
    """That moment in Vietnam's zone, for showing."""
    return now().astimezone(VN)


def _clock() -> Clock:
    clock: Clock = current_app.extensions["thidua_clock"]
    return clock


def _note_arrival() -> None:
    _note_arrival_once()


def _note_arrival_once() -> datetime:
    arrived: datetime = request.environ.setdefault(_ARRIVED, _clock().now())
    return arrived
