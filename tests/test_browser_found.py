"""Which Chromium the tests use, with which fonts, and when one is installed."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

import browser

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[list[str]]]:
    """Sets up a machine: its programs, whether it is Debian, and whether its packages can be had."""

    def made(
        *programs: str, is_debian: bool = True, is_offline: bool = False, named: str = "", is_ci: bool = True
    ) -> list[list[str]]:
        ran: list[list[str]] = []

        def install(*names: str) -> None:
            ran.append(["install", *names])
            if is_offline:
                raise subprocess.CalledProcessError(100, "apt-get")

        monkeypatch.delenv("CI", raising=False)
        if is_ci:
            monkeypatch.setenv("CI", "true")
        if named:
            monkeypatch.setenv("CHROMIUM", named)
        else:
            monkeypatch.delenv("CHROMIUM", raising=False)
        monkeypatch.setattr("browser.shutil.which", lambda name: f"/usr/bin/{name}" if name in programs else None)
        monkeypatch.setattr("browser.packages.is_debian", lambda: is_debian)
        monkeypatch.setattr("browser.packages.can_install", lambda: is_debian)
        monkeypatch.setattr("browser.packages.install", install)
        monkeypatch.setattr("browser.subprocess.run", lambda command, **_: ran.append(command[1:]))
        return ran

    return made


SHELL = ["install", "chromium-headless-shell"]


def test_the_one_without_a_screen_goes_first(machine: Callable[..., list[list[str]]]) -> None:
    machine("chromium", "chromium-headless-shell")
    assert browser.find() == "/usr/bin/chromium-headless-shell"
    machine("google-chrome", "chromium")
    assert browser.find() == "/usr/bin/chromium"
    machine("chromium-headless-shell", named="/opt/chromium")
    assert browser.find() == "/opt/chromium"
    machine()
    assert browser.find() is None


@pytest.mark.parametrize(
    ("programs", "ways", "expected"),
    [
        ((), {}, [SHELL]),
        (("chromium",), {}, [SHELL]),
        (("chromium",), {"is_offline": True}, [SHELL]),
        (("chromium",), {"is_ci": False}, []),
        ((), {"is_ci": False}, [SHELL]),
        (("chromium", "chromium-headless-shell"), {}, []),
        (("chromium",), {"named": "/opt/chromium"}, []),
        ((), {"is_debian": False}, [["-m", "playwright", "install", "chromium"]]),
        (("google-chrome",), {"is_debian": False}, []),
    ],
)
def test_one_is_installed_where_it_is_missing(
    machine: Callable[..., list[list[str]]], programs: tuple[str, ...], ways: dict[str, bool], expected: list[list[str]]
) -> None:
    ran = machine(*programs, **ways)
    browser.install()
    assert ran == expected


def test_it_is_an_error_that_there_is_none(machine: Callable[..., list[list[str]]]) -> None:
    machine(is_offline=True)
    with pytest.raises(subprocess.CalledProcessError):
        browser.install()


NAMES = (
    '"Noto Serif", "Liberation Serif", "DejaVu Math TeX Gyre", serif',
    '"Noto Sans", "Liberation Sans", "Helvetica Neue", Arial, system-ui, sans-serif',
    '"Noto Mono", "Liberation Mono", monospace',
)
"""What styles ask for, by the names of fonts that a machine may have."""


@pytest.mark.parametrize(
    ("faces", "expected"),
    [
        ("dejavu", ["DejaVu Serif", "DejaVu Sans", "DejaVu Sans Mono"]),
        ("liberation", ["Test Serif", "Test Sans", "Test Mono"]),
        ("noto", ["Noto Serif", "Noto Sans", "Noto Sans Mono"]),
        ("noto-cjk", ["Noto Serif CJK JP", "Noto Sans CJK JP", "Noto Sans Mono CJK JP"]),
    ],
)
def test_pages_are_set_in_the_fonts_of_the_tests_whatever_is_installed(
    chromium: Browser, faces: str, expected: list[str]
) -> None:
    own = chromium.browser_type.launch(**browser.launch_options(faces=faces))
    page = own.new_page()
    page.set_content("".join(f"<p style='font-family: {names}'>Each 1.1–1.3</p>" for names in NAMES))
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    used = [
        session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
        for node in session.send("DOM.querySelectorAll", {"nodeId": root, "selector": "p"})["nodeIds"]
    ]
    assert [[font["familyName"] for font in fonts] for fonts in used] == [[name] for name in expected]
    own.close()
