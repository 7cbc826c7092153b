"""`changes.xml`: the days on which anything was published, as a feed (Atom, RFC 4287)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mkdocs_declaration.instrument.places import CHANGES, FEED, address
from mkdocs_declaration.pages.values.page import Download

if TYPE_CHECKING:
    from mkdocs_declaration.instrument.interface.catalogue import Catalogue
    from mkdocs_declaration.pages.markup.templating import Renderer
    from mkdocs_declaration.permanence.changes import Day

MEDIA_TYPE = "application/atom+xml"
MOST = 100
"""The most days that a feed has, the newest; the page has all."""
SECONDS = 24 * 60 * 60 - 1
"""The last second of a day."""


def feed(renderer: Renderer) -> dict[str, bytes]:
    """Write the feed of changes.

    Its bytes follow from the lock alone: an entry is of a day, which is also when it was updated, and its id is its
    address on the page of changes, which stays (section 4.2.6). A lock keeps no hours: each event of a day is a second
    of it, so that whatever is frozen later on the same day is an update. Days that a lock did not keep are in none.

    Args:
        renderer: The edition with its templates. Who publishes the site is the author, else the site by its
            name (section 4.2.1 wants one): its changes are not those of the parties to the instrument.

    Returns:
        XML in UTF-8 by the path of its file; nothing where an edition has no feed.
    """
    edition = renderer.edition
    if not edition.feed:
        return {}

    def to(slug: str, fragment: str = "") -> str:
        return edition.site_url + address(slug) + (f"#{fragment}" if fragment else "")

    publisher = renderer.imprint.publisher if renderer.imprint is not None else ""
    content = renderer.templates.get_template("feed.xml").render(
        days=[day for day in edition.days if day.date is not None][:MOST],
        author=publisher or renderer.site_name,
        address=edition.site_url + FEED,
        page=to(CHANGES),
        title=lambda day: summary(day, edition.words),
        to=to,
        updated=_updated,
    )
    return {FEED: f"{content}\n".encode()}


def _updated(day: Day) -> str:
    """When a day was updated (RFC 3339): as many seconds after its beginning as the lock has events of it."""
    minutes, second = divmod(min(day.events, SECONDS), 60)
    hour, minute = divmod(minutes, 60)
    return f"{day.date}T{hour:02}:{minute:02}:{second:02}Z"


def summary(day: Day, words: Catalogue) -> str:
    """What happened on a day, in few words: `First published here`, or `Added: 2 · Reworded: 1`.

    Args:
        day: The day.
        words: The words of the interface.
    """
    counts = [words("changes-count", kind=words(f"changes-{kind}"), count=count) for kind, count in day.kinds.items()]
    return " · ".join(([words("changes-first")] if day.is_first else []) + counts)


def download(size: int, words: Catalogue) -> Download:
    """Describe the feed for the page that lists files.

    Args:
        size: How many bytes it has.
        words: The words of the interface.
    """
    return Download(FEED, "Atom", MEDIA_TYPE, "beside", size, words(f"export-{FEED}"))
