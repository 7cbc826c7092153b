"""Move the mouse as a hand does, from the words of each clause to each of its tools, and say which are not reached.

A hand changes its acceleration as little as it can: T. Flash and N. Hogan, "The Coordination of Arm Movements",
Journal of Neuroscience 5 (1985), by whose equation it goes from one place to another here.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.async_api import async_playwright

import browser
from serving import served

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from playwright.async_api import Browser, Page

ROOT = Path(__file__).resolve().parent.parent
WIDTHS = (1024, 1280, 1366, 1440)
"""Of screens, in pixels."""
DURATIONS = (400, 700)
"""Of a movement, in milliseconds."""
ACTIONS = ("link", "text", "cite")
"""The tools of a clause, which stand beside it."""
FRAME = 1000 / 60
"""Of the screen, in milliseconds: a browser takes a place of the mouse once a frame."""
HANDS = 2
"""How many hands are at work at once: more would be slower than those of people."""
SLOW = 1.5
"""How many times longer than meant a movement may last; one that lasts longer is tried again."""
TRIES = 5

LINES = """id => {
  const words = document.getElementById(id).querySelector(
    ":scope > .clause-title, :scope > .clause-text, :scope > p > .clause-text")
  words.scrollIntoView({ block: "center", behavior: "instant" })
  const range = document.createRange()
  range.selectNodeContents(words)
  const lines = [...range.getClientRects()].filter(({ width }) => width > 20)
  return [lines[0], lines[lines.length - 1]].map(({ x, y, width, height }) => [x + width / 2, y + height / 2])
}"""
"""The middle of the first and of the last line of a clause's own words, in the middle of the screen."""
MIDDLE = """tool => {
  const { x, y, width, height } = tool.getBoundingClientRect()
  return [x + width / 2, y + height / 2]
}"""
REACHED = """([x, y]) => {
  const button = document.elementFromPoint(x, y)?.closest(".clause-tools button")
  return button && `${button.closest(".clause").id} ${button.dataset.action}`
}"""


def path(start: Sequence[float], end: Sequence[float], duration: int) -> Iterator[tuple[float, float]]:
    """The places that a mouse reports on its way, the last included."""
    frames = round(duration / FRAME)
    for frame in range(1, frames + 1):
        t = frame / frames
        gone = 10 * t**3 - 15 * t**4 + 6 * t**5
        yield start[0] + (end[0] - start[0]) * gone, start[1] + (end[1] - start[1]) * gone


async def missed(page: Page, ids: Sequence[str], lines: slice) -> list[str]:
    """Go to the tools of clauses.

    The page has delays that are made for hands: a movement that the machine drew out says nothing, and is tried again.

    Args:
        page: A page that has them.
        ids: The clauses.
        lines: Which of the first and the last line a hand sets out from.

    Returns:
        What was not reached: clause, tool and duration.
    """
    found = []
    for id_ in ids:
        starts = dict.fromkeys(map(tuple, (await page.evaluate(LINES, id_))[lines]))
        for start, duration in [(start, duration) for start in starts for duration in DURATIONS]:
            for action in ACTIONS:
                tool = page.locator(f'[id="{id_}"] > .clause-tools [data-action="{action}"]')
                for _ in range(TRIES):
                    await page.keyboard.press(
                        "Escape"
                    )  # a card may have opened where the mouse was when the page was scrolled
                    await page.mouse.move(*start)
                    end = await tool.evaluate(MIDDLE)
                    began = time.monotonic()
                    for place in path(start, end, duration):
                        await page.mouse.move(*place)
                    taken = 1000 * (time.monotonic() - began)
                    if is_reached := await page.evaluate(REACHED, end) == f"{id_} {action}":
                        break
                    if taken <= SLOW * duration:
                        break
                if not is_reached:
                    found.append(f"{id_} {action} {duration} ms, which took {taken:.0f} ms")
    return found


async def at_width(chromium: Browser, address: str, width: int, ids: Sequence[str], lines: slice) -> list[str]:
    """Go to the tools on a screen of a width, with several hands."""

    async def hand(own: Sequence[str]) -> list[str]:
        page = await chromium.new_page(viewport={"width": width, "height": 900})
        await page.goto(f"{address}full-text/")
        return [f"{width} px: {one}" for one in await missed(page, own, lines)]

    found = await asyncio.gather(*(hand(ids[start::HANDS]) for start in range(HANDS)))
    return [one for each in found for one in each]


async def at_all_widths(address: str, ids: Sequence[str], lines: slice, step: int) -> list[str]:
    """Go to the tools of clauses, without ids to those of all, at all widths or at one of so many."""
    async with async_playwright() as playwright:
        chromium = await playwright.chromium.launch(**browser.launch_options())
        if not ids:
            page = await chromium.new_page()
            await page.goto(f"{address}full-text/")
            ids = await page.locator(".decl-text .clause").evaluate_all("all => all.map(one => one.id)")
        found = [
            await at_width(chromium, address, width, ids[place % step :: step], lines)
            for place, width in enumerate(WIDTHS)
        ]
        await chromium.close()
    print(f"{len(ids)} clauses tried at {len(WIDTHS) // step} of {len(WIDTHS)} widths each")
    return [one for each in found for one in each]


def main() -> None:
    """Try the site that `make site` has built, or another."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--address", help="of another site")
    parser.add_argument("--last", action="store_true", help="set out from the last line of a clause alone")
    parser.add_argument("--half", action="store_true", help="try each clause at every other width alone")
    parser.add_argument("ids", nargs="*", help="clauses; all if none is given")
    options = parser.parse_args()
    lines = slice(-1, None) if options.last else slice(None)
    with tempfile.TemporaryDirectory() as around, served(Path(around)) as address:
        (Path(around) / "site").symlink_to(ROOT / "site")
        problems = asyncio.run(
            at_all_widths(options.address or f"{address}site/", options.ids, lines, 1 + options.half)
        )
    if problems:
        sys.exit("\n".join(["expected every tool to be reached, missed:", *problems]))
    print("every tool is reached")


if __name__ == "__main__":
    main()
