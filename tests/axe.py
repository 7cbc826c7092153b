"""The rules of axe-core, in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import npm

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Those that it leaves out unless asked: of WCAG 2.2, and one of WCAG 2.1 that is on trial.
_RUN = """axe.run(document, {
  resultTypes: ["violations"],
  rules: { "target-size": { enabled: true }, "label-content-name-mismatch": { enabled: true } }
}).then(results => results.violations.flatMap(
  violation => violation.nodes.map(node => `${violation.id}: ${node.html.slice(0, 200)}`)))"""


def violations(page: Page) -> list[str]:
    """Find what breaks a rule on a page as it is now.

    Args:
        page: A tab that shows a page.

    Returns:
        Rules with the beginning of the elements that break them. All rules are asked, best practice among them.
    """
    page.evaluate(npm.AXE.read_text(encoding="utf-8"))
    return cast("list[str]", page.evaluate(_RUN))
