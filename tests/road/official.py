"""An official at a browser: opens addresses, fills fields by their labels, presses buttons by their words."""

import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tests.town_client import PASSWORD

DESK = {"viewport": {"width": 1366, "height": 768}}
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True}
WIDTHS = (1366, 390, 320)
STAMP = "Đã lưu nháp lúc"
READY = "domcontentloaded"
"""When a page counts as there: its scripts have run; the event `load` is now and then not reported."""


@dataclass
class Office:
    """One server and the people who come to it; `faults` is what their browsers complained of."""

    browser: Any
    origin: str
    scripts: bool
    shots: Path | None = None
    faults: list[str] = field(default_factory=list)
    people: dict[str, "Official"] = field(default_factory=dict)
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def official(self, account: str, *, phone: bool = False) -> "Official":
        """The browser of this account, logged in the first time it is asked for."""
        if account not in self.people:
            self.people[account] = Official(self, account, PHONE if phone else DESK)
            self.people[account].log_in()
        return self.people[account]

    def close(self) -> None:
        """Close every browser."""
        for each in self.people.values():
            each.context.close()


class Official:
    """One person with a browser of their own."""

    def __init__(self, office: Office, account: str, device: Mapping[str, Any]) -> None:
        self.office, self.account = office, account
        self.context = office.browser.new_context(
            java_script_enabled=office.scripts, locale="vi-VN", accept_downloads=True, **device
        )
        self.context.set_default_timeout(15_000)
        self.page = self.context.new_page()
        self.size = device["viewport"]
        self._checked: set[tuple[str, str]] = set()
        self._listen()

    # --- going about

    def log_in(self, password: str = PASSWORD) -> None:
        """Through the door, which leads on to the first page."""
        self.open("/")
        assert self.path == "/dang-nhap"
        self.fill("Tài khoản", self.account)
        self.fill("Mật khẩu", password)
        self.press("Đăng nhập")
        assert self.path != "/dang-nhap", self.text()

    def open(self, path: str, *, status: int = 200) -> None:
        """Go to an address of the program."""
        answer = self.page.goto(self.office.origin + path, wait_until=READY)
        assert answer.status == status, f"{path}: {answer.status}"
        self._look()

    def follow(self, words: str, *, within: str = "body") -> None:
        """Press a link."""
        link = self.page.locator(within).get_by_role("link", name=words).first
        with self.page.expect_navigation(wait_until=READY) as gone:
            link.click()
        assert gone.value.status == 200, f"{words}: {gone.value.status}"
        self._look()

    def press(self, words: str, *, status: int = 200, within: str = "main", exact: bool = True) -> None:
        """Press a button that leads to a page, and expect this answer."""
        button = self.page.locator(within).get_by_role("button", name=words, exact=exact)
        with self.page.expect_navigation(wait_until=READY) as gone:
            button.click()
        assert gone.value.status == status, f"{words}: {gone.value.status} {self.text()[:2000]}"
        self._look()

    def send(self, words: str) -> None:
        """Press a button that saves: with scripts the page takes the answer in, else it is a new page."""
        if not self.office.scripts:
            self.press(words)
            return
        with self.sending():
            self.page.locator("main").get_by_role("button", name=words, exact=True).click()
        self._look()

    @contextmanager
    def sending(self) -> Iterator[None]:
        """With scripts, what is done inside leads to an answer which the page takes in."""
        if not self.office.scripts:
            yield
            return
        with self.page.expect_response(lambda answer: answer.request.method != "GET") as coming:
            yield
        assert coming.value.ok, f"{coming.value.url}: {coming.value.status}"
        self.page.wait_for_load_state("networkidle")

    def give_reason(self, step: str, reason: str, *, pins: tuple[str, ...] = ()) -> None:
        """Take a step that asks for a reason: unfold it, write, press."""
        box = self.page.locator("details.buoc-ly-do").filter(has=self.page.locator("summary", has_text=step))
        box.locator("summary").click()
        box.get_by_label("Lý do").fill(reason)
        for pin in pins:
            box.get_by_label(pin).check()
        self.shoot("ly-do")
        with self.page.expect_navigation(wait_until=READY) as gone:
            box.get_by_role("button", name=step).click()
        assert gone.value.status == 200, f"{step}: {gone.value.status} {self.text()[:2000]}"
        self._look()

    def download(self, words: str | re.Pattern[str], *, within: str = "main") -> bytes:
        """Press a link that brings a file; its bytes."""
        link = self.page.locator(within).get_by_role("link", name=words).first
        with self.page.expect_download() as bringing:
            link.click()
        return Path(bringing.value.path()).read_bytes()

    # --- filling in

    def box(self, label: str | re.Pattern[str], *, within: str = "main") -> Any:
        """The one field with this label."""
        exact = isinstance(label, str)
        return self.page.locator(within).get_by_label(label, exact=exact)

    def fill(self, label: str | re.Pattern[str], text: str, *, within: str = "main") -> None:
        """Write into a field, then leave it as a person does."""
        box = self.box(label, within=within)
        box.fill(text)
        box.blur()

    def tick(self, label: str | re.Pattern[str], *, within: str = "main") -> None:
        """Set a tick."""
        self.box(label, within=within).check()

    def saved_by_itself(self) -> None:
        """Wait until the page says that it saved what was typed; without scripts nothing does."""
        if self.office.scripts:
            self.page.wait_for_load_state("networkidle")
            self.page.locator("#luu-nhap").get_by_text(STAMP).wait_for()

    # --- looking

    @property
    def path(self) -> str:
        """Where the browser stands."""
        return urlsplit(self.page.url).path

    def text(self) -> str:
        """What the page says, each run of blanks as one."""
        return " ".join(str(self.page.inner_text("body")).split())

    def sees(self, *words: str) -> None:
        """All these words stand on the page."""
        text = self.text()
        missing = [each for each in words if " ".join(each.split()) not in text]
        assert not missing, f"{self.path} does not say {missing}: {text[:3000]}"

    def errors_in_place(self, *names: str) -> None:
        """These fields say that they are wrong, beside themselves and in the summary at the top."""
        for name in names:
            box = self.page.locator(f'[name="{name}"]').first
            assert box.get_attribute("aria-invalid") == "true", f"{name} does not say that it is wrong"
            words = self.page.locator(f"#{box.get_attribute('aria-describedby').split()[-1]}")
            assert words.is_visible()
        assert self.page.locator("#tom-loi").is_visible()

    def shoot(self, name: str) -> None:
        """A picture of the page, where somebody asked for pictures."""
        if self.office.shots:
            mode = "js" if self.office.scripts else "tron"
            where = self.path.strip("/").replace("/", "_") or "trang-chu"
            file = f"{mode}-{next(self.office.numbers):03}-{self.account}-{where}-{name}"
            # Hiding the caret would put a style into the page, which the page rightly refuses.
            self.page.screenshot(path=self.office.shots / f"{file}.png", caret="initial")
            self.page.screenshot(path=self.office.shots / f"{file}-dai.png", caret="initial", full_page=True)

    @contextmanager
    def at(self, width: int, height: int) -> Iterator[None]:
        """The window in another size."""
        self.page.set_viewport_size({"width": width, "height": height})
        yield
        self.page.set_viewport_size(self.size)

    def _look(self) -> None:
        self.shoot("xem")
        heading = str(self.page.locator("h1").inner_text())
        frame = self.page.locator(".ten-he span")
        assert frame.count() == 0 or "Ayun Pa" in frame.inner_text(), f"{self.path}: the frame lost its words"
        if not self.office.scripts or (self.path, heading) in self._checked:
            return
        self._checked.add((self.path, heading))
        for width in WIDTHS:
            with self.at(width, 768):
                wide = self.page.evaluate("document.documentElement.scrollWidth")
            if wide > width:
                self.office.faults.append(f"{self.path} is {wide} px wide in a window of {width}")

    def _listen(self) -> None:
        self.context.on("request", lambda request: self._asked(request.url))
        self.page.on("pageerror", lambda error: self.office.faults.append(f"{self.path}: {error}"))
        self.page.on("console", self._console)

    def _asked(self, url: str) -> None:
        if not url.startswith((self.office.origin + "/", "data:", "blob:")):
            self.office.faults.append(f"{self.path} asked {url}")

    def _console(self, line: Any) -> None:
        # Chromium and htmx note every 4xx answer, also those a person was meant to get.
        noted = ("Failed to load resource", "Response Status Error Code 4")
        if line.type == "error" and not line.text.startswith(noted):
            self.office.faults.append(f"{self.path}: {line.text}")


def shots_folder() -> Path | None:
    """Where THIDUA_SHOTS asks pictures to be put."""
    asked = os.environ.get("THIDUA_SHOTS")
    if not asked:
        return None
    folder = Path(asked)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
