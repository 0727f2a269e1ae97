"""The one test client: it reads every answer as strictly as a browser that complains."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from hashlib import blake2b
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

import html5lib
from flask.testing import FlaskClient
from html5lib import treebuilders
from werkzeug.test import TestResponse

PASSWORD = "thidua-2023"
VERBS = ("hx-get", "hx-post", "hx-put", "hx-patch", "hx-delete")
_NEEDS_VERB = ("hx-trigger", "hx-include", "hx-sync", "hx-push-url", "hx-encoding")
_UNSAFE = ("post",)
_CONTROLS = ("input", "select", "textarea")
_UNLABELLED = ("hidden", "submit", "button", "image", "reset")
_OUTSIDE = re.compile(r"^(?:[a-z]+:)?//", re.IGNORECASE)
_RANDOM = re.compile(r'(name="(?:csrf_token|khoa_gui)" value="|"X-CSRFToken": ")[^"]+')


class Page:
    """A parsed answer; `faults` says everything that is wrong with it."""

    def __init__(self, html: str) -> None:
        parser = html5lib.HTMLParser(tree=treebuilders.getTreeBuilder("etree"), namespaceHTMLElements=False)
        self.is_whole = html.lstrip()[:9].lower() == "<!doctype"
        self.root: Element = (
            parser.parse(html) if self.is_whole else parser.parseFragment(html, _around(html))
        )
        self.parse_errors = [f"{code} {data} at {where}" for where, code, data in parser.errors]
        self.parents = {child: parent for parent in self.root.iter() for child in parent}

    def all(self, *tags: str) -> list[Element]:
        return [each for each in self.root.iter() if each.tag in tags]

    def by_id(self, name: str) -> Element:
        found = [each for each in self.root.iter() if each.get("id") == name]
        assert found, f"no element with id {name}"
        return found[0]

    def text(self) -> str:
        return " ".join(" ".join(self.root.itertext()).split())

    def forms(self) -> list[Element]:
        return [form for form in self.all("form") if form.get("method", "get").lower() in _UNSAFE]

    def form_for(self, path: str) -> Element:
        """The unsafe form that posts to `path` itself, or through one of its buttons."""
        for form in self.forms():
            if urlsplit(form.get("action") or path).path == path:
                return form
        for button in self.all("button"):
            if button.get("formaction") == path:
                owner = button.get("form")
                return self.by_id(owner) if owner else self._around(button, "form")
        raise AssertionError(f"no form posts to {path}")

    def hidden(self, form: Element) -> dict[str, str]:
        return {
            str(each.get("name")): each.get("value", "")
            for each in form.iter("input")
            if each.get("type") == "hidden" and each.get("name")
        }

    def _around(self, element: Element, tag: str) -> Element:
        while element.tag != tag:
            element = self.parents[element]
        return element

    def _with_ancestors(self, element: Element) -> Iterable[Element]:
        yield element
        while element in self.parents:
            element = self.parents[element]
            yield element

    @property
    def faults(self) -> list[str]:
        checks = (self._frame, self._ids, self._labels, self._forms, self._htmx, self._clean)
        return [*self.parse_errors, *(fault for check in checks for fault in check())]

    def _frame(self) -> Iterable[str]:
        if not self.is_whole:
            return
        if self.root.get("lang") != "vi":
            yield "the page does not say that it is Vietnamese"
        if len(self.all("h1")) != 1:
            yield f"{len(self.all('h1'))} h1"
        if not any((title.text or "").strip() for title in self.all("title")):
            yield "no title"

    def _ids(self) -> Iterable[str]:
        ids = [str(each.get("id")) for each in self.root.iter() if each.get("id")]
        yield from (f"id {each} stands twice" for each in sorted({i for i in ids if ids.count(i) > 1}))
        if not self.is_whole:
            return
        for each in self.root.iter():
            for name in ("for", "aria-describedby", "aria-labelledby", "form"):
                for wanted in (each.get(name) or "").split():
                    if wanted not in ids:
                        yield f"{each.tag} {name}={wanted} leads nowhere"

    def _labels(self) -> Iterable[str]:
        labelled = {label.get("for") for label in self.all("label")}
        for control in self.all(*_CONTROLS):
            if control.get("type", "text") in _UNLABELLED:
                continue
            wrapped = any(each.tag == "label" for each in self._with_ancestors(control))
            named = control.get("aria-label") or control.get("aria-labelledby")
            if not (wrapped or named or control.get("id") in labelled):
                yield f"{control.tag} {control.get('name')} has no label"
        yield from (f"img {img.get('src')} has no alt" for img in self.all("img") if img.get("alt") is None)
        for button in self.all("button", "a"):
            if not "".join(button.itertext()).strip() and not button.get("aria-label"):
                yield f"{button.tag} without words"

    def _forms(self) -> Iterable[str]:
        for form in self.forms():
            if not self.hidden(form).get("csrf_token"):
                yield f"form to {form.get('action')} has no csrf_token"
            files = [each for each in form.iter("input") if each.get("type") == "file"]
            if files and form.get("enctype") != "multipart/form-data":
                yield f"form to {form.get('action')} cannot carry its file"

    def _htmx(self) -> Iterable[str]:
        ids = {each.get("id") for each in self.root.iter()}
        for each in self.root.iter():
            verb = next((name for name in VERBS if each.get(name)), None)
            stray = [name for name in _NEEDS_VERB if each.get(name) is not None]
            if verb is None and stray:
                yield f"{each.tag} has {stray} without a request"
            if verb is None:
                continue
            aims = [a.get("hx-target") for a in self._with_ancestors(each) if a.get("hx-target")]
            swaps = [a.get("hx-swap") for a in self._with_ancestors(each) if a.get("hx-swap")]
            if not aims or not swaps:
                yield f"{each.tag} {verb}={each.get(verb)} lacks hx-target or hx-swap"
            elif self.is_whole and str(aims[0]).startswith("#") and str(aims[0])[1:] not in ids:
                yield f"hx-target={aims[0]} leads nowhere"

    def _clean(self) -> Iterable[str]:
        for each in self.root.iter():
            if not isinstance(each.tag, str):
                continue
            for name, value in each.attrib.items():
                if name == "style" or name.startswith("on"):
                    yield f"{each.tag} has {name}={value}"
                if name in ("src", "href", "action", "formaction") and _OUTSIDE.match(value):
                    yield f"{each.tag} {name}={value} leads outside"
            if each.tag == "style" or (each.tag == "script" and not each.get("src")):
                yield f"inline {each.tag}"
            if (each.text or "").strip() in ("None", "True", "False", "Undefined"):
                yield f"{each.tag} shows {each.text}"


def _around(html: str) -> str:
    """The element in which a fragment will be put."""
    first = re.match(r"\s*(?:<!--.*?-->\s*)*<(\w+)", html, re.DOTALL)
    return {"tr": "tbody", "tbody": "table", "td": "tr", "th": "tr", "li": "ul", "option": "select"}.get(
        first[1].lower() if first else "", "div"
    )


@lru_cache(maxsize=4)
def read(html: str) -> Page:
    """The page of this text; a text that was just read is not read again."""
    return Page(html)


@cache
def _proved() -> set[bytes]:
    """The pages without faults that this process has read, told apart by all but their random tokens."""
    return set()


def faults_of(html: str) -> list[str]:
    """What is wrong with a page; one that was right before is right again."""
    mark = blake2b(_RANDOM.sub(r"\1", html).encode("utf-8", "surrogatepass"), digest_size=16).digest()
    if mark in _proved():
        return []
    faults = read(html).faults
    if not faults:
        _proved().add(mark)
    return faults


class TownClient(FlaskClient):
    """Fails on faulty HTML and on work that a request left uncommitted."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        own = self.application.extensions.get("thidua_test_session")
        if own is not None:
            own.commit()
        unsaved: list[str] = self.application.extensions["thidua_unsaved"]
        answer = super().open(*args, **kwargs)
        if own is not None:
            own.rollback()
        assert not unsaved, f"uncommitted work left by {unsaved}"
        if answer.mimetype == "text/html" and answer.get_data() and answer.status_code not in (302, 303, 308):
            faults = faults_of(answer.get_data(as_text=True))
            assert not faults, f"{answer.request.path}: " + "; ".join(faults)
        return answer

    def page(self, path: str, **kwargs: Any) -> Page:
        """A page that must be there."""
        answer = self.get(path, **kwargs)
        assert answer.status_code == 200, f"{path}: {answer.status}"
        return read(answer.get_data(as_text=True))

    def login(self, account: str, password: str = PASSWORD) -> TestResponse:
        """Log in through the page, as a browser without an earlier login; the answer must lead on."""
        self.delete_cookie("thidua")
        answer = self.post_form("/dang-nhap", {"tai_khoan": account, "mat_khau": password})
        assert answer.status_code == 303, f"login as {account}: {answer.status}"
        return answer

    def logout(self) -> TestResponse:
        """Log out through whatever page is open."""
        return self.post("/dang-xuat", data={"csrf_token": self.token()})

    def token(self) -> str:
        """A CSRF token of this browser, from a page that is always there."""
        page = read(self.get("/dang-nhap", follow_redirects=True).get_data(as_text=True))
        headers = next(body.get("hx-headers", "") for body in page.all("body"))
        return re.search(r'"X-CSRFToken": "([^"]+)"', headers)[1]  # type: ignore[index]

    def post_form(
        self, path: str, data: dict[str, Any] | None = None, *, page: str = "", **kwargs: Any
    ) -> TestResponse:
        """Open the page that holds the form, take its hidden fields, and send it with `data`."""
        shown = read(self.get(page or path.partition("/buoc/")[0]).get_data(as_text=True))
        return self.post(path, data={**shown.hidden(shown.form_for(path)), **(data or {})}, **kwargs)
