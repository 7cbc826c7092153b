"""What a pure function made of values in the last run of a server, for the next one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

R = TypeVar("R")


class Remembered(Generic[R]):
    """Results of the last run and of this one. What a run has no use for is forgotten with the next."""

    def __init__(self) -> None:
        """Remember nothing."""
        self._last: dict[Hashable, R] = {}
        self._made: dict[Hashable, R] = {}
        self._made_with: Any = None
        self.is_going_on = False
        """Whether this run has what the last one had to make with."""

    def begin(self, made_with: Any = None) -> None:
        """Begin a run.

        Args:
            made_with: All that the function reads beside its arguments. If it is not equal to that of the last run,
                all is forgotten.
        """
        self.is_going_on = self._made_with == made_with
        self._last = self._made if self.is_going_on else {}
        self._made, self._made_with = {}, made_with

    def get(self, arguments: Hashable, make: Callable[[], R]) -> R:
        """What was made of equal arguments, or is made now.

        Args:
            arguments: All arguments of the function.
            make: What calls it with them.
        """
        made = self.known(arguments)
        if made is None:
            made = make()
        self._made[arguments] = made
        return made

    def known(self, arguments: Hashable) -> R | None:
        """What was made of equal arguments in this run or in the last; None if nothing was."""
        known = self._made.get(arguments)
        return known if known is not None else self._last.get(arguments)

    def keep(self, arguments: Hashable, made: R) -> None:
        """Remember what was made.

        Args:
            arguments: All arguments of the function, or the identity of one that `made` holds.
            made: The result.
        """
        self._made[arguments] = made
