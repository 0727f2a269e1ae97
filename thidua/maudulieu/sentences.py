"""Sentences of a report, as the picks of the thường trực count them."""

import re

_SENTENCE_END = re.compile(r"(?<=[.!?]) (?=\w)")


def sentences(text: str) -> tuple[str, ...]:
    """The sentences of a paragraph in order, each with its end mark; none for a blank text."""
    return tuple(_SENTENCE_END.split(text.strip())) if text.strip() else ()
