"""The only reader of htmx's headers: page or fragment, and what an answer tells the browser."""

import json

from flask import Response, make_response, redirect, render_template, request

_VARY = "HX-Request"


def is_htmx() -> bool:
    """Whether htmx asks, for whatever part."""
    return request.headers.get("HX-Request") == "true"


def wants_partial() -> bool:
    """Whether a fragment answers; a boosted link and a restored history want the whole page."""
    if not is_htmx() or request.headers.get("HX-Boosted") == "true":
        return False
    return request.headers.get("HX-History-Restore-Request") != "true"


def is_autosave() -> bool:
    """Whether the browser saves by itself: its answer must never replace what is being typed."""
    return is_htmx() and (request.method == "PATCH" or request.headers.get("X-Luu-Nhap") == "1")


def page_address() -> str:
    """The address of the page from which htmx asks, empty when it does not say."""
    return request.headers.get("HX-Current-URL", "")


def page_or_partial(page: str, partial: str, *, status: int = 200, **context: object) -> Response:
    """The same address answers the whole page or its fragment."""
    answer = make_response(render_template(partial if wants_partial() else page, **context), status)
    answer.vary.add(_VARY)
    return answer


def fragment(partial: str, *, status: int = 200, event: str = "", **context: object) -> Response:
    """A fragment, with the event that tells other parts of the page about the change."""
    answer = make_response(render_template(partial, **context), status)
    answer.vary.add(_VARY)
    if event:
        announce(answer, event)
    return answer


def announce(answer: Response, event: str, **detail: object) -> Response:
    """Let the browser fire `event` after the answer."""
    answer.headers["HX-Trigger"] = json.dumps({event: detail or True})
    return answer


def go(address: str) -> Response:
    """On to `address` after something was done: 303, or the whole page anew under htmx."""
    if wants_partial():
        answer = make_response("", 204)
        answer.headers["HX-Redirect"] = address
        return answer
    return make_response(redirect(address, code=303))


def into(answer: Response, target: str) -> Response:
    """Put the answer inside `target` (a CSS selector) whatever the request aimed at."""
    answer.headers["HX-Retarget"] = target
    answer.headers["HX-Reswap"] = "innerHTML show:top"
    return answer
