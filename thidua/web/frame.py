"""Whose pages these are: the words that stand around every page and inside its sentences."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app, g, has_request_context

_FRAME = "thidua_frame"

USUAL_BODY = "Phòng Nội vụ"
"""The standing body of an office that has not yet said which it is."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page: the body, its secretariat and the extension to ring.

    `phong` names the standing body inside a sentence, `cap` the level of the office; until the town has
    written its own they are the usual words.
    """

    co_quan: str = "Phần mềm quản lý phong trào thi đua"
    thuong_truc: str = "Thường trực Hội đồng Thi đua - Khen thưởng"
    may_le: str = ""
    phong: str = USUAL_BODY
    cap: str = "địa phương"


def set_frame(app: Flask, frame: Callable[[], Frame]) -> None:
    """Let a stage say whose pages these are."""
    app.extensions[_FRAME] = frame


def frame_now() -> Frame:
    """Whose pages these are, asked once a request; the templates call it `van_phong()`."""
    if not has_request_context():
        return Frame()
    if _FRAME not in g:
        ask: Callable[[], Frame] = current_app.extensions.get(_FRAME, Frame)
        setattr(g, _FRAME, ask())
    found: Frame = getattr(g, _FRAME)
    return found
