"""The rules of axe-core, in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import npm

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Those that it leaves out unless asked: of WCAG 2.2, and one of WCAG 2.1 that is on trial.
# Style sheets are not loaded again, since that is for a rule alone that is on trial and not asked.
_RUN = """options => axe.run(document, {
  resultTypes: ["violations"],
  rules: { "target-size": { enabled: true }, "label-content-name-mismatch": { enabled: true } },
  preload: { assets: ["media"] },
  ...options
}).then(results => results.violations.flatMap(
  violation => violation.nodes.map(node => `${violation.id}: ${node.html.slice(0, 200)}`)))"""


OF_COLOURS = ("color-contrast", "link-in-text-block")
"""The rules that are about colours: what the others find is the same in light and in dark."""


def violations(page: Page, rules: tuple[str, ...] = ()) -> list[str]:
    """Find what breaks a rule on a page as it is now.

    Args:
        page: A tab that shows a page.
        rules: Those that are asked; without any, all of them, best practice among them.

    Returns:
        Rules with the beginning of the elements that break them.
    """
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(npm.AXE.read_text(encoding="utf-8"))
    return cast("list[str]", page.evaluate(_RUN, {"runOnly": list(rules)} if rules else {}))
