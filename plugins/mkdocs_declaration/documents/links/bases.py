"""The addresses at which links into a site start."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

_DEFAULT_PORTS = {80, 443, None}
_PLAIN = re.compile(r"(https?://[a-z0-9.-]+)(/[\w/.~()-]*)(?:#([\w/.~()-]*))?", re.ASCII)
"""An address without escapes, query, port and capitals in its host, as most are."""


class Bases:
    """Tells what an address names below the root of a site."""

    def __init__(self, bases: Iterable[str]) -> None:
        """Take the addresses of the root, each with a slash at its end."""
        parts = [(base, split(base)) for base in bases]
        starts = [(base, _host(part), unquote(part.path)) for base, part in parts if part is not None]
        # The longest path first, since one may stand in another.
        self._starts = sorted(starts, key=lambda start: -len(start[2]))

    def below(self, address: str) -> tuple[str, str, str] | None:
        """Read an address.

        Args:
            address: As a document has it; one without a scheme is read if it starts with `www.` or `//`, or as a base
                does behind its scheme.

        Returns:
            The base, and the path and the fragment below it without escapes; None if it does not lead into the site.
        """
        if (plain := _PLAIN.fullmatch(address)) is not None:
            return self._match(_host_of(plain[1]), plain[2], plain[3] or "")
        parts = split(address)
        if parts is None:
            if "//" in address or ":" in address.partition("/")[0]:
                return None
            parts = split(f"https://{address}")
        if parts is None:
            return None
        return self._match(_host(parts), unquote(parts.path) or "/", unquote(parts.fragment).partition(":~:")[0])

    def _match(self, host: tuple[str, int | None], path: str, fragment: str) -> tuple[str, str, str] | None:
        for base, host_of_base, prefix in self._starts:
            if host == host_of_base and f"{path}/".startswith(prefix):
                return base, path[len(prefix) :], fragment
        return None


def is_base(address: str) -> bool:
    """Whether links can start with an address: it has a scheme (http, https) and a host."""
    return split(address) is not None


def bases(addresses: Iterable[str]) -> tuple[str, ...]:
    """Addresses at which links into a site start, each once and with a slash at its end."""
    return tuple(dict.fromkeys(f"{address.rstrip('/')}/" for address in addresses))


def split(address: str) -> SplitResult | None:
    """The parts of an address; None if it is none of the web."""
    if address.startswith("//"):
        address = f"https:{address}"
    elif address[:4].casefold() == "www.":
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        return parts if parts.scheme in ("http", "https") and parts.hostname and _host(parts) else None
    except ValueError:
        return None


@lru_cache
def _host_of(start: str) -> tuple[str, int | None]:
    """The host of an address that has nothing else."""
    return _host(urlsplit(start))


def _host(parts: SplitResult) -> tuple[str, int | None]:
    """The host without what does not matter: `www.`, capitals, the port of the scheme."""
    host = (parts.hostname or "").removeprefix("www.")
    return host, None if parts.port in _DEFAULT_PORTS else parts.port
