"""Frozen values that are made by the ten thousand: their fields are set as those of a value that is not frozen.

`dataclasses` sets each field of a frozen value by a call of `object.__setattr__`, which takes ten times as long as an
assignment. While one of these values is made, its class is another one with the same slots (*Data model*, section
`__slots__`), whose fields can be assigned; nobody sees it before it is frozen.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def made_quickly(frozen: type[T]) -> type[T]:
    """Give a dataclass a constructor that takes the same and makes the same, in less time.

    Args:
        frozen: A class that `dataclass(frozen=True, slots=True)` made, without `InitVar` and `__post_init__`. A class
            that is derived from it has a constructor of its own.

    Returns:
        The class.
    """
    own = {"__slots__": vars(frozen)["__slots__"], "__setattr__": object.__setattr__}
    assignable: Any = type(frozen.__name__, frozen.__bases__, own)
    known: dict[str, Any] = {"frozen": frozen, "assignable": assignable, "absent": object()}
    known["change"] = object.__setattr__
    parameters = ["self"]
    lines = ["change(self, '__class__', assignable)"]
    by_key = False
    for field in sorted(dataclasses.fields(frozen), key=lambda each: bool(each.kw_only)):  # type: ignore[arg-type]
        name = field.name
        if field.kw_only and not by_key:
            parameters.append("*")
            by_key = True
        value = name
        if field.default is not dataclasses.MISSING:
            known[f"default_{name}"] = field.default
            parameters.append(f"{name}=default_{name}")
        elif field.default_factory is not dataclasses.MISSING:
            known[f"make_{name}"] = field.default_factory
            parameters.append(f"{name}=absent")
            value = f"make_{name}() if {name} is absent else {name}"
        else:
            parameters.append(name)
        lines.append(f"self.{name} = {value}")
    lines.append("self.__class__ = frozen")
    exec(f"def __init__({', '.join(parameters)}):\n " + "\n ".join(lines), known)  # noqa: S102 - as dataclasses do
    constructor: Callable[..., None] = known["__init__"]
    constructor.__qualname__ = f"{frozen.__qualname__}.__init__"
    frozen.__init__ = constructor  # type: ignore[method-assign]
    return frozen
