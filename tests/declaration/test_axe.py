"""What axe finds on pages of all kinds, and in all states that a reader reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from axe import OF_COLOURS, violations
from handling import side_by_side
from states import OTHERS, PAGES, STATES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.long


@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1440, "dark")])
def test_axe_finds_nothing(chromium: Browser, address: str, width: int, scheme: Any) -> None:
    context = chromium.new_context(
        base_url=address, viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    found = {path: violations(tab) for path, tab in side_by_side(context, (*PAGES, *OTHERS))}
    page = context.new_page()
    for name, reach in STATES.items():
        reach(page)
        found[name] = violations(page)
    assert {name: one for name, one in found.items() if one} == {}
    assert list(found) == [*PAGES, *OTHERS, *STATES]
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1440, "light")])
def test_axe_finds_nothing_in_the_other_colours(chromium: Browser, address: str, width: int, scheme: Any) -> None:
    context = chromium.new_context(
        base_url=address, viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    found = {path: violations(tab, OF_COLOURS) for path, tab in side_by_side(context, PAGES)}
    assert found == {path: [] for path in PAGES}
    context.close()
