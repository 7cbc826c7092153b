"""Files that are made when they are asked for: all of them in a build, those that are looked at in a preview."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Content = TypeVar("Content", bound="str | bytes")


class OnDemand(Mapping[str, Content], Generic[Content]):
    """Files by their paths; to ask for one makes it."""

    def __init__(self, makers: Mapping[str, Callable[[], Content]]) -> None:
        """Take what makes them.

        Args:
            makers: Functions that give a file, by its path relative to the site's root.
        """
        self._makers = makers

    def __getitem__(self, path: str) -> Content:
        return self._makers[path]()

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def __len__(self) -> int:
        return len(self._makers)

    def __contains__(self, path: object) -> bool:
        return path in self._makers

    def __or__(self, others: OnDemand[Content]) -> OnDemand[Content]:
        """Put files beside others."""
        return OnDemand({**self._makers, **others._makers})
