"""A switch runs setters now and again whenever it is thrown: the language and the look both work this way.

The setters hang on their owner, so they go when the widget goes.
"""

from collections.abc import Callable
from typing import Any
from weakref import WeakSet

import shiboken6
from PySide6.QtCore import QObject


class Switch:
    """Setters by owner, to be run again together."""

    def __init__(self, name: str) -> None:
        self._slot = f"_setters_{name}"
        self._owners: WeakSet[Any] = WeakSet()

    def add(self, owner: QObject, setter: Callable[[], object]) -> None:
        """Run a setter now and at every throw, for as long as its owner lives."""
        owner.__dict__.setdefault(self._slot, []).append(setter)
        self._owners.add(owner)
        setter()

    def throw(self) -> None:
        """Run every setter again."""
        for owner in list(self._owners):
            for setter in list(owner.__dict__.get(self._slot, ())):
                if shiboken6.isValid(owner):
                    setter()
